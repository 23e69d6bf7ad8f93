// Small files that must survive a power cut (keys, what is trusted): always old or new, never neither.
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Renames and waits until the folder knows it. Throws what the file system says. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  const folder = openSync(dirname(to), 'r');
  try { fsyncSync(folder); } finally { closeSync(folder); }
}

/** Write, fsync, rename, fsync of the folder. The folder must exist. Throws what the file system says. */
export function writeDurably(file: string, text: string, mode = 0o600): void {
  const handle = openSync(`${file}.new`, 'w', mode);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameDurably(`${file}.new`, file);
}
