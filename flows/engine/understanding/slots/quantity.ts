// How much of what is counted: 三斤苹果, 半斤, 一打, "two kilos", "half a dozen". A bare number counts where nothing else was said.
import { readEnglishInteger } from '../numerals-en.ts';
import { readChineseNumber } from '../numerals-zh.ts';
import { findNumber } from './number.ts';
import { placedWords, within } from './reading.ts';
import type { Found, SlotReader, SlotRequest } from './reading.ts';

/** Value: { amount, unit }; the unit as it was said, English in the singular, empty where there was none. A dozen is 12 of no unit. */
export const readQuantity: SlotReader = (tidied, request) => {
  const found = request.language === 'zh' || /\p{Script=Han}/u.test(tidied) ? chinese(tidied, request) : english(tidied, request);
  return found ?? bare(tidied, request);
};

/** `number` beside `unit`; "apples" or 苹果 behind it are left over. */
function made(amount: number, unit: string, confidence: number, from: number, to: number, request: SlotRequest): Found | null {
  const exact = Math.round(amount * 1000) / 1000;
  if (!within(exact, request)) return null;
  const zh = /\p{Script=Han}/u.test(unit) || (unit === '' && request.language === 'zh');
  return { value: { amount: exact, unit }, text: zh || unit === '' ? `${exact}${unit}` : `${exact} ${unit}${exact === 1 || unit === 'kg' || unit === 'ml' || unit === 'km' ? '' : unit === 'box' ? 'es' : unit === 'copy' ? '' : 's'}`.replace('persons', 'people').replace(/ copy$/, exact === 1 ? ' copy' : ' copies'), confidence, from, to };
}

const N = '[0-9零〇一二两三四五六七八九十百千万]+(?:[点.][0-9零一二三四五六七八九]+)?';
const UNITS_ZH = '公斤|千克|毫升|公里|千米|厘米|平方米|平米|小时|分钟|星期|礼拜|斤|两|克|吨|升|米|瓶|盒|箱|袋|包|件|张|份|位|人|口|本|台|部|条|双|对|副|套|杯|碗|盘|碟|只|支|枝|根|块|片|串|罐|听|桶|捆|把|朵|束|颗|粒|头|辆|架|间|户|天|晚|夜|周|月|年|次|遍|趟|名|度|页|封|卷|排|提|打|个';
const ZH = new RegExp(`(半|${N}|俩|仨)(多|来|几)?(?:个(?=(?:人|小时|星期|礼拜|月|半)))?(半(?:个)?)?(${UNITS_ZH})(半|[一二两三四五六七八九]两)?`, 'gu');
const NOT_BEFORE = /(?:星期|礼拜|周|第|初|尾号|统|同|专|几)$/u;
const NOT_AFTER = /^(?:钱|号|楼|层|点|月[0-9一二三四五六七八九十]|分之)/u;

function chinese(tidied: string, request: SlotRequest): Found | null {
  for (const found of tidied.matchAll(ZH)) {
    const [whole, number, vague, inner, unit, tail] = found;
    const before = tidied.slice(0, found.index);
    const after = tidied.slice(found.index + whole.length);
    if (vague !== undefined || NOT_BEFORE.test(before) || NOT_AFTER.test(after)) continue;
    if (/^[一二两三四五六七八九]{2}$/u.test(number ?? '') && number !== '一一') continue; // 三五个: no number yet
    if (number === '一' && /^(?:块|起|对|度|把|直|个)$/u.test(unit ?? '') && /^(?:儿|去|来|起|月)/u.test(after)) continue;
    const value = number === '半' ? 0.5 : number === '俩' ? 2 : number === '仨' ? 3 : readChineseNumber(number ?? '');
    if (value === null || value > 1e9) continue;
    let amount = value + (inner === undefined ? 0 : 0.5);
    if (tail === '半') amount += 0.5;
    else if (tail !== undefined && unit === '斤') amount += (readChineseNumber(tail[0] ?? '') ?? 0) / 10;
    const end = found.index + whole.length - (tail !== undefined && tail !== '半' && unit !== '斤' ? tail.length : 0);
    const read = unit === '打' ? made(amount * 12, '', 0.93, found.index, end, request) : made(amount, unit ?? '', 0.95, found.index, end, request);
    if (read !== null) return read;
  }
  return null;
}

