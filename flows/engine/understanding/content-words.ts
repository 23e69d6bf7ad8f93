// Which parts of a sentence carry content: what is left when function words and the words that only say "how much" or "where" are
// taken out. A content word that the best candidate has never seen is the strongest sign that it is not meant.
import type { Language } from '../../protocol/language.ts';
import { conceptsIn } from './concepts.ts';
import { soundsOf } from './features.ts';
import { units } from './normalise.ts';
import { stem } from './stem.ts';

/** A content unit with its place; any of `keys` in a phrase counts as the same unit being there. */
export interface ContentUnit { text: string; keys: string[]; from: number; end: number }

const STOP_EN = new Set(('a an the and or but if of to in on at for from by with about into onto up down off out over under as than then so such too very just also only even still ' +
  'i me my mine we us our you your he him his she her it its they them their this that these those there here who whom whose which what where when why how ' +
  'am is are was were be been being do does did doing done have has had having can could will would shall should may might must need not no yes any some all each every other another more most much many ' +
  'get got getting go going come want wants wanted like please thanks thank hello hi hey tell know help let give make take use using thing things way one ones really actually maybe right now today kindly ' +
  'im ive id dont does not cant wont whats wheres hows information info question questions something anything someone anyone everything whether since because while during until okay ok sure well say said ask find out').split(' ').map(stem));

const STOP_ZH = /我想要|我想|我要|我需要|想要|想问|想知道|告诉我|告诉|知道|请|帮我|帮忙|麻烦|这里|这儿|这边|那里|那边|这个|那个|哪个|你们|我们|咱们|他们|您|你|我|他|她|它|的话|如果|要是|假如|因为|所以|但是|还是|或者|以及|而且|然后|现在|今天|昨天|目前|一下子|一下|一点|一些|有点|比较|非常|特别|真的|到底|究竟|应该|可以|可能|需要|必须|能够|怎么样|怎么|怎样|什么样|什么|为什么|哪里|哪儿|哪些|如何|多少|几个|是不是|有没有|能不能|可不可以|要不要|是否|不是|没有|有的|就是|还有|还要|已经|正在|刚才|刚刚|时候|事情|东西|问题|关于|对于|进行|来着|起来|过来|过去|出来|进去|这样|那样|这种|那种|刚才|头一回|这么|那么|里面|里边|家里|上面|一个|一张|一本|一份|一斤|一袋|一台|一包|个|的|地|得|了|着|过|吗|呢|吧|啊|呀|嘛|么|把|被|给|跟|和|与|在|从|到|往|向|对|为|以|于|由|让|使|叫|是|有|没|不|别|也|都|还|又|再|就|才|只|很|太|更|最|好|要|想|会|能|行|用|去|来|上|下|里|那|这|哪|啥|咋|几|多|少|些|点|次|件|张|位|种|样|家|吃|做|办|弄|搞|看|说|问|讲|找|拿|带|走|请问|一|二/g;

/** Content units of normalised text, in order. */
export function contentUnits(normalised: string, language: Language): ContentUnit[] {
  const concepts = conceptsIn(normalised, language);
  return language === 'zh' ? chineseUnits(normalised, concepts) : englishUnits(normalised, concepts);
}

function englishUnits(normalised: string, concepts: ReturnType<typeof conceptsIn>): ContentUnit[] {
  const found: ContentUnit[] = [];
  for (const word of normalised.matchAll(/\S+/g)) {
    const from = word.index;
    const to = from + word[0].length;
    const root = stem(word[0]);
    if (STOP_EN.has(root)) continue;
    const over = concepts.filter((hit) => hit.from < to && hit.to > from);
    if (over.some((hit) => hit.kind === 'ask')) continue;
    found.push({ text: word[0], keys: [root, ...over.map((hit) => `@${hit.id}`)], from, end: to });
  }
  return found;
}

function chineseUnits(normalised: string, concepts: ReturnType<typeof conceptsIn>): ContentUnit[] {
  const content = new Uint8Array(normalised.length).fill(1);
  const names: string[][] = Array.from({ length: normalised.length }, () => []);
  for (const hit of concepts) {
    for (let at = hit.from; at < hit.to; at++) {
      if (hit.kind === 'ask') content[at] = 0;
      else names[at]!.push(`@${hit.id}`);
    }
  }
  for (const stop of normalised.matchAll(STOP_ZH)) {
    for (let at = stop.index; at < stop.index + stop[0].length; at++) if (names[at]!.length === 0) content[at] = 0;
  }
  const tokens = units(normalised, 'zh');
  const sounds = soundsOf(tokens);
  const offsets: number[] = [];
  let offset = 0;
  for (const token of tokens) {
    offset = normalised.indexOf(token, offset);
    offsets.push(offset);
    offset += token.length;
  }
  const isContent = tokens.map((_, at) => content[offsets[at]!] === 1);
  const found: ContentUnit[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (!isContent[at]) continue;
    const keys = [...names[offsets[at]!]!];
    const before = at > 0 && isContent[at - 1];
    const after = at + 1 < tokens.length && isContent[at + 1];
    if (before) keys.push(tokens[at - 1]! + tokens[at]!, `~${sounds[at - 1]!} ${sounds[at]!}`);
    if (after) keys.push(tokens[at]! + tokens[at + 1]!, `~${sounds[at]!} ${sounds[at + 1]!}`);
    if (!before && !after) keys.push(tokens[at]!);
    found.push({ text: tokens[at]!, keys, from: offsets[at]!, end: offsets[at]! + tokens[at]!.length });
  }
  return found;
}

/** Every key a phrase offers: what `contentUnits` of a question is looked up in. Counts all words, stop words too. */
export function phraseKeys(normalised: string, language: Language): string[] {
  const keys = conceptsIn(normalised, language).map((hit) => `${hit.kind === 'ask' ? '?' : '@'}${hit.id}`);
  const tokens = units(normalised, language);
  if (language === 'en') {
    const stems = tokens.map(stem);
    for (let at = 0; at < stems.length; at++) {
      keys.push(stems[at]!);
      if (at > 0) keys.push(`${stems[at - 1]!} ${stems[at]!}`);
    }
    return keys;
  }
  const sounds = soundsOf(tokens);
  for (let at = 0; at < tokens.length; at++) {
    keys.push(tokens[at]!);
    if (at > 0) keys.push(tokens[at - 1]! + tokens[at]!, `~${sounds[at - 1]!} ${sounds[at]!}`);
  }
  return keys;
}
