// The kiosk's own key pairs in its data folder (readable by its user only) and the self-signed certificates that carry them
// through TLS. Only the private keys are kept; a certificate is made anew at each start, so there is nothing that could not fit.
import { createHash, createPrivateKey, createPublicKey, createSign, generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renameDurably, writeDurably } from '../../flows/files/durable-file.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import type { KeyRing, KioskKey, KnownHub, KnownHubFile } from '../core/hub-access-port.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

async function certified(keyPem: string): Promise<KioskKey> {
  const key = createPrivateKey(keyPem);
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const imported = async (data: Buffer, format: 'pkcs8' | 'spki', use: 'sign' | 'verify'): Promise<webcrypto.CryptoKey> => webcrypto.subtle.importKey(format, data, ALGORITHM, true, [use]);
  // The library's container asks for this extension of Reflect, and uses it for nothing that we use.
  const reflect = Reflect as unknown as Record<string, unknown>;
  for (const name of ['getMetadata', 'getOwnMetadata', 'defineMetadata']) reflect[name] ??= () => undefined;
  const { X509CertificateGenerator } = await import('@peculiar/x509');
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=foyer kiosk', serialNumber: '01', notBefore: new Date('1970-01-01T00:00:00Z'), notAfter: new Date('2199-12-31T00:00:00Z'), signingAlgorithm: ALGORITHM,
    keys: { privateKey: await imported(key.export({ type: 'pkcs8', format: 'der' }), 'pkcs8', 'sign'), publicKey: await imported(spki, 'spki', 'verify') } as never,
  }, webcrypto as never);
  return { fingerprint: createHash('sha256').update(spki).digest('hex'), keyPem, certPem: certificate.toString('pem') };
}

function newKey(): string {
  return generateKeyPairSync('ec', { namedCurve: ALGORITHM.namedCurve }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
function readKey(file: string): string | null {
  if (!existsSync(file)) return null;
  const text = readFileSync(file, 'utf8');
  let key: KeyObject;
  try { key = createPrivateKey(text); } catch { return null; }
  return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? text : null;
}

/**
 * Reads the keys of the folder; makes the first one when there is none. A key file that cannot be read is put aside (`setAside`)
 * and the second copy takes its place; where that is damaged too, the kiosk begins with a new key (`anew`: it must be claimed again).
 * @throws Fault data-folder-not-writable
 */
export async function openKioskKeys(options: { folder: string; cut?: (step: string) => void }): Promise<KeyRing & { readonly setAside: string | null; readonly anew: boolean }> {
  const file = join(options.folder, 'kiosk-key.pem');
  const nextFile = join(options.folder, 'kiosk-key-next.pem');
  const spare = join(options.folder, 'kiosk-key-spare.pem');
  const cut = options.cut ?? ((): void => undefined);
  let setAside: string | null = null;
  let anew = false;
  /** The second copy never holds another key than the first for longer than a cut takes. */
  function copy(pem: string): void {
    try {
      if (readKey(spare) !== pem) writeDurably(spare, pem);
    } catch { return; } // a disk that takes no writes now: made at the next start
  }
  function first(): string {
    const kept = readKey(file);
    if (kept !== null) return kept;
    if (existsSync(file)) { // one that was taken away by hand is not brought back
      setAside = `${file}.damaged`;
      renameDurably(file, setAside);
      const second = readKey(spare);
      if (second !== null) {
        writeDurably(file, second);
        return second;
      }
    }
    // A rotation that was cut after the old key was lost: the next one is the better one than none.
    const next = readKey(nextFile);
    if (next !== null) {
      renameDurably(nextFile, file);
      return next;
    }
    anew = setAside !== null;
    const made = newKey();
    writeDurably(file, made);
    return made;
  }
  try {
    mkdirSync(options.folder, { recursive: true, mode: 0o700 });
    const found = first();
    copy(found);
    let current = await certified(found);
    const waiting = readKey(nextFile);
    let next: KioskKey | null = waiting === null ? null : await certified(waiting);
    return {
      setAside, anew,
      get current() { return current; },
      get next() { return next; },
      async makeNext() {
        if (next) return next;
        const made = await certified(newKey());
        cut('before the next key is written');
        writeDurably(nextFile, made.keyPem);
        cut('after the next key is written');
        next = made;
        return made;
      },
      promote() {
        if (!next) return;
        cut('before the next key takes its place');
        renameDurably(nextFile, file);
        cut('after the next key has taken its place');
        current = next;
        next = null;
        copy(current.keyPem);
      },
      introduce: (which, text) => ({
        spki: createPublicKey(which.keyPem).export({ type: 'spki', format: 'der' }).toString('base64'),
        signature: createSign('SHA256').update(text).sign(which.keyPem, 'base64'),
      }),
    };
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault('data-folder-not-writable', `The kiosk's key cannot be kept (${cause instanceof Error ? cause.message : String(cause)}).`, 'Make the data folder writable or choose another one with --data.', { where: options.folder, cause });
  }
}

const PART = /^[a-z0-9-]{1,40}$/;
function isKnownHub(value: unknown): value is KnownHub {
  const hub = value as Partial<KnownHub> | null;
  return typeof hub?.http === 'string' && URL.canParse(hub.http) && typeof hub.mqtt === 'string' && URL.canParse(hub.mqtt)
    && Array.isArray(hub.pins) && hub.pins.every((pin) => /^[0-9a-f]{64}$/.test(String(pin))) && hub.pins.length > 0
    && [hub.excluded, hub.past].every((pins) => pins === undefined || (Array.isArray(pins) && pins.every((pin) => typeof pin === 'string')))
    && [hub.address?.tenant, hub.address?.site, hub.address?.kiosk].every((part) => PART.test(String(part)));
}

/** `hub.json` in the data folder: which hub the kiosk was claimed by. A second copy beside it stands in when it is damaged. */
export function createKnownHubFile(folder: string): KnownHubFile {
  const file = join(folder, 'hub.json');
  const spare = join(folder, 'hub-spare.json');
  const read = (path: string): KnownHub | null => {
    try {
      const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
      return isKnownHub(value) ? value : null;
    } catch { return null; } // none yet, or damaged
  };
  const write = (path: string, hub: KnownHub): void => writeDurably(path, `${JSON.stringify(hub, null, 2)}\n`);
  return {
    read() {
      const known = read(file);
      // A file that was taken away says that the kiosk belongs to nobody; one that cannot be read says nothing.
      const stands = known ?? (existsSync(file) ? read(spare) : null);
      try {
        if (stands && !known) write(file, stands);
        if (stands && read(spare) === null) write(spare, stands);
      } catch { return stands; } // a disk that takes no writes: mended at another start
      return stands;
    },
    write(hub) {
      write(spare, hub); // first: a cut in between leaves the file as it was
      write(file, hub);
    },
  };
}
