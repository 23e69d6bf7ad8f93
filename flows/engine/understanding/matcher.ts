// The matcher of a pack: which target is meant, how surely, and why. Trained in the process from the targets' phrases alone.
import type { Language } from '../../protocol/language.ts';
import { backgroundSentences } from './background.ts';
import { calibrated } from './calibration.ts';
import type { CreateMatcher, MatchCandidate, Matcher, MatchResult, MatcherOptions } from './contract.ts';
import { chances } from './candidates.ts';
import { continueModel } from './continued-model.ts';
import { crossValidated, heldOutQuestions } from './held-out.ts';
import { createCorpus, restoreModel, trainModel } from './language-model.ts';
import type { SavedModel, TrainedModel } from './language-model.ts';
import { normalise } from './normalise.ts';
import { informative } from './redundancy.ts';
import { fitRejector } from './rejector.ts';
import type { Rejector } from './rejector.ts';
import { ranking, signalsOf } from './signals.ts';

const NOTHING: MatchResult = { zone: 'unknown', probability: 0, top: [] };
/** What an alternative of the recogniser loses against its first choice. */
const ALTERNATIVE_DISCOUNT = 0.92;

export interface LanguageMatcher {
  match(text: string, among?: (id: string) => boolean): MatchResult;
  bytes: number; rejectBelow: number; answerFrom: number;
  /** What it was trained on, and the rejector that was fitted: a later version of the same pack begins from them. */
  wordings: Map<string, string>; rejector: Rejector;
  /** Target -> its phrases, normalised, as one text: what has not changed is not worked out again. */
  normalised: Map<string, string>;
  /** Phrases that taught nothing new, as `id newline phrase`. */
  redundant: Set<string>;
  ids: readonly string[];
  /** Targets that changed since the last training of all, and how many sentences that had. */
  patched: number; sentences: number;
  /** All of it was trained on these very wordings; nothing was taken over from others. */
  whole: boolean;
  saved(): SavedLanguage;
}
/** Plain data, for another thread; not a copy. */
export type SavedMatcher = Partial<Record<Language, SavedLanguage>>;
interface SavedLanguage { ids: string[]; shown: string[]; exact: Map<string, number[]>; rejector: Rejector; model: SavedModel; wordings: Map<string, string>; normalised: Map<string, string>; redundant: Set<string>; patched: number; sentences: number; whole: boolean }

/** A matcher that also tells where one threshold would stand. */
export interface TunableMatcher extends Matcher {
  /** The one probability below which a benchmark should reject: at most 2 % of the right held-out answers lie below it. */
  rejectBelow(language: Language): number;
  /** Where the answer zone begins. */
  answerFrom(language: Language): number;
  readonly byLanguage: ReadonlyMap<Language, LanguageMatcher>;
  /** Nothing was taken over from a version worded otherwise: training it again gains nothing. */
  readonly whole: boolean;
  /** What was learned, as data that can be handed to another thread; not a copy. */
  saved(): SavedMatcher;
}

/** Of a pack's targets, how many must be worded as before for the fitted rejector to be taken over. */
const ALIKE = 0.8;
/** Training rounds of a version that begins from the one before: a visitor is waiting for it. */
const QUICK_ROUNDS = 12;
/** A pack of so many sentences that changed by less than this share of its targets goes on from the model before, until as
 * large a share has changed that way; a smaller one is trained in a moment. */
const WORTH_CONTINUING = 1500;
const PATCHED = 0.15;
/** A clear first candidate is answered with below the answer zone too, where the second is far behind. */
const CLEAR = { from: 0.68, second: 0.18 };

/** Trains a matcher; the same options give the same matcher. Languages without targets answer `unknown`. */
export const createMatcher: CreateMatcher = (options) => createTunableMatcher(options);

/**
 * The same with the thresholds a benchmark wants. `previous`: the matcher of the version before, of which a language
 * whose wordings have not changed is taken over whole, and one that changed little keeps its rejector: a third of the time.
 * `between`: called between the steps of training, where much of the memory used so far can be given back.
 */
export function createTunableMatcher(options: MatcherOptions, previous?: TunableMatcher, between: () => void = () => undefined): TunableMatcher {
  const byLanguage = new Map<Language, LanguageMatcher>();
  for (const language of ['zh', 'en'] as const) {
    const made = createLanguageMatcher(language, options, previous?.byLanguage.get(language), between);
    between();
    if (made) byLanguage.set(language, made);
  }
  return tunable(byLanguage);
}

