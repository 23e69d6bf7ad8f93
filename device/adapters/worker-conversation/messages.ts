// What the kiosk's thread and the conversation's thread say to each other: plain data only. A thread may hold the version
// that a session still talks with beside the one that came after it; `version` numbers them.
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
}

export type ToThread =
  /** `update`: load only if the thread can begin from what it knows, which takes a moment; else answer `elsewhere`. */
  | { type: 'load'; version: number; files: Record<string, string>; update: boolean }
  | { type: 'handle'; version: number; id: number; state: unknown; event: ConversationEvent }
  | { type: 'forget'; version: number };
export type FromThread =
  | { type: 'loaded'; version: number; loaded: LoadedFacts }
  | { type: 'refused'; version: number; problems: string[] }
  | { type: 'elsewhere'; version: number }
  | { type: 'handled'; id: number; result: TurnResult<unknown> }
  | { type: 'failed'; id: number; why: string };
