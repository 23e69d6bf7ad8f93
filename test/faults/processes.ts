// Real programs as children: `foyer hub` and `foyer device`, started, watched and killed the hard way.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

export interface Program {
  readonly pid: number;
  /** What it said when it was ready; rejects with its last words when it ends before. */
  readonly ready: Promise<Record<string, unknown>>;
  /** Resolves when it has ended, however. */
  readonly ended: Promise<void>;
  readonly alive: boolean;
  kill(signal: NodeJS.Signals): void;
  /** Processes that it started. */
  children(): number[];
  /** The last lines of its stderr. */
  lastWords(): string;
}

const KEPT = 8000; // characters of stderr

/** Starts `foyer <args>` with an IPC channel on which it says that it is ready. */
export function startProgram(args: readonly string[], options: { env?: Record<string, string>; line?(line: string): void } = {}): Program {
  const child: ChildProcess = spawn(process.execPath, [join(ROOT, 'foyer.ts'), ...args], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: { ...process.env, ...options.env } });
  let words = '';
  let partial = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    const text = chunk.toString('utf8');
    words = (words + text).slice(-KEPT);
    if (!options.line) return;
    const lines = (partial + text).split('\n');
    partial = lines.pop() ?? '';
    for (const line of lines) options.line(line);
  });
  let alive = true;
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      alive = false;
      resolve();
    });
  });
  const ready = new Promise<Record<string, unknown>>((resolve, reject) => {
    child.on('message', (message: Record<string, unknown>) => { if (message['type'] === 'ready') resolve(message); });
    child.once('error', reject);
    child.once('close', (code, signal) => reject(new Error(`foyer ${args[0] ?? ''} ended (${signal ?? code ?? ''}): ${words.slice(-1500)}`)));
  });
  ready.catch(() => undefined); // whoever waits for it hears of it
  return {
    pid: child.pid ?? 0, ready, ended,
    get alive() { return alive; },
    kill(signal) { child.kill(signal); },
    children() {
      try {
        return readFileSync(`/proc/${child.pid ?? 0}/task/${child.pid ?? 0}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number);
      } catch {
        return [];
      }
    },
    lastWords: () => words,
  };
}

/** Ms in which the main thread of a process was ready to run and got no processor, since it began; 0 where the system does not say. */
export function starvedMs(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1] ?? 0) / 1e6;
  } catch {
    return 0;
  }
}

/** Polls until it holds; false when it does not within `ms`. */
export async function holds(probe: () => boolean | Promise<boolean>, ms: number, everyMs = 50): Promise<boolean> {
  const end = performance.now() + ms;
  for (;;) {
    if (await probe()) return true;
    if (performance.now() > end) return false;
    await pause(everyMs);
  }
}
export function pause(ms: number): Promise<void> { return new Promise((resolve) => { setTimeout(resolve, ms); }); }
