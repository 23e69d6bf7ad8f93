// Every option can be said and touched: it has words in each language, and no two options answer to the same words.
import { phrasesIn, textIn } from './compiled.ts';
import type { Option } from './compiled.ts';
import type { Source } from './parse-file.ts';
import type { Problem } from './problem.ts';
import { plain } from '../plain-text.ts';
import type { Language } from '../../protocol/language.ts';

export function checkOptions(source: Source<unknown>, path: PropertyKey[], options: readonly Option[], languages: readonly Language[]): Problem[] {
  const problems: Problem[] = [];
  const ids = new Set<string>();
  options.forEach((option, i) => {
    if (ids.has(option.id)) problems.push(source.problem([...path, i, 'id'], `The option id "${option.id}" stands twice.`, 'Give each option an id of its own.'));
    ids.add(option.id);
  });
  for (const language of languages) {
    const owner = new Map<string, string>();
    options.forEach((option, i) => {
      const spoken = [textIn(option.label, language), ...phrasesIn(option.say, language)].map(plain).filter((phrase) => phrase !== '');
      if (spoken.length === 0) {
        problems.push(source.problem([...path, i, 'label'], `The option "${option.id}" cannot be chosen by voice in ${language}: its label has no word to say.`, `Add say: { ${language}: [...] } with the words a visitor would use.`));
      }
      if (textIn(option.label, language).trim() === '') {
        problems.push(source.problem([...path, i, 'label'], `The option "${option.id}" cannot be chosen by touch in ${language}: its label is empty.`, 'Give it a label.'));
      }
      for (const phrase of new Set(spoken)) {
        const other = owner.get(phrase);
        if (other !== undefined && other !== option.id) problems.push(source.problem([...path, i], `The options "${other}" and "${option.id}" both answer to "${phrase}" (${language}).`, 'Let each option have words of its own.'));
        owner.set(phrase, option.id);
      }
    });
  }
  return problems;
}
