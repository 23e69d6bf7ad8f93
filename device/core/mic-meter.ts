// Measures the microphone in passing: how loud the room is, how much is clipped, and whether the line is dead. It also keeps
// the last seconds in memory while a self-test listens for the kiosk's own sound; nothing of it is ever written down.
import { decibels, rootMeanSquare } from './pcm.ts';
import type { Frame, Microphone, MicrophoneEvents } from './ports.ts';

export interface MicrophoneReading {
  frames: number; // since the last reading
  floorDb: number | null; // 10th percentile of the frames' loudness, dBFS
  loudestDb: number | null;
  clippedShare: number; // of the samples, 0..1
  /** Every sample the same: a muted or broken line, for no room is that still. */
  flat: boolean;
}

export interface MeteredMicrophone extends Microphone {
  /** What was measured since the last call. */
  read(): MicrophoneReading;
  /** Keeps all sound from now on until the returned function is called, which gives it; at most `seconds`. */
  listen(seconds: number): () => Int16Array;
}

const CLIPPED = 32_700;
const FLOOR_SHARE = 0.1;
const SAMPLES_A_SECOND = 16_000;
const KEPT_LEVELS = 6000; // two minutes

export function meterMicrophone(microphone: Microphone): MeteredMicrophone {
  let levels: number[] = [];
  let frames = 0;
  let samples = 0;
  let clipped = 0;
  let moved = false;
  let keep: { parts: Int16Array[]; left: number } | null = null;

  function measure({ samples: sound }: Frame): void {
    const first = sound[0] ?? 0;
    for (const one of sound) {
      if (one !== first) moved = true;
      if (one >= CLIPPED || one <= -CLIPPED) clipped += 1;
    }
    frames += 1;
    samples += sound.length;
    if (levels.length < KEPT_LEVELS) levels.push(decibels(rootMeanSquare(sound)));
    if (keep && keep.left > 0) {
      keep.parts.push(sound.slice());
      keep.left -= sound.length;
    }
  }

  return {
    start: (events: MicrophoneEvents) => microphone.start({ ...events, frame(frame) { measure(frame); events.frame(frame); } }),
    stop: () => microphone.stop(),
    read() {
      const sorted = levels.sort((a, b) => a - b);
      const reading: MicrophoneReading = {
        frames, clippedShare: samples === 0 ? 0 : clipped / samples, flat: frames > 0 && !moved,
        floorDb: sorted[Math.floor((sorted.length - 1) * FLOOR_SHARE)] ?? null, loudestDb: sorted.at(-1) ?? null,
      };
      levels = [];
      frames = 0;
      samples = 0;
      clipped = 0;
      moved = false;
      return reading;
    },
    listen(seconds) {
      const kept = { parts: [] as Int16Array[], left: seconds * SAMPLES_A_SECOND };
      keep = kept;
      return () => {
        if (keep === kept) keep = null;
        const whole = new Int16Array(kept.parts.reduce((sum, part) => sum + part.length, 0));
        let at = 0;
        for (const part of kept.parts) { whole.set(part, at); at += part.length; }
        return whole;
      };
    },
  };
}
