// Sums of money: 两百五十块, 十二块五, 12.5元, ¥30, "twenty dollars", "twelve fifty". The value is in the currency's main unit.
import { readEnglishInteger } from '../numerals-en.ts';
import { readChineseNumber } from '../numerals-zh.ts';
import { placedWords, within } from './reading.ts';
import { findNumber } from './number.ts';
import type { Found, SlotReader } from './reading.ts';

const N = '[0-9零〇一二两三四五六七八九十百千万]+(?:[点.][0-9零一二三四五六七八九]+)?';
const ZH = new RegExp(`[¥$€£]? ?(${N})(万)?(?:(?:块钱|块|元钱|元整|元|圆|人民币|美元|美金|港币|欧元|刀)(?:(${N})(?:毛钱|毛|角|分)?)?(?:([0-9一二三四五六七八九])分?)?(?:钱)?(半)?)|[¥$€£] ?(\\d+(?:\\.\\d+)?)|(${N})(?:毛钱?|角钱?)(?:([0-9一二三四五六七八九])分?)?`, 'u');

/** Value: a number with at most two decimals, within `min`..`max`; a bare number counts only when it is the whole answer. */
export const readAmount: SlotReader = (tidied, request) => {
  const found = request.language === 'zh' || /\p{Script=Han}/u.test(tidied) ? chinese(tidied) : english(tidied);
  if (found) return within(found.value as number, request) ? found : null;
  const bare = findNumber(tidied, request);
  return bare && request.strict ? { ...bare, confidence: 0.8 } : bare && bare.from === 0 && bare.to === tidied.length ? { ...bare, confidence: 0.8 } : null;
};

function chinese(tidied: string): Found | null {
  const found = ZH.exec(tidied);
  if (!found) return null;
  const [, whole, ten, tail, cents, half, signed, dimes, dimeCents] = found;
  let value: number | null;
  if (signed !== undefined) value = Number(signed);
  else if (dimes !== undefined) value = (readChineseNumber(dimes) ?? NaN) / 10 + Number(readChineseNumber(dimeCents ?? '零')) / 100;
  else {
    value = readChineseNumber(whole ?? '');
    if (value === null) return null;
    if (ten) value *= 10_000;
    const part = tail === undefined ? null : readChineseNumber(tail);
    if (part !== null) value += /分$/u.test(found[0]) && cents === undefined ? part / 100 : part >= 10 ? part / 100 : part / 10;
    if (cents !== undefined) value += (readChineseNumber(cents) ?? 0) / 100;
    if (half) value += 0.5;
  }
  if (value === null || Number.isNaN(value)) return null;
  value = Math.round(value * 100) / 100;
  const money = /美元|美金|刀|\$/u.test(found[0]) ? '美元' : /港币/u.test(found[0]) ? '港币' : /欧元|€/u.test(found[0]) ? '欧元' : '元';
  return { value, text: `${value}${money}`, confidence: 0.95, from: found.index, to: found.index + found[0].length };
}

const MONEY = /^(?:yuan|kuai|rmb|renminbi|dollars?|bucks?|usd|cny|euros?|pounds?|quid)$/;
const SIGNS: Record<string, string> = { $: 'dollars', '¥': 'yuan', '€': 'euros', '£': 'pounds' };

function english(tidied: string): Found | null {
  const signed = /([$¥€£]) ?(\d+(?:\.\d+)?)/.exec(tidied);
  if (signed) return { value: Number(signed[2]), text: `${signed[2]} ${SIGNS[signed[1]!]}`, confidence: 0.95, from: signed.index, to: signed.index + signed[0].length };
  const placed = placedWords(tidied);
  const words = placed.map((each) => each.word);
  for (let at = 0; at < words.length; at++) {
    const attached = /^(\d+(?:\.\d+)?)(yuan|rmb|usd|dollars?)$/.exec(words[at]!);
    const decimal = /^\d+\.\d+$/.test(words[at]!) ? { value: Number(words[at]), end: at + 1 } : null;
    const read = attached ? { value: Number(attached[1]), end: at + 1 } : decimal ?? readEnglishInteger(words, at);
    if (!read) continue;
    let value = read.value;
    let end = read.end;
    if (words[end] === 'point') {
      const digits: string[] = [];
      for (let next = readEnglishInteger(words, end + 1 + digits.length); next && next.value < 10; next = readEnglishInteger(words, end + 1 + digits.length)) digits.push(String(next.value));
      value = Number(`${value}.${digits.join('') || '0'}`);
      end += 1 + digits.length;
    }
    let unit = attached?.[2] ?? words[end] ?? '';
    if (!attached && MONEY.test(unit)) {
      end++;
    } else if (/^cents?$/.test(unit)) {
      return cents(value, placed[at]!.from, placed[end]!.to);
    } else if (!attached) {
      const small = readEnglishInteger(words, end);
      const pair = at === 0 && small !== null && small.end === words.length && small.value >= 10 && small.value < 100 && value < 1000;
      if (!pair) {
        at = end - 1;
        continue;
      }
      value += small.value / 100;
      end = small.end;
      unit = 'yuan';
    }
    const joined = words[end] === 'and' ? end + 1 : end;
    const rest = readEnglishInteger(words, joined);
    if (rest && rest.value < 100 && Number.isInteger(value)) {
      const named = /^cents?$/.test(words[rest.end] ?? '');
      if (named || (joined === end && rest.value >= 10)) {
        value += rest.value / 100;
        end = named ? rest.end + 1 : rest.end;
      }
    }
    value = Math.round(value * 100) / 100;
    return { value, text: `${value} ${unit}`, confidence: 0.95, from: placed[at]!.from, to: placed[end - 1]!.to };
  }
  return null;
}

const cents = (value: number, from: number, to: number): Found => ({ value: value / 100, text: `${value} cents`, confidence: 0.9, from, to });
