// Rollouts over HTTP: what runs, how far it is, what the gates say; halt, go on, roll back.
import { z } from 'zod';
import type { Rollout } from '../../core/rollout-contract.ts';
import type { RolloutAct, Rollouts } from '../../core/rollout-service.ts';
import type { PackAccess } from '../../core/pack-access.ts';
import type { PackDirectory } from '../../core/pack-directory.ts';
import { problem, type Route, type RouteReply, route } from './route.ts';

const LIST = 50;
const SUMMARY: Record<RolloutAct, string> = {
  halt: 'Halts a rollout: kiosks that have the release keep it, no other gets it.', resume: 'Lets a halted or waiting rollout go on.', rollback: 'Gives the kiosks of a rollout their old content back, under a new number.',
};
const MEND: Record<RolloutAct, string> = {
  halt: 'Only a rollout that is running can be halted.', resume: 'Only a rollout that was halted or waits for staff can go on.', rollback: 'It has been rolled back or superseded already.',
};

/** Without the kiosks and the history, for lists. */
function summary({ kiosks, history: _history, ...rollout }: Rollout): Omit<Rollout, 'kiosks' | 'history'> & { kiosks: number; counts: Record<string, number> } {
  const counts: Record<string, number> = {};
  for (const place of Object.values(kiosks)) counts[place.state] = (counts[place.state] ?? 0) + 1;
  return { ...rollout, kiosks: Object.keys(kiosks).length, counts };
}

export function rolloutRoutes(parts: { rollouts: Rollouts; access: PackAccess; directory: PackDirectory }): Route[] {
  const { rollouts, access, directory } = parts;
  const none = (): RouteReply => problem('not-found', 'There is no such rollout here.', 'Look at the list of rollouts.');
  function shown(rollout: Pick<Rollout, 'pack'>): object {
    const { key, owner, name } = directory.of(rollout.pack);
    return { ...directory.plain(key, rollout), pack: name, owner, address: directory.address(key) };
  }
  const act = (name: RolloutAct): Route => route({
    method: 'POST', path: `/api/rollouts/:id/${name}`, access: 'run-rollouts', reach: 'filtered', summary: SUMMARY[name], body: z.object({ note: z.string().max(2000).default('') }).nullish(),
    async handle({ params, body, staff }) {
      const found = await rollouts.find(params['id'] ?? '');
      if (!found || !access.rollout(staff, found)) return none();
      if (!access.whole(staff, found)) return problem('not-allowed', 'This rollout reaches kiosks beyond the places that you look after.', 'Ask somebody who looks after all of them.');
      const result = await rollouts.act(found.id, name, staff?.name ?? '', body?.note ?? '');
      if (result.outcome === 'unknown') return none();
      if (result.outcome === 'not-now') return problem('conflict', `This rollout is ${result.state}.`, MEND[name]);
      return { json: shown(result.rollout) };
    },
  });
  return [
    route({
      method: 'GET', path: '/api/rollouts', access: 'see-rollouts', reach: 'filtered', summary: 'The latest rollouts, of one pack or of all; for staff of a tenant those of their own packs.',
      async handle({ query, staff }) {
        const wanted = query['pack'] === undefined ? access.own(staff) : [(await access.read(staff, query['pack']))?.key ?? ''];
        const seen = (await rollouts.list(LIST, wanted)).flatMap((rollout) => access.rollout(staff, rollout) ?? []);
        return { json: { rollouts: seen.map((rollout) => shown(summary(rollout))) } };
      },
    }),
    route({
      method: 'GET', path: '/api/rollouts/:id', access: 'see-rollouts', reach: 'filtered', summary: 'One rollout: its waves, every kiosk, the gates with their figures, who did what.',
      async handle({ params, staff }) {
        const found = await rollouts.find(params['id'] ?? '');
        const seen = found && access.rollout(staff, found);
        return seen ? { json: shown(seen) } : none();
      },
    }),
    act('halt'), act('resume'), act('rollback'),
  ];
}
