// What is said and shown for a comparison or a list, from the target's id alone: a touched card tells the same as a spoken question.
import type { Language } from '../../protocol/language.ts';
import { textIn } from '../pack/compiled.ts';
import type { CompiledPack } from '../pack/compiled.ts';
import { fillHoles, sentence } from '../pack/expand-graph.ts';
import { attributeOf, bareValue, isA, joinWords, measure, numberWords, valueWords } from './values.ts';
import type { Attribute, Entity } from './values.ts';
import { valueForms } from './recognise-list.ts';
import { GRAPH_WORDS } from './words.ts';

export interface GraphTold {
  text: string;
  headline: string;
  facts: { label: string; value: string; best?: boolean }[];
  /** `ask:` targets worth a card, with what stands below the name. */
  cards: { id: string; label: string; hint: string }[];
  entities: string[];
  /** Entities that have no value for it. */
  missing: string[];
  /** The best one, where there is one. */
  winner: string | null;
  /** The second thing is still asked for. */
  asksBack: boolean;
}

const SPOKEN_ITEMS = 4;
const SHOWN_ITEMS = 12;

/** `target` is `compare:...` or `list:...` as recogniseGraph makes them; null when the pack has no such thing. */
export function tellGraph(pack: CompiledPack, target: string, language: Language): GraphTold | null {
  const [id = '', ...parts] = target.slice(target.indexOf(':') + 1).split('/');
  if (target.startsWith('compare:')) return compare(pack, id, parts.filter((part) => part !== ''), language);
  return target.startsWith('list:') ? list(pack, id, parts, language) : null;
}

/** What stands on a card that leads there. */
export function graphLabel(pack: CompiledPack, target: string, language: Language): string {
  const [id = '', ...parts] = target.slice(target.indexOf(':') + 1).split('/');
  if (target.startsWith('compare:')) return parts.filter((part) => part !== '').map((part) => textIn(pack.entities.find((e) => e.id === part)?.name, language)).join(language === 'zh' ? '、' : ' / ');
  const own = pack.lists.find((l) => l.id === id);
  return sentence(textIn(pack.types.find((t) => t.id === (parts[0] ?? own?.type))?.label, language));
}

/** Whether a target leads somewhere in this pack. */
export function knowsGraphTarget(pack: CompiledPack, target: string): boolean {
  const id = target.slice(target.indexOf(':') + 1).split('/')[0];
  return (target.startsWith('compare:') && pack.comparisons.some((c) => c.id === id)) || (target.startsWith('list:') && pack.lists.some((l) => l.id === id));
}

function wordsOf(pack: CompiledPack, entity: Entity, attribute: string, language: Language): string | null {
  const kind = attributeOf(pack.types, entity.type, attribute);
  const value = entity.attributes[attribute];
  return kind === undefined || value === undefined ? null : valueWords(value, kind, language, (id) => textIn(pack.entities.find((e) => e.id === id)?.name, language) || undefined);
}

