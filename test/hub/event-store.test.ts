// The event store on a real SQLite file. The same holds for PostgreSQL: test/hub/postgres.live.test.ts.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { type HubDatabase, openDatabase } from '../../hub/adapters/store/sqlite-database.ts';
import { eventStoreSpec } from './event-store-spec.ts';

let folder: string;
let database: HubDatabase;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-events-'));
  database = await openDatabase(join(folder, 'hub.sqlite'));
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the event store on SQLite', () => eventStoreSpec(() => database, 40));
