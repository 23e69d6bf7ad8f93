// A draft's way to approval over HTTP: where it stands, what differs, send for review, approve or send back; and the rules
// of this hub for content.
import { z } from 'zod';
import type { StaffMember } from '../../core/ports.ts';
import { defaultPlan, FLEET_PLAN } from '../../core/rollout-waves.ts';
import type { DecideResult, DraftLife, Reviews } from '../../core/reviews.ts';
import type { PackAccess } from '../../core/pack-access.ts';
import type { PackDirectory, PackRef } from '../../core/pack-directory.ts';
import { noPack, notYours, refusedPack } from './pack-problem.ts';
import { problem, type Route, type RouteReply, route } from './route.ts';

const Note = z.object({ note: z.string().max(2000).default('') }).nullish();
const Decision = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), note: z.string().max(2000).default('') });
const seconds = (most: number): z.ZodNumber => z.number().min(0).max(most);
export const PlanBody = z.object({
  soakSeconds: seconds(7 * 86_400), maxSoakSeconds: seconds(14 * 86_400), deadlineSeconds: z.number().min(1).max(7 * 86_400), failureShare: z.number().min(0).max(1),
  minTurns: z.number().int().min(1).max(100_000), minSessions: z.number().int().min(1).max(100_000), whenTooFew: z.enum(['go-on', 'wait']), automaticRollback: z.boolean(),
}).partial();

