// One turn in the making: the conversation's memory, the effects gathered so far, and why each step was taken.
import type { Decision } from '../../protocol/conversation.ts';
import type { Language } from '../../protocol/language.ts';
import type { CallCard, View } from '../../protocol/screen.ts';
import type { Effect } from '../contract.ts';
import type { FlowMachine } from '../flow/machine.ts';
import type { CompiledFlow, CompiledPack } from '../pack/compiled.ts';
import { withCapitals } from './capitals.ts';
import { prompt, variantsOf } from '../prompts.ts';
import type { PromptKey } from '../prompts.ts';
import type { Frame, Talk } from '../talk.ts';
import type { Matcher, ReadSlot } from '../understanding/contract.ts';

/** What a conversation is made of: the pack, its machines and its understanding. Never changes. */
export interface Kit {
  pack: CompiledPack;
  machines: ReadonlyMap<string, FlowMachine>;
  matcher: Matcher;
  readSlot: ReadSlot;
  /** Minutes east of UTC at that moment, so that "tomorrow" is the visitor's. */
  offsetMinutes(at: number): number;
}

export type Input = { kind: 'speech' | 'touch' | 'text' | 'silence' | 'start'; text: string; confidence: number | null };

/** `talk` is a draft of our own: it may be changed; nobody else holds it. */
export interface Turn {
  readonly kit: Kit;
  talk: Talk;
  readonly at: number;
  input: Input;
  effects: Effect[];
  said: string[];
  decision: Decision | null;
  why: string[];
  over: boolean; // the session has ended in this turn
  finished: Frame | null; // the task that ended in this turn
  keepsLast: boolean; // what was said is no answer: "say it again" means the turn before
  replaying: string | null; // the step where a task stood that is walked again after a correction: nothing is said or called twice
  quiet: boolean; // the next question has just been put in other words
  bridged: boolean; // a bridge sentence was said
  result: boolean; // a call has just answered: its sentences are said, also a second time
}

export function beginTurn(kit: Kit, talk: Talk, at: number, input: Input): Turn {
  return { kit, talk, at, input, effects: [], said: [], decision: null, why: [], over: false, finished: null, keepsLast: false, replaying: null, quiet: false, bridged: false, result: false };
}

export function note(turn: Turn, why: string): void {
  turn.why.push(why);
}

/** Sets what decided this turn; the first decision stands, later ones only add what it left open. */
export function decide(turn: Turn, decision: Partial<Decision> & { rule: string }): void {
  turn.decision ??= { intent: null, entry: null, flow: null, zone: 'none', probability: 1, top: [], slots: {}, why: [], ...decision };
}

export function say(turn: Turn, text: string, key: string, who: 'kiosk' | 'agent' = 'kiosk'): void {
  if (text.trim() === '') return;
  turn.effects.push({ type: 'say', text, language: turn.talk.language, key, who });
  turn.said.push(text);
  turn.talk.transcript.push({ who, text, at: turn.at });
}

/** Says the next variant of one of the engine's sentences. */
export function sayPrompt(turn: Turn, key: PromptKey, holes: Record<string, string> = {}): void {
  say(turn, nextVariant(turn, key, holes), key);
}

export function nextVariant(turn: Turn, key: PromptKey, holes: Record<string, string> = {}): string {
  const { talk, kit } = turn;
  const count = talk.variants[key] ?? 0;
  talk.variants[key] = (count + 1) % (60 * variantsOf(kit.pack.pack, key, talk.language).length);
  return prompt(kit.pack.pack, key, talk.language, holes, count);
}

/** A word of the screen: always the first variant. */
export function word(turn: Turn, key: PromptKey, holes: Record<string, string> = {}): string {
  return prompt(turn.kit.pack.pack, key, turn.talk.language, holes);
}

export function show(turn: Turn, shown: View): void {
  const view = withCall(withCapitals(shown), turn.talk.called?.[turn.talk.language]);
  turn.effects.push({ type: 'show', view });
  turn.talk.view = view;
}

/** In a visit that the hub began, who is called stays in sight. */
function withCall(view: View, call: CallCard | undefined): View {
  switch (view.kind) {
    case 'listening': case 'answer': case 'choice': case 'form': case 'ticket': return call === undefined ? view : { ...view, call };
    default: return view;
  }
}

export function task(turn: Turn, flow: string, change: 'started' | 'suspended' | 'resumed' | 'completed' | 'cancelled' | 'failed' | 'escalated'): void {
  turn.effects.push({ type: 'record', data: { type: 'foyer.task', session: turn.talk.session, flow, change } });
}

export function activeFrame(talk: Talk): Frame | undefined {
  return talk.frames.at(-1);
}

export function flowOf(turn: Turn, frame: Frame): CompiledFlow {
  const flow = turn.kit.pack.flows[frame.flow];
  if (flow === undefined) throw new RangeError(`the flow "${frame.flow}" is not in the pack`);
  return flow;
}

export function otherLanguage(turn: Turn): Language | undefined {
  return turn.kit.pack.pack.languages.find((language) => language !== turn.talk.language);
}
