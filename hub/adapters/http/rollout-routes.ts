// Rollouts over HTTP: what runs, how far it is, what the gates say; halt, go on, roll back.
import { z } from 'zod';
import type { Rollout } from '../../core/rollout-contract.ts';
import type { RolloutAct, Rollouts } from '../../core/rollout-service.ts';
import { problem, type Route, route } from './route.ts';

const LIST = 50;
const SUMMARY: Record<RolloutAct, string> = {
  halt: 'Halts a rollout: kiosks that have the release keep it, no other gets it.', resume: 'Lets a halted or waiting rollout go on.', rollback: 'Gives the kiosks of a rollout their old content back, under a new number.',
};
const MEND: Record<RolloutAct, string> = {
  halt: 'Only a rollout that is running can be halted.', resume: 'Only a rollout that was halted or waits for staff can go on.', rollback: 'It has been rolled back or superseded already.',
};

/** Without the kiosks and the history, for lists. */
function summary({ kiosks, history: _history, ...rollout }: Rollout): object {
  const counts: Record<string, number> = {};
  for (const place of Object.values(kiosks)) counts[place.state] = (counts[place.state] ?? 0) + 1;
  return { ...rollout, kiosks: Object.keys(kiosks).length, counts };
}

export function rolloutRoutes(parts: { rollouts: Rollouts }): Route[] {
  const { rollouts } = parts;
  const act = (name: RolloutAct): Route => route({
    method: 'POST', path: `/api/rollouts/:id/${name}`, access: 'run-rollouts', summary: SUMMARY[name], body: z.object({ note: z.string().max(2000).default('') }).nullish(),
    async handle({ params, body, staff }) {
      const result = await rollouts.act(params['id'] ?? '', name, staff?.name ?? '', body?.note ?? '');
      if (result.outcome === 'unknown') return problem('not-found', 'There is no such rollout here.', 'Look at the list of rollouts.');
      if (result.outcome === 'not-now') return problem('conflict', `This rollout is ${result.state}.`, MEND[name]);
      return { json: result.rollout };
    },
  });
  return [
    route({
      method: 'GET', path: '/api/rollouts', access: 'see-rollouts', summary: 'The latest rollouts, of one pack or of all.',
      async handle({ query }) { return { json: { rollouts: (await rollouts.list(LIST)).filter((rollout) => query['pack'] === undefined || rollout.pack === query['pack']).map(summary) } }; },
    }),
    route({
      method: 'GET', path: '/api/rollouts/:id', access: 'see-rollouts', summary: 'One rollout: its waves, every kiosk, the gates with their figures, who did what.',
      async handle({ params }) {
        const rollout = await rollouts.find(params['id'] ?? '');
        return rollout ? { json: rollout } : problem('not-found', 'There is no such rollout here.', 'Look at the list of rollouts.');
      },
    }),
    act('halt'), act('resume'), act('rollback'),
  ];
}
