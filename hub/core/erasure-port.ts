// What erasing and forgetting need of the store.
import type { Scope } from './scope.ts';

/** Days after which a class of data goes; null: kept. */
export const RETENTION_DEFAULTS = {
  'turn-texts': 30, // what was said: turns, events, chat at the desk; the counts stay
  sessions: 400, // when, where, how long, how it ended
  cases: 90, // raised hands and their messages
  incidents: 180,
  calls: 7, // replies to connector calls, for repeats of a call
  metrics: 400,
  logs: 14, // logs that kiosks have uploaded
  audit: 1095,
} as const satisfies Record<string, number>;
export type RetentionClass = keyof typeof RETENTION_DEFAULTS;
export type RetentionDays = Record<RetentionClass, number>;

export interface Erasure { readonly session: string; readonly kiosk: string; readonly at: number }

export interface PrivacyStore {
  retention(): Promise<RetentionDays>;
  setRetention(days: Partial<RetentionDays>, at: number, by: string): Promise<void>;
  /** Forgets at most `limit` rows of a class that are older than `before` (ms since epoch); gives how many went. */
  forget(kind: Exclude<RetentionClass, 'audit'>, before: number, limit: number): Promise<number>;
  /** Keeps what a run has forgotten for a month. */
  noteRun(gone: Partial<Record<RetentionClass, number>>, at: number): Promise<void>;
  /** By the clock of then; null: never. */
  lastRun(): Promise<number | null>;
  /** Freed pages and the log of writes hold nothing any more. */
  scrub(): Promise<void>;
  erased(): Promise<Erasure[]>;
  /** Blanks every text of a session, in one transaction, and notes that it must never come back. Repeats are harmless. */
  erase(erasure: Erasure): Promise<void>;
  /** Erasures that this kiosk has not confirmed. */
  unconfirmed(kiosk: string): Promise<string[]>;
  confirmed(kiosk: string, session: string): Promise<void>;
}

/** A visit without a word of it: enough to know which one is meant. */
export interface VisitTrace { readonly session: string; readonly kiosk: string; readonly startedAt: number | null; readonly lastAt: number; readonly turns: number; readonly erased: boolean }

/** What people see before they forget or erase something; never a text of a visitor. */
export interface PrivacyView {
  /** What is kept of a class, and since when (ms since epoch; null: nothing). Counted up to a limit, then `more`. */
  held(kind: RetentionClass): Promise<{ count: number; more: boolean; oldest: number | null }>;
  /** What a run would forget if the class were kept since `before` only; of words, the visits that lose them. */
  older(kind: RetentionClass, before: number): Promise<{ count: number; more: boolean }>;
  /** What runs since then have forgotten, and when the last one was. */
  forgotten(since: number): Promise<{ gone: Partial<Record<RetentionClass, number>>; lastRun: number | null }>;
  /** By the beginning of its number or a part of its kiosk's name, newest first. */
  visits(query: { find: string; from: number; to: number; limit: number; scope: Scope }): Promise<VisitTrace[]>;
  /** Erased visits, newest first; `confirmed`: the kiosk has erased it too. */
  erasures(limit: number, scope: Scope): Promise<{ session: string; kiosk: string; at: number; confirmed: boolean }[]>;
}

/** The list of erased sessions outside the database: what a restored backup brings back is erased again from it. */
export interface ErasureList {
  load(): Promise<Erasure[]>;
  /** Durable when it resolves. */
  add(erasure: Erasure): Promise<void>;
}
