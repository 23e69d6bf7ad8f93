// Runs a flow's machine one event at a time with XState's pure functions: (frame, event) -> (frame, what to perform).
import { initialTransition, transition } from 'xstate';
import { NOBODY_CAME } from './machine.ts';
import type { Filled, FlowContext, FlowEvent, FlowMachine } from './machine.ts';

export interface FlowRun {
  step: string; // where it rests, or the end it reached
  context: FlowContext;
  perform: string[]; // ids of the steps entered on the way that say, show, call, escalate or end something
  ended: boolean; nobody: boolean;
}

/** `certainty`: how surely the visitor was understood to want this task, 0..1. */
export function enterFlow(machine: FlowMachine, slots: Record<string, Filled>, certainty = 1): FlowRun {
  const [snapshot, actions] = initialTransition(machine, { slots, certainty });
  return runOf(snapshot, actions);
}

/** `step` must be a state of the machine. */
export function advanceFlow(machine: FlowMachine, step: string, context: FlowContext, event: FlowEvent): FlowRun {
  const from = machine.resolveState({ value: step, context });
  const [snapshot, actions] = transition(machine, from, event);
  return runOf(snapshot, actions);
}

function runOf(snapshot: { value: unknown; status: string; context: FlowContext }, actions: readonly { type: string; params?: unknown }[]): FlowRun {
  const perform = actions.flatMap((action) => (action.type === 'perform' ? [(action.params as { step: string }).step] : []));
  const step = String(snapshot.value);
  return { step, context: snapshot.context, perform, ended: snapshot.status === 'done', nobody: step === NOBODY_CAME };
}
