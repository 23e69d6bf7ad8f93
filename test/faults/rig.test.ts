// The rig itself: what it reads, counts and plants has to be right, or its verdicts are worth nothing.
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { sha256 } from '../../hub/adapters/scrypt-hasher.ts';
import { entryHash, GENESIS } from '../../hub/core/audit-chain.ts';
import { createAuditWatch } from './audit-watch.ts';
import { CAMPAIGNS } from './campaigns.ts';
import { createCommandLane } from './command-lane.ts';
import { signedBy } from './content-check.ts';
import { createFaultProxy } from './fault-proxy.ts';
import { createHttpForger } from './http-forger.ts';
import { findingsOf } from './invariants.ts';
import { createLedger } from './ledger.ts';
import { connectFrame, createFrameReader, publishFrame, readPublish } from './mqtt-frames.ts';
import { mutateBytes, mutateValue } from './mutation.ts';
import { createPersonalWatch, plantedSentence } from './personal.ts';
import { ROOT } from './processes.ts';
import { createRandom } from './random.ts';
import { runCampaign } from './run-campaign.ts';

describe('chance', () => {
  it('is the same for the same seed and another for another', () => {
    const draw = (seed: number): string => { const random = createRandom(seed); return random.bytes(32).toString('hex') + random.fork('x').next(); };
    expect(draw(7)).toBe(draw(7));
    expect(draw(7)).not.toBe(draw(8));
  });
  it('makes mutations that differ from what they came from', () => {
    const random = createRandom(1);
    const good = { v: 1, epoch: 'e', events: [{ seq: 1, id: 'x' }] };
    const text = JSON.stringify(good);
    const changed = Array.from({ length: 200 }, () => [JSON.stringify(mutateValue(good, random)), mutateBytes(Buffer.from(text), random).toString('latin1')]);
    expect(changed.filter(([value, bytes]) => value !== text && bytes !== text).length).toBeGreaterThan(150);
  });
});

