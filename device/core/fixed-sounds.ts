// The rendered speech that may be kept on disk: only sentences that the pack itself holds. What is said to one visitor
// may name that visitor, and is never written.
import type { Language } from '../../flows/protocol/language.ts';
import { clausesOf } from './clauses.ts';
import type { SoundStore } from './spoken-clauses.ts';

export interface FixedSounds extends SoundStore {
  /** From now on these are the sentences that may be kept. */
  allow(prompts: { text: string; language: Language }[]): void;
}

/** `key` of a sound is JSON of voice, language, rate and text (see spoken-clauses.ts). */
export function createFixedSounds(store: SoundStore): FixedSounds {
  let allowed = new Set<string>();
  return {
    allow(prompts) { allowed = new Set(prompts.flatMap(({ text, language }) => clausesOf(text).map((clause) => `${language} ${clause.text.trim()}`))); },
    get: (key) => (isAllowed(key) ? store.get(key) : Promise.resolve(null)),
    put: (key, audio) => (isAllowed(key) ? store.put(key, audio) : Promise.resolve()),
  };

  function isAllowed(key: string): boolean {
    const parts: unknown = JSON.parse(key);
    return Array.isArray(parts) && allowed.has(`${String(parts[1])} ${String(parts[3])}`);
  }
}
