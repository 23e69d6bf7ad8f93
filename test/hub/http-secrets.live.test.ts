// Secrets that the hub must read again: sealed in its database with a key that is not in it.
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSecretBox, openSecretBox, sealingKeyFile } from '../../hub/adapters/aes-secret-box.ts';
import { createStaffStore } from '../../hub/adapters/store/staff-store.ts';
import { openDatabase } from '../../hub/adapters/store/sqlite-database.ts';
import { createKeptLog } from '../fakes/silent-log.ts';
import { codeOf, enter, K1, nameOf, signIn, startHub, type TestStaff } from './hub-house.ts';
import { smallPack } from './small-pack.ts';

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const KEY = Buffer.alloc(32, 7);
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'foyer-secrets-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

/** Which files below hold this text. */
function holding(text: string, at: string): string[] {
  return readdirSync(at, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).filter((file) => readFileSync(file).includes(text));
}
async function storeWith(box: ReturnType<typeof createSecretBox>) {
  const database = await openDatabase(join(folder, 'hub.sqlite'));
  return { database, staff: createStaffStore(database.db, box) };
}
const ZOE = { name: 'zoe', roles: ['system-admin'], scope: 'all' as const, hash: 'h', mustChange: false, subject: null };

describe('a second factor in the database', () => {
  it('is sealed for its row: it opens with the hub\'s key at its own place, and nowhere else', async () => {
    const { database, staff } = await storeWith(createSecretBox(KEY));
    for (const name of ['zoe', 'amy']) await staff.add({ ...ZOE, name }, 1);
    await staff.change('zoe', { totpSecret: SECRET, totpPending: SECRET }, 2);
    expect(await staff.find('zoe')).toMatchObject({ totpSecret: SECRET, totpPending: SECRET });
    const row = await database.db.selectFrom('staff').select('totp_secret').where('name', '=', 'zoe').executeTakeFirstOrThrow();
    expect(row.totp_secret).toMatch(/^sealed\.1\./);
    await database.db.updateTable('staff').set({ totp_secret: row.totp_secret }).where('name', '=', 'amy').execute();
    expect((await staff.find('amy'))?.totpSecret).not.toBe(SECRET);
    expect(await staff.sealSecrets()).toEqual({ sealed: 0, unreadable: 1 });
    await staff.change('zoe', { totpSecret: null }, 3);
    expect((await staff.find('zoe'))?.totpSecret).toBe(null);
    await database.close();
  });

  it('with another key is right for no code, and is never taken for no second factor at all', async () => {
    const first = await storeWith(createSecretBox(KEY));
    await first.staff.add(ZOE, 1);
    await first.staff.change('zoe', { totpSecret: SECRET }, 2);
    await first.database.close();
    const { database, staff } = await storeWith(createSecretBox(Buffer.alloc(32, 8)));
    const secret = (await staff.find('zoe'))?.totpSecret ?? '';
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(secret).not.toBe(SECRET);
    expect(await staff.sealSecrets()).toEqual({ sealed: 0, unreadable: 1 });
    await database.close();
  });
});

