// Answering: a knowledge entry, a graph question or a task, whichever was meant; then back to what was interrupted.
import type { Filled } from '../flow/machine.ts';
import { textIn } from '../pack/compiled.ts';
import type { CompiledPack } from '../pack/compiled.ts';
import { commandIn } from '../command-phrases.ts';
import { exactKey, packIndex } from '../pack-index.ts';
import { syllables } from '../understanding/pinyin.ts';
import { isoDate } from '../calendar.ts';
import { inOwnWords } from '../other-names.ts';
import { targetLabel } from '../cards.ts';
import type { MatchResult } from '../understanding/contract.ts';
import { askPending } from './ask.ts';
import { MAX_DEPTH, resumeTask, startFlow } from './flows.ts';
import { isGraphTarget, matchGraph, sayGraph, speakOf } from './graph-questions.ts';
import { sayOutside } from './limits.ts';
import { overAnswers } from './over-answers.ts';
import { fullWish, wishForTask } from './wish.ts';
import { aboutPointed, slotForThing, taskForThing, wishedThing } from './pointing.ts';
import { aboutTopic, ofBareName, sameQuestionOf } from './topic.ts';
import { activeFrame, decide, note, say, sayPrompt, show, task } from './turn.ts';
import type { Turn } from './turn.ts';
import { entryView, escalationView, graphView } from './views.ts';

/** Asks the matcher; entries past their date and, where told so, the running task are left out. */
export function match(turn: Turn, text: string, alternatives: string[] = []): MatchResult {
  const found = renamedMatch(turn, text, alternatives);
  if (found.zone !== 'unknown') return found;
  return ofBareName(turn, text, (words, among) => turn.kit.matcher.match(words, turn.talk.language, { among })) ?? found;
}

/** In the visitor's words, or where that is better in the pack's own. */
function renamedMatch(turn: Turn, text: string, alternatives: string[]): MatchResult {
  const found = sameAnswer(turn, bestMatch(turn, text, alternatives));
  const renamed = found.zone === 'answer' ? undefined : inOwnWords(turn.kit.pack, text, turn.talk.language);
  if (renamed === undefined) return found;
  const again = sameAnswer(turn, bestMatch(turn, renamed, []));
  if (ZONES.indexOf(again.zone) < ZONES.indexOf(found.zone) || (again.zone === found.zone && again.probability <= found.probability)) return found;
  note(turn, `in the pack's words: "${renamed}"`);
  return again;
}

const ZONES = ['unknown', 'clarify', 'answer'] as const;

/** Share of the probability that candidates with one answer must hold together to be told it without asking back. */
const SURE_TOGETHER = 0.75;

/** Close candidates that all get the same answer need no question: "which window for a passport", new or renewed. */
function sameAnswer(turn: Turn, found: MatchResult): MatchResult {
  const [best] = found.top;
  if (found.zone !== 'clarify' || best === undefined) return found;
  const { answers } = turn.kit.pack;
  const told = (id: string): string | undefined => {
    const answer = id.startsWith('ask:') ? answers[id.slice(4)] : undefined;
    return answer === undefined || answer.missing ? undefined : `${answer.attribute}\u0000${textIn(answer.value, turn.talk.language)}`;
  };
  const alike = found.top.filter((c) => told(c.id) !== undefined && told(c.id) === told(best.id));
  const probability = Math.min(1, alike.reduce((sum, c) => sum + c.probability, 0));
  if (alike.length < 2 || probability < SURE_TOGETHER) return found;
  note(turn, `${alike.length} candidates have the same answer (${probability.toFixed(2)} together), so it is told: ${alike.map((c) => c.id).join(', ')}`);
  return { ...found, zone: 'answer', probability };
}

