// The hub's own key as the rest of the hub sees it: which one kiosks must trust now, which one next, and the change from one
// to the other. Kiosks hear of the next key over connections that they already trust, before it is ever used; who was away then
// finds the way to it in the chain.
import type { KeyChain } from '../../flows/protocol/hub-key.ts';
import type { Audit, Clock } from './ports.ts';

export interface HubKeyring {
  /** SHA-256 of the public key, hex. */
  pin(): string;
  nextPin(): string | null;
  /** What kiosks should trust from now on. */
  pins(): string[];
  /** Makes the next key if there is none, and tells every kiosk that is connected, and each that comes. */
  announceNext(by?: string): Promise<string>;
  /** Uses the announced key for all connections from now on. */
  switchToNext(by?: string): Promise<string>;
  /** How each key has handed over to its successor, for kiosks that were away meanwhile. */
  chain(): KeyChain;
  /** This key may be in other hands: no kiosk shall believe it again, nor anything that it has signed. Throws a Fault for the key in use. */
  exclude(pin: string, by?: string): Promise<void>;
}

/** The key files. `prepare`, `switch` and `exclude` are on the disk when they return. */
interface KeyFiles<Tls> {
  readonly current: Tls;
  readonly nextPin: string | null;
  prepare(): Promise<string>;
  switch(): Promise<Tls>;
  chain(): KeyChain;
  exclude(pin: string): void;
}

export function createHubKeyring<Tls extends { readonly pin: string }>(options: {
  keys: KeyFiles<Tls>; audit: Audit; clock: Clock;
  /** New connections are made with this key. */
  secure(tls: Tls): void;
  /** Every kiosk is told how the hub stands. */
  announce(): Promise<void>;
}): HubKeyring {
  const { keys, audit, clock, announce } = options;
  return {
    pin: () => keys.current.pin,
    nextPin: () => keys.nextPin,
    pins: () => [keys.current.pin, ...(keys.nextPin === null ? [] : [keys.nextPin])],
    async announceNext(by = 'hub') {
      const next = await keys.prepare();
      await audit.note({ at: clock.now(), who: by, what: 'hub-key-announced', detail: { pin: next } });
      await announce();
      return next;
    },
    async switchToNext(by = 'hub') {
      const next = await keys.switch();
      options.secure(next);
      await audit.note({ at: clock.now(), who: by, what: 'hub-key-switched', detail: { pin: next.pin } });
      await announce();
      return next.pin;
    },
    chain: () => keys.chain(),
    async exclude(pin, by = 'hub') {
      keys.exclude(pin);
      await audit.note({ at: clock.now(), who: by, what: 'hub-key-excluded', detail: { pin } });
      await announce();
    },
  };
}
