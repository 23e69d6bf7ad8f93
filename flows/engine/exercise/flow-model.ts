// What can happen in a flow, explored with XState's own graph tools over the compiled machine: every state and transition, a way to
// each, and from everywhere a way to an end. Replies of connectors are made so that each branch is taken.
import { getInitialMicrosteps, getMicrosteps } from 'xstate';
import { getAdjacencyMap, getShortestPaths } from 'xstate/graph';
import { holds, parseCondition } from '../flow/condition.ts';
import type { Condition } from '../flow/condition.ts';
import { flowMachine } from '../flow/machine.ts';
import type { Filled, FlowContext, FlowEvent, FlowMachine } from '../flow/machine.ts';
import { edgesOf } from '../flow/steps.ts';
import type { CompiledFlow, CompiledPack, CompiledStep } from '../pack/compiled.ts';
import { answersTo, answerWith } from './answers.ts';
import { conditionsOf, repliesOf, valuesOf } from './flow-values.ts';

/** One event and the state in which the flow rests after it. */
export interface ModelStep { event: FlowEvent; rests: string }
/**
 * `edges` are the names of the transitions taken, `states` those passed or rested in. `given`: answers that stood already in the sentence which
 * opened the task, `begins` where the flow rests then.
 */
export interface ModelPath { steps: ModelStep[]; edges: string[]; states: string[]; given: Record<string, Filled>; begins: string }

/** Enough to go on with a flow from anywhere. */
export interface FlowPlan {
  flow: CompiledFlow;
  machine: FlowMachine;
  /** The events that lead from here to an end, shortest; null when there is no way. */
  toEnd(step: string, context: FlowContext): FlowEvent[] | null;
}

export interface FlowModel extends FlowPlan {
  /** Every state and transition the flow could take by its form. */
  states: string[]; edges: string[];
  /** Paths from the beginning to an end that together pass everything that can be reached. */
  paths: ModelPath[];
  /** A shortest way to each state in which the flow rests. */
  ways: Map<string, ModelPath>;
  /** What no visitor and no reply can lead to. A fallback of a branch whose conditions leave nothing over is `spare`, not an error. */
  unreached: { states: string[]; edges: string[]; spare: string[] };
}

const EXERCISE_DAY = '2026-11-23';
/** Snapshots explored in one flow before it is given up as boundless. */
const LIMIT = 30_000;

type Snapshot = ReturnType<FlowMachine['resolveState']>;

function explorer(pack: CompiledPack, flow: CompiledFlow) {
  const machine = flowMachine(flow, pack.pack.policies.confirmBelow);
  const conditions = conditionsOf(flow);
  const optionsFor = (confidence: number, given: Record<string, Filled> = {}) => ({
    events: (snapshot: Snapshot) => (snapshot.status === 'done' ? [] : eventsAt(pack, flow, snapshot, confidence, conditions)),
    serializeState: (snapshot: Snapshot) => keyOf(flow, String(snapshot.value), snapshot.context, conditions),
    serializeEvent: (event: FlowEvent) => JSON.stringify(event),
    limit: LIMIT, input: { slots: given },
  });
  const ends = new Map<string, FlowEvent[] | null>();
  function endFrom(step: string, context: FlowContext): FlowEvent[] | null {
    const key = keyOf(flow, step, context, conditions);
    const known = ends.get(key);
    if (known !== undefined) return known;
    const found = getShortestPaths(machine, { ...optionsFor(1), fromState: machine.resolveState({ value: step, context }), toState: (snapshot: Snapshot) => snapshot.status === 'done' } as never)
      .map((path) => path.steps.map((s) => s.event as FlowEvent).filter((e) => !e.type.startsWith('xstate.'))).sort((a, b) => a.length - b.length)[0] ?? null;
    ends.set(key, found);
    return found;
  }
  return { machine, conditions, optionsFor, endFrom };
}

export function planOf(pack: CompiledPack, flow: CompiledFlow): FlowPlan {
  const { machine, endFrom } = explorer(pack, flow);
  return { flow, machine, toEnd: endFrom };
}

