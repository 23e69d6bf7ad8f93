// The visitor speaks while a human is called or there: the words go to the human, not to the kiosk's understanding.
import { decide, note, show } from './turn.ts';
import type { Turn } from './turn.ts';
import { escalationView } from './views.ts';

export function tellDesk(turn: Turn, text: string, confidence: number | null): void {
  const { talk } = turn;
  const escalation = talk.escalation;
  if (escalation === null) return;
  decide(turn, { rule: 'escalation', intent: 'desk:say', flow: talk.frames.at(-1)?.flow ?? null });
  note(turn, 'passed on to the human');
  escalation.messages.push({ who: 'visitor', text, at: turn.at });
  turn.effects.push(
    { type: 'escalate', message: { kind: 'say', escalation: escalation.id, session: talk.session, at: turn.at, text, confidence } },
    { type: 'record', data: { type: 'foyer.desk', session: talk.session, escalation: escalation.id, who: 'visitor', text } },
  );
  show(turn, escalationView(turn, escalation.stage));
}
