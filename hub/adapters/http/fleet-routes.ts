// What staff read: kiosks, raised hands, sessions, counts, incidents; and whether the hub is well.
import type { Desk } from '../../core/desk-service.ts';
import type { Fleet } from '../../core/fleet.ts';
import { ratesOf } from '../../core/insights.ts';
import type { Clock, HistoryStore } from '../../core/ports.ts';
import { problem, type Route, route } from './route.ts';

function limitOf(text: string | undefined, most: number): number {
  const wanted = Number(text ?? 50);
  return Number.isInteger(wanted) && wanted > 0 ? Math.min(wanted, most) : 50;
}

export function fleetRoutes(parts: { fleet: Fleet; desk: Desk; history: HistoryStore; clock: Clock }): Route[] {
  return [
    route({ method: 'GET', path: '/healthz', access: 'open', async handle() { return { json: { ok: true }, headers: { 'cache-control': 'no-store' } }; } }),
    route({ method: 'GET', path: '/api/kiosks', access: 'see-fleet', async handle() { return { json: { kiosks: await parts.fleet.rows() } }; } }),
    route({ method: 'GET', path: '/api/incidents', access: 'see-fleet', async handle({ query }) { return { json: { incidents: await parts.history.incidents(limitOf(query['limit'], 500)) } }; } }),
    route({ method: 'GET', path: '/api/cases', access: 'see-cases', async handle() { return { json: { cases: parts.desk.cases() } }; } }),
    route({
      method: 'GET', path: '/api/sessions', access: 'see-sessions',
      async handle({ query }) { return { json: { sessions: await parts.history.sessions({ limit: limitOf(query['limit'], 500), ...(query['kiosk'] ? { kiosk: query['kiosk'] } : {}) }) } }; },
    }),
    route({
      method: 'GET', path: '/api/sessions/:id', access: 'see-sessions',
      async handle({ params }) {
        const found = await parts.history.session(params['id'] ?? '');
        if (!found) return problem('not-found', 'There is no such session here.', 'It may not have been sent by the kiosk yet; look at the list of sessions.');
        return { json: { session: found.row, turns: found.turns, events: found.other } };
      },
    }),
    route({
      method: 'GET', path: '/api/insights', access: 'see-insights',
      async handle({ query }) {
        const days = Math.min(366, Math.max(1, Number(query['days'] ?? 7) || 7));
        const since = parts.clock.now() - days * 86_400_000;
        const counts = await parts.history.insights(since);
        return { json: { days, since, counts, rates: ratesOf(counts) } };
      },
    }),
  ];
}
