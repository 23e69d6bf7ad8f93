// The two halves of the voice loop as the kiosk machine sees them: hearing and speaking. Both survive the loss of their
// hardware and say so; neither ever throws at the kiosk.
import type { Expectation } from '../../flows/engine/contract.ts';
import type { Language } from '../../flows/protocol/language.ts';

/** Speech facts of one utterance, kept per turn. Times in ms, loudness in dBFS, pitch in Hz. */
export interface SpeechFacts {
  voicedMs: number; silenceShare: number; loudness: number; pitchLow: number | null; pitchHigh: number | null;
}

export interface Utterance {
  text: string; // words joined as the language writes them (no spaces in Chinese)
  confidence: number | null; // 0..1
  alternatives: string[]; // n-best or the other pass, best first
  agreed: boolean; // grammar pass and free pass gave the same
  startedAt: number; endedAt: number; // monotonic ms of the first and last voiced sample
  facts: SpeechFacts;
}

export interface HearingEvents {
  wake(wake: { phrase: string; language: Language; score: number; at: number }): void;
  speechStarted(at: number): void; // a visitor is talking (confirmed, not one click)
  partial(text: string, certainCharacters: number): void;
  utterance(utterance: Utterance): void;
  /** Sound that was speech but gave no words. */
  unintelligible(at: number): void;
  level(level: number): void; // microphone 0..1, about 20 a second
  microphone(state: 'ok' | 'failed', reason: string): void;
}

export type HearingMode =
  | { kind: 'off' }
  | { kind: 'wake' } // nobody there: only wake phrases
  | { kind: 'listen'; language: Language; expect: Expectation } // a session is open
  | { kind: 'barge-in'; language: Language; expect: Expectation; echoCancelled: boolean }; // the kiosk is speaking; without echo cancelling only the wake phrase counts

export interface Hearing {
  start(events: HearingEvents): Promise<void>;
  mode(mode: HearingMode): void; // takes effect with the next frame; keeps speech already begun
  stop(): Promise<void>;
}

export interface SpeakingEvents {
  level(level: number): void; // output envelope 0..1
  /** The phrase now being heard: [start, end) characters of the text. */
  phrase(text: string, start: number, end: number): void;
  loudspeaker(state: 'ok' | 'failed', reason: string): void;
}
export interface Speaking {
  start(events: SpeakingEvents): Promise<void>;
  /** `rate`: factor of the voice's own pace (1 = normal, 0.5..2); `volume`: gain 0..1; `onFirst`: monotonic ms of the first sample going out. */
  /** 'unheard' = no loudspeaker or no voice: the screen shows it, time passes as if it were read. */
  say(text: string, language: Language, options: { rate: number; volume: number; onFirst?: (at: number) => void }): Promise<'done' | 'stopped' | 'unheard'>;
  silence(): void;
  prepare(prompts: { text: string; language: Language }[]): void; // renders in the background, keyed by hash of (text, voice)
  readonly speaking: boolean;
  stop(): Promise<void>;
}
