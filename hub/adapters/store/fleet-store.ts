// Kiosks on disk: credentials, presence, the desired document and what was reported.
import type { Selectable } from 'kysely';
import type { Desired, PackRelease } from '../../../flows/protocol/fleet.ts';
import { kioskName } from '../../core/kiosk-name.ts';
import { createGroupCommit } from '../../core/group-commit.ts';
import type { FleetStore, KioskRecord } from '../../core/ports.ts';
import type { Schema } from './migrations.ts';
import type { Db, Tx } from './store-database.ts';

function record(row: Selectable<Schema['kiosks']>): KioskRecord {
  return {
    name: row.name, address: { tenant: row.tenant, site: row.site, kiosk: row.kiosk }, state: row.state, reason: row.reason, boot: row.boot, session: row.session, lastSeen: row.last_seen,
    versions: JSON.parse(row.versions) as Record<string, string>, capabilities: JSON.parse(row.capabilities) as string[],
    desired: JSON.parse(row.desired) as Desired, appliedVersion: row.applied_version, appliedRelease: row.applied_release === null ? null : JSON.parse(row.applied_release) as PackRelease,
    refused: row.refused, events: row.events, sessions: row.sessions, incidents: row.incidents,
  };
}

const WINDOW_MS = 2;

export function createFleetStore(db: Db): FleetStore {
  // A fleet that comes back or takes up a release writes one row for each kiosk: they share a commit, and with it the fsync.
  const commit = createGroupCommit<{ name: string; write(tx: Tx): Promise<unknown> }, void>({
    clock: { now: Date.now, setTimeout(run, ms) { const timer = setTimeout(run, ms); return () => clearTimeout(timer); } }, windowMs: WINDOW_MS, maxItems: 500,
    write: (writes) => db.transaction().execute(async (tx) => {
      // In the order of the names, as the inbox's writers lock them: no two of them wait for each other.
      for (const { write } of writes.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))) await write(tx);
      return writes.map(() => undefined);
    }),
  });
  return {
    async kiosks() { return (await db.selectFrom('kiosks').selectAll().orderBy('name').execute()).map(record); },
    async kiosk(name) {
      const row = await db.selectFrom('kiosks').selectAll().where('name', '=', name).executeTakeFirst();
      return row && record(row);
    },
    async enrol(address, secretHash, at) {
      await commit.add({ name: kioskName(address), write: (tx) => tx.insertInto('kiosks').values({ name: kioskName(address), tenant: address.tenant, site: address.site, kiosk: address.kiosk, secret_hash: secretHash, enrolled_at: at, last_seen: null, applied_release: null, refused: null })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ secret_hash: secretHash })).execute() });
    },
    async secretHash(name) { return (await db.selectFrom('kiosks').select('secret_hash').where('name', '=', name).executeTakeFirst())?.secret_hash; },
    async savePresence(name, { state, reason, boot, session, lastSeen, versions, capabilities }) {
      await commit.add({ name, write: (tx) => tx.updateTable('kiosks').set({
        state, reason, boot, session, last_seen: lastSeen,
        ...(versions ? { versions: JSON.stringify(versions) } : {}), ...(capabilities ? { capabilities: JSON.stringify(capabilities) } : {}),
      }).where('name', '=', name).execute() });
    },
    async saveDesired(name, desired) { await commit.add({ name, write: (tx) => tx.updateTable('kiosks').set({ desired: JSON.stringify(desired), refused: null }).where('name', '=', name).execute() }); },
    async saveReported(name, { version, release, refused }) {
      // A refusal says what was not applied; what is applied stays as it was.
      await commit.add({ name, write: (tx) => tx.updateTable('kiosks').set(refused === null
        ? { refused, applied_version: version, ...(release ? { applied_release: JSON.stringify(release) } : {}) }
        : { refused }).where('name', '=', name).execute() });
    },
    async forgetPresence() {
      const there = await db.selectFrom('kiosks').select('name').where('state', 'not in', ['new', 'asleep']).execute();
      await Promise.all(there.map(({ name }) => commit.add({ name, write: (tx) => tx.updateTable('kiosks').set({ state: 'lost', reason: '' }).where('name', '=', name).execute() })));
    },
  };
}
