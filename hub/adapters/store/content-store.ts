// Packs on disk: one draft a name, bundles by the hash of their bytes, and the list of releases.
import type { Selectable } from 'kysely';
import { bundleText } from '../../../flows/protocol/content.ts';
import type { PackRelease } from '../../../flows/protocol/fleet.ts';
import type { ContentStore, PackRow, Sha256 } from '../../core/ports.ts';
import type { Schema } from './migrations.ts';
import { asFault, type Db } from './store-database.ts';

export function createContentStore(db: Db, sha256: Sha256, where: string): ContentStore {
  const releaseOf = (row: Selectable<Schema['releases']>): PackRelease => ({ pack: row.pack, version: row.version, sha256: row.sha256, bytes: row.bytes });
  const newest = (pack: string) => db.selectFrom('releases').selectAll().where('pack', '=', pack).orderBy('id', 'desc').limit(1).executeTakeFirst();
  async function rowOf(row: Omit<Selectable<Schema['packs']>, 'files'>): Promise<PackRow> {
    const published = await newest(row.name);
    return {
      name: row.name, owner: row.owner, ownName: row.own_name, title: JSON.parse(row.title) as Record<string, string>, version: row.version, sha256: row.sha256, editedAt: row.edited_at, editedBy: row.edited_by,
      publishedVersion: published?.version ?? null, publishedSha256: published?.sha256 ?? null, publishedAt: published?.published_at ?? null,
    };
  }
  return {
    async packs() {
      const rows = await db.selectFrom('packs').select(['name', 'title', 'version', 'sha256', 'edited_at', 'edited_by', 'owner', 'own_name']).orderBy('name').execute();
      return Promise.all(rows.map(rowOf));
    },
    async draft(name) {
      const row = await db.selectFrom('packs').selectAll().where('name', '=', name).executeTakeFirst();
      return row && { files: JSON.parse(row.files) as Record<string, string>, row: await rowOf(row) };
    },
    async refs() { return (await db.selectFrom('packs').select(['name', 'owner', 'own_name']).execute()).map((row) => ({ key: row.name, owner: row.owner, name: row.own_name })); },
    async saveDraft({ name, title, version, files, at, by, owner = 'common', ownName = name }) {
      const text = bundleText(files);
      const row = { title: JSON.stringify(title), version, sha256: sha256(text), files: text, edited_at: at, edited_by: by };
      try {
        await db.insertInto('packs').values({ name, owner, own_name: ownName, ...row }).onConflict((conflict) => conflict.column('name').doUpdateSet(row)).execute();
      } catch (error) {
        throw asFault(error, where);
      }
    },
    async saveRelease({ release, text, at, by }) {
      try {
        await db.transaction().execute(async (tx) => {
          await tx.insertInto('bundles').values({ sha256: release.sha256, body: text }).onConflict((conflict) => conflict.doNothing()).execute();
          await tx.insertInto('releases').values({ pack: release.pack, version: release.version, sha256: release.sha256, bytes: release.bytes, published_at: at, published_by: by }).execute();
        });
      } catch (error) {
        throw asFault(error, where);
      }
    },
    async latestRelease(pack) {
      const row = await newest(pack);
      return row && releaseOf(row);
    },
    async releases(pack) {
      const rows = await db.selectFrom('releases').selectAll().where('pack', '=', pack).orderBy('id', 'desc').execute();
      return rows.map((row) => ({ release: releaseOf(row), at: row.published_at, by: row.published_by }));
    },
    async packsOfBundle(hash) { return (await db.selectFrom('releases').select('pack').distinct().where('sha256', '=', hash).execute()).map((row) => row.pack); },
    async bundle(hash) { return (await db.selectFrom('bundles').select('body').where('sha256', '=', hash).executeTakeFirst())?.body; },
  };
}
