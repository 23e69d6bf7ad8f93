// Content slots as folders: a release is written beside, brought to the disk, renamed into place, and only then does one
// small file (renamed over the old one) put it in force. A cut of the power at any step leaves the old or the new.
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Bundle, bundleText } from '../../flows/protocol/content.ts';
import { PackRelease } from '../../flows/protocol/fleet.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import { type ContentSlots, NO_CONTENT, type SlotState } from '../core/content-slots-port.ts';

export interface FolderContentSlotsOptions {
  folder: string; // <data>/content
  /** Called at each step of an activation, by name; a test ends the process there. */
  checkpoint?(name: string): void;
}
/** Steps in the order in which an activation passes them. */
export const ACTIVATION_STEPS = [
  'activation:begun', 'activation:file-written', 'activation:files-written', 'activation:slot-written', 'activation:slot-renamed', 'activation:slots-synced',
  'activation:pointer-written', 'activation:pointer-renamed', 'activation:pointer-synced', 'activation:in-force', 'activation:confirmed',
] as const;

const Pointer = z.object({
  current: PackRelease.nullable(), previous: PackRelease.nullable(), desiredVersion: z.number().int(),
  probation: z.object({ starts: z.number().int() }).nullable(),
  bad: z.array(z.object({ sha256: z.string(), pack: z.string(), version: z.string(), reason: z.string() })),
});
const SlotFile = z.object({ release: PackRelease, files: z.array(z.object({ path: z.string(), sha256: z.string() })) });
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** Bad releases that are remembered; older ones are long overtaken. */
const KEPT_BAD = 50;

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try { await handle.sync(); } finally { await handle.close(); }
}
function asFault(error: unknown, where: string): Fault {
  if (error instanceof Fault) return error;
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new Fault('disk-full', 'The disk is full, so the new content was not installed; the old stays.', 'Free some space; it is tried again.', { where, cause: error })
    : new Fault('data-folder-not-writable', `The new content cannot be written (${code}); the old stays.`, 'Make the folder writable for this user.', { where, cause: error });
}

