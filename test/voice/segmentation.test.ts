// Text cut into words that a speech model knows.
import { describe, expect, it } from 'vitest';
import { grammarPhrase, joinWords, plainWords, segment } from '../../flows/engine/segmentation.ts';
import { Fault } from '../../flows/protocol/faults.ts';

const words = new Set(['你好', '小厅', '我要', '补办', '身份证', '身份', '证', '办', '我', '要', '三', '零', '五', 'hello', 'kiosk', "o'clock", 'room', 'three', 'zero', 'five']);
const knows = (word: string): boolean => words.has(word);

describe('segmentation', () => {
  it('takes the fewest words, the longest first', () => {
    expect(segment('你好小厅我要补办身份证', knows)).toEqual({ words: ['你好', '小厅', '我要', '补办', '身份证'], unknown: [] });
  });
  it('falls back to single characters', () => {
    expect(segment('我办证', knows).words).toEqual(['我', '办', '证']);
  });
  it('names what it does not know, in the order of the text', () => {
    expect(segment('我要补办户口本 zebra', knows).unknown).toEqual(['户', '口', '本', 'zebra']);
  });
  it('reads digits out in the script around them', () => {
    expect(segment('身份证305', knows).words).toEqual(['身份证', '三', '零', '五']);
    expect(segment('room 305', knows).words).toEqual(['room', 'three', 'zero', 'five']);
  });
  it('folds width, case and marks', () => {
    expect(plainWords('\uff28\uff45\uff4c\uff4c\uff4f, Kiosk\uff01')).toBe('hello kiosk');
    expect(segment("O\u2019Clock", knows).words).toEqual(["o'clock"]);
  });
  it('makes an unknown word an error that names it', () => {
    const attempt = (): string => grammarPhrase('你好小店', knows);
    expect(attempt).toThrow(Fault);
    expect(attempt).toThrow(/"小", "店"/);
    expect(() => grammarPhrase('\uff01\uff01', knows)).toThrow(/no word at all/);
  });
  it('joins what the recogniser says as the language writes it', () => {
    expect(joinWords('我要 补办 [unk] 身份证')).toBe('我要补办身份证');
    expect(joinWords('where is the restroom')).toBe('where is the restroom');
    expect(joinWords('我要 wifi 密码')).toBe('我要 wifi 密码');
    expect(joinWords('[unk]')).toBe('');
  });
});
