// Content in a thread of its own: compiling and training a pack never holds up the ears, and a replaced pack gives all
// of its memory back.
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { TurnResult } from '../../flows/engine/contract.ts';
import type { Language } from '../../flows/protocol/language.ts';
import type { KioskContent, LoadContent } from '../core/kiosk-content.ts';
import type { Log } from '../core/ports.ts';
import type { FromThread, LoadedFacts, ThreadInput, ToThread } from './worker-conversation/messages.ts';

/** Training makes much short-lived garbage; a small nursery keeps the peak 100 MB lower for a tenth more time. */
const YOUNG_MB = 8;
const THREAD = fileURLToPath(new URL('./worker-conversation/thread.ts', import.meta.url));

/** One thread per loaded pack; `close` of the conversation ends it. A thread that dies is started again from the same files. */
export function createWorkerContent(options: { log: Log }): LoadContent {
  return (files) => load(files, options.log);
}

function load(files: Record<string, string>, log: Log): ReturnType<LoadContent> {
  return new Promise((resolve) => {
    let closed = false;
    let settled = false;
    let next = 0;
    let worker = launch();
    const open = new Map<number, { resolve(result: TurnResult<unknown>): void; reject(error: Error): void }>();

    function launch(): Worker {
      const input: ThreadInput = { files };
      const thread = new Worker(THREAD, { workerData: input, name: 'conversation', resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
      thread.on('message', (message: FromThread) => {
        if ('loaded' in message) settle({ ok: true, content: contentOf(message.loaded) });
        else if ('refused' in message) {
          settle({ ok: false, problems: message.refused });
          void close();
        } else {
          const waiting = open.get(message.id);
          open.delete(message.id);
          if ('result' in message) waiting?.resolve(message.result);
          else waiting?.reject(new Error(message.failed));
        }
      });
      thread.on('error', (error) => {
        log.error('the conversation thread failed', { error: error.message });
        settle({ ok: false, problems: [error.message] });
      });
      thread.on('exit', (code) => {
        for (const { reject } of open.values()) reject(new Error(`the conversation thread ended (${code})`));
        open.clear();
        if (!closed && settled && thread === worker) worker = launch();
      });
      return thread;
    }
    function settle(outcome: Awaited<ReturnType<LoadContent>>): void {
      if (settled) return;
      settled = true;
      if (!outcome.ok) closed = true;
      resolve(outcome);
    }
    function close(): Promise<number> {
      closed = true;
      return worker.terminate();
    }
    function contentOf(loaded: LoadedFacts): KioskContent {
      const inLanguage = <T>(views: Partial<Record<Language, T>>, language: Language): T => {
        const view = views[language] ?? Object.values(views)[0];
        if (view === undefined) throw new RangeError('the pack has no language');
        return view as T;
      };
      return {
        ...loaded.facts,
        conversation: {
          pack: loaded.pack,
          initial: () => structuredClone(loaded.initial),
          handle: (state, event) => new Promise<TurnResult<unknown>>((accept, reject) => {
            const id = (next += 1);
            open.set(id, { resolve: accept, reject });
            const message: ToThread = { id, state, event };
            worker.postMessage(message);
          }),
          homeView: (language) => inLanguage(loaded.home, language),
          touchOnlyView: (language) => inLanguage(loaded.touchOnly, language),
          fixedPrompts: () => loaded.prompts,
          close: () => void close(),
        },
      };
    }
  });
}
