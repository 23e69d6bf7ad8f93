// A release from its name to its bytes: the signed metadata names the manifest, the manifest names the files, and only
// files that are not here yet are fetched, going on where an interrupted download stopped.
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Bundle, bundleText, manifestPath, ReleaseManifest } from '../../flows/protocol/content.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import type { ContentTransport, ReleaseSource } from '../core/content-source-port.ts';
import type { Clock, Log } from '../core/ports.ts';
import { checkTarget, type CheckedTarget, isRoot } from './tuf-metadata-check.ts';
import type { TrustFolder } from './tuf-trust-folder.ts';

export interface TufReleaseSourceOptions {
  trust: TrustFolder;
  /** Where downloads are kept until they are whole. */
  folder: string;
  clock: Clock; log: Log;
  random(): number;
  /** The clock of this kiosk or of its hub is wrong by far. */
  inDoubt(text: string): void;
  /** How often a file is tried, and how long one try may take, ms. */
  tries?: number; fileMs?: number; firstWaitMs?: number;
}

const MAX_MANIFEST_BYTES = 2 * 1024 * 1024;
const MAX_RELEASE_BYTES = 64 * 1024 * 1024;
const MAX_ROOT_BYTES = 512_000;

export function createTufReleaseSource(options: TufReleaseSourceOptions): ReleaseSource {
  const { trust, clock, log } = options;
  const { tries = 4, fileMs = 60_000, firstWaitMs = 400 } = options;
  let moved = 0;

  /** False: this hub has no signed metadata at all, and none was ever trusted. */
  async function trusts(transport: ContentTransport): Promise<boolean> {
    const anew = transport.proven && trust.believesNext();
    if (trust.roots().length > 0 && !anew) return true;
    // Only a hub that has proven who it is may be believed at first sight, never a folder that somebody carried in.
    if (!transport.proven) throw new Fault('content-untrusted', 'This kiosk trusts no hub\'s content yet.', 'Connect it to its hub once, or give the hub\'s root file with --content-root.', { where: transport.where });
    const first = await transport.metadata('1.root.json', MAX_ROOT_BYTES);
    if (first === null) return anew && trust.roots().length > 0;
    const root = Buffer.from(first).toString('utf8');
    if (!isRoot(trust, root)) throw new Fault('content-untrusted', 'What the hub gave as the root of its content is none.', 'Look at who answers at this address.', { where: transport.where });
    if (trust.roots().includes(root)) { // the hub that it knows
      trust.believed();
      return true;
    }
    if (trust.roots().length > 0) log.warn('this kiosk was let in at a hub with another content root; the one before is forgotten', { where: transport.where });
    trust.replace(root);
    log.info('the hub\'s content root is trusted from now on', { where: transport.where });
    return true;
  }
  const pause = (ms: number): Promise<void> => new Promise((resolve) => { clock.setTimeout(resolve, ms); });

  async function download(transport: ContentTransport, target: CheckedTarget, signal?: AbortSignal): Promise<Buffer> {
    let last: unknown;
    const attempts = transport.proven ? tries : 1; // what a folder does not hold now it does not hold in a second either
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (attempt > 0) await pause(firstWaitMs * 2 ** attempt * (0.5 + options.random()));
      try {
        signal?.throwIfAborted();
        return await downloadOnce(transport, target, signal);
      } catch (error) {
        if (signal?.aborted) throw error;
        if (error instanceof Fault && ['disk-full', 'data-folder-not-writable', 'message-too-large', 'hub-refused', 'message-malformed'].includes(error.code)) throw error;
        last = error;
      }
    }
    if (last instanceof Fault) throw last;
    throw new Fault('download-broken', `A file of the content did not come whole (${last instanceof Error ? last.message : String(last)}).`, 'It is tried again and goes on where it stopped; the old content stays.', { where: transport.where, cause: last });
  }
  async function downloadOnce(transport: ContentTransport, target: CheckedTarget, signal?: AbortSignal): Promise<Buffer> {
    const part = join(options.folder, `${target.sha256}.part`);
    const here = Math.min(await stat(part).then(({ size }) => size, () => 0), target.length);
    const end = new AbortController();
    const ends = signal ? AbortSignal.any([end.signal, signal]) : end.signal;
    const cancel = clock.setTimeout(() => end.abort(new Error(`not within ${fileMs} ms`)), fileMs);
    try {
      if (here < target.length) {
        const { from, chunks } = await transport.file(target.sha256, here, ends);
        await append(transport, part, from, chunks, target, ends);
      }
    } finally {
      cancel();
    }
    const bytes = await readFile(part);
    if (bytes.byteLength < target.length) throw new Error(`${bytes.byteLength} of ${target.length} bytes came`);
    if (createHash('sha256').update(bytes).digest('hex') === target.sha256) return bytes;
    await rm(part, { force: true });
    throw new Fault('checksum-wrong', 'A file that came is not the one that was signed.', 'It is fetched anew; the old content stays. If it stays, look at who answers at this address.', { where: `${transport.where} ${target.sha256}` });
  }
  async function append(transport: ContentTransport, part: string, from: number, chunks: AsyncIterable<Uint8Array>, target: CheckedTarget, signal: AbortSignal): Promise<void> {
    const handle = await opened(part, from > 0);
    let at = from;
    try {
      for await (const chunk of chunks) {
        if (signal.aborted) throw signal.reason;
        moved += chunk.byteLength;
        at += chunk.byteLength;
        if (at > target.length) {
          await handle.truncate(0);
          throw new Fault('message-too-large', `More than the ${target.length} signed bytes came.`, 'The old content stays. Look at who answers at this address.', { where: transport.where });
        }
        await handle.write(chunk);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new Fault('disk-full', 'The disk is full, so the new content cannot be fetched; the old stays.', 'Free some space; it is tried again.', { where: options.folder, cause: error });
      throw error;
    } finally {
      await handle.close();
    }
  }
  async function opened(part: string, goOn: boolean): ReturnType<typeof open> {
    try {
      mkdirSync(options.folder, { recursive: true, mode: 0o700 });
      return await open(part, goOn ? 'a' : 'w', 0o600);
    } catch (error) {
      const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
      throw new Fault(full ? 'disk-full' : 'data-folder-not-writable', full ? 'The disk is full, so the new content cannot be fetched; the old stays.' : 'What is fetched cannot be written.', full ? 'Free some space; it is tried again.' : 'Make the folder writable for this user.', { where: options.folder, cause: error });
    }
  }

  function readManifest(bytes: Buffer, release: PackRelease, where: string): ReleaseManifest {
    let json: unknown;
    try { json = JSON.parse(bytes.toString('utf8')); } catch { json = undefined; }
    const manifest = ReleaseManifest.safeParse(json);
    if (!manifest.success) throw new Fault('message-malformed', 'The signed manifest of the release is not in its form.', 'Publish the release again.', { where });
    const { pack, version, sha256, files } = manifest.data;
    if (pack !== release.pack || version !== release.version || sha256 !== release.sha256) {
      throw new Fault('content-untrusted', `What is signed as ${release.pack} ${release.version} is another content than the one announced.`, 'Publish the release again under a new version.', { where });
    }
    if (files.reduce((sum, file) => sum + file.bytes, 0) > MAX_RELEASE_BYTES) throw new Fault('message-too-large', 'The content is too large.', 'Split the pack.', { where });
    return manifest.data;
  }

  return {
    moved: () => moved,
    async fetch(release, transport, have, signal) {
      if (!await trusts(transport)) return null;
      const target = await checkTarget({ path: manifestPath(release), trust, transport, now: clock.now(), inDoubt: (text) => options.inDoubt(text) });
      if (!target) throw new Fault('content-untrusted', `${release.pack} ${release.version} does not stand in the signed list of content.`, 'It is installed as soon as it has been signed.', { where: transport.where });
      if (target.length > MAX_MANIFEST_BYTES) throw new Fault('message-too-large', 'The manifest of the release is too large.', 'Split the pack.', { where: transport.where });
      const used = new Set([target.sha256]);
      const manifest = readManifest(await download(transport, target, signal), release, transport.where);
      const files: Record<string, string> = {};
      for (const file of manifest.files) {
        const known = await have(file.sha256);
        if (known === undefined) used.add(file.sha256);
        files[file.path] = known ?? (await download(transport, { length: file.bytes, sha256: file.sha256 }, signal)).toString('utf8');
      }
      const bundle = Bundle.safeParse(files);
      if (!bundle.success || createHash('sha256').update(bundleText(bundle.data)).digest('hex') !== release.sha256) {
        throw new Fault('checksum-wrong', 'The files of the release do not make up what was announced.', 'Publish the release again; the old content stays.', { where: transport.where });
      }
      for (const sha256 of used) await rm(join(options.folder, `${sha256}.part`), { force: true }).catch(() => undefined);
      return bundle.data;
    },
  };
}