function compare(pack: CompiledPack, id: string, ids: readonly string[], language: Language): GraphTold | null {
  const comparison = pack.comparisons.find((c) => c.id === id);
  const entities = ids.flatMap((one) => pack.entities.find((e) => e.id === one) ?? []);
  const [a, b] = entities;
  if (comparison === undefined || a === undefined) return null;
  const name = (entity: Entity): string => textIn(entity.name, language);
  const label = textIn(attributeOf(pack.types, a.type, comparison.attribute)?.label, language);
  if (b === undefined) {
    return { text: sentence(GRAPH_WORDS.withWhat[language]({ a: name(a) })), headline: sentence(GRAPH_WORDS.withWhat[language]({ a: name(a) })), facts: [], cards: [], entities: [a.id], missing: [], winner: a.id, asksBack: true };
  }
  const rows = entities.map((entity) => ({ entity, value: measure(entity.attributes[comparison.attribute]), words: wordsOf(pack, entity, comparison.attribute, language) }));
  const told = {
    headline: sentence(`${joinWords(entities.map(name), language)}${language === 'zh' ? '：' : ': '}${label}`),
    facts: rows.map(({ entity, words }) => ({ label: name(entity), value: words ?? '—' })),
    cards: rows.flatMap(({ entity }) => cardOf(pack, entity, comparison.attribute, language, '')),
    entities: entities.map((e) => e.id), missing: rows.filter((r) => r.words === null).map((r) => r.entity.id), asksBack: false,
  };
  const unknown = GRAPH_WORDS.notKnown[language]();
  const numbers = rows.flatMap((r) => (r.value === undefined ? [] : [{ ...r, value: r.value }]));
  if (numbers.length < rows.length) {
    const [one, other] = rows;
    return { ...told, text: sentences(GRAPH_WORDS.bothValues[language]({ a: name(a), b: name(b), aValue: one?.words ?? unknown, bValue: other?.words ?? unknown })), winner: null };
  }
  const ranked = [...numbers].sort((one, other) => (comparison.better === 'lower' ? one.value - other.value : other.value - one.value));
  const [best, next] = ranked;
  if (best === undefined || next === undefined) return null;
  if (best.value === next.value) {
    return { ...told, text: sentences(fillHoles(textIn(comparison.same, language), { a: name(best.entity), b: name(next.entity), value: best.words ?? '', label })), winner: null };
  }
  const text = fillHoles(textIn(comparison.answer, language), { winner: name(best.entity), winnerValue: best.words ?? '', loser: name(next.entity), loserValue: next.words ?? '', label });
  return { ...told, text: sentences(text), winner: best.entity.id, facts: told.facts.map((fact, i) => (entities[i] === best.entity ? { ...fact, best: true } : fact)) };
}

/** The question a card of an entity asks: where it is rather than what was just said of it. */
function cardOf(pack: CompiledPack, entity: Entity, attribute: string | undefined, language: Language, hint: string): GraphTold['cards'] {
  const answers = pack.templates.filter((t) => isA(pack, entity.type, t.type)).map((t) => pack.answers[`${t.id}/${entity.id}`]).filter((a) => a !== undefined && !a.missing);
  const answer = answers.find((a) => a?.attribute !== attribute) ?? answers[0];
  return answer === undefined ? [] : [{ id: `ask:${answer.id}`, label: textIn(entity.name, language), hint }];
}

function list(pack: CompiledPack, id: string, parts: readonly string[], language: Language): GraphTold | null {
  const own = pack.lists.find((l) => l.id === id);
  if (own === undefined) return null;
  const [type = own.type, bound = '', only = '', page = ''] = parts;
  const chosen = only === '' ? [] : only.split('+');
  const kind = type === '' ? own.type : type;
  const attribute = own.attribute === undefined ? undefined : attributeOf(pack.types, own.type, own.attribute);
  const among = pack.entities.filter((e) => isA(pack, e.type, own.type) && isA(pack, e.type, kind) && (chosen.length === 0 || chosen.includes(e.id)));
  const { kept, missing } = keep(pack, own, among, bound, language);
  const label = chosen.length > 0 ? joinWords(chosen.map((one) => textIn(pack.entities.find((e) => e.id === one)?.name, language)), language) : textIn(pack.types.find((t) => t.id === kind)?.label, language);
  const limit = own.limit ?? Number(bound);
  const template = textIn(kept.length === 0 ? own.none : own.answer, language);
  const names = kept.map((e) => textIn(e.name, language));
  const shown = names.length <= SPOKEN_ITEMS + 1 ? joinWords(names, language) : GRAPH_WORDS.andMore[language]({ items: names.slice(0, SPOKEN_ITEMS).join(language === 'zh' ? '、' : ', '), more: String(names.length - SPOKEN_ITEMS) });
  const [first] = kept;
  const bestWords = first !== undefined && own.attribute !== undefined ? wordsOf(pack, first, own.attribute, language) ?? '' : '';
  const text = fillHoles(template, {
    items: shown, count: String(kept.length), type: label, label: textIn(attribute?.label, language),
    limit: Number.isFinite(limit) ? limitWords(limit, attribute, template, language) : '', value: own.keep === 'equal' ? bound : bestWords,
  });
  const { start, items, more } = pageOf(kept, page);
  const cards = items.flatMap((e) => cardOf(pack, e, own.attribute, language, own.attribute === undefined ? '' : short(wordsOf(pack, e, own.attribute, language) ?? '')));
  return {
    text: sentences(start === 0 ? text : joinWords(items.map((e) => textIn(e.name, language)), language)), headline: sentence(kept.length === 0 ? label : `${label}${language === 'zh' ? `（${kept.length}）` : ` (${kept.length})`}`),
    facts: [], cards: more === null ? cards : [...cards, { id: `list:${[id, type, bound, only, String(more)].join('/')}`, label: GRAPH_WORDS.more[language](), hint: '' }],
    entities: kept.map((e) => e.id), missing, winner: kept.length === 1 || own.keep === 'lowest' || own.keep === 'highest' ? first?.id ?? null : null, asksBack: false,
  };
}

