// `foyer hub backup` and `foyer hub restore`: a hub in one file, made while it runs, and brought back with proof that it is whole.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { Fault } from '../../flows/protocol/faults.ts';
import { carryErasures } from '../adapters/erasure-list.ts';
import { auditEntries, databaseCounts, databaseDamage, snapshotDatabase } from '../adapters/store/sqlite-snapshot.ts';
import { lockFolder } from '../adapters/store/sqlite-database.ts';
import { unpackBackup, writeBackup } from '../adapters/tar-backup.ts';
import { headsOf, verifyAudit } from './audit.ts';
import { databaseOf } from './hub-files.ts';

const PROGRAM = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

function passphraseOf(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    throw new Fault('usage', 'The passphrase cannot be read.', 'Give a file that holds it as its only line.', { where: '--passphrase-file', cause });
  }
  if (text.length < 8) throw new Fault('usage', 'The passphrase has fewer than 8 characters.', 'Take a longer one.', { where: file });
  return text;
}

/** `hub-20261123-081500.foyer-backup` */
function nameFor(now: Date): string {
  return `hub-${now.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)}.foyer-backup`;
}

/** This pair of commands is for the SQLite file; PostgreSQL has its own. */
function refusePostgres(data: string, database: string | undefined): void {
  if (databaseOf(database) === undefined && (existsSync(join(data, 'hub.sqlite')) || !existsSync(join(data, 'hub.lock')))) return;
  throw new Fault('usage', 'The hub keeps its data in PostgreSQL, which has its own way of backup.', 'Back up with `pg_dump --format=custom --file=foyer.dump URL` and copy the data folder too (keys, audit heads, erased visits); bring back with `pg_restore --clean --if-exists --dbname=URL foyer.dump` and the folder, then start the hub.', { where: database === undefined ? data : '--database' });
}

interface BackupFlags { database?: string; data: string; to: string; passphraseFile?: string; keep?: string; json?: boolean }

async function backup(flags: BackupFlags): Promise<void> {
  refusePostgres(flags.data, flags.database);
  const now = new Date();
  const folder = existsSync(flags.to) && statSync(flags.to).isDirectory();
  const keep = flags.keep === undefined ? undefined : Number(flags.keep);
  if (keep !== undefined && (!Number.isInteger(keep) || keep < 1 || !folder)) throw new Fault('usage', 'Older backups are removed from a folder only.', 'Give a number of at least 1, and a folder with --to.', { where: '--keep' });
  const target = resolve(folder ? join(flags.to, nameFor(now)) : flags.to);
  mkdirSync(dirname(target), { recursive: true });
  const made = await writeBackup({ dataFolder: flags.data, target, passphrase: passphraseOf(flags.passphraseFile), foyer: PROGRAM.version, now, snapshot: snapshotDatabase, counts: databaseCounts });
  const removed = keep === undefined ? [] : readdirSync(flags.to).filter((name) => /^hub-\d{8}-\d{6}\.foyer-backup$/.test(name)).sort().slice(0, -keep);
  for (const name of removed) rmSync(join(flags.to, name));
  if (flags.json) process.stdout.write(`${JSON.stringify({ file: target, bytes: made.bytes, made: made.made, files: made.files.length, counts: made.counts, removed: removed.length })}\n`);
  else process.stdout.write(`${target}\n${made.files.length} files, ${(made.bytes / 1024 / 1024).toFixed(1)} MB; ${countsInWords(made.counts)}\n`);
}
function countsInWords(counts: Record<string, number>): string {
  return Object.entries(counts).map(([what, count]) => `${count} ${what}`).join(', ');
}

interface RestoreFlags { database?: string; data: string; replace?: boolean; check?: boolean; passphraseFile?: string; json?: boolean }

/** Everything that could make a restored hub a bad one, looked at before the old one is touched. */
async function examine(data: string): Promise<number> {
  const file = join(data, 'hub.sqlite');
  const damage = await databaseDamage(file);
  if (damage.length > 0) throw new Fault('checksum-wrong', `The database in the backup is damaged: ${damage[0] ?? ''}.`, 'Take another backup.', { where: file });
  const verdict = await verifyAudit(auditEntries(file), headsOf(data));
  if (!verdict.ok) throw new Fault('checksum-wrong', `The audit in the backup does not hold: entry ${verdict.id} ${verdict.what}.`, 'Take another backup, and find out who changed this one.', { where: file });
  return verdict.entries;
}

async function restore(file: string, flags: RestoreFlags): Promise<void> {
  if (flags.database !== undefined) refusePostgres(flags.data, flags.database);
  const data = resolve(flags.data);
  const staging = `${data}.restoring-${process.pid}`;
  const occupied = existsSync(data) && readdirSync(data).length > 0;
  if (occupied && !flags.replace && !flags.check) throw new Fault('conflict', 'There is a hub in this folder already.', 'Choose another folder with --data, or set this one aside with --replace.', { where: data });
  let aside: string | null = null;
  try {
    const manifest = await unpackBackup({ file, folder: staging, passphrase: passphraseOf(flags.passphraseFile) });
    const entries = await examine(join(staging, 'data'));
    if (!flags.check) {
      if (occupied) {
        // A hub that runs would go on writing into a folder that is not its own any more.
        (await lockFolder(join(data, 'hub.lock')))();
        aside = `${data}.before-restore-${new Date().toISOString().replace(/[-:T]/g, '').slice(0, 14)}`;
        renameSync(data, aside);
      } else rmSync(data, { recursive: true, force: true });
      mkdirSync(dirname(data), { recursive: true });
      renameSync(join(staging, 'data'), data);
      if (aside !== null) carryErasures(aside, data);
    }
    const result = { restored: !flags.check, data, aside, made: manifest.made, foyer: manifest.foyer, files: manifest.files.length, counts: manifest.counts, auditEntries: entries };
    if (flags.json) process.stdout.write(`${JSON.stringify(result)}\n`);
    else {
      process.stdout.write(`${flags.check ? 'The backup is whole' : `Restored into ${data}`}: made ${manifest.made}, ${manifest.files.length} files; ${countsInWords(manifest.counts)}.\n`);
      if (aside !== null) process.stdout.write(`What was there before is in ${aside}.\n`);
      if (!flags.check) process.stdout.write('Start the hub; kiosks send again what this backup does not have yet.\n');
    }
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

export function registerBackup(hub: Command): void {
  hub.command('backup').description('the whole hub in one file, while it runs')
    .option('--data <dir>', 'data folder of the hub', '.foyer/hub')
    .option('--database <url>', 'for a hub on PostgreSQL: says what to do in place of this')
    .requiredOption('--to <file or folder>', 'where the backup is written; in a folder it gets a name with the time')
    .option('--passphrase-file <file>', 'encrypt it (AES-256-GCM) with the passphrase in this file; a backup holds keys and what visitors asked')
    .option('--keep <n>', 'keep the newest N backups of the folder')
    .option('--json', 'print JSON')
    .action(backup);
  hub.command('restore').description('bring a hub back from a backup')
    .argument('<file>', 'what `foyer hub backup` wrote')
    .option('--data <dir>', 'data folder to restore into', '.foyer/hub')
    .option('--database <url>', 'for a hub on PostgreSQL: says what to do in place of this')
    .option('--replace', 'set the hub that is in this folder aside')
    .option('--check', 'only look whether the backup is whole')
    .option('--passphrase-file <file>', 'the passphrase of an encrypted backup')
    .option('--json', 'print JSON')
    .action(restore);
}
