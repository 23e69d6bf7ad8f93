// The conversation as an XState machine: its states say what the kiosk waits for, and so which events mean anything now.
// The turn itself is a pure function; its effects leave as the machine's actions.
import { enqueueActions, setup } from 'xstate';
import type { Decision } from '../protocol/conversation.ts';
import type { ConversationEvent, Effect } from './contract.ts';
import { emptyTalk } from './talk.ts';
import type { Phase, Talk } from './talk.ts';
import { phaseOf } from './turn/pending.ts';
import { takeTurn } from './turn/take-turn.ts';
import type { Kit } from './turn/turn.ts';

export interface ConversationContext { talk: Talk }

const ANY_TIME = ['language-chosen', 'back', 'start-over', 'human-wanted', 'interrupted', 'idle-expired', 'session-started', 'utterance', 'touch', 'silence'] as const;
const PHASES: Record<Exclude<Phase, 'away'>, readonly ConversationEvent['type'][]> = {
  open: ANY_TIME, asking: ANY_TIME, choosing: ANY_TIME, confirming: ANY_TIME, offering: ANY_TIME, clarifying: ANY_TIME, surveying: ANY_TIME,
  calling: [...ANY_TIME, 'call-settled'],
  // A call may still be under way while another task or a human has the floor.
  waiting: [...ANY_TIME, 'desk-message', 'call-settled'],
  talking: [...ANY_TIME, 'desk-message', 'call-settled'],
};

/** Events a phase does not know are no error: they came too late, and change nothing. */
export function conversationMachine(kit: Kit) {
  const settled = { target: 'settled', actions: 'take-turn' } as const;
  const on = (types: readonly ConversationEvent['type'][]): Record<string, typeof settled> => Object.fromEntries(types.map((type) => [type, settled]));
  return setup({
    types: { context: {} as ConversationContext, events: {} as ConversationEvent },
    actions: {
      'take-turn': enqueueActions(({ context, event, enqueue }) => {
        const taken = takeTurn(kit, context.talk, event);
        enqueue.assign({ talk: taken.talk });
        // Two names that `setup` gives below, which its types cannot know here.
        const leave = enqueue as unknown as (action: { type: 'effect' | 'decided'; params: object }) => void;
        for (const effect of taken.effects) leave({ type: 'effect', params: effect });
        leave({ type: 'decided', params: { decision: taken.decision } });
      }),
      effect: (_, _effect: Effect) => {},
      decided: (_, _params: { decision: Decision | null }) => {},
    },
    guards: { phase: ({ context }, params: { phase: Phase }) => phaseOf(kit.pack, context.talk) === params.phase },
  }).createMachine({
    id: 'conversation',
    initial: 'away',
    context: { talk: emptyTalk() },
    states: {
      away: { on: { 'session-started': settled } },
      settled: {
        always: [...Object.keys(PHASES).map((phase) => ({ guard: { type: 'phase' as const, params: { phase: phase as Phase } }, target: phase })), { target: 'away' }],
      },
      ...Object.fromEntries(Object.entries(PHASES).map(([phase, types]) => [phase, { on: on([...types, 'call-settled']) }])),
    },
  });
}

export type ConversationMachine = ReturnType<typeof conversationMachine>;
