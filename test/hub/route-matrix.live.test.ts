// Every route of the running hub x every role x a stranger x an unfinished sign-in x a machine's token x another tenant; the
// live feed too. The tables are the hub's own: a new route or role is asked without being written here.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createHttpServer } from '../../hub/adapters/http/fastify-server.ts';
import { createGate } from '../../hub/adapters/http/gate.ts';
import { type Route, route } from '../../hub/adapters/http/route.ts';
import { may, PERMISSIONS, ROLES } from '../../hub/core/access.ts';
import { connectKiosk, enter, nameOf, publishPack, SECRET, startHub, type TestHub, type TestStaff, turnEvent, until } from './hub-house.ts';
import { smallPack } from './small-pack.ts';
import { ask, type Caller, deniedBy, nameOfRoute, openDoors, wrongAnswers } from './route-matrix.ts';

const OURS = { tenant: 'acme', site: 'hall', kiosk: 'k1' };
const NEXT_DOOR = { tenant: 'acme', site: 'annex', kiosk: 'annexed-2' };
const THEIRS = { tenant: 'zebra', site: 'zebra-hall', kiosk: 'zebra-1' };
const everything = [...ROLES];

let hub: TestHub;
const callers: Caller[] = [{ who: 'nobody', headers: {}, roles: [], finished: false }];
const cookies = new Map<string, string>();
const house = () => ({ httpUrl: hub.httpUrl, routes: hub.hub.routes(), bound: hub.hub.bound()});

beforeAll(async () => {
  hub = await startHub({
    enrol: [OURS, NEXT_DOOR, THEIRS].map((address) => ({ ...address, secret: SECRET })),
    people: [
      ...ROLES.map((role) => ({ name: `only-${role}`, roles: [role] })),
      { name: 'everybody', roles: everything },
      { name: 'unfinished', roles: ['system-admin'] },
      { name: 'of-acme', roles: everything, scope: { tenant: 'acme' } }, { name: 'of-hall', roles: everything, scope: { tenant: 'acme', sites: ['hall'] } }, { name: 'of-zebra', roles: everything, scope: { tenant: 'zebra' } },
      { name: 'zebra-hostler', roles: ['agent'], scope: { tenant: 'zebra' } },
      { name: 'zebra-second', roles: everything, scope: { tenant: 'zebra' } }, { name: 'acme-second', roles: everything, scope: { tenant: 'acme' } },
    ],
  });
  for (const user of hub.staff) {
    if (user.name === 'unfinished') continue;
    const { cookie } = await enter(hub.httpUrl, user);
    cookies.set(user.name, cookie);
    if (user.name.startsWith('only-') || user.name === 'everybody') callers.push({ who: user.name, headers: { cookie }, roles: user.roles, finished: true });
  }
  const unfinished = hub.staff.find((one) => one.name === 'unfinished');
  const reply = await fetch(`${hub.httpUrl}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer': '1' }, body: JSON.stringify({ name: unfinished?.name, password: unfinished?.password }) });
  callers.push({ who: 'unfinished', headers: { cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '' }, roles: ['system-admin'], finished: false });
  const made = await fetch(`${hub.httpUrl}/api/tokens`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer': '1', cookie: cookies.get('everybody') ?? '' }, body: JSON.stringify({ name: 'robot', permissions: ['claim-kiosks', 'see-fleet'], days: 1 }) });
  callers.push({ who: 'robot', headers: { authorization: `Bearer ${(await made.json() as { token: string }).token}` }, roles: [], finished: true, permissions: ['claim-kiosks', 'see-fleet'] });
});
afterAll(async () => { await hub.stop(); });

/** Two tenants with everything: visits, unanswered questions, raised hands, incidents, staff. The word is in every text of theirs. */
async function plant(address: typeof OURS, word: string): Promise<void> {
  const kiosk = await connectKiosk(hub.mqttUrl, address);
  await kiosk.birth({ versions: { app: word } });
  const first = turnEvent(1, { session: `${word}-session`, text: `${word} 几点`, address });
  const turn = first as { data: { decision: { zone: string } } };
  turn.data.decision.zone = 'unknown';
  await kiosk.send('up/event', { v: 1, epoch: `${word}-epoch`, events: [first] });
  await kiosk.send('up/escalate', { v: 1, escalation: `${word}-hand`, session: `${word}-session`, seq: 1, at: Date.now(), kind: 'raise', language: 'zh', reason: 'request', headline: `${word} 加急`, transcript: [], flow: null, slots: {}, tried: [], screen: 'answer', since: Date.now() });
  await kiosk.raw(`foyer/1/${address.tenant}/${address.site}/${address.kiosk}/up/state`, `{"v":9,"${word}":1}`);
  await kiosk.close();
}

/** A pack of a tenant, reviewed, released and on its way to a kiosk, with the word in its name, its texts, its review and its rollout. */
async function plantPack(people: readonly [string, string], address: typeof OURS, word: string): Promise<string> {
  const [author, approver] = people.map((name): TestStaff => ({ cookie: cookies.get(name) ?? '', roles: everything, live: () => Promise.reject(new Error('not here')), fetch: (path, init = {}) => fetch(`${hub.httpUrl}${path}`, { ...init, headers: { 'cookie': cookies.get(name) ?? '', 'x-foyer': '1', ...(init.body ? { 'content-type': 'application/json' } : {}) } }) })) as [TestStaff, TestStaff];
  const editors = { author, approver };
  const first = await publishPack(editors, `${word}-pack`, smallPack({ name: `${word}-pack`, hours: `${word} 九点` }), { kiosks: [nameOf(address)], emergency: `${word} at once` });
  // A second draft that waits, with a note.
  await author.fetch(`/api/packs/${word}-pack`, { method: 'PUT', body: JSON.stringify({ files: smallPack({ name: `${word}-pack`, hours: `${word} 十点` }) }) });
  await author.fetch(`/api/packs/${word}-pack/review`, { method: 'POST', body: JSON.stringify({ note: `${word} note` }) });
  return first.rollout.id;
}

interface Ear { readonly got: string[]; close(): void }
/** 101 and what is heard, or the refusal. */
function listen(headers: Record<string, string>): Promise<{ status: number; ear?: Ear }> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${hub.httpUrl.replace('http', 'ws')}/api/live`, { headers });
    const got: string[] = [];
    socket.on('message', (data) => got.push(String(data)));
    socket.once('open', () => resolve({ status: 101, ear: { got, close: () => socket.terminate() } }));
    socket.once('unexpected-response', (_request, response) => { response.resume(); resolve({ status: response.statusCode ?? 0 }); });
    socket.on('error', () => undefined);
  });
}