describe('the wire', () => {
  it('is cut into frames, however it arrives', () => {
    const random = createRandom(3);
    const whole = Buffer.concat([connectFrame({ clientId: 'c', username: 'u', password: 'p' }), publishFrame('a/b', 'x'.repeat(300), 1), publishFrame('c', '', 0, 0)]);
    for (let round = 0; round < 50; round += 1) {
      const seen: string[] = [];
      const feed = createFrameReader((frame) => { const message = readPublish(frame); if (message) seen.push(`${message.topic}:${message.payload.length}`); });
      for (let at = 0; at < whole.length;) {
        const next = at + 1 + random.int(40);
        feed(whole.subarray(at, next));
        at = next;
      }
      expect(seen).toEqual(['a/b:300', 'c:0']);
    }
  });
  it('can be swallowed, cut and torn by the proxy', async () => {
    const got: Buffer[] = [];
    const server = createServer((socket) => { socket.on('error', () => undefined); socket.on('data', (chunk) => { got.push(chunk); }); });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const proxy = createFaultProxy({ target: () => (typeof address === 'object' ? address?.port ?? 0 : 0) });
    await proxy.start();
    const socket = connect(proxy.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('connect', resolve));
    proxy.tearAfter(3);
    socket.write('abcdef');
    await new Promise((resolve) => socket.once('close', resolve));
    expect(proxy.torn).toBe(1);
    proxy.weather('cut');
    const refused = connect(proxy.port, '127.0.0.1');
    refused.on('error', () => undefined);
    await new Promise((resolve) => refused.once('close', resolve));
    expect(Buffer.concat(got).toString()).toBe('abc');
    await proxy.stop();
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('a forger of releases', () => {
  it('changes one thing on its way, and nothing when it is honest', async () => {
    const good: Record<string, string> = { '/content/tuf/timestamp.json': '{"signatures":[{"sig":"0a"}],"signed":{"n":1}}', '/content/files/ab': 'abc' };
    const hub = createHttpServer((asked, reply) => { reply.end(good[asked.url ?? ''] ?? ''); });
    await new Promise<void>((resolve) => { hub.listen(0, '127.0.0.1', resolve); });
    const bound = hub.address();
    const forger = createHttpForger(() => (typeof bound === 'object' ? bound?.port ?? 0 : 0));
    await forger.start();
    const get = async (path: string): Promise<string> => await (await fetch(`http://127.0.0.1:${forger.port}${path}`)).text();
    expect(await get('/content/tuf/timestamp.json')).toBe(good['/content/tuf/timestamp.json']);
    forger.forge('timestamp');
    expect(await get('/content/tuf/timestamp.json')).toBe('{"signatures":[{"sig":"1a"}],"signed":{"n":1}}');
    expect(await get('/content/files/ab')).toBe('abc');
    forger.forge('file');
    expect(await get('/content/files/ab')).toBe('acc');
    good['/content/tuf/timestamp.json'] = '{"signatures":[],"signed":{"n":2}}';
    forger.forge('frozen');
    expect(await get('/content/tuf/timestamp.json')).toContain('"n":1');
    expect(forger.forged).toBe(3);
    await forger.stop();
    await new Promise((resolve) => { hub.closeAllConnections(); hub.close(resolve); });
  });
});

describe('the invariants', () => {
  it('find a store that cannot be read, and an acknowledged event that is not there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'foyer-rig-'));
    const ledger = createLedger();
    ledger.sent('k', Buffer.from(JSON.stringify({ epoch: 'e', events: [{ seq: 1, id: 'one' }] })));
    ledger.sent('k', Buffer.from(JSON.stringify({ epoch: 'e', events: [{ seq: 1, id: 'another' }] })));
    expect(ledger.reused).toHaveLength(1);
    writeFileSync(join(folder, 'hub.sqlite'), 'no database at all, and long enough to be looked at as one'.repeat(40));
    const findings = findingsOf({ hubFile: join(folder, 'hub.sqlite'), kioskFile: join(folder, 'none'), ledger, questions: [], kioskName: 'k' });
    expect(findings.map((one) => one.kind)).toContain('corrupt');
    rmSync(folder, { recursive: true });
  });
  it('find planted personal data in any file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'foyer-rig-'));
    const planted = plantedSentence(createRandom(5));
    expect(planted.sentence).toContain(planted.secret);
    writeFileSync(join(folder, 'some.log'), Buffer.concat([Buffer.from([0, 255]), Buffer.from(planted.sentence)]));
    const watch = createPersonalWatch([folder]);
    expect(watch.changed([planted])).toHaveLength(1);
    expect(watch.changed([planted])).toEqual([]); // has not changed since
    expect(watch.whole([planted])).toHaveLength(1);
    writeFileSync(join(folder, 'some.log'), `nothing but ${planted.secret.slice(0, -1)}`);
    expect(watch.changed([planted])).toEqual([]);
    mkdirSync(join(folder, 'deeper'));
    writeFileSync(join(folder, 'deeper', 'late.db'), `00${planted.secret}`); // in the middle of a longer number
    expect(watch.changed([planted])).toHaveLength(1);
    expect(watch.whole([planted])[0]?.what).toContain('late.db');
    rmSync(folder, { recursive: true });
  });
  it('find an entry of the audit that changed since the last look, was taken out, or does not follow', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'foyer-rig-'));
    const db = new Database(join(folder, 'hub.sqlite'));
    db.exec('CREATE TABLE audit (id INTEGER PRIMARY KEY, at INTEGER, who TEXT, what TEXT, detail TEXT, prev TEXT, hash TEXT)');
    let prev = GENESIS;
    const add = (id: number, follows = prev): void => {
      const entry = { at: id, who: 'somebody', what: 'did', detail: '{}' };
      const hash = entryHash(sha256, follows, id, entry);
      db.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)').run(id, entry.at, entry.who, entry.what, entry.detail, follows, hash);
      prev = hash;
    };
    const watch = createAuditWatch(folder);
    add(1);
    add(2);
    expect(watch.changed()).toEqual([]);
    add(3);
    expect(watch.changed()).toEqual([]);
    expect(await watch.whole()).toEqual([]);
    db.exec("UPDATE audit SET who = 'nobody' WHERE id = 2"); // behind the last look: the whole walk finds it
    expect(watch.changed()).toEqual([]);
    expect(await watch.whole()).toMatchObject([{ kind: 'corrupt', what: expect.stringContaining('entry 2') as string }]);
    add(4, 'f'.repeat(64));
    expect(watch.changed()[0]?.what).toContain('entry 4');
    db.exec('DELETE FROM audit WHERE id > 2');
    expect(watch.changed()[0]?.what).toContain('gone');
    watch.forget();
    expect(watch.changed()[0]?.what).toContain('entry 2');
    db.close();
    rmSync(folder, { recursive: true });
  });
  it('find a command that was carried out twice, and one whose result changed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'foyer-rig-'));
    const db = new Database(join(folder, 'hub.sqlite'));
    db.exec("CREATE TABLE twin_commands (kiosk TEXT, id TEXT, at INTEGER, state TEXT); INSERT INTO twin_commands VALUES ('k', 'a', 1, 'done'), ('k', 'b', 2, 'done')");
    db.close();
    const lane = createCommandLane({ hubFile: join(folder, 'hub.sqlite'), kioskName: 'k', random: createRandom(1), operator: () => Promise.reject(new Error('nobody')), repeat: () => null });
    const say = (body: object): Buffer => Buffer.from(JSON.stringify(body));
    let at = 0;
    const birth = (line: object, cursor: number): void => lane.state(say({ state: 'birth', cursor, at: (at += 1) }), line);
    const [first, second] = [{}, {}];
    birth(first, 4);
    for (const id of ['a', 'b']) lane.down(say({ id }), first); // both on their way before one is carried out
    for (const id of ['a', 'b']) {
      birth(first, 0);
      lane.result(say({ id, ok: true }), first);
    }
    expect(lane.findings()).toEqual([]);
    expect(lane.facts).toMatchObject({ commands: 2, commands_executed: 2 });
    birth(second, 0); // a kiosk that has lost its content asks for everything too
    birth(second, 4);
    lane.down(say({ id: 'a' }), second);
    lane.result(say({ id: 'a', ok: true }), second);
    expect(lane.findings()).toEqual([]);
    lane.down(say({ id: 'b' }), second);
    birth(second, 0);
    lane.result(say({ id: 'b', ok: false, detail: 'interrupted by a restart' }), second);
    expect(lane.findings().map((one) => one.kind)).toEqual(['duplicated', 'other']);
    lane.forget();
    expect(lane.findings()).toEqual([]);
    rmSync(folder, { recursive: true });
  });
  it('tell a signature from none', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
    const root = { keys: { a: { keyval: { public: key } } }, roles: { targets: { keyids: ['a'], threshold: 1 } } };
    const sig = sign(null, Buffer.from('{"a":"\\"","b":1}'), privateKey).toString('hex');
    expect(signedBy(root, 'targets', { signatures: [{ keyid: 'a', sig }], signed: { b: 1, a: '"' } })).toBe(true);
    expect(signedBy(root, 'targets', { signatures: [{ keyid: 'a', sig }], signed: { b: 2, a: '"' } })).toBe(false);
    expect(signedBy(root, 'snapshot', { signatures: [{ keyid: 'a', sig }], signed: { b: 1, a: '"' } })).toBe(false);
  });
});

