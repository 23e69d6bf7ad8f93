// One thread with one version of content: asks are numbered, a thread that dies is started again with the same content, and
// one that makes no step while it loads is ended.
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, type Transferable, Worker } from 'node:worker_threads';
import type { ConversationEvent, TurnResult } from '../../../flows/engine/contract.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { FromThread, LoadedFacts, ThreadData, ToThread } from './messages.ts';

/** Training makes much short-lived garbage; a small nursery keeps the peak 100 MB lower for a tenth more time. */
const YOUNG_MB = 8;
/** A thread that dies while it begins anew is not started in circles. */
const AGAIN_MS = 2000;
/** A thread with an older open question is not asked for what it has learned. */
const STUCK_MS = 1000;
/** One step of loading may take this, and so much more for each KB of the pack; the longest step of a shipped pack takes
 * 1 to 3 ms a KB on four shared cores. Packs of megabytes may take minutes. */
const STEP_MS = 6000;
const STEP_MS_PER_KB = 10;
/** At the lowest priority a step takes as long as others let it. */
const CALM_FACTOR = 30;
/** The other thread answers within a visitor's turn; one that does not is not worth waiting for, unless it is a calm one. */
const LEARNED_MS = 1500;
const LEARNED_CALMLY_MS = 60_000;
const THREAD = fileURLToPath(new URL('./thread.ts', import.meta.url));

/** `fatal`: the content did not say what is wrong with it, it crashed or hung. */
export type LoadOutcome = { outcome: 'loaded'; loaded: LoadedFacts } | { outcome: 'refused'; problems: string[]; fatal?: boolean };

export interface ThreadHost {
  /** Once. `learned`: from a host that has content of the same pack; `calmly`: that host has the lowest priority. */
  load(files: Record<string, string>, learned?: MessagePort | null, calmly?: boolean): Promise<LoadOutcome>;
  handle(state: unknown, event: ConversationEvent): Promise<TurnResult<unknown>>;
  /** A port at which what this thread has learned comes out; null when it cannot answer now. */
  handOver(): MessagePort | null;
  end(): void;
  readonly ended: boolean;
  /** Monotonic ms at which the oldest open question was asked; null = none is open, or content is being loaded. */
  askedSince(): number | null;
  /** Ends a thread that does not answer; it is started again with what it held. */
  kill(): void;
}

/** How long one step of loading these files may take, ms. */
function stepLimitMs(files: Readonly<Record<string, string>>): number {
  const bytes = Object.values(files).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return STEP_MS + (STEP_MS_PER_KB * bytes) / 1024;
}

/** `calm`: the thread takes what others leave of the processor; it is for training, not for visitors. */
export function createThreadHost(log: Log, clock: Pick<Clock, 'setTimeout'>, { calm = false }: { calm?: boolean } = {}): ThreadHost {
  let held: Record<string, string> | null = null;
  let loading: ((outcome: LoadOutcome) => void) | null = null;
  let stepped: () => void = () => undefined;
  const asked = new Map<number, { at: number; resolve(result: TurnResult<unknown>): void; reject(error: Error): void }>();
  let ended = false;
  let answering = false; // false while content is being loaded
  let gone = false; // the thread ended while it was loading; the next one is not there yet
  let next = 0;
  let worker = launch();

  function launch(): Worker {
    const thread = new Worker(THREAD, { name: calm ? 'training' : 'conversation', workerData: { calm } satisfies ThreadData, resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    thread.on('message', (message: FromThread) => { if (thread === worker) receive(message); });
    thread.on('error', (error) => {
      log.error('the conversation thread failed', { error: error.message });
      if (thread === worker) loading?.({ outcome: 'refused', problems: [error.message], fatal: true });
    });
    thread.on('exit', (code) => {
      if (thread !== worker) return;
      for (const { reject } of asked.values()) reject(new Error(`the conversation thread ended (${code})`));
      asked.clear();
      loading?.({ outcome: 'refused', problems: [`the conversation thread ended (${code})`], fatal: true });
      if (ended || !held) return;
      const relaunch = (): void => {
        if (ended || !held) return;
        gone = false;
        worker = launch();
        post({ type: 'load', files: held, learned: null, waitMs: 0 });
      };
      gone = true;
      if (answering) relaunch();
      else clock.setTimeout(relaunch, AGAIN_MS);
      answering = false;
    });
    return thread;
  }
  function post(message: ToThread, transfer: Transferable[] = []): void { worker.postMessage(message, transfer); }
  function receive(message: FromThread): void {
    switch (message.type) {
      case 'step': return stepped();
      case 'loaded':
        answering = true;
        for (const question of asked.values()) question.at = performance.now(); // the loading was not their fault
        return loading?.({ outcome: 'loaded', loaded: message.loaded });
      case 'refused': return loading?.({ outcome: 'refused', problems: message.problems });
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
    loading?.({ outcome: 'refused', problems: ['Loading was ended.'] });
    void worker.terminate();
  }

  return {
    load: (files, learned = null, calmly = false) => new Promise((resolve) => {
      if (ended) return resolve({ outcome: 'refused', problems: ['Loading was ended.'] });
      const waitMs = calmly ? LEARNED_CALMLY_MS : LEARNED_MS;
      const limit = stepLimitMs(files) * (calm ? CALM_FACTOR : 1) + (calmly ? waitMs : 0);
      let late: () => void = () => undefined;
      stepped = () => {
        late();
        late = clock.setTimeout(() => {
          log.error('content hangs while it is being loaded', { seconds: Math.round(limit / 1000) });
          loading?.({ outcome: 'refused', problems: [`It was not loaded in time: one step took more than ${Math.round(limit / 1000)} s.`], fatal: true });
          void worker.terminate();
        }, limit);
      };
      stepped();
      loading = (outcome) => {
        late();
        loading = null;
        stepped = () => undefined;
        if (outcome.outcome === 'loaded') held = files;
        resolve(outcome);
      };
      post({ type: 'load', files, learned, waitMs }, learned ? [learned] : []);
    }),
    handle: (state, event) => new Promise((resolve, reject) => {
      if (ended || gone) return reject(new Error('the conversation thread ended'));
      const id = (next += 1);
      asked.set(id, { at: performance.now(), resolve, reject });
      post({ type: 'handle', id, state, event });
    }),
    handOver() {
      const oldest = Math.min(...[...asked.values()].map((one) => one.at));
      if (ended || !answering || performance.now() - oldest > STUCK_MS) return null;
      const { port1, port2 } = new MessageChannel();
      post({ type: 'hand-over', to: port1 }, [port1]);
      return port2;
    },
    end,
    get ended() { return ended; },
    askedSince: () => (!answering || asked.size === 0 ? null : Math.min(...[...asked.values()].map((one) => one.at))),
    kill() { void worker.terminate(); },
  };
}
