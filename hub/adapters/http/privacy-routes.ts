// Forgetting: how long each class of data stays, and erasing one visit.
import { z } from 'zod';
import type { Eraser } from '../../core/erase.ts';
import type { HistoryStore } from '../../core/ports.ts';
import { RETENTION_DEFAULTS, type RetentionClass } from '../../core/erasure-port.ts';
import type { Retention } from '../../core/retention.ts';
import { coversKiosk } from '../../core/scope.ts';
import { problem, type Route, route } from './route.ts';

const Days = z.number().int().min(1).max(36_500);
const CLASSES = Object.keys(RETENTION_DEFAULTS) as RetentionClass[];
const RetentionBody = z.strictObject(Object.fromEntries(CLASSES.map((kind) => [kind, Days.optional()])) as Record<RetentionClass, z.ZodOptional<typeof Days>>);
const NOT_FOUND = ['There is no such session here.', 'It may not have been sent by the kiosk yet; look at the list of sessions.'] as const;

export function privacyRoutes(parts: { eraser: Eraser; retention: Retention; history: Pick<HistoryStore, 'session'> }): Route[] {
  return [
    route({
      method: 'POST', path: '/api/sessions/:id/erase', access: 'erase-sessions', reach: 'filtered',
      summary: 'Erases every text of one visit on the hub and at its kiosk, also from every backup that is restored later.',
      async handle({ params, staff }) {
        const session = params['id'] ?? '';
        const found = await parts.history.session(session);
        if (!found || !coversKiosk(staff?.scope ?? { tenant: '-' }, found.row.kiosk)) return problem('not-found', ...NOT_FOUND);
        const outcome = await parts.eraser.erase(session, staff?.name ?? '');
        if (outcome.outcome === 'unknown') return problem('not-found', ...NOT_FOUND);
        if (outcome.outcome === 'in-talk') return problem('conflict', 'This visitor is at the desk right now.', 'Wait until the talk is over, then erase the visit.');
        return { json: { erased: session, kiosk: outcome.kiosk } };
      },
    }),
    route({ method: 'GET', path: '/api/retention', access: 'edit-hub', summary: 'After how many days each class of data is forgotten.', async handle() { return { json: { days: await parts.retention.days(), defaults: RETENTION_DEFAULTS } }; } }),
    route({
      method: 'PUT', path: '/api/retention', access: 'edit-hub', body: RetentionBody, summary: 'Changes after how many days a class of data is forgotten.',
      async handle({ body, staff }) {
        const days = Object.fromEntries(Object.entries(body).filter(([, count]) => count !== undefined)) as Partial<Record<RetentionClass, number>>;
        return { json: { days: await parts.retention.set(days, staff?.name ?? '') } };
      },
    }),
  ];
}
