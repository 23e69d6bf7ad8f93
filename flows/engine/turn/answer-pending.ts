// Takes an utterance as the answer to what was just asked. Each returns true when it was one.
import { textIn } from '../pack/compiled.ts';
import type { CompiledSlot } from '../pack/compiled.ts';
import { targetLabel } from '../cards.ts';
import { dependentsOf } from '../flow/machine.ts';
import type { Filled } from '../flow/machine.ts';
import { plain } from '../plain-text.ts';
import type { Frame, Offer } from '../talk.ts';
import { openTarget } from './answers.ts';
import { askPending } from './ask.ts';
import { endSession } from './end.ts';
import { sendToFlow } from './flows.ts';
import { slotText } from './fill.ts';
import { raiseHand } from './raise.ts';
import { filledFrom, isQuestion, overAnswers, readOption, readSlotText, readYesNo } from './reading.ts';
import type { Correction } from './reading.ts';
import { talkOf } from './topic.ts';
import { decide, flowOf, note, sayPrompt, show } from './turn.ts';
import type { Turn } from './turn.ts';
import { optionsView } from './views.ts';

/** Puts an answer into the asked slot, and what else the sentence held into others. */
export function answerSlot(turn: Turn, frame: Frame, slot: CompiledSlot, text: string, strict: boolean): boolean {
  const flow = flowOf(turn, frame);
  if (slot.optional && SKIP[turn.talk.language].test(text.trim())) {
    fillSlots(turn, frame, { [slot.id]: { value: null, text: '', confidence: 1 } }, `${slot.id} was skipped`);
    return true;
  }
  const reading = readSlotText(turn, slot, text, strict);
  if (reading === null) return false;
  const filled: Record<string, Filled> = { [slot.id]: filledFrom(turn, reading) };
  const more = overAnswers(turn, flow, { ...frame.slots, ...filled }, reading.rest, true);
  fillSlots(turn, frame, { ...filled, ...more }, `read as ${slot.type}: ${reading.text}${Object.keys(more).length > 0 ? `, and also ${Object.keys(more).join(', ')}` : ''}`);
  return true;
}

const SKIP = { zh: /^(?:跳过|没有|不用|不需要|无|不填|下一步|不用填)[了吧]?[。.]?$/, en: /^(?:skip(?: it| this)?|none|no|nothing|not needed|next)[.]?$/i } as const;

/** Fills slots and lets the task go on. */
export function fillSlots(turn: Turn, frame: Frame, filled: Record<string, Filled>, why: string, rule = 'slot'): void {
  turn.talk.misses = 0;
  talkOf(turn, filled);
  decide(turn, { rule, intent: `slot:${Object.keys(filled)[0] ?? ''}`, flow: frame.flow, zone: 'answer', probability: Math.min(1, ...Object.values(filled).map((f) => f.confidence)) });
  note(turn, why);
  sendToFlow(turn, frame, { type: 'slots', slots: { ...frame.slots, ...filled } });
}

/** Gives a filled slot a new value, empties what depends on it, and walks the task again from there. */
export function correct(turn: Turn, frame: Frame, correction: Correction): void {
  const { slot, filled, cleared } = correction;
  const { talk } = turn;
  const flow = flowOf(turn, frame);
  talk.misses = 0;
  talk.offer = null;
  decide(turn, { rule: 'correction', intent: `slot:${slot.id}`, flow: frame.flow, zone: 'answer', probability: filled.confidence });
  note(turn, `${slot.id} was corrected${cleared.length > 0 ? `; ${cleared.join(', ')} emptied with it` : ''}`);
  frame.slots = Object.fromEntries(Object.entries({ ...frame.slots, [slot.id]: filled }).filter(([id]) => !cleared.includes(id)));
  sayPrompt(turn, 'corrected', { label: textIn(slot.label, talk.language), value: slotText(slot, filled, talk.language, true) });
  turn.replaying = true;
  const asked = frame.trail.map((id) => flow.steps.find((s) => s.id === id)).find((s) => s !== undefined && 'ask' in s && s.ask === slot.id)
    ?? flow.steps.find((s) => 'ask' in s && s.ask === slot.id);
  const place = (id: string): number => flow.steps.findIndex((s) => s.id === id);
  // An answer given ahead of its question changes nothing about where the task stands.
  if (asked === undefined || place(asked.id) >= place(frame.step)) sendToFlow(turn, frame, { type: 'slots', slots: frame.slots });
  else sendToFlow(turn, frame, { type: `to.${asked.id}` });
}

