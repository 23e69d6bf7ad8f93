// What must be true of every turn of every visit, whatever was said, touched or answered.
import type { View } from '../../protocol/screen.ts';
import type { ConversationEvent, TurnResult } from '../contract.ts';
import type { CompiledPack } from '../pack/compiled.ts';
import type { Envelope } from '../persist.ts';
import type { Frame, Talk } from '../talk.ts';
import { pendingOf } from '../turn/pending.ts';

type Turn = TurnResult<Envelope>;
const MAX_DEPTH = 3;
const MOST_MISSES = 3;
const BY_THE_VISITOR = new Set<ConversationEvent['type']>(['utterance', 'touch', 'silence', 'back', 'start-over', 'human-wanted']);

/** Everything that does not hold of this turn; empty when all does. */
export function brokenBy(pack: CompiledPack, before: Envelope, event: ConversationEvent, turn: Turn): string[] {
  const [was, is] = [before.talk, turn.state.talk];
  const over = turn.effects.some((e) => e.type === 'end');
  return [
    ...shape(is), ...order(turn), ...speakers(was, is, event, turn), ...deadAir(was, event, turn, over),
    ...(over || is.session === '' ? [] : [...wayOn(is), ...questions(pack, was, is, event, turn)]), ...dropped(was, is, event, turn, over),
  ];
}

function shape({ frames, misses }: Talk): string[] {
  return [
    ...(frames.length <= MAX_DEPTH ? [] : [`${frames.length} tasks are open`]), ...(new Set(frames.map((f) => f.flow)).size === frames.length ? [] : ['one task is open twice']),
    ...(misses <= MOST_MISSES ? [] : [`${misses} misses in a row`]),
  ];
}

/** Listening and ending come last, and never both. */
function order({ effects }: Turn): string[] {
  const listens = effects.filter((e) => e.type === 'listen').length;
  const ends = effects.filter((e) => e.type === 'end').length;
  const last = effects.at(-1);
  return [
    ...(listens <= 1 && ends <= 1 && listens + ends <= 1 ? [] : [`${listens} times listening and ${ends} ends in one turn`]),
    ...(listens === 0 || last?.type === 'listen' ? [] : ['something happens after listening began']), ...(ends === 0 || last?.type === 'end' ? [] : ['something happens after the end']),
  ];
}

/** The kiosk is silent while a human has the word. */
function speakers(was: Talk, is: Talk, event: ConversationEvent, { effects }: Turn): string[] {
  const kiosk = effects.some((e) => e.type === 'say' && e.who === 'kiosk');
  const agent = effects.some((e) => e.type === 'say' && e.who === 'agent');
  const talking = was.escalation?.stage === 'talking' && is.escalation?.stage === 'talking';
  return [
    ...(kiosk && agent ? ['kiosk and agent speak in one turn'] : []),
    ...(kiosk && talking && ['utterance', 'silence', 'call-settled', 'interrupted'].includes(event.type) ? [`the kiosk speaks (${event.type}) while the agent has the word`] : []),
  ];
}

/** Whatever the visitor does is answered, and the ear is open again. */
function deadAir(was: Talk, event: ConversationEvent, { decision, effects }: Turn, over: boolean): string[] {
  if (was.session === '' || over || !BY_THE_VISITOR.has(event.type)) return [];
  const spoken = effects.some((e) => e.type === 'say');
  const seen = effects.some((e) => e.type === 'show');
  const handedOn = effects.some((e) => e.type === 'escalate');
  const waits = was.escalation !== null || was.frames.some((f) => f.call !== null);
  const wanted = event.type === 'utterance' ? spoken || handedOn : event.type === 'silence' ? spoken || waits : spoken || seen;
  return [
    ...(decision === null ? [`${event.type} decided nothing`] : []), ...(wanted ? [] : [`dead air after ${event.type}`]),
    ...(effects.at(-1)?.type === 'listen' ? [] : [`nobody listens after ${event.type}`]),
  ];
}

/** Whatever is on the screen leads on. */
function wayOn({ view, frames }: Talk): string[] {
  if (view === null) return ['there is nothing on the screen'];
  const cards = cardsOn(view);
  const unique = new Set(cards.map((c) => c.id)).size === cards.length && new Set(cards.map((c) => c.number)).size === cards.length;
  const empty = (view.kind === 'choice' || (view.kind === 'form' && (view.input.type === 'choice' || view.input.type === 'yes-no')) || view.kind === 'escalation') && cards.length === 0;
  const stuck = view.kind === 'thinking' && frames.every((f) => f.call === null);
  return [...(unique ? [] : [`two cards of the ${view.kind} view share an id or a number`]), ...(empty ? [`a ${view.kind} view without a way on`] : []), ...(stuck ? ['"thinking" stands there though nothing is under way'] : []), ...(view.kind === 'goodbye' ? ['goodbye is shown in an open visit'] : [])];
}

function cardsOn(view: View): { id: string; number: number }[] {
  switch (view.kind) {
    case 'listening': case 'attract': case 'touch-only': return view.cards;
    case 'answer': case 'ticket': case 'escalation': return view.buttons;
    case 'choice': return view.choices;
    case 'form': return view.input.choices;
    case 'confirm': return [view.yes, view.no];
    default: return [];
  }
}

const same = (a: Frame | undefined, b: Frame | undefined): boolean => a !== undefined && b !== undefined && a.flow === b.flow && a.n === b.n && a.step === b.step;

/** A question that becomes the open one is asked aloud in that turn. */
function questions(pack: CompiledPack, was: Talk, is: Talk, event: ConversationEvent, { effects }: Turn): string[] {
  if (is.escalation !== null || is.offer !== null || was.session === '') return [];
  const pending = pendingOf(pack, is);
  const [before, after] = [was.frames.at(-1), is.frames.at(-1)];
  if (after === undefined || (same(before, after) && was.escalation === null) || !(pending.kind === 'slot' || pending.kind === 'choose' || pending.kind === 'confirm')) return [];
  const key = pending.kind === 'slot' ? `ask:${after.flow}.${pending.slot.id}` : `${pending.kind}:${after.flow}.${pending.step.id}`;
  const asked = effects.filter((e) => e.type === 'say' && e.key === key).length;
  // An answer outside of what is possible is asked for again in words of its own.
  const otherwise = asked === 0 && effects.some((e) => e.type === 'say' && /^(?:again:|outside)/.test(e.key));
  return asked === 1 || otherwise ? [] : [`the question ${key} is open after ${event.type} and was asked ${asked} times`];
}

/** A task that goes is recorded and spoken of. */
function dropped(was: Talk, is: Talk, event: ConversationEvent, { effects }: Turn, over: boolean): string[] {
  const gone = was.frames.filter((f) => !is.frames.some((g) => g.n === f.n && g.flow === f.flow));
  const changes = effects.flatMap((e) => (e.type === 'record' && e.data.type === 'foyer.task' ? [e.data] : []));
  const unrecorded = gone.filter((f) => !changes.some((c) => c.flow === f.flow && ['completed', 'cancelled', 'failed'].includes(c.change)));
  const silent = gone.length > 0 && !over && !effects.some((e) => e.type === 'say');
  return [...(event.type === 'session-started' ? [] : unrecorded.map((f) => `the task ${f.flow} is gone without a record`)), ...(silent ? ['a task was dropped without a word'] : [])];
}
