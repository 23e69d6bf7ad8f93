// The hub's HTTP interface as the console uses it: JSON in and out, and every failure as one value that can be shown.
import type { IncidentFacts } from '../../flows/protocol/conversation.ts';
import type { Problem } from '../../flows/protocol/staff-api.ts';

export interface PackProblem { file: string; line: number | null; what: string; how: string }
export type Failure = Pick<Problem, 'status' | 'detail' | 'code' | 'mend'> & { problems?: PackProblem[]; reason?: string; by?: string };
export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export type Scope = 'all' | { tenant: string; sites?: string[] };
export interface Me { name: string; roles: string[]; may: string[]; scope: Scope; needs: 'nothing' | 'second-factor' | 'enrol' | 'new-password'; secondFactor: boolean; from: 'here' | 'provider' }
export interface PackRow {
  /** What its owner (`common`: the whole hub, else a tenant) calls it, and by which name it is asked for. */
  name: string; owner: string; address: string; title: Partial<Record<'zh' | 'en', string>>; version: string; sha256: string; editedAt: number; editedBy: string;
  publishedVersion: string | null; publishedSha256: string | null; publishedAt: number | null;
}
export interface PackDraft extends PackRow { files: Record<string, string>; releases: { release: { version: string; sha256: string; bytes: number }; at: number; by: string }[] }
export interface Rate { id: string; numerator: number; denominator: number; rate: number | null; low: number | null; high: number | null; tooFew: boolean }
export interface Insights {
  days: number; rates: Rate[];
  counts: { sessions: number; validSessions: number; turns: number; questions: number; answered: number; clarified: number; unknown: number; transfers: number; tasksStarted: number; tasksCompleted: number; latencyP50: number | null; latencyP95: number | null; latencyCount: number; topUnknown: { text: string; count: number }[] };
}
export interface SessionSummary { session: string; kiosk: string; language: string; pack: string; packVersion: string; startedAt: number | null; lastAt: number; endedAt: number | null; turns: number; transferred: boolean }
export interface TurnSummary { turn: number; at: number; kind: string; text: string; confidence: number | null; rule: string; zone: string; entry: string | null; flow: string | null; said: string[]; latencyMs: number | null }
export interface Incident { kiosk: string; at: number; code: string; text: string; facts: IncidentFacts }

/** Asks the person for a fresh proof (a code or the password); set by the shell. */
let prove: (by: string) => Promise<boolean> = async () => false;
export function onProofNeeded(ask: typeof prove): void { prove = ask; }

/** An act that wants a fresh proof is asked again once it has been given. */
export async function ask<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
  const answer = await once<T>(method, path, body);
  return !answer.ok && answer.failure.code === 'proof-needed' && await prove(answer.failure.by ?? 'code') ? once<T>(method, path, body) : answer;
}
async function once<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
  try {
    const reply = await fetch(path, {
      method, credentials: 'same-origin', headers: { 'x-foyer': 'console', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const value: unknown = await reply.json();
    return reply.ok ? { ok: true, value: value as T } : { ok: false, failure: value as Failure };
  } catch {
    return { ok: false, failure: { status: 0, code: 'hub-unreachable', detail: 'unreachable', mend: '' } };
  }
}

export const api = {
  me: () => ask<Me>('GET', '/api/me'),
  signIn: (name: string, password: string) => ask<Me>('POST', '/api/sign-in', { name, password }),
  signOut: () => ask<{ next?: string }>('POST', '/api/sign-out', {}),
  packs: () => ask<{ packs: PackRow[] }>('GET', '/api/packs'),
  pack: (name: string) => ask<PackDraft>('GET', `/api/packs/${encodeURIComponent(name)}`),
  savePack: (name: string, files: Record<string, string>, base?: string) => ask<{ version: string; sha256: string }>('PUT', `/api/packs/${encodeURIComponent(name)}`, { files, base }),
  command: (kiosk: string, command: { name: 'say' | 'notice'; args: Record<string, unknown> }) => ask<{ outcome: 'done' | 'sent' }>('POST', `/api/kiosks/${encodeURIComponent(kiosk)}/commands`, command),
  insights: (days: number) => ask<Insights>('GET', `/api/insights?days=${days}`),
  sessions: (limit = 50) => ask<{ sessions: SessionSummary[] }>('GET', `/api/sessions?limit=${limit}`),
  session: (id: string) => ask<{ session: SessionSummary; turns: TurnSummary[] }>('GET', `/api/sessions/${encodeURIComponent(id)}`),
  eraseSession: (id: string) => ask<{ erased: string; kiosk: 'done' | 'waiting' }>('POST', `/api/sessions/${encodeURIComponent(id)}/erase`, {}),
  incidents: () => ask<{ incidents: Incident[] }>('GET', '/api/incidents?limit=50'),
};
