// Plays a draft's dialogues in a thread of its own that is ended when it takes too long: content that runs in circles must
// not hold up the hub.
import { Worker } from 'node:worker_threads';
import type { TestDraft } from '../core/rollout-port.ts';

type Result = Awaited<ReturnType<TestDraft>>;
const NOTHING = { ok: false, problems: [], warnings: [], dialogues: 0, failed: [] } as const;

export interface PackTester { readonly test: TestDraft; stop(): Promise<void> }

export function createPackTester(): PackTester {
  const workers = new Set<Worker>();
  let last: Promise<unknown> = Promise.resolve();

  function run(files: Record<string, string>, limitMs: number): Promise<Result> {
    const began = performance.now();
    const took = (): number => Math.round(performance.now() - began);
    return new Promise((resolve) => {
      const worker = new Worker(new URL('pack-test-thread.ts', import.meta.url), { workerData: { files }, resourceLimits: { maxOldGenerationSizeMb: 1024 } });
      workers.add(worker);
      worker.unref();
      const settle = (result: Result): void => {
        clearTimeout(timer);
        workers.delete(worker);
        void worker.terminate();
        resolve(result);
      };
      const timer = setTimeout(() => settle({ ...NOTHING, timedOut: true, tookMs: took() }), limitMs);
      timer.unref();
      worker.on('message', (result: Omit<Result, 'tookMs' | 'timedOut'>) => settle({ ...result, timedOut: false, tookMs: took() }));
      const broken = (why: string): void => settle({ ...NOTHING, timedOut: false, tookMs: took(), problems: [{ file: 'pack.yaml', line: null, what: `The dialogues could not be played: ${why}`, how: 'Undo the last change and try again.' }] });
      worker.on('error', (error) => broken(String(error)));
      worker.on('exit', () => broken('the check ended'));
    });
  }
  return {
    // One at a time: two cores also have kiosks to serve.
    test(files, limitMs) {
      const next = last.then(() => run(files, limitMs));
      last = next;
      return next;
    },
    async stop() { await Promise.all([...workers].map((worker) => worker.terminate())); },
  };
}
