// The conversation engine's front door: a compiled pack becomes `(state, event) -> (state, effects)`.
import { transition } from 'xstate';
import type { Language } from '../protocol/language.ts';
import { homeCards } from './cards.ts';
import { commandPhrases } from './command-phrases.ts';
import type { Conversation, Effect, TurnResult } from './contract.ts';
import type { Decision } from '../protocol/conversation.ts';
import { conversationMachine } from './conversation-machine.ts';
import { fixedPrompts, grammarPhrases } from './fixed-phrases.ts';
import { flowMachine } from './flow/machine.ts';
import { phrasesIn } from './pack/compiled.ts';
import type { CompiledPack } from './pack/compiled.ts';
import { persist, restore } from './persist.ts';
import type { Envelope } from './persist.ts';
import { prompt } from './prompts.ts';
import type { Kit } from './turn/turn.ts';
import type { Matcher, ReadSlot } from './understanding/contract.ts';
import { createMatcher } from './understanding/matcher.ts';
import { readSlot } from './understanding/slots.ts';

export interface ConversationOptions {
  /** Already trained (in a worker, for large packs); by default it is trained here. */
  matcher?: Matcher;
  readSlot?: ReadSlot;
  /** Minutes east of UTC at a moment (ms since epoch), for "today" and "tomorrow"; default UTC. */
  offsetMinutes?: (at: number) => number;
}

/** Training the matcher takes a moment: make one per activated pack, not per session. */
export function createConversation(pack: CompiledPack, options: ConversationOptions = {}): Conversation<Envelope> {
  const { confirmBelow } = pack.pack.policies;
  const kit: Kit = {
    pack,
    machines: new Map(Object.values(pack.flows).map((flow) => [flow.id, flowMachine(flow, confirmBelow)])),
    matcher: options.matcher ?? createMatcher({ targets: pack.targets }),
    readSlot: options.readSlot ?? readSlot,
    offsetMinutes: options.offsetMinutes ?? (() => 0),
  };
  const machine = conversationMachine(kit);
  const { languages } = pack.pack;
  const localized = (make: (language: Language) => string): { zh?: string; en?: string } => Object.fromEntries(languages.map((l) => [l, make(l)]));
  return {
    pack: { name: pack.pack.name, version: pack.pack.version, languages },
    initial: () => persist(pack, restore(pack, machine, null)),
    handle(state, event): TurnResult<Envelope> {
      const [snapshot, actions] = transition(machine, restore(pack, machine, state), event);
      const effects: Effect[] = [];
      let decision: Decision | null = null;
      for (const action of actions) {
        if (action.type === 'effect') effects.push(action.params as Effect);
        else if (action.type === 'decided') decision = (action.params as { decision: Decision | null }).decision;
      }
      return { state: persist(pack, snapshot), effects, decision };
    },
    homeView: (language) => ({
      kind: 'attract', headline: localized((l) => pack.pack.headline[l] ?? ''), cards: homeCards(pack, language), notice: '',
      wake: languages.flatMap((l) => phrasesIn(pack.pack.wake, l).slice(0, 1).map((phrase) => ({ language: l, phrase }))),
    }),
    touchOnlyView: (language) => ({
      kind: 'touch-only', headline: prompt(pack.pack, 'headline-touch-only', language), body: prompt(pack.pack, 'hint-touch-only', language), cards: homeCards(pack, language),
    }),
    transcript: (state) => [...state.talk.transcript],
    fixedPrompts: () => fixedPrompts(pack),
    grammarPhrases: () => grammarPhrases(pack, commandPhrases),
  };
}
