// Two wishes in one breath ("a taxi to the airport, and then a wake-up call"): the first is begun, the second offered when it has ended.
import { match } from './answers.ts';
import type { Turn } from './turn.ts';

const BETWEEN = {
  zh: /[,，。;；]?\s*(?:然后|接着|完了|之后|顺便|另外|同时)(?:再|还|也|我|帮我|请)*|[,，。;；]\s*(?:再(?![见说次一来])|还要|还想|也要)|(?<=[一-龥]{4})还(?:要|想)(?=[一-龥]{2})/u,
  en: /[,.;]?\s+(?:and then|and also|and after that|after that|then|and)\s+|[,.;]\s*(?:also|plus)\s+/i,
} as const;

/** The two tasks and the words for each; null where there are not two different ones, each clear by itself. */
export function tasksIn(turn: Turn, text: string): { first: { id: string; words: string; probability: number }; second: { id: string; words: string } } | null {
  const found = BETWEEN[turn.talk.language].exec(text);
  if (found === null || found.index === 0) return null;
  const words = [text.slice(0, found.index), text.slice(found.index + found[0].length)].map((clause) => clause.trim());
  const hits = words.map((clause) => (clause === '' ? null : taskOf(turn, clause)));
  const [first, second] = hits;
  if (first == null || second == null || first.id === second.id) return null;
  return { first: { ...first, words: words[0] ?? '' }, second: { id: second.id, words: words[1] ?? '' } };
}

function taskOf(turn: Turn, clause: string): { id: string; probability: number } | null {
  const { zone, top } = match(turn, clause);
  const [best] = top;
  return zone === 'answer' && best?.id.startsWith('flow:') === true ? { id: best.id, probability: best.probability } : null;
}