describe('a campaign', () => {
  const empty = { name: 'empty', about: '', cycles: { short: 1, usual: 1, nightly: 1 } };
  it('that is skipped, breaks or injects nothing has not passed', async () => {
    const skipped = await runCampaign({ ...empty, run: async () => ({ injected: 0, findings: [], skipped: 'no such machine' }) }, { cycles: 1, seed: 1 });
    const broken = await runCampaign({ ...empty, run: async () => { throw new Error('broken'); } }, { cycles: 1, seed: 1 });
    const idle = await runCampaign({ ...empty, run: async () => ({ injected: 0, findings: [] }) }, { cycles: 1, seed: 1 });
    expect([skipped, broken, idle].map((line) => line.passed)).toEqual([false, false, false]);
    expect(skipped).toMatchObject({ skipped: true, reason: 'no such machine' });
    expect(broken.reason).toContain('broken');
  });
  it('is told apart by name, and a wrong word is refused with what there is', () => {
    expect(new Set(CAMPAIGNS.map((one) => one.name)).size).toBe(CAMPAIGNS.length);
    const foyer = (...args: string[]) => { try { return { code: 0, text: execFileSync(process.execPath, [join(ROOT, 'foyer.ts'), 'faults', ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }) }; } catch (error) { const { status, stderr } = error as { status: number; stderr: string }; return { code: status, text: stderr }; } };
    expect(foyer('--list').text).toContain('power-cut');
    expect(foyer('no-such-campaign')).toMatchObject({ code: 2, text: expect.stringContaining('kill-kiosk') as string });
    expect(foyer('kill-kiosk', '--cycles', 'many').code).toBe(2);
    expect(foyer('kill-kiosk', '--cycles', '0').code).toBe(2);
  }, 60_000);
});
