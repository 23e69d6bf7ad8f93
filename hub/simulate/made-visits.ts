// What the hub's projections must say of the events that simulated kiosks have made, counted here from the events alone: how many
// of each type, sessions, turns, and what the insights page makes of them.
import type { EventData } from '../../flows/protocol/conversation.ts';
import type { InsightCounts } from '../core/ports.ts';
import { simulatedData } from './kiosk-events.ts';

const INSIGHTS = ['sessions', 'validSessions', 'turns', 'questions', 'answered', 'clarified', 'unknown', 'transfers', 'tasksStarted', 'tasksCompleted', 'rated', 'satisfied', 'latencyCount'] as const;
export type VisitCounts = Record<(typeof INSIGHTS)[number], number>;
/** `turnsOfSessions`: the sum of what the sessions' rows count, beside the turns that have a row of their own. */
export interface VisitCensus { readonly types: Readonly<Record<string, number>>; readonly counts: VisitCounts; readonly turnsOfSessions: number }

interface Session { valid: boolean; transferred: boolean; rating: number | null }

export function countMade(kiosks: readonly { readonly boot: string; readonly made: number }[], visits: number): VisitCensus {
  const types: Record<string, number> = {};
  const counts = Object.fromEntries(INSIGHTS.map((name) => [name, 0])) as VisitCounts;
  for (const { boot, made } of kiosks) {
    const sessions = new Map<string, Session>();
    for (let seq = 1; seq <= made; seq += 1) {
      const data = simulatedData({ boot, seq, visits });
      types[data.type] = (types[data.type] ?? 0) + 1;
      if (data.session === null) continue;
      const session = sessions.get(data.session) ?? { valid: false, transferred: false, rating: null };
      sessions.set(data.session, session);
      take(session, data, counts);
    }
    for (const { valid, transferred, rating } of sessions.values()) {
      counts.sessions += 1;
      counts.validSessions += valid ? 1 : 0;
      counts.transfers += valid && transferred ? 1 : 0;
      counts.rated += rating === null ? 0 : 1;
      counts.satisfied += rating !== null && rating >= 4 ? 1 : 0;
    }
  }
  return { types, counts, turnsOfSessions: counts.turns };
}

function take(session: Session, data: EventData, counts: VisitCounts): void {
  if (data.type === 'foyer.turn') {
    const { input: { kind }, decision: { rule, zone } } = data;
    counts.turns += 1;
    if (data.latencyMs !== null) counts.latencyCount += 1;
    if (kind === 'speech' || kind === 'text' || kind === 'touch') session.valid = true;
    if (rule.startsWith('escalat')) session.transferred = true;
    if ((kind !== 'speech' && kind !== 'text') || zone === 'none') return;
    counts.questions += 1;
    if (zone === 'answer') counts.answered += 1;
    if (zone === 'clarify') counts.clarified += 1;
    if (zone === 'unknown') counts.unknown += 1;
  } else if (data.type === 'foyer.task') {
    if (data.change === 'started') {
      counts.tasksStarted += 1;
      session.valid = true;
    }
    if (data.change === 'completed') counts.tasksCompleted += 1;
  } else if (data.type === 'foyer.desk') session.transferred = true;
  else if (data.type === 'foyer.session.ended') session.rating = data.rating ?? session.rating;
}

/** What differs, by name: `[made, stored]`. Empty when the projections agree. */
export function disagreements(made: VisitCensus, stored: { types: Readonly<Record<string, number>>; insights: InsightCounts; turnsOfSessions: number }): Record<string, [number, number]> {
  const differ: Record<string, [number, number]> = {};
  const compare = (name: string, one: number, other: number): void => { if (one !== other) differ[name] = [one, other]; };
  for (const type of new Set([...Object.keys(made.types), ...Object.keys(stored.types)])) compare(type, made.types[type] ?? 0, stored.types[type] ?? 0);
  for (const name of INSIGHTS) compare(name, made.counts[name], stored.insights[name]);
  compare('turns of sessions', made.turnsOfSessions, stored.turnsOfSessions);
  return differ;
}
