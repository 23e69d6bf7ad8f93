// One visitor from the first word to the wiped screen: feeds the conversation, writes its state down, then lets its
// effects happen in order. An interrupted answer loses its remaining speech, never its acts.
import type { ConversationEvent, Effect, TurnResult } from '../../flows/engine/contract.ts';
import type { EventData } from '../../flows/protocol/conversation.ts';
import type { Language } from '../../flows/protocol/language.ts';
import type { LiveConversation } from './kiosk-content.ts';
import type { Log } from './ports.ts';
import type { KioskEvent as MachineEvent, Listening } from './kiosk-machine.ts';
import type { Observe } from './observation.ts';
import type { SpeechFacts } from './voice-contract.ts';

/** What is known of a spoken turn besides its words. `endedAt` is monotonic ms. */
export interface SpokenInput { facts: SpeechFacts; endedAt: number; agreed: boolean }

/** What is kept of a visit for the case of a crash: never its words or slots, which stay in memory only. */
export interface SessionMemory { language: Language; turns: number; startedAt: number }

/** Everything a session does to the world; the kiosk provides it. */
export interface SessionWorld {
  /** The content in force now; it may change under a running session. */
  conversation(): LiveConversation;
  now(): number;
  log: Log;
  observe: Observe;
  machine(event: MachineEvent): void;
  /** One transaction; null clears the snapshot because the session is over. */
  record(events: EventData[], memory: SessionMemory | null): void;
  amendTurn(turn: number, facts: { latencyMs: number }): void;
  say(effect: Extract<Effect, { type: 'say' }>, onFirst: (at: number) => void): Promise<'done' | 'stopped' | 'unheard'>;
  silence(): void;
  /** Everything but say, listen, record and end. */
  act(effect: Act): void;
  firstAudio(latencyMs: number): void;
  ended(reason: string, turns: number): void;
  /** Somebody speaks over the farewell: what is being said is heard to its end before the session is closed. */
  heardOut(): Promise<void>;
  /** It came when this session was decided to be over, or is closed already: it is the next one's. */
  late(event: ConversationEvent, spoken: SpokenInput | undefined, ended: string): void;
}

export interface Session {
  readonly id: string;
  readonly turns: number;
  /** Why it was decided that this session ends; its farewell may still be going on. null: it goes on. */
  readonly over: string | null;
  /** Inputs are worked on one after the other; `interrupts` cuts the speech that is going on. */
  input(event: ConversationEvent, options?: { interrupts?: boolean; spoken?: SpokenInput }): void;
  /** Barge-in: the visitor speaks over the kiosk; `heard` is the part that came out. */
  interrupted(heard: string, at: number): void;
  /** Resolves when nothing is being worked on. */
  settled(): Promise<void>;
}

/** Whoever speaks over a farewell speaks of something new. */
const ANYTHING: Listening = { expect: { kind: 'open', phrases: [] }, timeoutMs: 8000 };

type Act = Exclude<Effect, { type: 'say' | 'listen' | 'record' | 'end' }>;
function isAct(effect: Effect): effect is Act {
  return effect.type !== 'say' && effect.type !== 'listen' && effect.type !== 'record' && effect.type !== 'end';
}

interface Origin { arrival: number; spoken: SpokenInput | undefined; turn: number | null }
interface Run { cut: boolean; release: () => void; released: Promise<void> }

