// A hub, or somebody in its place, that lies about content: every lie is refused with a sentence, and what was active stays.
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleText } from '../../flows/protocol/content.ts';
import { smallPack } from '../hub/small-pack.ts';
import { createSignedWorld, DAY, type Lie, sha, type SignedWorld } from './signed-world.ts';

let world: SignedWorld;
beforeEach(async () => { world = await createSignedWorld(); });
afterEach(async () => { await world.close(); });

const replay = (kept: Map<string, string>): Lie => (path, answer) => (path.startsWith('/content/tuf/')
  ? kept.has(path) ? { ...answer, status: 200, body: Buffer.from(kept.get(path) ?? '') } : { ...answer, status: 404 } : answer);
const changed = (matches: RegExp, change: (body: Buffer) => Buffer): Lie => (path, answer) => (matches.test(path) && answer.status < 300 ? { ...answer, body: change(answer.body) } : answer);

describe('an honest hub', () => {
  it('gives a release file by file, and of an edit only what changed', async () => {
    const kiosk = world.kiosk();
    const first = await world.publish('1.0.0');
    const files = await kiosk.fetch(first);
    expect(files).toEqual(smallPack({ version: '1.0.0' }));
    const [whole, before] = [world.sent, kiosk.source.moved()];
    expect(before).toBe(whole);
    const second = await world.publish('1.0.1', '上午八点开门');
    const next = await kiosk.fetch(second, files ?? {});
    expect(next?.['knowledge/hours.yaml']).toContain('上午八点开门');
    const moved = kiosk.source.moved() - before;
    const edited = ['pack.yaml', 'knowledge/hours.yaml'].reduce((sum, path) => sum + Buffer.byteLength(next?.[path] ?? ''), 0);
    expect(moved).toBeGreaterThanOrEqual(edited);
    expect(moved - edited).toBeLessThan(900); // the manifest
    expect(world.asked.filter((path) => path.includes(sha(files?.['connectors.yaml'] ?? '')))).toHaveLength(1);
  });

  it('goes on with a download where it was cut', async () => {
    const kiosk = world.kiosk('cut', { tries: 1 });
    const release = await world.publish('1.0.0', `上午九点${'九'.repeat(3000)}`);
    let cut = 0;
    world.lie = (path, answer, response) => {
      if (!path.startsWith('/content/files/') || answer.body.byteLength < 4000 || cut > 0) return answer;
      cut = 2500;
      response.writeHead(200, { ...answer.headers, 'content-length': String(answer.body.byteLength) });
      response.write(answer.body.subarray(0, cut), () => setTimeout(() => response.destroy(), 60));
      return null;
    };
    await expect(kiosk.fetch(release)).rejects.toMatchObject({ code: 'download-broken' });
    expect(await kiosk.fetch(release)).toEqual(smallPack({ version: '1.0.0', hours: `上午九点${'九'.repeat(3000)}` }));
    expect(world.asked.some((path) => path.endsWith(` from ${cut}`))).toBe(true);
    expect(readdirSync(join(kiosk.data, 'incoming'))).toEqual([]);
  });

  it('whose keys are changed goes on being trusted, whose root is another one is not', async () => {
    const kiosk = world.kiosk();
    await kiosk.fetch(await world.publish('1.0.0'));
    const other = await createSignedWorld();
    try {
      const { makeKey } = await import('../../hub/adapters/tuf-keys.ts');
      const key = makeKey(join(world.folder, 'keys', 'apart'), 'targets');
      expect(await world.repository.rotate({ targets: { keys: [key], threshold: 1 } })).toEqual({ state: 'signed' });
      expect(await kiosk.fetch(await world.publish('1.0.1'))).not.toBeNull();
      const foreign = await other.publish('1.0.2');
      await other.publish('1.0.3');
      world.lie = replay(await other.snapshot());
      await expect(kiosk.fetch(foreign)).rejects.toMatchObject({ code: 'content-untrusted' });
    } finally {
      await other.close();
    }
  });
});

