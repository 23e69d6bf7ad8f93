// Kiosks that ask to be let in: each gets a short code that is shown and spoken there, and that staff type here. The code only
// names the request; what the kiosk will be known by is its key. Kept in memory: a kiosk asks again when the hub has forgotten.
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import type { KioskIdentity } from './kiosk-identity.ts';
import type { Audit, Clock } from './ports.ts';

/** Nothing that looks or sounds like another of them, in either language: no 0/O, 1/I/L, 5/S, 8/B, no B/D/P/T/V/E/G, no M/N pair. */
export const CODE_LETTERS = '234679ACFHKMRUXY';
const CODE_LENGTH = 6;
export const CODE_MS = 15 * 60_000;
const WAITING_AT_ONCE = 200;
const ASKS_PER_ADDRESS = 60; // new codes in the time that a code holds; several kiosks may sit behind one address
const WRONG_PER_PERSON = 10; // in a minute
const WRONG_IN_ALL = 30; // in a minute

export interface Claim { readonly key: string; readonly code: string; readonly wish: string; readonly remote: string; readonly askedAt: number; readonly expiresAt: number }
export type LookResult = { readonly outcome: 'found'; readonly claim: Claim } | { readonly outcome: 'unknown' } | { readonly outcome: 'too-many'; readonly retryAfterSeconds: number };

export interface Claims {
  /** The open claim of this key, or a new one. */
  ask(request: { key: string; wish: string; remote: string }): { outcome: 'waiting'; claim: Claim } | { outcome: 'too-many'; retryAfterSeconds: number };
  waiting(key: string): Claim | undefined;
  list(): Claim[];
  /** A wrong code counts against whoever typed it, and against all together. */
  look(code: string, by: string): LookResult;
  /** Lets the kiosk in under this name; the code is used up. `taken`: there is such a kiosk, and replacing it was not said. */
  approve(code: string, address: KioskAddress, by: string, replace: boolean): Promise<LookResult | { outcome: 'approved'; claim: Claim } | { outcome: 'taken' }>;
  refuse(code: string, by: string): Promise<LookResult>;
}

/** As people type it: lower case, with spaces and hyphens. */
export function plainCode(typed: string): string {
  return typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** `below(n)`: a random integer from 0 to n - 1, not to be guessed. */
export function createClaims(options: { clock: Clock; below(n: number): number; identity: Pick<KioskIdentity, 'admit'>; audit: Audit }): Claims {
  const { clock } = options;
  const byKey = new Map<string, Claim>();
  const asks = new Map<string, { since: number; count: number }>();
  const wrong = new Map<string, { since: number; count: number }>();

  function counted(map: typeof asks, key: string, windowMs: number, step: number): { count: number; leftMs: number } {
    const now = clock.now();
    let entry = map.get(key);
    // A clock that went back must not lock anybody out for longer than the window.
    if (!entry || now - entry.since >= windowMs || now < entry.since) {
      if (map.size > 10_000) map.clear();
      entry = { since: now, count: 0 };
      map.set(key, entry);
    }
    entry.count += step;
    return { count: entry.count, leftMs: entry.since + windowMs - now };
  }
  function sweep(): void {
    const now = clock.now();
    for (const claim of byKey.values()) if (now >= claim.expiresAt || now < claim.askedAt - CODE_MS) byKey.delete(claim.key);
  }
  function newCode(): string {
    const taken = new Set([...byKey.values()].map((claim) => claim.code));
    for (;;) {
      const code = Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[options.below(CODE_LETTERS.length)]).join('');
      if (!taken.has(code)) return code;
    }
  }
  function look(typed: string, by: string): LookResult {
    sweep();
    const windows = [counted(wrong, `by ${by}`, 60_000, 0), counted(wrong, 'all', 60_000, 0)] as const;
    if (windows[0].count >= WRONG_PER_PERSON || windows[1].count >= WRONG_IN_ALL) return { outcome: 'too-many', retryAfterSeconds: Math.max(1, Math.ceil(Math.max(...windows.map((one) => one.leftMs)) / 1000)) };
    const code = plainCode(typed);
    const claim = [...byKey.values()].find((one) => one.code === code);
    if (claim) return { outcome: 'found', claim };
    counted(wrong, `by ${by}`, 60_000, 1);
    counted(wrong, 'all', 60_000, 1);
    return { outcome: 'unknown' };
  }

  return {
    ask({ key, wish, remote }) {
      sweep();
      const open = byKey.get(key);
      if (open) return { outcome: 'waiting', claim: open };
      const { count, leftMs } = counted(asks, remote, CODE_MS, 1);
      if (count > ASKS_PER_ADDRESS || byKey.size >= WAITING_AT_ONCE) return { outcome: 'too-many', retryAfterSeconds: Math.max(1, Math.ceil(leftMs / 1000)) };
      const at = clock.now();
      const claim: Claim = { key, wish, remote, code: newCode(), askedAt: at, expiresAt: at + CODE_MS };
      byKey.set(key, claim);
      return { outcome: 'waiting', claim };
    },
    waiting(key) {
      sweep();
      return byKey.get(key);
    },
    list() {
      sweep();
      return [...byKey.values()];
    },
    look,
    async approve(code, address, by, replace) {
      const found = look(code, by);
      if (found.outcome !== 'found') return found;
      const { claim } = found;
      byKey.delete(claim.key); // single use, also for two people at once
      const admitted = await options.identity.admit({ address, key: claim.key, by, replace }).catch((error: unknown) => {
        byKey.set(claim.key, claim);
        throw error;
      });
      if (admitted) {
        // Whoever was let in was no nuisance: a whole hall may be claimed from behind one address.
        const asked = asks.get(claim.remote);
        if (asked && asked.count > 0) asked.count -= 1;
        return { outcome: 'approved', claim };
      }
      byKey.set(claim.key, claim);
      return { outcome: 'taken' };
    },
    async refuse(code, by) {
      const found = look(code, by);
      if (found.outcome !== 'found') return found;
      byKey.delete(found.claim.key);
      await options.audit.note({ at: clock.now(), who: by, what: 'claim-refused', detail: { key: found.claim.key, remote: found.claim.remote, wish: found.claim.wish } });
      return found;
    },
  };
}
