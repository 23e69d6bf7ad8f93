// The staff's side of HTTP: who gets in, who may do what, and what strangers and other sites are told.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
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

describe('over TLS', () => {
  it('uses a cookie that no other host, path or plain connection can plant or read', async () => {
    const secure = await startHub({ tls: {}, people: [{ name: 'amy', roles: ['agent'] }] });
    const call = (method: string, path: string, headers: Record<string, string>, body?: string): Promise<{ status: number; cookie: string }> => new Promise((resolve, reject) => {
      const asked = request(`${secure.httpUrl.replace('http:', 'https:')}${path}`, { method, rejectUnauthorized: false, headers: { 'x-foyer': '1', 'content-type': 'application/json', ...headers } }, (reply) => {
        reply.resume();
        resolve({ status: reply.statusCode ?? 0, cookie: String(reply.headers['set-cookie'] ?? '') });
      });
      asked.on('error', reject);
      asked.end(body);
    });
    const { cookie } = await call('POST', '/api/sign-in', {}, JSON.stringify({ name: 'amy', password: secure.staff[0]?.password }));
    expect(cookie).toMatch(/^__Host-foyer-staff=[\w-]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/);
    const [pair = ''] = cookie.split(';');
    expect((await call('GET', '/api/me', { cookie: pair })).status).toBe(200);
    expect((await call('GET', '/api/me', { cookie: pair.replace('__Host-', '') })).status).toBe(401);
    expect((await call('POST', '/api/sign-out', { cookie: pair, origin: secure.httpUrl }, '{}')).status).toBe(403); // from the plain page of the same host
    await secure.stop();
  });
});

describe('pages and errors', () => {
  it('tells the browser on every answer of the interface to keep nothing and to give nothing away', async () => {
    const { cookie } = staff.get('agent') as TestStaff;
    for (const reply of [await fetch(`${hub.httpUrl}/api/me`, { headers: { cookie } }), await fetch(`${hub.httpUrl}/api/me`), await fetch(`${hub.httpUrl}/api/nothing`), await fetch(`${hub.httpUrl}/api/kiosks`, { headers: { cookie } })]) {
      expect(reply.headers.get('cache-control')).toBe('no-store');
      expect(Object.fromEntries(['referrer-policy', 'x-content-type-options', 'cross-origin-opener-policy', 'cross-origin-resource-policy', 'permissions-policy'].map((name) => [name, reply.headers.get(name)]))).toEqual({
        'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'permissions-policy': expect.stringContaining('camera=()'),
      });
      expect(reply.headers.get('content-security-policy')).not.toMatch(/unsafe|\*/);
      expect(reply.headers.get('access-control-allow-origin')).toBe(null);
    }
  });
  it('lets somebody in again who has lost password and phone, for whoever may start the hub', async () => {
    const first = await startHub({ keep: true, people: [{ name: 'boss', roles: ['security-admin'] }] });
    await signIn(first, 'boss');
    await first.stop();
    let password = '';
    const again = await startHub({ folder: first.folder, rescue: { name: 'boss', told: (given) => { password = given; } } });
    const reply = await fetch(`${again.httpUrl}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer': '1' }, body: JSON.stringify({ name: 'boss', password }) });
    expect(await reply.json()).toMatchObject({ needs: 'enrol', secondFactor: false });
    await again.stop();
  });

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
