// Dates by arithmetic: the engine never asks the machine what day it is.
import type { Language } from '../protocol/language.ts';
import { dateOfDay, dayNumber, isoDate as isoOf, parseIsoDate, weekdayOf } from './understanding/civil-date.ts';

/** ISO date (yyyy-mm-dd) of a moment in ms since epoch, at a zone's offset east of UTC in minutes. */
export function isoDate(at: number, offsetMinutes: number): string {
  return isoOf(dateOfDay(EPOCH_DAY + Math.floor((at + offsetMinutes * 60_000) / 86_400_000)));
}

/** 下午3点半 / 3:30 pm; undefined for anything that is not HH:MM. */
export function spokenTime(clock: string, language: Language): string | undefined {
  const m = /^(\d\d):(\d\d)$/.exec(clock);
  if (m === null) return undefined;
  const [hour, minute] = [Number(m[1]), Number(m[2])];
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  if (language === 'en') return `${twelve}${minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`} ${hour < 12 ? 'am' : 'pm'}`;
  const part = hour < 6 ? '凌晨' : hour < 12 ? '上午' : hour < 13 ? '中午' : hour < 18 ? '下午' : '晚上';
  return `${part}${twelve}点${minute === 0 ? '' : minute === 30 ? '半' : `${minute}分`}`;
}

const EPOCH_DAY = dayNumber({ year: 1970, month: 1, day: 1 });
const WEEKDAYS = {
  zh: { Mon: '一', Tue: '二', Wed: '三', Thu: '四', Fri: '五', Sat: '六', Sun: '日' },
  en: { Mon: 'Monday', Tue: 'Tuesday', Wed: 'Wednesday', Thu: 'Thursday', Fri: 'Friday', Sat: 'Saturday', Sun: 'Sunday' },
} as const;
const ORDER = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
/** 2026-11-23 is a Monday, whatever day the calendar counts its week from. */
const MONDAY = weekdayOf(dayNumber({ year: 2026, month: 11, day: 23 }));

/** 11月25日星期三 / Wednesday, November 25; undefined for anything that is not an ISO date. */
export function spokenDate(iso: string, language: Language): string | undefined {
  const date = parseIsoDate(iso);
  if (date === null) return undefined;
  const weekday = ORDER[(weekdayOf(dayNumber(date)) - MONDAY + 7) % 7] ?? 'Mon';
  return language === 'zh' ? `${date.month}月${date.day}日星期${WEEKDAYS.zh[weekday]}` : `${WEEKDAYS.en[weekday]}, ${MONTHS[date.month - 1] ?? ''} ${date.day}`;
}
