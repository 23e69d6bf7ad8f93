// The voice, with the real espeak-ng.
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createCommandSynthesizer } from '../../device/adapters/command-synthesizer.ts';
import { createEspeakSynthesizer } from '../../device/adapters/espeak-synthesizer.ts';
import { rootMeanSquare } from '../../device/core/pcm.ts';

describe('espeak-ng', () => {
  it('speaks Mandarin, English and a mixture, about as long as a person would', async () => {
    const voice = createEspeakSynthesizer();
    await voice.start();
    for (const [text, language, from, to] of [['您好请问您要办理什么业务', 'zh', 1.5, 4.5], ['Hello, how can I help you today?', 'en', 1, 3.5], ['请到A3窗口连接WiFi', 'zh', 1.5, 4.5]] as const) {
      const audio = await voice.render(text, language, { rate: 1 });
      const seconds = audio.samples.length / audio.sampleRate;
      expect(seconds).toBeGreaterThan(from);
      expect(seconds).toBeLessThan(to);
      expect(rootMeanSquare(audio.samples)).toBeGreaterThan(500);
    }
    await voice.stop();
  });
  it('never spells characters in English: no letter names in the phonemes of Mandarin', () => {
    // what the plain voice does with characters, and what ours is given instead
    const phonemes = (voice: string, text: string): string => execFileSync('espeak-ng', ['-v', voice, '-x', '-q', '--stdin'], { input: text, encoding: 'utf8' });
    expect(phonemes('cmn-latn-pinyin', 'ni3 hao3')).toMatch(/n'i35.*X'Au214/);
  });
  it('speaks slower and faster on demand', async () => {
    const voice = createEspeakSynthesizer();
    const [slow, fast] = await Promise.all([voice.render('请稍等一下', 'zh', { rate: 0.7 }), voice.render('请稍等一下', 'zh', { rate: 1.5 })]);
    expect(slow.samples.length).toBeGreaterThan(fast.samples.length * 1.4);
  });
  it('takes no text for an option and no text for a fault', async () => {
    const voice = createEspeakSynthesizer();
    expect((await voice.render('--help -v fr', 'en', { rate: 1 })).samples.length).toBeGreaterThan(5000);
    expect((await voice.render('', 'en', { rate: 1 })).samples).toHaveLength(0);
    expect((await voice.render('…', 'zh', { rate: 1 })).samples).toHaveLength(0);
  });
  it('pronounces words as the lexicon says', async () => {
    const [usual, taught] = [createEspeakSynthesizer(), createEspeakSynthesizer({ pronunciations: { 重庆: ['zhong4 qing4 zhong4 qing4'] } })];
    const [one, two] = [await usual.render('到重庆', 'zh', { rate: 1 }), await taught.render('到重庆', 'zh', { rate: 1 })];
    expect(two.samples.length).toBeGreaterThan(one.samples.length * 1.3);
  });
  it('says what is missing when the program or the voice is not there', async () => {
    await expect(createEspeakSynthesizer({ program: 'no-such-voice-program' }).start()).rejects.toMatchObject({ code: 'no-voice', message: /not installed/ });
    await expect(createEspeakSynthesizer({ voices: { en: 'no-such-voice' } }).start()).rejects.toMatchObject({ code: 'no-voice', message: /no-such-voice/ });
  });
});

describe('a voice command of the operator\'s own', () => {
  it('gets the text on stdin and gives WAV on stdout', async () => {
    const voice = createCommandSynthesizer({ commands: { en: ['espeak-ng', '-v', 'en-us', '-s', '{wpm}', '--stdin', '--stdout'] } });
    await voice.start();
    expect((await voice.render('hello there', 'en', { rate: 1 })).samples.length).toBeGreaterThan(8000);
    await expect(voice.render('你好', 'zh', { rate: 1 })).rejects.toMatchObject({ code: 'no-voice' });
    await voice.stop();
  });
  it('gives raw samples where it is told the rate', async () => {
    const voice = createCommandSynthesizer({ commands: { en: ['head', '-c', '4000', '/dev/zero'] }, rawRate: 16000 });
    expect((await voice.render('hello', 'en', { rate: 1 }))).toMatchObject({ sampleRate: 16000 });
  });
  it('says what failed', async () => {
    await expect(createCommandSynthesizer({ commands: { en: ['no-such-program'] } }).start()).rejects.toMatchObject({ code: 'no-voice' });
    await expect(createCommandSynthesizer({ commands: { en: ['false'] } }).render('hi', 'en', { rate: 1 })).rejects.toMatchObject({ code: 'no-voice' });
  });
});
