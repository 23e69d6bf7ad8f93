// The recogniser is unsure of the words: they are asked for again, unless they fit exactly what was asked. A yes to something
// that cannot be undone is never taken from a mumble.
import { noMatch } from '../ladder.ts';
import { readYesNo } from '../reading.ts';
import { note } from '../turn.ts';
import type { Turn } from '../turn.ts';
import { isExactOption } from './said.ts';
import type { Said, Step } from './said.ts';

const HEARD_BADLY = 0.35;
/** Below this a yes to a read-back of high consequence is asked for again. */
const YES_FOR_GOOD = 0.5;

export const unsure: Step = {
  name: 'unclear words',
  take(turn, said) {
    const { confidence, pending, text } = said;
    if (confidence === null) return null;
    const gravely = pending.kind === 'confirm' && pending.step.consequence === 'high' && confidence < YES_FOR_GOOD && readYesNo(turn, text, false) === true;
    if (!gravely && (confidence >= HEARD_BADLY || answersExactly(turn, said))) return false;
    note(turn, `the recogniser is unsure (${confidence.toFixed(2)} < ${gravely ? YES_FOR_GOOD : HEARD_BADLY})`);
    noMatch(turn, { notHeard: true });
    return true;
  },
};

function answersExactly(turn: Turn, { pending, text }: Said): boolean {
  return isExactOption(turn, pending, text) || (pending.kind === 'confirm' && readYesNo(turn, text, true) !== null);
}
