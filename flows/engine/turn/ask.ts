// Puts the open question to the visitor: sentence and view together, so that neither comes without the other.
import { textIn } from '../pack/compiled.ts';
import type { CompiledSlot } from '../pack/compiled.ts';
import { optionCards } from '../cards.ts';
import type { Frame } from '../talk.ts';
import { fillText } from './fill.ts';
import { pendingOf } from './pending.ts';
import type { Pending } from './pending.ts';
import { flowOf, nextVariant, say, sayPrompt, show, word } from './turn.ts';
import type { Turn } from './turn.ts';
import { clarifyView, confirmView, formView, listeningView, tooDeepView, yesNoView } from './views.ts';
import { cardInOneLine, cardWithChoices, keptCard } from './step-card.ts';
import { targetLabel } from '../cards.ts';

/** Says and shows what is pending; nothing when nothing is. `spoken` false = only the view. */
export function askPending(turn: Turn, options: { spoken?: boolean } = {}): void {
  const pending = pendingOf(turn.kit.pack, turn.talk);
  const spoken = options.spoken ?? true;
  showPending(turn, pending);
  if (!spoken) return;
  switch (pending.kind) {
    case 'slot': say(turn, questionOf(turn, pending.frame, pending.slot, true), `ask:${pending.frame.flow}.${pending.slot.id}`); break;
    case 'choose': say(turn, fillText(textIn(pending.step.choose, turn.talk.language), flowOf(turn, pending.frame), pending.frame, turn.talk.language, true), `choose:${pending.frame.flow}.${pending.step.id}`); break;
    case 'confirm': say(turn, confirmText(turn, pending, true), `confirm:${pending.frame.flow}.${pending.step.id}`); break;
    case 'offer': askOffer(turn, pending); break;
    case 'call': case 'open': break;
  }
}

/** The view that belongs to what is pending. */
export function showPending(turn: Turn, pending: Pending = pendingOf(turn.kit.pack, turn.talk)): void {
  const { language } = turn.talk;
  switch (pending.kind) {
    case 'slot': {
      const form = formView(turn, pending.frame, pending.slot);
      const keyless = form.input.type === 'choice' || form.input.type === 'yes-no';
      const card = keptCard(turn, pending.frame);
      if (card === null) show(turn, form);
      else if (keyless) show(turn, cardWithChoices(card, form.headline, form.input.choices));
      else show(turn, { ...form, title: cardInOneLine(card, language) });
      break;
    }
    case 'choose': {
      const flow = flowOf(turn, pending.frame);
      const headline = fillText(textIn(pending.step.choose, language), flow, pending.frame, language);
      const choices = optionCards(pending.options, language, pending.frame.page, word(turn, 'label-more'));
      const card = keptCard(turn, pending.frame);
      show(turn, card === null ? { kind: 'choice', headline, body: '', choices } : cardWithChoices(card, headline, choices));
      break;
    }
    case 'confirm': show(turn, confirmView(turn, pending.frame, confirmText(turn, pending), keptCard(turn, pending.frame))); break;
    case 'offer': showOffer(turn, pending); break;
    case 'call': show(turn, { kind: 'thinking', sentence: word(turn, 'one-moment') }); break;
    case 'open': show(turn, listeningView(turn)); break;
  }
}

function confirmText(turn: Turn, pending: Extract<Pending, { kind: 'confirm' }>, aloud = false): string {
  return fillText(textIn(pending.step.confirm, turn.talk.language), flowOf(turn, pending.frame), pending.frame, turn.talk.language, aloud);
}

function questionOf(turn: Turn, frame: Frame, slot: CompiledSlot, aloud = false): string {
  return fillText(textIn(slot.ask, turn.talk.language), flowOf(turn, frame), frame, turn.talk.language, aloud);
}

