// A large fleet, connected and idle: what a kiosk costs in memory (read `--seconds` after the last thing happened, as before it);
// then a setting and a release for all of them: how long until the last has fetched it and reported it applied. Every kiosk fetches
// the whole bundle for itself. Beside it what a bare Mosquitto needs to hand the same message to as many.
// `foyer bench fanout [--kiosks 2000] [--rounds 3] [--seconds 15] [--tls] [--cores 0,1|all] [--json]`
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPeer, type Peer } from '../../hub/simulate/mqtt-packet-peer.ts';
import { type Asker, createAsker } from '../../hub/simulate/hub-line.ts';
import { signIn } from '../../hub/simulate/kiosk-identities.ts';
import { startOwnFleet } from '../../hub/simulate/own-fleet.ts';
import { residentBytes } from '../../hub/simulate/own-hub.ts';
import { startSimulation } from '../../hub/simulate/simulation.ts';
import { writePack } from '../hub/kiosk-house.ts';
import { smallPack } from '../hub/small-pack.ts';
import { benchFlags, load, median, NO_MOSQUITTO, print, startMosquitto } from './fleet-rig.ts';

const flags = benchFlags({ seconds: '15', rounds: '3', kiosks: '2000' });
const ALL_WITHIN_MS = 180_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + ALL_WITHIN_MS;
  while (!await holds()) {
    if (performance.now() > end) throw new Error(`not within ${ALL_WITHIN_MS / 1000} s: ${what}`);
    await pause(5);
  }
}

