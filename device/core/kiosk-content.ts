// One loaded pack as the kiosk uses it: the conversation, plus the little that the screen and the voice need of it.
import type { Conversation } from '../../flows/engine/contract.ts';
import type { Language, LocalText } from '../../flows/protocol/language.ts';

export interface KioskContent {
  conversation: Conversation;
  title: LocalText;
  accent: string; // #rrggbb
  wake: { language: Language; phrase: string }[]; // every phrase that wakes; the first of each language is shown
  idleSeconds: number;
  /** Speed of speech per language as a factor of the voice's own. */
  rates: Partial<Record<Language, number>>;
  /** Word -> numbered pinyin or respelling, for the voice. */
  pronunciations: Record<string, string[]>;
  /** Answers a connector call from the pack itself (sample connectors); null = it must go to the hub. */
  answerCall(connector: string, request: Record<string, unknown>): Record<string, unknown> | null;
}

/** Compiles files of a pack; a broken pack is its problems in words, each with file and line. Never throws. */
export type LoadContent = (files: Record<string, string>) => Promise<{ ok: true; content: KioskContent } | { ok: false; problems: string[] }>;

/** The content of a running kiosk, exchanged as a whole. */
export interface ContentHolder {
  current(): KioskContent | null;
  replace(content: KioskContent): void;
  onChange(listener: (content: KioskContent) => void): void;
}

export function createContentHolder(): ContentHolder {
  let content: KioskContent | null = null;
  const listeners: ((content: KioskContent) => void)[] = [];
  return {
    current: () => content,
    replace(next) {
      content = next;
      for (const listener of listeners) listener(next);
    },
    onChange(listener) { listeners.push(listener); },
  };
}
