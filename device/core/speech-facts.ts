// Facts of one utterance that need no words: how much of it was voice, how loud, how high and low it went.
import { decibels, rootMeanSquare } from './pcm.ts';
import { SAMPLE_RATE } from './ports.ts';
import type { SpeechFacts } from './voice-contract.ts';

const DECIMATION = 4; // pitch needs no more than 4 kHz
const RATE = SAMPLE_RATE / DECIMATION;
const WINDOW = Math.round(RATE * 0.05);
const LOWEST = 70;
const HIGHEST = 420;
const MOST_WINDOWS = 50; // spread over the utterance: a long one must not hold up the answer
const PERIODIC = 0.6;

/** Pitch of 50 ms of sound in Hz by normalised autocorrelation, null where it is not periodic. */
function pitchOf(window: Float64Array): number | null {
  let energy = 0;
  for (const value of window) energy += value * value;
  if (energy / window.length < 100 * 100) return null;
  let best = 0;
  let bestLag = 0;
  for (let lag = Math.floor(RATE / HIGHEST); lag <= Math.ceil(RATE / LOWEST); lag++) {
    let sum = 0;
    let left = 0;
    let right = 0;
    for (let i = 0; i + lag < window.length; i++) {
      const a = window[i] as number;
      const b = window[i + lag] as number;
      sum += a * b;
      left += a * a;
      right += b * b;
    }
    const likeness = sum / (Math.sqrt(left * right) + 1);
    if (likeness > best + 0.02) {
      best = likeness;
      bestLag = lag;
    }
  }
  return best >= PERIODIC ? RATE / bestLag : null;
}

/** `samples` = the utterance from its first to its last voiced sample. */
export function speechFacts(samples: Int16Array, voicedMs: number): SpeechFacts {
  const totalMs = samples.length / (SAMPLE_RATE / 1000);
  const pitches: number[] = [];
  const windows = Math.floor(samples.length / DECIMATION / WINDOW);
  const step = Math.max(1, Math.ceil(windows / MOST_WINDOWS));
  for (let w = 0; w < windows; w += step) {
    const window = new Float64Array(WINDOW);
    for (let i = 0; i < WINDOW; i++) {
      const at = (w * WINDOW + i) * DECIMATION;
      window[i] = ((samples[at] ?? 0) + (samples[at + 1] ?? 0) + (samples[at + 2] ?? 0) + (samples[at + 3] ?? 0)) / DECIMATION;
    }
    const pitch = pitchOf(window);
    if (pitch !== null) pitches.push(pitch);
  }
  pitches.sort((a, b) => a - b);
  const at = (share: number): number | null => (pitches.length < 3 ? null : Math.round(pitches[Math.floor((pitches.length - 1) * share)] as number));
  return {
    voicedMs,
    silenceShare: totalMs <= 0 ? 0 : Math.min(1, Math.max(0, 1 - voicedMs / totalMs)),
    loudness: Math.round(decibels(rootMeanSquare(samples)) * 10) / 10,
    pitchLow: at(0.1),
    pitchHigh: at(0.9),
  };
}

/** How much the level moves: loud end of these frames over their quiet end. Steady noise stays below 1.6, speech does not for long. */
export function liveliness(frames: Int16Array[]): number {
  const levels = frames.map(rootMeanSquare).sort((a, b) => a - b);
  const at = (share: number): number => levels[Math.floor((levels.length - 1) * share)] ?? 0;
  return levels.length < 4 ? 1 : at(0.9) / Math.max(1, at(0.1));
}
