// Between instants and the time on the wall of a zone, where hours are skipped and repeated twice a year.
import { DateTime } from 'luxon';

/** YYYY-MM-DD, and 1 = Monday .. 7 = Sunday. */
export interface LocalDay { readonly date: string; readonly weekday: number }

/** The day on the wall at an instant (ms since epoch). An unknown zone counts as UTC. */
export function localDay(at: number, zone: string): LocalDay {
  const local = inZone(at, zone);
  return { date: local.toFormat('yyyy-MM-dd'), weekday: local.weekday };
}

/** The hour on the wall, 0..23. */
export function localHour(at: number, zone: string): number {
  return inZone(at, zone).hour;
}

/** The day before or after, by the calendar. */
export function dayBeside(date: string, days: number): LocalDay {
  const beside = DateTime.fromISO(date, { zone: 'utc' }).plus({ days });
  return { date: beside.toFormat('yyyy-MM-dd'), weekday: beside.weekday };
}

/**
 * The first instant (ms) at which the wall has reached this time of this day. A time that is skipped is reached when the clocks
 * jump; of a time that comes twice the first counts. `24:00` is the next day's midnight.
 */
export function reached(date: string, time: string, zone: string): number {
  const [day, clock] = time === '24:00' ? [dayBeside(date, 1).date, '00:00'] : [date, time];
  const wanted = `${day}T${clock}`;
  const found = DateTime.fromISO(wanted, { zone: known(zone) });
  const possible = found.getPossibleOffsets();
  if (wallOf(found.toMillis(), zone) === wanted) return Math.min(found.toMillis(), ...possible.map((one) => one.toMillis()));
  // The time does not exist: the clocks jump over it somewhere in the day before what luxon offers.
  let before = found.toMillis() - 26 * 3_600_000;
  let after = found.toMillis();
  while (wallOf(after, zone) < wanted) after += 3_600_000;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallOf(middle, zone) >= wanted) after = middle;
    else before = middle;
  }
  return after;
}

function wallOf(at: number, zone: string): string { return inZone(at, zone).toFormat("yyyy-MM-dd'T'HH:mm"); }

const zones = new Map<string, string>();
function known(zone: string): string {
  let name = zones.get(zone);
  if (name === undefined) zones.set(zone, (name = DateTime.fromMillis(0, { zone }).isValid ? zone : 'utc'));
  return name;
}
function inZone(at: number, zone: string): DateTime { return DateTime.fromMillis(at, { zone: known(zone), locale: 'en-US' }); }
