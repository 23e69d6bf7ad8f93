// What must hold after every cycle, read from the files themselves: the hub's store, the kiosk's store, and the ledger
// of what went over the wire.
import { existsSync } from 'node:fs';
import Database, { type Database as Sqlite } from 'better-sqlite3';
import type { Finding } from './contract.ts';
import type { Ledger } from './ledger.ts';
import type { Question } from './visitor.ts';

export interface Stores { hubFile: string; kioskFile: string; ledger: Ledger; questions: readonly Question[]; kioskName: string; /** The kiosk's store was damaged on purpose: it may have forgotten which numbers it gave. */ numbersMayRepeat?: boolean }

/** Reads a store without joining in: null when it is not there or cannot be read now. */
export function reading<T>(file: string, read: (db: Sqlite) => T): T | null {
  if (!existsSync(file)) return null;
  let db: Sqlite | undefined;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true, timeout: 5000 });
    return read(db);
  } catch {
    return null;
  } finally {
    db?.close();
  }
}

/** `PRAGMA integrity_check` of one file. */
function integrity(file: string, name: string): Finding[] {
  if (!existsSync(file)) return [];
  try {
    const db = new Database(file, { readonly: true, timeout: 5000 });
    try {
      const rows = db.pragma('integrity_check(5)') as { integrity_check: string }[];
      return rows[0]?.integrity_check === 'ok' ? [] : [{ kind: 'corrupt', what: `${name}: ${rows.map((row) => row.integrity_check).join('; ').slice(0, 300)}`, count: 1 }];
    } finally {
      db.close();
    }
  } catch (error) {
    return [{ kind: 'corrupt', what: `${name}: ${String(error)}`, count: 1 }];
  }
}

/** How the hub marks the lane of events whose numbers had been given before. */
const AGAIN = '~';

interface Row { kiosk: string; epoch: string; seq: number; id: string; type: string; body: string }

/** Every acknowledged event exactly once and as it was sent, no number twice, no event twice, no gap below what is stored. */
export function findingsOf(stores: Stores): Finding[] {
  const findings: Finding[] = [...integrity(stores.hubFile, 'the hub\'s store'), ...integrity(stores.kioskFile, 'the kiosk\'s store')];
  const rows = reading(stores.hubFile, (db) => db.prepare('SELECT kiosk, epoch, seq, id, type, body FROM events ORDER BY kiosk, epoch, seq').all() as Row[]);
  if (rows === null) return [...findings, { kind: 'corrupt', what: 'the hub\'s store cannot be read', count: 1 }];
  const places = new Map<string, Row>();
  const ids = new Map<string, number>();
  const turns = new Map<string, number>();
  const tops = new Map<string, { count: number; top: number }>();
  let twice = 0;
  const watched = new Set([stores.kioskName, ...[...stores.ledger.lanes.values()].map((lane) => lane.kiosk)]);
  for (const row of rows) {
    if (!watched.has(row.kiosk)) continue; // an attacker's events are its own affair
    const place = `${row.kiosk} ${row.epoch} ${row.seq}`;
    if (places.has(place)) twice += 1;
    places.set(place, row);
    ids.set(`${row.kiosk} ${row.id}`, (ids.get(`${row.kiosk} ${row.id}`) ?? 0) + 1);
    const lane = tops.get(`${row.kiosk} ${row.epoch}`) ?? { count: 0, top: 0 };
    tops.set(`${row.kiosk} ${row.epoch}`, { count: lane.count + 1, top: Math.max(lane.top, row.seq) });
    if (row.type === 'foyer.turn') {
      const { data } = JSON.parse(row.body) as { data: { session: string; turn: number } };
      const key = `${row.kiosk} ${data.session} ${data.turn}`;
      turns.set(key, (turns.get(key) ?? 0) + 1);
    }
  }
  twice += [...ids.values(), ...turns.values()].filter((count) => count > 1).length;
  if (twice > 0) findings.push({ kind: 'duplicated', what: `${twice} events stand in the hub's store more than once`, count: twice });
  let lost = 0;
  let changed = 0;
  const firstLost: string[] = [];
  for (const lane of stores.ledger.lanes.values()) {
    for (let seq = 1; seq <= lane.upTo; seq += 1) {
      const place = `${lane.kiosk} ${lane.epoch} ${seq}`;
      const sent = lane.sent.get(seq);
      const there = sent === undefined ? (places.has(place) ? 1 : 0) : [...sent].filter((id) => ids.has(`${lane.kiosk} ${id}`)).length;
      const missing = (sent?.size ?? 1) - there;
      if (missing > 0) {
        lost += missing;
        if (firstLost.length < 3) firstLost.push(place);
      } else if (sent !== undefined && !sent.has(places.get(place)?.id ?? '')) changed += 1;
    }
  }
  if (lost > 0) findings.push({ kind: 'lost', what: `${lost} acknowledged events are not in the hub's store (${firstLost.join(', ')})`, count: lost });
  if (changed > 0) findings.push({ kind: 'corrupt', what: `${changed} events are stored under another's number`, count: changed });
  if (stores.ledger.reused.length > 0 && stores.numbersMayRepeat !== true) findings.push({ kind: 'corrupt', what: `numbers given twice: ${stores.ledger.reused.slice(0, 3).join('; ')}`, count: stores.ledger.reused.length });
  return findings;
}

