// The graph: inherited values, relations both ways, things compared and listed in sentences that nobody wrote a question for.
import { describe, expect, it } from 'vitest';
import { createConversation } from '../../flows/engine/conversation.ts';
import { readLimit } from '../../flows/engine/graph/limit.ts';
import { recogniseGraph } from '../../flows/engine/graph/recognise.ts';
import { tellGraph } from '../../flows/engine/graph/tell.ts';
import { completeness } from '../../flows/engine/pack/completeness.ts';
import { createRehearsal } from '../../flows/engine/rehearse.ts';
import { graphPack } from './graph-pack.ts';

const pack = graphPack();
const languageOf = (text: string): 'zh' | 'en' => (/\p{Script=Han}/u.test(text) ? 'zh' : 'en');
const meant = (text: string): string | null => recogniseGraph(pack, text, languageOf(text))?.id ?? null;
const told = (text: string): string | undefined => { const id = meant(text); return id === null ? undefined : tellGraph(pack, id, languageOf(text))?.text; };

describe('values', () => {
  it('are inherited from the nearest type that says something of all', () => {
    expect(pack.answers['wait/tablet']?.value).toEqual({ zh: '10分钟', en: '10 minutes' });
    expect(pack.answers['wait/lamp']?.value).toEqual({ zh: '5分钟', en: '5 minutes' });
    expect(pack.answers['wait/e-book']?.value).toEqual({ zh: '2分钟', en: '2 minutes' });
  });
  it('are said in their own words where they have some', () => {
    expect(pack.answers['fee/lamp']?.answer.en).toBe('The desk lamp: 3 yuan a day.');
  });
  it('are the names a relation leads to, and the names that lead there', () => {
    expect(pack.answers['kept/lamp']?.answer.en).toBe('In the cellar.');
    expect(pack.answers['holds/cellar']?.answer).toEqual({ zh: '有台灯和平板。', en: 'The desk lamp and tablet.' });
  });
  it('count as missing where there are none', () => {
    expect(completeness(pack)).toMatchObject({ required: { missing: ['globe.fee'] }, incomparable: ['headset.fee'] });
    expect(completeness(pack).unanswered).toEqual(expect.arrayContaining(['fee/globe', 'kept/glasses']));
  });
});

describe('two things side by side', () => {
  it.each([
    ['which is cheaper, the tablet or the lamp', 'compare:cheaper/tablet/lamp'], ['is the e-book more expensive than the tablet', 'compare:cheaper/e-book/tablet'],
    ['do reading glasses cost less than a tablet', 'compare:cheaper/glasses/tablet'], ['tablets versus e-books, what is the better value', 'compare:cheaper/tablet/e-book'],
    ['what is quicker to get, a lamp or an e-book', 'compare:sooner/lamp/e-book'], ['台灯和平板哪个更便宜一点', 'compare:cheaper/lamp/tablet'], ['电子书贵还是平板贵', 'compare:cheaper/e-book/tablet'],
    ['平板跟台灯比起来哪个划算', 'compare:cheaper/tablet/lamp'], ['抬灯和平版哪个便宜', 'compare:cheaper/lamp/tablet'], ['电子书比平板快吗', 'compare:sooner/e-book/tablet'],
  ])('%s', (text, id) => { expect(meant(text)).toBe(id); });

  it('tells the better first, whichever way it was asked', () => {
    expect(told('is the tablet dearer than the lamp')).toBe('Desk lamp is cheaper: 3 yuan a day, tablet 20 yuan.');
  });
  it('says so when they are the same', () => { expect(told('电子书和老花镜哪个便宜')).toBe('电子书和老花镜一样：8元。'); });
  it('tells both values where they cannot be compared, and what is not known', () => {
    expect(told('which is cheaper, the headset or the lamp')).toBe('Headset: by agreement. Desk lamp: 3 yuan a day.');
    expect(told('which is cheaper, the globe or the lamp')).toBe('Globe: I have no record of that. Desk lamp: 3 yuan a day.');
    expect(tellGraph(pack, 'compare:cheaper/globe/lamp', 'en')?.missing).toEqual(['globe']);
  });
  it.each(['台灯多少钱', 'how much is the tablet', 'where is the lamp and the tablet', '台灯便宜吗', '今天便宜吗', 'which window is faster', 'hello'])('leaves "%s" to the others', (text) => { expect(meant(text)).toBeNull(); });
});

