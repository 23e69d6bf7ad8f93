// What this kiosk has once trusted: root metadata and the newest versions it has seen, in a folder of its own that neither
// new content nor a reset of content touches. Every file appears whole or not at all.
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../../flows/files/durable-file.ts';
import { Fault } from '../../flows/protocol/faults.ts';

const Floor = z.object({ root: z.number(), timestamp: z.number(), snapshot: z.number(), targets: z.number(), signedAt: z.number() });
/** The highest versions seen under a root, and the time of the newest signature, ms. */
export type TrustFloor = z.infer<typeof Floor>;

export interface TrustFolder {
  /** Newest first; empty: nothing is trusted yet. */
  roots(): string[];
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

/** Throws Fault data-folder-not-writable when the folder cannot be made; later writes throw the same or disk-full. */
export function openTrustFolder(folder: string): TrustFolder {
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
  const write = (name: string, text: string): void => writeDurably(join(folder, name), text);
  const read = (name: string): string | null => {
    try { return readFileSync(join(folder, name), 'utf8'); } catch { return null; }
  };
  const numbered = (): string[] => readdirSync(folder).filter((name) => /^\d+\.root\.json$/.test(name)).sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10));
  function pin(root: string): void {
    const { version } = (JSON.parse(root) as { signed: { version: number } }).signed;
    write(`${version}.root.json`, root); // a second copy: a damaged root.json must not end all updates
    write('root.json', root);
  }

  attempt(() => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(folder)) if (name.startsWith('work-')) rmSync(join(folder, name), { recursive: true, force: true });
  });
  return {
    roots: () => [...new Set([read('root.json'), ...numbered().map(read)].filter((text) => text !== null))],
    pin: (root) => attempt(() => pin(root)),
    replace: (root) => attempt(() => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
      pin(root);
    }),
    believeNext: () => attempt(() => write(NEXT, '{}')),
    believesNext: () => read(NEXT) !== null,
    believed: () => attempt(() => rmSync(join(folder, NEXT), { force: true })),
    floor() {
      try { return Floor.parse(JSON.parse(read('floor.json') ?? '')); } catch { return null; }
    },
    raise: (floor) => attempt(() => write('floor.json', JSON.stringify(floor))),
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
