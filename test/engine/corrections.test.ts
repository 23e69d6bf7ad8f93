// Taking back what was said: marked and unmarked corrections, one step back, and what depends on a changed answer.
import { describe, expect, it } from 'vitest';
import { visitor } from './front-desk.ts';

describe('corrections', () => {
  it('changes the day after "不对，是星期三" and empties what depends on it', () => {
    const v = visitor('zh');
    for (const text of ['我要预约会议室', '松厅', '明天', '下午两点']) v.say(text);
    const corrected = v.say('不对，是星期三');
    expect(corrected.rule).toBe('correction');
    expect(corrected.played.decision?.slots).toEqual({ room: 'cedar', date: '2026-11-25' });
    expect(corrected.all).toContain('几点开始');
  });

  it('changes an answer while the read-back waits for a yes', () => {
    const v = visitor('en');
    for (const text of ['book a meeting room', 'Bamboo room', 'tomorrow', 'ten in the morning', '13800138000']) v.say(text);
    const corrected = v.say('no, three in the afternoon');
    expect(corrected.rule).toBe('correction');
    expect(corrected.view).toMatchObject({ kind: 'confirm', rows: [{}, {}, { label: 'Time', value: '3 pm' }, {}] });
  });

  it('takes a whole answer to an earlier question as a correction without any marker', () => {
    const v = visitor('en');
    for (const text of ['book a meeting room', 'Bamboo room', 'tomorrow']) v.say(text);
    const corrected = v.say('Cedar room');
    expect(corrected.rule).toBe('correction');
    expect(corrected.played.decision?.slots['room']).toBe('cedar');
    expect(corrected.all).toContain('At what time?');
  });

  it('stays where it is when an answer given ahead is changed', () => {
    const v = visitor('en');
    v.say('book a meeting room');
    v.say('tomorrow');
    const corrected = v.say('no, on Wednesday');
    expect(corrected.played.decision?.slots).toEqual({ date: '2026-11-25' });
    expect(corrected.all).toContain('Which room would you like?');
  });

  it('goes back one question and asks it again', () => {
    const v = visitor('zh');
    for (const text of ['我要预约会议室', '松厅', '明天']) v.say(text);
    const back = v.say('返回');
    expect(back.played.decision?.slots).toEqual({ room: 'cedar' });
    expect(back.all).toContain('哪一天用');
    expect(v.touch('back').all).toContain('您要哪一间会议室');
    expect(v.touch('back').all).toContain('已经是第一步了');
  });

  it('asks what to change after a bare no, and asks just that', () => {
    const v = visitor('zh');
    for (const text of ['我要预约会议室', '松厅', '明天', '下午两点', '一三八零零一三八零零零']) v.say(text);
    expect(v.say('不对').view).toMatchObject({ kind: 'choice', choices: [{ id: 'change-room' }, { id: 'change-time' }, { id: 'give-up' }] });
    expect(v.say('时间').all).toContain('几点开始');
    expect(v.say('上午十点').view?.kind).toBe('confirm');
  });

  it('confirms a low consequence only where the recogniser was unsure', () => {
    const sure = visitor('en');
    for (const text of ['collect a parcel', 'three zero five two']) sure.say(text);
    expect(sure.say('Mary Smith').all).toContain('Please open locker one.');
  });

  it.each([['en', 'change the time', 'At what time?'], ['zh', '改一下时间', '几点开始？']] as const)('asks just the question that is to be changed (%s)', (language, text, question) => {
    const v = visitor(language);
    for (const said of language === 'en' ? ['book a meeting room', 'Bamboo room', 'tomorrow', 'ten in the morning', '13800138000'] : ['我要预约会议室', '竹厅', '明天', '上午十点', '一三八零零一三八零零零']) v.say(said);
    const changed = v.say(text);
    expect(changed.rule).toBe('correction');
    expect(changed.said).toEqual([question]);
    expect(v.say(language === 'en' ? 'eleven in the morning' : '上午十一点').view?.kind).toBe('confirm');
  });

  it('asks what to change when that is not said', () => {
    const v = visitor('en');
    for (const said of ['book a meeting room', 'Bamboo room', 'tomorrow', 'ten in the morning', '13800138000']) v.say(said);
    expect(v.say('I want to change something').view?.kind).toBe('choice');
  });
});
