// The list of erased sessions as a file beside the database: one line each, only ever added to. A restore adds the list of the
// hub that it sets aside: that is how an erasure outlives a backup that was made before it.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Erasure, ErasureList } from '../core/erasure-port.ts';

const ERASURE_FILE = 'erased-sessions.jsonl';

/** After a restore: what was erased since the backup was made is on the list of the hub that was set aside; the next start erases it again. */
export function carryErasures(from: string, to: string): void {
  const list = join(from, ERASURE_FILE);
  if (!existsSync(list)) return;
  const handle = openSync(join(to, ERASURE_FILE), 'a', 0o600);
  try {
    writeSync(handle, `\n${readFileSync(list, 'utf8')}`); // repeats are harmless
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function createErasureList(folder: string): ErasureList {
  const file = join(folder, ERASURE_FILE);
  return {
    async load() {
      const text = await readFile(file, 'utf8').catch(() => '');
      return text.split('\n').flatMap((line): Erasure[] => {
        try {
          const { session, kiosk, at } = JSON.parse(line) as Partial<Erasure>;
          return typeof session === 'string' && typeof kiosk === 'string' && typeof at === 'number' ? [{ session, kiosk, at }] : [];
        } catch {
          return []; // a line that a power cut left unfinished: its erasure had not begun
        }
      });
    },
    async add(erasure) {
      const handle = await open(file, 'a', 0o600);
      try {
        await handle.write(`${JSON.stringify(erasure)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
  };
}
