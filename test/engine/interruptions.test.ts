// A task is interrupted, answered and taken up again: what is recorded, what is asked, and how deep it may go.
import { describe, expect, it } from 'vitest';
import { conversation, visitor } from './front-desk.ts';

describe('interruption and resumption', () => {
  it('answers a question inside a task, then asks the open question once more', () => {
    const v = visitor('zh');
    v.say('我要预约会议室');
    v.say('松厅');
    const turn = v.say('无线网密码是多少');
    expect(turn.rule).toBe('digression');
    expect(turn.said).toHaveLength(3);
    expect(turn.said[2]).toBe('哪一天用？');
    expect(turn.records).toEqual(['book-room suspended', 'book-room resumed', 'foyer.turn']);
    expect(turn.view).toMatchObject({ kind: 'form', slots: [{ id: 'room', value: '松厅', state: 'done' }, { id: 'date', state: 'current' }, {}, {}] });
  });

  it('opens a second task inside the first and comes back to it', () => {
    const v = visitor('en');
    v.say('book a meeting room');
    v.say('Bamboo room');
    const second = v.say('I am here for a parcel');
    expect(second.records).toEqual(['book-room suspended', 'collect-parcel started', 'foyer.turn']);
    v.say('three zero five two');
    const done = v.say('my name is Mary Smith');
    expect(done.records).toContain('collect-parcel completed');
    expect(done.records).toContain('book-room resumed');
    expect(done.all).toContain('For which day?');
    expect(done.state.talk.frames.map((f) => f.flow)).toEqual(['book-room']);
  });

  it('never stacks the same task twice', () => {
    const v = visitor('en');
    v.say('book a meeting room');
    v.say('I am here for a parcel');
    const again = v.say('reserve a meeting room');
    expect(again.state.talk.frames.map((f) => f.flow)).toEqual(['collect-parcel', 'book-room']);
    expect(again.all).toContain('Which room would you like?');
  });

  it('goes on with the first thing when told so', () => {
    const v = visitor('en');
    v.say('book a meeting room');
    v.say('I am here for a parcel');
    const first = v.say('go on with the first thing');
    expect(first.records).toContain('collect-parcel suspended');
    expect(first.all).toContain('Which room would you like?');
  });

  it('forgets the inner task and resumes the outer one', () => {
    const v = visitor('zh');
    v.say('我要预约会议室');
    v.say('我要取快递');
    const forgot = v.say('算了');
    expect(forgot.records).toEqual(['collect-parcel cancelled', 'book-room resumed', 'foyer.turn']);
    expect(forgot.all).toContain('您要哪一间会议室');
  });

  it('answers a question while a call is under way, and takes the result afterwards', () => {
    const v = visitor('en');
    for (const text of ['book a meeting room', 'Bamboo room', 'tomorrow', 'ten in the morning']) v.say(text);
    const asked = v.say('13800138000');
    const at = asked.state.talk.at;
    const confirmed = conversation.handle(asked.state, { type: 'utterance', at: at + 1000, text: 'yes', confidence: 0.9 });
    const call = confirmed.effects.find((e) => e.type === 'call');
    expect(confirmed.state.state).toBe('calling');
    const meanwhile = conversation.handle(confirmed.state, { type: 'utterance', at: at + 2000, text: 'where is the washroom', confidence: 0.9 });
    expect(meanwhile.decision).toMatchObject({ entry: 'washroom' });
    expect(meanwhile.state.state).toBe('calling');
    const settled = conversation.handle(meanwhile.state, { type: 'call-settled', at: at + 3000, call: call?.call ?? '', ok: true, response: { free: true, code: 'R99' } });
    expect(settled.effects.flatMap((e) => (e.type === 'say' ? [e.text] : [])).join(' ')).toContain('R99');
    const late = conversation.handle(settled.state, { type: 'call-settled', at: at + 4000, call: call?.call ?? '', ok: true, response: { free: true, code: 'R99' } });
    expect(late.effects).toEqual([]);
  });

  it('ends with what is next after a success', () => {
    const v = visitor('zh');
    for (const text of ['我要预约会议室', '竹厅', '明天', '上午十点', '一三八零零一三八零零零']) v.say(text);
    const done = v.say('对');
    expect(done.all).toMatch(/R17.*还需要办别的吗/);
    expect(done.view).toMatchObject({ kind: 'ticket', number: 'R17' });
    expect(done.effects.some((e) => e.type === 'print')).toBe(true);
    expect(done.records).toContain('book-room completed');
  });

  it('asks the question again that a backward jump leads to', () => {
    const v = visitor('en');
    for (const text of ['book a meeting room', 'Cedar room', 'tomorrow', 'nine in the morning', '13800138000']) v.say(text);
    const full = v.say('yes');
    expect(full.all).toContain('That time is taken');
    expect(full.all).toContain('At what time?');
    const other = v.say('ten in the morning');
    expect(other.view?.kind).toBe('confirm');
    expect(v.say('yes').all).toContain('R17');
  });

  it('keeps the idempotency key of the same act and changes it with the data', () => {
    const keys: string[] = [];
    const v = visitor('en');
    for (const text of ['book a meeting room', 'Cedar room', 'tomorrow', 'nine in the morning', '13800138000', 'yes', 'ten in the morning', 'yes']) {
      for (const e of v.say(text).effects) if (e.type === 'call') keys.push(e.idempotencyKey);
    }
    expect(keys).toHaveLength(2);
    expect(keys[0]).not.toBe(keys[1]);
  });
});