type Request = (path: string, method: string, body?: unknown) => Promise<Record<string, unknown>>;
async function enter(url: string, pin: string | null, staffFile: string, role: string): Promise<Request> {
  const { users } = JSON.parse(readFileSync(staffFile, 'utf8')) as { users: { name: string; password: string; roles: string[] }[] };
  const user = users.find((one) => one.roles.includes(role));
  if (!user) throw new Error(`nobody is ${role}`);
  const asker: Asker = createAsker({ url, pin });
  const headers = await signIn(asker, user);
  return async (path, method, body) => {
    const reply = await asker.ask(path, { method, headers, ...(body === undefined ? {} : { json: body }) });
    const text = reply.bytes.toString('utf8');
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${text.slice(0, 300)}`);
    return JSON.parse(text === '' ? '{}' : text) as Record<string, unknown>;
  };
}

interface Ours { kb_per_kiosk: number; empty_mb: number; full_mb: number; connect_ms: number; settings_answer_ms: number; settings_applied_ms: number; announced_ms: number; last_applied_ms: number; last_reported_ms: number }

async function ours(): Promise<Ours> {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-fanout-'));
  const pack = writePack(join(folder, 'small'), smallPack());
  const { hub, http, pin, credentials } = await startOwnFleet({ count: flags.kiosks, tls: flags.tls, packs: [pack] });
  await pause(flags.seconds * 1000);
  const empty = hub.memory() ?? NaN;
  const began = performance.now();
  const simulation = startSimulation({ credentials, mqtt: { host: '127.0.0.1', port: hub.mqtt }, httpUrl: http, pin, rate: 0, batch: 1, probes: false, spreadMs: 4000, verify: 'bundle' });
  try {
    await until(() => simulation.kiosks.every((kiosk) => kiosk.online), 'every kiosk is online');
    const connect = performance.now() - began;
    const author = await enter(http, pin, hub.staffFile, 'author');
    const approver = await enter(http, pin, hub.staffFile, 'approver');
    interface Row { desiredVersion: number; appliedVersion: number; packVersion: string | null }
    const rows = async (): Promise<Row[]> => (await approver('/api/kiosks', 'GET'))['kiosks'] as Row[];
    await until(() => simulation.tally.applied >= flags.kiosks, 'every kiosk has its first content');
    await pause(flags.seconds * 1000);
    const full = hub.memory() ?? NaN;
    const configured = simulation.tally.applied;
    const asked = performance.now();
    const answered = approver('/api/twin/settings', 'PUT', { level: 'tenant', scope: 'sim', key: 'volume', value: 3 }).then(() => performance.now() - asked);
    await until(() => simulation.tally.applied >= configured + flags.kiosks, 'every kiosk has the setting');
    const settings = performance.now() - asked;
    await author('/api/packs/small', 'PUT', { files: smallPack({ hours: '上午八点开门' }) });
    const { sha256 } = await author('/api/packs/small/review', 'POST', {});
    await approver('/api/packs/small/review/approve', 'POST', { sha256 });
    const before = simulation.tally.applied;
    const at = performance.now();
    const announced = approver('/api/packs/small/publish', 'POST', { emergency: 'bench: to all at once' }).then(() => performance.now() - at);
    await until(() => simulation.tally.applied >= before + flags.kiosks, 'every kiosk has applied the release');
    const applied = performance.now() - at;
    // The hub's own view is asked seldom: the answer is long.
    while (!(await rows()).every((row) => row.packVersion === '1.0.1')) await pause(100);
    return {
      kb_per_kiosk: Math.round((full - empty) / 1024 / flags.kiosks * 10) / 10, empty_mb: Math.round(empty / 1048576), full_mb: Math.round(full / 1048576),
      connect_ms: Math.round(connect), settings_answer_ms: Math.round(await answered), settings_applied_ms: Math.round(settings), announced_ms: Math.round(await announced), last_applied_ms: Math.round(applied), last_reported_ms: Math.round(performance.now() - at),
    };
  } finally {
    simulation.stop();
    await hub.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One retained-free QoS 1 message of the size of a desired document to as many subscribers. */
async function bare(): Promise<{ kb_per_kiosk: number; last_ms: number } | null> {
  const mosquitto = await startMosquitto();
  if (!mosquitto) return null;
  const peers: Peer[] = [];
  try {
    const empty = residentBytes(mosquitto.pid) ?? NaN;
    let subscribed = 0;
    let got = 0;
    const open = (name: string, ready: (peer: Peer) => void): void => {
      const peer: Peer = openPeer({ host: '127.0.0.1', port: mosquitto.port, clientId: name, username: name, password: 'none' }, { connected: () => ready(peer), subscribed: () => { subscribed += 1; }, message: () => { got += 1; }, acknowledged: () => undefined, closed: () => undefined });
      peers.push(peer);
    };
    for (let n = 0; n < flags.kiosks; n += 1) {
      open(`peer-${n}`, (peer) => peer.subscribe(['foyer/1/sim/release']));
      if (n % 50 === 49) await pause(50); // Mosquitto's listen backlog is short
    }
    await until(() => subscribed === flags.kiosks, 'every subscriber of Mosquitto is there');
    await pause(2000);
    const full = residentBytes(mosquitto.pid) ?? NaN;
    let publisher: Peer | undefined;
    open('publisher', (peer) => { publisher = peer; });
    await until(() => publisher !== undefined, 'the publisher is connected');
    const desired = JSON.stringify({ v: 1, version: 2, release: { pack: 'small', version: '1.0.1', sha256: 'a'.repeat(64), bytes: 1000 }, settings: {} });
    const at = performance.now();
    publisher?.publish('foyer/1/sim/release', desired);
    await until(() => got >= flags.kiosks, 'every subscriber has the message');
    return { kb_per_kiosk: Math.round((full - empty) / 1024 / flags.kiosks * 10) / 10, last_ms: Math.round(performance.now() - at) };
  } finally {
    for (const peer of peers) peer.destroy();
    await mosquitto.stop();
  }
}

const runs: Ours[] = [];
const peers: { kb_per_kiosk: number; last_ms: number }[] = [];
for (let round = 1; round <= flags.rounds; round += 1) {
  const one = await ours();
  runs.push(one);
  print({ bench: 'fanout', who: 'foyer', tls: flags.tls, kiosks: flags.kiosks, round, ...one, load: load(), pinned: flags.pinned ? flags.cores : false }, flags.json);
  const peer = await bare();
  if (peer === null) continue;
  peers.push(peer);
  print({ bench: 'fanout', who: 'mosquitto', kiosks: flags.kiosks, round, ...peer, load: load() }, flags.json);
}
const of = (pick: (one: Ours) => number): number => median(runs.map(pick));
if (!flags.json) console.log('\nmedians');
print({
  bench: 'fanout', tls: flags.tls, kiosks: flags.kiosks, rounds: flags.rounds, kb_per_kiosk: of((one) => one.kb_per_kiosk), settings_answer_ms: of((one) => one.settings_answer_ms), settings_applied_ms: of((one) => one.settings_applied_ms), last_applied_ms: of((one) => one.last_applied_ms), last_reported_ms: of((one) => one.last_reported_ms),
  ...(peers.length > 0 ? { bare_mosquitto_ms: median(peers.map((one) => one.last_ms)), mosquitto_kb_per_kiosk: median(peers.map((one) => one.kb_per_kiosk)) } : { bare_mosquitto: NO_MOSQUITTO }),
}, flags.json);
if (peers.length === 0) console.error(NO_MOSQUITTO);
process.exit(0);
