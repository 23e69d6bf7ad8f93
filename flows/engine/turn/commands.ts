// Carries out what works at any moment: by voice, by touch and by the fixed bar alike.
import type { Language } from '../../protocol/language.ts';
import type { Command } from '../command-phrases.ts';
import { askPending, showPending } from './ask.ts';
import { endSession } from './end.ts';
import { cancelTask, resumeTask, stepBack } from './flows.ts';
import { raiseHand } from './raise.ts';
import { activeFrame, decide, flowOf, note, otherLanguage, say, sayPrompt, show, task } from './turn.ts';
import type { Turn } from './turn.ts';
import { escalationView } from './views.ts';

export function runCommand(turn: Turn, command: Command, rule = 'global-command'): void {
  const { talk } = turn;
  decide(turn, { rule, intent: `command:${command}`, flow: activeFrame(talk)?.flow ?? null });
  talk.misses = 0;
  switch (command) {
    case 'cancel': cancelSomething(turn); return;
    case 'back': stepBack(turn); return;
    case 'repeat': repeat(turn); return;
    case 'help': sayPrompt(turn, 'help'); askPending(turn, { spoken: activeFrame(talk) !== undefined || talk.offer?.kind === 'clarify' }); return;
    case 'louder': case 'quieter': case 'slower': case 'faster': case 'larger':
      turn.effects.push({ type: 'comfort', change: command });
      sayPrompt(turn, command);
      turn.keepsLast = true;
      // Who asks for it has just missed something.
      if (command === 'louder' || command === 'slower') for (const text of talk.lastSaid) say(turn, text, 'repeat');
      return;
    case 'language': switchLanguage(turn, otherLanguage(turn)); return;
    case 'human': raiseHand(turn, 'request'); return;
    case 'start-over': endSession(turn, 'start-over', 'start-over'); return;
    case 'goodbye': sayGoodbye(turn); return;
    case 'resume': resumeOrGoOn(turn); return;
    case 'hello': if (courtesyMeanwhile(turn)) return; if (activeFrame(talk) === undefined && talk.offer === null) sayPrompt(turn, 'hello'); askPending(turn); return;
    case 'thanks': if (courtesyMeanwhile(turn)) return; if (activeFrame(talk) !== undefined) askPending(turn); else { talk.offer = { kind: 'anything-else', parting: true }; sayPrompt(turn, 'welcome'); } return;
  }
}

/** While a human is waited for, no question of a task is asked again. */
function courtesyMeanwhile(turn: Turn): boolean {
  const { talk } = turn;
  if (talk.escalation === null) return false;
  sayPrompt(turn, 'human-waiting');
  show(turn, escalationView(turn, talk.escalation.stage));
  return true;
}

function cancelSomething(turn: Turn): void {
  const { talk } = turn;
  if (talk.escalation !== null) {
    turn.effects.push({ type: 'escalate', message: { kind: 'cancel', escalation: talk.escalation.id, session: talk.session, at: turn.at } });
    talk.escalation = null;
    sayPrompt(turn, 'human-cancelled');
    leaveHandOver(turn);
    goOn(turn);
    return;
  }
  if (talk.offer !== null && talk.offer.kind !== 'anything-else' && talk.frames.length > 0) { talk.offer = null; goOn(turn); return; }
  cancelTask(turn);
}

/** A task that had handed over to the human who is not wanted any more: back to its last choice, or given up. */
function leaveHandOver(turn: Turn): void {
  const { talk } = turn;
  const frame = activeFrame(talk);
  if (frame === undefined) return;
  const { steps } = flowOf(turn, frame);
  const step = steps.find((s) => s.id === frame.step);
  if (step === undefined || !('escalate' in step)) return;
  const last = steps.find((s) => s.id === frame.trail.at(-1));
  if (last !== undefined && 'choose' in last) { frame.step = last.id; return; }
  note(turn, `the task ${frame.flow} had nothing left but the human`);
  talk.frames.pop();
  task(turn, frame.flow, 'cancelled');
}

/** Where the conversation goes when a human is out of it again: the interrupted task, else an open question. */
export function goOn(turn: Turn): void {
  const { talk } = turn;
  const frame = activeFrame(talk);
  if (frame === undefined) {
    talk.offer = { kind: 'anything-else' };
    askPending(turn);
    return;
  }
  resumeTask(turn);
}

function repeat(turn: Turn): void {
  const last = turn.talk.lastSaid;
  if (last.length === 0) sayPrompt(turn, 'nothing-to-repeat');
  for (const text of last) say(turn, text, 'repeat');
}

/** Slots and tasks stay; everything is asked and shown again in the other language. */
export function switchLanguage(turn: Turn, language: Language | undefined): void {
  const { talk, kit } = turn;
  if (language === undefined || !kit.pack.pack.languages.includes(language)) {
    sayPrompt(turn, 'language-only');
    askPending(turn, { spoken: false });
    return;
  }
  talk.language = language;
  turn.effects.push({ type: 'language', language });
  sayPrompt(turn, 'language-switched');
  if (talk.escalation !== null) show(turn, escalationView(turn, talk.escalation.stage));
  else askPending(turn);
}

/** A visitor who got something done is asked for a rating first; silence or any answer ends it. */
export function sayGoodbye(turn: Turn): void {
  const { talk } = turn;
  if (talk.notice !== true && talk.counters.completed > 0 && talk.offer?.kind !== 'survey' && talk.rating === null && talk.survey !== false) {
    for (const frame of talk.frames.splice(0).toReversed()) task(turn, frame.flow, 'cancelled');
    talk.offer = { kind: 'survey' };
    askPending(turn);
    return;
  }
  endSession(turn, 'visitor', 'goodbye');
}

/** "Go on with the first thing": the oldest open task comes to the top. */
function resumeOrGoOn(turn: Turn): void {
  const { talk } = turn;
  talk.offer = null;
  const top = activeFrame(talk);
  const first = talk.frames[0];
  if (top === undefined || first === undefined) { sayPrompt(turn, 'go-ahead'); showPending(turn); return; }
  if (first !== top) {
    task(turn, top.flow, 'suspended');
    talk.frames = [...talk.frames.slice(1), first];
    resumeTask(turn);
    return;
  }
  resumeTask(turn, { recorded: false });
}
