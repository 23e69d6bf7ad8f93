// The hub's database from outside: read while a hub writes it, copied whole at one moment, examined before it is trusted.
import type { Database } from 'better-sqlite3';
import type { ChainedEntry } from '../../core/audit-chain.ts';
import { Fault } from '../../../flows/protocol/faults.ts';
import { asFault } from './store-database.ts';

async function openForReading(file: string): Promise<Database> {
  try {
    const { default: Sqlite } = await import('better-sqlite3');
    return new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5000 });
  } catch (error) {
    if (String((error as { code?: unknown }).code ?? '') === 'SQLITE_CANTOPEN') throw new Fault('not-found', 'There is no hub database here.', 'Give the data folder of a hub with --data.', { where: file, cause: error });
    throw asFault(error, file);
  }
}

/**
 * Writes the database as it is at this moment into a new file. Other connections go on writing meanwhile; nothing of what was
 * deleted before is in the copy.
 */
export async function snapshotDatabase(file: string, target: string): Promise<void> {
  const db = await openForReading(file);
  try {
    db.prepare('VACUUM INTO ?').run(target);
  } catch (error) {
    throw asFault(error, target);
  } finally {
    db.close();
  }
}

/** What SQLite finds wrong with a file; empty when it is whole. */
export async function databaseDamage(file: string): Promise<string[]> {
  const db = await openForReading(file);
  try {
    return [...(db.pragma('integrity_check(20)') as { integrity_check: string }[]).map((row) => row.integrity_check), ...(db.pragma('foreign_key_check') as { table: string }[]).map((row) => `a row of ${row.table} points to nothing`)].filter((line) => line !== 'ok');
  } catch (error) {
    return [String(error)];
  } finally {
    db.close();
  }
}

/** Every audit entry of a database in order, a few at a time in memory. Entries of the first version have no hash. */
export async function* auditEntries(file: string): AsyncGenerator<ChainedEntry> {
  const db = await openForReading(file);
  try {
    const columns = (db.pragma('table_info(audit)') as { name: string }[]).map((column) => column.name);
    if (columns.length === 0) throw new Fault('usage', 'This database has no audit.', 'Give the data folder of a hub with --data.', { where: file });
    const chained = columns.includes('hash') ? 'prev, hash' : 'NULL AS prev, NULL AS hash';
    yield* db.prepare(`SELECT id, at, who, what, detail, ${chained} FROM audit ORDER BY id`).iterate() as IterableIterator<ChainedEntry>;
  } finally {
    db.close();
  }
}

/** How many rows the tables hold that a person would ask about. */
export async function databaseCounts(file: string): Promise<Record<string, number>> {
  const db = await openForReading(file);
  try {
    return Object.fromEntries(['kiosks', 'events', 'sessions', 'packs', 'releases', 'staff', 'audit'].map((table) => [table, (db.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n]));
  } finally {
    db.close();
  }
}
