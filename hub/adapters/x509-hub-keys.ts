// The hub's own key and certificate, made at its first start (or given by the operator), and the next key before a change.
// Kiosks know the hub by its public key; the certificate only carries it, so its dates and names are wide.
import { createHash, createPrivateKey, createPublicKey, createSign, generateKeyPairSync, webcrypto, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { renameDurably, writeDurably } from '../../flows/files/durable-file.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import { handoverText, type KeyChain, KeyHandover, LONGEST_CHAIN } from '../../flows/protocol/hub-key.ts';

export interface HubTls { readonly key: string; readonly cert: string; /** SHA-256 of the public key (SPKI, DER), hex: what kiosks trust. */ readonly pin: string }

export interface HubKeys {
  readonly current: HubTls;
  readonly nextPin: string | null;
  /** Makes the key that will be used after the next `switch`; kiosks are told its pin before. Throws a Fault for a key of the operator's own. */
  prepare(): Promise<string>;
  /** The prepared key is the hub's key from now on. */
  switch(): Promise<HubTls>;
  /** The newest handovers, and the keys that can vouch for nothing. */
  chain(): KeyChain;
  /** Throws a Fault for the key in use, and for one that was never this hub's. */
  exclude(pin: string): void;
  /** What was wrong with what was found in the folder, in words. */
  readonly damaged: string | null;
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
export async function openHubKeys(options: { folder: string; own?: { cert: string; key: string } | undefined; now?(): number }): Promise<HubKeys> {
  if (options.own) {
    const given = readOwn(options.own);
    const no = (): never => { throw new Fault('usage', 'This hub was started with a certificate of its operator.', 'Change it with --tls-cert and --tls-key; a kiosk that does not trust the new key must be claimed again.'); };
    return { current: given, nextPin: null, prepare: async () => no(), switch: async () => no(), chain: () => ({ v: 1, handovers: [], excluded: [] }), exclude: () => no(), damaged: null };
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
  const book = openChain(join(options.folder, 'hub-key-chain.json'));
  /** The key in use says who comes after it; once it is gone nobody can say that any more. */
  function handOver(to: string): void {
    const { handovers } = book.chain;
    if (handovers.some((one) => one.from === current.pin && one.to === to)) return;
    const said = { from: current.pin, to, at: options.now?.() ?? Date.now() };
    const spki = createPublicKey(createPrivateKey(current.key)).export({ type: 'spki', format: 'der' }).toString('base64');
    book.write({ ...book.chain, handovers: [...handovers, { ...said, spki, signature: createSign('SHA256').update(handoverText(said)).sign(current.key, 'base64') }] });
  }
  return {
    damaged: book.damaged,
    chain: () => ({ v: 1, handovers: book.chain.handovers.slice(-LONGEST_CHAIN), excluded: book.chain.excluded.slice(-LONGEST_CHAIN) }),
    exclude(pin) {
      const { handovers, excluded } = book.chain;
      if (pin === current.pin) throw new Fault('conflict', 'This is the key in use.', 'Announce the next one, switch to it, and exclude this one then.');
      if (!handovers.some((one) => one.from === pin || one.to === pin)) throw new Fault('not-found', 'This was never a key of this hub.', 'Give the whole fingerprint of a key from GET /api/hub/key-chain.');
      if (!excluded.includes(pin)) book.write({ ...book.chain, excluded: [...excluded, pin] });
      if (existsSync(nextFile) && pinOf(read(nextFile)) === pin) rmSync(nextFile);
    },
    get current() { return current; },
    get nextPin() { return existsSync(nextFile) ? pinOf(read(nextFile)) : null; },
    async prepare() {
      if (!existsSync(nextFile)) writeDurably(nextFile, make());
      const next = pinOf(read(nextFile));
      handOver(next);
      return next;
    },
    async switch() {
      if (!existsSync(nextFile)) throw new Fault('conflict', 'There is no next key yet.', 'Announce one first, and wait until the kiosks have been online.');
      const next = await certified(read(nextFile));
      handOver(next.pin); // prepared by a version before chains
      renameDurably(nextFile, file);
      current = next;
      return next;
    },
  };
}

const Book = z.object({ v: z.literal(1), handovers: z.array(KeyHandover), excluded: z.array(z.string()) });

/** Everything that was ever handed over, in a file. One that cannot be read is put aside: the hub goes on, kiosks that were away are claimed again. */
function openChain(file: string): { readonly chain: z.infer<typeof Book>; write(next: z.infer<typeof Book>): void; readonly damaged: string | null } {
  let chain: z.infer<typeof Book> = { v: 1, handovers: [], excluded: [] };
  let damaged: string | null = null;
  if (existsSync(file)) {
    try {
      chain = Book.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      renameDurably(file, `${file}.damaged`);
      damaged = `The list of this hub's earlier keys was damaged and is kept as ${file}.damaged; bring it back from a backup, or kiosks that were away during a change of the key must be claimed again.`;
    }
  }
  return {
    get chain() { return chain; },
    damaged,
    write(next) {
      writeDurably(file, `${JSON.stringify(next, null, 1)}\n`);
      chain = next;
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
