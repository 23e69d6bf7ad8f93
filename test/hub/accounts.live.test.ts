// Signing in to a running hub: passwords, second factors, recovery codes, fresh proofs, sessions that end, machines' tokens.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { passwordProblem } from '../../hub/core/password-rules.ts';
import type { Clock } from '../../hub/core/ports.ts';
import { systemClock } from '../../hub/adapters/system-clock.ts';
import { codeOf, enter, startHub, type TestHub } from './hub-house.ts';

let hub: TestHub;
let ahead = 0; // milliseconds that the hub's clock is ahead of ours
const clock: Clock = { now: () => Date.now() + ahead, setTimeout: (run, ms) => systemClock.setTimeout(run, ms) };
const MINUTE = 60_000;

beforeAll(async () => {
  hub = await startHub({
    clock, people: [{ name: 'root', roles: ['security-admin', 'auditor'] }, { name: 'second', roles: ['security-admin'] }, { name: 'boss', roles: ['system-admin'] }, ...['amy', 'ben', 'cat', 'dan', 'eve', 'fay', 'gus'].map((name) => ({ name, roles: ['agent'] }))],
  });
});
afterAll(async () => { await hub.stop(); });
beforeEach(() => { ahead += 20 * MINUTE; }); // wrong tries of one test do not count in the next

