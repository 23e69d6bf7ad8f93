// Keeps what a loudspeaker really played, sample for sample with its times, so that a visit can be measured and written.
import { resample, scaled } from './pcm.ts';
import { SAMPLE_RATE, type Clock, type Loudspeaker } from './ports.ts';
import type { Track } from './visit-sound.ts';

export interface TappedLoudspeaker extends Loudspeaker {
  /** 16 kHz; the one being played is the last and still whole. */
  readonly tracks: Track[];
}

export function tapLoudspeaker(loudspeaker: Loudspeaker, clock: Clock): TappedLoudspeaker {
  const tracks: Track[] = [];
  return {
    tracks,
    start: (events) => loudspeaker.start(events),
    async play(audio, options) {
      const track: Track = { startedAt: 0, samples: scaled(resample(audio.samples, audio.sampleRate, SAMPLE_RATE), options.volume) };
      const result = await loudspeaker.play(audio, {
        ...options,
        onFirst(at) {
          track.startedAt = at;
          tracks.push(track);
          options.onFirst(at);
        },
      });
      if (result === 'stopped') track.samples = track.samples.slice(0, Math.max(0, Math.round((clock.monotonic() - track.startedAt) * (SAMPLE_RATE / 1000))));
      return result;
    },
    silence: () => loudspeaker.silence(),
    stop: () => loudspeaker.stop(),
  };
}
