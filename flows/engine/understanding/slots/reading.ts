// What a reader of one slot type is asked and gives back: where in the tidied text the answer stands and what it is worth.
import type { Language } from '../../../protocol/language.ts';
import type { ReadSlot } from '../contract.ts';

export type SlotRequest = Parameters<ReadSlot>[0];
/** `from`/`to` are offsets in the tidied text; `text` is what the visitor is shown. */
export interface Found { value: unknown; text: string; confidence: number; from: number; to: number }
/** Finds the slot in tidied text (see normalise.ts), or null. */
export type SlotReader = (tidied: string, request: SlotRequest) => Found | null;

/** A word of English text with its place in it. */
export interface PlacedWord { word: string; from: number; to: number }

/** Words of tidied text; hyphens between letters count as spaces. */
export function placedWords(tidied: string): PlacedWord[] {
  return [...tidied.matchAll(/[^\s-]+/g)].map((found) => ({ word: found[0], from: found.index, to: found.index + found[0].length }));
}

/** Whether a value lies within the asked bounds. */
export function within(value: number, request: Pick<SlotRequest, 'min' | 'max'>): boolean {
  return (request.min === undefined || value >= request.min) && (request.max === undefined || value <= request.max);
}

const QUESTION_ZH = /[吗么]$|什么(?!的)|怎么|怎样|如何|哪|为啥|啥|几(?=点|个|天|号|楼|张|块|位|次|时|本|份|岁)|多少|多久|多长|多大|多远|谁|(.)不\1|有没有|有无|是否|能否|可否|行不|对不|好不|可不可|呢$/u;
const QUESTION_EN = /\b(?:what|where|when|which|who|whose|why|how)\b|^(?:is|are|do|does|did|can|could|will|would|should|may|shall|am|has|have)\b(?! not\b)|\b(?:can|could|do|does|did|should|would|may|will|is|are|must) (?:i|we|you|it|there|they|that|this)\b/;

/** Whether text asks something, so that it is no answer. */
export function asksSomething(tidied: string, language: Language): boolean {
  return language === 'zh' || /\p{Script=Han}/u.test(tidied) ? QUESTION_ZH.test(tidied) : QUESTION_EN.test(tidied);
}
