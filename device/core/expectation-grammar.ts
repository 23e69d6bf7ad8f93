// From what the dialog expects to what the recogniser should listen for, and whether a partial result already is the answer.
import type { Expectation } from '../../flows/engine/contract.ts';
import type { Language } from '../../flows/protocol/language.ts';
import { plainWords } from '../../flows/engine/segmentation.ts';
import { soundDistance } from './sound-distance.ts';

const DIGITS: Record<Language, string[]> = {
  zh: ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '幺'],
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'oh'],
};
const ENGLISH_MULTIPLE: Record<string, number> = { double: 2, triple: 3 };

/**
 * Sentences of digits in which every digit follows every other once: the recogniser's grammar is a model of word pairs,
 * and pairs that never occur in it would be heard badly. Cut to the wanted length, so that it also learns where they end.
 */
function digitSentences(digits: string[], wanted: number): string[] {
  // the shortest such sequence (de Bruijn): each digit doubled, then before every later one
  const sequence = digits.flatMap((digit, i) => [digit, ...digits.slice(i + 1).flatMap((later) => [digit, later])]);
  if (digits[0] !== undefined) sequence.push(digits[0]);
  const length = Math.max(2, wanted);
  const sentences: string[] = [];
  for (let i = 0; i < sequence.length - 1; i += length - 1) sentences.push(sequence.slice(i, i + length).join(' '));
  return sentences;
}

/** Every phrase and word that the closed pass would like to use; ask the recogniser which of their words it knows. */
export function wantedPhrases(expect: Expectation, language: Language): string[] {
  if (expect.kind === 'desk' || expect.kind === 'free-text') return [];
  const phrases = expect.phrases.filter((phrase) => plainWords(phrase) !== '');
  return expect.digits ? [...phrases, ...DIGITS[language]] : phrases;
}

/** Phrases of the closed pass without those that hold a word in `unknown`; empty = there is nothing to close in on. */
export function closedPhrases(expect: Expectation, language: Language, unknown: string[]): string[] {
  const known = wantedPhrases(expect, language).filter((phrase) => !unknown.some((word) => holds(phrase, word)));
  if (!expect.digits) return known;
  const digits = DIGITS[language].filter((digit) => known.includes(digit));
  return [...known, ...digitSentences(digits, expect.digits)];
}

function holds(phrase: string, word: string): boolean {
  const plain = plainWords(phrase);
  return /\p{Script=Han}/u.test(word) ? plain.includes(word) : plain.split(' ').includes(word);
}

/** How many digits a text holds, spelled or written. "double five" counts two. */
export function countDigits(text: string): number {
  let count = 0;
  let times = 1;
  for (const token of text.normalize('NFKC').toLowerCase().match(/\d|\p{Script=Han}|[a-z]+/gu) ?? []) {
    if (/\d/.test(token) || DIGITS.zh.includes(token) || DIGITS.en.includes(token)) {
      count += times;
      times = 1;
    } else times = ENGLISH_MULTIPLE[token] ?? 1;
  }
  return count;
}

/** True when the text ends in a spelled or written digit. */
export function endsInDigit(text: string): boolean {
  const last = text.normalize('NFKC').toLowerCase().trim().match(/(\d|\p{Script=Han}|[a-z]+)$/u)?.[0] ?? '';
  return /\d/.test(last) || DIGITS.zh.includes(last) || DIGITS.en.includes(last);
}

const same = (one: string, other: string): boolean => plainWords(one).replaceAll(' ', '') === plainWords(other).replaceAll(' ', '');

/** The expected phrase that this text is, exactly or to the ear; null when it is none. */
export function phraseHeard(text: string, phrases: string[]): string | null {
  if (text === '') return null;
  return phrases.find((phrase) => same(phrase, text)) ?? phrases.find((phrase) => soundDistance(phrase, text) === 0) ?? null;
}

/** Whether the text is an expected phrase that no other expected phrase goes on from. */
export function completesPhrase(text: string, phrases: string[]): boolean {
  const heard = phraseHeard(text, phrases);
  if (heard === null) return false;
  const plain = plainWords(heard).replaceAll(' ', '');
  return !phrases.some((other) => {
    const longer = plainWords(other).replaceAll(' ', '');
    return longer.length > plain.length && longer.startsWith(plain);
  });
}
