// A call to the outside is under way: questions are answered meanwhile, all else has to wait.
import { openTarget } from '../answers.ts';
import { askPending } from '../ask.ts';
import { activeFrame, decide, note, sayPrompt } from '../turn.ts';
import type { Step } from './said.ts';

export const duringCall: Step = {
  name: 'a call is under way',
  take(turn, { pending, text, found }) {
    if (pending.kind !== 'call') return null;
    note(turn, 'a call is under way');
    const hit = found();
    const [best] = hit.top;
    if (hit.zone === 'answer' && best !== undefined && !best.id.startsWith('flow:')) {
      openTarget(turn, best.id, { rule: 'digression', probability: hit.probability, top: hit.top, question: text });
      return true;
    }
    decide(turn, { rule: 'busy', flow: activeFrame(turn.talk)?.flow ?? null });
    sayPrompt(turn, 'still-busy');
    askPending(turn, { spoken: false });
    return true;
  },
};
