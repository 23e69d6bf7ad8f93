// The two ends of a stretch of days or hours: 周一到周三, 下午两点到四点, "from friday to monday", 明天住两晚, "the afternoon".
import { dateOfDay, dayNumber, isoDate, parseIsoDate, weekdayOf } from '../civil-date.ts';
import { readEnglishInteger } from '../numerals-en.ts';
import { readChineseInteger } from '../numerals-zh.ts';
import { findDay } from './date.ts';
import { placedWords } from './reading.ts';
import type { Found, SlotReader } from './reading.ts';
import { readTime } from './time.ts';

const JOINT_ZH = /(?:开始)?(?:一直)?(?:到|至|~|-|—|和)/gu;
const JOINT_EN = / ?(?:\b(?:to|till|until|through|thru|and)\b|-) ?/g;
const OPEN_EN = /\b(?:from|between)\s+$/;

interface Ends { first: Found; second: Found; from: number; to: number }

/** Reads what stands before a joining word and what stands behind it; the first joint that parts two answers counts. */
function twoEnds(tidied: string, zh: boolean, read: (text: string) => Found | null, second: (text: string, first: Found) => Found | null): Ends | null {
  for (const joint of tidied.matchAll(zh ? JOINT_ZH : JOINT_EN)) {
    const left = tidied.slice(0, joint.index);
    const begin = joint.index + joint[0].length;
    const one = read(left);
    if (one === null || one.to < left.trimEnd().length) continue;
    const other = second(tidied.slice(begin), one);
    if (other === null || other.from > (zh ? 2 : 5)) continue;
    const opening = OPEN_EN.exec(tidied.slice(0, one.from));
    return { first: one, second: other, from: opening?.index ?? (tidied[one.from - 1] === '从' ? one.from - 1 : one.from), to: begin + other.to };
  }
  return null;
}

/** Value: { from, to } as ISO dates, in order; a weekday as the second end is the next one after the first. */
export const readDateRange: SlotReader = (tidied, request) => {
  const { language, today } = request;
  const zh = language === 'zh' || /\p{Script=Han}/u.test(tidied);
  const keyed = /(\d{4}-\d{2}-\d{2}) ?[-~到至]? ?(\d{4}-\d{2}-\d{2})/u.exec(tidied);
  const [begun, ended] = [parseIsoDate(keyed?.[1] ?? ''), parseIsoDate(keyed?.[2] ?? '')];
  if (keyed !== null && begun !== null && ended !== null) return dayNumber(ended) < dayNumber(begun) ? null : days(dayNumber(begun), dayNumber(ended), 0.98, keyed.index, keyed.index + keyed[0].length);
  const day = (text: string, from: string): Found | null => {
    const found = findDay(text, language, from);
    return found ? { value: found.day, text: '', confidence: found.confidence, from: found.from, to: found.to } : null;
  };
  const ends = twoEnds(tidied, zh, (text) => day(text, today), (text, first) => {
    const start = isoDate(dateOfDay(first.value as number));
    return day(text, /今|明|后|昨|today|tomorrow/u.test(text) ? today : start) ?? (zh ? dayOnly(text, start) : wordDay(text, start));
  });
  if (ends) {
    const from = ends.first.value as number;
    let until = ends.second.value as number;
    if (until < from && from - until < 7) until += 7;
    return until < from ? null : days(from, until, Math.min(ends.first.confidence, ends.second.confidence), ends.from, ends.to);
  }
  const read = lasting(tidied, zh, (text) => day(text, today)) ?? wholeWeek(tidied, request);
  if (read !== null || request.strict !== true) return read;
  // Asked for days, one day is a stretch of one.
  const single = findDay(tidied, language, today);
  return single === null ? null : days(single.day, single.day, Math.min(0.7, single.confidence), single.from, single.to);
};

function days(from: number, until: number, confidence: number, start: number, end: number): Found {
  const value = { from: isoDate(dateOfDay(from)), to: isoDate(dateOfDay(until)) };
  return { value, text: `${value.from} – ${value.to}`, confidence, from: start, to: end };
}

