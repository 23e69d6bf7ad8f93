// Plays recorded events again: the same events give the same decisions and effects, byte for byte.
import type { Conversation, ConversationEvent, TurnResult } from './contract.ts';

/** Every turn of the events, from an empty conversation or from `from`. Events carry their own times, so nothing else is needed. */
export function replay<State>(conversation: Pick<Conversation<State>, 'handle' | 'initial'>, events: readonly ConversationEvent[], from?: State): TurnResult<State>[] {
  let state = from ?? conversation.initial();
  return events.map((event) => {
    const turn = conversation.handle(state, event);
    state = turn.state;
    return turn;
  });
}
