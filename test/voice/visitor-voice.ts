// A visitor's voice for tests: espeak-ng voices of many kinds, noise, and the rig of real parts around them.
import { existsSync, mkdirSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEspeakSynthesizer, type EspeakOptions } from '../../device/adapters/espeak-synthesizer.ts';
import { resample, rootMeanSquare } from '../../device/core/pcm.ts';
import type { Clock, Log } from '../../device/core/ports.ts';
import { readWav, writeWav } from '../../device/core/wav-format.ts';
import type { Language } from '../../flows/protocol/language.ts';

export const MODEL = fileURLToPath(new URL('../../device/models/foyer-small-zh-en', import.meta.url));

export const realClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimeout(run, ms) {
    const timer = setTimeout(run, Math.max(0, ms));
    return () => clearTimeout(timer);
  },
};
export const quietLog: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const folder = path.join(os.tmpdir(), `foyer-test-voices-${process.getuid?.() ?? 0}`);

/** 16 kHz samples of the text in an espeak-ng voice, kept between runs. */
export async function spoken(text: string, language: Language, options: EspeakOptions & { rate?: number } = {}): Promise<Int16Array> {
  const key = createHash('sha256').update(JSON.stringify([text, language, options])).digest('hex').slice(0, 24);
  const file = path.join(folder, `${key}.wav`);
  if (existsSync(file)) return readWav(await readFile(file)).samples;
  const audio = await createEspeakSynthesizer(options).render(text, language, { rate: options.rate ?? 1 });
  const samples = resample(audio.samples, audio.sampleRate, 16000);
  mkdirSync(folder, { recursive: true });
  await writeFile(`${file}.${process.pid}`, writeWav(samples, 16000));
  await rename(`${file}.${process.pid}`, file);
  return samples;
}

/** A small seeded generator, so that noise is the same on every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export type NoiseKind = 'white' | 'pink' | 'hum';

/** Noise at a given loudness (RMS in sample units). */
export function noise(kind: NoiseKind, seconds: number, rms: number, seed = 1): Int16Array {
  const random = seeded(seed);
  const raw = new Float64Array(Math.round(seconds * 16000));
  let slow = [0, 0, 0];
  for (let i = 0; i < raw.length; i++) {
    const white = random() * 2 - 1;
    if (kind === 'white') raw[i] = white;
    else if (kind === 'pink') {
      const [a = 0, b = 0, c = 0] = slow;
      slow = [0.99765 * a + white * 0.099046, 0.963 * b + white * 0.2965164, 0.57 * c + white * 1.0526913];
      raw[i] = (slow[0] ?? 0) + (slow[1] ?? 0) + (slow[2] ?? 0) + white * 0.1848;
    } else raw[i] = ((i % 160) / 80 - 1) * 0.8 + white * 0.1; // 100 Hz sawtooth: a ventilator
  }
  let sum = 0;
  for (const value of raw) sum += value * value;
  const gain = rms / Math.sqrt(sum / raw.length);
  return Int16Array.from(raw, (value) => Math.max(-32768, Math.min(32767, Math.round(value * gain))));
}

/** Noise loudness for a signal-to-noise ratio in dB. */
export const noiseFor = (speech: Int16Array, decibels: number): number => rootMeanSquare(speech) / 10 ** (decibels / 20);

export const silence = (seconds: number): Int16Array => new Int16Array(Math.round(seconds * 16000));
