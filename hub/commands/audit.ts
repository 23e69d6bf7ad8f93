// `foyer hub audit`: writes the audit out, and verifies it offline, from a data folder or from what was written out.
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { z } from 'zod';
import { Fault } from '../../flows/protocol/faults.ts';
import { HEADS, readAuditHeads } from '../adapters/audit-heads.ts';
import { sha256 } from '../adapters/scrypt-hasher.ts';
import { auditOf } from '../adapters/store/open-database.ts';
import { databaseOf } from './hub-files.ts';
import { type AuditHead, type AuditVerdict, type ChainedEntry, createAuditVerifier } from '../core/audit-chain.ts';

const Entry = z.object({ id: z.number().int(), at: z.number(), who: z.string(), what: z.string(), detail: z.string(), prev: z.string().nullable(), hash: z.string().nullable() });

async function* entriesOfExport(file: string): AsyncGenerator<ChainedEntry> {
  if (!existsSync(file)) throw new Fault('not-found', 'There is no such file.', 'Give one that `foyer hub audit export` wrote.', { where: file });
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line += 1;
    if (text === '') continue;
    let raw: unknown;
    try { raw = JSON.parse(text); } catch { raw = undefined; }
    const entry = Entry.safeParse(raw);
    if (!entry.success) throw new Fault('usage', 'This line is no audit entry.', 'Give the file as `foyer hub audit export` wrote it.', { where: `${file}:${line}` });
    yield entry.data;
  }
}

/** Verifies entries against the chain and heads known from elsewhere. */
export async function verifyAudit(entries: AsyncIterable<ChainedEntry>, heads: readonly AuditHead[]): Promise<AuditVerdict> {
  const verifier = createAuditVerifier(sha256, heads);
  for await (const entry of entries) verifier.take(entry);
  return verifier.verdict();
}

/** The heads beside a database, when there are any. */
export function headsOf(folder: string): AuditHead[] {
  return existsSync(join(folder, HEADS)) ? readAuditHeads(join(folder, HEADS), join(folder, 'audit-key.pub.pem')) : [];
}

interface Flags { data: string; database?: string; export?: string; heads?: string; key?: string; head?: string; json?: boolean }

function givenHead(text: string | undefined): AuditHead[] {
  if (text === undefined) return [];
  const match = /^(\d+):([0-9a-f]{64})$/.exec(text);
  if (!match) throw new Fault('usage', `"${text}" is not a head.`, 'Give it as NUMBER:HASH, as `foyer hub audit verify` prints it.', { where: '--head' });
  return [{ id: Number(match[1]), hash: match[2] ?? '' }];
}

async function verify(flags: Flags): Promise<number> {
  if (flags.heads !== undefined && flags.key === undefined) throw new Fault('usage', 'Heads are verified with the hub\'s public audit key.', 'Give audit-key.pub.pem with --key.', { where: '--heads' });
  const heads = [...(flags.heads !== undefined && flags.key !== undefined ? readAuditHeads(flags.heads, flags.key) : flags.export === undefined ? headsOf(flags.data) : []), ...givenHead(flags.head)];
  const verdict = await verifyAudit(flags.export === undefined ? auditOf({ folder: flags.data, database: databaseOf(flags.database) }) : entriesOfExport(flags.export), heads);
  if (flags.json) process.stdout.write(`${JSON.stringify({ ...verdict, heads: heads.length })}\n`);
  else if (verdict.ok) process.stdout.write(`The audit is whole: ${verdict.entries} entries, ${heads.length} signed heads in it${verdict.pruned ? ', the oldest taken away by retention' : ''}.\nhead ${verdict.head ? `${verdict.head.id}:${verdict.head.hash}` : 'none'}\n`);
  else process.stdout.write(`The audit does NOT hold: entry ${verdict.id} ${verdict.what}.\n`);
  return verdict.ok ? 0 : 1;
}

async function write(flags: { data: string; database?: string }): Promise<void> {
  for await (const entry of auditOf({ folder: flags.data, database: databaseOf(flags.database) })) {
    if (!process.stdout.write(`${JSON.stringify(entry)}\n`)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
}

export function registerAudit(hub: Command): void {
  const audit = hub.command('audit').description('the hub\'s audit: write it out, verify it offline');
  audit.command('verify').description('does the chain of hashes hold? exit 1 when it does not, with the entry where it breaks')
    .option('--data <dir>', 'data folder of a hub, running or not', '.foyer/hub')
    .option('--database <url>', 'the hub keeps its audit in this PostgreSQL database (the signed heads stay in the data folder)')
    .option('--export <file>', 'verify what `foyer hub audit export` wrote instead')
    .option('--heads <file>', 'signed heads that were copied away (default: those in the data folder)')
    .option('--key <file>', 'audit-key.pub.pem of the hub, for --heads')
    .option('--head <number:hash>', 'a head that was noted by hand; it must stand in the chain')
    .option('--json', 'print JSON')
    .action(async (flags: Flags) => { process.exitCode = await verify(flags); });
  audit.command('export').description('print every entry as a line of JSON')
    .option('--data <dir>', 'data folder of a hub, running or not', '.foyer/hub')
    .option('--database <url>', 'the hub keeps its audit in this PostgreSQL database (the signed heads stay in the data folder)')
    .action(write);
}
