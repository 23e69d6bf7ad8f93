// The live lane to the desk: numbers in both directions, order kept, repeats swallowed, and never a visitor left waiting.
import { beforeEach, describe, expect, it } from 'vitest';
import { createEscalationCall, type EscalationCall } from '../../device/core/escalation-call.ts';
import type { EscalateUpDraft } from '../../flows/engine/contract.ts';
import type { EscalateDown, EscalateUp } from '../../flows/protocol/escalation.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { createKeptLog } from '../fakes/silent-log.ts';

let clock: FakeClock;
let sent: EscalateUp[];
let delivered: EscalateDown[];
let up: boolean;
let call: EscalationCall;
const raise = { kind: 'raise', escalation: 'e', session: 's', at: 1, language: 'zh', reason: 'request', headline: 'help', transcript: [], flow: null, slots: {}, tried: [], screen: 'answer', since: 1 } as unknown as EscalateUpDraft;
const say = (text: string): EscalateUpDraft => ({ kind: 'say', escalation: 'e', session: 's', at: 1, text, confidence: 1 }) as unknown as EscalateUpDraft;
const down = (seq: number, kind: EscalateDown['kind'], more: object = {}): EscalateDown => ({ v: 1, escalation: 'e', session: 's', seq, at: 1, kind, agent: 'amy', place: 1, waitSeconds: null, note: '', text: `t${seq}`, ...more }) as EscalateDown;
const kinds = (): string[] => sent.map((m) => `${m.seq}:${m.kind}`);

beforeEach(() => {
  clock = createFakeClock();
  sent = [];
  delivered = [];
  up = true;
  call = createEscalationCall({ clock, log: createKeptLog(), deliver: (m) => delivered.push(m), link: { sendEscalate: (m) => { if (up) sent.push(m); return up; } } });
});

describe('the escalation call', () => {
  it('numbers its messages from one and says what it has received', () => {
    call.online();
    call.send(raise);
    call.send(say('hello'));
    call.receive(down(1, 'queued'));
    expect(kinds()).toEqual(['1:raise', '2:say', '3:received']);
    expect(sent.at(-1)).toMatchObject({ upTo: 1 });
  });

  it('delivers in order and once, whatever order and however often messages come', async () => {
    call.online();
    call.send(raise);
    for (const seq of [2, 1, 1, 4, 2, 3, 4]) call.receive(down(seq, seq === 1 ? 'accepted' : 'say'));
    expect(delivered.map((m) => m.seq)).toEqual([1, 2, 3, 4]);
  });

  it('goes on past a message that never comes instead of leaving the visitor in silence', async () => {
    call.online();
    call.send(raise);
    call.receive(down(1, 'accepted'));
    call.receive(down(3, 'say'));
    expect(delivered.map((m) => m.seq)).toEqual([1]);
    await clock.advance(3100);
    expect(delivered.map((m) => m.seq)).toEqual([1, 3]);
  });

  it('raises again until the desk has answered', async () => {
    call.online();
    call.send(raise);
    await clock.advance(7000);
    expect(kinds().filter((k) => k === '1:raise')).toHaveLength(3);
    call.receive(down(1, 'queued'));
    await clock.advance(20_000);
    expect(kinds().filter((k) => k === '1:raise')).toHaveLength(3);
  });

  it('says that nobody comes when the hub is not there, soon, and takes the hand down when it is back', async () => {
    up = false;
    call.send(raise);
    await clock.advance(2100);
    expect(delivered.map((m) => m.kind)).toEqual(['nobody']);
    expect(call.open).toBe(false);
    up = true;
    call.online();
    expect(sent.map((m) => m.kind)).toEqual(['cancel']);
  });

  it('says that nobody comes when the hub is there but never answers', async () => {
    call.online();
    call.send(raise);
    await clock.advance(12_500);
    expect(delivered.map((m) => m.kind)).toEqual(['nobody']);
  });

  it('sends the whole call again when the hub comes back, so that a restarted desk has it all', async () => {
    call.online();
    call.send(raise);
    call.receive(down(1, 'accepted'));
    call.offline();
    up = false;
    call.send(say('are you there'));
    await clock.advance(5000);
    up = true;
    sent.length = 0;
    call.online();
    expect(kinds()).toEqual(['1:raise', '3:say', '4:received']);
    expect(delivered.map((m) => m.kind)).toEqual(['accepted']);
  });

  it('gives up a talk when the hub stays away', async () => {
    call.online();
    call.send(raise);
    call.receive(down(1, 'accepted'));
    call.offline();
    up = false;
    await clock.advance(19_000);
    expect(delivered.map((m) => m.kind)).toEqual(['accepted']);
    await clock.advance(2000);
    expect(delivered.map((m) => m.kind)).toEqual(['accepted', 'nobody']);
  });

  it('tells the desk that the visitor has left, once, and nothing after a hand-back', () => {
    call.online();
    call.send(raise);
    call.leave();
    call.leave();
    expect(kinds().filter((k) => k.endsWith('left'))).toHaveLength(1);
    sent.length = 0;
    call.send({ ...raise, escalation: 'e2' } as EscalateUpDraft);
    call.receive({ ...down(1, 'handback'), escalation: 'e2' } as EscalateDown);
    call.leave();
    expect(sent.map((m) => m.kind)).toEqual(['raise', 'received']);
  });

  it('ignores messages of another escalation', () => {
    call.online();
    call.send(raise);
    call.receive({ ...down(1, 'say'), escalation: 'other' } as EscalateDown);
    expect(delivered).toEqual([]);
  });

  it('takes down the hand that a crashed process had raised', () => {
    call.send(raise);
    const memory = call.memory();
    expect(memory).toMatchObject({ escalation: 'e', session: 's', seq: 1 });
    const after = createEscalationCall({ clock, log: createKeptLog(), deliver: () => undefined, link: { sendEscalate: (m) => { sent.push(m); return true; } } });
    sent.length = 0;
    if (memory) after.abandon(memory);
    after.online();
    expect(sent).toMatchObject([{ kind: 'left', escalation: 'e', session: 's' }]);
  });
});
