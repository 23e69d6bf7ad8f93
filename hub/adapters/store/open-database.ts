// Which database the hub stands on: the SQLite file of its data folder, or a PostgreSQL server by its address.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../../../flows/protocol/faults.ts';
import type { ChainedEntry } from '../../core/audit-chain.ts';
import { shownAddress } from './postgres-connection.ts';
import { openPostgres } from './postgres-database.ts';
import { openDatabase } from './sqlite-database.ts';
import { auditEntries } from './sqlite-snapshot.ts';
import type { StoreDatabase } from './store-database.ts';

export interface DatabasePlace { readonly folder: string; /** postgres://...; absent: SQLite in the folder. */ readonly database?: string | undefined }
/** `where`: the file, or the address without its password. */
export interface OpenedDatabase { readonly database: StoreDatabase; readonly where: string }

const PAGE = 1000;
const fileOf = (folder: string): string => join(folder, 'hub.sqlite');

/** As the hub itself: makes what is missing. Throws a Fault. */
export async function openForHub({ folder, database }: DatabasePlace): Promise<OpenedDatabase> {
  if (database !== undefined) return { database: await openPostgres(database), where: shownAddress(database) };
  return { database: await openDatabase(fileOf(folder)), where: fileOf(folder) };
}
/** As a worker of a hub, which has made the database. Throws a Fault. */
export async function openForWorker(database: string): Promise<OpenedDatabase> {
  return { database: await openPostgres(database, 'worker'), where: shownAddress(database) };
}
/** Beside a hub that may be running. `make`: a SQLite file that is missing is made. @throws Fault usage, not-found, conflict */
export async function openBesideHub({ folder, database }: DatabasePlace, make = false): Promise<OpenedDatabase> {
  if (database !== undefined) return { database: await openPostgres(database, 'tool'), where: shownAddress(database) };
  if (!make && !existsSync(fileOf(folder))) throw new Fault('usage', 'There is no hub in this folder.', 'Give the data folder of a hub with --data, or its database with --database.', { where: folder });
  return openForHub({ folder });
}

/** Every audit entry in order, a page at a time in memory. */
export async function* auditOf({ folder, database }: DatabasePlace): AsyncGenerator<ChainedEntry> {
  if (database === undefined) return yield* auditEntries(fileOf(folder));
  const { db, close } = await openPostgres(database, 'tool');
  try {
    for (let after = -Infinity; ;) {
      let query = db.selectFrom('audit').select(['id', 'at', 'who', 'what', 'detail', 'prev', 'hash']).orderBy('id').limit(PAGE);
      if (after > -Infinity) query = query.where('id', '>', after);
      const page = await query.execute();
      yield* page;
      if (page.length < PAGE) return;
      after = page.at(-1)?.id ?? after;
    }
  } finally {
    await close();
  }
}
