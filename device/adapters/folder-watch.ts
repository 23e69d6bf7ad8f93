// A folder that appears and changes, such as the mount point of a USB stick. Looked at rather than listened to: mounts
// give no reliable events.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../core/ports.ts';

const LOOK_EVERY_MS = 3000;

/** Calls `appeared` each time `file` in the folder is there with another text than before; `gone` forgets it. Returns stop. */
export function watchFolder(options: { folder: string; file: string; clock: Pick<Clock, 'setTimeout'>; appeared(): Promise<void>; everyMs?: number }): () => void {
  let seen = '';
  let cancel: () => void = () => undefined;
  let stopped = false;
  async function look(): Promise<void> {
    const text = await readFile(join(options.folder, options.file), 'utf8').catch(() => '');
    const fresh = text !== '' && text !== seen;
    seen = text;
    if (fresh && !stopped) await options.appeared();
  }
  function later(): void {
    if (!stopped) cancel = options.clock.setTimeout(() => { void look().finally(later); }, options.everyMs ?? LOOK_EVERY_MS);
  }
  void look().finally(later);
  return () => {
    stopped = true;
    cancel();
  };
}
