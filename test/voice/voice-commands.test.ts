// The commands as a person or a script meets them: real processes, real files.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joined, resample } from '../../device/core/pcm.ts';
import { writeWav } from '../../device/core/wav-format.ts';
import { noise, silence, spoken } from './visitor-voice.ts';

const FOYER = fileURLToPath(new URL('../../foyer.ts', import.meta.url));
const folder = mkdtempSync(path.join(os.tmpdir(), 'foyer-commands-'));
const at = (name: string): string => path.join(folder, name);

function foyer(...args: string[]): Promise<{ code: number; lines: Record<string, unknown>[]; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [FOYER, ...args], { cwd: folder, env: { ...process.env, PULSE_SERVER: `unix:${folder}/no-sound` } }, (error, out, err) => {
      const lines = out.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>);
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, lines, out, err });
    });
  });
}

/** The same sound on both channels at another rate. */
function stereo(samples: Int16Array, rate: number): Uint8Array {
  const mono = resample(samples, 16000, rate);
  const both = new Int16Array(mono.length * 2);
  for (let i = 0; i < mono.length; i++) both[2 * i] = both[2 * i + 1] = mono[i] ?? 0;
  const bytes = writeWav(both, rate);
  const view = new DataView(bytes.buffer);
  view.setUint16(22, 2, true);
  view.setUint32(28, rate * 4, true);
  view.setUint16(32, 4, true);
  return bytes;
}

beforeAll(async () => {
  const wakes = joined([silence(1), await spoken('你好小厅', 'zh'), silence(1.5), await spoken('where is the restroom', 'en'), silence(1), await spoken('hello kiosk', 'en'), silence(0.3)]);
  writeFileSync(at('wakes.wav'), writeWav(wakes, 16000));
  writeFileSync(at('wakes-44100-stereo.wav'), stereo(wakes, 44100));
  writeFileSync(at('wakes-8000.wav'), writeWav(resample(wakes, 16000, 8000), 8000));
  writeFileSync(at('question.wav'), writeWav(await spoken('我要补办身份证', 'zh'), 16000));
  writeFileSync(at('yes.wav'), writeWav(await spoken('是的', 'zh'), 16000));
  writeFileSync(at('noise.wav'), writeWav(noise('pink', 3, 1500), 16000));
  writeFileSync(at('text.wav'), 'no sound');
  writeFileSync(at('yes-no.txt'), '# answers\n是的\n不是\n');
  writeFileSync(at('unknown.json'), '["是的","买鼹鼠"]');
  writeFileSync(at('broken.json'), '["是的"');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('foyer listen', () => {
  it('prints text, words with times, confidence and the real-time factor', async () => {
    const { code, lines } = await foyer('listen', '--lang', 'zh', '--wav', at('question.wav'), '--json');
    expect(code).toBe(0);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ text: '我要补办身份证', language: 'zh' });
    expect(lines[0]?.['confidence']).toBeGreaterThan(0.5);
    expect(lines[0]?.['real_time_factor']).toBeLessThan(5);
    const words = lines[0]?.['words'] as { word: string; start: number; end: number; confidence: number }[];
    expect(words.map((word) => word.word).join('')).toBe('我要补办身份证');
    expect(words.every((word) => word.end > word.start && word.confidence > 0)).toBe(true);
  });
  it('listens with a closed grammar', async () => {
    expect((await foyer('listen', '--lang', 'zh', '--wav', at('yes.wav'), '--grammar', at('yes-no.txt'), '--json')).lines[0]).toMatchObject({ text: '是的' });
    expect((await foyer('listen', '--lang', 'zh', '--wav', at('question.wav'), '--grammar', at('yes-no.txt'), '--json')).lines[0]).toMatchObject({ text: '' });
  });
  it.each([
    ['an unknown word in the grammar', ['--lang', 'zh', '--wav', 'yes.wav', '--grammar', 'unknown.json'], /鼹.*买鼹鼠/],
    ['a broken grammar file', ['--lang', 'zh', '--wav', 'yes.wav', '--grammar', 'broken.json'], /broken\.json.*not valid JSON/],
    ['no such file', ['--lang', 'zh', '--wav', 'nowhere.wav'], /nowhere\.wav.*no such file/],
    ['a file that is no sound', ['--lang', 'zh', '--wav', 'text.wav'], /text\.wav.*not a WAV file/],
    ['a language that it does not speak', ['--lang', 'fr', '--wav', 'yes.wav'], /"fr"/],
    ['no source of sound', ['--lang', 'zh'], /--wav FILE or --mic/],
    ['no model', ['--lang', 'zh', '--wav', 'yes.wav', '--model', 'nowhere'], /nowhere.*no speech model/],
  ])('says where, what and how to mend it: %s', async (_, args, message) => {
    const { code, err, out } = await foyer('listen', ...args);
    expect(code).toBe(args.includes('--model') ? 1 : 2);
    expect(err).toMatch(message);
    expect(err).not.toContain('    at ');
    expect(out).toBe('');
  });
  it('says that there is no microphone', async () => {
    const { code, err } = await foyer('listen', '--lang', 'zh', '--mic');
    expect(code).toBe(1);
    expect(err).toMatch(/microphone.*no-microphone/s);
  });
});

