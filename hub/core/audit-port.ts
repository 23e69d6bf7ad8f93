// The audit as the rest of the hub sees it, beyond writing into it: its end, its rows, and taking away what is too old.
import type { AuditHead, ChainedEntry } from './audit-chain.ts';
import type { Audit } from './ports.ts';

/** Where signed heads of the chain go, out of reach of whoever can write the database. */
export interface AuditHeads { keep(head: AuditHead, at: number): Promise<void> }

export interface AuditTrail extends Audit {
  /** Takes in entries from before the chain; call once before the first note. */
  start(): Promise<void>;
  /** Everything noted so far is on the disk, and the head is signed. */
  settled(): Promise<void>;
  head(): AuditHead | null;
  /** Entries after `id`, oldest first. */
  after(id: number, limit: number): Promise<ChainedEntry[]>;
  /** Takes away entries written before `at` and says so in the chain. Gives how many. */
  prune(at: number, now: number): Promise<number>;
}
