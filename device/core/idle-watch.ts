// Wipes a visitor who has gone: counts visibly down and expires at most 30 s after the last sign of life.
import type { Clock } from './ports.ts';

export interface IdleWatch {
  /** A session is open. `seconds` is the whole time, at most 30 without a human on the line. */
  begin(seconds: number): void;
  /** From now on this many seconds are the whole time; a count that is running goes on. */
  patience(seconds: number): void;
  /** The visitor did something: the count starts anew. */
  activity(): void;
  /** While the kiosk speaks an answer the visitor listens and nothing is counted. */
  hold(): void;
  release(): void;
  end(): void;
}

export interface IdleWatchOptions {
  clock: Clock;
  /** Seconds left, once a second near the end; null takes the countdown off the screen. */
  countdown(seconds: number | null): void;
  expired(): void;
}

const VISIBLE_SECONDS = 10;

export function createIdleWatch(options: IdleWatchOptions): IdleWatch {
  let total: number | null = null;
  let left = 0;
  let held = false;
  let cancel: (() => void) | null = null;
  let shown = false;

  function hide(): void {
    if (shown) options.countdown(null);
    shown = false;
  }
  function tick(): void {
    cancel?.();
    cancel = null;
    if (total === null || held) return;
    cancel = options.clock.setTimeout(() => {
      left -= 1;
      if (left <= 0) {
        total = null;
        hide();
        options.expired();
        return;
      }
      if (left <= VISIBLE_SECONDS) {
        shown = true;
        options.countdown(left);
      }
      tick();
    }, 1000);
  }
  function restart(): void {
    if (total === null) return;
    left = total;
    hide();
    tick();
  }

  return {
    begin(seconds) { total = seconds; restart(); },
    patience(seconds) {
      if (total === null || total === seconds) return;
      left += seconds - total;
      total = seconds;
    },
    activity: restart,
    hold() { held = true; cancel?.(); cancel = null; hide(); },
    release() { if (held) { held = false; restart(); } },
    end() { total = null; held = false; cancel?.(); cancel = null; hide(); },
  };
}
