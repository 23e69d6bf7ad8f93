// Words and signs of the human at the desk, in the order of their numbers; what was seen already is passed over.
import type { EscalateDown } from '../../protocol/escalation.ts';
import { textIn } from '../pack/compiled.ts';
import { goOn } from './commands.ts';
import { sendToFlow } from './flows.ts';
import { activeFrame, flowOf, note, say, sayPrompt, show } from './turn.ts';
import type { Turn } from './turn.ts';
import { askPending } from './ask.ts';
import { endSession } from './end.ts';
import { escalationView } from './views.ts';

export function onDeskMessage(turn: Turn, message: EscalateDown): void {
  const { talk } = turn;
  const escalation = talk.escalation;
  if (escalation === null || message.escalation !== escalation.id || message.seq <= escalation.lastSeq) { note(turn, 'not for this conversation, or seen before'); return; }
  escalation.lastSeq = message.seq;
  switch (message.kind) {
    case 'queued': {
      const moved = escalation.place !== message.place;
      escalation.place = message.place;
      show(turn, escalationView(turn, escalation.stage));
      if (moved && message.place > 1) sayPrompt(turn, 'human-place', { count: String(message.place - 1) });
      return;
    }
    case 'accepted':
      escalation.stage = 'talking';
      escalation.agent = message.agent;
      escalation.place = null;
      show(turn, escalationView(turn, 'talking'));
      sayPrompt(turn, 'human-accepted', { agent: message.agent });
      return;
    case 'typing':
      escalation.agentTyping = true;
      show(turn, escalationView(turn, escalation.stage));
      return;
    case 'say':
      escalation.stage = 'talking';
      escalation.agent = message.agent;
      escalation.agentTyping = false;
      escalation.messages.push({ who: 'agent', text: message.text, at: turn.at });
      turn.effects.push({ type: 'record', data: { type: 'foyer.desk', session: talk.session, escalation: escalation.id, who: 'agent', text: message.text } });
      show(turn, escalationView(turn, 'talking'));
      say(turn, message.text, 'agent', 'agent');
      return;
    case 'handback':
      talk.escalation = null;
      sayPrompt(turn, 'human-handback');
      leaveHuman(turn, 'handback');
      return;
    case 'ended':
      talk.escalation = null;
      sayPrompt(turn, 'human-ended');
      if (talk.survey === false) { endSession(turn, 'done', 'goodbye'); return; }
      talk.offer = { kind: 'survey' };
      askPending(turn);
      return;
    case 'nobody':
      show(turn, escalationView(turn, 'nobody'));
      talk.escalation = null;
      say(turn, textIn(turn.kit.pack.pack.escalation.nobody, talk.language), 'nobody');
      leaveHuman(turn, 'nobody');
      return;
  }
}

/** A task that called the human itself goes on behind that step; any other is asked for again. */
function leaveHuman(turn: Turn, event: 'handback' | 'nobody'): void {
  const frame = activeFrame(turn.talk);
  const step = frame === undefined ? undefined : flowOf(turn, frame).steps.find((s) => s.id === frame.step);
  if (frame !== undefined && step !== undefined && 'escalate' in step) sendToFlow(turn, frame, { type: event });
  else goOn(turn);
}
