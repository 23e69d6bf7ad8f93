// Is this the kiosk it claims to be? One answer for the broker and for everything that kiosks fetch over HTTP.
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import { kioskName } from './kiosk-name.ts';
import type { FleetStore, Hasher } from './ports.ts';

/** What a kiosk shows: a shared secret, or (over TLS) its own key, of which the connection has proven the possession. */
export interface KioskProof {
  readonly address: KioskAddress; readonly remote: string;
  readonly password?: string | undefined;
  /** SHA-256 of the public key (SPKI, DER) of the client certificate, lower-case hex. */
  readonly key?: string | undefined;
}

export interface KioskIdentity {
  /** `false` also for kiosks that are revoked or in quarantine. */
  holds(proof: KioskProof): Promise<boolean>;
}

export function createKioskIdentity(options: { kiosks: Pick<FleetStore, 'secretHash'>; hasher: Pick<Hasher, 'verify'> }): KioskIdentity {
  return {
    async holds({ address, password }) {
      const hash = password === undefined ? undefined : await options.kiosks.secretHash(kioskName(address));
      return hash !== undefined && password !== undefined && options.hasher.verify(password, hash);
    },
  };
}
