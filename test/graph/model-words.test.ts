// The words of a Vosk model, from its list or from the symbol table inside its graph; and what a pack says that it does not know.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unknownWords, visitorPhrases } from '../../flows/engine/pack/visitor-words.ts';
import { installedModels, readModelWords, symbolsOfFst } from '../../flows/files/model-words.ts';
import { graphFiles } from './graph-pack.ts';

const dir = mkdtempSync(join(tmpdir(), 'foyer-words-'));
afterAll(() => { rmSync(dir, { recursive: true, force: true }); });

/** An OpenFst file as the official small models have it: a header, then the table of output symbols. */
function fst(symbols: readonly string[], flags = 2): Buffer {
  const parts: Buffer[] = [];
  const int32 = (value: number): void => { const b = Buffer.alloc(4); b.writeInt32LE(value); parts.push(b); };
  const int64 = (value: number): void => { const b = Buffer.alloc(8); b.writeBigInt64LE(BigInt(value)); parts.push(b); };
  const string = (text: string): void => { int32(Buffer.byteLength(text)); parts.push(Buffer.from(text)); };
  int32(2_125_659_606); string('ngram'); string('standard'); int32(4); int32(flags);
  for (const value of [0, 0, 3, 5]) int64(value);
  if (flags !== 0) { int32(2_125_658_996); string('words'); int64(symbols.length); int64(symbols.length); symbols.forEach((symbol, i) => { string(symbol); int64(i); }); }
  return Buffer.concat(parts);
}
const WORDS = ['<eps>', '#0', '你好', '台灯', 'where', 'is', 'the', 'lamp', 'how', 'much', 'a', 'an'];

describe('the words of a model', () => {
  it('are read from the symbols inside the graph of an official small model', () => {
    const folder = join(dir, 'vosk-model-small-en-us-0.15');
    mkdirSync(join(folder, 'graph'), { recursive: true });
    writeFileSync(join(folder, 'graph', 'Gr.fst'), fst(WORDS));
    expect(readModelWords(folder)).toMatchObject({ name: 'vosk-model-small-en-us-0.15', own: false, languages: ['en'] });
    expect([...readModelWords(folder).words]).toEqual(WORDS.slice(2));
    expect(installedModels(['zh', 'en'], dir).map(({ name }) => name)).toEqual(['foyer-small-zh-en', 'vosk-model-small-en-us-0.15']);
  });
  it('are those of the built-in model where nothing is installed', () => {
    const [model, ...others] = installedModels(['zh', 'en'], join(dir, 'nothing'));
    expect(others).toEqual([]);
    expect(model).toMatchObject({ own: true, languages: ['zh', 'en'] });
    expect(model?.words.has('您好')).toBe(true);
  });
  it('are none where a file is cut short or holds no symbols', () => {
    expect(symbolsOfFst(fst(WORDS).subarray(0, 90))).toBeNull();
    expect(symbolsOfFst(fst([], 0))).toBeNull();
    expect(symbolsOfFst(Buffer.from('no fst'))).toBeNull();
    expect(() => readModelWords(dir)).toThrow(/No word list/);
  });
});

describe('what a visitor may say', () => {
  const phrases = visitorPhrases(graphFiles(), ['zh', 'en']);
  it('is found with its place: questions, names, options, but nothing that only the kiosk says', () => {
    expect(phrases).toContainEqual(expect.objectContaining({ file: 'graph/library.yaml', language: 'zh', phrase: '老花镜', closed: false }));
    expect(phrases).toContainEqual(expect.objectContaining({ file: 'pack.yaml', closed: true }));
    expect(phrases.some(({ phrase }) => phrase.includes('winner') || phrase.includes('record of'))).toBe(false);
  });
  it('is cut as the recogniser cuts it; a word is named once, with how many phrases hold it', () => {
    const known = new Set(['台灯', '多少', '钱', '租', '金']);
    const unknown = unknownWords(phrases.filter(({ file }) => file === 'graph/library.yaml'), 'zh', (word) => known.has(word));
    expect(unknown.find(({ word }) => word === '镜')).toMatchObject({ count: 1, first: { phrase: '老花镜' } });
    expect(unknown.some(({ word }) => ['台', '灯', '台灯'].includes(word))).toBe(false);
  });
});
