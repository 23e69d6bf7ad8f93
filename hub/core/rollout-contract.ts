// What a rollout is, as plain data that survives the hub: which kiosks are to get which release, in which waves, how far
// each of them is, and what everybody did about it.
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import type { Gate, Measured } from './rollout-gates.ts';

export interface RolloutPlan {
  /** How many kiosks have the release when the wave is through: a number, or a share of all that were chosen (0-1). */
  readonly waves: readonly ({ readonly kiosks: number } | { readonly share: number })[];
  readonly soakMs: number; // how long a wave is watched once its kiosks answer with the release
  readonly maxSoakMs: number; // how long at most, when too few visitors came to judge
  readonly deadlineMs: number; // a kiosk that could be reached and has not applied it by then has failed
  readonly failureShare: number; // of a wave's kiosks, rounded down, that may fail before the rollout stops
  readonly minTurns: number; // questions on each side before anything is judged
  readonly minSessions: number; // visits on each side before anything is judged
  readonly whenTooFew: 'go-on' | 'wait';
  readonly automaticRollback: boolean; // false: only halt
}

export type CauseCode =
  | 'refused' | 'rolled-back-itself' | 'silent' | 'went-silent' | 'restarting' | 'over-budget' | 'worse' | 'too-few' | 'nobody-reachable'
  | 'download-failing' | 'staff' | 'newer-rollout' | 'emergency' | 'not-restored' | 'hub-back' | 'signed';
export interface Cause { readonly code: CauseCode; readonly kiosk?: string; readonly gate?: Gate['gate']; readonly text?: string }

export interface KioskPlace {
  readonly wave: number;
  /** What it ran before; goes back there. */
  readonly before: PackRelease | null;
  /** `asked` is on its way; `unreachable` was away when asked and has its deadline once it is back. */
  state: 'waiting' | 'asked' | 'unreachable' | 'applied' | 'failed' | 'rolling-back' | 'rolled-back';
  dueAt: number | null; // of `asked` and `rolling-back`
  appliedAt: number | null; // by the kiosk's own clock where it said so: its turns are told apart by it
  awaySince: number | null; // of `applied`: not reachable since
  boot: string;
  restarts: number; // since it applied the release
  why: Cause | null; // of `failed`; of `asked` and `unreachable`: what holds it up
  held?: boolean; // of `unreachable`: its line is so bad that nobody waits for it; the release does wait for it
  pardoned: boolean; // staff went on in spite of its failure
}

export interface Wave {
  startedAt: number | null;
  settledAt: number | null; // every kiosk that can be reached has applied it or failed
  soakUntil: number | null;
  endedAt: number | null;
  verdict: 'good' | 'too-few' | 'not-judged' | 'overruled' | null;
}

export type RolloutState = 'awaiting-signature' | 'running' | 'waiting' | 'halted' | 'rolling-back' | 'rolled-back' | 'done' | 'superseded';
export interface HistoryEntry {
  readonly at: number; readonly who: string;
  readonly what: 'started' | 'signed' | 'wave-started' | 'wave-soaking' | 'wave-ended' | 'kiosk-failed' | 'kiosk-held-up' | 'soak-extended' | 'waiting' | 'halted' | 'resumed' | 'rolling-back' | 'rolled-back' | 'done' | 'superseded' | 'hub-back';
  readonly wave: number | null; readonly cause: Cause | null;
}

export interface Rollout {
  readonly id: string; readonly pack: string; readonly release: PackRelease; readonly by: string; readonly startedAt: number;
  readonly plan: RolloutPlan;
  /** All kiosks of the pack, not a selection: kiosks that come later get this release too once it is done. */
  readonly all: boolean;
  readonly emergency: string | null; // the reason, when it went straight to all
  state: RolloutState;
  cause: Cause | null; // of halted, waiting, rolling-back, rolled-back
  wave: number; // index of the running wave
  waves: Wave[];
  kiosks: Record<string, KioskPlace>;
  /** Hash of what a kiosk ran before -> the same content under a new number. */
  restores: Record<string, PackRelease>;
  gates: Gate[]; // as last measured, of the running wave
  lookedAt: number; // questions at the last look
  tooFew: boolean; // as last measured
  gatesOff: boolean; // staff went on in spite of them
  seenAt: number; // when the last input came
  history: HistoryEntry[];
}

export interface KioskSeen { readonly kiosk: string; readonly online: boolean; readonly boot: string; readonly applied: string | null; readonly wanted: string | null } // hashes of what it runs and of what it should
export type RolloutInput = { readonly at: number } & (
  | { readonly type: 'started'; readonly awaitingSignature: boolean }
  | { readonly type: 'signed' }
  | { readonly type: 'hub-back' }
  /** Time has passed; what the fleet looks like now. */
  | { readonly type: 'tick'; readonly fleet: readonly KioskSeen[] }
  | { readonly type: 'reported'; readonly kiosk: string; readonly outcome: 'applied' | 'refused' | 'rolled-back-itself' | 'pending'; readonly sha256: string | null; readonly text?: string;
      /** The kiosk's own time, as on its turns. */
      readonly saidAt?: number }
  | { readonly type: 'measured'; readonly measured: Measured }
  | { readonly type: 'halt' | 'resume' | 'rollback'; readonly by: string; readonly note: string }
  | { readonly type: 'restored'; readonly before: string; readonly release: PackRelease }
  | { readonly type: 'superseded'; readonly by: string }
);

export type RolloutOutput =
  | { readonly type: 'desire'; readonly kiosks: readonly string[]; readonly release: PackRelease }
  /** Make the old content a release with a new number, and say `restored`. */
  | { readonly type: 'restore'; readonly before: PackRelease; readonly kiosks: readonly string[] }
  | { readonly type: 'alarm'; readonly cause: Cause }
  /** For the audit. */
  | { readonly type: 'note'; readonly entry: HistoryEntry };
