// Reviews and rollouts as the console asks the hub for them.
import { type Answer, ask } from '../api.ts';

export interface TestFailure { file: string; line: number | null; dialogue: string; what: string }
export interface Review { id: number; sha256: string; state: 'requested' | 'approved' | 'returned'; requestedBy: string; requestedAt: number; note: string; decidedBy: string | null; decidedAt: number | null; answer: string }
export interface DraftLife {
  pack: string; owner: string; address: string; sha256: string; version: string; editedBy: string; editedAt: number; state: 'published' | 'taken-back' | 'draft' | 'requested' | 'returned' | 'approved';
  review: Review | null; history: Review[]; editors: string[]; required: boolean; checking: boolean; mine: boolean;
  check: { ok: boolean; dialogues: number; failed: TestFailure[]; timedOut: boolean } | null;
}
export interface Headline { kind: 'answer' | 'entry' | 'questions' | 'flow' | 'notice-or-text' | 'connector' | 'test' | 'version' | 'other'; change: 'added' | 'removed' | 'changed'; file: string; id: string; language?: string; before?: string; after?: string }
export interface FileDiff { file: string; change: 'added' | 'removed' | 'changed'; added: number; removed: number; hunks: { line: number; lines: { sign: '+' | '-' | ' '; text: string }[] }[] }
export interface PackDiff { from: string | null; headlines: Headline[]; files: FileDiff[] }

export type PlaceState = 'waiting' | 'asked' | 'unreachable' | 'applied' | 'failed' | 'rolling-back' | 'rolled-back';
export interface Cause { code: string; kiosk?: string; gate?: GateName; text?: string }
export type GateName = 'no-match' | 'unanswered' | 'escalation' | 'latency' | 'crash';
export interface GateSide { n: number; of: number; share: number | null; low: number | null; high: number | null }
export interface Gate { gate: GateName; wave: GateSide; references: (GateSide & { side: 'before' | 'others'; difference: number | null })[]; verdict: 'good' | 'worse' | 'too-few'; limitMs?: number }
export interface HistoryEntry {
  at: number; who: string; wave: number | null; cause: Cause | null;
  what: 'started' | 'signed' | 'wave-started' | 'wave-soaking' | 'wave-ended' | 'kiosk-failed' | 'kiosk-held-up' | 'soak-extended' | 'waiting' | 'halted' | 'resumed' | 'rolling-back' | 'rolled-back' | 'done' | 'superseded' | 'hub-back';
}
export interface Rollout {
  id: string; pack: string; release: { version: string }; by: string; startedAt: number; emergency: string | null; wave: number; cause: Cause | null; gates: Gate[]; history: HistoryEntry[];
  state: 'awaiting-signature' | 'running' | 'waiting' | 'halted' | 'rolling-back' | 'rolled-back' | 'done' | 'superseded';
  plan: { soakMs: number };
  waves: { startedAt: number | null; settledAt: number | null; soakUntil: number | null; endedAt: number | null; verdict: 'good' | 'too-few' | 'not-judged' | 'overruled' | null }[];
  kiosks: Record<string, { wave: number; state: PlaceState; why: Cause | null }>;
}
export type RolloutLine = Omit<Rollout, 'kiosks' | 'history'> & { kiosks: number; counts: Partial<Record<PlaceState, number>> };
export interface PublishChoice { kiosks?: string[]; soakSeconds?: number; whenTooFew?: 'go-on' | 'wait'; emergency?: string }

const of = (pack: string): string => `/api/packs/${encodeURIComponent(pack)}`;
export const releases = {
  life: (pack: string): Promise<Answer<DraftLife>> => ask('GET', `${of(pack)}/review`),
  diff: (pack: string): Promise<Answer<PackDiff>> => ask('GET', `${of(pack)}/diff`),
  request: (pack: string, note: string): Promise<Answer<DraftLife>> => ask('POST', `${of(pack)}/review`, { note }),
  decide: (pack: string, decision: 'approve' | 'return', sha256: string, note: string): Promise<Answer<DraftLife>> => ask('POST', `${of(pack)}/review/${decision}`, { sha256, note }),
  publish: (pack: string, choice: PublishChoice): Promise<Answer<{ rollout: { id: string } }>> => ask('POST', `${of(pack)}/publish`, choice),
  rollouts: (pack: string): Promise<Answer<{ rollouts: RolloutLine[] }>> => ask('GET', `/api/rollouts?pack=${encodeURIComponent(pack)}`),
  rollout: (id: string): Promise<Answer<Rollout>> => ask('GET', `/api/rollouts/${encodeURIComponent(id)}`),
  act: (id: string, act: 'halt' | 'resume' | 'rollback', note: string): Promise<Answer<Rollout>> => ask('POST', `/api/rollouts/${encodeURIComponent(id)}/${act}`, { note }),
};
