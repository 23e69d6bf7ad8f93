// The value of an attribute of an entity: its own, else what its type (or the type above) says of all; its number, and its words.
import type { Language } from '../../protocol/language.ts';
import { textIn } from '../pack/compiled.ts';
import type { GraphFile } from '../pack/schema.ts';

export type Types = GraphFile['types'];
export type Type = Types[number];
export type Entity = GraphFile['entities'][number];
export type Attribute = Type['attributes'][number];
export type Relation = Type['relations'][number];
export type Value = Entity['attributes'][string];

interface Worded { value: number | boolean | string; zh?: string | undefined; en?: string | undefined }

/** The type and those above it, nearest first; a circle of parents ends where it closes. */
export function lineage(types: Types, id: string): Type[] {
  const found: Type[] = [];
  for (let type = types.find((t) => t.id === id); type !== undefined && !found.includes(type); type = types.find((t) => t.id === found.at(-1)?.parent)) found.push(type);
  return found;
}

export function isA(graph: { types: Types }, type: string, wanted: string): boolean {
  return type === wanted || lineage(graph.types, type).some((t) => t.id === wanted);
}

/** An attribute of a type or of one of its parents. */
export function attributeOf(types: Types, type: string, id: string): Attribute | undefined {
  return lineage(types, type).flatMap((t) => t.attributes).find((a) => a.id === id);
}

/** A relation of a type or of one of its parents. */
export function relationOf(types: Types, type: string, id: string): Relation | undefined {
  return lineage(types, type).flatMap((t) => t.relations).find((r) => r.id === id);
}

/** The entity with what its types say of all of them filled in; its own values win, then the nearest type's. */
export function withDefaults(types: Types, entity: Entity): Entity {
  const inherited = Object.assign({}, ...lineage(types, entity.type).toReversed().map((t) => t.defaults)) as Entity['attributes'];
  return { ...entity, attributes: { ...inherited, ...entity.attributes } };
}

export function isWorded(value: Value | undefined): value is Worded {
  return typeof value === 'object' && 'value' in value;
}

/** The value without its words; undefined for a text. */
export function bareValue(value: Value | undefined): number | boolean | string | undefined {
  if (isWorded(value)) return value.value;
  return typeof value === 'object' ? undefined : value;
}

/** The number to compare by; undefined where there is none. */
export function measure(value: Value | undefined): number | undefined {
  const bare = bareValue(value);
  return typeof bare === 'number' ? bare : undefined;
}

/** The items of a list value. */
export function valueItems(value: Value | undefined, language: Language): string[] {
  if (typeof value !== 'object' || isWorded(value)) return [];
  const items = value[language];
  return Array.isArray(items) ? items : [];
}

/** As it is said. `nameOf` gives the name of an entity that a place may point at. */
export function valueWords(value: Value, attribute: Pick<Attribute, 'type' | 'unit'>, language: Language, nameOf: (id: string) => string | undefined): string {
  if (isWorded(value)) {
    const words = value[language] ?? value.zh ?? value.en;
    return words ?? valueWords(value.value, attribute, language, nameOf);
  }
  if (typeof value === 'boolean') return language === 'zh' ? (value ? '可以' : '不可以') : value ? 'yes' : 'no';
  if (typeof value === 'number') return numberWords(value, attribute, language);
  if (typeof value === 'string') return nameOf(value) ?? value;
  const text = value[language];
  return Array.isArray(text) ? joinWords(text, language) : text ?? '';
}

/** 20元 / 20 yuan. */
export function numberWords(count: number, attribute: Pick<Attribute, 'type' | 'unit'>, language: Language): string {
  return `${count}${unitWords(count, attribute, language)}`;
}

function unitWords(count: number, attribute: Pick<Attribute, 'type' | 'unit'>, language: Language): string {
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
export function joinWords(items: readonly string[], language: Language): string {
  const last = items.at(-1) ?? '';
  if (items.length < 2) return last;
  return language === 'zh' ? `${items.slice(0, -1).join('、')}和${last}` : `${items.slice(0, -1).join(', ')} and ${last}`;
}
