// Look-up tables made of a pack, once, when first wanted: entity names, questions as said, triggers by sound.
import type { Language } from '../protocol/language.ts';
import { phrasesIn, textIn } from './pack/compiled.ts';
import type { CompiledPack } from './pack/compiled.ts';
import { plain } from './plain-text.ts';
import { syllables } from './understanding/pinyin.ts';

export interface PackIndex {
  /** Names of each entity, reduced to what is said. */
  names: readonly { id: string; names: readonly string[] }[];
  /** Every question and trigger, reduced to what is said -> its target; null where two share it. */
  questions: ReadonlyMap<string, string | null>;
  /** The words of the question templates without the entity. */
  templateWords: string;
  /** Chinese triggers by their pinyin -> flow target. */
  triggerSounds: ReadonlyMap<string, string>;
}

const indexes = new WeakMap<CompiledPack, Map<Language, PackIndex>>();

export function packIndex(pack: CompiledPack, language: Language): PackIndex {
  const known = indexes.get(pack) ?? new Map<Language, PackIndex>();
  indexes.set(pack, known);
  const index = known.get(language) ?? makeIndex(pack, language);
  known.set(language, index);
  return index;
}

/** A text as it counts for being the very same: without politeness and small words. */
export function exactKey(text: string): string {
  return plain(text).replaceAll(/\b(?:a|an|the|please|my|some)\b ?/g, '').replace(/^(?:请问|请|麻烦|帮我|我要|我想)+(?=.{2})/, '').replace(/(?<=.{2})(?:啊|呀|吧|呢|谢谢)$/, '').trim();
}

/** What stands on the home cards and over the tasks can be said, too. */
function titles(pack: CompiledPack, language: Language): { id: string; phrases: string[] }[] {
  const opened = (id: string): string => (pack.flows[id] === undefined ? `entry:${id}` : `flow:${id}`);
  return [
    ...pack.pack.home.map((card) => ({ id: opened(card.opens), phrases: [textIn(card.label, language)] })),
    ...Object.values(pack.flows).map((flow) => ({ id: `flow:${flow.id}`, phrases: [textIn(flow.title, language)] })),
  ];
}

function questionsOf(targets: readonly { id: string; phrases: readonly string[] }[]): Map<string, string | null> {
  const found = new Map<string, string | null>();
  for (const target of targets) {
    for (const phrase of target.phrases.map(exactKey)) found.set(phrase, found.has(phrase) && found.get(phrase) !== target.id ? null : target.id);
  }
  return found;
}

function makeIndex(pack: CompiledPack, language: Language): PackIndex {
  const targets = pack.targets.filter((t) => t.language === language);
  return {
    names: pack.entities.map((e) => ({ id: e.id, names: [textIn(e.name, language), ...phrasesIn(e.aliases, language)].map(plain).filter((name) => name !== '') })),
    questions: questionsOf([...targets, ...titles(pack, language)]),
    templateWords: plain(pack.templates.flatMap((t) => phrasesIn(t.questions, language)).join(' ').replaceAll('{entity}', ' ')),
    triggerSounds: new Map(language !== 'zh' ? [] : targets.filter((t) => t.id.startsWith('flow:')).flatMap((t) => t.phrases.map((phrase) => [syllables(phrase).join(' '), t.id] as const))),
  };
}
