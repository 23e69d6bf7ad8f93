// What a simulation has shown: throughput, latencies, what was lost or stored twice, connects, memory.
import { countStoredEvents } from '../adapters/sqlite-event-census.ts';
import { kioskName } from '../core/kiosk-name.ts';
import type { Latencies } from './latencies.ts';
import type { Simulation } from './simulation.ts';

export interface SimulationReport {
  kiosks: number; seconds: number; batch: number; rate: number | null;
  events: number; acknowledged: number; events_per_second: number; messages_per_second: number;
  p50_ms: number | null; p95_ms: number | null; p99_ms: number | null; max_ms: number;
  /** Made and neither acknowledged nor stored, and stored more than once; checked in `checked`. */
  lost: number; duplicated: number; checked: 'store' | 'counters' | 'acknowledgements';
  /** Share of whole conversations among the visits; what the hub's projections say otherwise than the events, `[made, stored]`; null: not looked at. */
  visits: number; disagree: Record<string, [number, number]> | null;
  resent: number; connects: number; refused: number;
  /** Desired documents in force, refused by kiosks, and tries that came to nothing for now; releases that were verified. */
  applied: number; content_refused: number; content_pending: number; content_verified: number;
  escalations: number; escalation_p50_ms: number | null; escalation_p99_ms: number | null; escalation_max_ms: number; escalations_unanswered: number;
  hub_mb: number | null; simulator_mb: number; problems: Record<string, number>;
}

/** Against the hub's own store: every number that was made is there, once. `acknowledgedOnly`: after a kill, what was not acknowledged may be missing. */
export async function compareWithStore(simulation: Pick<Simulation, 'kiosks'>, database: string): Promise<{ lost: number; duplicated: number }> {
  const stored = await countStoredEvents(database);
  const rows = new Map(stored.map((row) => [`${row.kiosk} ${row.epoch}`, row]));
  let lost = 0;
  let duplicated = 0;
  for (const kiosk of simulation.kiosks) {
    const row = rows.get(`${kioskName(kiosk.address)} ${kiosk.epoch}`);
    lost += Math.max(0, kiosk.made - (row?.distinct ?? 0));
    duplicated += row === undefined ? 0 : Math.max(row.rows - row.distinct, row.rows - kiosk.made, 0);
    // Kept beside the outbox's own numbers (the hub does that with numbers given twice): a simulated kiosk gives none twice.
    for (const other of stored) if (other.kiosk === kioskName(kiosk.address) && other.epoch.startsWith(`${kiosk.epoch}~`)) duplicated += other.rows;
  }
  return { lost, duplicated };
}

/** Without a look into the store: lost is what was never acknowledged; a hub that stored twice cannot be seen from here. */
export function compareWithAcknowledgements(simulation: Pick<Simulation, 'tally'>): { lost: number; duplicated: number } {
  return { lost: simulation.tally.events - simulation.tally.acknowledged, duplicated: simulation.tally.problems.get('down/ack: beyond what was sent') ?? 0 };
}

export function reportOf(simulation: Simulation, run: { seconds: number; acknowledgedInTime: number; batch: number; rate: number | null; hubBytes: number | null; check: { lost: number; duplicated: number }; disagree?: Record<string, [number, number]>; checked: SimulationReport['checked'] }): SimulationReport {
  const { tally, latencies, probes } = simulation;
  const round = (value: number): number => Math.round(value * 10) / 10;
  const at = (of: Latencies, share: number): number | null => { const ms = of.percentile(share); return ms === null ? null : Math.round(ms * 100) / 100; };
  return {
    kiosks: simulation.kiosks.length, seconds: round(run.seconds), batch: run.batch, rate: run.rate,
    events: tally.events, acknowledged: tally.acknowledged,
    events_per_second: Math.round(run.acknowledgedInTime / run.seconds), messages_per_second: Math.round(run.acknowledgedInTime / run.batch / run.seconds),
    p50_ms: at(latencies, 0.5), p95_ms: at(latencies, 0.95), p99_ms: at(latencies, 0.99), max_ms: round(latencies.max),
    ...run.check, checked: run.checked,
    visits: simulation.visits, disagree: run.disagree ?? null,
    resent: tally.resent, connects: tally.connects, refused: tally.refusals,
    applied: tally.applied, content_refused: tally.contentRefused, content_pending: tally.contentPending, content_verified: simulation.content?.verified ?? 0,
    escalations: probes.count, escalation_p50_ms: at(probes, 0.5), escalation_p99_ms: at(probes, 0.99), escalation_max_ms: round(probes.max), escalations_unanswered: simulation.missedProbes,
    hub_mb: run.hubBytes === null ? null : round(run.hubBytes / 1048576), simulator_mb: round(process.memoryUsage().rss / 1048576), problems: Object.fromEntries(tally.problems),
  };
}

export function reportTable(report: SimulationReport): string {
  const ms = (value: number | null): string => (value === null ? '-' : `${value} ms`);
  return [
    `kiosks        ${report.kiosks} (${report.connects} connects, ${report.refused} refused), ${report.applied} documents applied, ${report.content_refused} refused; content verified ${report.content_verified} times`,
    `events        ${report.events_per_second}/s in ${report.messages_per_second} messages/s over ${report.seconds} s; ${report.acknowledged} of ${report.events} acknowledged, ${report.resent} sent again`,
    `to down/ack   p50 ${ms(report.p50_ms)}, p95 ${ms(report.p95_ms)}, p99 ${ms(report.p99_ms)}, max ${ms(report.max_ms)}`,
    `escalation    p50 ${ms(report.escalation_p50_ms)}, p99 ${ms(report.escalation_p99_ms)}, max ${ms(report.escalation_max_ms)} of ${report.escalations}; ${report.escalations_unanswered} unanswered`,
    `lost ${report.lost}, duplicated ${report.duplicated} (by the hub's ${report.checked})`,
    ...(report.disagree === null ? [] : [Object.keys(report.disagree).length === 0 ? `projections   agree with the events (${Math.round(report.visits * 100)} % whole conversations)` : `projections   disagree, [made, stored]: ${JSON.stringify(report.disagree)}`]),
    `memory        hub and broker ${report.hub_mb ?? '-'} MB, simulator ${report.simulator_mb} MB`,
    ...Object.entries(report.problems).map(([what, count]) => `problem       ${what}: ${count}`),
  ].join('\n');
}
