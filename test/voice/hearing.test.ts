// Hearing with the real detector and the real recogniser, faster than life.
import { describe, expect, it } from 'vitest';
import { joined } from '../../device/core/pcm.ts';
import type { HearingMode } from '../../device/core/voice-contract.ts';
import type { Expectation } from '../../flows/engine/contract.ts';
import type { Language } from '../../flows/protocol/language.ts';
import { hearFast, WAKE } from './hearing-rig.ts';
import { noise, noiseFor, silence, spoken, type NoiseKind } from './visitor-voice.ts';

const OPEN: Expectation = { kind: 'open', phrases: [] };
const listen = (language: Language, expect_: Expectation = OPEN): HearingMode => ({ kind: 'listen', language, expect: expect_ });
const mix = (one: Int16Array, other: Int16Array): Int16Array => Int16Array.from(one, (value, i) => Math.max(-32768, Math.min(32767, value + (other[i] ?? 0))));
/** The sound between two pauses, in noise of this kind throughout. */
const inNoise = (sound: Int16Array, kind: NoiseKind, decibels: number, before = 2): Int16Array => {
  const whole = joined([silence(before), sound, silence(2)]);
  return mix(whole, noise(kind, whole.length / 16000, noiseFor(sound, decibels)));
};

describe('waiting for the wake phrase', () => {
  it.each([['你好小厅', 'zh'], ['hello kiosk', 'en']] as const)('"%s" wakes, and picks the language', async (phrase, language) => {
    const { of } = await hearFast(joined([silence(0.5), await spoken(phrase, language), silence(1)]), { kind: 'wake' });
    expect(of('wake').map(({ args: [wake] }) => [wake.phrase, wake.language])).toEqual([[phrase, language]]);
    expect(of('wake')[0]?.args[0].score).toBeGreaterThan(0.5);
    expect(of('utterance')).toEqual([]);
  });
  it('is not woken by the phrase inside a sentence, by its neighbours, or by other words', async () => {
    const parts = [];
    for (const [text, language] of [['你好小厅在哪里', 'zh'], ['你好小智', 'zh'], ['你好', 'zh'], ['hello', 'en'], ['我要补办身份证', 'zh'], ['where is the kiosk please', 'en']] as const) parts.push(await spoken(text, language), silence(1));
    expect((await hearFast(joined(parts), { kind: 'wake' })).of('wake')).toEqual([]);
  });
  it('goes on to the question with nothing lost', async () => {
    const sound = joined([silence(0.5), await spoken('你好小厅', 'zh'), silence(0.6), await spoken('几点开门', 'zh')]);
    const { heard } = await hearFast(sound, { kind: 'wake' }, (event, hearing) => {
      if (event.what === 'wake') hearing.mode(listen(event.args[0].language));
    });
    expect(heard.filter((event) => event.what !== 'partial' && event.what !== 'microphone').map((event) => event.what)).toEqual(['wake', 'speechStarted', 'utterance']);
    expect(heard.at(-1)?.args[0]).toMatchObject({ text: '几点开门' });
  });
});

