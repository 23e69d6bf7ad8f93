// Rendered speech on disk, one file a clause, so that prompts start at once after a restart. A cache: bounded, and
// whatever is damaged in it is simply rendered again.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SoundStore } from '../core/spoken-clauses.ts';
import { readWav, writeWav } from '../core/wav-format.ts';

export interface FileSoundStoreOptions {
  folder: string;
  mostBytes?: number; // default 64 MB, about 25 minutes
  now(): number; // ms since epoch
}

const SWEEP_EVERY = 50; // writes

export function createFileSoundStore(options: FileSoundStoreOptions): SoundStore {
  const most = options.mostBytes ?? 64e6;
  const fileOf = (key: string): string => path.join(options.folder, `${createHash('sha256').update(key).digest('hex').slice(0, 40)}.wav`);
  let writes = 0;

  /** Takes away what was not used for longest until a fifth of the room is free again. */
  async function sweep(): Promise<void> {
    const files = await Promise.all((await readdir(options.folder)).map(async (name) => {
      const file = path.join(options.folder, name);
      const found = await stat(file).catch(() => null);
      return { file, size: found?.size ?? 0, used: found?.mtimeMs ?? 0 };
    }));
    let sum = files.reduce((total, entry) => total + entry.size, 0);
    if (sum <= most) return;
    for (const entry of files.sort((a, b) => a.used - b.used)) {
      if (sum <= most * 0.8) return;
      await rm(entry.file, { force: true });
      sum -= entry.size;
    }
  }

  return {
    async get(key) {
      const file = fileOf(key);
      const bytes = await readFile(file).catch(() => null);
      if (!bytes) return null;
      try {
        const sound = readWav(bytes, file);
        const time = options.now() / 1000;
        await utimes(file, time, time).catch(() => undefined);
        return { ...sound, phrases: [] };
      } catch {
        await rm(file, { force: true });
        return null;
      }
    },
    async put(key, audio) {
      await mkdir(options.folder, { recursive: true });
      const file = fileOf(key);
      const fresh = `${file}.${process.pid}`;
      await writeFile(fresh, writeWav(audio.samples, audio.sampleRate));
      await rename(fresh, file);
      if (++writes % SWEEP_EVERY === 0) await sweep();
    },
  };
}