describe('foyer wake', () => {
  it.each(['wakes.wav', 'wakes-44100-stereo.wav', 'wakes-8000.wav'])('finds the wake phrases in %s, with times and scores', async (file) => {
    const { code, lines } = await foyer('wake', '--wav', at(file), '--json');
    expect(code).toBe(0);
    const wakes = lines.filter((line) => line['event'] === 'wake-heard');
    expect(wakes.map((wake) => [wake['phrase'], wake['language']])).toEqual([['你好小厅', 'zh'], ['hello kiosk', 'en']]);
    expect(wakes[0]?.['at_ms']).toBeGreaterThan(1500);
    expect(wakes[0]?.['at_ms']).toBeLessThan(3000);
    expect(wakes.every((wake) => Number(wake['score']) > 0.5)).toBe(true);
    expect(lines.at(-1)).toMatchObject({ event: 'end', wakes: 2 });
  });
  it('finds nothing in noise and in other words', async () => {
    expect((await foyer('wake', '--wav', at('noise.wav'), '--json')).lines).toMatchObject([{ event: 'end', wakes: 0 }]);
    expect((await foyer('wake', '--wav', at('question.wav'), '--json')).lines).toMatchObject([{ event: 'end', wakes: 0 }]);
  });
  it('takes other phrases, if the model knows their words', async () => {
    writeFileSync(at('phrases.txt'), '我要补办身份证\n');
    expect((await foyer('wake', '--wav', at('question.wav'), '--phrases', at('phrases.txt'), '--json')).lines[0]).toMatchObject({ phrase: '我要补办身份证', language: 'zh' });
    expect(await foyer('wake', '--wav', at('yes.wav'), '--phrases', at('unknown.json'))).toMatchObject({ code: 2, err: /鼹/ });
  });
});

describe('foyer models', () => {
  it('lists what there is', async () => {
    const { code, lines } = await foyer('models', 'list', '--json');
    expect(code).toBe(0);
    expect(lines.map((line) => line['name'])).toEqual(expect.arrayContaining(['foyer-small-zh-en', 'vosk-model-small-cn-0.22', 'vosk-model-small-en-us-0.15']));
    expect((await foyer('models')).out).toContain('built in');
  });
  it('refuses to trust a download unseen', async () => {
    const { code, err } = await foyer('models', 'install', 'vosk-model-cn-kaldi-multicn-0.15');
    expect(code).toBe(2);
    expect(err).toMatch(/--sha256/);
  });
  it('says when a server cannot be reached, a name is unknown, a model is not there', async () => {
    expect(await foyer('models', 'install', 'no-such-model')).toMatchObject({ code: 2, err: /catalogue/ });
    expect(await foyer('models', 'install', '../evil', '--from', 'http://127.0.0.1:1', '--sha256', '0'.repeat(64))).toMatchObject({ code: 2, err: /not a model's name/ });
    expect(await foyer('models', 'path', 'zh')).toMatchObject({ code: 1, err: /not installed/ });
    expect((await foyer('models', 'path')).out.trim()).toBe(path.join(folder, '.foyer', 'models'));
  });
});

describe('foyer doctor', () => {
  it('says what is missing, one line each, with the mend', async () => {
    const { code, lines } = await foyer('doctor', '--json');
    expect(code).toBe(0);
    expect(lines.find((line) => line['check'] === 'speech model')).toMatchObject({ state: 'ok' });
    expect(lines.find((line) => line['check'] === 'voice')).toMatchObject({ state: 'ok' });
    for (const line of lines) {
      expect(line['text']).toBeTruthy();
      if (line['state'] !== 'ok') expect(line['mend']).toBeTruthy();
    }
  });
  it('ends with 1 when something essential is missing', async () => {
    const { code, lines } = await foyer('doctor', '--json', '--model', at('nowhere'));
    expect(code).toBe(1);
    expect(lines.find((line) => line['check'] === 'speech model')).toMatchObject({ state: 'missing', essential: true, mend: /foyer models install/ });
  });
});
