// kill -9 of the hub in the middle of a rollout: at random moments of its waves. Started again it must go on where it was,
// and in the end every kiosk, the real one among them, has the release.
import type { Rollout } from '../../../hub/core/rollout-contract.ts';
import { type Editors, publishPack } from '../../hub/hub-house.ts';
import { actingFleet, type ActingFleet } from '../../hub/rollout-fleet.ts';
import { smallPack } from '../../hub/small-pack.ts';
import type { Campaign, Finding } from '../contract.ts';
import { holds, pause } from '../processes.ts';
import { ANSWER, createWorld, KIOSK } from '../world.ts';

const FLEET = Array.from({ length: 5 }, (_, index) => ({ ...KIOSK, kiosk: `k${2 + index}` }));
const DONE_MS = 90_000;
/** Short soaks that nobody's visits can fill: every wave is gone through, none is waited for. */
const QUICK = { soakSeconds: 1, maxSoakSeconds: 1, deadlineSeconds: 60, minTurns: 1000 };

export const killRollout: Campaign = {
  name: 'kill-rollout', about: 'kill -9 of the hub in the middle of the waves of a rollout', cycles: { short: 1, usual: 3, nightly: 10 },
  async run(context) {
    const world = createWorld({ folder: context.folder, random: context.random, env: context.env, kiosks: FLEET.length + 1 });
    const findings: Finding[] = [];
    const moments: string[] = [];
    let injected = 0;
    let fleet: ActingFleet | undefined;
    const gather = (): Promise<ActingFleet> => actingFleet(`mqtt://127.0.0.1:${world.hubPort.mqtt}`, FLEET, () => 'takes');
    const see = async (editors: Editors, id: string): Promise<Rollout> => await (await editors.approver.fetch(`/api/rollouts/${id}`)).json() as Rollout;
    try {
      await world.start();
      for (let cycle = 0; cycle < context.cycles; cycle += 1) {
        fleet = await gather();
        let editors = await world.editors();
        const { rollout, release } = await publishPack(editors, 'small', smallPack({ hours: `${ANSWER}，第 ${cycle + 1} 次` }), QUICK);
        await pause(context.random.between(0, 2500));
        const { wave, state } = await see(editors, rollout.id);
        await Promise.all([fleet.stop(), world.killHub()]);
        if (state === 'running') injected += 1;
        moments.push(`${state}, wave ${wave + 1}`);
        await world.startHub();
        fleet = await gather();
        editors = await world.editors();
        if (!await holds(async () => (await see(editors, rollout.id)).state === 'done', DONE_MS, 500)) findings.push({ kind: 'other', what: `the rollout of ${release.version} is not done ${DONE_MS / 1000} s after the kill: ${JSON.stringify((await see(editors, rollout.id)).history.slice(-6))}`, count: 1 });
        const house = fleet;
        if (!await holds(() => world.inForce()?.version === release.version && house.on(release.version).length === FLEET.length, 30_000, 200)) findings.push({ kind: 'corrupt', what: `${release.version} is done, and the real kiosk has ${world.inForce()?.version ?? 'nothing'}, ${house.on(release.version).length} of ${FLEET.length} others have it`, count: 1 });
        if (!await world.visitor.nextAnswer(5000)) findings.push({ kind: 'silent', what: 'the kiosk does not answer', count: 1 });
        await fleet.stop();
        findings.push(...await world.afterCycle());
        context.say(`${cycle + 1}/${context.cycles} killed when ${moments.at(-1) ?? ''}, longest silence ${Math.round(world.visitor.longestSilence)} ms`);
        if (findings.length > 0) break;
      }
      findings.push(...await world.verdict(findings));
      return { injected, findings, longestSilenceMs: world.visitor.longestSilence, facts: { ...world.facts(), answered: world.visitor.answered, moments } };
    } finally {
      await fleet?.stop().catch(() => undefined);
      await world.stop();
    }
  },
};
