// The escalation desk: raised hands wait in order, one agent owns each, words go both ways by number, and nobody is left
// standing. Pure: `(state, input) -> (state, outcome)`; the caller stores what changed before it sends anything.
import type { EscalateDown, EscalateUp } from '../../flows/protocol/escalation.ts';
import type { LiveRequest } from '../../flows/protocol/staff-api.ts';
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import { addLine, closeCase, type DownDraft, isClosed, noteUp, numberDown, openCase, patchCase } from './desk-case.ts';
import { kioskName } from './kiosk-name.ts';
import type { CaseRecord, DeskMessage } from './ports.ts';

/** All in milliseconds. */
export const DESK_TIMES = {
  nobodyWithoutAgents: 20_000, // no agent is signed in at the desk
  nobodyAtAll: 90_000, // agents are there, but nobody takes the case
  agentAway: 60_000, // the owner's page is gone: the visitor goes back to the head of the queue
  typing: 5_000,
  keepClosed: 10 * 60_000, // closed cases stay visible and their last words can still be sent again
} as const;

export interface DeskState {
  readonly cases: ReadonlyMap<string, CaseRecord>;
  /** Agent -> number of open desk pages. */
  readonly online: ReadonlyMap<string, number>;
  readonly nobodySince: number | null; // since when no agent has been online
}

export type DeskInput =
  | { readonly type: 'kiosk'; readonly from: KioskAddress; readonly message: EscalateUp }
  | { readonly type: 'agent'; readonly agent: string; readonly request: LiveRequest }
  | { readonly type: 'agent-online'; readonly agent: string }
  | { readonly type: 'agent-offline'; readonly agent: string }
  | { readonly type: 'kiosk-back'; readonly from: KioskAddress } // a birth: send again what it has not confirmed
  | { readonly type: 'tick' };

export interface Refusal { readonly code: 'not-found' | 'conflict'; readonly what: string; readonly mend: string }
export interface DeskOutcome {
  readonly changed: readonly CaseRecord[];
  readonly log: readonly DeskMessage[];
  readonly send: readonly { to: KioskAddress; message: EscalateDown }[];
  readonly refused?: Refusal;
}
export interface DeskStep { readonly state: DeskState; readonly outcome: DeskOutcome }

export function initialDesk(cases: readonly CaseRecord[], at: number): DeskState {
  return { cases: new Map(cases.map((record) => [record.case.escalation, record])), online: new Map(), nobodySince: at };
}

/** Waiting cases, longest standing visitor first. */
export function queueOf(state: DeskState): CaseRecord[] {
  return [...state.cases.values()].filter((record) => record.case.state === 'waiting')
    .sort((a, b) => a.case.since - b.case.since || a.case.raisedAt - b.case.raisedAt || (a.case.escalation < b.case.escalation ? -1 : 1));
}

