// Events on disk: one transaction for a whole window of batches, deduplicated by (kiosk, epoch, seq), with their
// projections and the cursor up to which nothing is missing.
import { sql } from 'kysely';
import type { EventStore } from '../../core/ports.ts';
import { asFault, type StoreDatabase, type WriteGuard } from './store-database.ts';

const KEPT_INCIDENTS = 20_000; // the newest are enough to see what is going on
const THIN_EVERY = 100;

export function createEventStore(database: Pick<StoreDatabase, 'db' | 'eventWriter'>, where: string, guard?: WriteGuard): EventStore {
  const { db } = database;
  const writer = database.eventWriter(guard);
  let sinceThinned = 0;
  return {
    async append(batches, at) {
      try {
        return await writer.write(batches, at);
      } catch (error) {
        throw asFault(error, where);
      }
    },
    async cursor(kiosk, epoch) { return (await db.selectFrom('cursors').select('up_to').where('kiosk', '=', kiosk).where('epoch', '=', epoch).executeTakeFirst())?.up_to ?? 0; },
    async recordIncident({ kiosk, at, code, text, facts = {} }) {
      await db.transaction().execute(async (tx) => {
        await tx.insertInto('incidents').values({ kiosk, at, code, text, facts: Object.keys(facts).length > 0 ? JSON.stringify(facts) : null }).execute();
        await tx.updateTable('kiosks').set((eb) => ({ incidents: eb('incidents', '+', 1) })).where('name', '=', kiosk).execute();
        sinceThinned += 1;
        if (sinceThinned < THIN_EVERY) return;
        sinceThinned = 0;
        await tx.deleteFrom('incidents').where('id', '<', (eb) => eb.selectFrom('incidents as i').select(sql<number>`max(i.id) - ${KEPT_INCIDENTS}`.as('floor'))).execute();
      });
    },
  };
}
