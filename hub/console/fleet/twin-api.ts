// What the Fleet place asks the hub for: twins, series, settings, operations, logs.
import type { IncidentFacts } from '../../../flows/protocol/conversation.ts';
import type { KioskLamps } from '../../../flows/protocol/health.ts';
import type { KioskRow } from '../../../flows/protocol/staff-api.ts';
import { type Answer, ask } from '../api.ts';

export type Level = 'tenant' | 'city' | 'site' | 'zone' | 'kiosk';
export interface TwinRow { kiosk: string; city: string | null; zone: string | null; sync: string; own: number; lamps: KioskLamps }
export interface Overridden { level: Level; scope: string; value: unknown; by: string; at: number; shutOut: boolean }
export interface Explained { key: string; value: unknown; from: Level | 'default'; scope: string | null; locked: boolean; by: string | null; at: number | null; overrode: Overridden[] }
export interface SentCommand { id: string; name: string; args: Record<string, unknown>; by: string; at: number; outcome: string; detail: string; doneAt: number | null }
export interface TwinDetail {
  kiosk: string; city: string | null; zone: string | null; sync: string; desiredVersion: number; row: KioskRow; lamps: KioskLamps;
  reported: { version: number; refused: { key: string; reason: string }[]; at: number } | null;
  settings: Explained[]; scopes: Record<Level, string | null>; figures: { at: number; skewMs: number; values: Record<string, number> } | null;
  commands: SentCommand[]; incidents: { at: number; code: string; text: string; facts: IncidentFacts }[];
}
export interface Point { hour: number; key: string; count: number; mean: number; least: number; most: number }

const at = (kiosk: string): string => `/api/twin/${encodeURIComponent(kiosk)}`;
export const twinApi = {
  list: (): Promise<Answer<{ kiosks: TwinRow[] }>> => ask('GET', '/api/twin'),
  one: (kiosk: string): Promise<Answer<TwinDetail>> => ask('GET', at(kiosk)),
  series: (kiosk: string): Promise<Answer<{ points: Point[] }>> => ask('GET', `${at(kiosk)}/series?hours=48`),
  set: (wish: { level: Level; scope: string; key: string; value: unknown; locked: boolean }): Promise<Answer<{ kiosks: string[] }>> => ask('PUT', '/api/twin/settings', wish),
  place: (wish: object): Promise<Answer<{ kiosks: string[] }>> => ask('PUT', '/api/twin/places', wish),
  operate: (kiosk: string, name: string, args: object = {}): Promise<Answer<{ outcome: string }>> => ask('POST', `/api/kiosks/${encodeURIComponent(kiosk)}/${name === 'identify' ? 'commands' : 'operations'}`, { name, args }),
  log: (kiosk: string, find: string): Promise<Answer<{ at: number | null; lines: string[]; of: number }>> => ask('GET', `${at(kiosk)}/log?find=${encodeURIComponent(find)}`),
};
