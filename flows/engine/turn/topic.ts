// Questions that lean on the one before: "and how long does it take?" (same thing, other question), "and a passport?" (other
// thing, same question).
import type { Language } from '../../protocol/language.ts';
import type { Filled } from '../flow/machine.ts';
import { packIndex } from '../pack-index.ts';
import { phrasesIn, textIn } from '../pack/compiled.ts';
import type { CompiledPack } from '../pack/compiled.ts';
import { fillHoles } from '../pack/expand-graph.ts';
import { plain } from '../plain-text.ts';
import type { MatchResult } from '../understanding/contract.ts';
import { isQuestion } from './reading.ts';
import { activeFrame, note } from './turn.ts';
import type { Turn } from './turn.ts';

const LEADING = { zh: /^(?:那么|那|还有|另外|请问|它|这个|这个的|它的)+/, en: /^(?:(?:and|so|then|what about|how about|ok|okay|but|also|well)\b[,\s]*)+/i } as const;
const TRAILING = { zh: /(?:呢|吗|怎么样|的话|的话呢)+[?？。.]*$/, en: /\s*(?:then|please)?[?.]*$/i } as const;

/** Turns to another thing: "and a passport?", "那驾驶证呢". */
const TURNS_TO = { zh: /^(?:那么?|还有|另外)|呢[?？。]*$/, en: /^(?:and|so|then|but|ok|okay|well)?[,\s]*(?:what about|how about)\b|^and\b/i } as const;

const POINTS = { zh: /它|这个|那个|刚才|前面/, en: /\b(?:it|that|this|that one|the first thing)\b/i } as const;

/** Characters: what leans on the question before is short. */
const LONGEST_FOLLOW_UP = 60;

/** A bare name ("eggs", "and eggs?") asks the last question again, about another thing. Null when it is something else. */
export function sameQuestionOf(turn: Turn, text: string): MatchResult | null {
  const { pack } = turn.kit;
  const { language, topic } = turn.talk;
  if (topic === null || text.length > LONGEST_FOLLOW_UP) return null;
  const other = entityNamed(pack, leaning(text, language), language);
  const id = `${topic.template}/${other ?? ''}`;
  if (other === undefined || pack.answers[id] === undefined) return null;
  note(turn, `the same question as before, about ${other}`);
  return certain(`ask:${id}`, { zone: 'answer', probability: 0.9, top: [] });
}

function leaning(text: string, language: Language): string {
  return text.trim().replace(LEADING[language], '').replace(TRAILING[language], '');
}

/** `match` asks the matcher. Null when the sentence stands by itself. */
export function aboutTopic(turn: Turn, text: string, found: MatchResult, match: (words: string) => MatchResult): MatchResult | null {
  const { pack } = turn.kit;
  const { language } = turn.talk;
  const topics = topicsOf(turn);
  // A question about something else may have been heard wrongly: what was spoken of before is still what "it" may mean, where nothing else fits.
  const { earlier } = turn.talk;
  if (topics.length === 0 && earlier !== undefined && found.zone === 'unknown' && POINTS[language].test(text) && pack.entities.some((e) => e.id === earlier)) topics.push(earlier);
  if (topics.length === 0 || text.length > LONGEST_FOLLOW_UP) return null;
  const rest = leaning(text, language);
  const turned = turn.talk.topic !== null && found.zone !== 'answer' && TURNS_TO[language].test(text.trim()) ? sameQuestion(pack, turn.talk.topic, rest, language, match) : null;
  if (turned !== null) { note(turn, `the same question as before, about "${rest}"`); return turned; }
  const leans = rest !== text.trim() || isQuestion(text, language) || found.zone !== 'unknown';
  if (!leans || namesEntity(pack, text, language) || holdsMore(pack, rest, language)) return null;
  const [best] = found.top;
  // What is an answer by itself does not lean on anything; only a thing that no word of it speaks of was a guess.
  if (found.zone === 'answer' && (best?.id.startsWith('ask:') !== true || speaksOf(pack, pack.answers[best.id.slice(4)]?.entity, rest, language))) return null;
  for (const topic of topics) {
    const name = textIn(pack.entities.find((e) => e.id === topic)?.name, language);
    const said = match(language === 'zh' ? `${name}${rest}` : `${rest} for ${name}`);
    const hit = said.zone === 'unknown' ? undefined : said.top[0];
    if (hit === undefined || !hit.id.startsWith('ask:') || !hit.id.endsWith(`/${topic}`)) continue;
    if (hit.id === best?.id && found.zone === 'answer') return null;
    note(turn, `names nothing, so it is about ${topic}`);
    return certain(hit.id, said);
  }
  return null;
}

