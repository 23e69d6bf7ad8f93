// Question templates x entities -> questions and answers in every language, with values written as people say them.
import type { Language } from '../../protocol/language.ts';
import { attributeOf, isA, joinWords, relationOf, valueItems, valueWords } from '../graph/values.ts';
import type { Entity, Value } from '../graph/values.ts';
import type { MatchTarget } from '../understanding/contract.ts';
import { phrasesIn, textIn } from './compiled.ts';
import type { GraphAnswer } from './compiled.ts';
import type { GraphFile, Text } from './schema.ts';

type Graph = Pick<GraphFile, 'types' | 'entities' | 'templates'>;
type Template = Graph['templates'][number];

/** What one template says of one entity: an attribute, the names of what it is related to, or of what is related to it. */
interface Told { label: Text; words(language: Language): string; list(language: Language): string[] }

/** The id a graph question is known by: `template/entity`. */
export function expandGraph(graph: Graph, languages: readonly Language[]): GraphAnswer[] {
  const byId = new Map(graph.entities.map((entity) => [entity.id, entity]));
  return graph.templates.flatMap((template) => graph.entities.filter((entity) => isA(graph, entity.type, template.type)).map((entity): GraphAnswer => {
    const { label, told } = toldOf(graph, byId, template, entity);
    const missing = told === undefined;
    const perLanguage = (make: (language: Language) => string): { zh?: string; en?: string } => Object.fromEntries(languages.map((l) => [l, make(l)]));
    const value = perLanguage((l) => told?.words(l) ?? '');
    return {
      id: `${template.id}/${entity.id}`, template: template.id, entity: entity.id, attribute: template.attribute, missing,
      name: entity.name, label, value,
      list: Object.fromEntries(languages.map((l) => [l, told?.list(l) ?? []])),
      answer: perLanguage((l) => sentence(fillHoles(textIn(missing ? template.missing : template.answer, l), { entity: textIn(entity.name, l), value: textIn(value, l), label: textIn(label, l) }))),
    };
  }));
}

function toldOf(graph: Graph, byId: ReadonlyMap<string, Entity>, template: Template, entity: Entity): { label: Text; told?: Told } {
  const nameOf = (language: Language) => (id: string): string | undefined => (byId.has(id) ? textIn(byId.get(id)?.name, language) : undefined);
  const attribute = attributeOf(graph.types, entity.type, template.attribute);
  if (attribute !== undefined && !template.inverse) {
    const raw: Value | undefined = entity.attributes[template.attribute];
    if (raw === undefined) return { label: attribute.label };
    return { label: attribute.label, told: { label: attribute.label, words: (l) => valueWords(raw, attribute, l, nameOf(l)), list: (l) => valueItems(raw, l) } };
  }
  const relation = relatedBy(graph, template, entity.type);
  const ids = template.inverse ? graph.entities.filter((other) => other.relations[template.attribute]?.includes(entity.id) === true).map((other) => other.id) : entity.relations[template.attribute] ?? [];
  const label = relation?.label ?? {};
  if (ids.length === 0) return { label };
  const names = (l: Language): string[] => ids.map((id) => nameOf(l)(id) ?? id);
  return { label, told: { label, words: (l) => joinWords(names(l), l), list: (l) => (ids.length > 1 ? names(l) : []) } };
}

/** The relation a template reads: of the entity's own type, or of the type at its other end. */
export function relatedBy(graph: Pick<Graph, 'types'>, template: Pick<Template, 'attribute' | 'inverse'>, type: string): GraphFile['types'][number]['relations'][number] | undefined {
  if (!template.inverse) return relationOf(graph.types, type, template.attribute);
  return graph.types.flatMap((t) => t.relations).find((r) => r.id === template.attribute && (isA(graph, type, r.to) || isA(graph, r.to, type)));
}

/** Match targets of the expanded questions; an entity answers to its name and each of its other names. */
export function graphTargets(graph: Graph, answers: readonly GraphAnswer[], languages: readonly Language[]): MatchTarget[] {
  const entities = new Map(graph.entities.map((entity) => [entity.id, entity]));
  const templates = new Map(graph.templates.map((template) => [template.id, template]));
  return answers.flatMap((answer) => languages.map((language): MatchTarget => {
    const entity = entities.get(answer.entity);
    const names = [textIn(answer.name, language), ...phrasesIn(entity?.aliases, language)];
    const questions = phrasesIn(templates.get(answer.template)?.questions, language);
    const phrases = names.flatMap((name, n) => questionsFor(questions, n, QUESTIONS_PER_ALIAS[language]).map((question) => fillHoles(question, { entity: name })));
    return { id: `ask:${answer.id}`, language, phrases: [...new Set(phrases)] };
  }));
}

/** Other names appear in some questions each, in turn: the whole product would only repeat itself, and takes long to learn. */
const QUESTIONS_PER_ALIAS: Record<Language, number> = { zh: 6, en: 4 };

function questionsFor(questions: readonly string[], name: number, most: number): readonly string[] {
  if (name === 0 || questions.length <= most) return questions;
  return Array.from({ length: most }, (_, i) => questions[(name + i * Math.ceil(questions.length / most)) % questions.length] ?? '');
}

/** Begins with a capital, where the writing has them. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function fillHoles(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}
