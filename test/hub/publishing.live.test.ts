// Content from the author's page to a connected kiosk.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleText } from '../../flows/protocol/content.ts';
import { connectKiosk, type Editors, K1, nameOf, publishPack, SECRET, signInEditors, startHub, type TestHub, type TestKiosk, type TestStaff } from './hub-house.ts';
import { smallPack } from './small-pack.ts';

let hub: TestHub;
let editors: Editors;
let author: TestStaff;
let kiosk: TestKiosk;
let folder: string;

beforeAll(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'foyer-pack-')), 'small');
  for (const [path, text] of Object.entries(smallPack())) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  hub = await startHub({ packs: [folder] });
  editors = await signInEditors(hub);
  author = editors.author;
  kiosk = await connectKiosk(hub.mqttUrl, K1);
});
afterAll(async () => {
  await kiosk.close();
  await hub.stop();
  rmSync(dirname(folder), { recursive: true, force: true });
});

const put = (files: Record<string, string>, base?: string): Promise<Response> => author.fetch('/api/packs/small', { method: 'PUT', body: JSON.stringify({ files, ...(base ? { base } : {}) }) });
const credentials = `Basic ${Buffer.from(`${nameOf(K1)}:${SECRET}`).toString('base64')}`;

describe('publishing', () => {
  it('gives a newborn kiosk the first pack, whose bytes it can fetch with its own credential', async () => {
    await kiosk.birth();
    const desired = await kiosk.wait('down/desired', (m) => m.release?.pack === 'small');
    const url = `${hub.httpUrl}/content/${desired.release?.sha256}`;
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { headers: { authorization: `Basic ${Buffer.from(`${nameOf(K1)}:wrong`).toString('base64')}` } })).status).toBe(401);
    const reply = await fetch(url, { headers: { authorization: credentials } });
    const text = await reply.text();
    expect(reply.headers.get('cache-control')).toContain('immutable');
    expect(createHash('sha256').update(text).digest('hex')).toBe(desired.release?.sha256);
    expect(text).toBe(bundleText(smallPack()));
    await kiosk.send('up/reported', { v: 1, version: desired.version, ...(desired.release ? { release: desired.release } : {}), at: Date.now() });
  });

  it('rings the kiosk\'s bell with the changed pack soon, under a new version', async () => {
    const began = performance.now();
    expect(await publishPack(editors, 'small', smallPack({ hours: '上午八点开门' }))).toMatchObject({ release: { version: '1.0.1' }, kiosks: [{ kiosk: nameOf(K1) }] });
    const desired = await kiosk.wait('down/desired', (m) => m.release?.version === '1.0.1');
    expect(performance.now() - began).toBeLessThan(10_000); // two seconds on a machine of its own: test/bench/publish-bench.ts
    const text = await (await fetch(`${hub.httpUrl}/content/${desired.release?.sha256}`, { headers: { authorization: credentials } })).text();
    expect(text).toContain('上午八点开门');
    expect(text).toContain('version: 1.0.1');
  });

  it('answers a birth by its cursor: behind gets the document, level gets nothing, ahead makes the hub go on above it', async () => {
    const desired = await kiosk.wait('down/desired');
    kiosk.got.length = 0;
    await kiosk.birth({ cursor: desired.version, session: 2 });
    await kiosk.wait('down/rate');
    expect(kiosk.got.some((one) => one.name === 'down/desired')).toBe(false);
    await kiosk.birth({ cursor: 0, session: 3 });
    expect((await kiosk.wait('down/desired')).version).toBe(desired.version);
    await kiosk.birth({ cursor: 500, session: 4 });
    expect((await kiosk.wait('down/desired', (m) => m.version > 500)).version).toBe(501);
  });

  it('refuses a broken pack with file and line and keeps the old draft', async () => {
    const before = await (await author.fetch('/api/packs/small')).json() as { sha256: string };
    const reply = await put({ ...smallPack(), 'knowledge/hours.yaml': 'entries:\n  - id: hours\n    questions: {zh: [几点]}\n    answer: [' });
    expect(reply.status).toBe(422);
    expect(reply.headers.get('content-type')).toContain('application/problem+json');
    const problem = await reply.json() as { code: string; mend: string; problems: { file: string; line: number }[] };
    expect(problem).toMatchObject({ code: 'pack-invalid', problems: [expect.objectContaining({ file: 'knowledge/hours.yaml' })] });
    expect(problem.problems[0]?.line).toBeGreaterThan(2);
    expect((await (await author.fetch('/api/packs/small')).json() as { sha256: string }).sha256).toBe(before.sha256);
  });

  it('refuses file names that would leave the pack', async () => {
    for (const path of ['../evil.yaml', '/etc/x.yaml', 'a/../../b.yaml', 'run.sh']) expect((await put({ ...smallPack(), [path]: 'x' })).status).toBe(422);
  });

  it('does not overwrite what somebody else has changed meanwhile', async () => {
    const { sha256 } = await (await author.fetch('/api/packs/small')).json() as { sha256: string };
    expect((await put(smallPack({ hours: '七点', version: '2.0.0' }), sha256)).status).toBe(200);
    const late = await put(smallPack({ hours: '六点', version: '2.0.0' }), sha256);
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({ code: 'conflict' });
  });

  it('shows staff what a kiosk has applied or refused', async () => {
    const live = await author.live();
    await kiosk.send('up/reported', { v: 1, version: 501, refused: 'pack.yaml:3 unknown word', at: Date.now() });
    const row = await live.wait('kiosk', (m) => m.kiosk.refused !== null);
    expect(row.kiosk).toMatchObject({ kiosk: 'k1', refused: 'pack.yaml:3 unknown word', packVersion: '1.0.0', desiredPackVersion: '1.0.1' });
    live.close();
  });

  it('answers a connector call once per idempotency key, from the sample rows of the kiosk\'s pack', async () => {
    const call = { v: 1 as const, id: 'call-1', connector: 'queue', request: { service: 'id' }, deadline: Date.now() + 4000, idempotencyKey: 'key-1' };
    await kiosk.send('up/call', call);
    expect(await kiosk.wait('down/reply', (m) => m.id === 'call-1')).toMatchObject({ ok: true, response: { number: 'A17' } });
    await kiosk.send('up/call', { ...call, id: 'call-2' });
    expect(await kiosk.wait('down/reply', (m) => m.id === 'call-2')).toMatchObject({ ok: true, response: { number: 'A17' } });
    await kiosk.send('up/call', { ...call, id: 'call-3', connector: 'nothing', idempotencyKey: 'key-2' });
    expect(await kiosk.wait('down/reply', (m) => m.id === 'call-3')).toMatchObject({ ok: false, reason: 'refused' });
  });
});
