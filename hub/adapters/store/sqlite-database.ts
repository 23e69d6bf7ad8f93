// Opens the hub's SQLite file so that a commit survives a power cut (WAL, synchronous=FULL), migrates it, and speaks of
// what can go wrong in sentences.
import { existsSync, statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Fault } from '../../../flows/protocol/faults.ts';
import { MIGRATIONS, type Schema } from './migrations.ts';
import { createEventWriter } from './sqlite-event-writer.ts';
import { asFault, type Db, type StoreDatabase } from './store-database.ts';

/** `raw` is the connection behind `db`, for the hot path of this database only; it is touched while `db.connection()` is held. */
export interface HubDatabase extends StoreDatabase { readonly raw: Database }

const CHECKPOINT_PAGES = 4000; // 16 MB of log: a page that is written by every commit goes to the file once instead of four times

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
    // SQLite takes an empty file for a new database: a hub that lost everything would begin anew and say nothing.
    if (existsSync(file) && statSync(file).size === 0) throw Object.assign(new Error('the file is empty'), { code: 'SQLITE_CORRUPT' });
    const raw = new Sqlite(file, { timeout: 5000 });
    raw.pragma('journal_mode = WAL');
    raw.pragma('synchronous = FULL');
    raw.pragma('foreign_keys = ON');
    raw.pragma('secure_delete = ON'); // what is erased is not left behind in freed pages
    raw.pragma('cache_size = -65536'); // 64 MB: the inbox touches a page per kiosk and commit
    raw.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    migrate(raw, file);
    const db: Db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: raw }) });
    return {
      db, raw, alone: db, scrub: async () => { raw.pragma('wal_checkpoint(TRUNCATE)'); }, close: () => db.destroy(),
      eventWriter() {
        const writer = createEventWriter(raw);
        // Kysely hands its one connection from user to user; while this turn holds it, no transaction of others is open.
        return { write: (batches, at) => db.connection().execute(() => Promise.resolve(writer.write(batches, at))) };
      },
    };
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
