// Two tenants and the whole hub in one hub, each with its own content: same names, own releases, own kiosks; what one of them
// writes reaches nobody else, neither over HTTP nor in the signed metadata, nor on a stick.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFolderTransport } from '../../device/adapters/content-transports.ts';
import { createTufReleaseSource } from '../../device/adapters/tuf-release-source.ts';
import { openTrustFolder } from '../../device/adapters/tuf-trust-folder.ts';
import { type Message, parseTopic } from '../../flows/protocol/topics.ts';
import { createKeptLog } from '../fakes/silent-log.ts';
import { approvePack, connectKiosk, nameOf, publishPack, SECRET, signIn, startHub, type TestHub, type TestKiosk, type TestStaff, until } from '../hub/hub-house.ts';
import { startKiosk } from '../hub/kiosk-house.ts';
import { smallPack } from '../hub/small-pack.ts';

const HALL = { tenant: 'acme', site: 'hall', kiosk: 'k1' };
const ANNEX = { tenant: 'acme', site: 'annex', kiosk: 'k2' };
const STALL = { tenant: 'zebra', site: 'stall', kiosk: 'z1' };
const ALL = [HALL, ANNEX, STALL];

let hub: TestHub;
let folder: string;
const who: Record<string, TestStaff> = {};
const kiosks: TestKiosk[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-tenants-'));
  const author = ['author', 'operator'];
  const approver = ['approver', 'operator'];
  hub = await startHub({
    enrol: ALL.map((address) => ({ ...address, secret: SECRET })),
    people: [
      { name: 'hub-author', roles: author }, { name: 'hub-approver', roles: approver }, { name: 'hub-auditor', roles: ['auditor'] },
      { name: 'acme-author', roles: author, scope: { tenant: 'acme' } }, { name: 'acme-approver', roles: approver, scope: { tenant: 'acme' } },
      { name: 'hall-author', roles: author, scope: { tenant: 'acme', sites: ['hall'] } }, { name: 'hall-approver', roles: approver, scope: { tenant: 'acme', sites: ['hall'] } },
      { name: 'zebra-author', roles: author, scope: { tenant: 'zebra' } }, { name: 'zebra-approver', roles: approver, scope: { tenant: 'zebra' } },
    ],
  });
  for (const { name } of hub.staff) who[name] = await signIn(hub, name);
  for (const address of ALL) {
    const kiosk = await connectKiosk(hub.mqttUrl, address);
    // Takes what it is told at once.
    kiosk.client.on('message', (topic, payload) => {
      if (parseTopic(topic)?.name !== 'down/desired') return;
      const { version, release } = JSON.parse(payload.toString()) as Message<'down/desired'>;
      kiosk.send('up/reported', { v: 1, version, ...(release ? { release } : {}), at: Date.now() }).catch(() => undefined);
    });
    await kiosk.birth();
    kiosks.push(kiosk);
  }
});
afterAll(async () => {
  for (const kiosk of kiosks) await kiosk.close();
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

const as = (name: string): TestStaff => who[name] as TestStaff;
const editors = (tenant: string): { author: TestStaff; approver: TestStaff } => ({ author: as(`${tenant}-author`), approver: as(`${tenant}-approver`) });
const put = (name: string, pack: string, files: Record<string, string>): Promise<Response> => as(name).fetch(`/api/packs/${pack}`, { method: 'PUT', body: JSON.stringify({ files }) });
const post = (name: string, path: string, body: unknown = {}): Promise<Response> => as(name).fetch(path, { method: 'POST', body: JSON.stringify(body) });
const json = async <T>(reply: Promise<Response>): Promise<T> => await (await reply).json() as T;
interface Row { name: string; owner: string; address: string; signedAs: string }
const packs = async (name: string): Promise<Row[]> => (await json<{ packs: Row[] }>(as(name).fetch('/api/packs'))).packs;
const bank = (hours: string, version = '1.0.0'): Record<string, string> => smallPack({ name: 'bank', hours, version });
const kioskFetch = (address: typeof HALL, path: string): Promise<Response> => fetch(`${hub.httpUrl}${path}`, { headers: { authorization: `Basic ${Buffer.from(`${nameOf(address)}:${SECRET}`).toString('base64')}` } });
const kioskAt = (address: typeof HALL): TestKiosk => kiosks[ALL.indexOf(address)] as TestKiosk;

/** The signed list of content as a kiosk reads it: names with hashes, and all of its text. */
async function signedList(address: typeof HALL): Promise<{ text: string; targets: Record<string, { hashes: { sha256: string } }> }> {
  const get = async (name: string): Promise<string> => (await kioskFetch(address, `/content/tuf/${name}`)).text();
  const version = (text: string, name: string): number => (JSON.parse(text) as { signed: { meta: Record<string, { version: number }> } }).signed.meta[name]?.version ?? 0;
  const timestamp = await get('timestamp.json');
  const snapshot = await get(`${version(timestamp, 'snapshot.json')}.snapshot.json`);
  const text = await get(`${version(snapshot, 'targets.json')}.targets.json`);
  return { text: timestamp + snapshot + text, targets: (JSON.parse(text) as { signed: { targets: Record<string, { hashes: { sha256: string } }> } }).signed.targets };
}
function foyer(...args: string[]): Promise<{ code: number | null; out: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('../../foyer.ts', import.meta.url)), ...args]);
    let out = '';
    child.stdout.on('data', (data) => { out += String(data); });
    child.stderr.on('data', (data) => { out += String(data); });
    child.on('close', (code) => resolve({ code, out }));
  });
}

