// The conversation's memory is plain JSON: it survives the disk unchanged, replays to the same turns, and dies with the session.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../flows/engine/contract.ts';
import { createConversation } from '../../flows/engine/conversation.ts';
import type { Envelope } from '../../flows/engine/persist.ts';
import { cardIds } from '../../flows/engine/rehearse-compare.ts';
import { REHEARSAL_START, replyTo } from '../../flows/engine/rehearse.ts';
import { conversation, pack, visitor } from './front-desk.ts';

const SENTENCES = [
  '我要预约会议室', '松厅', '明天', '下午三点', '一三八零零一三八零零零', '对', '不对', '不对，是星期三', '我要取快递', '三零五二', '张伟', '几点开门', '松厅多少钱', '那竹厅呢',
  '返回', '取消', '继续', '人工', '英文', '再说一遍', '大声点', '第二个', '都不是', '好的', '不用了', '阿巴阿巴', '谢谢', '这里有炸弹', '',
  'book a meeting room', 'Bamboo room', 'tomorrow at ten', '13800138000', 'yes', 'no', 'no, Wednesday', 'where is the washroom', 'I want to complain', 'cancel', 'chinese', 'blurp zonk', 'help',
];

const move = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('say' as const), text: fc.constantFrom(...SENTENCES), confidence: fc.constantFrom(null, 0.2, 0.6, 0.95) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('card' as const), which: fc.nat(8) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('silence' as const, 'back' as const, 'human-wanted' as const, 'interrupted' as const, 'switch' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('desk' as const), what: fc.constantFrom('queued' as const, 'accepted' as const, 'say' as const, 'handback' as const, 'nobody' as const, 'ended' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('call' as const), ok: fc.boolean() }) },
);
type Step = typeof move extends fc.Arbitrary<infer T> ? T : never;

function eventOf(step: Step, state: Envelope, at: number, call: { call: string; connector: string; request: Record<string, unknown> } | undefined, seq: number): ConversationEvent {
  switch (step.kind) {
    case 'say': return { type: 'utterance', at, text: step.text, confidence: step.confidence };
    case 'card': {
      const ids = state.talk.view === null ? [] : cardIds(state.talk.view);
      return { type: 'touch', at, id: ids[step.which % Math.max(1, ids.length)] ?? 'home' };
    }
    case 'switch': return { type: 'language-chosen', at, language: state.talk.language === 'zh' ? 'en' : 'zh' };
    case 'interrupted': return { type: 'interrupted', at, heard: state.talk.lastSaid[0]?.slice(0, 3) ?? '' };
    case 'desk': {
      const base = { v: 1 as const, escalation: state.talk.escalation?.id ?? 'none', session: state.talk.session, seq, at };
      if (step.what === 'queued') return { type: 'desk-message', at, message: { ...base, kind: 'queued', place: 2, waitSeconds: 30 } };
      if (step.what === 'say') return { type: 'desk-message', at, message: { ...base, kind: 'say', agent: 'Li', text: 'Hello' } };
      if (step.what === 'handback') return { type: 'desk-message', at, message: { ...base, kind: 'handback', agent: 'Li', note: '' } };
      if (step.what === 'nobody') return { type: 'desk-message', at, message: { ...base, kind: 'nobody' } };
      return { type: 'desk-message', at, message: { ...base, kind: step.what, agent: 'Li' } };
    }
    case 'call': return call === undefined ? { type: 'silence', at } : { type: 'call-settled', at, call: call.call, ...(step.ok ? replyTo(pack, {}, call.connector, call.request) : { ok: false, response: {}, reason: 'timeout' as const }) };
    default: return { type: step.kind, at };
  }
}

