// Signing in through a real OpenID Connect provider: the good way, and every bad one.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProviderSettings, vouch } from '../../hub/core/provider-staff.ts';
import { signIn, startHub, type TestHub } from './hub-house.ts';
import { createJar, type Jar, passProvider, startProvider, type TestProvider } from './provider-house.ts';

let hub: TestHub;
let provider: TestProvider;
let port = 0;
let ahead = 0;
const DONE = '/api/sign-in/provider/done';
const back = (url: string): boolean => url.startsWith(`${hub.httpUrl}${DONE}`);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: found } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return found;
}
beforeAll(async () => {
  port = await freePort();
  provider = await startProvider({ clientId: 'foyer', clientSecret: 'a secret of both', redirect: () => `http://127.0.0.1:${port}${DONE}` });
  const settings = ProviderSettings.parse({
    issuer: provider.issuer, clientId: 'foyer', clientSecret: 'a secret of both', roles: { 'front-desk': ['agent'], 'it': ['system-admin'] }, reach: { 'front-desk': { tenant: 'acme', sites: ['hall'] }, 'it': 'all' },
    passwordSignIn: false, breakGlass: 'glass',
  });
  hub = await startHub({ port, provider: settings, clock: { now: () => Date.now() + ahead, setTimeout: (run, ms) => { const timer = setTimeout(run, ms); return () => clearTimeout(timer); } }, people: [{ name: 'glass', roles: ['auditor'] }, { name: 'local', roles: ['viewer'] }] });
  provider.people.set('u-1', { preferred_username: 'Mei.Lin', groups: ['front-desk'] });
  provider.people.set('u-2', { preferred_username: 'root-of-it', groups: ['it', 'coffee'] });
  provider.people.set('u-3', { preferred_username: 'stranger', groups: ['coffee', 'constructor', '__proto__'] });
  provider.people.set('u-4', { preferred_username: 'local', groups: ['front-desk'] });
});
afterAll(async () => {
  await hub.stop();
  await provider.stop();
});

async function enter(who: string, jar: Jar = createJar()): Promise<{ jar: Jar; location: string }> {
  const url = await passProvider(jar, `${hub.httpUrl}/api/sign-in/provider`, who, back);
  const reply = await jar.go(url);
  return { jar, location: reply.headers.get('location') ?? '' };
}
const me = async (jar: Jar): Promise<{ status: number; json: Record<string, unknown> }> => {
  const reply = await jar.go(`${hub.httpUrl}/api/me`);
  return { status: reply.status, json: await reply.json() as Record<string, unknown> };
};