describe('a hub that comes back from a backup', () => {
  it('is ahead of what kiosks have seen, so that it can go on at once', async () => {
    const kiosk = world.kiosk();
    await kiosk.fetch(await world.publish('1.0.0'));
    for (const tail of ['', '-wal']) cpSync(join(world.folder, `hub.sqlite${tail}`), join(world.folder, `copy.sqlite${tail}`));
    const lost = await world.publish('1.0.1');
    await kiosk.fetch(lost);
    world.hubAhead = 5000;
    const again = await world.restored(join(world.folder, 'copy.sqlite'));
    try {
      await again.repository.start();
      world.serving = again.repository;
      const files = smallPack({ version: '1.0.2' });
      const release = { pack: 'small', version: '1.0.2', sha256: sha(bundleText(files)), bytes: 1 };
      expect(await again.repository.add(release, files)).toEqual({ state: 'signed' });
      expect(await kiosk.fetch(release)).toEqual(files);
      await expect(kiosk.fetch(lost)).rejects.toMatchObject({ code: 'content-untrusted', message: expect.stringContaining('signed list') });
    } finally {
      await again.close();
    }
  });
});

describe('a lie is refused:', () => {
  it('an older state offered as new (rollback), also when what was seen has been lost', async () => {
    const kiosk = world.kiosk();
    const old = await world.publish('1.0.0');
    const kept = await world.snapshot();
    const fresh = await world.publish('1.0.1');
    await kiosk.fetch(fresh);
    world.lie = replay(kept);
    await expect(kiosk.fetch(old)).rejects.toMatchObject({ code: 'content-untrusted', message: expect.stringMatching(/version/) });
    for (const name of ['timestamp.json', 'snapshot.json', 'targets.json']) rmSync(join(kiosk.data, 'trust', name));
    await expect(kiosk.fetch(old)).rejects.toMatchObject({ code: 'content-untrusted', message: expect.stringMatching(/has seen/) });
    await expect(kiosk.fetch(old)).rejects.toMatchObject({ code: 'content-untrusted', message: expect.stringMatching(/has seen/) });
    world.lie = null;
    expect(await kiosk.fetch(fresh)).not.toBeNull();
  });

  it('a state that has run out (freeze)', async () => {
    const kiosk = world.kiosk('late', { ahead: 20 * DAY });
    const release = await world.publish('1.0.0');
    world.hubAhead = 20 * DAY; // the hub's clock agrees, but its timestamp was signed long ago
    world.repository.stop();
    await expect(kiosk.fetch(release)).rejects.toMatchObject({ code: 'content-expired' });
    expect(kiosk.doubts).toEqual([]);
  });

  it('parts of two states (mix and match)', async () => {
    const kiosk = world.kiosk();
    await world.publish('1.0.0');
    const before = await world.snapshot();
    const fresh = await world.publish('1.0.1');
    const now = await world.snapshot();
    const latest = [...now.keys()].filter((path) => path.includes('targets')).at(-1) ?? '';
    const earlier = [...before.keys()].filter((path) => path.includes('targets')).at(-1) ?? '';
    world.lie = (path, answer) => (path === latest ? { ...answer, body: Buffer.from(before.get(earlier) ?? '') } : answer);
    await expect(kiosk.fetch(fresh)).rejects.toMatchObject({ code: 'content-untrusted' });
  });

  it('metadata with one changed byte, an empty one, one that is no JSON, and a wrong root at first sight', async () => {
    const release = await world.publish('1.0.0');
    for (const [index, change] of ([(body) => Buffer.from(body.toString().replace(/"version":(\d)/, '"version":9')), () => Buffer.alloc(0), () => Buffer.from('<html>')] as ((body: Buffer) => Buffer)[]).entries()) {
      for (const what of [/timestamp/, /snapshot/, /targets/, /1\.root/]) {
        world.lie = changed(what, change);
        const fault = await world.kiosk(`k${index}${what.source}`).fetch(release).then(() => null, (error: unknown) => error as { code: string; sentence: string });
        expect(fault, `${index} ${what}`).toMatchObject({ code: expect.stringMatching(/content-untrusted|message-malformed/) });
        expect(fault?.sentence).toMatch(/http:\/\/127/);
      }
    }
  });

  it('a file with one changed byte, and one of another length', async () => {
    const kiosk = world.kiosk();
    const release = await world.publish('1.0.0');
    const flip = (body: Buffer): Buffer => { const copy = Buffer.from(body); copy[copy.length - 3] = (copy[copy.length - 3] ?? 0) ^ 1; return copy; };
    world.lie = changed(/files/, flip);
    await expect(kiosk.fetch(release)).rejects.toMatchObject({ code: 'checksum-wrong', where: expect.stringContaining('http') });
    world.lie = changed(/files/, (body) => Buffer.concat([body, Buffer.alloc(10)]));
    await expect(kiosk.fetch(release)).rejects.toMatchObject({ code: 'message-too-large' });
    world.lie = changed(/files/, (body) => body.subarray(0, 20));
    await expect(kiosk.fetch(release)).rejects.toMatchObject({ code: expect.stringMatching(/download-broken|checksum-wrong/) });
    world.lie = null;
    expect(await kiosk.fetch(release)).not.toBeNull();
  });

  it('data without an end, in metadata and in files, and silence', async () => {
    const release = await world.publish('1.0.0');
    const flood: Lie = (_path, answer, response) => {
      response.writeHead(200, { date: answer.headers['date'] ?? '' });
      const pour = (): void => { while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, 32))); response.once('drain', pour); };
      pour();
      return null;
    };
    for (const what of ['/content/tuf/timestamp.json', '/content/files/']) {
      world.lie = (path, answer, response) => (path.startsWith(what) ? flood(path, answer, response) : answer);
      const began = performance.now();
      await expect(world.kiosk(`flood${what.length}`).fetch(release)).rejects.toMatchObject({ code: 'message-too-large' });
      expect(performance.now() - began).toBeLessThan(8000);
    }
    world.lie = (path, answer) => (path.startsWith('/content/files/') ? null : answer);
    await expect(world.kiosk('silence', { fileMs: 150, tries: 2 }).fetch(release)).rejects.toMatchObject({ code: expect.stringMatching(/hub-unreachable|download-broken/) });
  });

  it('a release that nobody has signed, and one announced under another hash', async () => {
    const kiosk = world.kiosk();
    const release = await world.publish('1.0.0');
    await expect(kiosk.fetch({ ...release, version: '9.9.9' })).rejects.toMatchObject({ code: 'content-untrusted', message: expect.stringContaining('signed list') });
    await expect(kiosk.fetch({ ...release, sha256: 'a'.repeat(64) })).rejects.toMatchObject({ code: 'content-untrusted' });
  });

  it('a hub that has forgotten how to sign: once a root is trusted, nothing unsigned is taken', async () => {
    const release = await world.publish('1.0.0');
    world.lie = (_path, answer) => ({ ...answer, status: 404 });
    expect(await world.kiosk('new').fetch(release)).toBeNull(); // a hub of the version before
    world.lie = null;
    const kiosk = world.kiosk();
    await kiosk.fetch(release);
    world.lie = (_path, answer) => ({ ...answer, status: 404 });
    await expect(kiosk.fetch(release)).rejects.toMatchObject({ code: 'content-untrusted' });
  });
});

