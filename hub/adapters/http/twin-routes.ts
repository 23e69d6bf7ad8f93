// Staff and the twins: how each kiosk is, which settings hold and why, changing them at any level, its commands and its log.
import { z } from 'zod';
import type { Fleet } from '../../core/fleet.ts';
import type { FleetHealth } from '../../core/health.ts';
import { kioskName, parseKioskName } from '../../core/kiosk-name.ts';
import type { Clock, StaffMember } from '../../core/ports.ts';
import { covers, coversKiosk } from '../../core/scope.ts';
import type { SentCommand, TwinStore } from '../../core/twin-port.ts';
import type { Twin } from '../../core/twin-service.ts';
import { type Level, LEVELS, placeOfScope } from '../../core/twin.ts';
import { problem, type Route, type RouteReply, route } from './route.ts';

const Word = z.string().regex(/^[^/\s\p{Cc}]{1,40}$/u, 'one word of at most 40 letters');
const Value = z.strictObject({ level: z.enum(LEVELS), scope: z.string().min(1).max(140), key: z.string().min(1).max(60), value: z.unknown(), locked: z.boolean().default(false) });
const Place = z.strictObject({
  site: z.strictObject({ tenant: z.string().max(40), site: z.string().max(40), city: Word.nullable() }).optional(),
  kiosk: z.strictObject({ name: z.string().max(130), zone: Word.nullable() }).optional(),
});
const HOUR_MS = 3_600_000;
const LINES_SHOWN = 2000;

const noKiosk = (name: string): RouteReply => problem('not-found', `There is no kiosk ${name} here.`, 'Write its whole name: tenant.site.kiosk.');
const outside = (): RouteReply => problem('not-allowed', 'This is beyond the places that you look after.', 'Ask somebody who looks after all of it.');

/** What has become of a command: one that nobody answered in time did not happen, or its answer is lost. */
function settled(command: SentCommand, now: number): SentCommand & { outcome: string } {
  return { ...command, outcome: command.state === 'sent' && now > command.notAfter ? 'timed-out' : command.state };
}

export function twinRoutes(parts: { twin: Twin; store: TwinStore; health: FleetHealth; fleet: Fleet; clock: Clock }): Route[] {
  const { twin, store, health, clock } = parts;
  const mayReach = (staff: StaffMember | null, level: Level, scope: string): boolean => {
    const at = placeOfScope(level, scope);
    const own = staff?.scope ?? 'all';
    if (own === 'all' || !at) return own === 'all';
    if (at.site === null) return own.tenant === at.tenant && own.sites === undefined; // a tenant or a city holds more than one's sites
    return covers(own, { tenant: at.tenant, site: at.site });
  };
  return [
    route({
      method: 'GET', path: '/api/twin', access: 'see-fleet', reach: 'filtered', summary: 'Health lamps, place and sync of every kiosk.',
      async handle({ staff }) {
        const [rows, summary] = [await parts.fleet.rows(), await twin.summary()];
        const kiosks = rows.flatMap((row) => {
          const name = kioskName(row);
          if (!coversKiosk(staff?.scope ?? 'all', name)) return [];
          return [{ kiosk: name, ...summary.get(name), lamps: health.lamps(name, row) }];
        });
        return { json: { kiosks } };
      },
    }),
    route({
      method: 'GET', path: '/api/twin/:kiosk', access: 'see-fleet', summary: 'One kiosk: settings with where each comes from, health, commands, incidents.',
      async handle({ params }) {
        const name = params['kiosk'] ?? '';
        const view = await twin.view(name);
        const row = (await parts.fleet.rows()).find((one) => kioskName(one) === name);
        if (!view || !row) return noKiosk(name);
        const now = clock.now();
        const reading = health.reading(name);
        return {
          json: {
            ...view, row, lamps: health.lamps(name, row), figures: reading ? { at: reading.at, skewMs: reading.skewMs, values: reading.values } : null,
            commands: (await store.commands(name, 30)).map((one) => settled(one, now)), incidents: await store.incidentsOf(name, 50),
          },
        };
      },
    }),
    route({
      method: 'GET', path: '/api/twin/:kiosk/series', access: 'see-fleet', summary: 'Hourly figures of one kiosk.',
      async handle({ params, query }) {
        const hours = Math.min(336, Math.max(1, Number(query['hours'] ?? 48) || 48));
        return { json: { points: await store.series(params['kiosk'] ?? '', clock.now() - hours * HOUR_MS) } };
      },
    }),
    route({
      method: 'PUT', path: '/api/twin/settings', access: 'operate-kiosks', reach: 'filtered', body: Value, summary: 'Sets a value at one level, or takes it back (value null).',
      async handle({ body, staff }) {
        const { level, scope, key, value, locked } = body;
        if (!mayReach(staff, level, scope)) return outside();
        const result = await twin.set({ level, scope, key, value: value ?? undefined, locked, by: staff?.name ?? '' });
        switch (result.outcome) {
          case 'set': return { json: { kiosks: result.kiosks } };
          case 'locked': return problem('conflict', `${result.by} has locked this at ${result.level} ${result.scope}.`, 'Change it there, or unlock it first.');
          case 'refused': return problem(result.why === 'unknown-key' ? 'not-found' : 'usage', result.detail, 'Look at the list of settings for what it may be.');
        }
      },
    }),
    route({
      method: 'PUT', path: '/api/twin/places', access: 'operate-kiosks', reach: 'filtered', body: Place, summary: 'In which city a hall is, and in which zone of it a kiosk stands.',
      async handle({ body, staff }) {
        const own = staff?.scope ?? 'all';
        if (body.site && !covers(own, body.site)) return outside();
        if (body.kiosk && (!parseKioskName(body.kiosk.name) || !coversKiosk(own, body.kiosk.name))) return parseKioskName(body.kiosk.name) ? outside() : noKiosk(body.kiosk.name);
        return { json: { kiosks: await twin.place({ ...(body.site ? { site: body.site } : {}), ...(body.kiosk ? { kiosk: body.kiosk } : {}), by: staff?.name ?? '' }) } };
      },
    }),
    route({
      method: 'GET', path: '/api/twin/:kiosk/log', access: 'operate-kiosks', summary: 'The log that a kiosk sent last, with what belongs to persons taken out.',
      async handle({ params, query }) {
        const log = await store.log(params['kiosk'] ?? '');
        if (!log) return { json: { at: null, lines: [], of: 0 } };
        const find = (query['find'] ?? '').slice(0, 100).toLowerCase();
        const found = find === '' ? log.lines : log.lines.filter((line) => line.toLowerCase().includes(find));
        return { json: { at: log.at, lines: found.slice(-LINES_SHOWN), of: log.lines.length } };
      },
    }),
  ];
}
