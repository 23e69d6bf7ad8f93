// Many kiosks at once: all come back together after the hub was killed, and a backlog of three days drained beside live
// traffic. A raised hand must reach the desk within two seconds all the while.
import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { Campaign, Finding } from '../contract.ts';
import { reading } from '../invariants.ts';
import { holds, pause } from '../processes.ts';
import { simulatedHall, type SimulatedKiosk } from '../simulated-kiosk.ts';
import { createWorld, KIOSK, KIOSK_NAME, secretOf } from '../world.ts';

const BACK_MS = 60_000;
const LIVE_MS = 2000;
const CROWD_EVENTS = 5; // of each kiosk, before it comes back

/** Raises hands one after another until told to stop; the times it took, and how often nobody answered. */
function raiseHands(kiosk: SimulatedKiosk): { readonly times: number[]; readonly failed: number; stop(): Promise<void> } {
  const times: number[] = [];
  let failed = 0;
  let running = true;
  const done = (async () => {
    while (running) {
      if (!kiosk.connected) { await pause(50); continue; }
      const took = await kiosk.escalate(5000);
      if (took !== null) times.push(took);
      else if (kiosk.connected) failed += 1;
      await pause(200);
    }
  })();
  return {
    times,
    get failed() { return failed; },
    async stop() {
      running = false;
      await done;
    },
  };
}

export const stampede: Campaign = {
  name: 'stampede', about: 'many kiosks come back at once after the hub was killed (cycles: how often); hands are raised meanwhile', cycles: { short: 1, usual: 2, nightly: 5 },
  async run(context) {
    const crowd = context.cycles >= 5 ? 1000 : context.cycles >= 2 ? 300 : 120;
    const world = createWorld({ folder: context.folder, random: context.random, env: context.env, kiosks: crowd + 2 });
    // Spread as the real kiosk does: half a second, doubled with every failure, at random below it.
    const hall = simulatedHall(crowd, { first: 3, secret: secretOf(), url: () => `mqtt://127.0.0.1:${world.hubPort.mqtt}`, ledger: world.ledger, random: context.random, backOffMs: 5000 });
    const [hand] = simulatedHall(1, { first: 2, secret: secretOf(), url: () => `mqtt://127.0.0.1:${world.hubPort.mqtt}`, ledger: world.ledger, random: context.random, backOffMs: 200 });
    if (!hand) throw new Error('nobody raises a hand');
    const findings: Finding[] = [];
    let injected = 0;
    let slowest = 0;
    const live: number[] = [];
    try {
      await world.start();
      hand.start();
      for (const one of hall) {
        one.start();
        if (hall.indexOf(one) % 20 === 19) await pause(50);
      }
      if (!await holds(() => hand.connected && hall.every((one) => one.connected), 90_000)) throw new Error(`only ${hall.filter((one) => one.connected).length} of ${crowd} kiosks came in at first`);
      for (let cycle = 0; cycle < context.cycles; cycle += 1) {
        await world.killHub();
        for (const one of hall) one.record(CROWD_EVENTS);
        await pause(1000);
        const began = performance.now();
        await world.startHub();
        injected += 1;
        if (!await holds(() => hand.connected, 20_000)) findings.push({ kind: 'other', what: 'the kiosk with the raised hand did not come back within 20 s', count: 1 });
        const hands = raiseHands(hand);
        const back = await holds(() => hall.every((one) => one.connected && one.acknowledged >= one.recorded), BACK_MS);
        slowest = Math.max(slowest, performance.now() - began);
        await hands.stop();
        live.push(...hands.times);
        if (!back) findings.push({ kind: 'other', what: `${hall.filter((one) => !one.connected).length} of ${crowd} kiosks are not back, ${hall.filter((one) => one.acknowledged < one.recorded).length} not drained after ${BACK_MS / 1000} s`, count: 1 });
        if (hands.failed > 0 || hands.times.some((ms) => ms > LIVE_MS)) findings.push({ kind: 'other', what: `a raised hand waited ${Math.round(Math.max(0, ...hands.times))} ms (${hands.failed} got no answer)`, count: 1 });
        if (!await world.visitor.nextAnswer(5000)) findings.push({ kind: 'silent', what: 'the kiosk does not answer', count: 1 });
        findings.push(...await world.afterCycle());
        context.say(`${cycle + 1}/${context.cycles}: ${crowd} kiosks back and drained after ${Math.round(slowest)} ms, ${live.length} hands raised, slowest ${Math.round(Math.max(0, ...live))} ms`);
      }
      findings.push(...await world.verdict(findings));
      return { injected, findings, longestSilenceMs: world.visitor.longestSilence, facts: { ...world.facts(), kiosks: crowd, slowest_return_ms: Math.round(slowest), hands: live.length, slowest_hand_ms: Math.round(Math.max(0, ...live)) } };
    } finally {
      await Promise.all([hand, ...hall].map((one) => one.stop()));
      await world.stop();
    }
  },
};

