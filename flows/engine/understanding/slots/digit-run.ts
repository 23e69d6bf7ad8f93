// Finds digits said one by one or written: 幺三八零零, "one three eight double zero", 138-0013 8000, 三个八.
import type { Language } from '../../../protocol/language.ts';
import { readEnglishDigits } from '../numerals-en.ts';
import { digitOf } from '../numerals-zh.ts';
import { placedWords } from './reading.ts';

export interface DigitRun { digits: string; from: number; to: number }

const ZH_DIGIT = '0-9零〇○洞一幺壹二两三四五六七八九';
const ZH_RUN = new RegExp(`(?:[二两三四五六七八九]个(?=[${ZH_DIGIT}])[${ZH_DIGIT}](?![个块元毛点号月日天])|[${ZH_DIGIT}xX叉])(?:[ :.-]|然后|再来|还有(?=[${ZH_DIGIT}])|[二两三四五六七八九]个[${ZH_DIGIT}]|[${ZH_DIGIT}xX叉]|艾克斯|伊克斯)*`, 'gu');

/** Every run of digits in tidied text, longest first. `letters`: X may end a run (ID numbers). */
export function digitRuns(tidied: string, language: Language, letters = false): DigitRun[] {
  const runs = language === 'zh' || /\p{Script=Han}/u.test(tidied) ? chineseRuns(tidied) : englishRuns(tidied);
  const wanted = letters ? runs : runs.map((run) => ({ ...run, digits: run.digits.replace(/X/g, '') })).filter((run) => run.digits !== '');
  return wanted.sort((one, other) => other.digits.length - one.digits.length || one.from - other.from);
}

function chineseRuns(tidied: string): DigitRun[] {
  const runs: DigitRun[] = [];
  for (const found of tidied.matchAll(ZH_RUN)) {
    let digits = '';
    const unrolled = found[0].replace(/([二两三四五六七八九])个([^个])/gu, (_, times: string, digit: string) => digit.repeat(digitOf(times)!)).replace(/艾克斯|伊克斯|叉/g, 'x');
    for (const character of unrolled) {
      const digit = digitOf(character);
      if (digit !== null) digits += digit;
      else if (character === 'x') digits += 'X';
    }
    const trimmed = found[0].replace(/[ :.-]+$|(?:然后|再来)$/u, '');
    if (digits !== '') runs.push({ digits, from: found.index, to: found.index + trimmed.length });
  }
  return runs;
}

function englishRuns(tidied: string): DigitRun[] {
  const runs: DigitRun[] = [];
  const placed = placedWords(tidied).flatMap((each) => (/^\d[\d.:/]*$/.test(each.word) || !/\d/.test(each.word) ? [each] : splitLetters(each)));
  const words = placed.map((each) => each.word.replace(/^\+/, ''));
  for (let at = 0; at < words.length; ) {
    const read = readEnglishDigits(words, at);
    if (read === null) {
      at++;
      continue;
    }
    let { digits, end } = read;
    if (/^(?:x|ex)$/.test(words[end] ?? '')) {
      digits += 'X';
      end++;
    }
    runs.push({ digits, from: placed[at]!.from, to: placed[end - 1]!.to });
    at = end;
  }
  return runs;
}

function splitLetters({ word, from }: { word: string; from: number }): { word: string; from: number; to: number }[] {
  return [...word.matchAll(/\d+|[^\d]+/g)].map((part) => ({ word: part[0], from: from + part.index, to: from + part.index + part[0].length }));
}
