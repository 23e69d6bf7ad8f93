// Every shipped pack can be heard: the built-in model knows the words of its questions, options, triggers and wake phrases.
// When this fails, words were added to a pack: `npm run model:rebuild` teaches them to the model, without training.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unknownWords, visitorPhrases } from '../../flows/engine/pack/visitor-words.ts';
import { readModelWords } from '../../flows/files/model-words.ts';
import { packFolder, PACKS_FOLDER, readBundle } from '../../flows/files/read-pack.ts';
import { LANGUAGES } from '../../flows/protocol/language.ts';
import { MODEL } from './visitor-voice.ts';

/** Words that questions may use before the model is rebuilt. In a choice or a wake phrase there may be none: it could not be said. */
const MOST_UNKNOWN = 12;

const { words } = readModelWords(MODEL);
const packs = readdirSync(PACKS_FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();

describe.each(packs)('the built-in model and the pack %s', (name) => {
  const phrases = visitorPhrases(readBundle(packFolder(name)), LANGUAGES);
  const unknown = LANGUAGES.flatMap((language) => unknownWords(phrases, language, (word) => words.has(word)));
  const shown = (some: typeof unknown): string[] => some.map(({ word, first }) => `"${word}" in "${first.phrase}" (${first.file}:${first.line}), mend it with: npm run model:rebuild`);

  it('knows nearly all the words of its questions', () => {
    expect(phrases.length).toBeGreaterThan(100);
    expect(unknown.length <= MOST_UNKNOWN ? [] : shown(unknown)).toEqual([]);
  });

  it('knows every word of its choices and wake phrases', () => {
    expect(shown(unknown.filter(({ closed }) => closed))).toEqual([]);
  });
});