/** "And an ID card?": the last question with these words in the place of the thing. Null unless that is understood as the same question. */
function sameQuestion(pack: CompiledPack, topic: { template: string }, words: string, language: Language, match: (words: string) => MatchResult): MatchResult | null {
  const template = pack.templates.find((t) => t.id === topic.template);
  const [question] = phrasesIn(template?.questions, language);
  if (template === undefined || question === undefined || words === '' || !namesPart(pack, words, language)) return null;
  const said = match(fillHoles(question, { entity: words }));
  const [best] = said.top;
  const answer = best?.id.startsWith('ask:') === true ? pack.answers[best.id.slice(4)] : undefined;
  return said.zone === 'unknown' || answer?.attribute !== template.attribute ? null : said;
}

/** Whether these words are part of the name of something the pack knows. */
function namesPart(pack: CompiledPack, words: string, language: Language): boolean {
  const said = plain(words).replace(/^(?:a|an|the|my|for|for an?|for the|for my) /, '');
  return said.length >= 2 && packIndex(pack, language).names.some((e) => e.names.some((name) => name.includes(said)));
}

/** A thing chosen in a task is what "it" means from then on. */
export function talkOf(turn: Turn, filled: Record<string, Filled>): void {
  for (const { value } of Object.values(filled)) {
    if (typeof value === 'string' && turn.kit.pack.entities.some((e) => e.id === value)) turn.talk.topic = { entity: value, template: turn.talk.topic?.template ?? '' };
  }
}

/** Names of several things, or a part of them, and nothing else ("driving licence"): what can be asked of those. Null for all else. */
export function ofBareName(turn: Turn, text: string, match: (words: string, among: (id: string) => boolean) => MatchResult): MatchResult | null {
  const { pack } = turn.kit;
  const { language } = turn.talk;
  const said = plain(text).replace(/^(?:a|an|the|my|about|about the|for a|for my|我要|我想|我要办|我想办|办|办理|关于)(?: |(?=\p{Script=Han}{2}))/u, '');
  if (said.length < (language === 'zh' ? 2 : 4) || said.length > 30) return null;
  const named = packIndex(pack, language).names.filter((e) => e.names.some((name) => (language === 'zh' ? name.includes(said) : ` ${name} `.includes(` ${said} `)))).map((e) => e.id);
  if (named.length === 0) return null;
  const each = named.slice(0, 3).flatMap((entity) => match(text, (id) => id.startsWith('ask:') && id.endsWith(`/${entity}`)).top.slice(0, named.length === 1 ? 3 : 1));
  if (each.length < 2) return null;
  note(turn, `names no more than a thing: ${named.join(', ')}`);
  return { zone: 'clarify', probability: 1 / each.length, top: each.map((c) => ({ ...c, probability: 1 / each.length })) };
}

function certain(id: string, found: MatchResult): MatchResult {
  const probability = Math.max(0.6, found.probability);
  return { zone: 'answer', probability, top: [{ id, probability, evidence: ['topic'] }, ...found.top.filter((c) => c.id !== id).slice(0, 4)] };
}