/** Opens the folder and reads its pointer. `damaged`: what was wrong with what was found there, in words. */
export async function openFolderContentSlots(options: FolderContentSlotsOptions): Promise<{ slots: ContentSlots; damaged: string | null }> {
  const slotsFolder = join(options.folder, 'slots');
  const pointerFile = join(options.folder, 'in-force.json');
  const slotFolder = (hash: string): string => join(slotsFolder, hash);
  const checkpoint = options.checkpoint ?? (() => undefined);
  try {
    await mkdir(slotsFolder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw asFault(error, options.folder);
  }
  let damaged: string | null = null;
  let state: SlotState = NO_CONTENT;
  try {
    state = Pointer.parse(JSON.parse(await readFile(pointerFile, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      damaged = 'The pointer to the content in force was damaged.';
      state = await salvage();
      await keepFound();
    }
  }
  const { previous } = state;
  if (previous && !await whole(previous.sha256)) { // found out today, and not on the day on which it is needed
    damaged ??= `The content before the one in force (${previous.pack} ${previous.version}) is not as it was written; there is no way back to it any more.`;
    state = { ...state, previous: null };
    await keepFound();
  }
  await sweep();

  /** A disk that takes no writes finds the same again at the next start. */
  async function keepFound(): Promise<void> {
    await writeSynced(`${pointerFile}.new`, JSON.stringify(state)).then(() => rename(`${pointerFile}.new`, pointerFile)).catch(() => undefined);
  }
  /** The slot file with its files, only when every byte is right. */
  async function whole(hash: string): Promise<{ release: PackRelease; files: Record<string, string> } | null> {
    try {
      const slot = SlotFile.parse(JSON.parse(await readFile(join(slotFolder(hash), 'slot.json'), 'utf8')));
      const files: Record<string, string> = {};
      for (const file of slot.files) {
        const text = await readFile(join(slotFolder(hash), file.sha256), 'utf8');
        if (sha256(text) !== file.sha256) return null;
        files[file.path] = text;
      }
      const bundle = Bundle.parse(files);
      return slot.release.sha256 === hash && sha256(bundleText(bundle)) === hash ? { release: slot.release, files: bundle } : null;
    } catch {
      return null; // missing or not as it was written: either way there is no such slot
    }
  }
  /** Without a pointer the newest whole slot is in force; which one was tried and failed is not known any more. */
  async function salvage(): Promise<SlotState> {
    const found: PackRelease[] = [];
    for (const name of await readdir(slotsFolder)) {
      const slot = await whole(name);
      if (slot) found.push(slot.release);
    }
    const number = (release: PackRelease): number => release.version.split('.').reduce((sum, part) => sum * 100_000 + Number(part), 0);
    const [current, previous] = found.sort((a, b) => number(b) - number(a));
    return { ...NO_CONTENT, current: current ?? null, previous: previous ?? null };
  }
  /** What an interrupted activation has left, and slots that nothing points to. */
  async function sweep(): Promise<void> {
    const wanted = new Set([state.current?.sha256, state.previous?.sha256]);
    const names = await readdir(slotsFolder).catch(() => []);
    for (const name of names) if (!wanted.has(name)) await rm(join(slotsFolder, name), { recursive: true, force: true }).catch(() => undefined);
  }

  const slots: ContentSlots = {
    state: () => state,
    async read(release) { return (await whole(release.sha256))?.files ?? null; },
    async find(hash) {
      for (const name of await readdir(slotsFolder).catch(() => [])) {
        const text = await readFile(join(slotsFolder, name, hash), 'utf8').catch(() => undefined);
        if (text !== undefined && sha256(text) === hash) return text;
      }
      return undefined;
    },
    async write(release, files) {
      const beside = join(slotsFolder, `new-${release.sha256}`);
      try {
        checkpoint('activation:begun');
        if (await whole(release.sha256)) return;
        await rm(beside, { recursive: true, force: true });
        await rm(slotFolder(release.sha256), { recursive: true, force: true }); // there, but not whole
        await mkdir(beside, { mode: 0o700 });
        const parts = Object.entries(files).map(([path, text]) => ({ path, text, sha256: sha256(text) }));
        for (const part of parts) {
          await writeSynced(join(beside, part.sha256), part.text);
          checkpoint('activation:file-written');
        }
        checkpoint('activation:files-written');
        await writeSynced(join(beside, 'slot.json'), JSON.stringify({ release, files: parts.map(({ path, sha256: hash }) => ({ path, sha256: hash })) }));
        await syncFolder(beside);
        checkpoint('activation:slot-written');
        await rename(beside, slotFolder(release.sha256));
        checkpoint('activation:slot-renamed');
        await syncFolder(slotsFolder);
        checkpoint('activation:slots-synced');
      } catch (error) {
        await rm(beside, { recursive: true, force: true }).catch(() => undefined);
        throw asFault(error, options.folder);
      }
    },
    async point(next) {
      const kept: SlotState = { ...next, bad: next.bad.slice(-KEPT_BAD) };
      const moves = next.current?.sha256 !== state.current?.sha256;
      const step = (name: string): void => { if (moves) checkpoint(name); };
      try {
        await writeSynced(`${pointerFile}.new`, JSON.stringify(kept));
        step('activation:pointer-written');
        await rename(`${pointerFile}.new`, pointerFile);
        step('activation:pointer-renamed');
        await syncFolder(options.folder);
        step('activation:pointer-synced');
      } catch (error) {
        throw asFault(error, options.folder);
      }
      const proven = state.probation !== null && kept.probation === null && !moves;
      state = kept;
      if (moves) checkpoint('activation:in-force');
      if (proven) checkpoint('activation:confirmed');
      if (moves) await sweep();
    },
  };
  return { slots, damaged };
}
