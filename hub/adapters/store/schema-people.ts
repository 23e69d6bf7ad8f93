// The part of the hub's schema for staff, their tenants, second factors and sessions: SQL steps that only ever grow.

export const peopleSteps: readonly string[] = [
  // The one administrator of the first version did what three roles do now.
  `UPDATE staff SET roles = replace(roles, '"admin"', '"system-admin","security-admin","operator","auditor"');`,
  `
ALTER TABLE staff ADD COLUMN scope TEXT NOT NULL DEFAULT '"all"';
ALTER TABLE staff ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN disabled_at INTEGER;
ALTER TABLE staff ADD COLUMN totp_secret TEXT;
ALTER TABLE staff ADD COLUMN totp_pending TEXT;
ALTER TABLE staff ADD COLUMN totp_step INTEGER NOT NULL DEFAULT 0;
ALTER TABLE staff ADD COLUMN subject TEXT;
CREATE UNIQUE INDEX staff_by_subject ON staff (subject) WHERE subject IS NOT NULL;
DROP TABLE staff_sessions;
CREATE TABLE staff_sessions (
  token_hash TEXT PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL REFERENCES staff ON DELETE CASCADE, opened_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, seen_at INTEGER NOT NULL,
  device TEXT NOT NULL, remote TEXT NOT NULL, second INTEGER NOT NULL, proven_at INTEGER NOT NULL, id_token TEXT
) STRICT;
CREATE INDEX staff_sessions_by_name ON staff_sessions (name);
CREATE TABLE staff_recovery (name TEXT NOT NULL REFERENCES staff ON DELETE CASCADE, code_hash TEXT NOT NULL, PRIMARY KEY (name, code_hash)) STRICT;
CREATE TABLE service_tokens (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, token_hash TEXT NOT NULL UNIQUE, permissions TEXT NOT NULL, scope TEXT NOT NULL,
  created_at INTEGER NOT NULL, created_by TEXT NOT NULL, expires_at INTEGER NOT NULL, revoked_at INTEGER, used_at INTEGER
) STRICT;
CREATE INDEX audit_by_who ON audit (who, id);
`,
];

export interface PeopleTables {
  staff: {
    name: string; hash: string; roles: string; saved_at: number; scope: string; must_change: number; disabled_at: number | null;
    totp_secret: string | null; totp_pending: string | null; totp_step: number; subject: string | null;
  };
  staff_sessions: {
    token_hash: string; id: string; name: string; opened_at: number; expires_at: number; seen_at: number; device: string; remote: string; second: number; proven_at: number; id_token: string | null;
  };
  staff_recovery: { name: string; code_hash: string };
  service_tokens: {
    id: string; name: string; token_hash: string; permissions: string; scope: string; created_at: number; created_by: string; expires_at: number; revoked_at: number | null; used_at: number | null;
  };
}
