// Takes an utterance as the answer to what was just asked. Each returns true when it was one.
import { textIn } from '../pack/compiled.ts';
import type { CompiledFlow, CompiledSlot } from '../pack/compiled.ts';
import type { Filled } from '../flow/machine.ts';
import type { Frame } from '../talk.ts';
import { askPending } from './ask.ts';
import { sendToFlow } from './flows.ts';
import { noMatch } from './ladder.ts';
import { asksItself, goneTimes, sayOutside } from './limits.ts';
import type { Refused } from './limits.ts';
import { overAnswers } from './over-answers.ts';
import { pendingOf } from './pending.ts';
import { filledFrom, isQuestion, readChecked, readOption, readSlotText } from './reading.ts';
import { talkOf } from './topic.ts';
import { isVague, proposalFor } from './vague.ts';
import { decide, flowOf, note, sayPrompt } from './turn.ts';
import type { Turn } from './turn.ts';

/** Puts an answer into the asked slot, and what else the sentence held into others. An answer outside the slot's limits is refused aloud. */
export function answerSlot(turn: Turn, frame: Frame, slot: CompiledSlot, text: string, strict: boolean): boolean {
  const flow = flowOf(turn, frame);
  if (SKIP[turn.talk.language].test(text.trim()) && (slot.type !== 'yes-no' || SKIP_OUTRIGHT[turn.talk.language].test(text))) {
    if (slot.optional) { fillSlots(turn, frame, { [slot.id]: { value: null, text: '', confidence: 1 } }, `${slot.id} was skipped`); return true; }
    if (SKIP_OUTRIGHT[turn.talk.language].test(text.trim()) && slot.type !== 'free-text') { notOptional(turn, frame, slot); return true; }
  }
  const known = { ...frame.slots };
  const checked = readChecked(turn, flow, slot, text, strict, known);
  if (checked === null) return false;
  if (checked.outside !== null && DIALLED.has(slot.type)) {
    // A whole mobile number to "which account?" is the mobile number.
    const { found } = overAnswers(turn, flow, { ...known, [slot.id]: { value: undefined, text: '', confidence: 1 } }, text, true);
    const dialled = Object.fromEntries(Object.entries(found).filter(([id]) => DIALLED.has(flow.slots.find((s) => s.id === id)?.type ?? 'date')));
    if (Object.keys(dialled).length > 0) { fillSlots(turn, frame, dialled, `answers another question first: ${Object.keys(dialled).join(', ')}`); return true; }
  }
  if (checked.outside !== null) { refuse(turn, frame, { slot, outside: checked.outside }, flow, checked.reading.rest); return true; }
  const filled: Record<string, Filled> = { [slot.id]: filledFrom(turn, checked.reading) };
  const more = overAnswers(turn, flow, { ...known, ...filled }, checked.reading.rest, true);
  const others = Object.keys(more.found);
  fillSlots(turn, frame, { ...filled, ...more.found }, `read as ${slot.type}: ${checked.reading.text}${others.length > 0 ? `, and also ${others.join(', ')}` : ''}`, { refused: more.refused });
  return true;
}

/** What is told digit by digit. */
const DIALLED = new Set<CompiledSlot['type']>(['digits', 'phone', 'id-number']);

const SKIP = {
  zh: /^(?:这个|这项|这一项|那就|先|我|请|帮我)*(?:跳过|没有|不用|不需要|无|不填|下一步|下一个|不用填|不想填|不想说|略过|没有了|不要了?|不告诉你)(?:这个|这项|这一项|它)?[了吧啊]*[。.]?$/,
  en: /^(?:please |let's |lets |just |i'd rather |i would rather |i'd like to |can we |can i )*(?:skip(?: it| this| that| this one| that one| this question)?|none|no|nope|nothing|not needed|next(?: question| one)?|leave (?:it|that) (?:out|blank|empty)|not say|i don'?t have (?:one|any)|i have none|rather not)(?: please| thanks)?[.]?$/i,
} as const;
/** Of these only an order to go on; "no" and "nothing" may be anything. */
const SKIP_OUTRIGHT = { zh: /跳过|略过|下一步|下一个|不填|不想填|不想说/, en: /skip|next|leave (?:it|that)|rather not|not say/i } as const;