describe('all things of a kind', () => {
  it.each([
    ['what readers have you got for under ten yuan', 'list:under/reader/10', 'Under 10 yuan: e-book and reading glasses.'], ['any device for less than five bucks?', 'list:under/device/5', 'Under 5 yuan: desk lamp.'],
    ['十来块以内的看书的有吗', 'list:under/reader/10', '10元以内：电子书和老花镜。'], ['不到两块钱的设备', 'list:under/device/2', '没有2元以内的设备。'], ['十块钱以上的有什么', 'list:over/device/10', '平板。'],
    ['what can I have in 3 minutes or less', 'list:quick/device/3', 'E-book.'], ['哪种阅读器最便宜', 'list:lowest/reader/', '电子书和老花镜，8元。'], ['what is your cheapest device', 'list:lowest/device/', 'Desk lamp, 3 yuan a day.'],
    ['do you have black readers', 'list:black/reader/black', 'Black: tablet and e-book.'], ['有没有白色的', 'list:black/device/白色', '白色的有台灯。'], ['which readers are wireless', 'list:wireless/reader/', 'Tablet and e-book.'],
    ['你们都有哪些阅读器', 'list:everything/reader/', '3种：平板、电子书和老花镜。'],
  ])('%s', (text, id, answer) => {
    expect(meant(text)).toBe(id);
    expect(told(text)).toBe(answer);
  });

  it('speaks four of many and says how many more; the screen has them all as cards', () => {
    const all = tellGraph(pack, 'list:everything/device/', 'en');
    expect(all?.text).toBe('6: desk lamp, tablet, e-book, reading glasses, and 2 more.');
    expect(all?.cards.map((card) => card.label)).toEqual(['desk lamp', 'tablet', 'e-book', 'reading glasses', 'headset', 'globe']);
  });
  it.each(['有没有二十块以下的停车位', 'what parking is there under 10 yuan', '哪些是免费的', 'do you have black coffee', '阅读器在哪里', 'which devices do you recommend for my grandmother', '二十块'])('stays silent about "%s", which it does not know', (text) => { expect(meant(text)).toBeNull(); });
});

describe('limits', () => {
  it.each([
    ['二十来块', 'money', 20], ['两百五十块钱以内', 'money', 250], ['十二块五', 'money', 12.5], ['under twenty five bucks', 'money', 25], ['less than $9.50', 'money', 9.5], ['三天以内', 'days', 3], ['半个小时之内', 'minutes', 30],
    ['一个半小时', 'minutes', 90], ['within two weeks', 'days', 14], ['half an hour', 'minutes', 30], ['an hour and', 'minutes', 60], ['十二个人', 'number', 12], ['五个人用的', 'number', 5], ['at least 40', 'number', 40],
  ])('%s (%s)', (text, type, value) => { expect(readLimit(text, type, '', languageOf(text))?.value).toBe(value); });
  it.each([['哪一个便宜', 'money'], ['which one is cheaper', 'money'], ['三天', 'money'], ['星期三', 'days']])('no limit in %s (%s)', (text, type) => { expect(readLimit(text, type, '', languageOf(text))).toBeNull(); });
});

describe('in a conversation', () => {
  const conversation = createConversation(pack);
  const visit = (language: 'zh' | 'en') => {
    const rehearsal = createRehearsal(conversation, pack, { language });
    rehearsal.begin();
    return (move: string): { entry: string | null; said: string; missing: unknown; cards: string[] } => {
      const { decision, effects } = rehearsal.play(move.startsWith('@') ? { touch: move.slice(1), expect: {} } : { user: move, expect: {} });
      const shown = effects.flatMap((e) => (e.type === 'show' && e.view.kind === 'answer' ? e.view.buttons.map((b) => b.id) : []));
      return { entry: decision?.entry ?? decision?.rule ?? null, said: effects.flatMap((e) => (e.type === 'say' ? [e.text] : [])).join(' '), missing: decision?.['missing'], cards: shown };
    };
  };

  it('compares what was named one after the other, and goes on comparing', () => {
    const say = visit('zh');
    say('台灯多少钱');
    say('平板多少钱');
    expect(say('那哪个便宜')).toMatchObject({ entry: 'cheaper/lamp/tablet' });
    expect(say('那和电子书比呢')).toMatchObject({ entry: 'cheaper/lamp/e-book' });
    expect(say('台灯多少钱').entry).toBe('fee/lamp');
  });
  it('asks with what, and takes the bare name that follows', () => {
    const say = visit('en');
    expect(say('which is cheaper, the tablet or the zeppelin').said).toBe('What shall I compare tablet with?');
    expect(say('the lamp')).toMatchObject({ entry: 'cheaper/tablet/lamp' });
  });
  it('takes "this one" from what was spoken of, and numbers from the screen', () => {
    const say = visit('zh');
    say('平板多少钱');
    expect(say('比台灯贵吗')).toMatchObject({ entry: 'cheaper/tablet/lamp' });
    expect(say('你们都有哪些阅读器').cards).toHaveLength(3);
    expect(say('第一个和第三个哪个便宜')).toMatchObject({ entry: 'cheaper/tablet/glasses' });
  });
  it('opens a card of a list, and records what is not known', () => {
    const say = visit('en');
    const { cards } = say('which devices do you have');
    expect(say(`@${cards[1] ?? ''}`).entry).toMatch(/\/tablet$/);
    expect(say('which is cheaper, the globe or the lamp').missing).toEqual(['globe']);
    expect(say('how much is the globe').missing).toEqual(['globe.fee']);
  });
  it('answers in the middle of a task and comes back to it', () => {
    const say = visit('en');
    say('I want to book a room');
    expect(say('is the tablet cheaper than the e-book').said).toMatch(/^E-book is cheaper.*room/s);
  });
});
