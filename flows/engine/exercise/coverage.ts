// Plays the model's paths through the real conversation and tells what was covered, and where the two part.
import type { FlowModel, ModelPath } from './flow-model.ts';
import { frameOf, openWith, play } from './driver.ts';
import type { Driver, Run } from './driver.ts';

/** One thing an exercise found: where, what, and the events that lead there. */
export interface Finding { where: string; what: string; script: string[] }

export interface Coverage { flow: string; states: [number, number]; edges: [number, number]; spare: string[]; findings: Finding[] }

/** `[reached, of]`; unreachable states and transitions are findings, and so is every path that the conversation walks otherwise. */
export function coverFlow(drivers: readonly Driver[], model: FlowModel): Coverage {
  const states = new Set<string>();
  const edges = new Set<string>();
  const findings: Finding[] = [];
  for (const path of model.paths) {
    for (const driver of drivers.filter((d) => fits(d, path))) {
      const finding = walk(driver, model, path);
      if (finding === null) {
        for (const s of path.states) states.add(s);
        for (const e of path.edges) edges.add(e);
      } else findings.push(finding);
    }
  }
  for (const state of model.unreached.states) findings.push({ where: `${model.flow.id}/${state}`, what: 'no visitor and no reply can reach this step', script: [] });
  for (const edge of model.unreached.edges) findings.push({ where: `${model.flow.id}/${edge}`, what: 'nothing can make the flow take this way', script: [] });
  const reachable = <T>(all: readonly T[], never: readonly T[]): T[] => all.filter((one) => !never.includes(one));
  const wantedEdges = reachable(model.edges, model.unreached.spare);
  return {
    flow: model.flow.id, states: [model.states.filter((s) => states.has(s)).length, model.states.length],
    edges: [wantedEdges.filter((e) => edges.has(e)).length, wantedEdges.length], spare: model.unreached.spare, findings,
  };
}

/** A voice is never certain: paths that turn on how sure an answer was are walked by touch, their uncertain answers by voice. */
function fits(driver: Driver, path: ModelPath): boolean {
  const turnsOnIt = path.edges.some((e) => e.includes('-[sure]->')) || path.steps.some(({ event }) => event.type === 'slots' && Object.values(event.slots).some((s) => s.confidence < 1));
  return driver.by === 'touch' || !turnsOnIt;
}

function walk(driver: Driver, model: FlowModel, path: ModelPath): Finding | null {
  const opened = openWith(driver, model.flow, path);
  if (opened === null) return { where: `${model.flow.id}/(start) ${driver.language}`, what: `no sentence opens the task with ${JSON.stringify(path.given)} in it`, script: [] };
  let run = opened;
  for (const [i, { event, rests }] of path.steps.entries()) {
    const played = play(driver, run, model.flow, event);
    const where = `${model.flow.id}/${i === 0 ? '(start)' : path.steps[i - 1]?.rests ?? ''} ${event.type} ${driver.language} by ${driver.by}`;
    if (!played.ok) return { where, what: played.why, script: script(played.run) };
    run = played.run;
    const at = frameOf(run, model.flow.id)?.step;
    const ended = model.machine.states[rests]?.type === 'final';
    if (ended ? at !== undefined : at !== rests) return { where, what: `the flow should be at ${rests}, the conversation is at ${at ?? 'its end'}`, script: script(run) };
  }
  return null;
}

/** The events of a run as lines, for a report. */
export function script(run: Run): string[] {
  return run.events.map((event) => {
    switch (event.type) {
      case 'utterance': return `say ${JSON.stringify(event.text)} (${String(event.confidence)})`;
      case 'touch': return `touch ${event.id}${event.value === undefined ? '' : `=${event.value}`}`;
      case 'call-settled': return `reply ${event.call} ${event.ok ? JSON.stringify(event.response) : event.reason ?? 'failed'}`;
      case 'desk-message': return `desk ${event.message.kind}`;
      case 'language-chosen': return `language ${event.language}`;
      case 'session-started': return `begin ${event.language}${event.flow === undefined ? '' : ` notice ${event.flow}`}`;
      default: return event.type;
    }
  });
}
