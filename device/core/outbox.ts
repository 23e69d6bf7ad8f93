// Carries recorded events to the hub: numbered, in batches, again and again until the hub says they are on its disk.
// The MQTT client's own queue is not trusted with anything: what is not acknowledged here is sent again.
import type { KioskEvent } from '../../flows/protocol/conversation.ts';
import { resumeDelay } from '../../flows/protocol/pace.ts';
import type { Clock, HubLink, Log, Store } from './ports.ts';

export interface OutboxOptions {
  /** The stores to drain; each has an epoch of its own (disk, and memory while the disk fails). */
  sources(): Store[];
  link: Pick<HubLink, 'sendEvents'>;
  clock: Clock;
  log: Log;
  /** 0 <= random < 1, for full jitter. */
  random(): number;
  /** Waits this long after a record, so that a turn goes out with its latency and not alone (default 1,000 ms). */
  lingerMs?: number;
}

export interface Outbox {
  recorded(): void;
  online(): void;
  offline(): void;
  /** `rewind`: the hub has less than it acknowledged before. */
  acknowledged(epoch: string, upTo: number, rewind?: boolean): void;
  rate(eventsPerSecond: number): void;
  /** True when anything of this epoch was ever handed to the link. */
  wasSent(epoch: string): boolean;
  stop(): void;
}

const BATCH_EVENTS = 64;
export const BATCH_BYTES = 64 * 1024;
const WINDOW_BATCHES = 4;
const ACK_TIMEOUT_MS = 5000;
const MAX_BACKOFF_MS = 30_000;

/** `handed`: the highest number given to the link since the start; `sent` goes back when it is sent again, this does not. */
interface Lane { acked: number; sent: number; handed: number; everSent: boolean; inFlight: number[] }

/** Starts offline; nothing is sent before `online()`, which the hub's own readiness triggers. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { clock } = options;
  const lanes = new Map<string, Lane>();
  let ready = false;
  let attempt = 0;
  let eventsPerSecond = 500;
  let notBefore = 0;
  let cancelPump: (() => void) | null = null;
  let pumpAt = 0;
  let cancelTimeout: (() => void) | null = null;

  function laneOf({ epoch, acked }: Pick<Store, 'epoch' | 'acked'>): Lane {
    let lane = lanes.get(epoch);
    if (!lane) lanes.set(epoch, (lane = { acked: acked(), sent: acked(), handed: acked(), everSent: false, inFlight: [] }));
    return lane;
  }
  function schedule(ms: number): void {
    if (!ready) return;
    const at = clock.monotonic() + ms;
    if (cancelPump && pumpAt <= at) return;
    cancelPump?.();
    pumpAt = at;
    cancelPump = clock.setTimeout(() => { cancelPump = null; pump(); }, ms);
  }
  function pump(): void {
    if (!ready) return;
    for (const source of options.sources()) {
      const lane = laneOf(source);
      while (lane.inFlight.length < WINDOW_BATCHES) {
        const wait = notBefore - clock.monotonic();
        if (wait > 0) { schedule(wait); return; }
        const batch = cutBatch(source.outboxAfter(lane.sent, BATCH_EVENTS));
        const last = batch.at(-1);
        if (!last) break;
        if (!options.link.sendEvents(source.epoch, batch)) { schedule(backOff()); return; }
        lane.sent = last.seq;
        lane.handed = Math.max(lane.handed, last.seq);
        lane.everSent = true;
        lane.inFlight.push(last.seq);
        notBefore = clock.monotonic() + (batch.length / eventsPerSecond) * 1000;
        expectAck();
      }
    }
  }
  function expectAck(): void {
    if (cancelTimeout) return;
    cancelTimeout = clock.setTimeout(() => {
      cancelTimeout = null;
      options.log.warn('the hub did not acknowledge in time; sending again', { attempt });
      rewind();
      schedule(backOff());
    }, ACK_TIMEOUT_MS);
  }
  function rewind(): void {
    for (const lane of lanes.values()) {
      lane.sent = lane.acked;
      lane.inFlight = [];
    }
  }
  function backOff(): number {
    attempt += 1;
    return options.random() * Math.min(MAX_BACKOFF_MS, 500 * 2 ** attempt);
  }
  function quiet(): void {
    cancelPump?.();
    cancelTimeout?.();
    cancelPump = cancelTimeout = null;
  }

  return {
    recorded: () => schedule(options.lingerMs ?? 1000),
    online() {
      ready = true;
      rewind();
      // Full jitter: a hub that comes back meets its kiosks spread out, the more so the longer their backlogs are.
      const backlog = options.sources().reduce((n, s) => n + s.outboxDepth().rows, 0);
      schedule(resumeDelay(backlog, options.random()));
    },
    offline() {
      ready = false;
      quiet();
      rewind();
    },
    acknowledged(epoch, said, rewind = false) {
      const source = options.sources().find((s) => s.epoch === epoch);
      if (source && rewind && said < source.acked()) {
        options.log.warn('the hub came back with less than it had; sending again', { from: said + 1, to: source.acked() });
        source.recall(said);
        Object.assign(laneOf(source), { acked: said, sent: said, handed: said, inFlight: [] });
        return pump();
      }
      const lane = lanes.get(epoch);
      if (!source || !lane) return;
      // A store that was damaged gives numbers again which the hub knows from before: it is told of more than it has sent, and
      // then only the oldest batch on its way counts. After a crash that sends a few events twice, which costs little.
      const upTo = said <= lane.handed ? said : lane.inFlight[0] ?? lane.acked;
      if (upTo <= lane.acked) return;
      source.acknowledge(upTo);
      lane.acked = upTo;
      lane.sent = Math.max(lane.sent, upTo);
      lane.inFlight = lane.inFlight.filter((last) => last > upTo);
      attempt = 0;
      cancelTimeout?.();
      cancelTimeout = null;
      if ([...lanes.values()].some((l) => l.inFlight.length > 0)) expectAck();
      pump();
    },
    rate(next) {
      if (next > 0) eventsPerSecond = next;
    },
    wasSent: (epoch) => lanes.get(epoch)?.everSent ?? false,
    stop() {
      ready = false;
      quiet();
    },
  };
}

/** The longest prefix that keeps to both limits of a batch; one event alone is always taken. */
function cutBatch(events: KioskEvent[]): KioskEvent[] {
  let bytes = 0;
  let taken = 0;
  for (const event of events) {
    bytes += Buffer.byteLength(JSON.stringify(event));
    if (taken > 0 && (taken >= BATCH_EVENTS || bytes > BATCH_BYTES)) break;
    taken += 1;
  }
  return events.slice(0, taken);
}