/** The matcher that was saved: it answers as that one does. */
export function restoreMatcher(saved: SavedMatcher): TunableMatcher {
  const byLanguage = new Map<Language, LanguageMatcher>();
  for (const language of ['zh', 'en'] as const) {
    const one = saved[language];
    if (one) byLanguage.set(language, asMatcher({ language, ids: one.ids, shown: one.shown, exact: one.exact, rejector: one.rejector, model: restoreModel(language, one.model) }, one));
  }
  return tunable(byLanguage);
}

function tunable(byLanguage: ReadonlyMap<Language, LanguageMatcher>): TunableMatcher {
  return {
    byLanguage,
    whole: [...byLanguage.values()].every((each) => each.whole),
    saved: () => Object.fromEntries([...byLanguage].map(([language, each]) => [language, each.saved()])),
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
    answerFrom: (language) => byLanguage.get(language)?.answerFrom ?? 1,
  };
}

/** Target -> its phrases as one text. */
function wordingsOf(language: Language, { targets }: MatcherOptions): Map<string, string> {
  const wordings = new Map<string, string>();
  for (const target of targets) if (target.language === language) wordings.set(target.id, `${wordings.get(target.id) ?? ''}${target.phrases.join('\n')}\n`);
  return wordings;
}

function createLanguageMatcher(language: Language, options: MatcherOptions, previous: LanguageMatcher | undefined, between: () => void): LanguageMatcher | null {
  const wordings = wordingsOf(language, options);
  const alike = [...wordings].filter(([id, text]) => previous?.wordings.get(id) === text).length;
  if (previous && alike === wordings.size && alike === previous.wordings.size) return previous;
  const inherited = previous && alike >= ALIKE * Math.max(wordings.size, previous.wordings.size) ? previous : null;
  const others = inherited ? [...new Set([...wordings.keys(), ...inherited.wordings.keys()])].filter((id) => inherited.wordings.get(id) !== wordings.get(id)) : [];
  const goesOn = inherited !== null && inherited.sentences >= WORTH_CONTINUING && inherited.patched + others.length <= PATCHED * wordings.size;
  const ids: string[] = goesOn ? [...inherited.ids] : [];
  const numberOf = new Map<string, number>(ids.map((id, number) => [id, number]));
  const phrases: string[] = [];
  const shown: string[] = [];
  const targetOf: number[] = [];
  const exact = new Map<string, number[]>();
  const texts = new Map<string, string>();
  for (const target of options.targets) {
    if (target.language !== language) continue;
    let number = numberOf.get(target.id);
    if (number === undefined) {
      number = ids.length;
      numberOf.set(target.id, number);
      ids.push(target.id);
    }
    const known = previous?.wordings.get(target.id) === wordings.get(target.id) ? previous?.normalised.get(target.id)?.split('\n') : undefined;
    const tidied = known?.length === target.phrases.length ? known : target.phrases.map((phrase) => normalise(phrase, language));
    const earlier = texts.get(target.id);
    texts.set(target.id, earlier === undefined ? tidied.join('\n') : `${earlier}\n${tidied.join('\n')}`); // twice the same id: of no use, and worked out anew
    for (const [at, phrase] of target.phrases.entries()) {
      const normalised = tidied[at]!;
      if (normalised === '') continue;
      const owners = exact.get(normalised);
      if (owners?.includes(number)) continue;
      if (owners) owners.push(number);
      else exact.set(normalised, [number]);
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
  const name = (at: number): string => `${ids[targetOf[at]!] ?? ''}\n${phrases[at]!}`;
  const kept = inherited ? phrases.map((_, at) => at).filter((at) => !inherited.redundant.has(name(at))) : informative(phrases, targetOf, language);
  const stays = new Set(kept);
  const redundant = new Set(phrases.map((_, at) => at).filter((at) => !stays.has(at)).map(name));
  const keep = { wordings, normalised: texts, redundant, sentences: kept.length, whole: inherited === null };
  const shownKept = kept.map((at) => shown[at] ?? '');
  if (goesOn) {
    const changed = new Set(others.flatMap((id) => numberOf.get(id) ?? []));
    const model = continueModel(inherited.saved().model, { language, phrases: kept.map((at) => phrases[at]!), targetOf: Int32Array.from(kept, (at) => targetOf[at]!), targets: ids.length, changed, seed });
    return asMatcher({ language, ids, exact, rejector: inherited.rejector, model, shown: shownKept }, { ...keep, patched: inherited.patched + others.length });
  }
  const corpus = createCorpus(language, kept.map((at) => phrases[at]!), Int32Array.from(kept, (at) => targetOf[at]!), ids.length);
  between();
  const heldOut = (options.heldOut ?? []).filter((each) => each.language === language).map(({ text, id }) => ({ normalised: normalise(text, language), target: id === null ? -1 : numberOf.get(id) ?? -1 }));
  // Cross-validation goes first: two trained models at a time would take twice the memory.
  const crossed = inherited || heldOut.length > 0 ? null : fitRejector(crossValidated(corpus, seed));
  between();
  const model = trainModel(corpus, Int32Array.from(kept, (_, sentence) => sentence), seed, inherited ? QUICK_ROUNDS : undefined);
  const rejector = inherited?.rejector ?? crossed ?? fitRejector(heldOutQuestions(model, heldOut));
  return asMatcher({ language, ids, exact, rejector, model, shown: shownKept }, { ...keep, patched: 0 });
}

/** Apart from the training, so that a matcher does not keep the training rows alive. */
function asMatcher(trained: Trained, { wordings, normalised, redundant, patched, sentences, whole }: Pick<LanguageMatcher, 'wordings' | 'normalised' | 'redundant' | 'patched' | 'sentences' | 'whole'>): LanguageMatcher {
  const { rejector, model, ids, shown, exact } = trained;
  const saved = (): SavedLanguage => ({ ids, shown, exact, rejector, model: model.saved(), wordings, normalised, redundant, patched, sentences, whole });
  return { saved, ids, patched, sentences, whole, wordings, normalised, rejector, redundant, rejectBelow: rejector.rejectBelow, answerFrom: rejector.answerFrom, bytes: model.bytes, match: (text, among) => matchBesideCode(text, trained, among) };
}

/** A number of four digits and more, with the letters in front of it: a waybill, a flight, a booking, a phone. */
const CODE = /(?:\b[a-z]{1,3} ?)?(?:\d[ -]?|[零〇一二三四五六七八九]){4,}/g;

/** "where is my parcel 660012345679": the number answers a question of the task, it says nothing about which task. */
function matchBesideCode(text: string, trained: Trained, among?: (id: string) => boolean): MatchResult {
  const whole = matchOne(text, trained, among);
  if (whole.zone === 'answer') return whole;
  const normalised = normalise(text, trained.language);
  const bare = normalised.replace(CODE, ' ').trim();
  if (bare === normalised || bare === '') return whole;
  const part = matchOne(bare, trained, among);
  return part.zone === 'answer' ? part : whole;
}

interface Trained { language: Language; ids: string[]; shown: string[]; exact: Map<string, number[]>; rejector: Rejector; model: TrainedModel }

function matchOne(text: string, trained: Trained, among?: (id: string) => boolean): MatchResult {
  const { language, ids, model, rejector, exact } = trained;
  const normalised = normalise(text, language);
  if (normalised === '') return NOTHING;
  const { candidates, length } = model.weigh(normalised, among ? (target) => among(ids[target]!) : undefined);
  if (candidates.targets.length === 0) return NOTHING;
  const owners = [...(exact.get(normalised) ?? [])].map((target) => candidates.targets.indexOf(target)).filter((at) => at >= 0);
  const shares = chances(candidates.looks, rejector.weights);
  for (const owner of owners) shares[owner] = 1 + shares[owner]!;
  const order = ranking(shares);
  const signals = signalsOf(candidates, shares.map((share) => Math.min(share, 0.999)), order, length);
  let probability = calibrated(rejector.first, signals);
  if (owners.length === 1) probability = Math.max(probability, 0.99);
  if (owners.length > 1) probability = Math.min(rejector.answerFrom - 0.01, 0.99 / owners.length);
  const someOfThree = calibrated(rejector.three, signals);
  const second = order.length > 1 ? Math.min(probability, ((1 - probability) * shares[order[1]!]!) / (order.slice(1, 5).reduce((sum, at) => sum + shares[at]!, 0) || 1)) : 0;
  const clear = owners.length < 2 && probability >= CLEAR.from && second <= CLEAR.second;
  const zone = probability >= rejector.answerFrom || clear ? 'answer' : someOfThree >= rejector.clarifyFrom || owners.length > 1 ? 'clarify' : 'unknown';
  const top = order.slice(0, 5);
  const rest = top.slice(1).reduce((sum, at) => sum + shares[at]!, 0) || 1;
  return {
    zone,
    probability,
    top: top.map((at, place): MatchCandidate => {
      const target = candidates.targets[at]!;
      const phrase = candidates.evidence.nearest[target]!;
      return {
        id: ids[target]!,
        probability: place === 0 ? probability : Math.min(probability, ((1 - probability) * shares[at]!) / rest),
        evidence: [...(phrase >= 0 ? [trained.shown[model.sentenceOf(phrase)]!] : []), ...candidates.coverage[at]!.shared],
      };
    }),
  };
}
