// "Which is cheaper, A or B": two names (or one and what was spoken of before), a word that compares, a word for what is compared.
import type { Language } from '../../protocol/language.ts';
import type { CompiledPack } from '../pack/compiled.ts';
import { readChineseInteger } from '../understanding/numerals-zh.ts';
import { COMPARES, dimensionOf, SUPERLATIVE } from './cues.ts';
import { allTokens, contentTokens, framesOf, likeness } from './frames.ts';
import { folded, mentionsIn } from './mentions.ts';
import type { Mentions } from './mentions.ts';
import { partlyNamed } from './part-names.ts';
import type { GraphContext, GraphQuestion } from './question.ts';
import { attributeOf, isA } from './values.ts';

type Comparison = CompiledPack['comparisons'][number];

/** With one name, these show that there is a second thing in mind. */
const BESIDE: Record<Language, RegExp> = { zh: /比|和|跟|与|更|还是|相比/u, en: /\bthan\b|\bor\b|\bcompar|\bversus\b|\bvs\b|\bwhich\b/ };
const HELD_TOGETHER: Record<Language, RegExp> = { zh: /比较|对比|区别|差别|差多少|相差|一样/u, en: /\bcompar|\bdiffer|\bversus\b|\bvs\b|\bsame\b(?! day)/ };

export function recogniseComparison(pack: CompiledPack, text: string, language: Language, context: GraphContext): GraphQuestion | null {
  let best: GraphQuestion | null = null;
  const plainText = folded(text, language);
  for (const comparison of pack.comparisons) {
    const ofType = (type: string): boolean => isA(pack, type, comparison.type);
    const found = mentionsIn(pack, text, language, ofType);
    const read = readOne(pack, comparison, text, plainText, language, context, found);
    if (read !== null && (best === null || read.score > best.score)) best = read;
  }
  return best;
}

function readOne(pack: CompiledPack, comparison: Comparison, text: string, said: string, language: Language, context: GraphContext, found: Mentions): GraphQuestion | null {
  const typeOf = new Map(pack.entities.map((e) => [e.id, e.type]));
  const fits = (id: string): boolean => isA(pack, typeOf.get(id) ?? '', comparison.type);
  const named = [...found.entities.map((m) => m.id), ...ordinals(text, language).flatMap((n) => context.cards.filter((c) => (n === -1 ? c === context.cards.at(-1) : c.number === n)).map((c) => c.entity)).filter(fits)];
  const names = [...new Set(named)];
  const asked = asksIn(pack, comparison, text, said, found.rest, language);
  const pointed = context.entity !== null && fits(context.entity) ? context.entity : null;

  if (context.comparison === comparison.id && names.length === 1 && pointed !== null && names[0] !== pointed && isBare(found.rest, language) && (context.others.length === 1 || !isOnlyName(found, names[0] ?? ''))) {
    return { id: idOf(comparison, [pointed, ...names]), score: 0.95, why: 'the other thing of the comparison' };
  }
  if (asked === 0) return null;
  if (names.length >= 2) return { id: idOf(comparison, names.slice(0, 4)), score: asked, why: `compares ${names.join(', ')}` };
  const parts = partlyNamed(pack, text, language, comparison.type, names);
  if (parts.length > 0 && (names.length === 1 || parts.length >= 2)) {
    const readings = combinations(names, parts).map((ids) => idOf(comparison, ids));
    const [first] = readings;
    if (first !== undefined) return readings.length === 1 ? { id: first, score: asked, why: 'compares what is named in part' } : { id: first, score: asked, why: 'several things have that name', among: readings.slice(0, 3) };
  }
  if (names.length === 1) {
    if (!BESIDE[language].test(said) && !HELD_TOGETHER[language].test(said)) return null;
    const [only = ''] = names;
    // A second name that nobody knows is not what was spoken of before.
    const beside = pointed !== null && pointed !== only && !namesStranger(pack, comparison, found.rest, language) ? pointed : null;
    if (beside !== null) return { id: idOf(comparison, [beside, only]), score: Math.min(asked, 0.9), why: `compares ${only} with what was spoken of` };
    return { id: idOf(comparison, [only]), score: Math.min(asked, 0.85), why: 'compares with something that is not known' };
  }
  if (names.length === 0 && pointed !== null && PRONOUN[language].test(text) && BESIDE[language].test(said) && namesStranger(pack, comparison, found.rest, language)) {
    return { id: idOf(comparison, [pointed]), score: Math.min(asked, 0.85), why: 'compares what was spoken of with something that is not known' };
  }
  const others = context.others.filter(fits);
  if (others.length >= 2 && found.types.length === 0 && !SUPERLATIVE[language].test(text.toLowerCase()) || (others.length === 2 && found.types.length === 0)) {
    const left = [...contentTokens(found.rest, language)].filter((token) => !framesOf(pack, language).comparisons.get(comparison.id)?.known.has(token));
    if (isShort(said, language) && left.length <= 3) return { id: idOf(comparison, others.slice(0, 4)), score: Math.min(asked, 0.88), why: 'compares what was just named' };
  }
  return null;
}

