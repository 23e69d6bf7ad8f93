// Every text in every language of the pack; nothing that the kiosk says contains one of its own wake phrases.
import type { z } from 'zod';
import type { Language } from '../../protocol/language.ts';
import { plain } from '../plain-text.ts';
import type { Source } from './parse-file.ts';
import type { Problem } from './problem.ts';
import { findTexts } from './schema-walk.ts';
import type { FoundText } from './schema-walk.ts';

/** Lists that may be given in one language only: they add to something that exists in all of them. */
const EXTRA = new Set(['aliases', 'say', 'words', 'prompts', 'triggers']); // triggers: see check-slots.ts
/** Keys whose text is spoken by the kiosk. */
const SPOKEN = new Set(['greeting', 'answer', 'ask', 'again', 'outside', 'say', 'choose', 'confirm', 'wait', 'offline', 'nobody', 'missing', 'same', 'none']);
/** Texts below these are filled into what is said. */
const FILLED_IN = new Set(['attributes', 'defaults']);

export function checkTexts(source: Source<unknown>, schema: z.ZodType, languages: readonly Language[], wake: readonly string[]): Problem[] {
  return findTexts(schema, source.data).flatMap((found) => [...missing(source, found, languages), ...wakes(source, found, wake)]);
}

function missing(source: Source<unknown>, found: FoundText, languages: readonly Language[]): Problem[] {
  if (found.kind === 'phrases' && found.path.some((part) => EXTRA.has(String(part)))) return [];
  const name = found.path.filter((part) => typeof part === 'string').join('.');
  return languages.filter((language) => found.value[language] === undefined || found.value[language].length === 0).map((language) => source.problem(
    found.path,
    `Missing translation: "${name}" has no ${language} text${example(found)}.`,
    `Add "${language}:" here; the pack speaks ${languages.join(' and ')}.`,
  ));
}

function example(found: FoundText): string {
  const other = found.value.zh ?? found.value.en;
  const text = Array.isArray(other) ? other[0] : other;
  return text === undefined ? '' : ` (the other says "${text.length > 24 ? `${text.slice(0, 24)}...` : text}")`;
}

function wakes(source: Source<unknown>, found: FoundText, wake: readonly string[]): Problem[] {
  const key = found.path.findLast((part) => typeof part === 'string');
  if (!SPOKEN.has(String(key)) && !found.path.includes('prompts') && !found.path.some((part) => FILLED_IN.has(String(part)))) return [];
  // `say` of an option holds the visitor's words, not the kiosk's.
  if (found.kind === 'phrases' && found.path.includes('options')) return [];
  return Object.entries(found.value).flatMap(([language, text]) => [text].flat().flatMap((spoken) => {
    const heard = plain(spoken);
    const phrase = wake.find((w) => contains(heard, plain(w)));
    return phrase === undefined ? [] : [source.problem([...found.path, language], `This spoken text contains the wake phrase "${phrase}": the kiosk would wake itself.`, 'Say it in other words.')];
  }));
}

function contains(text: string, phrase: string): boolean {
  return phrase !== '' && (/^[a-z]/.test(phrase) ? ` ${text} `.includes(` ${phrase} `) : text.includes(phrase));
}
