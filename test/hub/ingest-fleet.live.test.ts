// Simulated fleets against a hub that speaks TLS: they let themselves in with keys of their own, come back with the same ones, verify
// signed content, and notice a hub that is another one or that counts wrongly.
import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { makeCredentials, startOwnHub } from '../../hub/simulate/own-hub.ts';
import { startSimulation } from '../../hub/simulate/simulation.ts';
import { compareProjections } from '../../hub/simulate/stored-visits.ts';
import { call, startTlsHub, temporaryFolder, type TlsHub } from './claim-house.ts';
import { codeOf } from './hub-house.ts';
import { writePack } from './kiosk-house.ts';
import { smallPack } from './small-pack.ts';

const cleanup: (() => void | Promise<void>)[] = [];
afterEach(async () => { for (const undo of cleanup.splice(0).reverse()) await undo(); });
function folder(): string {
  const made = temporaryFolder();
  cleanup.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
}
/** A token that may let kiosks in, made by somebody who may make tokens: that takes a second factor. */
async function tokenOf(hub: TlsHub): Promise<string> {
  const { name = '', password = '' } = hub.staff.find((one) => one.name === 'security') ?? {};
  let cookie = '';
  const ask = async (path: string, json: unknown): Promise<Record<string, unknown>> => {
    const reply = await call(hub.url, path, { json, headers: { cookie } });
    if (reply.status >= 400) throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.json)}`);
    cookie = (reply.headers['set-cookie'] as string[] | undefined)?.[0]?.split(';')[0] ?? cookie;
    return reply.json;
  };
  await ask('/api/sign-in', { name, password });
  await ask('/api/me/second-factor/confirm', { code: codeOf(String((await ask('/api/me/second-factor', {}))['secret'])) });
  return String((await ask('/api/tokens', { name: 'simulate', permissions: ['claim-kiosks', 'see-fleet'], days: 1 }))['token']);
}
type Report = Record<string, number> & { disagree: unknown; problems: unknown };
async function simulate(args: readonly string[]): Promise<Report> {
  const { stdout } = await promisify(execFile)(process.execPath, ['foyer.ts', 'simulate', ...args, '--json'], { timeout: 60_000 });
  return JSON.parse(stdout) as Report;
}

describe('a simulated fleet over TLS', () => {
  it('lets itself in by a token, comes back with the keys it kept, verifies signed content each for itself, and will not speak to another hub', async () => {
    const here = folder();
    const hub = await startTlsHub({ packs: [writePack(join(here, 'small'), smallPack())], people: [{ name: 'operator', roles: ['operator'] }, { name: 'security', roles: ['security-admin'] }] });
    cleanup.push(() => hub.stop());
    const token = await tokenOf(hub);
    const [tokenFile, fleet] = [join(here, 'token'), join(here, 'fleet.json')];
    writeFileSync(tokenFile, `${token}\n`);
    const common = ['--hub', hub.url, '--hub-mqtt', hub.mqttUrl, '--credentials', fleet, '--seconds', '1', '--rate', '200', '--batch', '5', '--visits', '1'];
    const first = await simulate([...common, '--hub-pin', hub.pin, '--token-file', tokenFile, '--kiosks', '70', '--verify', 'all']);
    expect(first).toMatchObject({ kiosks: 70, lost: 0, duplicated: 0, refused: 0, applied: 70, content_verified: 70, content_refused: 0, content_pending: 0, problems: {}, checked: 'counters', disagree: {} });
    const kept = JSON.parse(readFileSync(fleet, 'utf8')) as { kiosk: string; key: string }[];
    expect(new Set(kept.map(({ key }) => key)).size).toBe(70);
    const rows = (await hub.staff2.get('/api/kiosks')).json['kiosks'] as { address: string; packVersion: string | null; events: number }[];
    expect(rows.filter((row) => row.packVersion === '1.0.0')).toHaveLength(70);
    expect(rows.reduce((sum, row) => sum + row.events, 0)).toBe(first['events']);

    const again = await simulate([...common, '--hub-pin', hub.pin, '--kiosks', '10']);
    expect(again).toMatchObject({ kiosks: 10, lost: 0, checked: 'acknowledgements', refused: 0, content_verified: 1, problems: {} });
    expect(JSON.parse(readFileSync(fleet, 'utf8'))).toEqual(kept);

    await expect(simulate([...common, '--hub-pin', 'ab'.repeat(32), '--token-file', tokenFile, '--kiosks', '71'])).rejects.toMatchObject({ stderr: expect.stringContaining('another hub answers') });
    await expect(simulate([...common, '--kiosks', '1'])).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('--hub-pin') });
  });
});

describe('the figures of a fleet', () => {
  it('are compared with the hub\'s own, and a turn that is missing there is found', async () => {
    const credentials = makeCredentials(5);
    const hub = await startOwnHub({ credentials });
    cleanup.push(() => hub.stop());
    const simulation = startSimulation({ credentials, mqtt: { host: '127.0.0.1', port: hub.mqtt }, httpUrl: null, rate: 600, batch: 7, visits: 0.8, probes: false, spreadMs: 0 });
    cleanup.push(() => simulation.stop());
    expect(await simulation.online(15_000)).toBe(true);
    await simulation.run(1.5);
    expect(await simulation.settle(15_000)).toBe(0);
    await hub.halt();
    expect(await compareProjections(simulation, hub.database)).toEqual({});
    const database = new Sqlite(hub.database);
    database.exec("DELETE FROM turns WHERE turn = 3 AND kiosk = 'sim.hall.kiosk-2'");
    database.close();
    expect(Object.keys(await compareProjections(simulation, hub.database))).toContain('turns');
  });
});
