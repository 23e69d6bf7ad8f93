// Dialogue tests themselves: they fail where the kiosk does something else, and say what.
import { describe, expect, it } from 'vitest';
import { homophoneNoise } from '../../flows/engine/homophone-noise.ts';
import { rehearse } from '../../flows/engine/rehearse.ts';
import type { Dialogue } from '../../flows/engine/rehearse.ts';
import { conversation, pack } from './front-desk.ts';

function play(turns: Dialogue['turns'], language: 'zh' | 'en' = 'zh') {
  return rehearse(conversation, pack, { name: 'a visit', language, replies: {}, turns });
}

describe('rehearsal', () => {
  it.each(pack.dialogues.map(({ dialogue }) => dialogue))('passes "$name"', (dialogue) => {
    expect(rehearse(conversation, pack, dialogue).mismatches).toEqual([]);
  });

  it('names the turn, the key, what was expected and what came', () => {
    const { mismatches } = play([{ user: '几点开门', expect: { entry: 'washroom', said: '右边', shown: 'form', escalated: true, slots: { room: 'cedar' }, choices: ['complain'], called: 'reserve', ended: true, notSaid: ['九点'] } }]);
    expect(mismatches.map((m) => m.key).sort()).toEqual(['called', 'choices', 'ended', 'entry', 'escalated', 'notSaid', 'said', 'shown', 'slots.room']);
    expect(mismatches.find((m) => m.key === 'entry')).toEqual({ turn: 1, move: '几点开门', key: 'entry', expected: 'washroom', actual: 'opening-hours' });
  });

  it('says so when the session ended before the dialogue', () => {
    expect(play([{ user: '再见', expect: { ended: true } }, { user: '几点开门', expect: {} }]).mismatches).toMatchObject([{ turn: 2, key: 'turn', actual: 'the session had ended' }]);
  });

  it('keeps a trace of every move', () => {
    const { trace } = play([{ user: '几点开门', expect: {} }, { silence: true, expect: {} }, { touch: 'washroom', expect: {} }]);
    expect(trace.map((t) => [t.move, t.decision?.rule ?? null])).toEqual([['session-started', null], ['几点开门', 'knowledge'], ['@silence', 'no-input'], ['@touch:washroom', 'touch']]);
  });

  it('replaces about the wanted share of characters by homophones, the same way each time', () => {
    const text = '我要补办身份证需要什么材料请问在哪个窗口办理'.repeat(10);
    const once = homophoneNoise(0.2, 7)(text);
    expect(homophoneNoise(0.2, 7)(text)).toBe(once);
    expect(homophoneNoise(0, 7)(text)).toBe(text);
    const changed = [...text].filter((c, i) => [...once][i] !== c).length / [...text].length;
    expect(changed).toBeGreaterThan(0.12);
    expect(changed).toBeLessThan(0.28);
    expect(homophoneNoise(0.5, 1)('where is it')).toBe('where is it');
  });
});
