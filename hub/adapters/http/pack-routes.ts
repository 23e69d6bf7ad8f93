// Content: read, check, save and publish packs.
import { z } from 'zod';
import { may } from '../../core/access.ts';
import type { PackAccess } from '../../core/pack-access.ts';
import type { PackDirectory } from '../../core/pack-directory.ts';
import type { ContentStore } from '../../core/ports.ts';
import type { Publishing } from '../../core/publishing.ts';
import { noPack, notYours, refusedPack, shownPack } from './pack-problem.ts';
import { PlanBody, planOf } from './review-routes.ts';
import { problem, type Route, route } from './route.ts';

const Name = /^(?:[a-z0-9-]{1,40}\.)?[a-z0-9][a-z0-9-]{0,59}$/;

const Wave = z.union([z.object({ kiosks: z.number().int().min(1).max(1_000_000) }), z.object({ share: z.number().gt(0).max(1) })]);
const PublishBody = PlanBody.extend({
  kiosks: z.array(z.string()).min(1).max(10_000).optional(), tenant: z.string().max(100).optional(), site: z.string().max(100).optional(),
  waves: z.array(Wave).min(1).max(20).optional(), emergency: z.string().trim().min(1).max(500).optional(),
});
const NOT_APPROVED: Record<string, string> = {
  draft: 'This draft has not been reviewed.', requested: 'This draft waits for its review.', returned: 'This draft was sent back by its reviewer.', 'taken-back': 'This content was taken back from the kiosks.',
};

export function packRoutes(parts: { publishing: Publishing; content: ContentStore; access: PackAccess; directory: PackDirectory }): Route[] {
  const { publishing, access, directory } = parts;
  return [
    route({
      method: 'GET', path: '/api/packs', access: 'see-packs', summary: 'The packs of this hub; for staff of a tenant their own, and those of the whole hub that their kiosks run.', reach: 'filtered',
      async handle({ staff }) { return { json: { packs: (await access.readable(staff, await publishing.packs())).map((row) => shownPack(directory, row)) } }; },
    }),
    route({
      method: 'GET', path: '/api/packs/:name', access: 'see-packs', summary: 'A pack (`bank`, or `acme.bank` of a tenant): its draft and its releases.', reach: 'filtered',
      async handle({ params, staff }) {
        const ref = await access.read(staff, params['name'] ?? '');
        const draft = ref && await publishing.draft(ref.key);
        if (!draft) return noPack(params['name'] ?? '');
        return { json: { ...shownPack(directory, draft.row), files: draft.files, releases: directory.plain(draft.row.name, await parts.content.releases(draft.row.name)) } };
      },
    }),
    route({
      method: 'PUT', path: '/api/packs/:name', access: 'edit-packs', summary: 'Checks and saves a draft; of a name that is new here, for its owner.', reach: 'filtered', bodyLimit: 8 * 1024 * 1024,
      body: z.object({ files: z.record(z.string(), z.string()), base: z.string().optional() }),
      async handle({ params, body, staff }) {
        const text = params['name'] ?? '';
        if (!Name.test(text)) return problem('usage', 'A pack\'s name is lower-case letters, digits and hyphens; a tenant\'s whole name has the tenant and a dot before it.', 'Choose such a name.');
        const may = await access.write(staff, text, 'fresh');
        if (may.outcome === 'taken') return problem('conflict', 'This name cannot be had here.', 'Choose another name.');
        if (may.outcome !== 'yours') return notYours(may.outcome, text);
        const { ref } = may;
        const result = await publishing.save({ ref, files: body.files, by: staff?.name ?? '', ...(body.base === undefined ? {} : { base: body.base }) });
        if (result.outcome === 'refused') return refusedPack(result.problems);
        if (result.outcome === 'changed-meanwhile') return problem('conflict', `${result.by} has changed this pack since you opened it.`, 'Open it again and make your change there.');
        return { json: { name: ref.name, owner: ref.owner, address: directory.address(ref.key), version: result.version, sha256: result.sha256 } };
      },
    }),
    route({
      method: 'POST', path: '/api/packs/:name/publish', access: 'publish-packs', summary: 'Makes the approved draft a release and begins its rollout, to kiosks of its owner only.', reach: 'filtered', body: PublishBody.nullish(),
      async handle({ params, body, staff }) {
        const name = params['name'] ?? '';
        const mine = await access.write(staff, name);
        if (mine.outcome !== 'yours' || !staff) return notYours(mine.outcome === 'common' ? 'common' : 'unknown', name);
        const { key } = mine.ref;
        const { kiosks, tenant, site, emergency, waves, ...plan } = body ?? {};
        if (emergency !== undefined && !may(staff.roles, 'review-packs')) return problem('not-allowed', 'Only somebody who may approve content sends it to all kiosks at once.', 'Ask an approver, or publish in waves.');
        const result = await publishing.publish({
          name: key, by: staff.name, scope: staff.scope, plan: { ...planOf(plan), ...(waves === undefined ? {} : { waves }) },
          ...(kiosks === undefined ? {} : { kiosks }), ...(tenant === undefined ? {} : { tenant }), ...(site === undefined ? {} : { site }), ...(emergency === undefined ? {} : { emergency }),
        });
        switch (result.outcome) {
          case 'unknown-pack': return noPack(name);
          case 'unknown-kiosk': return problem('not-found', `There is no kiosk ${result.kiosk} here.`, 'Write its whole name: tenant.site.kiosk.');
          case 'refused': return refusedPack(directory.plain(key, result.problems));
          case 'beyond': return problem('conflict', 'This pack is just being rolled out at places that you do not look after.', 'Wait until that is done, or ask somebody who looks after all of them.');
          case 'changed-meanwhile': return problem('conflict', 'The draft has just been changed.', 'Look at it again, then publish.');
          case 'not-approved': return problem('not-approved', NOT_APPROVED[result.state] ?? 'This draft has not been approved.', 'Send it for review; a second person approves it, then publish.', { status: 409 });
          case 'published': return { json: { release: { ...result.release, pack: mine.ref.name }, kiosks: result.kiosks, rollout: { id: result.rollout.id, state: result.rollout.state, waves: result.rollout.waves.length, kiosks: Object.keys(result.rollout.kiosks).length } } };
        }
      },
    }),
  ];
}
