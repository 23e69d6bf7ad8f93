// Keys that live apart from the hub: what is published waits until enough of them have signed, whoever brings it.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import { makeKey, readPublicKey, readSigningKey, type SigningKey } from '../../hub/adapters/tuf-keys.ts';
import { assemble, disassemble, facts, signDraft } from '../../hub/adapters/tuf-metadata.ts';
import { createSignedWorld, DAY, type SignedWorld } from './signed-world.ts';

let world: SignedWorld;
let elsewhere: string;
let keys: SigningKey[];
beforeEach(async () => {
  world = await createSignedWorld();
  elsewhere = mkdtempSync(join(tmpdir(), 'foyer-keys-'));
  keys = [1, 2, 3].map(() => makeKey(elsewhere, 'targets'));
});
afterEach(async () => {
  await world.close();
  rmSync(elsewhere, { recursive: true, force: true });
});

/** What the other machine does: it has the file and its key, nothing else. */
function signedBy(body: string, ...who: SigningKey[]): string {
  const { draft, signatures } = disassemble(body);
  return assemble(draft, [...signatures, ...signDraft(draft, who)]);
}
const waiting = async (role = 'targets'): Promise<string> => (await world.repository.waiting()).find((one) => one.role === role)?.body ?? '';

async function twoOfThree(): Promise<void> {
  expect(await world.repository.rotate({ targets: { keys, threshold: 2 } })).toMatchObject({ state: 'awaiting-signature' });
  await world.repository.bring(signedBy(await waiting(), keys[0] as SigningKey, keys[2] as SigningKey));
  expect(await world.repository.waiting()).toEqual([]);
}

describe('the keys of a hub', () => {
  it('are made at the first start, readable by their owner only, root and targets in a folder of their own', () => {
    for (const [folder, roles] of [['apart', ['root', 'targets']], ['online', ['snapshot', 'timestamp']]] as const) {
      const files = readdirSync(join(world.folder, 'keys', folder));
      expect(files.filter((name) => !name.includes('public')).map((name) => name.split('-')[0]).sort()).toEqual([...roles]);
      for (const name of files.filter((one) => !one.includes('public'))) expect(statSync(join(world.folder, 'keys', folder, name)).mode & 0o777).toBe(0o600);
    }
  });

  it('are read back as they were written, and a public half cannot sign', () => {
    const [file] = readdirSync(elsewhere).filter((name) => name.endsWith('.public.json'));
    const shown = readPublicKey(join(elsewhere, file ?? ''));
    expect(keys.map((key) => key.keyid)).toContain(shown.keyid);
    expect(() => readSigningKey(join(elsewhere, file ?? ''))).toThrow(/public half/);
  });
});

describe('signing apart', () => {
  it('two of three: a release waits, is signed on another machine, and is installed', async () => {
    await twoOfThree();
    const kiosk = world.kiosk();
    const told: PackRelease[] = [];
    world.repository.onSigned((release) => told.push(release));
    const release = await world.publish('1.0.0');
    expect(await world.repository.state(release)).toEqual({ state: 'awaiting-signature', needed: 2, have: 0 });
    await expect(kiosk.fetch(release)).rejects.toMatchObject({ code: 'content-untrusted', message: expect.stringContaining('signed list') });
    const file = await waiting();
    expect(facts('targets', file).targets).toHaveProperty(['releases/small/1.0.0.json']);
    expect(await world.repository.bring(signedBy(file, keys[1] as SigningKey))).toEqual({ state: 'awaiting-signature', needed: 2, have: 1 });
    expect(await world.repository.bring(signedBy(file, keys[1] as SigningKey))).toEqual({ state: 'awaiting-signature', needed: 2, have: 1 });
    expect(told).toEqual([]);
    expect(await world.repository.bring(signedBy(file, keys[0] as SigningKey))).toEqual({ state: 'signed' });
    expect(told).toEqual([release]);
    expect(await world.repository.state(release)).toEqual({ state: 'signed' });
    expect(await kiosk.fetch(release)).not.toBeNull();
  });

  it('takes no signature for something else, none of a stranger, and none that was changed', async () => {
    await twoOfThree();
    await world.publish('1.0.0');
    const first = await waiting();
    await world.publish('1.0.1');
    await expect(world.repository.bring(signedBy(first, ...keys))).rejects.toMatchObject({ code: 'conflict', mend: expect.stringContaining('unsigned') });
    const file = await waiting();
    await expect(world.repository.bring(signedBy(file, makeKey(elsewhere, 'targets')))).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(world.repository.bring(signedBy(file, ...keys).replace(/"sig":"([0-9a-f]+)"/g, (_all, sig: string) => `"sig":"${[...sig].reverse().join('')}"`))).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(world.repository.bring('{"signed":{"_type":"mirrors"}}')).rejects.toMatchObject({ code: 'message-malformed' });
    expect(await world.repository.bring(signedBy(file, ...keys))).toEqual({ state: 'signed' });
  });

  it('goes on after a restart of the hub, and new root keys need the old ones', async () => {
    const roots = [1, 2].map(() => makeKey(elsewhere, 'root'));
    const kiosk = world.kiosk();
    await kiosk.fetch(await world.publish('1.0.0'));
    expect(await world.repository.rotate({ root: { keys: roots, threshold: 2 } })).toMatchObject({ state: 'awaiting-signature', needed: 3, have: 1 });
    await world.repository.bring(signedBy(await waiting('root'), ...roots));
    expect((await world.repository.status()).find((one) => one.role === 'root')).toMatchObject({ version: 2, threshold: 2 });
    expect(await kiosk.fetch(await world.publish('1.0.1'))).not.toBeNull();
  });

  it('a freshness that runs out is renewed in time by the hub itself', async () => {
    const kiosk = world.kiosk();
    const release = await world.publish('1.0.0');
    const before = facts('timestamp', await world.repository.metadata('timestamp.json') ?? '');
    world.hubAhead = 20 * DAY;
    world.repository.stop();
    await world.repository.start();
    const after = facts('timestamp', await world.repository.metadata('timestamp.json') ?? '');
    expect(after.version).toBeGreaterThan(before.version);
    expect(after.expires - before.expires).toBeGreaterThan(19 * DAY);
    expect(await kiosk.fetch(release)).not.toBeNull();
  });
});