const UNIT_EN = /^(kilograms?|kilos?|kgs?|grams?|pounds?|lbs?|ounces?|litres?|liters?|millilitres?|milliliters?|ml|kilometres?|kilometers?|km|miles?|metres?|meters?|bottles?|box(?:es)?|bags?|packs?|packets?|packages?|parcels?|pieces?|slices?|tickets?|cop(?:y|ies)|people|persons?|guests?|adults?|children|nights?|days?|weeks?|hours?|minutes?|months?|years?|times?|rooms?|seats?|tables?|pairs?|sets?|cups?|glass(?:es)?|bowls?|cans?|cartons?|crates?|rolls?|sheets?|pages?|items?|units|portions?|servings?)$/;

function singular(unit: string): string {
  const odd: Record<string, string> = { people: 'person', boxes: 'box', copies: 'copy', glasses: 'glass', children: 'child', kgs: 'kg', lbs: 'lb' };
  return odd[unit] ?? (/ss$/.test(unit) ? unit : unit.replace(/(?<=[a-z]{2})s$/, ''));
}

function english(tidied: string, request: SlotRequest): Found | null {
  const placed = placedWords(tidied.replace(/(\d)(kgs?|ml|km|lbs?|g)\b/g, '$1 $2'));
  const shifted = placed.some((each) => /^(?:kgs?|ml|km|lbs?|g)$/.test(each.word)) && !/\s(?:kgs?|ml|km|lbs?|g)\b/.test(tidied);
  const words = placed.map((each) => each.word);
  for (let at = 0; at < words.length; at++) {
    const read = amountAt(words, at);
    if (read === null) continue;
    const dozen = /^dozens?$/.test(words[read.end] ?? '');
    const of = dozen ? read.end + 1 : read.end;
    const adjective = /^(?:more|large|small|big|whole|full|extra)$/.test(words[of] ?? '') ? of + 1 : of;
    const unit = UNIT_EN.exec(words[adjective] ?? '')?.[1] ?? (words[adjective] === 'g' ? 'gram' : undefined);
    if (unit === undefined && !dozen) { at = read.end - 1; continue; }
    const amount = read.value * (dozen ? 12 : 1);
    const half = unit !== undefined && words.slice(adjective + 1, adjective + 4).join(' ') === 'and a half' ? 0.5 : 0;
    const end = (unit === undefined ? of : adjective + 1) + (half > 0 ? 3 : 0);
    const to = shifted ? Math.min(tidied.length, placed[end - 1]!.to) : placed[end - 1]!.to;
    const found = made(amount + half, unit === undefined ? '' : singular(unit), 0.93, placed[at]!.from, to, request);
    if (found !== null) return found;
  }
  return null;
}

/** "two", "two and a half", "half a", "a", "a couple of", "2.5". */
function amountAt(words: readonly string[], at: number): { value: number; end: number } | null {
  const word = words[at] ?? '';
  if (word === 'half') return /^an?$/.test(words[at + 1] ?? '') ? { value: 0.5, end: at + 2 } : { value: 0.5, end: at + 1 };
  if (/^(?:couple|pair)$/.test(word) && words[at + 1] === 'of') return { value: 2, end: at + 2 };
  if (/^\d+\.\d+$/.test(word)) return { value: Number(word), end: at + 1 };
  const number = readEnglishInteger(words, at);
  if (number === null) {
    if (!/^an?$/.test(word)) return null;
    if (words[at + 1] === 'half') return { value: 0.5, end: at + 2 };
    if (/^(?:couple|pair)$/.test(words[at + 1] ?? '') && words[at + 2] === 'of') return { value: 2, end: at + 3 };
    return { value: 1, end: at + 1 };
  }
  if (words.slice(number.end, number.end + 3).join(' ') === 'and a half') return { value: number.value + 0.5, end: number.end + 3 };
  if (words[number.end] === 'point') {
    const part = readEnglishInteger(words, number.end + 1);
    if (part !== null && part.value < 10) return { value: number.value + part.value / 10, end: part.end };
  }
  return number;
}

/** A number and nothing else is an answer to "how many?". */
function bare(tidied: string, request: SlotRequest): Found | null {
  const number = findNumber(tidied, request);
  if (number === null || (!request.strict && (number.from !== 0 || number.to !== tidied.length))) return null;
  const behind = tidied.slice(number.to);
  if (/^(?:多|来|几|点|月|号|楼|块|元|毛)/u.test(behind)) return null;
  return made(number.value as number, '', Math.min(0.85, number.confidence), number.from, number.to, request);
}
