// Everything learned for one language: features, classifier and phrase index over the targets' phrases. The matcher uses one made
// of all phrases, the rejector's training several made of parts.
import type { Language } from '../../protocol/language.ts';
import { learnFeatureSpace, sentenceFeatures } from './features.ts';
import type { FeatureSpace, SentenceFeatures } from './features.ts';
import type { SparseRow, SparseRows } from './feature-space.ts';
import { trainLinear } from './linear-classifier.ts';
import type { LinearClassifier } from './linear-classifier.ts';
import { createPhraseIndex } from './phrase-index.ts';
import type { PhraseIndex } from './phrase-index.ts';
import { COSINE_SHARE } from './signals.ts';
import type { Scored } from './signals.ts';

/** The training sentences of one language, normalised; target -1 = means none of the targets. */
export interface Corpus {
  language: Language;
  phrases: string[];
  targetOf: Int32Array;
  targets: number;
  features: SentenceFeatures[];
  space: FeatureSpace;
  rows: SparseRows;
}

export interface TrainedModel { classifier: LinearClassifier; index: PhraseIndex; indexed: Int32Array; score(normalised: string, row: SparseRow): Scored }

/** Prepares sentences for training: their features, and the space of them. */
export function createCorpus(language: Language, phrases: string[], targetOf: Int32Array, targets: number): Corpus {
  const features = phrases.map((phrase) => sentenceFeatures(phrase, language));
  const { space, rows } = learnFeatureSpace(features, language, phrases.length > 3000 ? 2 : 1);
  return { language, phrases, targetOf, targets, features, space, rows };
}

/** Trains on the sentences in `use`; targets without a sentence there can never win. */
export function trainModel(corpus: Corpus, use: Int32Array, seed: number): TrainedModel {
  const { language, phrases, targetOf, targets, space, rows } = corpus;
  const classifier = trainLinear({ rows, classOf: targetOf, classes: targets, features: space.size + 1, use, seed });
  const indexed = use.filter((sentence) => targetOf[sentence]! >= 0);
  const index = createPhraseIndex({ phrases: Array.from(indexed, (sentence) => phrases[sentence]!), targetOf: indexed.map((sentence) => targetOf[sentence]!), targets, language });
  const present = new Uint8Array(targets);
  for (const sentence of indexed) present[targetOf[sentence]!] = 1;
  return {
    classifier,
    index,
    indexed,
    score(normalised, row) {
      const margins = classifier.margins(row);
      const evidence = index.search(normalised);
      const fused = Float32Array.from(margins, (margin, target) => (present[target] ? margin + COSINE_SHARE * evidence.cosine[target]! : -Infinity));
      return { margins, fused, evidence };
    },
  };
}

/** The best and second best of fused scores; -1 where there is none. */
export function firstTwo(fused: Float32Array): [number, number] {
  let first = -1;
  let second = -1;
  for (let target = 0; target < fused.length; target++) {
    const score = fused[target]!;
    if (score === -Infinity) continue;
    if (first < 0 || score > fused[first]!) {
      second = first;
      first = target;
    } else if (second < 0 || score > fused[second]!) {
      second = target;
    }
  }
  return [first, second];
}
