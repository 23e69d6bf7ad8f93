// The hub's schema: SQL steps that only ever grow, and the types that the queries are checked against. The first step is the
// schema of the first version; each subject since then keeps its own list of steps in its own file.
import type { ColumnType, Generated } from 'kysely';
import { claimsSteps, type ClaimsTables } from './schema-claims.ts';
import { peopleSteps, type PeopleTables } from './schema-people.ts';
import { releasesSteps, type ReleasesTables } from './schema-releases.ts';
import { rolloutsSteps, type RolloutsTables } from './schema-rollouts.ts';
import { twinSteps, type TwinTables } from './schema-twin.ts';
import { privacySteps, type PrivacyTables } from './schema-privacy.ts';
import { auditChainSteps, type AuditChainTables } from './schema-audit-chain.ts';
import { incidentsSteps } from './schema-incidents.ts';
import { ingestSteps, type IngestTables } from './schema-ingest.ts';

const FIRST = `
CREATE TABLE kiosks (
  name TEXT PRIMARY KEY, tenant TEXT NOT NULL, site TEXT NOT NULL, kiosk TEXT NOT NULL, secret_hash TEXT NOT NULL, enrolled_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'new', reason TEXT NOT NULL DEFAULT '', boot TEXT NOT NULL DEFAULT '', session INTEGER NOT NULL DEFAULT 0, last_seen INTEGER,
  versions TEXT NOT NULL DEFAULT '{}', capabilities TEXT NOT NULL DEFAULT '[]',
  desired TEXT NOT NULL DEFAULT '{"v":1,"version":0,"settings":{}}', applied_version INTEGER NOT NULL DEFAULT 0, applied_release TEXT, refused TEXT,
  events INTEGER NOT NULL DEFAULT 0, sessions INTEGER NOT NULL DEFAULT 0, incidents INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE events (
  kiosk TEXT NOT NULL, epoch TEXT NOT NULL, seq INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, time TEXT NOT NULL, session TEXT, received_at INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (kiosk, epoch, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX events_by_session ON events (session) WHERE session IS NOT NULL;
CREATE TABLE cursors (kiosk TEXT NOT NULL, epoch TEXT NOT NULL, up_to INTEGER NOT NULL, PRIMARY KEY (kiosk, epoch)) STRICT, WITHOUT ROWID;
CREATE TABLE sessions (
  kiosk TEXT NOT NULL, session TEXT NOT NULL, language TEXT NOT NULL DEFAULT '', pack TEXT NOT NULL DEFAULT '', pack_version TEXT NOT NULL DEFAULT '',
  started_at INTEGER, last_at INTEGER NOT NULL, ended_at INTEGER, reason TEXT, turns INTEGER NOT NULL DEFAULT 0, rating INTEGER,
  tasks_started INTEGER NOT NULL DEFAULT 0, tasks_completed INTEGER NOT NULL DEFAULT 0, transferred INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (kiosk, session)
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_time ON sessions (last_at);
CREATE TABLE turns (
  kiosk TEXT NOT NULL, session TEXT NOT NULL, turn INTEGER NOT NULL, at INTEGER NOT NULL, language TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, confidence REAL,
  rule TEXT NOT NULL, entry TEXT, flow TEXT, zone TEXT NOT NULL, probability REAL NOT NULL, said TEXT NOT NULL, view TEXT NOT NULL, latency_ms REAL,
  PRIMARY KEY (kiosk, session, turn)
) STRICT, WITHOUT ROWID;
CREATE INDEX turns_by_time ON turns (at);
CREATE TABLE incidents (id INTEGER PRIMARY KEY, kiosk TEXT NOT NULL, at INTEGER NOT NULL, code TEXT NOT NULL, text TEXT NOT NULL) STRICT;
CREATE TABLE cases (escalation TEXT PRIMARY KEY, kiosk TEXT NOT NULL, session TEXT NOT NULL, state TEXT NOT NULL, raised_at INTEGER NOT NULL, closed_at INTEGER, doc TEXT NOT NULL) STRICT;
CREATE INDEX cases_by_closing ON cases (closed_at);
CREATE TABLE case_messages (escalation TEXT NOT NULL, direction TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (escalation, direction, seq)) STRICT, WITHOUT ROWID;
CREATE TABLE packs (name TEXT PRIMARY KEY, title TEXT NOT NULL, version TEXT NOT NULL, sha256 TEXT NOT NULL, files TEXT NOT NULL, edited_at INTEGER NOT NULL, edited_by TEXT NOT NULL) STRICT;
CREATE TABLE bundles (sha256 TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE releases (id INTEGER PRIMARY KEY, pack TEXT NOT NULL, version TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES bundles, bytes INTEGER NOT NULL, published_at INTEGER NOT NULL, published_by TEXT NOT NULL) STRICT;
CREATE TABLE staff (name TEXT PRIMARY KEY, hash TEXT NOT NULL, roles TEXT NOT NULL, saved_at INTEGER NOT NULL) STRICT;
CREATE TABLE staff_sessions (token_hash TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES staff ON DELETE CASCADE, opened_at INTEGER NOT NULL, expires_at INTEGER NOT NULL) STRICT;
CREATE TABLE audit (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
CREATE TABLE calls (kiosk TEXT NOT NULL, key TEXT NOT NULL, reply TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (kiosk, key)) STRICT, WITHOUT ROWID;
`;