describe('every route', () => {
  it('is bound from the table, and none stands open that was not meant to', () => {
    expect(hub.hub.bound().length).toBeGreaterThan(hub.hub.routes().length);
    expect(openDoors(house())).toEqual([]);
  });

  it('goes red for a planted door: one that stands open, one beside the table, one that forgot to ask for the role', async () => {
    const planted: Route[] = [
      route({ method: 'GET', path: '/api/planted', access: 'open', async handle() { return { json: {} }; } }),
      route({ method: 'POST', path: '/api/planted/forgot', access: 'edit-staff', async handle() { return { json: {} }; } }),
    ];
    const never = async (): Promise<undefined> => undefined;
    const gate = createGate({ signIn: { who: never }, tokens: { who: never } });
    // A gate that lets everybody in, as if the check had been lost.
    const server = createHttpServer({ host: '127.0.0.1', port: 0, routes: planted, gate: { ...gate, refuse: () => undefined }, audit: { note: async () => undefined }, clock: { now: Date.now, setTimeout: () => () => undefined }, consoleFolder: '/nowhere', log: { info: () => undefined, warn: () => undefined, error: () => undefined } });
    const { port } = await server.start();
    expect(openDoors({ routes: planted, bound: server.bound() })).toEqual(['GET /api/planted stands open']);
    expect(openDoors({ routes: planted.slice(1), bound: server.bound() })).toEqual(['GET /api/planted is bound beside the table']);
    expect(await wrongAnswers({ httpUrl: `http://127.0.0.1:${port}`, routes: planted, bound: server.bound() }, callers.slice(0, 2))).toEqual([
      'POST /api/planted/forgot as nobody: let in, expected stranger', 'POST /api/planted/forgot as only-viewer: let in, expected role',
    ]);
    await server.stop();
  });

  it('that changes something comes from our own page only, whoever asks', async () => {
    const { host, port } = new URL(hub.httpUrl);
    const cookie = cookies.get('everybody') ?? '';
    const wrong: string[] = [];
    for (const one of hub.hub.routes().filter((each) => each.method !== 'GET')) {
      const foreign: Record<string, Record<string, string>> = {
        'another site': { origin: 'https://evil.example' }, 'a sandboxed frame': { origin: 'null' }, 'another port': { origin: `http://127.0.0.1:${Number(port) + 1}` }, 'another scheme': { origin: `https://${host}` },
        'a lookalike': { origin: `http://${host}.evil.example` }, 'a cross-site fetch': { 'sec-fetch-site': 'cross-site' }, 'a sibling host': { 'sec-fetch-site': 'same-site' },
      };
      for (const [what, headers] of Object.entries(foreign)) if (await deniedBy(await ask(hub.httpUrl, one, { cookie, ...headers })) !== 'origin') wrong.push(`${nameOfRoute(one)} from ${what}`);
      const plain = await fetch(`${hub.httpUrl}${one.path.replace(/:\w+/g, 'none')}`, { method: one.method, headers: { cookie, origin: hub.httpUrl, 'content-type': 'text/plain' }, body: '{}' });
      if (await deniedBy(plain) !== 'origin' && plain.status !== 415) wrong.push(`${nameOfRoute(one)} as a form`);
    }
    expect(wrong).toEqual([]);
    expect(await deniedBy(await ask(hub.httpUrl, { method: 'POST', path: '/api/me/proof' }, { cookie, origin: hub.httpUrl, 'sec-fetch-site': 'same-origin' }))).toBe(null);
  });

  it('leaves its trace in the audit when it changes something: who, what, from where, and what came of it', async () => {
    const cookie = cookies.get('everybody') ?? '';
    const changing = hub.hub.routes().filter((one) => one.method !== 'GET' && one.access !== 'open' && one.access !== 'kiosk-or-staff' && one.path !== '/api/sign-out');
    for (const one of changing) await ask(hub.httpUrl, one, { cookie });
    const { entries } = await (await fetch(`${hub.httpUrl}/api/audit?who=everybody&what=request&limit=500`, { headers: { cookie } })).json() as { entries: { detail: { method: string; route: string; remote: string; status: number } }[] };
    const seen = new Set(entries.filter((one) => one.detail.remote === '127.0.0.1' && one.detail.status >= 200).map((one) => `${one.detail.method} ${one.detail.route}`));
    expect(changing.map(nameOfRoute).filter((name) => !seen.has(name))).toEqual([]);
    expect(changing.length).toBeGreaterThan(15);
  });
});

