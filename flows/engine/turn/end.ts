// The end of a session: a goodbye, the record of it, and an empty memory.
import type { Effect } from '../contract.ts';
import { sayPrompt, show, task, word } from './turn.ts';
import type { Turn } from './turn.ts';
import type { PromptKey } from '../prompts.ts';

type Reason = Extract<Effect, { type: 'end' }>['reason'];

/** `farewell` is said before the end; open tasks count as cancelled; a raised hand is taken down. */
export function endSession(turn: Turn, reason: Reason, farewell: PromptKey | null): void {
  const { talk } = turn;
  if (farewell !== null) sayPrompt(turn, farewell);
  if (reason !== 'start-over') show(turn, { kind: 'goodbye', headline: word(turn, 'headline-goodbye'), body: farewell === null ? '' : word(turn, farewell) });
  if (talk.escalation !== null) turn.effects.push({ type: 'escalate', message: { kind: 'left', escalation: talk.escalation.id, session: talk.session, at: turn.at } });
  for (const frame of talk.frames.toReversed()) task(turn, frame.flow, 'cancelled');
  turn.over = true;
  turn.effects.push({ type: 'end', reason });
}
