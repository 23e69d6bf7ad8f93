// Content in threads of their own, one for each version: compiling, training and misbehaving never hold up the ears or the
// version that answers meanwhile, going back is asking the other thread, and a closed one gives all of its memory back.
import type { Language } from '../../flows/protocol/language.ts';
import type { KioskContent, LoadContent } from '../core/kiosk-content.ts';
import type { Clock, Log } from '../core/ports.ts';
import { createThreadHost, type LoadOutcome, type ThreadHost } from './worker-conversation/host.ts';
import type { LoadedFacts } from './worker-conversation/messages.ts';

/** A thread that was begun ahead and not needed is ended after this, ms. */
const SPARE_MS = 60_000;

/** `watch`: given the way to see and to end a thread that does not answer. */
export function createWorkerContent(options: { log: Log; clock: Pick<Clock, 'setTimeout'>; watch?(part: { stuckMs(): number | null; restart(): void }): void }): LoadContent {
  let hosts: ThreadHost[] = []; // with content, newest last
  let spare: ThreadHost | null = null;
  let cancelSpare: () => void = () => undefined;
  const alive = (): ThreadHost[] => (hosts = hosts.filter((host) => !host.ended));
  const since = (host: ThreadHost): number => host.askedSince() ?? Infinity;
  options.watch?.({
    stuckMs() {
      const oldest = Math.min(...alive().map(since));
      return oldest === Infinity ? null : performance.now() - oldest;
    },
    restart: () => alive().sort((a, b) => since(a) - since(b))[0]?.kill(),
  });
  const begin = (): ThreadHost => createThreadHost(options.log, options.clock);
  function fresh(): ThreadHost {
    cancelSpare();
    const host = spare ?? begin();
    spare = null;
    return host;
  }

  const load: LoadContent = async (files, { apart = false, signal } = {}) => {
    const host = fresh();
    const stop = (): void => host.end();
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    let learned: ReturnType<ThreadHost['handOver']> = null;
    for (const one of apart ? [] : alive().reverse()) learned ??= one.handOver();
    const outcome = await host.load(files, learned);
    signal?.removeEventListener('abort', stop);
    if (outcome.outcome === 'loaded' && !host.ended) {
      hosts.push(host);
      return { ok: true, content: contentOf(host, outcome.loaded), hasty: outcome.loaded.hasty };
    }
    host.end();
    return refusal(outcome);
  };
  /** A thread's priority can only be lowered, so the one that has trained hands over to one that answers. */
  load.anew = async (files, { signal } = {}) => {
    const trainer = createThreadHost(options.log, options.clock, { calm: true });
    let host: ThreadHost | null = null;
    const stop = (): void => { trainer.end(); host?.end(); };
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    let outcome = await trainer.load(files);
    if (outcome.outcome === 'loaded' && !trainer.ended) {
      host = fresh();
      outcome = await host.load(files, trainer.handOver(), true);
    }
    signal?.removeEventListener('abort', stop);
    trainer.end();
    if (host && outcome.outcome === 'loaded' && !host.ended) {
      hosts.push(host);
      return { ok: true, content: contentOf(host, outcome.loaded), hasty: outcome.loaded.hasty };
    }
    host?.end();
    return refusal(outcome);
  };
  load.soon = () => {
    if (spare) return;
    spare = begin();
    cancelSpare = options.clock.setTimeout(() => { spare?.end(); spare = null; }, SPARE_MS);
  };
  return load;
}

function refusal(outcome: LoadOutcome): { ok: false; problems: string[]; fatal?: boolean } {
  return outcome.outcome === 'refused' ? { ok: false, problems: outcome.problems, ...(outcome.fatal ? { fatal: true } : {}) } : { ok: false, problems: ['Loading was ended.'] };
}

function contentOf(host: ThreadHost, loaded: LoadedFacts): KioskContent {
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
      handle: (state, event) => host.handle(state, event),
      homeView: (language) => inLanguage(loaded.home, language),
      touchOnlyView: (language) => inLanguage(loaded.touchOnly, language),
      fixedPrompts: () => loaded.prompts,
      close: () => host.end(),
      abandon: () => host.end(),
    },
  };
}
