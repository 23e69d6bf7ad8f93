// The power goes at the very moment in which new content has proven itself: the last step of an activation. What is on the disk
// then is what the next start finds; the content is in force and no longer new, whatever ends the process afterwards.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { ACTIVATION_STEPS, openFolderContentSlots } from '../../device/adapters/folder-content-slots.ts';
import { bundleText } from '../../flows/protocol/content.ts';
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import { createRig, LOCAL, type Rig } from './service-harness.ts';

let rig: Rig;
afterEach(async () => { await rig.service.stop(); });

const CUT = 'activation:confirmed';
const files = { 'pack.yaml': '1.1.0' };
const release: PackRelease = { pack: 'script', version: '1.1.0', sha256: createHash('sha256').update(bundleText(files)).digest('hex'), bytes: 1 };
const notice = (): string => { const view = rig.screen.view(); return view?.kind === 'attract' ? view.notice : ''; };
const pointer = (data: string): { current: PackRelease | null; probation: unknown } => JSON.parse(readFileSync(join(data, 'content', 'in-force.json'), 'utf8')) as never;

/** A kiosk that takes 1.1.0 over its built-in 1.0.0; gives its disk as it was when `step` was passed, and the steps passed. */
async function cutAt(step: string): Promise<{ disk: string; passed: string[] }> {
  const data = mkdtempSync(join(tmpdir(), 'foyer-confirmed-'));
  const disk = mkdtempSync(join(tmpdir(), 'foyer-cut-'));
  const passed: string[] = [];
  const { slots } = await openFolderContentSlots({ folder: join(data, 'content'), checkpoint(name) {
    passed.push(name);
    if (name === step) for (const part of ['content', 'foyer-device.db', 'foyer-device.db-wal']) if (existsSync(join(data, part))) cpSync(join(data, part), join(disk, part), { recursive: true });
  } });
  rig = await createRig({ folder: data, slots, local: LOCAL });
  rig.link.bundles.set(release.sha256, files);
  rig.link.goOnline();
  rig.link.events().desired({ v: 1, version: 1, release, settings: {} });
  await expect.poll(async () => { await rig.clock.settle(); return notice(); }).toBe('1.1.0');
  await expect.poll(async () => { await rig.clock.advance(1000); return passed.includes(step); }, { interval: 2, timeout: 5000 }).toBe(true);
  await rig.service.stop();
  return { disk, passed };
}
async function start(data: string): Promise<void> {
  const { slots, damaged } = await openFolderContentSlots({ folder: join(data, 'content') });
  expect(damaged).toBeNull();
  rig = await createRig({ folder: data, slots, local: LOCAL });
}

describe(`a cut at ${CUT}`, () => {
  it('comes last, after the content was in force for its whole time of proving', async () => {
    const { disk, passed } = await cutAt(CUT);
    expect(passed).toEqual([...ACTIVATION_STEPS.filter((name) => passed.includes(name))]);
    expect([passed.at(-1), passed.at(-2)]).toEqual([CUT, 'activation:in-force']);
    expect(pointer(disk)).toMatchObject({ current: { version: '1.1.0' }, probation: null });
  });

  it('leaves content that is in force for good: no end of the process takes it back', async () => {
    const { disk } = await cutAt(CUT);
    for (let ends = 0; ends < 4; ends += 1) {
      await start(disk);
      expect([notice(), pointer(disk).probation]).toEqual(['1.1.0', null]);
      // The process is killed: whatever a stop would write is not written.
      const killed = mkdtempSync(join(tmpdir(), 'foyer-cut-'));
      cpSync(disk, killed, { recursive: true });
      await rig.service.stop();
      await start(killed);
      expect(notice()).toBe('1.1.0');
      await rig.service.stop();
    }
    await start(disk);
  });

  it('one step earlier leaves it new: the second end takes it back, as the disk then says', async () => {
    const { disk } = await cutAt('activation:in-force');
    expect(pointer(disk)).toMatchObject({ current: { version: '1.1.0' }, probation: { starts: 0 } });
    const found: string[] = [];
    let data = disk;
    for (let ends = 0; ends < 2; ends += 1) {
      await start(data);
      found.push(notice());
      const killed = mkdtempSync(join(tmpdir(), 'foyer-cut-'));
      cpSync(data, killed, { recursive: true });
      await rig.service.stop();
      data = killed;
    }
    await start(data);
    expect(found).toEqual(['1.1.0', '1.0.0']);
    expect(notice()).toBe('1.0.0');
  });
});
