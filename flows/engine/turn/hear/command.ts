// Words that work at any moment, as the whole utterance; where they also answer what was asked, they answer it.
import { asksForStaff, isSoftGoodbye } from '../../command-phrases.ts';
import type { Command } from '../../command-phrases.ts';
import { exactKey, packIndex } from '../../pack-index.ts';
import { answerOffer, answerYesNoOffer, dropForNew, finishFirst } from '../answer-offer.ts';
import { answerChoice, answerSlot, confirm } from '../answer-pending.ts';
import { runCommand } from '../commands.ts';
import { endSession } from '../end.ts';
import type { Pending } from '../pending.ts';
import { readYesNo } from '../reading.ts';
import { activeFrame, decide, note, sayPrompt } from '../turn.ts';
import type { Turn } from '../turn.ts';
import { isExactOption, takesAnything } from './said.ts';
import type { Step } from './said.ts';

export const command: Step = {
  name: 'global command',
  take(turn, { text, command: said, pending }) {
    if (said === 'goodbye' && isSoftGoodbye(text) && softly(turn, pending, text)) return true;
    if (said !== undefined && !isExactOption(turn, pending, text) && !isOwnQuestion(turn, said, text) && !(said === 'thanks' && asksYesNo(pending) && readYesNo(turn, text, true) !== null)) {
      if (pending.kind === 'confirm' && said === 'resume') { confirm(turn, pending.frame, true); return true; }
      if (pending.kind === 'offer' && pending.offer.kind === 'too-deep' && said === 'resume') { finishFirst(turn); return true; }
      if (pending.kind === 'offer' && pending.offer.kind === 'too-deep' && said === 'cancel') { dropForNew(turn, pending.offer); return true; }
      if (pending.kind === 'offer' && pending.offer.kind === 'survey' && said !== 'repeat' && said !== 'louder' && said !== 'slower' && said !== 'larger') {
        decide(turn, { rule: 'survey', intent: 'survey:none' });
        endSession(turn, 'visitor', 'goodbye');
        return true;
      }
      note(turn, `the whole utterance is the command "${said}"`);
      runCommand(turn, said);
      return true;
    }
    if (WAIT[turn.talk.language].test(text.trim()) && !takesAnything(pending) && turn.talk.escalation === null) {
      decide(turn, { rule: 'global-command', intent: 'command:wait', flow: activeFrame(turn.talk)?.flow ?? null });
      turn.talk.misses = 0;
      sayPrompt(turn, 'no-hurry');
      turn.keepsLast = true;
      return true;
    }
    return false;
  },
};

/** Somebody looks for a paper: nothing is wrong, and nothing is asked again. */
const WAIT = { zh: /^(?:请|麻烦|你|您|先)?(?:等一下|等一等|等等|稍等|等会儿?|等我一下|等我找找|我找找|我找一下|我看看|我看一下|我想想|让我想想|我想一下)[啊吧哈]?[。.]?$/, en: /^(?:please |ok |okay |just )*(?:wait(?: a (?:minute|moment|second|sec|bit))?|hold on|hang on|one (?:moment|second|minute|sec)|just a (?:moment|minute|second|sec)|a (?:moment|minute|second)|let me (?:see|think|check|look|find it)|give me a (?:moment|minute|second))(?: please)?[.]?$/i } as const;

/** "OK, thanks" to one of these is a yes. */
function asksYesNo(pending: Pending): boolean {
  return pending.kind === 'confirm' || (pending.kind === 'slot' && pending.slot.type === 'yes-no') || (pending.kind === 'offer' && (pending.offer.kind === 'human' || pending.offer.kind === 'next'));
}

/** Done for good, rather than none of these. */
const DONE = /that'?s? ?(?:is |was |will be )?(?:all|it|everything)|nothing (?:else|more)|就这[些样]|没事了|没有?别的|没有?其他/i;

/** "No thanks" to an open question is an answer, not the end of the visit. True when it was one. */
function softly(turn: Turn, pending: Pending, text: string): boolean {
  const { talk } = turn;
  if (talk.escalation !== null) { runCommand(turn, 'cancel'); return true; }
  switch (pending.kind) {
    case 'confirm': confirm(turn, pending.frame, false); return true;
    case 'offer':
      if (pending.offer.kind === 'human' || pending.offer.kind === 'next') { answerYesNoOffer(turn, pending.offer, false); return true; }
      if (pending.offer.kind === 'too-deep') { dropForNew(turn, pending.offer); return true; }
      return pending.offer.kind === 'clarify' && !(talk.frames.length === 0 && DONE.test(text)) && answerOffer(turn, pending.offer, talk.language === 'zh' ? '都不是' : 'none');
    case 'slot':
      if (pending.slot.type === 'yes-no') return answerSlot(turn, pending.frame, pending.slot, talk.language === 'zh' ? '不' : 'no', true);
      if (pending.slot.optional) return answerSlot(turn, pending.frame, pending.slot, talk.language === 'zh' ? '跳过' : 'skip', true);
      runCommand(turn, 'cancel');
      return true;
    case 'choose': if (!answerChoice(turn, pending.frame, pending.options, text, false)) runCommand(turn, 'cancel'); return true;
    case 'call': runCommand(turn, 'cancel'); return true;
    case 'open': return false;
  }
}

/** Where the pack itself answers "what can you do", "thank you" or "call the front desk", its own words are better. */
function isOwnQuestion(turn: Turn, said: Command, text: string): boolean {
  if (said === 'human' && asksForStaff(text, turn.talk.language) && packIndex(turn.kit.pack, turn.talk.language).questions.get(exactKey(text)) != null) return true;
  if ((said !== 'help' && said !== 'thanks' && said !== 'hello') || activeFrame(turn.talk) !== undefined) return false;
  return packIndex(turn.kit.pack, turn.talk.language).questions.has(exactKey(text));
}
