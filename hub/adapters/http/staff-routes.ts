// Signing in and out, who one is, and what everybody may do with their own account.
import { z } from 'zod';
import { PERMISSIONS, type Permission, staffMay } from '../../core/access.ts';
import type { OwnAccount, Refused } from '../../core/own-account.ts';
import { FRESH_MS, type SignedIn, type SignIn } from '../../core/sign-in.ts';
import { setCookie, STAFF_COOKIE } from './gate.ts';
import { problem, type Route, type RouteReply, type RouteRequest, route } from './route.ts';

const Code = z.string().min(6).max(40);
const Password = z.string().min(1).max(200);

/** What the console needs to know of who is signed in. */
function meOf(as: SignedIn): Record<string, unknown> {
  return {
    name: as.staff.name, roles: as.staff.roles, scope: as.staff.scope, needs: as.needs, secondFactor: as.record?.totpSecret != null, from: as.record?.subject ? 'provider' : 'here',
    may: as.needs === 'nothing' ? (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => staffMay(as.staff, permission)) : [],
  };
}
function tooMany(seconds: number): RouteReply {
  return problem('not-allowed', 'Too many wrong tries.', `Try again in ${seconds} seconds.`, { status: 429, headers: { 'retry-after': String(seconds) } });
}
const answer = (result: { outcome: string } | Refused): RouteReply => ('mend' in result ? problem(result.code, result.what, result.mend, result.reason === undefined ? {} : { fields: { reason: result.reason } }) : { json: result });

export function staffRoutes(parts: { signIn: SignIn; account: OwnAccount; ways(): { password: boolean; provider: { label: Record<string, string> } | null }; signOutAt?: (idToken: string, origin: string) => Promise<string | undefined> }): Route[] {
  const { signIn, account } = parts;
  const signedIn = ({ as }: RouteRequest): SignedIn => {
    if (!as) throw new Error('a route for signed-in staff was entered by a stranger');
    return as;
  };
  return [
    route({ method: 'GET', path: '/api/sign-in', access: 'open', summary: 'Ways to sign in: by password, by the organisation\'s provider.', async handle() { return { json: parts.ways() }; } }),
    route({
      method: 'POST', path: '/api/sign-in', access: 'open', body: z.strictObject({ name: z.string().min(1).max(60), password: Password, code: Code.optional() }),
      summary: 'Signs in. `needs` in the answer says what is still missing: second-factor (give `code`), enrol, new-password or nothing.',
      async handle({ body, remote, device, secure, token: before }) {
        const result = await signIn.signIn(body.name, body.password, { remote, device });
        if (result.outcome === 'wrong') return problem('not-signed-in', 'The name or the password is wrong.', 'Check both and try again.');
        if (result.outcome === 'too-many') return tooMany(result.retryAfterSeconds);
        if (before !== undefined) await signIn.signOut(before, remote);
        let { as } = result;
        if (body.code !== undefined && as.needs === 'second-factor') {
          await signIn.prove(as, { code: body.code }, remote);
          as = await signIn.who(result.token, false) ?? as;
        }
        return { json: meOf(as), headers: { 'set-cookie': setCookie(STAFF_COOKIE, result.token, { secure, maxAgeSeconds: result.maxAgeSeconds }) } };
      },
    }),
    route({
      method: 'POST', path: '/api/me/proof', access: 'see-self', reach: 'common', early: true, body: z.strictObject({ code: Code.optional(), password: Password.optional() }),
      summary: 'The second step of signing in, or a fresh proof before an act that cannot be undone: a code, a recovery code, or (without a second factor) the password.',
      async handle(request) {
        const result = await signIn.prove(signedIn(request), request.body, request.remote);
        if (result.outcome === 'too-many') return tooMany(result.retryAfterSeconds);
        if (result.outcome === 'wrong') return problem('usage', 'This code or password does not fit, or has been used.', 'Enter the newest one.', { fields: { reason: 'code-wrong' } });
        const as = await signIn.who(request.token, true);
        return { json: { ...(as ? meOf(as) : {}), freshForSeconds: FRESH_MS / 1000 } };
      },
    }),
    route({
      method: 'POST', path: '/api/sign-out', access: 'see-self', reach: 'common', summary: 'Ends this session; `next` is the page that ends it at the provider too.', early: true,
      async handle({ token, remote, secure, origin }) {
        const ended = token === undefined ? undefined : await signIn.signOut(token, remote);
        const next = ended?.idToken ? await parts.signOutAt?.(ended.idToken, origin) : undefined;
        return { json: next === undefined ? {} : { next }, headers: { 'set-cookie': setCookie(STAFF_COOKIE, '', { secure, maxAgeSeconds: 0 }) } };
      },
    }),
    route({ method: 'GET', path: '/api/me', access: 'see-self', reach: 'common', summary: 'Who is signed in, what they may do, and what is missing to finish signing in.', early: true, async handle(request) { return { json: meOf(signedIn(request)) }; } }),
    route({
      method: 'POST', path: '/api/me/password', access: 'see-self', reach: 'common', summary: 'Changes one\'s own password; other sessions end.', early: true, body: z.strictObject({ old: Password, wanted: Password }),
      async handle(request) { return answer(await account.changePassword(signedIn(request), request.body.old, request.body.wanted)); },
    }),
    route({
      method: 'POST', path: '/api/me/second-factor', access: 'see-self', reach: 'common', early: true, summary: 'A new secret for an authenticator app, as text, address and picture; it counts once a code has proven it.',
      async handle(request) { return answer(await account.beginSecondFactor(signedIn(request))); },
    }),
    route({
      method: 'POST', path: '/api/me/second-factor/confirm', access: 'see-self', reach: 'common', early: true, body: z.strictObject({ code: Code }), summary: 'Proves the new secret by its first code; gives the recovery codes, for the only time.',
      async handle(request) { return answer(await account.confirmSecondFactor(signedIn(request), request.body.code)); },
    }),
    route({ method: 'POST', path: '/api/me/second-factor/remove', access: 'see-self', reach: 'common', summary: 'Removes one\'s own second factor; administrators keep theirs.', async handle(request) { return answer(await account.removeSecondFactor(signedIn(request))); } }),
    route({ method: 'POST', path: '/api/me/recovery-codes', access: 'see-self', reach: 'common', summary: 'New recovery codes in place of the old ones, shown for the only time.', async handle(request) { return answer(await account.newRecovery(signedIn(request))); } }),
    route({
      method: 'GET', path: '/api/me/sessions', access: 'see-self', reach: 'common', summary: 'One\'s own open sessions.',
      async handle(request) {
        const as = signedIn(request);
        return { json: { sessions: await account.sessions(as.staff.name, as.session?.id ?? null), recoveryLeft: await account.recoveryLeft(as.staff.name) } };
      },
    }),
    route({
      method: 'POST', path: '/api/me/sessions/:session/end', access: 'see-self', reach: 'common', summary: 'Ends one of one\'s own sessions.',
      async handle(request) {
        const ended = await account.endSession(signedIn(request).staff.name, request.params['session'] ?? '');
        return ended ? { json: {} } : problem('not-found', 'There is no such session of yours.', 'Look at the list again.');
      },
    }),
    route({ method: 'POST', path: '/api/me/sessions/end-others', access: 'see-self', reach: 'common', summary: 'Ends all of one\'s own sessions but this.', async handle(request) { return { json: { ended: await account.endOthers(signedIn(request)) } }; } }),
  ];
}
