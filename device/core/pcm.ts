// Arithmetic on sound: loudness, mixing down and changing the sample rate. Signed 16-bit samples, pure functions.

/** Root mean square of the samples, 0..32768. */
export function rootMeanSquare(samples: Int16Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}

/** Loudness as eyes expect it on a meter: 0 = -60 dBFS or less, 1 = full scale. */
export function meter(rms: number): number {
  if (rms < 1) return 0;
  return Math.min(1, Math.max(0, (20 * Math.log10(rms / 32768) + 60) / 60));
}

export function decibels(rms: number): number {
  return 20 * Math.log10(Math.max(rms, 1e-3) / 32768);
}

/** Average of all channels of interleaved samples. */
export function mixDown(interleaved: Int16Array, channels: number): Int16Array {
  if (channels === 1) return interleaved;
  const mono = new Int16Array(Math.floor(interleaved.length / channels));
  for (let i = 0; i < mono.length; i++) {
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += interleaved[i * channels + c] ?? 0;
    mono[i] = Math.round(sum / channels);
  }
  return mono;
}

export function scaled(samples: Int16Array, gain: number): Int16Array {
  if (gain === 1) return samples;
  const out = new Int16Array(samples.length);
  for (let i = 0; i < out.length; i++) out[i] = clip((samples[i] ?? 0) * gain);
  return out;
}

export function joined(parts: Int16Array[]): Int16Array {
  const out = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

const clip = (value: number): number => (value > 32767 ? 32767 : value < -32768 ? -32768 : Math.round(value));

const ZERO_CROSSINGS = 12;
const filters = new Map<string, { taps: Float64Array; half: number; up: number; down: number }>();

/** Windowed-sinc filter for one pair of rates, one row of taps for each phase between two input samples. */
function filterFor(from: number, to: number): { taps: Float64Array; half: number; up: number; down: number } {
  const key = `${from}>${to}`;
  const known = filters.get(key);
  if (known) return known;
  const divisor = greatestCommonDivisor(from, to);
  const up = to / divisor;
  const down = from / divisor;
  const cutoff = Math.min(1, to / from) * 0.95; // a little below the lower Nyquist frequency, so that the slope ends there
  const half = Math.ceil(ZERO_CROSSINGS / cutoff);
  const width = 2 * half;
  const taps = new Float64Array(up * width);
  for (let phase = 0; phase < up; phase++) {
    let sum = 0;
    for (let k = 0; k < width; k++) {
      const x = k - half + 1 - phase / up;
      const sinc = x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
      const window = Math.abs(x) >= half ? 0 : 0.5 + 0.5 * Math.cos((Math.PI * x) / half);
      taps[phase * width + k] = sinc * window;
      sum += sinc * window;
    }
    for (let k = 0; k < width; k++) taps[phase * width + k] = (taps[phase * width + k] ?? 0) / sum;
  }
  const filter = { taps, half, up, down };
  if (up * width < 2_000_000) filters.set(key, filter);
  return filter;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** The same sound at another rate (Hz, integers), without aliasing. About 20 million products a second of sound at 48 kHz. */
export function resample(samples: Int16Array, from: number, to: number): Int16Array {
  if (from === to || samples.length === 0) return samples;
  const { taps, half, up, down } = filterFor(from, to);
  const width = 2 * half;
  const out = new Int16Array(Math.floor((samples.length * up) / down));
  let index = 0;
  let phase = 0;
  for (let i = 0; i < out.length; i++) {
    let sum = 0;
    const first = index - half + 1;
    const row = phase * width;
    const begin = first < 0 ? -first : 0;
    const end = Math.min(width, samples.length - first);
    for (let k = begin; k < end; k++) sum += (samples[first + k] as number) * (taps[row + k] as number);
    out[i] = clip(sum);
    phase += down;
    while (phase >= up) {
      phase -= up;
      index++;
    }
  }
  return out;
}
