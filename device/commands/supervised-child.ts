// One child process of `foyer start`: tells when it is ready, is started again with back-off when it dies, is stopped in time.
import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Fault } from '../../flows/protocol/faults.ts';

export interface SupervisedChildOptions {
  name: string;
  /** foyer.ts */
  program: string;
  args(): string[];
  /** Added to the environment. */
  env?: Readonly<Record<string, string>>;
  /** Lines of its stderr; what is not wanted is dropped by the receiver. */
  said(line: string): void;
  /** Lines of its stdout. */
  printed?(line: string): void;
  /** A child that ends after it was ready: started again when true. */
  restart: boolean;
  ended?(code: number): void;
}

export interface SupervisedChild {
  /** Resolves with its ready message; rejects with a Fault when it ends before that for the first time. */
  start(): Promise<Record<string, unknown>>;
  stop(): Promise<void>;
}

const FIRST_MS = 500;
const LONGEST_MS = 15_000;
const SETTLED_MS = 30_000;
const STOP_MS = 9000;

export function superviseChild(options: SupervisedChildOptions): SupervisedChild {
  let child: ChildProcess | null = null;
  let stopping = false;
  let delay = FIRST_MS;
  let timer: NodeJS.Timeout | undefined;

  function launch(ready: (message: Record<string, unknown>) => void, failed: (fault: Fault) => void): void {
    const started = performance.now();
    const current = fork(options.program, options.args(), { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], execArgv: [], env: { ...process.env, ...options.env } });
    child = current;
    let isReady = false;
    let last = '';
    if (current.stderr) createInterface({ input: current.stderr }).on('line', (line) => { last = line; options.said(line); });
    if (current.stdout) createInterface({ input: current.stdout }).on('line', (line) => options.printed?.(line));
    current.on('message', (message) => {
      if (typeof message !== 'object' || message === null || !('type' in message) || message.type !== 'ready') return;
      isReady = true;
      ready(message as Record<string, unknown>);
    });
    current.on('error', (error) => options.said(`foyer ${options.name}: ${error.message}`));
    current.on('close', (code, signal) => {
      child = null;
      options.ended?.(code ?? 1);
      if (stopping) return;
      if (!isReady) failed(new Fault('internal', `foyer ${options.name} ended before it was ready (${signal ?? `exit ${code ?? 0}`}).`, last.startsWith('foyer:') ? 'Its own words are above.' : 'Run it alone to see why.', { where: `foyer ${options.name}` }));
      if (!options.restart) return;
      if (performance.now() - started > SETTLED_MS) delay = FIRST_MS;
      options.said(`foyer start: ${options.name} ended (${signal ?? `exit ${code ?? 0}`}); starting it again in ${(delay / 1000).toFixed(1)} s`);
      timer = setTimeout(() => launch(() => undefined, () => undefined), delay);
      delay = Math.min(delay * 2, LONGEST_MS);
    });
  }

  return {
    start: () => new Promise((resolve, reject) => launch(resolve, (fault) => { stopping = true; reject(fault); })),
    async stop() {
      stopping = true;
      clearTimeout(timer);
      const current = child;
      if (!current) return;
      await new Promise<void>((resolve) => {
        const force = setTimeout(() => current.kill('SIGKILL'), STOP_MS);
        current.once('close', () => { clearTimeout(force); resolve(); });
        current.kill('SIGTERM');
      });
    },
  };
}
