// Reads the YAML files of a pack folder into one bundle; finds packs by name.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bundle } from '../protocol/content.ts';
import { Fault } from '../protocol/faults.ts';

/** The folder of the packs that come with the product. */
export const PACKS_FOLDER = fileURLToPath(new URL('../packs', import.meta.url));

/** `name` is a pack under flows/packs, or a folder. Throws `pack-invalid` when it is neither. */
export function packFolder(name: string): string {
  const own = join(PACKS_FOLDER, name);
  if (/^[a-z0-9-]+$/.test(name) && existsSync(join(own, 'pack.yaml'))) return own;
  const folder = resolve(name);
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
  const known = listPacks();
  throw new Fault('pack-invalid', `There is no pack "${name}".`, `Give a folder with a pack.yaml, or one of: ${known.join(', ') || 'none installed'}.`, { where: name });
}

/** Names of the packs that come with the product. */
function listPacks(): string[] {
  if (!existsSync(PACKS_FOLDER)) return [];
  return readdirSync(PACKS_FOLDER).filter((name) => existsSync(join(PACKS_FOLDER, name, 'pack.yaml'))).sort();
}

/** All `.yaml` files of a pack folder, by their path inside it. Editors' hidden files are passed over. */
export function readBundle(folder: string): Bundle {
  const files: Bundle = {};
  const walk = (dir: string): void => {
    for (const item of readdirSync(dir, { withFileTypes: true })) {
      if (item.name.startsWith('.')) continue;
      const path = join(dir, item.name);
      if (item.isDirectory()) walk(path);
      else if (/\.ya?ml$/.test(item.name)) files[relative(folder, path).split(sep).join('/')] = readFileSync(path, 'utf8');
    }
  };
  walk(folder);
  if (Object.keys(files).length === 0) throw new Fault('pack-invalid', `The folder ${basename(folder)} holds no YAML file.`, 'Make a pack with: foyer pack new NAME', { where: folder });
  return files;
}
