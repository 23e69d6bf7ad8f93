// A kiosk's memory is given back to the machine when it is free. By default glibc keeps it: an arena for each thread, and
// after the first large array is freed no large one is mapped by itself any more; that is 40 to 70 MB after a publish.
import { accessSync, constants } from 'node:fs';

/** Read by glibc when a process begins; other C libraries do not know them. Sizes in bytes. */
const MALLOC: Readonly<Record<string, string>> = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' };
const BEGUN = 'FOYER_SPARES_MEMORY';

/** What a kiosk is to be started with by its parent, so that it need not start itself again. */
export const SPARING: Readonly<Record<string, string>> = { ...MALLOC, [BEGUN]: '1' };

/**
 * Call first: begins this process again, under the same number and with the same open streams, with the settings in its
 * environment; 50 ms. Its own children are not meant. Where that is not possible, or an operator has set their own, nothing happens.
 */
export function spareMemory(): void {
  if (process.env[BEGUN] !== undefined) {
    for (const name of Object.keys(SPARING)) Reflect.deleteProperty(process.env, name);
    return;
  }
  // A channel to the parent would not survive: Node closes it when another program begins.
  if (process.platform !== 'linux' || process.channel || typeof process.execve !== 'function' || Object.keys(MALLOC).some((name) => process.env[name] !== undefined)) return;
  try {
    accessSync(process.execPath, constants.X_OK); // what cannot begin would end this process
  } catch {
    return;
  }
  process.execve(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1)], { ...process.env, ...SPARING });
}
