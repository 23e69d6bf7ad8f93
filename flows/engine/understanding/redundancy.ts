// Question templates make hundreds of phrases that teach nothing new: the same names in the same frames. What is trained on is a
// selection in which every phrase brings words of its own; naturally written phrases all stay.
import type { Language } from '../../protocol/language.ts';
import { phraseKeys } from './content-words.ts';

/** Words and word pairs of a phrase that its target must not have seen yet: one is only the seam between name and frame. */
const NOVEL = 2;
/** A set of which less than this share is redundant was written by hand: nothing is left out. */
const TEMPLATED = 0.38;

/** Which phrases to train on, in order. `targetOf[p]` = -1 (background) always stays. */
export function informative(phrases: readonly string[], targetOf: ArrayLike<number>, language: Language): number[] {
  const seen = new Map<number, Set<string>>();
  const kept: number[] = [];
  phrases.forEach((phrase, at) => {
    const target = targetOf[at]!;
    const known = seen.get(target) ?? new Set<string>();
    const keys = phraseKeys(phrase, language).filter((key) => !/^[~@?]/.test(key));
    const fresh = keys.filter((key) => !known.has(key)).length;
    if (target >= 0 && known.size > 0 && fresh < NOVEL) return;
    for (const key of keys) known.add(key);
    seen.set(target, known);
    kept.push(at);
  });
  return kept.length > (1 - TEMPLATED) * phrases.length ? phrases.map((_, at) => at) : kept;
}