/** Seconds on the wire, milliseconds inside. */
export function planOf(body: z.infer<typeof PlanBody>): Record<string, unknown> {
  const { soakSeconds, maxSoakSeconds, deadlineSeconds, ...rest } = body;
  const all = { ...rest, ...(soakSeconds === undefined ? {} : { soakMs: soakSeconds * 1000 }), ...(maxSoakSeconds === undefined ? {} : { maxSoakMs: maxSoakSeconds * 1000 }), ...(deadlineSeconds === undefined ? {} : { deadlineMs: deadlineSeconds * 1000 }) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
function planBody({ soakMs, maxSoakMs, deadlineMs, ...rest }: Awaited<ReturnType<Reviews['settings']>>['plan']): object {
  return { ...rest, ...(soakMs === undefined ? {} : { soakSeconds: soakMs / 1000 }), ...(maxSoakMs === undefined ? {} : { maxSoakSeconds: maxSoakMs / 1000 }), ...(deadlineMs === undefined ? {} : { deadlineSeconds: deadlineMs / 1000 }) };
}
/** `standard`: what holds where the plan says nothing. */
function settingsBody({ review, plan }: Awaited<ReturnType<Reviews['settings']>>): object {
  const { waves: _waves, ...standard } = FLEET_PLAN;
  const { maxSoakMs } = defaultPlan(Infinity, plan.soakMs === undefined ? {} : { soakMs: plan.soakMs });
  return { review, plan: planBody(plan), standard: planBody({ ...standard, maxSoakMs }) };
}

export function reviewRoutes(parts: { reviews: Reviews; access: PackAccess; directory: PackDirectory }): Route[] {
  const { reviews, access, directory } = parts;
  /** With what keeps this person from deciding. */
  const shown = (life: DraftLife, who: string | undefined): object => {
    const { key, owner, name } = directory.of(life.pack);
    return { ...directory.plain(key, life), pack: name, owner, address: directory.address(key), mine: who !== undefined && (life.editors.includes(who) || life.editedBy === who || life.review?.requestedBy === who) };
  };
  /** What staff write to each other about a pack of the whole hub is theirs; who only reads the pack sees where it stands. */
  const forReader = (life: DraftLife): DraftLife => ({ ...life, review: null, history: [], editors: [] });
  /** The pack, when this person may change it. */
  async function own(staff: StaffMember | null, text: string): Promise<{ ref: PackRef } | { refusal: RouteReply }> {
    const may = await access.write(staff, text);
    return may.outcome === 'yours' ? may : { refusal: notYours(may.outcome, text) };
  }
  async function decide(request: { params: Record<string, string>; body: z.infer<typeof Decision>; staff: StaffMember | null }, approve: boolean): Promise<RouteReply> {
    const { params, body, staff } = request;
    const mine = await own(staff, params['name'] ?? '');
    if ('refusal' in mine) return mine.refusal;
    return decided(await reviews.decide({ pack: mine.ref.key, sha256: body.sha256, by: staff?.name ?? '', approve, note: body.note }), staff?.name);
  }
  function decided(result: DecideResult, who: string | undefined): RouteReply {
    switch (result.outcome) {
      case 'decided': return { json: shown(result.life, who) };
      case 'unknown-pack': return noPack('of this name');
      case 'not-requested': return problem('conflict', 'Nobody has asked for a review of this draft.', 'Ask its author to send it for review.');
      case 'changed-meanwhile': return problem('conflict', 'The draft has changed since you opened it.', 'Look at it again before you decide.');
      case 'own-work': return problem('not-allowed', 'You have changed this draft or asked for its review.', 'A second person has to decide.');
      case 'note-missing': return problem('usage', 'A draft is sent back with a note.', 'Say what should be different.');
    }
  }
  return [
    route({
      method: 'GET', path: '/api/packs/:name/review', access: 'see-packs', summary: 'Where a draft stands on its way to being released: its check, its review, who has changed it.', reach: 'filtered',
      async handle({ params, staff }) {
        const ref = await access.read(staff, params['name'] ?? '');
        const life = ref && await reviews.life(ref.key);
        if (!ref || !life) return noPack(params['name'] ?? '');
        return { json: shown((await access.write(staff, directory.whole(ref.key))).outcome === 'yours' ? life : forReader(life), staff?.name) };
      },
    }),
    route({
      method: 'GET', path: '/api/packs/:name/diff', access: 'see-packs', summary: 'What differs between a draft and the newest release: what visitors notice first, then line by line.', reach: 'filtered',
      async handle({ params, staff }) {
        const ref = await access.read(staff, params['name'] ?? '');
        const diff = ref && await reviews.diff(ref.key);
        return diff ? { json: diff } : noPack(params['name'] ?? '');
      },
    }),
    route({
      method: 'POST', path: '/api/packs/:name/review', access: 'edit-packs', reach: 'filtered', body: Note, summary: 'Plays the dialogues of a draft and sends it for review by a second person.',
      async handle({ params, body, staff }) {
        const name = params['name'] ?? '';
        const mine = await own(staff, name);
        if ('refusal' in mine) return mine.refusal;
        const result = await reviews.request({ pack: mine.ref.key, by: staff?.name ?? '', note: body?.note ?? '' });
        switch (result.outcome) {
          case 'requested': return { json: shown(result.life, staff?.name) };
          case 'unknown-pack': return noPack(name);
          case 'refused': return refusedPack(directory.plain(mine.ref.key, result.problems));
          case 'nothing-new': return problem('conflict', 'This draft is what has been released already.', 'Change it first.');
          case 'already': return problem('conflict', 'This draft has been sent for review already.', 'Wait for the second person, or change the draft.');
        }
      },
    }),
    route({
      method: 'POST', path: '/api/packs/:name/review/approve', access: 'review-packs', reach: 'filtered', body: Decision, summary: 'Approves exactly this draft; refused to who has changed it or asked for the review.',
      handle: (request) => decide(request, true),
    }),
    route({
      method: 'POST', path: '/api/packs/:name/review/return', access: 'review-packs', reach: 'filtered', body: Decision, summary: 'Sends a draft back to its author with a note.',
      handle: (request) => decide(request, false),
    }),
    route({ method: 'GET', path: '/api/content-settings', access: 'see-rollouts', summary: 'Whether content needs a review here, and how rollouts go unless somebody says otherwise.', async handle() { return { json: settingsBody(await reviews.settings()) }; } }),
    route({
      method: 'POST', path: '/api/content-settings', access: 'edit-hub', summary: 'Changes the rules for content: review required or off, soak, deadline, budget.', body: z.object({ review: z.enum(['required', 'off']).optional(), plan: PlanBody.optional() }),
      async handle({ body, staff }) {
        const before = await reviews.settings();
        await reviews.change({ review: body.review ?? before.review, plan: body.plan === undefined ? before.plan : planOf(body.plan) }, staff?.name ?? '');
        return { json: settingsBody(await reviews.settings()) };
      },
    }),
  ];
}
