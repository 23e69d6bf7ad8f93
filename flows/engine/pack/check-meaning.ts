// Names across files: home cards, buttons, entities, templates, connectors and tests point at things that exist; nothing is defined twice.
import { PROMPTS } from '../prompts.ts';
import { checkConnectors } from './check-connectors.ts';
import { checkGraph } from './check-graph.ts';
import { checkTests } from './check-dialogues.ts';
import type { Source } from './parse-file.ts';
import { suggestion } from './problem.ts';
import type { Sources } from './sources.ts';
import type { Problem } from './problem.ts';

export function checkMeaning(sources: Sources): Problem[] {
  return [...checkDuplicates(sources), ...checkLinks(sources), ...checkGraph(sources), ...checkConnectors(sources), ...checkScreens(sources), ...checkTests(sources)];
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
    source.data.comparisons.forEach((comparison, i) => { claim('comparison', comparison.id, source, ['comparisons', i, 'id']); });
    source.data.lists.forEach((list, i) => { claim('list', list.id, source, ['lists', i, 'id']); });
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

function checkScreens(sources: Sources): Problem[] {
  const languages = sources.pack.data.languages;
  return sources.knowledge.flatMap((source) => source.data.entries.flatMap((entry, i) => {
    const given = languages.filter((language) => entry.screen[language] !== undefined);
    if (given.length === 0) return []; // the spoken text is shown as the body
    return languages.filter((language) => !given.includes(language)).map((language) => source.problem(['entries', i, 'screen'], `Missing translation: the screen of "${entry.id}" has no ${language} form (it has ${given.join(', ')}).`, `Add "${language}:" under screen, or leave screen out: the spoken text is shown then.`));
  }));
}
