// What the kiosk's thread and the conversation's thread say to each other: plain data only.
import type { ConversationEvent, TurnResult } from '../../../flows/engine/contract.ts';
import type { Language } from '../../../flows/protocol/language.ts';
import type { View } from '../../../flows/protocol/screen.ts';
import type { ContentFacts } from '../../core/kiosk-content.ts';

export interface ThreadInput { files: Record<string, string> }

export interface LoadedFacts {
  pack: { name: string; version: string; languages: Language[] };
  initial: unknown;
  home: Partial<Record<Language, Extract<View, { kind: 'attract' }>>>;
  touchOnly: Partial<Record<Language, Extract<View, { kind: 'touch-only' }>>>;
  prompts: { text: string; language: Language }[];
  facts: ContentFacts;
}

export type ToThread = { id: number; state: unknown; event: ConversationEvent };
export type FromThread =
  | { loaded: LoadedFacts }
  | { refused: string[] }
  | { id: number; result: TurnResult<unknown> }
  | { id: number; failed: string };
