// A small logistic regression: turns signals into the probability that the best candidate is right. The sign of each weight is
// fixed beforehand (more coverage can never make an answer less likely), so that little data cannot teach it nonsense.

export interface Calibration { weights: Float64Array; bias: number; mean: Float64Array; spread: Float64Array }

/** Probability (0..1) for a row of signals. */
export function calibrated(calibration: Calibration, signals: ArrayLike<number>): number {
  let sum = calibration.bias;
  for (let at = 0; at < calibration.weights.length; at++) {
    sum += calibration.weights[at]! * ((signals[at]! - calibration.mean[at]!) / calibration.spread[at]!);
  }
  return 1 / (1 + Math.exp(-sum));
}

export interface CalibrationSample { signals: ArrayLike<number>; right: boolean; weight: number }

/**
 * Fits by projected Newton-free gradient descent with L2 regularisation. `signs[i]`: 1 = weight may not be negative, -1 = not
 * positive, 0 = free. Without samples of both kinds the answer is a flat prior.
 */
export function fitCalibration(samples: readonly CalibrationSample[], signs: readonly number[], strength = 1): Calibration {
  const width = signs.length;
  const mean = new Float64Array(width);
  const spread = new Float64Array(width).fill(1);
  const weights = new Float64Array(width);
  let mass = 0;
  let right = 0;
  for (const sample of samples) {
    mass += sample.weight;
    if (sample.right) right += sample.weight;
    for (let at = 0; at < width; at++) mean[at]! += sample.weight * sample.signals[at]!;
  }
  if (mass === 0) return { weights, bias: 0, mean, spread };
  for (let at = 0; at < width; at++) mean[at]! /= mass;
  for (let at = 0; at < width; at++) {
    let sum = 0;
    for (const sample of samples) sum += sample.weight * (sample.signals[at]! - mean[at]!) ** 2;
    spread[at] = Math.max(1e-3, Math.sqrt(sum / mass));
  }
  let bias = Math.log((right + 1) / (mass - right + 1));
  if (right === 0 || right === mass) return { weights, bias, mean, spread };
  const rows = samples.map((sample) => Float64Array.from({ length: width }, (_, at) => (sample.signals[at]! - mean[at]!) / spread[at]!));
  const decay = strength / mass;
  const gradient = new Float64Array(width);
  const pace = new Float64Array(width + 1);
  const drift = new Float64Array(width + 1);
  for (let round = 1; round <= 200; round++) {
    gradient.fill(0);
    let biasGradient = 0;
    for (let row = 0; row < rows.length; row++) {
      const signals = rows[row]!;
      let sum = bias;
      for (let at = 0; at < width; at++) sum += weights[at]! * signals[at]!;
      const error = ((1 / (1 + Math.exp(-sum)) - (samples[row]!.right ? 1 : 0)) * samples[row]!.weight) / mass;
      for (let at = 0; at < width; at++) gradient[at]! += error * signals[at]!;
      biasGradient += error;
    }
    for (let at = 0; at <= width; at++) {
      const slope = at < width ? gradient[at]! + decay * weights[at]! : biasGradient;
      drift[at] = 0.9 * drift[at]! + 0.1 * slope;
      pace[at] = 0.99 * pace[at]! + 0.01 * slope * slope;
      const step = (0.1 * (drift[at]! / (1 - 0.9 ** round))) / (Math.sqrt(pace[at]! / (1 - 0.99 ** round)) + 1e-8);
      if (at === width) {
        bias -= step;
      } else {
        const moved = weights[at]! - step;
        weights[at] = signs[at]! > 0 ? Math.max(0, moved) : signs[at]! < 0 ? Math.min(0, moved) : moved;
      }
    }
  }
  return { weights, bias, mean, spread };
}
