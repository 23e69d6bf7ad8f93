// What the hub has acknowledged stays in the outbox for some days, below a mark: a hub that comes back from a backup gets
// again what it had received since. Bounded by time and by room; what the hub does not have goes first.
import type { Database } from 'better-sqlite3';
import { forgotten, toKioskEvent } from '../core/outbox-row.ts';

export const SENT_SCHEMA = 'CREATE TABLE IF NOT EXISTS acks (up_to INTEGER PRIMARY KEY, at INTEGER NOT NULL);';

export interface SentRows {
  /** The hub has everything up to here. */
  acked(): number;
  acknowledge(upTo: number): void;
  /** Lowers the mark; gives how many rows above it are kept no longer (a row that says so takes their place). */
  recall(upTo: number): number;
}

const KEEP_MS = 3 * 86_400_000;
const MARK_EVERY_MS = 60_000;

export function createSentRows(db: Database, options: { source: string; newId(): string; now(): number; keepBytes: number }): SentRows {
  const newest = db.prepare<[], { up_to: number; at: number }>('SELECT up_to, at FROM acks ORDER BY up_to DESC LIMIT 1');
  const addMark = db.prepare('INSERT INTO acks VALUES (?, ?) ON CONFLICT (up_to) DO NOTHING');
  const moveMark = db.prepare('UPDATE acks SET up_to = ? WHERE up_to = ?');
  const oldMark = db.prepare<[number], { up_to: number | null }>('SELECT max(up_to) AS up_to FROM acks WHERE at < ?');
  const dropMarks = db.prepare('DELETE FROM acks WHERE up_to < ?');
  const dropMarksAbove = db.prepare('DELETE FROM acks WHERE up_to > ?');
  const dropRows = db.prepare('DELETE FROM outbox WHERE seq <= ?');
  const sizes = db.prepare<[number], { seq: number; bytes: number }>('SELECT seq, length(body) AS bytes FROM outbox WHERE seq <= ? ORDER BY seq DESC');
  const numbers = db.prepare<[number, number], { seq: number }>('SELECT seq FROM outbox WHERE seq > ? AND seq <= ? ORDER BY seq');
  const insert = db.prepare('INSERT INTO outbox (seq, type, at, body) VALUES (?, ?, ?, ?)');
  let mark = newest.get()?.up_to ?? 0;

  /** Once a minute: what is older than some days, or more than its room, goes. */
  function forget(at: number): void {
    const old = oldMark.get(at - KEEP_MS)?.up_to ?? 0;
    let last = old;
    let bytes = 0;
    for (const row of sizes.iterate(mark)) {
      bytes += row.bytes;
      if (bytes <= options.keepBytes) continue;
      last = Math.max(last, row.seq);
      break;
    }
    if (last === 0) return;
    dropRows.run(last);
    dropMarks.run(last);
  }

  return {
    acked: () => mark,
    acknowledge: db.transaction((upTo: number) => {
      if (upTo <= mark) return;
      const at = options.now();
      const last = newest.get();
      // One mark a minute is fine enough; between them the newest one moves.
      if (last && at - last.at < MARK_EVERY_MS && at >= last.at) moveMark.run(upTo, last.up_to);
      else {
        addMark.run(upTo, at);
        mark = upTo;
        forget(at);
      }
      mark = upTo;
    }),
    recall: db.transaction((upTo: number) => {
      const at = options.now();
      const kept = new Set(numbers.all(upTo, mark).map((row) => row.seq));
      let lost = 0;
      for (let seq = upTo + 1; seq <= mark; seq += 1) {
        if (kept.has(seq)) continue;
        const event = toKioskEvent(forgotten(new Date(at).toISOString()), { seq, id: options.newId(), source: options.source });
        insert.run(seq, event.type, at, JSON.stringify(event));
        lost += 1;
      }
      dropMarksAbove.run(upTo);
      if (upTo > 0) addMark.run(upTo, at);
      mark = upTo;
      return lost;
    }),
  };
}
