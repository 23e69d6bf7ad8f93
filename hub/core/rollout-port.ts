// Where rollouts, reviews and the checks of drafts are kept, and where the figures of the gates come from.
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import type { PackProblem } from './ports.ts';
import type { Measured } from './rollout-gates.ts';
import type { Rollout, RolloutPlan } from './rollout-contract.ts';

export interface RolloutStore {
  /** One durable write. */
  save(rollout: Rollout): Promise<void>;
  /** Newest first; only of these packs, when they are named. */
  list(limit: number, packs?: readonly string[]): Promise<Rollout[]>;
  find(id: string): Promise<Rollout | undefined>;
  /** What kiosks of this pack get that are new here. */
  current(pack: string): Promise<PackRelease | undefined>;
  setCurrent(release: PackRelease): Promise<void>;
  /** When this release was last taken back from kiosks. */
  takenBackAt(pack: string, sha256: string): Promise<number | null>;
}

export interface OutcomeStore {
  /** Figures of the kiosks that have the release (since when), before and after, and of those that do not have it (since `from`). */
  measure(request: { pack: string; version: string; applied: readonly { kiosk: string; at: number }[]; others: readonly string[]; from: number; beforeFrom: number }): Promise<Measured>;
}

export interface TestFailure { readonly file: string; readonly line: number | null; readonly dialogue: string; readonly what: string }
export interface DraftCheck {
  readonly sha256: string; readonly at: number; readonly ok: boolean; readonly problems: readonly PackProblem[]; readonly warnings: readonly PackProblem[];
  readonly dialogues: number; readonly failed: readonly TestFailure[]; readonly timedOut: boolean; readonly tookMs: number;
}
/** Compiles a draft and plays its dialogues, for as long as `limitMs`; never rejects because of the draft. */
export type TestDraft = (files: Record<string, string>, limitMs: number) => Promise<Omit<DraftCheck, 'sha256' | 'at'>>;

export interface Review {
  readonly id: number; readonly pack: string; readonly sha256: string; readonly state: 'requested' | 'approved' | 'returned';
  readonly requestedBy: string; readonly requestedAt: number; readonly note: string;
  readonly decidedBy: string | null; readonly decidedAt: number | null; readonly answer: string;
}
export interface ReviewStore {
  /** Notes that this person has changed the draft since its last release. */
  edited(pack: string, who: string, at: number): Promise<void>;
  editors(pack: string): Promise<string[]>;
  forgetEditors(pack: string): Promise<void>;
  add(review: Omit<Review, 'id'>): Promise<void>;
  decide(id: number, decision: Pick<Review, 'state' | 'decidedBy' | 'decidedAt' | 'answer'>): Promise<void>;
  /** Newest first. */
  list(pack: string, limit: number): Promise<Review[]>;
  check(sha256: string): Promise<DraftCheck | undefined>;
  saveCheck(check: DraftCheck): Promise<void>;
  settings(): Promise<ContentSettings>;
  saveSettings(settings: ContentSettings, by: string, at: number): Promise<void>;
}
export interface ContentSettings {
  /** `off`: a shop with one person publishes without a second one. */
  readonly review: 'required' | 'off';
  readonly plan: Partial<Pick<RolloutPlan, 'soakMs' | 'maxSoakMs' | 'deadlineMs' | 'failureShare' | 'minTurns' | 'minSessions' | 'whenTooFew' | 'automaticRollback'>>;
}

export interface DiffLine { readonly sign: '+' | '-' | ' '; readonly text: string }
export interface FileDiff { readonly file: string; readonly change: 'added' | 'removed' | 'changed'; readonly added: number; readonly removed: number; readonly hunks: readonly { readonly line: number; readonly lines: readonly DiffLine[] }[] }
/** What visitors would notice, before the lines. */
export interface DiffHeadline {
  readonly kind: 'answer' | 'entry' | 'questions' | 'flow' | 'notice-or-text' | 'connector' | 'test' | 'version' | 'other';
  readonly change: 'added' | 'removed' | 'changed'; readonly file: string; readonly id: string; readonly language?: string;
  readonly before?: string; readonly after?: string;
}
export interface PackDiff { readonly headlines: readonly DiffHeadline[]; readonly files: readonly FileDiff[] }
export type DiffPacks = (before: Record<string, string>, after: Record<string, string>) => PackDiff;