/** Subject -> its steps, oldest first. How many of a subject have run stands in the table `schema_steps`. */
export const MIGRATIONS: Readonly<Record<string, readonly string[]>> = {
  first: [FIRST],
  claims: claimsSteps,
  people: peopleSteps,
  releases: releasesSteps,
  rollouts: rolloutsSteps,
  twin: twinSteps,
  privacy: privacySteps,
  'audit-chain': auditChainSteps,
  ingest: ingestSteps,
  incidents: incidentsSteps,
};


type Defaulted<T> = ColumnType<T, T | undefined, T>;

export interface Schema extends ClaimsTables, PeopleTables, ReleasesTables, RolloutsTables, TwinTables, PrivacyTables, AuditChainTables, IngestTables {
  kiosks: {
    name: string; tenant: string; site: string; kiosk: string; secret_hash: string; enrolled_at: number;
    state: Defaulted<string>; reason: Defaulted<string>; boot: Defaulted<string>; session: Defaulted<number>; last_seen: number | null;
    versions: Defaulted<string>; capabilities: Defaulted<string>; desired: Defaulted<string>; applied_version: Defaulted<number>;
    applied_release: string | null; refused: string | null; events: Defaulted<number>; sessions: Defaulted<number>; incidents: Defaulted<number>;
  };
  events: { kiosk: string; epoch: string; seq: number; id: string; type: string; time: string; session: string | null; received_at: number; body: string };
  cursors: { kiosk: string; epoch: string; up_to: number; top: Defaulted<number | null> };
  sessions: {
    kiosk: string; session: string; language: Defaulted<string>; pack: Defaulted<string>; pack_version: Defaulted<string>; started_at: number | null; last_at: number; ended_at: number | null;
    reason: string | null; turns: Defaulted<number>; rating: number | null; tasks_started: Defaulted<number>; tasks_completed: Defaulted<number>; transferred: Defaulted<number>;
  };
  turns: {
    kiosk: string; session: string; turn: number; at: number; language: string; kind: string; text: string; confidence: number | null; rule: string; entry: string | null; flow: string | null;
    zone: string; probability: number; said: string; view: string; latency_ms: number | null;
  };
  incidents: { id: Generated<number>; kiosk: string; at: number; code: string; text: string; facts: string | null };
  cases: { escalation: string; kiosk: string; session: string; state: string; raised_at: number; closed_at: number | null; doc: string };
  case_messages: { escalation: string; direction: string; seq: number; at: number; body: string };
  packs: { name: string; title: string; version: string; sha256: string; files: string; edited_at: number; edited_by: string; owner: Defaulted<string>; own_name: Defaulted<string> };
  bundles: { sha256: string; body: string };
  releases: { id: Generated<number>; pack: string; version: string; sha256: string; bytes: number; published_at: number; published_by: string };
  audit: { id: Generated<number>; at: number; who: string; what: string; detail: string; prev: string | null; hash: string | null };
  calls: { kiosk: string; key: string; reply: string; at: number };
}
