// Keys of kiosks and who is shut out, on disk.
import type { Selectable } from 'kysely';
import type { KioskKeyRow, KioskKeyStore, ShutOut } from '../../core/kiosk-identity-port.ts';
import { kioskName } from '../../core/kiosk-name.ts';
import type { Schema } from './migrations.ts';
import type { Db } from './store-database.ts';

const keyRow = (row: Selectable<Schema['kiosk_keys']>): KioskKeyRow => ({ key: row.key, kiosk: row.kiosk, state: row.state === 'next' ? 'next' : 'current', addedAt: row.added_at, addedBy: row.added_by });
const shutRow = (row: Selectable<Schema['kiosks_shut_out']>): ShutOut => ({ kiosk: row.kiosk, state: row.state === 'held' ? 'held' : 'revoked', reason: row.reason, since: row.since, by: row.shut_by });

export function createIdentityStore(db: Db): KioskKeyStore {
  return {
    async key(key) {
      const row = await db.selectFrom('kiosk_keys').selectAll().where('key', '=', key).executeTakeFirst();
      return row && keyRow(row);
    },
    async keys() { return (await db.selectFrom('kiosk_keys').selectAll().orderBy('kiosk').execute()).map(keyRow); },
    async admit({ address, key, at, by }) {
      const name = kioskName(address);
      await db.transaction().execute(async (work) => {
        // No secret is right for an empty hash: the key is the only credential from now on.
        await work.insertInto('kiosks').values({ name, tenant: address.tenant, site: address.site, kiosk: address.kiosk, secret_hash: '', enrolled_at: at, last_seen: null, applied_release: null, refused: null })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ secret_hash: '' })).execute();
        await work.deleteFrom('kiosk_keys').where((row) => row.or([row('kiosk', '=', name), row('key', '=', key)])).execute();
        await work.insertInto('kiosk_keys').values({ key, kiosk: name, state: 'current', added_at: at, added_by: by }).execute();
        await work.deleteFrom('kiosks_shut_out').where('kiosk', '=', name).execute();
      });
    },
    async addNext({ key, kiosk, at }) {
      await db.transaction().execute(async (work) => {
        await work.deleteFrom('kiosk_keys').where('kiosk', '=', kiosk).where('state', '=', 'next').execute();
        await work.insertInto('kiosk_keys').values({ key, kiosk, state: 'next', added_at: at, added_by: kiosk }).onConflict((conflict) => conflict.column('key').doNothing()).execute();
      });
    },
    async promote(key, kiosk) {
      await db.transaction().execute(async (work) => {
        await work.deleteFrom('kiosk_keys').where('kiosk', '=', kiosk).where('key', '!=', key).execute();
        await work.updateTable('kiosk_keys').set({ state: 'current' }).where('key', '=', key).execute();
      });
    },
    async shutOut(name) {
      const row = await db.selectFrom('kiosks_shut_out').selectAll().where('kiosk', '=', name).executeTakeFirst();
      return row && shutRow(row);
    },
    async allShutOut() { return (await db.selectFrom('kiosks_shut_out').selectAll().orderBy('kiosk').execute()).map(shutRow); },
    async shut({ kiosk, state, reason, since, by }) {
      await db.insertInto('kiosks_shut_out').values({ kiosk, state, reason: reason.slice(0, 500), since, shut_by: by })
        .onConflict((conflict) => conflict.column('kiosk').doUpdateSet({ state, reason: reason.slice(0, 500), since, shut_by: by })).execute();
    },
    async letIn(name) { return (await db.deleteFrom('kiosks_shut_out').where('kiosk', '=', name).executeTakeFirst()).numDeletedRows > 0n; },
  };
}
