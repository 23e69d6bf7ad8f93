// `foyer simulate`: many kiosks in one process, speaking the real protocol to a hub of their own or to a running one.
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { Fault } from '../../flows/protocol/faults.ts';
import { compareCounters, countersOf } from '../simulate/hub-counters.ts';
import { type Asker, createAsker } from '../simulate/hub-line.ts';
import { fleetOf } from '../simulate/kiosk-identities.ts';
import { startOwnFleet } from '../simulate/own-fleet.ts';
import type { OwnHub, Shown } from '../simulate/own-hub.ts';
import { startSimulation } from '../simulate/simulation.ts';
import { compareWithAcknowledgements, compareWithStore, reportOf, reportTable } from '../simulate/simulation-report.ts';
import { compareProjections } from '../simulate/stored-visits.ts';

interface Flags {
  kiosks: string; seconds: string; rate?: string; batch: string; visits: string; verify: string; hub?: string; hubMqtt?: string; hubPin?: string; credentials?: string; tokenFile?: string; tenant: string; tls?: boolean;
  pack: string[]; data?: string; unpaced?: boolean; json?: boolean;
}
interface Target { readonly own: OwnHub | undefined; readonly http: string; readonly mqtt: URL; readonly pin: string | null; readonly credentials: readonly Shown[]; /** For its counters, where there is a token. */ readonly staff: Asker | null }

const CONNECT_MS = 60_000;
const SETTLE_MS = 60_000;
const say = (text: string): void => { process.stderr.write(`${text}\n`); };
const step = (text: string): void => { if (process.stderr.isTTY) process.stderr.write(`\r${text}  `); };

function numberOf(text: string, flag: string, least: number, most = Infinity): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < least || value > most) throw new Fault('usage', `"${text}" is not a number ${most === Infinity ? `of ${least} or more` : `from ${least} to ${most}`}.`, 'Give such a number.', { where: flag });
  return value;
}
function tokenOf(file: string): Record<string, string> {
  let text: string;
  try { text = readFileSync(file, 'utf8').trim(); } catch (cause) { throw new Fault('usage', 'The file cannot be read.', 'Give a file with one line: a service token that may claim kiosks.', { where: `--token-file ${file}`, cause }); }
  if (!text) throw new Fault('usage', 'The file is empty.', 'Give a file with one line: a service token that may claim kiosks.', { where: `--token-file ${file}` });
  return { authorization: `Bearer ${text}` };
}
function urlOf(text: string, flag: string, protocols: readonly string[]): URL {
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) throw new Fault('usage', `"${text}" is not such an address.`, `Give it as ${protocols.map((one) => `${one}//host:port`).join(' or ')}.`, { where: flag });
  return new URL(text);
}

async function ownTarget(flags: Flags, count: number): Promise<Target> {
  say('hub       one of its own in a temporary folder');
  const { hub: own, http, pin, credentials } = await startOwnFleet({ count, tls: flags.tls === true, tenant: flags.tenant, packs: flags.pack, ...(flags.data === undefined ? {} : { parentFolder: flags.data }), progress: (done) => step(`${done} of ${count} kiosks are let in`) });
  return { own, http, mqtt: new URL(`mqtt://127.0.0.1:${own.mqtt}`), pin, credentials, staff: null };
}
async function runningTarget(flags: Flags, count: number): Promise<Target> {
  const hub = urlOf(flags.hub ?? '', '--hub', ['http:', 'https:']);
  const secure = hub.protocol === 'https:';
  if (flags.credentials === undefined) throw new Fault('usage', 'A running hub only talks to kiosks it knows.', 'Give --credentials: the file of kiosks and secrets that the hub got with --enrol, or one that simulate writes when it lets kiosks in with --token-file.', { where: '--hub' });
  if (secure && flags.hubPin === undefined) throw new Fault('usage', 'By which key is this hub known?', 'Give --hub-pin: the 64 hexadecimal digits that `foyer hub` prints.', { where: '--hub' });
  if (flags.hubPin !== undefined && !/^[0-9a-f]{64}$/.test(flags.hubPin)) throw new Fault('usage', 'That is not the fingerprint of a hub.', 'Give the 64 hexadecimal digits that `foyer hub` prints.', { where: '--hub-pin' });
  const mqtt = urlOf(flags.hubMqtt ?? `mqtt${secure ? 's' : ''}://${hub.hostname}:7072`, '--hub-mqtt', secure ? ['mqtts:'] : ['mqtt:']);
  const pin = secure ? flags.hubPin ?? null : null;
  const staff = flags.tokenFile === undefined ? null : tokenOf(flags.tokenFile);
  const credentials = await fleetOf({ count, file: flags.credentials, tenant: flags.tenant, hub: { url: hub.origin, pin }, staff, progress: (done) => step(`${done} kiosks are let in`) });
  return { own: undefined, http: hub.origin, mqtt, pin, credentials, staff: staff && createAsker({ url: hub.origin, pin, headers: staff }) };
}

