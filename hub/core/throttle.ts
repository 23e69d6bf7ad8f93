// Wrong tries cost time: after some of them within a window the door stays shut until the window is over.
import type { Clock } from './ports.ts';

export interface Throttle {
  /** Milliseconds until the next try; 0: now. */
  blockedFor(key: string): number;
  /** Counts one try. To be called before the slow check, so that tries sent side by side are counted too. */
  count(key: string): void;
  forget(key: string): void;
}

export function createThrottle(options: { clock: Pick<Clock, 'now'>; tries: number; windowMs: number }): Throttle {
  const { clock, tries, windowMs } = options;
  const entries = new Map<string, { count: number; since: number }>();
  return {
    blockedFor(key) {
      const entry = entries.get(key);
      if (!entry) return 0;
      const left = entry.since + windowMs - clock.now();
      if (left <= 0) entries.delete(key);
      return left > 0 && entry.count >= tries ? left : 0;
    },
    count(key) {
      if (entries.size > 20_000) entries.clear();
      const entry = entries.get(key);
      entries.set(key, entry && clock.now() - entry.since < windowMs ? { count: entry.count + 1, since: entry.since } : { count: 1, since: clock.now() });
    },
    forget(key) { entries.delete(key); },
  };
}
