// A matcher trained on a handful of phrases meets visitors who say it their own way, mumble, or ask for something else.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Matcher, MatchTarget } from '../../flows/engine/understanding/contract.ts';
import { homophonesOf, withHomophones } from '../../flows/engine/understanding/homophones.ts';
import { createMatcher } from '../../flows/engine/understanding/matcher.ts';

const zh = (id: string, ...phrases: string[]): MatchTarget => ({ id, language: 'zh', phrases });
const en = (id: string, ...phrases: string[]): MatchTarget => ({ id, language: 'en', phrases });

const targets = [
  zh('id-lost', '补办身份证需要什么材料', '身份证丢了怎么补办', '身份证补办流程', '身份证遗失了怎么办', '重新办身份证要带什么'),
  zh('id-fee', '补办身份证多少钱', '身份证工本费是多少', '办身份证收费吗', '换身份证要交多少钱'),
  zh('residence', '居住证怎么办理', '办居住证要什么材料', '申请居住证的流程', '居住证在哪办'),
  zh('hours', '你们几点上班', '大厅几点开门', '营业时间是什么时候', '中午休息吗', '周末上班吗'),
  zh('toilet', '厕所在哪里', '洗手间怎么走', '卫生间在几楼'),
  zh('parking', '停车场在哪里', '停车收费吗', '哪里可以停车', '车停在哪'),
  zh('social', '社保卡怎么办理', '社保卡丢了怎么补', '社保卡激活在哪里办', '办社保卡要几天'),
  zh('pension', '怎么查养老金', '养老保险怎么缴', '养老金什么时候发'),
  zh('birth', '出生证明怎么开', '新生儿怎么上户口', '孩子上户口要什么材料'),
  zh('queue', '怎么取号', '我要取号', '在哪里排队取号'),
  en('id-lost', 'how do I replace my id card', 'I lost my id card', 'what documents do I need for a new id card', 'my id card was stolen'),
  en('id-fee', 'how much is an id card', 'what is the fee for a replacement id card', 'does the id card cost anything'),
  en('hours', 'when do you open', 'what are your opening hours', 'are you open on weekends', 'what time do you close'),
  en('toilet', 'where is the toilet', 'I need the bathroom', 'which floor is the restroom on'),
  en('parking', 'where can I park', 'is there a car park', 'how much is parking'),
  en('birth', 'how do I register a birth', 'where do I get a birth certificate', 'my baby was born'),
  en('queue', 'I want a queue number', 'where do I take a ticket', 'how do I queue'),
];

let matcher: Matcher;
beforeAll(() => {
  matcher = createMatcher({ targets });
});

describe('wordings nobody wrote down', () => {
  it.each([
    ['我想补办身份证要带什么', 'id-lost'], ['身份证掉了咋整', 'id-lost'], ['星期六开门不', 'hours'], ['我想上厕所', 'toilet'], ['车停哪儿', 'parking'], ['请问一下那个取个号', 'queue'], ['给孩子落户口要带啥', 'birth'], ['補辦身份證要多少錢', 'id-fee'], ['射保卡怎么办', 'social'], ['我 想 办 居住证', 'residence'],
  ])('%s finds %s first', (said, id) => {
    const { top, zone } = matcher.match(said, 'zh');
    expect(top[0]?.id).toBe(id);
    expect(zone).not.toBe('unknown');
  });
  it.each([
    ['I need a new id card what should I bring', 'id-lost'], ['somebody stole my id card', 'id-lost'], ['um when are you open please', 'hours'], ['the bathroom please', 'toilet'], ['is there somewhere to park my car', 'parking'], ['can I have a queue number', 'queue'],
  ])('%s finds %s first', (said, id) => {
    expect(matcher.match(said, 'en').top[0]?.id).toBe(id);
  });
  it('answers the very phrases it was given, with near certainty', () => {
    for (const target of targets) {
      for (const phrase of target.phrases) {
        const { zone, top } = matcher.match(phrase, target.language);
        expect({ phrase, zone, id: top[0]?.id }).toEqual({ phrase, zone: 'answer', id: target.id });
      }
    }
  });
});