/** Walks through a visit; `each` sees every state. Begins a new visit when one has ended. */
function walk(steps: readonly Step[], through: (state: Envelope) => Envelope, each: (before: Envelope, turn: ReturnType<typeof conversation.handle>) => void): string[] {
  let state = conversation.initial() as Envelope;
  let at = REHEARSAL_START;
  let visits = 0;
  let call: Parameters<typeof eventOf>[3];
  const log: string[] = [];
  const handle = (event: ConversationEvent): void => {
    const before = through(state);
    const turn = conversation.handle(before, event);
    each(before, turn);
    state = turn.state as Envelope;
    for (const e of turn.effects) if (e.type === 'call') call = e;
    log.push(JSON.stringify({ effects: turn.effects, decision: turn.decision, state }));
  };
  steps.forEach((step, i) => {
    if (state.talk.session === '') handle({ type: 'session-started', at: at += 1000, session: `s${++visits}`, by: 'wake', language: visits % 2 === 0 ? 'en' : 'zh' });
    handle(eventOf(step, state, at += 1000, call, i + 1));
  });
  return log;
}

const STEPS = fc.array(move, { minLength: 1, maxLength: 25 });

describe('the conversation as data', () => {
  it('is the same after a trip through JSON, at every step of any visit', () => {
    fc.assert(fc.property(STEPS, (steps) => {
      const kept = walk(steps, (s) => s, (before, turn) => {
        expect(JSON.parse(JSON.stringify(turn.state))).toEqual(turn.state);
        expect(before).toEqual(JSON.parse(JSON.stringify(before)));
      });
      const restored = walk(steps, (s) => JSON.parse(JSON.stringify(s)) as Envelope, () => {});
      expect(restored).toEqual(kept);
    }), { numRuns: 120 });
  });

  it('replays to the same decisions with another conversation made of the same pack', () => {
    const second = createConversation(pack);
    fc.assert(fc.property(STEPS, (steps) => {
      walk(steps, (s) => s, (before, turn) => {
        // `walk` does not give the event; a repeated language choice of the same language decides nothing in either.
        expect(second.handle(before, { type: 'silence', at: before.talk.at + 1 })).toEqual(conversation.handle(before, { type: 'silence', at: before.talk.at + 1 }));
        expect(turn.state.v).toBe(1);
      });
    }), { numRuns: 25 });
  });

  it('never leaves a turn without words or a view, and never asks deeper than three tasks', () => {
    fc.assert(fc.property(STEPS, (steps) => {
      walk(steps, (s) => s, (before, turn) => {
        const { frames } = turn.state.talk;
        expect(frames.length).toBeLessThanOrEqual(3);
        expect(new Set(frames.map((f) => f.flow)).size).toBe(frames.length);
        expect(turn.state.talk.misses).toBeLessThanOrEqual(3);
        if (turn.decision === null || before.talk.escalation !== null) return;
        expect(turn.effects.some((e) => e.type === 'say' || e.type === 'show' || e.type === 'end'), turn.decision.why.join(' | ')).toBe(true);
        expect(turn.effects.some((e) => e.type === 'listen' || e.type === 'end')).toBe(true);
      });
    }), { numRuns: 120 });
  });

  it('takes any text at any moment without falling over', () => {
    const nasty = fc.oneof(fc.string({ unit: 'binary', maxLength: 600 }), fc.constantFrom('转接'.repeat(300), '的话呢'.repeat(200), 'no, '.repeat(300), '九'.repeat(800), '\u0000', '🧋', '(((((', 'one two three four five six seven eight nine '.repeat(20)));
    const before = [visitor('zh').say('我要预约会议室').state, visitor('en').say('how much is the Cedar room').state, visitor('zh').say('人工').state, visitor('en').say('I want to leave a comment').state];
    fc.assert(fc.property(nasty, fc.nat(3), (text, which) => {
      const state = before[which] as Envelope;
      const said = conversation.handle(state, { type: 'utterance', at: state.talk.at + 1, text, confidence: 0.9, alternatives: [text] });
      expect(said.effects.length).toBeGreaterThan(0);
      expect(conversation.handle(state, { type: 'touch', at: state.talk.at + 1, id: text.slice(0, 200), value: text }).state.v).toBe(1);
    }), { numRuns: 150 });
  });

  it('keeps nothing of one visitor for the next', () => {
    const v = visitor('zh');
    for (const text of ['我要取快递', '三零五二', '张伟', '我要预约会议室', '松厅']) v.say(text);
    const over = v.send({ type: 'idle-expired', at: REHEARSAL_START + 500_000 });
    expect(over.state.talk).toEqual((conversation.initial() as Envelope).talk);
    const next = conversation.handle(over.state, { type: 'session-started', at: REHEARSAL_START + 600_000, session: 'next', by: 'touch', language: 'en' });
    expect(JSON.stringify(next)).not.toMatch(/3052|三零五二|张伟|cedar|松厅/);
    const fresh = conversation.handle(conversation.initial(), { type: 'session-started', at: REHEARSAL_START + 600_000, session: 'next', by: 'touch', language: 'en' });
    expect(next).toEqual(fresh);
  });

  it('closes a session that a power cut left open before it begins the next', () => {
    const v = visitor('zh');
    const open = v.say('我要预约会议室').state;
    const next = conversation.handle(open, { type: 'session-started', at: REHEARSAL_START + 900_000, session: 'after', by: 'wake', language: 'zh' });
    expect(next.effects).toContainEqual({ type: 'record', data: expect.objectContaining({ type: 'foyer.session.ended', session: 'rehearsal' }) });
    expect((next.state as Envelope).talk.frames).toEqual([]);
  });

  it('drops tasks that a new version of the pack no longer fits, and stays with the visitor', () => {
    const state = visitor('zh').say('我要预约会议室').state;
    const older: Envelope = { ...state, pack: { name: 'front-desk', version: '0.9.0' }, talk: { ...state.talk, frames: state.talk.frames.map((f) => ({ ...f, step: 'a-step-that-went' })) } };
    const turn = conversation.handle(older, { type: 'utterance', at: state.talk.at + 1, text: '几点开门', confidence: 0.9 });
    expect(turn.decision).toMatchObject({ entry: 'opening-hours' });
    expect((turn.state as Envelope).talk.frames).toEqual([]);
  });

  it.each([null, undefined, {}, { v: 2 }, 'text', { v: 1, state: 'nowhere', talk: (conversation.initial() as Envelope).talk, pack: { name: 'x', version: '1.0.0' } }])('opens a foreign snapshot (%j) as a kiosk nobody stands at', (saved) => {
    const turn = conversation.handle(saved as never, { type: 'utterance', at: 1, text: 'hello', confidence: 1 });
    expect(turn).toMatchObject({ effects: [], decision: null });
    expect((turn.state as Envelope).state).toBe('away');
  });

  it('marks in the transcript how far a sentence was heard', () => {
    const v = visitor('en');
    v.say('where is the washroom');
    const cut = v.send({ type: 'interrupted', at: REHEARSAL_START, heard: 'The washroom is' });
    expect(cut.state.talk.transcript.at(-1)?.text).toBe('The washroom is…');
    expect(cut.effects).toEqual([]);
  });
});

