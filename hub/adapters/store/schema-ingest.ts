// The part of the hub's schema for what the inbox needs beyond the first version: SQL steps that only ever grow.
import type { Generated } from 'kysely';

export const ingestSteps: readonly string[] = [`
ALTER TABLE cursors ADD COLUMN top INTEGER;
CREATE TABLE workers (id INTEGER PRIMARY KEY, number INTEGER NOT NULL UNIQUE, host TEXT NOT NULL, state TEXT NOT NULL, connects INTEGER NOT NULL, shares INTEGER NOT NULL, joined_at INTEGER NOT NULL, expires_at INTEGER NOT NULL) STRICT;
CREATE TABLE worker_shards (shard INTEGER PRIMARY KEY, worker INTEGER NOT NULL) STRICT;
CREATE TABLE worker_house (one INTEGER PRIMARY KEY, mode TEXT NOT NULL, members TEXT NOT NULL, why TEXT NOT NULL, decided_at INTEGER NOT NULL, watched_until INTEGER NOT NULL) STRICT;
INSERT INTO worker_house (one, mode, members, why, decided_at, watched_until) VALUES (1, 'leases', '', '', 0, 0);
`, `
ALTER TABLE worker_house ADD COLUMN ticked_at INTEGER NOT NULL DEFAULT 0;
`];

/** `id` is the fence: it is given once, and whoever's row is gone writes nothing any more. Times in ms by the server's clock. */
export interface IngestTables {
  workers: { id: Generated<number>; number: number; host: string; state: string; connects: number; shares: number; joined_at: number; expires_at: number };
  worker_shards: { shard: number; worker: number };
  worker_house: { one: number; mode: string; members: string; why: string; decided_at: number; watched_until: number; ticked_at: Generated<number> };
}
