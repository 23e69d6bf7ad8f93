// The user's own cache: keeps compiled code between runs: the kiosk starts faster and every process and thread of it needs some 30 MB less.
import { chmodSync, mkdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Folder of this name in the user's cache. */
export function cacheFolder(name: string): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'foyer', name);
}

/** Call before the large imports. Threads and child processes follow by the environment; without a place to write nothing changes. */
export function keepCompiledCode(): void {
  const folder = process.env['NODE_COMPILE_CACHE'] ?? cacheFolder('compiled');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700); // code is run from it: nobody else may write there
    enableCompileCache(folder);
    process.env['NODE_COMPILE_CACHE'] = folder;
  } catch {
    // A read-only home is no fault: the code is compiled at each start then.
  }
}
