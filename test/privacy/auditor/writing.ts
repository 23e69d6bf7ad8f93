// The ways in which people and their machines write the same digits.
import type { Dice } from './random.ts';

const HAN = [...'零一二三四五六七八九'];
const BANKER = [...'零壹贰叁肆伍陆柒捌玖'];
const ENGLISH = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const PINYIN = ['ling', 'yao', 'er', 'san', 'si', 'wu', 'liu', 'qi', 'ba', 'jiu'];
const CIRCLED = [...'⓪①②③④⑤⑥⑦⑧⑨'];
const SOUNDS_LIKE: readonly (readonly string[])[] = [['林', '灵'], ['要', '腰'], ['而', '儿'], ['山', '散'], ['是', '似'], ['我', '武'], ['留', '流'], ['起', '期'], ['把', '吧'], ['就', '久']];
const HUMS = ['嗯', '那个', '呃', '，', '。', '…', '然后', '啊', '，嗯，', ' 呃 ', '，然后是'];
const ENGLISH_HUMS = [', ', ' um ', ' uh ', ', er, ', ' then ', ' and then ', '... ', ' - '];

/** Cut as the number is spoken: 3-4-4, fours, 6-8-4, or wherever breath runs out. */
export function groups(digits: string, dice: Dice): string[] {
  const cuts = digits.length === 11 && dice.chance(0.7) ? [3, 4, 4] : digits.length === 18 && dice.chance(0.6) ? [6, 4, 4, 4]
    : digits.length >= 15 && dice.chance(0.7) ? [4, 4, 4, 4, 4] : [2 + dice.int(3), 2 + dice.int(3), 3, 3, 4, 4, 4];
  const out: string[] = [];
  let at = 0;
  for (const cut of cuts) { if (at < digits.length) out.push(digits.slice(at, at + cut)); at += cut; }
  if (at < digits.length) out.push(digits.slice(at));
  return out;
}

const each = (text: string, table: readonly string[]): string => [...text].map((one) => (/\d/.test(one) ? table[Number(one)] ?? one : one)).join('');
const spokenHan = (text: string, dice: Dice): string => {
  const one = dice.chance(0.75) ? '幺' : '一'; const nought = dice.chance(0.85) ? '零' : '〇'; const two = dice.chance(0.9) ? '二' : '两';
  return [...text].map((digit) => (digit === '1' ? one : digit === '0' ? nought : digit === '2' ? two : HAN[Number(digit)] ?? digit)).join('');
};
const counted = (text: string): string => text.replace(/(\d)\1{2}|(\d)\2/g, (run, three: string | undefined) => `${three === undefined ? '两' : '三'}个${HAN[Number(run[0])] ?? ''}`)
  .replace(/\d/g, (digit) => HAN[Number(digit)] ?? digit);
const underHundred = (pair: string): string => {
  const [ten, unit] = [Number(pair[0]), Number(pair[1])];
  if (ten === 0) return `零${HAN[unit] ?? ''}`;
  return `${ten === 1 ? '' : HAN[ten] ?? ''}十${unit === 0 ? '' : HAN[unit] ?? ''}`;
};

