// What a comparison or a list is recognised from besides the sentence, and what it is recognised as.

/** What the talk is about: `entity` the last thing spoken of, `others` the things named together with it, `cards` what stands on the screen. */
export interface GraphContext {
  entity: string | null;
  others: readonly string[];
  cards: readonly { number: number; entity: string }[];
  /** The comparison that asked "with what?", or was told last. */
  comparison: string | null;
}

/** `id` is `compare:ID/ENTITY/ENTITY` or `list:ID/TYPE/LIMIT[/ENTITY+ENTITY]`. `among`: further readings, to be asked back about. */
export interface GraphQuestion { id: string; score: number; why: string; among?: readonly string[] }
