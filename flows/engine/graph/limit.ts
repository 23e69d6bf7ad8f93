// The number in "under 20 yuan", "三天以内", "半小时": its place in the sentence and its worth in the attribute's unit.
import type { Language } from '../../protocol/language.ts';
import { tidy } from '../understanding/normalise.ts';
import { readEnglishInteger } from '../understanding/numerals-en.ts';
import { readChineseNumber } from '../understanding/numerals-zh.ts';
import { placedWords } from '../understanding/slots/reading.ts';

/** `value` in yuan, minutes, days or the attribute's own unit; `rest` is the sentence without it. */
export interface Limit { value: number; rest: string; /** It was said with its unit. */ united: boolean }

const RUN_ZH = /[¥￥$]?(半|[0-9零〇一二两三四五六七八九十百千万]+(?:[点.][0-9零一二三四五六七八九]+)?)(来|多|几)?(万)?(个?半(?=小时|钟头|天|年|个?月))?/gu;
const UNIT_ZH = {
  money: /^(?:多|来)?(?:块钱|元钱|块|元|圆|人民币|毛钱|毛|角)([0-9一二三四五六七八九](?![0-9]))?(?:钱)?/u,
  time: /^(?:多|来)?(?:个)?(分钟|分(?!之)|刻钟|小时|钟头|个?工作日|天|日|周|星期|礼拜|个?月|年)/u,
} as const;
const MINUTES_ZH: [RegExp, number][] = [[/分/u, 1], [/刻/u, 15], [/小时|钟头/u, 60], [/工作日|天|日/u, 1440], [/周|星期|礼拜/u, 10_080], [/月/u, 43_200], [/年/u, 525_600]];
const MINUTES_EN: [RegExp, number][] = [[/^min/, 1], [/^quarter/, 15], [/^h/, 60], [/^(?:working |business )?d/, 1440], [/^w/, 10_080], [/^mo/, 43_200], [/^y/, 525_600]];
/** Numbers of other things: "三个人" is no sum, "三天" no number of seats. */
const COUNTED_ZH = /^(?:个(?!以)|位|名|口|人|天|日|小时|分钟|张|份|岁|点|号|楼|层|星|次|年|月|斤|瓶|兆|[gGmM])/u;
const MEASURED_ZH = /^(?:块|元|毛|天|日|小时|分钟|点|号|楼|层|岁|年|月)/u;
const COUNTED_EN = /^(?:days?|nights?|hours?|minutes?|weeks?|months?|years?|people|persons?|guests?|kids?|adults?|child(?:ren)?|stars?|tickets?|pieces?|items?|megabits?|gigabytes?|g|gb|mb|of|am|pm|o'clock|floors?|windows?)$/;
const MEASURED_EN = /^(?:days?|hours?|minutes?|weeks?|months?|years?|yuan|dollars?|bucks?|am|pm|o'clock)$/;
const BOUND_ZH = /^(?:个|人|位|台|张|件|本|间|座|度|瓶|盒|斤|公斤|级|寸)*(?:以下|以内|之内|以上|左右|内)/u;

/** Null when no number stands there that can be a limit of such an attribute. */
export function readLimit(text: string, type: string, unit: string, language: Language): Limit | null {
  const tidied = tidy(text, language);
  return language === 'zh' || /\p{Script=Han}/u.test(tidied) ? chinese(tidied, type, unit) : english(tidied, type, unit);
}

function chinese(text: string, type: string, unit: string): Limit | null {
  for (const run of text.matchAll(RUN_ZH)) {
    const [whole, digits = '', vague, ten, half] = run as unknown as [string, string?, string?, string?, string?];
    const after = text.slice(run.index + whole.length);
    const before = text.slice(0, run.index);
    if (/(?:星期|礼拜|周|第)$/u.test(before)) continue;
    let value = digits === '半' ? 0.5 : readChineseNumber(digits.replaceAll('〇', '零'));
    if (value === null) continue;
    if (ten !== undefined) value *= 10_000;
    if (half !== undefined) value += 0.5;
    let length = whole.length;
    let united = true;
    if (type === 'minutes' || type === 'days') {
      const found = UNIT_ZH.time.exec(after);
      const minutes = found === null ? undefined : MINUTES_ZH.find(([word]) => word.test(found[1] ?? ''))?.[1];
      if (found === null || minutes === undefined) continue;
      value = inUnit(value * minutes, type);
      length += found[0].length;
    } else {
      const found = type === 'money' ? UNIT_ZH.money.exec(after) : unit !== '' && after.startsWith(unit) ? ([unit] as string[]) : null;
      const tenth = found?.[1];
      const dimes = tenth === undefined ? 0 : (readChineseNumber(tenth) ?? 0) / 10;
      united = found !== null;
      if (found === null && (type === 'money' ? COUNTED_ZH : MEASURED_ZH).test(after)) continue;
      if (found) {
        const written = found[0] ?? '';
        value = /^[毛角]/u.test(written) ? value / 10 : value + dimes;
        length += written.length;
      } else if (digits.length < 2 && vague === undefined && !/\d/.test(digits) && !BOUND_ZH.test(after) && !(type === 'number' && /^(?:个|位|名)?人/u.test(after)) && !/(?:(?<![找看买等得])不到|超过|至少|低于|高于|少于|多于|不超过)$/u.test(before)) continue;
    }
    if (type === 'number') length += /^(?:个|位|名|口|张|台|间|件|本)?(?:人|座位|座)?/u.exec(text.slice(run.index + length))?.[0].length ?? 0;
    return { value: Math.round(value * 100) / 100, rest: `${before}${text.slice(run.index + length)}`, united };
  }
  return null;
}

const MONEY_EN = /^(?:yuan|kuai|rmb|renminbi|dollars?|bucks?|usd|cny|euros?|pounds?|quid)$/;

function english(text: string, type: string, unit: string): Limit | null {
  const placed = placedWords(text.replaceAll(/[¥$€£] ?(?=\d)/g, ''));
  const words = placed.map((each) => each.word);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const attached = /^(\d+(?:\.\d+)?)(yuan|rmb|min|mins|h|d)?$/.exec(word);
    const half = ((type === 'minutes' || type === 'days') && word === 'half' && /^(?:an?|hour|day)$/.test(words[at + 1] ?? '')) ? { value: 0.5, end: words[at + 1] === 'an' || words[at + 1] === 'a' ? at + 2 : at + 1 } : null;
    const one = (type === 'minutes' || type === 'days') && /^(?:an?)$/.test(word) && /^(?:hour|day|week|month|year|minute|hundred|quarter)$/.test(words[at + 1] ?? '') && words[at + 1] !== 'hundred' ? { value: 1, end: at + 1 } : null;
    const read = half ?? one ?? (attached ? { value: Number(attached[1]), end: at + 1 } : readEnglishInteger(words, at));
    if (read === null || (word === 'one' && /^(?:which|the|this|that|cheapest|what|any|no)$/.test(words[at - 1] ?? ''))) continue;
    let { value, end } = read;
    let united = type === 'minutes' || type === 'days' || /[¥$€£] ?\d/.test(text);
    if (type === 'minutes' || type === 'days') {
      if (words[end] === 'and' && words[end + 1] === 'a' && words[end + 2] === 'half') { value += 0.5; end += 3; }
      const kind = attached?.[2] ?? (/^(?:working|business)$/.test(words[end] ?? '') ? words[++end] : words[end]) ?? '';
      const minutes = MINUTES_EN.find(([form]) => form.test(kind))?.[1];
      if (minutes === undefined) { at = end - 1; continue; }
      value = inUnit(value * minutes, type);
      if (attached?.[2] === undefined) end += 1;
      if (words[end] === 'of' && words[end + 1] === 'an') end += 3;
    } else if (type === 'money' && (attached?.[2] !== undefined || MONEY_EN.test(words[end] ?? ''))) { united = true; if (attached?.[2] === undefined) end += 1; }
    else if (unit !== '' && (words[end] ?? '').startsWith(unit.slice(0, -1))) { united = true; end += 1; }
    if (!united && (type === 'money' ? COUNTED_EN : MEASURED_EN).test(words[end] ?? '')) { at = end - 1; continue; }
    const rest = [...words.slice(0, at), ...words.slice(end)].join(' ');
    return { value: Math.round(value * 100) / 100, rest, united };
  }
  return null;
}

function inUnit(minutes: number, type: string): number {
  return type === 'days' ? minutes / 1440 : minutes;
}
