// Everything the kiosk remembers of one conversation: plain JSON, written to disk before an effect runs, gone with the session.
import type { TranscriptLine } from '../protocol/escalation.ts';
import type { Language } from '../protocol/language.ts';
import type { CallCard, View } from '../protocol/screen.ts';
import type { FlowContext } from './flow/machine.ts';

/** One task on the stack; the last frame is the one being worked on. */
export interface Frame extends FlowContext {
  flow: string;
  step: string;
  n: number; // the how-manieth task of this session
  trail: string[]; // steps at which the visitor was asked, oldest first
  heard: Record<string, string>; // step -> sentence already said, so that a correction does not repeat it
  replies: Record<string, Record<string, unknown>>; // idempotency key -> what the connector answered
  call: { id: string; step: string; connector: string; key: string } | null;
  page: number; // of long option lists
  /** The step that was shown right before the question it rests at: it stays on the screen with the question. */
  card?: string | null;
  /** `choose` step -> option taken there, so that a correction does not ask it again. */
  chosen?: Record<string, string>;
  /** Idempotency keys answered before the visitor went back: the same act with the same data is not done again. */
  again?: string[];
}

/** What the engine itself asked, outside of any flow. */
export type Offer =
  | { kind: 'clarify'; candidates: string[]; question: string }
  | { kind: 'human'; why: string }
  | { kind: 'too-deep'; flow: string; question: string } // a fourth task: finish the one on top first, or drop it
  | { kind: 'next'; flow: string; question: string } // the second wish of a sentence, its first being done
  | { kind: 'anything-else'; parting?: boolean } // `parting`: after thanks; silence then is a goodbye
  | { kind: 'survey' };

export interface Escalation {
  id: string;
  stage: 'waiting' | 'talking';
  place: number | null;
  agent: string | null;
  agentTyping: boolean;
  lastSeq: number; // of the desk's messages, so that a repeat is recognised
  messages: { who: 'visitor' | 'kiosk' | 'agent'; text: string; at: number }[];
}

export interface Talk {
  session: string;
  language: Language;
  startedAt: number;
  at: number; // of the last event
  turn: number;
  counters: { tasks: number; calls: number; escalations: number; completed: number };
  frames: Frame[];
  offer: Offer | null;
  misses: number; // no-match and no-input in a row, counted together
  variants: Record<string, number>; // prompt key -> times said
  lastSaid: string[]; // of the last turn, for "say it again"
  view: View | null;
  escalation: Escalation | null;
  transcript: TranscriptLine[];
  topic: { entity: string; template: string; others?: string[] } | null; // what was last asked of what; `others`: the things named together or one after the other
  earlier?: string; // the thing spoken of before the subject changed
  next?: { flow: string; question: string }; // a second task that was wished for in one sentence
  tried: string[]; // what the kiosk did for the visitor, for the agent
  wanted: string; // the last thing the visitor asked for, in the visitor's words
  rating: number | null;
  /** The pack was replaced and these open tasks do not fit it any more, nor perhaps the language; said aloud in the next turn. `top`: the open question went with them. */
  changed?: { tasks: string[]; language: boolean; top: boolean };
  /** Answers of connectors that came while a human had the word. */
  later?: { call: string; ok: boolean; response: Record<string, unknown>; reason?: 'offline' | 'timeout' | 'refused' | 'failed' }[];
  /** The last turn came back to a task with a bridge sentence: a bare yes answers that, not the question behind it. */
  bridged?: boolean;
  /** Begun by the hub: nobody asked for anything, so nobody is asked to rate it. */
  notice?: boolean;
  /** False: this kiosk asks nobody for a rating. */
  survey?: boolean;
  /** Who is called and why, in every language of the pack: it stays in sight on every view of a notice. */
  called?: Partial<Record<Language, CallCard>>;
}

export function emptyTalk(): Talk {
  return {
    session: '', language: 'zh', startedAt: 0, at: 0, turn: 0, counters: { tasks: 0, calls: 0, escalations: 0, completed: 0 }, frames: [], offer: null, misses: 0,
    variants: {}, lastSaid: [], view: null, escalation: null, transcript: [], topic: null, tried: [], wanted: '', rating: null,
  };
}

/** What the next utterance is expected to be about; also the name of the conversation machine's state. */
export type Phase = 'away' | 'open' | 'asking' | 'choosing' | 'confirming' | 'offering' | 'clarifying' | 'surveying' | 'calling' | 'waiting' | 'talking';
