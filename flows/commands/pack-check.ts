// `foyer pack check`: every problem with its mend; of a whole pack how full it is, and which words the recogniser does not know.
import { basename } from 'node:path';
import { compilePack } from '../engine/pack/compile.ts';
import { completeness, FEW_QUESTIONS } from '../engine/pack/completeness.ts';
import type { Completeness } from '../engine/pack/completeness.ts';
import type { CompiledPack } from '../engine/pack/compiled.ts';
import { problemLine } from '../engine/pack/problem.ts';
import { unknownWords, visitorPhrases } from '../engine/pack/visitor-words.ts';
import type { UnknownWord } from '../engine/pack/visitor-words.ts';
import { installedModels, readModelWords } from '../files/model-words.ts';
import type { ModelWords } from '../files/model-words.ts';
import { packFolder, readBundle } from '../files/read-pack.ts';
import type { Language } from '../protocol/language.ts';
import type { Bundle } from '../protocol/content.ts';
import { print } from './report.ts';

const SHOWN_WORDS = 20;

/** `model`: folders of Vosk models; by default what is installed. Exit code 1 where the pack does not hold. */
export function checkPack(dir: string, { json = false, model = [] }: { json?: boolean; model?: string[] }): void {
  const folder = packFolder(dir);
  const files = readBundle(folder);
  const result = compilePack(files);
  const problems = result.ok ? result.warnings : result.problems;
  if (json) for (const p of problems) print(JSON.stringify({ level: result.ok ? 'warning' : 'problem', ...p }));
  if (!result.ok) {
    if (!json) {
      for (const p of problems) print(problemLine(p));
      print(`${basename(folder)}: ${problems.length} problem${problems.length === 1 ? '' : 's'}`);
    }
    process.exitCode = 1;
    return;
  }
  const report = completeness(result.pack);
  const vocabulary = vocabularyOf(files, result.pack.pack.languages, model);
  if (json) {
    for (const { model: { name }, word, how } of vocabulary) print(JSON.stringify({ level: 'vocabulary', model: name, language: word.language, word: word.word, count: word.count, closed: word.closed, file: word.first.file, line: word.first.line, column: word.first.column, phrase: word.first.phrase, how }));
    print(JSON.stringify({ level: 'summary', pack: result.pack.pack.name, version: result.pack.pack.version, ...report, unknownWords: Object.fromEntries(result.pack.pack.languages.map((l) => [l, vocabulary.filter(({ word }) => word.language === l).length])) }));
    return;
  }
  for (const p of problems) print(`warning: ${problemLine(p)}`);
  for (const line of summary(result.pack, report)) print(line);
  for (const line of vocabularyLines(vocabulary, result.pack.pack.languages)) print(line);
}

interface Unknown { model: ModelWords; word: UnknownWord; how: string }

function vocabularyOf(files: Bundle, languages: readonly Language[], folders: readonly string[]): Unknown[] {
  const models = folders.length > 0 ? folders.map(readModelWords) : installedModels(languages);
  const phrases = visitorPhrases(files, languages);
  return languages.flatMap((language) => {
    const model = models.find((one) => one.languages.includes(language) && (one.languages.length === 1 || models.length === 1)) ?? models.find((one) => one.languages.includes(language));
    if (model === undefined) return [];
    return unknownWords(phrases, language, (word) => model.words.has(word)).map((word) => ({ model, word, how: mend(model, word) }));
  });
}

function mend(model: ModelWords, { closed, word, language }: UnknownWord): string {
  const spelled = language === 'en' && /^[a-z]{2,4}$/.test(word) ? ' Short names are heard letter by letter: write them so in another way of asking ("a t m").' : '';
  if (model.own) return `The built-in model learns it with: npm run model:rebuild.${spelled}`;
  return `An official model cannot learn words: ${closed ? 'choose other words to say here' : 'add another way of asking without it'}, or use the built-in model.${spelled}`;
}

function vocabularyLines(unknown: readonly Unknown[], languages: readonly Language[]): string[] {
  const lines = [`  words the recogniser does not know: ${languages.map((l) => `${l} ${unknown.filter(({ word }) => word.language === l).length}`).join(', ')}${unknown[0] === undefined ? '' : ` (${[...new Set(unknown.map(({ model }) => model.name))].join(', ')})`}`];
  const shown = languages.flatMap((l) => unknown.filter(({ word }) => word.language === l).slice(0, SHOWN_WORDS / languages.length));
  for (const { word } of shown) lines.push(`    ${word.first.file}:${word.first.line}:${word.first.column} "${word.word}" in "${word.first.phrase}" (${word.language}${word.count > 1 ? `, ${word.count} phrases` : ''})${word.closed ? ': in a choice, which cannot be made by these words' : ''}`);
  if (unknown.length > shown.length) lines.push(`    and ${unknown.length - shown.length} more; --json lists all`);
  const [first] = unknown;
  if (first !== undefined) lines.push(`    ${first.how}`);
  return lines;
}

function summary({ pack }: CompiledPack, report: Completeness): string[] {
  const some = (items: readonly string[], most = 8): string => `${items.slice(0, most).join(', ')}${items.length > most ? `, and ${items.length - most} more` : ''}`;
  const line = (label: string, items: readonly string[]): string[] => (items.length === 0 ? [] : [`  ${label}: ${some(items)}`]);
  return [
    `${pack.name} ${pack.version}: whole, in ${pack.languages.join(' and ')}`,
    `  ${report.entries} entries, ${report.entities} entities, ${report.graphQuestions} questions from templates, ${report.comparisons} comparisons, ${report.lists} lists, ${report.flows} flows, ${report.dialogues} dialogues`,
    `  questions per entry: ${pack.languages.map((l) => `${l} ${report.questionsPerEntry[l] ?? 0}`).join(', ')}`,
    ...line(`fewer than ${FEW_QUESTIONS} questions (${report.thin.length})`, report.thin),
    `  required attributes filled: ${report.required.filled} of ${report.required.of}${report.required.missing.length > 0 ? `; missing: ${some(report.required.missing, 10)}` : ''}`,
    ...line(`graph questions without an answer (${report.unanswered.length})`, report.unanswered),
    ...line(`texts without a number, so not compared and not listed (${report.incomparable.length})`, report.incomparable),
    ...line(`entries without a screen of their own (${report.withoutScreen.length})`, report.withoutScreen),
    ...line('flows without a dialogue test', report.untestedFlows),
  ];
}
