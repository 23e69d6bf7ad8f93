// The hub is killed with every kiosk connected and started again: how long until all are back, whether anybody came before
// its back-off, and how long a visitor who raises a hand meanwhile waits for the desk.
// `--tls`: kiosks with keys of their own. `foyer bench storm [--kiosks 1000] [--rounds 3] [--tls] [--cores 0,1|all] [--json]`
import { startOwnFleet } from '../../hub/simulate/own-fleet.ts';
import { startSimulation } from '../../hub/simulate/simulation.ts';
import { compareWithStore } from '../../hub/simulate/simulation-report.ts';
import { benchFlags, load, median, print } from './fleet-rig.ts';

const flags = benchFlags({ seconds: '3', rounds: '3', kiosks: '1000' });
const BACKLOG_EVENTS_PER_SECOND = 1000;
const BACK_WITHIN_MS = 60_000;
const PROBE_EVERY_MS = 200;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Round { back_ms: number; listening_ms: number; early: number; escalations: number; escalation_max_ms: number; unanswered: number; lost: number; duplicated: number }

async function round(): Promise<Round> {
  const { hub, pin, credentials } = await startOwnFleet({ count: flags.kiosks, tls: flags.tls });
  const simulation = startSimulation({ credentials, mqtt: { host: '127.0.0.1', port: hub.mqtt }, httpUrl: null, pin, rate: BACKLOG_EVENTS_PER_SECOND, batch: 1, probes: false });
  try {
    if (!await simulation.online(60_000)) throw new Error('not all kiosks came online');
    const recording = simulation.run(flags.seconds + 5); // goes on through the kill: kiosks do not stop for a hub
    await pause(flags.seconds * 1000);
    await hub.kill();
    const killed = performance.now();
    await pause(2000);
    await hub.restart();
    const listening = performance.now();
    let over = false;
    const pending: Promise<unknown>[] = [];
    const probing = (async () => {
      while (!over) {
        if (simulation.kiosks.some((kiosk) => kiosk.online)) pending.push(simulation.probe());
        await pause(PROBE_EVERY_MS);
      }
    })();
    const all = await simulation.online(BACK_WITHIN_MS);
    const back = performance.now();
    over = true;
    await probing;
    await Promise.all(pending);
    await recording;
    await simulation.settle(60_000);
    simulation.stop();
    await hub.halt();
    return {
      back_ms: all ? Math.round(back - killed) : Infinity, listening_ms: Math.round(listening - killed), early: simulation.tally.early,
      escalations: simulation.probes.count, escalation_max_ms: Math.round(simulation.probes.max), unanswered: simulation.missedProbes, ...await compareWithStore(simulation, hub.database),
    };
  } finally {
    simulation.stop();
    await hub.stop();
  }
}

const rounds: Round[] = [];
for (let n = 1; n <= flags.rounds; n += 1) {
  const one = await round();
  rounds.push(one);
  print({ bench: 'storm', tls: flags.tls, kiosks: flags.kiosks, round: n, ...one, load: load(), pinned: flags.pinned ? flags.cores : false }, flags.json);
}
const back = median(rounds.map((one) => one.back_ms));
const longest = Math.max(...rounds.map((one) => one.escalation_max_ms));
const sum = (pick: (one: Round) => number): number => rounds.reduce((total, one) => total + pick(one), 0);
print({ bench: 'storm', tls: flags.tls, kiosks: flags.kiosks, rounds: flags.rounds, back_ms: back, escalation_max_ms: longest, unanswered: sum((one) => one.unanswered), early: sum((one) => one.early), lost: sum((one) => one.lost), duplicated: sum((one) => one.duplicated) }, flags.json);
process.exit(back < BACK_WITHIN_MS && longest < 2000 && sum((one) => one.unanswered + one.early + one.lost + one.duplicated) === 0 ? 0 : 1);
