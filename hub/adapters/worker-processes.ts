// The workers of this machine: processes of the same program, kept running as long as the hub runs. Addresses with passwords
// go by the environment, where other users of the machine cannot read them.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Log } from '../core/ports.ts';

const PROGRAM = fileURLToPath(new URL('../../foyer.ts', import.meta.url));
const STEADY_MS = 30_000;
const MOST_WAIT_MS = 5000;
const STOP_MS = 7000;

export interface WorkerProcesses { start(): void; stop(): Promise<void>; /** Process ids of those that run. */ pids(): number[] }

export function createWorkerProcesses(options: { count: number; broker: string; database: string; log: Log }): WorkerProcesses {
  const { log } = options;
  const children = new Set<ChildProcess>();
  let stopping = false;

  function keep(failures: number): void {
    if (stopping) return;
    const began = performance.now();
    const child = spawn(process.execPath, [PROGRAM, 'hub', 'worker'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: { ...process.env, FOYER_BROKER: options.broker, FOYER_DATABASE: options.database } });
    children.add(child);
    child.once('error', () => undefined);
    child.once('exit', (code, signal) => {
      children.delete(child);
      if (stopping) return;
      const again = performance.now() - began > STEADY_MS ? 1 : failures + 1;
      log.warn('A worker ended; another one is started.', { code, signal });
      setTimeout(() => keep(again), Math.min(MOST_WAIT_MS, 100 * 2 ** (again - 1))).unref();
    });
  }
  return {
    start() { for (let number = 0; number < options.count; number += 1) keep(0); },
    pids: () => [...children].flatMap((child) => child.pid ?? []),
    async stop() {
      stopping = true;
      await Promise.all([...children].map((child) => new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
        setTimeout(() => child.kill('SIGKILL'), STOP_MS).unref();
      })));
    },
  };
}
