// What follows from an event, in rows: sessions and turns. Written in the same transaction as the event itself, and only
// for events that had not been stored before, so that a repeat counts once.
import type { Insertable } from 'kysely';
import type { InboundEvent } from '../../core/ports.ts';
import type { Schema } from './migrations.ts';

export type TurnInsert = Insertable<Schema['turns']>;
export interface SessionChange {
  session: string; lastAt: number; language?: string; pack?: string; packVersion?: string; startedAt?: number; endedAt?: number; reason?: string;
  turns: number; rating?: number; tasksStarted: number; tasksCompleted: number; transferred: boolean; isNew: boolean;
}
export interface Projection { readonly turns: readonly TurnInsert[]; readonly sessions: readonly SessionChange[] }

/** The session an event belongs to; null for those of the kiosk itself. */
export function sessionOf(event: InboundEvent): string | null {
  return event.event === null ? null : event.event.data.session;
}

/** Rows for the fresh events of one kiosk. `receivedAt` stands in for times that cannot be read. */
export function project(kiosk: string, fresh: readonly InboundEvent[], receivedAt: number): Projection {
  const turns: TurnInsert[] = [];
  const sessions = new Map<string, SessionChange>();
  for (const { event } of fresh) {
    if (event === null || event.data.session === null) continue;
    const data = event.data;
    const parsed = Date.parse(event.time);
    const at = Number.isFinite(parsed) ? parsed : receivedAt;
    const change = sessions.get(event.data.session) ?? { session: event.data.session, lastAt: at, turns: 0, tasksStarted: 0, tasksCompleted: 0, transferred: false, isNew: false };
    sessions.set(change.session, change);
    change.lastAt = Math.max(change.lastAt, at);
    switch (data.type) {
      case 'foyer.session.started':
        Object.assign(change, { startedAt: at, language: data.language, pack: data.pack, packVersion: data.packVersion, isNew: true });
        break;
      case 'foyer.turn':
        change.turns += 1;
        change.language = data.language;
        if (data.decision.rule.startsWith('escalat')) change.transferred = true;
        turns.push({
          kiosk, session: data.session, turn: data.turn, at, language: data.language, kind: data.input.kind, text: data.input.text, confidence: data.input.confidence,
          rule: data.decision.rule, entry: data.decision.entry, flow: data.decision.flow, zone: data.decision.zone, probability: data.decision.probability,
          said: JSON.stringify(data.said), view: data.view, latency_ms: data.latencyMs,
        });
        break;
      case 'foyer.task':
        if (data.change === 'started') change.tasksStarted += 1;
        if (data.change === 'completed') change.tasksCompleted += 1;
        break;
      case 'foyer.session.ended':
        change.endedAt = at;
        change.reason = data.reason;
        if (data.rating !== null) change.rating = data.rating;
        break;
      case 'foyer.desk': change.transferred = true; break;
      case 'foyer.incident': break;
    }
  }
  return { turns, sessions: [...sessions.values()] };
}
