// English days: "tomorrow", "next monday", "march fifth", "the fifth of march", "in three days", "the 5th".
import { dayNumber, daysInMonth, weekdayOf } from '../civil-date.ts';
import type { CivilDate } from '../civil-date.ts';
import { readEnglishInteger, readEnglishOrdinal } from '../numerals-en.ts';
import { upcoming } from './day-ahead.ts';
import { placedWords } from './reading.ts';

const MONTHS: Record<string, number> = {
  january: 1, jan: 1, february: 2, feb: 2, march: 3, mar: 3, april: 4, apr: 4, may: 5, june: 6, jun: 6, july: 7, jul: 7, august: 8, aug: 8, september: 9, sept: 9, sep: 9, october: 10, oct: 10, november: 11, nov: 11, december: 12, dec: 12,
};
const WEEKDAYS: Record<string, number> = { monday: 0, mon: 0, tuesday: 1, tue: 1, tues: 1, wednesday: 2, wed: 2, thursday: 3, thu: 3, thurs: 3, friday: 4, fri: 4, saturday: 5, sat: 5, sunday: 6, sun: 6 };

interface Span { day: number | null; end: number; confidence: number }

/** First day named in tidied English text; null also when the day named does not exist. */
export function findEnglishDay(tidied: string, now: CivilDate): { day: number; from: number; to: number; confidence: number } | null {
  const written = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(tidied);
  if (written) {
    const day = upcoming(now, Number(written[2]), Number(written[3]), Number(written[1]));
    return day === null ? null : { day, from: written.index, to: written.index + written[0].length, confidence: 0.98 };
  }
  const placed = placedWords(tidied);
  const words = placed.map((each) => each.word.replace(/'s?$/, ''));
  for (const read of [holiday, monthEnd, monthAndDay, later, relative, weekday, dayOfMonth, numeric]) {
    for (let at = 0; at < words.length; at++) {
      const span = read(words, at, now);
      if (!span) continue;
      return span.day === null ? null : { day: span.day, from: placed[at]!.from, to: placed[span.end - 1]!.to, confidence: span.confidence };
    }
  }
  return null;
}

function relative(words: readonly string[], at: number, now: CivilDate): Span | null {
  const today = dayNumber(now);
  const next = (offset: number): string => words[at + offset] ?? '';
  const after = words[at] === 'the' ? 1 : 0;
  if (next(after) === 'day' && next(after + 1) === 'after' && next(after + 2) === 'tomorrow') return { day: today + 2, end: at + after + 3, confidence: 0.95 };
  if (next(after) === 'day' && next(after + 1) === 'after' && (at + after + 2 >= words.length || next(after + 2) === 'please')) return { day: today + 2, end: at + after + 2, confidence: 0.7 };
  if (next(after) === 'day' && next(after + 1) === 'before' && next(after + 2) === 'yesterday') return { day: today - 2, end: at + after + 3, confidence: 0.95 };
  const named: Record<string, number> = { today: 0, tonight: 0, tomorrow: 1, tmr: 1, tomorow: 1, yesterday: -1 };
  const offset = named[words[at]!];
  return offset === undefined ? null : { day: today + offset, end: at + 1, confidence: 0.95 };
}

function dayNumberAt(words: readonly string[], at: number): { value: number; end: number } | null {
  const start = words[at] === 'the' ? at + 1 : at;
  const ordinal = readEnglishOrdinal(words, start);
  if (ordinal) return ordinal;
  const number = /^\d{3,}$/.test(words[start] ?? '') ? null : readEnglishInteger(words, start);
  return number && number.value >= 1 && number.value <= 31 ? number : null;
}

function yearAt(words: readonly string[], at: number): { value: number; end: number } | null {
  if (/^(?:19|20)\d\d$/.test(words[at] ?? '')) return { value: Number(words[at]), end: at + 1 };
  const first = readEnglishInteger(words, at);
  if (!first) return null;
  if (first.value >= 2000 && first.value < 2100) return first;
  const second = first.value === 20 || first.value === 19 ? readEnglishInteger(words, first.end) : null;
  return second && second.value >= 10 && second.value < 100 ? { value: first.value * 100 + second.value, end: second.end } : null;
}

function monthAndDay(words: readonly string[], at: number, now: CivilDate): Span | null {
  const month = MONTHS[words[at]!];
  if (month !== undefined) {
    const day = dayNumberAt(words, at + 1);
    if (!day) return null;
    const year = yearAt(words, day.end);
    return { day: upcoming(now, month, day.value, year?.value), end: year?.end ?? day.end, confidence: 0.95 };
  }
  const day = dayNumberAt(words, at);
  if (!day) return null;
  const of = words[day.end] === 'of' ? day.end + 1 : day.end;
  const named = MONTHS[words[of] ?? ''];
  if (named === undefined) return null;
  const year = yearAt(words, of + 1);
  return { day: upcoming(now, named, day.value, year?.value), end: year?.end ?? of + 1, confidence: 0.95 };
}

function weekday(words: readonly string[], at: number, now: CivilDate): Span | null {
  const today = dayNumber(now);
  const monday = today - weekdayOf(today);
  const which = words[at]!;
  const prefixed = /^(?:next|this|coming|last|on)$/.test(which);
  if (/^(?:every|each)$/.test(words[at - 1] ?? '') || /^(?:every|each)$/.test(words[at - 2] ?? '')) return null;
  const wanted = WEEKDAYS[prefixed ? (words[at + 1] ?? '') : which];
  if (wanted === undefined) {
    if ((which === 'this' || which === 'next' || which === 'the') && words[at + 1] === 'weekend') {
      return { day: monday + 5 + (which === 'next' ? 7 : weekdayOf(today) === 6 ? 1 : 0), end: at + 2, confidence: 0.75 };
    }
    return null;
  }
  const end = at + (prefixed ? 2 : 1);
  if (words[end] === 'next' && words[end + 1] === 'week') return { day: monday + 7 + wanted, end: end + 2, confidence: 0.95 };
  if (which === 'next') return { day: monday + 7 + wanted, end, confidence: 0.9 };
  if (which === 'last') return { day: monday - 7 + wanted, end, confidence: 0.9 };
  const ahead = (wanted - weekdayOf(today) + 7) % 7;
  return { day: today + ahead, end, confidence: 0.95 };
}

const named = (words: readonly string[], at: number, now: CivilDate): Span | null => relative(words, at, now) ?? weekday(words, at, now);

const HOLIDAYS: Record<string, [number, number]> = { christmas: [12, 25], 'christmas day': [12, 25], 'christmas eve': [12, 24], 'new year': [1, 1], 'new year day': [1, 1], 'new years day': [1, 1], 'new year eve': [12, 31], 'new years eve': [12, 31], 'national day': [10, 1], 'labour day': [5, 1], 'labor day': [5, 1] };

function holiday(words: readonly string[], at: number, now: CivilDate): Span | null {
  for (const size of [3, 2, 1]) {
    const date = at + size > words.length ? undefined : HOLIDAYS[words.slice(at, at + size).join(' ')];
    if (date) return { day: upcoming(now, ...date), end: at + size, confidence: 0.85 };
  }
  return null;
}

function later(words: readonly string[], at: number, now: CivilDate): Span | null {
  const today = dayNumber(now);
  const start = words[at] === 'in' ? at + 1 : at;
  const fortnight = words[start] === 'a' && words[start + 1] === 'fortnight' && words[at] === 'in';
  if (fortnight) return { day: today + 14, end: start + 2, confidence: 0.9 };
  const number = words[start] === 'a' || words[start] === 'one' ? { value: 1, end: start + 1 } : readEnglishInteger(words, start);
  if (!number) return null;
  if (/^months?$/.test(words[number.end] ?? '') && words[at] === 'in') return { day: monthsOn(now, number.value), end: number.end + 1, confidence: 0.85 };
  if (/^years?$/.test(words[number.end] ?? '') && (words[at] === 'in' || words[number.end + 1] === 'from')) return { day: monthsOn(now, number.value * 12), end: number.end + 1, confidence: 0.85 };
  const unit = /^(days?|weeks?)$/.exec(words[number.end] ?? '')?.[1];
  if (unit === undefined) return null;
  const begun = words[number.end + 1] === 'from' ? named(words, number.end + 2, now) : null;
  if (begun?.day != null) return { day: begun.day + number.value * (unit.startsWith('week') ? 7 : 1), end: begun.end, confidence: 0.9 };
  const tail = words.slice(number.end + 1, number.end + 3).join(' ');
  const said = words[at] === 'in' ? 0 : tail === 'from now' || tail === 'from today' ? 2 : tail.startsWith('later') ? 1 : -1;
  if (said < 0) return null;
  return { day: today + number.value * (unit.startsWith('week') ? 7 : 1), end: number.end + 1 + said, confidence: 0.9 };
}

/** The same day so many months on, or the last one there is. */
function monthsOn(now: CivilDate, months: number, day?: number | 'last'): number {
  const at = now.month - 1 + months;
  const year = now.year + Math.floor(at / 12);
  const most = daysInMonth(year, (at % 12) + 1);
  return dayNumber({ year, month: (at % 12) + 1, day: day === 'last' ? most : Math.min(day ?? now.day, most) });
}

/** "End of next month", "the end of the year", "the first of next month". */
function monthEnd(words: readonly string[], at: number, now: CivilDate): Span | null {
  if (words[at + 1] !== 'of') return null;
  const start = words[at + 2] === 'the' ? at + 3 : at + 2;
  const next = words[start] === 'next';
  const unit = next || words[start] === 'this' ? start + 1 : start;
  if (words[at] === 'end') {
    if (words[unit] === 'month') return { day: monthsOn(now, next ? 1 : 0, 'last'), end: unit + 1, confidence: 0.75 };
    return words[unit] === 'year' ? { day: dayNumber({ year: now.year + (next ? 1 : 0), month: 12, day: 31 }), end: unit + 1, confidence: 0.75 } : null;
  }
  const ordinal = words[unit] === 'month' && (next || words[start] === 'this') ? readEnglishOrdinal(words, at) : null;
  return ordinal === null ? null : { day: monthsOn(now, next ? 1 : 0, ordinal.value), end: unit + 1, confidence: 0.9 };
}

function dayOfMonth(words: readonly string[], at: number, now: CivilDate): Span | null {
  const the = words[at] === 'the' || words[at] === 'on';
  const start = words[at] === 'on' && words[at + 1] === 'the' ? at + 2 : the ? at + 1 : at;
  const ordinal = readEnglishOrdinal(words, start);
  if (!ordinal || ordinal.value < 1 || ordinal.value > 31) return null;
  if (/^(?:one|option|floor|time|choice|item|window|counter|thing|of|question|step|line|row)$/.test(words[ordinal.end] ?? '')) return null;
  const digits = /\d/.test(words[start]!);
  if (!the && !digits && words.length > ordinal.end - at) return null;
  if (ordinal.value <= 3 && !digits && !the) return null;
  return { day: upcoming(now, null, ordinal.value), end: ordinal.end, confidence: 0.85 };
}

function numeric(words: readonly string[], at: number, now: CivilDate): Span | null {
  const found = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/.exec(words[at]!);
  if (!found) return null;
  const [first, second] = [Number(found[1]), Number(found[2])];
  const [month, day] = first > 12 ? [second, first] : [first, second];
  return { day: upcoming(now, month, day, found[3] ? Number(found[3]) : undefined), end: at + 1, confidence: 0.7 };
}
