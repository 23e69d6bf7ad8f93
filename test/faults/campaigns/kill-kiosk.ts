// kill -9 of the kiosk at random moments under visits.
import type { Campaign, Finding } from '../contract.ts';
import { pause } from '../processes.ts';
import { createWorld, RESTART_LIMIT_MS } from '../world.ts';

export const killKiosk: Campaign = {
  name: 'kill-kiosk', about: 'kill -9 of the kiosk at random moments under visits', cycles: { short: 5, usual: 20, nightly: 150 },
  async run(context) {
    const world = createWorld({ folder: context.folder, random: context.random, env: context.env });
    const findings: Finding[] = [];
    let injected = 0;
    try {
      await world.start();
      for (let cycle = 0; cycle < context.cycles; cycle += 1) {
        await pause(context.random.between(0, 1500));
        await world.killKiosk();
        injected += 1;
        await world.startKiosk();
        if (!await world.visitor.nextAnswer(RESTART_LIMIT_MS * 2)) findings.push({ kind: 'silent', what: `cycle ${cycle}: no answer after a restart\n${world.logs().slice(-1500)}`, count: 1 });
        findings.push(...await world.afterCycle());
        context.say(`${cycle + 1}/${context.cycles} kills, ${world.ledger.totals().acknowledged} events acknowledged, longest restart ${Math.round(world.visitor.longestRestart)} ms, longest silence ${Math.round(world.visitor.longestSilence)} ms`);
        if (findings.length > 0) break;
      }
      findings.push(...await world.verdict(findings));
      return { injected, findings, longestSilenceMs: world.visitor.longestSilence, longestRestartMs: world.visitor.longestRestart, facts: { ...world.facts(), questions: world.visitor.questions.length, answered: world.visitor.answered } };
    } finally {
      await world.stop();
    }
  },
};
