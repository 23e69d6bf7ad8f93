// The exercises can fail: each kind of fault is planted behind a wrapper round the real engine, and has to be found.
import { describe, expect, it } from 'vitest';
import type { Effect, TurnResult, ConversationEvent } from '../../flows/engine/contract.ts';
import { coverFlow } from '../../flows/engine/exercise/coverage.ts';
import { killEverywhere } from '../../flows/engine/exercise/crash.ts';
import type { Driver, Engine } from '../../flows/engine/exercise/driver.ts';
import { modelOf } from '../../flows/engine/exercise/flow-model.ts';
import { interruptFlow } from '../../flows/engine/exercise/matrix.ts';
import { probesOf } from '../../flows/engine/exercise/probes.ts';
import { replaceUnder } from '../../flows/engine/exercise/replaced.ts';
import { walkSeed } from '../../flows/engine/exercise/walk.ts';
import type { CompiledFlow } from '../../flows/engine/pack/compiled.ts';
import type { Envelope } from '../../flows/engine/persist.ts';
import { judgeUnderNoise } from '../../flows/engine/rehearse-noise.ts';
import type { Conversation } from '../../flows/engine/contract.ts';
import { conversation, pack } from '../engine/front-desk.ts';

type Change = (turn: TurnResult<Envelope>, event: ConversationEvent, before: Envelope) => TurnResult<Envelope>;

function spoiled(change: Change): Conversation<Envelope> {
  return { ...conversation, handle: (state, event) => change(JSON.parse(JSON.stringify(conversation.handle(state, event))) as TurnResult<Envelope>, event, state) };
}

function without(turn: TurnResult<Envelope>, gone: (effect: Effect) => boolean): TurnResult<Envelope> {
  return { ...turn, effects: turn.effects.filter((e) => !gone(e)) };
}

const flowOf = (id: string): CompiledFlow => { const flow = pack.flows[id]; if (flow === undefined) throw new Error(id); return flow; };
const driver = (engine: Engine): Driver => ({ engine, pack, language: 'zh', by: 'voice', confidence: 0.95 });

function matrix(change: Change): string {
  const d = driver(spoiled(change));
  return interruptFlow(d, modelOf(pack, flowOf('book-room')), probesOf(driver(conversation))).findings.map((f) => `${f.where}: ${f.what}`).join('\n');
}

describe('the interruption matrix', () => {
  it('finds nothing where nothing was planted', () => { expect(matrix((turn) => turn)).toBe(''); });

  it('finds a slot that is lost on a digression', () => {
    expect(matrix((turn) => { if (turn.decision?.rule === 'digression') for (const f of turn.state.talk.frames) delete f.slots['room']; return turn; })).toMatch(/question 1 \(zh\): the slots changed/);
  });

  it('finds a question that is not asked again', () => {
    expect(matrix((turn) => (turn.decision?.rule === 'digression' ? without(turn, (e) => e.type === 'say' && e.key.startsWith('ask:')) : turn))).toMatch(/was asked 0 times, not once/);
  });

  it('finds a question that is asked twice', () => {
    expect(matrix((turn) => (turn.decision?.intent === 'command:thanks' ? { ...turn, effects: turn.effects.flatMap((e): Effect[] => (e.type === 'say' ? [e, e] : [e])) } : turn))).toMatch(/thanks \(zh\): the open question was asked 2 times/);
  });

  it('finds a connector that is called twice', () => {
    expect(matrix((turn) => ({ ...turn, effects: turn.effects.flatMap((e): Effect[] => (e.type === 'call' ? [e, e] : [e])) }))).toMatch(/called twice: reserve/);
  });

  it('finds a cancelled task that is still there', () => {
    expect(matrix((turn, _, before) => (turn.decision?.intent === 'command:cancel' ? { ...turn, state: before } : turn))).toMatch(/cancel \(zh\): the task was not cancelled/);
  });

  it('finds what one visitor leaves to the next', () => {
    expect(matrix((turn, event, before) => (event.type === 'idle-expired' ? { ...turn, state: { ...turn.state, talk: { ...turn.state.talk, transcript: before.talk.transcript } } } : event.type === 'session-started' ? { ...turn, state: { ...turn.state, talk: { ...turn.state.talk, transcript: [...before.talk.transcript, ...turn.state.talk.transcript] } } } : turn))).toMatch(/the next visitor does not begin as the first does/);
  });
});

