// The staff's side of HTTP: who gets in, who may do what, and what strangers and other sites are told.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { may } from '../../hub/core/access.ts';
import type { Route } from '../../hub/adapters/http/route.ts';
import { signIn, startHub, type TestHub, type TestStaff } from './hub-house.ts';

let hub: TestHub;
let page: string;
const staff = new Map<string, TestStaff>();
beforeAll(async () => {
  page = mkdtempSync(join(tmpdir(), 'foyer-console-'));
  mkdirSync(join(page, 'assets'));
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>console</title>');
  writeFileSync(join(page, 'assets/app-1.js'), 'export {}');
  hub = await startHub({ consoleFolder: page });
  for (const name of ['agent', 'author', 'approver', 'admin']) staff.set(name, await signIn(hub, name));
});
afterAll(async () => {
  await hub.stop();
  rmSync(page, { recursive: true, force: true });
});

const ask = (route: Route, headers: Record<string, string>): Promise<Response> => fetch(`${hub.httpUrl}${route.path.replace(/:\w+/g, 'none')}`, {
  method: route.method, headers: { ...(route.method === 'GET' ? {} : { 'content-type': 'application/json', 'x-foyer': '1' }), ...headers }, ...(route.method === 'GET' ? {} : { body: '{}' }),
});

describe('every route', () => {
  it('is denied to strangers and to every role that is not written beside it', async () => {
    // Signing out would end the session that the other rows use.
    for (const route of hub.hub.routes().filter((one) => one.access !== 'open' && one.access !== 'kiosk-or-staff' && one.path !== '/api/sign-out')) {
      const stranger = await ask(route, {});
      expect({ route: route.path, status: stranger.status }).toEqual({ route: route.path, status: 401 });
      expect(await stranger.json()).toMatchObject({ status: 401, code: 'not-signed-in', type: 'urn:foyer:problem:not-signed-in' });
      for (const [role, member] of staff) {
        const reply = await ask(route, { cookie: member.cookie });
        const allowed = may(member.roles, route.access as never);
        expect({ route: `${route.method} ${route.path}`, role, denied: reply.status === 403 || reply.status === 401 }).toEqual({ route: `${route.method} ${route.path}`, role, denied: !allowed });
      }
    }
  });

  it('that changes something is refused from another site, or without the console\'s own header', async () => {
    const { cookie } = staff.get('admin') as TestStaff;
    for (const route of hub.hub.routes().filter((one) => one.method !== 'GET')) {
      expect((await ask(route, { cookie, origin: 'https://evil.example' })).status).toBe(403);
      const plain = await fetch(`${hub.httpUrl}${route.path.replace(/:\w+/g, 'none')}`, { method: route.method, headers: { cookie, 'content-type': 'application/json' }, body: '{}' });
      expect(plain.status).toBe(403);
    }
  });
});

describe('signing in', () => {
  it('sets a cookie that scripts and other sites cannot use, and signing out ends it', async () => {
    const user = hub.staff.find((one) => one.roles.includes('author'));
    const reply = await fetch(`${hub.httpUrl}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer': '1' }, body: JSON.stringify(user && { name: user.name, password: user.password }) });
    const header = reply.headers.get('set-cookie') ?? '';
    expect(header).toMatch(/HttpOnly/);
    expect(header).toMatch(/SameSite=Strict/);
    const cookie = header.split(';')[0] ?? '';
    expect((await fetch(`${hub.httpUrl}/api/me`, { headers: { cookie } })).status).toBe(200);
    await fetch(`${hub.httpUrl}/api/sign-out`, { method: 'POST', headers: { cookie, 'x-foyer': '1' } });
    expect((await fetch(`${hub.httpUrl}/api/me`, { headers: { cookie } })).status).toBe(401);
  });

  it('is closed for a while after five wrong passwords, side by side or one after the other', async () => {
    const tries = Array.from({ length: 12 }, () => fetch(`${hub.httpUrl}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer': '1' }, body: JSON.stringify({ name: 'mallory', password: 'guess' }) }));
    const codes = (await Promise.all(tries)).map((reply) => reply.status);
    expect(codes.filter((code) => code === 401)).toHaveLength(5);
    expect(codes.filter((code) => code === 429)).toHaveLength(7);
  });
});

describe('the live feed', () => {
  const open = (headers: Record<string, string>): Promise<number> => new Promise((resolve) => {
    const socket = new WebSocket(`${hub.httpUrl.replace('http', 'ws')}/api/live`, { headers });
    socket.once('open', () => { socket.close(); resolve(101); });
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('error', () => undefined);
  });
  it('opens for signed-in staff only, and only for the hub\'s own page', async () => {
    const { cookie } = staff.get('agent') as TestStaff;
    expect(await open({})).toBe(401);
    expect(await open({ cookie: 'foyer-staff=made-up' })).toBe(401);
    expect(await open({ cookie, origin: 'https://evil.example' })).toBe(403);
    expect(await open({ cookie })).toBe(101);
  });
  it('does not show raised hands to authors, nor lets them act', async () => {
    const live = await (staff.get('author') as TestStaff).live();
    await live.wait('kiosks');
    live.send({ type: 'accept', escalation: 'x' });
    expect(await live.wait('refused')).toMatchObject({ code: 'not-allowed' });
    expect(live.got.some((message) => message.type === 'cases' || message.type === 'case')).toBe(false);
    live.close();
  });
  it('answers garbage with a refusal and goes on', async () => {
    const live = await (staff.get('agent') as TestStaff).live();
    for (const bad of [{}, { type: 'say' }, { type: 'nope', escalation: 1 }]) live.send(bad as never);
    await live.wait('refused', (message) => message.code === 'message-malformed');
    live.send({ type: 'accept', escalation: 'unknown' });
    expect(await live.wait('refused', (message) => message.code === 'not-found')).toMatchObject({ escalation: 'unknown' });
    live.close();
  });
});

describe('pages and errors', () => {
  it('serves the console with a policy that allows no inline script, and its parts for ever', async () => {
    const home = await fetch(`${hub.httpUrl}/desk`);
    expect(home.status).toBe(200);
    expect(home.headers.get('content-security-policy')).toMatch(/script-src 'self';/);
    expect(home.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect((await fetch(`${hub.httpUrl}/assets/app-1.js`)).headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${hub.httpUrl}/../hub.sqlite`)).headers.get('content-type')).toContain('text/html');
  });
  it('answers unknown addresses, bad bodies and too large ones as problems with a mend', async () => {
    const post = (body: string, type = 'application/json'): Promise<Response> => fetch(`${hub.httpUrl}/api/sign-in`, { method: 'POST', headers: { 'content-type': type, 'x-foyer': '1' }, body });
    for (const [reply, status, code] of [
      [await fetch(`${hub.httpUrl}/api/nothing`), 404, 'not-found'],
      [await post('{'), 400, 'usage'],
      [await post('{"name":1}'), 400, 'usage'],
      [await post('<x/>', 'application/xml'), 415, 'usage'],
      [await post(JSON.stringify({ name: 'x'.repeat(100_000), password: 'y' })), 413, 'message-too-large'],
    ] as const) {
      expect(reply.status).toBe(status);
      expect(reply.headers.get('content-type')).toContain('application/problem+json');
      const problem = await reply.json() as { code: string; mend: string };
      expect(problem.code).toBe(code);
      expect(problem.mend.length).toBeGreaterThan(5);
    }
  });
});
