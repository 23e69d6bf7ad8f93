// Looks for planted strings in every file of a folder: as bytes in UTF-8 and UTF-16, and as digits however they are written.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digitsIn } from './leak.ts';

export interface Trace { file: string; what: string; how: string }

/** A file in the making may have got its own name between listing and reading; it is looked at under that one when all has stopped. */
function readIfThere(file: string): Buffer | null {
  try { return readFileSync(file); } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** `plain`: texts as they were said; `digits`: numbers as digits (eight or more). Gives where anything of them stands. */
export function scanFolder(folder: string, planted: { plain: readonly string[]; digits: readonly string[] }): { files: number; bytes: number; found: Trace[] } {
  const found: Trace[] = [];
  let files = 0;
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const content = readIfThere(file);
    if (content === null) continue;
    files += 1;
    bytes += content.length;
    const text = content.toString('utf8');
    for (const what of planted.plain) {
      if (content.includes(Buffer.from(what, 'utf8')) || entry.name.includes(what)) found.push({ file, what, how: 'utf-8' });
      if (content.includes(Buffer.from(what, 'utf16le'))) found.push({ file, what, how: 'utf-16' });
      if (text.includes(JSON.stringify(what).slice(1, -1).replaceAll(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`))) found.push({ file, what, how: 'escaped' });
    }
    // Runs of one text only: the digits of a whole file in a row would hold everything by chance.
    const runs = text.split(/[^\p{L}\p{N}\s.,，、·()+\-]+/u).map(digitsIn).filter((run) => run.length >= 8);
    for (const what of planted.digits) if (runs.some((run) => run.includes(what))) found.push({ file, what, how: 'digits' });
  }
  return { files, bytes, found };
}