function notOptional(turn: Turn, frame: Frame, slot: CompiledSlot): void {
  turn.talk.misses += 1;
  decide(turn, { rule: 'slot', intent: `needed:${slot.id}`, flow: frame.flow, zone: 'unknown', probability: 1 });
  note(turn, `${slot.id} cannot be skipped`);
  if (turn.talk.misses >= 3) { noMatch(turn, { counted: true }); return; }
  sayPrompt(turn, 'not-optional', { label: textIn(slot.label, turn.talk.language) });
  askPending(turn);
}

/** "Any day": the nearest that is possible is taken, aloud. False where nothing can be proposed. */
export function answerVaguely(turn: Turn, frame: Frame, slot: CompiledSlot, text: string): boolean {
  if (!isVague(turn, text)) return false;
  const proposal = proposalFor(turn, flowOf(turn, frame), frame, slot);
  if (proposal === null && !slot.optional) return false;
  if (proposal !== null) sayPrompt(turn, 'proposed', { label: textIn(slot.label, turn.talk.language), value: proposal.value });
  fillSlots(turn, frame, { [slot.id]: proposal?.filled ?? { value: null, text: '', confidence: 1 } }, proposal === null ? `${slot.id} was skipped` : `left to us: ${slot.id} is ${proposal.value}`);
  return true;
}

/** Says why an answer cannot be taken and asks again; the third time a human is offered. What else was said is kept. */
function refuse(turn: Turn, frame: Frame, refused: Refused, flow: CompiledFlow, rest: string): void {
  const { talk } = turn;
  const more = overAnswers(turn, flow, { ...frame.slots, [refused.slot.id]: { value: undefined, text: '', confidence: 1 } }, rest, true).found;
  talk.misses += 1;
  frame.slots = { ...frame.slots, ...more };
  decide(turn, { rule: 'outside-limits', intent: `slot:${refused.slot.id}`, flow: frame.flow, zone: 'unknown', probability: 1 });
  note(turn, `${refused.slot.id} cannot be that: ${refused.outside.key}${Object.keys(more).length > 0 ? `; kept ${Object.keys(more).join(', ')}` : ''}`);
  // The reason has been given twice in different words by now.
  if (talk.misses >= 3) { noMatch(turn, { counted: true }); return; }
  sayOutside(turn, flow, frame, refused);
  askPending(turn, { spoken: false });
  if (!asksItself(turn)) sayPrompt(turn, 'outside-again', { label: textIn(refused.slot.label, talk.language) });
}

/** Fills slots and lets the task go on. */
export function fillSlots(turn: Turn, frame: Frame, filled: Record<string, Filled>, why: string, how: { rule?: string; refused?: readonly Refused[] } = {}): void {
  turn.talk.misses = 0;
  talkOf(turn, filled);
  decide(turn, { rule: how.rule ?? 'slot', intent: `slot:${Object.keys(filled)[0] ?? ''}`, flow: frame.flow, zone: 'answer', probability: Math.min(1, ...Object.values(filled).map((f) => f.confidence)) });
  note(turn, why);
  const slots = { ...frame.slots, ...filled };
  const gone = goneTimes(turn, flowOf(turn, frame), slots);
  for (const { slot } of gone) delete slots[slot.id];
  for (const refused of [...how.refused ?? [], ...gone]) {
    note(turn, `${refused.slot.id} cannot be that: ${refused.outside.key}`);
    sayOutside(turn, flowOf(turn, frame), { ...frame, slots }, refused);
  }
  sendToFlow(turn, frame, { type: 'slots', slots });
}

type Options = Extract<ReturnType<typeof pendingOf>, { kind: 'choose' }>['options'];

