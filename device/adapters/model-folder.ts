// Where speech models lie on this machine, and whether a folder is one.
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

const is = (file: string): Promise<boolean> => stat(file).then(() => true, () => false);

/** True for a folder in either layout of Vosk models. */
export async function isModel(folder: string): Promise<boolean> {
  const acoustic = (await is(path.join(folder, 'am/final.mdl'))) || (await is(path.join(folder, 'final.mdl')));
  return acoustic && ((await is(path.join(folder, 'conf/mfcc.conf'))) || (await is(path.join(folder, 'mfcc.conf'))));
}

/** Names of the models in a folder of models; an absent folder holds none. */
export async function modelsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const found: string[] = [];
  for (const name of names.sort()) if (!name.startsWith('.') && (await isModel(path.join(folder, name)))) found.push(name);
  return found;
}

/** Bytes of all files below a folder. */
export async function bytesOf(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
    if (entry.isFile()) sum += (await stat(path.join(entry.parentPath, entry.name))).size;
  }
  return sum;
}
