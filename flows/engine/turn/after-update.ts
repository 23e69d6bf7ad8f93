// The pack was replaced while somebody stands there: what does not fit any more is named aloud, all else goes on.
import type { ConversationEvent } from '../contract.ts';
import { match } from './answers.ts';
import { askPending } from './ask.ts';
import { resumeTask } from './flows.ts';
import { decide, note, sayPrompt, show, task } from './turn.ts';
import type { Turn } from './turn.ts';
import { listeningView } from './views.ts';

/** Says what cannot go on. True where the event was meant for a question that is gone. */
export function afterUpdate(turn: Turn, event: ConversationEvent): boolean {
  const { talk } = turn;
  const { changed } = talk;
  if (changed === undefined || event.type === 'idle-expired' || talk.escalation?.stage === 'talking') return false;
  delete talk.changed;
  for (const flow of changed.tasks) task(turn, flow, 'cancelled');
  note(turn, `the pack was replaced${changed.tasks.length > 0 ? `: ${changed.tasks.join(', ')} cannot go on` : ''}`);
  if (changed.language) turn.effects.push({ type: 'language', language: talk.language });
  if (changed.tasks.length > 0) sayPrompt(turn, 'task-updated');
  if (!changed.top && !changed.language) return false;
  const answers = event.type === 'silence' || event.type === 'call-settled' || (event.type === 'touch' && (event.id === 'slot' || event.value !== undefined))
    || (event.type === 'utterance' && talk.frames.length > 0 && match(turn, event.text).zone !== 'answer');
  if (!answers) { if (talk.frames.length === 0 && changed.tasks.length > 0 && talk.offer === null && talk.escalation === null) show(turn, listeningView(turn)); return false; }
  decide(turn, { rule: 'pack-updated', flow: talk.frames.at(-1)?.flow ?? null });
  if (talk.frames.length > 0) resumeTask(turn);
  else { talk.offer = { kind: 'anything-else' }; askPending(turn); }
  return true;
}
