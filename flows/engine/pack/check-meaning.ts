// Names across files: home cards, buttons, entities, templates, connectors and tests point at things that exist; nothing is defined twice.
import { PROMPTS } from '../prompts.ts';
import type { Source } from './parse-file.ts';
import { suggestion } from './problem.ts';
import type { Problem } from './problem.ts';
import type { ConnectorsFile, FlowFile, GraphFile, KnowledgeFile, PackFile } from './schema.ts';
import type { TestsFile } from './schema-tests.ts';

export interface Sources {
  pack: Source<PackFile>;
  knowledge: Source<KnowledgeFile>[];
  graph: Source<GraphFile>[];
  flows: Source<FlowFile>[];
  connectors: Source<ConnectorsFile>[];
  tests: Source<TestsFile>[];
}

export function checkMeaning(sources: Sources): Problem[] {
  return [...checkDuplicates(sources), ...checkLinks(sources), ...checkGraph(sources), ...checkScreens(sources), ...checkTests(sources)];
}

function checkDuplicates(sources: Sources): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  const claim = (kind: string, id: string, source: Source<unknown>, path: PropertyKey[]): void => {
    const first = seen.get(`${kind}:${id}`);
    if (first !== undefined) problems.push(source.problem(path, `The ${kind} id "${id}" stands twice (also in ${first}).`, 'Rename or remove one of them.'));
    else seen.set(`${kind}:${id}`, source.file);
  };
  for (const source of sources.knowledge) source.data.entries.forEach((entry, i) => { claim('entry', entry.id, source, ['entries', i, 'id']); });
  for (const source of sources.flows) claim('flow', source.data.flow, source, ['flow']);
  for (const source of sources.graph) {
    source.data.types.forEach((type, i) => { claim('entity type', type.id, source, ['types', i, 'id']); });
    source.data.entities.forEach((entity, i) => { claim('entity', entity.id, source, ['entities', i, 'id']); });
    source.data.templates.forEach((template, i) => { claim('template', template.id, source, ['templates', i, 'id']); });
  }
  for (const source of sources.connectors) source.data.connectors.forEach((c, i) => { claim('connector', c.name, source, ['connectors', i, 'name']); });
  sources.pack.data.home.forEach((card, i) => { claim('home card', card.id, sources.pack, ['home', i, 'id']); });
  for (const source of sources.knowledge) source.data.entries.forEach((entry, i) => {
    if (seen.has(`flow:${entry.id}`)) problems.push(source.problem(['entries', i, 'id'], `The entry "${entry.id}" has the id of a flow.`, 'Buttons could mean either; rename one of them.'));
  });
  return problems;
}

function checkLinks(sources: Sources): Problem[] {
  const problems: Problem[] = [];
  const openable = [...sources.flows.map((s) => s.data.flow), ...sources.knowledge.flatMap((s) => s.data.entries.map((e) => e.id))];
  sources.pack.data.home.forEach((card, i) => {
    if (!openable.includes(card.opens)) problems.push(sources.pack.problem(['home', i, 'opens'], `The home card "${card.id}" opens "${card.opens}", which is neither a flow nor an entry.`, suggestion(card.opens, openable)));
  });
  for (const source of sources.knowledge) source.data.entries.forEach((entry, i) => {
    entry.buttons.forEach((button, k) => {
      if (!openable.includes(button)) problems.push(source.problem(['entries', i, 'buttons', k], `The button "${button}" is neither a flow nor an entry.`, suggestion(button, openable)));
    });
    if (entry.until !== undefined && !/^\d{4}-\d\d-\d\d$/.test(entry.until)) problems.push(source.problem(['entries', i, 'until'], `"${entry.until}" is not a date.`, 'Write it as "2026-12-31".'));
  });
  for (const key of Object.keys(sources.pack.data.prompts)) {
    if (!Object.hasOwn(PROMPTS, key)) problems.push(sources.pack.problem(['prompts', key], `There is no prompt "${key}" to override.`, suggestion(key, Object.keys(PROMPTS))));
  }
  return problems;
}

