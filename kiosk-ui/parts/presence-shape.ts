// The geometry of the living shape: three leaves that are one disc at rest, open like an ear, fold into three points, and
// stand up as the bars of the voice. Pure numbers in, pure numbers out; the canvas only paints what this returns.
import type { Presence } from '../../flows/protocol/screen.ts';

export const BARS = 15;
export const LEAVES = 3;

/** One leaf, in units of the spot's radius. `hole` is the share of its radius that is open; `spread` 0 = disc, 1 = bars. */
export interface Leaf { x: number; y: number; radius: number; hole: number; spread: number }
export interface Pose { leaves: [Leaf, Leaf, Leaf] }

export interface Sound {
  /** Microphone level 0..1, newest first; a leaf further out hears a little later. */
  microphone: readonly number[];
  /** Output envelope 0..1, newest first. */
  output: readonly number[];
}

const TAU = Math.PI * 2;
const at = (history: readonly number[], index: number): number => history[index] ?? 0;

/** The form a presence strives for at `seconds`; with `still` nothing moves by itself. */
export function poseOf(presence: Presence, seconds: number, sound: Sound, still: boolean): Pose {
  const t = still ? 0 : seconds;
  const leaf = (x: number, y: number, radius: number, hole = 0, spread = 0): Leaf => ({ x, y, radius, hole, spread });
  switch (presence) {
    case 'idle': {
      const breath = 0.86 + (still ? 0 : 0.03 * Math.sin((t * TAU) / 5.6));
      const turn = t * 0.22 + 0.9;
      return { leaves: [
        leaf(0, 0, breath),
        leaf(0.19 * Math.cos(turn), 0.19 * Math.sin(turn), breath * 0.985),
        leaf(0.21 * Math.cos(turn + 2.3), 0.21 * Math.sin(turn + 2.3), breath * 0.97),
      ] };
    }
    case 'listening': {
      const [near, mid, far] = [at(sound.microphone, 0), at(sound.microphone, 3), at(sound.microphone, 6)];
      const [one, two] = [0.72 + 0.24 * mid, 0.95 + 0.34 * far];
      return { leaves: [
        leaf(0, 0, 0.46 + 0.26 * near),
        leaf(0, 0, one, 1 - (0.05 + 0.05 * mid) / one),
        leaf(0, 0, two, 1 - (0.035 + 0.04 * far) / two),
      ] };
    }
    case 'thinking': {
      const drift = (index: number) => leaf(-0.62 + 0.62 * index + 0.07 * Math.sin(t * 1.1 + index * 1.7), still ? 0 : 0.2 * Math.sin(t * 2.1 - index * 0.9), 0.2);
      return { leaves: [drift(0), drift(1), drift(2)] };
    }
    case 'speaking': return { leaves: [leaf(0, 0, 0.9, 0, 1), leaf(0, 0, 0.9, 0, 1), leaf(0, 0, 0.9, 0, 1)] };
    case 'off': return { leaves: [leaf(0, 0, 0.86, 0.94), leaf(0.16, 0.12, 0.84, 0.94), leaf(-0.05, -0.2, 0.83, 0.94)] };
  }
}

export const BAR_HALF_WIDTH = 0.085;
const BAR_PITCH = 0.335;

/** Half height of bar `index` of a leaf: the envelope as it was `index` samples ago; outer leaves keep a louder past a little longer. */
export function barHalfHeight(sound: Sound, leaf: number, index: number): number {
  const recent = Math.max(...Array.from({ length: 1 + leaf * 2 }, (_, back) => at(sound.output, index + back)));
  const fade = 1 - 0.5 * (index / (BARS - 1)) ** 2; // the voice thins out with distance
  return BAR_HALF_WIDTH + (0.07 * leaf + 0.78 * recent) * recent * fade; // never beyond the spot's radius
}

/** Where bar `index` stands, from the centre of the spot: bars grow to the right from the disc's left edge, or both ways from the middle. */
export function barX(index: number, align: 'left' | 'centre'): number {
  return align === 'left' ? -1 + BAR_HALF_WIDTH + index * BAR_PITCH : (index - (BARS - 1) / 2) * BAR_PITCH;
}

/** Moves `from` towards `to` by the share `k` (0..1) in every number. */
export function blend(from: Pose, to: Pose, k: number): Pose {
  const mix = (a: number, b: number) => a + (b - a) * k;
  const leaves = from.leaves.map((leaf, index) => {
    const goal = to.leaves[index] ?? leaf;
    return { x: mix(leaf.x, goal.x), y: mix(leaf.y, goal.y), radius: mix(leaf.radius, goal.radius), hole: mix(leaf.hole, goal.hole), spread: mix(leaf.spread, goal.spread) };
  }) as Pose['leaves'];
  return { leaves };
}
