// Is this the kiosk it claims to be? One answer for the broker and for everything that kiosks fetch over HTTP; and who is
// shut out: removed by staff, or held because one identity was seen on two machines.
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import type { KioskKeyStore, ShutOut } from './kiosk-identity-port.ts';
import { kioskName, parseKioskName } from './kiosk-name.ts';
import type { Audit, Bus, Clock, FleetStore, Hasher } from './ports.ts';

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
  /** The kiosk that a key belongs to, also when it is shut out. */
  ownerOf(key: string): Promise<KioskAddress | undefined>;
  shutOut(name: string): Promise<ShutOut | undefined>;
  /** Gives the kiosk this key as its only credential. False when the name is taken and `replace` was not said. */
  admit(admission: { address: KioskAddress; key: string; by: string; replace: boolean }): Promise<boolean>;
  /** Introduces the key that the kiosk will use next; both are valid until it has. */
  introduce(kiosk: string, key: string): Promise<void>;
  /** From now on this kiosk gets nothing; its connection is cut. False when there is no such kiosk. */
  revoke(name: string, by: string, reason: string): Promise<boolean>;
  /** The same identity was seen twice: neither gets anything until somebody looks. */
  hold(name: string, reason: string): Promise<void>;
  /** Lets a held kiosk in again; a revoked one needs a new claim. */
  release(name: string, by: string): Promise<'released' | 'not-held'>;
}

export function createKioskIdentity(options: {
  kiosks: Pick<FleetStore, 'secretHash' | 'kiosk'>; keys: KioskKeyStore; hasher: Pick<Hasher, 'verify'>; bus: Pick<Bus, 'disconnect'>; clock: Clock; audit: Audit;
  /** A kiosk was let in again or is another machine now: what was seen of it before counts no more. */
  forget?(name: string): void;
}): KioskIdentity {
  const { keys, kiosks, clock, audit } = options;
  const cut = (name: string): void => {
    const address = parseKioskName(name);
    if (address) options.bus.disconnect(address);
  };
  return {
    async holds({ address, password, key }) {
      const name = kioskName(address);
      if (await keys.shutOut(name)) return false;
      const row = key === undefined ? undefined : await keys.key(key);
      if (row?.kiosk === name) {
        if (row.state === 'next') {
          await keys.promote(row.key, name);
          await audit.note({ at: clock.now(), who: name, what: 'kiosk-key-changed', detail: { key: row.key } });
        }
        return true;
      }
      const hash = password === undefined ? undefined : await kiosks.secretHash(name);
      return hash !== undefined && password !== undefined && options.hasher.verify(password, hash);
    },
    async ownerOf(key) {
      const row = await keys.key(key);
      return row && parseKioskName(row.kiosk);
    },
    shutOut: (name) => keys.shutOut(name),
    async admit({ address, key, by, replace }) {
      const name = kioskName(address);
      const shut = await keys.shutOut(name);
      if (!replace && !shut && await kiosks.kiosk(name)) return false;
      await keys.admit({ address, key, at: clock.now(), by });
      options.forget?.(name);
      cut(name); // whoever is connected under this name showed what is not valid any more
      await audit.note({ at: clock.now(), who: by, what: 'kiosk-claimed', detail: { kiosk: name, key, ...(shut ? { was: shut.state } : {}), replaced: replace } });
      return true;
    },
    introduce: (kiosk, key) => keys.addNext({ key, kiosk, at: clock.now() }),
    async revoke(name, by, reason) {
      if (!(await kiosks.kiosk(name))) return false;
      await keys.shut({ kiosk: name, state: 'revoked', reason, since: clock.now(), by });
      cut(name);
      await audit.note({ at: clock.now(), who: by, what: 'kiosk-revoked', detail: { kiosk: name, reason } });
      return true;
    },
    async hold(name, reason) {
      if (await keys.shutOut(name)) return cut(name);
      await keys.shut({ kiosk: name, state: 'held', reason, since: clock.now(), by: 'hub' });
      cut(name);
      await audit.note({ at: clock.now(), who: 'hub', what: 'kiosk-held', detail: { kiosk: name, reason } });
    },
    async release(name, by) {
      if ((await keys.shutOut(name))?.state !== 'held') return 'not-held';
      await keys.letIn(name);
      options.forget?.(name);
      await audit.note({ at: clock.now(), who: by, what: 'kiosk-released', detail: { kiosk: name } });
      return 'released';
    },
  };
}