describe('what is written down', () => {
  it('holds no phone number, name or code, spoken or typed', () => {
    const v = visitor('zh');
    const all: unknown[] = [];
    for (const text of ['我要取快递', '三零五二', '张伟', '我要预约会议室', '松厅', '明天', '下午三点', '一三八零零一三八零零零', '对']) all.push(...v.say(text).effects.filter((e) => e.type === 'record'));
    const text = JSON.stringify(all);
    expect(text).not.toMatch(/3052|三零五二|张伟|13800138000|138 0013 8000|一三八零零一三八零零零/);
    expect(text).toContain('***');
  });

  it('masks words of the lexicon', () => {
    const turn = visitor('zh').say('王八蛋你们几点开门');
    expect(JSON.stringify(turn.effects.filter((e) => e.type === 'record'))).not.toContain('王八蛋');
  });

  it('has one turn record for each decision, with what was said and shown', () => {
    const turn = visitor('en').say('where is the washroom');
    const [record] = turn.effects.flatMap((e) => (e.type === 'record' && e.data.type === 'foyer.turn' ? [e.data] : []));
    expect(record).toMatchObject({ turn: 1, language: 'en', view: 'answer', said: ['The washroom is to the right of the entrance.'], input: { kind: 'speech', text: 'where is the washroom', confidence: 0.95 }, decision: { rule: 'knowledge', entry: 'washroom' } });
  });
});
