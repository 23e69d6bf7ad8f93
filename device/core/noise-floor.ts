// How loud the room is when nobody speaks. The voice detector alone takes hum and steady noise for speech; a frame counts
// only when it also stands out above this floor.

export interface NoiseFloor {
  /** True when the frame stands out; every frame is also learned from. `rms` in sample units (0..32768). */
  standsOut(rms: number): boolean;
  readonly floor: number;
  reset(): void;
}

export interface NoiseFloorOptions {
  frames?: number; // window over which the floor is taken: 100 = 2 s
  percentile?: number; // 0..1
  factor?: number; // how far above the floor speech must be
  least?: number; // never count anything quieter than this
  steadyFrames?: number; // a level that hardly moves for so long is no speech, however loud: 24 = 480 ms
  steadyFactor?: number; // "hardly": loud end of the window over its quiet end
}

/** Values of the last `size` frames, kept in order so that a frame costs one insertion. */
function slidingOrder(size: number): { push(value: number): void; at(share: number): number; readonly full: boolean; keepLast(count: number): void; clear(): void } {
  let recent: number[] = [];
  let sorted: number[] = [];
  const position = (value: number): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    push(value) {
      recent.push(value);
      if (recent.length > size) sorted.splice(position(recent.shift() as number), 1);
      sorted.splice(position(value), 0, value);
    },
    at: (share) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0,
    get full() {
      return recent.length === size;
    },
    keepLast(count) {
      recent = recent.slice(-count);
      sorted = [...recent].sort((a, b) => a - b);
    },
    clear() {
      recent = [];
      sorted = [];
    },
  };
}

/** Floor = low percentile of the last two seconds: speech has gaps, noise has none. */
export function createNoiseFloor(options: NoiseFloorOptions = {}): NoiseFloor {
  const percentile = options.percentile ?? 0.1;
  const factor = options.factor ?? 1.6;
  const least = options.least ?? 110;
  const steadyFrames = options.steadyFrames ?? 24;
  const steadyFactor = options.steadyFactor ?? 1.7;
  const room = slidingOrder(options.frames ?? 100);
  const lately = slidingOrder(steadyFrames);
  let floor = 0;

  return {
    standsOut(rms) {
      room.push(rms);
      lately.push(rms);
      // a ventilator that starts is the new floor at once, not after two seconds of "speech"
      const steady = lately.full && lately.at(0.9) < steadyFactor * lately.at(0.1) && rms < steadyFactor * lately.at(0.5);
      if (steady) room.keepLast(steadyFrames);
      floor = room.at(percentile);
      return !steady && rms > Math.max(least, factor * floor);
    },
    get floor() {
      return floor;
    },
    reset() {
      room.clear();
      lately.clear();
      floor = 0;
    },
  };
}