/** One page of a list; where there is more, its last place leads on. `more`: the page behind the card, null = none. */
function pageOf(kept: readonly Entity[], page: string): { start: number; items: readonly Entity[]; more: number | null } {
  if (kept.length <= SHOWN_ITEMS) return { start: 0, items: kept, more: null };
  const size = SHOWN_ITEMS - 1;
  const pages = Math.ceil(kept.length / size);
  const at = /^\d{1,3}$/.test(page) ? Number(page) % pages : 0;
  return { start: at * size, items: kept.slice(at * size, (at + 1) * size), more: (at + 1) % pages };
}

/** Each sentence begins with a capital. */
function sentences(text: string): string {
  return sentence(text).replaceAll(/(?<=[a-z0-9)][.!?] )[a-z]/g, (letter) => letter.toUpperCase());
}

function short(text: string): string {
  return text.length > 40 ? '' : text;
}

/** With its unit, unless the sentence writes it behind the hole. */
function limitWords(limit: number, attribute: Attribute | undefined, template: string, language: Language): string {
  if (attribute === undefined || /\{limit\}\s*(?:yuan|元|块|minutes?|分钟|days?|天|hours?|小时|working|个)/u.test(template)) return String(limit);
  return numberWords(limit, attribute, language);
}

/** The entities that stay, the most fitting first; `missing` are those nothing is known of. */
function keep(pack: CompiledPack, own: CompiledPack['lists'][number], among: readonly Entity[], bound: string, language: Language): { kept: Entity[]; missing: string[] } {
  const { attribute } = own;
  if (own.keep === 'all' || attribute === undefined) return { kept: [...among], missing: [] };
  const raw = (e: Entity): Entity['attributes'][string] | undefined => e.attributes[attribute];
  const missing = among.filter((e) => raw(e) === undefined && e.relations[attribute] === undefined).map((e) => e.id);
  if (own.keep === 'yes') return { kept: among.filter((e) => bareValue(raw(e)) === true), missing };
  if (own.keep === 'equal') {
    const names = new Map(pack.entities.map((e) => [e.id, textIn(e.name, language)]));
    const wanted = bound.toLowerCase();
    return { kept: among.filter((e) => valueForms(pack, e, attribute, language, names).some((form) => form.replaceAll('/', ' ').toLowerCase() === wanted)), missing };
  }
  const rows = among.flatMap((e) => { const value = measure(raw(e)); return value === undefined ? [] : [{ e, value }]; });
  const rising = rows.sort((one, other) => one.value - other.value);
  const limit = own.limit ?? Number(bound);
  switch (own.keep) {
    case 'at-most': return { kept: rising.filter((r) => r.value <= limit).map((r) => r.e), missing };
    case 'at-least': return { kept: rising.filter((r) => r.value >= limit).map((r) => r.e), missing };
    case 'lowest': return { kept: rising.filter((r) => r.value === rising[0]?.value).map((r) => r.e), missing };
    case 'highest': return { kept: rising.filter((r) => r.value === rising.at(-1)?.value).map((r) => r.e), missing };
  }
}
