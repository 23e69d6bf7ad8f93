// What a kiosk trusts, and what it answers with, damaged at the same time on its disk: it mends itself from a second copy, and
// where there is none left it says so and goes on answering. Real signed metadata, real slots, a real pack in a thread.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createSystemClock } from '../../device/adapters/system-clock.ts';
import { createWorkerContent } from '../../device/adapters/worker-conversation.ts';
import { openContentParts } from '../../device/content-parts.ts';
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import { createSignedWorld, type SignedWorld } from '../releases/signed-world.ts';
import { createKeptLog } from '../fakes/silent-log.ts';
import { createRig, type Rig } from './service-harness.ts';

let world: SignedWorld;
let base: string;
let rig: Rig;
let releases: PackRelease[];
let incidents: string[];
const clock = createSystemClock();

/** A kiosk over this data folder, with the hub's two releases on its line. */
async function start(data: string): Promise<void> {
  incidents = [];
  const found: { code: string; text: string }[] = [];
  const parts = await openContentParts({ dataFolder: data, rootFile: null, clock, log: createKeptLog(), random: () => 0.5, incident: (code, text) => { incidents.push(code); found.push({ code, text }); } });
  const link = { fetchBundle: () => Promise.reject(new Error('nothing unsigned')) };
  rig = await createRig({
    folder: data, slots: parts.slots, fetchRelease: parts.overHttp({ fetch: world.fetch, where: () => 'hub', link }), incidents: found,
    load: createWorkerContent({ log: createKeptLog(), clock }), local: null,
  });
}
const applied = (): string | undefined => (rig.link.of('reported').at(-1)?.['release'] as PackRelease | undefined)?.version;
const refusal = (): string => String(rig.link.of('reported').at(-1)?.['refused'] ?? '');
async function offer(number: number, release: PackRelease | undefined, settled: () => boolean): Promise<void> {
  rig.link.goOnline();
  if (release) rig.link.events().desired({ v: 1, version: number, release, settings: {} });
  await until(settled);
}
async function until(holds: () => boolean): Promise<void> {
  await vi.waitFor(async () => { await rig.clock.settle(); if (!holds()) throw new Error(`never: ${holds.toString()}`); }, { timeout: 10_000, interval: 20 });
}
function damage(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, 40));
  }
  return files.length;
}
function copyOf(name: string): string {
  const data = join(base, name);
  cpSync(join(base, 'kiosk'), data, { recursive: true });
  return data;
}

beforeAll(async () => {
  world = await createSignedWorld();
  base = mkdtempSync(join(tmpdir(), 'foyer-damaged-'));
  releases = [await world.publish('1.0.0'), await world.publish('1.0.1')];
  await start(join(base, 'kiosk'));
  await offer(1, releases[0], () => applied() === '1.0.0');
  await rig.service.stop();
}, 30_000);
afterEach(async () => { await rig.service.stop(); });
afterAll(async () => {
  await world.close();
  rmSync(base, { recursive: true, force: true });
});

describe('a kiosk whose disk has lost', () => {
  it('its root and the slot in force gets the content again by itself, and the copies are whole afterwards', async () => {
    const data = copyOf('first');
    expect(damage(join(data, 'content-trust'))).toBeGreaterThan(3);
    expect(damage(join(data, 'content', 'slots'))).toBeGreaterThan(2);
    await start(data);
    expect(incidents).toEqual(['content-damaged']);
    await offer(2, releases[0], () => applied() === '1.0.0' && rig.screen.view()?.kind === 'attract');
    const root = readFileSync(join(data, 'content-trust', 'root.json'), 'utf8');
    expect(root).toBe(readFileSync(join(base, 'kiosk', 'content-trust', 'root.json'), 'utf8'));
    await rig.service.stop();
    await start(data);
    expect(incidents).toEqual([]); // said once, and mended
  }, 20_000);

  it('the second copy makes a new one', async () => {
    const data = copyOf('second');
    damage(join(data, 'content-trust-spare'));
    await start(data);
    expect(incidents).toEqual(['content-damaged']);
    for (const name of ['root.json']) expect(readFileSync(join(data, 'content-trust-spare', name), 'utf8')).toBe(readFileSync(join(data, 'content-trust', name), 'utf8'));
  }, 20_000);

  it('every copy of its root says so loudly, answers with what it has, and believes no hub\'s root in its place', async () => {
    const data = copyOf('all');
    damage(join(data, 'content-trust'));
    damage(join(data, 'content-trust-spare'));
    await start(data);
    expect(incidents).toEqual(['content-root-lost']);
    expect(rig.recorded().some(({ data: event }) => event.type === 'foyer.incident' && event.code === 'content-root-lost')).toBe(true);
    rig.screen.touch({ type: 'text', text: '几点开门' });
    await until(() => rig.screen.view()?.kind === 'answer');
    await offer(2, releases[1], () => refusal() !== '');
    expect(refusal()).toContain('content-untrusted');
    expect(applied()).toBe('1.0.0');
  }, 20_000);

  it('a root that nobody has signed is damage, not a root', async () => {
    const data = copyOf('unsigned');
    const file = join(data, 'content-trust', 'root.json');
    const root = JSON.parse(readFileSync(file, 'utf8')) as { signed: { version: number } };
    root.signed.version = 7;
    writeFileSync(file, JSON.stringify(root));
    await start(data);
    expect(incidents).toEqual(['content-damaged']);
    await offer(2, releases[1], () => applied() === '1.0.1');
    expect((JSON.parse(readFileSync(file, 'utf8')) as { signed: { version: number } }).signed.version).toBe(1);
  }, 20_000);
});
