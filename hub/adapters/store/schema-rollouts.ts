// The part of the hub's schema for reviews, rollouts and their waves: SQL steps that only ever grow.
import type { Generated } from 'kysely';

export const rolloutsSteps: readonly string[] = [`
CREATE TABLE rollouts (id TEXT PRIMARY KEY, pack TEXT NOT NULL, version TEXT NOT NULL, state TEXT NOT NULL, started_at INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
CREATE INDEX rollouts_by_time ON rollouts (started_at);
CREATE TABLE current_releases (pack TEXT PRIMARY KEY, release TEXT NOT NULL) STRICT;
CREATE TABLE draft_editors (pack TEXT NOT NULL, who TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (pack, who)) STRICT;
CREATE TABLE draft_checks (sha256 TEXT PRIMARY KEY, at INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
CREATE TABLE draft_reviews (
  id INTEGER PRIMARY KEY, pack TEXT NOT NULL, sha256 TEXT NOT NULL, state TEXT NOT NULL, requested_by TEXT NOT NULL, requested_at INTEGER NOT NULL, note TEXT NOT NULL,
  decided_by TEXT, decided_at INTEGER, answer TEXT NOT NULL
) STRICT;
CREATE INDEX draft_reviews_by_pack ON draft_reviews (pack, id);
CREATE TABLE content_settings (id INTEGER PRIMARY KEY, doc TEXT NOT NULL, saved_by TEXT NOT NULL, saved_at INTEGER NOT NULL) STRICT;
`];

export interface RolloutsTables {
  rollouts: { id: string; pack: string; version: string; state: string; started_at: number; doc: string };
  current_releases: { pack: string; release: string };
  draft_editors: { pack: string; who: string; at: number };
  draft_checks: { sha256: string; at: number; doc: string };
  draft_reviews: {
    id: Generated<number>; pack: string; sha256: string; state: string; requested_by: string; requested_at: number; note: string;
    decided_by: string | null; decided_at: number | null; answer: string;
  };
  content_settings: { id: Generated<number>; doc: string; saved_by: string; saved_at: number };
}
