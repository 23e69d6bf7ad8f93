// When an utterance is over. Dead air is the worst fault there is, cutting somebody off the second worst: the silence
// waited for depends on whether what was heard so far is an answer.
import type { Expectation } from '../../flows/engine/contract.ts';
import { completesPhrase, countDigits, endsInDigit } from './expectation-grammar.ts';
import { joinWords } from '../../flows/engine/segmentation.ts';

export interface SoFar {
  expect: Expectation;
  free: string; // partial of free dictation, as the recogniser writes it
  closed: string | null; // partial of the closed grammar, null without one
}

const DONE_MS = 280;
const USUAL_MS = 450;
const SLOWER_MS = 650; // free text, names, words for a person at the desk: people think while they speak
const NOTHING_YET_MS = 600; // partials lag behind the sound: a first short word may still be on its way
const UNFINISHED_MS = 800;
const DIGITS_COMING_MS = 950;

/** Longest utterance, ms. */
export const LONGEST_UTTERANCE_MS = 15_000;

const UNFINISHED = /(我要|我想|请问|那个|就是|还有|然后|或者|因为|嗯|呃|的话)$|(?:^|\s)(to|the|and|a|an|my|or|um|uh|want|need|with|for|of|is|i)$/;

/** Milliseconds of silence after which the utterance counts as ended. */
export function silenceLimit({ expect, free, closed }: SoFar): number {
  const said = joinWords(free);
  const expected = closed === null ? '' : joinWords(closed);
  if (expect.digits) {
    const digits = Math.max(countDigits(said), closed?.includes('[unk]') ? 0 : countDigits(expected));
    if (digits >= expect.digits) return DONE_MS;
    if (digits > 0) return DIGITS_COMING_MS;
  }
  if (said === '' && expected === '') return NOTHING_YET_MS;
  if (closed !== null && !closed.includes('[unk]') && completesPhrase(expected, expect.phrases) && (said === '' || completesPhrase(said, expect.phrases))) return DONE_MS;
  if (UNFINISHED.test(said)) return UNFINISHED_MS;
  if (countDigits(said) >= 3 && endsInDigit(said)) return UNFINISHED_MS;
  return expect.kind === 'desk' || expect.kind === 'free-text' || expect.kind === 'person-name' ? SLOWER_MS : USUAL_MS;
}
