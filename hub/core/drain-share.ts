// Backlogs share the hub: what it can take in a second is divided among the kiosks that are draining one, and grows or
// shrinks with how long their messages wait. Live events need no share: a kiosk makes one in a few seconds.
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import { kioskName } from './kiosk-name.ts';
import type { Clock } from './ports.ts';

export const DRAIN = {
  tickMs: 1000,
  firstBudget: 40_000, // events a second of all kiosks together
  leastBudget: 2000,
  mostBudget: 100_000,
  slowMs: 100, // events that wait longer than this on the average of a second say that the hub is behind; one slow commit does not
  quickMs: 60,
  leastShare: 5, // events a second of one kiosk
  mostShare: 5000,
  drainingEvents: 30, // so many in a second: this kiosk drains a backlog
  rememberMs: 3000, // a kiosk that sent no backlog for so long has none
  arrivalMs: 5000, // one that has just come may be about to
} as const;

export interface DrainShare {
  start(): void;
  stop(): void;
  /** The rate to give to a kiosk that has just come, in events per second. */
  arrived(from: KioskAddress): number;
  /** A batch was stored; `waitedMs` from its arrival to its commit. */
  stored(from: KioskAddress, events: number, waitedMs: number): void;
  readonly budget: number;
}

interface Drainer { readonly address: KioskAddress; seenAt: number; told: number }

/** `tell` sends `down/rate` to a kiosk whose share has changed by more than a fifth. */
export function createDrainShare(options: { clock: Clock; tell(to: KioskAddress, eventsPerSecond: number): void }): DrainShare {
  const { clock } = options;
  const drainers = new Map<string, Drainer>();
  const arrivals = new Map<string, number>(); // name -> when
  const told = new Map<string, number>();
  const recent = new Map<string, { address: KioskAddress; events: number }>(); // of this tick
  let budget: number = DRAIN.firstBudget;
  let waited = 0; // ms, of all events of this tick together
  let total = 0;
  let since = clock.now();
  let cancel = (): void => {};

  function share(): number {
    let coming = 0;
    for (const name of arrivals.keys()) if (!drainers.has(name)) coming += 1;
    return Math.max(DRAIN.leastShare, Math.min(DRAIN.mostShare, Math.floor(budget / Math.max(1, drainers.size + coming))));
  }
  function tick(): void {
    const at = clock.now();
    const seconds = Math.max(0.001, (at - since) / 1000);
    since = at;
    const perSecond = total / seconds;
    const mean = total === 0 ? 0 : waited / total;
    if (mean > DRAIN.slowMs) budget = Math.max(DRAIN.leastBudget, Math.min(budget, Math.max(perSecond, budget / 2)) * 0.8);
    else if (mean < DRAIN.quickMs && perSecond > budget / 2) budget = Math.min(DRAIN.mostBudget, budget * 1.25);
    waited = 0;
    total = 0;
    for (const [name, { address, events }] of recent) {
      if (events / seconds < DRAIN.drainingEvents) continue;
      const known = drainers.get(name);
      if (known) known.seenAt = at;
      else drainers.set(name, { address, seenAt: at, told: told.get(name) ?? 0 });
    }
    recent.clear();
    for (const [name, drainer] of drainers) if (at - drainer.seenAt > DRAIN.rememberMs) drainers.delete(name);
    for (const [name, when] of arrivals) {
      if (at - when <= DRAIN.arrivalMs) continue;
      arrivals.delete(name);
      if (!drainers.has(name)) told.delete(name);
    }
    const rate = share();
    for (const [name, drainer] of drainers) {
      if (Math.abs(rate - drainer.told) <= drainer.told / 5) continue;
      drainer.told = rate;
      told.set(name, rate);
      options.tell(drainer.address, rate);
    }
  }
  function loop(): void {
    cancel = clock.setTimeout(() => {
      tick();
      loop();
    }, DRAIN.tickMs);
  }

  return {
    start: loop,
    stop() { cancel(); },
    arrived(from) {
      const name = kioskName(from);
      drainers.delete(name);
      arrivals.set(name, clock.now());
      const rate = share();
      told.set(name, rate);
      return rate;
    },
    stored(from, events, waitedMs) {
      waited += waitedMs * events;
      total += events;
      const name = kioskName(from);
      const known = recent.get(name);
      if (known) known.events += events;
      else recent.set(name, { address: from, events });
    },
    get budget() { return budget; },
  };
}
