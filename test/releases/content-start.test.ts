// What a kiosk begins with when its disk or its last run was not well, over real slots and a fake clock.
import { readdirSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openFolderContentSlots } from '../../device/adapters/folder-content-slots.ts';
import type { ContentSlots } from '../../device/core/content-slots-port.ts';
import { bundleText } from '../../flows/protocol/content.ts';
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import { createRig, LOCAL, type Rig } from '../device/service-harness.ts';

let rig: Rig;
afterEach(async () => { await rig.service.stop(); });

const openSlots = async (folder: string): Promise<ContentSlots> => (await openFolderContentSlots({ folder: join(folder, 'content') })).slots;
const release = (version: string): { release: PackRelease; files: Record<string, string> } => {
  const files = { 'pack.yaml': version };
  return { files, release: { pack: 'script', version, sha256: createHash('sha256').update(bundleText(files)).digest('hex'), bytes: 1 } };
};
const notice = (): string => { const view = rig.screen.view(); return view?.kind === 'attract' ? view.notice : ''; };
const incidents = (): string[] => rig.recorded().flatMap((event) => (event.data.type === 'foyer.incident' ? [event.data.code] : []));
async function offer(number: number, version: string): Promise<void> {
  const { release: made, files } = release(version);
  rig.link.bundles.set(made.sha256, files);
  rig.link.events().desired({ v: 1, version: number, release: made, settings: {} });
  await expect.poll(async () => { await rig.clock.settle(); return notice(); }).toBe(version);
}
/** A kiosk that has taken 1.1.0 (proven) and 1.2.0 (`proven` or not); gives its folder. */
async function took(proven: boolean): Promise<string> {
  rig = await createRig();
  const { folder } = rig;
  await rig.service.stop();
  rig = await createRig({ folder, slots: await openSlots(folder) });
  rig.link.goOnline();
  await offer(1, '1.1.0');
  await rig.clock.advance(30_000);
  await offer(2, '1.2.0');
  if (proven) await rig.clock.advance(30_000);
  return folder;
}

describe('a kiosk that is switched on', () => {
  it('with a rotten slot answers with the release before, says so, and asks the hub again', async () => {
    const folder = await took(true);
    await rig.service.stop();
    const slot = join(folder, 'content', 'slots', release('1.2.0').release.sha256);
    const file = readdirSync(slot).find((name) => name !== 'slot.json') ?? '';
    writeFileSync(join(slot, file), '9.9.9');
    rig = await createRig({ folder, slots: await openSlots(folder) });
    expect(notice()).toBe('1.1.0');
    expect(incidents()).toContain('content-damaged');
    rig.link.goOnline();
    expect(rig.link.of('state')[0]).toMatchObject({ state: 'birth', cursor: 0 });
    await offer(2, '1.2.0');
  });

  it('with both slots rotten answers with its built-in pack', async () => {
    const folder = await took(true);
    await rig.service.stop();
    const slots = join(folder, 'content', 'slots');
    for (const slot of readdirSync(slots)) writeFileSync(join(slots, slot, 'slot.json'), 'x');
    rig = await createRig({ folder, slots: await openSlots(folder), local: LOCAL });
    expect(notice()).toBe('1.0.0');
  });

  it('after a clean stop goes on with content that is still new', async () => {
    const folder = await took(false);
    for (let start = 0; start < 3; start += 1) {
      await rig.service.stop();
      rig = await createRig({ folder, slots: await openSlots(folder) });
      expect(notice()).toBe('1.2.0');
    }
  });

  it('forgives new content one end without warning, and takes it back at the second, told to the hub when it is there', async () => {
    const folder = await took(false);
    const restartUnclean = async (): Promise<void> => {
      // A process that is killed writes nothing more: what is on the disk at this moment is what the next one finds.
      const state = await openSlots(folder);
      const at = state.state();
      await rig.service.stop();
      await state.point(at);
      rig = await createRig({ folder, slots: await openSlots(folder) });
    };
    await restartUnclean();
    expect(notice()).toBe('1.2.0');
    await restartUnclean();
    expect(notice()).toBe('1.1.0');
    expect(incidents()).toContain('content-rolled-back');
    rig.link.goOnline();
    expect(rig.link.of('reported').at(-1)).toMatchObject({ release: { version: '1.1.0' }, rolledBack: { from: '1.2.0', to: '1.1.0', reason: expect.stringContaining('ended 2 times') } });
    const { release: bad, files } = release('1.2.0');
    rig.link.bundles.set(bad.sha256, files);
    rig.link.events().desired({ v: 1, version: 5, release: bad, settings: {} });
    await rig.clock.settle();
    expect(notice()).toBe('1.1.0');
    expect(rig.link.of('reported').at(-1)).toMatchObject({ version: 5, refused: expect.stringContaining('not tried again') });
    await offer(6, '1.2.1');
  });

  it('with nothing whole left fetches what is in force again, though the hub wants a release that failed here', async () => {
    const folder = await took(true);
    const slots = await openSlots(folder);
    await rig.service.stop();
    const bad = release('1.3.0');
    await slots.point({ ...slots.state(), previous: null, bad: [{ sha256: bad.release.sha256, pack: 'script', version: '1.3.0', reason: 'It crashed.' }] });
    writeFileSync(join(folder, 'content', 'slots', release('1.2.0').release.sha256, 'slot.json'), 'x');
    rig = await createRig({ folder, slots: await openSlots(folder), local: null });
    expect(notice()).toBe('');
    rig.link.goOnline();
    for (const { release: made, files } of [bad, release('1.2.0')]) rig.link.bundles.set(made.sha256, files);
    rig.link.events().desired({ v: 1, version: 3, release: bad.release, settings: {} });
    await expect.poll(async () => { await rig.clock.settle(); return notice(); }).toBe('1.2.0');
    expect(rig.link.of('reported').at(-1)).toMatchObject({ version: 3, release: { version: '1.2.0' }, refused: expect.stringContaining('not tried again') as string });
    await rig.service.stop();
    rig = await createRig({ folder, slots: await openSlots(folder), local: null });
    expect(notice()).toBe('1.2.0');
  });
});
