// The world as the kiosk's core sees it. Adapters implement these; fakes in test/fakes/ do so for tests.
// Sound everywhere: 16 kHz mono signed 16-bit little-endian, frames of 20 ms (320 samples).
import type { EventData, KioskEvent } from '../../flows/protocol/conversation.ts';
import type { EscalateDown, EscalateUp } from '../../flows/protocol/escalation.ts';
import type { Birth, Command, CommandResult, Desired, PackRelease, Reported } from '../../flows/protocol/fleet.ts';
import type { Language } from '../../flows/protocol/language.ts';
import type { ScreenEvent, ScreenMessage } from '../../flows/protocol/screen.ts';

export const SAMPLE_RATE = 16000;
export const FRAME_SAMPLES = 320;
export const FRAME_MS = 20;

/** Milliseconds. `now` is the wall clock (ms since epoch, may jump); `monotonic` never goes back. */
export interface Clock {
  now(): number;
  monotonic(): number;
  setTimeout(run: () => void, ms: number): () => void; // returns cancel
}

export interface Log {
  debug(text: string, fields?: Record<string, unknown>): void;
  info(text: string, fields?: Record<string, unknown>): void;
  warn(text: string, fields?: Record<string, unknown>): void;
  error(text: string, fields?: Record<string, unknown>): void;
}

/** One 20 ms frame; `at` is the monotonic time (ms) at which its last sample was captured. */
export interface Frame { samples: Int16Array; at: number }

export interface MicrophoneEvents {
  frame(frame: Frame): void;
  down(reason: string): void; // it restarts by itself with back-off
  up(): void;
  ended?(): void; // a file has been played to its end
}
export interface Microphone { start(events: MicrophoneEvents): Promise<void>; stop(): Promise<void> }

/** Voice activity of one frame. */
export interface VoiceActivity { process(samples: Int16Array): { voiced: boolean; level: number }; reset(): void }

export interface RecognizedWord { word: string; start: number; end: number; confidence: number } // seconds from stream start
export interface Recognition { text: string; words: RecognizedWord[]; confidence: number | null; alternatives: string[] }

/** One open recogniser on one stream. Frames are queued; calls never overlap inside. */
export interface RecognizerStream {
  accept(samples: Int16Array): void;
  /** Latest partial text; called at most each 100 ms while frames arrive. */
  onPartial(listener: (text: string) => void): void;
  onEndpoint(listener: () => void): void;
  /** Ends the utterance and gives the whole result since the last finish; the stream can go on. */
  finish(): Promise<Recognition>;
  reset(): Promise<void>;
  close(): Promise<void>;
}
/** What a model knows about wake phrases, by phrase without spaces: neighbours that must not be taken for it, least confidence 0..1. */
export type WakeProfile = Record<string, { decoys: string[]; floor?: number }>;
/** Runs in a process of its own; `down` when it dies, `up` after its restart. Open streams of a dead one reject. */
export interface Recognizer {
  start(events: { down(reason: string): void; up(): void }): Promise<void>;
  /** `grammar`: phrases of known words (cut by the adapter), "[unk]" is added by itself; absent = free dictation. */
  open(options: { language: Language | 'any'; grammar?: string[] }): Promise<RecognizerStream>;
  /** Words of these phrases that the model does not know. */
  unknownWords(phrases: string[]): Promise<string[]>;
  /** Advice that came with the model; absent = none. */
  wakeProfile?(): Promise<WakeProfile>;
  stop(): Promise<void>;
}

/** Whole speech of one text. */
export interface SpokenAudio { samples: Int16Array; sampleRate: number; phrases: { start: number; end: number; atMs: number }[] }
export interface Synthesizer {
  start(): Promise<void>;
  /** `rate`: factor of the voice's own pace, 1 = normal. Rejects with a Fault when there is no voice. */
  render(text: string, language: Language, options: { rate: number }): Promise<SpokenAudio>;
  stop(): Promise<void>;
}

