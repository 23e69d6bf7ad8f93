// The hub's own key as the rest of the hub sees it: which one kiosks must trust now, which one next, and the change from one
// to the other. Kiosks hear of the next key over connections that they already trust, before it is ever used.
import type { KeyChain } from '../../flows/protocol/hub-key.ts';

export interface HubKeyring {
  /** SHA-256 of the public key, hex. */
  pin(): string;
  nextPin(): string | null;
  /** What kiosks should trust from now on. */
  pins(): string[];
  /** Makes the next key if there is none, and tells every kiosk that is connected, and each that comes. */
  announceNext(): Promise<string>;
  /** Uses the announced key for all connections from now on. */
  switchToNext(): Promise<string>;
  /** How each key has handed over to its successor, for kiosks that were away meanwhile. */
  chain(): KeyChain;
  /** This key may be in other hands: no kiosk shall believe it again, nor anything that it has signed. Throws a Fault for the key in use. */
  exclude(pin: string): Promise<void>;
}
