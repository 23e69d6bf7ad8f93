// What the hub keeps of the twins: values at their levels, where kiosks stand, what each reported, its health, its log, and
// the commands it was sent.
import type { SetValue } from './twin.ts';

export interface ReportedSettings { readonly version: number; readonly hash: string; readonly refused: readonly { key: string; reason: string }[]; readonly at: number }
export interface SentCommand { readonly id: string; readonly kiosk: string; readonly name: string; readonly args: Record<string, unknown>; readonly by: string; readonly at: number; readonly notAfter: number; readonly state: 'sent' | 'done' | 'refused'; readonly detail: string; readonly doneAt: number | null }
export interface HealthReading { readonly kiosk: string; readonly at: number; readonly skewMs: number; readonly values: Record<string, number> }
export interface SeriesPoint { readonly hour: number; readonly key: string; readonly count: number; readonly mean: number; readonly least: number; readonly most: number }
export interface KioskLog { readonly at: number; readonly lines: readonly string[] }

export interface TwinStore {
  values(): Promise<SetValue[]>;
  saveValue(value: SetValue): Promise<void>;
  removeValue(level: string, scope: string, key: string): Promise<void>;
  cities(): Promise<{ tenant: string; site: string; city: string }[]>;
  saveCity(tenant: string, site: string, city: string | null): Promise<void>;
  zones(): Promise<{ kiosk: string; zone: string }[]>;
  saveZone(kiosk: string, zone: string | null): Promise<void>;
  reports(): Promise<Map<string, ReportedSettings>>;
  saveReport(kiosk: string, report: ReportedSettings): Promise<void>;
  saveCommand(command: SentCommand): Promise<void>;
  settleCommand(id: string, kiosk: string, outcome: { state: 'done' | 'refused'; detail: string; doneAt: number }): Promise<void>;
  commands(kiosk: string, limit: number): Promise<SentCommand[]>;
  readings(): Promise<HealthReading[]>;
  /** One transaction: last values, and what they add to the hours. */
  saveReadings(readings: readonly HealthReading[], hours: readonly (SeriesPoint & { kiosk: string })[]): Promise<void>;
  series(kiosk: string, since: number): Promise<SeriesPoint[]>;
  dropSeriesBefore(hour: number): Promise<void>;
  saveLog(kiosk: string, log: KioskLog): Promise<void>;
  log(kiosk: string): Promise<KioskLog | undefined>;
  incidentsOf(kiosk: string, limit: number): Promise<{ at: number; code: string; text: string }[]>;
}
