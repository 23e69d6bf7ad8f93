// `foyer hub`: reads the flags, starts the hub, says where it is, and stops it cleanly.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { Fault } from '../../flows/protocol/faults.ts';
import { registerAudit } from './audit.ts';
import { registerBackup } from './backup.ts';
import { registerExport } from './export.ts';
import { registerSigning } from './signing.ts';
import { shortKey } from '../../flows/protocol/key-text.ts';
import { ProviderSettings } from '../core/provider-staff.ts';
import { build, type HubSettings } from '../main.ts';

interface Flags { data: string; port: string; mqttPort: string; host: string; broker: string; database: string; pack: string[]; enrol?: string; staffFile?: string; readyFile?: string; tls: string; tlsCert?: string; tlsKey?: string; appliances?: string; oidc?: string; rescue?: string }

const Part = z.string().regex(/^[a-z0-9-]{1,40}$/, 'lower-case letters, digits and hyphens, at most 40');
const Enrolment = z.array(z.object({ tenant: Part, site: Part, kiosk: Part, secret: z.string().min(8, 'a secret has at least 8 characters').max(200) }));

function portOf(text: string, flag: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Fault('usage', `"${text}" is not a port.`, 'Give a number from 0 to 65535; 0 takes any free one.', { where: flag });
  return port;
}

function readEnrolment(file: string): HubSettings['enrol'] {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Fault('usage', 'The enrolment file cannot be read as JSON.', 'Give a file such as [{"tenant":"acme","site":"hall","kiosk":"kiosk-1","secret":"..."}].', { where: file, cause: error });
  }
  const parsed = Enrolment.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Fault('usage', `${issue?.path.join('.') || 'the list'}: ${issue?.message ?? 'not as agreed'}.`, 'Mend this entry of the enrolment file.', { where: file });
}

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

/** Appears whole or not at all, readable by its owner only. */
function writePrivately(file: string, value: unknown): void {
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw new Fault('data-folder-not-writable', 'The file cannot be written.', 'Choose another place for it.', { where: file, cause: error });
  }
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
  if (flags.broker !== 'aedes') throw new Fault('usage', 'An external broker: not yet in this version.', 'Leave --broker away to use the built-in one.', { where: '--broker' });
  if (flags.database !== 'sqlite') throw new Fault('usage', 'Another database than SQLite: not yet in this version.', 'Leave --database away.', { where: '--database' });
  const staffFile = flags.staffFile ?? join(flags.data, 'staff.json');
  const hub = build({
    dataFolder: flags.data, host: flags.host, port: portOf(flags.port, '--port'), mqttPort: portOf(flags.mqttPort, '--mqtt-port'), packs: flags.pack,
    appliances: flags.appliances, provider: flags.oidc === undefined ? undefined : readProvider(flags.oidc), tls: tlsOf(flags),
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
    .option('--broker <url>', 'MQTT broker: only the built-in one in this version', 'aedes')
    .option('--database <url>', 'database: only SQLite in this version', 'sqlite')
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
  registerSigning(hub);
  registerExport(hub);
}