function bestMatch(turn: Turn, text: string, alternatives: string[]): MatchResult {
  const { kit, talk, at } = turn;
  const today = isoDate(at, kit.offsetMinutes(at));
  const among = (id: string): boolean => {
    const until = id.startsWith('entry:') ? kit.pack.entries[id.slice(6)]?.until : undefined;
    return (until === undefined || today <= until) && !isNotice(kit.pack, id);
  };
  const again = sameQuestionOf(turn, text);
  if (again !== null) return again;
  const pointed = aboutPointed(turn, text, (words, only) => kit.matcher.match(words, talk.language, { among: (id) => among(id) && (only?.(id) ?? true) }))
    ?? (activeFrame(talk) === undefined ? taskForThing(turn, text, (words) => kit.matcher.match(words, talk.language, { among })) : null);
  if (pointed !== null) return pointed;
  const whole = kit.matcher.match(text, talk.language, { among, ...(alternatives.length > 0 ? { alternatives } : {}) });
  const own = packIndex(kit.pack, talk.language).questions.get(exactKey(text));
  const compared = matchGraph(turn, text, whole, alternatives);
  if (compared !== null && (own === undefined || own === null || compared.answersAsked)) return compared.found;
  if (own !== undefined && own !== null && among(own)) {
    const others = whole.top.filter((c) => c.id !== own).slice(0, 4);
    return { zone: 'answer', probability: Math.max(0.99, whole.top[0]?.id === own ? whole.probability : 0), top: [{ id: own, probability: 0.99, evidence: [text] }, ...others] };
  }
  const meant = aboutTopic(turn, text, whole, (words) => kit.matcher.match(words, talk.language, { among }));
  if (meant !== null) return meant;
  const told = (words: string): MatchResult => kit.matcher.match(words, talk.language, { among });
  if (whole.zone === 'answer') return whole.top[0]?.id.startsWith('flow:') === true ? whole : fullWish(turn, text, whole, told) ?? whole;
  // "Take a number, housing fund": one clause opens the task, the others hold its answers.
  const clauses = text.split(/[,，。.;；!！]/).map((clause) => clause.trim()).filter((clause) => clause !== '');
  const opening = clauses.length < 2 ? undefined : clauses.map((clause) => kit.matcher.match(clause, talk.language, { among }))
    .find((found) => found.zone === 'answer' && found.top[0]?.id.startsWith('flow:') === true);
  if (opening !== undefined) return opening;
  const wish = wishForTask(turn, text, whole, told) ?? fullWish(turn, text, whole, told);
  if (wish !== undefined) return wish;
  const task = talk.language === 'zh' ? triggerBySound(kit.pack, text) : undefined;
  if (task === undefined || !among(task)) return whole;
  note(turn, 'sounds exactly like a way to ask for this task');
  return { zone: 'answer', probability: 0.8, top: [{ id: task, probability: 0.8, evidence: ['sound'] }, ...whole.top.filter((c) => c.id !== task).slice(0, 4)] };
}

/** The task whose Chinese trigger sounds like the whole text; two syllables at least. */
function triggerBySound(pack: CompiledPack, text: string): string | undefined {
  const sound = syllables(text);
  return sound.length < 2 ? undefined : packIndex(pack, 'zh').triggerSounds.get(sound.join(' '));
}

