// `foyer hub broker-files`: everything a Mosquitto needs to stand in for the built-in broker.
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { Fault } from '../../flows/protocol/faults.ts';
import { HUB_USER, mosquittoConfig, mosquittoRules } from '../core/broker-rules.ts';
import { kioskName } from '../core/kiosk-name.ts';
import { portOf, readEnrolment } from './hub-files.ts';

/** Mosquitto's own form: PBKDF2 with SHA-512. */
function passwordLine(user: string, password: string): string {
  const salt = randomBytes(12);
  const rounds = 101;
  return `${user}:$7$${rounds}$${salt.toString('base64')}$${pbkdf2Sync(password, salt, rounds, 64, 'sha512').toString('base64')}`;
}

function write(flags: { enrol: string; to: string; port: string; host: string }): void {
  const kiosks = readEnrolment(flags.enrol);
  const folder = resolve(flags.to);
  const hub = randomBytes(24).toString('base64url');
  const port = portOf(flags.port, '--port');
  try {
    mkdirSync(folder, { recursive: true });
    // Readable by the broker's own user, who is another one: the passwords are hashes, the rules no secret.
    writeFileSync(join(folder, 'mosquitto.conf'), mosquittoConfig({ port, host: flags.host, folder }));
    writeFileSync(join(folder, 'rules'), mosquittoRules(kiosks));
    writeFileSync(join(folder, 'passwords'), `${[passwordLine(HUB_USER, hub), ...kiosks.map(({ secret, ...address }) => passwordLine(kioskName(address), secret))].join('\n')}\n`);
    writeFileSync(join(folder, 'broker-url'), `mqtt://${HUB_USER}:${hub}@${flags.host === '0.0.0.0' ? '127.0.0.1' : flags.host}:${port}\n`, { mode: 0o600 });
  } catch (cause) {
    throw new Fault('data-folder-not-writable', 'The files cannot be written.', 'Choose another folder with --to.', { where: folder, cause });
  }
  process.stdout.write(`${kiosks.length} kiosks. Start the broker:  mosquitto -c ${join(folder, 'mosquitto.conf')}\nThen the hub:              foyer hub --broker "$(cat ${join(folder, 'broker-url')})" --enrol ${flags.enrol} ...\nKiosks connect with        --hub-mqtt mqtt://BROKER:${port}\n`);
}

export function registerBrokerFiles(hub: Command): void {
  hub.command('broker-files').description('settings, access rules and passwords for a Mosquitto instead of the built-in broker')
    .requiredOption('--enrol <file>', 'the same JSON list of kiosks and secrets that the hub is given')
    .requiredOption('--to <folder>', 'where mosquitto.conf, rules, passwords and broker-url are written')
    .option('--port <n>', 'port of the broker', '1883')
    .option('--host <address>', 'address that the broker listens on', '127.0.0.1')
    .action(write);
}