async function run(flags: Flags): Promise<void> {
  const count = Math.floor(numberOf(flags.kiosks, '--kiosks', 1));
  const seconds = numberOf(flags.seconds, '--seconds', 0.1);
  const rate = flags.rate === undefined ? null : numberOf(flags.rate, '--rate', 0);
  const batch = Math.floor(numberOf(flags.batch, '--batch', 1, 200));
  const visits = numberOf(flags.visits, '--visits', 0, 1);
  if (flags.verify !== 'once' && flags.verify !== 'all') throw new Fault('usage', `"${flags.verify}" is not once or all.`, 'Give one of them.', { where: '--verify' });
  if (flags.hub === undefined && (flags.credentials ?? flags.tokenFile ?? flags.hubPin) !== undefined) throw new Fault('usage', 'Credentials, tokens and pins are for a running hub.', 'Give --hub with them, or leave them away: a hub of the simulation\'s own makes its kiosks itself.', { where: '--hub' });
  if (flags.hub !== undefined && flags.tls === true) throw new Fault('usage', '--tls is for a hub of the simulation\'s own.', 'A running hub that speaks TLS is given as --hub https://... with --hub-pin.', { where: '--tls' });
  if (!/^[a-z0-9-]{1,40}$/.test(flags.tenant)) throw new Fault('usage', `"${flags.tenant}" is not a tenant's name.`, 'Use lower-case letters, digits and hyphens, at most 40.', { where: '--tenant' });
  const { own, http, mqtt, pin, credentials, staff } = flags.hub === undefined ? await ownTarget(flags, count) : await runningTarget(flags, count);
  const simulation = startSimulation({ credentials, mqtt: { host: mqtt.hostname.replace(/^\[|\]$/g, ''), port: Number(mqtt.port || 7072) }, httpUrl: http, pin, rate, batch, visits, verify: flags.verify === 'all' ? 'each' : 'once', obeysRate: flags.unpaced !== true });
  const interrupted = (): void => simulation.stop();
  process.once('SIGINT', interrupted);
  try {
    if (!await simulation.online(CONNECT_MS)) {
      const here = simulation.kiosks.filter((kiosk) => kiosk.online).length;
      throw new Fault('hub-unreachable', `Only ${here} of ${count} kiosks are connected after ${CONNECT_MS / 1000} s (${simulation.tally.refusals} were refused${simulation.lastTrouble === null ? '' : `; ${simulation.lastTrouble}`}).`, 'Check the address, --hub-pin and the credentials.', { where: mqtt.href });
    }
    const before = staff && await countersOf(staff);
    say(`kiosks    ${count} online${pin === null ? '' : ', over TLS with keys of their own or their secrets'}`);
    const took = await simulation.run(seconds, (at) => step(`${at.toFixed(0)} s, ${simulation.tally.acknowledged} events acknowledged`));
    if (process.stderr.isTTY) process.stderr.write('\n');
    const acknowledgedInTime = simulation.tally.acknowledged;
    const hubBytes = own?.memory() ?? null;
    await simulation.settle(SETTLE_MS);
    simulation.stop();
    await own?.halt();
    const after = staff && before && await countersOf(staff);
    const counted = before && after && compareCounters(simulation, before, after);
    const check = own ? await compareWithStore(simulation, own.database) : counted ? { lost: counted.lost, duplicated: counted.duplicated } : compareWithAcknowledgements(simulation);
    const disagree = own ? await compareProjections(simulation, own.database) : counted?.disagree;
    const report = reportOf(simulation, { seconds: took, acknowledgedInTime, batch, rate, hubBytes, check, ...(disagree ? { disagree } : {}), checked: own ? 'store' : counted ? 'counters' : 'acknowledgements' });
    process.stdout.write(`${flags.json === true ? JSON.stringify(report) : reportTable(report)}\n`);
    if (report.lost > 0 || report.duplicated > 0 || Object.keys(report.disagree ?? {}).length > 0) process.exitCode = 1;
  } finally {
    process.removeListener('SIGINT', interrupted);
    simulation.stop();
    staff?.close();
    await own?.stop();
  }
}

export function registerSimulate(program: Command): void {
  program.command('simulate').description('Simulated kiosks that speak the real protocol: throughput, latency, what is lost or doubled, and whether sessions and figures are right')
    .requiredOption('--kiosks <n>', 'how many')
    .requiredOption('--seconds <s>', 'how long they record events')
    .option('--rate <r>', 'events a second of all kiosks together; without it as fast as the hub acknowledges')
    .option('--batch <n>', 'events of one message, at most 200', '50')
    .option('--visits <share>', 'share of the visits that are whole conversations with turns, surveys, hand-offs and incidents, 0 to 1; the others are their frame alone', '0.5')
    .option('--hub <url>', 'a running hub (http://host:7071, or https://host:7071 with --hub-pin); without it one is started in a temporary folder')
    .option('--hub-pin <fingerprint>', 'fingerprint of the running hub\'s key, as `foyer hub` prints it')
    .option('--hub-mqtt <url>', 'its MQTT address, mqtt:// or mqtts:// (default: port 7072 of the same host)')
    .option('--credentials <file>', 'kiosks that the running hub knows: the file of its --enrol, or one with keys; with --token-file it is made, or made longer')
    .option('--token-file <file>', 'service token: with claim-kiosks, kiosks that the file lacks let themselves in over TLS, each with its own key; with see-fleet, the hub\'s counters are compared')
    .option('--tenant <name>', 'tenant of kiosks that are made', 'sim')
    .option('--tls', 'the own hub speaks TLS, and its kiosks are let in by claims with keys of their own')
    .option('--verify <who>', 'signed content is fetched and verified once for this process, or by all kiosks, 16 at a time (a request for each file of each kiosk)', 'once')
    .option('--pack <pack>', 'content of the own hub (name or folder), fetched and reported by every kiosk; may be repeated', (value: string, all: string[]) => [...all, value], [] as string[])
    .option('--data <dir>', 'where the own hub\'s temporary folder is made')
    .option('--unpaced', 'ignore the drain rate that the hub gives (to see what happens then)')
    .option('--json', 'one JSON line')
    .action(run);
}
