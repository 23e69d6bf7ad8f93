// Loudspeaker port without sound hardware: takes as long as the sound lasts and keeps what was played with its timeline,
// for machines without sound, for tests and for `foyer visit`.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { meter, resample, rootMeanSquare, scaled } from '../core/pcm.ts';
import { SAMPLE_RATE, type Clock, type Loudspeaker, type LoudspeakerEvents } from '../core/ports.ts';
import { writeWav } from '../core/wav-format.ts';

/** One sound that went out: monotonic ms of its first and last sample, 16 kHz. `cut` = it was silenced. */
export interface Played { startedAt: number; endedAt: number; cut: boolean; samples: Int16Array }

export interface FileLoudspeaker extends Loudspeaker { readonly played: readonly Played[] }

const LEVEL_MS = 50;

/** @param options.file WAV (16 kHz mono) written by `stop()`, gaps as silence, at most `longestMs` of it (default 10 minutes). */
export function createFileLoudspeaker(options: { clock: Clock; file?: string; longestMs?: number }): FileLoudspeaker {
  const { clock } = options;
  const played: Played[] = [];
  let events: LoudspeakerEvents = { down: () => undefined, up: () => undefined, level: () => undefined };
  let cut: () => void = () => undefined;

  return {
    played,
    async start(given) {
      events = given;
      events.up();
    },
    play(audio, { volume, onFirst }) {
      cut();
      const samples = scaled(resample(audio.samples, audio.sampleRate, SAMPLE_RATE), volume);
      const startedAt = clock.monotonic();
      const lengthMs = samples.length / (SAMPLE_RATE / 1000);
      onFirst(startedAt);
      return new Promise((resolve) => {
        let cancelLevel: () => void = () => undefined;
        const level = (): void => {
          const from = Math.floor((clock.monotonic() - startedAt) * 16);
          events.level(meter(rootMeanSquare(samples.subarray(from, from + 320))));
          cancelLevel = clock.setTimeout(level, LEVEL_MS);
        };
        const end = (stopped: boolean): void => {
          cancelEnd();
          cancelLevel();
          cut = () => undefined;
          const endedAt = stopped ? Math.min(clock.monotonic(), startedAt + lengthMs) : startedAt + lengthMs;
          played.push({ startedAt, endedAt, cut: stopped, samples: stopped ? samples.slice(0, Math.round((endedAt - startedAt) * 16)) : samples });
          events.level(0);
          resolve(stopped ? 'stopped' : 'done');
        };
        const cancelEnd = clock.setTimeout(() => end(false), lengthMs);
        cut = () => end(true);
        level();
      });
    },
    silence: () => cut(),
    async stop() {
      cut();
      const first = played[0];
      if (!options.file || !first) return;
      const longest = Math.ceil((options.longestMs ?? 600_000) * 16);
      const last = played.at(-1) ?? first;
      const whole = new Int16Array(Math.min(longest, Math.ceil((last.endedAt - first.startedAt) * 16) + 320));
      for (const { startedAt, samples } of played) {
        const at = Math.round((startedAt - first.startedAt) * 16);
        if (at < whole.length) whole.set(samples.subarray(0, whole.length - at), at);
      }
      await mkdir(path.dirname(path.resolve(options.file)), { recursive: true });
      await writeFile(options.file, writeWav(whole, SAMPLE_RATE));
    },
  };
}
