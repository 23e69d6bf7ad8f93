// How full a pack is: required attributes, questions nothing answers, questions per entry, screens, flows without a test. Numbers for the
// author, not verdicts.
import type { Language } from '../../protocol/language.ts';
import { attributeOf, isA, measure } from '../graph/values.ts';
import type { CompiledPack } from './compiled.ts';

/** Ways of asking below which an entry is often missed. */
export const FEW_QUESTIONS = 8;

export interface Completeness {
  entries: number; entities: number; graphQuestions: number; comparisons: number; lists: number; flows: number; dialogues: number;
  questionsPerEntry: Partial<Record<Language, number>>; // average, one decimal
  thin: string[]; // entries with fewer than eight questions in some language
  withoutScreen: string[]; // entries whose card is the spoken sentence
  required: { filled: number; of: number; missing: string[] }; // `entity.attribute`
  unanswered: string[]; // `template/entity` of graph questions without a value
  incomparable: string[]; // `entity.attribute` of texts without a number where something compares or lists by it
  untestedFlows: string[];
}

export function completeness(pack: CompiledPack): Completeness {
  const { languages } = pack.pack;
  const entries = Object.values(pack.entries);
  const count = (id: string, language: Language): number => pack.entries[id]?.questions[language]?.length ?? 0;
  const missing: string[] = [];
  let of = 0;
  for (const entity of pack.entities) {
    for (const type of pack.types.filter((t) => isA(pack, entity.type, t.id))) {
      for (const attribute of type.attributes.filter((a) => a.required)) {
        of += 1;
        if (entity.attributes[attribute.id] === undefined) missing.push(`${entity.id}.${attribute.id}`);
      }
    }
  }
  const tested = new Set(pack.dialogues.flatMap(({ dialogue }) => [dialogue.begins?.notice ?? '', ...dialogue.turns.flatMap((turn) => turn.expect.flow ?? [])]));
  return {
    entries: entries.length, entities: pack.entities.length, graphQuestions: Object.keys(pack.answers).length, comparisons: pack.comparisons.length, lists: pack.lists.length,
    flows: Object.keys(pack.flows).length, dialogues: pack.dialogues.length,
    questionsPerEntry: Object.fromEntries(languages.map((l) => [l, Math.round((entries.reduce((sum, e) => sum + count(e.id, l), 0) / Math.max(1, entries.length)) * 10) / 10])),
    thin: entries.filter((e) => languages.some((l) => count(e.id, l) < FEW_QUESTIONS)).map((e) => e.id),
    withoutScreen: entries.filter((e) => languages.every((l) => e.screen[l] === undefined)).map((e) => e.id),
    required: { filled: of - missing.length, of, missing },
    unanswered: Object.values(pack.answers).filter((answer) => answer.missing).map((answer) => answer.id),
    incomparable: incomparable(pack),
    untestedFlows: Object.keys(pack.flows).filter((id) => !tested.has(id)),
  };
}

function incomparable(pack: CompiledPack): string[] {
  const wanted = [...pack.comparisons, ...pack.lists.filter((l) => l.keep !== 'all' && l.keep !== 'equal' && l.keep !== 'yes')];
  const found = wanted.flatMap(({ type, attribute }) => (attribute === undefined ? [] : pack.entities.filter((e) => isA(pack, e.type, type) && attributeOf(pack.types, e.type, attribute) !== undefined && e.attributes[attribute] !== undefined && measure(e.attributes[attribute]) === undefined).map((e) => `${e.id}.${attribute}`)));
  return [...new Set(found)];
}