/** Entities the talk is about, the nearest first: the last answer's, then values of the running task's slots. */
function topicsOf(turn: Turn): string[] {
  const frame = activeFrame(turn.talk);
  const slots = frame === undefined ? [] : Object.values(frame.slots).flatMap((f) => (typeof f.value === 'string' && turn.kit.pack.entities.some((e) => e.id === f.value) ? [f.value] : []));
  return [...new Set([...(turn.talk.topic === null ? [] : [turn.talk.topic.entity]), ...slots])];
}

const EMPTY_CHARACTERS = '那它这个的呢吗啊吧呀是要在有大概差不多一般一下我您你';
const EMPTY_WORDS = new Set(['it', 'that', 'this', 'them', 'one', 'those', 'i', 'do', 'does', 'for', 'the', 'a', 'to', 'is', 'are', 'of', 'me', 'my', 'need', 'have', 'go', 'get', 'so', 'now', 'whats', 'wheres', 'hows', 'whens', 'please', 'there', 'any', 'will', 'would', 'should', 'can', 'you', 'too', 'also', 'about']);

/** Whether the sentence says more than the templates' questions do: then it is about something of its own. */
function holdsMore(pack: CompiledPack, text: string, language: Language): boolean {
  const known = packIndex(pack, language).templateWords;
  if (language === 'zh') {
    const said = plain(text);
    if ([...said].some((character) => !known.includes(character) && !EMPTY_CHARACTERS.includes(character))) return true;
    // 行长 is no word of the questions though both of its characters are: what is said must be made of their words.
    return said.replaceAll(ASKING_ZH, ' ').split(/[\s的了吗呢啊吧呀]+/).some((run) => hasStrangeWord(run, known));
  }
  const words = new Set(known.split(' '));
  return plain(text).split(' ').some((w) => w !== '' && !words.has(w) && !EMPTY_WORDS.has(w));
}

const ASKING_ZH = /什么|多少|怎么样|怎么|哪里|哪儿|哪个|哪些|哪天|哪|几点|几天|几号|几个|几|多久|多长时间|多长|多大|谁|为什么|是不是|有没有|能不能|可不可以|可以|需要|要不要|大概|一般|一下|它|这个|那个|我们|我|您|你/g;
const ALONE_ZH = '办取交带收等用花贵快慢远近开关走找看买退换修住吃坐要有是在能会给来去到多大小高钱费人天点号楼价卖送寄还做叫拿领完好热冷甜辣咸新旧';

/** Whether two characters side by side stand so in none of the questions, and are not words of their own either. */
function hasStrangeWord(run: string, known: string): boolean {
  const characters = [...run];
  let at = 0;
  while (at < characters.length) {
    let length = Math.min(4, characters.length - at);
    while (length > 1 && !known.includes(characters.slice(at, at + length).join(''))) length--;
    const word = characters.slice(at, at + length).join('');
    const strange = length === 1 && !(ALONE_ZH + EMPTY_CHARACTERS).includes(word);
    if (strange && characters.length > 1) return true;
    at += length;
  }
  return false;
}

function namesEntity(pack: CompiledPack, text: string, language: Language): boolean {
  const said = plain(text);
  return packIndex(pack, language).names.some((e) => e.names.some((name) => said.includes(name)));
}

/** Whether a word of the text is one of the entity's names' words (a character pair, in Chinese). */
function speaksOf(pack: CompiledPack, entity: string | undefined, text: string, language: Language): boolean {
  const said = plain(text);
  const names = packIndex(pack, language).names.find((e) => e.id === entity)?.names ?? [];
  if (language === 'zh') return names.some((name) => Array.from({ length: Math.max(0, name.length - 1) }, (_, i) => name.slice(i, i + 2)).some((pair) => said.includes(pair)));
  const words = new Set(said.split(' ').filter((word) => word.length > 2 && !EMPTY_WORDS.has(word)));
  return names.some((name) => name.split(' ').some((word) => words.has(word)));
}

function entityNamed(pack: CompiledPack, text: string, language: Language): string | undefined {
  const said = plain(text).replace(/^(?:a|an|the|my|for|for a) /, '');
  return packIndex(pack, language).names.find((e) => e.names.includes(said))?.id;
}
