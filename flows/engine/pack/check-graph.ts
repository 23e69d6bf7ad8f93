// The graph is whole: types, attributes and relations exist, values fit their attribute, and every question has the holes its answer fills.
import { attributeOf, bareValue, isA, isWorded, lineage, relationOf } from '../graph/values.ts';
import type { Attribute, Types, Value } from '../graph/values.ts';
import type { Sources } from './sources.ts';
import { relatedBy } from './expand-graph.ts';
import type { Source } from './parse-file.ts';
import { suggestion } from './problem.ts';
import type { Problem } from './problem.ts';
import type { GraphFile } from './schema.ts';

type Path = PropertyKey[];
type Found = (path: Path, what: string, how: string) => void;

const COMPARABLE = ['number', 'money', 'minutes', 'days'];

interface Graph { types: Types; entities: ReadonlyMap<string, GraphFile['entities'][number]>; languages: readonly ('zh' | 'en')[] }

export function checkGraph(sources: Sources): Problem[] {
  const problems: Problem[] = [];
  const graph: Graph = {
    types: sources.graph.flatMap((s) => s.data.types), entities: new Map(sources.graph.flatMap((s) => s.data.entities.map((entity) => [entity.id, entity] as const))),
    languages: sources.pack.data.languages,
  };
  for (const source of sources.graph) {
    const found: Found = (path, what, how) => { problems.push(source.problem(path, what, how)); };
    checkTypes(source, graph, found);
    checkEntities(source, graph, found);
    checkTemplates(source, graph, found);
    checkComparisons(source, graph, found);
    checkLists(source, graph, found);
  }
  return problems;
}

function attributesOf(graph: Graph, type: string): string[] {
  return lineage(graph.types, type).flatMap((t) => t.attributes.map((a) => a.id));
}

function relationsOf(graph: Graph, type: string): string[] {
  return lineage(graph.types, type).flatMap((t) => t.relations.map((r) => r.id));
}

function knowsType(graph: Graph, id: string, path: Path, found: Found): boolean {
  if (graph.types.some((t) => t.id === id)) return true;
  found(path, `There is no entity type "${id}".`, suggestion(id, graph.types.map((t) => t.id)));
  return false;
}

function checkTypes(source: Source<GraphFile>, graph: Graph, found: Found): void {
  source.data.types.forEach((type, i) => {
    if (type.parent !== undefined && knowsType(graph, type.parent, ['types', i, 'parent'], found)) {
      const up = lineage(graph.types, type.parent);
      if (up.some((t) => t.id === type.id)) found(['types', i, 'parent'], `The type "${type.id}" is its own ancestor.`, 'Take one parent: out of the circle.');
    }
    type.relations.forEach((relation, k) => { knowsType(graph, relation.to, ['types', i, 'relations', k, 'to'], found); });
    for (const [key, value] of Object.entries(type.defaults)) checkValue(graph, type.id, key, value, ['types', i, 'defaults', key], found);
  });
}

function checkEntities(source: Source<GraphFile>, graph: Graph, found: Found): void {
  source.data.entities.forEach((entity, i) => {
    if (!knowsType(graph, entity.type, ['entities', i, 'type'], found)) return;
    for (const [key, value] of Object.entries(entity.attributes)) checkValue(graph, entity.type, key, value, ['entities', i, 'attributes', key], found);
    for (const [id, targets] of Object.entries(entity.relations)) {
      const relation = relationOf(graph.types, entity.type, id);
      if (relation === undefined) {
        found(['entities', i, 'relations', id], `The type "${entity.type}" has no relation "${id}".`, relationsOf(graph, entity.type).length > 0 ? suggestion(id, relationsOf(graph, entity.type)) : `Declare it at the type: relations: [{ id: ${id}, label: { zh: ..., en: ... }, to: OTHER-TYPE }].`);
      }
      targets.forEach((target, k) => {
        const other = graph.entities.get(target);
        if (other === undefined) found(['entities', i, 'relations', id, k], `There is no entity "${target}".`, suggestion(target, graph.entities.keys()));
        else if (relation !== undefined && !isA(graph, other.type, relation.to)) found(['entities', i, 'relations', id, k], `"${target}" is of the type "${other.type}", but the relation "${id}" leads to "${relation.to}".`, `Name an entity of the type "${relation.to}", or change to: at the relation.`);
      });
    }
  });
}

