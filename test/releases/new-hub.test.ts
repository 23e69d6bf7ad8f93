// A hub with another content root: refused, unless staff there have let this kiosk in.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTrustFolder } from '../../device/adapters/tuf-trust-folder.ts';
import { smallPack } from '../hub/small-pack.ts';
import { createSignedWorld, type SignedWorld } from './signed-world.ts';

let world: SignedWorld;
let other: SignedWorld;
beforeAll(async () => { [world, other] = await Promise.all([createSignedWorld(), createSignedWorld()]); }, 30_000);
afterAll(async () => { await Promise.all([world.close(), other.close()]); });

describe('a hub with another content root', () => {
  it('is refused by a kiosk that knows a hub, and believed at the first contact after a claim there', async () => {
    const kiosk = world.kiosk();
    const trust = openTrustFolder(join(kiosk.data, 'trust'));
    const mine = await world.publish('1.0.0');
    expect(await kiosk.fetch(mine)).toEqual(smallPack({ version: '1.0.0' }));
    const theirs = await other.publish('2.0.0', '8');
    world.serving = other.repository;
    await expect(kiosk.fetch(theirs)).rejects.toMatchObject({ code: 'content-untrusted' });
    trust.believeNext();
    const stick = { ...kiosk.transport, proven: false };
    await expect(kiosk.source.fetch(theirs, stick, async () => undefined)).rejects.toMatchObject({ code: 'content-untrusted' });
    expect(await kiosk.fetch(theirs)).toEqual(smallPack({ version: '2.0.0', hours: '8' }));
    expect(trust.believesNext()).toBe(false);
    world.serving = null;
    await expect(kiosk.fetch(mine)).rejects.toMatchObject({ code: 'content-untrusted' });
  });

  it('that is the same hub as before keeps its floor after a claim', async () => {
    world.serving = null;
    const kiosk = world.kiosk('again');
    const trust = openTrustFolder(join(kiosk.data, 'trust'));
    await kiosk.fetch(await world.publish('3.0.0'));
    const floor = trust.floor();
    trust.believeNext();
    await kiosk.fetch(await world.publish('3.0.1'));
    expect(trust.believesNext()).toBe(false);
    expect(trust.floor()?.targets).toBeGreaterThanOrEqual(floor?.targets ?? Infinity);
  });
});
