// Forgetting: how long each class of data stays, what a change would forget, what has gone; and erasing one visit.
import { z } from 'zod';
import type { Eraser } from '../../core/erase.ts';
import type { Clock, HistoryStore } from '../../core/ports.ts';
import { type PrivacyView, RETENTION_DEFAULTS, type RetentionClass } from '../../core/erasure-port.ts';
import { EVERY_MS, type Retention } from '../../core/retention.ts';
import { coversKiosk } from '../../core/scope.ts';
import { problem, type Route, route } from './route.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 36_500;
const MOST_VISITS = 50;
/** Nobody shortens the memory of their own acts below half a year. */
const LEAST: Partial<Record<RetentionClass, number>> = { audit: 180 };
const leastOf = (kind: RetentionClass): number => LEAST[kind] ?? 1;
const days = (kind: RetentionClass): z.ZodNumber => z.number().int().min(leastOf(kind)).max(MOST_DAYS);
const CLASSES = Object.keys(RETENTION_DEFAULTS) as RetentionClass[];
const RetentionBody = z.strictObject(Object.fromEntries(CLASSES.map((kind) => [kind, days(kind).optional()])) as Record<RetentionClass, z.ZodOptional<z.ZodNumber>>);
const NOT_FOUND = ['There is no such session here.', 'Look at the list of sessions.'] as const;
const time = (text: string | undefined, otherwise: number): number => (text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : otherwise);

export function privacyRoutes(parts: { eraser: Eraser; retention: Retention; view: PrivacyView; history: Pick<HistoryStore, 'session'>; clock: Pick<Clock, 'now'> }): Route[] {
  const { view, clock } = parts;
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
    route({
      method: 'GET', path: '/api/erasures', access: 'erase-sessions', reach: 'filtered', summary: 'Visits that have been erased, and whether their kiosk has erased them too; newest first.',
      async handle({ staff }) { return { json: { erasures: await view.erasures(MOST_VISITS, staff?.scope ?? { tenant: '-' }) } }; },
    }),
    route({
      method: 'GET', path: '/api/erasures/visits', access: 'erase-sessions', reach: 'filtered', summary: 'Visits that can be erased, without a word of them: by the beginning of the number or a part of the kiosk\'s name (find), and by time (from, to: ms since 1970).',
      async handle({ query, staff }) {
        const visits = await view.visits({ find: (query['find'] ?? '').trim().slice(0, 120), from: time(query['from'], 0), to: time(query['to'], Number.MAX_SAFE_INTEGER), limit: MOST_VISITS, scope: staff?.scope ?? { tenant: '-' } });
        return { json: { visits } };
      },
    }),
    route({
      method: 'GET', path: '/api/retention', access: 'see-retention', summary: 'After how many days each class of data is forgotten, what is kept of it, and what went in the last 24 hours.',
      async handle() {
        const kept = await parts.retention.days();
        const { gone, lastRun } = await view.forgotten(clock.now() - DAY_MS);
        const classes = [];
        for (const kind of CLASSES) classes.push({ class: kind, days: kept[kind], default: RETENTION_DEFAULTS[kind], least: leastOf(kind), most: MOST_DAYS, lastDay: gone[kind] ?? 0, ...await view.held(kind) });
        return { json: { days: kept, defaults: RETENTION_DEFAULTS, classes, lastRun, everyMs: EVERY_MS } };
      },
    }),
    route({
      method: 'GET', path: '/api/retention/consequence', access: 'see-retention', summary: 'How much the next run would forget if a class were kept for so many days (class, days).',
      async handle({ query }) {
        const kind = CLASSES.find((one) => one === query['class']);
        const wanted = kind && days(kind).safeParse(Number(query['days']));
        if (!kind || !wanted?.success) return problem('usage', 'The class or the number of days is not one.', `Use one of ${CLASSES.join(', ')} and a whole number of days.`);
        return { json: { class: kind, days: wanted.data, was: (await parts.retention.days())[kind], ...await view.older(kind, clock.now() - wanted.data * DAY_MS) } };
      },
    }),
    route({
      method: 'PUT', path: '/api/retention', access: 'edit-retention', body: RetentionBody, summary: 'Changes after how many days a class of data is forgotten.',
      async handle({ body, staff }) {
        const given = Object.fromEntries(Object.entries(body).filter(([, count]) => count !== undefined)) as Partial<Record<RetentionClass, number>>;
        return { json: { days: await parts.retention.set(given, staff?.name ?? '') } };
      },
    }),
  ];
}
