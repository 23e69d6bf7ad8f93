// The pure decisions of hearing: wake or not, which transcript, how long to wait.
import { describe, expect, it } from 'vitest';
import { silenceLimit } from '../../device/core/endpointing.ts';
import { closedPhrases, completesPhrase, countDigits, endsInDigit } from '../../device/core/expectation-grammar.ts';
import { createNoiseFloor } from '../../device/core/noise-floor.ts';
import type { Recognition } from '../../device/core/ports.ts';
import { distanceWithin, soundDistance } from '../../device/core/sound-distance.ts';
import { speechFacts } from '../../device/core/speech-facts.ts';
import { createSpeechSegmenter } from '../../device/core/speech-segment.ts';
import { chooseTranscript } from '../../device/core/transcript-choice.ts';
import { advised, decideWake, wakeCandidate } from '../../device/core/wake-decision.ts';
import type { Expectation } from '../../flows/engine/contract.ts';

const heard = (text: string, confidence: number | null = 1): Recognition => ({ text, words: [], confidence, alternatives: [] });
const open: Expectation = { kind: 'open', phrases: [] };
const yesNo: Expectation = { kind: 'yes-no', phrases: ['是的', '是', '不是'] };
const phone: Expectation = { kind: 'digits', phrases: [], digits: 11 };
const settings = { phrases: [{ phrase: '你好小厅', language: 'zh' as const }, { phrase: 'hello kiosk', language: 'en' as const }], decoys: ['你好小智', 'hello kitty'] };

describe('the wake decision', () => {
  it('accepts the whole phrase that both stages heard', () => {
    expect(decideWake(heard('你好 小厅'), heard('你好 小厅'), settings)).toMatchObject({ wake: { language: 'zh' }, score: 1 });
    expect(decideWake(heard('hello kiosk', 0.9), heard('hello kiosk'), settings)).toMatchObject({ wake: { phrase: 'hello kiosk' } });
  });
  it('allows free dictation one small error of sound', () => {
    expect(decideWake(heard('你好 小厅'), heard('你好 小听'), settings).wake).not.toBeNull();
    expect(decideWake(heard('你好 小厅'), heard('你好 小丁'), settings).wake).not.toBeNull();
  });
  it('refuses a part of a longer result', () => {
    expect(wakeCandidate('你好 小厅 你好', settings)).toBeNull();
    expect(wakeCandidate('你好', settings)).toBeNull();
    expect(wakeCandidate('kiosk hello kiosk', settings)).toBeNull();
  });
  it('refuses when free dictation heard something else, more, or nothing', () => {
    expect(decideWake(heard('你好 小厅'), heard('你好 小智'), settings).wake).toBeNull();
    expect(decideWake(heard('你好 小厅'), heard('你好 小厅 在 哪里'), settings).wake).toBeNull();
    expect(decideWake(heard('hello kiosk'), heard('hello kitty'), settings).wake).toBeNull();
    expect(decideWake(heard('hello kiosk'), heard(''), settings).wake).toBeNull();
  });
  it('refuses below the confidence floor', () => {
    expect(decideWake(heard('你好 小厅', 0.3), heard('你好 小厅'), settings).wake).toBeNull();
  });
  it('hears the phrase at the end of other words while the kiosk itself speaks', () => {
    expect(wakeCandidate('[unk] [unk] 你好 小厅', settings, true)).not.toBeNull();
    expect(decideWake(heard('[unk] 你好 小厅'), heard('欢迎 光临 你好 小厅'), settings, true).wake).not.toBeNull();
  });
  it('takes decoys and floors that came with the model, but never a decoy that is a phrase', () => {
    const merged = advised(settings, { 你好小厅: { decoys: ['你好', 'hello kiosk'], floor: 0.7 } });
    expect(merged.decoys).toContain('你好');
    expect(merged.decoys).not.toContain('hello kiosk');
    expect(merged.phrases[0]).toMatchObject({ floor: 0.7 });
  });
});

describe('the choice between the two passes', () => {
  it('is sure when both heard the same', () => {
    expect(chooseTranscript(heard('是 的', 0.6), heard('是的', 0.9), yesNo)).toMatchObject({ text: '是的', confidence: 0.9, agreed: true, alternatives: [] });
  });
  it('believes free dictation when the grammar heard something else', () => {
    expect(chooseTranscript(heard('几点 开门'), heard('[unk]', null), yesNo)).toMatchObject({ text: '几点开门', agreed: true });
  });
  it('says so when they contradict each other, and keeps the other', () => {
    expect(chooseTranscript(heard('四 的', 0.5), heard('是的', 0.95), yesNo)).toMatchObject({ text: '是的', alternatives: ['四的'] });
    expect(chooseTranscript(heard('不是', 0.6), heard('是的', 0.9), yesNo)).toMatchObject({ agreed: false });
  });
  it('prefers the sentence to the expected phrase inside it', () => {
    expect(chooseTranscript(heard('是的 我要 取号'), heard('是的', 0.8), yesNo)).toMatchObject({ text: '是的我要取号', alternatives: ['是的'] });
  });
  it('takes the digits that were asked for', () => {
    const digits = '一 三 八 一 二 三 四 五 六 七 八';
    expect(chooseTranscript(heard('叫 三 八 一 二 三 四 九 五 六 七 八'), heard(digits), phone)).toMatchObject({ text: digits.replaceAll(' ', ''), agreed: false });
  });
  it('is free dictation alone without a closed pass', () => {
    expect(chooseTranscript(heard('办 身份证', 0.7), null, open)).toEqual({ text: '办身份证', confidence: 0.7, alternatives: [], agreed: true });
  });
});

