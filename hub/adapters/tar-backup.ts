// A backup of a hub is one file: the database as it was at one moment, everything else of the data folder, and a list of what
// is in it with the hash of each file. Made while the hub runs; read back only when every byte is as it was.
import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';
import { closeSync, createReadStream, createWriteStream, cpSync, existsSync, lstatSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { renameDurably } from '../../flows/files/durable-file.ts';
import { Fault } from '../../flows/protocol/faults.ts';

const Manifest = z.object({
  format: z.literal(1), foyer: z.string(), made: z.string(),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int(), sha256: z.string() })),
  counts: z.record(z.string(), z.number()),
});
export type BackupManifest = z.infer<typeof Manifest>;

const MAGIC = Buffer.from('FOYER-BACKUP-1\n');
const [SALT, IV, TAG] = [16, 12, 16];
const DATABASE = 'hub.sqlite';
/** What belongs to a running process, or is made anew. */
const LEFT_OUT = /^(hub\.lock|hub\.sqlite(-wal|-shm|-journal)?)$|\.(new|partial)$/;

function keyOf(passphrase: string, salt: Buffer): Buffer {
  return scryptSync(passphrase.normalize('NFKC'), salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 });
}
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
}
async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
function asFault(error: unknown, where: string): unknown {
  if (error instanceof Fault) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOSPC') return new Fault('disk-full', 'The disk is full.', 'Free some space, or choose another place.', { where, cause: error });
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR') return new Fault('data-folder-not-writable', 'This place cannot be written.', 'Give this user write access to it, or choose another.', { where, cause: error });
  return error;
}

/**
 * Writes a backup of the hub in `dataFolder` into `target` (whole or not at all). `snapshot` copies the database at one moment,
 * `counts` looks into the copy.
 * @throws Fault not-found, disk-full, data-folder-not-writable
 */
