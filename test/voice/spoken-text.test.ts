// What a voice is given to read: figures written out, clauses for captions.
import { describe, expect, it } from 'vitest';
import { clausesOf, scriptRuns } from '../../device/core/clauses.ts';
import { chineseNumber, spokenChinese } from '../../device/core/spoken-chinese.ts';
import { spokenEnglish } from '../../device/core/spoken-english.ts';

const COMMA = '\uff0c';
const STOP = '\u3002';

describe('Chinese as it is read aloud', () => {
  it.each([
    ['2026-03-05', '二零二六年三月五日'],
    ['2026年3月5日', '二零二六年三月五日'],
    ['9:00-17:30', '九点到十七点半'],
    ['14:05', '十四点零五分'],
    ['2:00', '两点'],
    ['费用¥12.50', '费用十二元五角'],
    ['3.05元', '三元零五分'],
    ['20元', '二十元'],
    ['0.5元', '五角'],
    ['2元', '二元'],
    ['8.5折', '八点五折'],
    ['1,299元', '一千二百九十九元'],
    ['10000元', '一万元'],
    ['50%', '百分之五十'],
    ['3-5个工作日', '三到五个工作日'],
    ['前面还有2位', '前面还有两位'],
    ['A023', 'A零二三'],
    ['A3窗口', 'A三窗口'],
    ['拨打12345', '拨打幺二三四五'],
    ['拨打110', '拨打幺幺零'],
    ['010-12345678', '零幺零,幺二三四五六七八'],
    ['13812345678', '幺三八,幺二三四,五六七八'],
    ['室温-5℃', '室温负五摄氏度'],
    ['1/2', '二分之一'],
    ['约2km', '约二公里'],
  ])('%s is %s', (written, said) => expect(spokenChinese(written)).toBe(said));

  it('says whole numbers as people do', () => {
    expect([10, 12, 20, 100, 105, 110, 1000, 1005, 1050, 10000, 10005, 20010, 100000, 120000000].map(chineseNumber)).toEqual([
      '十', '十二', '二十', '一百', '一百零五', '一百一十', '一千', '一千零五', '一千零五十', '一万', '一万零五', '二万零一十', '十万', '一亿二千万',
    ]);
  });
});

describe('English as it is read aloud', () => {
  it.each([
    ['$12.50', '12 dollars 50 cents'],
    ['$1', '1 dollar'],
    ['¥30', '30 yuan'],
    ['9:00 AM', '9 A M'],
    ['14:05', '14 oh 5'],
    ['10:00', "10 o'clock"],
    ['2026-03-05', 'March 5, 2026'],
    ['555-123-4567', 'five five five, one two three, four five six seven'],
    ['A023', 'A zero two three'],
    ['call 12345678', 'call one two three four five six seven eight'],
    ['12,500 people', '12,500 people'],
  ])('%s is %s', (written, said) => expect(spokenEnglish(written)).toBe(said));
});

describe('clauses', () => {
  it('put together are the text, character for character', () => {
    for (const text of [`您好${COMMA}请到A3窗口${STOP}大约12分钟${STOP}`, 'Open 9:00 AM-5:30 PM, it costs $12.50. Ask Mr. Li!', '  ...  ', '是', `"好"${COMMA} (真的)${STOP}`]) {
      const clauses = clausesOf(text);
      if (clauses.length === 0) continue;
      expect(clauses.map((clause) => text.slice(clause.start, clause.end)).join('')).toBe(text);
      expect(clauses.every((clause, i) => clause.end === (clauses[i + 1]?.start ?? text.length))).toBe(true);
    }
  });
  it('do not end inside figures, times and abbreviations', () => {
    expect(clausesOf('Mr. Li pays 1,299.50 at 9:30. Then he leaves.').map((clause) => clause.text)).toEqual(['Mr. Li pays 1,299.50 at 9:30. ', 'Then he leaves.']);
    expect(clausesOf(`会员价1,299元${COMMA}9:30开始${STOP}`)).toHaveLength(2);
  });
  it('leave a short word with what follows it', () => {
    expect(clausesOf(`好${COMMA}请稍等一下${STOP}`)).toHaveLength(1);
  });
  it('are none for a text without words', () => {
    expect(clausesOf('')).toEqual([]);
    expect(clausesOf(' ... ')).toEqual([]);
  });
  it('separate Latin words from Chinese ones for the other voice', () => {
    expect(scriptRuns('请到A三窗口,连接WiFi后扫码').map((run) => [run.chinese, run.text])).toEqual([[true, '请到'], [false, 'A'], [true, '三窗口,连接'], [false, 'WiFi'], [true, '后扫码']]);
  });
});
