// A content pack on disk, by the name of a sample pack or by its folder, as the files that a bundle holds.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../flows/protocol/faults.ts';

const SAMPLES = fileURLToPath(new URL('../../flows/packs/', import.meta.url));

/** @throws Fault `usage` when there is no such pack. */
export async function readPackFolder(nameOrFolder: string): Promise<Record<string, string>> {
  const folder = /[/\\.]/.test(nameOrFolder) ? nameOrFolder : join(SAMPLES, nameOrFolder);
  try {
    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = found.filter((entry) => entry.isFile() && entry.name.endsWith('.yaml')).map((entry) => join(entry.parentPath, entry.name));
    const files: Record<string, string> = {};
    for (const path of paths.sort()) files[relative(folder, path).split(sep).join('/')] = await readFile(path, 'utf8');
    if (files['pack.yaml'] === undefined) throw new Error('no pack.yaml');
    return files;
  } catch (cause) {
    throw new Fault('usage', `There is no content pack at "${nameOrFolder}".`, 'Give the name of a sample pack, or the folder that holds its pack.yaml.', { where: folder, cause });
  }
}
