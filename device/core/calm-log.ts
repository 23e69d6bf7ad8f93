// A fault that lasts is said once, not with every attempt to mend it: repeats of a warning are counted and told rarely.
import type { Clock, Log } from './ports.ts';

const REMIND_MS = 600_000;
const MAX_KEPT = 200;

/** Passes everything on but repeats of the same warning or error within ten minutes; debug and info are not touched. */
export function calmLog(log: Log, clock: Pick<Clock, 'monotonic'>): Log {
  const told = new Map<string, { at: number; repeats: number }>();
  const once = (level: 'warn' | 'error') => (text: string, fields: Record<string, unknown> = {}): void => {
    const key = `${level} ${text} ${String(fields['reason'] ?? '')}`;
    const before = told.get(key);
    if (before && clock.monotonic() - before.at < REMIND_MS) {
      before.repeats += 1;
      return;
    }
    if (told.size >= MAX_KEPT) told.clear();
    told.set(key, { at: clock.monotonic(), repeats: 0 });
    log[level](text, before && before.repeats > 0 ? { ...fields, repeated: before.repeats } : fields);
  };
  return { debug: log.debug, info: log.info, warn: once('warn'), error: once('error') };
}
