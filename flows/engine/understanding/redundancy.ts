// Question templates make hundreds of phrases that teach nothing new: the same names in the same frames. What is trained on is a
// selection in which every phrase brings words of its own; naturally written phrases all stay.
import type { Language } from '../../protocol/language.ts';
import { units } from './normalise.ts';

/** Words and word pairs of a phrase that its target must not have seen yet: one is only the seam between name and frame. */
const NOVEL = 2;
/** A set of which less than this share is redundant was written by hand: nothing is left out. */
const TEMPLATED = 0.38;

/** Which phrases to train on, in order. Phrases of one target stand together; `targetOf[p]` = -1 (background) always stays. */
export function informative(phrases: readonly string[], targetOf: ArrayLike<number>, language: Language): number[] {
  let seen = new Set<string>();
  const kept: number[] = [];
  phrases.forEach((phrase, at) => {
    const target = targetOf[at]!;
    const first = at === 0 || target !== targetOf[at - 1];
    if (first) seen = new Set();
    const words = target < 0 ? [] : units(phrase, language);
    const keys = words.flatMap((word, place) => (place === 0 ? [word] : [word, `${words[place - 1]!} ${word}`]));
    const fresh = keys.filter((key) => !seen.has(key)).length;
    if (target >= 0 && !first && fresh < NOVEL) return;
    for (const key of keys) seen.add(key);
    kept.push(at);
  });
  return kept.length > (1 - TEMPLATED) * phrases.length ? phrases.map((_, at) => at) : kept;
}
