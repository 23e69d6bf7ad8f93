// Events on disk: one transaction for a whole window of batches, deduplicated by (kiosk, epoch, seq), with their
// projections and the cursor up to which nothing is missing. Rows of all batches go into shared statements, because a
// statement costs more than a row.
import { sql } from 'kysely';
import type { AppendResult, EventStore, InboundBatch, InboundEvent } from '../../core/ports.ts';
import { project, type SessionChange, sessionOf, type TurnInsert } from './event-projection.ts';
import { asFault, type Db, type Tx } from './sqlite-database.ts';

const CHUNK = 200; // rows of one INSERT; SQLite allows 32,766 bound values
const MAX_CURSORS = 50_000;

interface Cursor { readonly upTo: number; readonly gap: boolean } // gap: rows are stored above a missing number
const keyOf = (batch: { kiosk: string; epoch: string }): string => `${batch.kiosk} ${batch.epoch}`;

async function inChunks<Row>(rows: readonly Row[], write: (rows: Row[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) await write(rows.slice(start, start + CHUNK));
}

/** Inserts what is not there yet; gives the fresh events of each batch in order of their numbers. */
async function insertFresh(tx: Tx, batches: readonly InboundBatch[], at: number): Promise<InboundEvent[][]> {
  const places = new Map<string, { batch: number; event: InboundEvent }>(); // a number that comes twice in a window counts once
  const rows: { kiosk: string; epoch: string; seq: number; id: string; type: string; time: string; session: string | null; received_at: number; body: string }[] = [];
  batches.forEach(({ kiosk, epoch, events }, batch) => {
    for (const event of events) {
      const place = `${kiosk} ${epoch} ${event.seq}`;
      if (places.has(place)) continue;
      places.set(place, { batch, event });
      rows.push({ kiosk, epoch, seq: event.seq, id: event.id, type: event.type, time: event.time, session: sessionOf(event), received_at: at, body: event.body });
    }
  });
  const fresh: InboundEvent[][] = batches.map(() => []);
  await inChunks(rows, async (chunk) => {
    for (const { kiosk, epoch, seq } of await tx.insertInto('events').values(chunk).onConflict((conflict) => conflict.doNothing()).returning(['kiosk', 'epoch', 'seq']).execute()) {
      const place = places.get(`${kiosk} ${epoch} ${seq}`);
      if (place) fresh[place.batch]?.push(place.event);
    }
  });
  for (const events of fresh) events.sort((a, b) => a.seq - b.seq);
  return fresh;
}

async function readCursor(tx: Tx, batch: InboundBatch): Promise<Cursor> {
  const row = await tx.selectFrom('cursors').select('up_to').where('kiosk', '=', batch.kiosk).where('epoch', '=', batch.epoch).executeTakeFirst();
  return { upTo: row?.up_to ?? 0, gap: true }; // not known: the first look goes through the rows
}

/** The cursor after this batch's events have been stored. */
async function advance(tx: Tx, batch: InboundBatch, before: Cursor): Promise<Cursor> {
  if (!before.gap) {
    // The usual case needs no look at the table: the batch goes on where the last one ended.
    let upTo = before.upTo;
    let gap = false;
    for (const { seq } of [...batch.events].sort((a, b) => a.seq - b.seq)) {
      if (seq === upTo + 1) upTo = seq;
      else if (seq > upTo) gap = true;
    }
    return { upTo, gap };
  }
  let { upTo } = before;
  for (;;) {
    const rows = await tx.selectFrom('events').select('seq').where('kiosk', '=', batch.kiosk).where('epoch', '=', batch.epoch).where('seq', '>', upTo).orderBy('seq').limit(1000).execute();
    for (const { seq } of rows) {
      if (seq !== upTo + 1) return { upTo, gap: true };
      upTo = seq;
    }
    if (rows.length < 1000) return { upTo, gap: false };
  }
}

async function writeSessions(tx: Tx, rows: readonly (SessionChange & { kiosk: string })[]): Promise<void> {
  // One row per session and statement: an upsert may not touch a row twice.
  const merged = new Map<string, SessionChange & { kiosk: string }>();
  for (const row of rows) {
    const key = `${row.kiosk} ${row.session}`;
    const earlier = merged.get(key);
    merged.set(key, earlier === undefined ? row : {
      ...earlier, ...row, lastAt: Math.max(earlier.lastAt, row.lastAt), turns: earlier.turns + row.turns, tasksStarted: earlier.tasksStarted + row.tasksStarted,
      tasksCompleted: earlier.tasksCompleted + row.tasksCompleted, transferred: earlier.transferred || row.transferred,
    });
  }
  await inChunks([...merged.values()], (chunk) => sql`
    INSERT INTO sessions (kiosk, session, language, pack, pack_version, started_at, last_at, ended_at, reason, turns, rating, tasks_started, tasks_completed, transferred)
    VALUES ${sql.join(chunk.map((one) => sql`(${one.kiosk}, ${one.session}, ${one.language ?? ''}, ${one.pack ?? ''}, ${one.packVersion ?? ''}, ${one.startedAt ?? null}, ${one.lastAt}, ${one.endedAt ?? null}, ${one.reason ?? null}, ${one.turns}, ${one.rating ?? null}, ${one.tasksStarted}, ${one.tasksCompleted}, ${one.transferred ? 1 : 0})`))}
    ON CONFLICT (kiosk, session) DO UPDATE SET
      language = CASE WHEN excluded.language = '' THEN language ELSE excluded.language END, pack = CASE WHEN excluded.pack = '' THEN pack ELSE excluded.pack END,
      pack_version = CASE WHEN excluded.pack_version = '' THEN pack_version ELSE excluded.pack_version END,
      started_at = coalesce(excluded.started_at, started_at), last_at = max(last_at, excluded.last_at), ended_at = coalesce(excluded.ended_at, ended_at), reason = coalesce(excluded.reason, reason),
      turns = turns + excluded.turns, rating = coalesce(excluded.rating, rating), tasks_started = tasks_started + excluded.tasks_started,
      tasks_completed = tasks_completed + excluded.tasks_completed, transferred = max(transferred, excluded.transferred)`.execute(tx));
}

async function writeProjections(tx: Tx, batches: readonly InboundBatch[], fresh: readonly InboundEvent[][], at: number): Promise<void> {
  const turns: TurnInsert[] = [];
  const sessions: (SessionChange & { kiosk: string })[] = [];
  const counts = new Map<string, { events: number; sessions: number }>();
  batches.forEach(({ kiosk }, index) => {
    const events = fresh[index] ?? [];
    if (events.length === 0) return;
    const projected = project(kiosk, events, at);
    turns.push(...projected.turns);
    sessions.push(...projected.sessions.map((change) => ({ ...change, kiosk })));
    const count = counts.get(kiosk) ?? { events: 0, sessions: 0 };
    counts.set(kiosk, { events: count.events + events.length, sessions: count.sessions + projected.sessions.filter((change) => change.isNew).length });
  });
  await inChunks(turns, (chunk) => tx.insertInto('turns').values(chunk).onConflict((conflict) => conflict.doNothing()).execute());
  await writeSessions(tx, sessions);
  await inChunks([...counts], (chunk) => sql`UPDATE kiosks SET events = events + v.column2, sessions = sessions + v.column3
    FROM (VALUES ${sql.join(chunk.map(([kiosk, count]) => sql`(${kiosk}, ${count.events}, ${count.sessions})`))}) AS v WHERE name = v.column1`.execute(tx));
}

export function createEventStore(db: Db, where: string): EventStore {
  // This process is the only writer of its file, so what it has committed it may remember.
  const remembered = new Map<string, Cursor>();
  return {
    async append(batches, at) {
      try {
        const { results, cursors } = await db.transaction().execute(async (tx) => {
          const fresh = await insertFresh(tx, batches, at);
          await writeProjections(tx, batches, fresh, at);
          const cursors = new Map<string, Cursor & { kiosk: string; epoch: string }>();
          const results: AppendResult[] = [];
          for (const [index, batch] of batches.entries()) {
            const key = keyOf(batch);
            const before = cursors.get(key) ?? remembered.get(key) ?? await readCursor(tx, batch);
            const after = await advance(tx, batch, before);
            cursors.set(key, { ...after, kiosk: batch.kiosk, epoch: batch.epoch });
            results.push({ upTo: after.upTo, fresh: fresh[index] ?? [] });
          }
          await inChunks([...cursors.values()], (chunk) => tx.insertInto('cursors').values(chunk.map(({ kiosk, epoch, upTo }) => ({ kiosk, epoch, up_to: upTo })))
            .onConflict((conflict) => conflict.columns(['kiosk', 'epoch']).doUpdateSet((eb) => ({ up_to: eb.ref('excluded.up_to') }))).execute());
          return { results, cursors };
        });
        if (remembered.size > MAX_CURSORS) remembered.clear();
        for (const [key, { upTo, gap }] of cursors) remembered.set(key, { upTo, gap });
        return results;
      } catch (error) {
        throw asFault(error, where);
      }
    },
    async recordIncident({ kiosk, at, code, text }) {
      await db.transaction().execute(async (tx) => {
        await tx.insertInto('incidents').values({ kiosk, at, code, text }).execute();
        await tx.updateTable('kiosks').set((eb) => ({ incidents: eb('incidents', '+', 1) })).where('name', '=', kiosk).execute();
        // The newest 20,000 are enough to see what is going on.
        await tx.deleteFrom('incidents').where('id', '<', (eb) => eb.selectFrom('incidents as i').select(sql<number>`max(i.id) - 20000`.as('floor'))).execute();
      });
    },
  };
}