describe('the end of speech', () => {
  it('comes early when the answer is complete', () => {
    expect(silenceLimit({ expect: yesNo, free: '不是', closed: '不是' })).toBeLessThanOrEqual(300);
    expect(silenceLimit({ expect: phone, free: '一三八一二三四五六七八', closed: '一 三 八 一 二 三 四 五 六 七 八' })).toBeLessThanOrEqual(300);
  });
  it('comes late while digits are still coming', () => {
    expect(silenceLimit({ expect: phone, free: '一三八', closed: '一 三 八' })).toBeGreaterThanOrEqual(800);
  });
  it('waits when the words so far want more words', () => {
    expect(silenceLimit({ expect: open, free: '我要', closed: null })).toBeGreaterThan(silenceLimit({ expect: open, free: '办身份证', closed: null }));
    expect(silenceLimit({ expect: open, free: 'i want to', closed: null })).toBeGreaterThan(450);
  });
  it('does not take a phrase for complete that another one goes on from', () => {
    const expect_: Expectation = { kind: 'choice', phrases: ['一', '一号窗口'] };
    expect(completesPhrase('一', expect_.phrases)).toBe(false);
    expect(completesPhrase('一号窗口', expect_.phrases)).toBe(true);
  });
});

describe('grammars of expectations', () => {
  it('hold every pair of digits, so that all sequences are heard equally well', () => {
    const phrases = closedPhrases(phone, 'zh', ['幺']);
    const pairs = new Set(phrases.flatMap((phrase) => phrase.split(' ').slice(1).map((digit, i) => phrase.split(' ')[i] + digit)));
    expect(pairs.size).toBe(100);
    expect(phrases.join('')).not.toContain('幺');
  });
  it('drop phrases with a word that the model does not know', () => {
    expect(closedPhrases({ kind: 'choice', phrases: ['补办', '鼹鼠'] }, 'zh', ['鼹'])).toEqual(['补办']);
  });
  it('are empty where anything may be said', () => {
    expect(closedPhrases({ kind: 'desk', phrases: ['x'] }, 'zh', [])).toEqual([]);
  });
  it('count digits however they are said', () => {
    expect([countDigits('138'), countDigits('一三八幺'), countDigits('one double five oh'), countDigits('办身份证')]).toEqual([3, 4, 4, 0]);
    expect([endsInDigit('电话一三'), endsInDigit('call five'), endsInDigit('五号窗口')]).toEqual([true, true, false]);
  });
});

describe('distance of sounds', () => {
  it('is none between homophones and near neighbours of speech', () => {
    expect(soundDistance('补办', '不办')).toBe(0);
    expect(soundDistance('身份证', '深分症')).toBe(0);
  });
  it('finds a phrase inside a sentence', () => {
    expect(distanceWithin('你好小厅', '嗯你好小厅我要')).toBe(0);
    expect(distanceWithin('hello kiosk', 'hello kitty')).toBeGreaterThan(0.2);
  });
});

describe('voice or not', () => {
  it('takes steady noise for the floor and a rise above it for voice', () => {
    const floor = createNoiseFloor();
    for (let i = 0; i < 100; i++) floor.standsOut(1000 + (i % 7) * 20);
    expect(floor.standsOut(1100)).toBe(false);
    expect(floor.standsOut(4000)).toBe(true);
  });
  it('begins with three of five voiced frames and is not kept alive by a lone one', () => {
    const segmenter = createSpeechSegmenter();
    expect(segmenter.push(true, 20)).toBeNull();
    expect(segmenter.push(false, 40)).toBeNull();
    expect(segmenter.push(true, 60)).toBeNull();
    expect(segmenter.push(true, 80)).toMatchObject({ startedAt: 0, voicedMs: 60 });
    for (let at = 100; at <= 400; at += 20) segmenter.push(at === 300, at);
    expect(segmenter.current?.lastVoicedAt).toBeLessThanOrEqual(120);
  });
});

describe('speech facts', () => {
  it('measure loudness and pitch', () => {
    const samples = Int16Array.from({ length: 16000 }, (_, i) => Math.round(8000 * Math.sin((2 * Math.PI * 180 * i) / 16000)));
    const facts = speechFacts(samples, 800);
    expect(facts.silenceShare).toBeCloseTo(0.2);
    expect(facts.loudness).toBeCloseTo(-15.3, 0);
    expect(Math.abs((facts.pitchLow ?? 0) - 180)).toBeLessThan(6);
    expect(Math.abs((facts.pitchHigh ?? 0) - 180)).toBeLessThan(6);
  });
  it('give no pitch where there is none', () => {
    expect(speechFacts(new Int16Array(16000), 0)).toMatchObject({ pitchLow: null, pitchHigh: null });
  });
});
