// The views of one turn. Always whole: a page that connects in the middle shows the same as one that was there.
import type { ChoiceCard, View } from '../../protocol/screen.ts';
import { homeCards, optionCards, targetCards } from '../cards.ts';
import { phrasesIn, textIn } from '../pack/compiled.ts';
import type { CompiledSlot, GraphAnswer } from '../pack/compiled.ts';
import type { Frame } from '../talk.ts';
import { sentence } from '../pack/expand-graph.ts';
import { fillText, slotText } from './fill.ts';
import { inputLimits } from './input-limits.ts';
import { flowOf, word } from './turn.ts';
import type { Turn } from './turn.ts';

type ViewOf<K extends View['kind']> = Extract<View, { kind: K }>;
type FormInput = ViewOf<'form'>['input'];

export function button(turn: Turn, id: string, key: Parameters<typeof word>[1], number: number): ChoiceCard {
  return { id, number, label: word(turn, key), hint: '', icon: id };
}

export function listeningView(turn: Turn, headline?: string): ViewOf<'listening'> {
  const { pack, } = turn.kit;
  return {
    kind: 'listening', headline: headline ?? word(turn, 'headline-listening'), hint: word(turn, 'hint-listening'),
    examples: phrasesIn(pack.pack.examples, turn.talk.language).slice(0, 4), cards: homeCards(pack, turn.talk.language),
  };
}

/** Home cards as a choice, for the rung of a ladder that shows options. */
export function optionsView(turn: Turn, headline: string): ViewOf<'choice'> {
  const cards = homeCards(turn.kit.pack, turn.talk.language).slice(0, 5);
  return { kind: 'choice', headline, body: '', choices: [...cards, button(turn, 'human', 'label-human', cards.length + 1)] };
}

export function clarifyView(turn: Turn, headline: string, candidates: readonly string[]): ViewOf<'choice'> {
  const cards = targetCards(turn.kit.pack, candidates, turn.talk.language);
  return { kind: 'choice', headline, body: '', choices: [...cards, button(turn, 'none', 'label-none', cards.length + 1)] };
}

export function yesNoView(turn: Turn, headline: string): ViewOf<'choice'> {
  return { kind: 'choice', headline, body: '', choices: [button(turn, 'yes', 'label-yes', 1), button(turn, 'no', 'label-no', 2)] };
}

export function entryView(turn: Turn, id: string, question: string): ViewOf<'answer'> {
  const { pack } = turn.kit;
  const { language } = turn.talk;
  const entry = pack.entries[id];
  const card = entry?.screen[language];
  const buttons = (entry?.buttons ?? []).flatMap((b) => (pack.flows[b] !== undefined ? [`flow:${b}`] : pack.entries[b] !== undefined ? [`entry:${b}`] : []));
  return {
    kind: 'answer', question, headline: card?.headline ?? phrasesIn(entry?.questions, language)[0] ?? '',
    body: card === undefined ? textIn(entry?.answer, language) : card.body ?? (card.steps === undefined && card.facts === undefined ? textIn(entry?.answer, language) : ''),
    steps: card?.steps ?? [], facts: card?.facts ?? [], buttons: targetCards(pack, buttons, language),
  };
}

export function graphView(turn: Turn, answer: GraphAnswer, question: string, body: string): ViewOf<'answer'> {
  const { language } = turn.talk;
  const { pack } = turn.kit;
  const list = phrasesIn(answer.list, language);
  const related = Object.values(pack.answers).filter((other) => other.entity === answer.entity && other.id !== answer.id && !other.missing).slice(0, 3);
  return {
    kind: 'answer', question, headline: sentence(`${textIn(answer.name, language)}${language === 'zh' ? '' : ': '}${textIn(answer.label, language)}`),
    body: list.length > 0 ? '' : body, steps: list, facts: answer.missing || list.length > 0 || textIn(answer.value, language).length > (language === 'zh' ? 14 : 30) ? [] : [{ label: textIn(answer.label, language), value: textIn(answer.value, language) }],
    buttons: targetCards(pack, related.map((other) => `ask:${other.id}`), language),
  };
}

export function formView(turn: Turn, frame: Frame, slot: CompiledSlot): ViewOf<'form'> {
  const { language } = turn.talk;
  const flow = flowOf(turn, frame);
  const rows = flow.slots.filter((s) => s.id === slot.id || frame.slots[s.id] !== undefined || !s.optional).map((s) => {
    const filled = frame.slots[s.id];
    const done = filled !== undefined && s.id !== slot.id;
    return { id: s.id, label: textIn(s.label, language), value: filled === undefined ? null : slotText(s, filled, language), state: s.id === slot.id ? 'current' as const : done ? 'done' as const : 'todo' as const, ...(done ? { editable: true } : {}) };
  });
  return { kind: 'form', title: textIn(flow.title, language), headline: fillText(textIn(slot.ask, language), flow, frame, language), slots: rows, input: formInput(turn, frame, slot) };
}

