// The drill: a hub is backed up while a kiosk serves visitors, goes on, is lost with its disk, and comes back from the backup.
// What it had received since the backup comes again from the kiosk, once; the audit of the restored hub holds.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foyer, freePorts, type Program } from '../house/program.ts';
import { K1, nameOf, SECRET, until } from './hub-house.ts';
import { type RealKiosk, startKiosk, writePack } from './kiosk-house.ts';
import { smallPack } from './small-pack.ts';

let folder: string;
let hub: Program | undefined;
let kiosk: RealKiosk | undefined;
const at = (...path: string[]): string => join(folder, ...path);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-drill-'));
  writePack(at('small'), smallPack());
  writeFileSync(at('enrol.json'), JSON.stringify([{ ...K1, secret: SECRET }]));
  writeFileSync(at('passphrase'), 'correct horse battery\n');
});
afterAll(async () => {
  await kiosk?.stop();
  await hub?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

let ports: number[] = [];
async function startHub(): Promise<void> {
  rmSync(at('ready.json'), { force: true });
  hub = foyer('hub', '--data', at('hub'), '--port', String(ports[0]), '--mqtt-port', String(ports[1]), '--enrol', at('enrol.json'), '--pack', at('small'), '--ready-file', at('ready.json'));
  await until('the hub is ready', () => readdirSync(folder).includes('ready.json'), 30_000);
}
/** The events of the kiosk on the hub's disk, by number; a number that is there twice would throw. */
function eventsOnDisk(): { epoch: string; seq: number; id: string; body: string }[] {
  const db = new Sqlite(at('hub', 'hub.sqlite'), { readonly: true });
  try {
    return db.prepare('SELECT epoch, seq, id, body FROM events WHERE kiosk = ? ORDER BY epoch, seq').all(nameOf(K1)) as ReturnType<typeof eventsOnDisk>;
  } finally {
    db.close();
  }
}
const asked = (rows: { body: string }[]): number => rows.filter(({ body }) => body.includes('几点开门') && body.includes('"type":"foyer.turn"')).length;
const program = (...args: string[]) => spawnSync(process.execPath, ['foyer.ts', ...args], { encoding: 'utf8' });

async function visits(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    kiosk?.type('几点开门');
    await until('the answer', () => kiosk?.shows('上午九点开门'), 20_000);
    kiosk?.forget();
    kiosk?.send({ type: 'control', control: 'start-over' });
    await until('home', () => kiosk?.atHome(), 20_000);
  }
}

it('a hub that is lost with its disk comes back from its backup with everything its kiosks told it', async () => {
  ports = await freePorts(2);
  await startHub();
  kiosk = await startKiosk({ folder: at('kiosk'), httpUrl: `http://127.0.0.1:${ports[0]}`, mqttUrl: `mqtt://127.0.0.1:${ports[1]}`, flags: ['--pack', at('small')] });
  await until('home', () => kiosk?.atHome(), 30_000);
  await visits(2);
  await until('both visits are on the hub', () => asked(eventsOnDisk()) === 2, 30_000);

  const backup = program('hub', 'backup', '--data', at('hub'), '--to', at('hub.foyer-backup'), '--passphrase-file', at('passphrase'), '--json');
  expect(backup.stderr).toBe('');
  expect(JSON.parse(backup.stdout)).toMatchObject({ file: at('hub.foyer-backup') });

  await visits(3);
  const before = await until('all visits are on the hub, and acknowledged', () => (asked(eventsOnDisk()) === 5 ? eventsOnDisk() : undefined), 30_000);
  await hub?.kill('SIGKILL');
  rmSync(at('hub'), { recursive: true });

  const check = program('hub', 'restore', at('hub.foyer-backup'), '--check', '--data', at('hub'), '--passphrase-file', at('passphrase'), '--json');
  expect(JSON.parse(check.stdout)).toMatchObject({ restored: false });
  const restored = program('hub', 'restore', at('hub.foyer-backup'), '--data', at('hub'), '--passphrase-file', at('passphrase'), '--json');
  expect(JSON.parse(restored.stdout)).toMatchObject({ restored: true, data: at('hub') });
  expect(asked(eventsOnDisk())).toBe(2);

  await visits(1); // nobody waits for a hub
  await startHub();
  const after = await until('everything is back', () => (asked(eventsOnDisk()) === 6 ? eventsOnDisk() : undefined), 60_000);
  expect(after.map(({ epoch, seq, id }) => `${epoch} ${seq} ${id}`).slice(0, before.length)).toEqual(before.map(({ epoch, seq, id }) => `${epoch} ${seq} ${id}`));
  expect(after.map(({ seq }) => seq)).toEqual(after.map((_row, index) => index + 1));
  const audit = program('hub', 'audit', 'verify', '--data', at('hub'), '--json');
  expect(JSON.parse(audit.stdout)).toMatchObject({ ok: true });

  const occupied = program('hub', 'restore', at('hub.foyer-backup'), '--data', at('hub'), '--passphrase-file', at('passphrase'));
  expect([occupied.status, occupied.stderr]).toEqual([1, expect.stringContaining('--replace') as string]);
  const running = program('hub', 'restore', at('hub.foyer-backup'), '--data', at('hub'), '--replace', '--passphrase-file', at('passphrase'));
  expect([running.status, running.stderr]).toEqual([1, expect.stringContaining('Another hub is using this data folder') as string]);
});
