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
}

/** Floor = low percentile of the last two seconds: speech has gaps, noise has none. */
export function createNoiseFloor(options: NoiseFloorOptions = {}): NoiseFloor {
  const size = options.frames ?? 100;
  const percentile = options.percentile ?? 0.1;
  const factor = options.factor ?? 1.6;
  const least = options.least ?? 110;
  const ring = new Float64Array(size);
  const sorted: number[] = []; // the same values in order, so that a frame costs one insertion
  let count = 0;
  let at = 0;
  let floor = 0;

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
    standsOut(rms) {
      if (count === size) sorted.splice(position(ring[at] as number), 1);
      else count++;
      ring[at] = rms;
      at = (at + 1) % size;
      sorted.splice(position(rms), 0, rms);
      floor = sorted[Math.floor((sorted.length - 1) * percentile)] ?? 0;
      return rms > Math.max(least, factor * floor);
    },
    get floor() {
      return floor;
    },
    reset() {
      sorted.length = 0;
      count = 0;
      at = 0;
      floor = 0;
    },
  };
}
