// The whole measurement of redaction: 5,000 planted pieces of personal data and 5,000 harmless sentences of each of two sets,
// and the sets of six authors who had not read the finders, with the seed given or a fresh one.
// `node test/bench/privacy-bench.ts [seed] [--show]`: --show prints what leaked.
import { createEventRedactor } from '../../flows/privacy/redact-event.ts';
import { createSessionRedactor } from '../../flows/privacy/session-redactor.ts';
import { turnEvent } from '../hub/hub-house.ts';
import { type Harmless, harmless } from '../privacy/harmless.ts';
import { leaked } from '../privacy/leak.ts';
import { AUTHORS, measure } from '../privacy/auditor/measure.ts';
import { plant, type Planted } from '../privacy/planted.ts';
import { strangersHarmless, strangersPlants } from '../privacy/stranger.ts';

const seed = Number(process.argv.slice(2).find((word) => /^\d+$/.test(word)) ?? Math.floor(Math.random() * 1e9));
const COUNT = 5000;
console.log(`seed ${seed}`);

function recall(name: string, plants: readonly Planted[]): void {
  const kinds = new Map<string, { found: number; all: number }>();
  const misses: string[] = [];
  for (const one of plants) {
    const visit = createSessionRedactor();
    const kept = one.turns.map((text) => visit.visitor(text).text);
    const kind = kinds.get(one.kind) ?? { found: 0, all: 0 };
    kinds.set(one.kind, kind);
    kind.all += 1;
    if (leaked(one, kept) === null) kind.found += 1;
    else misses.push(`${one.form}: ${one.turns.join(' | ')} -> ${kept.join(' | ')}`);
  }
  console.log(`${name}: recall ${((1 - misses.length / plants.length) * 100).toFixed(2)} % of ${plants.length}; ${[...kinds].map(([kind, { found, all }]) => `${kind} ${found}/${all}`).join(', ')}`);
  for (const miss of misses.slice(0, 10)) console.log(`  missed ${miss}`);
}
function falsePositives(name: string, lines: readonly Harmless[]): void {
  const kinds = new Map<string, { wrong: number; all: number }>();
  for (const line of lines) {
    const key = line.kind.startsWith('pack ') ? 'packs' : line.kind;
    const kind = kinds.get(key) ?? { wrong: 0, all: 0 };
    kinds.set(key, kind);
    kind.all += 1;
    if (createSessionRedactor(line.isPublic ? { isPublic: line.isPublic } : {}).visitor(line.text).text !== line.text) kind.wrong += 1;
  }
  console.log(`${name}: harmless sentences changed; ${[...kinds].map(([kind, { wrong, all }]) => `${kind} ${wrong}/${all}`).join(', ')}`);
}
function speed(): void {
  const redactor = createEventRedactor();
  const events = Array.from({ length: 20_000 }, (_, at) => turnEvent(at + 1, { session: `s${at}` }).data);
  const began = performance.now();
  for (const event of events) redactor.event(event);
  console.log(`an event without anything personal: ${(((performance.now() - began) * 1000) / events.length).toFixed(1)} us`);
}

recall('first set', plant(seed, COUNT));
recall('a stranger\'s set', strangersPlants(seed, COUNT));
falsePositives('first set and all packs', harmless(seed, COUNT));
falsePositives('a stranger\'s set', strangersHarmless(seed, COUNT));
for (const [name, author] of Object.entries(AUTHORS)) {
  const began = performance.now();
  const { rows, numbers, words, leaked, harmless: calm, changed } = measure(author, seed);
  const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
  console.log(`${name}: numbers and plates ${percent(numbers)}, names, homes and accounts ${percent(words)} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  console.log(`  ${[...rows].filter(([, { leaked: lost }]) => lost > 0).map(([kind, { planted, leaked: lost }]) => `${kind} ${planted - lost}/${planted}`).join(', ')}; all others whole`);
  console.log(`  harmless sentences changed: ${[...calm].map(([kind, { all, changed: wrong }]) => `${kind} ${wrong}/${all}`).join(', ')}`);
  if (process.argv.includes('--show')) for (const line of [...leaked, ...new Set(changed.map((text) => `false: ${text}`))]) console.log(`    ${line}`);
}
speed();
