// What this kiosk has once trusted: root metadata and the newest versions it has seen, in a folder of its own that neither
// new content nor a reset of content touches, and in a second one beside it for the day when the first is damaged. Every file
// appears whole or not at all.
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../../flows/files/durable-file.ts';
import { Fault } from '../../flows/protocol/faults.ts';

const Floor = z.object({ root: z.number(), timestamp: z.number(), snapshot: z.number(), targets: z.number(), signedAt: z.number() });
/** The highest versions seen under a root, and the time of the newest signature, ms. */
export type TrustFloor = z.infer<typeof Floor>;

export interface TrustFolder {
  /** Every copy that is kept, the one in use first; some may be damaged. Empty: nothing is trusted yet. */
  roots(): string[];
  /** All copies are this root from now on; what is damaged is gone. */
  mend(root: string): void;
  /** Both folders hold what they should. */
  complete(): boolean;
  pin(root: string): void;
  /** Another hub, by an operator's hand: what was trusted before is forgotten. */
  replace(root: string): void;
  /** Somebody has let this kiosk in at a hub: the root of that hub is believed at the next contact, also in place of another. */
  believeNext(): void;
  believesNext(): boolean;
  /** The next contact has shown the root that is trusted already. */
  believed(): void;
  floor(): TrustFloor | null;
  raise(floor: TrustFloor): void;
  /** A copy of the metadata to work on, begun from this root. */
  workOn(root: string): { folder: string; keep(): void; drop(): void };
}

const NEXT = 'next-hub.json';
const FILES = ['root.json', 'timestamp.json', 'snapshot.json', 'targets.json'] as const;

/** Throws Fault data-folder-not-writable when a folder cannot be made; later writes throw the same or disk-full. */
export function openTrustFolder(folder: string, spare = `${folder}-spare`): TrustFolder {
  function attempt<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof Fault) throw error;
      const code = (error as NodeJS.ErrnoException).code ?? String(error);
      if (code === 'ENOSPC') throw new Fault('disk-full', 'The disk is full, so content cannot be checked and is not installed; the old stays.', 'Free some space; it is tried again.', { where: folder, cause: error });
      throw new Fault('data-folder-not-writable', `What is trusted cannot be written (${code}).`, 'Make the folder writable for this user.', { where: folder, cause: error });
    }
  }
  const write = (name: string, text: string, at = folder): void => writeDurably(join(at, name), text);
  const read = (name: string, at = folder): string | null => {
    try { return readFileSync(join(at, name), 'utf8'); } catch { return null; }
  };
  const numbered = (): string[] => readdirSync(folder).filter((name) => /^\d+\.root\.json$/.test(name)).sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10));
  function pin(root: string): void {
    const { version } = (JSON.parse(root) as { signed: { version: number } }).signed;
    write('root.json', root, spare); // first, so that a cut in between leaves one of the two whole
    write(`${version}.root.json`, root);
    write('root.json', root);
  }
  function clear(): void {
    for (const at of [spare, folder]) for (const name of readdirSync(at)) rmSync(join(at, name), { recursive: true, force: true });
  }

  attempt(() => {
    for (const at of [folder, spare]) mkdirSync(at, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(folder)) if (name.startsWith('work-')) rmSync(join(folder, name), { recursive: true, force: true });
  });
  return {
    roots: () => [...new Set([read('root.json'), ...numbered().map((name) => read(name)), read('root.json', spare)].filter((text) => text !== null))],
    complete: () => read('root.json') !== null && read('root.json') === read('root.json', spare),
    mend: (root) => attempt(() => {
      pin(root);
      for (const name of numbered()) if (read(name) !== root) rmSync(join(folder, name), { force: true });
    }),
    pin: (root) => attempt(() => pin(root)),
    replace: (root) => attempt(() => {
      clear();
      pin(root);
    }),
    believeNext: () => attempt(() => write(NEXT, '{}')),
    believesNext: () => read(NEXT) !== null,
    believed: () => attempt(() => rmSync(join(folder, NEXT), { force: true })),
    floor() {
      for (const at of [folder, spare]) {
        try { return Floor.parse(JSON.parse(read('floor.json', at) ?? '')); } catch { continue; } // damaged, or none yet
      }
      return null;
    },
    raise: (floor) => attempt(() => { for (const at of [spare, folder]) write('floor.json', JSON.stringify(floor), at); }),
    workOn: (root) => attempt(() => {
      const work = mkdtempSync(join(folder, 'work-'));
      const before = new Map<string, string | null>(FILES.map((name) => [name, name === 'root.json' ? root : read(name)]));
      for (const [name, text] of before) {
        if (text === null) continue;
        const handle = openSync(join(work, name), 'w', 0o600);
        try { writeSync(handle, text); } finally { closeSync(handle); }
      }
      return {
        folder: work,
        keep: () => attempt(() => {
          for (const name of FILES) {
            let text: string;
            try { text = readFileSync(join(work, name), 'utf8'); } catch { continue; }
            if (text === before.get(name)) continue;
            if (name === 'root.json') pin(text);
            else write(name, text);
          }
        }),
        drop() { rmSync(work, { recursive: true, force: true }); },
      };
    }),
  };
}
