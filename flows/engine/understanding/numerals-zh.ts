// Chinese numbers as people say them and as recognisers write them: 幺三八, 两百五, 一万二, 三个八, 十二点五.

const DIGITS: Record<string, number> = {
  零: 0, '〇': 0, '○': 0, 洞: 0, 一: 1, 幺: 1, 壹: 1, 二: 2, 两: 2, 贰: 2, 俩: 2, 三: 3, 叁: 3, 仨: 3, 四: 4, 肆: 4, 五: 5, 伍: 5, 六: 6, 陆: 6, 七: 7, 柒: 7, 八: 8, 捌: 8, 九: 9, 玖: 9,
};
const UNITS: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };
const SPOKEN = '零一二三四五六七八九';

/** The digit a character stands for, or null. */
export function digitOf(character: string): number | null {
  if (character >= '0' && character <= '9' && character.length === 1) return Number(character);
  return DIGITS[character] ?? null;
}

/**
 * Value of a whole number written in digits, Chinese numerals or both (2万5, 三百零五, 两百五 = 250, 一万二 = 12000, 二零二六).
 * Null when `text` is anything else.
 */
export function readChineseInteger(text: string): number | null {
  if (text === '') return null;
  if (/^\d+$/.test(text)) return Number(text);
  const characters = [...text];
  if (characters.every((character) => digitOf(character) !== null)) {
    return characters.length === 1 || characters.length <= 15 ? Number(characters.map(digitOf).join('')) : null;
  }
  let total = 0; // above the current 万 or 亿
  let section = 0; // below 万
  let digit: number | null = null;
  let lastUnit = 1;
  let zero = false;
  let started = false;
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    const value = digitOf(character);
    if (value !== null) {
      if (/\d/.test(character)) {
        digit = (digit ?? 0) * 10 + value;
      } else {
        if (digit !== null && digit !== 0) return null; // two digits in a row inside a number with units
        digit = value;
      }
      if (value === 0 && digit === 0) zero = true;
      started = true;
      continue;
    }
    const unit = UNITS[character];
    if (unit !== undefined) {
      if (digit === null || digit === 0) {
        if (unit !== 10 || (started && !zero)) return null;
        digit = 1;
      }
      section += digit * unit;
      lastUnit = unit;
      zero = false;
    } else if (character === '万' || character === '亿') {
      if (!started || (section === 0 && (digit ?? 0) === 0 && total === 0)) return null;
      const scale = character === '万' ? 10_000 : 100_000_000;
      total = (total + section + (digit ?? 0)) * scale;
      section = 0;
      lastUnit = scale;
      zero = false;
    } else {
      return null;
    }
    digit = null;
    started = true;
  }
  if (digit !== null) section += digit > 0 && digit < 10 && !zero && lastUnit >= 100 ? digit * (lastUnit / 10) : digit;
  return total + section;
}

/** Value with decimals: 12.5, 十二点五, 两百五十点二五, 一半 = 0.5, 三个半 is left to the caller. Null when it is no number. */
export function readChineseNumber(text: string): number | null {
  const written = /^(\d+(?:\.\d+)?)([千万亿]?)$/.exec(text);
  if (written) return Math.round(Number(written[1]) * ({ 千: 1000, 万: 10_000, 亿: 100_000_000 }[written[2]!] ?? 1) * 1e6) / 1e6;
  const [whole, fraction, ...more] = text.split(/[点.]/);
  if (more.length > 0 || whole === undefined) return null;
  const value = readChineseInteger(whole);
  if (fraction === undefined || value === null) return value;
  const decimals = [...fraction].map(digitOf);
  if (decimals.length === 0 || decimals.includes(null)) return null;
  return Number(`${value}.${decimals.join('')}`);
}

/** How a whole number from 0 to 99,999,999 is said, in the one form that matching uses (250 -> 二百五十). */
export function sayChineseInteger(value: number): string {
  if (value >= 10_000) {
    const rest = value % 10_000;
    const tail = rest === 0 ? '' : (rest < 1000 ? '零' : '') + sayChineseInteger(rest);
    return `${sayChineseInteger(Math.floor(value / 10_000))}万${tail}`;
  }
  if (value < 10) return SPOKEN[value]!;
  let said = '';
  let left = value;
  let gap = false;
  for (const [unit, name] of [[1000, '千'], [100, '百'], [10, '十'], [1, '']] as const) {
    const digit = Math.floor(left / unit);
    left %= unit;
    if (digit === 0) {
      gap = said !== '';
      continue;
    }
    said += (gap ? '零' : '') + (unit === 10 && digit === 1 && said === '' ? '' : SPOKEN[digit]!) + name;
    gap = false;
  }
  return said;
}

/** Digits said one by one: 138 -> 一三八 (or 幺三八). */
export function sayChineseDigits(digits: string, one: '一' | '幺' = '一'): string {
  return [...digits].map((digit) => (digit === '1' ? one : (SPOKEN[Number(digit)] ?? digit))).join('');
}

const REPEATED = /([二两三四五六七八九])个([零〇一幺二三四五六七八九0-9])(?![个十百千万寸块元角毛分斤两点号月日天年人张位件])/g;

/** Writes "三个八" out as 八八八, where digits stand next to it or `always`. */
function unrollRepeats(text: string, always: boolean): string {
  return text.replace(REPEATED, (whole, times: string, digit: string, at: number) => {
    const before = text[at - 1] ?? '';
    const after = text[at + whole.length] ?? '';
    const beside = digitOf(before) !== null || digitOf(after) !== null;
    return always || beside ? digit.repeat(digitOf(times)!) : whole;
  });
}

/** One written form for numbers in text to be matched: 24小时 = 二十四小时, 两百五 = 二百五十, 幺 = 一, 12345 = 一二三四五. */
export function canonicalChineseNumbers(text: string): string {
  return unrollRepeats(text, false)
    .replace(/\d+/g, (run) => (run.length <= 3 && !/^0\d/.test(run) ? sayChineseInteger(Number(run)) : sayChineseDigits(run)))
    .replace(/[零〇一幺二两三四五六七八九十百千万]{2,}/g, (run) => {
      if (!/[十百千万]/.test(run) || !/[一二两三四五六七八九]/.test(run)) return run;
      const value = readChineseInteger(run);
      return value === null || value >= 100_000_000 ? run : sayChineseInteger(value);
    })
    .replace(/[幺〇]/g, (sign) => (sign === '幺' ? '一' : '零'))
    .replace(/两(?=[零一二三四五六七八九十百千万个张位份人天周年月次块元件])/g, '二');
}
