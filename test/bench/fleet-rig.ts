// What the fleet benches share: two cores for everything together, a Mosquitto of their own, and numbers side by side.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { parseArgs } from 'node:util';

/** Runs this program again pinned to two cores, so that every process it starts shares them; false where that cannot be done. */
function pinned(cores: string): boolean {
  if (process.env['FOYER_BENCH_PINNED'] === cores) return true;
  if (cores === 'all' || spawnSync('taskset', ['--version']).status !== 0) return false;
  const run = spawnSync('taskset', ['-c', cores, process.execPath, ...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit', env: { ...process.env, FOYER_BENCH_PINNED: cores } });
  process.exit(run.status ?? 1);
}

export interface BenchFlags { seconds: number; rounds: number; kiosks: number; json: boolean; pinned: boolean; cores: string; only: string | null; alone: boolean; tls: boolean }

export function benchFlags(defaults: { seconds: string; rounds: string; kiosks: string }): BenchFlags {
  const { values } = parseArgs({
    options: { seconds: { type: 'string', default: defaults.seconds }, rounds: { type: 'string', default: defaults.rounds }, kiosks: { type: 'string', default: defaults.kiosks }, cores: { type: 'string', default: '0,1' }, json: { type: 'boolean', default: false }, only: { type: 'string' }, alone: { type: 'boolean', default: false }, tls: { type: 'boolean', default: false } },
  });
  return { seconds: Number(values.seconds), rounds: Number(values.rounds), kiosks: Number(values.kiosks), json: values.json, cores: values.cores, pinned: pinned(values.cores), only: values.only ?? null, alone: values.alone, tls: values.tls };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
}

export function load(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

export function print(line: Record<string, unknown>, json: boolean): void {
  console.log(json ? JSON.stringify(line) : Object.entries(line).map(([key, value]) => `${key} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`).join('  '));
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => { const at = server.address(); resolve(typeof at === 'object' && at ? at.port : 0); }));
  await new Promise((resolve) => server.close(resolve));
  return port;
}
async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
    socket.once('error', () => resolve(false));
  });
}

export interface Mosquitto { readonly port: number; readonly pid: number; stop(): Promise<void> }

export const NO_MOSQUITTO = 'SKIPPED: Mosquitto is not here. apt-get install mosquitto';

/** Persistence on, no limits of queues, no Nagle. Null when it is not installed. */
export async function startMosquitto(): Promise<Mosquitto | null> {
  const path = ['mosquitto', '/usr/sbin/mosquitto'].find((name) => spawnSync(name, ['-h']).error === undefined);
  if (path === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), 'foyer-mosquitto-'));
  const port = await freePort();
  writeFileSync(join(folder, 'mosquitto.conf'), `listener ${port} 127.0.0.1\nallow_anonymous true\nuser ${process.getuid?.() === 0 ? 'root' : ''}\npersistence true\npersistence_location ${folder}/\nmax_inflight_messages 1000\nmax_queued_messages 0\nset_tcp_nodelay true\nlog_type error\n`.replace('user \n', ''));
  const child: ChildProcess = spawn(path, ['-c', join(folder, 'mosquitto.conf')], { stdio: 'ignore' });
  const end = Date.now() + 5000;
  while (!await answers(port)) {
    if (Date.now() > end || child.exitCode !== null) throw new Error('Mosquitto did not start');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    port, pid: child.pid ?? 0,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
