// The answer to the question of the running task: first as the whole utterance, then, where nothing else is meant, from within it.
import { agreesByVerb } from '../agree-by-verb.ts';
import { answerChoice, answerSlot, answerVaguely, choosesAndAnswers, confirm, fillSlots } from '../answer-pending.ts';
import { exactKey, packIndex } from '../../pack-index.ts';
import { askPending } from '../ask.ts';
import { runCommand } from '../commands.ts';
import { noMatch } from '../ladder.ts';
import { overAnswers } from '../over-answers.ts';
import { filledFrom, isQuestion, readChecked, readYesNo } from '../reading.ts';
import { decide, flowOf, note, sayPrompt } from '../turn.ts';
import type { Turn } from '../turn.ts';
import { digresses, isExactOption, takesAnything } from './said.ts';
import type { Said, Step } from './said.ts';

export const wholeAnswer: Step = {
  name: 'answer to what was asked',
  take(turn, said) {
    const { pending, text } = said;
    const asideOf = setOfferAside(turn, said);
    const taken = ((): boolean | null => {
      switch (pending.kind) {
        case 'slot':
          if (onlyAgrees(turn, said)) return true;
          if (takesAnything(pending) && isQuestion(text, turn.talk.language) && digresses(turn, said)) { note(turn, 'a question, not an answer'); return false; }
          return answerSlot(turn, pending.frame, pending.slot, text, true) || answerVaguely(turn, pending.frame, pending.slot, text);
        case 'choose': if (beginsAnother(turn, said)) { note(turn, 'the very words that begin another task'); return false; } return onlyAgrees(turn, said) || answerChoice(turn, pending.frame, pending.options, text, true)
          || (choosesAndAnswers(turn, pending.frame, pending.options, text) && answerChoice(turn, pending.frame, pending.options, text, false));
        case 'confirm': {
          const yes = readYesNo(turn, text, true);
          const agreed = yes === null && agreesByVerb(turn, pending, text);
          if (yes === null && !agreed) return false;
          if (agreed) note(turn, 'the verb of the question is a yes');
          confirm(turn, pending.frame, yes ?? true);
          return true;
        }
        default: return null;
      }
    })();
    if (taken !== true) asideOf();
    return taken;
  },
};

/** A trigger of another task, word for word, is more than a part of it that an option shares ("check in", "late check-out"). */
function beginsAnother(turn: Turn, { pending, text }: Said): boolean {
  if (pending.kind !== 'choose' || isExactOption(turn, pending, text)) return false;
  const meant = packIndex(turn.kit.pack, turn.talk.language).questions.get(exactKey(text));
  return meant?.startsWith('flow:') === true && meant !== `flow:${pending.frame.flow}`;
}

export const answerWithin: Step = {
  name: 'answer inside a sentence',
  take(turn, said) {
    const { pending, text } = said;
    if (pending.kind !== 'slot' && pending.kind !== 'choose' && pending.kind !== 'confirm') return null;
    if (digresses(turn, said)) { note(turn, 'fits a question or another task better than what was asked'); return false; }
    const asideOf = setOfferAside(turn, said);
    const taken = pending.kind === 'slot' ? within(turn, said)
      : pending.kind === 'choose' ? answerChoice(turn, pending.frame, pending.options, text, false) : looseYesNo(turn, said);
    if (!taken) asideOf();
    return taken;
  },
};

/** While an answer is tried, the offer above the question is out of the way; gives back how to put it there again. */
function setOfferAside(turn: Turn, { pending }: Said): () => void {
  const { offer } = turn.talk;
  if (offer === null || pending.kind === 'offer') return () => undefined;
  turn.talk.offer = null;
  return () => { turn.talk.offer = offer; };
}

const AGREES = { zh: /^(?:好|好的|好吧|嗯+|行|可以|ok|是的|对|没问题|继续)[啊吧呀]?[。.]?$/i, en: /^(?:yes|yeah|yep|ok|okay|sure|right|all right|alright|fine|good|go ahead)(?: please)?[.]?$/i } as const;

