// A backup is whole or it is refused: made while the database is being written, read back byte for byte, and every kind of
// damage to the file is found before anything is restored.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databaseCounts, databaseDamage, snapshotDatabase } from '../../hub/adapters/store/sqlite-snapshot.ts';
import { openDatabase } from '../../hub/adapters/store/sqlite-database.ts';
import { unpackBackup, writeBackup } from '../../hub/adapters/tar-backup.ts';

let root: string;
let data: string;
const SECRET_TEXT = 'a sentence that was deleted before the backup';

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'foyer-backup-'));
  data = join(root, 'data');
  mkdirSync(join(data, 'content', 'files'), { recursive: true });
  writeFileSync(join(data, 'content', 'files', 'abc'), 'a content file');
  writeFileSync(join(data, 'content', 'half.new'), 'being written');
  writeFileSync(join(data, 'audit-heads.jsonl'), '');
  const { db, close } = await openDatabase(join(data, 'hub.sqlite'));
  await db.insertInto('incidents').values({ kiosk: 'k', at: 1, code: 'c', text: SECRET_TEXT }).execute();
  await db.deleteFrom('incidents').execute();
  await close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const make = (target: string, passphrase?: string) => writeBackup({ dataFolder: data, target, passphrase, foyer: '9.9.9', now: new Date('2026-11-23T08:15:00Z'), snapshot: snapshotDatabase, counts: databaseCounts });
const rows = (file: string): number[] => {
  const db = new Sqlite(file, { readonly: true });
  const all = db.prepare('SELECT seq FROM events ORDER BY seq').all() as { seq: number }[];
  db.close();
  return all.map((row) => row.seq);
};

describe('a backup', () => {
  it('holds one moment of a database that is written all the while, and the files beside it', async () => {
    const writer = new Sqlite(join(data, 'hub.sqlite'));
    const insert = writer.prepare(`INSERT INTO events (kiosk, epoch, seq, id, type, time, received_at, body) VALUES ('k', 'e', ?, 'i', 't', 'z', 0, ?)`);
    let seq = 0;
    const burst = writer.transaction(() => { for (let n = 0; n < 100; n += 1) insert.run(seq += 1, 'x'.repeat(300)); });
    for (let n = 0; n < 50; n += 1) burst();
    let going = true;
    const writing = (async () => { while (going) { burst(); await new Promise((resolve) => setImmediate(resolve)); } })();
    const target = join(root, 'one.foyer-backup');
    const made = await make(target);
    going = false;
    await writing;
    writer.close();
    expect(made.bytes).toBe(statSync(target).size);
    const folder = join(root, 'one');
    const manifest = await unpackBackup({ file: target, folder });
    expect(manifest).toMatchObject({ format: 1, foyer: '9.9.9', made: '2026-11-23T08:15:00.000Z' });
    expect(manifest.files.map((file) => file.path)).toEqual(['audit-heads.jsonl', 'content/files/abc', 'hub.sqlite']);
    const there = rows(join(folder, 'data', 'hub.sqlite'));
    expect(there.length % 100).toBe(0); // whole transactions
    expect(there.length).toBeGreaterThanOrEqual(5000);
    expect(there).toEqual(there.map((_row, index) => index + 1));
    expect(manifest.counts['events']).toBe(there.length);
    expect(await databaseDamage(join(folder, 'data', 'hub.sqlite'))).toEqual([]);
    expect(readFileSync(join(folder, 'data', 'content/files/abc'), 'utf8')).toBe('a content file');
    expect(readFileSync(join(folder, 'data', 'hub.sqlite')).includes(SECRET_TEXT)).toBe(false);
    expect(readdirSync(root).filter((name) => /staging|partial/.test(name))).toEqual([]);
  });

  it('shows nothing of its content when it is encrypted, and opens with its passphrase only', async () => {
    const target = join(root, 'two.foyer-backup');
    await make(target, 'correct horse');
    const folder = join(root, 'two');
    await expect(unpackBackup({ file: target, folder })).rejects.toThrow('encrypted');
    await expect(unpackBackup({ file: target, folder, passphrase: 'wrong horse' })).rejects.toThrow('passphrase');
    expect(existsSync(folder)).toBe(false);
    expect((await unpackBackup({ file: target, folder, passphrase: 'correct horse' })).counts['events']).toBeGreaterThan(0);
    expect(readFileSync(target).includes('backup.json')).toBe(false);
  });

  it.each([['plain', undefined], ['encrypted', 'correct horse']])('that was damaged anywhere is refused and leaves nothing behind (%s)', async (_name, passphrase) => {
    const whole = join(root, `whole-${_name}`);
    await make(whole, passphrase);
    const bytes = readFileSync(whole);
    const folder = join(root, `damaged-${_name}`);
    const file = join(root, `damaged-${_name}.foyer-backup`);
    let refused = 0;
    const places = Array.from({ length: 24 }, (_none, index) => Math.floor(((index + 0.5) / 24) * bytes.length));
    for (const place of places) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 0x10;
      writeFileSync(file, changed);
      await expect(unpackBackup({ file, folder, passphrase })).rejects.toMatchObject({ name: 'Fault' });
      expect(existsSync(folder)).toBe(false);
      refused += 1;
    }
    for (const length of [0, 10, 60, bytes.length >> 1, bytes.length - 1]) {
      writeFileSync(file, bytes.subarray(0, length));
      await expect(unpackBackup({ file, folder, passphrase })).rejects.toMatchObject({ name: 'Fault' });
      refused += 1;
    }
    expect(refused).toBe(29);
  });

  it('says which folder has no hub, and which archive is no backup', async () => {
    await expect(writeBackup({ dataFolder: join(root, 'nothing'), target: join(root, 'x'), foyer: '1', now: new Date(), snapshot: snapshotDatabase, counts: databaseCounts })).rejects.toMatchObject({ code: 'not-found' });
    const { create } = await import('tar');
    await create({ file: join(root, 'other.tgz'), cwd: data, gzip: true }, ['content']);
    await expect(unpackBackup({ file: join(root, 'other.tgz'), folder: join(root, 'other') })).rejects.toThrow('not a backup of a hub');
  });
});
