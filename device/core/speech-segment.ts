// From single voiced frames to stretches of speech: when one began, whether it is more than a click, how long it has been quiet.
import { FRAME_MS } from './ports.ts';

export interface SegmentState {
  startedAt: number; // monotonic ms at which the first voiced frame began
  lastVoicedAt: number; // end of the last frame that counts as speech
  voicedMs: number;
  totalMs: number; // up to the last frame, trailing silence included
}

export interface SpeechSegmenter {
  /** The segment that this frame belongs to, or null. `at` = time of the frame's last sample. */
  push(voiced: boolean, at: number): SegmentState | null;
  /** The segment is over (by the caller's choice); the next voiced frames begin a new one. */
  end(): void;
  readonly current: SegmentState | null;
}

const WINDOW = 5; // frames looked at together: one lone voiced frame neither begins speech nor keeps it alive
const BEGIN = 3;

export function createSpeechSegmenter(): SpeechSegmenter {
  let recent: boolean[] = [];
  let current: SegmentState | null = null;

  return {
    push(voiced, at) {
      recent.push(voiced);
      if (recent.length > WINDOW) recent.shift();
      const lively = recent.filter(Boolean).length >= BEGIN;
      if (current) {
        current.totalMs = at - current.startedAt;
        if (voiced) current.voicedMs += FRAME_MS;
        if (voiced && lively) current.lastVoicedAt = at;
      } else if (lively) {
        const first = recent.indexOf(true);
        const startedAt = at - (recent.length - first) * FRAME_MS;
        current = { startedAt, lastVoicedAt: at, voicedMs: recent.filter(Boolean).length * FRAME_MS, totalMs: at - startedAt };
      }
      return current;
    },
    end() {
      current = null;
      recent = [];
    },
    get current() {
      return current;
    },
  };
}
