// The way to the organisation's sign-in and back. What must be remembered in between stays here; the browser carries only the
// key to it, once, for ten minutes.
import type { Audit, Clock, Hasher } from '../../core/ports.ts';
import type { Provider, ProviderMemory } from '../../core/provider-port.ts';
import type { ProviderSignIn } from '../../core/provider-staff.ts';
import { cookieName, readCookie, setCookie, STAFF_COOKIE } from './gate.ts';
import { type Route, type RouteReply, route } from './route.ts';

const COOKIE = 'foyer-provider';
const BACK = '/api/sign-in/provider/done';
const WITHIN_MS = 10 * 60_000;

const to = (location: string, cookies: readonly string[]): RouteReply => ({ status: 303, text: '', headers: { location, 'set-cookie': cookies } });

export function providerRoutes(parts: { provider: Provider; people: ProviderSignIn; hubUrl: string | undefined; clock: Clock; audit: Audit; hasher: Pick<Hasher, 'token'> }): Route[] {
  const { provider, clock, hasher } = parts;
  const waiting = new Map<string, ProviderMemory & { at: number }>();
  return [
    route({
      method: 'GET', path: '/api/sign-in/provider', access: 'open', summary: 'Sends the browser to the organisation\'s sign-in.',
      async handle({ origin, secure }) {
        const { url, memory } = await provider.begin(`${parts.hubUrl?.replace(/\/$/, '') ?? origin}${BACK}`);
        for (const [key, { at }] of waiting) if (clock.now() - at > WITHIN_MS || waiting.size > 1000) waiting.delete(key);
        const key = hasher.token();
        waiting.set(key, { ...memory, at: clock.now() });
        // Lax: the browser comes back from another site, and must bring it along then.
        return to(url, [setCookie(COOKIE, key, { secure, maxAgeSeconds: WITHIN_MS / 1000, sameSite: 'Lax' })]);
      },
    }),
    route({
      method: 'GET', path: BACK, access: 'open', summary: 'Where the organisation\'s sign-in sends the browser back to.',
      async handle({ url, cookies, secure, remote, device }) {
        const key = readCookie(cookies, cookieName(COOKIE, secure)) ?? '';
        const memory = waiting.get(key);
        waiting.delete(key);
        const forget = setCookie(COOKIE, '', { secure, maxAgeSeconds: 0, sameSite: 'Lax' });
        const failed = async (why: string): Promise<RouteReply> => {
          await parts.audit.note({ at: clock.now(), who: '', what: 'sign-in-failed', detail: { remote, by: 'provider', why } });
          return to('/?sign-in=failed', [forget]);
        };
        if (!memory || clock.now() - memory.at > WITHIN_MS) return failed('nothing begun, or too long ago');
        const result = await provider.finish(url, memory);
        if (!result.ok) return failed(result.why);
        const entered = await parts.people.enter(result.claims, result.idToken, { remote, device });
        return entered ? to('/', [forget, setCookie(STAFF_COOKIE, entered.token, { secure, maxAgeSeconds: entered.maxAgeSeconds })]) : to('/?sign-in=no-access', [forget]);
      },
    }),
  ];
}
