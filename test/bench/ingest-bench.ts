// Durable ingest beside a plain peer, on two cores for everything together: schema check, deduplication and fsync before
// the acknowledgement, against Mosquitto + a plain SQLite subscriber, in turns in the same run. `singles` and `batches` are small
// events (300 bytes with their envelope); `turns` and `turn-batches` are whole conversations (700 bytes) with all that follows
// from them, and the hub's figures must agree with what was made.
// `foyer bench ingest [--seconds 60] [--rounds 3] [--kiosks 100] [--only turns] [--alone] [--cores 0,1|all] [--json]`
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeCredentials, startOwnHub } from '../../hub/simulate/own-hub.ts';
import { startSimulation } from '../../hub/simulate/simulation.ts';
import { compareWithAcknowledgements, compareWithStore, reportOf, type SimulationReport } from '../../hub/simulate/simulation-report.ts';
import { compareProjections } from '../../hub/simulate/stored-visits.ts';
import { benchFlags, load, median, NO_MOSQUITTO, print, startMosquitto } from './fleet-rig.ts';

const flags = benchFlags({ seconds: '60', rounds: '3', kiosks: '100' });
const KINDS = { 'singles': { batch: 1, visits: 0 }, 'batches': { batch: 50, visits: 0 }, 'turns': { batch: 1, visits: 1 }, 'turn-batches': { batch: 50, visits: 1 } } as const;
type Kind = keyof typeof KINDS;
/** The peer is given more messages under way than the hub (300 and 45): its fixed commit interval needs them for its best speed. */
const PEER_WINDOW: Record<Kind, number> = { 'singles': 1000, 'batches': 90, 'turns': 1000, 'turn-batches': 90 };

async function ours(kind: Kind): Promise<SimulationReport> {
  const credentials = makeCredentials(flags.kiosks);
  const hub = await startOwnHub({ credentials });
  const { batch, visits } = KINDS[kind];
  const simulation = startSimulation({ credentials, mqtt: { host: '127.0.0.1', port: hub.mqtt }, httpUrl: null, rate: null, batch, visits });
  try {
    if (!await simulation.online(60_000)) throw new Error('not all kiosks came online');
    const seconds = await simulation.run(flags.seconds);
    const acknowledgedInTime = simulation.tally.acknowledged;
    const hubBytes = hub.memory();
    await simulation.settle(60_000);
    simulation.stop();
    await hub.halt();
    return reportOf(simulation, { seconds, acknowledgedInTime, batch, rate: null, hubBytes, check: await compareWithStore(simulation, hub.database), disagree: await compareProjections(simulation, hub.database), checked: 'store' });
  } finally {
    simulation.stop();
    await hub.stop();
  }
}

/** The peer; null when Mosquitto is not installed. */
async function peer(kind: Kind, mode: 'single' | 'group'): Promise<SimulationReport | null> {
  const mosquitto = await startMosquitto();
  if (!mosquitto) return null;
  const folder = mkdtempSync(join(tmpdir(), 'foyer-peer-'));
  const subscriber = fork(fileURLToPath(new URL('plain-subscriber.ts', import.meta.url)), [String(mosquitto.port), join(folder, 'events.sqlite'), mode], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const { batch, visits } = KINDS[kind];
  const simulation = startSimulation({ credentials: makeCredentials(flags.kiosks), mqtt: { host: '127.0.0.1', port: mosquitto.port }, httpUrl: null, rate: null, batch, visits, probes: false, window: PEER_WINDOW[kind] });
  try {
    await new Promise((resolve) => subscriber.once('message', resolve));
    if (!await simulation.online(60_000)) throw new Error('not all kiosks of the peer came online');
    const seconds = await simulation.run(flags.seconds);
    const acknowledgedInTime = simulation.tally.acknowledged;
    await simulation.settle(30_000);
    return reportOf(simulation, { seconds, acknowledgedInTime, batch, rate: null, hubBytes: null, check: compareWithAcknowledgements(simulation), checked: 'acknowledgements' });
  } finally {
    simulation.stop();
    const gone = new Promise((resolve) => subscriber.once('exit', resolve));
    subscriber.kill('SIGKILL');
    await gone;
    await mosquitto.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Events a second; null: no figure was promised. */
const TARGETS: Record<Kind, number | null> = { 'singles': 6000, 'batches': 20_000, 'turns': null, 'turn-batches': null };
const P99_MS = 150;
let held = true;
let skipped = false;
const rows: Record<string, unknown>[] = [];
for (const kind of (Object.keys(KINDS) as Kind[]).filter((one) => flags.only === null || flags.only.split(',').includes(one))) {
  const runs: Record<'foyer' | 'peer' | 'peer-group', SimulationReport[]> = { foyer: [], peer: [], 'peer-group': [] };
  for (let round = 1; round <= flags.rounds; round += 1) {
    for (const who of flags.alone ? ['foyer'] as const : ['foyer', 'peer', 'peer-group'] as const) {
      const report = who === 'foyer' ? await ours(kind) : await peer(kind, who === 'peer' ? 'single' : 'group');
      if (report === null) {
        skipped = true;
        continue;
      }
      runs[who].push(report);
      print({ bench: 'ingest', kind, who, round, events_per_second: report.events_per_second, p50_ms: report.p50_ms, p99_ms: report.p99_ms, escalation_max_ms: report.escalation_max_ms, lost: report.lost, duplicated: report.duplicated, ...(report.disagree === null || Object.keys(report.disagree).length === 0 ? {} : { disagree: report.disagree }), load: load(), pinned: flags.pinned ? flags.cores : false }, flags.json);
    }
  }
  const speed = (who: keyof typeof runs): number => median(runs[who].map((one) => one.events_per_second));
  const p99 = median(runs.foyer.map((one) => one.p99_ms ?? Infinity));
  const broken = runs.foyer.some((one) => one.lost > 0 || one.duplicated > 0 || Object.keys(one.disagree ?? {}).length > 0);
  const target = TARGETS[kind];
  held &&= (target === null || (speed('foyer') >= target && p99 < P99_MS)) && !broken;
  rows.push({
    bench: 'ingest', kind, seconds: flags.seconds, rounds: flags.rounds, events_per_second: speed('foyer'), p99_ms: p99, target,
    ...(runs.peer.length > 0 ? { peer: speed('peer'), ratio: Math.round((speed('foyer') / speed('peer')) * 100) / 100, peer_group_commit: speed('peer-group'), ratio_group_commit: Math.round((speed('foyer') / speed('peer-group')) * 100) / 100 } : flags.alone ? {} : { peer: NO_MOSQUITTO }),
    escalation_max_ms: Math.max(...runs.foyer.map((one) => one.escalation_max_ms)), lost: runs.foyer.reduce((sum, one) => sum + one.lost, 0), duplicated: runs.foyer.reduce((sum, one) => sum + one.duplicated, 0),
  });
}
if (!flags.json) console.log('\nmedians');
for (const row of rows) print(row, flags.json);
if (skipped) console.error(NO_MOSQUITTO);
if (!flags.pinned) console.error('Not pinned to two cores.');
process.exit(held ? 0 : 1);