describe('listening', () => {
  it('shows words as they come and then the utterance, with its times and facts', async () => {
    const question = await spoken('我要补办身份证需要什么材料', 'zh');
    const { of, heard, origin } = await hearFast(joined([silence(1), question]), listen('zh'));
    const [utterance] = of('utterance').map((event) => event.args[0]);
    expect(utterance).toMatchObject({ text: '我要补办身份证需要什么材料', agreed: true });
    expect(utterance?.confidence).toBeGreaterThan(0.5);
    expect(of('partial').length).toBeGreaterThan(3);
    expect(heard.findIndex((event) => event.what === 'speechStarted')).toBeLessThan(heard.findIndex((event) => event.what === 'utterance'));
    const started = (utterance?.startedAt ?? 0) - origin;
    const ended = (utterance?.endedAt ?? 0) - origin;
    expect(Math.abs(started - 1000)).toBeLessThan(120);
    expect(Math.abs(ended - 1000 - question.length / 16)).toBeLessThan(200);
    expect(utterance?.facts.voicedMs).toBeGreaterThan(1500);
    expect(utterance?.facts.loudness).toBeLessThan(-5);
    expect(utterance?.facts.pitchHigh).toBeGreaterThan(utterance?.facts.pitchLow ?? Infinity);
  });
  it('uses what the dialog expects', async () => {
    const yesNo: Expectation = { kind: 'yes-no', phrases: ['是的', '不是', '对', '不对'] };
    const { of } = await hearFast(joined([silence(0.4), await spoken('不是', 'zh')]), listen('zh', yesNo));
    expect(of('utterance')[0]?.args[0]).toMatchObject({ text: '不是', agreed: true });
  });
  it('hears a phone number whole, pauses and all', async () => {
    const digits: Expectation = { kind: 'digits', phrases: [], digits: 11 };
    const sound = joined([silence(0.4), await spoken('一三八', 'zh'), silence(0.7), await spoken('二三四五', 'zh'), silence(0.7), await spoken('六七八九', 'zh')]);
    const { of } = await hearFast(sound, listen('zh', digits));
    expect(of('utterance').map((event) => event.args[0].text)).toEqual(['一三八二三四五六七八九']);
  });
  it('keeps speech that began before the mode changed', async () => {
    const { of } = await hearFast(joined([silence(0.4), await spoken('我要补办身份证', 'zh')]), { kind: 'wake' }, () => undefined);
    expect(of('utterance')).toEqual([]);
    let changed = false;
    const barge: HearingMode = { kind: 'barge-in', language: 'zh', expect: OPEN, echoCancelled: true };
    const after = await hearFast(joined([silence(0.4), await spoken('我要补办身份证', 'zh')]), barge, (event, hearing) => {
      if (event.what !== 'speechStarted' || changed) return;
      changed = true;
      hearing.mode(listen('zh', { kind: 'yes-no', phrases: ['是的', '不是'] }));
    });
    expect(changed).toBe(true);
    expect(after.of('utterance')[0]?.args[0]).toMatchObject({ text: '我要补办身份证' });
  });
  it('says nothing at all while it is off', async () => {
    const { heard } = await hearFast(joined([await spoken('你好小厅', 'zh'), silence(1)]), { kind: 'off' });
    expect(heard.filter((event) => event.what !== 'microphone')).toEqual([]);
  });
});

describe('noise', () => {
  it.each(['white', 'pink', 'hum'] as const)('at 15 dB (%s) neither hides a question nor its end', async (kind) => {
    const question = await spoken('几点开门', 'zh');
    const { of, origin } = await hearFast(inNoise(question, kind, 15), listen('zh'));
    expect(of('utterance').map((event) => event.args[0].text)).toEqual(['几点开门']);
    expect((of('utterance')[0]?.args[0].endedAt ?? 0) - origin).toBeLessThan(2000 + question.length / 16 + 250);
  });
  it.each(['white', 'pink', 'hum'] as const)('alone (%s) starts nothing', async (kind) => {
    const bed = joined([silence(0.5), noise(kind, 6, 1200), silence(0.5), noise(kind, 2, 400, 9)]);
    const { of } = await hearFast(bed, listen('zh'));
    expect(of('utterance')).toEqual([]);
    expect(of('unintelligible').length).toBeLessThanOrEqual(2); // each onset of loud noise may pass for one cough
  });
  it('that is speech without words is called unintelligible', async () => {
    // speech played backwards has the sound of a voice and no word of the vocabulary with certainty
    const backwards = (await spoken('peculiar', 'en', { voices: { en: 'de' } })).slice().reverse();
    const { of } = await hearFast(joined([silence(0.5), backwards]), listen('zh', { kind: 'yes-no', phrases: ['是的', '不是'] }));
    expect(of('unintelligible').length + of('utterance').length).toBe(1);
  });
});

