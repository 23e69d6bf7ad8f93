// The hub's eye on its workers: while they hear the whole backlog it keeps its own hands off it, and takes it itself the
// moment they do not.
import type { Clock, Log } from '../ports.ts';
import type { LiveFeed } from '../live-feed.ts';
import type { Roster } from './worker-ports.ts';

const LOOK_MS = 700;
const WATCHED_MS = 5000;

export function createWorkerWatch(options: { roster: Pick<Roster, 'cover'>; backlog(own: boolean): void; feed: Pick<LiveFeed, 'watched'>; clock: Clock; log: Log }): { start(): void; stop(): void } {
  const { roster, clock, log } = options;
  let cancel = (): void => {};
  let stopped = false;
  let said = '0';
  async function look(): Promise<void> {
    try {
      const { covered, workers, mode, why } = await roster.cover(options.feed.watched ? WATCHED_MS : 0);
      if (stopped) return;
      options.backlog(!covered);
      const now = covered ? `${workers} ${mode}` : '0';
      if (now !== said) log.info(covered ? `${workers} workers take the backlog.` : 'The hub takes the backlog itself.', covered ? { by: mode === 'shared' ? 'a shared subscription' : 'leases', why } : {});
      said = now;
    } catch (error) {
      log.warn('The list of workers cannot be read; it is tried again.', { error: String(error) });
    }
    if (!stopped) cancel = clock.setTimeout(() => { void look(); }, LOOK_MS);
  }
  return {
    start() { void look(); },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
