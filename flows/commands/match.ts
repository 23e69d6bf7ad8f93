// `foyer match`: trains the product's own matcher on any labelled sentences and measures it, so that it can be compared from outside.
import type { Command } from 'commander';
import { z } from 'zod';
import type { MatchTarget } from '../engine/understanding/contract.ts';
import { createTunableMatcher } from '../engine/understanding/matcher.ts';
import { Language } from '../protocol/language.ts';
import { Fault } from '../protocol/faults.ts';
import { readJsonLines } from '../files/json-lines.ts';

const Row = z.object({ text: z.string().min(1), label: z.string().min(1).nullable() });
type Row = z.infer<typeof Row>;

/** What is printed; shares are 0..1, null where the test file has no sentence of that kind. */
export interface MatchReport {
  accuracy: number | null; top3: number | null; oos_recall: number | null; in_scope_with_rejection: number | null; auroc: number | null;
  train_ms: number; query_us_p50: number; query_us_p99: number; model_bytes: number;
}

/** Trains on `train`, measures on `test`. The rejector is fitted on `dev`, else by cross-validation on `train`. */
export function measureMatcher(files: { train: readonly Row[]; test: readonly Row[]; dev?: readonly Row[] }, language: Language): MatchReport {
  const phrasesOf = new Map<string, string[]>();
  const strangers: string[] = [];
  for (const { text, label } of files.train) {
    if (label === null) strangers.push(text);
    else phrasesOf.set(label, [...(phrasesOf.get(label) ?? []), text]);
  }
  const targets: MatchTarget[] = [...phrasesOf].map(([id, phrases]) => ({ id, language, phrases }));
  const started = performance.now();
  const matcher = createTunableMatcher({
    targets,
    outOfScope: [{ language, phrases: strangers }],
    ...(files.dev ? { heldOut: files.dev.map(({ text, label }) => ({ language, text, id: label })) } : {}),
  });
  const trained = performance.now();
  const threshold = matcher.rejectBelow(language);
  let right = 0;
  let nearly = 0;
  let kept = 0;
  let refused = 0;
  let inScope = 0;
  const durations: number[] = [];
  const inside: number[] = [];
  const outside: number[] = [];
  for (const { text, label } of files.test) {
    const before = performance.now();
    const { top, probability } = matcher.match(text, language);
    durations.push((performance.now() - before) * 1000);
    if (label === null) {
      outside.push(probability);
      if (probability < threshold) refused++;
      continue;
    }
    inScope++;
    inside.push(probability);
    if (top.slice(0, 3).some(({ id }) => id === label)) nearly++;
    if (top[0]?.id === label) {
      right++;
      if (probability >= threshold) kept++;
    }
  }
  const share = (count: number, of: number): number | null => (of === 0 ? null : round(count / of));
  durations.sort((one, other) => one - other);
  return {
    accuracy: share(right, inScope), top3: share(nearly, inScope), oos_recall: share(refused, outside.length), in_scope_with_rejection: share(kept, inScope), auroc: areaUnderCurve(inside, outside),
    train_ms: Math.round(trained - started), query_us_p50: Math.round(durations[Math.floor(durations.length * 0.5)] ?? 0), query_us_p99: Math.round(durations[Math.floor(durations.length * 0.99)] ?? 0), model_bytes: matcher.bytes,
  };
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

/** Chance that a sentence in scope is believed more than one out of scope; ties count half. Null when either kind is missing. */
function areaUnderCurve(inside: readonly number[], outside: readonly number[]): number | null {
  if (inside.length === 0 || outside.length === 0) return null;
  const all = [...inside.map((value) => ({ value, known: true })), ...outside.map((value) => ({ value, known: false }))].sort((one, other) => one.value - other.value);
  let ranks = 0;
  for (let at = 0; at < all.length; ) {
    let end = at;
    while (end < all.length && all[end]!.value === all[at]!.value) end++;
    for (let each = at; each < end; each++) if (all[each]!.known) ranks += (at + end + 1) / 2;
    at = end;
  }
  return round((ranks - (inside.length * (inside.length + 1)) / 2) / (inside.length * outside.length));
}

/** Adds the command to the program. */
export function registerMatch(program: Command): void {
  program
    .command('match')
    .description('train the matcher on JSON lines {"text","label"} (label null = out of scope) and measure it')
    .requiredOption('--train <file>', 'sentences to train on')
    .requiredOption('--test <file>', 'sentences to measure on')
    .option('--dev <file>', 'sentences to set the thresholds on (otherwise: cross-validation on --train)')
    .option('--lang <language>', 'zh or en', 'en')
    .option('--json', 'one JSON line on stdout and nothing else')
    .action((flags: { train: string; test: string; dev?: string; lang: string; json?: boolean }) => {
      const language = Language.safeParse(flags.lang);
      if (!language.success) throw new Fault('usage', `--lang ${flags.lang} is not known.`, 'Use zh or en.');
      const train = readJsonLines(flags.train, Row);
      if (!train.some(({ label }) => label !== null)) throw new Fault('usage', 'No line has a label.', 'Train on at least one labelled sentence.', { where: flags.train });
      const test = readJsonLines(flags.test, Row);
      const report = measureMatcher({ train, test, ...(flags.dev === undefined ? {} : { dev: readJsonLines(flags.dev, Row) }) }, language.data);
      process.stdout.write(flags.json ? `${JSON.stringify(report)}\n` : `${Object.entries(report).map(([name, value]) => `${name.padEnd(24)} ${value ?? '-'}`).join('\n')}\n`);
    });
}
