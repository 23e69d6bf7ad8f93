// The audit cannot be changed unseen: every kind of tampering with a real database file is found, by the entry where it is.
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuditHeads, HEADS, readAuditHeads } from '../../hub/adapters/audit-heads.ts';
import { sha256 } from '../../hub/adapters/scrypt-hasher.ts';
import { createAuditTrail } from '../../hub/adapters/store/audit-store.ts';
import { openDatabase } from '../../hub/adapters/store/sqlite-database.ts';
import { auditEntries } from '../../hub/adapters/store/sqlite-snapshot.ts';
import { headsOf, verifyAudit } from '../../hub/commands/audit.ts';
import type { AuditVerdict } from '../../hub/core/audit-chain.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const ENTRIES = 250;
let folder: string;
let file: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-audit-'));
  file = join(folder, 'hub.sqlite');
  const database = await openDatabase(file);
  const audit = createAuditTrail({ db: database.db, sha256, where: file, heads: createAuditHeads(folder), clock: { now: () => 9 }, log });
  await audit.start();
  // Side by side, as routes do it: the chain must not depend on who comes first.
  for (let lot = 0; lot < ENTRIES; lot += 50) {
    await Promise.all(Array.from({ length: 50 }, (_none, at) => audit.note({ at: 1000 + lot + at, who: `person-${at % 7}`, what: 'did', detail: { at, text: '换行\n"引号"' } })));
    await audit.settled();
  }
  await database.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The verdict on a copy of the database after some SQL. */
async function after(sql: string, heads = headsOf(folder)): Promise<AuditVerdict> {
  const copy = join(folder, 'copy.sqlite');
  for (const tail of ['', '-wal', '-shm']) rmSync(`${copy}${tail}`, { force: true });
  copyFileSync(file, copy);
  const db = new Sqlite(copy);
  db.exec(sql);
  db.close();
  return verifyAudit(auditEntries(copy), heads);
}
/** Rewrites the chain from an entry on, as somebody would who knows how it is made. */
async function rewrittenFrom(id: number): Promise<AuditVerdict> {
  const copy = join(folder, 'copy.sqlite');
  for (const tail of ['', '-wal', '-shm']) rmSync(`${copy}${tail}`, { force: true });
  copyFileSync(file, copy);
  const db = new Sqlite(copy);
  const rows = db.prepare('SELECT * FROM audit WHERE id >= ? ORDER BY id').all(id) as { id: number; at: number; who: string; what: string; detail: string; prev: string }[];
  let prev = rows[0]?.prev ?? '';
  for (const row of rows) {
    const who = row.id === id ? 'nobody' : row.who;
    const hash = sha256(JSON.stringify([prev, row.id, row.at, who, row.what, row.detail]));
    db.prepare('UPDATE audit SET who = ?, prev = ?, hash = ? WHERE id = ?').run(who, prev, hash, row.id);
    prev = hash;
  }
  db.close();
  return verifyAudit(auditEntries(copy), headsOf(folder));
}

describe('the audit', () => {
  it('holds as it was written, with its signed heads in it', async () => {
    expect(headsOf(folder).length).toBeGreaterThanOrEqual(2);
    expect(await after('')).toMatchObject({ ok: true, entries: ENTRIES, from: 1, pruned: false, head: { id: ENTRIES } });
  });

  it.each([
    ['a changed name', `UPDATE audit SET who = 'somebody-else' WHERE id = 100`, 100],
    ['a changed detail', `UPDATE audit SET detail = '{}' WHERE id = 7`, 7],
    ['a changed time', 'UPDATE audit SET at = at + 1 WHERE id = 250', 250],
    ['an entry taken out', 'DELETE FROM audit WHERE id = 100', 101],
    ['the first entry taken out', 'DELETE FROM audit WHERE id = 1', 2],
    ['an entry put in', `INSERT INTO audit (id, at, who, what, detail) VALUES (9999, 1, 'x', 'y', '{}')`, 9999],
    ['two entries swapped', 'UPDATE audit SET id = -5 WHERE id = 40; UPDATE audit SET id = 40 WHERE id = 41; UPDATE audit SET id = 41 WHERE id = -5', 40],
  ])('shows %s, and where', async (_what, sql, where) => {
    expect(await after(sql)).toMatchObject({ ok: false, id: where });
  });

  it('shows an end that was cut off by the heads that were signed, and says nothing without them', async () => {
    expect(await after('DELETE FROM audit WHERE id > 90')).toMatchObject({ ok: false, what: expect.stringContaining('cut off') as string });
    expect(await after('DELETE FROM audit WHERE id > 90', [])).toMatchObject({ ok: true, entries: 90 });
  });

  it('shows a chain that was written anew by the heads that were signed', async () => {
    expect(await rewrittenFrom(50)).toMatchObject({ ok: false, what: expect.stringContaining('written anew') as string });
  });

  it('knows heads that somebody else signed, and leaves out a line that a power cut tore', () => {
    const heads = join(folder, 'heads-copy.jsonl');
    const lines = readFileSync(join(folder, HEADS), 'utf8');
    writeFileSync(heads, lines.replace(/"id":\d+/, '"id":3'));
    expect(() => readAuditHeads(heads, join(folder, 'audit-key.pub.pem'))).toThrow('not signed by this key');
    writeFileSync(heads, lines);
    appendFileSync(heads, '{"id":12,"ha');
    expect(readAuditHeads(heads, join(folder, 'audit-key.pub.pem'))).toHaveLength(headsOf(folder).length);
  });

  it('goes on after a restart, takes in what is older than the chain, and survives retention', async () => {
    const own = mkdtempSync(join(tmpdir(), 'foyer-audit-old-'));
    const path = join(own, 'hub.sqlite');
    let database = await openDatabase(path);
    for (let at = 1; at <= 5; at += 1) await database.db.insertInto('audit').values({ at, who: 'old', what: 'did', detail: '{}' }).execute();
    const trail = () => createAuditTrail({ db: database.db, sha256, where: path, heads: createAuditHeads(own), clock: { now: () => 9 }, log });
    let audit = trail();
    await audit.start();
    for (let at = 10; at < 20; at += 1) await audit.note({ at, who: 'new', what: 'did', detail: {} });
    await database.close();
    database = await openDatabase(path);
    audit = trail();
    await audit.start();
    await audit.note({ at: 30, who: 'new', what: 'did', detail: {} });
    expect(await verifyAudit(auditEntries(path), [])).toMatchObject({ ok: true, entries: 17 });
    await database.db.updateTable('audit').set({ who: 'changed' }).where('id', '=', 3).execute();
    expect(await verifyAudit(auditEntries(path), [])).toMatchObject({ ok: false, what: expect.stringContaining('before the chain') as string });
    await database.db.updateTable('audit').set({ who: 'old' }).where('id', '=', 3).execute();
    expect(await audit.prune(15, 40)).toBe(11); // five older ones, the entry that took them in, and those at 10 to 14
    const pruned = await verifyAudit(auditEntries(path), []);
    expect(pruned).toMatchObject({ ok: true, pruned: true });
    await database.db.deleteFrom('audit').where('what', '=', 'audit-pruned').execute();
    expect(await verifyAudit(auditEntries(path), [])).toMatchObject({ ok: false });
    await database.close();
    rmSync(own, { recursive: true, force: true });
  });
});
