// Plays a visit against a conversation without a kiosk: calls are answered from the pack's sample rows, the desk by the
// script. Shared by `foyer ask`, `foyer pack test`, the tests and the console's "try it".
import type { Decision } from '../protocol/conversation.ts';
import type { Language } from '../protocol/language.ts';
import type { View } from '../protocol/screen.ts';
import type { Conversation, ConversationEvent, Effect } from './contract.ts';
import type { CompiledPack } from './pack/compiled.ts';
import type { TestsFile } from './pack/schema-tests.ts';
import { compare } from './rehearse-compare.ts';
import type { Mismatch } from './rehearse-compare.ts';

export type Dialogue = TestsFile['dialogues'][number];
export type Move = Dialogue['turns'][number];
type Replies = Dialogue['replies'];

/** What one move led to. `decision` is that of the visitor's own event, not of a call that was answered on the way. */
export interface Played {
  move: string; decision: Decision | null; effects: Effect[]; state: unknown; ended: boolean;
  flow: string | null; // the task on top when all calls have been answered
  slots: Record<string, unknown>; // of the last decision of the turn, as they are
}

export interface Rehearsal {
  /** The greeting and first view. */
  begin(): Played;
  play(move: Move): Played;
  send(event: ConversationEvent): Played;
  readonly ended: boolean;
  /** What stands on the screen. */
  readonly view: View | undefined;
  /** Every event so far, answers of connectors included: what a replay needs. */
  readonly events: readonly ConversationEvent[];
}

export interface RehearsalOptions {
  language: Language;
  /** The flow that the hub begins the session with, and what it fills in. */
  begins?: Dialogue['begins'] | undefined;
  replies?: Replies;
  /** ms since epoch of the first event; each event is 4 s later. */
  startAt?: number;
  session?: string;
}

/** 2026-11-23 09:00 UTC, a Monday: dialogues that name days count from it. */
export const REHEARSAL_START = 1_795_424_400_000;

export function createRehearsal<State>(conversation: Conversation<State>, pack: CompiledPack, options: RehearsalOptions): Rehearsal {
  let state = conversation.initial();
  let at = (options.startAt ?? REHEARSAL_START) - 4000;
  let ended = false;
  const session = options.session ?? 'rehearsal';
  let raised = { escalation: '', session };
  let deskSeq = 0;
  let tasks: string[] = [];
  let timeoutMs = 8000; // of the last `listen`
  const held = new Map<string, string>(); // connector -> call that waits for its `reply`
  const events: ConversationEvent[] = [];
  let slots: Record<string, unknown> = {};
  let view: View | undefined;
  const next = (): number => (at += 4000);

  function send(event: ConversationEvent, move = event.type as string): Played {
    const effects: Effect[] = [];
    let decision: Decision | null = null;
    const queue: ConversationEvent[] = [event];
    for (let now = queue.shift(); now !== undefined; now = queue.shift()) {
      events.push(now);
      const result = conversation.handle(state, now);
      state = result.state;
      decision ??= result.decision;
      if (result.decision !== null) slots = result.decision.slots;
      effects.push(...result.effects);
      for (const effect of result.effects) {
        if (effect.type === 'call') {
          if (options.replies?.[effect.connector] === 'held') held.set(effect.connector, effect.call);
          else queue.push({ type: 'call-settled', at: next(), call: effect.call, ...replyTo(pack, options.replies ?? {}, effect.connector, effect.request) });
        } else if (effect.type === 'show') view = effect.view;
        else if (effect.type === 'listen') timeoutMs = effect.timeoutMs;
        else if (effect.type === 'escalate' && effect.message.kind === 'raise') { raised = { escalation: effect.message.escalation, session: effect.message.session }; deskSeq = 0; }
        else if (effect.type === 'end') ended = true;
        else if (effect.type === 'record' && effect.data.type === 'foyer.task') tasks = afterTask(tasks, effect.data);
      }
    }
    return { move, decision, effects, state, ended, flow: tasks.at(-1) ?? null, slots };
  }

  /** Seconds without a visitor: a silence each time the kiosk has listened long enough, until it closes the visit. */
  function wait(seconds: number): Played {
    const until = at + seconds * 1000;
    const all: Effect[] = [];
    let decision: Decision | null = null;
    while (!ended && at + timeoutMs <= until) {
      at += timeoutMs;
      const played = send({ type: 'silence', at });
      all.push(...played.effects);
      decision ??= played.decision;
    }
    at = Math.max(at, until);
    return { move: `@wait:${seconds}`, decision, effects: all, state, ended, flow: tasks.at(-1) ?? null, slots };
  }

  function press(button: 'back' | 'start-over' | 'human' | Language): ConversationEvent {
    if (button === 'zh' || button === 'en') return { type: 'language-chosen', at: next(), language: button };
    return { type: button === 'human' ? 'human-wanted' : button, at: next() };
  }

  return {
    get ended() { return ended; },
    get view() { return view; },
    events,
    begin: () => { ended = false; return send({ type: 'session-started', at: next(), session, by: options.begins === undefined ? 'touch' : 'hub', language: options.language, ...(options.begins === undefined ? {} : { flow: options.begins.notice, slots: options.begins.slots }) }); },
    send: (event) => send(event),
    play(move) {
      if ('user' in move) {
        if (move.over !== undefined) send({ type: 'interrupted', at: next(), heard: move.over });
        return send({ type: 'utterance', at: next(), text: move.user, confidence: move.confidence ?? 0.95, ...(move.alternatives === undefined ? {} : { alternatives: move.alternatives }) }, move.user);
      }
      if ('touch' in move) return send({ type: 'touch', at: next(), id: move.touch, ...(move.value === undefined ? {} : { value: move.value }) }, `@touch:${move.touch}${move.value === undefined ? '' : `=${move.value}`}`);
      if ('silence' in move) return send({ type: 'silence', at: next() }, '@silence');
      if ('button' in move) return send(press(move.button), `@button:${move.button}`);
      if ('wait' in move) return wait(move.wait);
      if ('restart' in move) {
        state = JSON.parse(JSON.stringify(state)) as State;
        return { move: '@restart', decision: null, effects: [], state, ended, flow: tasks.at(-1) ?? null, slots };
      }
      if ('reply' in move) {
        const call = held.get(move.reply);
        held.delete(move.reply);
        return send({ type: 'call-settled', at: next(), call: call ?? '', ...replyTo(pack, { [move.reply]: move.with }, move.reply, {}) }, `@reply:${move.reply}`);
      }
      const base = { v: 1 as const, ...raised, seq: ++deskSeq, at: next() };
      const agent = options.language === 'zh' ? '小李' : 'Sam';
      const messages = {
        accept: { ...base, kind: 'accepted' as const, agent }, say: { ...base, kind: 'say' as const, agent, text: move.text },
        handback: { ...base, kind: 'handback' as const, agent, note: move.text }, end: { ...base, kind: 'ended' as const, agent }, nobody: { ...base, kind: 'nobody' as const },
      };
      return send({ type: 'desk-message', at: base.at, message: messages[move.desk] }, `@desk:${move.desk}`);
    },
  };
}