function checkValue(graph: Graph, type: string, key: string, value: Value, path: Path, found: Found): void {
  const attribute = attributeOf(graph.types, type, key);
  if (attribute === undefined) {
    found(path, `The type "${type}" has no attribute "${key}".`, suggestion(key, attributesOf(graph, type)));
    return;
  }
  const wrong = misfit(attribute, value);
  if (wrong !== null) found(path, `"${key}" is of the type ${attribute.type}, but ${wrong.is}.`, wrong.how);
  // A part of the languages is worse than none: without words the value is written out by its type.
  if (isWorded(value) && (value.zh !== undefined || value.en !== undefined || typeof value.value === 'string')) {
    for (const language of graph.languages) if (value[language] === undefined) found(path, `Missing translation: "${key}" has no ${language} text.`, `Add "${language}:" beside value:.`);
  }
}

function misfit(attribute: Attribute, value: Value): { is: string; how: string } | null {
  const bare = bareValue(value);
  const items = typeof value === 'object' && !isWorded(value) && (Array.isArray(value.zh) || Array.isArray(value.en));
  if (attribute.type === 'list') return items ? null : { is: 'this is no list', how: 'Write { zh: [one, two], en: [one, two] }.' };
  if (items) return { is: 'this is a list', how: 'Write one text per language, or make the attribute a list.' };
  if (COMPARABLE.includes(attribute.type)) {
    if (typeof bare === 'number') return null;
    // A text has no number on purpose ("by weight"): it is told, but neither compared nor listed.
    return bare === undefined ? null : { is: typeof bare === 'boolean' ? 'this is yes or no' : `"${bare}" is a text`, how: `Write a number, or { value: 12.9, zh: ..., en: ... } for a number with its own words.` };
  }
  if (attribute.type === 'yes-no') return typeof bare === 'boolean' ? null : { is: 'this is neither true nor false', how: 'Write true or false, or { value: true, zh: ..., en: ... }.' };
  return typeof bare === 'number' || typeof bare === 'boolean' ? { is: `${String(bare)} is no text`, how: `Write "${String(bare)}" in quotation marks, or give the attribute another type.` } : null;
}

function checkHoles(text: Partial<Record<string, string>> | undefined, allowed: readonly string[], path: Path, found: Found): void {
  for (const [language, written] of Object.entries(text ?? {})) {
    for (const [, hole = ''] of (written ?? '').matchAll(/\{([^{}]*)\}/g)) {
      if (!allowed.includes(hole)) found([...path, language], `Nothing fills {${hole}} here.`, suggestion(hole, allowed));
    }
  }
}

function checkQuestions(questions: Partial<Record<string, string[]>>, wanted: readonly string[], path: Path, found: Found, what: string, how: string): void {
  for (const [language, list] of Object.entries(questions)) (list ?? []).forEach((question, k) => {
    if (!wanted.every((hole) => question.includes(`{${hole}}`))) found([...path, language, k], what, how);
    for (const [, hole = ''] of question.matchAll(/\{([^{}]*)\}/g)) if (!wanted.includes(hole)) found([...path, language, k], `Nothing fills {${hole}} here.`, wanted.length > 0 ? suggestion(hole, wanted) : 'Write it out; this question has no holes.');
  });
}

function checkTemplates(source: Source<GraphFile>, graph: Graph, found: Found): void {
  source.data.templates.forEach((template, i) => {
    const path: Path = ['templates', i];
    if (knowsType(graph, template.type, [...path, 'type'], found)) {
      if (template.inverse) {
        const all = graph.types.flatMap((t) => t.relations);
        if (relatedBy(graph, template, template.type) === undefined) found([...path, 'attribute'], `No relation "${template.attribute}" leads to the type "${template.type}".`, all.length === 0 ? 'Declare relations: at the type it starts from.' : suggestion(template.attribute, all.map((r) => r.id)));
      } else if (attributeOf(graph.types, template.type, template.attribute) === undefined && relationOf(graph.types, template.type, template.attribute) === undefined) {
        found([...path, 'attribute'], `The type "${template.type}" has no attribute "${template.attribute}".`, suggestion(template.attribute, [...attributesOf(graph, template.type), ...relationsOf(graph, template.type)]));
      }
    }
    checkQuestions(template.questions, ['entity'], [...path, 'questions'], found, 'This question names no entity.', 'Write {entity} where the name goes.');
    checkHoles(template.answer, ['entity', 'value', 'label'], [...path, 'answer'], found);
    checkHoles(template.missing, ['entity', 'label'], [...path, 'missing'], found);
  });
}

