// Numbers said and read again give the same number, in both languages, for any number.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEnglishDigits, readEnglishInteger, readEnglishOrdinal, sayEnglishDigits, sayEnglishInteger } from '../../flows/engine/understanding/numerals-en.ts';
import { readChineseInteger, readChineseNumber, sayChineseDigits, sayChineseInteger } from '../../flows/engine/understanding/numerals-zh.ts';
import { isIdentityNumber } from '../../flows/engine/understanding/slots/digits.ts';
import { readSlot } from '../../flows/engine/understanding/slots.ts';

const SEED = 20261123;
const digits = (minLength: number, maxLength: number): fc.Arbitrary<string> => fc.array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength }).map((each) => each.join(''));
const today = '2026-11-25';

describe('round trips', () => {
  it('holds for Chinese whole numbers', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 99_999_999 }), (number) => readChineseInteger(sayChineseInteger(number)) === number), { seed: SEED, numRuns: 2000 });
  });
  it('holds for English whole numbers', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999 }), (number) => readEnglishInteger(sayEnglishInteger(number).split(' '), 0)?.value === number), { seed: SEED, numRuns: 2000 });
  });
  it('holds for digits said one by one, with 幺 or 一, spaced as recognisers write them', () => {
    fc.assert(fc.property(digits(4, 18), fc.constantFrom('一', '幺'), fc.boolean(), (number, one, spaced) => {
      const said = sayChineseDigits(number, one as '一' | '幺');
      return readSlot({ type: 'digits', text: spaced ? [...said].join(' ') : said, language: 'zh', today, min: number.length, max: number.length })?.value === number;
    }), { seed: SEED, numRuns: 500 });
  });
  it('holds for digits said in English, with "double"', () => {
    fc.assert(fc.property(digits(4, 18), fc.boolean(), (number, doubles) => {
      const said = sayEnglishDigits(number, doubles);
      return readEnglishDigits(said.split(' '), 0)?.digits === number && readSlot({ type: 'digits', text: said, language: 'en', today, strict: true })?.value === number;
    }), { seed: SEED, numRuns: 500 });
  });
  it('holds for mobile numbers in both languages', () => {
    fc.assert(fc.property(fc.integer({ min: 3, max: 9 }), digits(9, 9), (second, rest) => {
      const number = `1${second}${rest}`;
      const zh = readSlot({ type: 'phone', text: `我的电话是${sayChineseDigits(number, '幺')}`, language: 'zh', today, strict: true });
      const en = readSlot({ type: 'phone', text: `my number is ${sayEnglishDigits(number, true)}`, language: 'en', today, strict: true });
      return zh?.value === number && en?.value === number;
    }), { seed: SEED, numRuns: 300 });
  });
  it('holds for identity numbers, and one wrong digit is noticed', () => {
    fc.assert(fc.property(fc.integer({ min: 1900, max: 2020 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), digits(3, 3), fc.integer({ min: 0, max: 16 }), (year, month, day, order, wrongAt) => {
      const body = `110105${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${order}`;
      const last = [...'0123456789X'].find((check) => isIdentityNumber(body + check))!;
      const number = body + last;
      const wrong = number.slice(0, wrongAt) + String((Number(number[wrongAt]) + 1) % 10) + number.slice(wrongAt + 1);
      const said = sayChineseDigits(body, '幺') + (last === 'X' ? '叉' : sayChineseDigits(last, '幺'));
      return readSlot({ type: 'id-number', text: said, language: 'zh', today })?.value === number && readSlot({ type: 'id-number', text: wrong, language: 'zh', today }) === null;
    }), { seed: SEED, numRuns: 300 });
  });
});

describe('spoken short cuts', () => {
  it.each([['两百五', 250], ['一千二', 1200], ['一万二', 12000], ['三百零五', 305], ['两万', 20000], ['十', 10], ['二十', 20], ['一百一十', 110], ['二零二六', 2026], ['3万5', 35000]])('%s is %d', (said, value) => {
    expect(readChineseInteger(said)).toBe(value);
  });
  it.each(['十十', '万', '百', '一二三百', '你好', '', '点五'])('%j is no number', (said) => {
    expect(readChineseNumber(said)).toBeNull();
  });
  it.each([['twenty first', 21], ['3rd', 3], ['twelfth', 12]])('%s is number %d in order', (said, value) => {
    expect(readEnglishOrdinal(said.split(' '), 0)?.value).toBe(value);
  });
});

describe('any text at all', () => {
  it('is read or refused, never an error', () => {
    const types = ['yes-no', 'choice', 'number', 'digits', 'phone', 'id-number', 'date', 'time', 'amount', 'person-name', 'free-text', 'quantity', 'date-range', 'time-range', 'plate', 'unknown'];
    const words = fc.constantFrom('一', '三', '点', '半', '号', '月', '下', '周', '天', '后', '块', '万', '亿', '个', '两', '差', '刻', ' ', '1', '12', '31', ':', '.', '-', '/', 'x', 'one', 'hundred', 'half', 'past', 'to', 'a', 'and', 'march', 'the', 'fifth', 'double', 'oh', 'next', 'week', 'in', 'point', 'from', 'christmas', 'monday', 'tonight', 'o', 'clock', 'yuan', 'quarter', 'twenty', '多', '毛', '我', '叫', '不', '是', '吗');
    fc.assert(fc.property(fc.array(words, { maxLength: 12 }), fc.constantFrom(...types), fc.constantFrom('zh' as const, 'en' as const), fc.boolean(), (parts, type, language, strict) => {
      const text = parts.join(language === 'en' ? ' ' : '');
      const read = readSlot({ type, text, language, today, strict, options: [{ id: 'a', label: '三号', phrases: ['half'] }, { id: 'b', label: 'one', phrases: ['下周'] }] });
      return read === null || (read.confidence > 0 && read.confidence <= 1 && read.value !== undefined && !Number.isNaN(read.value));
    }), { seed: SEED, numRuns: 4000 });
  });
});