describe('two tenants in one hub', () => {
  const fills: Record<string, (name: string) => string> = {
    theirs: (name) => (name === 'kiosk' ? nameOf(THEIRS) : name === 'name' ? 'zebra-hostler' : 'zebra-session'),
    theirPack: () => 'zebra.zebra-stripes-pack', theirPackByItsShortName: () => 'zebra-stripes-pack', theirRollout: () => rollout,
  };
  const fillsOf = (path: string): string[] => (path.startsWith('/api/packs/') ? ['theirPack', 'theirPackByItsShortName'] : path.startsWith('/api/rollouts/') ? ['theirRollout'] : ['theirs']);
  let rollout = '';
  let ears: Record<string, Ear>;
  beforeAll(async () => {
    ears = {};
    for (const name of ['of-acme', 'of-hall', 'of-zebra', 'only-viewer', 'only-agent']) ears[name] = (await listen({ cookie: cookies.get(name) ?? '' })).ear as Ear;
    await plant(THEIRS, 'zebra-stripes');
    await plant(NEXT_DOOR, 'annexed');
    await plant(OURS, 'hallmark');
    rollout = await plantPack(['of-zebra', 'zebra-second'], THEIRS, 'zebra-stripes');
    await plantPack(['of-acme', 'acme-second'], NEXT_DOOR, 'next-door');
    await until('the feed', () => ears['of-hall']?.got.some((text) => text.includes('hallmark-hand')) && ears['of-zebra']?.got.some((text) => text.includes('zebra-stripes')));
  });

  it.each([['of-acme', ['zebra']], ['of-hall', ['zebra', 'annex']]])('never show %s a word of the others, in any list', async (who, words) => {
    const leaks: string[] = [];
    for (const one of hub.hub.routes().filter((each) => each.method === 'GET' && !each.path.includes(':') && each.access !== 'open')) {
      const text = await (await ask(hub.httpUrl, one, { cookie: cookies.get(who) ?? '' })).text();
      for (const word of words) if (text.includes(word)) leaks.push(`${nameOfRoute(one)}: ${word}`);
    }
    expect(leaks).toEqual([]);
  });

  it('show each tenant its own, so that the search above can find something', async () => {
    const found: string[] = [];
    for (const one of hub.hub.routes().filter((each) => each.method === 'GET' && each.reach === 'filtered' && !each.path.includes(':'))) {
      if ((await (await ask(hub.httpUrl, one, { cookie: cookies.get('of-zebra') ?? '' })).text()).includes('zebra')) found.push(one.path);
    }
    expect(found).toEqual(expect.arrayContaining(['/api/kiosks', '/api/cases', '/api/sessions', '/api/insights', '/api/incidents', '/api/staff', '/api/packs', '/api/rollouts']));
  });

  it('answer for single things of the others as if there were none: 404, or 403 where only the whole hub may', async () => {
    const wrong: string[] = [];
    for (const one of hub.hub.routes().filter((each) => each.path.includes(':') && each.access !== 'open' && each.access !== 'kiosk-or-staff')) {
      for (const fill of fillsOf(one.path)) {
        const reply = await ask(hub.httpUrl, one, { cookie: cookies.get('of-acme') ?? '' }, fills[fill]);
        const text = await reply.clone().text();
        const why = await deniedBy(reply);
        const fine = one.path.includes(':kiosk') || one.reach !== undefined ? reply.status === 404 || (one.body !== undefined && reply.status === 400) : why === 'tenant';
        // An answer may say again what was asked for, and no more.
        if (!fine || text.replaceAll('zebra.zebra-stripes-pack', '').replaceAll('zebra-stripes-pack', '').includes('stripes')) wrong.push(`${nameOfRoute(one)}: ${reply.status} ${text.slice(0, 120)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('see and hear only their own in the live feed, and cannot touch what is not theirs', async () => {
    const heard = (name: string): string => (ears[name]?.got ?? []).join('\n');
    expect(heard('of-acme')).not.toContain('zebra');
    expect(heard('of-hall')).not.toMatch(/zebra|annex/);
    expect(heard('of-acme')).toMatch(/annexed[\s\S]*hallmark/);
    expect(heard('of-zebra')).toContain('zebra-stripes 加急');
    expect(heard('of-zebra')).not.toMatch(/hallmark|annex/);
    const socket = new WebSocket(`${hub.httpUrl.replace('http', 'ws')}/api/live`, { headers: { cookie: cookies.get('of-acme') ?? '' } });
    const answered = new Promise<string>((resolve) => { socket.on('message', (data) => { if (String(data).includes('"type":"refused"')) resolve(String(data)); }); });
    await new Promise((resolve) => { socket.once('open', resolve); });
    socket.send(JSON.stringify({ type: 'accept', escalation: 'zebra-stripes-hand' }));
    expect(JSON.parse(await answered)).toMatchObject({ type: 'refused', code: 'not-found' });
    socket.terminate();
    const { cases } = await (await fetch(`${hub.httpUrl}/api/cases`, { headers: { cookie: cookies.get('of-zebra') ?? '' } })).json() as { cases: { state: string }[] };
    expect(cases.map((one) => one.state)).not.toContain('talking');
  });

  it('cannot be joined by handing out more than one has: scope, staff of others, tokens', async () => {
    const post = (path: string, body: unknown, method = 'POST'): Promise<Response> => fetch(`${hub.httpUrl}${path}`, { method, headers: { 'content-type': 'application/json', 'x-foyer': '1', cookie: cookies.get('of-acme') ?? '' }, body: JSON.stringify(body) });
    const person = { name: 'new-one', password: 'four words for a door', roles: ['agent'] };
    expect((await post('/api/staff', { ...person, scope: 'all' })).status).toBe(403);
    expect((await post('/api/staff', { ...person, scope: { tenant: 'zebra' } })).status).toBe(403);
    expect((await post('/api/tokens', { name: 'spy', permissions: ['see-fleet'], scope: 'all' })).status).toBe(403);
    expect((await post('/api/staff/only-viewer', { disabled: true }, 'PUT')).status).toBe(404);
    expect((await post('/api/staff/of-acme', { scope: 'all' }, 'PUT')).status).toBe(403);
    expect(await (await post('/api/staff', person)).json()).toMatchObject({ scope: { tenant: 'acme' } });
  });
});

describe('the live feed', () => {
  it('opens for whoever may see the fleet and shows what the role may see', async () => {
    for (const caller of callers) {
      const { status, ear } = await listen(caller.headers);
      expect({ who: caller.who, status }).toEqual({ who: caller.who, status: caller.who === 'nobody' ? 401 : caller.finished ? 101 : 403 });
      if (!ear) continue;
      await until('the first picture', () => ear.got.some((text) => text.includes('"kiosks"')));
      expect({ who: caller.who, cases: ear.got.some((text) => text.includes('"cases"')) }).toEqual({ who: caller.who, cases: may(caller.roles, 'see-cases') });
      ear.close();
    }
    expect((await listen({ cookie: cookies.get('everybody') ?? '', origin: 'https://evil.example' })).status).toBe(403);
  });
});

// Last, because it signs everybody out.
describe('every route x every role', () => {
  it('lets in whom the tables name, and nobody else: strangers, half signed-in, machines beyond their token', async () => {
    expect(callers.map((one) => one.who)).toEqual(expect.arrayContaining(['nobody', 'unfinished', 'robot', ...ROLES.map((role) => `only-${role}`)]));
    expect(Object.values(PERMISSIONS).every((roles) => roles.length > 0)).toBe(true);
    expect(await wrongAnswers(house(), callers)).toEqual([]);
  });
});
