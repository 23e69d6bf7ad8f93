// Installs a speech model: fetch, check, unpack beside the target, move into place in one step. Half a model is never seen.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Fault } from '../../flows/protocol/faults.ts';
import type { Clock } from '../core/ports.ts';
import { download, sha256Of } from './model-download.ts';
import { isModel } from './model-folder.ts';

export interface InstallOptions {
  name: string;
  /** Folder of all models. */
  folder: string;
  /** Address of the folder that holds NAME.zip. */
  from: string;
  sha256: string;
  bytes?: number;
  clock: Clock;
  progress?(step: 'download' | 'check' | 'unpack', done: number, total: number | null): void;
  download?: { attempts?: number; stallMs?: number; pauseMs?: number };
}

/** 'present' = the folder was already there and is used as it is. Throws the Faults of `download`, and `checksum-wrong`, `model-broken`. */
export async function installModel(options: InstallOptions): Promise<'installed' | 'present'> {
  const target = path.join(options.folder, options.name);
  if (await isModel(target)) return 'present';
  const parts = path.join(options.folder, '.download');
  try {
    await mkdir(parts, { recursive: true });
  } catch (error) {
    throw new Fault('data-folder-not-writable', `The folder cannot be used (${(error as NodeJS.ErrnoException).code ?? ''}).`, 'Make it writable, or choose another with --folder.', { where: options.folder, cause: error });
  }
  const archive = path.join(parts, `${options.name}.zip`);
  const url = `${options.from.replace(/\/+$/, '')}/${encodeURIComponent(options.name)}.zip`;
  const size = await download({ url, file: archive, clock: options.clock, ...(options.bytes === undefined ? {} : { bytes: options.bytes }), progress: (done, total) => options.progress?.('download', done, total), ...options.download });
  options.progress?.('check', size, size);
  const found = await sha256Of(archive);
  if (found !== options.sha256.toLowerCase()) {
    // a wrong file is of no use to the next run
    await rm(archive, { force: true });
    await rm(`${archive}.json`, { force: true });
    throw new Fault('checksum-wrong', `The file's SHA-256 is ${found}, not ${options.sha256.toLowerCase()}.`, 'It was damaged on the way or is another file; nothing was installed. Try again, or use another mirror with --from.', { where: url });
  }
  options.progress?.('unpack', 0, null);
  const unpacked = await mkdtemp(path.join(parts, 'unpack-'));
  try {
    await unzip(archive, unpacked);
    const root = await modelRoot(unpacked);
    if (!root) throw new Fault('model-broken', 'The archive holds no Vosk model.', 'Give the name of a model from `foyer models list`.', { where: url });
    await rename(root, target).catch(async (error: unknown) => {
      if (!(await isModel(target))) throw error; // another run was faster
    });
  } finally {
    await rm(unpacked, { recursive: true, force: true });
  }
  await rm(archive, { force: true });
  await rm(`${archive}.json`, { force: true });
  return 'installed';
}

/** The folder inside the archive that is the model; archives hold it at the top or one below. */
async function modelRoot(folder: string): Promise<string | null> {
  if (await isModel(folder)) return folder;
  for (const name of await readdir(folder)) if (await isModel(path.join(folder, name))) return path.join(folder, name);
  return null;
}

/** By the system's `unzip`, else by Python: one of them is on every machine the set-up has seen. Both refuse paths out of the folder. */
async function unzip(archive: string, into: string): Promise<void> {
  const tried: string[] = [];
  for (const [program, args] of [['unzip', ['-q', '-o', archive, '-d', into]], ['python3', ['-m', 'zipfile', '-e', archive, into]], ['bsdtar', ['-xf', archive, '-C', into]]] as const) {
    const result = await run(program, args);
    if (result === null) continue;
    if (result.code === 0) return;
    tried.push(`${program}: ${result.stderr.trim().split('\n').at(-1) ?? ''}`);
  }
  if (tried.length === 0) throw new Fault('model-broken', 'There is no program that can unpack the archive.', 'Install one with `apt-get install unzip`, then run the same command again.', { where: archive });
  throw new Fault('model-broken', `The archive cannot be unpacked (${tried.join('; ')}).`, 'Run the same command again; if it stays so, use another mirror with --from.', { where: archive });
}

function run(program: string, args: readonly string[]): Promise<{ code: number | null; stderr: string } | null> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => (stderr = (stderr + data.toString()).slice(-2000)));
    child.on('error', () => resolve(null));
    child.on('close', (code) => resolve({ code, stderr }));
  });
}