const PRONOUN: Record<Language, RegExp> = { zh: /它(?!们)|这个|那个|这款|这种|刚才那/u, en: /\b(?:it|this one|that one|this|that)\b/i };

/** Whether the rest holds something like a name: words that no question of this comparison is made of. */
function namesStranger(pack: CompiledPack, comparison: Comparison, rest: string, language: Language): boolean {
  const known = framesOf(pack, language).comparisons.get(comparison.id)?.known;
  if (known === undefined) return false;
  if (language === 'en') return [...contentTokens(rest, language)].some((token) => token.length > 2 && !known.has(token) && !SMALL_EN.has(token) && !/^(?:compar|cheap|expens|price|cost|much|less|more|long|fast|better|best|near|far|quick|take)/.test(token));
  return (rest.replaceAll(SMALL_ZH, ' ').match(/\p{Script=Han}{2,}/gu) ?? []).some((run) => /\p{Script=Han}{2}/u.test([...run].map((character) => (known.has(character) || '便宜贵价钱快慢好多少哪划算比远近省更'.includes(character) ? ' ' : character)).join('')));
}

/** How surely (0..1) the sentence asks for this comparison, its names apart. */
function asksIn(pack: CompiledPack, comparison: Comparison, text: string, said: string, rest: string, language: Language): number {
  const frame = framesOf(pack, language).comparisons.get(comparison.id);
  const attribute = attributeOf(pack.types, comparison.type, comparison.attribute);
  if (frame === undefined || attribute === undefined) return 0;
  const lower = text.toLowerCase();
  const { lower: less, higher: more, neutral } = dimensionOf(attribute.type, language);
  const own = comparison.better === 'lower' ? less : more;
  const other = comparison.better === 'lower' ? more : less;
  const spoken = language === 'zh' ? rest : `${lower}`;
  const compares = COMPARES[language].test(lower);
  const like = likeness(frame, allTokens(rest, language));
  const cue = [...contentTokens(rest, language)].some((token) => frame.cues.has(token));
  // Of a bare number every "more" could be meant; the pack's own words must be there, too.
  const general = attribute.type !== 'number' && attribute.type !== 'text';
  const bonus = 0.03 * like + (cue ? 0.015 : 0);
  if (compares && general && own.test(spoken)) return 0.93 + bonus;
  if (compares && cue) return 0.92 + bonus;
  if (compares && general && other.test(spoken)) return 0.9 + bonus;
  if (like >= 0.6 && compares) return 0.88 + bonus;
  if (HELD_TOGETHER[language].test(lower) && general && neutral.test(spoken)) return 0.85 + bonus;
  return 0;
}

/** Pairs of one reading of each name; the certain names stand in each. */
function combinations(names: readonly string[], parts: readonly (readonly string[])[]): string[][] {
  let made: string[][] = [[...names]];
  for (const options of parts.slice(0, 2 - names.length)) made = made.flatMap((ids) => options.slice(0, 3).map((id) => [...ids, id]));
  return made.filter((ids) => new Set(ids).size >= 2);
}

function idOf(comparison: Comparison, entities: readonly string[]): string {
  return `compare:${comparison.id}/${entities.join('/')}`;
}

const SMALL_ZH = /[的了吗呢啊吧呀嘛么那和跟与再还有呐哦比一下就是换成个用它]/gu;
const SMALL_EN = new Set(['and', 'what', 'about', 'how', 'the', 'a', 'an', 'with', 'to', 'or', 'then', 'compare', 'it', 'please', 'ok', 'so', 'than', 'against', 'compar', 'pleas']);

/** Whether nothing is left beside the name. */
function isBare(rest: string, language: Language): boolean {
  return language === 'zh' ? rest.replaceAll(SMALL_ZH, '').trim() === '' : rest.split(' ').every((word) => word === '' || SMALL_EN.has(word));
}

/** The name and nothing else: once the comparison is told, that is a question of its own. */
function isOnlyName(found: Mentions, id: string): boolean {
  const mention = found.entities.find((m) => m.id === id);
  return mention !== undefined && mention.from === 0 && mention.to === found.said.length;
}

function isShort(said: string, language: Language): boolean {
  return language === 'zh' ? said.length <= 16 : said.split(' ').length <= 10;
}

const ORDINALS_EN: Record<string, number> = { first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, last: -1 };

/** Numbers of things on the screen: 第一个和第三个, "the first or the third one"; -1 is the last. */
function ordinals(text: string, language: Language): number[] {
  if (language === 'zh') {
    if (/前(?:面)?(?:两|二)个/u.test(text)) return [1, 2];
    return [...text.matchAll(/第([一二三四五六七八九十]|\d{1,2})|最后(?:一个|那个)/gu)].map((m) => (m[1] === undefined ? -1 : readChineseInteger(m[1]) ?? Number(m[1])));
  }
  if (/\bfirst two\b/i.test(text)) return [1, 2];
  return [...text.toLowerCase().matchAll(/\b(?:the )?(first|second|third|fourth|fifth|sixth|last)\b(?! (?:time|class|floor))/g)].map((m) => ORDINALS_EN[m[1] ?? ''] ?? 0);
}

