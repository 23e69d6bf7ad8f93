// Somebody between the hub and the kiosk forges what the hub has signed, or keeps the kiosk on old metadata. What was forged
// must never come into force; with the forger gone the next release comes as usual.
import type { Campaign, Finding } from '../contract.ts';
import { createHttpForger, type Forgery } from '../http-forger.ts';
import { holds } from '../processes.ts';
import { createWorld } from '../world.ts';

const FORGERIES: readonly Forgery[] = ['timestamp', 'targets', 'file', 'snapshot', 'frozen'];
/** How long a kiosk that trusts too much has to show it. */
const TEMPTED_MS = 8000;

export const forgedRelease: Campaign = {
  name: 'forged-release', about: 'signatures, files and dates of releases forged on their way to the kiosk', cycles: { short: 2, usual: FORGERIES.length, nightly: 3 * FORGERIES.length },
  async run(context) {
    const forger = createHttpForger(() => world.hubPort.http);
    const world = createWorld({ folder: context.folder, random: context.random, env: context.env, hubSeenAt: () => forger.port });
    const findings: Finding[] = [];
    const done: Record<string, number> = {};
    let injected = 0;
    try {
      await forger.start();
      await world.start();
      for (let cycle = 0; cycle < context.cycles; cycle += 1) {
        const what = FORGERIES[cycle % FORGERIES.length] ?? 'timestamp';
        const [bad, good] = [`1.${cycle + 1}.0`, `1.${cycle + 1}.1`];
        const before = world.inForce()?.version;
        const forged = forger.forged;
        forger.forge(what);
        await world.publish(bad);
        if (!await holds(() => forger.forged > forged, 60_000)) {
          findings.push({ kind: 'other', what: `${what}: the kiosk asked for nothing that could be forged within 60 s\n${world.logs().slice(-1500)}`, count: 1 });
          break;
        }
        injected += 1;
        done[what] = (done[what] ?? 0) + 1;
        if (await holds(() => world.inForce()?.version === bad, TEMPTED_MS)) findings.push({ kind: 'corrupt', what: `${bad} is in force, though its ${what} was forged`, count: 1 });
        else if (world.inForce()?.version !== before) findings.push({ kind: 'corrupt', what: `${what}: ${world.inForce()?.version ?? 'nothing'} is in force after the forgery, not ${before ?? 'nothing'}`, count: 1 });
        if (!await world.visitor.nextAnswer(5000)) findings.push({ kind: 'silent', what: `${what}: the kiosk does not answer`, count: 1 });
        if (findings.length > 0) break;
        forger.forge(null);
        await world.publish(good);
        if (!await holds(() => world.inForce()?.version === good, 60_000, 200)) findings.push({ kind: 'other', what: `${what}: with the forger gone ${good} does not come into force within 60 s\n${world.logs().slice(-2000)}`, count: 1 });
        findings.push(...await world.afterCycle());
        context.say(`${cycle + 1}/${context.cycles} ${what}, ${forger.forged} answers forged, longest silence ${Math.round(world.visitor.longestSilence)} ms`);
        if (findings.length > 0) break;
      }
      findings.push(...await world.verdict(findings));
      return { injected, findings, longestSilenceMs: world.visitor.longestSilence, facts: { ...world.facts(), answered: world.visitor.answered, forged: forger.forged, done } };
    } finally {
      await world.stop();
      await forger.stop();
    }
  },
};
