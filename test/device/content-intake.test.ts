// New content under a kiosk at work: whole or not at all, without a restart, without losing the visitor who stands there.
import { afterEach, describe, expect, it } from 'vitest';
import { isNewer, packIdentity } from '../../device/core/pack-identity.ts';
import { createRig, LOCAL, type Rig } from './service-harness.ts';

let rig: Rig;
afterEach(async () => { await rig.service.stop(); });

const sha = (letter: string): string => letter.repeat(64);
function offer(version: number, letter: string, pack: string, text: string, name = 'script'): void {
  rig.link.bundles.set(sha(letter), { 'pack.yaml': text });
  rig.link.events().desired({ v: 1, version, release: { pack: name, version: pack, sha256: sha(letter), bytes: 1 }, settings: {} });
}
const notice = (): string => { const view = rig.screen.view(); return view?.kind === 'attract' ? view.notice : ''; };

describe('a published pack', () => {
  it('is answered with by the running kiosk without a restart, and reported', async () => {
    rig = await createRig();
    rig.link.goOnline();
    expect(notice()).toBe('1.0.0');
    offer(3, 'a', '1.1.0', '1.1.0');
    await rig.clock.settle();
    expect(notice()).toBe('1.1.0');
    expect(rig.link.of('reported').at(-1)).toMatchObject({ version: 3, release: { version: '1.1.0' } });
    expect(rig.link.of('reported').at(-1)).not.toHaveProperty('refused');
  });

  it('takes over a running session that it understands', async () => {
    rig = await createRig();
    rig.link.goOnline();
    rig.hearing.wake();
    await rig.clock.advance(1000);
    offer(1, 'a', '1.1.0', '1.1.0');
    await rig.clock.settle();
    rig.hearing.says('next');
    await rig.clock.advance(2000);
    expect(rig.speaking.said.at(-1)?.text).toBe('1.1.0:next');
    expect(rig.service.kiosk.session).not.toBeNull();
  });

  it('lets a session that it does not understand end with the old content; the next visitor gets the new', async () => {
    rig = await createRig();
    rig.link.goOnline();
    rig.hearing.wake();
    await rig.clock.advance(1000);
    offer(1, 'a', '2.0.0', '2.0.0 foreign');
    await rig.clock.settle();
    rig.hearing.says('next');
    await rig.clock.advance(2000);
    expect(rig.speaking.said.at(-1)?.text).toBe('1.0.0:next');
    rig.service.kiosk.dismiss();
    await rig.clock.advance(100);
    expect(notice()).toBe('2.0.0');
  });

  it('is refused with its problems when it is broken, and the old one stays', async () => {
    rig = await createRig();
    rig.link.goOnline();
    offer(1, 'a', '1.1.0', '1.1.0');
    await rig.clock.settle();
    offer(2, 'b', '1.2.0', 'broken');
    await rig.clock.settle();
    expect(notice()).toBe('1.1.0');
    expect(rig.link.of('reported').at(-1)).toMatchObject({ version: 2, release: { version: '1.1.0' }, refused: expect.stringContaining('pack.yaml:1') });
  });

  it('is fetched again when the fetch failed', async () => {
    rig = await createRig();
    rig.link.goOnline();
    rig.link.events().desired({ v: 1, version: 1, release: { pack: 'script', version: '1.1.0', sha256: sha('c'), bytes: 1 }, settings: {} });
    await rig.clock.settle();
    expect(rig.link.of('reported').at(-1)).toHaveProperty('refused');
    rig.link.bundles.set(sha('c'), { 'pack.yaml': '1.1.0' });
    await rig.clock.advance(2000);
    expect(notice()).toBe('1.1.0');
  });

  it('that is the very folder the kiosk was started with is taken without fetching it', async () => {
    rig = await createRig();
    rig.link.goOnline();
    rig.link.events().desired({ v: 1, version: 4, release: { pack: 'script', version: '1.0.0', sha256: LOCAL.sha256, bytes: 1 }, settings: {} });
    await rig.clock.settle();
    expect(rig.link.of('reported').at(-1)).toMatchObject({ version: 4, release: { sha256: LOCAL.sha256 } });
    expect(rig.link.of('reported').at(-1)).not.toHaveProperty('refused');
  });

  it('that was overtaken by a newer document is not activated', async () => {
    rig = await createRig();
    rig.link.goOnline();
    offer(1, 'a', '1.1.0', '1.1.0');
    offer(2, 'b', '1.2.0', '1.2.0');
    await rig.clock.settle();
    expect(notice()).toBe('1.2.0');
    expect(rig.link.of('reported').map((r) => r['version'])).toEqual([2]);
  });

  it('of another name is refused by a kiosk that was started with a pack', async () => {
    rig = await createRig({ pinned: 'script' });
    rig.link.goOnline();
    offer(1, 'a', '9.0.0', '9.0.0', 'other');
    await rig.clock.settle();
    expect(rig.link.of('reported').at(-1)).toMatchObject({ refused: expect.stringContaining('"script"') });
    expect(notice()).toBe('1.0.0');
  });
});

