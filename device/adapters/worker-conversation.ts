// Content in a thread of its own: compiling and training a pack never holds up the ears, and a replaced pack gives all
// of its memory back. A new version that is worded much as before joins the thread of the old one: it is there in a moment.
import type { Language } from '../../flows/protocol/language.ts';
import type { KioskContent, LoadContent } from '../core/kiosk-content.ts';
import type { Clock, Log } from '../core/ports.ts';
import { createThreadHost, type ThreadHost } from './worker-conversation/host.ts';
import type { LoadedFacts } from './worker-conversation/messages.ts';

/** `watch`: given the way to see and to end a thread that does not answer. */
export function createWorkerContent(options: { log: Log; clock: Pick<Clock, 'setTimeout'>; watch?(part: { stuckMs(): number | null; restart(): void }): void }): LoadContent {
  let latest: ThreadHost | null = null;
  options.watch?.({
    stuckMs() {
      const since = latest?.askedSince() ?? null;
      return since === null ? null : performance.now() - since;
    },
    restart: () => latest?.kill(),
  });
  return async (files, { apart = false } = {}) => {
    if (latest && !apart) {
      const outcome = await latest.load(files, true);
      if (outcome.outcome === 'loaded') return { ok: true, content: contentOf(latest, outcome.version, outcome.loaded) };
      if (outcome.outcome === 'refused') return { ok: false, problems: outcome.problems, ...(outcome.fatal ? { fatal: true } : {}) };
    }
    const host = createThreadHost(options.log, options.clock);
    const outcome = await host.load(files, false);
    if (outcome.outcome !== 'loaded') {
      host.end();
      return { ok: false, problems: outcome.outcome === 'refused' ? outcome.problems : ['The content could not be loaded.'], ...(outcome.outcome === 'refused' && outcome.fatal ? { fatal: true } : {}) };
    }
    latest = host;
    return { ok: true, content: contentOf(host, outcome.version, outcome.loaded) };
  };
}

function contentOf(host: ThreadHost, version: number, loaded: LoadedFacts): KioskContent {
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
      handle: (state, event) => host.handle(version, state, event),
      homeView: (language) => inLanguage(loaded.home, language),
      touchOnlyView: (language) => inLanguage(loaded.touchOnly, language),
      fixedPrompts: () => loaded.prompts,
      close: () => host.forget(version),
      abandon: () => host.abandon(version),
    },
  };
}
