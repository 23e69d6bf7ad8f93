// The kiosk's durable store: one SQLite file, WAL, synchronous=FULL, so that what was recorded survives a power cut.
import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database, Statement } from 'better-sqlite3';
import { Fault } from '../../flows/protocol/faults.ts';
import { KioskEvent } from '../../flows/protocol/conversation.ts';
import { PackRelease } from '../../flows/protocol/fleet.ts';
import type { Store } from '../core/ports.ts';
import { erased, isThinnable, tombstone, toKioskEvent } from '../core/outbox-row.ts';
import { diskFault } from '../core/steady-store.ts';
import { createSentRows, SENT_SCHEMA } from './sqlite-sent-rows.ts';

export interface SqliteStoreOptions {
  folder: string;
  source: string; // /tenant/site/kiosk
  newId(): string;
  now(): number;
  /** Room for the outbox; beyond it the oldest turns are thinned (default 256 MB). */
  budgetBytes?: number;
  /** Turns older than this are thinned (default 30 days). */
  maxAgeMs?: number;
}

export interface OpenedStore { store: Store; /** Where a damaged database was put aside, if one was. */ setAside: string | null }

/** Nothing was recorded before this day: where it says so, the clock was wrong, and how old it is is not known. */
const FIRST_DAY = Date.UTC(2026, 0, 1);

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS outbox (seq INTEGER PRIMARY KEY AUTOINCREMENT, type TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS snapshot (one INTEGER PRIMARY KEY CHECK (one = 1), session TEXT NOT NULL, state TEXT NOT NULL, saved_at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS content (one INTEGER PRIMARY KEY CHECK (one = 1), release TEXT NOT NULL, files TEXT NOT NULL, desired_version INTEGER NOT NULL);
`;

/**
 * Opens (or makes) `foyer-device.db` in the folder. A damaged file is set aside and a new one with a new epoch made.
 * @throws Fault data-folder-not-writable, disk-full
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<OpenedStore> {
  const file = join(options.folder, 'foyer-device.db');
  try {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    accessSync(options.folder, constants.W_OK);
  } catch (cause) {
    throw new Fault('data-folder-not-writable', `The data folder ${options.folder} cannot be written.`, 'Make it writable for this user or choose another with --data.', { cause });
  }
  const { default: open } = await import('better-sqlite3');
  let setAside: string | null = null;
  let db: Database;
  try {
    if (existsSync(file) && statSync(file).size === 0) throw Object.assign(new Error('the file is empty'), { code: 'SQLITE_CORRUPT' }); // SQLite would begin anew and say nothing
    db = prepare(new open(file));
  } catch (error) {
    if (!isDamage(error)) throw diskFault(error);
    setAside = putAside(file, options.now());
    db = prepare(new open(file));
  }
  return { store: createStore(db, options), setAside };
}

function prepare(db: Database): Database {
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON'); // what a visitor said is not left behind in freed pages
    db.pragma('journal_size_limit = 16777216');
    const verdict = db.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') throw Object.assign(new Error(String(verdict)), { code: 'SQLITE_CORRUPT' });
    db.exec(SCHEMA + SENT_SCHEMA);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function isDamage(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB' || code === 'SQLITE_ERROR';
}

function putAside(file: string, now: number): string {
  const aside = `${file}.damaged-${now}`;
  for (const tail of ['', '-wal', '-shm']) if (existsSync(file + tail)) renameSync(file + tail, aside + tail);
  return aside;
}

function createStore(db: Database, options: SqliteStoreOptions): Store {
  const get = db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE key = ?');
  const set = db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value');
  const insert = db.prepare('INSERT INTO outbox (type, at, body) VALUES (?, ?, ?)');
  const rewrite = db.prepare('UPDATE outbox SET type = ?, body = ? WHERE seq = ?');
  const after = db.prepare<[number, number], { body: string }>('SELECT body FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?');
  const depth = db.prepare<[number], { rows: number; bytes: number }>('SELECT count(*) AS rows, coalesce(sum(length(body)), 0) AS bytes FROM outbox WHERE seq > ?');
  const lastTurns = db.prepare<[number], { body: string }>("SELECT body FROM outbox WHERE type = 'foyer.turn' AND seq > ? ORDER BY seq DESC LIMIT 8");
  const ofSession = db.prepare<[string], { body: string }>('SELECT body FROM outbox WHERE instr(body, ?) > 0');
  const lastSeq = db.prepare<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'");
  const saveSnapshot = db.prepare('INSERT INTO snapshot VALUES (1, ?, ?, ?) ON CONFLICT (one) DO UPDATE SET session = excluded.session, state = excluded.state, saved_at = excluded.saved_at');
  const clearSnapshot = db.prepare('DELETE FROM snapshot');
  const readSnapshot = db.prepare<[], { session: string; state: string; saved_at: number }>('SELECT session, state, saved_at FROM snapshot');
  const saveContent = db.prepare('INSERT INTO content VALUES (1, ?, ?, ?) ON CONFLICT (one) DO UPDATE SET release = excluded.release, files = excluded.files, desired_version = excluded.desired_version');
  const readContent = db.prepare<[], { release: string; files: string; desired_version: number }>('SELECT release, files, desired_version FROM content');
  const latest = db.prepare<[number], { at: number | null }>('SELECT max(at) AS at FROM outbox WHERE seq <= ?');
  const oldest: Statement<[number], { seq: number; body: string; at: number }> = db.prepare('SELECT seq, body, at FROM outbox WHERE seq > ? ORDER BY seq LIMIT 200');

  if (!get.get('epoch')) set.run('epoch', randomUUID());
  const epoch = get.get('epoch')?.value ?? '';
  const budget = options.budgetBytes ?? 256 * 1024 * 1024;
  const maxAge = options.maxAgeMs ?? 30 * 86_400_000;
  const sent = createSentRows(db, { keepBytes: budget / 4, ...options });
  let bytes = depth.get(sent.acked())?.bytes ?? 0; // of what the hub does not have
  let thinnedTo = 0; // everything up to here is thinned already

  function event(body: string): KioskEvent { return KioskEvent.parse(JSON.parse(body)); }

  const thin = db.transaction(() => {
    let dropped = 0;
    let since = latest.get(Math.max(thinnedTo, sent.acked()))?.at ?? 0;
    for (;;) {
      const rows = oldest.all(Math.max(thinnedTo, sent.acked()));
      for (const row of rows) {
        since = Math.max(since, row.at); // no older than what was recorded before it: its clock may have been years back
        if (bytes <= budget && (since >= options.now() - maxAge || since < FIRST_DAY)) return dropped;
        thinnedTo = row.seq;
        const full = event(row.body);
        if (!isThinnable(full.type)) continue;
        const small = tombstone(full);
        const body = JSON.stringify(small);
        rewrite.run(small.type, body, row.seq);
        bytes += body.length - row.body.length;
        dropped += 1;
      }
      if (rows.length === 0) return dropped;
    }
  });
  function keepToBudget(): void {
    const dropped = thin();
    if (dropped > 0) set.run('dropped', String(droppedSoFar() + dropped));
  }
  function droppedSoFar(): number { return Number(get.get('dropped')?.value ?? 0); }

  const record = db.transaction((events: Parameters<Store['record']>[0], snapshot: Parameters<Store['record']>[1]) => {
    let seq = lastSeq.get()?.seq ?? 0;
    for (const draft of events) {
      seq += 1;
      const body = JSON.stringify(toKioskEvent(draft, { seq, id: options.newId(), source: options.source }));
      insert.run(draft.type, options.now(), body);
      bytes += body.length;
    }
    if (snapshot === null) clearSnapshot.run();
    else if (snapshot) saveSnapshot.run(snapshot.session, JSON.stringify(snapshot.state), options.now());
  });
  keepToBudget();

  return {
    epoch,
    record(events, snapshot) {
      record(events, snapshot);
      if (bytes > budget) keepToBudget();
    },
    outboxAfter: (seq, limit) => after.all(Math.max(seq, sent.acked()), limit).map((row) => event(row.body)),
    acknowledge(upTo) {
      sent.acknowledge(upTo);
      bytes = depth.get(sent.acked())?.bytes ?? 0;
    },
    acked: sent.acked,
    recall(upTo) {
      const lost = sent.recall(upTo);
      if (lost > 0) set.run('dropped', String(droppedSoFar() + lost));
      bytes = depth.get(sent.acked())?.bytes ?? 0;
      thinnedTo = Math.min(thinnedTo, upTo);
    },
    amendTurn(session, turn, facts) {
      for (const { body } of lastTurns.all(sent.acked())) {
        const full = event(body);
        if (full.data.type !== 'foyer.turn' || full.data.session !== session || full.data.turn !== turn) continue;
        rewrite.run(full.type, JSON.stringify({ ...full, data: { ...full.data, ...facts } }), full.seq);
        return;
      }
    },
    erase(session) {
      for (const { body } of ofSession.all(session)) {
        const full = event(body);
        if (full.data.session !== session) continue;
        const blank = erased(full);
        rewrite.run(blank.type, JSON.stringify(blank), full.seq);
      }
      db.pragma('wal_checkpoint(TRUNCATE)'); // what was written before is not left behind in the log of writes
    },
    outboxDepth: () => ({ ...(depth.get(sent.acked()) ?? { rows: 0, bytes: 0 }), dropped: droppedSoFar() }),
    snapshot() {
      const row = readSnapshot.get();
      return row ? { session: row.session, state: JSON.parse(row.state) as unknown, savedAt: row.saved_at } : null;
    },
    activeRelease() {
      const row = readContent.get();
      return row ? { release: PackRelease.parse(JSON.parse(row.release)), files: JSON.parse(row.files) as Record<string, string>, desiredVersion: row.desired_version } : null;
    },
    activate(release, files, desiredVersion) { saveContent.run(JSON.stringify(release), JSON.stringify(files), desiredVersion); },
    get: (key) => get.get(key)?.value ?? null,
    set(key, value) { set.run(key, value); },
    close() { db.close(); },
  };
}
