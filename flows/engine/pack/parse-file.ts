// One YAML file of a pack -> checked data, or problems at file:line:column. The only file that knows the YAML library.
import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import type { z } from 'zod';
import { suggestion } from './problem.ts';
import type { Problem } from './problem.ts';
import { alternativesAt, knownKeys, schemaAt } from './schema-walk.ts';

export type Path = readonly PropertyKey[];

/** A parsed file: its data and where each part of it stands. */
export interface Source<T> {
  file: string;
  data: T;
  /** A problem at the node of this path (or its nearest existing parent). */
  problem(path: Path, what: string, how: string): Problem;
}

export type ParsedFile<T> = { ok: true; source: Source<T> } | { ok: false; problems: Problem[] };

export function parseFile<T>(file: string, text: string, schema: z.ZodType<T>): ParsedFile<T> {
  const { document, lines } = documentOf(text);
  const place = (offset: number): Place => placeIn(lines, offset);
  if (document.errors.length > 0) {
    // What follows the first slip is mostly its echo.
    return { ok: false, problems: document.errors.filter((error, i) => i === 0 || error.code === 'DUPLICATE_KEY').map((error) => ({ file, ...place(error.pos[0]), what: `This is not valid YAML: ${firstLine(error.message)}.`, how: yamlMend(error.code, error.message, text.slice(0, error.pos[0] + 1).split('\n').at(-1) + (text.slice(error.pos[0] + 1).split('\n')[0] ?? '')) })) };
  }
  let raw: unknown;
  try {
    raw = document.toJS({ maxAliasCount: 20 });
  } catch (error) { // aliases that unfold without end, or that point nowhere
    return { ok: false, problems: [{ file, line: 1, column: 1, what: `This YAML cannot be unfolded: ${error instanceof Error ? firstLine(error.message) : 'unknown reason'}.`, how: 'Write the repeated parts out instead of using & and *.' }] };
  }
  const at = (path: Path): Place => place(offsetOf(document, path));
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue) => explain(issue, [], schema, raw).map(({ path, key, what, how }) => {
      const keyOffset = key === undefined ? undefined : offsetOfKey(document, path, key);
      return { file, ...(keyOffset === undefined ? at(path) : place(keyOffset)), what, how };
    }));
    const once = new Map(problems.map((problem) => [`${problem.line}:${problem.column} ${problem.what}`, problem]));
    return { ok: false, problems: [...once.values()] };
  }
  return { ok: true, source: sourceOf(file, text, parsed.data) };
}

/** Keeps the text, not the syntax tree: of thousands of entries that is twenty times smaller, and most files never have a problem. */
function sourceOf<T>(file: string, text: string, data: T): Source<T> {
  return {
    file, data,
    problem(path, what, how) {
      const { document, lines } = documentOf(text);
      return { file, ...placeIn(lines, offsetOf(document, path)), what, how };
    },
  };
}

interface Place { line: number; column: number }
interface Read { text: string; document: Document.Parsed; lines: LineCounter }
let latest: Read | undefined;

/** The tree of a text; the latest one is remembered, since problems and places are asked for file by file. */
function documentOf(text: string): Read {
  if (latest?.text === text) return latest;
  const lines = new LineCounter();
  latest = { text, document: parseDocument(text, { lineCounter: lines, prettyErrors: false }), lines };
  return latest;
}

