// How a child is started with something broken in it on purpose (see sabotage.ts).
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

export type Sabotage = 'synchronous-normal' | 'no-directory-fsync' | 'no-dedupe' | 'forget-acknowledged' | 'forget-commands' | 'rewrite-audit' | 'keep-typed' | 'no-signatures';

/** Environment of a child that is sabotaged. */
export function sabotaged(...what: Sabotage[]): Record<string, string> {
  return { NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'sabotage.ts')).href}`, FOYER_FAULT_SABOTAGE: what.join(',') };
}
