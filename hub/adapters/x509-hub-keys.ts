// The hub's own key and certificate, made at its first start (or given by the operator), and the next key before a change.
// Kiosks know the hub by its public key; the certificate only carries it, so its dates and names are wide.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, webcrypto, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { renameDurably, writeDurably } from '../../flows/files/durable-file.ts';
import { Fault } from '../../flows/protocol/faults.ts';

export interface HubTls { readonly key: string; readonly cert: string; /** SHA-256 of the public key (SPKI, DER), hex: what kiosks trust. */ readonly pin: string }

export interface HubKeys {
  readonly current: HubTls;
  readonly nextPin: string | null;
  /** Makes the key that will be used after the next `switch`; kiosks are told its pin before. Throws a Fault for a key of the operator's own. */
  prepare(): Promise<string>;
  /** The prepared key is the hub's key from now on. */
  switch(): Promise<HubTls>;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

function pinOf(keyPem: string): string {
  return createHash('sha256').update(createPublicKey(createPrivateKey(keyPem)).export({ type: 'spki', format: 'der' })).digest('hex');
}

async function certified(keyPem: string): Promise<HubTls> {
  const key = createPrivateKey(keyPem);
  // The library's container asks for this extension of Reflect, and uses it for nothing that we use.
  const reflect = Reflect as unknown as Record<string, unknown>;
  for (const name of ['getMetadata', 'getOwnMetadata', 'defineMetadata']) reflect[name] ??= () => undefined;
  const { SubjectAlternativeNameExtension, X509CertificateGenerator } = await import('@peculiar/x509');
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=foyer hub', serialNumber: '01', notBefore: new Date('1970-01-01T00:00:00Z'), notAfter: new Date('2199-12-31T00:00:00Z'), signingAlgorithm: ALGORITHM,
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }, { type: 'dns', value: hostname() }, { type: 'ip', value: '127.0.0.1' }])],
    keys: {
      privateKey: await webcrypto.subtle.importKey('pkcs8', key.export({ type: 'pkcs8', format: 'der' }), ALGORITHM, true, ['sign']),
      publicKey: await webcrypto.subtle.importKey('spki', createPublicKey(key).export({ type: 'spki', format: 'der' }), ALGORITHM, true, ['verify']),
    } as never,
  }, webcrypto as never);
  return { key: keyPem, cert: certificate.toString('pem'), pin: pinOf(keyPem) };
}

/** @throws Fault usage when the operator's own files cannot be used */
export async function openHubKeys(options: { folder: string; own?: { cert: string; key: string } | undefined }): Promise<HubKeys> {
  if (options.own) {
    const given = readOwn(options.own);
    const no = (): never => { throw new Fault('usage', 'This hub was started with a certificate of its operator.', 'Change it with --tls-cert and --tls-key; a kiosk that does not trust the new key must be claimed again.'); };
    return { current: given, nextPin: null, prepare: async () => no(), switch: async () => no() };
  }
  const file = join(options.folder, 'hub-key.pem');
  const nextFile = join(options.folder, 'hub-key-next.pem');
  const make = (): string => generateKeyPairSync('ec', { namedCurve: ALGORITHM.namedCurve }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  if (!existsSync(file)) writeDurably(file, make());
  const read = (path: string): string => {
    const text = readFileSync(path, 'utf8');
    try { createPrivateKey(text); } catch (cause) {
      throw new Fault('store-corrupt', 'The hub\'s key cannot be read.', 'Put it back from a backup; without it every kiosk must be claimed again (remove the file to begin anew).', { where: path, cause });
    }
    return text;
  };
  let current = await certified(read(file));
  return {
    get current() { return current; },
    get nextPin() { return existsSync(nextFile) ? pinOf(read(nextFile)) : null; },
    async prepare() {
      if (!existsSync(nextFile)) writeDurably(nextFile, make());
      return pinOf(read(nextFile));
    },
    async switch() {
      if (!existsSync(nextFile)) throw new Fault('conflict', 'There is no next key yet.', 'Announce one first, and wait until the kiosks have been online.');
      const next = await certified(read(nextFile));
      renameDurably(nextFile, file);
      current = next;
      return next;
    },
  };
}

function readOwn(own: { cert: string; key: string }): HubTls {
  try {
    const [cert, key] = [readFileSync(own.cert, 'utf8'), readFileSync(own.key, 'utf8')];
    if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) throw new Error('the key does not belong to the certificate');
    return { cert, key, pin: pinOf(key) };
  } catch (cause) {
    throw new Fault('usage', `The certificate cannot be used (${cause instanceof Error ? cause.message : String(cause)}).`, 'Give both as PEM files, the certificate first in its chain.', { where: `${own.cert}, ${own.key}`, cause });
  }
}
