// kill -9 of the hub, or of its broker alone, while several kiosks send and one is being visited.
import type { Campaign, CampaignContext, CampaignOutcome, Finding } from '../contract.ts';
import { holds, pause } from '../processes.ts';
import { simulatedHall } from '../simulated-kiosk.ts';
import { createWorld, secretOf, type World } from '../world.ts';

const LOAD = 6; // simulated kiosks beside the real one
const PER_TICK = 10; // events of each, ten times a second
const BROKER_BACK_MS = 10_000;

async function underLoad(context: CampaignContext, trouble: (world: World, findings: Finding[]) => Promise<number>): Promise<CampaignOutcome> {
  const world = createWorld({ folder: context.folder, random: context.random, env: context.env, kiosks: LOAD + 1 });
  const findings: Finding[] = [];
  let injected = 0;
  let slowest = 0;
  let load: NodeJS.Timeout | undefined;
  const hall = simulatedHall(LOAD, { first: 2, secret: secretOf(), url: () => `mqtt://127.0.0.1:${world.hubPort.mqtt}`, ledger: world.ledger, random: context.random });
  try {
    await world.start();
    for (const one of hall) one.start();
    load = setInterval(() => { for (const one of hall) if (one.recorded - one.acknowledged < 2000) one.record(PER_TICK); }, 100);
    for (let cycle = 0; cycle < context.cycles; cycle += 1) {
      await pause(context.random.between(300, 2500));
      slowest = Math.max(slowest, await trouble(world, findings));
      injected += 1;
      if (!await holds(() => hall.every((one) => one.connected), 30_000)) findings.push({ kind: 'other', what: `cycle ${cycle}: ${hall.filter((one) => !one.connected).length} kiosks did not come back within 30 s\n${world.logs().slice(-1500)}`, count: 1 });
      if (!await world.visitor.nextAnswer(5000)) findings.push({ kind: 'silent', what: `cycle ${cycle}: the kiosk does not answer`, count: 1 });
      findings.push(...await world.afterCycle());
      context.say(`${cycle + 1}/${context.cycles}, ${world.ledger.totals().acknowledged} events acknowledged, back after ${Math.round(slowest)} ms at most, longest silence ${Math.round(world.visitor.longestSilence)} ms`);
      if (findings.length > 0) break;
    }
    clearInterval(load);
    for (const one of hall) if (!await one.drained(findings.length > 0 ? 500 : 60_000)) findings.push({ kind: 'lost', what: `${one.name}: ${one.recorded - one.acknowledged} events never acknowledged`, count: one.recorded - one.acknowledged });
    findings.push(...await world.verdict(findings));
    return { injected, findings, longestSilenceMs: world.visitor.longestSilence, facts: { ...world.facts(), answered: world.visitor.answered, slowest_return_ms: Math.round(slowest) } };
  } finally {
    clearInterval(load);
    await Promise.all(hall.map((one) => one.stop()));
    await world.stop();
  }
}

export const killHub: Campaign = {
  name: 'kill-hub', about: 'kill -9 of the hub under the load of seven kiosks', cycles: { short: 2, usual: 8, nightly: 20 },
  run: (context) => underLoad(context, async (world, findings) => {
    const began = performance.now();
    await world.killHub();
    await world.startHub();
    const took = performance.now() - began;
    findings.push(...world.check()); // at once: what was acknowledged must be there before anybody sends it again
    return took;
  }),
};

export const killBroker: Campaign = {
  name: 'kill-broker', about: 'kill -9 of the hub\'s broker process under load; the hub must start it again', cycles: { short: 2, usual: 8, nightly: 20 },
  run: (context) => underLoad(context, async (world, findings) => {
    const before = world.hub.children();
    if (before.length === 0) throw new Error('the hub has no broker process to kill');
    const began = performance.now();
    for (const pid of before) process.kill(pid, 'SIGKILL');
    if (!await holds(() => world.hub.alive && world.hub.children().some((pid) => !before.includes(pid)), BROKER_BACK_MS)) findings.push({ kind: 'other', what: `no new broker process within ${BROKER_BACK_MS} ms`, count: 1 });
    return performance.now() - began;
  }),
};
