// Plays a flow's model events through the real conversation: a visitor who answers, connectors that reply, a human at the desk.
// A run is never changed: each event makes a new one, so that any number of continuations can be tried from the same point.
import type { Language } from '../../protocol/language.ts';
import { isoDate } from '../calendar.ts';
import type { Conversation, ConversationEvent, Effect } from '../contract.ts';
import type { Filled, FlowEvent } from '../flow/machine.ts';
import type { CompiledFlow, CompiledPack, CompiledSlot } from '../pack/compiled.ts';
import { phrasesIn, textIn } from '../pack/compiled.ts';
import type { Envelope } from '../persist.ts';
import { REHEARSAL_START, replyTo } from '../rehearse.ts';
import type { Frame } from '../talk.ts';
import { answersTo, answerWith, SKIPPED } from './answers.ts';
import type { Answer } from './answers.ts';

export type Engine = Pick<Conversation<Envelope>, 'handle' | 'initial'>;
export type Call = Extract<Effect, { type: 'call' }>;

/** `last`: effects of the last event, `effects`: of all. `calls`: those not answered yet. */
export interface Run { state: Envelope; events: ConversationEvent[]; effects: Effect[]; last: Effect[]; calls: Call[]; desk: number }

export interface Driver {
  readonly engine: Engine; readonly pack: CompiledPack; readonly language: Language;
  /** How answers are given: by voice with this confidence, or by touch; uncertain ones of the model always by voice. */
  readonly by: 'voice' | 'touch'; readonly confidence: number;
}

const STEP_MS = 2000;

export function begin(driver: Driver, start: { by?: 'touch' | 'hub'; flow?: string; session?: string } = {}): Run {
  const { by = 'touch', flow, session = 'exercise' } = start;
  const run: Run = { state: driver.engine.initial(), events: [], effects: [], last: [], calls: [], desk: 0 };
  return send(driver, run, { type: 'session-started', at: 0, session, by, language: driver.language, ...(flow === undefined ? {} : { flow }) });
}

/** One event; its time is set here, two seconds after the last. */
export function send(driver: Driver, run: Run, event: ConversationEvent): Run {
  const timed = { ...event, at: REHEARSAL_START + run.events.length * STEP_MS };
  const { state, effects } = driver.engine.handle(run.state, timed);
  const calls = [...run.calls.filter((c) => !(timed.type === 'call-settled' && timed.call === c.call)), ...effects.flatMap((e) => (e.type === 'call' ? [e] : []))];
  return { state, events: [...run.events, timed], effects: [...run.effects, ...effects], last: effects, calls, desk: run.desk };
}

export function say(driver: Driver, run: Run, text: string, confidence = driver.confidence): Run {
  return send(driver, run, { type: 'utterance', at: 0, text, confidence });
}

export function touch(driver: Driver, run: Run, id: string, value?: string): Run {
  return send(driver, run, { type: 'touch', at: 0, id, ...(value === undefined ? {} : { value }) });
}

export function desk(driver: Driver, run: Run, kind: 'accepted' | 'say' | 'handback' | 'nobody' | 'ended', text = ''): Run {
  const seq = run.desk + 1;
  const base = { v: 1 as const, escalation: run.state.talk.escalation?.id ?? '', session: run.state.talk.session, seq, at: 0 };
  const agent = 'Li';
  const message = kind === 'nobody' ? { ...base, kind } : kind === 'say' ? { ...base, kind, agent, text } : kind === 'handback' ? { ...base, kind, agent, note: '' } : { ...base, kind, agent };
  return { ...send(driver, run, { type: 'desk-message', at: 0, message }), desk: seq };
}

/** Answers a call; without `reply` from the pack's samples. */
export function settle(driver: Driver, run: Run, call: Call, reply?: Record<string, unknown> | 'failed'): Run {
  const answer = reply === 'failed' ? { ok: false, response: {}, reason: 'timeout' as const } : reply === undefined ? replyTo(driver.pack, {}, call.connector, call.request) : { ok: true, response: reply };
  return send(driver, run, { type: 'call-settled', at: 0, call: call.call, ...answer });
}

/** Opens a flow as a visitor does by touch, or as the hub does where it is a notice. */
export function openFlow(driver: Driver, flow: CompiledFlow): Run {
  return flow.notice === true ? begin(driver, { by: 'hub', flow: flow.id }) : touch(driver, begin(driver), `flow:${flow.id}`);
}

/**
 * Opens a flow so that it rests at `begins` with `given` answered: by a sentence that holds the answers, where there are any. Null when no
 * trigger and answer together do that.
 */
export function openWith(driver: Driver, flow: CompiledFlow, { given, begins }: { given: Record<string, Filled>; begins: string }): Run | null {
  if (Object.keys(given).length === 0) return openFlow(driver, flow);
  const from = begin(driver);
  const today = isoDate(REHEARSAL_START, 0);
  const spoken = Object.entries(given).map(([id, { value }]) => {
    const slot = flow.slots.find((s) => s.id === id);
    return slot === undefined ? [] : answersTo(slot, driver.language, today).filter((a) => a.value === undefined || String(a.value) === String(value)).flatMap((a) => a.spoken);
  });
  const comma = driver.language === 'zh' ? '，' : ', ';
  for (const trigger of phrasesIn(flow.triggers, driver.language)) {
    for (let i = 0; i < Math.max(0, ...spoken.map((s) => s.length)); i++) {
      const run = say(driver, from, [trigger, ...spoken.flatMap((s) => s[i % s.length] ?? [])].join(comma), 0.95);
      const frame = frameOf(run, flow.id);
      if (frame?.step === begins && Object.keys(given).every((id) => frame.slots[id] !== undefined)) return run;
    }
  }
  return null;
}

