// Raising the hand: everything a human needs to take over without asking again.
import { textIn } from '../pack/compiled.ts';
import { slotText } from './fill.ts';
import { activeFrame, flowOf, note, say, sayPrompt, show, task } from './turn.ts';
import type { Turn } from './turn.ts';
import { escalationView } from './views.ts';
import { targetLabel } from '../cards.ts';

export type RaiseReason = 'request' | 'rule' | 'failure' | 'sensitive';

/** Raises a hand, once: while one is up, the visitor is told so. `sentence` replaces the default words. */
export function raiseHand(turn: Turn, reason: RaiseReason, sentence?: string): void {
  const { talk } = turn;
  if (talk.escalation !== null) {
    sayPrompt(turn, 'human-already');
    show(turn, escalationView(turn, talk.escalation.stage));
    return;
  }
  talk.offer = null;
  talk.misses = 0;
  talk.counters.escalations += 1;
  const frame = activeFrame(talk);
  if (sentence !== undefined) say(turn, sentence, 'escalate');
  else sayPrompt(turn, 'human-raising');
  const screen = talk.view?.kind ?? 'listening';
  talk.escalation = { id: `${talk.session}-e${talk.counters.escalations}`, stage: 'waiting', place: null, agent: null, agentTyping: false, lastSeq: 0, messages: [] };
  const slots: Record<string, unknown> = {};
  for (const f of talk.frames) {
    for (const slot of flowOf(turn, f).slots) {
      const filled = f.slots[slot.id];
      if (filled !== undefined) slots[slot.id] = slotText(slot, filled, talk.language);
    }
  }
  turn.effects.push({
    type: 'escalate',
    message: {
      kind: 'raise', escalation: talk.escalation.id, session: talk.session, at: turn.at, language: talk.language, reason,
      headline: headlineOf(turn), transcript: [...talk.transcript], flow: frame?.flow ?? null, slots, tried: [...talk.tried], screen, since: talk.startedAt,
    },
  });
  if (frame !== undefined) task(turn, frame.flow, 'escalated');
  note(turn, `a human was called (${reason})`);
  show(turn, escalationView(turn, 'waiting'));
}

/** What the visitor wants, in the visitor's words; without any, the task's or the pack's title. */
function headlineOf(turn: Turn): string {
  const { talk, kit } = turn;
  if (talk.wanted !== '') return talk.wanted;
  const frame = activeFrame(talk);
  return frame !== undefined ? targetLabel(kit.pack, `flow:${frame.flow}`, talk.language) : textIn(kit.pack.pack.title, talk.language);
}
