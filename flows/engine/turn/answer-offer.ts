// Answers to what the engine itself asked: which of these, a human, finish or drop, anything else, a rating.
import { textIn } from '../pack/compiled.ts';
import { targetLabel } from '../cards.ts';
import type { Offer } from '../talk.ts';
import { openTarget } from './answers.ts';
import { askPending } from './ask.ts';
import { endSession } from './end.ts';
import { resumeTask } from './flows.ts';
import { raiseHand } from './raise.ts';
import { isQuestion, readOption, readYesNo } from './reading.ts';
import { decide, note, sayPrompt, show, task } from './turn.ts';
import type { Turn } from './turn.ts';
import { optionsView } from './views.ts';

/** The answer to something the engine itself asked. */
export function answerOffer(turn: Turn, offer: Offer, text: string): boolean {
  switch (offer.kind) {
    case 'clarify': return answerClarify(turn, offer, text);
    case 'survey': return answerSurvey(turn, text);
    case 'too-deep': return answerTooDeep(turn, offer, text);
    case 'human': case 'anything-else': case 'next': {
      const yes = readYesNo(turn, text, true);
      if (yes === null) return false;
      answerYesNoOffer(turn, offer, yes);
      return true;
    }
  }
}

const DROP = { zh: /不办了|不要了|放下|放弃|取消|算了|丢掉|换|先办新的|办新的|第二个|^二$|^2$/, en: /\b(?:drop|cancel|forget|give (?:it )?up|leave it|new one|second|two|instead|the other)\b/i } as const;
const FINISH = { zh: /先办完|办完|继续|接着|先把|第一个|^一$|^1$|原来的/, en: /\b(?:finish|continue|go on|carry on|first|one|keep|stay)\b/i } as const;

/** Finish what is on top, or drop it for the fourth thing. */
function answerTooDeep(turn: Turn, offer: Extract<Offer, { kind: 'too-deep' }>, text: string): boolean {
  const { language } = turn.talk;
  const yes = readYesNo(turn, text, true);
  if (yes === true || FINISH[language].test(text)) { finishFirst(turn); return true; }
  if (yes === false || DROP[language].test(text)) { dropForNew(turn, offer); return true; }
  return false;
}

export function finishFirst(turn: Turn, rule = 'offer'): void {
  decide(turn, { rule, intent: 'too-deep:finish', flow: turn.talk.frames.at(-1)?.flow ?? null });
  turn.talk.offer = null;
  turn.talk.misses = 0;
  resumeTask(turn, { recorded: false });
}

export function dropForNew(turn: Turn, offer: Extract<Offer, { kind: 'too-deep' }>, rule = 'offer'): void {
  decide(turn, { rule, intent: 'too-deep:drop', flow: turn.talk.frames.at(-1)?.flow ?? null });
  turn.talk.offer = null;
  turn.talk.misses = 0;
  const dropped = turn.talk.frames.pop();
  if (dropped !== undefined) {
    task(turn, dropped.flow, 'cancelled');
    sayPrompt(turn, 'cancelled', { title: textIn(turn.kit.pack.flows[dropped.flow]?.title, turn.talk.language) });
  }
  if (turn.kit.pack.flows[offer.flow] === undefined) { resumeTask(turn); return; }
  openTarget(turn, `flow:${offer.flow}`, { rule, question: offer.question });
}

export function answerYesNoOffer(turn: Turn, offer: Offer, yes: boolean): void {
  const { talk } = turn;
  talk.offer = null;
  talk.misses = 0;
  decide(turn, { rule: 'offer', intent: `${offer.kind}:${yes ? 'yes' : 'no'}`, flow: talk.frames.at(-1)?.flow ?? null });
  if (offer.kind === 'human') {
    if (yes) { raiseHand(turn, 'failure'); return; }
    if (talk.frames.length > 0) { askPending(turn); return; }
    sayPrompt(turn, 'offer-declined');
    show(turn, optionsView(turn, textIn(turn.kit.pack.pack.headline, talk.language)));
    return;
  }
  if (offer.kind === 'next') {
    if (yes) openTarget(turn, `flow:${offer.flow}`, { question: offer.question });
    else { talk.offer = { kind: 'anything-else' }; askPending(turn); }
    return;
  }
  if (yes) { sayPrompt(turn, 'go-ahead'); askPending(turn, { spoken: false }); return; }
  talk.offer = offer;
  if (talk.counters.completed > 0 && talk.rating === null && talk.survey !== false) { talk.offer = { kind: 'survey' }; askPending(turn); return; }
  endSession(turn, 'done', 'goodbye');
}

