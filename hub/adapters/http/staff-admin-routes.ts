// The staff list, service tokens and the audit, for those who look after people.
import { z } from 'zod';
import { type Permission, ROLES } from '../../core/access.ts';
import type { OwnAccount } from '../../core/own-account.ts';
import type { StaffMember } from '../../core/ports.ts';
import { Scope } from '../../core/scope.ts';
import { TOKEN_PERMISSIONS } from '../../core/service-tokens.ts';
import type { AdminResult, StaffAdmin } from '../../core/staff-admin.ts';
import type { AuditReader } from '../../core/staff-port.ts';
import { problem, type Route, type RouteReply, route } from './route.ts';

const Roles = z.array(z.enum(ROLES)).min(1).max(ROLES.length);
const Password = z.string().min(1).max(200);
const nobody = problem('not-found', 'There is nobody of this name here.', 'Look at the list of staff.');

function answer(result: AdminResult, unknown: RouteReply = nobody): RouteReply {
  if (result.outcome === 'unknown') return unknown;
  return result.outcome === 'refused' ? problem(result.code, result.what, result.mend, result.reason === undefined ? {} : { fields: { reason: result.reason } }) : { json: {} };
}
function timeOf(text: string | undefined): number | undefined {
  const at = text === undefined || text === '' ? Number.NaN : /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isFinite(at) ? at : undefined;
}

export function staffAdminRoutes(parts: { admin: StaffAdmin; account: OwnAccount; audit: AuditReader }): Route[] {
  const { admin } = parts;
  const by = (staff: StaffMember | null): StaffMember => staff ?? { name: '', roles: [], scope: { tenant: '-' } };
  const named = (params: Record<string, string>): string => params['name'] ?? '';
  return [
    route({ method: 'GET', path: '/api/staff', access: 'see-staff', reach: 'filtered', summary: 'Staff with roles, reach and state.', async handle({ staff }) { return { json: { staff: await admin.list(by(staff)) } }; } }),
    route({
      method: 'POST', path: '/api/staff', access: 'edit-staff', reach: 'filtered', summary: 'Adds somebody, who must choose a password at the first sign-in.',
      body: z.strictObject({ name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,39}$/, 'lower-case letters, digits, dots and hyphens, at most 40'), password: Password, roles: Roles, scope: Scope.optional() }),
      async handle({ body, staff }) {
        const scope = body.scope ?? by(staff).scope;
        const result = await admin.add(by(staff), { ...body, scope });
        return result.outcome === 'done' ? { status: 201, json: { name: body.name, roles: body.roles, scope } } : answer(result);
      },
    }),
    route({
      method: 'PUT', path: '/api/staff/:name', access: 'edit-staff', reach: 'filtered', summary: 'Changes roles or reach, disables or enables; sessions end.', body: z.strictObject({ roles: Roles.optional(), scope: Scope.optional(), disabled: z.boolean().optional() }),
      async handle({ params, body, staff }) { return answer(await admin.change(by(staff), named(params), body)); },
    }),
    route({
      method: 'POST', path: '/api/staff/:name/password', access: 'edit-staff', reach: 'filtered', summary: 'Sets a password for one sign-in.', body: z.strictObject({ password: Password }),
      async handle({ params, body, staff }) { return answer(await admin.resetPassword(by(staff), named(params), body.password)); },
    }),
    route({ method: 'POST', path: '/api/staff/:name/second-factor/reset', access: 'edit-staff', reach: 'filtered', summary: 'Clears the second factor of somebody who has lost it.', async handle({ params, staff }) { return answer(await admin.resetSecondFactor(by(staff), named(params))); } }),
    route({
      method: 'GET', path: '/api/staff/:name/sessions', access: 'see-staff', reach: 'filtered', summary: 'Somebody\'s open sessions.',
      async handle({ params, staff }) { return await admin.find(by(staff), named(params)) ? { json: { sessions: await parts.account.sessions(named(params), null) } } : nobody; },
    }),
    route({ method: 'POST', path: '/api/staff/:name/sessions/end', access: 'edit-staff', reach: 'filtered', summary: 'Signs somebody out everywhere.', async handle({ params, staff }) { return answer(await admin.endSessions(by(staff), named(params))); } }),

    route({ method: 'GET', path: '/api/tokens', access: 'see-staff', reach: 'filtered', summary: 'Tokens of machines, without the tokens themselves.', async handle({ staff }) { return { json: { tokens: await admin.tokens(by(staff)), permissions: TOKEN_PERMISSIONS } }; } }),
    route({
      method: 'POST', path: '/api/tokens', access: 'edit-staff', reach: 'filtered', summary: 'A token for a machine; the answer holds it for the only time. It is sent as Authorization: Bearer.',
      body: z.strictObject({ name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens, at most 40'), permissions: z.array(z.enum(TOKEN_PERMISSIONS as [Permission, ...Permission[]])).min(1), scope: Scope.optional(), days: z.number().int().min(1).max(366).default(90) }),
      async handle({ body, staff }) {
        const result = await admin.addToken(by(staff), { ...body, scope: body.scope ?? by(staff).scope });
        return result.outcome === 'done' ? { status: 201, json: { id: result.id, token: result.token, expiresAt: result.expiresAt } } : answer(result);
      },
    }),
    route({
      method: 'POST', path: '/api/tokens/:id/revoke', access: 'edit-staff', reach: 'filtered', summary: 'Makes a token worth nothing.',
      async handle({ params, staff }) { return answer(await admin.revokeToken(by(staff), params['id'] ?? ''), problem('not-found', 'There is no such token that still works.', 'Look at the list of tokens.')); },
    }),

    route({
      method: 'GET', path: '/api/audit', access: 'see-audit', summary: 'Who did what, newest first. Query: who, what (its beginning), from, to (ISO or ms), before (an id), limit.',
      async handle({ query }) {
        const limit = Math.min(500, Math.max(1, Number(query['limit'] ?? 100) || 100));
        const from = timeOf(query['from']);
        const to = timeOf(query['to']);
        const before = timeOf(query['before']);
        const rows = await parts.audit.list({ limit, ...(query['who'] ? { who: query['who'] } : {}), ...(query['what'] ? { what: query['what'] } : {}), ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), ...(before === undefined ? {} : { before }) });
        return { json: { entries: rows, more: rows.length === limit } };
      },
    }),
  ];
}
