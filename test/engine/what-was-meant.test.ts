// What visitors say and mean: answers that belong to another branch, a yes in other words, numbers that are no phone, leave to choose.
import { describe, expect, it } from 'vitest';
import { afterSaying } from './counter-pack.ts';

const HERE = { zh: ['寄快递', '标准件', '店里交'], en: ['send a parcel', 'standard', 'here'] };
const CONFIRM = { zh: [...HERE.zh, '12345678', '两件', '没有', '跳过', '13800138000'], en: [...HERE.en, '12345678', 'two', 'no', 'skip', '13800138000'] };

describe('answers to questions that are not asked yet', () => {
  it('fills what the task can still come to', () => {
    expect(afterSaying('en', 'send a parcel', 'standard', 'a courier tomorrow at ten').slots).toMatchObject({ how: 'courier', day: '2026-11-24', clock: '10:00' });
  });

  it('fills nothing that lies on another way', () => {
    expect(afterSaying('en', 'send a parcel', 'standard', 'here tomorrow at ten').slots).toEqual({ service: 'standard', how: 'here' });
    expect(afterSaying('zh', ...HERE.zh, '12345678，明天').slots).toEqual({ service: 'standard', how: 'here', account: '12345678' });
  });

  it('never takes an article for a number', () => {
    expect(afterSaying('en', 'I want to send a parcel').slots).toEqual({});
    expect(afterSaying('zh', '寄个包裹').slots).toEqual({});
  });

  it('does not hear an option in the words that open the task', () => {
    expect(afterSaying('zh', '寄快递').slots).toEqual({});
    expect(afterSaying('zh', '我要寄快递，用国际快递').slots).toEqual({ service: 'abroad' });
  });

  it('takes no house number for a day', () => {
    expect(afterSaying('zh', '寄快递', '标准件', '上门取，地址是人民南路八号').slots).toEqual({ service: 'standard', how: 'courier', from: '人民南路8号' });
  });

  it.each([['zh', '明天想取二十万现金', 200000], ['en', 'I want to withdraw two thousand tomorrow', 2000]] as const)('takes a sum by its verb in %s', (language, text, sum) => {
    expect(afterSaying(language, text).slots).toMatchObject({ sum });
  });
});

describe('at a read-back', () => {
  it.each(['提交', '对，提交', '确认提交', '好的，办理'])('"%s" is a yes', (text) => {
    expect(afterSaying('zh', ...CONFIRM.zh, text)).toMatchObject({ intent: 'confirm:yes' });
  });
  it.each(['yes, book it', 'book it', 'go ahead and book it please', 'yes, submit'])('"%s" is a yes', (text) => {
    expect(afterSaying('en', ...CONFIRM.en, text)).toMatchObject({ intent: 'confirm:yes' });
  });
  it.each([['zh', '等一下，取消'], ['en', 'wait, cancel that']] as const)('in %s "%s" gives it up', (language, text) => {
    expect(afterSaying(language, ...CONFIRM[language], text)).toMatchObject({ rule: 'global-command', intent: 'command:cancel' });
  });
  it('changes at once what is told with a no', () => {
    expect(afterSaying('en', ...CONFIRM.en, 'no, change the number of parcels to three')).toMatchObject({ rule: 'correction', slots: { pieces: 3 } });
  });
  it('takes another verb without a yes for no agreement', () => {
    expect(afterSaying('en', ...CONFIRM.en, 'pay').intent).not.toBe('confirm:yes');
  });
});

describe('numbers told digit by digit', () => {
  const open = { zh: CONFIRM.zh.slice(0, -1), en: CONFIRM.en.slice(0, -1) };
  it.each(['1380013', '12345678', '1380013800'])('asks again for a phone number of "%s"', (digits) => {
    const heard = afterSaying('en', ...open.en, digits);
    expect(heard).toMatchObject({ rule: 'outside-limits', slots: { account: '12345678' } });
    expect(heard.all).toContain(`${digits.length} digits`);
    expect(heard.slots['phone']).toBeUndefined();
  });
  it('takes a landline with its area code', () => {
    expect(afterSaying('zh', ...open.zh, '02862781234').slots['phone']).toBe('02862781234');
  });
  it('fills the phone with a mobile number while the account is asked for, or was answered', () => {
    expect(afterSaying('zh', ...HERE.zh, '13800138000').slots).toMatchObject({ phone: '13800138000' });
    expect(afterSaying('zh', ...HERE.zh, '12345678', '13800138000').slots).toMatchObject({ account: '12345678', phone: '13800138000' });
  });
});

