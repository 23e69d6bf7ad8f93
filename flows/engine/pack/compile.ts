// A bundle of YAML files -> one checked pack, or every problem in it with file, line and mend. Pure; nothing half-loads.
import type { z } from 'zod';
import type { Bundle } from '../../protocol/content.ts';
import { clearedByJumps, numberSteps } from '../flow/steps.ts';
import { collisions } from './check-collisions.ts';
import { checkFlow } from './check-flow.ts';
import { checkMeaning } from './check-meaning.ts';
import type { Sources } from './sources.ts';
import { checkTexts } from './check-texts.ts';
import type { CompiledFlow, CompiledPack, CompileResult, Option } from './compiled.ts';
import { isA, withDefaults } from '../graph/values.ts';
import { expandGraph, graphTargets } from './expand-graph.ts';
import { fileKindOf } from './file-kinds.ts';
import { parseFile } from './parse-file.ts';
import type { Source } from './parse-file.ts';
import type { Problem } from './problem.ts';
import type { FlowFile, GraphFile, LexiconFile, PackFile } from './schema.ts';

/** Problems come sorted by file and line. `warnings: false`: nobody will read them, so they are not looked for. */
export function compilePack(files: Bundle, { warnings = true }: { warnings?: boolean } = {}): CompileResult {
  const problems: Problem[] = [];
  const read: { kind: string; schema: z.ZodType; source: Source<unknown> }[] = [];
  for (const [file, text] of Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const row = fileKindOf(file);
    if (row === undefined) {
      problems.push({ file, line: 1, column: 1, what: 'This file has no place in a pack.', how: 'Packs hold pack.yaml, connectors.yaml, lexicon.yaml and the folders knowledge, graph, flows, tests.' });
      continue;
    }
    const parsed = parseFile<unknown>(file, text, row.schema);
    if (parsed.ok) read.push({ kind: row.kind, schema: row.schema, source: parsed.source });
    else problems.push(...parsed.problems);
  }
  const all = <T>(kind: string): Source<T>[] => read.filter((r) => r.kind === kind).map((r) => r.source as Source<T>);
  const pack = all<PackFile>('pack')[0];
  if (pack === undefined) {
    if (files['pack.yaml'] === undefined) problems.push({ file: 'pack.yaml', line: 1, column: 1, what: 'The pack has no pack.yaml.', how: 'Add it: name, version, title, languages, wake, persona, theme, headline, greeting, home, examples, escalation.' });
    return { ok: false, problems: sorted(problems) };
  }
  const wake = [...(pack.data.wake.zh ?? []), ...(pack.data.wake.en ?? [])];
  for (const { schema, source } of read) problems.push(...checkTexts(source, schema, pack.data.languages, wake));
  const sources: Sources = { pack, knowledge: all('knowledge'), graph: all('graph'), flows: all('flows'), connectors: all('connectors'), tests: all('tests') };
  // Links into a file that cannot be read would all look broken.
  if (!problems.some((p) => unreadable(p, read.map((r) => r.source.file)))) problems.push(...checkMeaning(sources));
  const connectors = new Map(sources.connectors.flatMap((s) => s.data.connectors.map((c) => [c.name, c] as const)));
  const kinds = sources.graph.flatMap((s) => s.data.types);
  const graph = {
    types: kinds, entities: sources.graph.flatMap((s) => s.data.entities).map((entity) => withDefaults(kinds, entity)),
    templates: sources.graph.flatMap((s) => s.data.templates), comparisons: sources.graph.flatMap((s) => s.data.comparisons), lists: sources.graph.flatMap((s) => s.data.lists),
  };
  const types = new Set(graph.types.map((t) => t.id));
  const flows = sources.flows.map((source) => ({ source, flow: compileFlow(source.data, graph) }));
  for (const { source, flow } of flows) problems.push(...checkFlow(source, flow, { languages: pack.data.languages, connectors, types }));
  if (problems.length > 0) return { ok: false, problems: sorted(problems) };

  const answers = expandGraph(graph, pack.data.languages);
  const entries = sources.knowledge.flatMap((s) => s.data.entries);
  const compiled: CompiledPack = {
    pack: pack.data,
    entries: byId(entries, (e) => e.id),
    answers: byId(answers, (a) => a.id),
    flows: byId(flows.map((f) => f.flow), (f) => f.id),
    ...graph,
    connectors: Object.fromEntries(connectors),
    lexicon: all<LexiconFile>('lexicon')[0]?.data ?? { pronunciations: {}, aliases: {}, sensitive: [] },
    targets: [
      ...pack.data.languages.flatMap((language) => [
        ...entries.map((e) => ({ id: `entry:${e.id}`, language, phrases: e.questions[language] ?? [] })),
        ...flows.map(({ flow }) => ({ id: `flow:${flow.id}`, language, phrases: flow.triggers[language] ?? [] })),
      ]),
      ...graphTargets(graph, answers, pack.data.languages),
    ].filter((target) => target.phrases.length > 0),
    dialogues: sources.tests.flatMap((s) => s.data.dialogues.map((dialogue, i) => ({ file: s.file, line: s.problem(['dialogues', i], '', '').line, dialogue }))),
  };
  return { ok: true, pack: compiled, warnings: warnings ? sorted(collisions(sources, compiled.targets)) : [] };
}

function unreadable(problem: Problem, readable: readonly string[]): boolean {
  return !readable.includes(problem.file);
}

function compileFlow(file: FlowFile, graph: Pick<GraphFile, 'types' | 'entities'>): CompiledFlow {
  const steps = numberSteps(file.steps);
  return {
    id: file.flow, title: file.title, triggers: file.triggers, notice: file.notice, steps, clears: clearedByJumps(steps),
    slots: file.slots.map((slot) => {
      const { optionsFrom } = slot;
      const choices: Option[] = optionsFrom === undefined ? slot.options
        : graph.entities.filter((e) => isA(graph, e.type, optionsFrom)).map((e) => ({ id: e.id, label: e.name, say: e.aliases }));
      return { ...slot, choices };
    }),
  };
}

function byId<T>(items: readonly T[], id: (item: T) => string): Record<string, T> {
  return Object.fromEntries(items.map((item) => [id(item), item]));
}

function sorted(problems: Problem[]): Problem[] {
  return problems.sort((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1));
}
