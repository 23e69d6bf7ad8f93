// The two ends of a stretch of days or hours: 周一到周三, 下午两点到四点, "from friday to monday".
import { dateOfDay, isoDate } from '../civil-date.ts';
import { findDay } from './date.ts';
import type { Found, SlotReader } from './reading.ts';
import { readTime } from './time.ts';

const BETWEEN_ZH = /^(?:开始)?(?:一直)?(?:到|至|~|-)/u;
const BETWEEN_EN = /^ ?(?:to|till|until|through|and|-) /;

/** Reads one end, then the other right behind a joining word. */
function twoEnds(tidied: string, zh: boolean, read: (text: string) => Found | null): { first: Found; second: Found; to: number } | null {
  const first = read(tidied);
  if (!first) return null;
  const after = tidied.slice(first.to);
  const joint = (zh ? BETWEEN_ZH : BETWEEN_EN).exec(after);
  if (!joint) return null;
  const begin = first.to + joint[0].length;
  const second = read(tidied.slice(begin));
  return second && second.from === 0 ? { first, second, to: begin + second.to } : null;
}

/** Value: { from, to } as ISO dates, in order; a weekday as the second end is the next one after the first. */
export const readDateRange: SlotReader = (tidied, { language, today }) => {
  const ends = twoEnds(tidied, language === 'zh', (text) => {
    const found = findDay(text, language, today);
    return found ? { value: found.day, text: isoDate(dateOfDay(found.day)), confidence: found.confidence, from: found.from, to: found.to } : null;
  });
  if (!ends) return null;
  const from = ends.first.value as number;
  let until = ends.second.value as number;
  if (until < from && from - until < 7) until += 7;
  if (until < from) return null;
  const value = { from: isoDate(dateOfDay(from)), to: isoDate(dateOfDay(until)) };
  return { value, text: `${value.from} – ${value.to}`, confidence: Math.min(ends.first.confidence, ends.second.confidence), from: ends.first.from, to: ends.to };
};

/** Value: { from, to } as HH:MM, in order. */
export const readTimeRange: SlotReader = (tidied, request) => {
  const ends = twoEnds(request.language === 'zh' ? tidied : tidied.replace(/\bbetween (?=.* and )/, ''), request.language === 'zh', (text) => readTime(text, request));
  if (!ends) return null;
  const value = { from: ends.first.value as string, to: ends.second.value as string };
  if (value.to <= value.from) return null;
  const shift = tidied.length - (request.language === 'zh' ? tidied : tidied.replace(/\bbetween (?=.* and )/, '')).length;
  return { value, text: `${value.from} – ${value.to}`, confidence: Math.min(ends.first.confidence, ends.second.confidence), from: ends.first.from, to: ends.to + shift };
};
