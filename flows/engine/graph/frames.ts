// The questions of comparisons and lists without what goes into their holes: what is left tells them from all other questions.
import type { Language } from '../../protocol/language.ts';
import { phrasesIn, textIn } from '../pack/compiled.ts';
import type { CompiledPack } from '../pack/compiled.ts';
import { stem } from '../understanding/stem.ts';
import { readLimit } from './limit.ts';
import { folded, mentionsIn } from './mentions.ts';
import { attributeOf } from './values.ts';

export interface Frame {
  /** Questions without names, kinds and numbers. */
  questions: readonly string[];
  tokens: readonly ReadonlySet<string>[];
  /** Whether a question of the same place names a kind of thing. */
  named: readonly boolean[];
  /** Tokens that no ordinary question of the pack has. */
  cues: ReadonlySet<string>;
  /** Tokens of content, whoever else has them. */
  content: ReadonlySet<string>;
  /** Everything these questions are made of. */
  known: ReadonlySet<string>;
}
interface Frames { comparisons: ReadonlyMap<string, Frame>; lists: ReadonlyMap<string, Frame> }

const tables = new WeakMap<CompiledPack, Map<Language, Frames>>();

export function framesOf(pack: CompiledPack, language: Language): Frames {
  const known = tables.get(pack) ?? new Map<Language, Frames>();
  tables.set(pack, known);
  let frames = known.get(language);
  if (frames === undefined) known.set(language, frames = makeFrames(pack, language));
  return frames;
}

const FUNCTION_ZH = /[的了吗呢啊吧呀嘛么是在有没我要想请问你们您这那里些个种款样什哪一和跟与或者能可以都还下会说把]/gu;
const FUNCTION_EN = new Set('the a an of to in on at for is are am be do does did you your i me my we us it its they them that this these those there what which who how and or can could would will have has got any some all one ones please tell show list with than by from so if'.split(' ').map(stem));

/** Content of a sentence: pairs of Chinese characters, English stems; function words left out. */
export function contentTokens(text: string, language: Language): Set<string> {
  if (language === 'en') return new Set(text.split(' ').filter((w) => w !== '' && !FUNCTION_EN.has(w)));
  return pairs(text.replaceAll(FUNCTION_ZH, ' '));
}

/** All of a sentence, for likeness. */
export function allTokens(text: string, language: Language): Set<string> {
  return language === 'en' ? new Set(text.split(' ').filter((w) => w !== '')) : pairs(text);
}

function pairs(text: string): Set<string> {
  const found = new Set<string>();
  for (const run of text.match(/[\p{L}\p{N}]+/gu) ?? []) {
    if (run.length === 1) found.add(run);
    for (let i = 0; i + 1 < run.length; i++) found.add(run.slice(i, i + 2));
  }
  return found;
}

/** Likeness (0..1) of a sentence to the nearest question. */
export function likeness(frame: Frame, tokens: ReadonlySet<string>, named?: boolean): number {
  let best = 0;
  frame.tokens.forEach((own, i) => {
    if (named !== undefined && frame.named[i] !== named) return;
    let shared = 0;
    for (const token of tokens) if (own.has(token)) shared += 1;
    const size = tokens.size + own.size;
    best = Math.max(best, size === 0 ? 1 : (2 * shared) / size);
  });
  return best;
}

function makeFrames(pack: CompiledPack, language: Language): Frames {
  const ordinary = new Set(pack.templates.flatMap((t) => phrasesIn(t.questions, language)).flatMap((q) => [...contentTokens(folded(q.replaceAll('{entity}', ' , '), language), language)]));
  const frame = (questions: readonly string[], type: string, attribute: string | undefined): Frame => {
    const made = questions.map((question) => residue(pack, question, type, attribute, language));
    const content = made.flatMap(({ rest }) => [...contentTokens(rest, language)]);
    return {
      questions: made.map(({ rest }) => rest), tokens: made.map(({ rest }) => allTokens(rest, language)), named: made.map(({ named }) => named),
      content: new Set(content),
      cues: new Set(content.filter((token) => !ordinary.has(token))),
      known: new Set(language === 'zh' ? made.flatMap(({ rest }) => [...rest]) : made.flatMap(({ rest }) => rest.split(' '))),
    };
  };
  return {
    comparisons: new Map(pack.comparisons.map((c) => [c.id, frame(phrasesIn(c.questions, language), c.type, c.attribute)])),
    lists: new Map(pack.lists.map((l) => [l.id, frame(phrasesIn(l.questions, language), l.type, l.attribute)])),
  };
}

/** A question of the pack, or a visitor's sentence, without kinds of things and numbers. */
function residue(pack: CompiledPack, question: string, type: string, attribute: string | undefined, language: Language): { rest: string; named: boolean } {
  let text = question.replaceAll(/\{(?:a|b|value|entity|type)\}/g, ' , ');
  const kind = attribute === undefined ? undefined : attributeOf(pack.types, type, attribute);
  if (text.includes('{limit}')) text = readLimit(text.replaceAll('{limit}', '20'), kind?.type ?? 'number', textIn(kind?.unit, language), language)?.rest ?? text.replaceAll('{limit}', ' ');
  const { types, rest } = mentionsIn(pack, text, language, () => true);
  return { rest, named: types.length > 0 };
}
