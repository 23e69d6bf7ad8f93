// The health of all kiosks: last figures in memory and on disk, an hourly series, and an incident when a lamp goes out or
// comes back. Written in one transaction every few seconds, so that a whole fleet costs one fsync.
import { type KioskLamps, LAMPS } from '../../flows/protocol/health.ts';
import { judge } from './health-rules.ts';
import type { Incidents } from './incidents.ts';
import type { Clock, Log } from './ports.ts';
import type { HealthReading, SeriesPoint, TwinStore } from './twin-port.ts';

export interface FleetHealth {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Figures of a kiosk; `at` is its own clock. */
  metric(kiosk: string, at: number, values: Record<string, number>): void;
  lamps(kiosk: string, presence: { state: string }): KioskLamps;
  reading(kiosk: string): HealthReading | undefined;
}

const HOUR_MS = 3_600_000;
const SAVE_MS = 5000;
const KEEP_HOURS = 24 * 14;
/** The figures whose course is worth keeping. */
const SERIES = ['mic_floor_db', 'mic_clipped_share', 'loop_back_db', 'speech_age_s', 'event_loop_delay_p99_ms', 'rss_bytes', 'children_rss_bytes', 'disk_free_bytes', 'outbox_rows', 'first_audio_p95_ms', 'sessions', 'turns', 'skew_ms'];
const MOST_FIGURES = 80;

export function createFleetHealth(options: { store: TwinStore; clock: Clock; log: Log; incidents: Incidents }): FleetHealth {
  const { store, clock } = options;
  const last = new Map<string, HealthReading>();
  const told = new Map<string, string>(); // kiosk and lamp -> state that staff have been told of
  const dirty = new Set<string>();
  let hours = new Map<string, SeriesPoint & { kiosk: string }>();
  let cancel: () => void = () => undefined;
  let sweptHour = 0;
  let saving: Promise<void> = Promise.resolve();

  function add(kiosk: string, key: string, value: number, now: number): void {
    const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
    const id = `${kiosk} ${key} ${hour}`;
    const sofar = hours.get(id);
    hours.set(id, sofar
      ? { ...sofar, count: sofar.count + 1, mean: (sofar.mean * sofar.count + value) / (sofar.count + 1), least: Math.min(sofar.least, value), most: Math.max(sofar.most, value) }
      : { kiosk, key, hour, count: 1, mean: value, least: value, most: value });
  }
  function tell(kiosk: string, reading: HealthReading): void {
    const lamps = judge(reading, { state: 'ready' }, reading.at);
    for (const name of LAMPS) {
      if (name === 'well') continue;
      const { state, reason, mend } = lamps[name];
      const key = `${kiosk} ${name}`;
      const before = told.get(key) ?? 'good';
      if (state === before || state === 'unknown' || state === 'off') continue;
      told.set(key, state);
      if (state === 'bad') options.incidents.note(kiosk, `health-${name}`, `${reason.en ?? ''}. ${mend.en ?? ''}`.trim(), { reason, mend });
      else if (before === 'bad') options.incidents.note(kiosk, `health-${name}-again`, `${name}: ${reason.en ?? ''}.`, { reason });
    }
  }
  async function save(): Promise<void> {
    const readings = [...dirty].flatMap((kiosk) => last.get(kiosk) ?? []);
    const added = [...hours.values()];
    dirty.clear();
    hours = new Map();
    if (readings.length > 0 || added.length > 0) await store.saveReadings(readings, added);
    const hour = Math.floor(clock.now() / HOUR_MS);
    if (hour === sweptHour) return;
    sweptHour = hour;
    await store.dropSeriesBefore((hour - KEEP_HOURS) * HOUR_MS);
  }
  function later(): void {
    cancel = clock.setTimeout(() => {
      later();
      saving = saving.then(save).catch((error: unknown) => options.log.error('Health figures could not be stored.', { error: String(error) }));
    }, SAVE_MS);
  }

  return {
    async start() {
      for (const reading of await store.readings()) {
        last.set(reading.kiosk, reading);
        for (const [name, { state }] of Object.entries(judge(reading, { state: 'ready' }, reading.at))) told.set(`${reading.kiosk} ${name}`, state);
      }
      later();
    },
    async stop() {
      cancel();
      await saving;
      await save();
    },
    metric(kiosk, at, given) {
      const now = clock.now();
      const values = Object.fromEntries(Object.entries(given).filter(([key, value]) => key.length <= 60 && Number.isFinite(value)).slice(0, MOST_FIGURES));
      const reading: HealthReading = { kiosk, at: now, skewMs: at - now, values };
      last.set(kiosk, reading);
      dirty.add(kiosk);
      for (const key of SERIES) {
        const value = key === 'skew_ms' ? reading.skewMs : values[key];
        if (value !== undefined) add(kiosk, key, value, now);
      }
      tell(kiosk, reading);
    },
    lamps: (kiosk, presence) => judge(last.get(kiosk) ?? null, presence, clock.now()),
    reading: (kiosk) => last.get(kiosk),
  };
}
