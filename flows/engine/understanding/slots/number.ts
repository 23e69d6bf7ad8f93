// Counts and measures: 两张, 二十五, 两百五, "two hundred and fifty", "two point five". Not the numbers inside dates, times, floors
// or fixed words (星期三, 三点, 一下, 十分).
import { readEnglishInteger } from '../numerals-en.ts';
import { readChineseNumber } from '../numerals-zh.ts';
import { placedWords, within } from './reading.ts';
import { saysNone } from './yes-no.ts';
import type { Found, SlotReader, SlotRequest } from './reading.ts';

const RUN_ZH = /[0-9零〇一幺二两三四五六七八九十百千万亿]+(?:[点.][0-9零一二三四五六七八九]+[千万亿]?)?|[俩仨]/gu;
const NOT_BEFORE = /(?:分之|星期|礼拜|周|第|初|[上下]午|[早晚]上|农历|尾号|统|同|万|专|唯|[a-z])$/u;
const NOT_AFTER = /^(?:点(?!\d)|月(?!票|卡|饼)|[号日](?!码)|楼|层|栋|单元|号线|般|样|下|起|直|定|些|切|旦|共|向|时|致|体|[块元角毛钱]|刻|分(?!钟)|:|\/|年(?!级)|路|[a-z%])/u;
const FIXED = /^(?:万一|一一|十万火急|千万|百万|十|百|千|万|亿)$/u;

/** A number with its place, the unit word after it left out. */
export function findNumber(tidied: string, request: SlotRequest): Found | null {
  return request.language === 'zh' || /\p{Script=Han}/u.test(tidied) ? chinese(tidied, request) : english(tidied, request);
}

/** Value: a number within `min`..`max`. */
export const readNumber: SlotReader = (tidied, request) => dozens(tidied, request) ?? findNumber(tidied, request) ?? nothing(tidied, request);

const NOTHING = /^(?:一[个位]?[都也])?(?:没有|没带|不带)(?:孩子|小孩|儿童|大人|人)?$|^(?:none|nobody|no one|not any|no (?:children|kids|adults))(?: at all)?$/u;

/** 没有, "none": zero, where zero may be answered. */
function nothing(tidied: string, request: SlotRequest): Found | null {
  return request.min === 0 && (NOTHING.test(tidied) || (request.strict === true && saysNone(tidied))) ? { value: 0, text: '0', confidence: 0.93, from: 0, to: tidied.length } : null;
}

const DOZENS = /(?<![一-龥])(半|[0-9一二两三四五六七八九十]{1,2})打(?![算听扫折电开断包的])|\b(half a|a|an|one|two|three|four|five|six) ?dozen\b/u;
const DOZEN_COUNT: Record<string, number> = { 半: 0.5, 'half a': 0.5, a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };

/** 一打, "half a dozen": twelves. */
function dozens(tidied: string, request: SlotRequest): Found | null {
  const found = DOZENS.exec(tidied);
  const said = found?.[1] ?? found?.[2];
  const count = said === undefined ? null : DOZEN_COUNT[said] ?? readChineseNumber(said);
  if (found === null || count === null || !within(count * 12, request)) return null;
  return { value: count * 12, text: String(count * 12), confidence: 0.93, from: found.index, to: found.index + found[0].length };
}

