// The hub's routes for forgetting and erasing, as the console asks them.
import { type Answer, api, ask } from '../api.ts';

export interface KeptClass { class: string; days: number; default: number; least: number; most: number; lastDay: number; count: number; more: boolean; oldest: number | null }
export interface Kept { classes: KeptClass[]; lastRun: number | null; everyMs: number }
export interface Consequence { class: string; days: number; was: number; count: number; more: boolean }
export interface VisitTrace { session: string; kiosk: string; startedAt: number | null; lastAt: number; turns: number; erased: boolean }
export interface Erased { session: string; kiosk: string; at: number; confirmed: boolean }

export const privacyApi = {
  kept: (): Promise<Answer<Kept>> => ask('GET', '/api/retention'),
  consequence: (kind: string, days: number): Promise<Answer<Consequence>> => ask('GET', `/api/retention/consequence?${new URLSearchParams({ class: kind, days: String(days) })}`),
  keep: (kind: string, days: number): Promise<Answer<object>> => ask('PUT', '/api/retention', { [kind]: days }),
  visits: (query: Record<string, string>): Promise<Answer<{ visits: VisitTrace[] }>> => ask('GET', `/api/erasures/visits?${new URLSearchParams(query)}`),
  erased: (): Promise<Answer<{ erasures: Erased[] }>> => ask('GET', '/api/erasures'),
  erase: (session: string): Promise<Answer<{ erased: string; kiosk: 'done' | 'waiting' }>> => api.eraseSession(session),
};
