// Finds the kiosk's own short sound in what the microphone heard, by correlation. Pure arithmetic on samples of 16 kHz.

export const CHIRP_RATE = 16_000;
const CHIRP_MS = 400;
const FROM_HZ = 600;
const TO_HZ = 3200;
const STEP = 2; // every second sample is enough for a sweep up to 3.2 kHz

/** A rising tone; its autocorrelation is one sharp peak, so that noise and echoes are no match for it. */
export function chirp(): Int16Array {
  const length = (CHIRP_RATE * CHIRP_MS) / 1000;
  const out = new Int16Array(length);
  const seconds = CHIRP_MS / 1000;
  for (let i = 0; i < length; i += 1) {
    const t = i / CHIRP_RATE;
    const phase = 2 * Math.PI * (FROM_HZ * t + ((TO_HZ - FROM_HZ) * t * t) / (2 * seconds));
    const edge = Math.min(1, i / 400, (length - 1 - i) / 400);
    out[i] = Math.round(Math.sin(phase) * 20_000 * edge);
  }
  return out;
}

export interface Found {
  /** How far the best match stands above the usual one; noise alone stays below 7. */
  sharpness: number;
  /** Gain from the sound as it was made to the sound as it was heard, dB. */
  levelDb: number;
  atMs: number; // after the start of `heard`
}

/** Where and how loud `sound` is in `heard`; null when there is too little to look in. */
export function findIn(heard: Int16Array, sound: Int16Array): Found | null {
  const lags = Math.floor((heard.length - sound.length) / STEP);
  if (lags < 100) return null;
  let energy = 0;
  for (let i = 0; i < sound.length; i += STEP) energy += (sound[i] ?? 0) ** 2;
  let best = 0;
  let bestAt = 0;
  const values = new Float64Array(lags);
  for (let lag = 0; lag < lags; lag += 1) {
    let sum = 0;
    const offset = lag * STEP;
    for (let i = 0; i < sound.length; i += STEP) sum += (sound[i] ?? 0) * (heard[offset + i] ?? 0);
    const size = Math.abs(sum);
    values[lag] = size;
    if (size > best) { best = size; bestAt = lag; }
  }
  const usual = values.toSorted()[Math.floor(lags / 2)] ?? 0;
  return { sharpness: Math.min(999, best / Math.max(usual, 1e-9)), levelDb: 20 * Math.log10(Math.max(best / energy, 1e-6)), atMs: (bestAt * STEP * 1000) / CHIRP_RATE };
}

const HEARD_SHARPNESS = 12;
const FAINTEST_DB = -80;
const QUIETER_DB = 10;

export type LoopBack = 'works' | 'quieter' | 'not-heard';

/** `usualDb`: the level of the first test that worked; null = this is the first. */
export function judgeLoopBack(found: Found | null, usualDb: number | null): LoopBack {
  if (!found || found.sharpness < HEARD_SHARPNESS || found.levelDb < FAINTEST_DB) return 'not-heard';
  return usualDb !== null && found.levelDb < usualDb - QUIETER_DB ? 'quieter' : 'works';
}