export function modelOf(pack: CompiledPack, flow: CompiledFlow): FlowModel {
  const { confirmBelow } = pack.pack.policies;
  const { machine, conditions, optionsFor, endFrom } = explorer(pack, flow);
  const paths: ModelPath[] = [];
  const ways = new Map<string, ModelPath>();
  const passed = new Set<string>();
  const explore = (confidence: number, given: Record<string, Filled>): void => {
    const options = optionsFor(confidence, given) as never;
    const shortest = new Map(getShortestPaths(machine, options).map((path) => [keyOf(flow, String(path.state.value), path.state.context, conditions), path.steps.map((s) => s.event as FlowEvent).filter((e) => !e.type.startsWith('xstate.'))]));
    for (const { state, transitions } of Object.values(getAdjacencyMap(machine, options)) as { state: Snapshot; transitions: Record<string, { event: FlowEvent; state: Snapshot }> }[]) {
      const before = shortest.get(keyOf(flow, String(state.value), state.context, conditions));
      if (before === undefined) continue;
      const way = trace(flow, machine, before, given);
      const known = ways.get(String(state.value));
      const usual = Object.keys(given).length === 0; // the ways to a question are those of a visitor who has said nothing yet
      if (usual && (known === undefined || known.steps.length > way.steps.length)) ways.set(String(state.value), withoutLast(way));
      for (const { event } of state.status === 'done' ? [] : Object.values(transitions)) {
        const walked = trace(flow, machine, [...before, event], given);
        if ([...walked.edges, ...walked.states].every((name) => passed.has(name))) continue;
        const last = walked.last;
        const rest = last.status === 'done' ? [] : endFrom(String(last.value), last.context);
        const whole = trace(flow, machine, [...before, event, ...rest ?? []], given);
        for (const name of [...whole.edges, ...whole.states]) passed.add(name);
        paths.push(withoutLast(whole));
      }
      if (state.status === 'done' && before.length === 0) { paths.push(withoutLast(way)); for (const name of [...way.edges, ...way.states]) passed.add(name); }
    }
  };
  for (const confidence of [1, 0.5]) explore(confidence, {});

  const states = flow.steps.map((s) => s.id);
  const edges = flow.steps.flatMap((step) => namesOf(step, confirmBelow));
  const isSpare = (edge: string): boolean => edge.includes('-[otherwise]->');
  const missing = (): boolean => [...states, ...edges].some((name) => !passed.has(name) && !isSpare(name));
  // What only a sentence can lead to that opens the task and answers one of its questions at once.
  for (const given of missing() ? openings(flow, conditions) : []) if (missing()) explore(1, given);
  const never = edges.filter((e) => !passed.has(e));
  return {
    flow, machine, states, edges, paths, ways, toEnd: endFrom,
    unreached: { states: states.filter((s) => !passed.has(s)), edges: never.filter((e) => !isSpare(e)), spare: never.filter(isSpare) },
  };
}

function withoutLast({ last: _, ...path }: ModelPath & { last: Snapshot }): ModelPath {
  return path;
}

/** One answer each to the questions that a condition asks about. */
function openings(flow: CompiledFlow, conditions: readonly Condition[]): Record<string, Filled>[] {
  return flow.slots.filter((slot) => valuesOf(conditions, ['slots', slot.id]).length > 0).flatMap((slot) =>
    answersTo(slot, 'zh', EXERCISE_DAY).filter((a) => a.value !== null).slice(0, 2).map(({ value, typed }) => ({ [slot.id]: { value: value ?? typed, text: typed, confidence: 1 } })));
}

/** Everything that can happen at a state in which a flow rests. */
function eventsAt(pack: CompiledPack, flow: CompiledFlow, snapshot: Snapshot, confidence: number, conditions: readonly Condition[]): FlowEvent[] {
  const step = flow.steps.find((s) => s.id === snapshot.value);
  if (step === undefined) return [];
  if ('ask' in step) {
    const slot = flow.slots.find((s) => s.id === step.ask);
    if (slot === undefined) return [];
    const wanted = valuesOf(conditions, ['slots', slot.id]);
    const certain = wanted.flatMap((value) => answerWith(slot, value, 'zh', EXERCISE_DAY) ?? []);
    const usual = answersTo(slot, 'zh', EXERCISE_DAY);
    const others = wanted.length === 0 ? usual.slice(0, 1) : usual.filter((a) => !wanted.some((value) => String(value) === String(a.value))).slice(0, 1);
    const answers = [...others, ...certain].map(({ value, typed }) => value === undefined ? typed : value);
    return [...answers, ...(slot.optional ? [null] : [])].map((value) => ({ type: 'slots', slots: { ...snapshot.context.slots, [slot.id]: { value, text: value === null ? '' : String(value), confidence: value === null ? 1 : confidence } satisfies Filled } }));
  }
  if ('choose' in step) return step.options.map((option): FlowEvent => ({ type: `choose.${option.id}` }));
  if ('confirm' in step) return [{ type: 'yes' }, { type: 'no' }];
  if ('call' in step) return [...repliesOf(pack, step.call, conditions).map((response): FlowEvent => ({ type: 'call.ok', name: step.call, response })), { type: 'call.failed', name: step.call, reason: 'timeout' }];
  if ('escalate' in step) return [{ type: 'handback' }, { type: 'nobody' }];
  return [];
}