export interface LoudspeakerEvents {
  down(reason: string): void;
  up(): void;
  /** Sound really handed over; level 0..1 of the 20 ms being played. */
  level(level: number): void;
}
export interface Loudspeaker {
  start(events: LoudspeakerEvents): Promise<void>;
  /** Resolves when it has been heard to its end ('done') or was cut ('stopped'). `onFirst` = monotonic ms of the first sample going out. */
  play(audio: SpokenAudio, options: { volume: number; onFirst(at: number): void }): Promise<'done' | 'stopped'>;
  /** Silence within 250 ms; returns at once. */
  silence(): void;
  stop(): Promise<void>;
}

export interface Screen {
  start(events: { event(event: ScreenEvent): void; connected(count: number): void }): Promise<void>;
  /** Sent to every connected page; the last `hello`, `view`, `presence`, `status`, `comfort` are replayed to a page that connects. */
  send(message: ScreenMessage): void;
  readonly url: string;
  stop(): Promise<void>;
}

/** Durable store of the kiosk: outbox with gapless seq per epoch, session snapshot, active content, twin. */
export interface Store {
  readonly epoch: string;
  /** One transaction: the events and the session snapshot that follows from them. */
  record(events: { data: EventData; type: string; time: string; boot: string; clock: 'synchronised' | 'unsure' }[], snapshot: { session: string; state: unknown } | null | undefined): void;
  outboxAfter(seq: number, limit: number): KioskEvent[];
  /** The hub has everything up to here. Rows stay for some days, for a hub that comes back from a backup. */
  acknowledge(upTo: number): void;
  acked(): number;
  /** The hub has only what is up to here: all above is to be sent again; of what is kept no longer the number and the loss are. */
  recall(upTo: number): void;
  /** Adds facts that came late (when the answer was first heard) to a turn that has not been acknowledged yet. */
  amendTurn(session: string, turn: number, facts: { latencyMs: number }): void;
  /** Blanks every row of this session that is still kept; their numbers stay. */
  erase(session: string): void;
  outboxDepth(): { rows: number; bytes: number; dropped: number };
  snapshot(): { session: string; state: unknown; savedAt: number } | null;
  activeRelease(): { release: PackRelease; files: Record<string, string>; desiredVersion: number } | null;
  activate(release: PackRelease, files: Record<string, string>, desiredVersion: number): void;
  get(key: string): string | null;
  set(key: string, value: string): void;
  close(): void;
}

export interface HubLinkEvents {
  online(): void; // the hub application (not just a broker) is ready
  offline(reason: string): void;
  acknowledged(epoch: string, upTo: number, rewind?: boolean): void;
  desired(desired: Desired): void;
  escalate(message: EscalateDown): void;
  reply(call: string, ok: boolean, response: Record<string, unknown>, reason?: 'offline' | 'timeout' | 'refused' | 'failed'): void;
  rate(eventsPerSecond: number): void;
  command(command: Command): void;
  /** Something was signed that was not before. */
  ring?(): void;
}
export interface HubLink {
  start(events: HubLinkEvents): Promise<void>; // returns at once, connected or not
  /** False when it could not be sent now; nothing is queued inside. */
  sendEvents(epoch: string, events: KioskEvent[]): boolean;
  sendEscalate(message: EscalateUp): boolean;
  sendState(state: Omit<Birth, 'v'>): boolean;
  sendReported(reported: Omit<Reported, 'v'>): boolean;
  sendCall(call: { id: string; connector: string; request: Record<string, unknown>; deadline: number; idempotencyKey: string }): boolean;
  sendResult(result: Omit<CommandResult, 'v'>): boolean;
  sendMetric(metric: { at: number; values: Record<string, number> }): boolean;
  /** Fetches a content bundle and verifies its hash. */
  fetchBundle(release: PackRelease): Promise<Record<string, string>>;
  stop(): Promise<void>;
}