describe('a pack of a tenant', () => {
  it('may have the name of another tenant\'s and of the whole hub\'s, and each is its owner\'s alone', async () => {
    for (const [name, hours] of [['acme-author', 'acme 九点'], ['zebra-author', 'zebra 九点'], ['hub-author', 'hub 九点']] as const) expect((await put(name, 'bank', bank(hours))).status).toBe(200);
    expect((await packs('acme-author')).map((row) => row.address)).toEqual(['acme.bank']);
    expect((await packs('zebra-author')).map((row) => row.address)).toEqual(['zebra.bank']);
    expect((await packs('hub-author')).map((row) => row.address).sort()).toEqual(['acme.bank', 'bank', 'zebra.bank']);
    for (const [name, hours] of [['acme-approver', 'acme 九点'], ['zebra-approver', 'zebra 九点'], ['hub-approver', 'hub 九点']] as const) {
      const { files, owner } = await json<{ files: Record<string, string>; owner: string }>(as(name).fetch('/api/packs/bank'));
      expect(files).toEqual(bank(hours));
      expect(owner).toBe(name.startsWith('hub') ? 'common' : name.split('-')[0]);
    }
    expect((await json<{ files: Record<string, string> }>(as('hub-author').fetch('/api/packs/zebra.bank'))).files).toEqual(bank('zebra 九点'));
  });

  it('is not there for another tenant: not to read, check, compare, change, send, approve, send back or publish', async () => {
    const { sha256 } = await json<{ sha256: string }>(as('zebra-author').fetch('/api/packs/bank/review'));
    const tries: [string, string, unknown][] = [
      ['GET', '', null], ['GET', '/review', null], ['GET', '/diff', null], ['PUT', '', { files: bank('stolen') }], ['POST', '/review', { note: 'x' }],
      ['POST', '/review/approve', { sha256 }], ['POST', '/review/return', { sha256, note: 'x' }], ['POST', '/publish', {}],
    ];
    for (const [method, tail, body] of tries) {
      const reply = await as(method === 'POST' && tail.startsWith('/review/') ? 'acme-approver' : 'acme-author').fetch(`/api/packs/zebra.bank${tail}`, { method, ...(body === null ? {} : { body: JSON.stringify(body) }) });
      expect({ method, tail, status: reply.status }).toEqual({ method, tail, status: 404 });
    }
    expect((await json<{ files: Record<string, string> }>(as('zebra-author').fetch('/api/packs/bank'))).files).toEqual(bank('zebra 九点'));
    expect((await put('acme-author', 'nobody-knows.bank', bank('x'))).status).toBe(404);
  });

  it('calls neither the whole hub\'s appliances nor the hub\'s own machine', async () => {
    const reaching = (line: string): Record<string, string> => ({ ...bank('x'), 'connectors.yaml': bank('x')['connectors.yaml']?.replace('    timeoutSeconds: 2\n', `    timeoutSeconds: 2\n    ${line}\n`) ?? '' });
    for (const line of ['mqtt: { publish: lamps/1 }', 'url: http://localhost:7071/x', 'url: http://2130706433/', 'url: "http://[::1]:80/"', 'url: http://169.254.169.254/latest']) {
      const reply = await put('acme-author', 'reaching', { ...reaching(line), 'pack.yaml': reaching(line)['pack.yaml']?.replace('name: bank', 'name: reaching') ?? '' });
      expect({ line, status: reply.status, file: (await reply.json() as { problems: { file: string }[] }).problems[0]?.file }).toEqual({ line, status: 422, file: 'connectors.yaml' });
      expect((await put('hub-author', 'reaching', { ...reaching(line), 'pack.yaml': reaching(line)['pack.yaml']?.replace('name: bank', 'name: reaching') ?? '' })).status).toBe(200);
    }
    expect((await put('acme-author', 'bank', reaching('url: https://queue.acme.example/number'))).status).toBe(200);
    expect((await put('acme-author', 'bank', bank('acme 九点'))).status).toBe(200);
  });

  it('has its own reviews: a second person of the tenant approves, with notes that others do not see', async () => {
    for (const tenant of ['zebra', 'acme']) expect((await post(`${tenant}-author`, '/api/packs/bank/review', { note: `${tenant} says why` })).status).toBe(200);
    const life = await json<{ sha256: string; state: string; pack: string; owner: string; review: { note: string } }>(as('acme-approver').fetch('/api/packs/bank/review'));
    expect(life).toMatchObject({ state: 'requested', pack: 'bank', owner: 'acme', review: { note: 'acme says why' } });
    expect((await post('acme-author', '/api/packs/bank/review/approve', { sha256: life.sha256 })).status).toBe(403);
    expect(await json(post('acme-approver', '/api/packs/bank/review/approve', { sha256: life.sha256 }))).toMatchObject({ state: 'approved' });
    expect(await json(as('zebra-author').fetch('/api/packs/bank/review'))).toMatchObject({ state: 'requested' });
  });

  it('goes to kiosks of its owner only, whoever publishes it, and each gets its own content', async () => {
    expect((await post('acme-author', '/api/packs/bank/publish', { kiosks: [nameOf(STALL)] })).status).toBe(404);
    expect((await post('hub-author', '/api/packs/acme.bank/publish', { kiosks: [nameOf(HALL), nameOf(STALL)] })).status).toBe(404);
    expect(await json(post('acme-author', '/api/packs/bank/publish', { kiosks: [nameOf(HALL), nameOf(ANNEX)], soakSeconds: 0 }))).toMatchObject({ release: { pack: 'bank', version: '1.0.0' }, rollout: { kiosks: 2 } });
    await approvePack({ author: as('hub-author'), approver: as('zebra-approver') }, 'zebra.bank', bank('zebra 十点'));
    expect(await json(post('zebra-author', '/api/packs/bank/publish', { kiosks: [nameOf(STALL)] }))).toMatchObject({ rollout: { kiosks: 1 } });
    const theirs = await kioskAt(STALL).wait('down/desired', (message) => message.release !== undefined);
    const ours = await kioskAt(HALL).wait('down/desired', (message) => message.release !== undefined);
    expect(ours.release?.pack).toMatch(/^t-[0-9a-f]{12}$/);
    expect(theirs.release?.pack).not.toBe(ours.release?.pack);
    const bundle = await (await kioskFetch(HALL, `/content/${ours.release?.sha256}`)).text();
    expect(bundle).toContain('acme 九点');
    expect((JSON.parse(bundle) as Record<string, string>)['pack.yaml']).toContain(`name: ${ours.release?.pack}\n`);
    expect(await (await kioskFetch(STALL, `/content/${theirs.release?.sha256}`)).text()).toContain('zebra 十点');
    expect(kioskAt(STALL).got.filter((one) => JSON.stringify(one).includes(ours.release?.pack ?? ''))).toEqual([]);
    const rows = (await json<{ kiosks: { address: string; desiredPack: string }[] }>(as('acme-author').fetch('/api/kiosks'))).kiosks;
    expect(rows.filter((row) => row.desiredPack === 'acme.bank').length).toBeGreaterThan(0);
  });

  it('leaves no word in the signed metadata, and its files are not there for other tenants\' kiosks and staff', async () => {
    const { text, targets } = await signedList(STALL);
    expect(text).not.toMatch(/acme|bank|zebra|hall/);
    const own = (await packs('acme-author'))[0]?.signedAs ?? '';
    const manifest = Object.entries(targets).find(([path]) => path.startsWith(`releases/${own}/`))?.[1].hashes.sha256 ?? '';
    expect((await kioskFetch(STALL, `/content/files/${manifest}`)).status).toBe(404);
    expect((await as('zebra-author').fetch(`/content/files/${manifest}`)).status).toBe(404);
    const { files, sha256 } = await json<{ files: { sha256: string }[]; sha256: string }>(kioskFetch(HALL, `/content/files/${manifest}`));
    const shared: number[] = [];
    for (const [index, file] of files.entries()) {
      expect((await kioskFetch(ANNEX, `/content/files/${file.sha256}`)).status).toBe(200);
      // What both tenants happen to have written the same is both's.
      if ((await kioskFetch(STALL, `/content/files/${file.sha256}`)).status === 200) shared.push(index);
    }
    expect(shared.length).toBeLessThan(files.length);
    expect((await kioskFetch(STALL, `/content/${sha256}`)).status).toBe(404);
    expect((await as('hub-author').fetch(`/content/files/${manifest}`)).status).toBe(200);
  });

  it('stays within the places of whoever publishes it', async () => {
    const hall = { author: as('hall-author'), approver: as('hall-approver') };
    await kioskAt(ANNEX).wait('down/desired', (message) => message.release !== undefined);
    await until('the rollout to be done', async () => (await json<{ rollouts: { state: string }[] }>(as('acme-author').fetch('/api/rollouts'))).rollouts[0]?.state === 'done');
    const running = await json<{ rollouts: { id: string; state: string; kiosks: number; pack: string; owner: string }[] }>(as('hall-author').fetch('/api/rollouts'));
    expect(running.rollouts).toMatchObject([{ kiosks: 1, pack: 'bank', owner: 'acme' }]);
    const [rollout] = running.rollouts;
    const whole = await (await as('hall-author').fetch(`/api/rollouts/${rollout?.id}`)).text();
    expect(whole).toContain(nameOf(HALL));
    expect(whole).not.toContain('annex');
    expect((await post('hall-author', `/api/rollouts/${rollout?.id}/halt`, { note: 'x' })).status).toBe(403);
    expect((await post('zebra-author', `/api/rollouts/${rollout?.id}/halt`, { note: 'x' })).status).toBe(404);
    expect((await as('zebra-author').fetch(`/api/rollouts/${rollout?.id}`)).status).toBe(404);
    // The tenant's own rollout is under way at other places too: nobody comes, so it waits for staff.
    const { rollout: long } = await publishPack(editors('acme'), 'bank', bank('acme 十点'), { kiosks: [nameOf(HALL), nameOf(ANNEX)], soakSeconds: 1, maxSoakSeconds: 1, whenTooFew: 'wait' });
    await until('the rollout to wait', async () => (await json<{ state: string }>(as('acme-author').fetch(`/api/rollouts/${long.id}`))).state === 'waiting');
    const incidents = async (name: string): Promise<string> => JSON.stringify((await json<{ incidents: unknown[] }>(as(name).fetch('/api/incidents'))).incidents);
    await until('the incident', async () => (await incidents('acme-author')).includes('acme.rollout of bank'));
    expect(await incidents('zebra-author')).not.toMatch(/acme|hall/);
    expect(await incidents('hall-author')).not.toMatch(/annex|rollout of/);
    await approvePack(hall, 'bank', bank('hall 八点'));
    expect((await post('hall-author', '/api/packs/bank/publish', { kiosks: [nameOf(HALL)] })).status).toBe(409);
    expect((await post('acme-approver', `/api/rollouts/${long.id}/rollback`)).status).toBe(200);
    await until('the rollout to have gone back', async () => (await json<{ state: string }>(as('acme-author').fetch(`/api/rollouts/${long.id}`))).state === 'rolled-back');
    expect((await post('hall-author', '/api/packs/bank/publish', { kiosks: [nameOf(ANNEX)] })).status).toBe(404);
    const before = kioskAt(ANNEX).got.length;
    expect(await json(post('hall-author', '/api/packs/bank/publish', {}))).toMatchObject({ rollout: { kiosks: 1 }, kiosks: [{ kiosk: nameOf(HALL) }] });
    expect(kioskAt(ANNEX).got.slice(before)).toEqual([]);
  });
});

