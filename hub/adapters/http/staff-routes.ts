// Signing in and out, and who one is.
import { z } from 'zod';
import { may, PERMISSIONS, type Permission, ROLES } from '../../core/access.ts';
import type { Audit, Clock, Hasher, StaffStore } from '../../core/ports.ts';
import type { SignIn } from '../../core/sign-in.ts';
import { problem, type Route, route } from './route.ts';

export const COOKIE = 'foyer-staff';

function cookie(value: string, maxAgeSeconds: number): string {
  return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}`;
}

export function staffRoutes(parts: { signIn: SignIn; staff: StaffStore; hasher: Hasher; clock: Clock; audit: Audit }): Route[] {
  const me = (staff: { name: string; roles: readonly string[] }): unknown => ({
    name: staff.name, roles: staff.roles, may: (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => may(staff.roles, permission)),
  });
  return [
    route({
      method: 'POST', path: '/api/sign-in', access: 'open', body: z.strictObject({ name: z.string().min(1).max(60), password: z.string().min(1).max(200) }),
      async handle({ body, remote }) {
        const result = await parts.signIn.signIn(body.name, body.password, remote);
        if (result.outcome === 'wrong') return problem('not-signed-in', 'The name or the password is wrong.', 'Check both and try again.');
        if (result.outcome === 'too-many') return problem('not-allowed', 'Too many wrong tries.', `Try again in ${result.retryAfterSeconds} seconds.`, { status: 429, headers: { 'retry-after': String(result.retryAfterSeconds) } });
        return { json: me(result.staff), headers: { 'set-cookie': cookie(result.token, result.maxAgeSeconds) } };
      },
    }),
    route({
      method: 'POST', path: '/api/sign-out', access: 'see-self',
      async handle({ token }) {
        if (token !== undefined) await parts.signIn.signOut(token);
        return { json: {}, headers: { 'set-cookie': cookie('', 0) } };
      },
    }),
    route({ method: 'GET', path: '/api/me', access: 'see-self', async handle({ staff }) { return { json: me(staff ?? { name: '', roles: [] }) }; } }),
    route({ method: 'GET', path: '/api/staff', access: 'see-staff', async handle() { return { json: { staff: await parts.staff.list() } }; } }),
    route({
      method: 'POST', path: '/api/staff', access: 'edit-staff',
      body: z.strictObject({ name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,39}$/), password: z.string().min(10).max(200), roles: z.array(z.enum(ROLES)).min(1) }),
      async handle({ body, staff }) {
        await parts.staff.save({ name: body.name, roles: body.roles, hash: await parts.hasher.hash(body.password, 'staff') }, parts.clock.now());
        await parts.audit.note({ at: parts.clock.now(), who: staff?.name ?? '', what: 'staff-saved', detail: { name: body.name, roles: body.roles } });
        return { status: 201, json: { name: body.name, roles: body.roles } };
      },
    }),
  ];
}
