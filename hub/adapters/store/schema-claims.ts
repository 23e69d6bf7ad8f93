// The part of the hub's schema for claims and keys of kiosks: SQL steps that only ever grow.

export const claimsSteps: readonly string[] = [`
CREATE TABLE kiosk_keys (key TEXT PRIMARY KEY, kiosk TEXT NOT NULL, state TEXT NOT NULL, added_at INTEGER NOT NULL, added_by TEXT NOT NULL) STRICT;
CREATE INDEX kiosk_keys_by_kiosk ON kiosk_keys (kiosk);
CREATE TABLE kiosks_shut_out (kiosk TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT NOT NULL, since INTEGER NOT NULL, shut_by TEXT NOT NULL) STRICT;
`];

export interface ClaimsTables {
  kiosk_keys: { key: string; kiosk: string; state: string; added_at: number; added_by: string };
  kiosks_shut_out: { kiosk: string; state: string; reason: string; since: number; shut_by: string };
}
