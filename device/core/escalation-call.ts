// The live lane to a human: own numbers per escalation in both directions, order kept, repeats swallowed, nothing queued
// behind the event backlog. A hub that cannot be reached becomes "nobody", so that the visitor is offered something else.
import type { EscalateUpDraft } from '../../flows/engine/contract.ts';
import type { EscalateDown, EscalateUp } from '../../flows/protocol/escalation.ts';
import type { Clock, HubLink, Log } from './ports.ts';

export interface EscalationCallOptions {
  link: Pick<HubLink, 'sendEscalate'>;
  clock: Clock;
  log: Log;
  /** Desk messages in order, each once. */
  deliver(message: EscalateDown): void;
}

export interface EscalationCall {
  /** Sends one message of the engine; a raise opens the call. */
  send(draft: EscalateUpDraft): void;
  receive(message: EscalateDown): void;
  online(): void;
  offline(): void;
  /** The session is over: tells the desk unless the call is closed already. */
  leave(): void;
  /** What is needed to say `left` after a crash; null when no call is open. */
  memory(): EscalationMemory | null;
  /** Says `left` for a call that a crashed process had open. */
  abandon(memory: EscalationMemory): void;
  readonly open: boolean;
  stop(): void;
}

export interface EscalationMemory { escalation: string; session: string; seq: number }

const RAISE_RETRY_MS = 3000;
/** How long a raise may stay without any sign of the hub before the visitor is told that nobody comes. */
const NO_HUB_MS = 2000;
const NO_ANSWER_MS = 12_000;
/** A human who was already talking gets longer: a restart of the hub must not end the talk. */
const TALK_LOST_MS = 20_000;
const GAP_MS = 3000;
const MAX_SENT = 500;

interface Call {
  escalation: string; session: string; seq: number;
  sent: EscalateUp[]; // all of this call, sent again whole when the hub comes back; it swallows repeats by number
  delivered: number; // down messages delivered, gapless
  waiting: Map<number, EscalateDown>;
  acknowledgedRaise: boolean;
}

export function createEscalationCall(options: EscalationCallOptions): EscalationCall {
  const { clock } = options;
  let call: Call | null = null;
  let reachable = false;
  let abandoned: EscalateUp | null = null;
  const timers = { raise: none, nobody: none, gap: none };

  function none(): void { /* no timer is running */ }
  function arm(name: keyof typeof timers, ms: number, run: () => void): void {
    timers[name]();
    timers[name] = clock.setTimeout(() => { timers[name] = none; run(); }, ms);
  }
  function disarm(): void {
    for (const name of ['raise', 'nobody', 'gap'] as const) { timers[name](); timers[name] = none; }
  }
  function close(): void {
    disarm();
    call = null;
  }
  function push(open: Call, message: EscalateUp): void {
    // `typing` and `received` are worth nothing later; everything else is kept for a hub that was restarted.
    if (message.kind !== 'typing' && message.kind !== 'received' && open.sent.length < MAX_SENT) open.sent.push(message);
    options.link.sendEscalate(message);
  }
  function numbered(open: Call, rest: Record<string, unknown>): EscalateUp {
    open.seq += 1;
    return { ...rest, v: 1, escalation: open.escalation, session: open.session, seq: open.seq, at: clock.now() } as EscalateUp;
  }
  function retryRaise(): void {
    arm('raise', RAISE_RETRY_MS, () => {
      const raise = call?.sent[0];
      if (!call || call.acknowledgedRaise || !raise) return;
      if (reachable) options.link.sendEscalate(raise);
      retryRaise();
    });
  }
  function nobody(): void {
    const open = call;
    if (!open) return;
    options.log.warn('no human can be reached', { escalation: open.escalation });
    if (reachable) push(open, numbered(open, { kind: 'cancel' }));
    else abandoned = numbered(open, { kind: 'cancel' });
    close();
    options.deliver({ v: 1, kind: 'nobody', escalation: open.escalation, session: open.session, seq: open.delivered + 1, at: clock.now() });
  }
  function deliverInOrder(open: Call): void {
    for (let next = open.waiting.get(open.delivered + 1); next && call === open; next = open.waiting.get(open.delivered + 1)) {
      open.waiting.delete(next.seq);
      open.delivered = next.seq;
      if (next.kind === 'queued' || next.kind === 'accepted' || next.kind === 'nobody') {
        open.acknowledgedRaise = true;
        timers.nobody();
        timers.nobody = none;
      }
      if (next.kind === 'handback' || next.kind === 'ended' || next.kind === 'nobody') {
        push(open, numbered(open, { kind: 'received', upTo: open.delivered }));
        close();
      }
      options.deliver(next);
    }
  }

  return {
    get open() { return call !== null; },
    memory: () => call && { escalation: call.escalation, session: call.session, seq: call.seq },
    send(draft) {
      if (draft.kind === 'raise') {
        close();
        call = { escalation: String(draft.escalation), session: String(draft.session), seq: 0, sent: [], delivered: 0, waiting: new Map(), acknowledgedRaise: false };
      }
      if (!call || call.escalation !== draft.escalation) return;
      const open = call;
      push(open, numbered(open, draft));
      if (draft.kind === 'raise') {
        retryRaise();
        arm('nobody', reachable ? NO_ANSWER_MS : NO_HUB_MS, nobody);
      } else if (draft.kind === 'cancel' || draft.kind === 'left') {
        if (!reachable) abandoned = open.sent.at(-1) ?? null;
        close();
      }
    },
    receive(message) {
      const open = call;
      if (!open || message.escalation !== open.escalation) return;
      if (message.seq > open.delivered && open.waiting.size < MAX_SENT) open.waiting.set(message.seq, message);
      deliverInOrder(open);
      if (call !== open) return;
      push(open, numbered(open, { kind: 'received', upTo: open.delivered }));
      timers.gap();
      timers.gap = none;
      if (open.waiting.size === 0) return;
      // A missing message is asked for by the `received` above; a visitor is not kept in silence for it for ever.
      arm('gap', GAP_MS, () => {
        if (call !== open) return;
        const first = Math.min(...open.waiting.keys());
        options.log.warn('a desk message never came', { from: open.delivered + 1, to: first - 1 });
        open.delivered = first - 1;
        deliverInOrder(open);
      });
    },
    online() {
      reachable = true;
      if (abandoned) {
        options.link.sendEscalate(abandoned);
        abandoned = null;
      }
      if (!call) return;
      timers.nobody();
      timers.nobody = none;
      for (const message of call.sent) options.link.sendEscalate(message);
      const open = call;
      push(open, numbered(open, { kind: 'received', upTo: open.delivered }));
      if (!open.acknowledgedRaise) arm('nobody', NO_ANSWER_MS, nobody);
    },
    offline() {
      reachable = false;
      if (call) arm('nobody', call.acknowledgedRaise ? TALK_LOST_MS : NO_HUB_MS, nobody);
    },
    leave() {
      const open = call;
      if (!open) return;
      const left = numbered(open, { kind: 'left' });
      push(open, left);
      if (!reachable) abandoned = left;
      close();
    },
    abandon(memory) {
      abandoned = { v: 1, kind: 'left', escalation: memory.escalation, session: memory.session, seq: memory.seq + 1000, at: clock.now() };
      if (reachable) {
        options.link.sendEscalate(abandoned);
        abandoned = null;
      }
    },
    stop: disarm,
  };
}
