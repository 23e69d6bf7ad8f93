// The hot path of the inbox on SQLite: a window of batches as one transaction of prepared statements. The query builder
// spends more time on a statement than SQLite does on the row, so it is not used here. The SQL is plain; what another
// database would do differently is only how rows are handed over (arrays and unnest in PostgreSQL).
import type { Database } from 'better-sqlite3';
import type { AppendResult, InboundBatch, InboundEvent } from '../../core/ports.ts';
import { sessionOf } from './event-projection.ts';
import { advanceInOrder, AGAIN, createFollowings, type Cursor, follow, sessionRow } from './event-window.ts';

const MAX_CURSORS = 50_000;
const LOOK_AHEAD = 1000; // rows read at once when the way past a gap is looked for

const INSERT_EVENT = `INSERT INTO events (kiosk, epoch, seq, id, type, time, session, received_at, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (kiosk, epoch, seq) DO NOTHING`;
const ID_OF = 'SELECT id FROM events WHERE kiosk = ? AND epoch = ? AND seq = ?';
const SEQS_AFTER = `SELECT seq FROM events WHERE kiosk = ? AND epoch = ? AND seq > ? ORDER BY seq LIMIT ${LOOK_AHEAD}`;
const READ_CURSOR = 'SELECT up_to FROM cursors WHERE kiosk = ? AND epoch = ?';
const WRITE_CURSOR = 'INSERT INTO cursors (kiosk, epoch, up_to) VALUES (?, ?, ?) ON CONFLICT (kiosk, epoch) DO UPDATE SET up_to = excluded.up_to';
const INSERT_TURN = `INSERT INTO turns (kiosk, session, turn, at, language, kind, text, confidence, rule, entry, flow, zone, probability, said, view, latency_ms)
  VALUES (@kiosk, @session, @turn, @at, @language, @kind, @text, @confidence, @rule, @entry, @flow, @zone, @probability, @said, @view, @latency_ms)
  ON CONFLICT (kiosk, session, turn) DO NOTHING`;
const CHANGE_SESSION = `INSERT INTO sessions (kiosk, session, language, pack, pack_version, started_at, last_at, ended_at, reason, turns, rating, tasks_started, tasks_completed, transferred)
  VALUES (@kiosk, @session, @language, @pack, @packVersion, @startedAt, @lastAt, @endedAt, @reason, @turns, @rating, @tasksStarted, @tasksCompleted, @transferred)
  ON CONFLICT (kiosk, session) DO UPDATE SET
    language = CASE WHEN excluded.language = '' THEN language ELSE excluded.language END, pack = CASE WHEN excluded.pack = '' THEN pack ELSE excluded.pack END,
    pack_version = CASE WHEN excluded.pack_version = '' THEN pack_version ELSE excluded.pack_version END,
    started_at = coalesce(excluded.started_at, started_at), last_at = CASE WHEN excluded.last_at > last_at THEN excluded.last_at ELSE last_at END,
    ended_at = coalesce(excluded.ended_at, ended_at), reason = coalesce(excluded.reason, reason),
    turns = turns + excluded.turns, rating = coalesce(excluded.rating, rating), tasks_started = tasks_started + excluded.tasks_started,
    tasks_completed = tasks_completed + excluded.tasks_completed, transferred = CASE WHEN excluded.transferred > transferred THEN excluded.transferred ELSE transferred END`;
const COUNT_KIOSK = 'UPDATE kiosks SET events = events + ?, sessions = sessions + ? WHERE name = ?';

export interface SqliteEventWriter {
  /** One durable transaction; results in the order of the batches. Throws what SQLite throws, with nothing written. */
  write(batches: readonly InboundBatch[], at: number): AppendResult[];
}

/** `database` must have no transaction open when `write` is called. Events of a batch are stored in any order, a repeat counts once. */
export function createEventWriter(database: Database): SqliteEventWriter {
  const insertEvent = database.prepare(INSERT_EVENT);
  const idOf = database.prepare(ID_OF).pluck();
  const seqsAfter = database.prepare(SEQS_AFTER).pluck();
  const readCursor = database.prepare(READ_CURSOR).pluck();
  const writeCursor = database.prepare(WRITE_CURSOR);
  const insertTurn = database.prepare(INSERT_TURN);
  const changeSession = database.prepare(CHANGE_SESSION);
  const countKiosk = database.prepare(COUNT_KIOSK);
  // This process is the only writer of its file, so what it has committed it may remember.
  const remembered = new Map<string, Cursor>();

  /** True when it had not been stored before. */
  function insert(kiosk: string, epoch: string, event: InboundEvent, at: number): boolean {
    return insertEvent.run(kiosk, epoch, event.seq, event.id, event.type, event.time, sessionOf(event), at, event.body).changes === 1;
  }
  /**
   * A kiosk whose database was damaged may give a number again that it had given to another event. Such an event is none that
   * came twice: it is kept in a lane of its own, named for the start of the kiosk that made it.
   */
  function insertAgain(kiosk: string, epoch: string, event: InboundEvent, at: number): boolean {
    return event.id !== '' && idOf.get(kiosk, epoch, event.seq) !== event.id && insert(kiosk, `${epoch}${AGAIN}${event.event?.boot.slice(0, 40) ?? ''}`, event, at);
  }

  function advance(batch: InboundBatch, before: Cursor | undefined): Cursor {
    if (before !== undefined && !before.gap) return advanceInOrder(before.upTo, batch.events);
    let upTo = before?.upTo ?? (readCursor.get(batch.kiosk, batch.epoch) as number | undefined) ?? 0;
    for (;;) {
      const seqs = seqsAfter.all(batch.kiosk, batch.epoch, upTo) as number[];
      for (const seq of seqs) {
        if (seq !== upTo + 1) return { upTo, gap: true };
        upTo = seq;
      }
      if (seqs.length < LOOK_AHEAD) return { upTo, gap: false };
    }
  }

  const transaction = database.transaction((batches: readonly InboundBatch[], at: number) => {
    const followings = createFollowings();
    const cursors = new Map<string, Cursor & { kiosk: string; epoch: string }>();
    const results: AppendResult[] = [];
    for (const batch of batches) {
      const { kiosk, epoch } = batch;
      let again = 0;
      const fresh = batch.events.filter((event) => {
        if (insert(kiosk, epoch, event, at)) return true;
        if (!insertAgain(kiosk, epoch, event, at)) return false;
        again += 1;
        return true;
      });
      fresh.sort((a, b) => a.seq - b.seq);
      if (fresh.length > 0) follow(followings, kiosk, fresh, at);
      const key = `${kiosk} ${epoch}`;
      const after = advance(batch, cursors.get(key) ?? remembered.get(key));
      cursors.set(key, { ...after, kiosk, epoch });
      results.push({ upTo: after.upTo, fresh, ...(again > 0 ? { again } : {}) });
    }
    for (const turn of followings.turns) insertTurn.run(turn);
    for (const one of followings.sessions.values()) changeSession.run(sessionRow(one));
    for (const [kiosk, count] of followings.counts) countKiosk.run(count.events, count.sessions, kiosk);
    for (const { kiosk, epoch, upTo } of cursors.values()) writeCursor.run(kiosk, epoch, upTo);
    return { results, cursors };
  });

  return {
    write(batches, at) {
      const { results, cursors } = transaction.immediate(batches, at);
      if (remembered.size > MAX_CURSORS) remembered.clear();
      for (const [key, { upTo, gap }] of cursors) remembered.set(key, { upTo, gap });
      return results;
    },
  };
}
