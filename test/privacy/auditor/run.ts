// Runs the auditor's whole set, or the travellers', and prints what leaked: node test/privacy/auditor/run.ts [seed] [--travellers|--neighbours|--passengers] [--show kind] [--most 20]
import { travellersHarmless, travellersPlants } from '../travellers/plants.ts';
import { neighboursHarmless, neighboursPlants } from '../neighbours/plants.ts';
import { passengersHarmless, passengersPlants } from '../passengers/plants.ts';
import { byHand } from './by-hand.ts';
import { leaks, table, touched } from './check.ts';
import { harmlessSaid } from './harmless.ts';
import { plantsOf } from './plants.ts';
import { createDice } from './random.ts';

const words = process.argv.slice(2);
const seed = Number(words[0] ?? 20261124);
const option = (name: string): string | undefined => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
const most = Number(option('--most') ?? 0);
const only = option('--show');
const shown = (name: string): boolean => only === undefined || name.includes(only);

const travellers = words.includes('--travellers');
const neighbours = words.includes('--neighbours');
const passengers = words.includes('--passengers');
const plants = passengers ? passengersPlants(seed) : neighbours ? neighboursPlants(seed) : travellers ? travellersPlants(seed) : plantsOf(seed);
const began = performance.now();
const found = leaks(plants);
const took = performance.now() - began;
const rows = [...table(plants, found)].sort(([a], [b]) => a.localeCompare(b));
for (const [name, { planted, leaked }] of rows) console.log(`${name.padEnd(24)} ${String(planted).padStart(5)} ${String(leaked).padStart(5)}  ${(100 * (1 - leaked / planted)).toFixed(2)} %`);
const numbers = /phone|card|id|landline|plate|passport|permit|qq/;
for (const [name, of] of [['numbers and plates', (kind: string) => numbers.test(kind)], ['names, homes, accounts', (kind: string) => !numbers.test(kind)]] as const) {
  const planted = plants.filter((plant) => of(plant.kind)).length;
  const leaked = found.filter(({ plant }) => of(plant.kind)).length;
  console.log(`${name.padEnd(24)} ${String(planted).padStart(5)} ${String(leaked).padStart(5)}  ${(100 * (1 - leaked / planted)).toFixed(2)} %`);
}
console.log(`${String(plants.length)} plants in ${took.toFixed(0)} ms`);
const some = found.filter(({ plant }) => shown(`${plant.channel}/${plant.kind}`));
for (const { plant, left, part } of some.slice(0, most)) console.log(`  [${plant.channel}/${plant.kind}] ${part} <- ${JSON.stringify(plant.says?.map(({ who, text }) => (who === 'other' ? `K:${text}` : text)) ?? plant.line)}\n      -> ${JSON.stringify(left)}`);

const dice = createDice(seed + 7);
const harmless = Array.from({ length: 3000 }, () => (passengers ? passengersHarmless(dice) : neighbours ? neighboursHarmless(dice) : travellers ? travellersHarmless(dice) : harmlessSaid(dice)));
const marked = harmless.filter(({ text }) => touched(text));
const kinds = new Map<string, [number, number]>();
for (const { kind } of harmless) kinds.set(kind, [(kinds.get(kind)?.[0] ?? 0) + 1, 0]);
for (const { kind } of marked) { const row = kinds.get(kind); if (row) row[1] += 1; }
for (const [kind, [all, wrong]] of kinds) console.log(`harmless/${kind.padEnd(14)} ${String(all).padStart(5)} ${String(wrong).padStart(5)}  ${(100 * wrong / all).toFixed(2)} %`);
if (most > 0) for (const text of new Set(marked.map((one) => one.text))) console.log(`  false: ${text}`);

const hand = byHand();
const handLeaks = leaks(hand.flatMap(({ plant }) => (plant === undefined ? [] : [plant])));
const handFalse = hand.filter(({ plant, text }) => plant === undefined && text.split(/ ?\| ?/).every((turn) => !turn.startsWith('K:')) && touched(text));
const handPlanted = hand.filter(({ plant }) => plant !== undefined).length;
console.log(`by hand: ${String(handPlanted)} plants, ${String(handLeaks.length)} leaked; ${String(hand.length - handPlanted)} harmless, ${String(handFalse.length)} touched`);
if (most > 0) { for (const { plant, left, part } of handLeaks) console.log(`  ${part} <- ${JSON.stringify(plant.says?.map(({ text }) => text) ?? plant.line?.text)} -> ${JSON.stringify(left)}`); for (const { text } of handFalse) console.log(`  false: ${text} -> ${text}`); }
