// Every phrase a visitor may say to a pack, with its place; and the words of them that a recogniser does not know.
import type { Bundle } from '../../protocol/content.ts';
import type { Language } from '../../protocol/language.ts';
import { segment } from '../segmentation.ts';
import { fileKindOf } from './file-kinds.ts';
import { parseFile } from './parse-file.ts';
import { findTexts } from './schema-walk.ts';

/** `closed`: it stands in a closed grammar, which a word that is not known would break. */
export interface VisitorPhrase { file: string; line: number; column: number; language: Language; phrase: string; closed: boolean }
/** A word with the first place it stands at, and in how many phrases. */
export interface UnknownWord { word: string; language: Language; count: number; closed: boolean; first: VisitorPhrase }

/** Keys below which visitors' words stand. */
const SAID = new Set(['questions', 'triggers', 'aliases', 'say', 'wake', 'examples', 'words']);
/** Names and labels are said when something is chosen or named. */
const NAMED = new Set(['name', 'label']);
const CLOSED = new Set(['say', 'wake']);

/** `files` must compile; files that do not are passed over. */
export function visitorPhrases(files: Bundle, languages: readonly Language[]): VisitorPhrase[] {
  return Object.entries(files).flatMap(([file, text]) => {
    const kind = fileKindOf(file);
    if (kind === undefined || kind.kind === 'tests' || kind.kind === 'connectors') return [];
    const parsed = parseFile<unknown>(file, text, kind.schema);
    if (!parsed.ok) return [];
    return findTexts(kind.schema, parsed.source.data).flatMap(({ path, value }) => {
      const key = path.findLast((part) => typeof part === 'string');
      const options = path.includes('options');
      const named = NAMED.has(String(key)) && (kind.kind === 'graph' ? path.includes('entities') : kind.kind === 'flows' ? options : path.includes('home'));
      if (!SAID.has(String(key)) && !named) return [];
      const closed = CLOSED.has(String(key)) || options;
      return languages.flatMap((language) => [value[language]].flat().flatMap((phrase, i) => {
        if (phrase === undefined) return [];
        const { line, column } = parsed.source.problem(Array.isArray(value[language]) ? [...path, language, i] : [...path, language], '', '');
        return [{ file, line, column, language, phrase, closed }];
      }));
    });
  });
}

/** The most frequent first. Holes such as {entity} are no words. */
export function unknownWords(phrases: readonly VisitorPhrase[], language: Language, knows: (word: string) => boolean): UnknownWord[] {
  const found = new Map<string, UnknownWord>();
  for (const first of phrases) {
    if (first.language !== language) continue;
    for (const word of new Set(segment(first.phrase.replaceAll(/\{[^}]*\}/g, ' '), knows).unknown)) {
      const known = found.get(word);
      if (known === undefined) found.set(word, { word, language, count: 1, closed: first.closed, first });
      else found.set(word, { ...known, count: known.count + 1, ...(first.closed && !known.closed ? { closed: true, first } : {}) });
    }
  }
  return [...found.values()].sort((one, other) => Number(other.closed) - Number(one.closed) || other.count - one.count);
}
