// The sentences a pack always says (worth rendering to sound ahead) and the phrases its grammars can hold (worth checking against the model).
import type { Language } from '../protocol/language.ts';
import type { commandPhrases } from './command-phrases.ts';
import { phrasesIn, textIn } from './pack/compiled.ts';
import type { CompiledPack } from './pack/compiled.ts';
import type { Text } from './pack/schema.ts';
import { PROMPTS, variantsOf } from './prompts.ts';
import type { PromptKey } from './prompts.ts';
import { choicePhrases } from './turn/expect.ts';
import { YES_NO } from './yes-no-words.ts';

/** Sentences without holes, each once, in every language of the pack. */
export function fixedPrompts(pack: CompiledPack): { text: string; language: Language }[] {
  const found = new Map<string, { text: string; language: Language }>();
  const add = (text: string | undefined, language: Language): void => {
    if (text !== undefined && text.trim() !== '' && !/\{[\w.-]+\}/.test(text)) found.set(`${language}:${text}`, { text, language });
  };
  for (const language of pack.pack.languages) {
    const addText = (text: Text | undefined): void => { add(text?.[language], language); };
    addText(pack.pack.greeting);
    addText(pack.pack.escalation.nobody);
    for (const key of Object.keys(PROMPTS) as PromptKey[]) if (!/^(?:label|headline|hint)-/.test(key)) for (const variant of variantsOf(pack.pack, key, language)) add(variant, language);
    for (const entry of Object.values(pack.entries)) addText(entry.answer);
    for (const answer of Object.values(pack.answers)) addText(answer.answer);
    for (const connector of Object.values(pack.connectors)) addText(connector.offline);
    for (const flow of Object.values(pack.flows)) {
      for (const slot of flow.slots) { addText(slot.ask); addText(slot.again); }
      for (const step of flow.steps) {
        if ('say' in step) addText(step.say);
        if ('choose' in step) addText(step.choose);
        if ('confirm' in step) addText(step.confirm);
        if ('wait' in step) addText(step.wait);
      }
    }
  }
  return [...found.values()];
}

/** Every phrase a closed grammar of this pack can hold, with the place it comes from. */
export function grammarPhrases(pack: CompiledPack, commands: typeof commandPhrases): { phrase: string; language: Language; where: string }[] {
  return pack.pack.languages.flatMap((language) => {
    const from = (where: string, phrases: readonly string[]): { phrase: string; language: Language; where: string }[] => phrases.map((phrase) => ({ phrase, language, where }));
    return [
      ...from('pack.yaml wake', phrasesIn(pack.pack.wake, language)),
      ...from('engine yes-no', YES_NO[language]),
      ...commands(language).flatMap(({ command, phrases }) => from(`engine command ${command}`, phrases.slice(0, 2))),
      ...Object.values(pack.flows).flatMap((flow) => [
        ...flow.slots.flatMap((slot) => from(`flow ${flow.id} slot ${slot.id}`, slot.type === 'choice' ? choicePhrases(slot.choices, language) : [])),
        ...flow.steps.flatMap((step) => ('choose' in step ? from(`flow ${flow.id} step ${step.id}`, choicePhrases(step.options, language)) : [])),
      ]),
      ...pack.pack.home.flatMap((card) => from(`pack.yaml home ${card.id}`, [textIn(card.label, language)])),
    ];
  });
}