function checkGraph(sources: Sources): Problem[] {
  const problems: Problem[] = [];
  const types = new Map(sources.graph.flatMap((s) => s.data.types.map((type) => [type.id, type] as const)));
  const entities = sources.graph.flatMap((s) => s.data.entities.map((entity) => entity.id));
  const attributesOf = (id: string): string[] => {
    const found: string[] = [];
    const seen = new Set<string>();
    for (let type = types.get(id); type !== undefined && !seen.has(type.id); type = type.parent === undefined ? undefined : types.get(type.parent)) {
      seen.add(type.id);
      found.push(...type.attributes.map((a) => a.id));
    }
    return found;
  };
  for (const source of sources.graph) {
    source.data.types.forEach((type, i) => {
      if (type.parent !== undefined && !types.has(type.parent)) problems.push(source.problem(['types', i, 'parent'], `There is no entity type "${type.parent}".`, suggestion(type.parent, types.keys())));
    });
    source.data.entities.forEach((entity, i) => {
      if (!types.has(entity.type)) { problems.push(source.problem(['entities', i, 'type'], `There is no entity type "${entity.type}".`, suggestion(entity.type, types.keys()))); return; }
      for (const key of Object.keys(entity.attributes)) {
        if (!attributesOf(entity.type).includes(key)) problems.push(source.problem(['entities', i, 'attributes', key], `The type "${entity.type}" has no attribute "${key}".`, suggestion(key, attributesOf(entity.type))));
      }
      for (const [relation, targets] of Object.entries(entity.relations)) targets.forEach((target, k) => {
        if (!entities.includes(target)) problems.push(source.problem(['entities', i, 'relations', relation, k], `There is no entity "${target}".`, suggestion(target, entities)));
      });
    });
    source.data.templates.forEach((template, i) => {
      if (!types.has(template.type)) problems.push(source.problem(['templates', i, 'type'], `There is no entity type "${template.type}".`, suggestion(template.type, types.keys())));
      else if (!attributesOf(template.type).includes(template.attribute)) problems.push(source.problem(['templates', i, 'attribute'], `The type "${template.type}" has no attribute "${template.attribute}".`, suggestion(template.attribute, attributesOf(template.type))));
      for (const [language, questions] of Object.entries(template.questions)) (questions ?? []).forEach((question, k) => {
        if (!question.includes('{entity}')) problems.push(source.problem(['templates', i, 'questions', language, k], 'This question names no entity.', 'Write {entity} where the name goes.'));
      });
    });
  }
  return problems;
}

function checkScreens(sources: Sources): Problem[] {
  const languages = sources.pack.data.languages;
  return sources.knowledge.flatMap((source) => source.data.entries.flatMap((entry, i) => {
    const given = languages.filter((language) => entry.screen[language] !== undefined);
    if (given.length === 0) return []; // the spoken text is shown as the body
    return languages.filter((language) => !given.includes(language)).map((language) => source.problem(['entries', i, 'screen'], `Missing translation: the screen of "${entry.id}" has no ${language} form (it has ${given.join(', ')}).`, `Add "${language}:" under screen, or leave screen out: the spoken text is shown then.`));
  }));
}

function checkTests(sources: Sources): Problem[] {
  const flows = sources.flows.map((s) => s.data.flow);
  const entries = [...sources.knowledge.flatMap((s) => s.data.entries.map((e) => e.id)), ...sources.graph.flatMap((s) => s.data.templates.map((t) => t.id))];
  const connectors = sources.connectors.flatMap((s) => s.data.connectors.map((c) => c.name));
  return sources.tests.flatMap((source) => source.data.dialogues.flatMap((dialogue, i) => [
    ...Object.keys(dialogue.replies).filter((name) => !connectors.includes(name)).map((name) => source.problem(['dialogues', i, 'replies', name], `There is no connector "${name}".`, suggestion(name, connectors))),
    ...dialogue.turns.flatMap((turn, k) => {
      const { flow, entry, called } = turn.expect;
      const at = (key: string): PropertyKey[] => ['dialogues', i, 'turns', k, 'expect', key];
      return [
        ...(typeof flow === 'string' && !flows.includes(flow) ? [source.problem(at('flow'), `There is no flow "${flow}".`, suggestion(flow, flows))] : []),
        ...(entry !== undefined && !entries.includes(entry.split('/')[0] ?? '') ? [source.problem(at('entry'), `There is no entry or template "${entry}".`, suggestion(entry, entries))] : []),
        ...(called !== undefined && !connectors.includes(called) ? [source.problem(at('called'), `There is no connector "${called}".`, suggestion(called, connectors))] : []),
      ];
    }),
  ]));
}