describe('after a restart', () => {
  it('the release wins over an older folder, and the folder over an older release', async () => {
    rig = await createRig();
    rig.link.goOnline();
    offer(5, 'a', '1.1.0', '1.1.0');
    await rig.clock.settle();
    const { folder } = rig;
    await rig.service.stop();
    rig = await createRig({ folder });
    expect(notice()).toBe('1.1.0');
    rig.link.goOnline();
    expect(rig.link.of('state')[0]).toMatchObject({ state: 'birth', cursor: 5 });
    await rig.service.stop();
    rig = await createRig({ folder, local: { ...LOCAL, files: { 'pack.yaml': '1.2.0' }, version: '1.2.0' } });
    expect(notice()).toBe('1.2.0');
    rig.link.goOnline();
    expect(rig.link.of('state')[0]).toMatchObject({ cursor: 0 });
    offer(5, 'a', '1.1.0', '1.1.0');
    await rig.clock.settle();
    expect(notice()).toBe('1.2.0');
    expect(rig.link.of('reported').at(-1)).toMatchObject({ refused: expect.stringContaining('newer') });
  });

  it('the screen says that the kiosk is starting while the content is being loaded', async () => {
    rig = await createRig();
    const views = rig.screen.messages.flatMap((m) => (m.type === 'view' ? [m.view] : []));
    expect(views[0]).toMatchObject({ kind: 'out-of-service', headline: { zh: '正在启动', en: 'Starting' } });
    expect(views.at(-1)?.kind).toBe('attract');
  });

  it('a broken folder does not keep the last release from serving', async () => {
    rig = await createRig();
    rig.link.goOnline();
    offer(1, 'a', '1.1.0', '1.1.0');
    await rig.clock.settle();
    const { folder } = rig;
    await rig.service.stop();
    rig = await createRig({ folder, local: { ...LOCAL, files: { 'pack.yaml': 'broken' } } });
    expect(notice()).toBe('1.1.0');
  });

  it('a kiosk whose only content is broken says so instead of starting', async () => {
    rig = await createRig();
    await expect(createRig({ local: { ...LOCAL, files: { 'pack.yaml': 'broken' } } })).rejects.toMatchObject({ code: 'pack-invalid', message: expect.stringContaining('pack.yaml:1') });
  });
});

describe('versions', () => {
  it('compare by number, not by text', async () => {
    rig = await createRig();
    expect([isNewer('1.10.0', '1.9.9'), isNewer('1.0.0', '1.0.0'), isNewer('0.9.9', '1.0.0')]).toEqual([true, false, false]);
    expect(packIdentity('# c\nname: "a-b"\nversion: 1.2.3 # now\n')).toEqual({ name: 'a-b', version: '1.2.3' });
  });
});
