// The form of a concept: a meaning that many wordings show.

/** Kinds: `ask` says what is wanted to know (fee, place, hours); `act` is a verb with synonyms (lose, change); `thing` a noun with synonyms. */
export type ConceptKind = 'ask' | 'act' | 'thing';
export interface Concept { id: string; kind: ConceptKind; pattern: RegExp }
/** A concept seen in a text, with the span that shows it (UTF-16 offsets). */
export interface ConceptHit { id: string; kind: ConceptKind; from: number; to: number }
