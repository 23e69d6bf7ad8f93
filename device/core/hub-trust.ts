// Which hub this kiosk belongs to, by which keys it believes it, and which of its own keys it shows: changes while the kiosk
// runs (claim, rotation of either side), so everybody asks here at each connection.
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import type { KeyRing, KioskKey, KnownHub, KnownHubFile } from './hub-access-port.ts';

export interface HubTrustOptions {
  /** Given on the command line: stronger than what a claim has left in the data folder. */
  readonly given: { readonly address: KioskAddress; readonly http: string; readonly mqtt: string; readonly secret: string | null; readonly pins: readonly string[] } | null;
  /** The known hub has another address now; it is still believed by its key alone. */
  readonly movedTo?: { readonly http: string; readonly mqtt: string } | null;
  readonly file: KnownHubFile;
  /** null: there is no key (yet), or none can be kept because the data folder cannot be written. */
  ring(): KeyRing | null;
  /** The name until a hub gives another one. */
  readonly name: KioskAddress;
  /** Something could not be written; it is tried again when it comes up next. */
  problem(error: unknown): void;
}

export interface HubCredential { readonly address: KioskAddress; readonly http: string; readonly mqtt: string; readonly secret: string | null; readonly pins: readonly string[] }

export interface HubTrust {
  /** null: no hub yet. */
  hub(): HubCredential | null;
  address(): KioskAddress;
  /** The key to show now. */
  key(): KioskKey | null;
  /** A claim was approved. */
  admitted(hub: KnownHub): void;
  /** The hub announced (over a trusted connection) the keys that it will use, and those to believe never again. */
  pinsAnnounced(pins: readonly string[], excluded?: readonly string[]): void;
  /** This key is proven to be a believed one's successor; from now on it is believed in its place. */
  followed(pin: string): void;
  /** Keys to believe never again. */
  excluded(): readonly string[];
  /** This key was believed once, and is not any more: whoever still names it has not heard of its successor. */
  succeeded(pin: string): boolean;
  /** The hub has let the kiosk in with the key shown: a next key that works replaces the old one. True when it did. */
  keyWorked(): boolean;
  /** The hub has refused the key shown: after a cut during a rotation it may be the other one that is known there. */
  keyRefused(): void;
  /** From the next connection on the next key is shown; the old one stays until the new one has worked. */
  tryNext(): void;
}

const MOST_REMEMBERED = 64;
const FINGERPRINT = /^[0-9a-f]{64}$/;

export function createHubTrust(options: HubTrustOptions): HubTrust {
  let known: KnownHub | null = options.file.read();
  let announced: readonly string[] = [];
  let shut: readonly string[] = known?.excluded ?? [];
  let showNext = false;

  function hub(): HubCredential | null {
    if (!options.given) return known && { ...known, ...options.movedTo, secret: null };
    const same = known !== null && known.http === options.given.http;
    const pins = [...new Set([...options.given.pins, ...announced, ...(same ? known?.pins ?? [] : [])])];
    return { ...options.given, pins: pins.filter((pin) => !shut.includes(pin)) };
  }
  /** What was believed before is remembered as such, and what is never to be believed. */
  function remembering(next: KnownHub): KnownHub {
    const past = [...new Set([...known?.past ?? [], ...known?.pins ?? []])].filter((pin) => !next.pins.includes(pin)).slice(-MOST_REMEMBERED);
    return { ...next, ...(past.length > 0 ? { past } : {}), ...(shut.length > 0 ? { excluded: shut } : {}) };
  }
  function keep(next: KnownHub): void {
    known = remembering(next);
    try { options.file.write(known); } catch (error) { options.problem(error); }
  }
  return {
    hub,
    address: () => hub()?.address ?? options.name,
    key() {
      const ring = options.ring();
      return showNext && ring?.next ? ring.next : ring?.current ?? null;
    },
    admitted(next) {
      const kept = remembering(next);
      options.file.write(kept);
      known = kept;
    },
    pinsAnnounced(pins, excluded = []) {
      const now = hub();
      const never = [...new Set([...shut, ...excluded.filter((pin) => FINGERPRINT.test(pin))])].slice(-MOST_REMEMBERED);
      const wanted = pins.filter((pin) => FINGERPRINT.test(pin) && !never.includes(pin)).slice(0, 4);
      // An announcement that leaves out the key in use would lock this kiosk out; it is not believed.
      if (!now || wanted.length === 0 || !wanted.some((pin) => now.pins.includes(pin))) return;
      const same = never.length === shut.length && known !== null && [...known.pins].sort().join() === [...wanted].sort().join();
      shut = never;
      if (options.given) announced = wanted;
      if (known && !same) keep({ ...known, pins: wanted });
    },
    followed(pin) {
      if (shut.includes(pin)) return;
      if (options.given) announced = [pin];
      else if (known) keep({ ...known, pins: [pin] });
    },
    excluded: () => shut,
    succeeded: (pin) => shut.includes(pin) || (known?.past ?? []).includes(pin),
    keyWorked() {
      const ring = options.ring();
      if (!showNext || !ring?.next) return false;
      try {
        ring.promote();
      } catch (error) {
        options.problem(error);
        return false; // both keys are still there, and the next one is shown again
      }
      showNext = false;
      return true;
    },
    keyRefused() { if (options.ring()?.next) showNext = !showNext; },
    tryNext() { if (options.ring()?.next) showNext = true; },
  };
}
