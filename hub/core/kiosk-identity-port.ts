// What the hub keeps about who its kiosks are: their keys, and whether one is shut out.
import type { KioskAddress } from '../../flows/protocol/topics.ts';

/** `current`: the key in use. `next`: introduced by a rotation, takes over when it is first used. Keys: SHA-256 of the SPKI, hex. */
export interface KioskKeyRow { readonly key: string; readonly kiosk: string; readonly state: 'current' | 'next'; readonly addedAt: number; readonly addedBy: string }

/** A kiosk that is shut out: `revoked` by staff, or `held` because the same identity was seen on two machines. */
export interface ShutOut { readonly kiosk: string; readonly state: 'revoked' | 'held'; readonly reason: string; readonly since: number; readonly by: string }

export interface KioskKeyStore {
  key(key: string): Promise<KioskKeyRow | undefined>;
  keys(): Promise<KioskKeyRow[]>;
  /** In one transaction: the kiosk is there, this is its only credential, and it is not shut out any more. */
  admit(admission: { address: KioskAddress; key: string; at: number; by: string }): Promise<void>;
  /** Introduces the next key beside the current one, in place of an earlier next one. */
  addNext(row: { key: string; kiosk: string; at: number }): Promise<void>;
  /** The next key has been used: it is the only one now. */
  promote(key: string, kiosk: string): Promise<void>;
  shutOut(name: string): Promise<ShutOut | undefined>;
  allShutOut(): Promise<ShutOut[]>;
  shut(row: ShutOut): Promise<void>;
  letIn(name: string): Promise<boolean>;
}
