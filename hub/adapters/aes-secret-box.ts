// The secret box with AES-256-GCM. Its key is a file of the data folder, beside the database and not in it: whoever has only
// the database, or a dump of it, has no secret.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../../flows/files/durable-file.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import type { SecretBox } from '../core/secret-box-port.ts';

const SEALED = 'sealed.1.';
const [IV, TAG] = [12, 16];
const BASE_32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const KeyFile = z.object({ v: z.literal(1), key: z.string().regex(/^[0-9a-f]{64}$/) });

/** `<data>/keys/sealing.json`, readable by its owner only. */
export const sealingKeyFile = (dataFolder: string): string => join(dataFolder, 'keys', 'sealing.json');

/**
 * Reads the key, or makes it at the first start.
 * @throws Fault data-folder-not-writable, disk-full, usage (the file is damaged: a new key would lose every second factor silently)
 */
export function openSecretBox(dataFolder: string): SecretBox {
  const file = sealingKeyFile(dataFolder);
  return createSecretBox(Buffer.from(existsSync(file) ? read(file) : make(file), 'hex'));
}
function read(file: string): string {
  try {
    return KeyFile.parse(JSON.parse(readFileSync(file, 'utf8'))).key;
  } catch (cause) {
    throw new Fault('usage', 'The key that seals secrets in the database cannot be read.', 'Put the file back from a backup; without one, take it away and let everybody set up the second factor again with --rescue.', { where: file, cause });
  }
}
function make(file: string): string {
  const key = randomBytes(32).toString('hex');
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeDurably(file, `${JSON.stringify({ v: 1, key })}\n`, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new Fault('disk-full', 'The disk is full.', 'Free some space and start again.', { where: file, cause: error });
    throw new Fault('data-folder-not-writable', 'The key that seals secrets cannot be written.', 'Give this user write access to the data folder.', { where: file, cause: error });
  }
  return key;
}

/** `key`: 32 bytes. */
export function createSecretBox(key: Buffer): SecretBox {
  return {
    unknowable: Array.from(randomBytes(32), (byte) => BASE_32[byte % 32]).join(''),
    isSealed: (text) => text.startsWith(SEALED),
    seal(place, secret) {
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
      return SEALED + Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
    },
    open(place, sealed) {
      try {
        const bytes = Buffer.from(sealed.slice(SEALED.length), 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), { authTagLength: TAG }).setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(bytes.length - TAG));
        return Buffer.concat([decipher.update(bytes.subarray(IV, bytes.length - TAG)), decipher.final()]).toString('utf8');
      } catch {
        return undefined; // another key, another place, or damaged
      }
    },
  };
}