describe('the random walk', () => {
  const walk = (change: Change, again: Engine = spoiled(change)) => walkSeed({ pack, engine: spoiled(change), again }, 7, 3000).failure;

  it('finds dead air, and needs few events to show it', () => {
    const failure = walk((turn, event) => (event.type === 'silence' ? without(turn, (e) => e.type === 'say') : turn));
    expect(failure?.what).toMatch(/dead air after silence/);
    expect(failure?.events.length).toBeLessThanOrEqual(3);
  });

  it('finds a kiosk that speaks while an agent does', () => {
    const failure = walk((turn, event, before) => (event.type === 'utterance' && before.talk.escalation?.stage === 'talking' && turn.state.talk.escalation !== null
      ? { ...turn, effects: [{ type: 'say', text: '我在听', language: 'zh', key: 'help', who: 'kiosk' }, ...turn.effects] } : turn));
    expect(failure?.what).toMatch(/while the agent has the word/);
    expect(failure?.events.length).toBeLessThanOrEqual(6);
  });

  it('finds a restart that goes on otherwise', () => {
    expect(walk((turn) => turn, spoiled((turn) => ({ ...turn, state: { ...turn.state, talk: { ...turn.state.talk, misses: 0 } } })))?.what).toMatch(/something else/);
  });

  it('finds a view without a way on, and a task that goes without a word', () => {
    expect(walk((turn) => { const { view } = turn.state.talk; if (view?.kind === 'choice') view.choices = []; return turn; })?.what).toMatch(/a choice view without a way on/);
    expect(walk((turn, event) => (event.type === 'utterance' && turn.decision?.intent === 'command:cancel' ? without(turn, (e) => e.type === 'record') : turn))?.what).toMatch(/is gone without a record/);
  });

  it('finds an exception and a state that is not left alone', () => {
    expect(walk((turn, event) => { if (event.type === 'back') throw new Error('planted'); return turn; })?.what).toBe('an exception: planted');
    expect(walk((turn, event, before) => { if (event.type === 'touch') before.talk.turn += 1; return turn; })?.what).toBe('the state that was given was changed');
  });
});

describe('the paths', () => {
  it('name a step and a way that nothing leads to', () => {
    const flow = flowOf('complain');
    const dead = { ...flow, steps: flow.steps.map((s) => ('branch' in s ? { ...s, branch: [{ when: 'slots.reply == "never"', goto: 'person' }] } : s)) } as CompiledFlow;
    const { findings } = coverFlow([driver(conversation)], modelOf({ ...pack, flows: { ...pack.flows, complain: dead } }, dead));
    expect(findings.map((f) => `${f.where}: ${f.what}`).join('\n')).toMatch(/complain\/person: no visitor and no reply can reach this step/);
  });

  it('find a conversation that goes another way than its flow', () => {
    const engine = spoiled((turn, _, before) => (turn.decision?.intent === 'confirm:no' ? { ...turn, state: before } : turn));
    expect(coverFlow([driver(engine)], modelOf(pack, flowOf('book-room'))).findings.some((f) => f.what.includes('the conversation is at check'))).toBe(true);
  });
});

describe('power cuts and replaced packs', () => {
  it('find a continuation that differs and an effect that happens twice', () => {
    const forgetful = spoiled((turn) => ({ ...turn, effects: turn.effects.map((e) => (e.type === 'call' ? { ...e, idempotencyKey: `${e.idempotencyKey}-again` } : e)) }));
    expect(killEverywhere(driver(conversation), modelOf(pack, flowOf('book-room')), forgetful).findings[0]?.what).toMatch(/goes otherwise after the power cut/);
    const twice = spoiled((turn, event) => (event.type === 'call-settled' ? { ...turn, effects: [{ type: 'call', call: event.call, connector: 'reserve', request: {}, timeoutMs: 1, idempotencyKey: 'x' }, ...turn.effects] } : turn));
    expect(killEverywhere(driver(conversation), modelOf(pack, flowOf('book-room')), twice).findings.some((f) => f.what.startsWith('done twice'))).toBe(true);
  });

  it('find a task that ends without a word about it', () => {
    const mute = replaceUnder(driver(conversation), modelOf(pack, flowOf('book-room')), () => spoiled((turn) => ({ ...turn, effects: turn.effects.map((e) => (e.type === 'say' && e.key === 'task-updated' ? { ...e, key: 'hello' } : e)) })));
    expect(mute.findings.length).toBeGreaterThan(0);
  });
});

describe('noise', () => {
  it('tells a wrong answer, a wrong call and an unwanted end from asking back', () => {
    const [, booking] = pack.dialogues.map((d) => d.dialogue);
    if (booking === undefined) throw new Error('the fixture has lost its dialogue');
    const hears = (from: string, to: string) => judgeUnderNoise(conversation, pack, booking, (text) => (text === from ? to : text));
    expect(hears('', '').verdict).toBe('passed');
    expect(hears('松厅多少钱', '竹厅多少钱').verdict).toBe('wrong-answer');
    expect(hears('明天下午三点', '咕噜哇啦').verdict).toBe('asked-back');
    expect(hears('明天下午三点', '后天下午三点').verdict).toBe('asked-back'); // read back before anything is booked
    expect(hears('我要预约会议室', '再见').verdict).toBe('wrong-act');
  });
});
