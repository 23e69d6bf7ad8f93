// The part of the hub's schema for retention and erasure: SQL steps that only ever grow.
import type { Generated } from 'kysely';

export const privacySteps: readonly string[] = [`
CREATE TABLE retention (class TEXT PRIMARY KEY, days INTEGER NOT NULL, set_by TEXT NOT NULL, set_at INTEGER NOT NULL) STRICT;
CREATE TABLE retention_marks (kiosk TEXT NOT NULL, epoch TEXT NOT NULL, up_to INTEGER NOT NULL, PRIMARY KEY (kiosk, epoch)) STRICT;
CREATE TABLE erased_sessions (session TEXT PRIMARY KEY, kiosk TEXT NOT NULL, at INTEGER NOT NULL, confirmed INTEGER NOT NULL) STRICT;
`, `
CREATE TABLE retention_runs (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, class TEXT NOT NULL, gone INTEGER NOT NULL) STRICT;
CREATE INDEX retention_runs_by_time ON retention_runs (at);
`];

export interface PrivacyTables {
  /** What one run has forgotten of a class; a run that found nothing stands as the class ''. */
  retention_runs: { id: Generated<number>; at: number; class: string; gone: number };
  retention: { class: string; days: number; set_by: string; set_at: number };
  /** Up to which number of an outbox the texts of events have been taken away. */
  retention_marks: { kiosk: string; epoch: string; up_to: number };
  /** `confirmed`: the kiosk has said that it holds nothing of the session any more. */
  erased_sessions: { session: string; kiosk: string; at: number; confirmed: number };
}
