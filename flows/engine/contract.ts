// What goes into the conversation engine and what comes out: `(state, event) -> (state, effects)`. No clock, no I/O:
// time, ids and the outside world arrive as events; everything that must happen leaves as an effect.
import type { Decision, EventData } from '../protocol/conversation.ts';
import type { EscalateDown, EscalateUp, TranscriptLine } from '../protocol/escalation.ts';
import type { Language } from '../protocol/language.ts';
import type { View } from '../protocol/screen.ts';

/** `at` is ms since epoch everywhere; the engine never asks what time it is. */
export type ConversationEvent =
  | { type: 'session-started'; at: number; session: string; by: 'wake' | 'touch' | 'presence' | 'hub'; language: Language; flow?: string; slots?: Record<string, unknown>; survey?: boolean } // `flow`: a notice that the hub begins, with what it fills in; `survey: false`: no rating is asked for
  | { type: 'utterance'; at: number; text: string; confidence: number | null; alternatives?: string[]; typed?: boolean }
  | { type: 'touch'; at: number; id: string; value?: string }
  | { type: 'silence'; at: number } // nothing was said within the time `listen` allowed
  | { type: 'language-chosen'; at: number; language: Language }
  | { type: 'back'; at: number } | { type: 'start-over'; at: number } | { type: 'human-wanted'; at: number }
  | { type: 'call-settled'; at: number; call: string; ok: boolean; response: Record<string, unknown>; reason?: 'offline' | 'timeout' | 'refused' | 'failed' }
  | { type: 'desk-message'; at: number; message: EscalateDown }
  | { type: 'interrupted'; at: number; heard: string } // barge-in: the visitor spoke over `heard`
  | { type: 'idle-expired'; at: number }; // the visitor is gone

/** What the kiosk expects to hear next; the recogniser builds its closed grammar from it. */
export interface Expectation {
  kind: 'open' | 'yes-no' | 'choice' | 'digits' | 'number' | 'date' | 'time' | 'amount' | 'person-name' | 'free-text' | 'desk';
  /** Phrases that complete the answer, in the session's language; empty = free dictation only. */
  phrases: string[];
  /** Exact digits wanted, so that the utterance can be ended as soon as they are there. */
  digits?: number;
}

export type Effect =
  | { type: 'say'; text: string; language: Language; key: string; who: 'kiosk' | 'agent' }
  | { type: 'show'; view: View }
  | { type: 'listen'; expect: Expectation; timeoutMs: number }
  | { type: 'call'; call: string; connector: string; request: Record<string, unknown>; timeoutMs: number; idempotencyKey: string }
  | { type: 'escalate'; message: EscalateUpDraft }
  | { type: 'print'; view: Extract<View, { kind: 'ticket' }> }
  | { type: 'comfort'; change: 'louder' | 'quieter' | 'slower' | 'faster' | 'larger' }
  | { type: 'language'; language: Language }
  | { type: 'record'; data: EventData }
  | { type: 'alarm'; word: string; rule: string; text: string }
  | { type: 'end'; reason: 'visitor' | 'idle' | 'no-input' | 'done' | 'start-over' | 'agent' };

/** A raise or message without the numbers that the device's live lane adds. */
export type EscalateUpDraft = { [K in EscalateUp['kind']]: Unnumbered<Extract<EscalateUp, { kind: K }>> }[EscalateUp['kind']];
/** `Omit` would lose the known keys of a loose object; a filtering mapped type keeps them. */
type Unnumbered<T> = { [P in keyof T as P extends 'v' | 'seq' ? never : P]: T[P] };

export interface TurnResult<State> {
  state: State;
  effects: Effect[];
  decision: Decision | null; // null for events that decide nothing (desk messages, language)
}

/** One compiled pack, ready to talk. `State` is plain JSON: persist it with JSON.stringify before effects run. */
export interface Conversation<State = unknown> {
  readonly pack: { name: string; version: string; languages: Language[] };
  initial(): State;
  handle(state: State, event: ConversationEvent): TurnResult<State>;
  /** The home view (attract) and the touch-only view, which the device shows outside of a session. */
  homeView(language: Language): Extract<View, { kind: 'attract' }>;
  touchOnlyView(language: Language): Extract<View, { kind: 'touch-only' }>;
  transcript(state: State): TranscriptLine[];
  /** Fixed sentences worth rendering to sound when the pack is activated. */
  fixedPrompts(): { text: string; language: Language }[];
  /** Grammar phrases the pack can ever expect, for the vocabulary check. */
  grammarPhrases(): { phrase: string; language: Language; where: string }[];
}
