// The audit as a chain: each entry carries the hash of the one before it, so that nobody can change, drop or slip in an entry
// without every later hash being wrong. What a chain alone cannot show, that its end was cut off, is shown by signed heads.
import type { Sha256 } from './ports.ts';

export interface AuditEntry { readonly at: number; readonly who: string; readonly what: string; /** JSON */ readonly detail: string }
/** An entry as it is kept. `prev` and `hash` are null in entries that are older than the chain. */
export interface ChainedEntry extends AuditEntry { readonly id: number; readonly prev: string | null; readonly hash: string | null }
/** The end of the chain at some time. */
export interface AuditHead { readonly id: number; readonly hash: string }

/** What the first entry of a chain follows. */
export const GENESIS = '0'.repeat(64);
/** The entry that takes in what was written before there was a chain: {rows, digest}. */
export const CHAIN_BEGUN = 'audit-chain-begun';
/** The entry that says what retention took away from the beginning: {upTo, hash}. */
export const PRUNED = 'audit-pruned';

/** Hash of an entry at its place: 64 lower-case hex digits. */
export function entryHash(sha256: Sha256, prev: string, id: number, { at, who, what, detail }: AuditEntry): string {
  return sha256(JSON.stringify([prev, id, at, who, what, detail]));
}

/** Digest over entries that are older than the chain. */
export function olderDigest(sha256: Sha256, before: string, { id, at, who, what, detail }: AuditEntry & { id: number }): string {
  return sha256(JSON.stringify([before, id, at, who, what, detail]));
}

export type AuditVerdict =
  | { readonly ok: true; readonly entries: number; readonly from: number | null; readonly head: AuditHead | null; readonly pruned: boolean }
  | { readonly ok: false; readonly id: number; readonly what: string };

export interface AuditVerifier {
  /** Takes the next entry in order of ids. */
  take(entry: ChainedEntry): void;
  verdict(): AuditVerdict;
}

/**
 * Walks a chain entry by entry, so that one of any length can be verified in little memory. `wanted`: ends of the chain known
 * from elsewhere; each must stand in it, unless it lies before what retention took away.
 */
export function createAuditVerifier(sha256: Sha256, wanted: readonly AuditHead[] = []): AuditVerifier {
  const heads = new Map(wanted.map((head) => [head.id, head.hash]));
  const met = new Set<number>();
  let broken: { id: number; what: string } | undefined;
  let entries = 0;
  let older = { rows: 0, digest: GENESIS, adopted: false };
  let from: number | null = null;
  let start: { id: number; prev: string } | undefined; // the chain begins after something that was taken away
  let startExplained = true;
  let head: AuditHead | null = null;
  const fail = (id: number, what: string): void => { broken ??= { id, what }; };

  function takeChained(entry: ChainedEntry, prev: string, hash: string): void {
    if (head === null) {
      from = entry.id;
      if (prev !== GENESIS) {
        start = { id: entry.id, prev };
        startExplained = false;
      }
    } else {
      if (prev !== head.hash) fail(entry.id, 'does not follow the entry before it: one was changed, taken out or put in here');
      if (entry.id !== head.id + 1) fail(entry.id, `follows number ${head.id}: entries between them are missing`);
    }
    if (entryHash(sha256, prev, entry.id, entry) !== hash) fail(entry.id, 'was changed after it was written');
    const detail = entry.what === CHAIN_BEGUN || entry.what === PRUNED ? JSON.parse(entry.detail) as Record<string, unknown> : {};
    if (entry.what === CHAIN_BEGUN && head === null) {
      older = { ...older, adopted: true };
      if (older.rows !== detail['rows'] || older.digest !== detail['digest']) fail(entry.id, 'entries from before the chain were changed, taken out or put in');
    }
    if (entry.what === PRUNED && start && detail['upTo'] === start.id - 1 && detail['hash'] === start.prev) startExplained = true;
    head = { id: entry.id, hash };
    const known = heads.get(entry.id);
    if (known !== undefined) {
      met.add(entry.id);
      if (known !== hash) fail(entry.id, 'is not the entry that a signed head vouches for: the chain was written anew');
    }
  }

  return {
    take(entry) {
      entries += 1;
      if (entry.hash !== null && entry.prev !== null) return takeChained(entry, entry.prev, entry.hash);
      if (head !== null) return fail(entry.id, 'stands in the chain without a hash');
      older = { ...older, rows: older.rows + 1, digest: olderDigest(sha256, older.digest, entry) };
    },
    verdict() {
      if (!broken && older.rows > 0 && !older.adopted) fail(1, 'entries from before the chain stand in no chain');
      if (!broken && start && !startExplained) fail(start.id, 'the beginning of the chain is missing, and no entry says that retention took it away');
      const missing = wanted.find(({ id }) => !met.has(id) && (from === null || id >= from));
      if (!broken && missing) fail(missing.id, 'is vouched for by a signed head, but is not there: the end of the chain was cut off');
      return broken ? { ok: false, ...broken } : { ok: true, entries, from, head, pruned: start !== undefined };
    },
  };
}
