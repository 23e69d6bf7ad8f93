// A day as people plan it: which stretches of it look alike, so that a schedule can be read before anybody relies on it.
import type { Calendar, Hours, Schedule } from '../protocol/schedule.ts';
import { type Holding, whatHolds } from './holds.ts';
import { dayBeside, localDay, reached } from './local-time.ts';

/** `from` and `to` as the wall shows them; the last one ends at 24:00. */
export interface Stretch extends Holding { readonly from: string; readonly to: string }
export type DayKind = 'holiday' | 'make-up' | 'workday' | 'rest';
export interface DayPlan { readonly date: string; readonly weekday: number; readonly kind: DayKind; readonly stretches: readonly Stretch[] }

function kindOfDay({ date, weekday }: { date: string; weekday: number }, calendar: Calendar): DayKind {
  if (calendar.workdays.includes(date)) return weekday > 5 ? 'make-up' : 'workday';
  if (calendar.holidays.includes(date)) return 'holiday';
  return weekday <= 5 ? 'workday' : 'rest';
}

/** One day (YYYY-MM-DD) in a zone. Changes happen only where a rule or an opening hour begins or ends, so only these times are asked. */
export function planOfDay(schedule: Schedule | null, hours: readonly Hours[] | null, date: string, zone: string): Stretch[] {
  const times = [...(schedule?.rules ?? []).flatMap(({ at }) => (at ? [at.from, at.to] : [])), ...(hours ?? []).flatMap(({ from, to }) => [from, to])];
  const marks = [...new Set(['00:00', ...times.filter((time) => time !== '24:00')])].sort();
  const stretches: Stretch[] = [];
  for (const [i, from] of marks.entries()) {
    const to = marks[i + 1] ?? '24:00';
    if (reached(date, from, zone) >= reached(date, to, zone)) continue; // the clocks jump over it
    const holding = whatHolds(schedule, hours, { at: reached(date, from, zone), zone, trusted: true });
    const before = stretches.at(-1);
    if (before && JSON.stringify([before.open, before.overlay, before.rules]) === JSON.stringify([holding.open, holding.overlay, holding.rules])) stretches[stretches.length - 1] = { ...before, to };
    else stretches.push({ ...holding, from, to });
  }
  return stretches;
}

/** The day of an instant (ms) and those after it. */
export function planOfDays(schedule: Schedule | null, hours: readonly Hours[] | null, now: number, zone: string, days = 7): DayPlan[] {
  const calendar = schedule?.calendar ?? { holidays: [], workdays: [] };
  const today = localDay(now, zone);
  return Array.from({ length: days }, (_, i) => (i === 0 ? today : dayBeside(today.date, i))).map((day) => ({ ...day, kind: kindOfDay(day, calendar), stretches: planOfDay(schedule, hours, day.date, zone) }));
}
