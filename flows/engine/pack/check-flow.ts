// Proves for one flow that every step is reached, that every way ends or meets a human, and that each choice can be spoken and touched.
import { edgesOf, verbOf } from '../flow/steps.ts';
import { parseCondition } from '../flow/condition.ts';
import type { CompiledFlow } from './compiled.ts';
import { checkOptions } from './check-options.ts';
import { checkBeginning, checkSlotLimits } from './check-slots.ts';
import type { Source } from './parse-file.ts';
import { suggestion } from './problem.ts';
import type { Problem } from './problem.ts';
import type { ConnectorsFile, FlowFile } from './schema.ts';
import type { Language } from '../../protocol/language.ts';

export interface FlowSurroundings {
  languages: Language[];
  connectors: Map<string, ConnectorsFile['connectors'][number]>;
  types: Set<string>;
}

export function checkFlow(source: Source<FlowFile>, flow: CompiledFlow, around: FlowSurroundings): Problem[] {
  const ids = checkIds(source, flow, around);
  // A graph with unknown targets cannot be walked; its names are mended first.
  return ids.length > 0 ? ids : [...checkBeginning(source, around.languages), ...checkSlotLimits(source), ...checkSlots(source, flow, around), ...checkWays(source, flow)];
}

function checkIds(source: Source<FlowFile>, flow: CompiledFlow, around: FlowSurroundings): Problem[] {
  const problems: Problem[] = [];
  const steps = new Set(flow.steps.map((step) => step.id));
  const slots = new Set(flow.slots.map((slot) => slot.id));
  const wantStep = (path: PropertyKey[], id: string): void => {
    if (!steps.has(id)) problems.push(source.problem(path, `There is no step "${id}" in the flow "${flow.id}".`, suggestion(id, source.data.steps.flatMap((s) => s.id ?? []))));
  };
  const answered = new Set(flow.steps.flatMap((step) => ('call' in step ? around.connectors.get(step.call)?.response ?? [] : [])));
  const seenSteps = new Set<string>();
  flow.steps.forEach((step, i) => {
    if (seenSteps.has(step.id)) problems.push(source.problem(['steps', i, 'id'], `The step id "${step.id}" stands twice.`, 'Give each step an id of its own.'));
    seenSteps.add(step.id);
    if ('ask' in step && !slots.has(step.ask)) problems.push(source.problem(['steps', i, 'ask'], `There is no slot "${step.ask}" in the flow "${flow.id}".`, suggestion(step.ask, slots)));
    if ('goto' in step) wantStep(['steps', i, 'goto'], step.goto);
    if ('confirm' in step) wantStep(['steps', i, 'no'], step.no);
    if ('choose' in step) step.options.forEach((option, k) => { wantStep(['steps', i, 'options', k, 'goto'], option.goto); });
    if ('call' in step) {
      wantStep(['steps', i, 'offline'], step.offline);
      const connector = around.connectors.get(step.call);
      if (connector === undefined) problems.push(source.problem(['steps', i, 'call'], `There is no connector "${step.call}".`, suggestion(step.call, around.connectors.keys())));
      for (const key of Object.keys(step.request)) {
        if (connector !== undefined && !connector.request.includes(key)) problems.push(source.problem(['steps', i, 'request', key], `The connector "${step.call}" takes no "${key}".`, suggestion(key, connector.request)));
      }
    }
    if ('branch' in step) {
      step.branch.forEach((b, k) => {
        wantStep(['steps', i, 'branch', k, 'goto'], b.goto);
        const parsed = parseCondition(b.when);
        if (!parsed.ok) problems.push(source.problem(['steps', i, 'branch', k, 'when'], `The condition cannot be read: ${parsed.what}.`, 'Write for example: slots.service == "id-card" and result.waiting > 10.'));
        else for (const [kind, id] of parsed.paths) {
          if (kind === 'slots' && id !== undefined && !slots.has(id)) problems.push(source.problem(['steps', i, 'branch', k, 'when'], `The condition names the slot "${id}", which the flow "${flow.id}" does not have.`, suggestion(id, slots)));
        }
      });
      if (step.otherwise !== undefined) wantStep(['steps', i, 'otherwise'], step.otherwise);
    }
    for (const hole of new Set(holesOf(step))) {
      const [kind = '', name = '', key] = hole.split('.');
      if (kind === 'result' && !answered.has(name)) problems.push(source.problem(['steps', i], `Nothing that the flow "${flow.id}" calls answers "${name}".`, answered.size === 0 ? 'Put a call: before it.' : suggestion(name, answered)));
      if (kind === 'calls' && key !== undefined && around.connectors.get(name)?.response.includes(key) !== true) problems.push(source.problem(['steps', i], `The connector "${name}" answers no "${key}".`, suggestion(key, around.connectors.get(name)?.response ?? [])));
      if (hole.startsWith('slots.') && !slots.has(hole.slice(6))) problems.push(source.problem(['steps', i], `The text names the slot "${hole.slice(6)}", which the flow "${flow.id}" does not have.`, suggestion(hole.slice(6), slots)));
    }
  });
  flow.slots.forEach((slot, i) => {
    if (flow.slots.findIndex((other) => other.id === slot.id) < i) problems.push(source.problem(['slots', i, 'id'], `The slot id "${slot.id}" stands twice.`, 'Give each slot an id of its own.'));
    slot.dependsOn.forEach((id, k) => { if (!slots.has(id)) problems.push(source.problem(['slots', i, 'dependsOn', k], `There is no slot "${id}" in the flow "${flow.id}".`, suggestion(id, slots))); });
    if (slot.optionsFrom !== undefined && !around.types.has(slot.optionsFrom)) problems.push(source.problem(['slots', i, 'optionsFrom'], `There is no entity type "${slot.optionsFrom}" in graph/.`, suggestion(slot.optionsFrom, around.types)));
  });
  return problems;
}

