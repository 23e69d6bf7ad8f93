// The replies to connector calls, so that a repeated call acts once.
import type { CallStore } from '../../core/ports.ts';
import type { Db } from './store-database.ts';

export function createCallStore(db: Db): CallStore {
  return {
    async reply(kiosk, key) { return (await db.selectFrom('calls').select('reply').where('kiosk', '=', kiosk).where('key', '=', key).executeTakeFirst())?.reply; },
    async saveReply(kiosk, key, reply, at) { await db.insertInto('calls').values({ kiosk, key, reply, at }).onConflict((conflict) => conflict.doNothing()).execute(); },
  };
}
