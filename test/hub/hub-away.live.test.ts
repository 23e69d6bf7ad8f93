// The hub is killed in the middle of a visit and comes back: the visitor notices nothing, and every turn of every visit is
// on the hub once.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { K1, SECRET, until } from './hub-house.ts';
import { type RealKiosk, startKiosk, writePack } from './kiosk-house.ts';
import { smallPack } from './small-pack.ts';

let folder: string;
let pack: string;
let child: ChildProcess | undefined;
let kiosk: RealKiosk | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-hub-away-'));
  pack = writePack(join(folder, 'small'), smallPack());
  writeFileSync(join(folder, 'enrol.json'), JSON.stringify([{ ...K1, secret: SECRET }]));
});
afterAll(async () => {
  await kiosk?.stop();
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function startHubProcess(ports: { http: number; mqtt: number }): Promise<{ http: number; mqtt: number }> {
  const ready = join(folder, 'ready.json');
  rmSync(ready, { force: true });
  child = spawn(process.execPath, ['foyer.ts', 'hub', '--data', join(folder, 'hub'), '--port', String(ports.http), '--mqtt-port', String(ports.mqtt), '--enrol', join(folder, 'enrol.json'), '--pack', pack, '--ready-file', ready], { stdio: 'ignore' });
  return until('the hub is ready', () => { try { return JSON.parse(readFileSync(ready, 'utf8')) as { http: number; mqtt: number }; } catch { return undefined; } }, 30_000);
}
async function askedAndAnswered(): Promise<void> {
  kiosk?.type('几点开门');
  await until('the answer', () => kiosk?.shows('上午九点开门'), 20_000);
}
async function home(): Promise<void> {
  kiosk?.forget();
  kiosk?.send({ type: 'control', control: 'start-over' });
  await until('home', () => kiosk?.atHome(), 20_000);
}

it('a kiosk answers before, while and after its hub is gone, and nothing of it is lost or doubled', async () => {
  const ports = await startHubProcess({ http: 0, mqtt: 0 });
  // Its own pack: a kiosk must not wait for a hub to have something to say.
  kiosk = await startKiosk({ folder: join(folder, 'kiosk'), httpUrl: `http://127.0.0.1:${ports.http}`, mqttUrl: `mqtt://127.0.0.1:${ports.mqtt}`, flags: ['--pack', pack] });
  await until('home', () => kiosk?.atHome(), 30_000);
  await askedAndAnswered();
  child?.kill('SIGKILL');
  await askedAndAnswered(); // the same visit
  await home();
  await askedAndAnswered(); // a whole visit without a hub
  await home();
  await startHubProcess(ports);
  const db = new Database(join(folder, 'hub/hub.sqlite'), { readonly: true });
  try {
    const ended = db.prepare('SELECT count(*) AS n FROM sessions WHERE ended_at IS NOT NULL');
    await until('both visits are on the hub', () => (ended.get() as { n: number }).n === 2, 60_000);
    const turns = db.prepare('SELECT session, count(*) AS n FROM turns WHERE text = ? GROUP BY session ORDER BY n DESC').all('几点开门') as { n: number }[];
    expect(turns.map((row) => row.n)).toEqual([2, 1]);
    const events = db.prepare('SELECT epoch, count(*) AS n, max(seq) AS top, count(DISTINCT id) AS ids FROM events GROUP BY epoch').all() as { n: number; top: number; ids: number }[];
    for (const { n, top, ids } of events) expect({ top, ids }).toEqual({ top: n, ids: n });
  } finally {
    db.close();
  }
});
