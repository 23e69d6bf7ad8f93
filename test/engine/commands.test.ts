// Words that work at any moment, and words that only look like them.
import { describe, expect, it } from 'vitest';
import { commandIn } from '../../flows/engine/command-phrases.ts';
import { nearCommand } from '../../flows/engine/near-commands.ts';
import { visitor } from './front-desk.ts';

describe('global commands', () => {
  it.each([
    ['请再说一遍', 'repeat'], ['麻烦大声一点', 'louder'], ['能不能说慢一点', 'slower'], ['我想取消', 'cancel'], ['算了吧', 'cancel'], ['回到上一步', 'back'],
    ['帮我转人工', 'human'], ['重新开始', 'start-over'], ['字太小了', 'larger'], ['再见', 'goodbye'], ['换成英语', 'language'], ['先办第一个', 'resume'], ['去消', 'cancel'],
  ])('knows "%s"', (text, command) => { expect(commandIn(text, 'zh')).toBe(command); });

  it.each([
    ['Could you say that again, please?', 'repeat'], ['I can\'t hear you', 'louder'], ['slow down please', 'slower'], ['never mind', 'cancel'], ['go back', 'back'],
    ['I need to talk to a real person', 'human'], ['start over', 'start-over'], ['that\'s all, thank you', 'goodbye'], ['switch to Chinese', 'language'], ['go on with the first thing', 'resume'],
  ])('knows "%s"', (text, command) => { expect(commandIn(text, 'en')).toBe(command); });

  it.each(['取消预约要多少钱', '人工窗口在哪里', '返回的票怎么买', '张帮助', '大声公在哪卖'])('leaves "%s" alone', (text) => { expect(commandIn(text, 'zh')).toBeUndefined(); });
  it.each(['how do I cancel an appointment', 'where is the staff canteen', 'back pain clinic', 'my name is Bob Help', 'help desk opening hours'])('leaves "%s" alone', (text) => { expect(commandIn(text, 'en')).toBeUndefined(); });

  it('repeats what was said last, not what a louder voice was acknowledged with', () => {
    const v = visitor('en');
    v.say('where is the washroom');
    expect(v.say('louder').effects).toContainEqual({ type: 'comfort', change: 'louder' });
    expect(v.say('say that again').said).toEqual(['The washroom is to the right of the entrance.']);
  });

  it('helps without losing the question', () => {
    const v = visitor('zh');
    v.say('我要取快递');
    expect(v.say('帮助').said.at(-1)).toBe('请说四位取件码。');
  });

  it('ends at a goodbye, and asks for a rating first when something was done', () => {
    const short = visitor('en');
    short.say('where is the washroom');
    expect(short.say('goodbye').effects.at(-1)).toEqual({ type: 'end', reason: 'visitor' });
    const long = visitor('en');
    for (const text of ['collect a parcel', 'three zero five two', 'Mary Smith']) long.say(text);
    expect(long.say('goodbye').view?.kind).toBe('survey');
    expect(long.silence().effects.at(-1)).toEqual({ type: 'end', reason: 'visitor' });
  });

  it('takes "no thanks" for a no where a question is open', () => {
    const v = visitor('en');
    v.say('I want to leave a comment');
    v.say('the lift is slow');
    const no = v.say('no thanks');
    expect(no.said[0]).toBe('Thank you for telling us.');
    expect(v.ended).toBe(false);
  });

  it('starts over by ending the session with nothing kept', () => {
    const v = visitor('en');
    v.say('book a meeting room');
    const over = v.say('start over');
    expect(over.effects.at(-1)).toEqual({ type: 'end', reason: 'start-over' });
    expect(over.records).toContain('book-room cancelled');
    expect(over.state.talk.session).toBe('');
  });

  it.each([
    ['i want to took to a person', 'human'], ['i want to talk to a parson', 'human'], ['can you get me someone', 'human'], ['speak to a member of stuff', 'human'], ['start ofer', 'start-over'],
    ['could you say that agen', 'repeat'], ['never mine', 'cancel'], ['what can i sea here', undefined], ['how much is the cedar room', undefined], ['blue elephants dance', undefined], ['where is the washroom', undefined],
    ['i want to walk the dog', undefined], ['go black', 'back'], ['mary smith', undefined], ['three zero five two', undefined], ['the first one', undefined],
  ])('hears through one wrong word: "%s" is %s', (text, command) => { expect(commandIn(text, 'en') ?? nearCommand(text)).toBe(command); });

  it('takes a misheard command only when nothing else fits', () => {
    const v = visitor('en');
    const raised = v.say('i want to took to a person');
    expect(raised.rule).toBe('global-command');
    expect(raised.effects.some((e) => e.type === 'escalate')).toBe(true);
    const named = visitor('en');
    for (const text of ['collect a parcel', 'three zero five two']) named.say(text);
    expect(named.say('Never Mine').state.talk.frames).toHaveLength(0);
    expect(named.say('where is the washroom').rule).toBe('knowledge');
  });

  it.each([
    ['thanks a lot, that\'s all I needed', 'en', 'goodbye'], ['thank you very much bye bye', 'en', 'goodbye'], ['great, thank you for your help', 'en', 'thanks'], ['ok thanks, have a nice day', 'en', 'goodbye'],
    ['好的谢谢啊', 'zh', 'thanks'], ['那没有别的事了谢谢', 'zh', 'goodbye'], ['好的那我先走了再见', 'zh', 'goodbye'], ['非常感谢你的帮助', 'zh', 'thanks'],
    ['thank you note cards', 'en', undefined], ['yes thank you', 'en', undefined], ['谢谢牌牛奶', 'zh', undefined], ['好的', 'zh', undefined], ['good', 'en', undefined],
  ] as const)('knows thanks and goodbyes put together freely: "%s"', (text, language, command) => { expect(commandIn(text, language)).toBe(command); });

  it('ends politely when nothing follows the thanks', () => {
    const v = visitor('en');
    v.say('where is the washroom');
    expect(v.say('great, thanks').said).toEqual(['You are welcome. Anything else?']);
    const quiet = v.silence();
    expect(quiet.said).toEqual(['Thank you for your visit. Goodbye.']);
    expect(quiet.effects.at(-1)).toEqual({ type: 'end', reason: 'visitor' });
  });

  it('takes "ok thanks" for a yes where yes or no is asked', () => {
    const v = visitor('zh');
    for (const text of ['我要预约会议室', '竹厅', '明天', '上午十点', '一三八零零一三八零零零']) v.say(text);
    expect(v.say('好的谢谢').all).toContain('R17');
  });
});
