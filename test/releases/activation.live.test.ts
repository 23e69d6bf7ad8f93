// A kiosk's process killed at every step of an activation: what it begins with afterwards is the old or the new, whole.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIVATION_STEPS, openFolderContentSlots } from '../../device/adapters/folder-content-slots.ts';
import { smallPack } from '../hub/small-pack.ts';
import { createSignedWorld, type SignedWorld } from './signed-world.ts';

let world: SignedWorld;
let base: string;
const releases: Record<string, string> = {};
const run = (args: string[], env: Record<string, string> = {}): Promise<{ code: number | null; signal: string | null; out: string }> => new Promise((resolve) => {
  const child = spawn(process.execPath, ['foyer.ts', ...args], { env: { ...process.env, ...env } });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { out += String(chunk); });
  child.on('exit', (code, signal) => resolve({ code, signal, out }));
});
const inForce = async (data: string): Promise<{ version: string | undefined; files: Record<string, string> | null; damaged: string | null }> => {
  const { slots, damaged } = await openFolderContentSlots({ folder: join(data, 'content') });
  const { current } = slots.state();
  return { version: current?.version, files: current ? await slots.read(current) : null, damaged };
};

beforeAll(async () => {
  world = await createSignedWorld();
  base = mkdtempSync(join(tmpdir(), 'foyer-activation-'));
  for (const version of ['1.0.0', '1.0.1']) {
    await world.publish(version, version);
    releases[version] = join(base, version);
    const made = await run(['hub', 'export', '--data', world.folder, '--release', `small@${version}`, '--out', join(base, version)]);
    expect(made.code, made.out).toBe(0);
  }
  writeFileSync(join(base, 'root.json'), await world.repository.metadata('1.root.json') ?? '');
  const first = await run(['device', '--data', join(base, 'kiosk'), '--content-root', join(base, 'root.json'), '--import', releases['1.0.0'] ?? '']);
  expect(first.out).toContain('small 1.0.0 is installed');
}, 30_000);
afterAll(async () => {
  await world.close();
  rmSync(base, { recursive: true, force: true });
});

describe('a carried release', () => {
  it('is installed with no network, and said to be there when it is', async () => {
    expect(await inForce(join(base, 'kiosk'))).toMatchObject({ version: '1.0.0', files: smallPack({ version: '1.0.0', hours: '1.0.0' }) });
    expect((await run(['device', '--data', join(base, 'kiosk'), '--import', releases['1.0.0'] ?? ''])).out).toContain('already');
  });

  it('that was tampered with is refused, and so is one for a kiosk that trusts nothing yet', async () => {
    for (const [name, where, from, to] of [['file', 'files', '1.0.1', '1.0.7'], ['list', 'tuf', '"version":', '"version": 1'], ['claim', '.', '1.0.1', '1.0.9']] as const) {
      const folder = join(base, `tampered-${name}`);
      cpSync(releases['1.0.1'] ?? '', folder, { recursive: true });
      for (const file of readdirSync(join(folder, where)).filter((one) => where !== '.' || one === 'release.json')) {
        const text = readFileSync(join(folder, where, file), 'utf8');
        writeFileSync(join(folder, where, file), text.replace(from, to));
      }
      const refused = await run(['device', '--data', join(base, 'kiosk'), '--import', folder]);
      expect(refused.code, name).not.toBe(0);
      expect(refused.out).toMatch(/\((content-untrusted|checksum-wrong|message-too-large|download-broken|message-malformed)\)/);
      expect(await inForce(join(base, 'kiosk'))).toMatchObject({ version: '1.0.0' });
    }
    expect((await run(['device', '--data', join(base, 'stranger'), '--import', releases['1.0.1'] ?? ''])).out).toContain('content-untrusted');
  }, 20_000);
});

describe('a cut at each step', () => {
  for (const step of ACTIVATION_STEPS.filter((name) => name !== 'activation:confirmed')) {
    it(`${step} leaves the old or the new, and the next try goes through`, async () => {
      const data = join(base, step.replace(':', '-'));
      mkdirSync(data);
      cpSync(join(base, 'kiosk'), data, { recursive: true });
      const cut = await run(['device', '--data', data, '--import', releases['1.0.1'] ?? ''], { FOYER_FAULT_RIG: '1', FOYER_FAULT_CRASH_AT: step });
      expect(cut.signal).toBe('SIGKILL');
      const after = await inForce(data);
      expect(after.damaged).toBeNull();
      const renamed = ACTIVATION_STEPS.indexOf(step) >= ACTIVATION_STEPS.indexOf('activation:pointer-renamed');
      expect(after.version).toBe(renamed ? '1.0.1' : '1.0.0');
      expect(after.files).toEqual(smallPack({ version: after.version ?? '', hours: after.version ?? '' }));
      expect(readdirSync(join(data, 'content', 'slots')).filter((name) => name.startsWith('new-'))).toEqual([]);
      expect((await run(['device', '--data', data, '--import', releases['1.0.1'] ?? ''])).code).toBe(0);
      expect(await inForce(data)).toMatchObject({ version: '1.0.1', files: smallPack({ version: '1.0.1', hours: '1.0.1' }) });
    }, 15_000);
  }
});

describe('bytes that rot', () => {
  it('are noticed by their hash; a slot with them is as if it were not there, and a lost pointer is found again', async () => {
    const data = join(base, 'rotten');
    cpSync(join(base, 'kiosk'), data, { recursive: true });
    await run(['device', '--data', data, '--import', releases['1.0.1'] ?? '']);
    writeFileSync(join(data, 'content', 'in-force.json'), '{"current":');
    expect(await inForce(data)).toMatchObject({ version: '1.0.1', damaged: expect.stringContaining('pointer') });
    const { slots } = await openFolderContentSlots({ folder: join(data, 'content') });
    const { current, previous } = slots.state();
    expect(previous?.version).toBe('1.0.0');
    const slot = join(data, 'content', 'slots', current?.sha256 ?? '');
    const file = join(slot, readdirSync(slot).find((name) => name !== 'slot.json') ?? '');
    writeFileSync(file, `${readFileSync(file, 'utf8')} `);
    expect(current && await slots.read(current)).toBeNull();
    expect(previous && await slots.read(previous)).not.toBeNull();
  });
});