describe('a hub', () => {
  it('seals at its start what an earlier version left readable, and people sign in as before; without its key it says so', async () => {
    let hub = await startHub({ folder, keep: true });
    const admin = hub.staff.find((one) => one.name === 'admin') as { name: string; password: string; roles: string[]; secret?: string; recovery?: string[] };
    await enter(hub.httpUrl, admin);
    const secret = admin.secret ?? '';
    expect(secret.length).toBeGreaterThan(20);
    await hub.stop();
    expect(holding(secret, folder)).toEqual([]);
    expect(statSync(sealingKeyFile(folder)).mode & 0o777).toBe(0o600);

    // As 0.2.0 left it.
    const old = await openDatabase(join(folder, 'hub.sqlite'));
    await old.db.updateTable('staff').set({ totp_secret: secret }).where('name', '=', 'admin').execute();
    await old.close();
    expect(holding(secret, folder)).not.toEqual([]);
    hub = await startHub({ folder, keep: true, staff: hub.staff });
    expect(holding(secret, folder)).toEqual([]);
    const answer = await fetch(`${hub.httpUrl}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer': '1' }, body: JSON.stringify({ name: 'admin', password: admin.password, code: codeOf(secret, 1) }) });
    expect(await answer.json()).toMatchObject({ needs: 'nothing' });
    await hub.stop();

    renameSync(sealingKeyFile(folder), join(folder, 'elsewhere'));
    const log = createKeptLog();
    hub = await startHub({ folder, keep: true, staff: hub.staff, log });
    const shut = await fetch(`${hub.httpUrl}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer': '1' }, body: JSON.stringify({ name: 'admin', password: admin.password, code: codeOf(secret, 2) }) });
    expect(await shut.json()).not.toMatchObject({ needs: 'nothing' });
    expect(JSON.stringify(log)).toContain('sealing.json');
    await hub.stop();
    copyFileSync(join(folder, 'elsewhere'), sealingKeyFile(folder));
    const box = openSecretBox(folder);
    const { database, staff } = await storeWith(box);
    expect((await staff.find('admin'))?.totpSecret).toBe(secret);
    await database.close();
  });
});

describe('what staff write', () => {
  it('is kept without what belongs to persons: notes of reviews and rollouts, reasons; the audit and the incidents too', async () => {
    const hub = await startHub({ folder, keep: true });
    const [author, approver, admin] = [await signIn(hub, 'author'), await signIn(hub, 'approver'), await signIn(hub, 'admin')];
    const numbers = Array.from({ length: 6 }, (_, index) => `1380013${String(8401 + index)}`);
    const plant = (index: number): string => `打给王小明 ${numbers[index]} please`;
    const send = async (who: TestStaff, path: string, body: unknown): Promise<Record<string, unknown>> => {
      const reply = await who.fetch(path, { method: 'POST', body: JSON.stringify(body) });
      expect({ path, ok: reply.ok, said: reply.ok ? '' : await reply.text() }).toEqual({ path, ok: true, said: '' });
      return await reply.json() as Record<string, unknown>;
    };
    await author.fetch('/api/packs/small', { method: 'PUT', body: JSON.stringify({ files: smallPack() }) });
    const sent = await send(author, '/api/packs/small/review', { note: plant(0) });
    await send(approver, '/api/packs/small/review/return', { sha256: sent['sha256'], note: plant(1) });
    const again = await send(author, '/api/packs/small/review', { note: 'again' });
    await send(approver, '/api/packs/small/review/approve', { sha256: again['sha256'], note: plant(2) });
    const { rollout } = await send(approver, '/api/packs/small/publish', { kiosks: [nameOf(K1)], emergency: plant(3) }) as { rollout: { id: string } };
    await send(approver, `/api/rollouts/${rollout.id}/halt`, { note: plant(4) });
    await send(admin, `/api/kiosks/${nameOf(K1)}/revoke`, { reason: plant(5) });
    const { history } = await (await author.fetch('/api/packs/small/review')).json() as { history: { note: string; answer: string }[] };
    expect(history.map((one) => one.answer).join(' ')).toContain('打给');
    await hub.stop();
    for (const number of numbers) expect({ number, in: holding(number, folder) }).toEqual({ number, in: [] });
    const { database } = await storeWith(createSecretBox(KEY));
    const rows = JSON.stringify([await database.db.selectFrom('draft_reviews').selectAll().execute(), await database.db.selectFrom('rollouts').selectAll().execute(), await database.db.selectFrom('kiosks_shut_out').selectAll().execute()]);
    // Each of the six places shows that a number was there.
    expect(rows.split('[电话 phone]').length - 1).toBeGreaterThanOrEqual(6);
    await database.close();
  });
});
