// Tasks on the stack: starting, going on, coming back to one that was interrupted, and finishing.
import { advanceFlow, enterFlow } from '../flow/run.ts';
import type { FlowRun } from '../flow/run.ts';
import { dependentsOf } from '../flow/machine.ts';
import type { Filled, FlowEvent } from '../flow/machine.ts';
import { textIn } from '../pack/compiled.ts';
import type { CompiledStep } from '../pack/compiled.ts';
import { targetLabel } from '../cards.ts';
import type { Frame } from '../talk.ts';
import { askPending } from './ask.ts';
import { fillRequest, fillText } from './fill.ts';
import { raiseHand } from './raise.ts';
import { activeFrame, flowOf, note, say, sayPrompt, show, task } from './turn.ts';
import type { Turn } from './turn.ts';
import { button } from './views.ts';
import { stepCard } from './step-card.ts';
import { homeCards } from '../cards.ts';

/** Tasks that may be open at once. */
export const MAX_DEPTH = 3;

function titleOf(turn: Turn, frame: Frame): string {
  return textIn(flowOf(turn, frame).title, turn.talk.language);
}

/** Opens a task with what is already known. The same task is never opened twice, and at most three are open. */
export function startFlow(turn: Turn, id: string, slots: Record<string, Filled> = {}, how: { certainty?: number; question?: string } = {}): void {
  const { talk, kit } = turn;
  const machine = kit.machines.get(id);
  const flow = kit.pack.flows[id];
  if (machine === undefined || flow === undefined) return;
  talk.offer = null;
  const open = talk.frames.find((f) => f.flow === id);
  if (open !== undefined) { bringForward(turn, open, slots); return; }
  const active = activeFrame(talk);
  if (talk.frames.length >= MAX_DEPTH && active !== undefined) {
    note(turn, `${MAX_DEPTH} tasks are open already`);
    talk.offer = { kind: 'too-deep', flow: id, question: how.question ?? '' };
    askPending(turn);
    return;
  }
  if (active !== undefined) task(turn, active.flow, 'suspended');
  talk.counters.tasks += 1;
  talk.tried.push(targetLabel(kit.pack, `flow:${id}`, talk.language));
  task(turn, id, 'started');
  const frame: Frame = { flow: id, step: flow.steps[0]?.id ?? '', n: talk.counters.tasks, slots, result: {}, calls: {}, trail: [], heard: {}, replies: {}, call: null, page: 0 };
  talk.frames.push(frame);
  settle(turn, frame, enterFlow(machine, slots, how.certainty ?? 1));
}

/** A task that is already open is not opened again: it comes to the top. */
function bringForward(turn: Turn, frame: Frame, slots: Record<string, Filled>): void {
  const { talk } = turn;
  const active = activeFrame(talk);
  const fresh = Object.fromEntries(Object.entries(slots).filter(([id]) => frame.slots[id] === undefined));
  if (active !== frame) {
    if (active !== undefined) task(turn, active.flow, 'suspended');
    talk.frames = [...talk.frames.filter((f) => f !== frame), frame];
    task(turn, frame.flow, 'resumed');
    sayPrompt(turn, 'resume', { title: titleOf(turn, frame) });
  } else if (Object.keys(fresh).length === 0) sayPrompt(turn, 'task-open', { title: titleOf(turn, frame) });
  note(turn, `the task ${frame.flow} was open already`);
  if (Object.keys(fresh).length > 0) sendToFlow(turn, frame, { type: 'slots', slots: { ...frame.slots, ...fresh } });
  else askPending(turn);
}

/** One event for a task; performs what it leads to and asks the next question. */
export function sendToFlow(turn: Turn, frame: Frame, event: FlowEvent): void {
  const machine = turn.kit.machines.get(frame.flow);
  if (machine === undefined) return;
  turn.result = turn.replaying === null && event.type.startsWith('call.');
  const { slots, result, calls, certainty = 1, passed = [] } = frame;
  settle(turn, frame, advanceFlow(machine, frame.step, { slots, result, calls, certainty, passed }, event));
}

function settle(turn: Turn, frame: Frame, run: FlowRun): void {
  const flow = flowOf(turn, frame);
  Object.assign(frame, run.context);
  frame.step = run.step;
  frame.page = 0;
  frame.call = null;
  frame.card = null;
  const spoken: string[] = [];
  for (const id of run.perform) {
    const step = flow.steps.find((s) => s.id === id);
    if (step === undefined) continue;
    if (perform(turn, frame, step, spoken)) return;
  }
  if (run.ended) {
    const last = flow.steps.find((s) => s.id === run.step);
    finish(turn, frame, run.nobody ? 'failed' : last !== undefined && 'end' in last ? last.end : 'success', spoken);
    return;
  }
  if (frame.trail.at(-1) !== frame.step) frame.trail.push(frame.step);
  if (chosenBefore(turn, frame)) return;
  askPending(turn, { spoken: !turn.quiet });
}

