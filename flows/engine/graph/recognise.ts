// Whether a sentence compares two things of the graph, or asks for all of a kind; and which ones. By what is left of it when the names and
// numbers are taken out, so that it works for things and numbers nobody wrote a question for. Sure or silent: all else is the matcher's.
import type { Language } from '../../protocol/language.ts';
import type { CompiledPack } from '../pack/compiled.ts';
import type { GraphContext, GraphQuestion } from './question.ts';
import { recogniseComparison } from './recognise-comparison.ts';
import { recogniseList } from './recognise-list.ts';

const NO_CONTEXT: GraphContext = { entity: null, others: [], cards: [], comparison: null };

/** Characters: longer sentences say more than such a question. */
const LONGEST = 80;

/** Null when the sentence is neither. Scores from 0.8 are sure. */
export function recogniseGraph(pack: CompiledPack, text: string, language: Language, context: GraphContext = NO_CONTEXT): GraphQuestion | null {
  if (text.length > LONGEST || (pack.comparisons.length === 0 && pack.lists.length === 0)) return null;
  const compared = recogniseComparison(pack, text, language, context);
  const listed = recogniseList(pack, text, language);
  if (compared === null || listed === null) return compared ?? listed;
  return compared.score >= listed.score ? compared : listed;
}