/** "A, B or C": the candidates as one phrase. */
function alternatives(labels: readonly string[], language: 'zh' | 'en'): string {
  if (language === 'zh') return labels.map((l) => `“${l}”`).join('，还是');
  return labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).map((l) => `"${l}"`).join(', ')} or "${labels.at(-1) ?? ''}"`;
}

function askOffer(turn: Turn, pending: Extract<Pending, { kind: 'offer' }>): void {
  const { offer } = pending;
  if (offer.kind === 'clarify') sayPrompt(turn, 'clarify', { options: alternatives(offer.candidates.map((c) => targetLabel(turn.kit.pack, c, turn.talk.language)), turn.talk.language) });
  else if (offer.kind === 'human') sayPrompt(turn, 'offer-human');
  else if (offer.kind === 'next') sayPrompt(turn, 'next-task', nextWords(turn, offer));
  else if (offer.kind === 'survey') sayPrompt(turn, 'survey');
  else if (offer.kind === 'too-deep') sayPrompt(turn, 'too-deep', tooDeepWords(turn, offer));
  else sayPrompt(turn, 'anything-else');
}

function nextWords(turn: Turn, offer: { flow: string }): { title: string } {
  return { title: targetLabel(turn.kit.pack, `flow:${offer.flow}`, turn.talk.language) };
}

function tooDeepWords(turn: Turn, offer: { flow: string }): { title: string; other: string } {
  const top = turn.talk.frames.at(-1);
  return { title: targetLabel(turn.kit.pack, `flow:${top?.flow ?? ''}`, turn.talk.language), other: targetLabel(turn.kit.pack, `flow:${offer.flow}`, turn.talk.language) };
}

function showOffer(turn: Turn, pending: Extract<Pending, { kind: 'offer' }>): void {
  const { offer } = pending;
  if (offer.kind === 'clarify') {
    const options = alternatives(offer.candidates.map((c) => targetLabel(turn.kit.pack, c, turn.talk.language)), turn.talk.language);
    show(turn, clarifyView(turn, word(turn, 'clarify', { options }), offer.candidates));
  } else if (offer.kind === 'next') show(turn, yesNoView(turn, word(turn, 'next-task', nextWords(turn, offer))));
  else if (offer.kind === 'human') show(turn, yesNoView(turn, word(turn, 'offer-human')));
  else if (offer.kind === 'too-deep') show(turn, tooDeepView(turn, tooDeepWords(turn, offer)));
  else if (offer.kind === 'survey') show(turn, { kind: 'survey', headline: word(turn, 'survey'), scale: 5 });
  else show(turn, listeningView(turn, word(turn, 'headline-more')));
}

/** The second wording of a slot's question: its own, else one with an example; empty where there is neither. */
export function askAgain(turn: Turn, frame: Frame, slot: CompiledSlot): string {
  const { language } = turn.talk;
  const own = slot.again?.[language];
  if (own !== undefined) return fillText(own, flowOf(turn, frame), frame, language, true);
  const example = exampleOf(slot, language);
  return example === '' ? '' : nextVariant(turn, 'slot-again', { label: textIn(slot.label, language), example });
}

const EXAMPLES = {
  date: { zh: '“明天”或“下周三”', en: '"tomorrow" or "next Wednesday"' }, time: { zh: '“上午十点”', en: '"ten in the morning"' },
  phone: { zh: '“一三八，零零一三，八零零零”', en: '"one three eight, zero zero one three, eight zero zero zero"' },
  'id-number': { zh: '十八位号码，慢慢念', en: 'all eighteen characters, slowly' }, digits: { zh: '“三、零、五、二”', en: '"three zero five two"' },
  number: { zh: '“两个”', en: '"two"' }, amount: { zh: '“五十元”', en: '"fifty yuan"' }, 'person-name': { zh: '“王小明”', en: '"Mary Smith"' },
  'yes-no': { zh: '“是”或“不是”', en: '"yes" or "no"' }, 'free-text': { zh: '', en: '' },
  quantity: { zh: '“两份”', en: '"two portions"' }, 'date-range': { zh: '“周一到周三”', en: '"Monday to Wednesday"' }, 'time-range': { zh: '“两点到四点”', en: '"two to four"' },
  plate: { zh: '“京A，一二三四五”', en: '"京A 12345"' }, address: { zh: '“幸福路十二号三单元”', en: '"12 Station Road"' },
} as const;

/** How an answer to this slot may sound; empty for free text. */
export function exampleOf(slot: CompiledSlot, language: 'zh' | 'en'): string {
  if (slot.type === 'choice') return alternatives(slot.choices.slice(0, 2).map((o) => textIn(o.label, language)), language);
  return EXAMPLES[slot.type][language];
}