/** An option of a `choose` step; what the sentence holds besides answers the question behind it. */
export function answerChoice(turn: Turn, frame: Frame, options: Options, text: string, strict: boolean): boolean {
  const chosen = readOption(turn, options, text, strict);
  if (chosen === null) return false;
  const confidence = turn.input.kind === 'speech' ? (turn.input.confidence ?? 1) * chosen.confidence : 1;
  const rest = chosen.rest.replace(/^[\s,，.。;；]+|^(?:the|a|an|and|with) /gi, '').trim();
  turn.quiet = rest !== '' && !isQuestion(rest, turn.talk.language);
  const goesOn = turn.quiet;
  choose(turn, frame, chosen.id, `chosen by voice: ${chosen.id}`, confidence);
  turn.quiet = false;
  if (goesOn) answerBehind(turn, frame, rest);
  return true;
}

/** "另点一个，水煮鱼": the question that the choice led to is answered already, or it is asked now. */
function answerBehind(turn: Turn, frame: Frame, rest: string): void {
  const next = pendingOf(turn.kit.pack, turn.talk);
  if (turn.over || next.kind === 'open' || next.kind === 'call' || ('frame' in next && next.frame !== frame)) return;
  if (turn.talk.escalation !== null) { if (turn.said.length === 0) askPending(turn); return; } // a human comes: the next question is asked all the same
  if (next.kind === 'slot' && next.slot.type !== 'free-text' && (answerSlot(turn, frame, next.slot, rest, true) || answerSlot(turn, frame, next.slot, rest, false))) return;
  const { found } = overAnswers(turn, flowOf(turn, frame), next.kind === 'slot' ? { ...frame.slots, [next.slot.id]: { value: undefined, text: '', confidence: 1 } } : frame.slots, rest, true);
  if (Object.keys(found).length > 0) fillSlots(turn, frame, found, `and also ${Object.keys(found).join(', ')}`);
  else if (next.kind !== 'offer') askPending(turn);
}

/** Whether this is an option by its name and, behind it, an answer to the question it leads to. */
export function choosesAndAnswers(turn: Turn, frame: Frame, options: Options, text: string): boolean {
  const chosen = readOption(turn, options, text, false);
  const flow = flowOf(turn, frame);
  if (chosen === null || chosen.confidence < 0.9 || chosen.rest.trim() === '' || isQuestion(text, turn.talk.language)) return false;
  let step = flow.steps.find((s) => s.id === options.find((o) => o.id === chosen.id)?.goto);
  for (let hops = 0; step !== undefined && hops < 8 && !('ask' in step); hops++) {
    const to: string | null = 'goto' in step ? step.goto : 'say' in step && !('end' in step) && !('escalate' in step) ? step.next : null;
    step = flow.steps.find((s) => s.id === to);
  }
  const slot = step === undefined || !('ask' in step) ? undefined : flow.slots.find((s) => s.id === (step as { ask: string }).ask);
  if (slot === undefined || slot.type === 'free-text' || slot.type === 'yes-no') return false;
  const rest = chosen.rest.replace(/^(?:the|a|an|and|with) /i, '');
  return readSlotText(turn, slot, rest, true) !== null || (slot.type === 'choice' && (readSlotText(turn, slot, rest, false)?.confidence ?? 0) >= 0.9);
}

export function choose(turn: Turn, frame: Frame, option: string, why: string, confidence = 1): void {
  turn.talk.misses = 0;
  frame.chosen = { ...frame.chosen, [frame.step]: option };
  frame.certainty = Math.min(frame.certainty ?? 1, confidence);
  decide(turn, { rule: 'slot', intent: `choice:${option}`, flow: frame.flow, zone: 'answer' });
  note(turn, why);
  sendToFlow(turn, frame, { type: `choose.${option}` });
}

export function confirm(turn: Turn, frame: Frame, yes: boolean): void {
  turn.talk.misses = 0;
  decide(turn, { rule: 'slot', intent: yes ? 'confirm:yes' : 'confirm:no', flow: frame.flow, zone: 'answer' });
  note(turn, yes ? 'confirmed' : 'not confirmed');
  sendToFlow(turn, frame, { type: yes ? 'yes' : 'no' });
}