/** How far the kiosk was at some moment: what came later may be on its way. */
export interface Mark { readonly epoch: string; readonly last: number; readonly answered: readonly Question[] }

interface KioskSide { epoch: string; last: number; acked: number; waiting: number }
function kioskSide(file: string, upTo: number): KioskSide | null {
  return reading(file, (db) => {
    const acked = (db.prepare('SELECT coalesce(max(up_to), 0) AS n FROM acks').get() as { n: number }).n;
    return {
      epoch: (db.prepare("SELECT value FROM meta WHERE key = 'epoch'").get() as { value: string } | undefined)?.value ?? '',
      last: (db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").get() as { seq: number } | undefined)?.seq ?? 0, acked,
      // What the hub has is kept for a while below a mark.
      waiting: (db.prepare('SELECT count(*) AS n FROM outbox WHERE seq > ? AND seq <= ?').get(acked, upTo) as { n: number }).n,
    };
  });
}

/** The kiosk as it is now. */
export function markOf(stores: Stores): Mark {
  const answered = stores.questions.filter((question) => question.answeredAt !== null);
  const side = kioskSide(stores.kioskFile, 0);
  return { epoch: side?.epoch ?? '', last: side?.last ?? 0, answered };
}

/**
 * What is still on its way, or, when it stays so, lost: rows in the outbox, gaps, questions that were answered and are not on
 * the hub. With `mark` only what was there at that moment, so that visitors may go on meanwhile.
 */
export function unsettled(stores: Stores, mark?: Mark): Finding[] {
  const findings: Finding[] = [];
  const hub = reading(stores.hubFile, (db) => ({
    lanes: db.prepare('SELECT kiosk, epoch, count(*) AS n, max(seq) AS top FROM events GROUP BY kiosk, epoch').all() as { kiosk: string; epoch: string; n: number; top: number }[],
    asked: db.prepare("SELECT body FROM events WHERE kiosk = ? AND type = 'foyer.turn'").all(stores.kioskName) as { body: string }[],
    twin: db.prepare('SELECT desired, applied_version AS applied FROM kiosks WHERE name = ?').get(stores.kioskName) as { desired: string; applied: number } | undefined,
  }));
  // Read after the hub's: what the hub has, the kiosk must know of.
  const kiosk = kioskSide(stores.kioskFile, Number.MAX_SAFE_INTEGER);
  const since = mark && kiosk?.epoch === mark.epoch ? kioskSide(stores.kioskFile, mark.last) : kiosk;
  if (since && since.waiting > 0) findings.push({ kind: 'other', what: `${since.waiting} events have not left the kiosk`, count: since.waiting });
  if (hub === null) return [...findings, { kind: 'other', what: 'the hub\'s store cannot be read', count: 1 }];
  for (const lane of hub.lanes) {
    if (!stores.ledger.lanes.has(`${lane.kiosk} ${lane.epoch}`)) continue; // an attacker's
    if (lane.epoch.includes(AGAIN)) continue; // events that came under numbers which were taken
    if (lane.n < lane.top) findings.push({ kind: 'lost', what: `${lane.top - lane.n} numbers are missing below ${lane.top} (${lane.kiosk} ${lane.epoch})`, count: lane.top - lane.n });
    if (kiosk && lane.epoch === kiosk.epoch && lane.top > kiosk.last && stores.numbersMayRepeat !== true) findings.push({ kind: 'lost', what: `the kiosk knows ${kiosk.last} events, the hub ${lane.top}: numbers will be used again`, count: lane.top - kiosk.last });
  }
  const texts = new Map<string, number>();
  for (const { body } of hub.asked) {
    const { data } = JSON.parse(body) as { data: { input?: { text?: string } } };
    const text = data.input?.text ?? '';
    texts.set(text, (texts.get(text) ?? 0) + 1);
  }
  const answered = mark?.answered ?? stores.questions.filter((question) => question.answeredAt !== null);
  const missing = answered.filter((question) => !texts.has(question.text));
  if (missing.length > 0) findings.push({ kind: 'lost', what: `${missing.length} of ${answered.length} answered questions are not on the hub ("${missing[0]?.text ?? ''}")`, count: missing.length });
  const doubled = answered.filter((question) => (texts.get(question.text) ?? 0) > 1);
  if (doubled.length > 0) findings.push({ kind: 'duplicated', what: `${doubled.length} questions are on the hub twice ("${doubled[0]?.text ?? ''}")`, count: doubled.length });
  if (hub.twin) {
    const wanted = (JSON.parse(hub.twin.desired) as { version: number }).version;
    if (stores.questions.length > 0 && wanted !== hub.twin.applied) findings.push({ kind: 'other', what: `the twin has not converged: ${wanted} is wanted, ${hub.twin.applied} applied`, count: 1 });
  }
  return findings;
}
