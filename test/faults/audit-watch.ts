// The hub's audit, verified after each cycle from the last entry that was verified before: an entry that changed, vanished or
// does not follow the one before is found in the cycle that did it. The whole chain is walked at the end.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../hub/adapters/scrypt-hasher.ts';
import { auditEntries } from '../../hub/adapters/store/sqlite-snapshot.ts';
import { headsOf, verifyAudit } from '../../hub/commands/audit.ts';
import { type AuditHead, type ChainedEntry, createAuditVerifier, entryHash, GENESIS } from '../../hub/core/audit-chain.ts';
import type { Finding } from './contract.ts';
import { reading } from './invariants.ts';

export interface AuditWatch {
  /** What was written since the last look, and that the entry of the last look still stands. */
  changed(): Finding[];
  /** Every entry and every signed head. */
  whole(): Promise<Finding[]>;
  /** The hub has come back from a backup: its audit rightly begins again at an earlier entry. */
  forget(): void;
}

const broken = (id: number, what: string): Finding[] => [{ kind: 'corrupt', what: `the audit does not hold: entry ${id} ${what}`, count: 1 }];

export function createAuditWatch(folder: string): AuditWatch {
  const file = join(folder, 'hub.sqlite');
  let last: AuditHead | null = null;

  /** The first look is at everything; later ones read on behind the last entry. */
  function fromTheStart(entries: readonly ChainedEntry[]): Finding[] {
    const verifier = createAuditVerifier(sha256);
    for (const entry of entries) verifier.take(entry);
    const verdict = verifier.verdict();
    if (!verdict.ok) return broken(verdict.id, verdict.what);
    last = verdict.head;
    return [];
  }
  function onward(entries: readonly ChainedEntry[], since: AuditHead): Finding[] {
    const [known, ...fresh] = entries;
    if (known?.id !== since.id) return broken(since.id, 'was there in the cycle before and is gone');
    if (known.hash !== since.hash) return broken(since.id, 'is another than in the cycle before');
    for (const entry of fresh) {
      const before: AuditHead = last ?? { id: 0, hash: GENESIS };
      if (entry.id !== before.id + 1 || entry.prev !== before.hash) return broken(entry.id, `does not follow entry ${before.id}`);
      if (entry.hash === null || entryHash(sha256, entry.prev, entry.id, entry) !== entry.hash) return broken(entry.id, 'was changed after it was written');
      last = { id: entry.id, hash: entry.hash };
    }
    return [];
  }

  return {
    changed() {
      if (!existsSync(file)) return [];
      const since = last;
      const entries = reading(file, (db) => db.prepare('SELECT id, at, who, what, detail, prev, hash FROM audit WHERE id >= ? ORDER BY id').all(since?.id ?? 0) as ChainedEntry[]);
      if (entries === null) return []; // a store that cannot be read is a finding of its own
      return since === null ? fromTheStart(entries) : onward(entries, since);
    },
    async whole() {
      const verdict = await verifyAudit(auditEntries(file), headsOf(folder));
      return verdict.ok ? [] : broken(verdict.id, verdict.what);
    },
    forget() { last = null; },
  };
}
