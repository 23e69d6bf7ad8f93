// Signing keys as files: one JSON file a key, private ones readable by their owner only. The keys of root and targets
// have a folder of their own, so that they can be taken to another machine.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../../flows/files/durable-file.ts';
import { Fault } from '../../flows/protocol/faults.ts';

const KeyFile = z.object({
  v: z.literal(1), role: z.enum(['root', 'targets', 'snapshot', 'timestamp']), keyid: z.string().regex(/^[0-9a-f]{64}$/),
  public: z.string().regex(/^[0-9a-f]{64}$/), private: z.string().optional(),
});
export type KeyRole = z.infer<typeof KeyFile>['role'];
export interface PublicKey { readonly role: KeyRole; readonly keyid: string; readonly public: string }
export interface SigningKey extends PublicKey { sign(bytes: Buffer): string }

/** The raw 32 bytes of an Ed25519 public key stand at the end of its SPKI form. */
function rawPublic(key: KeyObject): Buffer {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32);
}
function signing(role: KeyRole, key: KeyObject): SigningKey {
  const raw = rawPublic(key);
  return { role, keyid: createHash('sha256').update(raw).digest('hex'), public: raw.toString('hex'), sign: (bytes) => sign(null, bytes, key).toString('hex') };
}

/** Appears whole or not at all, and is on the disk when this returns. Throws a Fault. */
export function writeKeyFile(file: string, text: string, mode: number): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeDurably(file, text, mode);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new Fault('disk-full', 'The disk is full.', 'Free some space and start again.', { where: file, cause: error });
    throw new Fault('data-folder-not-writable', 'The file cannot be written.', 'Choose another place for it.', { where: file, cause: error });
  }
}

/** Makes a key and writes `<role>-<id>.json` (0600) and, for other machines, `<role>-<id>.public.json`. */
export function makeKey(folder: string, role: KeyRole): SigningKey & { file: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = signing(role, privateKey);
  const shown = { v: 1, role, keyid: key.keyid, public: key.public };
  const file = join(folder, `${role}-${key.keyid.slice(0, 12)}.json`);
  writeKeyFile(file, `${JSON.stringify({ ...shown, private: privateKey.export({ type: 'pkcs8', format: 'pem' }) }, null, 2)}\n`, 0o600);
  writeKeyFile(file.replace(/\.json$/, '.public.json'), `${JSON.stringify(shown, null, 2)}\n`, 0o644);
  return { ...key, file };
}

function read(file: string): z.infer<typeof KeyFile> {
  try {
    return KeyFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Fault('usage', 'This is not a key file.', 'Give a file that `foyer hub keys new` has made.', { where: file, cause });
  }
}
/** Throws Fault `usage` when the file is no key. */
export function readPublicKey(file: string): PublicKey {
  const { role, keyid, public: shown } = read(file);
  if (createHash('sha256').update(Buffer.from(shown, 'hex')).digest('hex') !== keyid) throw new Fault('checksum-wrong', 'The key and its name do not belong together.', 'Fetch the file again from where the key was made.', { where: file });
  return { role, keyid, public: shown };
}
/** Throws Fault `usage` when the file holds no private key. */
export function readSigningKey(file: string): SigningKey {
  const { role, private: pem } = read(file);
  if (pem === undefined) throw new Fault('usage', 'This file holds only the public half of the key.', 'Give the file without ".public" in its name.', { where: file });
  try {
    return signing(role, createPrivateKey(pem));
  } catch (cause) {
    throw new Fault('usage', 'The private key cannot be read.', 'Fetch the file again from where the key was made.', { where: file, cause });
  }
}

/** Every private key in a folder; a folder that is not there holds none: its keys have been taken away. */
export function keysIn(folder: string): SigningKey[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.public.json')).sort().map((name) => readSigningKey(join(folder, name)));
}
