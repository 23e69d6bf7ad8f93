// The order in which an utterance is tried. Every step that is tried leaves its reason in the decision.
import { commandIn, isSoftGoodbye } from '../command-phrases.ts';
import type { Command } from '../command-phrases.ts';
import { nearCommand } from '../near-commands.ts';
import { exactKey, packIndex } from '../pack-index.ts';
import { hasHan, latinWords, plain } from '../plain-text.ts';
import { targetCards } from '../cards.ts';
import type { Frame, Offer } from '../talk.ts';
import type { MatchResult } from '../understanding/contract.ts';
import { match, openTarget } from './answers.ts';
import { answerChoice, answerOffer, answerSlot, answerYesNoOffer, changeNamedSlot, confirm, correct, fillSlots, wantsChange } from './answer-pending.ts';
import { askPending } from './ask.ts';
import { runCommand } from './commands.ts';
import { endSession } from './end.ts';
import { tellDesk } from './tell-desk.ts';
import { noMatch } from './ladder.ts';
import { pendingOf } from './pending.ts';
import type { Pending } from './pending.ts';
import { afterCorrectionMarker, isQuestion, optionPhrases, overAnswers, readCorrection, readSlotText, readYesNo } from './reading.ts';
import { onSensitiveWord } from './sensitive.ts';
import { touch } from './touch.ts';
import { activeFrame, decide, flowOf, note, otherLanguage, sayPrompt } from './turn.ts';
import type { Turn } from './turn.ts';

const HEARD_BADLY = 0.35;

export function hear(turn: Turn, spoken: string, confidence: number | null, alternatives: string[]): void {
  const { talk } = turn;
  const text = withoutWake(turn, spoken);
  if (talk.escalation?.stage === 'talking') { tellDesk(turn, text, confidence); return; }
  if (onSensitiveWord(turn, text)) return;
  if (plain(text) === '') { note(turn, 'no word was understood'); noMatch(turn, { notHeard: true }); return; }
  followLanguage(turn, text);

  const pending = pendingOf(turn.kit.pack, talk);
  const command = commandIn(text, talk.language, takesAnything(pending));
  if (command === 'goodbye' && isSoftGoodbye(text) && softly(turn, pending, text)) return;
  if (command !== undefined && !isExactOption(turn, pending, text) && !isOwnQuestion(turn, command, text) && !(command === 'thanks' && asksYesNo(pending) && readYesNo(turn, text, true) !== null)) {
    if (pending.kind === 'confirm' && command === 'resume') { confirm(turn, pending.frame, true); return; }
    if (pending.kind === 'offer' && pending.offer.kind === 'survey') { endSession(turn, 'visitor', 'goodbye'); decide(turn, { rule: 'survey', intent: 'survey:none' }); return; }
    note(turn, `the whole utterance is the command "${command}"`);
    runCommand(turn, command);
    return;
  }
  note(turn, 'no global command');
  if (WAIT[talk.language].test(text.trim()) && !takesAnything(pending) && talk.escalation === null) {
    decide(turn, { rule: 'global-command', intent: 'command:wait', flow: activeFrame(talk)?.flow ?? null });
    talk.misses = 0;
    sayPrompt(turn, 'no-hurry');
    turn.keepsLast = true;
    return;
  }
  if (confidence !== null && confidence < HEARD_BADLY && !answersExactly(turn, pending, text)) {
    note(turn, `the recogniser is unsure (${confidence.toFixed(2)} < ${HEARD_BADLY})`);
    noMatch(turn, { notHeard: true });
    return;
  }
  if (pending.kind === 'call') { note(turn, 'a call is under way'); duringCall(turn, text, alternatives); return; }
  if (onAnswer(turn, pending, text, alternatives)) return;
  if (talk.escalation !== null && readYesNo(turn, text, true) === false) { runCommand(turn, 'cancel'); return; }
  if (talk.escalation !== null) { whileWaiting(turn, text, confidence, alternatives); return; }
  if (byNumberOnScreen(turn, text)) return;
  onMatch(turn, text, match(turn, text, alternatives));
  if (command === 'thanks' && talk.offer === null && activeFrame(talk) === undefined) talk.offer = { kind: 'anything-else', parting: true };
}

