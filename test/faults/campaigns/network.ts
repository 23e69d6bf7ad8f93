// What networks do to a kiosk's connection: cut, stall, reset, flap, crawl, swallow one direction; and packets torn in two
// at a random byte.
import type { Campaign, Finding } from '../contract.ts';
import { holds, pause } from '../processes.ts';
import { createWorld } from '../world.ts';

const TROUBLES = ['deaf', 'cut', 'stall', 'reset', 'flap', 'slow', 'half-open'] as const;

export const network: Campaign = {
  name: 'network', about: 'cut, stall, reset, flap, slow, half-open and deaf connections through a TCP proxy', cycles: { short: 7, usual: 21, nightly: 70 },
  async run(context) {
    const world = createWorld({ folder: context.folder, random: context.random, env: context.env });
    const { random } = context;
    const findings: Finding[] = [];
    let injected = 0;
    const done: Record<string, number> = {};
    try {
      await world.start();
      for (let cycle = 0; cycle < context.cycles; cycle += 1) {
        const trouble = cycle < TROUBLES.length ? TROUBLES[cycle] ?? 'cut' : random.pick(TROUBLES);
        const before = world.proxy.connections;
        if (trouble === 'reset') world.proxy.reset();
        else if (trouble === 'flap') {
          for (let i = 0; i < 4; i += 1) {
            world.proxy.weather('cut');
            await pause(random.between(20, 300));
            world.proxy.weather('pass');
            await pause(random.between(20, 600));
          }
        } else world.proxy.weather(trouble);
        await pause(random.between(500, 3500));
        world.proxy.weather('pass');
        // What was swallowed is missed only by a new connection; after a stall it may also just go on.
        if (trouble === 'deaf' || trouble === 'half-open' || (trouble === 'stall' && random.next() < 0.5)) world.proxy.reset();
        injected += 1;
        done[trouble] = (done[trouble] ?? 0) + 1;
        if (!await world.visitor.nextAnswer(5000)) findings.push({ kind: 'silent', what: `${trouble}: the kiosk does not answer`, count: 1 });
        findings.push(...await world.afterCycle(60_000));
        context.say(`${cycle + 1}/${context.cycles} ${trouble}, ${world.proxy.connections - before} new connections, longest silence ${Math.round(world.visitor.longestSilence)} ms`);
        if (findings.length > 0) break;
      }
      findings.push(...await world.verdict(findings));
      return { injected, findings, longestSilenceMs: world.visitor.longestSilence, facts: { ...world.facts(), ...done, connections: world.proxy.connections } };
    } finally {
      await world.stop();
    }
  },
};

export const tornPackets: Campaign = {
  name: 'torn-packets', about: 'connections that end in the middle of an MQTT packet', cycles: { short: 12, usual: 100, nightly: 300 },
  async run(context) {
    const world = createWorld({ folder: context.folder, random: context.random, env: context.env });
    const findings: Finding[] = [];
    try {
      await world.start();
      for (let cycle = 0; cycle < context.cycles; cycle += 1) {
        const before = world.proxy.torn;
        // Every other tear falls into the sign-in and the first batches of a new connection, the others somewhere in its life.
        const early = context.random.next() < 0.5;
        world.proxy.tearAfter(context.random.int(early ? 600 : 4000));
        if (early) world.proxy.reset();
        if (!await holds(() => world.proxy.torn > before, 45_000, 20)) findings.push({ kind: 'other', what: `cycle ${cycle}: nothing was torn within 45 s`, count: 1 });
        findings.push(...await world.afterCycle());
        if (cycle % 25 === 24) context.say(`${cycle + 1}/${context.cycles} torn, ${world.ledger.totals().acknowledged} events acknowledged, longest silence ${Math.round(world.visitor.longestSilence)} ms`);
        if (findings.length > 0) break;
      }
      findings.push(...await world.verdict(findings));
      return { injected: world.proxy.torn, findings, longestSilenceMs: world.visitor.longestSilence, facts: { ...world.facts(), connections: world.proxy.connections } };
    } finally {
      await world.stop();
    }
  },
};