describe('none of it', () => {
  it.each([['en', 'no glass'], ['en', 'no glass and no bottles'], ['zh', '没有玻璃']] as const)('in %s "%s" is a no', (language, text) => {
    expect(afterSaying(language, ...HERE[language], '12345678', ...(language === 'zh' ? ['两件'] : ['two']), text)).toMatchObject({ rule: 'slot', slots: { fragile: false } });
  });
  it.each([['en', 'no parcels'], ['zh', '没有包裹']] as const)('in %s "%s" is zero where zero may be', (language, text) => {
    expect(afterSaying(language, ...HERE[language], '12345678', text).slots['pieces']).toBe(0);
  });
  it('skips what is not known and not needed', () => {
    expect(afterSaying('en', ...CONFIRM.en.slice(0, -2), "I don't know").slots).toMatchObject({ coupon: null });
    expect(afterSaying('zh', ...CONFIRM.zh.slice(0, -2), '不知道').slots).toMatchObject({ coupon: null });
  });
});

describe('leave to choose', () => {
  it('takes the first option, the earliest day and the opening time, and says so', () => {
    expect(afterSaying('zh', '寄快递', '随便').slots).toEqual({ service: 'abroad' });
    const day = afterSaying('en', 'send a parcel', 'standard', 'a courier', '12 Station Road', 'any day');
    expect(day.slots['day']).toBe('2026-11-23');
    expect(day.all).toContain('November 23');
    expect(afterSaying('zh', '寄快递', '标准件', '上门取', '人民南路八号', '明天', '几点都行').slots['clock']).toBe('08:00');
  });
  it('asks again for an hour that is over today', () => {
    const heard = afterSaying('en', 'send a parcel', 'standard', 'a courier', '12 Station Road', 'today at half past eight in the morning');
    expect(heard.slots).not.toHaveProperty('clock');
    expect(heard.all).toContain('over');
    expect(afterSaying('zh', '寄快递', '标准件', '上门取', '人民南路八号', '上午八点半', '今天').slots).not.toHaveProperty('clock');
  });
});

describe('more than one thing', () => {
  it.each([['zh', ['点饮料', '红茶', '再来一个橙汁'], '记下了'], ['en', ['order drinks', 'black tea', 'another one, the orange juice'], 'Noted']] as const)('answers the next question with the rest of a choice in %s, and says its sentence again', (language, lines, said) => {
    const heard = afterSaying(language, ...lines);
    expect(heard.slots).toEqual({ drink: 'juice' });
    expect(heard.all).toContain(said);
  });
  it('offers the second task of a sentence when the first has ended', () => {
    const heard = afterSaying('en', 'order drinks and then send a parcel', 'coffee', 'that is enough');
    expect(heard.all).toContain('sending a parcel');
    expect(afterSaying('en', 'order drinks and then send a parcel', 'coffee', 'that is enough', 'yes').flow).toBe('send');
    expect(afterSaying('en', 'order drinks and then send a parcel', 'coffee', 'that is enough', 'no').flow).toBeNull();
  });
});

describe('staff by their trade', () => {
  it.each([['en', 'I want an advisor'], ['en', 'can speak to a human'], ['en', 'call the front desk'], ['zh', '找个顾问'], ['zh', '我要找前台']] as const)('in %s "%s" calls a human', (language, text) => {
    expect(afterSaying(language, text).raised).toBe(true);
  });
  it.each([['en', 'where is the front desk'], ['zh', '前台在哪里']] as const)('in %s "%s" is a question', (language, text) => {
    expect(afterSaying(language, text).raised).toBe(false);
  });
});

describe('what is pointed at', () => {
  it.each([['en', 'how much is the Bamboo room', 'book that one'], ['en', 'how much is the Bamboo room', "I'll take it"], ['zh', '竹厅多少钱', '订这个'], ['zh', '竹厅多少钱', '那就订一个吧']] as const)('in %s, after "%s", "%s" begins the task with it', (language, question, wish) => {
    expect(afterSaying(language, question, wish)).toMatchObject({ flow: 'book-room', slots: { room: 'bamboo' } });
  });
  it.each([['en', 'book a meeting room', 'how much is the second one'], ['zh', '我要预约会议室', '第二个多少钱']] as const)('in %s a number on the screen is the thing itself', (language, task, question) => {
    const heard = afterSaying(language, task, question);
    expect(heard.all).toContain('300');
    expect(heard.slots).not.toHaveProperty('room');
  });
  it('answers no question with a subject of its own from the thing spoken of before', () => {
    expect(afterSaying('zh', '竹厅在几楼', '楼长是谁').all).not.toContain('竹厅');
  });
});
