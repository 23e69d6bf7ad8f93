// The bar on samples of six authors' sets, with seeds that were not used for tuning: numbers and plates to 99.5 %, names, homes and
// accounts as far as they are found, queue numbers, times and windows untouched.
import { describe, expect, it } from 'vitest';
import { byHand } from './auditor/by-hand.ts';
import { leaks, touched } from './auditor/check.ts';
import { AUTHORS, measure } from './auditor/measure.ts';
import { leakOf } from './auditor/plant.ts';

const STRICT = new Set(['queue', 'time', 'window']);
const WORDS: Readonly<Record<string, number>> = { auditor: 0.97, travellers: 0.88, neighbours: 0.92, passengers: 1, clients: 1, callers: 1 };

describe('redaction, as others examine it', () => {
  it.each(Object.entries(AUTHORS))('finds the numbers and plates of the %s, and leaves their queue numbers, times and windows', (name, author) => {
    const { numbers, words, leaked, harmless, changed } = measure(author, 9001, 0.3);
    // The judge sees what was planted before anything was taken out (but for a homophone or a figure said as a count).
    const plants = author.plants(9001, 0.1);
    expect(plants.filter((plant) => leakOf(plant, plant.says?.map(({ text }) => text) ?? [plant.line?.text ?? '', JSON.stringify(plant.line?.fields ?? '')]) === undefined).length).toBeLessThan(plants.length * 0.04);
    expect(numbers >= 0.995 ? [] : leaked.slice(0, 20)).toEqual([]);
    expect(words).toBeGreaterThanOrEqual(WORDS[name] ?? 1);
    for (const [kind, row] of harmless) if (STRICT.has(kind)) expect(row.changed <= row.all * 0.005 ? [] : changed).toEqual([]);
    expect(changed.length <= 900 * 0.03 ? [] : changed).toEqual([]);
  });

  it('finds nine of ten of the sentences that were written by hand, and changes hardly a harmless one', () => {
    const hand = byHand();
    const plants = hand.flatMap(({ plant }) => (plant === undefined ? [] : [plant]));
    expect(plants.length).toBeGreaterThan(200);
    // The judge sees every one of them before anything was taken out.
    expect(plants.filter((plant) => leakOf(plant, plant.says?.map(({ text }) => text) ?? [plant.line?.text ?? '']) === undefined)).toEqual([]);
    expect(leaks(plants).length).toBeLessThanOrEqual(plants.length * 0.11);
    const harmless = hand.filter(({ plant, text }) => plant === undefined && !text.includes('K:'));
    expect(harmless.filter(({ text }) => touched(text)).length).toBeLessThanOrEqual(3);
  });
});
