// Content: read, check, save and publish packs.
import { z } from 'zod';
import type { ContentStore, PackProblem } from '../../core/ports.ts';
import type { Publishing } from '../../core/publishing.ts';
import { problem, type Route, type RouteReply, route } from './route.ts';

const Name = /^[a-z0-9][a-z0-9-]{0,59}$/;

function refusedPack(problems: readonly PackProblem[]): RouteReply {
  const first = problems[0];
  const where = first ? `${first.file}${first.line === null ? '' : `:${first.line}`}: ${first.what}` : 'The pack cannot be used.';
  return problem('pack-invalid', problems.length > 1 ? `${where} (and ${problems.length - 1} more)` : where, first?.how ?? 'See the list of problems.', { fields: { problems } });
}
const noPack = (name: string): RouteReply => problem('not-found', `There is no pack ${name} here.`, 'Look at the list of packs.');

export function packRoutes(parts: { publishing: Publishing; content: ContentStore }): Route[] {
  const { publishing } = parts;
  return [
    route({ method: 'GET', path: '/api/packs', access: 'see-packs', async handle() { return { json: { packs: await publishing.packs() } }; } }),
    route({
      method: 'GET', path: '/api/packs/:name', access: 'see-packs',
      async handle({ params }) {
        const draft = await publishing.draft(params['name'] ?? '');
        return draft ? { json: { ...draft.row, files: draft.files, releases: await parts.content.releases(draft.row.name) } } : noPack(params['name'] ?? '');
      },
    }),
    route({
      method: 'PUT', path: '/api/packs/:name', access: 'edit-packs', bodyLimit: 8 * 1024 * 1024,
      body: z.object({ files: z.record(z.string(), z.string()), base: z.string().optional() }),
      async handle({ params, body, staff }) {
        const name = params['name'] ?? '';
        if (!Name.test(name)) return problem('usage', 'A pack\'s name is lower-case letters, digits and hyphens.', 'Choose such a name.');
        const result = await publishing.save({ name, files: body.files, by: staff?.name ?? '', ...(body.base === undefined ? {} : { base: body.base }) });
        if (result.outcome === 'refused') return refusedPack(result.problems);
        if (result.outcome === 'changed-meanwhile') return problem('conflict', `${result.by} has changed this pack since you opened it.`, 'Open it again and make your change there.');
        return { json: { name, version: result.version, sha256: result.sha256 } };
      },
    }),
    route({
      method: 'POST', path: '/api/packs/:name/publish', access: 'publish-packs', body: z.object({ kiosks: z.array(z.string()).max(10_000).optional() }).nullish(),
      async handle({ params, body, staff }) {
        const name = params['name'] ?? '';
        const result = await publishing.publish({ name, by: staff?.name ?? '', ...(body?.kiosks ? { kiosks: body.kiosks } : {}) });
        if (result.outcome === 'unknown-pack') return noPack(name);
        if (result.outcome === 'unknown-kiosk') return problem('not-found', `There is no kiosk ${result.kiosk} here.`, 'Write its whole name: tenant.site.kiosk.');
        if (result.outcome === 'refused') return refusedPack(result.problems);
        return { json: { release: result.release, kiosks: result.kiosks } };
      },
    }),
  ];
}
