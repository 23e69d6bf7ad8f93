// The part of the hub's schema for settings of tenants, cities, halls and zones, and the health of kiosks: SQL steps that only ever grow.

export const twinSteps: readonly string[] = [`
CREATE TABLE twin_values (
  level TEXT NOT NULL, scope TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, locked INTEGER NOT NULL, set_by TEXT NOT NULL, set_at INTEGER NOT NULL,
  PRIMARY KEY (level, scope, key)
) STRICT;
CREATE TABLE twin_cities (tenant TEXT NOT NULL, site TEXT NOT NULL, city TEXT NOT NULL, PRIMARY KEY (tenant, site)) STRICT;
CREATE TABLE twin_zones (kiosk TEXT PRIMARY KEY, zone TEXT NOT NULL) STRICT;
CREATE TABLE twin_reports (kiosk TEXT PRIMARY KEY, version INTEGER NOT NULL, hash TEXT NOT NULL, refused TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE twin_commands (
  kiosk TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, args TEXT NOT NULL, sent_by TEXT NOT NULL, at INTEGER NOT NULL, not_after INTEGER NOT NULL,
  state TEXT NOT NULL, detail TEXT NOT NULL, done_at INTEGER, PRIMARY KEY (kiosk, id)
) STRICT;
CREATE INDEX twin_commands_by_time ON twin_commands (kiosk, at);
CREATE TABLE twin_health (kiosk TEXT PRIMARY KEY, at INTEGER NOT NULL, skew_ms INTEGER NOT NULL, reading TEXT NOT NULL) STRICT;
CREATE TABLE twin_series (
  kiosk TEXT NOT NULL, key TEXT NOT NULL, hour INTEGER NOT NULL, n INTEGER NOT NULL, total REAL NOT NULL, least REAL NOT NULL, most REAL NOT NULL,
  PRIMARY KEY (kiosk, key, hour)
) STRICT;
CREATE INDEX twin_series_by_hour ON twin_series (hour);
CREATE TABLE twin_logs (kiosk TEXT PRIMARY KEY, at INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE INDEX incidents_by_kiosk ON incidents (kiosk, id);
`];

export interface TwinTables {
  twin_values: { level: string; scope: string; key: string; value: string; locked: number; set_by: string; set_at: number };
  twin_cities: { tenant: string; site: string; city: string };
  twin_zones: { kiosk: string; zone: string };
  twin_reports: { kiosk: string; version: number; hash: string; refused: string; at: number };
  twin_commands: { kiosk: string; id: string; name: string; args: string; sent_by: string; at: number; not_after: number; state: string; detail: string; done_at: number | null };
  twin_health: { kiosk: string; at: number; skew_ms: number; reading: string };
  twin_series: { kiosk: string; key: string; hour: number; n: number; total: number; least: number; most: number };
  twin_logs: { kiosk: string; at: number; body: string };
}
