// The order in which an utterance is tried. Each step is a file of its own under hear/; the trace names every one that was tried.
import { commandIn } from '../command-phrases.ts';
import { hasHan, latinWords, plain } from '../plain-text.ts';
import { answerWithin, wholeAnswer } from './hear/answer.ts';
import { cardNumber } from './hear/card-number.ts';
import { command } from './hear/command.ts';
import { markedCorrection, unmarkedCorrection } from './hear/correction.ts';
import { duringCall } from './hear/during-call.ts';
import { humanComes, humanTalks } from './hear/human-there.ts';
import { offerAnswer } from './hear/offer-answer.ts';
import { closeCandidates, known, misheardCommand, nothing } from './hear/other-subject.ts';
import { saidOf, takesAnything } from './hear/said.ts';
import type { Step } from './hear/said.ts';
import { unsure } from './hear/unsure.ts';
import { noMatch } from './ladder.ts';
import { pendingOf } from './pending.ts';
import { onSensitiveWord } from './sensitive.ts';
import { activeFrame, note, otherLanguage } from './turn.ts';
import type { Turn } from './turn.ts';

const sensitiveWord: Step = { name: 'sensitive word', take: (turn, { text }) => onSensitiveWord(turn, text) };

const BEFORE: readonly Step[] = [humanTalks, sensitiveWord];
const AFTER: readonly Step[] = [
  command, unsure, duringCall, // 1 what works at any moment
  offerAnswer, markedCorrection, wholeAnswer, unmarkedCorrection, answerWithin, // 2 the answer, 3 a correction
  humanComes, cardNumber, known, misheardCommand, // 4 another subject
  closeCandidates, // 5 which of these
  nothing, // 6 the ladder
];

/** `confidence` 0..1 as the recogniser gives it, null where it was typed. */
export function hear(turn: Turn, spoken: string, confidence: number | null, alternatives: string[]): void {
  const { talk } = turn;
  const text = withoutWake(turn, spoken);
  if (decided(turn, BEFORE, saidOf(turn, text, confidence, alternatives, undefined))) return;
  if (plain(text) === '') { note(turn, 'no word was understood'); noMatch(turn, { notHeard: true }); return; }
  followLanguage(turn, text);
  const said = commandIn(text, talk.language, takesAnything(pendingOf(turn.kit.pack, talk)));
  decided(turn, AFTER, saidOf(turn, text, confidence, alternatives, said));
  if (said === 'thanks' && talk.offer === null && activeFrame(talk) === undefined && !turn.over) talk.offer = { kind: 'anything-else', parting: true };
}

function decided(turn: Turn, steps: readonly Step[], said: ReturnType<typeof saidOf>): boolean {
  for (const step of steps) {
    const taken = step.take(turn, said);
    if (taken === true) { note(turn, `decided: ${step.name}`); return true; }
    if (taken === false) note(turn, `no ${step.name}`);
  }
  return false;
}

/** "你好小厅,我要取号": the name the kiosk is called by is no part of the wish; alone it is a greeting. */
function withoutWake(turn: Turn, spoken: string): string {
  const { wake } = turn.kit.pack.pack;
  for (const phrase of [...(wake.zh ?? []), ...(wake.en ?? [])]) {
    const letters = [...plain(phrase).replaceAll(' ', '')].map((c) => c.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\s,，]*');
    const rest = spoken.replace(new RegExp(`^\\s*${letters}[\\s,，.。!！]*`, 'i'), '');
    if (rest !== spoken) return rest.trim() === '' ? (turn.talk.language === 'zh' ? '你好' : 'hello') : rest;
  }
  return spoken;
}

/** A whole sentence in the pack's other language changes the language, unless it can be a name or number. */
function followLanguage(turn: Turn, text: string): void {
  const other = otherLanguage(turn);
  const pending = pendingOf(turn.kit.pack, turn.talk);
  if (other === undefined || takesAnything(pending) || (pending.kind === 'slot' && (pending.slot.type === 'plate' || pending.slot.type === 'address'))) return;
  const foreign = other === 'en' ? !hasHan(text) && latinWords(text).length >= 2 : hasHan(text) && latinWords(text).length === 0;
  if (!foreign) return;
  if (commandIn(text, turn.talk.language) !== undefined) return;
  // Nothing but Chinese characters cannot be English, whatever it means.
  const understood = other === 'zh' || turn.kit.matcher.match(text, other).zone === 'answer' || commandIn(text, other) !== undefined || activeFrame(turn.talk) !== undefined;
  if (!understood) return;
  turn.talk.language = other;
  turn.effects.push({ type: 'language', language: other });
  note(turn, `the visitor speaks ${other}`);
}