/** `{slots.x}` and the like inside the texts and requests of a step. */
function holesOf(step: object): string[] {
  return [...JSON.stringify(step).matchAll(/\{([a-z][\w.-]*)\}/g)].map((m) => m[1] ?? '');
}

function checkSlots(source: Source<FlowFile>, flow: CompiledFlow, around: FlowSurroundings): Problem[] {
  const problems: Problem[] = [];
  flow.slots.forEach((slot, i) => {
    if (slot.type === 'choice' && slot.choices.length === 0) {
      problems.push(source.problem(['slots', i], `The slot "${slot.id}" is a choice without options.`, 'Add options: or optionsFrom: with an entity type that has entities.'));
    }
    if (slot.type !== 'choice' && (slot.options.length > 0 || slot.optionsFrom !== undefined)) {
      problems.push(source.problem(['slots', i, 'type'], `The slot "${slot.id}" has options but its type is "${slot.type}".`, 'Options belong to the type "choice".'));
    }
    if (slot.options.length > 0) problems.push(...checkOptions(source, ['slots', i, 'options'], slot.options, around.languages));
  });
  flow.steps.forEach((step, i) => {
    if ('choose' in step) problems.push(...checkOptions(source, ['steps', i, 'options'], step.options, around.languages));
  });
  return problems;
}

function checkWays(source: Source<FlowFile>, flow: CompiledFlow): Problem[] {
  const problems: Problem[] = [];
  const edges = new Map(flow.steps.map((step) => [step.id, edgesOf(step)]));
  const indexOf = (id: string): number => flow.steps.findIndex((step) => step.id === id);

  const reached = new Set<string>();
  const queue = [flow.steps[0]?.id ?? ''];
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (reached.has(id)) continue;
    reached.add(id);
    for (const edge of edges.get(id) ?? []) if (edge.to !== null) queue.push(edge.to);
  }

  // Good ends, found backwards: an `end`, or a human.
  const good = new Set(flow.steps.filter((step) => 'end' in step || 'escalate' in step).map((step) => step.id));
  for (let grown = true; grown;) {
    grown = false;
    for (const step of flow.steps) {
      if (!good.has(step.id) && (edges.get(step.id) ?? []).some((edge) => edge.to !== null && good.has(edge.to))) { good.add(step.id); grown = true; }
    }
  }
  const runsOff = (step: CompiledFlow['steps'][number]): boolean => !('escalate' in step) && (edges.get(step.id) ?? []).some((edge) => edge.to === null);
  for (const step of flow.steps) {
    const i = indexOf(step.id);
    if (!reached.has(step.id)) problems.push(source.problem(['steps', i], `The step "${step.id}" can never be reached.`, 'Lead to it with goto, branch or choose, or remove it.'));
    else if (runsOff(step)) problems.push(source.problem(['steps', i], `Dead end: the flow runs off its last step "${step.id}".`, 'Add "- end: success" (or failed, cancelled) after it.'));
    else if (!good.has(step.id)) problems.push(source.problem(['steps', i], `Dead end: from the step "${step.id}" no end and no human can be reached.`, 'Finish with "- end: success" (or failed, cancelled) or "- escalate: request".'));
  }
  if (problems.length > 0) return problems;

  for (const step of flow.steps) {
    if (runsForEver(step.id, edges, flow)) {
      problems.push(source.problem(['steps', indexOf(step.id)], `Endless loop: the flow can come back to the step "${step.id}" without asking the visitor anything.`, 'Put an ask, choose, confirm or end into the loop.'));
      break;
    }
  }
  return problems;
}

/** A circle of steps that the engine walks by itself; jumps back to a question rest there, so they do not count. */
function runsForEver(start: string, edges: Map<string, ReturnType<typeof edgesOf>>, flow: CompiledFlow): boolean {
  const verbs = new Map(flow.steps.map((step) => [step.id, verbOf(step)]));
  const slipsOn = (id: string): string[] => (edges.get(id) ?? [])
    .filter((edge) => (edge.slips || verbs.get(id) === 'confirm') && edge.on !== 'no' && flow.clears[`${edge.from}>${edge.to ?? ''}`] === undefined)
    .flatMap((edge) => edge.to ?? []);
  const seen = new Set<string>();
  const queue = slipsOn(start);
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (id === start) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    queue.push(...slipsOn(id));
  }
  return false;
}
