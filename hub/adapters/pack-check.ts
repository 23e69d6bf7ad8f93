// Checks packs in a thread of its own, started when it is first needed.
import { Worker } from 'node:worker_threads';
import type { CheckPack, PackCheck } from '../core/ports.ts';

export interface PackChecker { readonly check: CheckPack; stop(): Promise<void> }

export function createPackChecker(): PackChecker {
  let worker: Worker | undefined;
  let lastId = 0;
  const waiting = new Map<number, { resolve(result: PackCheck): void; reject(error: unknown): void }>();

  function started(): Worker {
    if (worker) return worker;
    const fresh = new Worker(new URL('pack-check-thread.ts', import.meta.url));
    fresh.unref();
    fresh.on('message', ({ id, result }: { id: number; result: PackCheck }) => {
      waiting.get(id)?.resolve(result);
      waiting.delete(id);
    });
    const gone = (reason: unknown): void => {
      if (worker === fresh) worker = undefined;
      for (const { reject } of waiting.values()) reject(reason);
      waiting.clear();
    };
    fresh.on('error', gone);
    fresh.on('exit', () => gone(new Error('The pack check ended.')));
    worker = fresh;
    return fresh;
  }
  return {
    check: (files) => new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      started().postMessage({ id: lastId, files });
    }),
    async stop() { await worker?.terminate(); },
  };
}
