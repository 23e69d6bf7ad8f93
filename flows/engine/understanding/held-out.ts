// Questions with known outcome for the rejector to learn from. Parts of the training set are held out: single phrases (the right
// answer exists), whole targets (it does not: near-domain questions), phrases whose subject is replaced by a foreign thing, and
// everyday sentences. Test data is never seen.
import { foreignThings } from './background.ts';
import { contentUnits } from './content-words.ts';
import type { Contest } from './candidates.ts';
import { MANY_WORDINGS, trainModel } from './language-model.ts';
import type { Corpus, TrainedModel } from './language-model.ts';
import type { Seen } from './signals.ts';
import { normalise } from './normalise.ts';
import { seededRandom, shuffledOrder } from './seeded-random.ts';
import { visitorWording } from './visitor-wording.ts';

/** One question with known outcome: its candidates, and which of them is right (-1 = none of them, or none at all). */
export interface HeldOutQuestion extends Contest { candidates: Seen; length: number; kind: QuestionKind }

/** In scope; of a target that was held out whole; a phrase about a foreign thing; something said anywhere or out of scope by label. */
export type QuestionKind = 'meant' | 'gone' | 'foreign-thing' | 'elsewhere';

/** How many parts the training set is cut into; fewer when it is large, because each part trains once. */
const partsFor = (sentences: number): number => (sentences <= 800 ? 8 : sentences <= 1500 ? 5 : 3);
/** From so many sentences on, questioning one of the parts is enough (unless they are real users' words, which vary more). */
const MANY_SENTENCES = 2500;
/** How many questions of each kind are enough to fit a dozen weights. */
const ENOUGH = 700;

/** Samples from sentences set aside by the caller, seen by the final model. */
export function heldOutQuestions(model: TrainedModel, sentences: readonly { normalised: string; target: number }[]): HeldOutQuestion[] {
  return sentences.flatMap(({ normalised, target }) => asked(model, normalised, target, target >= 0 ? 'meant' : 'elsewhere'));
}

/** Samples by cross-validation on the corpus itself. */
export function crossValidated(corpus: Corpus, seed: number): HeldOutQuestion[] {
  const { phrases, targetOf, targets, language } = corpus;
  const random = seededRandom(seed + 17);
  const parts = partsFor(phrases.length);
  const partOf = new Int32Array(phrases.length);
  shuffledOrder(phrases.length, random).forEach((sentence, place) => {
    partOf[sentence] = place % parts;
  });
  const groupOf = new Int32Array(targets);
  shuffledOrder(targets, random).forEach((target, place) => {
    groupOf[target] = place % (parts + 1);
  });
  const questions: HeldOutQuestion[] = [];
  const natural = phrases.length / targets > MANY_WORDINGS; // then their wording is not varied
  const looked = sampledTargets(targets, random);
  const within = (sentence: number): boolean => targetOf[sentence]! < 0 || looked[targetOf[sentence]!] === 1;
  const size = looked.includes(0) ? phrases.filter((_, sentence) => within(sentence)).length : phrases.length;
  const asking = !natural && phrases.length > MANY_SENTENCES ? 1 : parts;
  const rate = Math.min(1, ((natural ? 4 : 2) * ENOUGH * parts) / (asking * size));
  const things = foreignThings(language).filter((thing) => !phrases.some((phrase, at) => targetOf[at]! >= 0 && phrase.includes(thing)));
  for (let part = 0; part < asking; part++) {
    const kept = Int32Array.from(phrases, (_, sentence) => sentence).filter(
      (sentence) => within(sentence) && partOf[sentence] !== part && (targetOf[sentence]! < 0 || targets < 4 || groupOf[targetOf[sentence]!] !== part),
    );
    const model = trainModel(corpus, kept, seed, 12);
    const look = (normalised: string, wanted: number, kind: QuestionKind): void => {
      questions.push(...asked(model, normalised, wanted, kind));
    };
    for (let sentence = 0; sentence < phrases.length; sentence++) {
      const target = targetOf[sentence]!;
      const gone = target >= 0 && targets >= 4 && groupOf[target] === part;
      if (!within(sentence) || (partOf[sentence] !== part && !gone) || (target >= 0 && random() > (gone && partOf[sentence] !== part ? rate / 2 : rate))) continue;
      const said = natural || target < 0 || random() < 0.3 ? phrases[sentence]! : normalise(visitorWording(phrases[sentence]!, language, random), language);
      look(said, gone ? -1 : target, gone ? 'gone' : target < 0 ? 'elsewhere' : 'meant');
      if (things.length === 0 || target < 0 || gone || (natural && random() > 0.2)) continue;
      const swapped = withForeignThing(said, language, things, random);
      if (swapped !== null) look(swapped, -1, 'foreign-thing');
    }
  }
  return questions.filter(({ kind }) => kind === 'meant').length < TOO_FEW ? [...questions, ...rehearsed(corpus, seed, random)] : questions;
}

