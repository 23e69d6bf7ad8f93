// Content: read, check, save and publish packs.
import { z } from 'zod';
import { may } from '../../core/access.ts';
import type { Fleet } from '../../core/fleet.ts';
import type { ContentStore, StaffMember } from '../../core/ports.ts';
import type { Publishing } from '../../core/publishing.ts';
import { covers } from '../../core/scope.ts';
import { refusedPack } from './pack-problem.ts';
import { PlanBody, planOf } from './review-routes.ts';
import { problem, type Route, type RouteReply, route } from './route.ts';

const Name = /^[a-z0-9][a-z0-9-]{0,59}$/;

const Wave = z.union([z.object({ kiosks: z.number().int().min(1).max(1_000_000) }), z.object({ share: z.number().gt(0).max(1) })]);
const PublishBody = PlanBody.extend({
  kiosks: z.array(z.string()).min(1).max(10_000).optional(), tenant: z.string().max(100).optional(), site: z.string().max(100).optional(),
  waves: z.array(Wave).min(1).max(20).optional(), emergency: z.string().trim().min(1).max(500).optional(),
});
const NOT_APPROVED: Record<string, string> = {
  draft: 'This draft has not been reviewed.', requested: 'This draft waits for its review.', returned: 'This draft was sent back by its reviewer.', 'taken-back': 'This content was taken back from the kiosks.',
};
const noPack = (name: string): RouteReply => problem('not-found', `There is no pack ${name} here.`, 'Look at the list of packs.');

export function packRoutes(parts: { publishing: Publishing; content: ContentStore; fleet: Pick<Fleet, 'rows'> }): Route[] {
  const { publishing } = parts;
  /** Packs belong to the whole hub; staff of a tenant see those that their own kiosks run. */
  const seenBy = async (staff: StaffMember | null): Promise<(name: string) => boolean> => {
    const scope = staff?.scope;
    if (scope === 'all') return () => true;
    const names = new Set((await parts.fleet.rows()).filter((row) => scope !== undefined && covers(scope, row)).flatMap((row) => [row.pack, row['desiredPack']]));
    return (name) => names.has(name);
  };
  return [
    route({
      method: 'GET', path: '/api/packs', access: 'see-packs', summary: 'The packs of this hub.', reach: 'filtered',
      async handle({ staff }) {
        const seen = await seenBy(staff);
        return { json: { packs: (await publishing.packs()).filter((pack) => seen(pack.name)) } };
      },
    }),
    route({
      method: 'GET', path: '/api/packs/:name', access: 'see-packs', summary: 'A pack: its draft and its releases.', reach: 'filtered',
      async handle({ params, staff }) {
        if (!(await seenBy(staff))(params['name'] ?? '')) return noPack(params['name'] ?? '');
        const draft = await publishing.draft(params['name'] ?? '');
        return draft ? { json: { ...draft.row, files: draft.files, releases: await parts.content.releases(draft.row.name) } } : noPack(params['name'] ?? '');
      },
    }),
    route({
      method: 'PUT', path: '/api/packs/:name', access: 'edit-packs', summary: 'Checks and saves a draft.', bodyLimit: 8 * 1024 * 1024,
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
      method: 'POST', path: '/api/packs/:name/publish', access: 'publish-packs', summary: 'Makes the approved draft a release and begins its rollout.', body: PublishBody.nullish(),
      async handle({ params, body, staff }) {
        const name = params['name'] ?? '';
        const { kiosks, tenant, site, emergency, waves, ...plan } = body ?? {};
        if (emergency !== undefined && !may(staff?.roles ?? [], 'review-packs')) return problem('not-allowed', 'Only somebody who may approve content sends it to all kiosks at once.', 'Ask an approver, or publish in waves.');
        const result = await publishing.publish({
          name, by: staff?.name ?? '', plan: { ...planOf(plan), ...(waves === undefined ? {} : { waves }) },
          ...(kiosks === undefined ? {} : { kiosks }), ...(tenant === undefined ? {} : { tenant }), ...(site === undefined ? {} : { site }), ...(emergency === undefined ? {} : { emergency }),
        });
        switch (result.outcome) {
          case 'unknown-pack': return noPack(name);
          case 'unknown-kiosk': return problem('not-found', `There is no kiosk ${result.kiosk} here.`, 'Write its whole name: tenant.site.kiosk.');
          case 'refused': return refusedPack(result.problems);
          case 'changed-meanwhile': return problem('conflict', 'The draft has just been changed.', 'Look at it again, then publish.');
          case 'not-approved': return problem('not-approved', NOT_APPROVED[result.state] ?? 'This draft has not been approved.', 'Send it for review; a second person approves it, then publish.', { status: 409 });
          case 'published': return { json: { release: result.release, kiosks: result.kiosks, rollout: { id: result.rollout.id, state: result.rollout.state, waves: result.rollout.waves.length, kiosks: Object.keys(result.rollout.kiosks).length } } };
        }
      },
    }),
  ];
}
