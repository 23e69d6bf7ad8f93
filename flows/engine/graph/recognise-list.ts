// "What drinks do you have under 20 yuan": a kind of thing, a bound or a property, and nothing that the list does not know.
import type { Language } from '../../protocol/language.ts';
import { phrasesIn, textIn } from '../pack/compiled.ts';
import type { CompiledPack } from '../pack/compiled.ts';
import { stem } from '../understanding/stem.ts';
import { ASKS_WHICH, AT_LEAST, AT_MOST, dimensionOf, SUPERLATIVE, TO_SPEND } from './cues.ts';
import { allTokens, contentTokens, framesOf, likeness } from './frames.ts';
import { readLimit } from './limit.ts';
import { folded, mentionsIn } from './mentions.ts';
import type { GraphQuestion } from './question.ts';
import { attributeOf, bareValue, isA, lineage, valueItems, valueWords } from './values.ts';

type List = CompiledPack['lists'][number];

export function recogniseList(pack: CompiledPack, text: string, language: Language): GraphQuestion | null {
  let best: GraphQuestion | null = null;
  for (const list of pack.lists) {
    const read = readOne(pack, list, text, language);
    if (read !== null && (best === null || read.score > best.score)) best = read;
  }
  return best;
}

function readOne(pack: CompiledPack, list: List, text: string, language: Language): GraphQuestion | null {
  const frame = framesOf(pack, language).lists.get(list.id);
  if (frame === undefined) return null;
  const attribute = list.attribute === undefined ? undefined : attributeOf(pack.types, list.type, list.attribute);
  const kind = attribute?.type ?? 'number';
  const bounded = (list.keep === 'at-most' || list.keep === 'at-least') && list.limit === undefined;
  const limit = bounded ? readLimit(text, kind, textIn(attribute?.unit, language), language) : null;
  if (bounded && limit === null) return null;
  // A number that this list does not ask for is about something else.
  if (!bounded && list.keep !== 'equal' && readLimit(text, kind === 'text' || kind === 'yes-no' ? 'money' : kind, '', language) !== null) return null;
  const value = list.keep === 'equal' ? valueNamed(pack, list, text, language) : null;
  if (list.keep === 'equal' && value === null) return null;

  const ofType = (type: string): boolean => isA(pack, type, list.type);
  const found = mentionsIn(pack, limit?.rest ?? value?.rest ?? text, language, () => true);
  if (found.entities.some((m) => !ofType(pack.entities.find((e) => e.id === m.id)?.type ?? ''))) return null;
  const kinds = found.types.filter((m) => ofType(m.id) || lineage(pack.types, list.type).some((t) => t.id === m.id));
  if (kinds.length < found.types.length) return null;
  const named = found.entities.flatMap((m) => sharing(pack, list, found.said.slice(m.from, m.to), m.id, language));
  // One thing with one property is an ordinary question; of several, the best may be wanted.
  if (named.length > 0 && !bounded && (named.length < 2 || (list.keep !== 'lowest' && list.keep !== 'highest'))) return null;

  const plural = found.types.some((m) => KINDS_ASKED[language].test(found.said.slice(0, m.from)));
  const sure = asksFor(list, attribute?.type ?? 'text', text, found.rest, language, frame, kinds.length > 0, limit?.united ?? true);
  const score = plural && sure > 0.865 && (list.keep === 'yes' || list.limit !== undefined) ? Math.max(sure, 0.93) : sure; // "which services ..."
  if (score === 0 || strange(withoutCues(found.rest, attribute?.type ?? 'text', language), language, frame.known)) return null;
  // The narrowest kind that was named.
  const type = kinds.map((m) => m.id).sort((one, other) => lineage(pack.types, other).length - lineage(pack.types, one).length)[0];
  const wanted = type === undefined || !ofType(type) ? list.type : type;
  const id = [list.id, wanted, limit?.value ?? value?.words.replaceAll('/', ' ') ?? '', ...(named.length > 0 ? [[...new Set(named)].join('+')] : [])];
  return { id: `list:${id.join('/')}`, score, why: `lists ${wanted}${limit === null ? '' : ` by ${limit.value}`}` };
}

/** Before the kind of thing: all of them are meant. */
const KINDS_ASKED: Record<Language, RegExp> = { zh: /(?:哪些|哪几[个种家项]?|什么|所有的?|都有|有没有)$/u, en: /(?:which|what|whats|any|all|list|how many|kind of|sort of)(?: the| your| of your| of the| other)? $/ };