/** Opens what a card, a button or a match leads to. `how` says which rule led here. */
export function openTarget(turn: Turn, target: string, how: { rule?: string; probability?: number; top?: { id: string; probability: number }[]; question: string }): void {
  const { talk, kit } = turn;
  const id = target.slice(target.indexOf(':') + 1);
  const { probability = 1, top = [] } = how;
  talk.offer = null;
  talk.misses = 0;
  if (how.question !== '') talk.wanted = how.question;
  if (target.startsWith('flow:')) {
    const flow = kit.pack.flows[id];
    if (flow === undefined) return;
    decide(turn, { rule: how.rule ?? 'flow', intent: target, flow: id, zone: 'answer', probability, top });
    const { found, refused } = how.question === '' ? { found: {} as Record<string, Filled>, refused: [] } : overAnswers(turn, flow, talk.frames.find((f) => f.flow === id)?.slots ?? {}, how.question, false);
    const thing = how.question === '' ? null : wishedThing(turn, how.question);
    const place = thing === null ? undefined : slotForThing(flow, thing);
    if (thing !== null && place !== undefined && found[place.id] === undefined) {
      note(turn, `${place.id} is what was spoken of: ${thing}`);
      found[place.id] = { value: thing, text: textIn(kit.pack.entities.find((e) => e.id === thing)?.name, talk.language), confidence: Math.min(0.9, heardAs(turn)) };
    }
    // Why something cannot be taken is said before the task begins, whose question for it will come.
    for (const each of talk.frames.length < MAX_DEPTH ? refused : []) {
      note(turn, `${each.slot.id} cannot be that: ${each.outside.key}`);
      sayOutside(turn, flow, { slots: found, result: {}, calls: {} }, each);
    }
    startFlow(turn, id, found, { certainty: Math.min(1, heardAs(turn) * probability), question: how.question });
    return;
  }
  decide(turn, { rule: how.rule ?? 'knowledge', intent: target, entry: id, zone: 'answer', probability, top, flow: activeFrame(talk)?.flow ?? null });
  if (target.startsWith('ask:')) sayGraphAnswer(turn, id, how.question);
  else if (isGraphTarget(turn, target)) sayGraph(turn, target, how.question);
  else sayEntry(turn, id, how.question);
  talk.tried.push(targetLabel(kit.pack, target, talk.language));
  comeBack(turn);
}

/** What only the hub begins is not there for a visitor. */
export function isNotice(pack: CompiledPack, target: string): boolean {
  return target.startsWith('flow:') && pack.flows[target.slice(5)]?.notice === true;
}

/** 1 for what was typed or touched. */
function heardAs(turn: Turn): number {
  return turn.input.kind === 'speech' ? turn.input.confidence ?? 1 : 1;
}

function sayEntry(turn: Turn, id: string, question: string): void {
  const entry = turn.kit.pack.entries[id];
  // Another subject: "how much is it" is not about the thing before any more. A "thank you" changes no subject.
  if (commandIn(question, turn.talk.language) === undefined) {
    if (turn.talk.topic !== null && turn.talk.topic.entity !== '') turn.talk.earlier = turn.talk.topic.entity;
    turn.talk.topic = null;
  }
  show(turn, entryView(turn, id, question));
  say(turn, textIn(entry?.answer, turn.talk.language), `entry:${id}`);
}

function sayGraphAnswer(turn: Turn, id: string, question: string): void {
  const answer = turn.kit.pack.answers[id];
  if (answer === undefined) return;
  const { language } = turn.talk;
  speakOf(turn, answer.entity, answer.template);
  const own = textIn(answer.answer, language);
  if (answer.missing) {
    note(turn, `incomplete: ${answer.entity} has no ${answer.attribute}`);
    if (turn.decision !== null) turn.decision['missing'] = [`${answer.entity}.${answer.attribute}`];
  }
  const key = `ask:${id}`;
  if (own === '') {
    sayPrompt(turn, 'attribute-missing', { entity: textIn(answer.name, language), label: textIn(answer.label, language) });
    show(turn, graphView(turn, answer, question, turn.said.at(-1) ?? ''));
    return;
  }
  show(turn, graphView(turn, answer, question, own));
  say(turn, own, key);
}

/** After an answer: the escalation or the interrupted task goes on; else the answer stays and the kiosk listens. */
function comeBack(turn: Turn): void {
  const { talk } = turn;
  if (talk.escalation !== null) { show(turn, escalationView(turn, talk.escalation.stage)); return; }
  const frame = activeFrame(talk);
  if (frame === undefined) return;
  if (frame.call !== null) { askPending(turn, { spoken: false }); return; }
  task(turn, frame.flow, 'suspended');
  resumeTask(turn);
}