describe('knowing what it does not know', () => {
  it.each(['怎么办护照', '护照怎么办', '结婚登记要什么材料', '驾驶证到期了怎么换', '今天天气怎么样', '给我讲个笑话', '红烧肉怎么做', '', '？？', '嗯'])('does not answer %j', (said) => {
    expect(matcher.match(said, 'zh').zone).not.toBe('answer');
  });
  it.each(['how do I get a passport', 'I want to renew my driving licence', 'what is the weather like', 'tell me a story', 'book a flight to rome', ''])('does not answer %j', (said) => {
    expect(matcher.match(said, 'en').zone).not.toBe('answer');
  });
  it('is surer of what it was told than of its neighbour', () => {
    expect(matcher.match('居住证怎么办', 'zh').probability).toBeGreaterThan(matcher.match('护照怎么办', 'zh').probability + 0.3);
  });
  it('does not answer a phrase that two targets own', () => {
    const twins = createMatcher({ targets: [zh('a', '怎么办理', '甲业务'), zh('b', '怎么办理', '乙业务'), zh('c', '厕所在哪')] });
    const { zone, top } = twins.match('怎么办理', 'zh');
    expect(zone).toBe('clarify');
    expect(top.slice(0, 2).map(({ id }) => id).sort()).toEqual(['a', 'b']);
  });
  it('knows nothing in a language without targets', () => {
    expect(createMatcher({ targets: [zh('a', '你好')] }).match('hello', 'en')).toEqual({ zone: 'unknown', probability: 0, top: [] });
    expect(createMatcher({ targets: [] }).match('你好', 'zh').zone).toBe('unknown');
  });
});

describe('what comes with a result', () => {
  it('gives at most five candidates, best first, with the nearest phrase and the shared words', () => {
    const { top } = matcher.match('身份证丢了要多少钱', 'zh');
    expect(top.length).toBeGreaterThan(1);
    expect(top.length).toBeLessThanOrEqual(5);
    for (let at = 1; at < top.length; at++) expect(top[at]!.probability).toBeLessThanOrEqual(top[at - 1]!.probability);
    expect(targets.flatMap(({ phrases }) => phrases)).toContain(top[0]!.evidence[0]);
    expect(top[0]!.evidence).toContain('身份证');
  });
  it('looks only among the ids that are asked for', () => {
    const { top } = matcher.match('身份证丢了怎么办', 'zh', { among: (id) => id === 'toilet' || id === 'hours' });
    expect(top.map(({ id }) => id).sort()).toEqual(['hours', 'toilet']);
  });
  it('uses what else the recogniser may have heard', () => {
    const alone = matcher.match('鼓励的', 'zh');
    const helped = matcher.match('鼓励的', 'zh', { alternatives: ['取号'] });
    expect(helped.probability).toBeGreaterThan(alone.probability);
    expect(helped.top[0]?.id).toBe('queue');
  });
});

describe('mishearing', () => {
  const questions = targets.filter(({ language }) => language === 'zh').flatMap(({ id, phrases }) => phrases.map((phrase) => ({ id, phrase })));
  const found = (share: number): number => {
    let right = 0;
    for (let seed = 1; seed <= 5; seed++) for (const { id, phrase } of questions) if (matcher.match(withHomophones(phrase, share, seed), 'zh').top[0]?.id === id) right++;
    return right / (5 * questions.length);
  };
  it('keeps 97 % of the questions with one character in ten replaced by a homophone', () => {
    expect(found(0.1)).toBeGreaterThanOrEqual(0.97);
  });
  it('keeps 92 % with one in five', () => {
    expect(found(0.2)).toBeGreaterThanOrEqual(0.92);
  });
  it('replaces by characters of the same sound, the same ones for the same seed', () => {
    expect(homophonesOf('证')).toContain('正');
    expect(homophonesOf('证')).not.toContain('证');
    expect(homophonesOf('a')).toEqual([]);
    expect(withHomophones('身份证丢了', 0.5, 3)).toBe(withHomophones('身份证丢了', 0.5, 3));
    expect(withHomophones('身份证丢了', 1, 3)).not.toContain('身');
  });
});

describe('training', () => {
  it('gives the same results for the same options', () => {
    const again = createMatcher({ targets });
    for (const said of ['身份证掉了咋整', '怎么办护照', 'where is the bathroom', '停车']) {
      const language = /[a-z]/.test(said) ? 'en' : 'zh';
      expect(again.match(said, language)).toEqual(matcher.match(said, language));
    }
    expect(again.bytes).toBe(matcher.bytes);
  });
  it('takes sentences that mean nothing here, and then does not answer them', () => {
    const taught = createMatcher({ targets, outOfScope: [{ language: 'zh', phrases: ['护照怎么办', '怎么办护照', '办护照要什么材料'] }] });
    expect(taught.match('办个护照要带什么', 'zh').zone).not.toBe('answer');
  });
  it('works with a single target', () => {
    const one = createMatcher({ targets: [zh('only', '厕所在哪里')] });
    expect(one.match('厕所在哪里', 'zh').top[0]?.id).toBe('only');
    expect(one.match('我想唱歌', 'zh').zone).not.toBe('answer');
  });
});
