// The matcher of a pack: which target is meant, how surely, and why. Trained in the process from the targets' phrases alone.
import type { Language } from '../../protocol/language.ts';
import { backgroundSentences } from './background.ts';
import { calibrated } from './calibration.ts';
import type { CreateMatcher, MatchCandidate, Matcher, MatchResult, MatcherOptions } from './contract.ts';
import { sentenceFeatures } from './features.ts';
import { createCorpus, firstTwo, trainModel } from './language-model.ts';
import type { Corpus, TrainedModel } from './language-model.ts';
import { normalise } from './normalise.ts';
import { crossValidated, heldOutSamples } from './held-out.ts';
import { fitRejector } from './rejector.ts';
import type { Rejector } from './rejector.ts';
import { signalsOf } from './signals.ts';

const NOTHING: MatchResult = { zone: 'unknown', probability: 0, top: [] };
/** What an alternative of the recogniser loses against its first choice. */
const ALTERNATIVE_DISCOUNT = 0.92;

interface LanguageMatcher { match(text: string, among?: (id: string) => boolean): MatchResult; bytes: number; rejectBelow: number }

/** A matcher that also tells where one threshold would stand. */
export interface TunableMatcher extends Matcher {
  /** The one probability below which a benchmark should reject: at most 2 % of the right held-out answers lie below it. */
  rejectBelow(language: Language): number;
}

/** Trains a matcher; the same options give the same matcher. Languages without targets answer `unknown`. */
export const createMatcher: CreateMatcher = (options) => createTunableMatcher(options);

/** The same with the threshold a benchmark wants. */
export function createTunableMatcher(options: MatcherOptions): TunableMatcher {
  const byLanguage = new Map<Language, LanguageMatcher>();
  for (const language of ['zh', 'en'] as const) {
    const made = createLanguageMatcher(language, options);
    if (made) byLanguage.set(language, made);
  }
  return {
    bytes: [...byLanguage.values()].reduce((sum, each) => sum + each.bytes, 0),
    match(text, language, request) {
      const matcher = byLanguage.get(language);
      if (!matcher) return NOTHING;
      let best = matcher.match(text, request?.among);
      for (const alternative of request?.alternatives?.slice(0, 4) ?? []) {
        if (best.zone === 'answer') break;
        const other = matcher.match(alternative, request?.among);
        if (other.probability * ALTERNATIVE_DISCOUNT > best.probability) best = other;
      }
      return best;
    },
    rejectBelow: (language) => byLanguage.get(language)?.rejectBelow ?? 1,
  };
}

function createLanguageMatcher(language: Language, options: MatcherOptions): LanguageMatcher | null {
  const ids: string[] = [];
  const numberOf = new Map<string, number>();
  const phrases: string[] = [];
  const shown: string[] = [];
  const targetOf: number[] = [];
  const exact = new Map<string, Set<number>>();
  for (const target of options.targets) {
    if (target.language !== language) continue;
    let number = numberOf.get(target.id);
    if (number === undefined) {
      number = ids.length;
      numberOf.set(target.id, number);
      ids.push(target.id);
    }
    for (const phrase of target.phrases) {
      const normalised = normalise(phrase, language);
      if (normalised === '') continue;
      const owners = exact.get(normalised) ?? new Set();
      if (owners.has(number)) continue;
      exact.set(normalised, owners.add(number));
      phrases.push(normalised);
      shown.push(phrase);
      targetOf.push(number);
    }
  }
  if (phrases.length === 0) return null;
  const strangers = [...(options.outOfScope ?? []).filter((each) => each.language === language).flatMap((each) => each.phrases), ...backgroundSentences(language)];
  for (const phrase of strangers) {
    const normalised = normalise(phrase, language);
    if (normalised === '' || exact.has(normalised)) continue;
    phrases.push(normalised);
    targetOf.push(-1);
  }
  const seed = options.seed ?? 1;
  const corpus = createCorpus(language, phrases, Int32Array.from(targetOf), ids.length);
  const model = trainModel(corpus, Int32Array.from(phrases, (_, sentence) => sentence), seed);
  const heldOut = (options.heldOut ?? []).filter((each) => each.language === language).map(({ text, id }) => ({ normalised: normalise(text, language), target: id === null ? -1 : numberOf.get(id) ?? -1 }));
  const rejector = heldOut.length > 0 ? fitRejector(heldOutSamples(model, corpus, heldOut)) : fitRejector(crossValidated(corpus, seed));
  return {
    rejectBelow: rejector.rejectBelow,
    bytes: corpus.space.bytes + model.classifier.bytes + model.index.bytes,
    match: (text, among) => matchOne(text, { language, ids, shown, exact, corpus, rejector, model }, among),
  };
}

interface Trained { language: Language; ids: string[]; shown: string[]; exact: Map<string, Set<number>>; corpus: Corpus; rejector: Rejector; model: TrainedModel }

function matchOne(text: string, trained: Trained, among?: (id: string) => boolean): MatchResult {
  const { language, ids, model, rejector } = trained;
  const normalised = normalise(text, language);
  if (normalised === '') return NOTHING;
  const row = trained.corpus.space.row(sentenceFeatures(normalised, language));
  const scored = model.score(normalised, row);
  if (among) ids.forEach((id, target) => {
    if (!among(id)) scored.fused[target] = -Infinity;
  });
  const owners = [...(trained.exact.get(normalised) ?? [])].filter((target) => scored.fused[target] !== -Infinity);
  for (const owner of owners) scored.fused[owner] = Math.max(scored.fused[owner]!, 0) + 10;
  const [first, second] = firstTwo(scored.fused);
  if (first < 0) return NOTHING;
  let probability = calibrated(rejector.calibration, signalsOf(normalised, scored, first, second, model.index, row.index.length));
  if (owners.length === 1) probability = Math.max(probability, 0.99);
  if (owners.length > 1) probability = Math.min(rejector.answerFrom - 0.01, 0.99 / owners.length);
  const zone = probability >= rejector.answerFrom ? 'answer' : probability >= rejector.clarifyFrom ? 'clarify' : 'unknown';
  return { zone, probability, top: topFive(normalised, trained, scored.fused, scored.evidence.nearest, probability) };
}

function topFive(normalised: string, trained: Trained, fused: Float32Array, nearest: Int32Array, probability: number): MatchCandidate[] {
  const order = Array.from(fused.keys()).filter((target) => fused[target] !== -Infinity).sort((one, other) => fused[other]! - fused[one]! || one - other).slice(0, 5);
  const rest = order.slice(1).map((target) => Math.exp(4 * (fused[target]! - fused[order[0]!]!)));
  const mass = rest.reduce((sum, weight) => sum + weight, 0) || 1;
  return order.map((target, place) => {
    const phrase = nearest[target]!;
    const shared = trained.model.index.coverage(normalised, target).shared;
    return {
      id: trained.ids[target]!,
      probability: place === 0 ? probability : Math.min(probability, ((1 - probability) * rest[place - 1]!) / Math.max(1, mass)),
      evidence: [...(phrase >= 0 ? [trained.shown[trained.model.indexed[phrase]!]!] : []), ...shared],
    };
  });
}
