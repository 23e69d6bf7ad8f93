// Which part is mended how, and when it is left alone: a pure function of what was seen, how long, and what was tried before.
// The last rung of the machine itself belongs to systemd: a kiosk that cannot mend itself stops saying that it is alive.

export const WATCHED = ['recognizer', 'conversation', 'loudspeaker', 'screen'] as const;
export type Watched = (typeof WATCHED)[number];
export type Act = 'restart-part' | 'restart-process' | 'give-up';

/** How long each part has been stuck, ms; null = it is well or cannot be judged. */
export type Evidence = Readonly<Partial<Record<Watched, number | null>>>;
export interface Step { readonly part: Watched; readonly act: Act; readonly why: string; readonly seconds: number }

interface Rung { readonly tried: number; readonly notBefore: number; readonly wellSince: number | null; readonly givenUp: boolean }
export interface LadderState { readonly rungs: Readonly<Partial<Record<Watched, Rung>>>; /** Times (wall clock, ms) at which the process was restarted for this reason. */ readonly processRestarts: readonly number[] }

interface Row { readonly stuckMs: number; readonly acts: readonly Exclude<Act, 'give-up'>[]; readonly backOffMs: number; readonly what: string }
/** A part is restarted by itself twice before the process is; the screen is a browser of somebody else, which only its page can mend. */
export const LADDER: Readonly<Record<Watched, Row>> = {
  recognizer: { stuckMs: 6000, acts: ['restart-part', 'restart-part', 'restart-part', 'restart-process'], backOffMs: 10_000, what: 'the speech recogniser does not answer' },
  conversation: { stuckMs: 15_000, acts: ['restart-part', 'restart-part', 'restart-process'], backOffMs: 20_000, what: 'the conversation does not answer' },
  loudspeaker: { stuckMs: 5000, acts: ['restart-part', 'restart-part', 'restart-part'], backOffMs: 10_000, what: 'a sound does not end' },
  screen: { stuckMs: 60_000, acts: [], backOffMs: 120_000, what: 'no page of the screen is connected' },
};
export const WELL_AGAIN_MS = 600_000;
const PROCESS_RESTARTS_AN_HOUR = 3;

export const FRESH_LADDER: LadderState = { rungs: {}, processRestarts: [] };

/** `now` and `evidence` by the monotonic clock, `wall` by the wall clock (restarts of the process outlive it). */
export function climb(state: LadderState, evidence: Evidence, now: number, wall: number): { state: LadderState; steps: Step[] } {
  const rungs: Partial<Record<Watched, Rung>> = { ...state.rungs };
  let restarts = state.processRestarts.filter((at) => wall - at < 3_600_000 && at <= wall);
  const steps: Step[] = [];
  for (const part of WATCHED) {
    const row = LADDER[part];
    const rung = rungs[part];
    const stuck = evidence[part] ?? null;
    if (stuck === null || stuck < row.stuckMs) {
      if (!rung) continue;
      const wellSince = rung.wellSince ?? now;
      if (now - wellSince >= WELL_AGAIN_MS) delete rungs[part];
      else rungs[part] = { ...rung, wellSince };
      continue;
    }
    const { tried, notBefore, givenUp } = rung ?? { tried: 0, notBefore: 0, givenUp: false };
    if (givenUp || now < notBefore) {
      rungs[part] = { tried, notBefore, givenUp, wellSince: null };
      continue;
    }
    const seconds = Math.round(stuck / 1000);
    const why = `${row.what} for ${seconds} s`;
    let act: Act = row.acts[tried] ?? 'give-up';
    if (act === 'restart-process' && restarts.length >= PROCESS_RESTARTS_AN_HOUR) act = 'give-up';
    if (act === 'restart-process') restarts = [...restarts, wall];
    steps.push({ part, act, why, seconds });
    rungs[part] = { tried: tried + 1, notBefore: now + row.backOffMs * 2 ** tried, wellSince: null, givenUp: act === 'give-up' };
  }
  return { state: { rungs, processRestarts: restarts }, steps };
}

/** False when the kiosk can do no more for itself and the machine's own watchdog should act. */
export function mayVouch(state: LadderState): boolean {
  return !(['recognizer', 'conversation'] as const).some((part) => state.rungs[part]?.givenUp === true);
}
