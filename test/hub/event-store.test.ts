// The event store on a real SQLite file. The same holds for PostgreSQL: test/hub/postgres.live.test.ts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

describe('the file of the hub\'s database', () => {
  it('that is there and empty is damaged, not new: a hub that lost everything does not begin as if nothing had been', async () => {
    writeFileSync(join(folder, 'emptied.sqlite'), '');
    await expect(openDatabase(join(folder, 'emptied.sqlite'))).rejects.toMatchObject({ code: 'store-corrupt', mend: expect.stringContaining('backup') as string });
  });
});
