// What the kiosk's thread and a conversation's thread say to each other: plain data only. Each generation of content has a
// thread of its own; what the one before has learned goes to it over a port between the two.
import type { MessagePort } from 'node:worker_threads';
import type { ConversationEvent, TurnResult } from '../../../flows/engine/contract.ts';
import type { Language } from '../../../flows/protocol/language.ts';
import type { View } from '../../../flows/protocol/screen.ts';
import type { ContentFacts } from '../../core/kiosk-content.ts';

export interface LoadedFacts {
  pack: { name: string; version: string; languages: Language[] };
  initial: unknown;
  home: Partial<Record<Language, Extract<View, { kind: 'attract' }>>>;
  touchOnly: Partial<Record<Language, Extract<View, { kind: 'touch-only' }>>>;
  prompts: { text: string; language: Language }[];
  facts: ContentFacts;
  /** It goes on from what another version had learned. */
  hasty: boolean;
}

/** What a thread is begun with. `calm`: it takes what others leave of the processor. */
export interface ThreadData { calm: boolean }

export type ToThread =
  /** `learned`: where what another version has learned comes in, within `waitMs`. */
  | { type: 'load'; files: Record<string, string>; learned: MessagePort | null; waitMs: number }
  | { type: 'handle'; id: number; state: unknown; event: ConversationEvent }
  /** Put what was learned into this port, for a newer version. */
  | { type: 'hand-over'; to: MessagePort };
export type FromThread =
  /** Loading goes on: a step is done. */
  | { type: 'step' }
  | { type: 'loaded'; loaded: LoadedFacts }
  | { type: 'refused'; problems: string[] }
  | { type: 'handled'; id: number; result: TurnResult<unknown> }
  | { type: 'failed'; id: number; why: string };