/** 到五 and "to the fifth", "to 5" as a second end: a day of the first end's month. */
function dayOnly(text: string, start: string): Found | null {
  const found = /^([0-9一二三四五六七八九十]{1,3})(?:[号日]|$)/u.exec(text);
  const number = found === null ? null : readChineseInteger(found[1] ?? '');
  const day = number === null || number > 31 ? null : findDay(`${number}号`, 'zh', start);
  return found === null || day === null ? null : { value: day.day, text: '', confidence: 0.85, from: 0, to: found[0].length };
}

function wordDay(text: string, start: string): Found | null {
  const placed = placedWords(text);
  const read = readEnglishInteger(placed.map((each) => each.word), 0);
  const day = read === null || read.value < 1 || read.value > 31 ? null : findDay(`the ${read.value}th`, 'en', start);
  return read === null || day === null ? null : { value: day.day, text: '', confidence: 0.8, from: 0, to: placed[read.end - 1]!.to };
}

const LASTS_ZH = /^(?:开始|起|入住|来|住|玩|待|[,，])*(?:一共|总共)?(?:住|玩|待)?([0-9一二两三四五六七八九十]+)(天|晚上?|夜|个?星期|个?礼拜|周)/u;

/** 明天住两晚, "tomorrow for two nights": nights end a day later than days do. */
function lasting(tidied: string, zh: boolean, read: (text: string) => Found | null): Found | null {
  const first = read(tidied);
  if (first === null) return null;
  const after = tidied.slice(first.to);
  const start = first.value as number;
  const place = (count: number, unit: string, length: number): Found => {
    const week = /周|星期|礼拜|week/u.test(unit);
    const length_ = count * (week ? 7 : 1);
    return days(start, start + length_ - (/晚|夜|night/u.test(unit) ? 0 : 1), 0.85, first.from, first.to + length);
  };
  if (zh) {
    const lasts = LASTS_ZH.exec(after);
    const count = lasts === null ? null : readChineseInteger(lasts[1] ?? '');
    return lasts === null || count === null || count < 1 ? null : place(count, lasts[2] ?? '', lasts[0].length);
  }
  const placed = placedWords(after);
  const words = placed.map((each) => each.word);
  const at = words[0] === 'for' ? 1 : 0;
  const count = /^an?$/.test(words[at] ?? '') ? { value: 1, end: at + 1 } : readEnglishInteger(words, at);
  const unit = count === null ? undefined : /^(?:nights?|days?|weeks?)$/.exec(words[count.end] ?? '')?.[0];
  return count === null || unit === undefined || count.value < 1 ? null : place(count.value, unit, placed[count.end]!.to);
}

/** 下周, 这周末, "next week", "the weekend". */
function wholeWeek(tidied: string, request: Parameters<SlotReader>[1]): Found | null {
  const now = parseIsoDate(request.today);
  const found = /(下下个?|下个?|这个?|本)(?:星期|礼拜|周)(末)?(?![一二三四五六日天1-7])|周末|\b(this|next|the)\s+(week|weekend)\b/u.exec(tidied);
  if (now === null || found === null || !mostly(tidied, found[0], request)) return null;
  const number = dayNumber(now);
  const monday = number - weekdayOf(number);
  const later = found[1]?.startsWith('下下') === true ? 14 : found[1]?.startsWith('下') === true || found[3] === 'next' ? 7 : 0;
  const weekend = found[2] !== undefined || found[0] === '周末' || found[4] === 'weekend';
  const from = weekend ? monday + later + 5 : later === 0 ? number : monday + later;
  return days(from, monday + later + 6, 0.8, found.index, found.index + found[0].length);
}

const PARTS: readonly [RegExp, string, string][] = [
  [/全天|一整天|整天|都可以|什么时候都行|\b(?:all day|any ?time|the whole day)\b/u, '00:00', '23:59'],
  [/上午|早上|\bmorning\b/u, '08:00', '12:00'], [/下午|\bafternoon\b/u, '12:00', '18:00'], [/晚上|傍晚|\bevening\b/u, '18:00', '21:00'],
];

