// Questions with known outcome for the rejector to learn from. Parts of the training set are held out: single phrases (the right
// answer exists), whole targets (it does not: near-domain questions), phrases whose subject is replaced by a foreign thing, and
// everyday sentences. Test data is never seen.
import { backgroundSentences, foreignThings } from './background.ts';
import type { CalibrationSample } from './calibration.ts';
import { contentUnits } from './content-words.ts';
import { sentenceFeatures } from './features.ts';
import { firstTwo, trainModel } from './language-model.ts';
import type { Corpus, TrainedModel } from './language-model.ts';
import { normalise } from './normalise.ts';
import { seededRandom, shuffledOrder } from './seeded-random.ts';
import { signalsOf } from './signals.ts';

/** Signals of questions in scope, and of questions that mean no target. */
export interface HeldOut { inside: CalibrationSample[]; outside: CalibrationSample[] }

/** How many parts the training set is cut into; fewer when it is large, because each part trains once. */
const partsFor = (sentences: number): number => (sentences <= 800 ? 8 : sentences <= 3000 ? 5 : 3);

/** Samples from sentences set aside by the caller, seen by the final model. */
export function heldOutSamples(model: TrainedModel, corpus: Corpus, sentences: readonly { normalised: string; target: number }[]): HeldOut {
  const held: HeldOut = { inside: [], outside: [] };
  for (const { normalised, target } of sentences) {
    const sample = sampleOf(model, corpus, normalised, target);
    if (sample) (target < 0 ? held.outside : held.inside).push(sample);
  }
  return held;
}

/** Samples by cross-validation on the corpus itself. */
export function crossValidated(corpus: Corpus, seed: number): HeldOut {
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
  const inside: CalibrationSample[] = [];
  const outside: CalibrationSample[] = [];
  const everyday = backgroundSentences(language).map((sentence) => normalise(sentence, language));
  const things = foreignThings(language).filter((thing) => !phrases.some((phrase, at) => targetOf[at]! >= 0 && phrase.includes(thing)));
  for (let part = 0; part < parts; part++) {
    const kept = Int32Array.from(phrases, (_, sentence) => sentence).filter(
      (sentence) => partOf[sentence] !== part && (targetOf[sentence]! < 0 || targets < 4 || groupOf[targetOf[sentence]!] !== part),
    );
    const model = trainModel(corpus, kept, seed);
    const look = (normalised: string, wanted: number): void => {
      const sample = sampleOf(model, corpus, normalised, wanted);
      if (sample) (wanted < 0 ? outside : inside).push(sample);
    };
    for (let sentence = 0; sentence < phrases.length; sentence++) {
      const target = targetOf[sentence]!;
      const gone = target >= 0 && targets >= 4 && groupOf[target] === part;
      if (partOf[sentence] !== part && !gone) continue;
      if (gone && partOf[sentence] !== part && random() > 0.5) continue;
      look(phrases[sentence]!, gone ? -1 : target);
      if (things.length > 0 && target >= 0 && !gone && (phrases.length < 3000 || random() < 0.2)) {
        const swapped = withForeignThing(phrases[sentence]!, language, things, random);
        if (swapped !== null) look(swapped, -1);
      }
    }
    everyday.forEach((sentence, at) => {
      if (at % parts === part && !phrases.some((phrase, other) => targetOf[other]! >= 0 && phrase === sentence)) look(sentence, -1);
    });
  }
  return { inside, outside };
}

/** One held-out sentence as the rejector sees it; null when no target is left to win. */
function sampleOf(model: TrainedModel, corpus: Corpus, normalised: string, wanted: number): CalibrationSample | null {
  const row = corpus.space.row(sentenceFeatures(normalised, corpus.language));
  const scored = model.score(normalised, row);
  const [first, second] = firstTwo(scored.fused);
  if (first < 0) return null;
  return { signals: signalsOf(normalised, scored, first, second, model.index, row.index.length), right: first === wanted, weight: 1 };
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
