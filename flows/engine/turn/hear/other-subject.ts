// A question or another task; close candidates are asked about; nothing at all goes up the ladder.
import { nearCommand } from '../../near-commands.ts';
import { targetCards } from '../../cards.ts';
import { match, openTarget } from '../answers.ts';
import { askPending } from '../ask.ts';
import { runCommand } from '../commands.ts';
import { noMatch } from '../ladder.ts';
import { isQuestion } from '../reading.ts';
import { activeFrame, decide, note } from '../turn.ts';
import type { Turn } from '../turn.ts';
import { tasksIn } from '../two-tasks.ts';
import type { Step } from './said.ts';

export const known: Step = {
  name: 'question or task that is known',
  take(turn, { text, found }) {
    const hit = found();
    const [best] = hit.top;
    note(turn, `matching: ${hit.zone}${best === undefined ? '' : `, best ${best.id} ${hit.probability.toFixed(2)}`}`);
    const two = activeFrame(turn.talk) === undefined && turn.talk.escalation === null && !isQuestion(text, turn.talk.language) ? tasksIn(turn, text) : null;
    if (two !== null) {
      note(turn, `two tasks in one sentence, ${two.first.id} and ${two.second.id}`);
      turn.talk.next = { flow: two.second.id.slice(5), question: two.second.words };
      openTarget(turn, two.first.id, { probability: two.first.probability, top: [{ id: two.first.id, probability: two.first.probability }], question: two.first.words });
      return true;
    }
    if (hit.zone !== 'answer' || best === undefined) return false;
    const question = best.id.startsWith('flow:') ? questionBeside(turn, text, best.id) : undefined;
    if (question !== undefined && activeFrame(turn.talk) === undefined) {
      note(turn, `a question beside the task: ${question.id}`);
      openTarget(turn, question.id, { probability: question.probability, top: [question], question: question.clause });
    }
    openTarget(turn, best.id, { ...(activeFrame(turn.talk) !== undefined ? { rule: 'digression' } : {}), probability: hit.probability, top: hit.top.map(({ id, probability }) => ({ id, probability })), question: text });
    return true;
  },
};

/** "What do I need for a passport, and get me a number": the question is answered before the task begins. */
function questionBeside(turn: Turn, text: string, task: string): { id: string; probability: number; clause: string } | undefined {
  const clauses = text.split(/[,，。;；!！?？]|\band (?=(?:then |also |please )?(?:get|take|give|book|make|i want|i'd like))/).map((clause) => clause.trim()).filter((clause) => clause !== '');
  if (clauses.length < 2) return undefined;
  for (const clause of clauses) {
    if (!isQuestion(clause, turn.talk.language)) continue;
    const hit = match(turn, clause);
    const [best] = hit.top;
    if (hit.zone === 'answer' && best !== undefined && best.id !== task && !best.id.startsWith('flow:')) return { id: best.id, probability: hit.probability, clause };
  }
  return undefined;
}

export const misheardCommand: Step = {
  name: 'command but for one word',
  take(turn, { text, found }) {
    if (found().zone !== 'unknown' || turn.talk.language !== 'en') return null;
    const near = nearCommand(text);
    if (near === undefined) return false;
    note(turn, `one word away from the command "${near}"`);
    runCommand(turn, near);
    return true;
  },
};

export const closeCandidates: Step = {
  name: 'close candidates to choose from',
  take(turn, { text, found }) {
    const { talk } = turn;
    const hit = found();
    const top = hit.top.map(({ id, probability }) => ({ id, probability }));
    // In a task a vague hit is rather a bad answer than a new question.
    const vague = activeFrame(talk) !== undefined && !isQuestion(text, talk.language);
    if (hit.zone !== 'clarify' || top.length === 0 || vague) return false;
    const candidates = top.slice(0, 3).map((c) => c.id);
    if (talk.misses >= 2) { noMatch(turn, { top, probability: hit.probability }); return true; } // asked back often enough
    talk.misses += 1;
    talk.wanted = text;
    talk.offer = { kind: 'clarify', candidates, question: text };
    const things = new Set(candidates.map((id) => (id.startsWith('ask:') ? turn.kit.pack.answers[id.slice(4)]?.entity : undefined)));
    const [thing] = things;
    if (things.size === 1 && thing !== undefined) talk.topic = { entity: thing, template: talk.topic?.template ?? '' }; // whatever is meant, it is about this
    decide(turn, { rule: 'clarify', intent: null, zone: 'clarify', probability: hit.probability, top, flow: activeFrame(talk)?.flow ?? null });
    note(turn, `close candidates: ${targetCards(turn.kit.pack, candidates, talk.language).map((c) => c.label).join(' / ')}`);
    askPending(turn);
    return true;
  },
};

export const nothing: Step = {
  name: 'anything at all',
  take(turn, { text, found }) {
    const { talk } = turn;
    const hit = found();
    if (talk.offer?.kind === 'anything-else') talk.offer = null;
    if (activeFrame(talk) === undefined) talk.wanted = text;
    noMatch(turn, { top: hit.top.map(({ id, probability }) => ({ id, probability })), probability: hit.probability });
    return true;
  },
};