/** Somebody looks for a paper: nothing is wrong, and nothing is asked again. */
const WAIT = { zh: /^(?:请|麻烦|你|您|先)?(?:等一下|等一等|等等|稍等|等会儿?|等我一下|等我找找|我找找|我找一下|我看看|我看一下|我想想|让我想想|我想一下)[啊吧哈]?[。.]?$/, en: /^(?:please |ok |okay |just )*(?:wait(?: a (?:minute|moment|second|sec|bit))?|hold on|hang on|one (?:moment|second|minute|sec)|just a (?:moment|minute|second|sec)|a (?:moment|minute|second)|let me (?:see|think|check|look|find it)|give me a (?:moment|minute|second))(?: please)?[.]?$/i } as const;

/** "OK, thanks" to one of these is a yes. */
function asksYesNo(pending: Pending): boolean {
  return pending.kind === 'confirm' || (pending.kind === 'slot' && pending.slot.type === 'yes-no') || (pending.kind === 'offer' && pending.offer.kind === 'human');
}

/** "你好小厅,我要取号": the name the kiosk is called by is no part of the wish; alone it is a greeting. */
function withoutWake(turn: Turn, spoken: string): string {
  const { wake } = turn.kit.pack.pack;
  for (const phrase of [...(wake.zh ?? []), ...(wake.en ?? [])]) {
    const letters = [...plain(phrase).replaceAll(' ', '')].map((c) => c.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\s,，]*');
    const rest = spoken.replace(new RegExp(`^\\s*${letters}[\\s,，.。!！]*`, 'i'), '');
    if (rest !== spoken) return rest.trim() === '' ? (turn.talk.language === 'zh' ? '你好' : 'hello') : rest;
  }
  return spoken;
}

/** Done for good, rather than none of these. */
const DONE = /that'?s? ?(?:is |was |will be )?(?:all|it|everything)|nothing (?:else|more)|就这[些样]|没事了|没有?别的|没有?其他/i;

