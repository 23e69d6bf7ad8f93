// What can be seen of a running kiosk from outside: the lines of `foyer visit`, and what tests wait for.
import type { Decision } from '../../flows/protocol/conversation.ts';
import type { Language } from '../../flows/protocol/language.ts';
import type { View } from '../../flows/protocol/screen.ts';
import type { ConversationEvent, Effect, EscalateUpDraft, Expectation } from '../../flows/engine/contract.ts';

export type Observation =
  | { event: 'wake-heard'; text: string; language: Language; score: number }
  | { event: 'opened'; session: string; language: Language; by: 'wake' | 'touch' | 'presence' | 'hub' }
  | { event: 'partial'; text: string }
  | { event: 'final'; text: string; confidence: number | null; agreed: boolean; alternatives: string[] }
  | { event: 'touched'; text: string }
  | { event: 'decision'; decision: Decision; text: string }
  /** What went into the conversation and what came of it: enough to play the session again. Never leaves the kiosk by itself, for it holds private answers. */
  | { event: 'turn-taken'; input: ConversationEvent; decision: Decision | null; effects: Effect[] }
  /** When the first sample went out, or when the text was shown because nothing can be heard. */
  | { event: 'said'; text: string; language: Language; who: 'kiosk' | 'agent'; heard: boolean; first: boolean; estimatedLatencyMs: number | null }
  | { event: 'shown'; view: View }
  | { event: 'called'; connector: string; request: Record<string, unknown>; ok: boolean; reason: string | null }
  | { event: 'escalated'; kind: EscalateUpDraft['kind']; text: string }
  | { event: 'listening'; expect: Expectation }
  | { event: 'content'; pack: string; version: string }
  | { event: 'ended'; session: string; reason: string; turns: number };

export type Observe = (observation: Observation) => void;