describe('the organisation\'s sign-in', () => {
  it('lets a member of a mapped group in, with the roles and the sites that the settings file gives', async () => {
    expect(await (await fetch(`${hub.httpUrl}/api/sign-in`)).json()).toEqual({ password: false, provider: { label: expect.objectContaining({ en: expect.any(String), zh: expect.any(String) }) } });
    const { jar, location } = await enter('u-1');
    expect(location).toBe('/');
    expect((await me(jar)).json).toMatchObject({ name: 'mei.lin', roles: ['agent'], scope: { tenant: 'acme', sites: ['hall'] }, needs: 'nothing', from: 'provider' });
  });

  it('asks administrators for a second factor all the same', async () => {
    const { jar } = await enter('u-2');
    expect((await me(jar)).json).toMatchObject({ name: 'root-of-it', scope: 'all', needs: 'enrol', may: [] });
  });

  it('gives nothing to whoever is in no mapped group, nor the name of a local account to somebody else', async () => {
    for (const who of ['u-3', 'u-4']) {
      const { jar, location } = await enter(who);
      expect(location).toBe('/?sign-in=no-access');
      expect((await me(jar)).status).toBe(401);
    }
  });

  it('follows the provider: other groups at the next sign-in end the old sessions and rights', async () => {
    const before = await enter('u-1');
    provider.people.set('u-1', { preferred_username: 'Mei.Lin', groups: ['coffee'] });
    const now = await enter('u-1');
    expect(now.location).toBe('/?sign-in=no-access');
    provider.people.set('u-1', { preferred_username: 'Mei.Lin', groups: ['front-desk', 'it'] });
    await enter('u-1');
    expect((await me(before.jar)).status).toBe(401);
    provider.people.set('u-1', { preferred_username: 'Mei.Lin', groups: ['front-desk'] });
  });

  it('refuses an answer with a wrong state, a foreign or used-up beginning, a wrong code, an error, or one that comes too late', async () => {
    const jar = createJar();
    const answered = new URL(await passProvider(jar, `${hub.httpUrl}/api/sign-in/provider`, 'u-1', back));
    const wrongState = new URL(answered);
    wrongState.searchParams.set('state', 'made-up');
    expect((await jar.go(wrongState.href)).headers.get('location')).toBe('/?sign-in=failed');
    expect((await jar.go(answered.href)).headers.get('location')).toBe('/?sign-in=failed'); // the beginning is used up

    const mine = createJar();
    const theirs = new URL(await passProvider(mine, `${hub.httpUrl}/api/sign-in/provider`, 'u-1', back));
    expect((await createJar().go(theirs.href)).headers.get('location')).toBe('/?sign-in=failed'); // another browser: log-in CSRF
    const wrongCode = new URL(theirs);
    wrongCode.searchParams.set('code', 'made-up');
    expect((await mine.go(wrongCode.href)).headers.get('location')).toBe('/?sign-in=failed');

    const denied = createJar();
    const begun = await denied.go(`${hub.httpUrl}/api/sign-in/provider`);
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? '';
    expect((await denied.go(`${hub.httpUrl}${DONE}?error=access_denied&state=${state}&iss=${encodeURIComponent(provider.issuer)}`)).headers.get('location')).toBe('/?sign-in=failed');

    const late = createJar();
    const url = await passProvider(late, `${hub.httpUrl}/api/sign-in/provider`, 'u-1', back);
    ahead += 11 * 60_000;
    expect((await late.go(url)).headers.get('location')).toBe('/?sign-in=failed');
    ahead = 0;
    expect((await me(late)).status).toBe(401);
  });

  it('refuses an identity token made for another beginning (nonce)', async () => {
    // The browser begins twice; the answer to one is shown with the nonce of the other by swapping what it asks the provider for.
    const jar = createJar();
    const begun = new URL((await jar.go(`${hub.httpUrl}/api/sign-in/provider`)).headers.get('location') ?? '');
    expect(begun.searchParams.get('code_challenge_method')).toBe('S256');
    begun.searchParams.set('nonce', 'of-somebody-else');
    const url = await passProvider(jar, begun.href, 'u-1', back);
    expect((await jar.go(url)).headers.get('location')).toBe('/?sign-in=failed');
    expect((await me(jar)).status).toBe(401);
    const { cookie } = await signIn(hub, 'glass');
    const { entries } = await (await fetch(`${hub.httpUrl}/api/audit?what=sign-in-failed&limit=1`, { headers: { cookie } })).json() as { entries: { detail: { why: string } }[] };
    expect(entries[0]?.detail.why).toContain('CLAIM_COMPARISON'); // the nonce is all that differs from the good way
  });

  it('ends the session here and names the page that ends it at the provider', async () => {
    const { jar } = await enter('u-1');
    const reply = await jar.go(`${hub.httpUrl}/api/sign-out`, { method: 'POST', headers: { 'x-foyer': '1', 'content-type': 'application/json' }, body: '{}' });
    const { next } = await reply.json() as { next: string };
    expect(next).toContain(`${provider.issuer}/session/end?`);
    expect(new URL(next).searchParams.get('post_logout_redirect_uri')).toBe(`${hub.httpUrl}/`);
    expect((await me(jar)).status).toBe(401);
  });

  it('leaves one local account its password, for the day when the provider is away', async () => {
    const signIn = async (name: string): Promise<number> => (await fetch(`${hub.httpUrl}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer': '1' }, body: JSON.stringify({ name, password: hub.staff.find((one) => one.name === name)?.password }) })).status;
    expect(await signIn('glass')).toBe(200);
    expect(await signIn('local')).toBe(401);
  });
});

describe('what a provider says of a person', () => {
  const settings = (more: object): ProviderSettings => ProviderSettings.parse({ issuer: 'https://id.example', clientId: 'foyer', roles: { a: ['agent'], b: ['viewer'] }, ...more });
  it.each([
    ['a tenant of its own claim', { tenantClaim: 'org' }, { groups: ['a'], org: 'acme' }, { ok: true, scope: { tenant: 'acme' } }],
    ['no tenant', { tenantClaim: 'org' }, { groups: ['a'] }, { ok: false }],
    ['a tenant called all', { tenantClaim: 'org' }, { groups: ['a'], org: '*' }, { ok: false }],
    ['sites that must be there', { tenantClaim: 'org', sitesClaim: 'sites' }, { groups: ['a'], org: 'acme' }, { ok: false }],
    ['some sites', { tenantClaim: 'org', sitesClaim: 'sites' }, { groups: ['a'], org: 'acme', sites: ['x', 'y'] }, { ok: true, scope: { tenant: 'acme', sites: ['x', 'y'] } }],
    ['two tenants at once', { reach: { a: { tenant: 'x' }, b: { tenant: 'y' } } }, { groups: ['a', 'b'] }, { ok: false }],
    ['a group without reach', { reach: { b: 'all' } }, { groups: ['a'] }, { ok: false }],
    ['groups as one word', {}, { groups: 'a' }, { ok: true, roles: ['agent'], scope: 'all' }],
    ['groups that are no words', {}, { groups: [{ name: 'a' }] }, { ok: false }],
  ])('%s', (_what, more, claims, wanted) => { expect(vouch(settings(more), { sub: 's', preferred_username: 'N', ...claims })).toMatchObject(wanted); });

  it('needs the account for bad days to be named when passwords are switched off', () => {
    expect(() => settings({ passwordSignIn: false })).toThrow(/breakGlass|local account/);
  });
});