/** Value: { from, to } as HH:MM, in order. A part of the day by itself is cut to the opening hours. */
export const readTimeRange: SlotReader = (tidied, request) => {
  const zh = request.language === 'zh' || /\p{Script=Han}/u.test(tidied);
  const keyed = /(\d{2}:\d{2}) ?[-~到至]? ?(\d{2}:\d{2})/u.exec(tidied);
  if (keyed?.[1] !== undefined && keyed[2] !== undefined && keyed[1] < keyed[2]) return hours(keyed[1], keyed[2], 0.98, keyed.index, keyed.index + keyed[0].length);
  const read = (text: string): Found | null => readTime(text, request) ?? hourOnly(text, zh, request);
  const ends = twoEnds(tidied, zh, read, read);
  if (ends) {
    let from = ends.first.value as string;
    let to = ends.second.value as string;
    // "seven to nine in the evening", 晚上七点到九点: the half of the day said once counts for both.
    if (ends.first.confidence < 0.9 && ends.second.confidence >= 0.9 && plusHalf(from) < to && Number(from.slice(0, 2)) < 12 && Number(to.slice(0, 2)) >= 12 && (request.opens === undefined || from < request.opens || Number(from.slice(0, 2)) < 7 || /pm|evening|晚/u.test(tidied))) from = plusHalf(from);
    if (to <= from && plusHalf(to) > from && Number(to.slice(0, 2)) < 12) to = plusHalf(to);
    if (to <= from && minusHalf(from) < to && ends.first.confidence < 0.9) from = minusHalf(from);
    if (to <= from) return null;
    return hours(from, to, Math.min(ends.first.confidence, ends.second.confidence), ends.from, ends.to);
  }
  for (const [part, from, to] of PARTS) {
    const found = part.exec(tidied);
    if (found === null || !mostly(tidied, found[0], request)) continue;
    const begin = request.opens !== undefined && request.opens > from ? request.opens : from;
    const end = request.closes !== undefined && request.closes < to ? request.closes : to;
    const after = tidied.slice(found.index + found[0].length);
    if (/^[0-9零一二两三四五六七八九十]/u.test(after) || end <= begin || (from === '00:00' && (request.opens === undefined || request.closes === undefined))) return null;
    return hours(begin, end, 0.8, found.index, found.index + found[0].length);
  }
  return null;
};

/** Unasked, a vague stretch ("the afternoon", 下周) counts only where hardly anything else was said. */
function mostly(tidied: string, found: string, request: Parameters<SlotReader>[1]): boolean {
  return request.strict === true || tidied.length - found.length <= (request.language === 'zh' ? 3 : 8);
}

/** "two" and 两 beside a joining word are hours. */
function hourOnly(text: string, zh: boolean, request: Parameters<SlotReader>[1]): Found | null {
  if (zh) {
    const found = /(?<![周期拜月号日])([0-9一二两三四五六七八九十]{1,3})$/u.exec(text);
    return found === null ? null : shifted(readTime(`${found[1]}点`, request), found.index, found[0].length);
  }
  const placed = placedWords(text);
  const last = placed.at(-1);
  const read = last === undefined ? null : readTime(last.word, request);
  return last === undefined || read === null ? null : { ...read, from: last.from, to: last.to };
}

function shifted(found: Found | null, at: number, length: number): Found | null {
  return found === null ? null : { ...found, from: at, to: at + length };
}

function hours(from: string, to: string, confidence: number, start: number, end: number): Found {
  return { value: { from, to }, text: `${from} – ${to}`, confidence, from: start, to: end };
}

const plusHalf = (clock: string): string => `${String((Number(clock.slice(0, 2)) + 12) % 24).padStart(2, '0')}${clock.slice(2)}`;
const minusHalf = (clock: string): string => (Number(clock.slice(0, 2)) >= 12 ? `${String(Number(clock.slice(0, 2)) - 12).padStart(2, '0')}${clock.slice(2)}` : clock);