function answerClarify(turn: Turn, offer: Extract<Offer, { kind: 'clarify' }>, text: string): boolean {
  const { talk, kit } = turn;
  if (NONE[talk.language].test(text.trim()) || readYesNo(turn, text, true) === false) { declineClarify(turn); return true; }
  const options = offer.candidates.map((id) => ({ id, label: { [talk.language]: targetLabel(kit.pack, id, talk.language) }, say: {} }));
  const named = readOption(turn, options, text, true)?.id;
  const chosen = named ?? amongCandidates(turn, offer.candidates, text);
  if (chosen === undefined) return false;
  note(turn, `chosen among the candidates: ${chosen}`);
  openTarget(turn, chosen, { rule: 'clarify-answer', question: offer.question });
  return true;
}

/** Named by its words: the best hit of all is a candidate, or a few words that fit one candidate only. */
function amongCandidates(turn: Turn, candidates: readonly string[], text: string): string | undefined {
  const { matcher } = turn.kit;
  const { language } = turn.talk;
  const whole = matcher.match(text, language);
  const [best] = whole.top;
  // What is meant outright is no loose word for something offered.
  if (whole.zone === 'answer' && best !== undefined && !candidates.includes(best.id)) return undefined;
  if (best !== undefined && candidates.includes(best.id) && best.probability >= 0.3) return best.id;
  const short = language === 'zh' ? text.length <= 6 : text.trim().split(/\s+/).length <= 3;
  if (!short || isQuestion(text, language)) return undefined;
  const found = matcher.match(text, language, { among: (id) => candidates.includes(id) });
  return found.zone === 'answer' ? found.top[0]?.id : undefined;
}

const NONE = { zh: /^(?:都不是|不是|都不对|没有一个|不是这些|都不要|没有)[。.]?$/, en: /^(?:none(?: of (?:them|these|those))?|neither|no|not (?:that|those|these)|nothing)[.]?$/i } as const;

export function declineClarify(turn: Turn): void {
  decide(turn, { rule: 'clarify-answer', intent: 'clarify:none', flow: turn.talk.frames.at(-1)?.flow ?? null });
  turn.talk.offer = null;
  sayPrompt(turn, 'choose-none');
  if (turn.talk.frames.length > 0) askPending(turn); else show(turn, optionsView(turn, textIn(turn.kit.pack.pack.headline, turn.talk.language)));
}

function answerSurvey(turn: Turn, text: string): boolean {
  const reading = turn.kit.readSlot({ type: 'number', text, language: turn.talk.language, today: '1970-01-01', min: 1, max: 5, strict: false });
  const points = /([1-5一二两三四五])\s*分/.exec(text)?.[1];
  const rating = points !== undefined ? Number(points) || '零一二三四五'.indexOf(points.replace('两', '二')) : reading === null ? null : Number(reading.value);
  // A question is answered first; the rating was only a wish of ours.
  if (reading === null && points === undefined && isQuestion(text, turn.talk.language) && turn.kit.matcher.match(text, turn.talk.language).zone === 'answer') { turn.talk.offer = null; return false; }
  if (rating === null || !Number.isInteger(rating) || rating < 1 || rating > 5) {
    decide(turn, { rule: 'survey', intent: 'survey:none' });
    endSession(turn, 'visitor', 'goodbye');
    return true;
  }
  rate(turn, rating);
  return true;
}

export function rate(turn: Turn, rating: number): void {
  turn.talk.rating = rating;
  decide(turn, { rule: 'survey', intent: `survey:${rating}` });
  endSession(turn, 'visitor', 'survey-thanks');
}
