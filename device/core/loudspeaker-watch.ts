// A loudspeaker whose sounds must end: how long one has been overdue is the evidence that its device hangs.
import type { Clock, Loudspeaker } from './ports.ts';

export interface WatchedLoudspeaker extends Loudspeaker {
  /** Ms since the sound being played should have ended; null = nothing is overdue. */
  stuckMs(): number | null;
}

export function watchLoudspeaker(loudspeaker: Loudspeaker, clock: Clock): WatchedLoudspeaker {
  let dueAt: number | null = null;
  let playing = 0;
  return {
    start: (events) => loudspeaker.start(events),
    async play(audio, options) {
      const mine = (playing += 1);
      dueAt = clock.monotonic() + (audio.samples.length * 1000) / audio.sampleRate;
      try {
        return await loudspeaker.play(audio, options);
      } finally {
        if (playing === mine) dueAt = null;
      }
    },
    silence: () => loudspeaker.silence(),
    stop: () => loudspeaker.stop(),
    stuckMs: () => (dueAt === null || clock.monotonic() <= dueAt ? null : clock.monotonic() - dueAt),
  };
}
