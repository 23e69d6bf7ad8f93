// Signed heads of the audit chain in a file beside the database, one line each. Copied away (or printed), they show later that
// the end of the chain was not cut off and the chain not written anew.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Fault } from '../../flows/protocol/faults.ts';
import type { AuditHead } from '../core/audit-chain.ts';
import type { AuditHeads } from '../core/audit-port.ts';

const KEY = 'audit-key.pem';
const PUBLIC = 'audit-key.pub.pem';
export const HEADS = 'audit-heads.jsonl';
const Line = z.object({ id: z.number().int().positive(), hash: z.string().regex(/^[0-9a-f]{64}$/), at: z.number(), signature: z.string() });

function text(head: AuditHead, at: number): Buffer {
  return Buffer.from(JSON.stringify(['foyer-audit-head', head.id, head.hash, at]));
}

/** Makes the key at first use; `audit-key.pub.pem` is what a verifier elsewhere needs. */
export function createAuditHeads(folder: string): AuditHeads {
  let key: KeyObject | undefined;
  function privateKey(): KeyObject {
    const file = join(folder, KEY);
    if (!existsSync(file)) {
      const made = generateKeyPairSync('ed25519');
      writeFileSync(file, made.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flush: true });
      writeFileSync(join(folder, PUBLIC), made.publicKey.export({ type: 'spki', format: 'pem' }), { flush: true });
    }
    return createPrivateKey(readFileSync(file));
  }
  return {
    async keep(head, at) {
      key ??= privateKey();
      const line = JSON.stringify({ ...head, at, signature: sign(null, text(head, at), key).toString('base64') });
      const file = openSync(join(folder, HEADS), 'a', 0o600);
      try {
        appendFileSync(file, `${line}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
  };
}

/**
 * The heads of a file, each with a right signature. A last line that was torn by a power cut is left out.
 * @throws Fault usage: a line that is not signed by this key, or cannot be read
 */
export function readAuditHeads(file: string, publicKeyFile: string): AuditHead[] {
  let key: KeyObject;
  try {
    key = createPublicKey(readFileSync(publicKeyFile));
  } catch (cause) {
    throw new Fault('usage', 'The public key of the audit cannot be read.', `Give the ${PUBLIC} of the hub with --key.`, { where: publicKeyFile, cause });
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  const torn = lines.pop();
  return lines.filter((line) => line !== '').map((line, index) => {
    const parsed = Line.safeParse(safeJson(line));
    const place = `${file}:${index + 1}`;
    if (!parsed.success) throw new Fault('usage', 'This line is no head of an audit.', torn === undefined ? 'Give the file as the hub wrote it.' : 'Give the whole file as the hub wrote it.', { where: place });
    const { signature, at, ...head } = parsed.data;
    if (!verify(null, text(head, at), key, Buffer.from(signature, 'base64'))) throw new Fault('usage', 'This head is not signed by this key.', 'Somebody else has written it, or it is the key of another hub.', { where: place });
    return head;
  });
}

function safeJson(line: string): unknown {
  try { return JSON.parse(line); } catch { return undefined; }
}
