// What staff read: kiosks, raised hands, sessions, counts, incidents; and whether the hub is well.
import type { Desk } from '../../core/desk-service.ts';
import type { Fleet } from '../../core/fleet.ts';
import { ratesOf } from '../../core/insights.ts';
import type { PackDirectory } from '../../core/pack-directory.ts';
import type { Clock, HistoryStore, StaffMember } from '../../core/ports.ts';
import { covers, coversKiosk, type Scope } from '../../core/scope.ts';
import { problem, type Route, route } from './route.ts';

/** Without anybody: nothing. */
const scopeOf = (staff: StaffMember | null): Scope => staff?.scope ?? { tenant: '-' };
function limitOf(text: string | undefined, most: number): number {
  const wanted = Number(text ?? 50);
  return Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, most) : 50;
}

export function fleetRoutes(parts: { fleet: Fleet; desk: Desk; history: HistoryStore; clock: Clock; directory: Pick<PackDirectory, 'address' | 'readable'> }): Route[] {
  const { directory } = parts;
  return [
    route({ method: 'GET', path: '/healthz', access: 'open', summary: 'Whether the hub is up.', async handle() { return { json: { ok: true }, headers: { 'cache-control': 'no-store' } }; } }),
    route({ method: 'GET', path: '/api/kiosks', access: 'see-fleet', reach: 'filtered', summary: 'Kiosks with state and content.', async handle({ staff }) { return { json: { kiosks: (await parts.fleet.rows()).filter((row) => covers(scopeOf(staff), row)) } }; } }),
    route({ method: 'GET', path: '/api/incidents', access: 'see-fleet', reach: 'filtered', summary: 'What kiosks or their connections did wrong, newest first.', async handle({ query, staff }) { return { json: { incidents: (await parts.history.incidents(limitOf(query['limit'], 500), scopeOf(staff))).map((one) => ({ ...one, text: directory.readable(one.text) })) } }; } }),
    route({ method: 'GET', path: '/api/cases', access: 'see-cases', reach: 'filtered', summary: 'Raised hands at the desk.', async handle({ staff }) { return { json: { cases: parts.desk.cases().filter((one) => coversKiosk(scopeOf(staff), String(one['address'] ?? ''))) } }; } }),
    route({
      method: 'GET', path: '/api/sessions', access: 'see-sessions', reach: 'filtered', summary: 'Visits, newest first. Query: kiosk, limit.',
      async handle({ query, staff }) { return { json: { sessions: (await parts.history.sessions({ scope: scopeOf(staff), limit: limitOf(query['limit'], 500), ...(query['kiosk'] ? { kiosk: query['kiosk'] } : {}) })).map((row) => ({ ...row, pack: directory.address(row.pack) })) } }; },
    }),
    route({
      method: 'GET', path: '/api/sessions/:id', access: 'see-sessions', reach: 'filtered', summary: 'One visit with its turns and events.',
      async handle({ params, staff }) {
        const found = await parts.history.session(params['id'] ?? '');
        if (!found || !coversKiosk(scopeOf(staff), found.row.kiosk)) return problem('not-found', 'There is no such session here.', 'It may not have been sent by the kiosk yet; look at the list of sessions.');
        return { json: { session: { ...found.row, pack: directory.address(found.row.pack) }, turns: found.turns, events: found.other } };
      },
    }),
    route({
      method: 'GET', path: '/api/insights', access: 'see-insights', reach: 'filtered', summary: 'Counts and rates of the last days. Query: days.',
      async handle({ query, staff }) {
        const days = Math.min(366, Math.max(1, Number(query['days'] ?? 7) || 7));
        const since = parts.clock.now() - days * 86_400_000;
        const counts = await parts.history.insights(since, scopeOf(staff));
        return { json: { days, since, counts, rates: ratesOf(counts) } };
      },
    }),
  ];
}