describe('while the kiosk speaks', () => {
  const barge = (echoCancelled: boolean): HearingMode => ({ kind: 'barge-in', language: 'zh', expect: OPEN, echoCancelled });
  it('any confirmed speech interrupts when echoes are cancelled', async () => {
    const { of, origin } = await hearFast(joined([silence(1), await spoken('我要取号', 'zh')]), barge(true));
    expect(of('speechStarted')).toHaveLength(1);
    expect((of('speechStarted')[0]?.args[0] ?? 0) - origin).toBeGreaterThan(850);
    expect(of('utterance')[0]?.args[0].text).toBe('我要取号');
  });
  it('a click does not', async () => {
    const click = Int16Array.from({ length: 800 }, (_, i) => (i % 40 < 20 ? 12000 : -12000));
    const { of } = await hearFast(joined([silence(1), click, silence(1)]), barge(true));
    expect(of('speechStarted')).toEqual([]);
    expect(of('utterance')).toEqual([]);
  });
  it('without echo cancelling only the wake phrase counts, even behind its own words', async () => {
    const own = joined([silence(0.3), await spoken('请准备好您的身份证到三号窗口办理', 'zh', { voices: { zh: 'cmn-latn-pinyin+f2' } })]);
    const alone = await hearFast(own, barge(false));
    expect([alone.of('speechStarted'), alone.of('utterance'), alone.of('wake')]).toEqual([[], [], []]);
    const called = await hearFast(joined([own, silence(0.05), await spoken('你好小厅', 'zh'), silence(0.5)]), barge(false));
    expect(called.of('wake').map((event) => event.args[0].phrase)).toEqual(['你好小厅']);
    expect(called.of('speechStarted')).toEqual([]);
  });

  it('echo cancelling that lets its own words through is believed no more', async () => {
    const text = '请准备好您的身份证到三号窗口办理';
    const own = await spoken(text, 'zh', { voices: { zh: 'cmn-latn-pinyin+f2' } });
    const { of } = await hearFast(joined([silence(0.3), own, silence(1), own, silence(1), await spoken('你好小厅', 'zh'), silence(0.5)]), barge(true), () => undefined, { ownWords: () => text });
    expect(of('utterance')).toEqual([]);
    expect(of('speechStarted')).toHaveLength(1);
    expect(of('unintelligible')).toHaveLength(1);
    expect(of('wake')).toHaveLength(1);
    const visitor = await hearFast(joined([silence(1), await spoken('我要取号', 'zh')]), barge(true), () => undefined, { ownWords: () => text });
    expect(visitor.of('utterance')[0]?.args[0].text).toBe('我要取号');
  });
  it('its last words are not taken for an answer, and a quick answer is not lost', async () => {
    const own = await spoken('请准备好您的身份证到三号窗口办理', 'zh', { voices: { zh: 'cmn-latn-pinyin+f2' } });
    const sound = joined([silence(0.3), own, silence(0.35), await spoken('几点开门', 'zh')]);
    let frames = 0;
    const { of } = await hearFast(sound, barge(false), (event, hearing) => {
      // the level comes with every second frame: the kiosk stops speaking 60 ms before its last sample reaches the microphone
      if (event.what === 'level' && ++frames === Math.floor((0.24 + own.length / 16000) * 25)) hearing.mode(listen('zh'));
    }, { levels: true });
    expect(of('utterance').map((event) => event.args[0].text)).toEqual(['几点开门']);
  });
});

describe('wake phrases', () => {
  it('change with the pack', async () => {
    const sound = joined([silence(0.5), await spoken('我要补办身份证', 'zh')]);
    const { of } = await hearFast(sound, { kind: 'wake' }, () => undefined, { wake: { phrases: [{ phrase: '我要补办身份证', language: 'zh' }], decoys: WAKE.decoys } });
    expect(of('wake')).toHaveLength(1);
  });
});
