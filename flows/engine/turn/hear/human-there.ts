// While a human is called or there: the words go to the desk; clear questions are answered meanwhile.
import { runCommand } from '../commands.ts';
import { openTarget } from '../answers.ts';
import { readYesNo } from '../reading.ts';
import { tellDesk } from '../tell-desk.ts';
import { sayPrompt } from '../turn.ts';
import type { Step } from './said.ts';

export const humanTalks: Step = {
  name: 'a human is there',
  take(turn, { text, confidence }) {
    if (turn.talk.escalation?.stage !== 'talking') return null;
    tellDesk(turn, text, confidence);
    return true;
  },
};

export const humanComes: Step = {
  name: 'a human is being called',
  take(turn, { text, confidence, found }) {
    if (turn.talk.escalation === null) return null;
    if (readYesNo(turn, text, true) === false) { runCommand(turn, 'cancel'); return true; }
    const hit = found();
    const best = hit.top[0];
    if (hit.zone === 'answer' && best !== undefined && !best.id.startsWith('flow:')) {
      openTarget(turn, best.id, { rule: 'knowledge', probability: hit.probability, top: hit.top, question: text });
      return true;
    }
    tellDesk(turn, text, confidence);
    sayPrompt(turn, 'human-passed-on');
    return true;
  },
};
