// Which questions a task can still come to, from where it stands and with what is known: an answer to any other is kept by nobody.
import type { CompiledFlow } from '../pack/compiled.ts';
import { holds, parseCondition } from './condition.ts';
import type { Condition, Facts } from './condition.ts';
import type { Filled } from './machine.ts';
import { edgesOf } from './steps.ts';

/**
 * Ids of slots asked at or behind the step `from` (null = the first). A branch over what is not known yet leads everywhere: a slot
 * whose value is undefined, and every result of a call.
 */
export function reachableSlots(flow: CompiledFlow, from: string | null, known: Record<string, Filled>): Set<string> {
  const steps = new Map(flow.steps.map((step) => [step.id, step]));
  const slots = new Set<string>();
  const seen = new Set<string>();
  const queue: (string | null)[] = [from ?? flow.steps[0]?.id ?? null];
  const facts: Facts = { slots: Object.fromEntries(Object.entries(known).flatMap(([id, { value }]) => (value === undefined ? [] : [[id, value]]))), result: {}, calls: {} };
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const step = id === null || seen.has(id) ? undefined : steps.get(id);
    if (step === undefined) continue;
    seen.add(step.id);
    if ('ask' in step) slots.add(step.ask);
    if ('branch' in step) {
      let decided = false;
      for (const { when, goto } of step.branch) {
        const sure = decidedBy(flow, when, facts);
        if (sure !== false) queue.push(goto);
        if (sure === true) { decided = true; break; }
      }
      if (!decided) queue.push(step.otherwise ?? step.next);
    } else for (const edge of edgesOf(step)) queue.push(edge.to);
  }
  return slots;
}

const read = new WeakMap<CompiledFlow, Map<string, Condition | null>>();

function decidedBy(flow: CompiledFlow, when: string, facts: Facts): boolean | null {
  const conditions = read.get(flow) ?? new Map<string, Condition | null>();
  read.set(flow, conditions);
  let condition = conditions.get(when);
  if (condition === undefined) {
    const parsed = parseCondition(when);
    conditions.set(when, condition = parsed.ok ? parsed.condition : null);
  }
  return condition !== null && knownOf(condition, facts) ? holds(condition, facts) : null;
}

function knownOf(condition: Condition, facts: Facts): boolean {
  const operand = (of: Extract<Condition, { kind: 'true' }>['of']): boolean => 'literal' in of || (of.path[0] === 'slots' && Object.hasOwn(facts.slots, of.path[1] ?? ''));
  switch (condition.kind) {
    case 'and': return condition.of.every((c) => knownOf(c, facts)) || condition.of.some((c) => knownOf(c, facts) && !holds(c, facts));
    case 'or': return condition.of.every((c) => knownOf(c, facts)) || condition.of.some((c) => knownOf(c, facts) && holds(c, facts));
    case 'not': return knownOf(condition.of, facts);
    case 'true': return operand(condition.of);
    case 'compare': return operand(condition.left) && operand(condition.right);
  }
}
