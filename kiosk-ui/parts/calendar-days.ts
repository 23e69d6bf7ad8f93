// The arithmetic of the day picker: weeks and pages of four of them, without a clock.

/** A calendar day; month is 1..12. */
export interface Day { year: number; month: number; day: number }

const WEEKS = 4;
const DAY_MS = 86_400_000;
const two = (n: number) => String(n).padStart(2, '0');
export const isoOf = (day: Day): string => `${day.year}-${two(day.month)}-${two(day.day)}`;

function shifted(from: Day, days: number): Day {
  const date = new Date(Date.UTC(from.year, from.month - 1, from.day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 = Sunday .. 6 = Saturday. */
export const weekdayOf = (day: Day): number => new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay();

const mondayOf = (day: Day): Day => shifted(day, -((weekdayOf(day) + 6) % 7));

/** Four weeks, Monday first; page 0 begins with the week of `today`. */
export function weeksFrom(today: Day, page: number): Day[][] {
  const monday = shifted(mondayOf(today), page * WEEKS * 7);
  return Array.from({ length: WEEKS }, (_, week) => Array.from({ length: 7 }, (__, day) => shifted(monday, week * 7 + day)));
}

/** The page that holds an ISO date. */
export function pageOf(today: Day, iso: string): number {
  return Math.floor((Date.parse(iso) - Date.parse(isoOf(mondayOf(today)))) / (WEEKS * 7 * DAY_MS));
}

/** The day of an ISO date, or today by the machine's clock where the device does not say. */
export function dayOf(iso: string | undefined): Day {
  const [year, month, day] = (iso ?? '').split('-').map(Number);
  if (year !== undefined && month !== undefined && day !== undefined) return { year, month, day };
  const now = new Date();
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
}