export function createSession(options: { id: string; language: Language; world: SessionWorld }): Session {
  const { world } = options;
  const startedAt = world.now();
  let conversation = world.conversation();
  let state: unknown = conversation.initial();
  let language = options.language;
  let turns = 0;
  let ended: string | null = null; // decided, and why: nothing more is taken in
  let closed = false; // done: nothing more happens
  let run: Run | null = null;
  let pending = 0;
  let arrivals = 0; // inputs so far
  let cutUpTo = 0;
  let mind: Promise<void> = Promise.resolve();
  let stage: Promise<void> = Promise.resolve();

  /** Everything said because of what came in before now is over, also what has not begun to be said. */
  function cut(): void {
    cutUpTo = arrivals;
    if (!run || run.cut) return;
    run.cut = true;
    world.silence();
    run.release();
  }

  /** New content takes over a running session if it understands its state; else this visitor ends with the old. */
  async function handle(event: ConversationEvent): Promise<TurnResult<unknown>> {
    const newest = world.conversation();
    if (newest !== conversation) {
      try {
        const result = await newest.handle(state, event);
        conversation = newest;
        return result;
      } catch (error) {
        world.log.info('the new content cannot take over this session; it ends with the old', { error: String(error) });
      }
    }
    return conversation.handle(state, event);
  }

  function enrich(data: EventData, spoken: SpokenInput | undefined): EventData {
    if (data.type !== 'foyer.turn') return data;
    turns = Math.max(turns, data.turn);
    return spoken ? { ...data, speech: { ...spoken.facts, agreed: spoken.agreed } } : data;
  }

  /** One step of the conversation: decided, written down, then handed to the stage. Never waits for speech. */
  async function work(event: ConversationEvent, arrival: number, spoken: SpokenInput | undefined): Promise<void> {
    if (ended !== null) return world.late(event, spoken, ended);
    const beside = run !== null && !run.cut; // it came while the kiosk is talking, and does not interrupt it
    if (event.type !== 'interrupted' && !beside) world.machine({ type: 'turn' });
    const result = await handle(event);
    state = result.state;
    const records = result.effects.flatMap((e) => (e.type === 'record' ? [enrich(e.data, spoken)] : []));
    const turn = records.find((data) => data.type === 'foyer.turn');
    for (const effect of result.effects) if (effect.type === 'language') language = effect.language;
    ended = result.effects.find((e) => e.type === 'end')?.reason ?? null;
    world.record(records, ended !== null ? null : { language, turns, startedAt });
    world.observe({ event: 'turn-taken', input: event, decision: result.decision, effects: result.effects });
    if (result.decision) world.observe({ event: 'decision', decision: result.decision, text: textOf(event) });
    const origin = { arrival, spoken, turn: turn?.type === 'foyer.turn' ? turn.turn : null };
    // What reaches out of the kiosk does not wait for a sentence that announces it, and what can be seen of a human's
    // message is seen at once; everything else happens in the order in which it was decided.
    const atOnce = result.effects.filter((e): e is Act => e.type === 'call' || e.type === 'escalate' || e.type === 'alarm' || (beside && event.type === 'desk-message' && isAct(e)));
    for (const effect of atOnce) world.act(effect);
    stage = stage.then(() => perform(result.effects.filter((e) => !(atOnce as Effect[]).includes(e)), origin)).catch(fail);
  }

  async function perform(effects: Effect[], origin: Origin): Promise<void> {
    if (closed) return;
    let release = (): void => { /* replaced at once */ };
    const current: Run = { cut: origin.arrival <= cutUpTo, released: new Promise((resolve) => { release = resolve; }), release: () => release() };
    run = current;
    let first = true;
    for (const [index, effect] of effects.entries()) {
      switch (effect.type) {
        case 'say': {
          if (current.cut) break;
          const next = effects.slice(index + 1).find((e) => e.type === 'listen') ?? null;
          const after = next ? { expect: next.expect, timeoutMs: next.timeoutMs } : null;
          world.machine({ type: 'speak', next: after ?? (ended === null ? null : ANYTHING) });
          await Promise.race([speak(effect, first, origin), current.released]);
          first = false;
          break;
        }
        case 'listen':
          if (current.cut) break;
          world.machine({ type: 'listen', listening: { expect: effect.expect, timeoutMs: effect.timeoutMs } });
          world.observe({ event: 'listening', expect: effect.expect });
          break;
        case 'record': break; // written before anything happened
        case 'end':
          await world.heardOut();
          closed = true;
          world.ended(effect.reason, turns);
          break;
        default: world.act(effect);
      }
    }
    run = null;
  }

  async function speak(effect: Extract<Effect, { type: 'say' }>, first: boolean, origin: Origin): Promise<void> {
    let told = false;
    const tell = (heard: boolean, latency: number | null): void => {
      if (told) return;
      told = true;
      world.observe({ event: 'said', text: effect.text, language: effect.language, who: effect.who, heard, first, estimatedLatencyMs: latency });
    };
    const outcome = await world.say(effect, (at) => {
      const latency = first && origin.spoken ? Math.max(0, Math.round(at - origin.spoken.endedAt)) : null;
      if (latency !== null) {
        world.firstAudio(latency);
        if (origin.turn !== null) world.amendTurn(origin.turn, { latencyMs: latency });
      }
      tell(true, latency);
    });
    tell(outcome !== 'unheard', null);
  }

  function fail(error: unknown): void {
    if (closed) return;
    ended = 'failed';
    closed = true;
    run = null;
    world.log.error('the conversation failed; this session is ended', { error: error instanceof Error ? error.stack ?? error.message : String(error) });
    world.record([{ type: 'foyer.incident', code: 'internal', text: error instanceof Error ? error.message : String(error), session: options.id }], null);
    world.ended('failed', turns);
  }
  function enqueue(event: ConversationEvent, spoken?: SpokenInput): void {
    pending += 1;
    const arrival = (arrivals += 1);
    mind = mind.then(() => work(event, arrival, spoken)).catch(fail).finally(() => { pending -= 1; });
  }

  return {
    id: options.id,
    get turns() { return turns; },
    get over() { return ended; },
    input(event, { interrupts = false, spoken } = {}) {
      if (interrupts) cut();
      enqueue(event, spoken);
    },
    interrupted(heard, at) {
      cut();
      enqueue({ type: 'interrupted', at, heard });
    },
    settled: async () => {
      while (pending > 0) await mind;
      await stage;
    },
  };
}

function textOf(event: ConversationEvent): string {
  switch (event.type) {
    case 'utterance': return event.text;
    case 'touch': return event.id;
    default: return '';
  }
}