function afterTask(tasks: readonly string[], { flow, change }: { flow: string; change: string }): string[] {
  const others = tasks.filter((t) => t !== flow);
  if (change === 'started' || change === 'resumed') return [...others, flow];
  return change === 'suspended' || change === 'escalated' ? [...tasks] : others;
}

/** The script's reply to a connector, else the first sample row that fits the request. */
export function replyTo(pack: CompiledPack, replies: Replies, connector: string, request: Record<string, unknown>): { ok: boolean; response: Record<string, unknown>; reason?: 'offline' | 'timeout' | 'refused' } {
  const scripted = replies[connector];
  if (scripted === 'offline' || scripted === 'timeout' || scripted === 'refused') return { ok: false, response: {}, reason: scripted };
  if (scripted === 'held') return { ok: false, response: {}, reason: 'timeout' };
  if (scripted !== undefined) return { ok: true, response: scripted };
  const row = pack.connectors[connector]?.sample.find((sample) => Object.entries(sample.match).every(([key, value]) => String(request[key]) === String(value)));
  return row === undefined ? { ok: false, response: {}, reason: 'refused' } : { ok: true, response: filledSample(row.response, request) };
}

/** A sample row may repeat what was asked: `{request.x}` in its texts. */
function filledSample(response: Record<string, unknown>, request: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(response).map(([key, value]) => [key, typeof value !== 'string' ? value : value.replaceAll(/\{request\.([\w-]+)\}/g, (_, name: string) => String(request[name] ?? ''))]));
}

/** Plays a whole dialogue and compares every expectation. `mangle` changes what the visitor says (noise). */
export function rehearse<State>(conversation: Conversation<State>, pack: CompiledPack, dialogue: Dialogue, mangle: (text: string) => string = (text) => text): { trace: Played[]; mismatches: Mismatch[] } {
  const rehearsal = createRehearsal(conversation, pack, { language: dialogue.language, replies: dialogue.replies, begins: dialogue.begins });
  const trace = [rehearsal.begin()];
  const mismatches: Mismatch[] = [];
  dialogue.turns.forEach((move, i) => {
    const was = rehearsal.ended;
    const played = rehearsal.play('user' in move ? { ...move, user: mangle(move.user) } : move);
    trace.push(played);
    if (was) mismatches.push({ turn: i + 1, move: played.move, key: 'turn', expected: 'an open session', actual: 'the session had ended' });
    else mismatches.push(...compare(pack, move.expect, played).map((m) => ({ turn: i + 1, move: played.move, ...m })));
  });
  return { trace, mismatches };
}
