// What the conversation asks of understanding: match a question, read a slot. Pure and synchronous.
import type { Language } from '../../protocol/language.ts';

/** One thing that can be meant: a knowledge entry, a flow trigger, a graph template x entity, a global command. */
export interface MatchTarget { id: string; language: Language; phrases: string[] }

export interface MatchCandidate { id: string; probability: number; evidence: string[] } // evidence: the shared words or nearest phrase
export interface MatchResult {
  zone: 'answer' | 'clarify' | 'unknown';
  probability: number; // calibrated chance that the first candidate is right
  top: MatchCandidate[]; // at most five, best first
}
export interface Matcher {
  match(text: string, language: Language, options?: { alternatives?: string[]; among?: (id: string) => boolean }): MatchResult;
  readonly bytes: number;
}
export interface MatcherOptions {
  targets: MatchTarget[];
  /** Sentences of the language that mean none of the targets, where the pack has some. */
  outOfScope?: { language: Language; phrases: string[] }[];
  /** Labelled sentences that were not trained on (`id` null = out of scope): the rejector is fitted on them instead of by cross-validation. */
  heldOut?: { language: Language; text: string; id: string | null }[];
  seed?: number;
}
/** Trains in the process: 2,000 phrases well under a second, 10,000 entries within 30 s (run it in a worker then). */
export type CreateMatcher = (options: MatcherOptions) => Matcher;

export interface SlotReading { value: unknown; text: string; confidence: number; rest: string } // `text`: as shown to the visitor; `rest`: what was not used
/** Reads one slot type out of an utterance as a recogniser writes it; null = not there. `today` is ISO (yyyy-mm-dd). */
export type ReadSlot = (request: {
  type: string; text: string; language: Language; today: string;
  options?: { id: string; phrases: string[]; label: string }[];
  min?: number; max?: number;
  opens?: string; closes?: string; // HH:MM: where the half of the day was not said, the one that lies within
  strict?: boolean; // true: the whole utterance must be the answer (apart from politeness), for over-answering false
}) => SlotReading | null;
