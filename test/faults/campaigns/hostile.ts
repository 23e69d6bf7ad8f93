// Fuzz and flood, with honest peers beside them: a simulated kiosk whose every event must arrive in good time, and the real
// kiosk with its visitor. `cycles` are seconds.
import { type Attack, flood, fuzzHttp, fuzzMqtt, fuzzSockets } from '../attackers.ts';
import type { Campaign, CampaignContext, CampaignOutcome, Finding } from '../contract.ts';
import { pause } from '../processes.ts';
import { simulatedHall } from '../simulated-kiosk.ts';
import { createWorld, KIOSK, secretOf, type World } from '../world.ts';

const ATTACKERS = 4; // kiosks k3..k6
const SANE_MS = 2000;
const LOOK_EVERY_MS = 5000; // everything is looked at while the attacks go on

async function beside(context: CampaignContext, begin: (world: World) => (Attack & { readonly crashes?: string[] })[]): Promise<CampaignOutcome> {
  const world = createWorld({ folder: context.folder, random: context.random, env: context.env, kiosks: ATTACKERS + 2 });
  const [victim] = simulatedHall(1, { first: 2, secret: secretOf(), url: () => `mqtt://127.0.0.1:${world.hubPort.mqtt}`, ledger: world.ledger, random: context.random });
  if (!victim) throw new Error('no victim');
  const findings: Finding[] = [];
  let attacks: (Attack & { readonly crashes?: string[] })[] = [];
  let load: NodeJS.Timeout | undefined;
  try {
    await world.start();
    victim.start();
    load = setInterval(() => victim.record(1), 50);
    await pause(1000);
    const before = { hub: world.hub.pid, kiosk: world.kiosk.pid, brokers: world.hub.children(), connects: victim.connects };
    attacks = begin(world);
    const end = performance.now() + context.cycles * 1000;
    let looked = performance.now();
    while (performance.now() < end && world.hub.alive && world.kiosk.alive && findings.length === 0) {
      await pause(200);
      if (performance.now() - looked < LOOK_EVERY_MS) continue;
      findings.push(...await world.afterCycle());
      looked = performance.now();
    }
    await Promise.all(attacks.map((one) => one.stop()));
    clearInterval(load);
    const injected = attacks.reduce((sum, one) => sum + one.sent, 0);
    if (!world.hub.alive) findings.push({ kind: 'other', what: `the hub ended: ${world.hub.lastWords().slice(-1500)}`, count: 1 });
    if (!world.kiosk.alive) findings.push({ kind: 'other', what: `the kiosk ended: ${world.kiosk.lastWords().slice(-1500)}`, count: 1 });
    if (world.hub.alive && !world.hub.children().some((pid) => before.brokers.includes(pid))) findings.push({ kind: 'other', what: `the broker died\n${world.logs().slice(-2000)}`, count: 1 });
    if (victim.connects !== before.connects) findings.push({ kind: 'other', what: `the honest kiosk lost its connection ${victim.connects - before.connects} times`, count: 1 });
    if (!await victim.drained(20_000)) findings.push({ kind: 'lost', what: `${victim.recorded - victim.acknowledged} events of the honest kiosk never acknowledged`, count: victim.recorded - victim.acknowledged });
    const sorted = [...victim.latencies].sort((a, b) => a - b);
    const slowest = sorted.at(-1) ?? 0;
    const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? 0;
    if (p99 > SANE_MS) findings.push({ kind: 'other', what: `the honest kiosk waits ${Math.round(p99)} ms for an acknowledgement (p99)`, count: 1 });
    for (const crash of attacks.flatMap((one) => one.crashes ?? []).slice(0, 3)) findings.push({ kind: 'other', what: `an HTTP answer of 500 or more: ${crash}`, count: 1 });
    if (!await world.visitor.nextAnswer(5000)) findings.push({ kind: 'silent', what: 'the kiosk does not answer afterwards', count: 1 });
    findings.push(...await world.verdict(findings));
    return {
      injected, findings, longestSilenceMs: world.visitor.longestSilence,
      facts: { ...world.facts(), victim_events: victim.recorded, victim_p99_ms: Math.round(p99), victim_slowest_ms: Math.round(slowest), sent: attacks.map((one) => one.sent), answered: world.visitor.answered },
    };
  } finally {
    clearInterval(load);
    await Promise.all(attacks.map((one) => one.stop()));
    await victim.stop();
    await world.stop();
  }
}

const attacker = (index: number) => ({ ...KIOSK, kiosk: `k${3 + index}` });

export const fuzz: Campaign = {
  name: 'fuzz', about: 'mutation fuzz of MQTT, WebSocket and HTTP beside an honest kiosk (cycles: seconds)', cycles: { short: 8, usual: 30, nightly: 30 },
  run: (context) => beside(context, (world) => [
    ...Array.from({ length: 2 }, (_, i) => fuzzMqtt({ port: () => world.hubPort.mqtt, address: attacker(i), secret: secretOf(), random: context.random.fork(`mqtt-${i}`) })),
    ...Array.from({ length: 2 }, (_, i) => fuzzHttp({ port: () => world.hubPort.http, random: context.random.fork(`http-${i}`) })),
    fuzzSockets({ screen: () => world.screen, hubPort: () => world.hubPort.http, random: context.random.fork('sockets') }),
  ]),
};

export const floods: Campaign = {
  name: 'flood', about: 'kiosks that send without end beside an honest one (cycles: seconds)', cycles: { short: 6, usual: 15, nightly: 60 },
  run: (context) => beside(context, (world) => Array.from({ length: ATTACKERS }, (_, i) => flood({ port: () => world.hubPort.mqtt, address: attacker(i), secret: secretOf(), random: context.random.fork(`flood-${i}`) }))),
};
