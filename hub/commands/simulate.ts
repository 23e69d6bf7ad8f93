// `foyer simulate`: many kiosks in one process, speaking the real protocol to a hub of their own or to a running one.
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { Fault } from '../../flows/protocol/faults.ts';
import { type Credential, makeCredentials, startOwnHub } from '../simulate/own-hub.ts';
import { startSimulation } from '../simulate/simulation.ts';
import { compareWithAcknowledgements, compareWithStore, reportOf, reportTable } from '../simulate/simulation-report.ts';

interface Flags { kiosks: string; seconds: string; rate?: string; batch: string; hub?: string; hubMqtt?: string; credentials?: string; pack: string[]; data?: string; unpaced?: boolean; json?: boolean }

const CONNECT_MS = 60_000;
const SETTLE_MS = 60_000;

function numberOf(text: string, flag: string, least: number): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < least) throw new Fault('usage', `"${text}" is not a number of ${least} or more.`, 'Give such a number.', { where: flag });
  return value;
}
function readCredentials(file: string, count: number): Credential[] {
  let list: unknown;
  try { list = JSON.parse(readFileSync(file, 'utf8')); } catch (cause) { throw new Fault('usage', 'The credentials cannot be read as JSON.', 'Give the file that the hub got with --enrol.', { where: file, cause }); }
  const good = Array.isArray(list) && list.every((one: Partial<Credential> | null) => [one?.tenant, one?.site, one?.kiosk, one?.secret].every((part) => typeof part === 'string'));
  if (!good) throw new Fault('usage', 'The credentials are not as agreed.', 'Give a list of {"tenant","site","kiosk","secret"}.', { where: file });
  if ((list as Credential[]).length < count) throw new Fault('usage', `The file names ${(list as Credential[]).length} kiosks, ${count} are asked for.`, 'Enrol more kiosks, or give a smaller --kiosks.', { where: file });
  return (list as Credential[]).slice(0, count);
}

async function run(flags: Flags): Promise<void> {
  const count = Math.floor(numberOf(flags.kiosks, '--kiosks', 1));
  const seconds = numberOf(flags.seconds, '--seconds', 0.1);
  const rate = flags.rate === undefined ? null : numberOf(flags.rate, '--rate', 0);
  const batch = Math.floor(numberOf(flags.batch, '--batch', 1));
  if (batch > 200) throw new Fault('usage', 'A message carries at most 200 events.', 'Give a smaller --batch.', { where: '--batch' });
  if (flags.hub !== undefined && flags.credentials === undefined) throw new Fault('usage', 'A running hub only talks to kiosks it knows.', 'Give --credentials: the file of kiosks and secrets that the hub got with --enrol.', { where: '--hub' });
  const credentials = flags.credentials === undefined ? makeCredentials(count) : readCredentials(flags.credentials, count);
  const say = (text: string): void => { process.stderr.write(`${text}\n`); };

  if (flags.hub === undefined) say('hub       one of its own in a temporary folder');
  const own = flags.hub === undefined ? await startOwnHub({ credentials, packs: flags.pack, ...(flags.data === undefined ? {} : { parentFolder: flags.data }) }) : undefined;
  const http = own ? `http://127.0.0.1:${own.http}` : new URL(flags.hub ?? '').origin;
  const mqttUrl = new URL(own ? `mqtt://127.0.0.1:${own.mqtt}` : flags.hubMqtt ?? `mqtt://${new URL(http).hostname}:7072`);
  const simulation = startSimulation({ credentials, mqtt: { host: mqttUrl.hostname, port: Number(mqttUrl.port || 7072) }, httpUrl: http, rate, batch, obeysRate: flags.unpaced !== true });
  const interrupted = (): void => simulation.stop();
  process.once('SIGINT', interrupted);
  try {
    if (!await simulation.online(CONNECT_MS)) {
      const here = simulation.kiosks.filter((kiosk) => kiosk.online).length;
      throw new Fault('hub-unreachable', `Only ${here} of ${count} kiosks are connected after ${CONNECT_MS / 1000} s (${simulation.tally.refusals} were refused).`, 'Check the address and the credentials.', { where: mqttUrl.href });
    }
    say(`kiosks    ${count} online`);
    const took = await simulation.run(seconds, (at) => { if (process.stderr.isTTY) process.stderr.write(`\r${at.toFixed(0)} s, ${simulation.tally.acknowledged} events acknowledged  `); });
    if (process.stderr.isTTY) process.stderr.write('\n');
    const acknowledgedInTime = simulation.tally.acknowledged;
    const hubBytes = own?.memory() ?? null;
    await simulation.settle(SETTLE_MS);
    simulation.stop();
    await own?.halt();
    const check = own ? await compareWithStore(simulation, own.database) : compareWithAcknowledgements(simulation);
    const report = reportOf(simulation, { seconds: took, acknowledgedInTime, batch, rate, hubBytes, check, checked: own ? 'store' : 'acknowledgements' });
    process.stdout.write(`${flags.json === true ? JSON.stringify(report) : reportTable(report)}\n`);
    if (report.lost > 0 || report.duplicated > 0) process.exitCode = 1;
  } finally {
    process.removeListener('SIGINT', interrupted);
    simulation.stop();
    await own?.stop();
  }
}

export function registerSimulate(program: Command): void {
  program.command('simulate').description('Simulated kiosks that speak the real protocol: throughput, latency, what is lost or doubled')
    .requiredOption('--kiosks <n>', 'how many')
    .requiredOption('--seconds <s>', 'how long they record events')
    .option('--rate <r>', 'events a second of all kiosks together; without it as fast as the hub acknowledges')
    .option('--batch <n>', 'events of one message, at most 200', '50')
    .option('--hub <url>', 'a running hub (http://host:7071); without it one is started in a temporary folder')
    .option('--hub-mqtt <url>', 'its MQTT address (default: port 7072 of the same host)')
    .option('--credentials <file>', 'kiosks and secrets that the running hub knows: the file of its --enrol')
    .option('--pack <pack>', 'content of the own hub (name or folder), fetched and reported by every kiosk; may be repeated', (value: string, all: string[]) => [...all, value], [] as string[])
    .option('--data <dir>', 'where the own hub\'s temporary folder is made')
    .option('--unpaced', 'ignore the drain rate that the hub gives (to see what happens then)')
    .option('--json', 'one JSON line')
    .action(run);
}
