// Numbers that the content itself tells everybody: the hall's telephone, a hotline, a sample card in an explanation.
import { digitRuns } from './digit-runs.ts';
import { fold } from './fold.ts';
import { wordsLikeNames } from './name-grammar.ts';

const SHORTEST = 5;

/** The digits of every number (in any grouping) and every word like a name that stands in one of these texts. */
export function publicNumbers(texts: Iterable<string>): Set<string> {
  const known = new Set<string>();
  for (const text of texts) {
    for (const line of text.split('\n')) {
      if (!/[“"「](?:我[叫是]|\p{Script=Han}{2,3}[”"」])/u.test(line)) for (const word of wordsLikeNames(fold(line))) known.add(word);
      if (!/\d|[零〇一幺二两三四五六七八九]/.test(line)) continue;
      for (const run of digitRuns(fold(line))) {
        if (run.digits.length >= SHORTEST) known.add(run.digits);
        for (let from = 0; from < run.groups.length; from++) {
          let digits = '';
          for (const group of run.groups.slice(from, from + 5)) {
            digits += group.digits;
            if (digits.length >= SHORTEST) known.add(digits);
          }
        }
      }
    }
  }
  return known;
}

/** Every text in a JSON value. */
export function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* textsIn(inner);
}

/** The texts of a pack that visitors are told, by file: everything but its tests and sample answers. */
export function publicTexts(files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).filter(([path]) => /\.ya?ml$/.test(path) && !/^tests?\//.test(path) && !/connectors/.test(path)).map(([, text]) => text);
}
