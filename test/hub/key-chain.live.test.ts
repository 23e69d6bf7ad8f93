// The hub changes its own key while a kiosk is away: the kiosk's process, switched on again, is connected without a new claim;
// a key that is shut out is taken from kiosks at once and leads nobody back.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { A1, call, claimed, removeFolders, startMember, startTlsHub, temporaryFolder, type TlsHub } from './claim-house.ts';
import { smallPackFolder } from '../device/small-pack.ts';
import { until } from './hub-house.ts';

const folders: string[] = [];
const children: ChildProcess[] = [];
let hub: TlsHub;
let pack: string;
const folder = (): string => { const made = temporaryFolder(); folders.push(made); return made; };
const keys = (): NonNullable<TlsHub['hub']['key']> => { if (!hub.hub.key) throw new Error('the hub has no key of its own'); return hub.hub.key; };
async function change(): Promise<string> {
  await keys().announceNext();
  return keys().switchToNext();
}
const stateOf = async (name: string): Promise<string> => {
  const { json } = await hub.staff2.get('/api/kiosks');
  return (json['kiosks'] as { tenant: string; site: string; kiosk: string; state: string }[]).find((one) => `${one.tenant}.${one.site}.${one.kiosk}` === name)?.state ?? 'unknown';
};
const online = async (name: string): Promise<boolean> => ['ready', 'degraded'].includes(await stateOf(name));
async function startKiosk(data: string, flags: string[]): Promise<{ log(): string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, ['foyer.ts', 'device', '--data', data, '--pack', pack, '--port', '0', '--mic', 'none', '--speaker', 'none', '--log-level', 'info', ...flags], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  children.push(child);
  let log = '';
  child.stderr?.on('data', (chunk) => { log += String(chunk); });
  await new Promise<void>((resolve, reject) => {
    child.on('message', () => resolve());
    child.on('exit', () => reject(new Error(`the kiosk ended: ${log}`)));
  });
  return { log: () => log, async stop() { child.kill('SIGTERM'); await new Promise((resolve) => child.once('exit', resolve)); } };
}

beforeAll(async () => {
  pack = smallPackFolder();
  folders.push(pack);
  hub = await startTlsHub();
}, 60_000);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await hub.stop();
  removeFolders(folders);
});

describe('a kiosk that was switched off while its hub changed its key', () => {
  it('twice is connected again when it is switched on, and says that the hub has another key', async () => {
    const data = folder();
    const first = await startKiosk(data, ['--hub', hub.url, '--hub-pin', hub.pin, '--claim', '--name', 'acme/hall/away']);
    const waiting = await until('it asks', async () => ((await hub.staff2.get('/api/claims')).json['claims'] as { key: string; wish: string }[]).find((one) => one.wish === 'acme/hall/away'));
    // The code stands on the kiosk's screen only; whoever has its key may ask for it again.
    const { openKioskKeys } = await import('../../device/adapters/x509-kiosk-keys.ts');
    const { current } = await openKioskKeys({ folder: data });
    expect(current.fingerprint).toBe(waiting.key);
    const { json } = await call(hub.url, '/api/claims/mine', { key: current.keyPem, cert: current.certPem });
    expect((await hub.staff2.post('/api/claims/approve', { code: json['code'], tenant: 'acme', site: 'hall', kiosk: 'away' })).status).toBe(201);
    await until('online', () => online('acme.hall.away'), 15_000);
    await first.stop();
    await until('away', async () => !(await online('acme.hall.away')));
    const before = readFileSync(join(data, 'hub.json'), 'utf8');
    expect(before).toContain(hub.pin);
    await change();
    const now = await change();
    expect(before).not.toContain(now);
    const again = await startKiosk(data, []);
    await until('online with a key that it had never heard of', () => online('acme.hall.away'), 15_000).catch((error) => { throw new Error(again.log(), { cause: error }); });
    expect(again.log()).toContain('vouched');
    await until('the new key is believed, on disk', () => readFileSync(join(data, 'hub.json'), 'utf8').includes(now));
    expect(JSON.parse(readFileSync(join(data, 'hub.json'), 'utf8'))).toMatchObject({ pins: [now], past: [hub.pin] });
    await until('the hub was told', async () => JSON.stringify((await hub.staff2.get('/api/incidents')).json).includes('hub-key-followed'));
    await again.stop();
  }, 60_000);

  it('stays away when the key that it knew was shut out meanwhile; whoever was there is told at once and believes it no more', async () => {
    const where = folder();
    const stolen = keys().pin();
    const kiosk = await claimed({ ...hub, pin: stolen }, where);
    const there = await claimed({ ...hub, pin: stolen }, folder(), { ...A1, kiosk: 'a2' });
    await kiosk.stop();
    await expect(keys().exclude(stolen)).rejects.toMatchObject({ code: 'conflict' });
    const next = await keys().announceNext();
    await until('whoever is there has heard of it', () => there.trust.hub()?.pins.includes(next));
    await keys().switchToNext();
    await keys().exclude(stolen);
    there.link.reconnect('the test');
    await until('whoever was there believes only the new key', () => there.trust.hub()?.pins.join() === keys().pin() && there.trust.excluded().includes(stolen));
    await until('and is online with it', () => there.online());
    expect((await call(hub.url, '/api/hub/key-chain')).json).toMatchObject({ excluded: [stolen] });
    await expect(hub.staff2.post('/api/hub/key/exclude', { pin: stolen })).resolves.toMatchObject({ status: 403 }); // an operator may not
    const back = await startMember(where, null);
    await until('it was refused', () => back.log.some((line) => line.includes('Another hub answers')));
    expect(back.online()).toBe(false);
    await back.stop();
    await there.stop();
    // A person at the machine who names the hub's new key tells the kiosk what nobody else can; its own key is known there.
    const wrong = await startMember(where, { url: hub.url, pin: 'ab'.repeat(32) });
    await until('it was refused again', () => wrong.log.some((line) => line.includes('Another hub answers')));
    expect([wrong.online(), wrong.view()]).toEqual([false, null]);
    await wrong.stop();
    const named = await startMember(where, { url: hub.url, pin: keys().pin() });
    await until('in again, without a code', () => named.online());
    expect(named.said).toEqual([]);
    expect(readFileSync(join(where, 'hub.json'), 'utf8')).toContain(keys().pin());
    await named.stop();
  }, 60_000);
});
