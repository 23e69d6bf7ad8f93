// How a kiosk that lost its hub comes back: full jitter, so that a thousand of them do not arrive in the same second.

const SOONEST_MS = 100;
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 20_000;
const MAX_RESUME_MS = 30_000;

/** Ms until the next attempt to connect after `failures` in a row (1 or more); `random` is 0 <= r < 1. */
export function reconnectDelay(failures: number, random: number): number {
  return SOONEST_MS + random * Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures, 10));
}

/** Ms until a kiosk that is online again begins to send a backlog of so many events. */
export function resumeDelay(backlog: number, random: number): number {
  return random * Math.min(MAX_RESUME_MS, 250 + backlog * 2);
}