/** "No thanks" to an open question is an answer, not the end of the visit. True when it was one. */
function softly(turn: Turn, pending: Pending, text: string): boolean {
  const { talk } = turn;
  if (talk.escalation !== null) { runCommand(turn, 'cancel'); return true; }
  switch (pending.kind) {
    case 'confirm': confirm(turn, pending.frame, false); return true;
    case 'offer': if (pending.offer.kind === 'human') { answerYesNoOffer(turn, pending.offer, false); return true; } return pending.offer.kind === 'clarify' && !(talk.frames.length === 0 && DONE.test(text)) && answerOffer(turn, pending.offer, talk.language === 'zh' ? '都不是' : 'none');
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

/** Where the pack itself answers "what can you do" or "thank you", its own words are better. */
function isOwnQuestion(turn: Turn, command: Command, text: string): boolean {
  if ((command !== 'help' && command !== 'thanks' && command !== 'hello') || activeFrame(turn.talk) !== undefined) return false;
  return packIndex(turn.kit.pack, turn.talk.language).questions.has(exactKey(text));
}

/** Names and free text swallow nearly everything, so that only bare commands count there. */
function takesAnything(pending: Pending): boolean {
  return pending.kind === 'slot' && (pending.slot.type === 'person-name' || pending.slot.type === 'free-text');
}

function isExactOption(turn: Turn, pending: Pending, text: string): boolean {
  const options = pending.kind === 'slot' ? pending.slot.choices : pending.kind === 'choose' ? pending.options : [];
  return optionPhrases(options, turn.talk.language).some((o) => o.phrases.some((phrase) => plain(phrase) === plain(text)));
}

function answersExactly(turn: Turn, pending: Pending, text: string): boolean {
  return isExactOption(turn, pending, text) || (pending.kind === 'confirm' && readYesNo(turn, text, true) !== null);
}

/** A whole sentence in the pack's other language changes the language, unless it can be a name or number. */
function followLanguage(turn: Turn, text: string): void {
  const other = otherLanguage(turn);
  if (other === undefined || takesAnything(pendingOf(turn.kit.pack, turn.talk))) return;
  const foreign = other === 'en' ? !hasHan(text) && latinWords(text).length >= 2 : hasHan(text) && latinWords(text).length === 0;
  if (!foreign) return;
  if (commandIn(text, turn.talk.language) !== undefined) return;
  // Nothing but Chinese characters cannot be English, whatever it means.
  const known = other === 'zh' || turn.kit.matcher.match(text, other).zone === 'answer' || commandIn(text, other) !== undefined || activeFrame(turn.talk) !== undefined;
  if (!known) return;
  turn.talk.language = other;
  turn.effects.push({ type: 'language', language: other });
  note(turn, `the visitor speaks ${other}`);
}

function onAnswer(turn: Turn, pending: Pending, text: string, alternatives: string[]): boolean {
  switch (pending.kind) {
    case 'call': return false;
    case 'open': {
      // A bare yes or no after an answer is about "anything else?", though nobody asked it aloud.
      const yes = turn.talk.escalation === null ? readYesNo(turn, text, true) : null;
      if (yes === null) return false;
      // Before anything was asked, a no ends nothing.
      answerYesNoOffer(turn, { kind: 'anything-else' }, yes || turn.talk.tried.length === 0);
      return true;
    }
    case 'offer': {
      if (answerOffer(turn, pending.offer, text)) { note(turn, `answers the offer "${pending.offer.kind}"`); return true; }
      note(turn, `does not answer the offer "${pending.offer.kind}"`);
      return onAnswerBelow(turn, pending.offer, text, alternatives);
    }
    case 'slot': return onSlot(turn, pending, text, alternatives);
    case 'choose': {
      if (answerChoice(turn, pending.frame, pending.options, text, true)) return true;
      if (onCorrection(turn, text)) return true;
      const found = match(turn, text, alternatives);
      if (isDigression(turn, found, text)) return false;
      return answerChoice(turn, pending.frame, pending.options, text, false);
    }
    case 'confirm': {
      const yes = readYesNo(turn, text, true);
      if (yes !== null) { confirm(turn, pending.frame, yes); return true; }
      if (onCorrection(turn, text) || changeNamedSlot(turn, pending.frame, text) || saysSameAgain(turn, pending.frame, text)) return true;
      if (wantsChange(turn, text)) { confirm(turn, pending.frame, false); return true; }
      const found = match(turn, text, alternatives);
      if (isDigression(turn, found, text)) return false;
      const loose = isQuestion(text, turn.talk.language) ? null : readYesNo(turn, text, false);
      if (loose === null) { note(turn, 'neither yes nor no'); return false; }
      confirm(turn, pending.frame, loose);
      return true;
    }
  }
}

/** Asked one thing too many, the visitor may answer the question below it. */
function onAnswerBelow(turn: Turn, offer: Offer, text: string, alternatives: string[]): boolean {
  if (turn.talk.frames.length === 0) return false;
  turn.talk.offer = null;
  const below = pendingOf(turn.kit.pack, turn.talk);
  if (below.kind !== 'open' && below.kind !== 'offer' && onAnswer(turn, below, text, alternatives)) return true;
  turn.talk.offer = offer;
  return false;
}

function onSlot(turn: Turn, pending: Extract<Pending, { kind: 'slot' }>, text: string, alternatives: string[]): boolean {
  const { frame, slot } = pending;
  const { language } = turn.talk;
  let found: MatchResult | undefined;
  const digresses = (): boolean => isDigression(turn, found ??= match(turn, text, alternatives), text);
  if (takesAnything(pending) && isQuestion(text, language) && digresses()) { note(turn, 'a question, not an answer'); return false; }
  if (slot.type !== 'yes-no' && Object.keys(frame.slots).length > 0 && WRONG[language].test(text.trim())) { note(turn, 'the last answer was wrong'); runCommand(turn, 'back', 'correction'); return true; }
  if (afterCorrectionMarker(text, language) !== undefined && Object.keys(frame.slots).length > 0 && onCorrection(turn, text)) return true;
  if (answerSlot(turn, frame, slot, text, true)) return true;
  if (onCorrection(turn, text) || changeNamedSlot(turn, frame, text) || saysSameAgain(turn, frame, text)) return true;
  if (digresses()) { note(turn, 'fits a question or another task better than the slot'); return false; }
  if (answerSlot(turn, frame, slot, text, false)) return true;
  for (const alternative of alternatives) {
    if (answerSlot(turn, frame, slot, alternative, true)) { note(turn, `read from the recogniser's other hearing: ${alternative}`); return true; }
  }
  const others = overAnswers(turn, flowOf(turn, frame), { ...frame.slots, [slot.id]: { value: null, text: '', confidence: 1 } }, text, false);
  if (Object.keys(others).length > 0) { fillSlots(turn, frame, others, `answers another question first: ${Object.keys(others).join(', ')}`); return true; }
  if (UNWANTED[language].test(text.trim())) { note(turn, 'the task is not wanted any more'); runCommand(turn, 'cancel'); return true; }
  if (HAS_NONE[language].test(text.trim())) {
    note(turn, 'the visitor has no answer to give');
    turn.talk.misses = Math.max(turn.talk.misses, 2); // asking again would not help: the next rung is a human
    noMatch(turn);
    return true;
  }
  note(turn, `no ${slot.type} in it`);
  return false;
}

/** Wrong, without what would be right: the question before is asked again. */
const WRONG = {
  zh: /^(?:啊|哦|呃)?[,，]?(?:不对|错了|说错了|我说错了|刚才说错了|弄错了|搞错了|刚才那个不对|前面(?:那个)?(?:不对|错了))[了啊呀]?[。.!！]?$/,
  en: /^(?:oh |no,? |sorry,? |wait,? )*(?:(?:that|it)(?:'s| is|s| was) (?:wrong|not right|incorrect|a mistake|not correct)|i made a mistake|wrong)[.!]?$/i,
} as const;

/** "No need", to a question that cannot be skipped. */
const UNWANTED = { zh: /^(?:我)?(?:不用|不需要|不要|不想办|不想说|不想填)了?[吧啊]?[。.]?$/, en: /^(?:no,? )?(?:i )?(?:don'?t|do not) (?:want (?:to|it|this)(?: any ?more)?|need it)[.]?$/i } as const;

const HAS_NONE = {
  zh: /^(?:我|可是|但是)*(?:没有|没带|没拿|不知道|不记得|不清楚|忘了|忘记了|找不到|弄丢了|丢了)(?:号码|号|这个|了|它|单子|小票|手机|身份证|证件|啊|呀)*[。.]?$/,
  en: /^(?:but |sorry |well )*(?:i )?(?:(?:don'?t|do not|didn'?t) (?:have|know|remember|bring|got)(?: (?:it|one|that|any|a number|the number))?|(?:have )?(?:forgot|lost|forgotten)(?: it| the number)?|no idea|not sure|can'?t find (?:it|one))[.]?$/i,
} as const;

/** An answer given before, once more: nothing changes, the open question stands. */
function saysSameAgain(turn: Turn, frame: Frame, text: string): boolean {
  const same = flowOf(turn, frame).slots.find((slot) => {
    const filled = frame.slots[slot.id];
    if (slot.type !== 'choice' || filled === undefined || filled.value === null) return false;
    return readSlotText(turn, slot, text, true)?.value === filled.value;
  });
  if (same === undefined) return false;
  turn.talk.misses = 0;
  decide(turn, { rule: 'slot', intent: `slot:${same.id}`, flow: frame.flow, zone: 'answer' });
  note(turn, `${same.id} is that already`);
  askPending(turn);
  return true;
}

/** With a marker ("no, ...") any filled slot may be meant; without, only a whole answer to one. */
function onCorrection(turn: Turn, text: string): boolean {
  const frame = activeFrame(turn.talk);
  if (frame === undefined || Object.keys(frame.slots).length === 0) return false;
  const rest = afterCorrectionMarker(text, turn.talk.language);
  const correction = rest === undefined ? readCorrection(turn, frame, text, true) : readCorrection(turn, frame, rest, true) ?? readCorrection(turn, frame, rest, false);
  if (correction === null) return false;
  note(turn, rest === undefined ? 'a new value for an answered question' : 'marked as a correction');
  correct(turn, frame, correction);
  return true;
}

/** A clear hit on something else: a question to the knowledge, or another task. */
function isDigression(turn: Turn, found: MatchResult, text: string): boolean {
  const best = found.top[0];
  const frame = activeFrame(turn.talk);
  if (found.zone !== 'answer' || best === undefined || best.id === `flow:${frame?.flow ?? ''}`) return false;
  if (isQuestion(text, turn.talk.language)) return found.probability >= 0.5;
  const pending = pendingOf(turn.kit.pack, turn.talk);
  if (pending.kind === 'slot') {
    // A sentence that is little more than the answer is the answer.
    const reading = readSlotText(turn, pending.slot, text, false);
    if (reading !== null && plain(reading.rest).length * 2 <= plain(text).length) return false;
  }
  return found.probability >= 0.8;
}

function duringCall(turn: Turn, text: string, alternatives: string[]): void {
  const found = match(turn, text, alternatives);
  if (found.zone === 'answer' && found.top[0] !== undefined && !found.top[0].id.startsWith('flow:')) {
    openTarget(turn, found.top[0].id, { rule: 'digression', probability: found.probability, top: found.top, question: text });
    return;
  }
  decide(turn, { rule: 'busy', flow: activeFrame(turn.talk)?.flow ?? null });
  sayPrompt(turn, 'still-busy');
  askPending(turn, { spoken: false });
}

/** Waiting for a human: clear questions are answered meanwhile, all else is passed on. */
function whileWaiting(turn: Turn, text: string, confidence: number | null, alternatives: string[]): void {
  const found = match(turn, text, alternatives);
  const best = found.top[0];
  if (found.zone === 'answer' && best !== undefined && !best.id.startsWith('flow:')) {
    openTarget(turn, best.id, { rule: 'knowledge', probability: found.probability, top: found.top, question: text });
    return;
  }
  tellDesk(turn, text, confidence);
  sayPrompt(turn, 'human-passed-on');
}

const ORDINAL = {
  zh: /^(?:我要|我选|选|要|点|就)?\s*第?\s*([一二两三四五六1-6])\s*(?:个|项|号|条|种)?(?:吧|的)?[。.]?$/,
  en: /^(?:the |number |option |choose |choose number |choose the |i want |i want the |i'll take |i'll take the |please |item )*(first|second|third|fourth|fifth|sixth|one|two|three|four|five|six|[1-6])(?: one| option| item)?(?: please)?[.]?$/i,
} as const;
const NUMBERS: Record<string, number> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };

/** "The second one": a card on the screen by its number. */
function byNumberOnScreen(turn: Turn, text: string): boolean {
  const m = ORDINAL[turn.talk.language].exec(text.trim());
  if (m?.[1] === undefined) return false;
  const number = NUMBERS[m[1].toLowerCase()] ?? Number(m[1]);
  const card = cardsOf(turn).find((c) => c.number === number);
  if (card === undefined) return false;
  note(turn, `card ${number} on the screen`);
  touch(turn, card.id, undefined, 'choice-by-number');
  return true;
}

function cardsOf(turn: Turn): readonly { id: string; number: number }[] {
  const view = turn.talk.view;
  switch (view?.kind) {
    case 'listening': case 'attract': case 'touch-only': return view.cards;
    case 'answer': case 'ticket': case 'escalation': return view.buttons;
    case 'choice': return view.choices;
    default: return [];
  }
}

function onMatch(turn: Turn, text: string, found: MatchResult): void {
  const { talk } = turn;
  const top = found.top.map(({ id, probability }) => ({ id, probability }));
  const best = top[0];
  note(turn, `matching: ${found.zone}${best === undefined ? '' : `, best ${best.id} ${found.probability.toFixed(2)}`}`);
  if (found.zone === 'answer' && best !== undefined) {
    const inTask = activeFrame(talk) !== undefined;
    openTarget(turn, best.id, { ...(inTask ? { rule: 'digression' } : {}), probability: found.probability, top, question: text });
    return;
  }
  const near = found.zone === 'unknown' && talk.language === 'en' ? nearCommand(text) : undefined;
  if (near !== undefined) {
    note(turn, `one word away from the command "${near}"`);
    runCommand(turn, near);
    return;
  }
  // In a task a vague hit is rather a bad answer than a new question.
  const vague = activeFrame(talk) !== undefined && !isQuestion(text, talk.language);
  if (found.zone === 'clarify' && best !== undefined && !vague) {
    const candidates = top.slice(0, 3).map((c) => c.id);
    if (talk.misses >= 2) { noMatch(turn, { top, probability: found.probability }); return; } // asked back often enough
    talk.misses += 1;
    talk.wanted = text;
    talk.offer = { kind: 'clarify', candidates, question: text };
    const things = new Set(candidates.map((id) => (id.startsWith('ask:') ? turn.kit.pack.answers[id.slice(4)]?.entity : undefined)));
    const [thing] = things;
    if (things.size === 1 && thing !== undefined) talk.topic = { entity: thing, template: talk.topic?.template ?? '' }; // whatever is meant, it is about this
    decide(turn, { rule: 'clarify', intent: null, zone: 'clarify', probability: found.probability, top, flow: activeFrame(talk)?.flow ?? null });
    note(turn, `close candidates: ${targetCards(turn.kit.pack, candidates, talk.language).map((c) => c.label).join(' / ')}`);
    askPending(turn);
    return;
  }
  if (talk.offer?.kind === 'anything-else') talk.offer = null;
  if (activeFrame(talk) === undefined) talk.wanted = text;
  noMatch(turn, { top, probability: found.probability });
}