const userOf = (name: string): { name: string; password: string; secret?: string; recovery?: string[] } & TestHub['staff'][number] => {
  const user = hub.staff.find((one) => one.name === name);
  if (!user) throw new Error(name);
  return user;
};
async function call(path: string, options: { cookie?: string; body?: unknown; method?: string; bearer?: string } = {}): Promise<{ status: number; json: Record<string, unknown>; cookie: string }> {
  const method = options.method ?? (options.body === undefined ? 'GET' : 'POST');
  const reply = await fetch(`${hub.httpUrl}${path}`, {
    method, headers: { 'x-foyer': '1', ...(options.body === undefined ? {} : { 'content-type': 'application/json' }), ...(options.cookie ? { cookie: options.cookie } : {}), ...(options.bearer ? { authorization: `Bearer ${options.bearer}` } : {}) },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  return { status: reply.status, json: await reply.json() as Record<string, unknown>, cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '' };
}
const signIn = (name: string, password = userOf(name).password) => call('/api/sign-in', { body: { name, password } });
const now = (): number => clock.now();

describe('an administrator', () => {
  it('gets in only with a second factor: scans the picture, proves it, and keeps ten recovery codes', async () => {
    const first = await signIn('root');
    expect(first.json).toMatchObject({ needs: 'enrol', may: [] });
    expect((await call('/api/staff', { cookie: first.cookie })).json).toMatchObject({ code: 'sign-in-unfinished', needs: 'enrol' });
    const begun = (await call('/api/me/second-factor', { cookie: first.cookie, body: {} })).json as { secret: string; uri: string; svg: string };
    expect(begun.uri).toMatch(/^otpauth:\/\/totp\/Foyer:root\?.*secret=/);
    expect(begun.svg).toMatch(/^<svg/);
    expect((await call('/api/me/second-factor/confirm', { cookie: first.cookie, body: { code: '000000' } })).status).toBe(400);
    const done = (await call('/api/me/second-factor/confirm', { cookie: first.cookie, body: { code: codeOf(begun.secret, 0, now()) } })).json as { recovery: string[] };
    expect(new Set(done.recovery).size).toBe(10);
    Object.assign(userOf('root'), { secret: begun.secret, recovery: done.recovery });
    expect((await call('/api/staff', { cookie: first.cookie })).status).toBe(200);
  });

  it('cannot use a code twice, nor one that is more than a step old, and each recovery code works once', async () => {
    const { secret = '', recovery = [] } = userOf('root');
    const prove = async (code: string): Promise<number> => (await call('/api/me/proof', { cookie: (await signIn('root')).cookie, body: { code } })).status;
    expect(await prove(codeOf(secret, -2, now()))).toBe(400);
    const code = codeOf(secret, -1, now());
    expect(await Promise.all([prove(code), prove(code)]).then((codes) => codes.sort())).toEqual([200, 400]);
    expect(await prove(code)).toBe(400);
    expect(await prove(codeOf(secret, 1, now()))).toBe(200);
    expect(await prove(codeOf(secret, 0, now()))).toBe(400); // older than the newest one used
    expect(await prove(recovery[0] ?? '')).toBe(200);
    expect(await prove(recovery[0] ?? '')).toBe(400);
  });

  it('cannot be helped by somebody who only knows the password: no new second factor, no password change, no more than five guesses', async () => {
    const { cookie } = await signIn('root');
    expect((await call('/api/me/second-factor', { cookie, body: {} })).json).toMatchObject({ code: 'proof-needed' });
    expect((await call('/api/me/password', { cookie, body: { old: userOf('root').password, wanted: 'another long sentence' } })).status).toBe(403);
    const guesses = await Promise.all(Array.from({ length: 8 }, (_, index) => call('/api/me/proof', { cookie, body: { code: String(100_000 + index) } })));
    expect(guesses.map((one) => one.status).sort()).toEqual([400, 400, 400, 400, 400, 429, 429, 429]);
    expect((await call('/api/me/proof', { cookie, body: { code: codeOf(userOf('root').secret ?? '', 0, now()) } })).status).toBe(429);
  });

  it('shows a fresh proof before acts that cannot be undone', async () => {
    const { cookie } = await signIn('root');
    await call('/api/me/proof', { cookie, body: { code: codeOf(userOf('root').secret ?? '', 0, now()) } });
    const act = () => call('/api/staff/amy/sessions/end', { cookie, body: {} });
    expect((await act()).status).toBe(200);
    ahead += 6 * MINUTE;
    expect((await act()).json).toMatchObject({ code: 'proof-needed', by: 'code' });
    expect((await call('/api/staff', { cookie })).status).toBe(200); // looking needs none
    expect((await call('/api/me/proof', { cookie, body: { password: userOf('root').password } })).status).toBe(400); // the code, not the password again
    expect((await call('/api/me/proof', { cookie, body: { code: codeOf(userOf('root').secret ?? '', 0, now()) } })).status).toBe(200);
    expect((await act()).status).toBe(200);
  });
});

async function admin(): Promise<string> {
  const { cookie } = await signIn('root');
  await call('/api/me/proof', { cookie, body: { code: codeOf(userOf('root').secret ?? '', 0, now()) } });
  return cookie;
}

describe('a session', () => {
  it('is a new one at each sign-in, whatever the browser brought along, and the old one is over', async () => {
    const planted = 'foyer-staff=chosen-by-somebody-else';
    const fresh = await call('/api/sign-in', { cookie: planted, body: { name: 'amy', password: userOf('amy').password } });
    expect(fresh.cookie).not.toBe(planted);
    expect((await call('/api/me', { cookie: planted })).status).toBe(401);
    const next = await call('/api/sign-in', { cookie: fresh.cookie, body: { name: 'amy', password: userOf('amy').password } });
    expect((await call('/api/me', { cookie: fresh.cookie })).status).toBe(401);
    expect((await call('/api/me', { cookie: next.cookie })).status).toBe(200);
    expect((await call('/api/me', { cookie: `${next.cookie}; foyer-staff=tossed` })).status).toBe(401); // two values: one of them is planted
  });

  it('ends after half an hour without use and twelve hours in any case', async () => {
    const { cookie } = await signIn('amy');
    const me = async (): Promise<number> => (await call('/api/me', { cookie })).status;
    for (let hour = 0; hour < 11.9; hour += 0.45) {
      ahead += 27 * MINUTE;
      if (hour < 11.4) expect(await me()).toBe(200);
    }
    ahead += 27 * MINUTE;
    expect(await me()).toBe(401);
    const second = await signIn('amy');
    ahead += 31 * MINUTE;
    expect((await call('/api/me', { cookie: second.cookie })).status).toBe(401);
  });

  it('is listed with device and time, and can be ended from another one', async () => {
    const here = (await signIn('ben')).cookie;
    const there = (await signIn('ben')).cookie;
    const { sessions } = (await call('/api/me/sessions', { cookie: here })).json as { sessions: { id: string; here: boolean; device: string; openedAt: number; remote: string }[] };
    expect(sessions).toHaveLength(2);
    expect(sessions.every((one) => one.device.length > 2 && one.openedAt > 0 && one.remote === '127.0.0.1')).toBe(true);
    expect((await call(`/api/me/sessions/${sessions.find((one) => !one.here)?.id}/end`, { cookie: here, body: {} })).status).toBe(200);
    expect((await call('/api/me', { cookie: there })).status).toBe(401);
    expect((await call('/api/me', { cookie: here })).status).toBe(200);
    const others = (await signIn('cat')).cookie;
    expect((await call(`/api/me/sessions/${sessions.find((one) => one.here)?.id}/end`, { cookie: others, body: {} })).status).toBe(404); // not theirs
  });

  it('ends when the roles change, when the person is shut out, and the live page with it', async () => {
    const chief = await admin();
    for (const change of [{ roles: ['viewer'] }, { scope: { tenant: 'acme' } }, { disabled: true }]) {
      const { cookie } = await signIn('dan');
      const live = new WebSocket(`${hub.httpUrl.replace('http', 'ws')}/api/live`, { headers: { cookie } });
      const closed = new Promise<number>((resolve) => { live.once('close', resolve); });
      await new Promise((resolve) => { live.once('open', resolve); });
      expect((await call('/api/me', { cookie })).status).toBe(200);
      expect((await call('/api/staff/dan', { cookie: chief, method: 'PUT', body: change })).status).toBe(200);
      expect((await call('/api/me', { cookie })).status).toBe(401);
      live.send(JSON.stringify({ type: 'accept', escalation: 'any' })); // and cannot act meanwhile
      expect(await closed).toBe(4401);
    }
    expect((await signIn('dan')).status).toBe(401);
  });
});

describe('passwords', () => {
  it('that everybody tries first are refused, long ones of any kind are not', () => {
    for (const bad of ['short', 'password123', 'Password1!', 'qwertyuiop', '1234567890', '0987654321', 'aaaaaaaaaaaa', 'abcdefghijk', 'adminadmin', 'P@ssw0rd2026', 'iloveyou2024', '1q2w3e4r5t', 'woaini1314520', 'letmein12345', 'abcabcabcabc', 'alice12345', '12345alice']) {
      expect({ bad, problem: passwordProblem(bad, 'alice') }).toEqual({ bad, problem: expect.any(String) });
    }
    for (const good of ['four words for a door', '我家的猫每天早上六点叫醒我', 'Tk7-mzq-91x', 'correct horse battery', 'passwords are for people', 'alice walks to the river']) {
      expect({ good, problem: passwordProblem(good, 'alice') }).toEqual({ good, problem: undefined });
    }
  });

  it('are changed by their owner with the old one; other sessions end', async () => {
    const here = (await signIn('eve')).cookie;
    const there = (await signIn('eve')).cookie;
    const change = (old: string, wanted: string) => call('/api/me/password', { cookie: here, body: { old, wanted } });
    expect((await change('wrong wrong wrong', 'a door in the wall')).status).toBe(400);
    expect((await change(userOf('eve').password, 'password123')).status).toBe(400);
    expect((await change(userOf('eve').password, 'a door in the wall')).status).toBe(200);
    expect((await call('/api/me', { cookie: there })).status).toBe(401);
    expect((await call('/api/me', { cookie: here })).status).toBe(200);
    expect((await signIn('eve')).status).toBe(401);
    expect((await signIn('eve', 'a door in the wall')).status).toBe(200);
  });

  it('set by an administrator open the door only as far as to choose one\'s own', async () => {
    const chief = await admin();
    const old = (await signIn('fay')).cookie;
    expect((await call('/api/staff/fay/password', { cookie: chief, body: { password: 'for today only' } })).status).toBe(200);
    expect((await call('/api/me', { cookie: old })).status).toBe(401);
    const { cookie, json } = await signIn('fay', 'for today only');
    expect(json).toMatchObject({ needs: 'new-password', may: [] });
    expect((await call('/api/cases', { cookie })).json).toMatchObject({ code: 'sign-in-unfinished' });
    expect((await call('/api/me/password', { cookie, body: { old: 'for today only', wanted: 'for today only' } })).status).toBe(400);
    expect((await call('/api/me/password', { cookie, body: { old: 'for today only', wanted: 'mine from now on' } })).status).toBe(200);
    expect((await call('/api/cases', { cookie })).status).toBe(200);
  });
});

describe('those who look after people', () => {
  it('cannot change their own rights, nor take a name twice, nor shut out the last security administrator', async () => {
    const chief = await admin();
    const put = (name: string, body: unknown) => call(`/api/staff/${name}`, { cookie: chief, method: 'PUT', body });
    expect((await put('root', { roles: ['security-admin', 'system-admin'] })).status).toBe(403);
    expect((await call('/api/staff', { cookie: chief, body: { name: 'amy', password: 'four words for a door', roles: ['agent'] } })).status).toBe(409);
    expect((await put('second', { roles: ['agent'] })).status).toBe(200);
    const other = await enter(hub.httpUrl, userOf('second'));
    expect((await call('/api/staff/root', { cookie: other.cookie, method: 'PUT', body: { disabled: true } })).status).toBe(403);
    expect((await put('nobody-here', { disabled: true })).status).toBe(404);
  });

  it('reset a lost second factor, after which it is set up anew', async () => {
    await enter(hub.httpUrl, userOf('boss')).catch(() => undefined);
    const before = await signIn('boss');
    const chief = await admin();
    expect((await call('/api/staff/boss/second-factor/reset', { cookie: chief, body: {} })).status).toBe(200);
    expect((await call('/api/me', { cookie: before.cookie })).status).toBe(401);
    expect((await signIn('boss')).json).toMatchObject({ needs: 'enrol' });
  });
});

describe('a machine\'s token', () => {
  it('does what it names until it expires or is revoked, is kept as a hash, and makes no other tokens', async () => {
    const chief = await admin();
    const made = await call('/api/tokens', { cookie: chief, body: { name: 'claimer', permissions: ['see-fleet'], days: 30 } });
    const bearer = String(made.json['token']);
    expect((await call('/api/kiosks', { bearer })).status).toBe(200);
    expect((await call('/api/cases', { bearer })).status).toBe(403);
    expect((await call('/api/me', { bearer })).status).toBe(403);
    expect((await call('/api/kiosks', { bearer, cookie: chief })).status).toBe(200);
    expect((await call('/api/staff', { bearer, cookie: chief })).status).toBe(403); // the cookie does not help the token
    expect((await call('/api/tokens', { cookie: chief, body: { name: 'mint', permissions: ['edit-staff'] } })).status).toBe(400);
    const { tokens } = (await call('/api/tokens', { cookie: chief })).json as { tokens: { id: string; name: string }[] };
    expect(JSON.stringify(tokens)).not.toContain(bearer.slice(6, 20));
    expect((await call(`/api/tokens/${tokens.find((one) => one.name === 'claimer')?.id}/revoke`, { cookie: chief, body: {} })).status).toBe(200);
    expect((await call('/api/kiosks', { bearer })).status).toBe(401);
    const short = String((await call('/api/tokens', { cookie: chief, body: { name: 'short', permissions: ['see-fleet'], days: 1 } })).json['token']);
    ahead += 24 * 60 * MINUTE;
    expect((await call('/api/kiosks', { bearer: short })).status).toBe(401);
  });
});

describe('the audit', () => {
  it('tells who did what, from where, and never a password or a code', async () => {
    const chief = await admin();
    const all = (await call('/api/audit?limit=500', { cookie: chief })).json as { entries: { who: string; what: string; detail: Record<string, unknown> }[] };
    const whats = new Set(all.entries.map((one) => one.what));
    for (const what of ['signed-in', 'sign-in-failed', 'proven', 'proof-failed', 'second-factor-enrolled', 'password-changed', 'password-reset', 'staff-changed', 'token-made', 'token-revoked', 'second-factor-reset', 'request']) expect(whats).toContain(what);
    const text = JSON.stringify(all);
    for (const secret of [userOf('root').secret, userOf('root').password, userOf('root').recovery?.[3], 'for today only', 'mine from now on', 'a door in the wall']) expect(text).not.toContain(secret);
    const mine = (await call('/api/audit?who=fay&what=password', { cookie: chief })).json as { entries: { who: string; what: string }[] };
    expect(mine.entries.map((one) => [one.who, one.what])).toEqual([['fay', 'password-changed']]);
  });
});
