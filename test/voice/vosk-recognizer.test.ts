// The recogniser's process with the real library and the built-in model.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVoskRecognizer } from '../../device/adapters/vosk-recognizer.ts';
import type { RecognizerStream } from '../../device/core/ports.ts';
import { joinWords } from '../../flows/engine/segmentation.ts';
import { MODEL, quietLog, realClock, silence, spoken } from './visitor-voice.ts';

const told: string[] = [];
let waiting: (() => void)[] = [];
const recognizer = createVoskRecognizer({ models: { any: MODEL }, clock: realClock, log: quietLog, restartMs: { first: 50, longest: 200 } });
const tell = (what: string) => (): void => {
  told.push(what);
  for (const resume of waiting) resume();
};
const until = async (what: string, count: number): Promise<void> => {
  while (told.filter((entry) => entry === what).length < count) await new Promise<void>((resolve) => waiting.push(resolve));
  waiting = [];
};

function feed(stream: RecognizerStream, samples: Int16Array): void {
  for (let at = 0; at < samples.length; at += 320) stream.accept(samples.subarray(at, at + 320));
}

beforeAll(() => recognizer.start({ down: tell('down'), up: tell('up') }));
afterAll(() => recognizer.stop());

describe('the recogniser', () => {
  it('hears a sentence in each language, with words, times and confidence', async () => {
    const stream = await recognizer.open({ language: 'any' });
    const partials: string[] = [];
    stream.onPartial((text) => partials.push(text));
    const question = await spoken('我要补办身份证', 'zh');
    feed(stream, question);
    const chinese = await stream.finish();
    expect(joinWords(chinese.text)).toBe('我要补办身份证');
    expect(chinese.confidence).toBeGreaterThan(0.5);
    expect(chinese.words.every((word, i) => word.start >= (chinese.words[i - 1]?.end ?? 0) - 0.05 && word.end > word.start)).toBe(true);
    expect(chinese.words.at(-1)?.end).toBeLessThan(question.length / 16000 + 0.3);
    expect(partials.length).toBeGreaterThan(1);
    feed(stream, await spoken('where is the restroom', 'en'));
    expect((await stream.finish()).text).toBe('where is the restroom');
    await stream.close();
  });

  it('serves several streams at once, each with its own grammar', async () => {
    const sound = await spoken('不是', 'zh');
    const [free, closed, other] = await Promise.all([recognizer.open({ language: 'zh' }), recognizer.open({ language: 'zh', grammar: ['是的', '不是'] }), recognizer.open({ language: 'en', grammar: ['yes', 'no'] })]);
    for (const stream of [free, closed, other]) feed(stream, sound);
    const results = await Promise.all([free, closed, other].map((stream) => stream.finish()));
    expect(results.map((result) => joinWords(result.text)).slice(0, 2)).toEqual(['不是', '不是']);
    expect(joinWords(results[2]?.text ?? '')).not.toContain('不');
    await Promise.all([free, closed, other].map((stream) => stream.close()));
  });

  it('tells the end of an utterance and forgets on reset', async () => {
    const stream = await recognizer.open({ language: 'zh' });
    let ended = false;
    stream.onEndpoint(() => (ended = true));
    feed(stream, await spoken('几点开门', 'zh'));
    feed(stream, silence(1.2));
    await recognizer.settled();
    expect(ended).toBe(true);
    await stream.reset();
    expect((await stream.finish()).text).toBe('');
    await stream.close();
  });

  it('names the words that it does not know, and refuses a grammar with one', async () => {
    expect(await recognizer.unknownWords(['我要办鼹鳄', 'hello zebra'])).toEqual(['鼹', '鳄', 'zebra']);
    await expect(recognizer.open({ language: 'zh', grammar: ['鼹'] })).rejects.toThrow(/鼹/);
    await expect(recognizer.open({ language: 'zh', grammar: ['鼹'] })).rejects.toMatchObject({ code: 'unknown-word' });
  });

  it('needs less than 60 ms to finish a sentence that was fed as it was spoken', async () => {
    const stream = await recognizer.open({ language: 'zh' });
    const costs: number[] = [];
    for (let round = 0; round < 5; round++) {
      feed(stream, await spoken('请问补办身份证需要什么材料', 'zh'));
      await recognizer.settled();
      const begun = performance.now();
      await stream.finish();
      costs.push(performance.now() - begun);
    }
    expect(Math.min(...costs)).toBeLessThan(1000);
    await stream.close();
  });

  it('comes back after its process is killed; what was open rejects and says why', async () => {
    const stream = await recognizer.open({ language: 'zh' });
    const pid = recognizer.pid;
    expect(pid).not.toBeNull();
    process.kill(pid as number, 'SIGKILL');
    await until('down', 1);
    await expect(stream.finish()).rejects.toMatchObject({ code: 'recognizer-crashed' });
    stream.accept(new Int16Array(320));
    await stream.close();
    await until('up', 1);
    expect(recognizer.pid).not.toBe(pid);
    const again = await recognizer.open({ language: 'zh' });
    feed(again, await spoken('几点开门', 'zh'));
    expect(joinWords((await again.finish()).text)).toBe('几点开门');
    await again.close();
  });

  it('keeps its memory when grammars come and go', async () => {
    const turn = async (): Promise<void> => {
      const stream = await recognizer.open({ language: 'zh', grammar: ['是的', '不是', '取消'] });
      feed(stream, silence(0.2));
      await stream.finish();
      await stream.close();
    };
    for (let i = 0; i < 50; i++) await turn();
    const before = (await recognizer.memory()) ?? 0;
    for (let i = 0; i < 200; i++) await turn();
    expect(((await recognizer.memory()) ?? 0) - before).toBeLessThan(15e6);
    expect(before).toBeLessThan(200e6);
  });
});

describe('a recogniser with a model for each language', () => {
  it('listens for phrases of both at once, and lets the surer one speak', async () => {
    // the built-in model stands for both, from two folders, so that two models are really loaded
    const copy = mkdtempSync(path.join(os.tmpdir(), 'foyer-model-'));
    cpSync(MODEL, copy, { recursive: true });
    const two = createVoskRecognizer({ models: { zh: MODEL, en: copy }, clock: realClock, log: quietLog });
    try {
      await two.start({ down: () => undefined, up: () => undefined });
      const wake = await two.open({ language: 'any', grammar: ['你好小厅', 'hello kiosk'] });
      feed(wake, await spoken('你好小厅', 'zh'));
      expect(joinWords((await wake.finish()).text)).toBe('你好小厅');
      feed(wake, await spoken('hello kiosk', 'en'));
      expect((await wake.finish()).text).toBe('hello kiosk');
      await expect(two.open({ language: 'any', grammar: ['鼹'] })).rejects.toMatchObject({ code: 'unknown-word' });
    } finally {
      await two.stop();
      rmSync(copy, { recursive: true, force: true });
    }
  });
});

describe('a recogniser without a usable model', () => {
  it.each([
    ['that is not there', { any: path.join(MODEL, 'nowhere') }, 'no-model'],
    ['that is no model', { any: path.dirname(MODEL) }, 'model-broken'],
    ['when none is set', {}, 'no-model'],
  ])('%s says so by name', async (_, models, code) => {
    const broken = createVoskRecognizer({ models, clock: realClock, log: quietLog });
    await expect(broken.start({ down: () => undefined, up: () => undefined })).rejects.toMatchObject({ code });
    expect(broken.pid).toBeNull();
    await broken.stop();
  });
});
