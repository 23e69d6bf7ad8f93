// The one gate in front of every route and of the live feed: who is asking, may they, is it their tenant's, and does the
// request come from our own page. Denied unless everything holds.
import { staffMay, WANTS_FRESH_PROOF } from '../../core/access.ts';
import { coversKiosk } from '../../core/scope.ts';
import type { ServiceTokens } from '../../core/service-tokens.ts';
import type { SignedIn, SignIn } from '../../core/sign-in.ts';
import { problem, type Route, type RouteReply } from './route.ts';

/** Over TLS the name itself makes the browser refuse the cookie from other hosts and paths (RFC 6265bis 4.1.3.2). */
export function cookieName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name;
}
export const STAFF_COOKIE = 'foyer-staff';

/** The value of a cookie. Two different values under one name: somebody planted one, so neither is believed. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  const values = new Set<string>();
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) values.add(part.slice(at + 1).trim());
  }
  const [value] = values;
  return values.size === 1 && value ? value : undefined;
}
export function setCookie(name: string, value: string, options: { secure: boolean; maxAgeSeconds: number; sameSite?: 'Strict' | 'Lax' }): string {
  return `${cookieName(name, options.secure)}=${value}; Path=/; HttpOnly; SameSite=${options.sameSite ?? 'Strict'}; Max-Age=${options.maxAgeSeconds}${options.secure ? '; Secure' : ''}`;
}

export interface Asking { readonly host: string | undefined; readonly origin: string | undefined; readonly site: string | undefined; readonly cookies: string | undefined; readonly authorization: string | undefined; readonly secure: boolean }

/** A request that changes something must come from our own page. A browser always says where a change comes from. */
export function fromOwnPage({ origin, host, site, secure }: Pick<Asking, 'origin' | 'host' | 'site' | 'secure'>): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (origin === undefined) return true; // not a browser
  try {
    const from = new URL(origin);
    return from.host === host && from.protocol === (secure ? 'https:' : 'http:');
  } catch {
    return false; // `null`: a sandboxed frame, a file, a redirect
  }
}

export interface Admitted { readonly as: SignedIn | null; readonly token: string | undefined }
export interface Gate {
  /** Who asks; a token of a machine wins over a cookie, which browsers add by themselves. */
  who(asking: Asking, use: boolean): Promise<Admitted>;
  /** undefined: come in. */
  refuse(route: Pick<Route, 'method' | 'access' | 'early' | 'reach' | 'path'>, admitted: Admitted, asking: Asking & { ownHeader: boolean; params: Record<string, string> }): RouteReply | undefined;
}

const UNFINISHED = { 'second-factor': 'Enter the code of your authenticator app.', 'enrol': 'Set up your second factor: administrators need one.', 'new-password': 'Choose a new password; the present one was set by somebody else.' } as const;

export function createGate(parts: { signIn: Pick<SignIn, 'who'>; tokens: ServiceTokens }): Gate {
  return {
    async who(asking, use) {
      if (/^Bearer /i.test(asking.authorization ?? '')) return { as: await parts.tokens.who(asking.authorization) ?? null, token: undefined };
      const token = readCookie(asking.cookies, cookieName(STAFF_COOKIE, asking.secure));
      return { as: await parts.signIn.who(token, use) ?? null, token };
    },
    refuse({ method, access, early, reach, path }, { as }, asking) {
      if (access !== 'open' && access !== 'kiosk-or-staff') {
        if (!as) return problem('not-signed-in', 'Sign in first.', 'Open the console and sign in.');
        if (as.needs !== 'nothing' && !early) return problem('sign-in-unfinished', 'Signing in is not finished.', UNFINISHED[as.needs], { fields: { needs: as.needs } });
        if (!staffMay(as.staff, access)) return problem('not-allowed', 'Your role does not include this.', 'Ask an administrator for the role.');
        if (as.staff.scope !== 'all') {
          const { kiosk } = asking.params;
          if (kiosk !== undefined ? !coversKiosk(as.staff.scope, kiosk) : path.includes(':kiosk')) return problem('not-found', 'There is no such kiosk here.', 'Look at the list of kiosks.');
          if (kiosk === undefined && reach === undefined) return problem('not-allowed', 'This belongs to the whole hub, your account to one tenant.', 'Ask somebody who looks after the whole hub.');
        }
      }
      // A token is no cookie: no other page can make a browser send it.
      if (method !== 'GET' && !(as && as.session === null) && (!asking.ownHeader || !fromOwnPage(asking))) return problem('not-allowed', 'This request does not come from the console.', 'Send the header x-foyer, from the hub\'s own page.');
      if (method !== 'GET' && as && access !== 'open' && access !== 'kiosk-or-staff' && WANTS_FRESH_PROOF.includes(access) && !as.fresh) {
        return problem('proof-needed', 'This needs a fresh proof that it is you.', as.record?.totpSecret ? 'Enter a code of your authenticator app.' : 'Enter your password again.', { fields: { by: as.record?.totpSecret ? 'code' : 'password' } });
      }
      return undefined;
    },
  };
}
