// One written form for what was said: width, script, case, punctuation, fillers, politeness and numerals. Slots read the tidied
// text, matching compares the normalised one; a recogniser's spaced and unpunctuated writing ends up the same as typing.
import type { Language } from '../../protocol/language.ts';
import { canonicalEnglishNumbers } from './numerals-en.ts';
import { canonicalChineseNumbers } from './numerals-zh.ts';
import { toSimplified } from './simplified-script.ts';

const HAN = '\\p{Script=Han}';
const BESIDE_HAN = new RegExp(`(?<=${HAN}) +| +(?=${HAN})`, 'gu');

/**
 * Half width, simplified, lower case, no punctuation but what numbers, times and amounts are written with, no doubled spaces; spaces
 * beside Chinese characters go too. Any input gives a string; text over 400 characters is cut there (no one says more in one breath).
 */
export function tidy(text: string, language: Language): string {
  let tidied = text.slice(0, 400).normalize('NFKC').toLowerCase().replace(/[’‘`´]/g, "'");
  tidied = toSimplified(tidied);
  tidied = tidied
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/[。．](?=\d)/g, '.')
    .replace(/\[unk\]|<unk>/g, ' ')
    .replace(/(?<!\d)[.:/-]|[.:/-](?!\d)/g, ' ')
    .replace(/(?<!\p{L})'|'(?!\p{L})/gu, ' ')
    .replace(/[^\p{L}\p{N}\p{M}.:/%$¥€£+'○〇-]+/gu, ' ')
    .trim()
    .replace(/ {2,}/g, ' ');
  return language === 'zh' || new RegExp(HAN, 'u').test(tidied) ? tidied.replace(BESIDE_HAN, '') : tidied;
}

const LEAD_ZH = /^(?:请问(?:一下)?|请教(?:一下|下)?|(?:麻烦|劳驾)(?:问|请问)?(?:一下|下)?(?:您|你)?|不好意思|打扰(?:一下|下)?|那个|这个那个|就是说?|嗯+|呃+|额+|啊+|哎+|诶+|欸+|喂+|哦+|噢+|唔+|您好|你好|(?:我)?(?:想|要)?(?:问|咨询|了解|打听)(?:一下|下|一问)?(?!题))+/u;
const LEAD_SOUNDS_ZH = /^(?:嗯+|呃+|额+|啊+|哎+|诶+|欸+|喂+|哦+|噢+|唔+|那个|就是说?(?=.))+/u;
const INNER_ZH = /嗯+|呃+|(?<=.)(?:那个|就是说)(?=我|你|您|请|要|办|嗯|呃)/gu;
const TAIL_ZH = /(?:谢谢(?:您|你|啊)?|多谢|拜托(?:了|您|你)?|麻烦(?:您|你|了)+|可以吗谢谢|啊|呀|呢|哦|噢|喔|哈|哇|啦|嘛|呐|哟|吧)+$/u;
const LEAD_EN = /^(?:(?:um+|uh+|erm?|hmm+|ah|oh|well|so|hello|hi|hey|hey there|excuse me|sorry|please|good (?:morning|afternoon|evening)|okay|ok|you know|i mean|like)\s+)+/;
const INNER_EN = /\b(?:um+|uh+|erm?|hmm+|you know|i mean)\b/g;
const TAIL_EN = /(?:\s+(?:please|thanks|thank you(?: very much| so much)?|cheers|you know|then|um+|uh+))+$/;

/** Tidied text without fillers and politeness; what is nothing but politeness comes back tidied, not empty. */
function withoutPoliteness(text: string, language: Language): string {
  const tidied = tidy(text, language);
  let bare = tidied;
  if (language === 'zh') {
    bare = bare.replace(LEAD_ZH, '').replace(INNER_ZH, '');
    const shorter = bare.replace(TAIL_ZH, '');
    bare = shorter === '' ? bare : shorter;
  } else {
    bare = bare.replace(INNER_EN, ' ').replace(/ {2,}/g, ' ').trim();
    bare = bare.replace(LEAD_EN, '').replace(TAIL_EN, '').trim();
  }
  return bare === '' ? tidied : bare;
}

/** Tidied text without sounds that mean nothing (嗯, um); what slots read, where 你好 or 那个 may be part of the answer. */
export function withoutSounds(text: string, language: Language): string {
  const tidied = tidy(text, language);
  const bare = language === 'zh'
    ? tidied.replace(LEAD_SOUNDS_ZH, '').replace(/嗯+|呃+/gu, '')
    : tidied.replace(/\b(?:um+|uh+|erm?|hmm+)\b/g, ' ').replace(/ {2,}/g, ' ').trim();
  return bare === '' ? tidied : bare;
}

const CONTRACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\bcan'?t\b/g, 'can not'], [/\bcannot\b/g, 'can not'], [/\bwon't\b/g, 'will not'], [/\b(do|does|did|is|are|was|were|has|have|had|could|would|should)n'?t\b/g, '$1 not'],
  [/\b(what|where|who|how|when|that|it|there|here)'s\b/g, '$1 is'], [/\bi'?m\b/g, 'i am'], [/\b(i|you|we|they)'(ve)\b/g, '$1 have'], [/\b(i|you|we|they|it|he|she)'ll\b/g, '$1 will'],
  [/\b(i|you|we|they|he|she)'d\b/g, '$1 would'], [/\b(you|we|they)'re\b/g, '$1 are'], [/\blet's\b/g, 'let us'], [/\bive\b/g, 'i have'], [/\bdont\b/g, 'do not'], [/\bwhats\b/g, 'what is'], [/\bwheres\b/g, 'where is'],
  [/\bwanna\b/g, 'want to'], [/\bgonna\b/g, 'going to'], [/\bgotta\b/g, 'got to'],
];

/** 能不能办, 有没有货, 上不上班, 收费不: one form for all ways to ask yes or no (能办吗, 有货吗, 上班吗, 收费吗). */
function canonicalYesNoQuestion(text: string): string {
  const doubled = text.replace(/(?:可不可以|可以不可以)/gu, '可以').replace(/有(?:没有|无)/gu, '有').replace(/(\p{Script=Han})不\1/gu, '$1').replace(/是否/gu, '是');
  if (doubled !== text) return /[吗么]$/u.test(doubled) ? doubled : `${doubled}吗`;
  return text.replace(/(?<=.{2})(?:不|没有?|么|了没)$/u, '吗');
}

/** The form matching compares. Never empty unless there was nothing but punctuation. */
export function normalise(text: string, language: Language): string {
  const bare = withoutPoliteness(text, language);
  if (language === 'zh') return canonicalChineseNumbers(canonicalYesNoQuestion(bare).replace(/(?:星期|礼拜|周)([一二三四五六日天末])/gu, (_, day: string) => (day === '末' ? '周末' : `星期${day === '天' ? '日' : day}`))).replace(/[.:/'+-]/g, '');
  let expanded = bare;
  for (const [pattern, full] of CONTRACTIONS) expanded = expanded.replace(pattern, full);
  const words = expanded.replace(/'s\b/g, '').replace(/'/g, '').split(/[\s:/-]+/).filter((word) => word !== '');
  return canonicalEnglishNumbers(words).join(' ');
}

const TOKEN_ZH = /\p{Script=Han}|[\p{L}\p{N}%$¥€£]+/gu;

/** Units of normalised text: single characters and whole Latin words in Chinese, words in English. */
export function units(normalised: string, language: Language): string[] {
  if (language === 'zh') return normalised.match(TOKEN_ZH) ?? [];
  return normalised === '' ? [] : normalised.split(' ');
}
