// Microphone port played from sound in memory: a visit, a test and a bench drive the very loop that a real microphone drives.
// Between two utterances it gives silence (or a noise bed), as a room does.
import { readFile } from 'node:fs/promises';
import { Fault } from '../../flows/protocol/faults.ts';
import { resample } from '../core/pcm.ts';
import { FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE, type Clock, type Microphone, type MicrophoneEvents } from '../core/ports.ts';
import { readWav } from '../core/wav-format.ts';

export interface WavMicrophoneOptions {
  clock: Clock;
  /** 'clock' = as time passes (default); 'fast' = as quickly as `pace` allows, with `at` counted in sound. */
  speed?: 'clock' | 'fast';
  /** Awaited now and then in fast mode, so that a slower listener is never flooded. */
  pace?: () => Promise<void>;
  /** Played from the start, one after the other; then `ended` is told. */
  sounds?: Int16Array[];
  /** Mixed under everything, looped: 16 kHz samples. */
  bed?: Int16Array;
  /** Silence after the last sound before `ended`, ms. */
  tailMs?: number;
}

export interface WavMicrophone extends Microphone {
  /** Speaks these 16 kHz samples next; resolves with the monotonic times (ms) at which the sound began and ended. */
  play(samples: Int16Array): Promise<{ startedAt: number; endedAt: number }>;
  /** Told when `sounds` and their tail are over, besides the listener of `start`. */
  onEnded(listener: () => void): void;
  /** Monotonic ms at which the first frame begins. */
  readonly origin: number;
}

/** Reads a WAV file (8 to 48 kHz, mono or stereo, 16 bit) as 16 kHz samples. Throws Fault `usage` or `not-found`. */
export async function readSound(file: string): Promise<Int16Array> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Fault(error.code === 'ENOENT' ? 'not-found' : 'usage', error.code === 'ENOENT' ? 'There is no such file.' : `The file cannot be read (${error.code ?? 'unknown'}).`, 'Check the path of the WAV file.', { where: file });
  });
  const { samples, sampleRate } = readWav(bytes, file);
  return resample(samples, sampleRate, SAMPLE_RATE);
}

const BURST = 50; // frames handed over at once after a stall
const PACE_FRAMES = 5; // in fast mode: as often as partial results come

export function createWavMicrophone(options: WavMicrophoneOptions): WavMicrophone {
  const { clock } = options;
  const queue: { samples: Int16Array; at: number; startedAt: number | null; done: (span: { startedAt: number; endedAt: number }) => void }[] = [];
  let running = false;
  let cancel: () => void = () => undefined;
  let bedAt = 0;
  let tail = Math.ceil((options.tailMs ?? 1500) / FRAME_MS);
  let told = false;
  let origin = 0;
  const endedListeners: (() => void)[] = [];

  const play = (samples: Int16Array): Promise<{ startedAt: number; endedAt: number }> =>
    new Promise((resolve) => queue.push({ samples, at: 0, startedAt: null, done: resolve }));

  function nextFrame(at: number): Int16Array {
    const frame = new Int16Array(FRAME_SAMPLES);
    let filled = 0;
    for (let item = queue[0]; item && filled < FRAME_SAMPLES; item = queue[0]) {
      item.startedAt ??= at - FRAME_MS + filled / 16;
      const part = item.samples.subarray(item.at, item.at + FRAME_SAMPLES - filled);
      frame.set(part, filled);
      item.at += part.length;
      filled += part.length;
      if (item.at < item.samples.length) break;
      queue.shift();
      item.done({ startedAt: item.startedAt, endedAt: at - FRAME_MS + filled / 16 });
    }
    if (options.bed && options.bed.length > 0) {
      for (let i = 0; i < FRAME_SAMPLES; i++) {
        frame[i] = Math.max(-32768, Math.min(32767, (frame[i] ?? 0) + (options.bed[bedAt] ?? 0)));
        bedAt = (bedAt + 1) % options.bed.length;
      }
    }
    return frame;
  }

  function emit(events: MicrophoneEvents, at: number): void {
    const idle = queue.length === 0;
    events.frame({ samples: nextFrame(at), at });
    if (idle && options.sounds && !told && --tail <= 0) {
      told = true;
      events.ended?.();
      for (const listener of endedListeners) listener();
    }
  }

  /** Frames fall due by the clock, so a late timer is made good at once and nothing drifts. */
  function follow(events: MicrophoneEvents): void {
    let due = origin + FRAME_MS;
    const tick = (): void => {
      for (let burst = 0; running && due <= clock.monotonic() && burst < BURST; burst++) {
        emit(events, due);
        due += FRAME_MS;
      }
      if (running) cancel = clock.setTimeout(tick, due - clock.monotonic());
    };
    cancel = clock.setTimeout(tick, FRAME_MS);
  }

  async function hurry(events: MicrophoneEvents): Promise<void> {
    let at = origin;
    for (let count = 0; running && !told; count++) {
      at += FRAME_MS;
      emit(events, at);
      // answers must find their place between the frames as they do live
      if (count % PACE_FRAMES === 0) await (options.pace?.() ?? new Promise<void>((resolve) => setImmediate(resolve)));
    }
  }

  return {
    play,
    onEnded: (listener) => void endedListeners.push(listener),
    get origin() {
      return origin;
    },
    async start(events) {
      running = true;
      told = false;
      origin = clock.monotonic();
      for (const samples of options.sounds ?? []) void play(samples);
      events.up();
      if (options.speed === 'fast') void hurry(events);
      else follow(events);
    },
    async stop() {
      running = false;
      cancel();
    },
  };
}
