// What the core of a worker sees of the world: the list of workers in the database, and a line to an outside broker.
import type { KioskAddress, Message, TopicName } from '../../../flows/protocol/topics.ts';

/** `connects` counts the connections to the broker: a verdict about the broker holds for those only. 0: none yet. */
export interface WorkerRow { readonly id: number; readonly number: number; readonly state: WorkerState; readonly connects: number; readonly shares: boolean }
/** `ready`: somebody hears what this one should hear. `leaving`: others take over its shards. */
export type WorkerState = 'joining' | 'ready' | 'leaving';
export type Mode = 'shared' | 'leases';
/** How the set of workers divides the backlog, and for which connections that was found out. */
export interface Verdict { readonly mode: Mode; readonly members: string; readonly why: string; readonly decidedAt: number }

export interface Tick {
  readonly now: number; // ms by the server's clock
  readonly live: readonly WorkerRow[];
  readonly shards: readonly number[]; // those of this worker
  readonly others: boolean; // somebody else is live and stays
  readonly verdict: Verdict;
  readonly watched: boolean; // staff look at the live feed
}
export interface Roster {
  /** A place in the list, with this number, or the lowest free one from 1. @throws Fault conflict when it is taken */
  join(host: string, wanted: number | null): Promise<{ id: number; number: number }>;
  /** Holds the place for another while, and divides the shards. null: the place was lost, others have taken over. */
  tick(own: { id: number; state: WorkerState; connects: number; shares: boolean }): Promise<Tick | null>;
  decide(verdict: Verdict): Promise<void>;
  /** Names of all kiosks, when they have changed since `known`. */
  kiosks(known: string): Promise<{ mark: string; names: readonly string[] } | null>;
  leave(id: number): Promise<void>;
  /** For the hub: whether workers hear the whole backlog. Says until when staff watch. */
  cover(watchedMs: number): Promise<{ covered: boolean; workers: number; mode: Mode; why: string }>;
}

export interface LineEvents {
  /** Connected, with nothing subscribed. */
  up(): void;
  down(): void;
  /** What a worker heard. A promise that is not resolved holds back what comes after it. */
  message(topic: string, payload: Uint8Array): void | Promise<void>;
}
export interface WorkerLine {
  /** Resolves at the first connection. @throws Fault */
  start(url: string, events: LineEvents): Promise<void>;
  /** Whether each was granted, in order; all false where the broker gave no answer. */
  hear(filters: readonly string[]): Promise<boolean[]>;
  unhear(filters: readonly string[]): void;
  /** QoS 1; resolves at the PUBACK, or when the line broke. */
  say(topic: string, payload: string): Promise<void>;
  publish<N extends TopicName>(name: N, to: KioskAddress, message: Message<N>): void;
  stop(): Promise<void>;
}
