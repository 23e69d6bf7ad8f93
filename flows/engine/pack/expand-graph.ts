// Question templates x entities -> questions and answers in every language, with values written as people say them.
import type { Language } from '../../protocol/language.ts';
import type { MatchTarget } from '../understanding/contract.ts';
import { phrasesIn, textIn } from './compiled.ts';
import type { GraphAnswer } from './compiled.ts';
import type { GraphFile } from './schema.ts';

type Graph = Pick<GraphFile, 'types' | 'entities' | 'templates'>;
type Entity = Graph['entities'][number];
type Attribute = Graph['types'][number]['attributes'][number];

/** The id a graph question is known by: `template/entity`. */
export function expandGraph(graph: Graph, languages: readonly Language[]): GraphAnswer[] {
  return graph.templates.flatMap((template) => graph.entities.filter((entity) => isA(graph, entity.type, template.type)).map((entity): GraphAnswer => {
    const attribute = attributeOf(graph, entity.type, template.attribute);
    const raw = entity.attributes[template.attribute];
    const missing = raw === undefined || attribute === undefined;
    const perLanguage = (make: (language: Language) => string): { zh?: string; en?: string } => Object.fromEntries(languages.map((l) => [l, make(l)]));
    const value = perLanguage((l) => (missing ? '' : valueText(raw, attribute, l, graph)));
    return {
      id: `${template.id}/${entity.id}`, template: template.id, entity: entity.id, attribute: template.attribute, missing,
      name: entity.name, label: attribute?.label ?? {}, value,
      list: Object.fromEntries(languages.map((l) => [l, missing ? [] : valueList(raw, l)])),
      answer: perLanguage((l) => sentence(fillHoles(textIn(missing ? template.missing : template.answer, l), { entity: textIn(entity.name, l), value: textIn(value, l), label: textIn(attribute?.label, l) }))),
    };
  }));
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

export function isA(graph: Pick<Graph, 'types'>, type: string, wanted: string): boolean {
  const seen = new Set<string>();
  for (let id: string | undefined = type; id !== undefined && !seen.has(id); id = graph.types.find((t) => t.id === id)?.parent) {
    if (id === wanted) return true;
    seen.add(id);
  }
  return false;
}

/** An attribute of a type or of one of its parents. */
function attributeOf(graph: Pick<Graph, 'types'>, type: string, id: string): Attribute | undefined {
  return graph.types.find((t) => isA(graph, type, t.id) && t.attributes.some((a) => a.id === id))?.attributes.find((a) => a.id === id);
}

function valueList(raw: Entity['attributes'][string], language: Language): string[] {
  if (typeof raw !== 'object') return [];
  const value = raw[language];
  return Array.isArray(value) ? value : [];
}

function valueText(raw: Entity['attributes'][string], attribute: Attribute, language: Language, graph: Graph): string {
  if (typeof raw === 'boolean') return language === 'zh' ? (raw ? '可以' : '不可以') : raw ? 'yes' : 'no';
  if (typeof raw === 'number') return `${raw}${unitText(raw, attribute, language)}`;
  if (typeof raw === 'string') {
    const entity = graph.entities.find((e) => e.id === raw);
    return entity === undefined ? raw : textIn(entity.name, language);
  }
  const value = raw[language];
  return Array.isArray(value) ? joinList(value, language) : value ?? '';
}

function unitText(count: number, attribute: Attribute, language: Language): string {
  if (attribute.unit !== undefined) return language === 'zh' ? textIn(attribute.unit, 'zh') : ` ${textIn(attribute.unit, 'en')}`;
  const many = count === 1 ? '' : 's';
  switch (attribute.type) {
    case 'money': return language === 'zh' ? '元' : ' yuan';
    case 'minutes': return language === 'zh' ? '分钟' : ` minute${many}`;
    case 'days': return language === 'zh' ? '天' : ` day${many}`;
    default: return '';
  }
}

/** 甲、乙和丙 / one, two and three. */
function joinList(items: readonly string[], language: Language): string {
  const last = items.at(-1) ?? '';
  if (items.length < 2) return last;
  return language === 'zh' ? `${items.slice(0, -1).join('、')}和${last}` : `${items.slice(0, -1).join(', ')} and ${last}`;
}
