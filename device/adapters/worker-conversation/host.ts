// One conversation thread and the versions of content it holds: asks are numbered, a thread that dies is started again
// with the same versions, and one that holds nothing any more is ended.
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ConversationEvent, TurnResult } from '../../../flows/engine/contract.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { FromThread, LoadedFacts, ToThread } from './messages.ts';

/** Training makes much short-lived garbage; a small nursery keeps the peak 100 MB lower for a tenth more time. */
const YOUNG_MB = 8;
/** Beside content that answers, new content must be there soon, or the thread is blocked for visitors: at least this, or
 * twice what the first load in the thread took. Alone it may take its time. */
const LOAD_BESIDE_MS = 5000;
const LOAD_MS = 240_000;
const THREAD = fileURLToPath(new URL('./thread.ts', import.meta.url));

/** `fatal`: the content did not say what is wrong with it, it crashed or hung. */
export type LoadOutcome = { outcome: 'loaded'; version: number; loaded: LoadedFacts } | { outcome: 'refused'; problems: string[]; fatal?: boolean } | { outcome: 'elsewhere' };

export interface ThreadHost {
  load(files: Record<string, string>, update: boolean): Promise<LoadOutcome>;
  handle(version: number, state: unknown, event: ConversationEvent): Promise<TurnResult<unknown>>;
  /** Lets go of a version; the last one ends the thread. */
  forget(version: number): void;
  /** Lets go of a version that crashes or hangs: the thread is ended, and started again for the others. */
  abandon(version: number): void;
  end(): void;
  /** Monotonic ms at which the oldest open question was asked; null = none is open, or content is being loaded. */
  askedSince(): number | null;
  /** Ends a thread that does not answer; it is started again with what it held. */
  kill(): void;
}

export function createThreadHost(log: Log, clock: Pick<Clock, 'setTimeout'>): ThreadHost {
  const held = new Map<number, Record<string, string>>();
  const loading = new Map<number, (outcome: LoadOutcome) => void>();
  const asked = new Map<number, { at: number; resolve(result: TurnResult<unknown>): void; reject(error: Error): void }>();
  let ended = false;
  let next = 0;
  let firstLoadMs = 0;
  let worker = launch();

  function launch(): Worker {
    const thread = new Worker(THREAD, { name: 'conversation', resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    thread.on('message', receive);
    thread.on('error', (error) => {
      log.error('the conversation thread failed', { error: error.message });
      for (const version of loading.keys()) settle(version, { outcome: 'refused', problems: [error.message], fatal: true });
    });
    thread.on('exit', (code) => {
      for (const { reject } of asked.values()) reject(new Error(`the conversation thread ended (${code})`));
      asked.clear();
      for (const version of loading.keys()) settle(version, { outcome: 'refused', problems: [`the conversation thread ended (${code})`], fatal: true });
      if (ended || held.size === 0 || thread !== worker) return;
      worker = launch();
      for (const [version, files] of held) post({ type: 'load', version, files, update: false });
    });
    return thread;
  }
  function post(message: ToThread): void { worker.postMessage(message); }
  function settle(version: number, outcome: LoadOutcome): void {
    loading.get(version)?.(outcome);
    loading.delete(version);
  }
  function receive(message: FromThread): void {
    switch (message.type) {
      case 'loaded': return settle(message.version, { outcome: 'loaded', version: message.version, loaded: message.loaded });
      case 'refused': return settle(message.version, { outcome: 'refused', problems: message.problems });
      case 'elsewhere': return settle(message.version, { outcome: 'elsewhere' });
      case 'handled':
        asked.get(message.id)?.resolve(message.result);
        return void asked.delete(message.id);
      case 'failed':
        asked.get(message.id)?.reject(new Error(message.why));
        return void asked.delete(message.id);
    }
  }
  function end(): void {
    ended = true;
    void worker.terminate();
  }

  return {
    load(files, update) {
      if (ended) return Promise.resolve({ outcome: 'elsewhere' });
      const version = (next += 1);
      return new Promise((resolve) => {
        const began = performance.now();
        const room = update ? Math.max(LOAD_BESIDE_MS, 2 * firstLoadMs) : LOAD_MS;
        const late = clock.setTimeout(() => {
          log.error('content hangs while it is being loaded', { seconds: Math.round(room / 1000) });
          settle(version, update ? { outcome: 'elsewhere' } : { outcome: 'refused', problems: ['It was not loaded in time.'], fatal: true });
          void worker.terminate();
        }, room);
        loading.set(version, (outcome) => {
          late();
          if (firstLoadMs === 0) firstLoadMs = performance.now() - began;
          if (outcome.outcome === 'loaded') held.set(version, files);
          resolve(outcome);
        });
        post({ type: 'load', version, files, update });
      });
    },
    handle: (version, state, event) => new Promise((resolve, reject) => {
      const id = (next += 1);
      asked.set(id, { at: performance.now(), resolve, reject });
      post({ type: 'handle', version, id, state, event });
    }),
    forget(version) {
      if (!held.delete(version)) return;
      if (held.size === 0) end();
      else post({ type: 'forget', version });
    },
    abandon(version) {
      held.delete(version);
      if (held.size === 0) end();
      else void worker.terminate();
    },
    end,
    askedSince: () => (loading.size > 0 || asked.size === 0 ? null : Math.min(...[...asked.values()].map((one) => one.at))),
    kill() { void worker.terminate(); },
  };
}