/** Walking a task again after a correction, a choice on the way that led on is taken as before. */
function chosenBefore(turn: Turn, frame: Frame): boolean {
  if (turn.replaying === null || frame.step === turn.replaying) return false;
  const { steps } = flowOf(turn, frame);
  const step = steps.find((s) => s.id === frame.step);
  const option = step === undefined || !('choose' in step) ? undefined : step.options.find((o) => o.id === frame.chosen?.[step.id]);
  const place = (id: string): number => steps.findIndex((s) => s.id === id);
  if (option === undefined || place(option.goto) <= place(frame.step)) return false;
  note(turn, `${frame.step} was chosen before: ${option.id}`);
  sendToFlow(turn, frame, { type: `choose.${option.id}` });
  return true;
}

/** Says, shows or starts what a step wants. True when the turn ends here: a call or a human is under way. */
function perform(turn: Turn, frame: Frame, step: CompiledStep, spoken: string[]): boolean {
  const { language } = turn.talk;
  const flow = flowOf(turn, frame);
  const fill = (text: Parameters<typeof textIn>[0]): string => fillText(textIn(text, language), flow, frame, language);
  const aloud = (text: Parameters<typeof textIn>[0]): string => fillText(textIn(text, language), flow, frame, language, true);
  const key = `say:${frame.flow}.${step.id}`;
  const sayOnce = (source: Parameters<typeof textIn>[0]): void => {
    const text = aloud(source);
    // Walked again after a correction it has been heard; on a second round (another dish) and after another result it is said again.
    if (text === '' || (turn.replaying !== null && frame.heard[step.id] === text && !turn.result)) return;
    frame.heard[step.id] = text;
    spoken.push(fill(source));
    say(turn, text, key);
  };
  if ('escalate' in step) {
    raiseHand(turn, step.escalate, step.say === undefined ? undefined : aloud(step.say));
    return true;
  }
  if ('call' in step) return startCall(turn, frame, step, aloud);
  const card = stepCard(turn, frame, step);
  if (card !== null) {
    frame.card = step.id;
    show(turn, card);
    if (card.kind === 'ticket') turn.effects.push({ type: 'print', view: card });
  }
  if ('say' in step && step.say !== undefined) sayOnce(step.say);
  return false;
}

function startCall(turn: Turn, frame: Frame, step: Extract<CompiledStep, { call: unknown }>, fill: (text: Parameters<typeof textIn>[0]) => string): boolean {
  const { talk, kit } = turn;
  const connector = kit.pack.connectors[step.call];
  if (connector === undefined) return false;
  talk.counters.calls += 1;
  const request = fillRequest(step.request, flowOf(turn, frame), frame, talk.language);
  const id = `${talk.session}-c${talk.counters.calls}`;
  // The same act with the same data keeps its key, so that a second try cannot happen twice outside.
  const key = `${talk.session}.${frame.n}.${step.id}.${fingerprint(JSON.stringify(request))}`;
  const before = turn.replaying !== null || frame.again?.includes(key) === true ? frame.replies[key] : undefined;
  if (before !== undefined) { // a correction elsewhere: this call has been answered already
    note(turn, `${step.call} had answered this already`);
    frame.again = frame.again?.filter((each) => each !== key) ?? [];
    sendToFlow(turn, frame, { type: 'call.ok', name: step.call, response: before });
    return true;
  }
  frame.call = { id, step: step.id, connector: step.call, key };
  if (step.wait === undefined) sayPrompt(turn, 'one-moment');
  else say(turn, fill(step.wait), `wait:${frame.flow}.${step.id}`);
  turn.effects.push({ type: 'call', call: id, connector: step.call, request, timeoutMs: Math.round(connector.timeoutSeconds * 1000), idempotencyKey: key });
  note(turn, `called ${step.call}`);
  askPending(turn, { spoken: false });
  return true;
}

