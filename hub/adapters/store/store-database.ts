// What every store is given, whichever database stands behind it: queries, the writer of the inbox, and the sentences for
// what can go wrong.
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Kysely, Transaction } from 'kysely';
import { Fault } from '../../../flows/protocol/faults.ts';
import type { AppendResult, InboundBatch } from '../../core/ports.ts';
import type { Schema } from './migrations.ts';

export type Db = Kysely<Schema>;
export type Tx = Transaction<Schema>;

export interface EventWriter {
  /** One durable transaction; results in the order of the batches. Throws what the database throws, with nothing written. */
  write(batches: readonly InboundBatch[], at: number): Promise<AppendResult[]>;
}
/** What a worker beside the hub must be told by the database before it writes. */
export interface WriteGuard {
  /** The row that it holds in the list of workers; when that is gone, nothing is written. */
  worker(): number;
  /** How many erased visits it knows of. */
  erasuresKnown(): number;
  /** Learns of the others; gives the batches as they may be stored now. */
  heedErasures(batches: readonly InboundBatch[]): Promise<readonly InboundBatch[]>;
}
/** One connection behind it: queries and transactions take turns, so what one transaction has read nobody changes before it ends. */
export interface StoreDatabase {
  readonly db: Db;
  /** The same; its transactions begin when no writer of the inbox is in the middle of one, and keep them out until they end. */
  readonly alone: Db;
  /** The hot path of the inbox. SQLite's remembers what it has committed: there is one at a time. */
  eventWriter(guard?: WriteGuard): EventWriter;
  /** Empties what the database keeps of texts that were just taken away, as far as that is in its hands. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

const FULL_BELOW_BYTES = 256 * 1024;

/** SQLite names a full disk in many ways, some of them after the fact; the file system names it in one. */
function diskIsFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize < FULL_BELOW_BYTES;
  } catch {
    return false;
  }
}

/** Names what SQLite or the file system refused; other errors pass through as they are (PostgreSQL's are Faults already). */
export function asFault(error: unknown, where: string): unknown {
  if (error instanceof Fault) return error;
  const code = String((error as { code?: unknown }).code ?? '');
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || diskIsFull(where)) return new Fault('disk-full', 'The disk is full.', 'Free some space.', { where, cause: error });
  if (/^(SQLITE_(READONLY|CANTOPEN|IOERR)|EACCES|EPERM|EROFS|ENOTDIR|EEXIST)/.test(code)) return new Fault('data-folder-not-writable', 'The data folder cannot be written.', 'Give this user write access to it, or choose another one with --data.', { where, cause: error });
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB') return new Fault('store-corrupt', 'The hub\'s database is damaged.', 'Put it aside or restore a backup, then start again; the kiosks send what was not acknowledged.', { where, cause: error });
  return error;
}
