// What a question asks for, whatever its words: 要带什么 and 需要什么材料 ask the same of a counter. A concept found in a sentence is a
// feature of it, and its words are no content of their own. General service language only, nothing of one industry or data set.
import type { Language } from '../../protocol/language.ts';
import type { Concept, ConceptHit } from './concept.ts';
import { CONCEPTS_EN } from './concepts-en.ts';
import { CONCEPTS_ZH } from './concepts-zh.ts';

const OF: Record<Language, readonly Concept[]> = { zh: CONCEPTS_ZH, en: CONCEPTS_EN };

const memory: Record<Language, Map<string, ConceptHit[]>> = { zh: new Map(), en: new Map() };

/** Concepts in normalised text with the span that shows each (UTF-16 offsets). */
export function conceptsIn(normalised: string, language: Language): readonly ConceptHit[] {
  const known = memory[language].get(normalised);
  if (known) return known;
  const hits: ConceptHit[] = [];
  for (const concept of OF[language]) {
    concept.pattern.lastIndex = 0;
    for (const found of normalised.matchAll(concept.pattern)) {
      hits.push({ id: concept.id, kind: concept.kind, from: found.index, to: found.index + found[0].length });
    }
  }
  if (memory[language].size > 5000) memory[language].clear();
  memory[language].set(normalised, hits);
  return hits;
}
