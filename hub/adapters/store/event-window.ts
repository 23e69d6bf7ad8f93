// What is the same in every database when a window of batches is stored: the rows that follow from fresh events, gathered
// over the window, and the cursor up to which nothing is missing.
import type { InboundEvent } from '../../core/ports.ts';
import { project, type SessionChange, type TurnInsert } from './event-projection.ts';

/** Between an epoch and a boot: the lane of events that came under a number which another event has. */
export const AGAIN = '~';

export interface Cursor { readonly upTo: number; readonly gap: boolean } // gap: rows may be stored above a missing number
export type Change = SessionChange & { kiosk: string };
export interface Followings { readonly turns: TurnInsert[]; readonly sessions: Map<string, Change>; readonly counts: Map<string, { events: number; sessions: number }> }

/** What follows from the fresh events of one batch, added to what follows from the others of the window. */
export function follow(into: Followings, kiosk: string, fresh: readonly InboundEvent[], at: number): void {
  const projected = project(kiosk, fresh, at);
  for (const turn of projected.turns) into.turns.push(turn);
  let begun = 0;
  for (const change of projected.sessions) {
    if (change.isNew) begun += 1;
    const key = `${kiosk} ${change.session}`;
    const earlier = into.sessions.get(key);
    into.sessions.set(key, earlier === undefined ? { ...change, kiosk } : {
      ...earlier, ...change, lastAt: Math.max(earlier.lastAt, change.lastAt), turns: earlier.turns + change.turns, tasksStarted: earlier.tasksStarted + change.tasksStarted,
      tasksCompleted: earlier.tasksCompleted + change.tasksCompleted, transferred: earlier.transferred || change.transferred,
    });
  }
  const count = into.counts.get(kiosk) ?? { events: 0, sessions: 0 };
  into.counts.set(kiosk, { events: count.events + fresh.length, sessions: count.sessions + begun });
}

/** The cursor when nothing was missing so far: no look at the table is needed. */
export function advanceInOrder(upTo: number, events: readonly InboundEvent[]): Cursor {
  let last = upTo;
  let gap = false;
  for (const { seq } of [...events].sort((a, b) => a.seq - b.seq)) {
    if (seq === last + 1) last = seq;
    else if (seq > last) gap = true;
  }
  return { upTo: last, gap };
}

/** Nothing yet. */
export function createFollowings(): Followings {
  return { turns: [], sessions: new Map(), counts: new Map() };
}

/** The row of a session's change as the statements take it. */
export function sessionRow(one: Change) {
  return {
    kiosk: one.kiosk, session: one.session, language: one.language ?? '', pack: one.pack ?? '', packVersion: one.packVersion ?? '', startedAt: one.startedAt ?? null, lastAt: one.lastAt,
    endedAt: one.endedAt ?? null, reason: one.reason ?? null, turns: one.turns, rating: one.rating ?? null, tasksStarted: one.tasksStarted, tasksCompleted: one.tasksCompleted, transferred: one.transferred ? 1 : 0,
  };
}
