// A flow as an XState machine: its steps are the states. The configuration is plain JSON (it can be opened in any
// statechart viewer); the few named guards and actions it uses are given here.
import { assign, setup } from 'xstate';
import type { CompiledFlow, CompiledStep } from '../pack/compiled.ts';
import { edgesOf } from './steps.ts';
import { holds, parseCondition } from './condition.ts';
import type { Condition } from './condition.ts';

/** One filled slot: `value` for conditions and requests, `text` as the visitor gave it, `confidence` 0..1. */
export interface Filled { value: unknown; text: string; confidence: number }

export interface FlowContext {
  slots: Record<string, Filled>;
  result: Record<string, unknown>;
  calls: Record<string, Record<string, unknown>>;
  /** How surely the task itself and its choices were understood, 0..1. */
  certainty?: number;
  /** Read-backs that were asked or passed once: from then on they are asked, so that nothing happens twice on one yes. */
  passed?: string[];
}

export type FlowEvent =
  | { type: 'slots'; slots: Record<string, Filled> } // the visitor answered or corrected something
  | { type: 'yes' } | { type: 'no' }
  | { type: `choose.${string}` }
  | { type: 'call.ok'; name: string; response: Record<string, unknown> }
  | { type: 'call.failed'; name: string; reason: string }
  | { type: 'handback' } | { type: 'nobody' }
  | { type: `to.${string}` }; // go back to a step (correction, "back")

export interface StepAction { type: 'perform'; params: { step: string } }

/** The end that a handed-over flow reaches when no human comes. */
export const NOBODY_CAME = '_nobody';
/** The end behind an escalation that was the last step. */
const HANDED_OVER = '_handed-over';

interface StateJson { entry?: StepAction[]; always?: unknown[]; on?: Record<string, unknown>; type?: 'final'; meta?: { step: string } }

/** The JSON configuration; `foyer pack show --xstate` prints it. */
export function flowConfig(flow: CompiledFlow, confirmBelow: Record<'low' | 'medium' | 'high', number>): { id: string; initial: string; states: Record<string, StateJson>; on: Record<string, unknown> } {
  const states: Record<string, StateJson> = {};
  for (const step of flow.steps) states[step.id] = stateOf(flow, step, confirmBelow);
  states[HANDED_OVER] = { type: 'final' };
  states[NOBODY_CAME] = { type: 'final' };
  const back = Object.fromEntries(flow.steps.map((step) => [`to.${step.id}`, { target: `.${step.id}` }]));
  return { id: flow.id, initial: flow.steps[0]?.id ?? HANDED_OVER, states, on: { slots: { actions: 'take-slots' }, ...back } };
}

function stateOf(flow: CompiledFlow, step: CompiledStep, confirmBelow: Record<'low' | 'medium' | 'high', number>): StateJson {
  const go = (to: string | null, extra: unknown[] = []): { target: string; actions?: unknown[] } => {
    const slot = to === null ? undefined : flow.clears[`${step.id}>${to}`];
    const actions: unknown[] = [...extra, ...(slot === undefined ? [] : [{ type: 'clear', params: { slot, dependents: dependentsOf(flow, slot) } }])];
    return { target: to ?? HANDED_OVER, ...(actions.length > 0 ? { actions } : {}) };
  };
  const entry: StepAction[] = [{ type: 'perform', params: { step: step.id } }];
  if ('end' in step) return { type: 'final', entry };
  if ('goto' in step) return { always: [go(step.goto)] };
  if ('ask' in step) return { always: [{ guard: { type: 'filled', params: { slot: step.ask } }, ...go(step.next) }] };
  if ('choose' in step) return { on: Object.fromEntries(step.options.map((option) => [`choose.${option.id}`, go(option.goto)])) };
  if ('confirm' in step) {
    const pass = { type: 'pass', params: { step: step.id } };
    return { always: [{ guard: { type: 'sure', params: { below: confirmBelow[step.consequence], step: step.id } }, ...go(step.next, [pass]) }], on: { yes: go(step.next, [pass]), no: go(step.no, [pass]) } };
  }
  if ('call' in step) return { entry, on: { 'call.ok': go(step.next, ['take-result']), 'call.failed': go(step.offline, ['take-failure']) } };
  if ('branch' in step) {
    return { always: [...step.branch.map((b) => ({ guard: { type: 'when', params: { when: b.when } }, ...go(b.goto) })), go(step.otherwise ?? step.next)] };
  }
  if ('escalate' in step) return { entry, on: { handback: go(step.next), nobody: { target: NOBODY_CAME } } };
  return { entry, always: edgesOf(step).map((edge) => go(edge.to)) };
}