/** Puts `count` turns of the last three days into the outbox of a kiosk that is switched off. */
function fillOutbox(file: string, count: number): void {
  const db = new Database(file);
  try {
    const at = Date.now() - 72 * 3_600_000;
    const next = ((db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").get() as { seq: number } | undefined)?.seq ?? 0) + 1;
    const insert = db.prepare('INSERT INTO outbox (type, at, body) VALUES (?, ?, ?)');
    db.transaction(() => {
      for (let i = 0; i < count; i += 1) {
        const time = at + Math.floor((i / count) * 72 * 3_600_000);
        insert.run('foyer.turn', time, JSON.stringify({
          specversion: '1.0', id: `backlog-${next + i}`, source: `/${KIOSK.tenant}/${KIOSK.site}/${KIOSK.kiosk}`, type: 'foyer.turn', time: new Date(time).toISOString(), seq: next + i, boot: 'backlog', clock: 'synchronised',
          data: {
            type: 'foyer.turn', session: `backlog-${Math.floor(i / 6)}`, turn: i % 6, language: 'zh', input: { kind: 'text', text: '几点开门', confidence: null },
            decision: { rule: 'knowledge', intent: null, entry: 'hours', flow: null, zone: 'answer', probability: 0.97, top: [], slots: {}, why: [] }, said: ['上午九点开门'], view: 'answer', latencyMs: null,
          },
        }));
      }
    })();
  } finally {
    db.close();
  }
}

export const backlog: Campaign = {
  name: 'backlog', about: 'a backlog of 72 hours is drained beside live traffic (cycles: thousands of events in each outbox)', cycles: { short: 3, usual: 6, nightly: 20 },
  async run(context) {
    const each = context.cycles * 1000;
    const world = createWorld({ folder: context.folder, random: context.random, env: context.env, kiosks: 6 });
    const hall = simulatedHall(4, { first: 3, secret: secretOf(), url: () => `mqtt://127.0.0.1:${world.hubPort.mqtt}`, ledger: world.ledger, random: context.random });
    const [hand] = simulatedHall(1, { first: 2, secret: secretOf(), url: () => `mqtt://127.0.0.1:${world.hubPort.mqtt}`, ledger: world.ledger, random: context.random });
    if (!hand) throw new Error('nobody raises a hand');
    const findings: Finding[] = [];
    try {
      await world.start();
      await world.settle();
      await world.killKiosk();
      fillOutbox(join(world.kioskData, 'foyer-device.db'), each);
      for (const one of hall) one.record(each);
      hand.start();
      if (!await holds(() => hand.connected, 20_000)) throw new Error('the kiosk with the raised hand did not connect');
      const began = performance.now();
      world.visitor.restarting();
      await world.startKiosk();
      for (const one of hall) one.start();
      const hands = raiseHands(hand);
      const stored = (): number => reading(join(world.hubData, 'hub.sqlite'), (db) => (db.prepare("SELECT count(*) AS n FROM events WHERE kiosk = ? AND id LIKE 'backlog-%'").get(KIOSK_NAME) as { n: number }).n) ?? 0;
      const drained = await holds(() => stored() >= each && hall.every((one) => one.acknowledged >= one.recorded), 60_000 + each * 10, 500);
      const took = performance.now() - began;
      await hands.stop();
      if (!drained) findings.push({ kind: 'lost', what: `${each - stored()} events of the kiosk's backlog and ${hall.reduce((sum, one) => sum + one.recorded - one.acknowledged, 0)} of others are not on the hub after ${Math.round(took)} ms`, count: 1 });
      const slowest = Math.max(0, ...hands.times);
      if (hands.times.length === 0 || hands.failed > 0 || slowest > LIVE_MS) findings.push({ kind: 'other', what: `a raised hand waited ${Math.round(slowest)} ms beside the backlog (${hands.times.length} answered, ${hands.failed} not)`, count: 1 });
      if (!await world.visitor.nextAnswer(5000)) findings.push({ kind: 'silent', what: 'the kiosk does not answer beside its backlog', count: 1 });
      findings.push(...await world.verdict(findings));
      return { injected: each * 5, findings, longestSilenceMs: world.visitor.longestSilence, longestRestartMs: world.visitor.longestRestart, facts: { ...world.facts(), drained_ms: Math.round(took), hands: hands.times.length, slowest_hand_ms: Math.round(slowest) } };
    } finally {
      await Promise.all([hand, ...hall].map((one) => one.stop()));
      await world.stop();
    }
  },
};
