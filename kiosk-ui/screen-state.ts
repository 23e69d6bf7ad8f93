// The pure reducer of the screen: what the device said and what was touched in, what must be shown out. No DOM, no socket,
// no clock, so that every rule of it (above all: nothing of the last visitor stays) is tested without a browser.
import type { Language } from '../flows/protocol/language.ts';
import type { Presence, ScreenMessage, View } from '../flows/protocol/screen.ts';
import { typeset, typesetView } from './typeset.ts';

type MessageOf<T extends ScreenMessage['type']> = Extract<ScreenMessage, { type: T }>;
export type Speaker = MessageOf<'caption'>['who'];
/** `spoken` is true once a phrase of it was marked, so that an old sentence is told from one that is still to be said. */
export type Caption = Pick<MessageOf<'caption'>, 'who' | 'text' | 'certain' | 'final' | 'phrase'> & { spoken: boolean };
export type Panel = 'none' | 'keyboard' | 'volume';

export interface ScreenState {
  connection: 'connecting' | 'open' | 'lost';
  hello: MessageOf<'hello'> | null;
  language: Language;
  session: string | null;
  view: View | null;
  seq: number;
  /** From which side the view comes in; `none` where the same view was only updated. */
  direction: 'forward' | 'back' | 'none';
  /** Goes up when another view comes in, so that its element is made anew and keeps nothing. */
  generation: number;
  /** Keys of the views of this visit, oldest first, to know a way back when it is taken. */
  trail: string[];
  presence: Presence;
  /** The newest line of each side, and who spoke last. */
  captions: Partial<Record<Speaker, Caption>>;
  latest: Speaker | null;
  status: Pick<MessageOf<'status'>, 'microphone' | 'loudspeaker' | 'hub' | 'note'>;
  countdown: number | null;
  comfort: Pick<MessageOf<'comfort'>, 'volume' | 'slower' | 'larger'> & { scale?: number };
  panel: Panel;
  /** What is being typed on the on-screen keyboard. */
  draft: string;
}

export type ScreenAction =
  | { type: 'message'; message: ScreenMessage }
  | { type: 'opened' } | { type: 'lost' }
  | { type: 'panel'; panel: Panel }
  | { type: 'draft'; text: string };

export function initialState(): ScreenState {
  return {
    connection: 'connecting', hello: null, language: 'zh', session: null, view: null, seq: -1, direction: 'none', generation: 0, trail: [],
    presence: 'idle', captions: {}, latest: null, status: { microphone: 'ok', loudspeaker: 'ok', hub: 'online', note: null }, countdown: null,
    comfort: { volume: 2, slower: false, larger: false }, panel: 'none', draft: '',
  };
}

/** Everything that belongs to one visitor, empty. Spread over a state at each session border. */
const NOTHING_OF_A_VISITOR = { trail: [], captions: {}, latest: null, countdown: null, panel: 'none', draft: '' } satisfies Partial<ScreenState>;

function without(captions: ScreenState['captions'], who: Speaker): ScreenState['captions'] {
  const { [who]: _, ...rest } = captions;
  return rest;
}

/** Two messages with the same key show the same place of the conversation. */
export function viewKey(view: View): string {
  switch (view.kind) {
    case 'attract': case 'listening': case 'thinking': case 'survey': case 'goodbye': case 'touch-only': case 'out-of-service': case 'claim': return view.kind;
    case 'answer': return `answer ${view.question} ${view.headline}`;
    case 'choice': case 'confirm': return `${view.kind} ${view.headline}`;
    case 'form': return `form ${view.title} ${view.slots.find((slot) => slot.state === 'current')?.id ?? ''}`;
    case 'escalation': return `escalation ${view.stage}`;
    case 'ticket': return `ticket ${view.number} ${view.headline}`;
  }
}

/** Views between two turns, which are no place one can go back to. */
const PASSING = new Set<View['kind']>(['thinking', 'listening']);

function withView(state: ScreenState, message: MessageOf<'view'>): ScreenState {
  if (message.seq < state.seq) return state; // overtaken
  const otherVisitor = message.session !== state.session;
  const base: ScreenState = otherVisitor ? { ...state, ...NOTHING_OF_A_VISITOR } : state;
  const key = viewKey(typesetView(message.view));
  const sameView = !otherVisitor && state.view !== null && state.language === message.language && viewKey(state.view) === key;
  const at = base.trail.lastIndexOf(key);
  const goesBack = !sameView && at >= 0 && at < base.trail.length - 1 && !PASSING.has(message.view.kind);
  const trail = message.session === null || PASSING.has(message.view.kind) || sameView ? base.trail
    : goesBack ? base.trail.slice(0, at + 1)
    : [...base.trail.filter((earlier) => earlier !== key), key].slice(-20);
  // A sentence that was said belongs to the view it was said in; one still to be said belongs to the view that comes.
  const stale = !sameView && base.presence !== 'speaking' && base.captions.kiosk?.spoken === true;
  const captions = stale ? without(base.captions, 'kiosk') : base.captions;
  return {
    ...base, captions, latest: stale && base.latest === 'kiosk' ? (captions.visitor === undefined ? null : 'visitor') : base.latest, trail, seq: message.seq, session: message.session, language: message.language, view: typesetView(message.view),
    direction: sameView ? 'none' : goesBack || (message.session === null && state.session !== null) ? 'back' : 'forward',
    generation: sameView ? state.generation : state.generation + 1,
    // Typing belongs to the question it was begun for.
    ...(sameView || PASSING.has(message.view.kind) ? {} : { draft: '', panel: base.panel === 'keyboard' ? 'none' : base.panel }),
  };
}

