// When not to answer: signals become a probability, and the probability one of three zones. All of it is fitted on held-out questions.
import { calibrated, fitCalibration } from './calibration.ts';
import type { Calibration, CalibrationSample } from './calibration.ts';
import { chances, fitWeights } from './candidates.ts';
import type { HeldOutQuestion, QuestionKind } from './held-out.ts';
import { SIGNAL_SIGNS, ranking, signalsOf } from './signals.ts';

/** `answerFrom` bounds the answer zone, `clarifyFrom` (on the chance that one of three is right) the clarify zone; `rejectBelow` is the one threshold for benchmarks. */
export interface Rejector { weights: Float64Array; first: Calibration; three: Calibration; answerFrom: number; clarifyFrom: number; rejectBelow: number }

/** Of the weight of all questions out of scope, what each kind has; a kind that does not occur leaves its share to the others. */
const SHARES: Record<Exclude<QuestionKind, 'meant'>, number> = { gone: 0.3, 'foreign-thing': 0.35, elsewhere: 0.35 };

/** Weight of one question of each kind, so that those out of scope weigh as much together as those in scope. */
function weightsByKind(questions: readonly HeldOutQuestion[]): Record<QuestionKind, number> {
  const count: Record<QuestionKind, number> = { meant: 0, gone: 0, 'foreign-thing': 0, elsewhere: 0 };
  for (const { kind } of questions) count[kind]++;
  const kinds = (['gone', 'foreign-thing', 'elsewhere'] as const).filter((kind) => count[kind] > 0);
  const all = kinds.reduce((sum, kind) => sum + SHARES[kind], 0);
  const weight = (kind: (typeof kinds)[number]): number => (count[kind] === 0 ? 0 : (count.meant * SHARES[kind]) / all / count[kind]);
  return { meant: 1, gone: weight('gone'), 'foreign-thing': weight('foreign-thing'), elsewhere: weight('elsewhere') };
}

/** Fits ranking weights, calibration and zones. Questions out of scope weigh as much as those in scope, however few they are. */
export function fitRejector(questions: readonly HeldOutQuestion[]): Rejector {
  const weights = fitWeights(questions.filter((question) => question.right >= 0));
  const weightOf = weightsByKind(questions);
  const first: CalibrationSample[] = [];
  const three: CalibrationSample[] = [];
  for (const { candidates, looks, length, right, kind } of questions) {
    const shares = chances(looks, weights);
    const order = ranking(shares);
    const signals = signalsOf(candidates, shares, order, length);
    const weight = weightOf[kind];
    first.push({ signals, right: order[0] === right, weight });
    three.push({ signals, right: right >= 0 && order.slice(0, 3).includes(right), weight });
  }
  const calibration = fitCalibration(first, SIGNAL_SIGNS);
  const inside = first.filter((_, at) => questions[at]!.kind === 'meant');
  const outside = first.filter((_, at) => questions[at]!.kind !== 'meant');
  return { weights, first: calibration, three: fitCalibration(three, SIGNAL_SIGNS), ...zonesFor(calibration, inside, outside), rejectBelow: sacrificing(calibration, inside, 0.02) };
}

/** The probability below which the given share of the right answers lies. */
function sacrificing(calibration: Calibration, inside: readonly CalibrationSample[], share: number): number {
  const right = inside.filter((sample) => sample.right).map((sample) => calibrated(calibration, sample.signals)).sort((one, other) => one - other);
  return right[Math.floor(right.length * share)] ?? 0;
}

const STEPS = Array.from({ length: 90 }, (_, step) => 0.05 + step * 0.01);

function zonesFor(calibration: Calibration, inside: readonly CalibrationSample[], outside: readonly CalibrationSample[]): { answerFrom: number; clarifyFrom: number } {
  const within = inside.map((sample) => ({ probability: calibrated(calibration, sample.signals), right: sample.right }));
  const without = outside.map((sample) => ({ probability: calibrated(calibration, sample.signals), weight: sample.weight }));
  const mass = without.reduce((sum, { weight }) => sum + weight, 0) || 1;
  let answerFrom = 0.85;
  for (const step of STEPS) {
    const wrong = within.filter(({ probability, right }) => !right && probability >= step).length / Math.max(1, within.length);
    const strangers = without.reduce((sum, { probability, weight }) => sum + (probability >= step ? weight : 0), 0) / mass;
    if (wrong <= 0.03 && strangers <= 0.06) {
      answerFrom = step;
      break;
    }
  }
  answerFrom = Math.min(0.85, Math.max(0.68, answerFrom));
  return { answerFrom, clarifyFrom: 0.25 };
}
