// The pure parts of touching an answer in: pinyin, days, times, and that every sign a pack asks for is drawn.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPack } from '../../flows/files/load-pack.ts';
import { iconNamed } from '../../kiosk-ui/icons.ts';
import { pageOf, weeksFrom } from '../../kiosk-ui/parts/calendar-days.ts';
import { timesBetween } from '../../kiosk-ui/parts/clock-times.ts';
import { candidatesFor, firstSigns, syllablesOf } from '../../kiosk-ui/pinyin/candidates.ts';
import type { Subject } from '../../kiosk-ui/pinyin/candidates.ts';
import { inputKind } from '../../kiosk-ui/screen-state.ts';
import { tableSource } from './pinyin-source.ts';

const PACKS = fileURLToPath(new URL('../../flows/packs/', import.meta.url));

/** Places of the wanted text among the candidates, counted from one; infinite where it is not there. */
const placeOf = (letters: string, text: string, subject: Subject, begun = false): number => {
  const at = candidatesFor(letters, subject, begun).findIndex((candidate) => candidate.text === text);
  return at < 0 ? Infinity : at + 1;
};

describe('the pinyin keyboard', () => {
  it('has the table that pinyin-pro gives', () => {
    expect(readFileSync(fileURLToPath(new URL('../../kiosk-ui/pinyin/table.ts', import.meta.url)), 'utf8')).toBe(tableSource());
  });

  it.each([
    ['wang', '王'], ['li', '李'], ['zhang', '张'], ['liu', '刘'], ['chen', '陈'], ['yang', '杨'], ['huang', '黄'], ['zhao', '赵'], ['wu', '吴'], ['zhou', '周'], ['xu', '徐'], ['sun', '孙'], ['ma', '马'], ['zhu', '朱'], ['hu', '胡'], ['guo', '郭'], ['he', '何'], ['lin', '林'], ['gao', '高'], ['luo', '罗'], ['shan', '单'], ['zeng', '曾'], ['xie', '谢'], ['ouyang', '欧阳'], ['lv', '吕'],
  ])('offers the surname of %s among the first three', (letters, surname) => {
    expect(placeOf(letters, surname, 'name')).toBeLessThanOrEqual(3);
  });

  it.each([
    ['hao', '号'], ['lu', '路'], ['dong', '栋'], ['danyuan', '单元'], ['xiaoqu', '小区'], ['shi', '室'], ['lou', '楼'], ['jiedao', '街道'], ['dadao', '大道'], ['xingfulu', '幸福路'], ['xfl', '幸福路'], ['chengdu', '成都'], ['renminnanlu', '人民南路'], ['tianfudadao', '天府大道'], ['guihuayuan', '桂花苑'], ["xi'an", '西安'],
  ])('offers the address word of %s among the first three', (letters, word) => {
    expect(placeOf(letters, word, 'address', true)).toBeLessThanOrEqual(3);
  });

  it('knows every surname and every place of China by its sound, however far behind', () => {
    for (const [letters, sign] of [['zhai', '翟'], ['qu', '瞿'], ['kan', '阚'], ['chong', '重'], ['zhong', '重'], ['nv', '女'], ['chang', '长'], ['zhang', '长']] as const) expect(placeOf(letters, sign, 'any'), letters).toBeLessThan(120);
  });

  it('parts letters into syllables, unfinished ones included', () => {
    const parts = (letters: string) => syllablesOf(letters).map((part) => part.typed);
    expect(parts('xingfulu')).toEqual(['xing', 'fu', 'lu']);
    expect(parts("xi'an")).toEqual(['xi', 'an']);
    expect(parts('xian')).toEqual(['xian']);
    expect(parts('zhongg')).toEqual(['zhong', 'g']);
    expect(parts('')).toEqual([]);
  });

  it('always goes on: each candidate uses letters up, none is offered twice', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z']{1,16}$/), fc.constantFrom('any' as const, 'name' as const, 'address' as const), (letters, subject) => {
      const candidates = candidatesFor(letters, subject, false);
      for (const { text, used } of candidates) {
        expect(text).toMatch(/^\p{Script=Han}+$/u);
        expect(used).toBeGreaterThan(0);
        expect(used).toBeLessThanOrEqual(letters.length);
      }
      expect(new Set(candidates.map((each) => each.text)).size).toBe(candidates.length);
    }), { numRuns: 150 });
  });

  it('offers surnames before a name is begun and the words of addresses once one is', () => {
    expect(firstSigns('name', false).slice(0, 3).map((each) => each.text)).toEqual(['王', '李', '张']);
    expect(firstSigns('name', true)).toEqual([]);
    expect(firstSigns('address', true).map((each) => each.text)).toContain('单元');
    expect(firstSigns('any', false)).toEqual([]);
  });
});

describe('days and times', () => {
  const today = { year: 2026, month: 11, day: 25 };

  it('finds the page of any day', () => {
    fc.assert(fc.property(fc.integer({ min: -4000, max: 4000 }), (ahead) => {
      const iso = new Date(Date.UTC(2026, 10, 25 + ahead)).toISOString().slice(0, 10);
      const days = weeksFrom(today, pageOf(today, iso)).flat().map((day) => `${day.year}-${String(day.month).padStart(2, '0')}-${String(day.day).padStart(2, '0')}`);
      expect(days).toContain(iso);
    }));
  });

  it('keeps times within opening and closing', () => {
    expect(timesBetween(9 * 60, 10 * 60, 30)).toEqual(['09:00', '09:30', '10:00']);
    expect(timesBetween(9 * 60 + 10, 10 * 60 - 1, 30)).toEqual(['09:30']);
    expect(timesBetween(18 * 60, 17 * 60, 30)).toEqual([]);
    expect(timesBetween(23 * 60, 24 * 60, 30)).toEqual(['23:00', '23:30']);
  });

  it('knows what an input is for, also from a device that names only its type', () => {
    const input = { choices: [], placeholder: '' };
    expect(inputKind({ ...input, type: 'text', maxLength: 18 })).toBe('id-number');
    expect(inputKind({ ...input, type: 'text', maxLength: 200 })).toBe('free-text');
    expect(inputKind({ ...input, type: 'number', maxLength: 12 })).toBe('amount');
    expect(inputKind({ ...input, type: 'text', maxLength: 8, kind: 'plate' })).toBe('plate');
  });
});

describe('the signs of the packs', () => {
  it.each(readdirSync(PACKS, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name))('are all drawn (%s)', (name) => {
    const { pack } = loadPack(PACKS + name);
    const options = Object.values(pack.flows).flatMap((flow) => [...flow.slots.flatMap((slot) => slot.choices), ...flow.steps.flatMap((step) => ('choose' in step ? step.options : []))]);
    const asked = [...pack.pack.home.map((card) => card.icon), ...options.map((option) => option.icon)].filter((word) => word !== undefined && word !== '');
    expect(asked.filter((word) => iconNamed(word ?? '') === null)).toEqual([]);
    expect(pack.pack.home.filter((card) => card.icon === undefined).map((card) => card.id)).toEqual([]);
  });
});
