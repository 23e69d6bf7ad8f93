// `foyer pack new`: a small pack that passes check and test, to be changed into a real one.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../protocol/faults.ts';
import { readBundle } from './read-pack.ts';

/** A whole pack of its own, with an example of everything. */
const STARTER = fileURLToPath(new URL('./starter-pack', import.meta.url));

/** Writes the files and returns the folder. Throws `usage` for a bad name or a folder that exists. */
export function newPack(name: string, dir: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(name)) throw new Fault('usage', `"${name}" cannot be the name of a pack.`, 'Use lower case letters, digits and hyphens, for example: tea-house.');
  const folder = resolve(dir, name);
  if (existsSync(folder)) throw new Fault('usage', 'This folder exists already.', 'Choose another name or another --dir.', { where: folder });
  for (const [path, text] of Object.entries(readBundle(STARTER))) {
    const file = join(folder, path);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, path === 'pack.yaml' ? text.replace(/^name: .*$/m, `name: ${name}`) : text);
    } catch (error) {
      throw new Fault('usage', `The file cannot be written: ${error instanceof Error ? error.message : String(error)}.`, 'Choose another --dir.', { where: file, cause: error });
    }
  }
  return folder;
}
