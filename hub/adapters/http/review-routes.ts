// A draft's way to approval over HTTP: where it stands, what differs, send for review, approve or send back; and the rules
// of this hub for content.
import { z } from 'zod';
import type { DecideResult, DraftLife, Reviews } from '../../core/reviews.ts';
import { refusedPack } from './pack-problem.ts';
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
function settingsBody({ review, plan }: Awaited<ReturnType<Reviews['settings']>>): object {
  const { soakMs, maxSoakMs, deadlineMs, ...rest } = plan;
  return { review, plan: { ...rest, ...(soakMs === undefined ? {} : { soakSeconds: soakMs / 1000 }), ...(maxSoakMs === undefined ? {} : { maxSoakSeconds: maxSoakMs / 1000 }), ...(deadlineMs === undefined ? {} : { deadlineSeconds: deadlineMs / 1000 }) } };
}
const noPack = (name: string): RouteReply => problem('not-found', `There is no pack ${name} here.`, 'Look at the list of packs.');

export function reviewRoutes(parts: { reviews: Reviews }): Route[] {
  const { reviews } = parts;
  /** With what keeps this person from deciding. */
  const shown = (life: DraftLife, who: string | undefined): object => ({ ...life, mine: who !== undefined && (life.editors.includes(who) || life.editedBy === who || life.review?.requestedBy === who) });
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
      method: 'GET', path: '/api/packs/:name/review', access: 'see-packs', summary: 'Where a draft stands on its way to being released: its check, its review, who has changed it.',
      async handle({ params, staff }) {
        const life = await reviews.life(params['name'] ?? '');
        return life ? { json: shown(life, staff?.name) } : noPack(params['name'] ?? '');
      },
    }),
    route({
      method: 'GET', path: '/api/packs/:name/diff', access: 'see-packs', summary: 'What differs between a draft and the newest release: what visitors notice first, then line by line.',
      async handle({ params }) {
        const diff = await reviews.diff(params['name'] ?? '');
        return diff ? { json: diff } : noPack(params['name'] ?? '');
      },
    }),
    route({
      method: 'POST', path: '/api/packs/:name/review', access: 'edit-packs', body: Note, summary: 'Plays the dialogues of a draft and sends it for review by a second person.',
      async handle({ params, body, staff }) {
        const name = params['name'] ?? '';
        const result = await reviews.request({ pack: name, by: staff?.name ?? '', note: body?.note ?? '' });
        switch (result.outcome) {
          case 'requested': return { json: shown(result.life, staff?.name) };
          case 'unknown-pack': return noPack(name);
          case 'refused': return refusedPack(result.problems);
          case 'nothing-new': return problem('conflict', 'This draft is what has been released already.', 'Change it first.');
          case 'already': return problem('conflict', 'This draft has been sent for review already.', 'Wait for the second person, or change the draft.');
        }
      },
    }),
    route({
      method: 'POST', path: '/api/packs/:name/review/approve', access: 'review-packs', body: Decision, summary: 'Approves exactly this draft; refused to who has changed it or asked for the review.',
      async handle({ params, body, staff }) { return decided(await reviews.decide({ pack: params['name'] ?? '', sha256: body.sha256, by: staff?.name ?? '', approve: true, note: body.note }), staff?.name); },
    }),
    route({
      method: 'POST', path: '/api/packs/:name/review/return', access: 'review-packs', body: Decision, summary: 'Sends a draft back to its author with a note.',
      async handle({ params, body, staff }) { return decided(await reviews.decide({ pack: params['name'] ?? '', sha256: body.sha256, by: staff?.name ?? '', approve: false, note: body.note }), staff?.name); },
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
