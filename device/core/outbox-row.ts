// What one row of the outbox is and which rows may be thinned when the kiosk is offline for very long.
import type { EventData, KioskEvent } from '../../flows/protocol/conversation.ts';

/** What the kiosk hands to the store for one event; the store adds number, id and source. */
export interface EventDraft { data: EventData; type: string; time: string; boot: string; clock: 'synchronised' | 'unsure' }

/** Escalations, incidents and the frame of a session are always kept; single turns and task steps may be thinned. */
export function isThinnable(type: string): boolean {
  return type === 'foyer.turn' || type === 'foyer.task';
}

/**
 * What remains of a row that was given up for want of room: its number stays taken, because the hub acknowledges only
 * gapless prefixes, and the loss itself is on record.
 */
export function tombstone(event: KioskEvent): KioskEvent {
  const data: EventData = { type: 'foyer.incident', code: 'outbox-dropped', text: event.type, session: null };
  return { ...event, type: data.type, data };
}

/** What remains of a row of a visit that is to be forgotten: its number. */
export function erased(event: KioskEvent): KioskEvent {
  const data: EventData = { type: 'foyer.incident', code: 'session-erased', text: event.type, session: null };
  return { ...event, type: data.type, data };
}

/** What stands for a row that the hub had, has lost, and the kiosk keeps no longer. */
export function forgotten(time: string): EventDraft {
  const data: EventData = { type: 'foyer.incident', code: 'outbox-forgotten', text: 'The hub had this event once and lost it; the kiosk keeps it no longer.', session: null };
  return { data, type: data.type, time, boot: '', clock: 'unsure' };
}

export function toKioskEvent(draft: EventDraft, given: { seq: number; id: string; source: string }): KioskEvent {
  return {
    specversion: '1.0', id: given.id, source: given.source, type: draft.type, time: draft.time,
    seq: given.seq, boot: draft.boot, clock: draft.clock, data: draft.data,
  };
}
