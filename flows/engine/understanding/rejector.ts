// When not to answer: signals become a probability, and the probability one of three zones. All of it is fitted on held-out questions.
import { calibrated, fitCalibration } from './calibration.ts';
import type { Calibration, CalibrationSample } from './calibration.ts';
import type { HeldOut } from './held-out.ts';
import { SIGNAL_SIGNS } from './signals.ts';

/** `answerFrom` and `clarifyFrom` bound the zones; `rejectBelow` is the one threshold for benchmarks. */
export interface Rejector { calibration: Calibration; answerFrom: number; clarifyFrom: number; rejectBelow: number }

/** Fits the rejector. Questions out of scope weigh as much as those in scope, however few they are. */
export function fitRejector({ inside, outside }: HeldOut): Rejector {
  const share = inside.length / Math.max(1, outside.length);
  for (const sample of outside) sample.weight = share;
  const calibration = fitCalibration([...inside, ...outside], SIGNAL_SIGNS);
  return { calibration, ...zonesFor(calibration, inside, outside), rejectBelow: sacrificing(calibration, inside, 0.02) };
}

/** The probability below which the given share of the right answers lies. */
function sacrificing(calibration: Calibration, inside: readonly CalibrationSample[], share: number): number {
  const right = inside.filter((sample) => sample.right).map((sample) => calibrated(calibration, sample.signals)).sort((one, other) => one - other);
  return right[Math.floor(right.length * share)] ?? 0;
}

const STEPS = Array.from({ length: 90 }, (_, step) => 0.05 + step * 0.01);

function zonesFor(calibration: Calibration, inside: readonly CalibrationSample[], outside: readonly CalibrationSample[]): { answerFrom: number; clarifyFrom: number } {
  const within = inside.map((sample) => ({ probability: calibrated(calibration, sample.signals), right: sample.right }));
  const without = outside.map((sample) => calibrated(calibration, sample.signals));
  let answerFrom = 0.85;
  for (const step of STEPS) {
    const wrong = within.filter(({ probability, right }) => !right && probability >= step).length / Math.max(1, within.length);
    const strangers = without.filter((probability) => probability >= step).length / Math.max(1, without.length);
    if (wrong <= 0.03 && strangers <= 0.06) {
      answerFrom = step;
      break;
    }
  }
  answerFrom = Math.min(0.85, Math.max(0.5, answerFrom));
  return { answerFrom, clarifyFrom: Math.min(0.3, answerFrom / 3) };
}
