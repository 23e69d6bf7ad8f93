// Nothing is kept longer than its class allows: once an hour what is too old goes, in small bites so that the inbox never waits.
import type { AuditTrail } from './audit-port.ts';
import { type PrivacyStore, RETENTION_DEFAULTS, type RetentionClass, type RetentionDays } from './erasure-port.ts';
import type { Clock, Log } from './ports.ts';

/** How often what is too old is forgotten. */
export const EVERY_MS = 3_600_000;
const FIRST_MS = 60_000;
const BITE = 500; // rows
const DAY_MS = 86_400_000;
/** A hub that was off for longer, or whose clock is wrong: which of the two is not known at once. */
const LONG_OFF_MS = 60 * DAY_MS;
/** After its clock was set by more than a day it has to hold for so many looks: forgotten is forgotten. */
const LOOKS_TO_HOLD = 24;

export interface Retention {
  start(): void;
  /** Resolves when nothing is being forgotten any more. */
  stop(): Promise<void>;
  /** Forgets everything that is too old now; gives how many rows went, by class. Runs one at a time. */
  run(): Promise<Partial<Record<RetentionClass, number>>>;
  days(): Promise<RetentionDays>;
  set(days: Partial<RetentionDays>, by: string): Promise<RetentionDays>;
}

export function createRetention(options: { store: PrivacyStore; audit: Pick<AuditTrail, 'note' | 'prune'>; clock: Clock; log: Log }): Retention {
  const { store, clock, log } = options;
  let cancel = (): void => { /* not started */ };
  let running: Promise<Partial<Record<RetentionClass, number>>> | null = null;
  let stopped = false;
  let holds = 0; // looks until the clock is believed again

  function doubt(days: number): void {
    if (holds === 0) log.warn('The clock of this hub has moved. Nothing is forgotten until it has held for a day; look at its time if it is wrong.', { days });
    holds = LOOKS_TO_HOLD;
  }
  async function look(movedMs: number): Promise<void> {
    if (Math.abs(movedMs) > DAY_MS) doubt(Math.round(movedMs / DAY_MS));
    if (holds > 0) { holds -= 1; return; }
    await run();
  }
  async function forget(): Promise<Partial<Record<RetentionClass, number>>> {
    const days = await store.retention();
    const now = clock.now();
    const gone: Partial<Record<RetentionClass, number>> = {};
    for (const kind of Object.keys(RETENTION_DEFAULTS) as RetentionClass[]) {
      const before = now - days[kind] * DAY_MS;
      let count = 0;
      if (kind === 'audit') count = await options.audit.prune(before, now);
      else {
        for (let bite = BITE; bite >= BITE && !stopped;) {
          bite = await store.forget(kind, before, BITE);
          count += bite;
        }
      }
      if (count > 0) gone[kind] = count;
    }
    if (Object.keys(gone).length > 0) {
      await store.scrub();
      log.info('What was too old is forgotten.', gone);
    }
    await store.noteRun(gone, now);
    return gone;
  }
  function run(): Promise<Partial<Record<RetentionClass, number>>> {
    running ??= forget().finally(() => { running = null; });
    return running;
  }
  function next(ms: number): void {
    const due = clock.now() + ms;
    cancel = clock.setTimeout(() => {
      look(clock.now() - due).catch((error: unknown) => log.error('What is too old could not be forgotten.', { error: String(error) })).finally(() => { if (!stopped) next(EVERY_MS); });
    }, ms);
  }
  return {
    run,
    start() {
      void store.lastRun().then((last) => {
        const away = last === null ? 0 : clock.now() - last;
        if (away > LONG_OFF_MS || away < -DAY_MS) doubt(Math.round(away / DAY_MS));
      }).catch(() => undefined); // the first look will say what is wrong with the store
      next(FIRST_MS);
    },
    async stop() {
      stopped = true;
      cancel();
      await running?.catch(() => undefined);
    },
    days: () => store.retention(),
    async set(days, by) {
      const before = await store.retention();
      const was = Object.fromEntries(Object.keys(days).map((kind) => [kind, before[kind as RetentionClass]]));
      await options.audit.note({ at: clock.now(), who: by, what: 'retention-set', detail: { ...days, was } });
      await store.setRetention(days, clock.now(), by);
      return store.retention();
    },
  };
}
