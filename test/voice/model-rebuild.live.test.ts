// New words reach the built-in model by one command without training: a pack with words it does not know, the rebuild,
// and the real library that then hears them.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createVoskRecognizer } from '../../device/adapters/vosk-recognizer.ts';
import { joinWords } from '../../flows/engine/segmentation.ts';
import { MODEL, quietLog, realClock, spoken } from './visitor-voice.ts';

const folder = mkdtempSync(join(tmpdir(), 'foyer-rebuild-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NEW_WORDS = ['where is the zorbing arena', 'hello kiosk'];

async function unknownTo(model: string, heard?: { text: string; language: 'zh' | 'en' }): Promise<{ unknown: string[]; text: string }> {
  const recognizer = createVoskRecognizer({ models: { any: model }, clock: realClock, log: quietLog });
  await recognizer.start({ down: () => undefined, up: () => undefined });
  try {
    const unknown = await recognizer.unknownWords(NEW_WORDS);
    if (!heard) return { unknown, text: '' };
    const stream = await recognizer.open({ language: 'any' });
    const samples = await spoken(heard.text, heard.language);
    for (let at = 0; at < samples.length; at += 320) stream.accept(samples.subarray(at, at + 320));
    const { text } = await stream.finish();
    return { unknown, text: joinWords(text) };
  } finally {
    await recognizer.stop();
  }
}

it('gives a new word and a new wake phrase to the built-in model in one command, without training', async () => {
  const packs = join(folder, 'packs');
  const model = join(folder, 'model');
  cpSync(MODEL, model, { recursive: true });
  cpSync(join(import.meta.dirname, '../../flows/packs'), packs, { recursive: true });
  mkdirSync(join(packs, 'new', 'knowledge'), { recursive: true });
  writeFileSync(join(packs, 'new', 'knowledge', 'one.yaml'), 'entries:\n  - id: one\n    questions: { zh: [悬浮碰碰球馆在哪里], en: [where is the zorbing arena, when does the zorbing arena open] }\n    answer: { zh: 在二楼, en: On floor two }\n');
  writeFileSync(join(packs, 'new', 'pack.yaml'), 'name: new\nwake: { zh: [你好小鹿], en: [hello kiosk] }\n');
  expect((await unknownTo(MODEL)).unknown).toContain('zorbing');
  execFileSync('bash', [join(import.meta.dirname, '../../device/models/recipe/rebuild.sh'), packs, model], { stdio: 'pipe', env: { ...process.env, PATH: `${join(process.execPath, '..')}:${process.env['PATH'] ?? ''}` } });
  const { unknown, text } = await unknownTo(model, { text: 'where is the zorbing arena', language: 'en' });
  expect(unknown).toEqual([]);
  expect(text).toBe('where is the zorbing arena');
  const { phrases } = JSON.parse(readFileSync(join(model, 'wake.json'), 'utf8')) as { phrases: Record<string, { words: string; decoys: string[] }> };
  expect(phrases['你好小鹿']?.words).toBe('你好 小鹿');
  // neighbours by sound, but nothing that sounds like the phrase itself
  expect(phrases['你好小鹿']?.decoys.length).toBeGreaterThan(10);
  expect(phrases['你好小鹿']?.decoys).not.toContain('你好 小 路');
});