function formInput(turn: Turn, frame: Frame, slot: CompiledSlot): FormInput {
  const { language } = turn.talk;
  const choices = slot.type === 'choice' ? optionCards(slot.choices, language, frame.page, word(turn, 'label-more'))
    : slot.type === 'yes-no' ? [button(turn, 'yes', 'label-yes', 1), button(turn, 'no', 'label-no', 2)] : [];
  const skip = slot.optional ? [button(turn, 'skip', 'label-skip', choices.length + 1)] : [];
  const type = { 'yes-no': 'yes-no', choice: 'choice', number: 'number', amount: 'number', digits: 'digits', phone: 'digits', 'id-number': 'text', date: 'date', time: 'time', 'person-name': 'text', 'free-text': 'text', quantity: 'text', 'date-range': 'text', 'time-range': 'text', plate: 'text', address: 'text' } as const;
  const maxLength = { phone: 11, 'id-number': 18, digits: slot.max ?? 20, number: 9, amount: 12, 'person-name': 40, 'free-text': Math.min(slot.max ?? 200, 200), date: 10, time: 5, choice: 40, 'yes-no': 10, quantity: 12, 'date-range': 23, 'time-range': 13, plate: 8, address: 120 } as const;
  return { type: type[slot.type], choices: [...choices, ...skip], maxLength: Math.max(1, Math.round(maxLength[slot.type])), placeholder: textIn(slot.label, language), ...inputLimits(turn, frame, slot) };
}

/** A fourth task: finish the one on top, or drop it for the new one. */
export function tooDeepView(turn: Turn, words: { title: string; other: string }): ViewOf<'choice'> {
  return { kind: 'choice', headline: word(turn, 'too-deep', words), body: '', choices: [
    { id: 'finish', number: 1, label: word(turn, 'label-finish', words), hint: '', icon: 'finish' }, { id: 'drop', number: 2, label: word(turn, 'label-drop', words), hint: '', icon: 'drop' },
  ] };
}

/** `card`: what was shown right before the read-back; its facts stand above the answers, so that they can be read while deciding. */
export function confirmView(turn: Turn, frame: Frame, headline: string, card: ViewOf<'answer' | 'ticket'> | null = null): ViewOf<'confirm'> {
  const { language } = turn.talk;
  const slots = flowOf(turn, frame).slots.flatMap((slot) => {
    const filled = frame.slots[slot.id];
    return filled === undefined ? [] : [{ label: textIn(slot.label, language), value: slotText(slot, filled, language) }];
  });
  const rows = card === null ? slots : [...cardRows(card), ...slots.filter((row) => !cardRows(card).some((shown) => shown.label === row.label))];
  return { kind: 'confirm', headline, rows, yes: button(turn, 'yes', 'label-confirm', 1), no: button(turn, 'no', 'label-change', 2) };
}

function cardRows(card: ViewOf<'answer' | 'ticket'>): { label: string; value: string }[] {
  if (card.kind === 'ticket') return [{ label: card.headline, value: card.number }, ...card.rows].filter((row) => row.value !== '');
  return [...(card.body === '' ? [] : [{ label: card.headline, value: card.body }]), ...card.facts, ...card.steps.map((step, i) => ({ label: String(i + 1), value: step }))];
}

export function escalationView(turn: Turn, stage: ViewOf<'escalation'>['stage']): ViewOf<'escalation'> {
  const e = turn.talk.escalation;
  const agent = e?.agent ?? null;
  const headline = stage === 'talking' ? word(turn, 'headline-talking', { agent: agent ?? '' }) : stage === 'nobody' ? word(turn, 'headline-nobody') : word(turn, 'headline-waiting');
  return {
    kind: 'escalation', stage, headline, body: stage === 'nobody' ? textIn(turn.kit.pack.pack.escalation.nobody, turn.talk.language) : e?.place == null || e.place < 2 ? '' : word(turn, 'human-place', { count: String(Math.max(0, e.place - 1)) }),
    place: e?.place ?? null, agent, agentTyping: e?.agentTyping ?? false, messages: [...(e?.messages ?? [])],
    buttons: stage === 'nobody' ? [button(turn, 'home', 'label-home', 1)] : [button(turn, 'cancel', 'label-cancel', 1)],
  };
}
