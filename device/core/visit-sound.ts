// Measures and builds the sound of a visit: where the visitor's speech really ends, where the kiosk's really begins, the
// noise of the room, and the tracks that are written at the end. 16 kHz samples, times in monotonic ms.
import { SAMPLE_RATE } from './ports.ts';
import { rootMeanSquare } from './pcm.ts';

export interface Track { startedAt: number; samples: Int16Array }

const WINDOW = SAMPLE_RATE / 100; // 10 ms
const PER_MS = SAMPLE_RATE / 1000;

function windows(samples: Int16Array): number[] {
  const levels: number[] = [];
  for (let at = 0; at < samples.length; at += WINDOW) levels.push(rootMeanSquare(samples.subarray(at, at + WINDOW)));
  return levels;
}

/**
 * Where the energy of speech ends, ms from the start of the samples. Loudness over 30 ms counts as speech above 4 % of the
 * loudest and four times the noise floor; what fades below that is counted as silence already, which makes a latency longer.
 */
export function speechEndMs(samples: Int16Array): number {
  const fine = windows(samples);
  const levels = fine.map((_, at) => Math.hypot(fine[at - 1] ?? 0, fine[at] ?? 0, fine[at + 1] ?? 0) / Math.sqrt(3));
  const loudest = Math.max(0, ...levels);
  const floor = [...levels].sort((a, b) => a - b)[Math.floor(levels.length * 0.1)] ?? 0;
  const threshold = Math.max(loudest * 0.04, Math.min(floor * 4, loudest * 0.25), 1);
  const last = levels.findLastIndex((level, at) => level >= threshold && (fine[at] ?? 0) >= threshold / 2);
  return Math.min(samples.length / PER_MS, (last + 1) * 10);
}

/** Offset of the first sample that can be heard, ms; null = silence. */
export function firstSoundMs(samples: Int16Array): number | null {
  const at = samples.findIndex((sample) => Math.abs(sample) > 200);
  return at < 0 ? null : at / PER_MS;
}

/** Loudness of the voiced part: the mean square of the windows above 10 % of the loudest. */
export function speechLevel(samples: Int16Array): number {
  const levels = windows(samples);
  const loudest = Math.max(0, ...levels);
  const voiced = levels.filter((level) => level > loudest * 0.1);
  return Math.sqrt(voiced.reduce((sum, level) => sum + level * level, 0) / Math.max(1, voiced.length));
}

/** Pink noise of the given loudness (RMS), the same for the same seed. `random` gives 0 <= x < 1. */
export function pinkNoise(seconds: number, level: number, random: () => number): Int16Array {
  const rows = new Float64Array(12);
  const raw = new Float64Array(Math.round(seconds * SAMPLE_RATE));
  let energy = 0;
  for (let i = 0; i < raw.length; i += 1) {
    // Voss-McCartney: row n is renewed at every 2^n-th sample.
    const row = Math.min(rows.length - 1, Math.clz32((i + 1) & -(i + 1)) ^ 31);
    rows[row] = random() * 2 - 1;
    let sum = random() * 2 - 1;
    for (const value of rows) sum += value;
    raw[i] = sum;
    energy += sum * sum;
  }
  const gain = level / Math.sqrt(energy / Math.max(1, raw.length));
  return Int16Array.from(raw, (value) => Math.max(-32768, Math.min(32767, Math.round(value * gain))));
}

/** One track from `from` to `to` out of pieces of sound; overlapping pieces are added. */
export function assemble(pieces: Track[], from: number, to: number, bed?: Int16Array): Int16Array {
  const length = Math.max(0, Math.ceil((to - from) * PER_MS));
  const sum = new Int32Array(length);
  if (bed && bed.length > 0) for (let i = 0; i < length; i += 1) sum[i] = bed[i % bed.length] ?? 0;
  for (const { startedAt, samples } of pieces) {
    const offset = Math.round((startedAt - from) * PER_MS);
    for (let i = Math.max(0, -offset); i < samples.length && offset + i < length; i += 1) sum[offset + i] = (sum[offset + i] ?? 0) + (samples[i] ?? 0);
  }
  return Int16Array.from(sum, (value) => Math.max(-32768, Math.min(32767, value)));
}

/** A repeatable source of 0 <= x < 1 (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
