// What the kiosk knows about its hub and shows to it, and the one way to ask the hub for something over HTTP.
import type { KioskAddress } from '../../flows/protocol/topics.ts';

/** A key pair of the kiosk with the self-signed certificate that carries it through a TLS handshake. */
export interface KioskKey {
  /** SHA-256 of the public key (SPKI, DER), lower-case hex: by this the hub knows the kiosk. */
  readonly fingerprint: string;
  readonly keyPem: string; readonly certPem: string;
}

/** The kiosk's own keys on its disk. Each step is durable when it returns, whole or not at all. */
export interface KeyRing {
  readonly current: KioskKey;
  /** A key that is being introduced to the hub, if any. */
  readonly next: KioskKey | null;
  /** Makes the next key, or gives the one that is already there. */
  makeNext(): Promise<KioskKey>;
  /** The next key becomes the current one; the old one is gone. */
  promote(): void;
  /** A public key and the proof that its owner agrees with `text`: its signature (ECDSA, SHA-256); both base64. */
  introduce(which: KioskKey, text: string): { spki: string; signature: string };
}

/** Where a kiosk belongs, learned by a claim; kept in the data folder. */
export interface KnownHub {
  readonly http: string; // https://host:7071
  readonly mqtt: string; // mqtts://host:7072
  /** Fingerprints of the hub's public keys that are believed: the present one, and the next one when it was announced. */
  readonly pins: readonly string[];
  /** Fingerprints that the hub has told this kiosk never to believe again. */
  readonly excluded?: readonly string[];
  /** Fingerprints that were believed once and have been succeeded by others. */
  readonly past?: readonly string[];
  readonly address: KioskAddress;
}
export interface KnownHubFile { read(): KnownHub | null; write(hub: KnownHub): void }

/**
 * Asks the kiosk's own hub for `path`, with the kiosk's key or secret shown only after the hub has proven who it is.
 * `range`: bytes from `from` (to and including `to`), answered with 206. Any HTTP status resolves; the body is a stream.
 * Rejects with Fault `hub-unreachable`, or `hub-refused` when it is another hub or there is none yet.
 */
export type HubFetch = (path: string, options?: {
  readonly range?: { readonly from: number; readonly to?: number };
  readonly method?: 'GET' | 'POST'; readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Silence on the line for longer than this ends the request; 30,000 ms unless told. */
  readonly timeoutMs?: number;
}) => Promise<Response>;
