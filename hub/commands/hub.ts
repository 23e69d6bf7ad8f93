// `foyer hub`: reads the flags, starts the hub, says where it is, and stops it cleanly.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { keepMemoryCalm } from '../../flows/files/calm-memory.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import { registerAudit } from './audit.ts';
import { registerBackup } from './backup.ts';
import { registerBrokerFiles } from './broker-files.ts';
import { registerExport } from './export.ts';
import { brokerOf, countOf, databaseOf, portOf, readEnrolment, writePrivately } from './hub-files.ts';
import { registerSigning } from './signing.ts';
import { registerWorker, workerSettings } from './worker.ts';
import { shortKey } from '../../flows/protocol/key-text.ts';
import { ProviderSettings } from '../core/provider-staff.ts';
import { build, type HubSettings } from '../main.ts';

interface Flags { data: string; port: string; mqttPort: string; host: string; broker: string; database: string; workers: string; pack: string[]; enrol?: string; staffFile?: string; readyFile?: string; tls: string; tlsCert?: string; tlsKey?: string; appliances?: string; oidc?: string; rescue?: string }

function readProvider(file: string): HubSettings['provider'] {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Fault('usage', 'The settings of the organisation\'s sign-in cannot be read as JSON.', 'Give a file such as {"issuer":"https://...","clientId":"foyer","roles":{"front-desk":["agent"]}}.', { where: file, cause: error });
  }
  const parsed = ProviderSettings.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Fault('usage', `${issue?.path.join('.') || 'the settings'}: ${issue?.message ?? 'not as agreed'}.`, 'Mend this field of the file.', { where: file });
}

const LOOPBACK = /^(127\.|localhost$|::1$|\[::1\]$)/;
/** Plain only where nobody else can listen, or where that was said. */
function tlsOf({ tls, host, tlsCert, tlsKey }: Flags): HubSettings['tls'] {
  if (!['auto', 'on', 'off'].includes(tls)) throw new Fault('usage', `"${tls}" is not auto, on or off.`, 'Give one of them.', { where: '--tls' });
  if ((tlsCert === undefined) !== (tlsKey === undefined)) throw new Fault('usage', 'A certificate and its key belong together.', 'Give both --tls-cert and --tls-key.', { where: '--tls-cert' });
  if (tls === 'off') {
    if (tlsCert !== undefined) throw new Fault('usage', 'There is a certificate, but TLS is off.', 'Leave --tls off away.', { where: '--tls' });
    return undefined;
  }
  if (tlsCert !== undefined && tlsKey !== undefined) return { own: { cert: tlsCert, key: tlsKey } };
  return tls === 'on' || !LOOPBACK.test(host) ? {} : undefined;
}

async function run(flags: Flags): Promise<void> {
  const workers = countOf(flags.workers, '--workers', 64);
  if (workers > 0) workerSettings(flags.broker, flags.database);
  const staffFile = flags.staffFile ?? join(flags.data, 'staff.json');
  const hub = build({
    dataFolder: flags.data, host: flags.host, port: portOf(flags.port, '--port'), mqttPort: portOf(flags.mqttPort, '--mqtt-port'), packs: flags.pack,
    broker: brokerOf(flags.broker), database: databaseOf(flags.database), workers, appliances: flags.appliances, provider: flags.oidc === undefined ? undefined : readProvider(flags.oidc), tls: tlsOf(flags),
    rescue: flags.rescue === undefined ? undefined : { name: flags.rescue, told: (password) => { process.stderr.write(`staff     ${flags.rescue} / ${password}   for one sign-in; a second factor is set up anew\n`); } },
    enrol: flags.enrol === undefined ? [] : readEnrolment(flags.enrol),
    firstStaff: (users) => {
      writePrivately(staffFile, { users });
      process.stderr.write(`staff     first users and their passwords are in ${staffFile}\n`);
    },
  });
  const stopped = new Promise<string>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
    process.once('disconnect', () => resolve('parent gone')); // the parent that started us is gone
  });
  const ports = await hub.start();
  keepMemoryCalm();
  const shown = flags.host === '0.0.0.0' || flags.host === '::' ? '127.0.0.1' : flags.host;
  const s = ports.pin === null ? '' : 's';
  process.stderr.write(`console   http${s}://${shown}:${ports.http}/\n`);
  process.stderr.write(`kiosks    mqtt${s}://${shown}:${ports.mqtt}\n`);
  if (ports.pin !== null) process.stderr.write(`hub key   ${shortKey(ports.pin)}   (whole, for --hub-pin: ${ports.pin})\n`);
  const ready = { type: 'ready', http: ports.http, mqtt: ports.mqtt, ...(ports.pin === null ? {} : { pin: ports.pin }) };
  if (flags.readyFile !== undefined) writePrivately(flags.readyFile, ready);
  process.send?.(ready);
  await stopped;
  const deadline = setTimeout(() => process.exit(1), 8000);
  await hub.stop();
  clearTimeout(deadline);
  process.exit(0);
}

export function registerHub(program: Command): void {
  const hub = program.command('hub').description('the hub alone: broker, store, content and the staff console')
    .option('--data <dir>', 'folder for everything the hub keeps', '.foyer/hub')
    .option('--port <n>', 'HTTP port of the console', '7071')
    .option('--mqtt-port <n>', 'MQTT port for kiosks', '7072')
    .option('--host <address>', 'address to listen on (0.0.0.0 for the whole network)', '127.0.0.1')
    .option('--tls <when>', 'TLS on both ports: auto (on when --host is not this machine alone), on, off', 'auto')
    .option('--tls-cert <file>', 'the operator\'s own certificate (PEM) in place of the hub\'s own')
    .option('--tls-key <file>', 'its private key (PEM)')
    .option('--broker <url>', 'MQTT broker: the built-in one, or mqtt://user:password@host:1883 (see broker-files)', 'aedes')
    .option('--database <url>', 'database: sqlite (a file in the data folder), or postgres://user:password@host:5432/name', 'sqlite')
    .option('--workers <n>', 'so many processes beside the hub take the backlog of events; needs --broker and --database postgres://...', '0')
    .option('--pack <pack>', 'offer this pack (name or folder) as content; may be repeated', (value: string, all: string[]) => [...all, value], [] as string[])
    .option('--enrol <file>', 'JSON list of kiosks and their secrets: [{"tenant","site","kiosk","secret"}]')
    .option('--rescue <name>', 'somebody has lost password or phone: print a new password for one sign-in and clear the second factor')
    .option('--oidc <file>', 'JSON settings of the organisation\'s sign-in (OpenID Connect); see hub/README.md')
    .option('--appliances <url>', 'broker of the appliances on the premises, for connectors with mqtt: (mqtt://user:password@host:1883); without it their sample rows answer')
    .option('--staff-file <file>', 'where the first users and their passwords are written (default: staff.json in the data folder)')
    .option('--ready-file <file>', 'write {"type":"ready","http":N,"mqtt":N} here when the hub is ready')
    .action(run);
  hub.enablePositionalOptions(); // --data behind a subcommand belongs to it
  registerAudit(hub);
  registerBackup(hub);
  registerBrokerFiles(hub);
  registerSigning(hub);
  registerWorker(hub);
  registerExport(hub);
}
