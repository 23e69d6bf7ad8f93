// Events on disk: one transaction for a whole window of batches, deduplicated by (kiosk, epoch, seq), with their
// projections and the cursor up to which nothing is missing.
import { sql } from 'kysely';
import { createGroupCommit } from '../../core/group-commit.ts';
import type { EventStore } from '../../core/ports.ts';
import { asFault, type StoreDatabase, type WriteGuard } from './store-database.ts';

const KEPT_INCIDENTS = 20_000; // the newest are enough to see what is going on
const THIN_EVERY = 100;
const NOTES_WINDOW_MS = 25; // nobody waits for an incident, and each commit makes an event wait

type Incident = Parameters<EventStore['recordIncident']>[0];

export function createEventStore(database: Pick<StoreDatabase, 'db' | 'eventWriter'>, where: string, guard?: WriteGuard): EventStore {
  const { db } = database;
  const writer = database.eventWriter(guard);
  let sinceThinned = 0;
  // A hundred kiosks that lose their network say so in one moment: what they say shares a commit.
  const notes = createGroupCommit<Incident, void>({
    clock: { now: Date.now, setTimeout(run, ms) { const timer = setTimeout(run, ms); return () => clearTimeout(timer); } }, windowMs: NOTES_WINDOW_MS, maxItems: 500,
    write: (incidents) => db.transaction().execute(async (tx) => {
      await tx.insertInto('incidents').values(incidents.map(({ kiosk, at, code, text, facts = {} }) => ({ kiosk, at, code, text, facts: Object.keys(facts).length > 0 ? JSON.stringify(facts) : null }))).execute();
      // In the order of the names, as the inbox's writers lock them.
      const names = incidents.map(({ kiosk }) => kiosk).sort();
      for (const name of new Set(names)) await tx.updateTable('kiosks').set((eb) => ({ incidents: eb('incidents', '+', names.lastIndexOf(name) - names.indexOf(name) + 1) })).where('name', '=', name).execute();
      sinceThinned += incidents.length;
      if (sinceThinned >= THIN_EVERY) {
        sinceThinned = 0;
        await tx.deleteFrom('incidents').where('id', '<', (eb) => eb.selectFrom('incidents as i').select(sql<number>`max(i.id) - ${KEPT_INCIDENTS}`.as('floor'))).execute();
      }
      return incidents.map(() => undefined);
    }),
  });
  return {
    async append(batches, at) {
      try {
        return await writer.write(batches, at);
      } catch (error) {
        throw asFault(error, where);
      }
    },
    async cursor(kiosk, epoch) { return (await db.selectFrom('cursors').select('up_to').where('kiosk', '=', kiosk).where('epoch', '=', epoch).executeTakeFirst())?.up_to ?? 0; },
    recordIncident: (incident) => notes.add(incident),
  };
}
