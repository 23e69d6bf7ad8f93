// What the console knows of the moment, as a pure reducer over the hub's live messages.
import type { EventData } from '../../flows/protocol/conversation.ts';
import type { DeskCase, KioskRow, LiveMessage } from '../../flows/protocol/staff-api.ts';

export interface LiveEvent { kiosk: string; at: number; data: EventData; id: number }
export interface Refused { request: string; escalation: string; detail: string; mend: string }
export interface ConsoleState {
  readonly link: 'connecting' | 'open' | 'lost';
  readonly cases: ReadonlyMap<string, DeskCase>;
  readonly kiosks: ReadonlyMap<string, KioskRow>;
  readonly events: readonly LiveEvent[]; // newest first
  readonly refused: Refused | null;
}
export type ConsoleAction = LiveMessage | { type: 'link'; link: ConsoleState['link'] } | { type: 'refusal-seen' };

export const initialState: ConsoleState = { link: 'connecting', cases: new Map(), kiosks: new Map(), events: [], refused: null };
const KEEP_EVENTS = 200;

export function kioskKey(row: KioskRow): string {
  return `${row.tenant}.${row.site}.${row.kiosk}`;
}

export function reduce(state: ConsoleState, action: ConsoleAction): ConsoleState {
  switch (action.type) {
    case 'link': return { ...state, link: action.link };
    case 'cases': return { ...state, cases: new Map(action.cases.map((one) => [one.escalation, one])) };
    case 'case': return { ...state, cases: new Map(state.cases).set(action.case.escalation, action.case) };
    case 'kiosks': return { ...state, kiosks: new Map(action.kiosks.map((row) => [kioskKey(row), row])) };
    case 'kiosk': return { ...state, kiosks: new Map(state.kiosks).set(kioskKey(action.kiosk), action.kiosk) };
    case 'event': return { ...state, events: [{ kiosk: action.kiosk, at: action.at, data: action.data, id: (state.events[0]?.id ?? 0) + 1 }, ...state.events].slice(0, KEEP_EVENTS) };
    case 'refused': return { ...state, refused: { request: action.request, escalation: action.escalation, detail: action.detail, mend: action.mend } };
    case 'refusal-seen': return { ...state, refused: null };
  }
}

/** Waiting visitors, longest standing first. */
export function waitingCases(state: ConsoleState): DeskCase[] {
  return [...state.cases.values()].filter((one) => one.state === 'waiting').sort((a, b) => a.since - b.since);
}
export function talkingCases(state: ConsoleState, agent: string, mine: boolean): DeskCase[] {
  return [...state.cases.values()].filter((one) => one.state === 'talking' && (one.agent === agent) === mine).sort((a, b) => (a.acceptedAt ?? 0) - (b.acceptedAt ?? 0));
}
export function closedCases(state: ConsoleState): DeskCase[] {
  return [...state.cases.values()].filter((one) => one.state !== 'waiting' && one.state !== 'talking').sort((a, b) => b.raisedAt - a.raisedAt).slice(0, 12);
}
