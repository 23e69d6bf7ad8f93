// A pack that has passed every check, as the engine uses it: plain JSON, with step ids filled in and templates expanded.
import type { Language } from '../../protocol/language.ts';
import type { MatchTarget } from '../understanding/contract.ts';
import type { Problem } from './problem.ts';
import type { ConnectorsFile, GraphFile, KnowledgeFile, LexiconFile, PackFile, Slot, Step, Text } from './schema.ts';
import type { TestsFile } from './schema-tests.ts';

/** A step with its id; `next` is the step after it in the file, null for the last. */
export type CompiledStep = Step & { id: string; next: string | null };

export interface Option { id: string; label: Text; hint?: Text | undefined; say: { zh?: string[] | undefined; en?: string[] | undefined }; icon?: string | undefined }

/** `choices` of a slot: its own options, or the entities of `optionsFrom`. */
export type CompiledSlot = Slot & { choices: Option[] };

export interface CompiledFlow {
  id: string; title: Text; triggers: { zh?: string[] | undefined; en?: string[] | undefined };
  /** Begun by the hub, never by a visitor. */
  notice: boolean;
  slots: CompiledSlot[]; steps: CompiledStep[];
  /** `from>to` of backward jumps -> the slot that is emptied on the way, so that its question is asked again. */
  clears: Record<string, string>;
}

export type CompiledEntry = KnowledgeFile['entries'][number];

/** One question template applied to one entity, in every language. `missing`: the attribute is not filled in. */
export interface GraphAnswer {
  id: string; template: string; entity: string; attribute: string; missing: boolean;
  name: Text; label: Text; answer: Text; value: Text; list: { zh?: string[] | undefined; en?: string[] | undefined };
}

export interface CompiledDialogue { file: string; line: number; dialogue: TestsFile['dialogues'][number] }

export interface CompiledPack {
  pack: PackFile;
  entries: Record<string, CompiledEntry>;
  answers: Record<string, GraphAnswer>;
  flows: Record<string, CompiledFlow>;
  types: GraphFile['types'];
  entities: GraphFile['entities']; // with what their types say of all of them
  templates: GraphFile['templates'];
  comparisons: GraphFile['comparisons'];
  lists: GraphFile['lists'];
  connectors: Record<string, ConnectorsFile['connectors'][number]>;
  lexicon: LexiconFile;
  targets: MatchTarget[];
  dialogues: CompiledDialogue[];
}

export type CompileResult = { ok: true; pack: CompiledPack; warnings: Problem[] } | { ok: false; problems: Problem[] };

/** The text of this language, else of any language there is. */
export function textIn(text: Text | undefined, language: Language): string {
  return text?.[language] ?? text?.zh ?? text?.en ?? '';
}

/** The phrases of this language; empty where there are none. */
export function phrasesIn(phrases: { zh?: string[] | undefined; en?: string[] | undefined } | undefined, language: Language): string[] {
  return phrases?.[language] ?? [];
}
