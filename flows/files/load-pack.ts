// Folder -> compiled pack, or one fault that carries every problem. What commands and the device start with.
import { compilePack } from '../engine/pack/compile.ts';
import type { CompiledPack } from '../engine/pack/compiled.ts';
import { problemLine } from '../engine/pack/problem.ts';
import type { Problem } from '../engine/pack/problem.ts';
import { Fault } from '../protocol/faults.ts';
import { packFolder, readBundle } from './read-pack.ts';

export interface LoadedPack { folder: string; files: Record<string, string>; pack: CompiledPack; warnings: Problem[] }

/** `name` is a pack of the product or a folder. Throws `pack-invalid` naming the first problems with file and line. */
export function loadPack(name: string): LoadedPack {
  const folder = packFolder(name);
  const files = readBundle(folder);
  const result = compilePack(files);
  if (result.ok) return { folder, files, pack: result.pack, warnings: result.warnings };
  const shown = result.problems.slice(0, 5).map(problemLine).join('\n');
  const more = result.problems.length > 5 ? `\nand ${result.problems.length - 5} more` : '';
  throw new Fault('pack-invalid', `The pack has ${result.problems.length} problem${result.problems.length === 1 ? '' : 's'}.\n${shown}${more}\n`, `Mend them; "foyer pack check ${folder}" lists all.`, { where: name });
}