/** So many targets are enough to learn from; neighbours stay together, because a pack's like entries stand side by side. */
const ENOUGH_TARGETS = 2000;
const NEIGHBOURS = 50;

/** 1 for each target that takes part. */
function sampledTargets(targets: number, random: () => number): Uint8Array {
  if (targets <= ENOUGH_TARGETS) return new Uint8Array(targets).fill(1);
  const share = ENOUGH_TARGETS / targets;
  const blocks = Array.from({ length: Math.ceil(targets / NEIGHBOURS) }, () => random() < share);
  if (!blocks.includes(true)) blocks[0] = true;
  return Uint8Array.from({ length: targets }, (_, target) => (blocks[Math.floor(target / NEIGHBOURS)] ? 1 : 0));
}

/** Below so many answerable questions nothing can be learned from holding out. */
const TOO_FEW = 10;

/** For a handful of phrases: the phrases themselves in other words, and everyday sentences, asked of a model that has not seen the latter. */
function rehearsed(corpus: Corpus, seed: number, random: () => number): HeldOutQuestion[] {
  const { phrases, targetOf, language } = corpus;
  const every = Int32Array.from(phrases, (_, sentence) => sentence);
  const model = trainModel(corpus, every.filter((sentence) => targetOf[sentence]! >= 0), seed);
  return [...every].flatMap((sentence) => {
    const target = targetOf[sentence]!;
    if (target < 0) return asked(model, phrases[sentence]!, -1, 'elsewhere');
    return [1, 2, 3].flatMap(() => asked(model, normalise(visitorWording(phrases[sentence]!, language, random), language), target, 'meant'));
  });
}

function asked(model: TrainedModel, normalised: string, wanted: number, kind: QuestionKind): HeldOutQuestion[] {
  const { candidates, length } = model.weigh(normalised);
  if (candidates.targets.length === 0) return [];
  const { looks, coverage, anyone } = candidates;
  return [{ candidates: { looks, coverage, anyone }, length, looks: candidates.looks, right: candidates.targets.indexOf(wanted), kind }];
}

function withForeignThing(phrase: string, language: Corpus['language'], things: readonly string[], random: () => number): string | null {
  const content = contentUnits(phrase, language);
  if (content.length === 0) return null;
  const thing = things[Math.floor(random() * things.length)]!;
  if (language === 'en') {
    const unit = content[Math.floor(random() * content.length)]!;
    return phrase.replace(unit.text, thing);
  }
  let subject = '';
  for (let at = phrase.length; at > 0 && subject === ''; at--) {
    for (let from = 0; from + at <= phrase.length; from++) {
      const run = phrase.slice(from, from + at);
      if (content.map((unit) => unit.text).join('').includes(run) && run.length >= 2) {
        subject = run;
        break;
      }
    }
  }
  return subject === '' ? null : phrase.replace(subject, thing);
}