const CHANGE = {
  zh: /^(?:我要|我想|我想要|帮我|请|麻烦)?(?:改|修改|换|更改|变更|重填|重说)(?:一下|个|下|一个)?/,
  en: /^(?:no,? )?(?:i want to |i would like to |i'd like to |can i |could i |please |let me |i need to )?(?:change|modify|correct|edit)\b/i,
} as const;

/** "Change the time", without a new one: that question is asked again. False where no question is named. */
export function changeNamedSlot(turn: Turn, frame: Frame, text: string): boolean {
  const { language } = turn.talk;
  if (!CHANGE[language].test(text.trim())) return false;
  const flow = flowOf(turn, frame);
  const said = plain(text);
  const slot = flow.slots.find((s) => frame.slots[s.id] !== undefined && plain(textIn(s.label, language)) !== '' && said.includes(plain(textIn(s.label, language))));
  const asked = flow.steps.find((s) => 'ask' in s && s.ask === slot?.id);
  const open = flow.steps.find((s) => s.id === frame.step);
  const own = open === undefined || !('ask' in open) ? undefined : flow.slots.find((s) => s.id === open.ask);
  if (slot === undefined && own !== undefined && said.includes(plain(textIn(own.label, language)))) { // it is being asked for already
    decide(turn, { rule: 'correction', intent: `slot:${own.id}`, flow: frame.flow, zone: 'answer' });
    askPending(turn);
    return true;
  }
  if (slot === undefined || asked === undefined) return false;
  turn.talk.misses = 0;
  decide(turn, { rule: 'correction', intent: `slot:${slot.id}`, flow: frame.flow, zone: 'answer' });
  note(turn, `${slot.id} is to be changed`);
  const emptied = [slot.id, ...dependentsOf(flow, slot.id)];
  frame.slots = Object.fromEntries(Object.entries(frame.slots).filter(([id]) => !emptied.includes(id)));
  turn.replaying = true;
  sendToFlow(turn, frame, { type: `to.${asked.id}` });
  return true;
}

/** Asks for a change without saying of what. */
export function wantsChange(turn: Turn, text: string): boolean {
  return CHANGE[turn.talk.language].test(text.trim());
}

/** An option of a `choose` step. */
export function answerChoice(turn: Turn, frame: Frame, options: { id: string; label: { zh?: string | undefined; en?: string | undefined }; say: { zh?: string[] | undefined; en?: string[] | undefined } }[], text: string, strict: boolean): boolean {
  const chosen = readOption(turn, options, text, strict);
  if (chosen === null) return false;
  choose(turn, frame, chosen.id, `chosen by voice: ${chosen.id}`);
  return true;
}

export function choose(turn: Turn, frame: Frame, option: string, why: string): void {
  turn.talk.misses = 0;
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

/** The answer to something the engine itself asked. */
export function answerOffer(turn: Turn, offer: Offer, text: string): boolean {
  switch (offer.kind) {
    case 'clarify': return answerClarify(turn, offer, text);
    case 'survey': return answerSurvey(turn, text);
    case 'human': case 'anything-else': {
      const yes = readYesNo(turn, text, true);
      if (yes === null) return false;
      answerYesNoOffer(turn, offer, yes);
      return true;
    }
  }
}

export function answerYesNoOffer(turn: Turn, offer: Offer, yes: boolean): void {
  const { talk } = turn;
  talk.offer = null;
  talk.misses = 0;
  decide(turn, { rule: 'offer', intent: `${offer.kind}:${yes ? 'yes' : 'no'}`, flow: talk.frames.at(-1)?.flow ?? null });
  if (offer.kind === 'human') {
    if (yes) { raiseHand(turn, 'failure'); return; }
    if (talk.frames.length > 0) { askPending(turn); return; }
    sayPrompt(turn, 'offer-declined');
    show(turn, optionsView(turn, textIn(turn.kit.pack.pack.headline, talk.language)));
    return;
  }
  if (yes) { sayPrompt(turn, 'go-ahead'); askPending(turn, { spoken: false }); return; }
  talk.offer = offer;
  if (talk.counters.completed > 0 && talk.rating === null) { talk.offer = { kind: 'survey' }; askPending(turn); return; }
  endSession(turn, 'done', 'goodbye');
}

function answerClarify(turn: Turn, offer: Extract<Offer, { kind: 'clarify' }>, text: string): boolean {
  const { talk, kit } = turn;
  if (NONE[talk.language].test(text.trim()) || readYesNo(turn, text, true) === false) { declineClarify(turn); return true; }
  const options = offer.candidates.map((id) => ({ id, label: { [talk.language]: targetLabel(kit.pack, id, talk.language) }, say: {} }));
  const named = readOption(turn, options, text, true)?.id;
  const chosen = named ?? amongCandidates(turn, offer.candidates, text);
  if (chosen === undefined) return false;
  note(turn, `chosen among the candidates: ${chosen}`);
  openTarget(turn, chosen, { rule: 'clarify-answer', question: offer.question });
  return true;
}

/** Named by its words: the best hit of all is a candidate, or a few words that fit one candidate only. */
function amongCandidates(turn: Turn, candidates: readonly string[], text: string): string | undefined {
  const { matcher } = turn.kit;
  const { language } = turn.talk;
  const whole = matcher.match(text, language);
  const [best] = whole.top;
  // What is meant outright is no loose word for something offered.
  if (whole.zone === 'answer' && best !== undefined && !candidates.includes(best.id)) return undefined;
  if (best !== undefined && candidates.includes(best.id) && best.probability >= 0.3) return best.id;
  const short = language === 'zh' ? text.length <= 6 : text.trim().split(/\s+/).length <= 3;
  if (!short || isQuestion(text, language)) return undefined;
  const found = matcher.match(text, language, { among: (id) => candidates.includes(id) });
  return found.zone === 'answer' ? found.top[0]?.id : undefined;
}

const NONE = { zh: /^(?:都不是|不是|都不对|没有一个|不是这些|都不要|没有)[。.]?$/, en: /^(?:none(?: of (?:them|these|those))?|neither|no|not (?:that|those|these)|nothing)[.]?$/i } as const;

export function declineClarify(turn: Turn): void {
  decide(turn, { rule: 'clarify-answer', intent: 'clarify:none', flow: turn.talk.frames.at(-1)?.flow ?? null });
  turn.talk.offer = null;
  sayPrompt(turn, 'choose-none');
  if (turn.talk.frames.length > 0) askPending(turn); else show(turn, optionsView(turn, textIn(turn.kit.pack.pack.headline, turn.talk.language)));
}

function answerSurvey(turn: Turn, text: string): boolean {
  const reading = turn.kit.readSlot({ type: 'number', text, language: turn.talk.language, today: '1970-01-01', min: 1, max: 5, strict: false });
  const points = /([1-5一二两三四五])\s*分/.exec(text)?.[1];
  const rating = points !== undefined ? Number(points) || '零一二三四五'.indexOf(points.replace('两', '二')) : reading === null ? null : Number(reading.value);
  // A question is answered first; the rating was only a wish of ours.
  if (reading === null && points === undefined && isQuestion(text, turn.talk.language) && turn.kit.matcher.match(text, turn.talk.language).zone === 'answer') { turn.talk.offer = null; return false; }
  if (rating === null || !Number.isInteger(rating) || rating < 1 || rating > 5) {
    decide(turn, { rule: 'survey', intent: 'survey:none' });
    endSession(turn, 'visitor', 'goodbye');
    return true;
  }
  rate(turn, rating);
  return true;
}

export function rate(turn: Turn, rating: number): void {
  turn.talk.rating = rating;
  decide(turn, { rule: 'survey', intent: `survey:${rating}` });
  endSession(turn, 'visitor', 'survey-thanks');
}
