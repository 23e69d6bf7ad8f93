// Fetches one big file over a line that may break: goes on where it stopped, in this run and in the next.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { Fault } from '../../flows/protocol/faults.ts';
import type { Clock } from '../core/ports.ts';

export interface DownloadOptions {
  url: string;
  /** Grows here; `FILE.json` beside it remembers which version of the file it is. */
  file: string;
  clock: Clock;
  /** Bytes expected, where they are known: anything else is refused before it fills the disk. */
  bytes?: number;
  progress?(done: number, total: number | null): void;
  attempts?: number;
  /** No data for this long counts as a broken line, ms. */
  stallMs?: number;
  pauseMs?: number; // before the second attempt; doubles
}

const AGAIN = 'Run the same command again: it goes on where it stopped.';
const MOST_TRIES = 200;
const MOVED_BYTES = 65_536; // an attempt that brought less did not move
const wait = (clock: Clock, ms: number): Promise<void> => new Promise((resolve) => void clock.setTimeout(resolve, ms));

class Broken extends Error {}

/** Resolves with the size once the whole file is there. Throws Faults `not-found`, `checksum-wrong`, `disk-full`, `download-broken`. */
export async function download(options: DownloadOptions): Promise<number> {
  let why = '';
  // a line that breaks but moves may go on for long; one that does not move soon may not
  for (let tries = 0, still = 0; tries < MOST_TRIES && still < (options.attempts ?? 6); tries++) {
    const before = await sizeOf(options.file);
    try {
      return await attemptOnce(options);
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      why = error.message;
    }
    still = (await sizeOf(options.file)) >= before + MOVED_BYTES ? 0 : still + 1;
    await wait(options.clock, (options.pauseMs ?? 500) * 2 ** still);
  }
  throw new Fault('download-broken', `The download broke off (${why}).`, AGAIN, { where: options.url });
}

const sizeOf = (file: string): Promise<number> => stat(file).then((found) => found.size, () => 0);

async function attemptOnce(options: DownloadOptions): Promise<number> {
  const { url, file } = options;
  const notes = `${file}.json`;
  const known = JSON.parse(await readFile(notes, 'utf8').catch(() => '{}')) as { url?: string; version?: string };
  let have = known.url === url && known.version ? await sizeOf(file) : 0;
  const abort = new AbortController();
  let heardAt = options.clock.monotonic();
  let cancelWatch = (): void => undefined;
  const watch = (): void => {
    if (options.clock.monotonic() - heardAt > (options.stallMs ?? 30_000)) abort.abort();
    else cancelWatch = options.clock.setTimeout(watch, 500);
  };
  cancelWatch = options.clock.setTimeout(watch, 500);
  try {
    const headers: Record<string, string> = { 'accept-encoding': 'identity' };
    if (have > 0 && known.version) Object.assign(headers, { range: `bytes=${have}-`, 'if-range': known.version });
    const response = await fetch(url, { headers, signal: abort.signal });
    if (response.status === 416) {
      await rm(file, { force: true });
      throw new Broken('the server no longer has this version');
    }
    if (response.status === 404 || response.status === 410) throw new Fault('not-found', `There is no such file on the server (${response.status}).`, 'Check the name with `foyer models list` or the address given with --from.', { where: url });
    if (response.status !== 200 && response.status !== 206) throw new Broken(`the server answered ${response.status}`);
    if (response.status === 200) have = 0;
    const length = Number(response.headers.get('content-length') ?? NaN);
    const total = Number.isFinite(length) ? have + length : null;
    if (options.bytes !== undefined && total !== null && total !== options.bytes) throw new Fault('checksum-wrong', `The server's file has ${total} bytes instead of ${options.bytes}.`, 'It is another file than the one this version knows. Use another mirror with --from.', { where: url });
    await room(file, (total ?? options.bytes ?? 0) - have, url);
    await writeFile(notes, JSON.stringify({ url, version: response.headers.get('etag') ?? response.headers.get('last-modified') ?? '' }));
    const target = await open(file, have > 0 ? 'r+' : 'w');
    try {
      for await (const chunk of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
        heardAt = options.clock.monotonic();
        await target.write(chunk, 0, chunk.length, have);
        have += chunk.length;
        options.progress?.(have, total);
        if (options.bytes !== undefined && have > options.bytes) throw new Fault('checksum-wrong', `The server sends more than the ${options.bytes} bytes of this file.`, 'Use another mirror with --from.', { where: url });
      }
      await target.sync();
    } finally {
      await target.close();
    }
    if (total !== null && have < total) throw new Broken(`${have} of ${total} bytes arrived`);
    return have;
  } catch (error) {
    if (error instanceof Fault || error instanceof Broken) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? (error as { cause?: NodeJS.ErrnoException }).cause?.code;
    if (code === 'ENOSPC') throw full(file, error);
    throw new Broken(abort.signal.aborted ? 'no data came any more' : (code ?? (error instanceof Error ? error.message : String(error))));
  } finally {
    cancelWatch();
  }
}

const full = (where: string, cause?: unknown): Fault => new Fault('disk-full', 'There is not enough room on the disk.', 'Make room, or choose another folder with --folder.', { where, ...(cause === undefined ? {} : { cause }) });

/** The archive and what is in it must both fit. */
async function room(file: string, more: number, url: string): Promise<void> {
  const free = await statfs(file).catch(() => statfs(file.slice(0, file.lastIndexOf('/')) || '.')).catch(() => null);
  if (free && more > 0 && free.bavail * free.bsize < more * 2.5) throw full(url);
}

/** SHA-256 of a file in hexadecimal. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
