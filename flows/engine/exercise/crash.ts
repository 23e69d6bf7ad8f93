// Power cuts at every state of a flow: the snapshot that was written before the effects is opened by a conversation object of its own,
// and what follows must be what would have followed, with no effect done twice.
import type { Effect } from '../contract.ts';
import type { Envelope } from '../persist.ts';
import type { Finding } from './coverage.ts';
import { script } from './coverage.ts';
import { openWith, play } from './driver.ts';
import type { Driver, Engine, Run } from './driver.ts';
import type { FlowModel } from './flow-model.ts';

export interface CrashResult { kills: number; states: Set<string>; findings: Finding[] }

/**
 * Walks every path of the model; `again` makes a conversation object that shares nothing with the first but the pack. After each event the
 * machine is killed before any effect ran, and after all of them: both go on from the same snapshot.
 */
export function killEverywhere(driver: Driver, model: FlowModel, again: Engine): CrashResult {
  const findings: Finding[] = [];
  const states = new Set<string>();
  let kills = 0;
  for (const path of model.paths) {
    const opened = openWith(driver, model.flow, path);
    if (opened === null) continue; // told by the coverage
    let run = opened;
    for (const { event } of path.steps) {
      const played = play(driver, run, model.flow, event);
      if (!played.ok) break; // told by the coverage
      run = played.run;
    }
    // Uninterrupted: every event in the first conversation. Killed before event i: written, read back, and the rest in the second.
    const whole = replayed(driver.engine, driver.engine.initial(), run);
    for (let cut = 1; cut < run.events.length; cut++) {
      kills += 1;
      const saved = JSON.parse(JSON.stringify(whole[cut - 1]?.state)) as Envelope;
      for (const frame of saved.talk.frames) states.add(`${frame.flow}/${frame.step}`);
      const rest = replayed(again, saved, { ...run, events: run.events.slice(cut) });
      const at = rest.findIndex((turn, i) => JSON.stringify(turn) !== JSON.stringify(whole[cut + i]));
      if (at >= 0) findings.push({ where: `${model.flow.id} killed before event ${cut}`, what: `event ${cut + at} goes otherwise after the power cut`, script: script(run) });
      const twice = doneTwice([...whole.slice(0, cut), ...rest].flatMap((turn) => turn.effects));
      if (twice !== undefined) findings.push({ where: `${model.flow.id} killed before event ${cut}`, what: twice, script: script(run) });
    }
  }
  return { kills, states, findings };
}

function replayed(engine: Engine, from: Envelope, run: Run): { state: Envelope; effects: Effect[] }[] {
  let state = from;
  return run.events.map((event) => {
    const { state: after, effects, decision } = engine.handle(state, event);
    state = after;
    return { state: after, effects, decision };
  });
}

/** A call, a raised hand or a printed ticket that happens a second time with the same identity. */
function doneTwice(effects: readonly Effect[]): string | undefined {
  const seen = new Set<string>();
  for (const effect of effects) {
    const identity = effect.type === 'call' ? `call ${effect.call}` : effect.type === 'escalate' && effect.message.kind === 'raise' ? `raise ${effect.message.escalation}` : undefined;
    if (identity === undefined) continue;
    if (seen.has(identity)) return `done twice: ${identity}`;
    seen.add(identity);
  }
  return undefined;
}
