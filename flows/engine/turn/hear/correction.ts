// Taking back an earlier answer. Marked ("no, ...", "the phone number is wrong") it comes before everything that was asked;
// unmarked, a whole new answer to an earlier question comes after the answer to this one.
import { confirm } from '../answer-pending.ts';
import { runCommand } from '../commands.ts';
import { changeNamedSlot, saysSameAgain, takeCorrection, wantsChange } from '../corrections.ts';
import { readSlotText } from '../reading.ts';
import { activeFrame, flowOf, note } from '../turn.ts';
import type { Turn } from '../turn.ts';
import { isExactOption, takesAnything } from './said.ts';
import type { Said, Step } from './said.ts';

/** Wrong, without what would be right: the question before is asked again. */
const WRONG = {
  zh: /^(?:啊|哦|呃)?[,，]?(?:不对|错了|说错了|我说错了|刚才说错了|弄错了|搞错了|刚才那个不对|前面(?:那个)?(?:不对|错了))[了啊呀]?[。.!！]?$/,
  en: /^(?:oh |no,? |sorry,? |wait,? )*(?:(?:that|it)(?:'s| is|s| was) (?:wrong|not right|incorrect|a mistake|not correct)|i made a mistake|wrong)[.!]?$/i,
} as const;

function fits(said: Said): boolean {
  return said.pending.kind === 'slot' || said.pending.kind === 'choose' || said.pending.kind === 'confirm';
}

export const markedCorrection: Step = {
  name: 'correction by its marker',
  take(turn, said) {
    const frame = activeFrame(turn.talk);
    if (frame === undefined || !fits(said)) return null;
    const { text, pending } = said;
    const some = Object.keys(frame.slots).length > 0;
    if (isExactOption(turn, pending, text)) return false;
    if (pending.kind === 'slot' && pending.slot.type !== 'yes-no' && some && WRONG[turn.talk.language].test(text.trim())) {
      note(turn, 'the last answer was wrong');
      forget(turn, said);
      runCommand(turn, 'back', 'correction');
      return true;
    }
    if (takesAnything(pending) && !some) return false;
    if (saysNoneOf(turn, said)) { note(turn, 'there is none: an answer, no correction'); return false; }
    const taken = (some && takeCorrection(turn, frame, text, true)) || changeNamedSlot(turn, frame, text);
    if (taken) forget(turn, said);
    return taken;
  },
};

export const unmarkedCorrection: Step = {
  name: 'correction by a new answer',
  take(turn, said) {
    const frame = activeFrame(turn.talk);
    if (frame === undefined || !fits(said)) return null;
    const { text, pending } = said;
    if (takeCorrection(turn, frame, text, false) || saysSameAgain(turn, frame, text)) { forget(turn, said); return true; }
    if (pending.kind !== 'confirm' || !wantsChange(turn, text)) return false;
    confirm(turn, pending.frame, false);
    return true;
  },
};

/** "No bags" to "do you have bags?" or to a count that may be nothing. */
function saysNoneOf(turn: Turn, { pending, text }: Said): boolean {
  if (pending.kind !== 'slot' || /^\s*(?:no|nope)\s*[,，.]/i.test(text)) return false;
  const { slot, frame } = pending;
  if (slot.type !== 'yes-no' && !((slot.type === 'number' || slot.type === 'quantity') && slot.min === 0)) return false;
  const value = readSlotText(turn, slot, text, true)?.value;
  if (value !== false && value !== 0) return false;
  const after = text.trim().replace(/^(?:no|nope|不是|不要|不|没有)\s*/i, '');
  // "No Bamboo room" names another answer to an earlier question.
  return after !== '' && !flowOf(turn, frame).slots.some((s) => s.id !== slot.id && s.type !== 'yes-no' && s.type !== 'free-text' && s.type !== 'person-name' && frame.slots[s.id] !== undefined && readSlotText(turn, s, after, true) !== null);
}

/** The question that was put on top is not answered any more. */
function forget(turn: Turn, { pending }: Said): void {
  if (turn.talk.offer !== null && pending.kind !== 'offer' && turn.talk.offer.kind !== 'human') turn.talk.offer = null;
}
