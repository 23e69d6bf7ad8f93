// The machine's own clock behind the Clock port; a speed above one makes a visit from files run faster than life.
import type { Clock } from '../core/ports.ts';

/**
 * @param options.speed how many kiosk milliseconds pass per real one (default 1). With 4, a timer of 8 s fires after 2 s
 *   and `now` and `monotonic` advance four times as fast from the moment of creation.
 */
export function createSystemClock(options: { speed?: number } = {}): Clock {
  const speed = options.speed ?? 1;
  const wall = Date.now();
  const start = performance.now();
  return {
    now: () => (speed === 1 ? Date.now() : Math.round(wall + (performance.now() - start) * speed)),
    monotonic: () => (speed === 1 ? performance.now() : start + (performance.now() - start) * speed),
    setTimeout(run, ms) {
      const timer = setTimeout(run, Math.max(0, ms / speed));
      return () => clearTimeout(timer);
    },
  };
}
