// Cuts what people write into words the speech model knows. A grammar of words it does not know is dropped silently by
// the recogniser, so an unknown word is an error here, with its name.
import { Fault } from '../protocol/faults.ts';

export interface Segmentation { words: string[]; unknown: string[] }

const CHINESE = /\p{Script=Han}/u;
const CHINESE_RUN = /\p{Script=Han}+|[^\p{Script=Han}\s]+/gu;
const LONGEST_WORD = 8;
const DIGITS_ZH = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const DIGITS_EN = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Width and case folded, marks dropped, digits spelled out one by one in the script around them. */
export function plainWords(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase();
  const digits = CHINESE.test(folded) ? DIGITS_ZH : DIGITS_EN;
  return folded
    .replace(/\d/g, (digit) => ` ${digits[Number(digit)] ?? ''} `)
    .replace(/[’‘]/g, "'")
    .replace(/[^\p{L}\p{N}\p{M}'\s]/gu, ' ')
    .replace(/(^|\s)'+|'+(?=\s|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Words of the text that the model knows, fewest pieces first (so the longest words win), single characters as fallback.
 * What is left over stands in `unknown`, in the order of the text.
 */
export function segment(text: string, knows: (word: string) => boolean): Segmentation {
  const words: string[] = [];
  const unknown: string[] = [];
  for (const token of plainWords(text).match(CHINESE_RUN) ?? []) {
    if (knows(token)) words.push(token);
    else if (CHINESE.test(token)) cut(token, knows, words, unknown);
    else latin(token, knows, words, unknown);
  }
  return { words, unknown };
}

/** "o'clock" and "don't" as they stand, else without the apostrophe, else letter by letter for short names such as "id". */
function latin(token: string, knows: (word: string) => boolean, words: string[], unknown: string[]): void {
  const bare = token.replaceAll("'", '');
  if (knows(bare)) words.push(bare);
  else unknown.push(token);
}

/** Viterbi over the characters: known words cost 1, an unknown character costs more than any way around it. */
function cut(run: string, knows: (word: string) => boolean, words: string[], unknown: string[]): void {
  const characters = [...run];
  const cost: number[] = [0];
  const from: number[] = [0];
  for (let end = 1; end <= characters.length; end++) {
    cost[end] = Infinity;
    for (let start = Math.max(0, end - LONGEST_WORD); start < end; start++) {
      const length = end - start;
      const known = knows(characters.slice(start, end).join(''));
      if (!known && length > 1) continue;
      // a small bonus for the squares of the lengths prefers one long and one short word to two middling ones
      const step = (known ? 1 : 1000) - 0.001 * length * length;
      const total = (cost[start] ?? Infinity) + step;
      if (total < (cost[end] ?? Infinity)) {
        cost[end] = total;
        from[end] = start;
      }
    }
  }
  const pieces: string[] = [];
  for (let end = characters.length; end > 0; end = from[end] ?? 0) pieces.unshift(characters.slice(from[end], end).join(''));
  for (const piece of pieces) (knows(piece) ? words : unknown).push(piece);
}

/** The phrase as the recogniser's grammar wants it: known words with single spaces. Throws Fault `unknown-word` naming what is not known. */
export function grammarPhrase(phrase: string, knows: (word: string) => boolean): string {
  const { words, unknown } = segment(phrase, knows);
  if (unknown.length > 0 || words.length === 0) {
    const named = unknown.length > 0 ? unknown.map((word) => `"${word}"`).join(', ') : 'no word at all';
    throw new Fault('unknown-word', `The speech model does not know ${named} in "${phrase}".`, 'Say it in other words, or add the word to the vocabulary and rebuild the model.', { where: phrase });
  }
  return words.join(' ');
}

/** What the recogniser says, as the language writes it: no spaces between Chinese words, none of the filler. */
export function joinWords(words: string): string {
  return words
    .replaceAll('[unk]', ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .trim();
}
