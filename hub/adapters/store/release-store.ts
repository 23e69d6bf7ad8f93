// Signed releases in the hub's database: content files by hash, manifests, TUF metadata and what waits for signatures.
// One transaction per change, so that a reader never sees metadata that names what is not there.
import { ReleaseManifest } from '../../../flows/protocol/content.ts';
import { Fault } from '../../../flows/protocol/faults.ts';
import type { PendingMetadata, ReleaseStore, SignedRole, StoredManifest } from '../../core/release-store-port.ts';
import { asFault, type Db } from './store-database.ts';
import type { ReleasesTables } from './schema-releases.ts';

const KEPT_VERSIONS = 50;

/** The files that a manifest names; none when it is no manifest. */
function filesOf(body: string | undefined): string[] {
  try {
    const parsed = ReleaseManifest.safeParse(JSON.parse(body ?? 'null'));
    return parsed.success ? parsed.data.files.map((file) => file.sha256) : [];
  } catch {
    return [];
  }
}

export function createReleaseStore(db: Db, where: string): ReleaseStore {
  const manifestOf = (row: ReleasesTables['release_manifests']): StoredManifest => ({
    path: row.path, sha256: row.sha256, bytes: row.bytes, release: { pack: row.pack, version: row.version, sha256: row.bundle, bytes: row.bundle_bytes },
  });
  return {
    async file(sha256) { return (await db.selectFrom('content_files').select('body').where('sha256', '=', sha256).executeTakeFirst())?.body; },
    async packsOf(sha256) { return (await db.selectFrom('content_packs').select('pack').where('sha256', '=', sha256).execute()).map((row) => row.pack); },
    async manifests() { return (await db.selectFrom('release_manifests').selectAll().orderBy('path').execute()).map(manifestOf); },
    async manifest(path) {
      const row = await db.selectFrom('release_manifests').selectAll().where('path', '=', path).executeTakeFirst();
      return row && manifestOf(row);
    },
    async metadata(name) { return (await db.selectFrom('tuf_metadata').select('body').where('name', '=', name).executeTakeFirst())?.body; },
    async latest(role) {
      const row = await db.selectFrom('tuf_metadata').selectAll().where('role', '=', role).orderBy('version', 'desc').limit(1).executeTakeFirst();
      return row && { name: row.name, role: row.role as SignedRole, version: row.version, body: row.body };
    },
    async pending(role) {
      const row = await db.selectFrom('tuf_pending').selectAll().where('role', '=', role).executeTakeFirst();
      return row && { role: row.role as SignedRole, version: row.version, digest: row.digest, signed: row.signed } satisfies PendingMetadata;
    },
    async signatures(digest) { return db.selectFrom('tuf_signatures').select(['keyid', 'sig']).where('digest', '=', digest).orderBy('keyid').execute(); },
    async save({ at, files = [], manifests = [], metadata = [], pending = [], settled = [], signatures = [] }) {
      try {
        await db.transaction().execute(async (tx) => {
          for (const file of files) await tx.insertInto('content_files').values({ ...file }).onConflict((conflict) => conflict.doNothing()).execute();
          for (const { path, release, sha256, bytes } of manifests) {
            const row = { pack: release.pack, version: release.version, bundle: release.sha256, bundle_bytes: release.bytes, sha256, bytes, added_at: at };
            await tx.insertInto('content_packs').values([...new Set([sha256, ...filesOf(files.find((file) => file.sha256 === sha256)?.body)])].map((one) => ({ sha256: one, pack: release.pack }))).onConflict((conflict) => conflict.doNothing()).execute();
            await tx.insertInto('release_manifests').values({ path, ...row }).onConflict((conflict) => conflict.column('path').doUpdateSet(row)).execute();
          }
          for (const { name, role, version, body } of metadata) {
            const before = await tx.selectFrom('tuf_metadata').select(({ fn }) => fn.max('version').as('version')).where('role', '=', role).executeTakeFirst();
            if (Number(before?.version ?? 0) >= version) throw new Fault('conflict', `Another process has written version ${before?.version} of ${role}.`, 'Try again.', { where });
            // Only the newest timestamp is ever asked for; the other roles keep their numbered versions.
            if (role === 'timestamp') await tx.deleteFrom('tuf_metadata').where('role', '=', 'timestamp').execute();
            // A kiosk in the middle of a refresh may still ask for the numbered files of a little while ago.
            else if (role !== 'root') {
              const kept = await tx.selectFrom('tuf_metadata').select('version').where('role', '=', role).orderBy('version', 'desc').limit(KEPT_VERSIONS).execute();
              await tx.deleteFrom('tuf_metadata').where('role', '=', role).where('version', '<', kept.at(-1)?.version ?? 0).execute();
            }
            await tx.insertInto('tuf_metadata').values({ name, role, version, body, at }).execute();
          }
          for (const role of settled) await tx.deleteFrom('tuf_pending').where('role', '=', role).execute();
          for (const { role, version, digest, signed } of pending) {
            const row = { version, digest, signed, at };
            await tx.insertInto('tuf_pending').values({ role, ...row }).onConflict((conflict) => conflict.column('role').doUpdateSet(row)).execute();
          }
          for (const signature of signatures) await tx.insertInto('tuf_signatures').values({ ...signature, at }).onConflict((conflict) => conflict.doNothing()).execute();
        });
      } catch (error) {
        throw asFault(error, where);
      }
    },
  };
}
