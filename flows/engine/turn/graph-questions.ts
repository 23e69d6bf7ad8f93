// Comparisons and lists inside a conversation: what the talk is about goes in, what is said and shown comes out.
import { knowsGraphTarget, tellGraph } from '../graph/tell.ts';
import { recogniseGraph } from '../graph/recognise.ts';
import type { GraphContext } from '../graph/question.ts';
import type { Talk } from '../talk.ts';
import type { MatchResult } from '../understanding/contract.ts';
import { note, say, show } from './turn.ts';
import type { Turn } from './turn.ts';

/** From here on the form of the sentence leaves no doubt. */
const SURE = 0.92;

/** Things named one after the other that "which is cheaper" may be about. */
const REMEMBERED = 2;

/** The comparison or list that is asked for; null when it is none. `answersAsked`: the kiosk has just asked with what to compare. */
export function matchGraph(turn: Turn, text: string, whole: MatchResult, alternatives: readonly string[]): { found: MatchResult; answersAsked: boolean } | null {
  const { pack } = turn.kit;
  const { language } = turn.talk;
  const context = contextOf(turn.talk);
  for (const words of [text, ...(whole.zone === 'answer' ? [] : alternatives)]) {
    const found = recogniseGraph(pack, words, language, context);
    if (found === null) continue;
    // Told by a word alone, or with one thing unknown: what the matcher is sure of is more likely meant.
    if (found.score < SURE && whole.zone === 'answer' && context.comparison === null) continue;
    note(turn, `graph: ${found.why}`);
    const readings = found.among ?? [found.id];
    const probability = Math.min(0.99, found.score) / readings.length;
    return {
      found: { zone: readings.length > 1 ? 'clarify' : 'answer', probability, top: readings.map((id) => ({ id, probability, evidence: [found.why] })) },
      answersAsked: context.comparison !== null && context.others.length === 1,
    };
  }
  return null;
}

function contextOf(talk: Talk): GraphContext {
  const { topic, view } = talk;
  const cards = view?.kind !== 'answer' ? [] : view.buttons.flatMap((card) => {
    const entity = /^ask:[^/]+\/(.+)$/.exec(card.id)?.[1];
    return entity === undefined ? [] : [{ number: card.number, entity }];
  });
  const comparison = topic?.template.startsWith('compare:') === true ? topic.template.slice('compare:'.length) : null;
  return { entity: topic === null || topic.entity === '' ? null : topic.entity, others: topic?.others ?? [], cards, comparison };
}

/** What is spoken of from now on; the thing before it is remembered beside it. */
export function speakOf(turn: Turn, entity: string, template: string): void {
  const before = turn.talk.topic;
  const others = [...(before?.others ?? []), ...(before === null ? [] : [before.entity]), entity].filter((id, i, all) => id !== '' && all.lastIndexOf(id) === i);
  turn.talk.topic = { entity, template, others: others.slice(-REMEMBERED) };
}

export function isGraphTarget(turn: Turn, target: string): boolean {
  return knowsGraphTarget(turn.kit.pack, target);
}

/** Says and shows a comparison or a list; what it lacks stands in the decision. */
export function sayGraph(turn: Turn, target: string, question: string): void {
  const told = tellGraph(turn.kit.pack, target, turn.talk.language);
  if (told === null) return;
  const id = target.slice(target.indexOf(':') + 1).split('/')[0] ?? '';
  if (told.missing.length > 0) {
    note(turn, `incomplete: nothing is known of ${told.missing.slice(0, 12).join(', ')}`);
    if (turn.decision !== null) turn.decision['missing'] = told.missing;
  }
  const entity = told.winner ?? told.entities[0] ?? '';
  turn.talk.topic = target.startsWith('compare:')
    ? { entity, template: `compare:${id}`, others: told.entities.slice(0, 4) }
    : { entity: told.winner ?? '', template: `list:${id}`, others: told.entities.length <= 3 ? told.entities : [] };
  show(turn, {
    kind: 'answer', question, headline: told.headline, body: told.text, steps: [], facts: told.facts,
    buttons: told.cards.map((card, i) => ({ ...card, number: i + 1, icon: '' })),
    ...(target.startsWith('compare:') ? (told.facts.length > 1 ? { layout: 'comparison' as const } : {}) : told.cards.length > 1 ? { layout: 'list' as const } : {}),
  });
  say(turn, told.text, `${target.slice(0, target.indexOf(':'))}:${id}`);
}
