// A clock that stands still until a test moves it; promises get their turn between two timers.
import type { Clock } from '../../device/core/ports.ts';

export interface FakeClock extends Clock {
  /** Moves on by `ms`, running what falls due in order. */
  advance(ms: number): Promise<void>;
  /** Lets everything run that waits for no timer. */
  settle(): Promise<void>;
  readonly waiting: number;
}

export function createFakeClock(start = Date.UTC(2026, 10, 23, 9, 0, 0)): FakeClock {
  let elapsed = 0;
  let nextId = 0;
  const timers = new Map<number, { at: number; run: () => void }>();

  async function settle(): Promise<void> {
    for (let i = 0; i < 10; i += 1) await new Promise((resolve) => setImmediate(resolve));
  }
  return {
    now: () => start + elapsed,
    monotonic: () => elapsed,
    setTimeout(run, ms) {
      const id = ++nextId;
      timers.set(id, { at: elapsed + Math.max(0, ms), run });
      return () => { timers.delete(id); };
    },
    settle,
    async advance(ms) {
      const end = elapsed + ms;
      await settle();
      for (;;) {
        let due: [number, { at: number; run: () => void }] | undefined;
        for (const entry of timers) if (entry[1].at <= end && (!due || entry[1].at < due[1].at)) due = entry;
        if (!due) break;
        timers.delete(due[0]);
        elapsed = Math.max(elapsed, due[1].at);
        due[1].run();
        await settle();
      }
      elapsed = end;
      await settle();
    },
    get waiting() { return timers.size; },
  };
}
