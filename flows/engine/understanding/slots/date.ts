// Days: 今天, 下周三, 三月五号, 大后天, 两天后, "next monday", "march fifth", "the 5th". Relative to the request's `today`.
import { dateOfDay, dayNumber, daysInMonth, isoDate, parseIsoDate, weekdayOf } from '../civil-date.ts';
import type { CivilDate } from '../civil-date.ts';
import type { Language } from '../../../protocol/language.ts';
import { readChineseInteger } from '../numerals-zh.ts';
import { findEnglishDay } from './date-en.ts';
import { upcoming } from './day-ahead.ts';
import type { Found, SlotReader } from './reading.ts';

const N = '[0-9零〇一二两三四五六七八九十廿]+';
const WEEK = '(?:星期|礼拜|周)';
const HOLIDAYS: Record<string, [number, number]> = { 元旦: [1, 1], 妇女节: [3, 8], 劳动节: [5, 1], 五一: [5, 1], 儿童节: [6, 1], 六一: [6, 1], 国庆节: [10, 1], 国庆: [10, 1], 十一国庆: [10, 1], 圣诞节: [12, 25], 情人节: [2, 14], 教师节: [9, 10] };
const WEEKDAYS = '一二三四五六日天';

/** A day found in text. */
export interface FoundDay { day: number; from: number; to: number; confidence: number }

/** Value: ISO date; text: as a person says it. Days of the past only where they were said outright (昨天, a year). */
export const readDate: SlotReader = (tidied, { language, today }) => {
  const found = findDay(tidied, language, today);
  if (!found) return null;
  const date = dateOfDay(found.day);
  return { value: isoDate(date), text: sayDate(date, found.day, language), confidence: found.confidence, from: found.from, to: found.to } satisfies Found;
};

/** First day named in tidied text. */
export function findDay(tidied: string, language: Language, today: string): FoundDay | null {
  const now = parseIsoDate(today);
  if (!now) return null;
  return language === 'zh' || /\p{Script=Han}/u.test(tidied) ? chineseDay(tidied, now) : findEnglishDay(tidied, now);
}

const MONTHS_EN = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DAYS_EN = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function sayDate(date: CivilDate, number: number, language: Language): string {
  const weekday = weekdayOf(number);
  return language === 'zh' ? `${date.month}月${date.day}日 星期${'一二三四五六日'[weekday]!}` : `${DAYS_EN[weekday]!}, ${date.day} ${MONTHS_EN[date.month - 1]!}`;
}

type Rule = [RegExp, (found: RegExpExecArray, now: CivilDate, today: number) => number | null, number];

const RELATIVE: Record<string, number> = { 今天: 0, 今日: 0, 今儿: 0, 今晚: 0, 今早: 0, 当天: 0, 明天: 1, 明日: 1, 明儿: 1, 明早: 1, 明晚: 1, 后天: 2, 后日: 2, 后儿: 2, 大后天: 3, 昨天: -1, 昨日: -1, 昨晚: -1, 前天: -2, 大前天: -3 };