/** One step of the desk at time `at` (ms since epoch). Never throws. */
export function deskStep(before: DeskState, input: DeskInput, at: number): DeskStep {
  const cases = new Map(before.cases);
  const changed = new Map<string, CaseRecord>();
  const log: DeskMessage[] = [];
  const send: { to: KioskAddress; message: EscalateDown }[] = [];
  let online = before.online;
  let nobodySince = before.nobodySince;
  let refused: Refusal | undefined;

  function put(record: CaseRecord): void {
    cases.set(record.case.escalation, record);
    changed.set(record.case.escalation, record);
  }
  function tell(record: CaseRecord, draft: DownDraft): CaseRecord {
    const numbered = numberDown(record, draft, at);
    log.push({ escalation: record.case.escalation, direction: 'down', seq: numbered.message.seq, at, message: numbered.message });
    send.push({ to: record.address, message: numbered.message });
    put(numbered.record);
    return numbered.record;
  }
  function resend(record: CaseRecord): void {
    for (const message of record.unreceived) send.push({ to: record.address, message });
  }

  function fromKiosk(from: KioskAddress, message: EscalateUp): void {
    const known = cases.get(message.escalation);
    if (known && kioskName(known.address) !== kioskName(from)) return; // another kiosk's case is none of its business
    if (!known && message.kind !== 'raise') {
      // Its raise never came, or is long forgotten: do not let the visitor wait for it.
      if (message.kind === 'say' || message.kind === 'typing') send.push({ to: from, message: { v: 1, escalation: message.escalation, session: message.session, seq: 1, at, kind: 'nobody' } });
      return;
    }
    const record = noteUp(known ?? openCase(from, message as Extract<EscalateUp, { kind: 'raise' }>, at), message.seq);
    if (!record) {
      if (known && message.kind === 'raise') resend(known); // it asks again, so it has not heard us
      return;
    }
    log.push({ escalation: message.escalation, direction: 'up', seq: message.seq, at, message });
    put(record);
    switch (message.kind) {
      case 'raise': return;
      case 'received': return put({ ...record, unreceived: record.unreceived.filter((down) => down.seq > message.upTo) });
      case 'typing': return isClosed(record) ? undefined : put({ ...patchCase(record, { visitorTyping: true }), visitorTypingAt: at });
      case 'say': {
        if (isClosed(record)) return resend(record);
        const said = addLine(record, { who: 'visitor', text: message.text, at, confidence: message.confidence });
        return put({ ...patchCase(said, { visitorTyping: false }), visitorTypingAt: null });
      }
      case 'cancel': return isClosed(record) ? undefined : put(closeCase(record, 'cancelled', at));
      case 'left': return isClosed(record) ? undefined : put(closeCase(record, 'left', at));
    }
  }

  function fromAgent(agent: string, request: LiveRequest): void {
    const record = cases.get(request.escalation);
    if (!record) {
      refused = { code: 'not-found', what: 'This case is not at the desk any more.', mend: 'Pick another one from the list.' };
      return;
    }
    const owner = record.case.agent;
    if (request.type === 'accept') {
      if (record.case.state === 'talking' && owner === agent) return; // a repeat
      if (record.case.state !== 'waiting') {
        refused = { code: 'conflict', what: owner !== null && !isClosed(record) ? `${owner} has already taken this case.` : 'The visitor does not wait any more.', mend: 'Pick another one from the list.' };
        return;
      }
      tell({ ...patchCase(record, { state: 'talking', agent, acceptedAt: at }), place: null, agentAwaySince: null }, { kind: 'accepted', agent });
      return;
    }
    if (record.case.state !== 'talking' || owner !== agent) {
      refused = { code: 'conflict', what: record.case.state === 'talking' ? `${owner ?? 'Somebody else'} is talking to this visitor.` : 'This conversation is not open.', mend: 'Accept a waiting visitor first.' };
      return;
    }
    switch (request.type) {
      case 'say': {
        if (record.said.includes(request.client)) return; // sent again after a dropped connection
        const said = { ...addLine(record, { who: 'agent', text: request.text, at, client: request.client }), said: [...record.said, request.client].slice(-200) };
        tell(said, { kind: 'say', agent, text: request.text });
        return;
      }
      case 'typing': tell(record, { kind: 'typing', agent }); return;
      case 'handback': tell(closeCase(patchCase(record, { note: request.note }), 'handed-back', at), { kind: 'handback', agent, note: request.note }); return;
      case 'end': tell(closeCase(record, 'ended', at), { kind: 'ended', agent }); return;
    }
  }

  function agentPages(agent: string, change: 1 | -1): void {
    const pages = (online.get(agent) ?? 0) + change;
    const next = new Map(online);
    if (pages > 0) next.set(agent, pages);
    else next.delete(agent);
    online = next;
    nobodySince = next.size > 0 ? null : nobodySince ?? at;
    for (const record of cases.values()) {
      if (record.case.state !== 'talking' || record.case.agent !== agent) continue;
      const agentAwaySince = pages > 0 ? null : at;
      if (record.agentAwaySince !== agentAwaySince) put({ ...record, agentAwaySince });
    }
  }

  function tick(): void {
    for (const record of [...cases.values()]) {
      if (record.case.state === 'waiting') {
        const alone = nobodySince !== null && at - Math.max(record.case.raisedAt, nobodySince) >= DESK_TIMES.nobodyWithoutAgents;
        if (alone || at - record.case.raisedAt >= DESK_TIMES.nobodyAtAll) tell(closeCase(record, 'nobody', at), { kind: 'nobody' });
      } else if (record.case.state === 'talking' && record.agentAwaySince !== null && at - record.agentAwaySince >= DESK_TIMES.agentAway) {
        // `raisedAt` starts the waiting clock again; `since` keeps the visitor at the head of the queue.
        put({ ...patchCase(record, { state: 'waiting', agent: null, acceptedAt: null, raisedAt: at }), agentAwaySince: null });
      }
      if (record.visitorTypingAt !== null && at - record.visitorTypingAt >= DESK_TIMES.typing) {
        const now = cases.get(record.case.escalation) ?? record;
        put({ ...patchCase(now, { visitorTyping: false }), visitorTypingAt: null });
      }
      if (record.closedAt !== null && at - record.closedAt >= DESK_TIMES.keepClosed) cases.delete(record.case.escalation);
    }
  }

  switch (input.type) {
    case 'kiosk': fromKiosk(input.from, input.message); break;
    case 'agent': fromAgent(input.agent, input.request); break;
    case 'agent-online': agentPages(input.agent, 1); break;
    case 'agent-offline': agentPages(input.agent, -1); break;
    case 'kiosk-back': for (const record of cases.values()) if (kioskName(record.address) === kioskName(input.from)) resend(record); break;
    case 'tick': tick(); break;
  }
  // Whoever's place has changed hears it.
  queueOf({ cases, online, nobodySince }).forEach((record, index) => {
    if (record.place !== index + 1) tell({ ...record, place: index + 1 }, { kind: 'queued', place: index + 1, waitSeconds: null });
  });
  return { state: { cases, online, nobodySince }, outcome: { changed: [...changed.values()], log, send, ...(refused ? { refused } : {}) } };
}
