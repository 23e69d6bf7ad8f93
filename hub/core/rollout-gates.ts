// Does the new content serve visitors worse? Shares are compared, each with an interval, so that a few visitors decide
// nothing and a clear loss does. Worse means: worse than every side there is to compare with.

export interface Figures {
  readonly sessions: number; readonly transfers: number; readonly crashed: number; // visits, those with a hand-off, those cut off by a crash
  readonly questions: number; readonly answered: number; readonly unknown: number;
  readonly latencies: readonly number[]; // ms, speech end to first sound
}
/** `wave`: kiosks with the release, since they have it. `before`: the same kiosks earlier. `others`: still on the old one, meanwhile. */
export interface Measured { readonly wave: Figures; readonly before: Figures; readonly others: Figures }

export interface GateSide { readonly n: number; readonly of: number; readonly share: number | null; readonly low: number | null; readonly high: number | null }
export interface GateReference extends GateSide {
  readonly side: 'before' | 'others';
  /** Difference of the harmful shares, wave minus this side; null when there are too few. */
  readonly differenceLow: number | null; readonly difference: number | null;
}
export interface Gate {
  readonly gate: 'no-match' | 'unanswered' | 'escalation' | 'latency' | 'crash';
  readonly wave: GateSide; readonly references: readonly GateReference[];
  readonly verdict: 'good' | 'worse' | 'too-few';
  readonly limitMs?: number; // of `latency`: slower than this counts
}
export interface GateLimits { readonly minTurns: number; readonly minSessions: number }

export const Z_LOOK = 2.576; // one-sided 0.5 %, while the wave is still being watched
export const Z_FINAL = 2.326; // one-sided 1 %, at the end of the soak
const Z_SHOWN = 1.959964;
/** Smaller losses than these are not worth a rollback, however sure. */
const LEAST: Record<Gate['gate'], number> = { 'no-match': 0.03, 'unanswered': 0.03, 'escalation': 0.03, 'latency': 0.05, 'crash': 0.02 };
const SLOWER_THAN_BEFORE = 1.25;

/** Wilson score interval of n out of `of` at z. */
export function wilson(n: number, of: number, z: number): { low: number; high: number } {
  if (of <= 0) return { low: 0, high: 1 };
  const p = n / of;
  const base = 1 + (z * z) / of;
  const centre = p + (z * z) / (2 * of);
  const spread = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  return { low: Math.max(0, (centre - spread) / base), high: Math.min(1, (centre + spread) / base) };
}

/** Lower end of Newcombe's interval for the difference of two shares, a minus b. */
export function differenceLow(a: { n: number; of: number }, b: { n: number; of: number }, z: number): number {
  const pa = a.n / a.of;
  const pb = b.n / b.of;
  return pa - pb - Math.sqrt((pa - wilson(a.n, a.of, z).low) ** 2 + (wilson(b.n, b.of, z).high - pb) ** 2);
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((x, y) => x - y);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}
function sideOf(n: number, of: number): GateSide {
  return of <= 0 ? { n, of, share: null, low: null, high: null } : { n, of, share: n / of, ...wilson(n, of, Z_SHOWN) };
}

type Count = (figures: Figures) => { n: number; of: number };

function judge(gate: Gate['gate'], measured: Measured, count: Count, enough: (figures: Figures, of: number) => boolean, z: number): Gate {
  const wave = count(measured.wave);
  const waveEnough = enough(measured.wave, wave.of);
  const references = (['before', 'others'] as const).map((side): GateReference => {
    const other = count(measured[side]);
    const judged = waveEnough && enough(measured[side], other.of);
    return { side, ...sideOf(other.n, other.of), difference: judged ? wave.n / wave.of - other.n / other.of : null, differenceLow: judged ? differenceLow(wave, other, z) : null };
  });
  const known = references.filter((one) => one.difference !== null);
  const worse = known.length > 0 && known.every((one) => (one.differenceLow ?? 0) > 0 && (one.difference ?? 0) >= LEAST[gate]);
  return { gate, wave: sideOf(wave.n, wave.of), references, verdict: known.length === 0 ? 'too-few' : worse ? 'worse' : 'good' };
}

/** All gates, those about answers first. `z`: how sure is sure enough. */
export function judgeGates(measured: Measured, limits: GateLimits, z: number): Gate[] {
  const turns = (figures: Figures, of: number): boolean => of >= limits.minTurns && figures.sessions >= limits.minSessions;
  const visits = (_figures: Figures, of: number): boolean => of >= Math.max(limits.minSessions, Math.ceil(limits.minTurns / 2));
  const reference = measured.before.latencies.length >= limits.minTurns ? measured.before : measured.others;
  const limitMs = quantile(reference.latencies, 0.95) * SLOWER_THAN_BEFORE;
  return [
    judge('no-match', measured, (f) => ({ n: f.unknown, of: f.questions }), turns, z),
    judge('unanswered', measured, (f) => ({ n: f.questions - f.answered, of: f.questions }), turns, z),
    judge('escalation', measured, (f) => ({ n: f.transfers, of: f.sessions }), visits, z),
    { ...judge('latency', measured, (f) => ({ n: f.latencies.filter((ms) => ms > limitMs).length, of: f.latencies.length }), turns, z), limitMs },
    judge('crash', measured, (f) => ({ n: f.crashed, of: f.sessions }), visits, z),
  ];
}

/** Answers cannot be judged yet: too few visitors on one of the sides. */
export function tooFewToJudge(gates: readonly Gate[]): boolean {
  return gates.find((gate) => gate.gate === 'no-match')?.verdict !== 'good' && gates.every((gate) => gate.verdict !== 'worse');
}
