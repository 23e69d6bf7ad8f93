// Looks every two seconds whether the parts of the kiosk still answer, and climbs the ladder for the one that does not. Each
// step is an incident with its evidence; the kiosk goes on by touch meanwhile.
import type { IncidentFacts } from '../../flows/protocol/conversation.ts';
import type { Clock, Log, Store } from './ports.ts';
import { climb, FRESH_LADDER, mayVouch, WATCHED, type Evidence, type LadderState, type Step, type Watched } from './watchdog-ladder.ts';

export interface WatchedPart {
  /** Ms since the part should have answered; null = well, or nothing to judge. */
  stuckMs(): number | null;
  /** Ends the stuck part, so that it is started again; absent = nothing can be done from here. */
  restart?(): void;
}

export interface Watchdog {
  start(): void;
  stop(): void;
  /** Steps taken since the start, by part. */
  taken(): Readonly<Partial<Record<Watched, number>>>;
}

const LOOK_MS = 2000;
const KEPT = 'watchdog-restarts';

export function createWatchdog(options: {
  parts: Partial<Record<Watched, WatchedPart>>; clock: Clock; log: Log; store: Pick<Store, 'get' | 'set'>;
  incident(code: string, text: string, facts?: IncidentFacts): void;
  restartProcess(): void;
  /** Told at each look while the kiosk can vouch for itself (systemd's watchdog). */
  alive(): void;
}): Watchdog {
  const { clock, store } = options;
  const taken: Partial<Record<Watched, number>> = {};
  let state: LadderState = FRESH_LADDER;
  let cancel: () => void = () => undefined;

  function restore(): void {
    try {
      const times: unknown = JSON.parse(store.get(KEPT) ?? '[]');
      state = { ...FRESH_LADDER, processRestarts: Array.isArray(times) ? times.filter((one): one is number => typeof one === 'number') : [] };
    } catch {
      state = FRESH_LADDER;
    }
  }
  function take({ part, act, why, seconds }: Step): void {
    taken[part] = (taken[part] ?? 0) + 1;
    options.log.warn('the watchdog acts', { part, act, why });
    options.incident(act === 'give-up' ? `watchdog-gave-up-${part}` : `watchdog-${part}`, `${why[0]?.toUpperCase() ?? ''}${why.slice(1)}: ${act === 'restart-process' ? 'the kiosk starts again' : !options.parts[part]?.restart ? 'it cannot be started from here; look at the machine' : act === 'restart-part' ? 'it is started again' : 'starting it again did not help; look at the machine'}.`, { seconds, act: act !== 'restart-process' && !options.parts[part]?.restart ? 'not-from-here' : act });
    if (act === 'restart-part') options.parts[part]?.restart?.();
    if (act === 'restart-process') options.restartProcess();
  }
  function look(): void {
    const evidence: Evidence = Object.fromEntries(WATCHED.map((part) => [part, options.parts[part]?.stuckMs() ?? null]));
    const before = state.processRestarts.length;
    const climbed = climb(state, evidence, clock.monotonic(), clock.now());
    state = climbed.state;
    if (state.processRestarts.length !== before) store.set(KEPT, JSON.stringify(state.processRestarts));
    for (const step of climbed.steps) take(step);
    if (mayVouch(state)) options.alive();
  }
  function tick(): void {
    cancel = clock.setTimeout(() => {
      tick();
      look();
    }, LOOK_MS);
  }
  return {
    start() {
      restore();
      tick();
    },
    stop: () => cancel(),
    taken: () => ({ ...taken }),
  };
}

/** Asks a part again and again whether it answers; `stuckMs` is how long the oldest question has been open. */
export function createProbe(clock: Clock, ask: () => Promise<unknown> | null): { stuckMs(): number | null } {
  let askedAt: number | null = null;
  return {
    stuckMs() {
      if (askedAt !== null) return clock.monotonic() - askedAt;
      const answer = ask();
      if (answer === null) return null;
      const at = (askedAt = clock.monotonic());
      const settled = (): void => { if (askedAt === at) askedAt = null; };
      answer.then(settled, settled);
      return null;
    },
  };
}
