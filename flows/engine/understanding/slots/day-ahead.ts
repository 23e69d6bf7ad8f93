// A day said without its year or month is the next such day.
import { dayNumber, daysInMonth } from '../civil-date.ts';
import type { CivilDate } from '../civil-date.ts';

/** The next such day on or after today; null when there is no such day. */
export function upcoming(now: CivilDate, month: number | null, day: number, year?: number): number | null {
  const today = dayNumber(now);
  if (day < 1) return null;
  if (year !== undefined && month !== null) {
    return month >= 1 && month <= 12 && day <= daysInMonth(year, month) ? dayNumber({ year, month, day }) : null;
  }
  if (month !== null) {
    if (month < 1 || month > 12) return null;
    for (let ahead = 0; ahead <= 4; ahead++) {
      if (day > daysInMonth(now.year + ahead, month)) continue;
      const number = dayNumber({ year: now.year + ahead, month, day });
      if (number >= today) return number;
    }
    return null;
  }
  for (let ahead = 0; ahead <= 2; ahead++) {
    const at = now.month - 1 + ahead;
    const date = { year: now.year + Math.floor(at / 12), month: (at % 12) + 1, day };
    if (day > daysInMonth(date.year, date.month)) continue;
    if (dayNumber(date) >= today) return dayNumber(date);
  }
  return null;
}
