// Steps of a flow as a graph: their ids, where each may lead, and which backward jumps ask a question again.
import type { CompiledStep } from '../pack/compiled.ts';
import type { Step } from '../pack/schema.ts';

export type Verb = 'say' | 'ask' | 'choose' | 'confirm' | 'call' | 'branch' | 'show' | 'ticket' | 'escalate' | 'goto' | 'end';
const VERBS: Verb[] = ['show', 'ticket', 'escalate', 'end', 'ask', 'choose', 'confirm', 'call', 'branch', 'goto', 'say'];

/** `say` stands beside show, ticket, escalate and end, so it counts last. */
export function verbOf(step: Step): Verb {
  return VERBS.find((verb) => verb in step) ?? 'say';
}

/** Gives every step an id (its own, else from its verb) and its follower. */
export function numberSteps(steps: readonly Step[]): CompiledStep[] {
  const taken = new Set(steps.flatMap((step) => (step.id === undefined ? [] : [step.id])));
  const ids = steps.map((step, i) => {
    if (step.id !== undefined) return step.id;
    const base = 'ask' in step ? `ask-${step.ask}` : 'call' in step ? `call-${step.call}` : `${verbOf(step)}-${i + 1}`;
    const id = taken.has(base) ? `${base}-${i + 1}` : base;
    taken.add(id);
    return id;
  });
  return steps.map((step, i) => ({ ...step, id: ids[i] ?? '', next: ids[i + 1] ?? null }) as CompiledStep);
}

/** `on` names the edge for people: what must happen for it to be taken. `slips` = the engine takes it without the visitor. */
export interface Edge { from: string; to: string | null; on: string; jump: boolean; slips: boolean }

/** Every way out of a step. `to` null = it runs off the end of the flow. */
export function edgesOf(step: CompiledStep): Edge[] {
  const from = step.id;
  const onward: Edge = { from, to: step.next, on: '', jump: false, slips: true };
  const jump = (to: string, on: string, slips: boolean): Edge => ({ from, to, on, jump: true, slips });
  if ('end' in step) return [];
  if ('goto' in step) return [jump(step.goto, '', true)];
  if ('ask' in step) return [{ ...onward, on: step.ask }];
  if ('choose' in step) return step.options.map((option) => jump(option.goto, option.id, false));
  if ('confirm' in step) return [{ ...onward, on: 'yes' }, jump(step.no, 'no', false)];
  if ('call' in step) return [{ ...onward, on: 'ok', slips: false }, jump(step.offline, 'offline', false)];
  if ('branch' in step) {
    return [...step.branch.map((b) => jump(b.goto, b.when, true)), step.otherwise === undefined ? { ...onward, on: 'otherwise' } : jump(step.otherwise, 'otherwise', true)];
  }
  if ('escalate' in step) return [{ ...onward, on: 'handed back', slips: false }];
  return [onward];
}

/**
 * Jumping back to a question asks it again: for each backward jump the slot to empty, keyed `from>to`. The question is the
 * first one met from the target on, past sentences only.
 */
export function clearedByJumps(steps: readonly CompiledStep[]): Record<string, string> {
  const index = new Map(steps.map((step, i) => [step.id, i]));
  const cleared: Record<string, string> = {};
  for (const step of steps) {
    for (const edge of edgesOf(step)) {
      const target = edge.to === null ? undefined : index.get(edge.to);
      if (!edge.jump || target === undefined || target > (index.get(step.id) ?? 0)) continue;
      for (let i = target; i < steps.length; i++) {
        const there = steps[i];
        if (there === undefined) break;
        if ('ask' in there) { cleared[`${edge.from}>${edge.to ?? ''}`] = there.ask; break; }
        if (!['say', 'show', 'ticket'].includes(verbOf(there))) break;
      }
    }
  }
  return cleared;
}
