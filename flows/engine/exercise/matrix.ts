// The interruption matrix: every open question of every flow x everything that can be thrown in. After each the task goes on to an end, nothing
// is called twice, and the next visitor finds nothing of this one.
import type { Finding } from './coverage.ts';
import { script } from './coverage.ts';
import { desk, frameOf, openFlow, play, send, settle, topFrame, touch } from './driver.ts';
import type { Driver, Run } from './driver.ts';
import type { FlowModel, FlowPlan } from './flow-model.ts';
import { interruptionsOf } from './interruptions.ts';
import type { Open } from './interruptions.ts';
import type { Probes } from './probes.ts';

export interface MatrixResult { cells: number; findings: Finding[] }

/** Every open question of one flow, in the driver's language. */
export function interruptFlow(driver: Driver, model: FlowModel, probes: Probes): MatrixResult {
  const findings: Finding[] = [];
  let cells = 0;
  for (const open of openQuestions(driver, model, findings)) {
    // Who goes back and gives the same answers makes the same call again, under the same key: that is no fault of the interruption.
    const anyway = calledTwice(finish(driver, open.run, model).run);
    for (const interruption of interruptionsOf(probes)) {
      const where = `${model.flow.id}/${open.step} x ${interruption.name} (${driver.language})`;
      const interrupted = interruption.play(driver, open);
      if (interrupted === null) continue;
      cells += 1;
      for (const what of interrupted.wrong) findings.push({ where, what, script: script(interrupted.run) });
      if (interrupted.wrong.length > 0) continue;
      const finished = interrupted.over === true ? { run: interrupted.run, why: null } : finish(driver, interrupted.run, model);
      if (finished.why !== null) findings.push({ where, what: `the task cannot be finished any more: ${finished.why}`, script: script(finished.run) });
      for (const what of [...calledTwice(finished.run).filter((twice) => !anyway.includes(twice)), ...leaks(driver, finished.run)]) findings.push({ where, what, script: script(finished.run) });
    }
  }
  return { cells, findings };
}

/** The driver's own way to every question, choice and confirmation of a flow. */
export function openQuestions(driver: Driver, model: FlowModel, findings: Finding[]): Open[] {
  return [...model.ways].flatMap(([stepId, way]): Open[] => {
    const step = model.flow.steps.find((s) => s.id === stepId);
    if (step === undefined || !('ask' in step || 'choose' in step || 'confirm' in step)) return [];
    let run = openFlow(driver, model.flow);
    for (const { event } of way.steps) {
      const played = play(driver, run, model.flow, event);
      if (!played.ok) { findings.push({ where: `${model.flow.id}/${stepId} (${driver.language})`, what: played.why, script: script(run) }); return []; }
      run = played.run;
    }
    const frame = frameOf(run, model.flow.id);
    if (frame?.step !== stepId) { findings.push({ where: `${model.flow.id}/${stepId} (${driver.language})`, what: `the way to it led to ${frame?.step ?? 'the end'}`, script: script(run) }); return []; }
    const slot = 'ask' in step ? model.flow.slots.find((s) => s.id === step.ask) : undefined;
    const key = 'ask' in step ? `ask:${model.flow.id}.${step.ask}` : `${'choose' in step ? 'choose' : 'confirm'}:${model.flow.id}.${stepId}`;
    return [{ run, flow: model.flow, step: stepId, slot, key }];
  });
}

/** Turns a task may take to its end at most. */
const LONGEST = 60;

/** Goes on with a flow by its shortest way to an end; `why` tells what is in the way. */
export function finish(driver: Driver, from: Run, model: FlowPlan): { run: Run; why: string | null } {
  let run = from;
  for (let i = 0; i < LONGEST; i++) {
    const frame = frameOf(run, model.flow.id);
    if (frame === undefined) return { run, why: null };
    const speaking: Driver = { ...driver, language: run.state.talk.language };
    const { escalation, offer } = run.state.talk;
    const top = topFrame(run);
    const step = model.flow.steps.find((s) => s.id === frame.step);
    if (escalation !== null && (step === undefined || !('escalate' in step))) { run = desk(speaking, run, 'handback'); continue; }
    if (offer !== null) { run = touch(speaking, run, 'no'); continue; }
    if (top !== frame) {
      const call = run.calls.find((c) => c.call === top?.call?.id);
      run = call === undefined ? touch(speaking, run, 'cancel') : settle(speaking, run, call);
      continue;
    }
    const [event] = model.toEnd(frame.step, { slots: frame.slots, result: frame.result, calls: frame.calls }) ?? [];
    if (event === undefined) return { run, why: `no way to an end from ${frame.step}` };
    const played = play(speaking, run, model.flow, event);
    if (!played.ok) return { run, why: played.why };
    run = played.run;
  }
  return { run, why: `still open after ${LONGEST} turns` };
}

/** The same act with the same key, twice. */
function calledTwice(run: Run): string[] {
  const keys = run.effects.flatMap((e) => (e.type === 'call' ? [`${e.connector} ${e.idempotencyKey}`] : []));
  return [...new Set(keys.filter((key, i) => keys.indexOf(key) !== i))].map((key) => `called twice: ${key}`);
}

/** What is left of a visitor for the next one: nothing may be. Private answers stand in no record. */
function leaks(driver: Driver, run: Run): string[] {
  const slots = run.state.talk.frames.flatMap((f) => Object.entries(f.slots).map(([id, filled]) => ({ slot: driver.pack.flows[f.flow]?.slots.find((s) => s.id === id), filled })));
  const secrets = slots.flatMap(({ slot, filled }) => (slot !== undefined && ['phone', 'id-number', 'person-name'].includes(slot.type) && filled.text.length > 1 ? [filled.text, String(filled.value)] : []));
  const records = JSON.stringify(run.effects.filter((e) => e.type === 'record'));
  const over = run.state.talk.session === '' ? run : send(driver, run, { type: 'idle-expired', at: 0 });
  const next = driver.engine.handle(over.state, { type: 'session-started', at: 1, session: 'next', by: 'touch', language: driver.language });
  const fresh = driver.engine.handle(driver.engine.initial(), { type: 'session-started', at: 1, session: 'next', by: 'touch', language: driver.language });
  return [
    ...secrets.filter((secret) => records.includes(secret)).map((secret) => `a private answer is on record: ${secret}`),
    ...(JSON.stringify(next) === JSON.stringify(fresh) ? [] : ['the next visitor does not begin as the first does']),
  ];
}