/** A bare yes behind "let us go on with ..." agrees to that; it is no answer to the question that followed. */
function onlyAgrees(turn: Turn, { pending, text }: Said): boolean {
  if (pending.kind !== 'slot' && pending.kind !== 'choose') return false;
  if (pending.kind === 'slot' && pending.slot.type === 'yes-no') return false;
  const free = pending.kind === 'slot' && pending.slot.type === 'free-text';
  if ((turn.talk.bridged !== true && !free) || !AGREES[turn.talk.language].test(text.trim())) return false;
  decide(turn, { rule: 'slot', intent: 'agreed', flow: pending.frame.flow, zone: 'none' });
  note(turn, 'a yes to going on, not to the question');
  if (turn.talk.bridged === true) askPending(turn);
  else { sayPrompt(turn, 'go-ahead'); askPending(turn, { spoken: false }); }
  return true;
}

function looseYesNo(turn: Turn, { pending, text }: Said): boolean {
  const loose = isQuestion(text, turn.talk.language) ? null : readYesNo(turn, text, false);
  if (pending.kind !== 'confirm' || loose === null) { note(turn, 'neither yes nor no'); return false; }
  confirm(turn, pending.frame, loose);
  return true;
}

function within(turn: Turn, said: Said): boolean {
  const { pending, text } = said;
  if (pending.kind !== 'slot') return false;
  const { frame, slot } = pending;
  const { language } = turn.talk;
  if (answerSlot(turn, frame, slot, text, false)) return true;
  for (const alternative of said.alternatives) {
    if (answerSlot(turn, frame, slot, alternative, true)) { note(turn, `read from the recogniser's other hearing: ${alternative}`); return true; }
  }
  const others = overAnswers(turn, flowOf(turn, frame), { ...frame.slots, [slot.id]: { value: undefined, text: '', confidence: 1 } }, text, false);
  if (Object.keys(others.found).length > 0 || others.refused.length > 0) {
    // "Mary Smith, 138...": with the number out of the way the rest is the answer.
    const own = others.rest.trim() === '' ? null : readChecked(turn, flowOf(turn, frame), slot, others.rest, true, frame.slots);
    if (own !== null && own.outside === null && slot.type !== 'free-text') others.found[slot.id] = filledFrom(turn, own.reading);
    fillSlots(turn, frame, others.found, `answers another question first: ${[...Object.keys(others.found), ...others.refused.map((r) => r.slot.id)].join(', ')}`, { refused: others.refused });
    return true;
  }
  if (UNWANTED[language].test(text.trim())) { note(turn, 'the task is not wanted any more'); runCommand(turn, 'cancel'); return true; }
  if (HAS_NONE[language].test(text.trim()) && slot.optional) {
    fillSlots(turn, frame, { [slot.id]: { value: null, text: '', confidence: 1 } }, `${slot.id} is not known and not needed`);
    return true;
  }
  if (HAS_NONE[language].test(text.trim())) {
    note(turn, 'the visitor has no answer to give');
    turn.talk.misses = Math.max(turn.talk.misses, 2); // asking again would not help: the next rung is a human
    noMatch(turn);
    return true;
  }
  note(turn, `no ${slot.type} in it`);
  return false;
}

/** "No need", to a question that cannot be skipped. */
const UNWANTED = { zh: /^(?:我)?(?:不用|不需要|不要|不想办|不想说|不想填)了?[吧啊]?[。.]?$/, en: /^(?:no,? )?(?:i )?(?:don'?t|do not) (?:want (?:to|it|this)(?: any ?more)?|need it)[.]?$/i } as const;

const HAS_NONE = {
  zh: /^(?:我|可是|但是)*(?:(?:把|的)?\p{Script=Han}{0,6}?(?:忘了|忘记了|记不得|想不起来|弄丢了|丢了|没有带|没带|不记得|找不到)|没有拿|没有|没拿|不知道|不清楚)(?:号码|号|这个|了|它|单子|小票|手机|身份证|证件|啊|呀)*[。.]?$/u,
  en: /^(?:but |sorry |well )*(?:i )?(?:(?:don'?t|do not|didn'?t) (?:have|know|remember|bring|got)(?: (?:it|one|that|any|a number|(?:the|my) (?:\w+ ){0,2}\w+))?|(?:can'?t|cannot) remember(?: (?:it|(?:the|my) (?:\w+ ){0,2}\w+))?|(?:have )?(?:forgot|lost|forgotten)(?: it| (?:the|my) (?:\w+ ){0,2}\w+)?|no idea|not sure|can'?t find (?:it|one))[.]?$/i,
} as const;
