// What differs between two versions of a pack: first what visitors would notice (answers, questions, flows), then line by line.
import { structuredPatch } from 'diff';
import { parse } from 'yaml';
import type { DiffHeadline, DiffPacks, FileDiff } from '../core/rollout-port.ts';

type Plain = Record<string, unknown>;
const ORDER: readonly DiffHeadline['kind'][] = ['answer', 'entry', 'questions', 'flow', 'notice-or-text', 'connector', 'other', 'test', 'version'];
const LONGEST = 600;

function read(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try { return parse(text) as unknown; } catch { return undefined; }
}
function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function inWords(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value.trim().slice(0, LONGEST);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(' / ').slice(0, LONGEST);
  // What is said in two languages: both, one below the other.
  if (isPlain(value) && Object.values(value).every((one) => typeof one === 'string')) return Object.values(value).join('\n').slice(0, LONGEST);
  return JSON.stringify(value).slice(0, LONGEST);
}
function changeOf(before: unknown, after: unknown): DiffHeadline['change'] {
  return before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
}
const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
function keysOf(...values: unknown[]): string[] {
  return [...new Set(values.filter(isPlain).flatMap((value) => Object.keys(value)))];
}
/** id -> entry, for every knowledge file. */
function entriesOf(files: Record<string, string>): Map<string, { file: string; entry: Plain }> {
  const entries = new Map<string, { file: string; entry: Plain }>();
  for (const [file, text] of Object.entries(files)) {
    if (!file.startsWith('knowledge/')) continue;
    const parsed = read(text);
    const list = isPlain(parsed) && Array.isArray(parsed['entries']) ? parsed['entries'] : [];
    for (const entry of list) if (isPlain(entry) && typeof entry['id'] === 'string') entries.set(entry['id'], { file, entry });
  }
  return entries;
}
function byLanguage(kind: 'answer' | 'questions', file: string, id: string, before: unknown, after: unknown): DiffHeadline[] {
  const [from, to] = [before, after].map((value) => (isPlain(value) ? value : value === undefined ? {} : { '': value }));
  return keysOf(from, to).filter((language) => !equal(from?.[language], to?.[language])).map((language): DiffHeadline => {
    const [was, is] = [from?.[language], to?.[language]];
    const lists = Array.isArray(was) || Array.isArray(is);
    // Of questions, only those that came or went.
    const gone = lists && Array.isArray(was) ? was.filter((one) => !(Array.isArray(is) && is.includes(one))) : was;
    const come = lists && Array.isArray(is) ? is.filter((one) => !(Array.isArray(was) && was.includes(one))) : is;
    return { kind, change: changeOf(was, is), file, id, ...(language ? { language } : {}), before: inWords(gone), after: inWords(come) };
  });
}
function knowledge(before: Record<string, string>, after: Record<string, string>): DiffHeadline[] {
  const [from, to] = [entriesOf(before), entriesOf(after)];
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((id): DiffHeadline[] => {
    const [was, is] = [from.get(id), to.get(id)];
    const file = is?.file ?? was?.file ?? '';
    if (!was || !is) return [{ kind: 'entry', change: changeOf(was, is), file, id, before: inWords(was?.entry['answer']), after: inWords(is?.entry['answer']) }];
    const rest = keysOf(was.entry, is.entry).filter((key) => key !== 'answer' && key !== 'questions' && !equal(was.entry[key], is.entry[key]));
    return [
      ...byLanguage('answer', file, id, was.entry['answer'], is.entry['answer']), ...byLanguage('questions', file, id, was.entry['questions'], is.entry['questions']),
      ...rest.map((key): DiffHeadline => ({ kind: 'other', change: changeOf(was.entry[key], is.entry[key]), file, id: `${id}.${key}`, before: inWords(was.entry[key]), after: inWords(is.entry[key]) })),
    ];
  });
}
function whole(kind: DiffHeadline['kind'], prefix: string, before: Record<string, string>, after: Record<string, string>): DiffHeadline[] {
  return keysOf(before, after).filter((file) => file.startsWith(prefix) && before[file] !== after[file]).map((file): DiffHeadline => {
    const [was, is] = [read(before[file]), read(after[file])];
    const shown = isPlain(is) ? is : isPlain(was) ? was : {};
    const id = typeof shown['flow'] === 'string' ? shown['flow'] : file.split('/').at(-1)?.replace(/\.yaml$/, '') ?? file;
    return { kind, change: changeOf(before[file], after[file]), file, id };
  });
}
/** Files of one level: every key that differs. */
function keyed(kind: DiffHeadline['kind'], file: string, before: Record<string, string>, after: Record<string, string>): DiffHeadline[] {
  const [was, is] = [read(before[file]), read(after[file])];
  return keysOf(was, is).flatMap((key): DiffHeadline[] => {
    const [from, to] = [isPlain(was) ? was[key] : undefined, isPlain(is) ? is[key] : undefined];
    return equal(from, to) ? [] : [{ kind: key === 'version' ? 'version' : kind, change: changeOf(from, to), file, id: key, before: inWords(from), after: inWords(to) }];
  });
}
function fileDiffs(before: Record<string, string>, after: Record<string, string>): FileDiff[] {
  return keysOf(before, after).sort().filter((file) => before[file] !== after[file]).map((file): FileDiff => {
    const patch = structuredPatch(file, file, before[file] ?? '', after[file] ?? '', undefined, undefined, { context: 3 });
    const hunks = patch.hunks.map((hunk) => ({
      line: hunk.newStart,
      lines: hunk.lines.filter((line) => !line.startsWith('\\')).map((line) => ({ sign: line.startsWith('+') ? '+' as const : line.startsWith('-') ? '-' as const : ' ' as const, text: line.slice(1) })),
    }));
    const count = (sign: string): number => hunks.reduce((sum, hunk) => sum + hunk.lines.filter((line) => line.sign === sign).length, 0);
    return { file, change: changeOf(before[file], after[file]), added: count('+'), removed: count('-'), hunks };
  });
}

export const diffPacks: DiffPacks = (before, after) => {
  const others = keysOf(before, after).filter((file) => !/^(knowledge|flows|tests)\//.test(file) && file !== 'pack.yaml' && file !== 'connectors.yaml' && before[file] !== after[file]);
  const headlines = [
    ...knowledge(before, after), ...whole('flow', 'flows/', before, after), ...keyed('notice-or-text', 'pack.yaml', before, after),
    ...others.flatMap((file) => whole('other', file, before, after)), ...whole('test', 'tests/', before, after),
    ...(before['connectors.yaml'] === after['connectors.yaml'] ? [] : whole('connector', 'connectors.yaml', before, after)),
  ];
  const files = fileDiffs(before, after);
  return { headlines: headlines.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)), files };
};
