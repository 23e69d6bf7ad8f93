// One utterance while its meaning is looked for: what was heard, what it may answer, and what the matcher makes of it.
import type { Command } from '../../command-phrases.ts';
import type { MatchResult } from '../../understanding/contract.ts';
import { hasHan, plain } from '../../plain-text.ts';
import { syllables } from '../../understanding/pinyin.ts';
import { match } from '../answers.ts';
import { pendingOf } from '../pending.ts';
import type { Pending } from '../pending.ts';
import { isQuestion, optionPhrases, readSlotText } from '../reading.ts';
import { activeFrame } from '../turn.ts';
import type { Turn } from '../turn.ts';

export interface Said {
  text: string;
  confidence: number | null;
  alternatives: string[];
  /** What was asked; the question below an offer where the utterance does not answer the offer. */
  pending: Pending;
  /** The command the whole utterance is. */
  command: Command | undefined;
  /** Asks the matcher, once. */
  found(): MatchResult;
}

/** One step of the turn order: true = it has decided, false = it was tried and did not fit, null = there was nothing to try. */
export interface Step { name: string; take(turn: Turn, said: Said): boolean | null }

export function saidOf(turn: Turn, text: string, confidence: number | null, alternatives: string[], command: Command | undefined): Said {
  let found: MatchResult | undefined;
  return { text, confidence, alternatives, command, pending: pendingOf(turn.kit.pack, turn.talk), found: () => (found ??= match(turn, text, alternatives)) };
}

/** Names, addresses and free text swallow nearly everything, so that only bare commands count there. */
export function takesAnything(pending: Pending): boolean {
  return pending.kind === 'slot' && (pending.slot.type === 'person-name' || pending.slot.type === 'free-text');
}

/** The words of one of the options, no more and no less; Chinese ones also by their sound. */
export function isExactOption(turn: Turn, pending: Pending, text: string): boolean {
  const options = pending.kind === 'slot' ? pending.slot.choices : pending.kind === 'choose' ? pending.options : [];
  const said = plain(text);
  const sound = /^\p{Script=Han}{2,8}$/u.test(said) ? syllables(said).join(' ') : '';
  return optionPhrases(options, turn.talk.language).some((o) => o.phrases.some((phrase) => plain(phrase) === said || (sound !== '' && hasHan(phrase) && syllables(plain(phrase)).join(' ') === sound)));
}

/** A clear hit on something else: a question to the knowledge, or another task. */
export function digresses(turn: Turn, { text, pending, found }: Said): boolean {
  const hit = found();
  const best = hit.top[0];
  const frame = activeFrame(turn.talk);
  if (hit.zone !== 'answer' || best === undefined || best.id === `flow:${frame?.flow ?? ''}`) return false;
  if (isQuestion(text, turn.talk.language)) return hit.probability >= 0.5;
  if (pending.kind === 'slot') {
    // A sentence that is little more than the answer is the answer.
    const reading = readSlotText(turn, pending.slot, text, false);
    if (reading !== null && plain(reading.rest).length * 2 <= plain(text).length) return false;
  }
  return hit.probability >= 0.8;
}
