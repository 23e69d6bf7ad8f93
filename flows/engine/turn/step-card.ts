// Cards that a task shows, and how they stay on the screen when a question follows at once.
import type { ChoiceCard, View } from '../../protocol/screen.ts';
import { textIn } from '../pack/compiled.ts';
import type { CompiledStep } from '../pack/compiled.ts';
import type { Frame } from '../talk.ts';
import { fillText } from './fill.ts';
import { flowOf } from './turn.ts';
import type { Turn } from './turn.ts';

type Card = Extract<View, { kind: 'answer' | 'ticket' }>;

/** What was just shown stays, the question stands with it, and the answers are its buttons. */
export function cardWithChoices(card: Card, question: string, buttons: ChoiceCard[]): Card {
  const lines = (text: string): string => [text, question].filter((line) => line !== '').join('\n');
  return card.kind === 'answer' ? { ...card, body: lines(card.body), buttons } : { ...card, hint: lines(card.hint), buttons };
}

/** The gist of a card, for a view that needs its room for a keyboard. */
export function cardInOneLine(card: Card, language: 'zh' | 'en'): string {
  const values = card.kind === 'ticket' ? [card.number, ...card.rows.map((row) => row.value)] : card.body !== '' ? [card.body] : [...card.steps, ...card.facts.map((fact) => fact.value)];
  const gist = values.join(language === 'zh' ? '、' : ', ');
  return gist === '' ? card.headline : `${card.headline}${language === 'zh' ? '：' : ': '}${gist}`;
}

/** The card of a `show` or `ticket` step, in the language spoken now; null for other steps. */
export function stepCard(turn: Turn, frame: Frame, step: CompiledStep | undefined): Card | null {
  const { language } = turn.talk;
  const flow = flowOf(turn, frame);
  const fill = (text: Parameters<typeof textIn>[0]): string => fillText(textIn(text, language), flow, frame, language);
  if (step !== undefined && 'show' in step) {
    return {
      kind: 'answer', question: '', headline: fill(step.show.headline), body: fill(step.show.body),
      steps: (step.show.steps?.[language] ?? []).map((s) => fillText(s, flow, frame, language)),
      facts: (step.show.facts ?? []).map((f) => ({ label: fill(f.label), value: fill(f.value) })), buttons: [],
    };
  }
  if (step !== undefined && 'ticket' in step) {
    return {
      kind: 'ticket', headline: fill(step.ticket.headline), number: fillText(step.ticket.number, flow, frame, language),
      rows: step.ticket.rows.map((r) => ({ label: fill(r.label), value: fill(r.value) })), hint: fill(step.ticket.hint), buttons: [],
    };
  }
  return null;
}

/** The card that stands above the question the task rests at; null when there is none. */
export function keptCard(turn: Turn, frame: Frame): Card | null {
  return frame.card == null ? null : stepCard(turn, frame, flowOf(turn, frame).steps.find((s) => s.id === frame.card));
}
