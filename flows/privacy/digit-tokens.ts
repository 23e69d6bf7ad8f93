// Digits as people type, say and recognisers write them: 138, 一三八, 幺三八, 三个八, "double eight", 1З8OO. Each keeps its place.

export interface DigitToken {
  readonly digits: string; // one or more of 0-9, or X
  readonly start: number; readonly end: number;
  readonly style: 'typed' | 'han' | 'english' | 'pinyin' | 'ocr';
  /** A character that is a digit only between digits (要 for 幺, "for" for four). */
  readonly weak: boolean;
  /** "hundred", "thousand", 千: shorthand for noughts. */
  readonly scale: boolean;
  /** 二十三, twelve: two digits said as a count. */
  readonly tens?: boolean;
}

const HAN: Record<string, string> = {
  零: '0', '〇': '0', '○': '0', 一: '1', 幺: '1', 二: '2', 两: '2', 贰: '2', 三: '3', 叁: '3', 四: '4', 肆: '4', 五: '5', 伍: '5', 六: '6', 陆: '6', 七: '7', 柒: '7', 八: '8', 捌: '8', 九: '9', 玖: '9',
};
const HAN_WEAK: Record<string, string> = {
  洞: '0', 灵: '0', 凌: '0', 玲: '0', 铃: '0', 令: '0', 妖: '1', 要: '1', 腰: '1', 邀: '1', 药: '1', 衣: '1', 儿: '2', 山: '3', 思: '4', 斯: '4', 武: '5', 舞: '5', 吴: '5', 溜: '6', 流: '6', 柳: '6', 俩: '2', 领: '0', 伞: '3', 无: '5', 气: '7', 其: '7', 骑: '7', 棋: '7', 夭: '1', 摇: '1', 依: '1', 医: '1', 尔: '2', 散: '3', 午: '5', 舅: '9', 旧: '9', 把: '8', 刘: '6', 拐: '7', 期: '7', 奇: '7', 起: '7', 吧: '8', 巴: '8', 爸: '8', 发: '8', 勾: '9', 酒: '9', 久: '9',
};
/** Words of every sentence that sound like a digit: one only in the middle of digits that are spoken without a pause. */
const HAN_BETWEEN: Record<string, string> = { 林: '0', 临: '0', 而: '2', 是: '4', 似: '4', 事: '4', 市: '4', 我: '5', 物: '5', 留: '6', 陆: '6', 就: '9', 又: '2' };
const SPOKEN_DIGIT = /[零〇一幺二两三四五六七八九]/;
const ENGLISH: Record<string, string> = { zero: '0', oh: '0', o: '0', nought: '0', naught: '0', nil: '0', one: '1', two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', niner: '9', tree: '3', fife: '5' };
const ENGLISH_WEAK: Record<string, string> = { to: '2', too: '2', for: '4', ate: '8', won: '1', free: '3', ow: '0', owe: '0' };
const TEENS: Record<string, string> = { ten: '10', eleven: '11', twelve: '12', thirteen: '13', fourteen: '14', fifteen: '15', sixteen: '16', seventeen: '17', eighteen: '18', nineteen: '19' };
const TENS: Record<string, string> = { twenty: '2', thirty: '3', forty: '4', fourty: '4', fifty: '5', sixty: '6', seventy: '7', eighty: '8', ninety: '9' };
const TIMES: Record<string, number> = { double: 2, triple: 3, treble: 3, quadruple: 4 };
const PINYIN: Record<string, string> = { ling: '0', yao: '1', yi: '1', er: '2', liang: '2', san: '3', si: '4', wu: '5', liu: '6', qi: '7', ba: '8', jiu: '9' };
const OCR: Record<string, string> = { o: '0', q: '0', d: '0', l: '1', i: '1', '|': '1', z: '2', s: '5', b: '8', g: '9' };
const TIMES_HAN: Record<string, number> = { 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 2: 2, 3: 3, 4: 4 };

/** The one digit at this place of folded text, if a Chinese numeral stands there. */
export function hanDigit(character: string | undefined): string | undefined {
  return character === undefined ? undefined : HAN[character];
}
/** The one digit an English word stands for. */
export function englishDigit(word: string): string | undefined { return Object.hasOwn(ENGLISH, word) ? ENGLISH[word] : undefined; }

/** All digit tokens of folded text, in order. */
export function digitTokens(folded: string): DigitToken[] {
  const tokens: DigitToken[] = [];
  const push: Push = (digits, start, end, style, weak = false, scale = false, tens = false) => { tokens.push({ digits, start, end, style, weak, scale, ...(tens ? { tens } : {}) }); };
  let at = 0;
  while (at < folded.length) {
    const character = folded[at] ?? '';
    if ((character >= '0' && character <= '9') || (character >= 'a' && character <= 'z') || character === '|') at = readLatin(folded, at, push);
    else if (character > '\u2fff' || character === '○') at = readHan(folded, at, push);
    else at += 1;
  }
  return tokens.filter((token, at) => token.style !== 'pinyin' || isBeside(folded, token, tokens[at - 1]) || isBeside(folded, token, tokens[at + 1]));
}

/** "er" is a pause and "ba" a word, unless they stand among digits of their own kind. */
function isBeside(folded: string, token: DigitToken, other: DigitToken | undefined): boolean {
  return other !== undefined && other.style === 'pinyin' && /^\s+$/.test(other.start > token.start ? folded.slice(token.end, other.start) : folded.slice(other.end, token.start));
}

type Push = (digits: string, start: number, end: number, style: DigitToken['style'], weak?: boolean, scale?: boolean, tens?: boolean) => void;

/** 二十三, 十五, 四十: where it ends, and its two digits; null where it is a part of a greater count. */
function tensAt(folded: string, at: number): { end: number; digits: string } | null {
  const said = /^([二两三四五六七八九]?)十([一二三四五六七八九幺]?)/.exec(folded.slice(at, at + 3));
  if (!said || /[百千万亿第]/.test(folded[at - 1] ?? '') || /[百千万亿]/.test(folded[at + said[0].length] ?? '')) return null;
  // 二十七十三: twenty, seventy-three.
  const unit = said[2] !== '' && folded[at + said[0].length] === '十' ? '' : said[2] ?? '';
  return { end: at + said[0].length - ((said[2] ?? '').length - unit.length), digits: `${said[1] === '' ? '1' : HAN[said[1] ?? ''] ?? '1'}${unit === '' ? '0' : HAN[unit] ?? '0'}` };
}

function readHan(folded: string, at: number, push: Push): number {
  const character = folded[at] ?? '';
  const times = TIMES_HAN[character];
  const repeated = times !== undefined && folded[at + 1] === '个' ? HAN[folded[at + 2] ?? ''] ?? (/[0-9]/.test(folded[at + 2] ?? '') ? folded[at + 2] : undefined) : undefined;
  if (times !== undefined && repeated !== undefined && !/[个十百千万块元点号月日天]/.test(folded[at + 3] ?? '')) {
    push(repeated.repeat(times), at, at + 3, 'han');
    return at + 3;
  }
  if (/^[艾爱埃伊]克斯/.test(folded.slice(at, at + 3))) {
    push('X', at, at + 3, 'han');
    return at + 3;
  }
  // 后四位, 第三位: it counts digits.
  if (/^[一二三四五六七八两几]位/.test(folded.slice(at, at + 2)) && /[后前第尾]/.test(folded[at - 1] ?? '')) return at + 2;
  if (character === '十' || folded[at + 1] === '十') {
    const tens = tensAt(folded, at);
    if (tens) { push(tens.digits, at, tens.end, 'han', false, false, true); return tens.end; }
  }
  // 二百 is a count.
  if (/[十百]/.test(folded[at + 1] ?? '') && HAN[character] !== undefined) return at + 1;
  // 等一下, 一共, 一遍: no digit.
  if (character === '一' && /[下遍会些样般直共定边]/.test(folded[at + 1] ?? '') && !/[零〇一幺二三四五六七八九0-9]/.test(folded[at - 1] ?? '')) return at + 2;
  if (character === '洞' && /[零〇一幺洞二两三四五六七拐八九勾]/.test(folded[at - 1] ?? '') && /[零〇一幺洞二两三四五六七拐八九勾]/.test(folded[at + 1] ?? '')) push('0', at, at + 1, 'han');
  else if (character === '叉') push('X', at, at + 1, 'han');
  else if (HAN[character] !== undefined) push(HAN[character], at, at + 1, 'han');
  else if (HAN_WEAK[character] !== undefined) push(HAN_WEAK[character], at, at + 1, 'han', true);
  else if (HAN_BETWEEN[character] !== undefined && SPOKEN_DIGIT.test(folded[at - 1] ?? '') && SPOKEN_DIGIT.test(folded[at + 1] ?? '') && (SPOKEN_DIGIT.test(folded[at - 2] ?? '') || SPOKEN_DIGIT.test(folded[at + 2] ?? ''))) push(HAN_BETWEEN[character], at, at + 1, 'han', true);
  else if (character === '千' && HAN[folded[at - 1] ?? ''] !== undefined) push('000', at, at + 1, 'han', true, true);
  return at + 1;
}

function readLatin(folded: string, at: number, push: Push): number {
  let end = at;
  while (/[0-9a-z|]/.test(folded[end] ?? '')) end += 1;
  const word = folded.slice(at, end);
  if (/^\d+$/.test(word)) {
    if (folded[end] === '个' && word.length === 1 && TIMES_HAN[word] !== undefined) {
      const digit = HAN[folded[end + 1] ?? ''] ?? (/[0-9]/.test(folded[end + 1] ?? '') ? folded[end + 1] : undefined);
      if (digit !== undefined && !/[0-9个十百千万块元点号月日天]/.test(folded[end + 2] ?? '')) {
        push(digit.repeat(TIMES_HAN[word]), at, end + 2, 'typed');
        return end + 2;
      }
    }
    for (let i = at; i < end; i++) push(folded[i] ?? '', i, i + 1, 'typed');
    return end;
  }
  if (/\d/.test(word)) {
    const read = readMixed(word);
    for (const { digits, from, to, style } of read) push(digits, at + from, at + to, style);
    return end;
  }
  return readWord(folded, word, at, end, push);
}

/** A word of letters and digits: an O among digits is a nought, an x behind them the check character; else only its digits. */
function readMixed(word: string): { digits: string; from: number; to: number; style: 'typed' | 'ocr' }[] {
  const digits = word.replace(/\D/g, '').length;
  const noughts = word.replace(/[oli|]/g, '').length;
  const ocr = word.length >= 7 && /^[\doli|]/.test(word) && ((noughts === digits && digits >= 4 && digits * 10 >= word.length * 4) || (/^[0-9oqdli|zsbg]+x?$/.test(word) && digits * 10 >= word.length * 7));
  return [...word].flatMap((character, from): { digits: string; from: number; to: number; style: 'typed' | 'ocr' }[] => {
    if (/\d/.test(character)) return [{ digits: character, from, to: from + 1, style: 'typed' }];
    if (character === 'x' && from === word.length - 1 && from > 0) return [{ digits: 'X', from, to: from + 1, style: 'typed' }];
    const digit = ocr ? OCR[character] : undefined;
    return digit === undefined ? [] : [{ digits: digit, from, to: from + 1, style: 'ocr' }];
  });
}

function readWord(folded: string, word: string, at: number, end: number, push: Push): number {
  const own = <T>(table: Record<string, T>): T | undefined => (Object.hasOwn(table, word) ? table[word] : undefined);
  const next = /^[\s-]{1,2}([a-z]+|\d)(?![a-z])/.exec(folded.slice(end, end + 14));
  const times = own(TIMES);
  if (times !== undefined && next) {
    const digit = englishDigit(next[1] ?? '') ?? (/\d/.test(next[1] ?? '') ? next[1] : undefined);
    if (digit !== undefined) {
      push(digit.repeat(times), at, end + next[0].length, 'english');
      return end + next[0].length;
    }
  }
  const tens = own(TENS);
  if (tens !== undefined) {
    const unit = next ? englishDigit(next[1] ?? '') : undefined;
    const joined = unit !== undefined && unit !== '0' && next ? next[0].length : 0;
    push(tens + (joined > 0 ? unit : '0'), at, end + joined, 'english');
    return end + joined;
  }
  const digit = own(ENGLISH) ?? own(TEENS);
  if (digit !== undefined) push(digit, at, end, 'english', word === 'o' && !/\s/.test(folded[at - 1] ?? ' '));
  else if (own(ENGLISH_WEAK) !== undefined) push(ENGLISH_WEAK[word] ?? '', at, end, 'english', true);
  else if (word === 'hundred' || word === 'thousand') push(word === 'hundred' ? '00' : '000', at, end, 'english', true, true);
  else if (own(PINYIN) !== undefined) push(PINYIN[word] ?? '', at, end, 'pinyin');
  else if (word === 'x' || word === 'ex' || word === 'eks') push('X', at, end, 'english');
  return end;
}
