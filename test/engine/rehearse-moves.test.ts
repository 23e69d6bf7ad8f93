// Everything a dialogue test can say of a visit: what happens, what must come of it, and how a difference is told.
import { describe, expect, it } from 'vitest';
import { mangler, parseNoise } from '../../flows/engine/noise.ts';
import { nearSoundNoise, soundKey } from '../../flows/engine/near-sound-noise.ts';
import { explain, turnLines } from '../../flows/engine/rehearse-report.ts';
import { createRehearsal, rehearse, replyTo } from '../../flows/engine/rehearse.ts';
import type { Dialogue } from '../../flows/engine/rehearse.ts';
import { conversation, pack } from './front-desk.ts';

function play(turns: Dialogue['turns'], extra: Partial<Dialogue> = {}) {
  return rehearse(conversation, pack, { name: 'a visit', language: 'zh', replies: {}, turns, ...extra });
}

const BOOKED: Dialogue['turns'] = [{ user: '我要预约会议室', expect: {} }, { user: '松厅', expect: {} }, { user: '明天下午三点', expect: {} }, { user: '一三八零零一三八零零零', expect: { shown: 'confirm' } }];

describe('what can happen in a dialogue', () => {
  it('takes barge-in, other hearings, fixed buttons and a restart', () => {
    expect(play([
      { user: '我要预约会议室', expect: { flow: 'book-room' } },
      { user: '讼听呀', alternatives: ['松厅'], over: '您要', expect: { slots: { room: 'cedar' } } },
      { restart: true, expect: {} },
      { button: 'back', expect: { rule: 'touch', said: '哪一间' } },
      { button: 'en', expect: { said: 'Which room' } },
      { button: 'human', expect: { escalated: true, shown: 'escalation' } },
      { button: 'start-over', expect: { ended: true } },
    ]).mismatches).toEqual([]);
  });

  it('lets time pass until the kiosk closes the visit by itself', () => {
    expect(play([{ user: '几点开门', expect: {} }, { wait: 5, expect: { ended: false } }, { wait: 40, expect: { ended: true, rule: 'no-input', metrics: [{ type: 'foyer.session.ended', reason: 'no-input' }] } }]).mismatches).toEqual([]);
  });

  it('holds a call until the script answers it', () => {
    expect(play([
      ...BOOKED,
      { user: '对', expect: { called: 'reserve', shown: 'thinking', notSaid: ['R99'] } },
      { user: '几点开门', expect: { entry: 'opening-hours', notCalled: 'reserve' } },
      { reply: 'reserve', with: { free: true, code: 'R99' }, expect: { said: 'R99', shown: 'ticket', onScreen: ['R99', '松厅'], printed: true, metrics: [{ type: 'task', flow: 'book-room', change: 'completed' }] } },
    ], { replies: { reserve: 'held' } }).mismatches).toEqual([]);
  });

  it.each(['offline', 'timeout', 'refused'] as const)('plays a connector that is %s', (reply) => {
    expect(play([...BOOKED, { user: '对', expect: { called: 'reserve', said: '连不上', escalated: true, printed: false } }, { desk: 'nobody', text: '', expect: { metrics: [{ type: 'task', change: 'failed' }] } }], { replies: { reserve: reply } }).mismatches).toEqual([]);
  });

  it('finds each new expectation wrong where it is', () => {
    const { mismatches } = play([{ user: '几点开门', expect: { onScreen: '没有的字', notCalled: 'reserve', alarmed: true, printed: true, metrics: [{ type: 'foyer.task' }] } }, ...BOOKED, { user: '对', expect: { notCalled: 'reserve' } }]);
    expect(mismatches.map((m) => `${m.turn} ${m.key}`)).toEqual(['1 onScreen', '1 alarmed', '1 printed', '1 metrics', '6 notCalled']);
  });

  it('fills what was asked into the texts of a sample reply', () => {
    const reserve = pack.connectors['reserve'];
    if (reserve === undefined) throw new Error('the fixture has lost its connector');
    const echoing = { ...pack, connectors: { reserve: { ...reserve, sample: [{ match: {}, response: { code: 'R-{request.room}', free: true } }] } } };
    expect(replyTo(echoing, {}, 'reserve', { room: 'cedar' })).toEqual({ ok: true, response: { code: 'R-cedar', free: true } });
  });
});

describe('how a difference is told', () => {
  const text = 'dialogues:\n  - name: one\n    language: zh\n    turns:\n      - { user: 几点开门, expect: { entry: washroom } }\n      - user: 再见\n        expect: { ended: true }\n  - name: two\n    language: en\n    turns:\n      - { user: hello, expect: {} }\n';

  it('knows the line of every turn', () => { expect(turnLines(text)).toEqual([[5, 6], [11]]); });

  it('gives file, line, turn, expected, actual, the reasons and the visit', () => {
    const { trace, mismatches } = play([{ user: '几点开门', expect: { entry: 'washroom' } }]);
    const told = explain({ file: 'tests/a.yaml', line: 2, name: 'one', lines: [5, 6] }, trace, mismatches).join('\n');
    for (const part of ['tests/a.yaml:2 one', 'tests/a.yaml:5 turn 1: 几点开门', 'entry: expected washroom', 'actual   opening-hours', 'why: ', '1 几点开门  ->  [knowledge entry:opening-hours]']) expect(told).toContain(part);
  });

  it('keeps the events of a visit for a replay', () => {
    const rehearsal = createRehearsal(conversation, pack, { language: 'zh' });
    rehearsal.begin();
    rehearsal.play({ user: '几点开门', over: '您好', expect: {} });
    expect(rehearsal.events.map((e) => e.type)).toEqual(['session-started', 'interrupted', 'utterance']);
  });
});

describe('noises', () => {
  it('are written as kind and share', () => {
    expect(parseNoise('homophone=0.2')).toEqual({ kind: 'homophone', share: 0.2 });
    expect(parseNoise('dropped=.1')).toEqual({ kind: 'dropped', share: 0.1 });
    for (const wrong of ['homophone', 'loud=0.1', 'homophone=2', 'dropped=-1']) expect(parseNoise(wrong)).toBeUndefined();
  });

  it('replace English words by others that sound alike, the same way each time', () => {
    expect([soundKey('right'), soundKey('their'), soundKey('hear')]).toEqual([soundKey('write'), soundKey('there'), soundKey('here')]);
    const text = 'I want to book a room for two people at four please '.repeat(8);
    const once = nearSoundNoise(0.3, 5)(text);
    expect(nearSoundNoise(0.3, 5)(text)).toBe(once);
    expect(once).not.toBe(text);
    expect(once.split(' ').length).toBe(text.split(' ').length);
    expect(nearSoundNoise(0, 5)(text)).toBe(text);
  });

  it('drop words, never all of them, in both languages', () => {
    const drop = (language: 'zh' | 'en', text: string): string => mangler(pack, [{ kind: 'dropped', share: 0.5 }], language, 3)(text);
    expect(drop('en', 'where is the nearest washroom in here').split(' ').length).toBeLessThan(7);
    expect([...drop('zh', '请问会议室一个小时多少钱啊')].length).toBeLessThan(13);
    expect(mangler(pack, [{ kind: 'dropped', share: 1 }], 'en', 1)('yes')).toBe('yes');
  });
});