function chinese(tidied: string, request: SlotRequest): Found | null {
  for (const run of tidied.matchAll(RUN_ZH)) {
    const written = run[0];
    const to = run.index + written.length;
    const before = tidied.slice(0, run.index);
    const after = tidied.slice(to);
    const points = /^分[吧啊了的]*$/u.test(after) && (request.strict === true || /(?:^|打|给|评|算|值|觉得|就|是)$/u.test(before)); // a rating
    const numbered = request.strict === true && before === '' && /^号[桌台座柜]?[吧啊了的]*$/u.test(after); // 12号桌, asked for a number
    if (NOT_BEFORE.test(before) || (NOT_AFTER.test(after) && !points && !numbered)) continue;
    const whole = before === '' && after === '';
    if (FIXED.test(written) && !(whole && written === '十') && !(written === '十' && /^[个张位人份件次本间晚天]/u.test(after))) continue;
    const guess = /^[一二两三四五六七八九]{2}$/u.test(written) || /^(?:多|来|几)/u.test(after); // 三五个, 八十多: no number yet
    if (guess) continue;
    const value = written === '俩' ? 2 : written === '仨' ? 3 : readChineseNumber(written.replace(/〇/g, '零'));
    if (value === null || value > 1e9) continue;
    const half = /^[个张份斤天年小时]{0,2}半/u.exec(after)?.[0] ?? '';
    const exact = half !== '' && Number.isInteger(value) && !/^个半(?:小时|月)/u.test(after) ? value + 0.5 : value;
    if (!within(exact, request)) continue;
    const counted = /^[个张位人份件次本间晚天口名辆瓶盒斤公袋箱杯只条双台部包套大小周年岁度]/u.test(after);
    if (!whole && !counted && !numbered && written.length === 1 && !/(?:是|要|约|共|数|量|就|为|选|改成|打|给|评)$/u.test(before) && !points && !/^(?:吧|就|可以|好|行|$)/u.test(after)) continue;
    return { value: exact, text: String(exact), confidence: whole || counted || numbered ? 0.95 : 0.8, from: run.index, to: to + half.length };
  }
  return null;
}

const UNIT_AFTER_EN = /^(?:am|pm|a|p|o'clock|oclock|st|nd|rd|th|january|february|march|april|may|june|july|august|september|october|november|december|yuan|dollars?|bucks?|cents?|percent|%)$/;

function english(tidied: string, request: SlotRequest): Found | null {
  const placed = placedWords(tidied);
  const words = placed.map((each) => each.word);
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const decimal = /^\d+\.\d+$/.exec(word);
    const couple = word === 'couple' || word === 'pair' ? { value: 2, end: words[at + 1] === 'of' ? at + 2 : at + 1 } : word === 'dozen' ? { value: 12, end: at + 1 } : null;
    let read = decimal ? { value: Number(word), end: at + 1 } : couple ?? readEnglishInteger(words, at);
    if (read === null) continue;
    if (words[read.end] === 'point') {
      const digits: number[] = [];
      let end = read.end + 1;
      for (let next = readEnglishInteger(words, end); next && next.value < 10; next = readEnglishInteger(words, end)) {
        digits.push(next.value);
        end = next.end;
      }
      if (digits.length > 0) read = { value: Number(`${read.value}.${digits.join('')}`), end };
    }
    if (words[read.end] === 'and' && words[read.end + 1] === 'a' && words[read.end + 2] === 'half') read = { value: read.value + 0.5, end: read.end + 3 };
    const next = words[read.end] ?? '';
    const last = words[at - 1] ?? '';
    const alone = words.length === read.end - at;
    const pronoun = word === 'one' && read.end === at + 1 && !alone && (/^(?:the|this|that|which|another|any|every|no|some|first|second|third|last|next|other|one)$/.test(last) || /^(?:of|more|day|way|thing|moment|second|day|that|with|is)$/.test(next));
    const clock = /^\d+:\d+$/.test(word) || UNIT_AFTER_EN.test(next) || /^(?:half|quarter|january|february|march|april|june|july|august|september|october|november|december|room|floor|gate|flight|window)$/.test(last) || (/^(?:past|to|until|at)$/.test(last) && words.some((each) => /^(?:half|quarter|past|pm|am|o'clock)$/.test(each)));
    const digits = /^[a-z]+$/.test(next) && !decimal && !couple && read.value < 10 && readEnglishInteger(words, read.end) !== null; // one digit of many
    if (digits) { while (at + 1 < words.length && readEnglishInteger(words, at + 1) !== null) at++; continue; }
    if (pronoun || clock || !within(read.value, request) || read.value > 1e9) {
      at = Math.max(at, read.end - 1);
      continue;
    }
    return { value: read.value, text: String(read.value), confidence: alone ? 0.95 : 0.85, from: placed[at]!.from, to: placed[read.end - 1]!.to };
  }
  return null;
}
