// The sets of the six authors who had not read the finders, and what is found of them.
import { callersHarmless, callersPlants } from '../callers/plants.ts';
import { clientsHarmless, clientsPlants } from '../clients/plants.ts';
import { neighboursHarmless, neighboursPlants } from '../neighbours/plants.ts';
import { passengersHarmless, passengersPlants } from '../passengers/plants.ts';
import { travellersHarmless, travellersPlants } from '../travellers/plants.ts';
import { leaks, table, touched } from './check.ts';
import { harmlessSaid } from './harmless.ts';
import type { Plant } from './plant.ts';
import { plantsOf } from './plants.ts';
import { createDice, type Dice } from './random.ts';

interface Author { readonly plants: (seed: number, scale?: number) => Plant[]; readonly harmless: (dice: Dice) => { readonly kind: string; readonly text: string } }
export const AUTHORS: Readonly<Record<string, Author>> = {
  auditor: { plants: plantsOf, harmless: harmlessSaid }, travellers: { plants: travellersPlants, harmless: travellersHarmless },
  neighbours: { plants: neighboursPlants, harmless: neighboursHarmless }, passengers: { plants: passengersPlants, harmless: passengersHarmless }, clients: { plants: clientsPlants, harmless: clientsHarmless },
  callers: { plants: callersPlants, harmless: callersHarmless },
};
/** What the issue demands: numbers of persons and plates. */
const NUMBERS = /phone|card|id|landline|plate|passport|permit|qq/;

export interface Measured {
  /** "speech/phone" -> planted, leaked. */
  readonly rows: ReadonlyMap<string, { readonly planted: number; readonly leaked: number }>;
  /** Share that was found, 0 to 1. */
  readonly numbers: number; readonly words: number;
  readonly leaked: readonly string[];
  /** Kind of harmless sentence -> how many, how many came out changed. */
  readonly harmless: ReadonlyMap<string, { readonly all: number; readonly changed: number }>;
  readonly changed: readonly string[];
}
/** Runs one author's set; `scale` 1 is the whole of it (about 6,000 plants), with half as many harmless sentences. */
export function measure(author: Author, seed: number, scale = 1): Measured {
  const plants = author.plants(seed, scale);
  const found = leaks(plants);
  const share = (numbers: boolean): number => {
    const all = plants.filter(({ kind }) => NUMBERS.test(kind) === numbers).length;
    return all === 0 ? 1 : 1 - found.filter(({ plant }) => NUMBERS.test(plant.kind) === numbers).length / all;
  };
  const dice = createDice(seed + 7);
  const harmless = new Map<string, { all: number; changed: number }>();
  const changed: string[] = [];
  for (let at = 0; at < 3000 * scale; at++) {
    const { kind, text } = author.harmless(dice);
    const row = harmless.get(kind) ?? { all: 0, changed: 0 };
    harmless.set(kind, row);
    row.all += 1;
    if (touched(text)) { row.changed += 1; changed.push(text); }
  }
  const line = ({ plant, left, part }: (typeof found)[number]): string => `[${plant.channel}/${plant.kind}] ${part} <- ${JSON.stringify(plant.says?.map(({ who, text }) => (who === 'other' ? `K:${text}` : text)) ?? plant.line)} -> ${JSON.stringify(left)}`;
  return { rows: table(plants, found), numbers: share(true), words: share(false), leaked: found.map(line), harmless, changed };
}