/** FNV-1a over the text, as hexadecimal. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

function finish(turn: Turn, frame: Frame, how: 'success' | 'failed' | 'cancelled', spoken: string[]): void {
  const { talk } = turn;
  talk.frames = talk.frames.filter((f) => f !== frame);
  turn.finished = frame;
  task(turn, frame.flow, how === 'success' ? 'completed' : how);
  const notice = flowOf(turn, frame).notice;
  if (how === 'success' && !notice) talk.counters.completed += 1;
  note(turn, `the task ${frame.flow} ended: ${how}`);
  closingView(turn, frame, spoken);
  if (activeFrame(talk) !== undefined) resumeTask(turn);
  else if (notice) talk.offer = { kind: 'anything-else', parting: true }; // who was only called asks for nothing more
  else offerNext(turn);
}

/** The second wish of the sentence that began it all, else anything. */
function offerNext(turn: Turn): void {
  const { talk } = turn;
  const { next } = talk;
  delete talk.next;
  talk.offer = next === undefined || turn.kit.pack.flows[next.flow] === undefined ? { kind: 'anything-else' } : { kind: 'next', ...next };
  if (talk.offer.kind === 'next') askPending(turn); else sayPrompt(turn, 'anything-else');
}

/** The last result stays on the screen, with the ways on from it; bare sentences get a card of their own. */
function closingView(turn: Turn, frame: Frame, spoken: string[]): void {
  const { talk } = turn;
  const cards = homeCards(turn.kit.pack, talk.language).filter((card) => card.id !== `flow:${frame.flow}`).slice(0, 2).map((card, i) => ({ ...card, number: i + 1, hint: '' }));
  const buttons = [...cards, button(turn, 'done', 'label-done', cards.length + 1)];
  if (talk.view?.kind === 'ticket' || (talk.view?.kind === 'answer' && turn.effects.some((e) => e.type === 'show' && e.view === talk.view))) show(turn, { ...talk.view, buttons });
  else show(turn, { kind: 'answer', question: '', headline: titleOf(turn, frame), body: spoken.join(turn.talk.language === 'zh' ? '' : ' '), steps: [], facts: [], buttons });
}

/** Back to the task on top: a bridge sentence, then its open question once more. */
export function resumeTask(turn: Turn, options: { recorded?: boolean } = {}): void {
  const frame = activeFrame(turn.talk);
  if (frame === undefined) return;
  if (options.recorded !== false) task(turn, frame.flow, 'resumed');
  note(turn, `back to the task ${frame.flow}`);
  sayPrompt(turn, 'resume', { title: titleOf(turn, frame) });
  turn.bridged = true;
  askPending(turn);
}

/** Gives up the task on top and comes back to the one below, if there is one. */
export function cancelTask(turn: Turn): void {
  const { talk } = turn;
  const frame = talk.frames.pop();
  talk.offer = null;
  if (frame === undefined) { talk.offer = { kind: 'anything-else' }; sayPrompt(turn, 'nothing-to-cancel'); askPending(turn, { spoken: false }); return; }
  task(turn, frame.flow, 'cancelled');
  sayPrompt(turn, 'cancelled', { title: titleOf(turn, frame) });
  if (activeFrame(talk) !== undefined) resumeTask(turn);
  else if (talk.next !== undefined) offerNext(turn);
  else { talk.offer = { kind: 'anything-else' }; askPending(turn); }
}

/** One question back: the last answer is emptied and asked for again. */
export function stepBack(turn: Turn): void {
  const { talk } = turn;
  const asked = talk.offer;
  talk.offer = null;
  const frame = activeFrame(talk);
  if (frame === undefined) { sayPrompt(turn, 'go-ahead'); askPending(turn, { spoken: false }); return; }
  // From a question of our own (which of these? a human?) the way back leads to the task's question.
  if (asked !== null && asked.kind !== 'anything-else') { sayPrompt(turn, 'back'); askPending(turn); return; }
  if (frame.trail.at(-1) === frame.step) frame.trail.pop();
  const target = frame.trail.pop();
  if (target === undefined) {
    frame.trail = [frame.step];
    sayPrompt(turn, 'back-first');
    askPending(turn);
    return;
  }
  const flow = flowOf(turn, frame);
  const step = flow.steps.find((s) => s.id === target);
  if (step !== undefined && 'ask' in step) {
    const emptied = [step.ask, ...dependentsOf(flow, step.ask)];
    frame.slots = Object.fromEntries(Object.entries(frame.slots).filter(([id]) => !emptied.includes(id)));
  }
  sayPrompt(turn, 'back');
  frame.again = Object.keys(frame.replies);
  if (step !== undefined && 'choose' in step) delete frame.chosen?.[target];
  turn.replaying = target;
  sendToFlow(turn, frame, { type: `to.${target}` });
}
