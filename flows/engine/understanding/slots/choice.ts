// One of the options that were offered: by label or alias, by number, by ordinal, by sound, by a part that only one option has.
import { normalise, tidy } from '../normalise.ts';
import { readEnglishInteger, readEnglishOrdinal } from '../numerals-en.ts';
import { readChineseInteger } from '../numerals-zh.ts';
import { foldedSyllables } from '../pinyin.ts';
import { stem } from '../stem.ts';
import { editDistance } from './edit-distance.ts';
import { asksSomething, placedWords } from './reading.ts';
import type { Found, SlotReader, SlotRequest } from './reading.ts';

type Option = NonNullable<SlotRequest['options']>[number];
interface Form { option: Option; form: string }

const REFUSED_ZH = /(?:不要|不是|不选|不想要|除了|别)$/u;
const REFUSED_EN = /\b(?:not|don't want|no|except|without)(?: the| a)? ?$/;

const MOST_FORMS = 20_000;
const formsOfPhrases = { zh: new Map<string, string>(), en: new Map<string, string>() };
const soundsOfForms = new Map<string, string[]>();

/** A pack's phrases are compared in every turn: their normal form is made once. */
function formOf(phrase: string, language: SlotRequest['language']): string {
  const known = formsOfPhrases[language];
  let form = known.get(phrase);
  if (form === undefined) {
    if (known.size >= MOST_FORMS) known.clear();
    form = normalise(phrase, language).replace(/^(?:the|a|an) /, '');
    known.set(phrase, form);
  }
  return form;
}

function soundOf(form: string): string[] {
  let sound = soundsOfForms.get(form);
  if (sound === undefined) {
    if (soundsOfForms.size >= MOST_FORMS) soundsOfForms.clear();
    sound = foldedSyllables(form);
    soundsOfForms.set(form, sound);
  }
  return sound;
}

/** Value: the id of the option. */
export const readChoice: SlotReader = (tidied, request) => {
  const options = request.options ?? [];
  if (options.length === 0 || tidied === '') return null;
  const forms = options.flatMap((option) => [option.label, ...option.phrases].map((phrase) => ({ option, form: formOf(phrase, request.language) }))).filter(({ form }) => form !== '');
  const named = byName(tidied, forms, request);
  if (named === 'several') return null;
  return named ?? byNumber(tidied, options, request) ?? bySound(tidied, forms, request) ?? byPart(tidied, forms, request);
};

function chosen(option: Option, confidence: number, from: number, to: number): Found {
  return { value: option.id, text: option.label, confidence, from, to };
}

function byName(tidied: string, forms: readonly Form[], request: SlotRequest): Found | 'several' | null {
  const normalised = normalise(tidied, request.language);
  const same = new Set(forms.filter(({ form }) => form === normalised || form === tidied).map(({ option }) => option));
  if (same.size === 1) return chosen([...same][0]!, 0.97, 0, tidied.length);
  const hits: (Form & { from: number; to: number; refused: boolean })[] = [];
  for (const { option, form } of forms) {
    for (const written of new Set([form, tidy(option.label, request.language)])) {
      const from = placeOf(written, tidied, request.language);
      if (from < 0) continue;
      const before = tidied.slice(0, from);
      hits.push({ option, form: written, from, to: from + written.length, refused: (request.language === 'zh' ? REFUSED_ZH : REFUSED_EN).test(before) });
    }
  }
  const wanted = hits.filter((hit) => !hit.refused).filter((hit) => !hits.some((other) => other.option !== hit.option && other.from <= hit.from && other.to >= hit.to && other.form.length > hit.form.length));
  const distinct = new Set(wanted.map(({ option }) => option));
  if (distinct.size > 1) return 'several';
  const longest = wanted.sort((one, other) => other.form.length - one.form.length)[0];
  if (!longest) return hits.length > 0 ? 'several' : null;
  if (longest.form.length === 1 && request.language === 'zh' && longest.form !== tidied && !request.strict) return null;
  const rest = tidied.slice(0, longest.from) + tidied.slice(longest.to);
  if (asksSomething(rest, request.language) && asksSomething(tidied, request.language) && !/^(?:.{0,3}(?:可以|行|好)(?:吗|不)?)$/u.test(rest)) return null;
  return chosen(longest.option, 0.93, longest.from, longest.to);
}


function placeOf(form: string, tidied: string, language: SlotRequest['language']): number {
  if (language === 'zh') return tidied.indexOf(form);
  const escaped = form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![a-z0-9])${escaped}(?![a-z0-9])`).exec(tidied)?.index ?? -1;
}

const ORDINAL_ZH = /(?:第([0-9一二两三四五六七八九十]+)(?:个|项|种|条|张|位|家|款)?|(?:选项|选|按|要)([0-9一二三四五六七八九十]+)(?=$|号|吧)|([0-9一二三四五六七八九十]+)号(?![楼线窗])|(最后|末尾|最末|最下面)(?:一|那)*(?:个|项|种)?|(?:最前面|头|首)(?:一)?(?:个|项)|(?:中间|当中)(?:的|那|一)*(?:个|项)?)/u;

function byNumber(tidied: string, options: readonly Option[], request: SlotRequest): Found | null {
  if (request.language === 'zh' || /\p{Script=Han}/u.test(tidied)) {
    const found = ORDINAL_ZH.exec(tidied);
    const alone = /^[0-9一二三四五六七八九十]+$/u.test(tidied) ? readChineseInteger(tidied) : null;
    if (!found && alone === null) return null;
    if (found && asksSomething(tidied.replace(found[0], ''), 'zh') && !/(?:可以|行|好)吗?$/u.test(tidied)) return null;
    if (found && REFUSED_ZH.test(tidied.slice(0, found.index))) return null;
    let number = alone ?? readChineseInteger(found?.[1] ?? found?.[2] ?? found?.[3] ?? '');
    if (found?.[4] !== undefined) number = options.length;
    else if (found && /^(?:中间|当中)/u.test(found[0])) number = options.length === 3 ? 2 : null;
    else if (found && /^(?:最前面|头|首)/u.test(found[0])) number = 1;
    const option = number === null ? undefined : options[number - 1];
    return option ? chosen(option, 0.93, found?.index ?? 0, found ? found.index + found[0].length : tidied.length) : null;
  }
  const placed = placedWords(tidied);
  const words = placed.map((each) => each.word);
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const asked = asksSomething(words.filter((_, other) => other !== at).join(' '), 'en');
    if (asked) return null;
    if (REFUSED_EN.test(tidied.slice(0, placed[at]!.from))) continue;
    const lastOne = word === 'last' || (word === 'bottom' && words[at + 1] === 'one');
    const ordinal = lastOne ? { value: options.length, end: at + 1 } : word === 'second' && words[at - 1] === 'a' ? null : readEnglishOrdinal(words, at);
    const introduced = /^(?:number|option|choice|no|button|item|press|select|pick|choose)$/.test(word) ? readEnglishInteger(words, at + 1) : null;
    const alone = words.length <= 2 && (words.length === 1 || /^(?:one|please)$/.test(words[1]!)) ? readEnglishInteger(words, at) : null;
    const middle = word === 'middle' && options.length === 3 ? { value: 2, end: at + 1 } : null;
    const read = ordinal ?? introduced ?? middle ?? alone;
    if (!read) continue;
    const end = words[read.end] === 'one' || words[read.end] === 'option' ? read.end + 1 : read.end;
    const option = options[read.value - 1];
    if (option) return chosen(option, 0.93, placed[words[at - 1] === 'the' ? at - 1 : at]!.from, placed[end - 1]!.to);
  }
  return null;
}

function bySound(tidied: string, forms: readonly Form[], request: SlotRequest): Found | null {
  if (request.language === 'zh') {
    const heard = foldedSyllables(tidied);
    const hits = new Set<Option>();
    let span = '';
    for (const { option, form } of forms) {
      const wanted = soundOf(form);
      if (wanted.length < 2 || /[a-z0-9]/.test(form)) continue;
      for (let at = 0; at + wanted.length <= heard.length; at++) {
        const wrong = wanted.filter((syllable, offset) => syllable !== heard[at + offset]).length;
        const allowed = wanted.length >= 4 && heard.length - wanted.length <= 2 ? 1 : 0;
        if (wrong <= allowed) {
          hits.add(option);
          const characters = tidied.match(/\p{Script=Han}/gu) ?? [];
          span = characters.slice(at, at + wanted.length).join('');
        }
      }
    }
    const from = tidied.indexOf(span);
    if (hits.size !== 1 || from < 0 || asksSomething(tidied, 'zh') || REFUSED_ZH.test(tidied.slice(0, from))) return null;
    return chosen([...hits][0]!, 0.8, from, from + span.length);
  }
  if (asksSomething(tidied, 'en')) return null;
  const near = new Set(forms.filter(({ form }) => form.length >= 5 && editDistance(form, tidied) <= (form.length >= 9 ? 2 : 1)).map(({ option }) => option));
  return near.size === 1 ? chosen([...near][0]!, 0.8, 0, tidied.length) : null;
}

const EMPTY_EN = new Set('the a an one i want would like please to for it is my me of in on and or that this option id'.split(' '));

function byPart(tidied: string, forms: readonly Form[], request: SlotRequest): Found | null {
  if (asksSomething(tidied, request.language)) return null;
  if (request.language === 'zh') {
    const bare = tidied.replace(/^(?:我|就|要|想|选|是|办|那|用|去|给|看|买|来|吃)+|(?:吧|的|了|啊|那个|这个|好了|就行|可以|谢谢|一下|那种)+$/gu, '');
    if (bare.length < 2) return null;
    const hits = new Set(forms.filter(({ form }) => form.includes(bare)).map(({ option }) => option));
    const from = tidied.indexOf(bare);
    return hits.size === 1 ? chosen([...hits][0]!, 0.78, from, from + bare.length) : null;
  }
  const placed = placedWords(tidied).filter(({ word }) => !EMPTY_EN.has(word));
  if (placed.length === 0 || placed.length > 4) return null;
  const roots = placed.map(({ word }) => stem(word));
  const hits = new Set(forms.filter(({ form }) => {
    const own = form.split(' ').map(stem);
    return roots.every((root) => own.includes(root));
  }).map(({ option }) => option));
  return hits.size === 1 ? chosen([...hits][0]!, 0.78, placed[0]!.from, placed[placed.length - 1]!.to) : null;
}