function checkComparisons(source: Source<GraphFile>, graph: Graph, found: Found): void {
  source.data.comparisons.forEach((comparison, i) => {
    const path: Path = ['comparisons', i];
    if (knowsType(graph, comparison.type, [...path, 'type'], found)) comparable(graph, comparison.type, comparison.attribute, [...path, 'attribute'], found);
    checkQuestions(comparison.questions, ['a', 'b'], [...path, 'questions'], found, 'This comparison does not name both things.', 'Write {a} and {b} where their names go.');
    checkHoles(comparison.answer, ['winner', 'winnerValue', 'loser', 'loserValue', 'label'], [...path, 'answer'], found);
    checkHoles(comparison.same, ['a', 'b', 'value', 'label'], [...path, 'same'], found);
  });
}

function comparable(graph: Graph, type: string, id: string, path: Path, found: Found): void {
  const attribute = attributeOf(graph.types, type, id);
  if (attribute === undefined) found(path, `The type "${type}" has no attribute "${id}".`, suggestion(id, attributesOf(graph, type)));
  else if (!COMPARABLE.includes(attribute.type)) found(path, `"${id}" is of the type ${attribute.type}, which has no more and less.`, `Make it ${COMPARABLE.join(', ')}, with values as { value: 12.9, zh: ..., en: ... }.`);
}

function checkLists(source: Source<GraphFile>, graph: Graph, found: Found): void {
  source.data.lists.forEach((list, i) => {
    const path: Path = ['lists', i];
    const bounded = list.keep === 'at-most' || list.keep === 'at-least';
    const knowsItsType = knowsType(graph, list.type, [...path, 'type'], found);
    if (list.attribute === undefined && list.keep !== 'all') found(path, `A list that keeps "${list.keep}" needs an attribute.`, knowsItsType ? `Add attribute: one of ${attributesOf(graph, list.type).slice(0, 8).join(', ')}.` : 'Add attribute:.');
    else if (list.attribute !== undefined && knowsItsType) {
      const attribute = attributeOf(graph.types, list.type, list.attribute);
      const related = relationOf(graph.types, list.type, list.attribute);
      if (bounded || list.keep === 'lowest' || list.keep === 'highest') comparable(graph, list.type, list.attribute, [...path, 'attribute'], found);
      else if (attribute === undefined && related === undefined) found([...path, 'attribute'], `The type "${list.type}" has no attribute "${list.attribute}".`, suggestion(list.attribute, [...attributesOf(graph, list.type), ...relationsOf(graph, list.type)]));
      else if (list.keep === 'yes' && attribute?.type !== 'yes-no') found([...path, 'keep'], `"${list.attribute}" is not yes or no.`, 'Use keep: equal, or make the attribute yes-no.');
    }
    if (list.limit !== undefined && !bounded) found([...path, 'limit'], `A list that keeps "${list.keep}" has no limit.`, 'Use keep: at-most or at-least, or take limit: out.');
    const wanted = bounded && list.limit === undefined ? ['limit'] : list.keep === 'equal' ? ['value'] : [];
    checkQuestions(list.questions, wanted, [...path, 'questions'], found, wanted[0] === 'limit' ? 'This question has no number.' : 'This question names no value.', `Write {${wanted[0] ?? ''}} where it goes.`);
    checkHoles(list.answer, ['items', 'count', 'type', 'label', ...(bounded ? ['limit'] : ['value'])], [...path, 'answer'], found);
    checkHoles(list.none, ['type', 'label', ...(bounded ? ['limit'] : []), ...(list.keep === 'equal' ? ['value'] : [])], [...path, 'none'], found);
    for (const [language, answer] of Object.entries(list.answer)) if (!/\{(?:items|count)\}/.test(answer ?? '')) found([...path, 'answer', language], 'This answer tells neither which nor how many.', 'Write {items} where the names go.');
  });
}
