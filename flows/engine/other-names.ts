// What visitors also call things (lexicon.yaml `aliases`): a sentence with the pack's own word in the place of the other name.
import type { Language } from '../protocol/language.ts';
import type { CompiledPack } from './pack/compiled.ts';

interface Names { pattern: RegExp; own: ReadonlyMap<string, string> }

const tables = new WeakMap<CompiledPack, Map<Language, Names | null>>();

/** The sentence in the pack's own words; undefined when it holds no other name. Longer names go first. */
export function inOwnWords(pack: CompiledPack, text: string, language: Language): string | undefined {
  const known = tables.get(pack) ?? new Map<Language, Names | null>();
  tables.set(pack, known);
  let names = known.get(language);
  if (names === undefined) known.set(language, names = namesOf(pack, language));
  if (names === null) return undefined;
  const { pattern, own } = names;
  const folded = text.normalize('NFKC').toLowerCase();
  const written = folded.replaceAll(pattern, (name) => own.get(name) ?? name);
  return written === folded ? undefined : written;
}

function namesOf(pack: CompiledPack, language: Language): Names | null {
  const rows = Object.entries(pack.lexicon.aliases[language] ?? {}).flatMap(([word, others]) => others.map((other) => [other.normalize('NFKC').toLowerCase(), word] as const));
  if (rows.length === 0) return null;
  // The own word stands in the pattern, too: what is said right already is not looked into.
  const all = [...new Set(rows.flatMap(([other, word]) => [other, word.toLowerCase()]))].filter((name) => name !== '').sort((a, b) => b.length - a.length);
  const either = all.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return { pattern: new RegExp(language === 'zh' ? either : `\\b(?:${either})\\b`, 'g'), own: new Map(rows) };
}
