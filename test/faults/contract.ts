// What a campaign is: a named kind of trouble, done to real programs again and again, with a verdict that is counted.
import type { Random } from './random.ts';

/** What is wrong after a cycle; `kind` decides the column it is counted in. */
export interface Finding { readonly kind: 'lost' | 'duplicated' | 'corrupt' | 'silent' | 'other'; readonly what: string; readonly count: number }

export interface CampaignContext {
  readonly random: Random;
  readonly seed: number;
  /** How many times the trouble is made; for campaigns that run by time, seconds. */
  readonly cycles: number;
  /** Where the campaign may write; removed afterwards unless something was found. */
  readonly folder: string;
  /** Environment of the children: sabotage for the proofs. */
  readonly env: Record<string, string>;
  /** Progress for people. */
  say(line: string): void;
}

export interface CampaignOutcome {
  /** How often the trouble really happened. */
  readonly injected: number;
  readonly findings: readonly Finding[];
  /** Why nothing could be injected; then it has not passed. */
  readonly skipped?: string;
  /** Longest time in ms in which a typed question had no answer, restarts by the rig left out. */
  readonly longestSilenceMs?: number;
  /** Longest time in ms from a kill to the next answer. */
  readonly longestRestartMs?: number;
  readonly facts?: Record<string, unknown>;
}

export interface Campaign {
  readonly name: string;
  /** One line for --help. */
  readonly about: string;
  /** `short` runs in `npm test`, `usual` without a flag, `nightly` are the numbers that a release is measured by. */
  readonly cycles: { readonly short: number; readonly usual: number; readonly nightly: number };
  run(context: CampaignContext): Promise<CampaignOutcome>;
}

/** The printed line of a campaign: the keys of the command line's contract, and some of our own. */
export interface CampaignLine {
  campaign: string; cycles: number; injected: number; lost: number; duplicated: number; corrupt: number; skipped: boolean; reason: string;
  passed: boolean; seed: number; seconds: number; longest_silence_ms: number | null; longest_restart_ms: number | null; findings: string[]; facts: Record<string, unknown>;
}
