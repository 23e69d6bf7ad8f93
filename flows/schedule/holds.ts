// What holds at a moment: a time and a zone in, switched settings out. Pure, so that the kiosk, the console and the tests ask alike.
import type { Calendar, Hours, Overlay, Schedule, ScheduleRule } from '../protocol/schedule.ts';
import { dayBeside, localDay, type LocalDay, reached } from './local-time.ts';

export interface Moment {
  readonly at: number; // ms since epoch
  readonly zone: string; // IANA name
  /** False: the clock cannot be believed. Then no rule holds and the kiosk is open: a wrong clock must never close it. */
  readonly trusted: boolean;
}

export interface Holding {
  readonly overlay: Omit<Overlay, 'open'>;
  readonly open: boolean;
  /** Rules that hold, the deciding ones last. */
  readonly rules: readonly string[];
}

const NO_CALENDAR: Calendar = { holidays: [], workdays: [] };
const WHOLE_DAY = { from: '00:00', to: '24:00' };

/** Is this a day on which one works: Monday to Friday, unless it is a holiday, and every make-up workday. */
function isWorkday(day: LocalDay, calendar: Calendar): boolean {
  return calendar.workdays.includes(day.date) || (day.weekday <= 5 && !calendar.holidays.includes(day.date));
}

function isOneOf(days: readonly (number | 'workday' | 'rest' | 'holiday')[], day: LocalDay, calendar: Calendar): boolean {
  return days.some((one) => {
    if (one === 'workday') return isWorkday(day, calendar);
    if (one === 'rest') return !isWorkday(day, calendar);
    if (one === 'holiday') return calendar.holidays.includes(day.date);
    return one === day.weekday;
  });
}

function fits(rule: ScheduleRule, day: LocalDay, calendar: Calendar): boolean {
  if (rule.validFrom !== undefined && day.date < rule.validFrom) return false;
  if (rule.validUntil !== undefined && day.date > rule.validUntil) return false;
  if (rule.days === undefined && rule.dates === undefined) return true;
  return (rule.dates?.includes(day.date) ?? false) || (rule.days !== undefined && isOneOf(rule.days, day, calendar));
}

/** Whether a part of the day that began on a fitting day covers the moment; the day it begins on decides, also past midnight. */
function covers(part: { from: string; to: string }, begins: (day: LocalDay) => boolean, { at, zone }: Moment): boolean {
  const today = localDay(at, zone);
  const overnight = part.to <= part.from;
  return (overnight ? [today, dayBeside(today.date, -1)] : [today]).some((day) => {
    if (!begins(day) || at < reached(day.date, part.from, zone)) return false;
    return at < reached(overnight ? dayBeside(day.date, 1).date : day.date, part.to, zone);
  });
}

/** Opening hours alone; none = always open. */
export function isOpen(hours: readonly Hours[] | null, calendar: Calendar, moment: Moment): boolean {
  if (hours === null || !moment.trusted) return true;
  return hours.some(({ days, from, to }) => covers({ from, to }, (day) => isOneOf(days, day, calendar), moment));
}

export function whatHolds(schedule: Schedule | null, hours: readonly Hours[] | null, moment: Moment): Holding {
  if (!moment.trusted) return { overlay: {}, open: true, rules: [] };
  const calendar = schedule?.calendar ?? NO_CALENDAR;
  const holding = (schedule?.rules ?? [])
    .filter((rule) => covers(rule.at ?? WHOLE_DAY, (day) => fits(rule, day, calendar), moment))
    .map((rule, order) => ({ rule, order }))
    .sort((a, b) => a.rule.priority - b.rule.priority || a.order - b.order);
  const all: Overlay = Object.assign({}, ...holding.map(({ rule }) => rule.set)) as Overlay;
  const { open, ...overlay } = all;
  return { overlay, open: open ?? isOpen(hours, calendar, moment), rules: holding.map(({ rule }) => rule.id) };
}