describe('a clock that is wrong by years', () => {
  for (const [name, ahead] of [['ten years back', -3652 * DAY], ['thirty years ahead', 10_957 * DAY]] as const) {
    it(`${name} still gets new content, and still no old one`, async () => {
      const kiosk = world.kiosk('wrong', { ahead });
      const old = await world.publish('1.0.0');
      const kept = await world.snapshot();
      expect(await kiosk.fetch(old)).not.toBeNull();
      const fresh = await world.publish('1.0.1');
      expect(await kiosk.fetch(fresh)).not.toBeNull();
      expect(kiosk.doubts.length > 0).toBe(ahead > 0);
      world.lie = replay(kept);
      await expect(kiosk.fetch(old)).rejects.toMatchObject({ code: 'content-untrusted' });
    });
  }

  it('of the hub does not end updates when it has been set right', async () => {
    const kiosk = world.kiosk();
    world.hubAhead = 3652 * DAY;
    await world.publish('1.0.0');
    const release = await world.publish('1.0.1');
    expect(await kiosk.fetch(release)).not.toBeNull();
    world.hubAhead = 0;
    expect(await kiosk.fetch(await world.publish('1.0.2'))).not.toBeNull();
  });
});

describe('what a kiosk trusts', () => {
  it('survives a damaged file and an interrupted refresh', async () => {
    const kiosk = world.kiosk();
    const release = await world.publish('1.0.0');
    await kiosk.fetch(release);
    for (const name of ['root.json', 'timestamp.json', 'snapshot.json', 'targets.json', 'floor.json']) {
      writeFileSync(join(kiosk.data, 'trust', name), '{"signed":');
      expect(await kiosk.fetch(release), name).not.toBeNull();
    }
    expect(await kiosk.fetch(await world.publish('1.0.1'))).not.toBeNull();
  });
});