describe('a pack of the whole hub', () => {
  it('can be read by a tenant whose kiosk runs it, without what its authors write to each other, and changed by the whole hub only', async () => {
    const everywhere = smallPack({ name: 'everywhere' });
    expect((await as('zebra-author').fetch('/api/packs/everywhere')).status).toBe(404);
    const { rollout } = await publishPack({ author: as('hub-author'), approver: as('hub-approver') }, 'everywhere', everywhere, { kiosks: [nameOf(STALL)] });
    await put('hub-author', 'everywhere', smallPack({ name: 'everywhere', hours: '七点' }));
    await post('hub-author', '/api/packs/everywhere/review', { note: 'acme asked for it' });
    expect((await as('acme-author').fetch('/api/packs/everywhere')).status).toBe(404);
    expect((await as('zebra-author').fetch('/api/packs/everywhere')).status).toBe(200);
    expect(await (await as('zebra-author').fetch('/api/packs/everywhere/review')).text()).not.toMatch(/acme asked|hub-approver/);
    expect((await put('zebra-author', 'everywhere', everywhere)).status).toBe(403);
    expect((await post('zebra-author', '/api/packs/everywhere/publish')).status).toBe(403);
    expect((await post('zebra-approver', '/api/packs/common.everywhere/review/approve', { sha256: 'a'.repeat(64) })).status).toBe(403);
    expect((await as('zebra-author').fetch(`/api/rollouts/${rollout.id}`)).status).toBe(404);
    // One of their own with the same name is another pack.
    expect((await put('zebra-author', 'zebra.everywhere', everywhere)).status).toBe(200);
    expect((await packs('zebra-author')).map((row) => row.address).sort()).toEqual(['everywhere', 'zebra.bank', 'zebra.everywhere']);
  });
});