function placeIn(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

interface Explained { path: Path; key?: string; what: string; how: string }

function explain(issue: z.core.$ZodIssue, base: Path, schema: z.ZodType, raw: unknown): Explained[] {
  const path = [...base, ...issue.path];
  // Below a step's own alternative (`base` is the step) its verb has been judged already.
  if (path.at(-2) === 'steps' && base.at(-2) !== 'steps' && kindOf(valueAt(raw, path)) === 'map') return explainStep(path, schema, raw);
  const where = nameOf(path);
  const value = valueAt(raw, path);
  switch (issue.code) {
    case 'invalid_union': {
      if (issue.errors.length === 0) return [{ path, what: `${where} has none of the allowed forms.`, how: 'See the form of this file in flows/README.md.' }];
      const best = [...issue.errors].sort((a, b) => weight(a) - weight(b))[0] ?? [];
      return best.flatMap((inner) => explain(inner, path, schema, raw));
    }
    case 'unrecognized_keys': {
      const known = knownKeys(schemaAt(schema, path, raw));
      // `{ en: Yes, please }`: YAML ends the text at the comma and takes the rest for a key.
      return issue.keys.map((key) => ({ path, key, what: `"${key}" is not known in ${where}.`, how: /[\s.!?]|\p{Script=Han}/u.test(key) ? 'A comma ends a text inside { }: put quotation marks around the whole text.' : suggestion(key, known) }));
    }
    case 'invalid_value': {
      const options = issue.values.map(String);
      if (value === undefined) return [{ path, what: `${where} is missing.`, how: `One of: ${options.join(', ')}.` }];
      const noun = path.at(-1) === 'type' && path.includes('slots') ? 'slot type' : `value for ${where}`;
      return [{ path, what: `Unknown ${noun} "${String(value)}".`, how: suggestion(String(value), options) }];
    }
    case 'invalid_type':
      if (path.length === 0 && (value === undefined || value === null)) return [{ path, what: 'This file is empty.', how: 'Fill it in, or remove it.' }];
      if (value === undefined || value === null) return [{ path, what: `${where} is missing.`, how: `Add "${String(path.at(-1) ?? '')}:" (${issue.expected}).` }];
      return [{ path, what: `${where} must be ${article(issue.expected)}, not ${article(kindOf(value))}.`, how: Array.isArray(value) || typeof value === 'object' ? 'Check the indentation here.' : `Found "${String(value)}"; put quotation marks around text that looks like a number or a date.` }];
    default:
      return [{ path, what: `${where}: ${issue.message}.`, how: value === undefined ? 'Add it.' : `Found ${JSON.stringify(value)?.slice(0, 60) ?? 'nothing'}.` }];
  }
}

const VERBS = ['say', 'ask', 'choose', 'confirm', 'call', 'branch', 'show', 'ticket', 'escalate', 'goto', 'end'];

/** A step is judged by its verb: what is wrong inside of it is told, not that it fits no other verb. */
function explainStep(path: Path, schema: z.ZodType, raw: unknown): Explained[] {
  const keys = Object.keys(valueAt(raw, path) as object).filter((key) => key !== 'id');
  const verbs = keys.filter((key) => VERBS.includes(key));
  const strange = keys.find((key) => !VERBS.includes(key));
  const main = verbs.filter((verb) => verb !== 'say');
  const one = `A step has exactly one verb of: ${VERBS.join(', ')}.`;
  if (main.length === 0 && strange !== undefined) return [{ path, key: strange, what: `"${strange}" is not a step verb.`, how: suggestion(strange, VERBS) }];
  if (verbs.length === 0) return [{ path, what: 'This step has no verb.', how: one }];
  const verb = main[0] ?? 'say';
  const alternative = alternativesAt(schema, path, raw).find((one) => [verb, ...verbs].every((v) => knownKeys(one).includes(v)));
  if (main.length > 1 || alternative === undefined) return [{ path, what: `This step mixes verbs that do not go together: ${verbs.join(', ')}.`, how: one }];
  return (alternative.safeParse(valueAt(raw, path)).error?.issues ?? []).flatMap((inner) => explain(inner, path, schema, raw));
}

/** How badly a union branch fits: unknown keys and missing ones weigh more than a wrong value. */
function weight(issues: readonly z.core.$ZodIssue[]): number {
  let sum = 0;
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') sum += 3 * issue.keys.length;
    else if (issue.path.length === 0 && issue.code === 'invalid_type') sum += 4; // another kind of thing altogether
    else if (issue.path.length === 1 && issue.code === 'invalid_type' && issue.message.includes('received undefined')) sum += 3;
    else sum += issue.path.length > 1 ? 1 : 2;
  }
  return sum;
}

function offsetOf(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length) as unknown[], true);
    if (isNode(node)) {
      const start = (node as Node).range?.[0];
      if (start !== undefined) return start;
    }
  }
  return 0;
}

function offsetOfKey(document: Document.Parsed, path: Path, key: string): number | undefined {
  const node = path.length === 0 ? document.contents : document.getIn(path as unknown[], true);
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === key);
  return pair !== undefined && isScalar(pair.key) ? pair.key.range?.[0] : undefined;
}

function nameOf(path: Path): string {
  return path.length === 0 ? 'this file' : path.map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`)).join('').replace(/^\./, '');
}

function valueAt(raw: unknown, path: Path): unknown {
  let value = raw;
  for (const part of path) value = typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined;
  return value;
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : value === null ? 'empty value' : typeof value === 'object' ? 'map' : typeof value;
}

function article(noun: string): string {
  const word = noun === 'array' ? 'list' : noun === 'object' || noun === 'record' ? 'map' : noun === 'string' ? 'text' : noun;
  return word === 'text' ? word : `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/[.:]$/, '');
}

function yamlMend(code: string, message: string, line: string): string {
  // [有没有{limit}块的, ...]: inside [ ] and { } a brace begins a map.
  if (/[[{](?:[^'"]|'[^']*'|"[^"]*")*[^\s'"[{,:]\{[\w.]+\}|[[,:]\s*\{[\w.]+\}[^\s,\]}]/u.test(line)) return 'Inside [ ] and { } put quotation marks around each text that holds { }.';
  if (/^\s*(?:- |[\w-]+: )\{\w+\}./.test(line)) return 'Put quotation marks around a text that begins with { }.';
  const open = /end with a ([\]}])/.exec(message)?.[1];
  if (open !== undefined) return `A "${open === ']' ? '[' : '{'}" on this line or the one before is not closed: add the "${open}".`;
  if (code === 'DUPLICATE_KEY') return 'Each key may stand once; remove or rename one of them.';
  if (code === 'TAB_AS_INDENT') return 'Use spaces, not tabs.';
  if (code === 'BAD_INDENT') return 'Indent with two spaces a level, the same for all lines of a list.';
  return 'Check the indentation, the colons and the quotation marks on this line.';
}
