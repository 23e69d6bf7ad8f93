// One loaded pack as the kiosk uses it: the conversation, plus the little that the screen and the voice need of it.
import { answerFromSample } from '../../flows/engine/connector-answers.ts';
import type { Conversation, ConversationEvent, TurnResult } from '../../flows/engine/contract.ts';
import type { Language, LocalText } from '../../flows/protocol/language.ts';
import type { View } from '../../flows/protocol/screen.ts';

/** A conversation that may live in a thread of its own: what changes is asked for, what is fixed is here. */
export interface LiveConversation {
  readonly pack: { name: string; version: string; languages: Language[] };
  initial(): unknown;
  /** Rejects when this conversation cannot go on from this state. */
  handle(state: unknown, event: ConversationEvent): Promise<TurnResult<unknown>>;
  homeView(language: Language): Extract<View, { kind: 'attract' }>;
  touchOnlyView(language: Language): Extract<View, { kind: 'touch-only' }>;
  fixedPrompts(): { text: string; language: Language }[];
  close(): void;
  /** It crashes or hangs: whatever it runs in is ended. */
  abandon?(): void;
}

/** What of a pack is plain data. */
export interface ContentFacts {
  title: LocalText;
  accent: string; // #rrggbb
  address: '您' | '你'; // how the pack speaks to a visitor in Chinese
  wake: { language: Language; phrase: string }[]; // every phrase that wakes; the first of each language is shown
  idleSeconds: number;
  /** Speed of speech per language as a factor of the voice's own. */
  rates: Partial<Record<Language, number>>;
  /** Word -> numbered pinyin or respelling, for the voice. */
  pronunciations: Record<string, string[]>;
  /** Digits of the numbers that the pack itself tells everybody; they are no visitor's. */
  publicNumbers?: readonly string[];
  /** Questions of the pack's own that it must be able to answer, by language. */
  examples?: Partial<Record<Language, string[]>>;
  /** Sample rows of connectors without an address: they answer while no hub is there. */
  samples: Record<string, { match: Record<string, string | number>; response: Record<string, string | number | boolean> }[]>;
}

export interface KioskContent extends ContentFacts { conversation: LiveConversation }

/** `hasty`: it goes on from what other content had learned, and would be a little better if it were trained whole. */
type ContentLoaded = { ok: true; content: KioskContent; hasty?: boolean } | { ok: false; problems: string[]; fatal?: boolean };

/**
 * Compiles files of a pack; a broken pack is its problems in words, each with file and line. Never throws.
 * `apart`: without what other content has learned. `signal`: nobody waits for it any more; it is ended, and not fatal.
 * `fatal`: it did not say what is wrong, it crashed or hung.
 */
export interface LoadContent {
  (files: Record<string, string>, options?: { apart?: boolean; signal?: AbortSignal }): Promise<ContentLoaded>;
  /** The same, trained whole at a low priority: seconds to minutes that nobody notices. */
  anew?(files: Record<string, string>, options?: { signal?: AbortSignal }): Promise<ContentLoaded>;
  /** Content will come in a moment: what takes time before it is here may begin. */
  soon?(): void;
}

/** A conversation of this thread as a live one. */
export function liveConversation(conversation: Conversation): LiveConversation {
  return {
    pack: conversation.pack,
    initial: () => conversation.initial(),
    handle: async (state, event) => conversation.handle(state, event),
    homeView: (language) => conversation.homeView(language),
    touchOnlyView: (language) => conversation.touchOnlyView(language),
    fixedPrompts: () => conversation.fixedPrompts(),
    close: () => undefined,
  };
}

/** The first sample row whose `match` fits the request; null where nothing does. */
export function sampleAnswer(content: KioskContent | null, connector: string, request: Record<string, unknown>): Record<string, unknown> | null {
  return answerFromSample(content?.samples[connector] ?? [], request);
}

/** The content of a running kiosk, exchanged as a whole. */
export interface ContentHolder {
  current(): KioskContent | null;
  /** `alike`: the same content in all that is told of it; nobody need be told. */
  replace(content: KioskContent, alike?: boolean): void;
  onChange(listener: (content: KioskContent) => void): void;
  /** Lets go of content that was replaced; called when no session can need it any more. */
  releaseOld(): void;
  /** Keeps replaced content ready to come back, until another one is kept or null. */
  keep(content: KioskContent | null): void;
  kept(): KioskContent | null;
}

export function createContentHolder(): ContentHolder {
  let content: KioskContent | null = null;
  let old: KioskContent[] = [];
  let kept: KioskContent | null = null;
  const listeners: ((content: KioskContent) => void)[] = [];
  return {
    current: () => content,
    replace(next, alike = false) {
      if (content && content !== next) old.push(content);
      content = next;
      if (!alike) for (const listener of listeners) listener(next);
    },
    onChange(listener) { listeners.push(listener); },
    releaseOld() {
      for (const each of old) if (each !== kept && each !== content) each.conversation.close();
      old = old.filter((each) => each === kept);
    },
    kept: () => kept,
    keep(next) {
      const before = kept;
      kept = next;
      if (before && before !== next && before !== content && !old.includes(before)) old.push(before);
    },
  };
}
