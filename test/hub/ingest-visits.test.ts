// What simulated kiosks record: events as real kiosks make them, and a count of them that finds out a hub which counts otherwise.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KioskEvent } from '../../flows/protocol/conversation.ts';
import type { InsightCounts } from '../../hub/core/ports.ts';
import { simulatedEvent } from '../../hub/simulate/kiosk-events.ts';
import { countMade, disagreements, type VisitCensus } from '../../hub/simulate/made-visits.ts';

const address = { tenant: 'acme', site: 'hall', kiosk: 'k1' };
const boot = 'b0070001-0000-4000-8000-000000000000';
const events = (visits: number, count: number): KioskEvent[] => Array.from({ length: count }, (_, index) => simulatedEvent({ address, boot, seq: index + 1, time: 1_700_000_000_000 + index, visits }));

describe('simulated visits', () => {
  it('are events of the wire, of every kind, always the same for the same number', () => {
    const made = events(1, 12 * 24);
    for (const event of made) expect(KioskEvent.parse(event)).toEqual(event);
    expect(events(1, 12 * 24)).toEqual(made);
    expect(new Set(made.map((event) => event.type))).toEqual(new Set(['foyer.session.started', 'foyer.turn', 'foyer.task', 'foyer.session.ended', 'foyer.incident', 'foyer.desk']));
    for (const kind of ['speech', 'touch', 'text', 'silence', 'start']) expect(made.some(({ data }) => data.type === 'foyer.turn' && data.input.kind === kind)).toBe(true);
    for (const zone of ['answer', 'clarify', 'unknown', 'none']) expect(made.some(({ data }) => data.type === 'foyer.turn' && data.decision.zone === zone)).toBe(true);
    expect(new Set(made.flatMap(({ data }) => (data.type === 'foyer.session.ended' ? [data.rating] : []))).size).toBe(6);
  });
  it('number their turns from one without a gap, and end with as many as there were', () => {
    const turns = new Map<string, number>();
    for (const { data } of events(1, 12 * 24)) {
      if (data.type === 'foyer.turn') {
        expect(data.turn).toBe((turns.get(data.session) ?? 0) + 1);
        turns.set(data.session, data.turn);
      }
      if (data.type === 'foyer.session.ended') expect(data.turns).toBe(turns.get(data.session));
    }
  });
  it('are whole conversations in the share that was asked for, from the first on', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 200 }), (share, visits) => {
      const whole = new Set(events(share, visits * 12).flatMap(({ data }) => (data.type === 'foyer.turn' ? [data.session] : [])));
      expect(Math.abs(whole.size - share * visits)).toBeLessThanOrEqual(1);
    }), { numRuns: 30 });
    expect(events(0, 120).some(({ type }) => type === 'foyer.turn')).toBe(false);
  });
});

describe('the count of what was made', () => {
  const made = countMade([{ boot, made: 12 * 6 + 5 }, { boot: 'other000', made: 0 }], 1);
  const agreeing = (census: VisitCensus) => ({ types: { ...census.types }, insights: { ...census.counts, latencyP50: 1, latencyP95: 1, topUnknown: [] } satisfies InsightCounts, turnsOfSessions: census.turnsOfSessions });
  it('is that of the six kinds of visits, and of a part of the seventh', () => {
    expect(made.types).toEqual({ 'foyer.session.started': 7, 'foyer.session.ended': 6, 'foyer.turn': 42, 'foyer.task': 14, 'foyer.incident': 4, 'foyer.desk': 4 });
    expect(made.counts).toMatchObject({ sessions: 7, validSessions: 7, turns: 42, transfers: 1, tasksStarted: 5, tasksCompleted: 4, rated: 3, satisfied: 1 });
    expect(made.counts.answered + made.counts.clarified + made.counts.unknown).toBe(made.counts.questions);
    expect(disagreements(made, agreeing(made))).toEqual({});
  });
  it('names each thing that a hub counts otherwise', () => {
    const wrong = agreeing(made);
    wrong.types['foyer.turn'] = 41;
    wrong.types['foyer.new'] = 1;
    wrong.insights.answered += 2;
    wrong.turnsOfSessions -= 1;
    expect(disagreements(made, wrong)).toEqual({ 'foyer.turn': [42, 41], 'foyer.new': [0, 1], answered: [made.counts.answered, made.counts.answered + 2], 'turns of sessions': [42, 41] });
  });
});