/** Two snapshots are the same where nothing that comes can tell them apart. */
function keyOf(flow: CompiledFlow, step: string, context: FlowContext, conditions: readonly Condition[]): string {
  const slots = flow.slots.flatMap(({ id }) => {
    const filled = context.slots[id];
    return filled === undefined ? [] : [[id, valuesOf(conditions, ['slots', id]).length > 0 ? filled.value : filled.value === null ? null : 1, filled.confidence < 0.85 ? 0 : 1]];
  });
  const values = Object.fromEntries(Object.entries(context.slots).map(([id, slot]) => [id, slot.value]));
  return JSON.stringify([step, slots, conditions.map((c) => holds(c, { slots: values, result: context.result, calls: context.calls }))]);
}

/** Walks events from the beginning and names what is passed. */
function trace(flow: CompiledFlow, machine: FlowMachine, events: readonly FlowEvent[], given: Record<string, Filled>): ModelPath & { last: Snapshot } {
  const steps: ModelStep[] = [];
  const edges: string[] = [];
  const states = new Set<string>();
  const pass = (from: string | null, snapshots: readonly Snapshot[], event: FlowEvent | null): void => {
    let at = from;
    let label = event === null ? undefined : eventName(event);
    for (const snapshot of snapshots) {
      const to = String(snapshot.value);
      const step = flow.steps.find((s) => s.id === at);
      const slips = step !== undefined && !['yes', 'no', 'ok', 'offline', 'handed back', 'nobody'].includes(label ?? '') && label?.startsWith('choose ') !== true;
      if (step !== undefined && at !== to) edges.push(edgeName(step.id, slips ? slippedBy(step, snapshot.context) : label ?? '', to));
      if (at !== to) label = undefined;
      states.add(to);
      at = to;
    }
  };
  const begun = getInitialMicrosteps(machine, { slots: given }).map(([snapshot]) => snapshot as Snapshot);
  pass(null, begun, null);
  let last = begun.at(-1) ?? machine.resolveState({ value: flow.steps[0]?.id ?? '', context: { slots: {}, result: {}, calls: {} } });
  const begins = String(last.value);
  for (const event of events) {
    const snapshots = getMicrosteps(machine, last, event).map(([snapshot]) => snapshot as Snapshot);
    pass(String(last.value), snapshots, event);
    last = snapshots.at(-1) ?? last;
    steps.push({ event, rests: String(last.value) });
  }
  return { steps, edges, states: [...states], given, begins, last };
}

function eventName(event: FlowEvent): string {
  if (event.type === 'yes' || event.type === 'no' || event.type === 'nobody') return event.type;
  if (event.type === 'call.ok') return 'ok';
  if (event.type === 'call.failed') return 'offline';
  if (event.type === 'handback') return 'handed back';
  return event.type.startsWith('choose.') ? `choose ${event.type.slice(7)}` : '';
}

/** The way out of a step that is taken without the visitor: of a branch, the first condition that holds. */
function slippedBy(step: CompiledStep, context: FlowContext): string {
  if ('confirm' in step) return 'sure';
  if (!('branch' in step)) return '';
  const values = Object.fromEntries(Object.entries(context.slots).map(([id, slot]) => [id, slot.value]));
  const taken = step.branch.find(({ when }) => {
    const parsed = parseCondition(when);
    return parsed.ok && holds(parsed.condition, { slots: values, result: context.result, calls: context.calls });
  });
  return taken?.when ?? 'otherwise';
}

function edgeName(from: string, label: string, to: string | null): string {
  return `${from} -${label === '' ? '' : `[${label}]`}-> ${to ?? '(end)'}`;
}

/** All transitions of a step; of a confirmation those that the pack's table lets happen at all. */
function namesOf(step: CompiledStep, confirmBelow: Record<'low' | 'medium' | 'high', number>): string[] {
  if ('end' in step) return [];
  if ('escalate' in step) return [edgeName(step.id, 'handed back', step.next ?? '_handed-over'), edgeName(step.id, 'nobody', '_nobody')];
  if ('confirm' in step) {
    const below = confirmBelow[step.consequence];
    return [...(below < 1 ? [edgeName(step.id, 'sure', step.next)] : []), ...(below > 0 ? [edgeName(step.id, 'yes', step.next), edgeName(step.id, 'no', step.no)] : [])];
  }
  return edgesOf(step).map(({ on, to }) => edgeName(step.id, 'ask' in step || !('choose' in step || 'call' in step || 'branch' in step) ? '' : 'choose' in step ? `choose ${on}` : on, to));
}
