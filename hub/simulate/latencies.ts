// Latencies of millions of events in a few kilobytes: buckets that grow by 2 % each, so a percentile is right to 2 %.
const GROWTH = Math.log(1.02);
const SMALLEST_MS = 0.05;

export interface Latencies {
  /** `weight` events took `ms`. */
  add(ms: number, weight?: number): void;
  /** The time that `share` (0..1) of the events did not exceed; null without events. */
  percentile(share: number): number | null;
  readonly count: number;
  readonly max: number;
}

export function createLatencies(): Latencies {
  const buckets: number[] = [];
  let count = 0;
  let max = 0;
  return {
    add(ms, weight = 1) {
      const bucket = ms <= SMALLEST_MS ? 0 : Math.ceil(Math.log(ms / SMALLEST_MS) / GROWTH);
      buckets[bucket] = (buckets[bucket] ?? 0) + weight;
      count += weight;
      max = Math.max(max, ms);
    },
    percentile(share) {
      if (count === 0) return null;
      let seen = 0;
      for (let bucket = 0; bucket < buckets.length; bucket += 1) {
        seen += buckets[bucket] ?? 0;
        if (seen >= share * count) return Math.min(max, Math.round(SMALLEST_MS * Math.exp(bucket * GROWTH) * 100) / 100);
      }
      return max;
    },
    get count() { return count; },
    get max() { return max; },
  };
}
