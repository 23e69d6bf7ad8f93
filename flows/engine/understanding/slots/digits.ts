// Strings of digits: codes, phone numbers, identity numbers. The value is always a string, because leading zeros count.
import { daysInMonth } from '../civil-date.ts';
import { digitRuns } from './digit-run.ts';
import type { SlotReader } from './reading.ts';

const BESIDE_ZH = /^(?:点|月|日|号(?!码)|楼|层|块|元|毛|年|天|小时|分|个(?!人)|张|位(?!是)|件|份|斤|岁|万|千|百|十)/u;
const LEAD_ZH = /(?:星期|礼拜|周|第|上|下|初|十|百|千|万)$/u;

/** Digits of any kind; `min`/`max` bound their number. A lone digit inside a sentence is not read. */
export const readDigits: SlotReader = (tidied, { language, min, max }) => {
  for (const run of digitRuns(tidied, language)) {
    const count = run.digits.length;
    if ((min !== undefined && count < min) || (max !== undefined && count > max)) continue;
    const whole = run.from === 0 && run.to === tidied.length;
    const before = tidied.slice(0, run.from);
    const after = tidied.slice(run.to);
    if (language === 'zh' && !whole && (BESIDE_ZH.test(after) || LEAD_ZH.test(before)) && count < 4) continue;
    if (!whole && count < 3 && !/(?:号码?|码|是|位|编号|number|code|is|it's) ?$/u.test(before)) continue;
    if (language === 'zh' && whole && /^[一二三四五六七八九]$/.test(tidied) && (min ?? 1) > 1) continue;
    return { value: run.digits, text: run.digits, confidence: min !== undefined && min === max ? 0.95 : count >= 4 ? 0.9 : 0.8, from: run.from, to: run.to };
  }
  return null;
};

/**
 * Chinese mobile (11 digits), landline with area code, 400/800 numbers; with a plus in front a number of any country. Shorter or
 * other numbers (a short landline, an inner line) only where `min`/`max` allow their length.
 */
export const readPhone: SlotReader = (tidied, { language, strict, min, max }) => {
  const limited = min !== undefined || max !== undefined;
  for (const run of digitRuns(tidied, language)) {
    const digits = run.digits.replace(/^(?:0086|86)(?=1[3-9]\d{9}$)/, '');
    const named = /(?:电话|座机|固话|phone|number|tel|call me(?: on| at)?)[^\d]{0,8}$/u.test(tidied.slice(0, run.from));
    const international = tidied[run.from] === '+' || tidied[run.from - 1] === '+';
    let text: string | null = null;
    if (/^1[3-9]\d{9}$/.test(digits)) text = `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`;
    else if (/^0(?:10|2\d)\d{8}$/.test(digits)) text = `${digits.slice(0, 3)}-${digits.slice(3)}`;
    else if (/^0[3-9]\d{2}\d{7,8}$/.test(digits)) text = `${digits.slice(0, 4)}-${digits.slice(4)}`;
    else if (/^[48]00\d{7}$/.test(digits)) text = `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`;
    else if (limited && (strict || named) && digits.length >= (min ?? 1) && digits.length <= (max ?? 15)) text = digits;
    else if (international && digits.length >= 8 && digits.length <= 15) text = `+${digits}`;
    if (text !== null) return { value: international && text.startsWith('+') ? text : digits, text, confidence: digits.length === 11 ? 0.95 : 0.85, from: run.from, to: run.to };
  }
  return null;
};

const FACTORS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Whether an 18-place identity number has a possible birthday and the right check character (GB 11643-1999). */
export function isIdentityNumber(number: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return false;
  const year = Number(number.slice(6, 10));
  const month = Number(number.slice(10, 12));
  const day = Number(number.slice(12, 14));
  if (year < 1880 || year > 2100 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return false;
  const sum = FACTORS.reduce((total, factor, at) => total + factor * Number(number[at]), 0);
  return '10X98765432'[sum % 11] === number[17];
}

/** Identity number of 18 places with a valid check character, X as its last included. */
export const readIdentityNumber: SlotReader = (tidied, { language }) => {
  for (const run of digitRuns(tidied, language, true)) {
    if (isIdentityNumber(run.digits)) {
      const shown = `${run.digits.slice(0, 6)} ${run.digits.slice(6, 14)} ${run.digits.slice(14)}`;
      return { value: run.digits, text: shown, confidence: 0.98, from: run.from, to: run.to };
    }
  }
  return null;
};