export function topFrame(run: Run): Frame | undefined {
  return run.state.talk.frames.at(-1);
}

export function frameOf(run: Run, flow: string): Frame | undefined {
  return run.state.talk.frames.find((f) => f.flow === flow);
}

export type Answered = { ok: true; run: Run } | { ok: false; run: Run; why: string };

/** One model event, played as it would happen. Fails where no way of saying it leads on. */
export function play(driver: Driver, run: Run, flow: CompiledFlow, event: FlowEvent): Answered {
  const frame = frameOf(run, flow.id);
  const step = flow.steps.find((s) => s.id === frame?.step);
  const failed = (why: string): Answered => ({ ok: false, run, why });
  if (frame === undefined || step === undefined) return failed(`the task ${flow.id} is not open`);
  if (event.type === 'slots') {
    const slot = 'ask' in step ? flow.slots.find((s) => s.id === step.ask) : undefined;
    return slot === undefined ? failed(`${step.id} asks for nothing`) : answer(driver, run, flow, slot, event.slots[slot.id]);
  }
  if (event.type === 'yes' || event.type === 'no') {
    if (driver.by === 'touch') return { ok: true, run: touch(driver, run, event.type) };
    return { ok: true, run: say(driver, run, driver.language === 'zh' ? (event.type === 'yes' ? '是的' : '不对') : event.type === 'yes' ? 'yes' : 'no') };
  }
  if (event.type.startsWith('choose.')) return choose(driver, run, flow, step.id, event.type.slice(7));
  if (event.type === 'call.ok' || event.type === 'call.failed') {
    const call = run.calls.find((c) => c.call === frame.call?.id);
    return call === undefined ? failed(`${step.id} has called nothing`) : { ok: true, run: settle(driver, run, call, event.type === 'call.ok' ? event.response : 'failed') };
  }
  if (event.type === 'nobody') return { ok: true, run: desk(driver, run, 'nobody') };
  if (event.type === 'handback') return { ok: true, run: desk(driver, desk(driver, run, 'accepted'), 'handback') };
  return failed(`nothing plays ${event.type}`);
}

function choose(driver: Driver, run: Run, flow: CompiledFlow, stepId: string, option: string): Answered {
  if (driver.by === 'touch') return { ok: true, run: touch(driver, run, option) };
  const step = flow.steps.find((s) => s.id === stepId);
  const chosen = step !== undefined && 'choose' in step ? step.options.find((o) => o.id === option) : undefined;
  if (chosen === undefined) return { ok: false, run, why: `${stepId} has no option ${option}` };
  for (const text of [textIn(chosen.label, driver.language), ...phrasesIn(chosen.say, driver.language)]) {
    const next = say(driver, run, text);
    if (decided(run, next, `choice:${option}`)) return { ok: true, run: next };
  }
  return { ok: false, run, why: `no way of saying the option ${option} is taken for it` };
}

/** Whether a turn is recorded as this intent. */
function decided(before: Run, after: Run, intent: string): boolean {
  return before !== after && after.last.some((e) => e.type === 'record' && e.data.type === 'foyer.turn' && e.data.decision.intent === intent);
}

/** Gives an answer to the open slot: each way of saying it until one is understood. Without `wanted` any valid value will do. */
function answer(usual: Driver, run: Run, flow: CompiledFlow, slot: CompiledSlot, wanted?: Filled): Answered {
  const { language } = usual;
  const driver: Driver = wanted !== undefined && wanted.confidence < 1 ? { ...usual, by: 'voice', confidence: wanted.confidence } : usual;
  const today = isoDate(REHEARSAL_START, 0);
  const certain = wanted === undefined ? undefined : wanted.value === null ? SKIPPED[language] : answerWith(slot, wanted.value, language, today);
  const candidates: Answer[] = certain !== undefined ? [certain] : answersTo(slot, language, today).slice(0, 2);
  for (const candidate of candidates) {
    const ways = driver.by === 'touch' ? [keyed(driver, run, slot, candidate)] : candidate.spoken.map((text) => say(driver, run, text));
    for (const next of ways) if (took(run, next, flow, slot, candidate)) return { ok: true, run: next };
  }
  return { ok: false, run, why: `no way of answering "${slot.id}" (${slot.type}) is understood: ${candidates.flatMap((c) => (driver.by === 'touch' ? [c.typed] : c.spoken)).slice(0, 6).join(' | ')}` };
}

function keyed(driver: Driver, run: Run, slot: CompiledSlot, candidate: Answer): Run {
  if (candidate.value === null) return touch(driver, run, 'skip');
  if (slot.type === 'choice' || slot.type === 'yes-no') return touch(driver, run, slot.type === 'choice' ? candidate.typed : candidate.value === true ? 'yes' : 'no');
  return touch(driver, run, 'slot', candidate.typed);
}

/** The answer is in the slot, or the task it was given to has gone on or ended with it. */
function took(before: Run, after: Run, flow: CompiledFlow, slot: CompiledSlot, candidate: Answer): boolean {
  const intents = after.last.flatMap((e) => (e.type === 'record' && e.data.type === 'foyer.turn' ? [e.data.decision] : []));
  const frame = frameOf(after, flow.id);
  const filled = frame?.slots[slot.id];
  if (filled !== undefined) return candidate.value === undefined || filled.value === candidate.value || String(filled.value) === String(candidate.value);
  // A task that ended, or a jump back that has emptied the slot again, shows in the decision only.
  return before !== after && intents.some((d) => d.intent?.startsWith('slot:') === true && d.zone === 'answer');
}
