// A fleet of simulated kiosks against a hub: starts them, keeps the pace, raises hands, and counts what came back.
import { createLatencies, type Latencies } from './latencies.ts';
import { type ContentShelf, createContentShelf, type Verify } from './content-shelf.ts';
import { type Asker, createAsker } from './hub-line.ts';
import type { Shown } from './own-hub.ts';
import { createSimulatedKiosk, createTally, type SimulatedKiosk, type SimulationTally } from './simulated-kiosk.ts';

export interface SimulationSettings {
  readonly credentials: readonly Shown[];
  /** `pin`: the hub's public key (SHA-256, hex); with it both lines are TLS. */
  readonly mqtt: { readonly host: string; readonly port: number };
  readonly httpUrl: string | null;
  readonly pin?: string | null;
  /** How content is fetched and verified (default: once for all). Without `httpUrl` the desired document is left alone. */
  readonly verify?: Verify;
  /** Share of the visits that are whole conversations, 0..1 (default 0: only their frame). */
  readonly visits?: number;
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
  /** Why a connection ended last, other than by the end of the simulation; null: none has. */
  readonly lastTrouble: string | null;
  readonly visits: number;
  /** What became of content; null when it is left alone. */
  readonly content: Pick<ContentShelf, 'verified' | 'bytes'> | null;
  /** Resolves when all are online; false when they are not within `ms`. */
  online(ms: number): Promise<boolean>;
  /** Makes events for `seconds`, and raises a hand once a second; gives the seconds it really took. */
  run(seconds: number, progress?: (seconds: number) => void): Promise<number>;
  /** No more events; resolves when everything is acknowledged and no release is being fetched, or after `ms` with what is missing. */
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
  const visits = settings.visits ?? 0;
  const pin = settings.pin ?? null;
  const { httpUrl } = settings;
  const shelf = httpUrl === null ? null : createContentShelf(settings.verify ?? 'once');
  // Kiosks with secrets share the connections of one process; a key of one's own needs a connection of one's own.
  const askers: Asker[] = [];
  const together = httpUrl === null ? null : createAsker({ url: httpUrl, pin, maxSockets: 256 });
  function askerOf({ tenant, site, kiosk, secret, own }: Shown): () => Asker {
    let asker: Asker | undefined;
    return () => {
      if (asker) return asker;
      if (secret !== undefined && together) {
        const authorization = `Basic ${Buffer.from(`${tenant}.${site}.${kiosk}:${secret}`).toString('base64')}`;
        return asker = { ask: (path, more = {}) => together.ask(path, { ...more, headers: { ...more.headers, authorization } }), close: () => undefined };
      }
      askers.push(asker = createAsker({ url: httpUrl ?? '', pin, own }));
      return asker;
    };
  }
  const kiosks = settings.credentials.map((one, index) => createSimulatedKiosk({
    address: { tenant: one.tenant, site: one.site, kiosk: one.kiosk }, secret: one.secret, own: one.own, mqtt: { ...settings.mqtt, pin },
    content: shelf?.ofKiosk(askerOf(one)) ?? null, batch: settings.batch, visits, obeysRate: settings.obeysRate ?? true, latencies, tally,
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
    kiosks, tally, latencies, probes, visits, content: shelf,
    get missedProbes() { return missedProbes; },
    get lastTrouble() { return tally.lastTrouble; },
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
      await pollUntil(() => tally.acknowledged >= tally.events && !kiosks.some((kiosk) => kiosk.fetching), ms);
      return tally.events - tally.acknowledged;
    },
    probe,
    stop() {
      stopped = true;
      for (const kiosk of kiosks) kiosk.stop();
      for (const asker of askers) asker.close();
      together?.close();
      shelf?.close();
    },
  };
}