const RULES: readonly Rule[] = [
  [/(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/u, (found, now) => upcoming(now, Number(found[2]), Number(found[3]), Number(found[1])), 0.98],
  [new RegExp(`(今年|明年|后年|去年|(?:${N})年)的?(${N})月(?:份)?的?(${N})[号日]?`, 'u'), (found, now) => upcoming(now, count(found[2]!), count(found[3]!), yearOf(found[1]!, now)), 0.98],
  [new RegExp(`(下下个?|下个?|这个?|本)月的?(${N})[号日]?`, 'u'), (found, now) => {
    const at = now.month - 1 + (found[1]!.startsWith('下下') ? 2 : found[1]!.startsWith('下') ? 1 : 0);
    return upcoming(now, (at % 12) + 1, count(found[2]!), now.year + Math.floor(at / 12));
  }, 0.95],
  [new RegExp(`(${N})月(?:份)?的?(${N})[号日]?`, 'u'), (found, now) => upcoming(now, count(found[1]!), count(found[2]!)), 0.95],
  [new RegExp(`(?<!每个?)(下下个?|下个?|这个?|本|上个?)?${WEEK}([一二三四五六日天1-7])`, 'u'), (found, _now, today) => {
    const wanted = /\d/.test(found[2]!) ? Number(found[2]) - 1 : Math.min(6, WEEKDAYS.indexOf(found[2]!));
    const monday = today - weekdayOf(today);
    const which = found[1] ?? '';
    if (which.startsWith('下下')) return monday + 14 + wanted;
    if (which.startsWith('下')) return monday + 7 + wanted;
    if (which.startsWith('上')) return monday - 7 + wanted;
    if (which !== '') return monday + wanted;
    const ahead = (wanted - weekdayOf(today) + 7) % 7;
    return today + ahead;
  }, 0.95],
  [new RegExp(`(半|${N})个月(?:之后|以后|过后|后)|过(半|${N})个月`, 'u'), (found, now, today) => {
    const said = found[1] ?? found[2]!;
    if (said === '半') return today + 15;
    const at = now.month - 1 + count(said);
    const year = now.year + Math.floor(at / 12);
    return dayNumber({ year, month: (at % 12) + 1, day: Math.min(now.day, daysInMonth(year, (at % 12) + 1)) });
  }, 0.85],
  [new RegExp(`(${N})年(?:之后|以后|过后|后)`, 'u'), (found, now) => (count(found[1]!) < 1 || count(found[1]!) > 100 ? null : dayNumber({ ...now, year: now.year + count(found[1]!), day: Math.min(now.day, daysInMonth(now.year + count(found[1]!), now.month)) })), 0.85],
  [/大后天|大前天|昨日|昨晚|今天|今日|今儿|今晚|今早|当天|明天|明日|明儿|明早|明晚|后天|后日|昨天|前天/u, (found, _now, today) => today + (RELATIVE[found[0]] ?? 0), 0.95],
  [new RegExp(`(?:过)?(${N})(天|个?星期|个?礼拜|周)(?:之后|以后|过后|后)|过(${N})天`, 'u'), (found, _now, today) => today + count(found[1] ?? found[3]!) * (found[2] === undefined || found[2] === '天' ? 1 : 7), 0.9],
  [/(今年|明年)?年底|(今|明)年末/u, (found, now) => dayNumber({ year: now.year + (/明/u.test(found[0]) ? 1 : 0), month: 12, day: 31 }), 0.75],
  [/(这个?|本|下个?)?月初/u, (found, now) => {
    const at = now.month - 1 + (found[1]?.startsWith('下') === true || now.day > 1 ? 1 : 0);
    return dayNumber({ year: now.year + Math.floor(at / 12), month: (at % 12) + 1, day: 1 });
  }, 0.7],
  [/(这|本|下)?个?周末/u, (found, _now, today) => today - weekdayOf(today) + 5 + (found[1] === '下' ? 7 : weekdayOf(today) === 6 ? 1 : 0), 0.75],
  [/(这个?|本|下个?)?月底/u, (found, now) => {
    const at = now.month - 1 + (found[1]?.startsWith('下') ? 1 : 0);
    const year = now.year + Math.floor(at / 12);
    return dayNumber({ year, month: (at % 12) + 1, day: daysInMonth(year, (at % 12) + 1) });
  }, 0.75],
  [new RegExp(Object.keys(HOLIDAYS).sort((one, other) => other.length - one.length).map((name) => (/^[五六]一$/.test(name) ? `(?<![0-9一二三四五六七八九十])${name}(?![0-9一二三四五六七八九十])` : name)).join('|'), 'u'), (found, now) => upcoming(now, ...HOLIDAYS[found[0]]!), 0.8],
  [new RegExp(`(?<![第月0-9零〇一二两三四五六七八九十]|[路街道巷弄村苑区园里院庄镇乡胡同][东西南北中]?|车位|单元|小区)(${N})[号日](?![窗柜码楼线店厅桌机门台院弄栋幢房车库]|单元|车位)`, 'u'), (found, now) => upcoming(now, null, count(found[1]!)), 0.85],
  [/(?<!\d)(\d{1,2})[/.-](\d{1,2})(?![\d.:%])/u, (found, now) => upcoming(now, Number(found[1]), Number(found[2])), 0.7],
];

function count(written: string): number {
  return readChineseInteger(written.replace(/廿/g, '二十')) ?? -1;
}

function yearOf(written: string, now: CivilDate): number {
  const named: Record<string, number> = { 今年: 0, 明年: 1, 后年: 2, 去年: -1 };
  const offset = named[written];
  if (offset !== undefined) return now.year + offset;
  const year = count(written.slice(0, -1));
  return year >= 0 && year < 100 ? (year + 2000 > now.year + 20 ? 1900 : 2000) + year : year;
}

function chineseDay(tidied: string, now: CivilDate): FoundDay | null {
  const today = dayNumber(now);
  for (const [pattern, read, confidence] of RULES) {
    const found = pattern.exec(tidied);
    if (!found) continue;
    const day = read(found, now, today);
    if (day === null) return null; // a day was said, but there is no such day: better to ask again than to read another part of it
    return { day, from: found.index, to: found.index + found[0].length, confidence };
  }
  return null;
}
