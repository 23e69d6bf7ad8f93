// Everything learned for one language: features, classifier and phrase index over the targets' phrases. The matcher uses one made
// of all phrases, the rejector's training several made of parts.
import type { Language } from '../../protocol/language.ts';
import { candidatesOf } from './candidates.ts';
import type { Candidates } from './candidates.ts';
import { learnFeatureSpace, restoreSpace, sentenceFeatures } from './features.ts';
import type { FeatureSpace, SavedSpace } from './features.ts';
import type { SparseRows } from './feature-space.ts';
import { restoreClassifier, trainLinear } from './linear-classifier.ts';
import type { LinearClassifier, SavedClassifier } from './linear-classifier.ts';
import { nearbyRows } from './nearby-rows.ts';
import { createPhraseIndex, restoreIndex } from './phrase-index.ts';
import type { PhraseIndex, SavedIndex } from './phrase-index.ts';

/** From so many sentences a target on, they are taken for real users' own words. */
export const MANY_WORDINGS = 30;

/** From so many targets on, training is cut short: each has few sentences, and its rivals are told apart in a few rounds. */
const THOUSANDS = 2000;

/** The training sentences of one language, normalised; target -1 = means none of the targets. */
export interface Corpus { language: Language; phrases: string[]; targetOf: Int32Array; targets: number; space: FeatureSpace; rows: SparseRows }

export interface TrainedModel {
  readonly bytes: number;
  /** Candidates for a normalised question, and how many features it has; `among` says which targets may be meant. */
  weigh(normalised: string, among?: (target: number) => boolean): { candidates: Candidates; length: number };
  /** The corpus sentence that phrase number `phrase` of the evidence is. */
  sentenceOf(phrase: number): number;
  /** Everything learned, as plain data that another thread can be given; not a copy. */
  saved(): SavedModel;
}
export interface SavedModel { space: SavedSpace; classifier: SavedClassifier; index: SavedIndex; present: Uint8Array; indexed: Int32Array }

/** Prepares sentences for training: their features, and the space of them. */
export function createCorpus(language: Language, phrases: string[], targetOf: Int32Array, targets: number): Corpus {
  const { space, rows } = learnFeatureSpace(phrases, language, phrases.length > 3000 ? 2 : 1);
  return { language, phrases, targetOf, targets, space, rows };
}

/** Trains on the sentences in `use`; targets without a sentence there can never win. `rounds`: fewer is faster and a little rougher. */
export function trainModel(corpus: Corpus, use: Int32Array, seed: number, rounds = 30): TrainedModel {
  const { language, phrases, targetOf, targets, space, rows } = corpus;
  const shape = { rows, classOf: targetOf, classes: targets, features: space.size + 1, use, seed };
  const against = nearbyRows({ ...shape, affordable: phrases.length / targets > MANY_WORDINGS ? 600e6 : 10e6 });
  const classifier = trainLinear({ ...shape, ...(against ? { against, rounds: Math.ceil(rounds / (targets > THOUSANDS ? 4 : 2)) } : { rounds }) });
  const indexed = use.filter((sentence) => targetOf[sentence]! >= 0);
  const index = createPhraseIndex({ phrases: Array.from(indexed, (sentence) => phrases[sentence]!), targetOf: indexed.map((sentence) => targetOf[sentence]!), targets, language });
  const present = new Uint8Array(targets);
  for (const sentence of indexed) present[targetOf[sentence]!] = 1;
  return asModel({ language, space, classifier, index, present, indexed });
}

interface Parts { language: Language; space: FeatureSpace; classifier: LinearClassifier; index: PhraseIndex; present: Uint8Array; indexed: Int32Array }

/** A model that was saved. */
export function restoreModel(language: Language, { space, classifier, index, present, indexed }: SavedModel): TrainedModel {
  return asModel({ language, space: restoreSpace(language, space), classifier: restoreClassifier(classifier), index: restoreIndex(language, index), present, indexed });
}

/** Apart from the training, so that a model does not keep the training rows alive. */
function asModel({ language, space, classifier, index, present, indexed }: Parts): TrainedModel {
  return {
    bytes: space.bytes + classifier.bytes + index.bytes,
    weigh(normalised, among) {
      const row = space.row(sentenceFeatures(normalised, language));
      const allowed = (target: number): boolean => present[target] === 1 && (among === undefined || among(target));
      return { candidates: candidatesOf(normalised, classifier.margins(row), index, allowed), length: row.index.length };
    },
    sentenceOf: (phrase) => indexed[phrase]!,
    saved: () => ({ space: space.saved(), classifier: classifier.saved(), index: index.saved(), present, indexed }),
  };
}