describe('foyer hub export', () => {
  it('carries a tenant\'s release over HTTP to a folder that a kiosk without a network installs from; another tenant\'s kiosk cannot', async () => {
    const [row] = await packs('acme-author');
    for (const address of [HALL, STALL]) writeFileSync(join(folder, `${address.tenant}.json`), JSON.stringify({ ...address, secret: SECRET }), { mode: 0o600 });
    const stick = join(folder, 'stick');
    const stranger = await foyer('hub', 'export', '--hub', hub.httpUrl, '--credential', join(folder, 'zebra.json'), '--release', row?.signedAs ?? '', '--out', join(folder, 'stolen'));
    expect(stranger.code).not.toBe(0);
    expect(existsSync(join(folder, 'stolen', 'release.json'))).toBe(false);
    const { code, out } = await foyer('hub', 'export', '--hub', hub.httpUrl, '--credential', join(folder, 'acme.json'), '--release', `${row?.signedAs}@1.0.0`, '--out', stick, '--json');
    expect({ code, out: JSON.parse(out) as unknown }).toMatchObject({ code: 0, out: { pack: row?.signedAs, version: '1.0.0', files: 3 } });
    const release = JSON.parse(readFileSync(join(stick, 'release.json'), 'utf8')) as { pack: string; version: string; sha256: string; bytes: number };
    // Beside the hub its whole name does, too.
    const beside = await foyer('hub', 'export', '--data', hub.folder, '--release', 'zebra.bank', '--out', join(folder, 'beside'), '--json');
    expect({ code: beside.code, out: JSON.parse(beside.out) as unknown }).toMatchObject({ code: 0, out: { pack: (await packs('zebra-author')).find((one) => one.address === 'zebra.bank')?.signedAs } });
    const names = readdirSync(stick, { recursive: true }).map(String).join(' ');
    expect(names).not.toMatch(/acme|bank/);
    const trust = openTrustFolder(join(folder, 'trust'));
    trust.replace(await (await kioskFetch(HALL, '/content/tuf/1.root.json')).text()); // an operator's hand
    const source = createTufReleaseSource({
      trust, folder: join(folder, 'incoming'), log: createKeptLog(), random: () => 0.1, firstWaitMs: 5, tries: 1, fileMs: 3000, inDoubt: () => undefined,
      clock: { now: Date.now, monotonic: () => performance.now(), setTimeout: () => () => undefined },
    });
    const installed = await source.fetch(release, createFolderTransport(stick), async () => undefined);
    expect(installed?.['knowledge/hours.yaml']).toContain('acme 九点');
    expect(release).toMatchObject({ pack: row?.signedAs, version: '1.0.0' });
  });
});

