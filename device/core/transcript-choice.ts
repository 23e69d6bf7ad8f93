// Two passes listened to the same sound: the closed grammar of what is expected, and free dictation. Which one to believe?
import type { Expectation } from '../../flows/engine/contract.ts';
import type { Language } from '../../flows/protocol/language.ts';
import { countDigits, phraseHeard } from './expectation-grammar.ts';
import type { RecognizedWord, Recognition } from './ports.ts';
import { joinWords } from '../../flows/engine/segmentation.ts';
import { distanceWithin, soundDistance } from './sound-distance.ts';

export interface Transcript { text: string; confidence: number | null; alternatives: string[]; agreed: boolean }

const FOREIGN_FLOOR = 0.6;

/**
 * Without words of the other language at its edges that the recogniser is not sure of: noise after a Chinese sentence tends
 * to become a short English word, and the other way round. A sentence that is all in the other language stays as it is.
 */
export function inLanguage(heard: Recognition, language: Language): Recognition {
  const own = (word: string): boolean => /\p{Script=Han}/u.test(word) === (language === 'zh');
  const spoken = heard.words.filter((word) => word.word !== '[unk]');
  if (!spoken.some((word) => own(word.word))) return heard;
  const doubtful = (word: RecognizedWord | undefined): boolean => word !== undefined && !own(word.word) && word.confidence < FOREIGN_FLOOR;
  const words = [...spoken];
  while (doubtful(words[0])) words.shift();
  while (doubtful(words.at(-1))) words.pop();
  if (words.length === spoken.length) return heard;
  return { ...heard, words, text: words.map((word) => word.word).join(' '), confidence: words.reduce((sum, word) => sum + word.confidence, 0) / words.length };
}

const NEAR = 0.34; // share of sounds: one syllable of three misheard
const SURE = 0.7;

/** The text to go on with; `agreed` is false where the passes contradict each other. `closed` = null without a closed pass. */
export function chooseTranscript(free: Recognition | null, closed: Recognition | null, expect: Expectation): Transcript {
  const said = joinWords(free?.text ?? '');
  const others = (free?.alternatives ?? []).map(joinWords).filter((text) => text !== '');
  const freely = (agreed: boolean, more: string[] = []): Transcript => ({
    text: said, confidence: free?.confidence ?? null, agreed, alternatives: [...new Set([...more, ...others])].filter((text) => text !== said),
  });
  const narrow = closed && closed.confidence !== null ? joinWords(closed.text) : '';
  // the closed pass says "something else", unless free dictation then hears exactly what was expected
  if (narrow === '') return freely(closed === null || phraseHeard(said, expect.phrases) === null);
  const rejected = closed?.text.includes('[unk]') === true;
  const closely = (agreed: boolean, confidence: number | null): Transcript => ({
    text: narrow, confidence, agreed, alternatives: [...new Set([said, ...others])].filter((text) => text !== '' && text !== narrow),
  });
  const sure = closed?.confidence ?? 0;
  const apart = said === '' ? 1 : soundDistance(narrow, said);
  if (apart === 0 && !rejected) return closely(true, Math.max(sure, free?.confidence ?? 0));
  if (said === '') return rejected && sure < SURE ? freely(false, [narrow]) : closely(false, sure);
  if (expect.digits && countDigits(narrow) === expect.digits && !rejected && countDigits(said) !== expect.digits) return closely(false, sure);
  const phrase = phraseHeard(narrow, expect.phrases);
  // a sentence around an expected phrase says more than the phrase
  if (phrase !== null && distanceWithin(narrow, said) === 0) return freely(true, [narrow]);
  if (rejected) return freely(false, [narrow]);
  if (apart <= NEAR || (phrase !== null && sure >= SURE && (free?.confidence ?? 0) < sure && apart < 0.6)) return closely(false, sure);
  return freely(false, [narrow]);
}
