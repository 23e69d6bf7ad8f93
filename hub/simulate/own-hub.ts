// A hub of the simulation's own, as a process in a temporary folder, so that its memory can be read and it can be killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../flows/protocol/faults.ts';
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import type { OwnKey } from './hub-line.ts';

const PROGRAM = fileURLToPath(new URL('../../foyer.ts', import.meta.url));
const START_MS = 90_000;

export type Credential = KioskAddress & { readonly secret: string };
/** What a simulated kiosk shows: a secret, or a key of its own that the hub has let in. */
export type Shown = KioskAddress & { readonly secret?: string | undefined; readonly own?: OwnKey | undefined };
export interface OwnHub {
  readonly folder: string; readonly database: string; readonly staffFile: string;
  readonly http: number; readonly mqtt: number;
  /** SHA-256 of its public key where it speaks TLS (`flags`: --tls on); null = plain. */
  readonly pin: string | null;
  /** Resident memory in bytes of the hub and its broker together; null where the system does not tell. */
  memory(): number | null;
  /** kill -9 of the hub; its broker goes with it. */
  kill(): Promise<void>;
  /** Starts it again on the same folder and ports. */
  restart(): Promise<void>;
  /** Stops it and removes the folder. */
  stop(): Promise<void>;
  /** Stops it and leaves the folder to be looked at. */
  halt(): Promise<void>;
}

/** `count` kiosks `sim.hall.kiosk-N` (or of another tenant) with secrets of their own. */
export function makeCredentials(count: number, tenant = 'sim'): Credential[] {
  return Array.from({ length: count }, (_, index) => ({ tenant, site: 'hall', kiosk: `kiosk-${index + 1}`, secret: randomBytes(16).toString('base64url') }));
}

/** Resident bytes of a process and its children, from /proc. */
export function residentBytes(pid: number): number | null {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter((id) => id !== '');
    return children.reduce((sum, id) => sum + (residentBytes(Number(id)) ?? 0), own);
  } catch {
    return null;
  }
}

/** Throws a Fault when the hub does not come up. */
export async function startOwnHub(options: { credentials: readonly Credential[]; packs?: readonly string[]; parentFolder?: string; execArgv?: readonly string[]; flags?: readonly string[] }): Promise<OwnHub> {
  const parent = options.parentFolder ?? tmpdir();
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'foyer-simulate-'));
  const enrol = join(folder, 'kiosks.json');
  const ready = join(folder, 'ready.json');
  const staffFile = join(folder, 'staff.json');
  writeFileSync(enrol, JSON.stringify(options.credentials), { mode: 0o600 });
  let child: ChildProcess | undefined;
  let ports: { http: number; mqtt: number; pin: string | null } = { http: 0, mqtt: 0, pin: null };

  async function start(): Promise<void> {
    rmSync(ready, { force: true });
    const started = spawn(process.execPath, [...(options.execArgv ?? []), PROGRAM, 'hub', '--data', join(folder, 'data'), '--host', '127.0.0.1', '--port', String(ports.http), '--mqtt-port', String(ports.mqtt),
      '--enrol', enrol, '--staff-file', staffFile, '--ready-file', ready, ...(options.packs ?? []).flatMap((pack) => ['--pack', pack]), ...(options.flags ?? [])], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    child = started;
    let said = '';
    started.stderr?.on('data', (chunk) => { said = `${said}${String(chunk)}`.slice(-2000); });
    ports = await new Promise((resolve, reject) => {
      const timer = setTimeout(() => { started.kill('SIGKILL'); reject(new Fault('internal', 'The hub did not start in time.', 'Look at what it said.', { where: said })); }, START_MS);
      started.on('message', (message: { type?: string; http?: number; mqtt?: number; pin?: string }) => {
        if (message.type !== 'ready') return;
        clearTimeout(timer);
        resolve({ http: message.http ?? 0, mqtt: message.mqtt ?? 0, pin: message.pin ?? null });
      });
      started.once('exit', (code) => { clearTimeout(timer); reject(new Fault('internal', `The hub ended at once (${code ?? 'killed'}).`, 'Look at what it said.', { where: said.trim().split('\n').at(-1) ?? '' })); });
    });
  }
  async function end(signal: NodeJS.Signals): Promise<void> {
    const last = child;
    child = undefined;
    if (!last || last.exitCode !== null || last.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => last.once('exit', () => resolve()));
    last.kill(signal);
    const timer = setTimeout(() => last.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(timer);
  }

  try {
    await start();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    folder, database: join(folder, 'data', 'hub.sqlite'), staffFile,
    get http() { return ports.http; },
    get mqtt() { return ports.mqtt; },
    get pin() { return ports.pin; },
    memory: () => (child?.pid === undefined ? null : residentBytes(child.pid)),
    kill: () => end('SIGKILL'),
    restart: start,
    halt: () => end('SIGTERM'),
    async stop() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
