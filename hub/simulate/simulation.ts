// A fleet of simulated kiosks against a hub: starts them, keeps the pace, raises hands, and counts what came back.
import { createLatencies, type Latencies } from './latencies.ts';
import type { Credential } from './own-hub.ts';
import { createSimulatedKiosk, createTally, type SimulatedKiosk, type SimulationTally } from './simulated-kiosk.ts';

export interface SimulationSettings {
  readonly credentials: readonly Credential[];
  readonly mqtt: { readonly host: string; readonly port: number };
  readonly httpUrl: string | null;
  /** Events a second of all kiosks together; null = as fast as the hub acknowledges. */
  readonly rate: number | null;
  readonly batch: number;
  /** Messages under way in the whole fleet at full speed. */
  readonly window?: number;
  readonly obeysRate?: boolean;
  /** Raise a hand once a second while running (default true). */
  readonly probes?: boolean;
  /** Over how many ms the first connects are spread. */
  readonly spreadMs?: number;
}
export interface Simulation {
  readonly kiosks: readonly SimulatedKiosk[];
  readonly tally: SimulationTally; readonly latencies: Latencies; readonly probes: Latencies;
  readonly missedProbes: number;
  /** Resolves when all are online; false when they are not within `ms`. */
  online(ms: number): Promise<boolean>;
  /** Makes events for `seconds`, and raises a hand once a second; gives the seconds it really took. */
  run(seconds: number, progress?: (seconds: number) => void): Promise<number>;
  /** No more events; resolves when everything is acknowledged, or after `ms` with what is missing. */
  settle(ms: number): Promise<number>;
  /** Raises a hand at once. */
  probe(deadlineMs?: number): Promise<number | null>;
  stop(): void;
}

const TICK_MS = 5;
const FULL_SPEED_WINDOW = 320;
const PROBE_DEADLINE_MS = 10_000;

async function pollUntil(holds: () => boolean, ms: number): Promise<boolean> {
  const end = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}

export function startSimulation(settings: SimulationSettings): Simulation {
  const latencies = createLatencies();
  const probes = createLatencies();
  const tally = createTally();
  const count = settings.credentials.length;
  const full = settings.rate === null;
  const window = settings.window ?? Math.max(16, Math.floor(FULL_SPEED_WINDOW / Math.max(1, Math.sqrt(settings.batch))));
  // At full speed some kiosks carry the load and the others are merely there: with all of them at once the time in the
  // hub's queue would only say how many they are.
  const carriers = Math.min(count, window);
  const kiosks = settings.credentials.map(({ secret, ...address }, index) => createSimulatedKiosk({
    address, secret, mqtt: settings.mqtt, httpUrl: settings.httpUrl, batch: settings.batch, obeysRate: settings.obeysRate ?? true, latencies, tally,
    ...(full && index < carriers ? { fullSpeed: Math.max(1, Math.floor(window / carriers)) } : {}),
  }));
  let missedProbes = 0;
  let stopped = false;

  async function probe(deadlineMs = PROBE_DEADLINE_MS): Promise<number | null> {
    const kiosk = kiosks.findLast((one) => one.online);
    const ms = await kiosk?.probe(deadlineMs) ?? null;
    if (ms === null) missedProbes += 1;
    else probes.add(ms);
    return ms;
  }

  const spread = settings.spreadMs ?? Math.min(10_000, count * 2);
  kiosks.forEach((kiosk, index) => kiosk.start((index / count) * spread));
  return {
    kiosks, tally, latencies, probes,
    get missedProbes() { return missedProbes; },
    online: (ms) => pollUntil(() => kiosks.every((kiosk) => kiosk.online), ms),
    async run(seconds, progress) {
      const begin = performance.now();
      let made = 0;
      let next = 0;
      let lastProbe = begin;
      const pending = new Set<Promise<unknown>>();
      if (full) for (const kiosk of kiosks) kiosk.begin();
      for (;;) {
        const elapsed = performance.now() - begin;
        if (elapsed >= seconds * 1000 || stopped) break;
        if (settings.rate !== null) {
          // What is due is spread over the kiosks in whole messages, so that `batch` means what it says.
          const due = Math.floor((elapsed / 1000) * settings.rate);
          while (made + settings.batch <= due) {
            kiosks[next % count]?.record(settings.batch);
            next += 1;
            made += settings.batch;
          }
        }
        if (performance.now() - lastProbe >= 1000) {
          lastProbe = performance.now();
          if (settings.probes !== false) {
            const one = probe();
            pending.add(one);
            void one.finally(() => pending.delete(one));
          }
          progress?.(elapsed / 1000);
        }
        await new Promise((resolve) => setTimeout(resolve, TICK_MS));
      }
      const took = (performance.now() - begin) / 1000;
      for (const kiosk of kiosks) kiosk.finish();
      await Promise.all(pending);
      return took;
    },
    async settle(ms) {
      for (const kiosk of kiosks) kiosk.finish();
      await pollUntil(() => tally.acknowledged >= tally.events, ms);
      return tally.events - tally.acknowledged;
    },
    probe,
    stop() {
      stopped = true;
      for (const kiosk of kiosks) kiosk.stop();
    },
  };
}