function withMessage(state: ScreenState, message: ScreenMessage): ScreenState {
  switch (message.type) {
    case 'hello': return { ...state, hello: message };
    case 'view': return withView(state, message);
    case 'presence': {
      const said = state.presence === 'speaking' && message.presence !== 'speaking' && state.captions.kiosk;
      return { ...state, presence: message.presence, captions: said ? { ...state.captions, kiosk: { ...said, spoken: true } } : state.captions };
    }
    case 'level': return state; // goes straight to the presence, 20 times a second
    case 'caption': {
      if (state.session === null && state.view?.kind !== 'attract') return state; // a late word of somebody who has left
      if (message.text === '') {
        const left = without(state.captions, message.who);
        return { ...state, captions: left, latest: state.latest !== message.who ? state.latest : left.kiosk ? 'kiosk' : left.visitor ? 'visitor' : null };
      }
      const caption: Caption = { who: message.who, text: typeset(message.text), certain: message.certain, final: message.final, phrase: message.phrase, spoken: message.phrase !== null };
      // A new sentence of the visitor closes what the kiosk had said before, and the other way round the question stays readable.
      const kept = message.who === 'visitor' && state.latest !== 'visitor' ? {} : state.captions;
      return { ...state, captions: { ...kept, [message.who]: caption }, latest: message.who };
    }
    case 'status': return { ...state, status: { microphone: message.microphone, loudspeaker: message.loudspeaker, hub: message.hub, note: message.note } };
    case 'countdown': return { ...state, countdown: message.seconds };
    case 'comfort': return { ...state, comfort: { volume: message.volume, slower: message.slower, larger: message.larger, ...(message.scale === undefined ? {} : { scale: message.scale }) } };
  }
}

export function reduce(state: ScreenState, action: ScreenAction): ScreenState {
  switch (action.type) {
    case 'message': return withMessage(state, action.message);
    case 'opened': return { ...state, connection: 'open', seq: -1 };
    // The device may have forgotten this visitor, so the screen forgets too; comfort and pack stay until it says otherwise.
    case 'lost': return { ...state, ...NOTHING_OF_A_VISITOR, connection: 'lost', session: null, view: null, direction: 'none', presence: 'off' };
    case 'panel': return { ...state, panel: state.panel === action.panel ? 'none' : action.panel };
    case 'draft': return { ...state, draft: action.text.slice(0, 500) };
  }
}

/** Size of type, 1..2. */
export const typeScale = (state: ScreenState): number => state.comfort.scale ?? (state.comfort.larger ? 1.5 : 1);

/** Whether the visitor can be heard right now; the screen must never look as if it listened when it cannot. */
export const canHear = (state: ScreenState): boolean => state.status.microphone === 'ok' && state.presence !== 'off';

const STEPS = new Set<View['kind']>(['answer', 'choice', 'form', 'confirm']);

/** Whether there is a step behind this one that a visitor may want again. */
export const canGoBack = (state: ScreenState): boolean => state.session !== null && state.view !== null && STEPS.has(state.view.kind) && state.trail.length > 1;

/** The band above the bar: what does not work and what still does; the worst first. */
export function bandOf(state: ScreenState): 'microphone' | 'loudspeaker' | 'hub' | 'note' | null {
  if (state.view === null || state.view.kind === 'out-of-service' || state.view.kind === 'claim') return null;
  if (state.status.microphone === 'failed' && state.view.kind !== 'touch-only') return 'microphone'; // that view says it itself
  if (state.status.loudspeaker === 'failed') return 'loudspeaker';
  if (state.status.hub === 'offline') return state.status.note === null || state.status.microphone === 'failed' ? 'hub' : 'note'; // what the kiosk itself knows is said rather than guessed
  return state.status.note === null ? null : 'note';
}

type FormInput = Extract<View, { kind: 'form' }>['input'];

/** Digits of an amount and of an identity number, for a device that does not say the kind of an input. */
const DIGITS_OF_AN_AMOUNT = 12;
const LENGTH_OF_AN_IDENTITY = 18;

/** What an input asks for, also where the device names only its type. */
export function inputKind(input: FormInput): NonNullable<FormInput['kind']> | 'choice' | 'yes-no' {
  if (input.kind !== undefined) return input.kind;
  if (input.type === 'text') return input.maxLength === LENGTH_OF_AN_IDENTITY ? 'id-number' : 'free-text';
  return input.type === 'number' && input.maxLength >= DIGITS_OF_AN_AMOUNT ? 'amount' : input.type;
}

/** Whether the view has a keyboard of its own, so that none is needed in the bar's place. */
export const writesInline = (view: View | null): boolean => view?.kind === 'form' && ['person-name', 'address', 'free-text'].includes(inputKind(view.input));