export async function writeBackup(options: {
  dataFolder: string; target: string; passphrase?: string | undefined; foyer: string; now: Date;
  snapshot(database: string, copy: string): Promise<void>; counts(database: string): Promise<Record<string, number>>;
}): Promise<BackupManifest & { bytes: number }> {
  const { dataFolder, target } = options;
  const database = join(dataFolder, DATABASE);
  if (!existsSync(database)) throw new Fault('not-found', 'There is no hub database here.', 'Give the data folder of a hub with --data.', { where: database });
  const staging = `${target}.staging-${process.pid}`;
  const partial = `${target}.partial`;
  try {
    mkdirSync(join(staging, 'data'), { recursive: true, mode: 0o700 });
    // First what vouches for the database (signed heads of its audit), then the database, then what it points to: a copy in
    // another order could vouch for entries that it does not hold, or point to files that it has not got.
    const others = readdirSync(dataFolder).filter((name) => !LEFT_OUT.test(name));
    const copy = (name: string): void => cpSync(join(dataFolder, name), join(staging, 'data', name), { recursive: true, filter: (source) => (lstatSync(source).isFile() || lstatSync(source).isDirectory()) && !/\.(new|partial)$/.test(source) });
    for (const name of others.filter((one) => one.startsWith('audit-'))) copy(name);
    await options.snapshot(database, join(staging, 'data', DATABASE));
    for (const name of others.filter((one) => !one.startsWith('audit-'))) copy(name);
    const files: BackupManifest['files'] = [];
    for (const path of filesBelow(join(staging, 'data'))) files.push({ path, bytes: statSync(join(staging, 'data', path)).size, sha256: await hashOf(join(staging, 'data', path)) });
    const manifest: BackupManifest = { format: 1, foyer: options.foyer, made: options.now.toISOString(), files, counts: await options.counts(join(staging, 'data', DATABASE)) };
    writeFileSync(join(staging, 'backup.json'), `${JSON.stringify(manifest, null, 1)}\n`);
    const { create } = await import('tar');
    const tar = create({ cwd: staging, portable: true }, ['backup.json', 'data']);
    const out = createWriteStream(partial, { mode: 0o600, flush: true });
    if (options.passphrase === undefined) await pipeline(tar as unknown as NodeJS.ReadableStream, createGzip(), out);
    else {
      const [salt, iv] = [randomBytes(SALT), randomBytes(IV)];
      const cipher = createCipheriv('aes-256-gcm', keyOf(options.passphrase, salt), iv);
      out.write(Buffer.concat([MAGIC, salt, iv]));
      const withTag = new Transform({ transform: (chunk, _encoding, done) => done(null, chunk), flush(done) { done(null, cipher.getAuthTag()); } });
      await pipeline(tar as unknown as NodeJS.ReadableStream, createGzip(), cipher, withTag, out);
    }
    renameDurably(partial, target);
    return { ...manifest, bytes: statSync(target).size };
  } catch (error) {
    rmSync(partial, { force: true });
    throw asFault(error, target);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** The unencrypted archive as a file: the backup itself, or what was decrypted from it into `plain`. */
async function openArchive(file: string, plain: string, passphrase: string | undefined): Promise<string> {
  const damaged = (cause?: unknown): Fault => new Fault('checksum-wrong', 'The backup is damaged, or the passphrase is not the one it was made with.', 'Check the passphrase; else take another backup.', { where: file, cause });
  const handle = openSync(file, 'r');
  const head = Buffer.alloc(MAGIC.length + SALT + IV);
  const { size } = statSync(file);
  const read = readSync(handle, head);
  closeSync(handle);
  if (!head.subarray(0, MAGIC.length).equals(MAGIC)) return file;
  if (passphrase === undefined) throw new Fault('usage', 'This backup is encrypted.', 'Give the file with its passphrase: --passphrase-file FILE.', { where: file });
  if (read < head.length || size < head.length + TAG) throw damaged();
  const salt = head.subarray(MAGIC.length, MAGIC.length + SALT);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(passphrase, salt), head.subarray(MAGIC.length + SALT));
  const tag = Buffer.alloc(TAG);
  const again = openSync(file, 'r');
  readSync(again, tag, 0, TAG, size - TAG);
  closeSync(again);
  decipher.setAuthTag(tag);
  // Whole before anything of it is looked at: nothing of a changed file is ever unpacked.
  await pipeline(createReadStream(file, { start: head.length, end: size - TAG - 1 }), decipher, createWriteStream(plain, { mode: 0o600 })).catch((error: unknown) => { throw damaged(error); });
  return plain;
}

/**
 * Unpacks a backup into `folder` (made anew) when every file in it is as the list says, and nothing else is there.
 * @throws Fault not-found, checksum-wrong, usage, disk-full
 */
export async function unpackBackup(options: { file: string; folder: string; passphrase?: string | undefined }): Promise<BackupManifest> {
  const { file, folder } = options;
  if (!existsSync(file)) throw new Fault('not-found', 'There is no such backup.', 'Give a file that `foyer hub backup` wrote.', { where: file });
  const plain = `${folder}.tar.gz`;
  const wrong = (what: string, cause?: unknown): Fault => new Fault('checksum-wrong', what, 'This backup cannot be trusted; take another one.', { where: file, cause });
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const archive = await openArchive(file, plain, options.passphrase);
    const { extract } = await import('tar');
    await pipeline(createReadStream(archive), createGunzip(), extract({ cwd: folder, strict: true, preserveOwner: false, filter: (_path, entry) => !('type' in entry) || entry.type === 'File' || entry.type === 'Directory' }) as unknown as NodeJS.WritableStream)
      .catch((error: unknown) => { throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? error : wrong('This is not a whole backup of a hub.', error); });
    if (!existsSync(join(folder, 'backup.json'))) throw wrong('This archive is not a backup of a hub.');
    const parsed = Manifest.safeParse(JSON.parse(readFileSync(join(folder, 'backup.json'), 'utf8')));
    if (!parsed.success) throw wrong('The backup was made by a version of Foyer that this one does not know.');
    const there = new Set(filesBelow(join(folder, 'data')));
    for (const { path, bytes, sha256 } of parsed.data.files) {
      if (!there.delete(path)) throw wrong(`${path} is missing in the backup.`);
      const full = join(folder, 'data', path);
      if (statSync(full).size !== bytes || await hashOf(full) !== sha256) throw wrong(`${path} in the backup is not what it was when the backup was made.`);
    }
    const [extra] = there;
    if (extra !== undefined) throw wrong(`${extra} does not belong into the backup.`);
    return parsed.data;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw asFault(error, folder);
  } finally {
    rmSync(plain, { force: true });
  }
}
