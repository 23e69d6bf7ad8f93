// Events on disk: one transaction for a whole window of batches, deduplicated by (kiosk, epoch, seq), with their
// projections and the cursor up to which nothing is missing.
import { sql } from 'kysely';
import type { AppendResult, EventStore, InboundBatch, InboundEvent } from '../../core/ports.ts';
import { project, sessionOf } from './event-projection.ts';
import { asFault, type Db, type Tx } from './sqlite-database.ts';

const CHUNK = 100; // rows of one INSERT; SQLite allows 32,766 bound values

async function insertFresh(tx: Tx, batch: InboundBatch, at: number): Promise<InboundEvent[]> {
  const bySeq = new Map(batch.events.map((event) => [event.seq, event])); // a batch that repeats a number counts once
  const events = [...bySeq.values()];
  const fresh: InboundEvent[] = [];
  for (let start = 0; start < events.length; start += CHUNK) {
    const rows = events.slice(start, start + CHUNK).map((event) => ({ kiosk: batch.kiosk, epoch: batch.epoch, seq: event.seq, id: event.id, type: event.type, time: event.time, session: sessionOf(event), received_at: at, body: event.body }));
    const stored = await tx.insertInto('events').values(rows).onConflict((conflict) => conflict.doNothing()).returning('seq').execute();
    for (const { seq } of stored) {
      const event = bySeq.get(seq);
      if (event) fresh.push(event);
    }
  }
  return fresh.sort((a, b) => a.seq - b.seq);
}

async function advance(tx: Tx, batch: InboundBatch): Promise<number> {
  const cursor = await tx.selectFrom('cursors').select('up_to').where('kiosk', '=', batch.kiosk).where('epoch', '=', batch.epoch).executeTakeFirst();
  let upTo = cursor?.up_to ?? 0;
  const before = upTo;
  // The rows above the cursor, as far as they are without a gap.
  for (;;) {
    const rows = await tx.selectFrom('events').select('seq').where('kiosk', '=', batch.kiosk).where('epoch', '=', batch.epoch).where('seq', '>', upTo).orderBy('seq').limit(1000).execute();
    const start = upTo;
    for (const { seq } of rows) {
      if (seq !== upTo + 1) break;
      upTo = seq;
    }
    if (upTo - start < 1000) break;
  }
  if (upTo !== before || !cursor) {
    await tx.insertInto('cursors').values({ kiosk: batch.kiosk, epoch: batch.epoch, up_to: upTo }).onConflict((conflict) => conflict.columns(['kiosk', 'epoch']).doUpdateSet({ up_to: upTo })).execute();
  }
  return upTo;
}

async function applyProjection(tx: Tx, kiosk: string, fresh: readonly InboundEvent[], at: number): Promise<void> {
  const { turns, sessions } = project(kiosk, fresh, at);
  for (let start = 0; start < turns.length; start += CHUNK) await tx.insertInto('turns').values(turns.slice(start, start + CHUNK)).onConflict((conflict) => conflict.doNothing()).execute();
  for (const change of sessions) {
    await sql`INSERT INTO sessions (kiosk, session, language, pack, pack_version, started_at, last_at, ended_at, reason, turns, rating, tasks_started, tasks_completed, transferred)
      VALUES (${kiosk}, ${change.session}, ${change.language ?? ''}, ${change.pack ?? ''}, ${change.packVersion ?? ''}, ${change.startedAt ?? null}, ${change.lastAt}, ${change.endedAt ?? null}, ${change.reason ?? null}, ${change.turns}, ${change.rating ?? null}, ${change.tasksStarted}, ${change.tasksCompleted}, ${change.transferred ? 1 : 0})
      ON CONFLICT (kiosk, session) DO UPDATE SET
        language = CASE WHEN excluded.language = '' THEN language ELSE excluded.language END, pack = CASE WHEN excluded.pack = '' THEN pack ELSE excluded.pack END,
        pack_version = CASE WHEN excluded.pack_version = '' THEN pack_version ELSE excluded.pack_version END,
        started_at = coalesce(excluded.started_at, started_at), last_at = max(last_at, excluded.last_at), ended_at = coalesce(excluded.ended_at, ended_at), reason = coalesce(excluded.reason, reason),
        turns = turns + excluded.turns, rating = coalesce(excluded.rating, rating), tasks_started = tasks_started + excluded.tasks_started,
        tasks_completed = tasks_completed + excluded.tasks_completed, transferred = max(transferred, excluded.transferred)`.execute(tx);
  }
  const opened = sessions.filter((change) => change.isNew).length;
  await tx.updateTable('kiosks').set((eb) => ({ events: eb('events', '+', fresh.length), sessions: eb('sessions', '+', opened) })).where('name', '=', kiosk).execute();
}

export function createEventStore(db: Db, where: string): EventStore {
  return {
    async append(batches, at) {
      try {
        return await db.transaction().execute(async (tx) => {
          const results: AppendResult[] = [];
          for (const batch of batches) {
            const fresh = await insertFresh(tx, batch, at);
            if (fresh.length > 0) await applyProjection(tx, batch.kiosk, fresh, at);
            results.push({ upTo: await advance(tx, batch), fresh });
          }
          return results;
        });
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
