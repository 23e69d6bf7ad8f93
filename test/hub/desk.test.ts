// The desk's rules without any machinery: a state goes in, a state comes out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EscalateUp } from '../../flows/protocol/escalation.ts';
import { deskStep, DESK_TIMES, type DeskInput, type DeskState, initialDesk, queueOf } from '../../hub/core/escalation-desk.ts';

const K = { tenant: 'acme', site: 'hall', kiosk: 'k1' };
const raise = (escalation = 'e1', since = 0): DeskInput => ({ type: 'kiosk', from: { ...K, kiosk: `kiosk-${escalation}` }, message: { v: 1, escalation, session: 's', seq: 1, at: 0, kind: 'raise', language: 'zh', reason: 'request', headline: 'h', transcript: [], flow: null, slots: {}, tried: [], screen: 'answer', since } as EscalateUp });

function run(inputs: { at: number; input: DeskInput }[]): { state: DeskState; sent: string[]; refusals: string[] } {
  let state = initialDesk([], 0);
  const sent: string[] = [];
  const refusals: string[] = [];
  for (const { at, input } of inputs) {
    const step = deskStep(state, input, at);
    state = step.state;
    sent.push(...step.outcome.send.map(({ message }) => message.kind));
    if (step.outcome.refused) refusals.push(step.outcome.refused.code);
  }
  return { state, sent, refusals };
}

describe('the desk\'s clock', () => {
  it('says that nobody comes after twenty seconds without any agent', () => {
    const inputs = [{ at: 1000, input: raise() }, { at: 1000 + DESK_TIMES.nobodyWithoutAgents - 1, input: { type: 'tick' } as const }];
    expect(run(inputs).sent).toEqual(['queued']);
    expect(run([...inputs, { at: 1000 + DESK_TIMES.nobodyWithoutAgents, input: { type: 'tick' } }]).sent).toEqual(['queued', 'nobody']);
  });
  it('waits ninety seconds when agents are there but busy', () => {
    const inputs = [{ at: 0, input: { type: 'agent-online', agent: 'ann' } as const }, { at: 1000, input: raise() }, { at: 90_000, input: { type: 'tick' } as const }];
    expect(run(inputs).sent).toEqual(['queued']);
    expect(run([...inputs, { at: 91_000, input: { type: 'tick' } }]).sent).toEqual(['queued', 'nobody']);
  });
  it('puts the visitor back at the head of the queue when the agent is gone for a minute', () => {
    const { state, sent } = run([
      { at: 0, input: { type: 'agent-online', agent: 'ann' } }, { at: 0, input: { type: 'agent-online', agent: 'bob' } }, { at: 10, input: raise('e1', 0) },
      { at: 20, input: { type: 'agent', agent: 'ann', request: { type: 'accept', escalation: 'e1' } } },
      { at: 30, input: raise('e2', 25) }, { at: 40, input: { type: 'agent-offline', agent: 'ann' } },
      { at: 40 + DESK_TIMES.agentAway, input: { type: 'tick' } },
    ]);
    expect(queueOf(state).map((record) => record.case.escalation)).toEqual(['e1', 'e2']);
    expect(sent).toEqual(['queued', 'accepted', 'queued', 'queued', 'queued']);
  });
  it('keeps the agent\'s case when the page comes back in time', () => {
    const { state } = run([
      { at: 0, input: { type: 'agent-online', agent: 'ann' } }, { at: 10, input: raise() }, { at: 20, input: { type: 'agent', agent: 'ann', request: { type: 'accept', escalation: 'e1' } } },
      { at: 30, input: { type: 'agent-offline', agent: 'ann' } }, { at: 5000, input: { type: 'agent-online', agent: 'ann' } }, { at: 200_000, input: { type: 'tick' } },
    ]);
    expect(state.cases.get('e1')?.case).toMatchObject({ state: 'talking', agent: 'ann' });
  });
});

describe('the desk under any order of inputs', () => {
  const escalations = ['e1', 'e2', 'e3'];
  const agents = ['ann', 'bob'];
  const anInput = fc.oneof(
    fc.constantFrom(...escalations).map((e) => raise(e)),
    fc.record({ e: fc.constantFrom(...escalations), seq: fc.integer({ min: 1, max: 8 }), kind: fc.constantFrom('say', 'typing', 'cancel', 'left', 'received') })
      .map(({ e, seq, kind }): DeskInput => ({ type: 'kiosk', from: { ...K, kiosk: `kiosk-${e}` }, message: { v: 1, escalation: e, session: 's', seq, at: 0, kind, text: 't', confidence: null, upTo: seq } as unknown as EscalateUp })),
    fc.record({ agent: fc.constantFrom(...agents), e: fc.constantFrom(...escalations), type: fc.constantFrom('accept', 'say', 'handback', 'end', 'typing') })
      .map(({ agent, e, type }): DeskInput => ({ type: 'agent', agent, request: { type, escalation: e, text: 't', client: `${agent}${e}`, note: '' } as never })),
    fc.record({ agent: fc.constantFrom(...agents), type: fc.constantFrom('agent-online' as const, 'agent-offline' as const) }),
    fc.constant<DeskInput>({ type: 'tick' }),
  );

  it('numbers every message to a kiosk without a gap, has one owner at most, and never speaks for somebody else', () => {
    fc.assert(fc.property(fc.array(fc.tuple(anInput, fc.integer({ min: 0, max: 30_000 })), { maxLength: 60 }), (steps) => {
      let state = initialDesk([], 0);
      let at = 0;
      const numbers = new Map<string, number>();
      for (const [input, wait] of steps) {
        at += wait;
        const before = state;
        const { state: after, outcome } = deskStep(state, input, at);
        state = after;
        for (const entry of outcome.log) {
          if (entry.direction !== 'down') continue;
          expect(entry.seq).toBe((numbers.get(entry.escalation) ?? 0) + 1);
          numbers.set(entry.escalation, entry.seq);
          if (input.type === 'agent' && entry.message.kind === 'say') expect(before.cases.get(entry.escalation)?.case.agent).toBe(input.agent);
        }
        queueOf(state).forEach((record, index) => expect(record.place).toBe(index + 1));
        for (const record of state.cases.values()) if (record.case.state === 'talking') expect(record.case.agent).not.toBeNull();
      }
    }), { numRuns: 300 });
  });
});
