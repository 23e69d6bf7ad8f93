// Clauses rendered to sound, kept by what they say: in memory, and on disk where there is a store, so that a fixed prompt
// starts at once after a restart too.
import type { Language } from '../../flows/protocol/language.ts';
import type { Log, SpokenAudio, Synthesizer } from './ports.ts';

/** Sound kept across restarts; bounded by itself. Both calls may fail: the sound is then rendered again. */
export interface SoundStore {
  get(key: string): Promise<SpokenAudio | null>;
  put(key: string, audio: SpokenAudio): Promise<void>;
}

export interface SpokenClauses {
  /** Rejects with a Fault when there is no voice. */
  get(text: string, language: Language, rate: number): Promise<SpokenAudio>;
  /** At once, when it is in memory. */
  ready(text: string, language: Language, rate: number): SpokenAudio | null;
  /** Resolves when nothing is being rendered. */
  settled(): Promise<void>;
}

export interface SpokenClausesOptions {
  synthesizer: Synthesizer;
  /** Names engine and voices: sound of one voice is never played for another. */
  voice: string;
  store?: SoundStore;
  log: Log;
  memorySamples?: number; // default 8 million = about 6 minutes at 22 kHz, 16 MB
}

export function createSpokenClauses(options: SpokenClausesOptions): SpokenClauses {
  const { synthesizer, store, log } = options;
  const most = options.memorySamples ?? 8_000_000;
  const memory = new Map<string, SpokenAudio>(); // oldest use first
  const rendering = new Map<string, Promise<SpokenAudio>>();
  let held = 0;

  const keyOf = (text: string, language: Language, rate: number): string => JSON.stringify([options.voice, language, Math.round(rate * 100), text.trim()]);

  function keep(key: string, audio: SpokenAudio): void {
    if (memory.has(key)) return;
    memory.set(key, audio);
    held += audio.samples.length;
    for (const [oldest, sound] of memory) {
      if (held <= most || oldest === key) break;
      memory.delete(oldest);
      held -= sound.samples.length;
    }
  }

  async function fetch(key: string, text: string, language: Language, rate: number): Promise<SpokenAudio> {
    const stored = await store?.get(key).catch(() => null);
    if (stored) return stored;
    const audio = await synthesizer.render(text, language, { rate });
    store?.put(key, audio).catch((error: unknown) => log.debug('speech could not be kept on disk', { reason: String(error) }));
    return audio;
  }

  function ready(text: string, language: Language, rate: number): SpokenAudio | null {
    const key = keyOf(text, language, rate);
    const audio = memory.get(key);
    if (!audio) return null;
    memory.delete(key);
    memory.set(key, audio);
    return audio;
  }

  return {
    ready,
    get(text, language, rate) {
      const key = keyOf(text, language, rate);
      const known = ready(text, language, rate);
      if (known) return Promise.resolve(known);
      let running = rendering.get(key);
      if (!running) {
        running = fetch(key, text, language, rate)
          .then((audio) => {
            keep(key, audio);
            return audio;
          })
          .finally(() => rendering.delete(key));
        rendering.set(key, running);
      }
      return running;
    },
    async settled() {
      while (rendering.size > 0) await Promise.allSettled(rendering.values());
    },
  };
}