type Writer = (digits: string, dice: Dice) => string;
export const TYPED: Readonly<Record<string, Writer>> = {
  plain: (d) => d,
  full: (d) => each(d, [...'０１２３４５６７８９']),
  spaced: (d, dice) => groups(d, dice).join(' '),
  dashed: (d, dice) => groups(d, dice).join(dice.pick(['-', '－', '—', '–', ' - '])),
  dotted: (d, dice) => groups(d, dice).join(dice.pick(['.', '·', '/', '_', '　'])),
  single: (d) => [...d].join(' '),
  hidden: (d, dice) => groups(d, dice).join(dice.pick(['\u200b', '\u00a0', '\u2009', '\u202f', '\t', '\u2060'])),
  bracketed: (d, dice) => { const [head, ...rest] = groups(d, dice); return `(${head ?? ''})${rest.join(' ')}`; },
  circled: (d) => each(d, CIRCLED),
  letters: (d) => d.replace(/0/g, 'O'),
};
export const SPOKEN: Readonly<Record<string, Writer>> = {
  han: spokenHan,
  hanOne: (d) => each(d, HAN),
  banker: (d) => each(d, BANKER),
  hanSpaced: (d, dice) => [...spokenHan(d, dice)].join(' '),
  hanGroups: (d, dice) => groups(d, dice).map((part) => spokenHan(part, dice)).join(dice.pick([' ', '，', '、', '。', '-'])),
  hanHums: (d, dice) => groups(d, dice).map((part) => spokenHan(part, dice) + dice.pick(HUMS)).join('').replace(/[^零〇一幺二两三四五六七八九]+$/, ''),
  mixed: (d, dice) => groups(d, dice).map((part) => (dice.chance(0.5) ? part : spokenHan(part, dice))).join(dice.pick(['', ' ', '，'])),
  arabicHums: (d, dice) => groups(d, dice).join(dice.pick([' 嗯 ', '，', '那个', '，然后', '呃', '。', '、'])),
  counted,
  alike: (d, dice) => { const at = dice.int(d.length); return [...each(d, HAN)].map((one, i) => (i === at ? dice.pick(SOUNDS_LIKE[Number(d[i])] ?? ['']) : one)).join(''); },
  pairs: (d) => (d.slice(0, d.length % 2 === 1 ? 3 : 0).replace(/\d/g, (x) => HAN[Number(x)] ?? '') + ' ' + (d.slice(d.length % 2 === 1 ? 3 : 0).match(/\d\d/g) ?? []).map(underHundred).join(' ')).trim(),
  corrected: (d, dice) => { const head = d.slice(0, -4); const tail = d.slice(-4); const wrong = `${tail.slice(0, 3)}${String((Number(tail[3]) + 3) % 10)}`;
    return `${spokenHan(head, dice)}${spokenHan(wrong, dice)}${dice.pick(['，不对，是', '哦不对', '，错了，', '说错了是', '，不是，'])}${spokenHan(head, dice)}${spokenHan(tail, dice)}`; },
  tailCorrected: (d, dice) => `${spokenHan(d, dice)}${dice.pick(['，不对，最后四位是', '，后面错了，应该是', '，哦不，尾号是'])}${spokenHan(d.slice(-4), dice)}`,
  pinyin: (d) => each(d, PINYIN.map((word) => `${word} `)).trim(),
};
export const ENGLISH_SPOKEN: Readonly<Record<string, Writer>> = {
  words: (d, dice) => [...d].map((x) => (x === '0' && dice.chance(0.5) ? 'oh' : ENGLISH[Number(x)] ?? '')).join(' '),
  hyphens: (d) => [...d].map((x) => ENGLISH[Number(x)] ?? '').join('-'),
  doubled: (d) => d.replace(/(\d)\1\1|(\d)\2/g, (run) => `${run.length === 3 ? 'triple' : 'double'} ${ENGLISH[Number(run[0])] ?? ''} `).replace(/\d/g, (x) => `${ENGLISH[Number(x)] ?? ''} `).trim(),
  hums: (d, dice) => groups(d, dice).map((part) => [...part].map((x) => ENGLISH[Number(x)] ?? '').join(' ')).join(dice.pick(ENGLISH_HUMS)),
  capitals: (d) => { const words = [...d].map((x) => ENGLISH[Number(x)] ?? '').join(', '); return words.charAt(0).toUpperCase() + words.slice(1); },
  digitsHums: (d, dice) => groups(d, dice).join(dice.pick(ENGLISH_HUMS)),
  mixedDouble: (d) => d.replace(/(\d)\1/, (run) => ` double ${run[0] ?? ''} `).trim(),
  corrected: (d) => { const say = (x: string): string => [...x].map((one) => ENGLISH[Number(one)] ?? '').join(' '); const wrong = String((Number(d.at(-1)) + 1) % 10);
    return `${say(d.slice(0, -1) + wrong)}, sorry, ${say(d)}`; },
};
export function write(digits: string, table: Readonly<Record<string, Writer>>, dice: Dice): string {
  return (table[dice.pick(Object.keys(table))] as Writer)(digits, dice);
}
