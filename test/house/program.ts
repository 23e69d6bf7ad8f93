// Real `foyer` processes for the tests of the whole house: started, read line by line, waited for, killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtempSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { until } from '../hub/hub-house.ts';

const root = join(import.meta.dirname, '../..');

export interface Program {
  readonly child: ChildProcess; readonly lines: Record<string, unknown>[];
  errors(): string;
  /** The exit code; -1 when a signal ended it. */
  readonly exit: Promise<number>;
  waitFor(what: string, fits: (line: Record<string, unknown>) => boolean, ms?: number): Promise<Record<string, unknown>>;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/** Starts `foyer ...args`; its JSON lines are collected. */
export function foyer(...args: string[]): Program {
  const child = spawn(process.execPath, [join(root, 'foyer.ts'), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: Record<string, unknown>[] = [];
  let rest = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    rest += chunk.toString();
    const parts = rest.split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) if (part.startsWith('{')) lines.push(JSON.parse(part) as Record<string, unknown>);
  });
  child.stderr.on('data', (chunk: Buffer) => { errors += chunk.toString(); });
  const exit = new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  return {
    child, lines, exit, errors: () => errors,
    waitFor: async (what, fits, ms = 60_000) => until(`${what}; stderr: ${errors.slice(-600)}`, () => lines.find(fits), ms),
    async kill(signal = 'SIGTERM') {
      child.kill(signal);
      await exit;
    },
  };
}

/** Ports that were free a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise<ReturnType<typeof createServer>>((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => resolve(server));
  })));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

export interface House {
  readonly folder: string; readonly packFolder: string; readonly http: number; readonly mqtt: number; readonly screen: number;
  startHub(...more: string[]): Promise<Program>;
  /** Flags of a kiosk that belongs to this hub. */
  kioskFlags(): string[];
  staff(): { name: string; password: string; roles: string[] }[];
}

/** A folder with a small pack, a hub's and a kiosk's data, and one kiosk enrolled. */
export async function createHouse(pack: Record<string, string>): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-house-'));
  const packFolder = join(folder, 'pack');
  for (const [path, text] of Object.entries(pack)) {
    mkdirSync(dirname(join(packFolder, path)), { recursive: true });
    writeFileSync(join(packFolder, path), text);
  }
  const credential = { tenant: 'acme', site: 'hall', kiosk: 'k1', secret: 'a-secret-of-the-test' };
  writeFileSync(join(folder, 'enrol.json'), JSON.stringify([credential]));
  writeFileSync(join(folder, 'credential.json'), JSON.stringify(credential));
  const [http = 0, mqtt = 0, screen = 0] = await freePorts(3);
  return {
    folder, packFolder, http, mqtt, screen,
    async startHub(...more) {
      const ready = join(folder, `ready-${Math.random()}.json`);
      const hub = foyer('hub', '--data', join(folder, 'hub'), '--port', String(http), '--mqtt-port', String(mqtt), '--enrol', join(folder, 'enrol.json'), '--staff-file', join(folder, 'staff.json'), '--ready-file', ready, ...more);
      await until(`the hub is ready; ${hub.errors()}`, () => { try { return readFileSync(ready, 'utf8'); } catch { return ''; } }, 30_000);
      return hub;
    },
    kioskFlags: () => ['--hub', `http://127.0.0.1:${http}`, '--hub-mqtt', `mqtt://127.0.0.1:${mqtt}`, '--credential', join(folder, 'credential.json'), '--data', join(folder, 'kiosk'), '--pack', packFolder],
    staff: () => (JSON.parse(readFileSync(join(folder, 'staff.json'), 'utf8')) as { users: { name: string; password: string; roles: string[] }[] }).users,
  };
}
