// What is said and what is typed end up the same: width, script, fillers, politeness, numerals, recogniser spacing.
import { describe, expect, it } from 'vitest';
import { normalise, tidy } from '../../flows/engine/understanding/normalise.ts';
import { foldSyllable, foldedSyllables, soundsLike, syllables } from '../../flows/engine/understanding/pinyin.ts';

describe('Chinese', () => {
  it.each([
    ['請問身份證怎麼補辦', '身份证怎么补办'], ['我 想 补办 身份证', '我想补办身份证'], ['身份证，怎么补办？', '身份证怎么补办'], ['请问一下，卫生间在哪里啊？谢谢！', '卫生间在哪里'], ['嗯那个厕所在哪', '厕所在哪'],
    ['２４小时营业吗', '二十四小时营业吗'], ['24小时营业吗', '二十四小时营业吗'], ['两百五十块', '二百五十块'], ['250块', '二百五十块'], ['打一二三四五', '打一二三四五'], ['打12345', '打一二三四五'], ['ＷＩＦＩ密码', 'wifi密码'],
    ['幺二三号', '一二三号'], ['礼拜天开门吗', '星期日开门吗'], ['周日开门吗', '星期日开门吗'], ['星期天开门吗', '星期日开门吗'],
  ])('%s is compared as %s', (said, written) => {
    expect(normalise(said, 'zh')).toBe(written);
  });
  it.each(['请问', '你好', '嗯', '谢谢'])('%s alone does not vanish', (said) => {
    expect(normalise(said, 'zh')).not.toBe('');
  });
});

describe('English', () => {
  it.each([
    ["Um, excuse me, where's the toilet please?", 'where is the toilet'], ['I lost my ID card!', 'i lost my id card'], ["I can't find it", 'i can not find it'], ['open twenty four hours', 'open 24 hours'], ['gate double five', 'gate 55'], ['1,200 yuan', '1200 yuan'], ['Which one?', 'which one'],
  ])('%s is compared as %s', (said, written) => {
    expect(normalise(said, 'en')).toBe(written);
  });
});

describe('hostile input', () => {
  it.each(['', '   ', '\u0000\u0001', '😀😀', 'a'.repeat(100_000), '۱۲۳', '\ud800', '[unk]', '。。。'])('never throws: %j', (text) => {
    for (const language of ['zh', 'en'] as const) expect(tidy(normalise(text, language), language).length).toBeLessThanOrEqual(2000);
  });
});

describe('pinyin', () => {
  it('reads characters in context', () => {
    expect(syllables('银行')).toEqual(['yin', 'hang']);
    expect(syllables('重庆')).toEqual(['chong', 'qing']);
  });
  it.each([['zhi', 'zi'], ['chan', 'chang'], ['shi', 'si'], ['nan', 'lan'], ['ri', 'li'], ['fu', 'hu'], ['jin', 'jing'], ['sheng', 'shen']])('%s and %s are the same ear', (one, other) => {
    expect(foldSyllable(one)).toBe(foldSyllable(other));
  });
  it('keeps what nobody confuses apart', () => {
    expect(foldSyllable('ma')).not.toBe(foldSyllable('mo'));
    expect(foldSyllable('ban')).not.toBe(foldSyllable('pan'));
  });
  it('hears words with confused sounds as the same', () => {
    expect(soundsLike('社保', '射保')).toBe(true);
    expect(soundsLike('牛奶', '流来')).toBe(true);
    expect(soundsLike('牛奶', '面包')).toBe(false);
    expect(foldedSyllables('ok')).toEqual([]);
  });
});