/** "We are twelve": that many have to fit. */
const HOLDS: Record<Language, RegExp> = { zh: /人/u, en: /\b(?:for|fits?|holds?|seats?|sit|we are|we're|of us|accommodates?|party of|people|persons|guests)\b/ };

/** How surely (0..1) this list is asked for. */
function asksFor(list: List, type: string, text: string, rest: string, language: Language, frame: NonNullable<ReturnType<ReturnType<typeof framesOf>['lists']['get']>>, kindNamed: boolean, united: boolean): number {
  const lower = text.toLowerCase();
  const like = likeness(frame, allTokens(rest, language), kindNamed);
  if (like >= 0.999) return 0.97;
  const likeAny = likeness(frame, allTokens(rest, language));
  const content = [...contentTokens(rest, language)].filter((token) => !isSmall(token, language));
  const shared = content.filter((token) => frame.content.has(token)).length;
  // Words that ordinary questions have, too ("free"), speak for a list where a kind of thing is named, or where there are several.
  const cue = content.some((token) => frame.cues.has(token)) || (kindNamed ? shared >= 1 : shared >= 2);
  const which = ASKS_WHICH[language].test(lower);
  const dimension = dimensionOf(type, language);
  const bonus = 0.04 * likeAny;
  switch (list.keep) {
    case 'at-most': case 'at-least': {
      if (list.limit !== undefined) return (which || kindNamed) && (cue || (kindNamed && like >= 0.75)) ? 0.87 + bonus : likeAny >= 0.75 ? 0.86 : 0;
      if (!united && !kindNamed && !which) return 0; // "I am over sixty-five"
      const [own, other] = list.keep === 'at-most' ? [AT_MOST, AT_LEAST] : [AT_LEAST, AT_MOST];
      if (own[language].test(lower) && !(list.keep === 'at-least' && AT_MOST[language].test(lower))) return 0.92 + bonus;
      if (list.keep === 'at-least' && type === 'number' && HOLDS[language].test(lower)) return 0.86 + bonus;
      if (other[language].test(lower) && !(list.keep === 'at-most' && /\b(?:for|from)\b/.test(lower))) return 0;
      if (likeAny >= 0.6) return 0.85 + bonus;
      return list.keep === 'at-most' && type === 'money' && TO_SPEND[language].test(lower) && (which || kindNamed) ? 0.84 + bonus : 0;
    }
    case 'lowest': case 'highest': {
      const end = list.keep === 'lowest' ? dimension.lower : dimension.higher;
      if (!SUPERLATIVE[language].test(lower)) return 0;
      return end.test(lower) && type !== 'number' ? 0.92 + bonus : cue ? 0.9 + bonus : likeAny >= 0.7 ? 0.86 : 0;
    }
    case 'yes': return (which || kindNamed) && (cue || (kindNamed && like >= 0.75)) ? 0.87 + bonus : likeAny >= 0.75 ? 0.86 : 0;
    case 'equal': return (cue || likeAny >= 0.5 || kindNamed) && which ? 0.86 + bonus : likeAny >= 0.7 ? 0.86 : 0;
    case 'all': return kindNamed ? (like >= 0.55 ? 0.86 + bonus : 0) : like >= 0.7 ? 0.84 + bonus : 0;
  }
}

/** Entities whose names hold these words: "milk" under 20 yuan is any of the milks. */
function sharing(pack: CompiledPack, list: List, words: string, id: string, language: Language): string[] {
  const others = pack.entities.filter((e) => isA(pack, e.type, list.type) && folded(textIn(e.name, language), language).includes(words)).map((e) => e.id);
  return others.includes(id) ? others : [id, ...others];
}

interface ValueForm { form: string; folded: string }
const forms = new WeakMap<List, Map<Language, ValueForm[]>>();

/** All ways to say a value that a list looks for, made once. */
function formsOf(pack: CompiledPack, list: List, attribute: string, language: Language): readonly ValueForm[] {
  const known = forms.get(list) ?? new Map<Language, ValueForm[]>();
  forms.set(list, known);
  let made = known.get(language);
  if (made === undefined) {
    const names = new Map(pack.entities.map((e) => [e.id, textIn(e.name, language)]));
    const said = pack.entities.filter((entity) => isA(pack, entity.type, list.type)).flatMap((entity) => valueForms(pack, entity, attribute, language, names));
    known.set(language, made = [...new Set(said)].map((form) => ({ form, folded: folded(form, language) })));
  }
  return made;
}

/** The value of "equal" that the sentence names, and the sentence without it. */
function valueNamed(pack: CompiledPack, list: List, text: string, language: Language): { words: string; rest: string } | null {
  const attribute = list.attribute;
  if (attribute === undefined) return null;
  const said = folded(text, language);
  let best: ValueForm | null = null;
  for (const form of formsOf(pack, list, attribute, language)) {
    if (form.folded.length > (best === null ? 0 : best.folded.length) && holds(said, form.folded, language)) best = form;
  }
  return best === null ? null : { words: best.form, rest: said.replace(best.folded, ' ') };
}

/** Ways to say a value: its words, its parts between commas, the name and other names of the entity it points at. */
export function valueForms(pack: CompiledPack, entity: CompiledPack['entities'][number], attribute: string, language: Language, names: ReadonlyMap<string, string>): string[] {
  const kind = attributeOf(pack.types, entity.type, attribute);
  const related = entity.relations[attribute] ?? [];
  const value = entity.attributes[attribute];
  const pointed = [...related, ...(typeof value === 'string' && names.has(value) ? [value] : [])].flatMap((id) => {
    const other = pack.entities.find((e) => e.id === id);
    return [textIn(other?.name, language), ...phrasesIn(other?.aliases, language)];
  });
  if (value === undefined || kind === undefined) return pointed.filter((form) => form !== '');
  const words = valueWords(value, kind, language, (id) => names.get(id));
  const bare = bareValue(value);
  return [...new Set([words, ...words.split(/[,，、；;]|\band\b/), ...valueItems(value, language), ...(typeof bare === 'string' ? [bare] : []), ...pointed].map((form) => form.trim()))].filter((form) => form.length > (language === 'zh' ? 1 : 2) || /\d/.test(form));
}

function holds(said: string, form: string, language: Language): boolean {
  return form !== '' && (language === 'zh' ? said.includes(form) : ` ${said} `.includes(` ${form} `));
}

/** The rest without words that bound and compare, whatever they are made of. */
function withoutCues(rest: string, type: string, language: Language): string {
  const { lower, higher } = dimensionOf(type, language);
  return [lower, higher, AT_MOST[language], AT_LEAST[language]].reduce((text, words) => text.replaceAll(new RegExp(words.source, `${words.flags}g`), ' '), rest).trim();
}

const SMALL_ZH = new Set('的了吗呢啊吧呀嘛么是在有没无我要想请问你们您这那里些个种款样什哪一几多少可以能买卖给推荐看找下点儿都还和跟与或者比较大概左右钱块元就只不太会别超过价位格范围之间商品产品店家今天现在目前知道告诉帮忙差最更挺很便宜贵快慢久长短以内上于低高东西哇列出来说介绍全部所每种类类型得到够花费用收天日时间分钟小周月办理需要用把对人份共啥到身手里头带家商超市场好坐间走面来起证等预算麻烦请谢'.split(''));
const SMALL_EN = new Set(('the a an of to in on at for is are am be do does did you your i me my we us it its they them that this these those there what which who how and or can could would will have has got any some all one ones please tell show list with than by from so if thing something anything everything stuff item kind sort type option choice ' +
  'sell offer buy get find know want need like look give recommend available under below over above less more most least cheap cheaper cheapest expensive price priced cost yuan money bucks budget within about around only just spend s re ve d ll not no here now today there also other many much fast faster fastest quick quicker quickest slow slower slowest long longer longest short shorter shortest time people person guest suggest use us we fit hold seat sit take day minute hour week done store shop market place bring got ve s ive im id ill dont doesnt isnt arent whats theres youve thats among up down out case kinds of really quite very pretty').split(' ').map(stem));

/** A token that any sentence may have. */
function isSmall(token: string, language: Language): boolean {
  return language === 'zh' ? !(token.length > 1 && token.includes('不')) && [...token].every((character) => SMALL_ZH.has(character)) : SMALL_EN.has(token);
}

/** Whether something is said that neither the list's questions nor people in general say: then it is about something of its own. */
function strange(rest: string, language: Language, known: ReadonlySet<string>): boolean {
  if (language === 'zh') return [...rest].some((character) => /\p{L}/u.test(character) && !known.has(character) && !SMALL_ZH.has(character));
  return rest.split(' ').some((word) => word !== '' && !/^\d/.test(word) && !known.has(word) && !SMALL_EN.has(word));
}
