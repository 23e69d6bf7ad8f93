// Kiosks let in by a program: `foyer claim` with a service token that reaches one site of one tenant, and no further.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Member, removeFolders, startMember, startTlsHub, temporaryFolder, type TlsHub } from './claim-house.ts';
import { enter, startHub, until } from './hub-house.ts';

const folders: string[] = [];
const folder = (): string => { const made = temporaryFolder(); folders.push(made); return made; };
let hub: TlsHub;
let token = '';
let tokenFile: string;
let pin = '';
let member: Member;

beforeAll(async () => {
  const data = folder();
  const first = await startHub({ folder: data, keep: true, enrol: [], people: [{ name: 'operator', roles: ['operator', 'security-admin'] }] });
  const { cookie } = await enter(first.httpUrl, first.staff[0] as { name: string; password: string; roles: string[] });
  const made = await fetch(`${first.httpUrl}/api/tokens`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer': '1', cookie }, body: JSON.stringify({ name: 'installer', permissions: ['claim-kiosks'], days: 1, scope: { tenant: 'acme', sites: ['hall'] } }) });
  token = (await made.json() as { token: string }).token;
  await first.stop();
  tokenFile = join(folder(), 'token');
  writeFileSync(tokenFile, `${token}\n`, { mode: 0o600 });
  hub = await startTlsHub({ folder: data, keep: true, staff: first.staff });
  const { json } = await call(hub.url, '/api/claims', { headers: { authorization: `Bearer ${token}` } });
  pin = String(json['hub']);
  member = await startMember(folder(), { url: hub.url, pin });
});
afterAll(async () => {
  await member.stop();
  await hub.stop();
  removeFolders(folders);
});

function claim(code: string, tenant: string, site: string): Promise<{ exit: number | null; out: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('../../foyer.ts', import.meta.url)), 'claim', code, '--hub', hub.url, '--hub-pin', pin, '--token-file', tokenFile, '--tenant', tenant, '--site', site, '--kiosk', 'front', '--json']);
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { out += String(data); });
    child.on('close', (exit) => resolve({ exit, out }));
  });
}

describe('foyer claim with a token of one site', () => {
  it('lets a kiosk in there, and nowhere else; the token does nothing but that', async () => {
    const code = await member.code();
    for (const [tenant, site] of [['zebra', 'stall'], ['acme', 'annex']] as const) {
      const refused = await claim(code, tenant, site);
      expect(refused.exit).not.toBe(0);
      expect(refused.out).toContain('not one of your kiosks');
    }
    expect(member.online()).toBe(false);
    const { exit, out } = await claim(code, 'acme', 'hall');
    expect({ exit, json: JSON.parse(out) as unknown }).toMatchObject({ exit: 0, json: { kiosk: 'acme.hall.front' } });
    await until('online', () => member.online());
    const as = { headers: { authorization: `Bearer ${token}` } };
    expect((await call(hub.url, '/api/kiosks', as)).status).toBe(403);
    expect((await call(hub.url, '/api/kiosks/acme.hall.front/revoke', { ...as, json: {} })).status).toBe(403);
    expect((await call(hub.url, '/api/kiosks/zebra.stall.front/release', { ...as, json: {} })).status).toBe(404);
    expect((await call(hub.url, '/api/claims', { headers: { authorization: 'Bearer foyer_made-up' } })).status).toBe(401);
  });
});
