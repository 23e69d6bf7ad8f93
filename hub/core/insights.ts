// Counts turned into rates that say how sure they are: numerator, denominator, Wilson 95 % interval, "too few" under 30.
import type { InsightCounts } from './ports.ts';

export interface Rate { readonly id: string; readonly numerator: number; readonly denominator: number; readonly rate: number | null; readonly low: number | null; readonly high: number | null; readonly tooFew: boolean }

/** Wilson score interval at 95 %; nulls when nothing was counted. */
export function rateOf(id: string, numerator: number, denominator: number): Rate {
  if (denominator <= 0) return { id, numerator, denominator, rate: null, low: null, high: null, tooFew: true };
  const z = 1.959964;
  const p = numerator / denominator;
  const base = 1 + (z * z) / denominator;
  const centre = p + (z * z) / (2 * denominator);
  const spread = z * Math.sqrt((p * (1 - p)) / denominator + (z * z) / (4 * denominator * denominator));
  return { id, numerator, denominator, rate: p, low: Math.max(0, (centre - spread) / base), high: Math.min(1, (centre + spread) / base), tooFew: denominator < 30 };
}

/** The rates that can be told honestly from what is stored today. */
export function ratesOf(counts: InsightCounts): Rate[] {
  return [
    rateOf('coverage', counts.answered, counts.questions),
    rateOf('unknown', counts.unknown, counts.questions),
    rateOf('task-completion', counts.tasksCompleted, counts.tasksStarted),
    rateOf('transfer', counts.transfers, counts.validSessions),
    rateOf('independent', counts.validSessions - counts.transfers, counts.validSessions),
    rateOf('satisfaction', counts.satisfied, counts.rated),
  ];
}
