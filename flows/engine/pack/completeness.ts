// How full a pack is: required attributes, questions per entry, flows without a test. Numbers for the author, not verdicts.
import type { Language } from '../../protocol/language.ts';
import type { CompiledPack } from './compiled.ts';
import { isA } from '../graph/values.ts';

export interface Completeness {
  entries: number; entities: number; graphQuestions: number; flows: number; dialogues: number;
  questionsPerEntry: Partial<Record<Language, number>>; // average, one decimal
  thin: string[]; // entries with fewer than four questions in some language
  required: { filled: number; of: number; missing: string[] }; // `entity.attribute`
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
  const tested = new Set(pack.dialogues.flatMap(({ dialogue }) => dialogue.turns.flatMap((turn) => turn.expect.flow ?? [])));
  return {
    entries: entries.length, entities: pack.entities.length, graphQuestions: Object.keys(pack.answers).length, flows: Object.keys(pack.flows).length, dialogues: pack.dialogues.length,
    questionsPerEntry: Object.fromEntries(languages.map((l) => [l, Math.round((entries.reduce((sum, e) => sum + count(e.id, l), 0) / Math.max(1, entries.length)) * 10) / 10])),
    thin: entries.filter((e) => languages.some((l) => count(e.id, l) < 4)).map((e) => e.id),
    required: { filled: of - missing.length, of, missing },
    untestedFlows: Object.keys(pack.flows).filter((id) => !tested.has(id)),
  };
}
