// The kiosk's pulse: latencies, turns, memory and the delay of its own event loop, sent as one metric message at a time.
import type { Clock, HubLink, Store } from './ports.ts';

export interface Vitals { residentBytes: number; eventLoopDelayP99Ms: number; childrenBytes: number }

export interface Health {
  start(): void;
  firstAudio(latencyMs: number): void;
  count(name: 'sessions' | 'turns' | 'wakes' | 'interruptions' | 'noMatches' | 'silences'): void;
  /** Sends now and starts the next interval. */
  flush(): Promise<void>;
  /** All latencies since the start, ms. */
  latencies(): number[];
  stop(): void;
}

const EVERY_MS = 60_000;
const KEPT = 1000;

export function createHealth(options: { clock: Clock; link: Pick<HubLink, 'sendMetric'>; vitals(): Promise<Vitals>; depth: Store['outboxDepth']; more?(): Record<string, number> }): Health {
  let counts: Record<string, number> = {};
  let recent: number[] = [];
  const all: number[] = [];
  let cancel: () => void = () => undefined;

  async function flush(): Promise<void> {
    const { residentBytes, eventLoopDelayP99Ms, childrenBytes } = await options.vitals();
    const depth = options.depth();
    const values: Record<string, number> = {
      rss_bytes: residentBytes, children_rss_bytes: childrenBytes, event_loop_delay_p99_ms: eventLoopDelayP99Ms,
      outbox_rows: depth.rows, outbox_bytes: depth.bytes, outbox_dropped: depth.dropped, ...options.more?.(), ...counts,
    };
    if (recent.length > 0) {
      values['first_audio_p50_ms'] = percentile(recent, 0.5);
      values['first_audio_p95_ms'] = percentile(recent, 0.95);
    }
    if (options.link.sendMetric({ at: options.clock.now(), values })) {
      counts = {};
      recent = [];
    }
  }
  function schedule(): void {
    cancel = options.clock.setTimeout(() => {
      schedule();
      void flush();
    }, EVERY_MS);
  }

  return {
    start: schedule,
    firstAudio(latencyMs) {
      recent = [...recent.slice(-KEPT), latencyMs];
      if (all.length < KEPT) all.push(latencyMs);
    },
    count(name) { counts[name] = (counts[name] ?? 0) + 1; },
    flush,
    latencies: () => [...all],
    stop: () => cancel(),
  };
}

/** Nearest-rank percentile; NaN of nothing. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN;
}