describe('the audit', () => {
  it('names a tenant\'s pack by its whole name, and is for the whole hub', async () => {
    const { entries } = await json<{ entries: { what: string; detail: { pack: string } }[] }>(as('hub-auditor').fetch('/api/audit?what=pack-published&limit=50'));
    expect(entries.map((entry) => entry.detail.pack)).toEqual(expect.arrayContaining(['acme.bank', 'zebra.bank', 'everywhere']));
  });
});

describe('a real kiosk', () => {
  it('runs its tenant\'s pack and answers with it; its visits name the pack as staff do', async () => {
    await kioskAt(HALL).close();
    const kiosk = await startKiosk({ folder: join(folder, 'kiosk'), httpUrl: hub.httpUrl, mqttUrl: hub.mqttUrl });
    try {
      await until('home', kiosk.atHome, 30_000);
      await until('the content', async () => { kiosk.type('几点开门'); return await until('an answer', () => kiosk.shows('hall 八点'), 4000).catch(() => false); }, 40_000);
      await until('the report', async () => (await json<{ kiosks: { address: string; pack: string | null }[] }>(as('acme-author').fetch('/api/kiosks'))).kiosks.some((row) => row.address === nameOf(HALL) && row.pack === 'acme.bank'));
      await until('the visit', async () => (await json<{ sessions: { kiosk: string; pack: string }[] }>(as('acme-author').fetch('/api/sessions'))).sessions.some((one) => one.kiosk === nameOf(HALL) && one.pack === 'acme.bank'), 15_000);
    } finally {
      await kiosk.stop();
    }
  });
});
