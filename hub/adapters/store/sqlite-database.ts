// Opens the hub's SQLite file so that a commit survives a power cut (WAL, synchronous=FULL), migrates it, and speaks of
// what can go wrong in sentences.
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { Kysely, SqliteDialect, type Transaction } from 'kysely';
import { Fault } from '../../../flows/protocol/faults.ts';
import { MIGRATIONS, type Schema } from './migrations.ts';

export type Db = Kysely<Schema>;
export type Tx = Transaction<Schema>;

/** `raw` is the connection behind `db`, for the hot path of this database only; it is touched while `db.connection()` is held. */
export interface HubDatabase { readonly db: Db; readonly raw: Database; close(): Promise<void> }

const FULL_BELOW_BYTES = 256 * 1024;
const CHECKPOINT_PAGES = 4000; // 16 MB of log: a page that is written by every commit goes to the file once instead of four times

/** SQLite names a full disk in many ways, some of them after the fact; the file system names it in one. */
function diskIsFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize < FULL_BELOW_BYTES;
  } catch {
    return false;
  }
}

/** Names what SQLite or the file system refused; other errors pass through as they are. */
export function asFault(error: unknown, file: string): unknown {
  if (error instanceof Fault) return error;
  const code = String((error as { code?: unknown }).code ?? '');
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || diskIsFull(file)) return new Fault('disk-full', 'The disk is full.', 'Free some space.', { where: file, cause: error });
  if (/^(SQLITE_(READONLY|CANTOPEN|IOERR)|EACCES|EPERM|EROFS|ENOTDIR|EEXIST)/.test(code)) return new Fault('data-folder-not-writable', 'The data folder cannot be written.', 'Give this user write access to it, or choose another one with --data.', { where: file, cause: error });
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB') return new Fault('store-corrupt', 'The hub\'s database is damaged.', 'Put it aside or restore a backup, then start again; the kiosks send what was not acknowledged.', { where: file, cause: error });
  return error;
}

/** Runs the steps that this file has not seen. Files of the first version counted in `user_version`. */
function migrate(raw: Database, file: string): void {
  raw.transaction(() => {
    raw.exec('CREATE TABLE IF NOT EXISTS schema_steps (subject TEXT PRIMARY KEY, done INTEGER NOT NULL) STRICT');
    const done = new Map((raw.prepare('SELECT subject, done FROM schema_steps').all() as { subject: string; done: number }[]).map((row) => [row.subject, row.done]));
    if (!done.has('first') && (raw.pragma('user_version', { simple: true }) as number) > 0) done.set('first', 1);
    const later = [...done].find(([subject, steps]) => steps > (MIGRATIONS[subject]?.length ?? 0));
    if (later) throw new Fault('store-corrupt', `The database was written by a later version of Foyer (${later[0]} ${later[1]}, this program knows ${MIGRATIONS[later[0]]?.length ?? 0}).`, 'Start that version, or choose another folder with --data.', { where: file });
    const note = raw.prepare('INSERT INTO schema_steps (subject, done) VALUES (?, ?) ON CONFLICT (subject) DO UPDATE SET done = excluded.done');
    for (const [subject, steps] of Object.entries(MIGRATIONS)) {
      for (const sql of steps.slice(done.get(subject) ?? 0)) raw.exec(sql);
      note.run(subject, steps.length);
    }
  })();
}

/** Opens `file` and brings its schema up to date. Throws a Fault. */
export async function openDatabase(file: string): Promise<HubDatabase> {
  try {
    const { default: Sqlite } = await import('better-sqlite3');
    const raw = new Sqlite(file, { timeout: 5000 });
    raw.pragma('journal_mode = WAL');
    raw.pragma('synchronous = FULL');
    raw.pragma('foreign_keys = ON');
    raw.pragma('secure_delete = ON'); // what is erased is not left behind in freed pages
    raw.pragma('cache_size = -65536'); // 64 MB: the inbox touches a page per kiosk and commit
    raw.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    migrate(raw, file);
    const db: Db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: raw }) });
    return { db, raw, close: () => db.destroy() };
  } catch (error) {
    throw asFault(error, file);
  }
}

/** Keeps a second hub out of the same data folder; the lock goes with the process, however it ends. */
export async function lockFolder(file: string): Promise<() => void> {
  try {
    const { default: Sqlite } = await import('better-sqlite3');
    const raw = new Sqlite(file, { timeout: 0 });
    raw.pragma('journal_mode = MEMORY');
    raw.exec('BEGIN EXCLUSIVE');
    return () => raw.close();
  } catch (error) {
    if (String((error as { code?: unknown }).code ?? '').startsWith('SQLITE_BUSY')) throw new Fault('conflict', 'Another hub is using this data folder.', 'Stop it, or choose another folder with --data.', { where: file, cause: error });
    throw asFault(error, file);
  }
}