/** Slots that are emptied with this one, directly or through another. */
export function dependentsOf(flow: CompiledFlow, slot: string): string[] {
  const found = new Set<string>();
  const queue = [slot];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const other of flow.slots) {
      if (other.dependsOn.includes(next) && !found.has(other.id) && other.id !== slot) { found.add(other.id); queue.push(other.id); }
    }
  }
  return [...found];
}

/** The conditions are read once per flow, at compile time of the machine. */
export function flowMachine(flow: CompiledFlow, confirmBelow: Record<'low' | 'medium' | 'high', number>): FlowMachine {
  const conditions = new Map<string, Condition>();
  for (const step of flow.steps) {
    if (!('branch' in step)) continue;
    for (const { when } of step.branch) {
      const parsed = parseCondition(when);
      if (parsed.ok) conditions.set(when, parsed.condition);
    }
  }
  return setupFlow(conditions).createMachine({
    context: ({ input }) => ({ slots: input.slots, result: {}, calls: {}, certainty: input.certainty ?? 1, passed: [] }),
    ...(flowConfig(flow, confirmBelow) as object),
  });
}

export type FlowMachine = ReturnType<ReturnType<typeof setupFlow>['createMachine']>;

function setupFlow(conditions: Map<string, Condition>) {
  return setup({
    types: { context: {} as FlowContext, events: {} as FlowEvent, input: {} as { slots: Record<string, Filled>; certainty?: number } },
    actions: {
      perform: (_, _params: { step: string }) => {}, // performed by whoever runs the machine: it is returned as an effect
      'take-slots': assign(({ event, context }) => (event.type === 'slots' ? { slots: event.slots } : context)),
      'take-result': assign(({ event, context }) => (event.type === 'call.ok' ? { result: { ok: true, ...event.response }, calls: { ...context.calls, [event.name]: { ok: true, ...event.response } } } : {})),
      'take-failure': assign(({ event, context }) => (event.type === 'call.failed' ? { result: { ok: false, reason: event.reason }, calls: { ...context.calls, [event.name]: { ok: false, reason: event.reason } } } : {})),
      pass: assign(({ context }, params: { step: string }) => ({ passed: [...(context.passed ?? []).filter((id) => id !== params.step), params.step] })),
      clear: assign(({ context }, params: { slot: string; dependents: string[] }) => ({ slots: Object.fromEntries(Object.entries(context.slots).filter(([id]) => id !== params.slot && !params.dependents.includes(id))) })),
    },
    guards: {
      filled: ({ context }, params: { slot: string }) => Object.hasOwn(context.slots, params.slot),
      sure: ({ context }, params: { below: number; step: string }) => params.below < 1 && !(context.passed ?? []).includes(params.step) && Math.min(1, context.certainty ?? 1, ...Object.values(context.slots).map((slot) => slot.confidence)) >= params.below,
      when: ({ context }, params: { when: string }) => {
        const condition = conditions.get(params.when);
        const values = Object.fromEntries(Object.entries(context.slots).map(([id, slot]) => [id, slot.value]));
        return condition !== undefined && holds(condition, { slots: values, result: context.result, calls: context.calls });
      },
    },
  });
}
