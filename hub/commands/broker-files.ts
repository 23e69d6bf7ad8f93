// `foyer hub broker-files`: everything a Mosquitto needs to stand in for the built-in broker.
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { Fault } from '../../flows/protocol/faults.ts';
import { workerAddress, workerPassword } from '../adapters/worker-account.ts';
import { HUB_USER, mosquittoConfig, mosquittoRules, WORKER_USER } from '../core/broker-rules.ts';
import { kioskName } from '../core/kiosk-name.ts';
import { countOf, portOf, readEnrolment } from './hub-files.ts';

/** Mosquitto's own form: PBKDF2 with SHA-512. */
function passwordLine(user: string, password: string): string {
  const salt = randomBytes(12);
  const rounds = 101;
  return `${user}:$7$${rounds}$${salt.toString('base64')}$${pbkdf2Sync(password, salt, rounds, 64, 'sha512').toString('base64')}`;
}

function write(flags: { enrol: string; to: string; port: string; host: string; workers: string }): void {
  const kiosks = readEnrolment(flags.enrol);
  const folder = resolve(flags.to);
  const hub = randomBytes(24).toString('base64url');
  const port = portOf(flags.port, '--port');
  const workers = Array.from({ length: countOf(flags.workers, '--workers', 1000) }, (_none, at) => at + 1);
  const url = `mqtt://${HUB_USER}:${hub}@${flags.host === '0.0.0.0' ? '127.0.0.1' : flags.host}:${port}`;
  try {
    mkdirSync(folder, { recursive: true });
    // Readable by the broker's own user, who is another one: the passwords are hashes, the rules no secret.
    writeFileSync(join(folder, 'mosquitto.conf'), mosquittoConfig({ port, host: flags.host, folder }));
    writeFileSync(join(folder, 'rules'), mosquittoRules(kiosks, workers.length));
    writeFileSync(join(folder, 'passwords'), `${[passwordLine(HUB_USER, hub), ...workers.map((number) => passwordLine(`${WORKER_USER}${number}`, workerPassword(hub, number))), ...kiosks.map(({ secret, ...address }) => passwordLine(kioskName(address), secret))].join('\n')}\n`);
    writeFileSync(join(folder, 'broker-url'), `${url}\n`, { mode: 0o600 });
    writeFileSync(join(folder, 'worker-urls'), workers.map((number) => `${workerAddress(url, number)}\n`).join(''), { mode: 0o600 });
  } catch (cause) {
    throw new Fault('data-folder-not-writable', 'The files cannot be written.', 'Choose another folder with --to.', { where: folder, cause });
  }
  process.stdout.write(`${kiosks.length} kiosks. Start the broker:  mosquitto -c ${join(folder, 'mosquitto.conf')}\nThen the hub:              foyer hub --broker "$(cat ${join(folder, 'broker-url')})" --enrol ${flags.enrol} ...\nWorkers beside it:         --database postgres://... --workers N (up to ${workers.length}), or on other machines foyer hub worker with a line of ${join(folder, 'worker-urls')}\nKiosks connect with        --hub-mqtt mqtt://BROKER:${port}\n`);
}

export function registerBrokerFiles(hub: Command): void {
  hub.command('broker-files').description('settings, access rules and passwords for a Mosquitto instead of the built-in broker')
    .requiredOption('--enrol <file>', 'the same JSON list of kiosks and secrets that the hub is given')
    .requiredOption('--to <folder>', 'where mosquitto.conf, rules, passwords and broker-url are written')
    .option('--workers <n>', 'users for so many workers beside the hub', '8')
    .option('--port <n>', 'port of the broker', '1883')
    .option('--host <address>', 'address that the broker listens on', '127.0.0.1')
    .action(write);
}
