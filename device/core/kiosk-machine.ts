// The kiosk as one statechart: booting -> idle -> listening -> thinking -> speaking -> escalated -> faulted.
// It does nothing itself: what the microphone and the screen's presence must be follows from its state (see below),
// and `silence` is emitted when a visitor said nothing within the time that `listen` allowed.
import { assign, emit, setup } from 'xstate';
import type { SnapshotFrom } from 'xstate';
import type { Expectation } from '../../flows/engine/contract.ts';
import type { Language } from '../../flows/protocol/language.ts';
import type { Presence } from '../../flows/protocol/screen.ts';
import type { HearingMode } from './voice-contract.ts';

export interface Listening { expect: Expectation; timeoutMs: number }

export interface KioskContext {
  language: Language;
  /** What is, or will next be, listened for. */
  listening: Listening;
  /** `off`: switched off by the visitor; `failed`: the device or the recogniser is gone. */
  microphone: 'ok' | 'off' | 'failed';
  faults: number;
}

export type KioskEvent =
  | { type: 'booted' }
  | { type: 'opened'; language: Language } // a session begins
  | { type: 'turn' } // the visitor's input is being worked on
  | { type: 'speak'; next: Listening | null }
  | { type: 'listen'; listening: Listening }
  | { type: 'speech-started' }
  | { type: 'speech-lost' } // sound that gave no words
  | { type: 'closed' } // the session is over and wiped
  | { type: 'language'; language: Language }
  | { type: 'microphone'; state: 'ok' | 'off' | 'failed' }
  | { type: 'failed' } // no content to serve with, or our own fault
  | { type: 'mended' };

const OPEN: Listening = { expect: { kind: 'open', phrases: [] }, timeoutMs: 8000 };
/** A visitor who never stops talking, or noise taken for speech, must not hold the kiosk for ever. */
const HEARING_CAP_MS = 20_000;
const MEND_MS = 5000;

export const kioskMachine = setup({
  types: {
    context: {} as KioskContext,
    events: {} as KioskEvent,
    emitted: {} as { type: 'silence' } | { type: 'mend' },
    input: {} as { language: Language },
  },
  guards: {
    toDesk: ({ event }) => event.type === 'listen' && event.listening.expect.kind === 'desk',
  },
  actions: {
    keepListening: assign(({ event, context }) => {
      if (event.type === 'listen') return { listening: event.listening };
      if (event.type === 'speak') return { listening: event.next ?? context.listening };
      return {};
    }),
    forget: assign({ listening: OPEN, microphone: ({ context }) => (context.microphone === 'off' ? 'ok' : context.microphone) }),
    silence: emit({ type: 'silence' as const }),
    mend: emit({ type: 'mend' as const }),
    countFault: assign({ faults: ({ context }) => context.faults + 1 }),
  },
  delays: {
    noInput: ({ context }) => context.listening.timeoutMs,
    hearingCap: HEARING_CAP_MS,
    mend: ({ context }) => MEND_MS * Math.min(12, 2 ** Math.max(0, context.faults - 1)),
  },
}).createMachine({
  id: 'kiosk',
  initial: 'booting',
  context: ({ input }) => ({ language: input.language, listening: OPEN, microphone: 'ok', faults: 0 }),
  on: {
    language: { actions: assign({ language: ({ event }) => event.language }) },
    microphone: { actions: assign({ microphone: ({ event }) => event.state }) },
    failed: '.faulted',
  },
  states: {
    booting: { on: { booted: 'idle' } },
    idle: {
      entry: 'forget',
      on: { opened: { target: 'thinking', actions: assign({ language: ({ event }) => event.language }) } },
    },
    thinking: {
      on: {
        speak: { target: 'speaking', actions: 'keepListening' },
        listen: [{ guard: 'toDesk', target: 'escalated', actions: 'keepListening' }, { target: 'listening', actions: 'keepListening' }],
        closed: 'idle',
      },
    },
    speaking: {
      on: {
        speak: { actions: 'keepListening' },
        'speech-started': 'listening.hearing',
        turn: 'thinking',
        listen: [{ guard: 'toDesk', target: 'escalated', actions: 'keepListening' }, { target: 'listening', actions: 'keepListening' }],
        closed: 'idle',
      },
    },
    listening: {
      initial: 'waiting',
      states: {
        waiting: { after: { noInput: { actions: 'silence' } }, on: { 'speech-started': 'hearing' } },
        hearing: {
          after: { hearingCap: 'waiting' },
          // What is expected may change under a visitor who is speaking already; the speech goes on.
          on: { 'speech-lost': 'waiting', listen: [{ guard: 'toDesk', target: '#kiosk.escalated', actions: 'keepListening' }, { actions: 'keepListening' }] },
        },
      },
      on: {
        turn: 'thinking',
        speak: { target: 'speaking', actions: 'keepListening' },
        listen: [{ guard: 'toDesk', target: 'escalated', actions: 'keepListening' }, { target: '.waiting', reenter: true, actions: 'keepListening' }],
        closed: 'idle',
      },
    },
    /** A human is called or talking: the visitor is heard as before, but silence is nobody's failure. */
    escalated: {
      on: {
        turn: 'thinking',
        speak: { target: 'speaking', actions: 'keepListening' },
        listen: [{ guard: 'toDesk', actions: 'keepListening' }, { target: 'listening', actions: 'keepListening' }],
        closed: 'idle',
      },
    },
    faulted: {
      entry: ['countFault', 'forget'],
      after: { mend: { actions: 'mend', target: 'faulted', reenter: true } },
      on: { mended: 'idle' },
    },
  },
});

export type KioskState = SnapshotFrom<typeof kioskMachine>;

/** The kiosk's state in one word, for the log and for metrics. */
export function stateName(state: KioskState): string {
  return typeof state.value === 'string' ? state.value : Object.keys(state.value)[0] ?? 'booting';
}

/** What the living shape on the screen shows in this state. */
export function presenceOf(state: KioskState): Presence {
  const name = stateName(state);
  if (name === 'speaking') return 'speaking';
  if (name === 'thinking') return 'thinking';
  if (state.context.microphone !== 'ok') return 'off';
  return name === 'listening' || name === 'escalated' ? 'listening' : 'idle';
}

/** What the microphone must do in this state. */
export function hearingModeOf(state: KioskState, options: { echoCancelled: boolean }): HearingMode {
  const { language, listening, microphone } = state.context;
  const name = stateName(state);
  if (microphone === 'off' || name === 'booting' || name === 'faulted') return { kind: 'off' };
  if (name === 'idle') return { kind: 'wake' };
  if (name === 'speaking') return { kind: 'barge-in', language, expect: listening.expect, echoCancelled: options.echoCancelled };
  return { kind: 'listen', language, expect: listening.expect };
}
