// One raised hand: how a case is born, numbered and closed. Pure; the desk decides when, this says how.
import type { EscalateDown, EscalateUp, TranscriptLine } from '../../flows/protocol/escalation.ts';
import type { DeskCase } from '../../flows/protocol/staff-api.ts';
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import { kioskName } from './kiosk-name.ts';
import type { CaseRecord } from './ports.ts';

/** A message to the kiosk without the numbers that the case adds. */
export type DownDraft = { [K in EscalateDown['kind']]: Omit<Extract<EscalateDown, { kind: K }>, 'v' | 'escalation' | 'session' | 'seq' | 'at'> }[EscalateDown['kind']];

const MAX_TRANSCRIPT = 500;
const MAX_UNRECEIVED = 300;

export function openCase(address: KioskAddress, raise: Extract<EscalateUp, { kind: 'raise' }>, at: number): CaseRecord {
  return {
    case: {
      escalation: raise.escalation, session: raise.session, kiosk: address.kiosk, site: address.site, address: kioskName(address),
      state: 'waiting', agent: null, language: raise.language, reason: raise.reason, headline: raise.headline,
      raisedAt: at, since: Math.min(raise.since, at), acceptedAt: null,
      flow: raise.flow, slots: raise.slots, tried: raise.tried, screen: raise.screen,
      transcript: raise.transcript.slice(-MAX_TRANSCRIPT), visitorTyping: false,
    },
    address, downSeq: 0, unreceived: [], upTo: 0, beyond: [], place: null, said: [], agentAwaySince: null, visitorTypingAt: null, closedAt: null,
  };
}

/** A state in which nobody waits or talks any more. */
export function isClosed(record: CaseRecord): boolean {
  return record.case.state !== 'waiting' && record.case.state !== 'talking';
}

export function patchCase(record: CaseRecord, change: Partial<DeskCase>): CaseRecord {
  return { ...record, case: { ...record.case, ...change } };
}

export function addLine(record: CaseRecord, line: TranscriptLine): CaseRecord {
  return patchCase(record, { transcript: [...record.case.transcript, line].slice(-MAX_TRANSCRIPT) });
}

export function closeCase(record: CaseRecord, state: DeskCase['state'], at: number): CaseRecord {
  return { ...patchCase(record, { state, visitorTyping: false }), closedAt: at, place: null, agentAwaySince: null, visitorTypingAt: null };
}

/** Numbers a message to the kiosk and keeps it until the kiosk has confirmed it. */
export function numberDown(record: CaseRecord, draft: DownDraft, at: number): { record: CaseRecord; message: EscalateDown } {
  const seq = record.downSeq + 1;
  const message = { v: 1, escalation: record.case.escalation, session: record.case.session, seq, at, ...draft } as EscalateDown;
  return { record: { ...record, downSeq: seq, unreceived: [...record.unreceived, message].slice(-MAX_UNRECEIVED) }, message };
}

/** Notes a number from the kiosk; undefined when it has been seen before. */
export function noteUp(record: CaseRecord, seq: number): CaseRecord | undefined {
  if (seq <= record.upTo || record.beyond.includes(seq)) return undefined;
  const beyond = new Set([...record.beyond, seq]);
  let upTo = record.upTo;
  while (beyond.delete(upTo + 1)) upTo += 1;
  // A kiosk that skips numbers for good must not grow this list without end.
  const rest = [...beyond].sort((a, b) => a - b);
  return rest.length > 200 ? { ...record, upTo: rest.at(-1) ?? upTo, beyond: [] } : { ...record, upTo, beyond: rest };
}
