// The loudspeaker's own process: the `speaker` package aborts Node where there is no sound device and may crash when it is
// closed while writing. One speaker stays open for good and is fed 20 ms at a time, a little ahead of the clock.
import { createRequire } from 'node:module';
import { meter, resample, rootMeanSquare, scaled } from '../../core/pcm.ts';
import type { FromSpeaker, ToSpeaker } from './messages.ts';

interface NativeSpeaker {
  write(bytes: Buffer, done: (error?: Error | null) => void): boolean;
  on(event: 'error', listener: (error: Error) => void): void;
}

const STALLED_MS = 200; // after a longer stall the past is dropped, not played in a burst
const LEVEL_FRAMES = 3;
const FADE = 64; // samples over which a cut sound fades, so that it does not click

const say = (message: FromSpeaker): void => void process.send?.(message);

let sampleRate = 48000;
let frame = 960;
let queue: { id: number; samples: Int16Array; at: number; begun: boolean }[] = [];
let fading: Int16Array | null = null;

function next(leadMs: number): Int16Array {
  const out = new Int16Array(frame);
  if (fading) {
    out.set(fading.subarray(0, frame));
    fading = null;
    return out;
  }
  let filled = 0;
  for (let sound = queue[0]; sound && filled < frame; sound = queue[0]) {
    if (!sound.begun) {
      sound.begun = true;
      say({ first: sound.id, inMs: leadMs + (filled * 1000) / sampleRate });
    }
    const part = sound.samples.subarray(sound.at, sound.at + frame - filled);
    out.set(part, filled);
    sound.at += part.length;
    filled += part.length;
    if (sound.at < sound.samples.length) break;
    queue.shift();
    say({ ended: sound.id, inMs: leadMs + (filled * 1000) / sampleRate });
  }
  return out;
}

function cut(): void {
  const sound = queue[0];
  if (sound?.begun) {
    const rest = sound.samples.subarray(sound.at, sound.at + FADE);
    fading = Int16Array.from(rest, (value, i) => Math.round(value * (1 - i / FADE)));
  }
  queue = [];
}

async function pump(speaker: NativeSpeaker, aheadMs: number, broken: { why: string | null; fail(error: Error): void }): Promise<never> {
  let begin = performance.now();
  let sent = 0;
  let count = 0;
  for (;;) {
    const lead = (sent / sampleRate) * 1000 - (performance.now() - begin);
    if (lead < -STALLED_MS) {
      begin = performance.now();
      sent = 0;
      continue;
    }
    if (lead >= aheadMs) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(10, lead - aheadMs + 1)));
      continue;
    }
    const samples = next(Math.max(0, lead));
    if (queue.length > 0 && ++count % LEVEL_FRAMES === 0) say({ level: meter(rootMeanSquare(samples)) });
    await new Promise<void>((resolve, reject) => {
      broken.fail = reject;
      if (broken.why !== null) reject(new Error(broken.why));
      // never a second native write while one is under way
      speaker.write(Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength), (error) => (error ? reject(error) : resolve()));
    });
    sent += frame;
  }
}

/** Tells why and ends; the parent starts a fresh process. Closing the native speaker is left to the system: doing it here may crash. */
function give(reason: string): void {
  process.send?.({ failed: reason } satisfies FromSpeaker, undefined, undefined, () => process.exit(1));
  setTimeout(() => process.exit(1), 200);
}

function open(settings: { device: string | null; sampleRate: number; aheadMs: number }): void {
  sampleRate = Math.trunc(settings.sampleRate);
  frame = sampleRate / 50;
  const Speaker = createRequire(import.meta.url)('speaker') as new (options: object) => NativeSpeaker;
  const speaker = new Speaker({ channels: 1, bitDepth: 16, sampleRate, device: settings.device, samplesPerFrame: frame });
  const broken: { why: string | null; fail(error: Error): void } = { why: null, fail: () => undefined };
  speaker.on('error', (error) => {
    broken.why = String(error.message ?? error);
    broken.fail(new Error(broken.why));
  });
  // the device is open once the first frame has been taken
  speaker.write(Buffer.alloc(frame * 2), (error) => {
    if (error) return give(error.message);
    say({ opened: true });
    pump(speaker, settings.aheadMs, broken).catch((reason: unknown) => give(reason instanceof Error ? reason.message : String(reason)));
  });
  setTimeout(() => broken.why !== null && give(broken.why), 300);
}

process.on('message', (message: ToSpeaker) => {
  if ('open' in message) {
    try {
      open(message.open);
    } catch (error) {
      give(error instanceof Error ? error.message : String(error));
    }
  } else if ('play' in message) {
    cut();
    queue.push({ id: message.play, samples: scaled(resample(message.samples, message.sampleRate, sampleRate), message.volume), at: 0, begun: false });
  } else cut();
});
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);
