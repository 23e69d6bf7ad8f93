// One event in, one turn out: the dispatcher, and what every turn ends with (record, listen, forget).
import type { Decision, EventData } from '../../protocol/conversation.ts';
import type { ConversationEvent, Effect } from '../contract.ts';
import { textIn } from '../pack/compiled.ts';
import { emptyTalk } from '../talk.ts';
import type { Talk } from '../talk.ts';
import { afterUpdate } from './after-update.ts';
import { settleCall } from './calls.ts';
import { runCommand, sayGoodbye, switchLanguage } from './commands.ts';
import { onDeskMessage } from './desk.ts';
import { endSession } from './end.ts';
import { listenEffect } from './expect.ts';
import { hear } from './hear.ts';
import { noInput } from './ladder.ts';
import { pendingOf } from './pending.ts';
import { answersPrivately, privateTexts, redactRecord } from './redact.ts';
import { beginTurn, decide, note, say, sayPrompt, show } from './turn.ts';
import type { Input, Kit, Turn } from './turn.ts';
import { touch } from './touch.ts';
import { listeningView } from './views.ts';
import { beginNotice } from './notice.ts';

export interface Taken { talk: Talk; effects: Effect[]; decision: Decision | null }

/** Characters of one utterance, and lines of the transcript that are kept. */
const LONGEST_UTTERANCE = 500;
const TRANSCRIPT_LINES = 200;

/** `before` is not changed. */
export function takeTurn(kit: Kit, before: Talk, event: ConversationEvent): Taken {
  const talk = JSON.parse(JSON.stringify(before)) as Talk;
  const turn = beginTurn(kit, talk, event.at, inputOf(event));
  if (event.type !== 'session-started' && talk.session === '') return { talk: before, effects: [], decision: null };
  if (event.type === 'session-started') begin(turn, event);
  else { talk.at = event.at; if (!afterUpdate(turn, event)) dispatch(turn, event); takeUp(turn); fillSilence(turn); }
  return close(turn, before);
}

function inputOf(event: ConversationEvent): Input {
  switch (event.type) {
    case 'utterance': return { kind: event.typed === true ? 'text' : 'speech', text: event.text, confidence: event.confidence };
    case 'touch': return { kind: 'touch', text: event.value === undefined ? event.id : `${event.id}=${event.value}`, confidence: null };
    case 'back': case 'start-over': case 'human-wanted': return { kind: 'touch', text: event.type, confidence: null };
    case 'silence': return { kind: 'silence', text: '', confidence: null };
    default: return { kind: 'start', text: '', confidence: null };
  }
}

function dispatch(turn: Turn, event: Exclude<ConversationEvent, { type: 'session-started' }>): void {
  const { talk } = turn;
  switch (event.type) {
    case 'utterance':
      talk.transcript.push({ who: 'visitor', text: event.text.slice(0, LONGEST_UTTERANCE), at: event.at, confidence: event.confidence });
      hear(turn, event.text.slice(0, LONGEST_UTTERANCE), event.confidence, (event.alternatives ?? []).slice(0, 4).map((a) => a.slice(0, LONGEST_UTTERANCE)));
      return;
    case 'touch': talk.misses = event.value !== undefined ? talk.misses : 0; touch(turn, event.id, event.value); return;
    case 'silence': silence(turn); return;
    case 'language-chosen': if (event.language !== talk.language) switchLanguage(turn, event.language); return;
    case 'back': runCommand(turn, 'back', 'touch'); return;
    case 'start-over': runCommand(turn, 'start-over', 'touch'); return;
    case 'human-wanted': runCommand(turn, 'human', 'touch'); return;
    case 'call-settled':
      if (talk.escalation?.stage === 'talking') talk.later = [...talk.later ?? [], event]; // the human has the word
      else settleCall(turn, event);
      return;
    case 'desk-message': onDeskMessage(turn, event.message); return;
    case 'interrupted': markHeard(turn, event.heard); return;
    case 'idle-expired': endSession(turn, 'idle', null); return;
  }
}

/** What connectors answered while a human had the word, once the kiosk speaks again. */
function takeUp(turn: Turn): void {
  const { talk } = turn;
  const { later } = talk;
  if (later === undefined || talk.escalation !== null || turn.over) return;
  delete talk.later;
  for (const settled of later) settleCall(turn, settled);
}

/** Words are never met with silence: while a call is under way there is no question to ask again, but something to say. */
function fillSilence(turn: Turn): void {
  const { talk } = turn;
  const spoken = turn.input.kind === 'speech' || turn.input.kind === 'text';
  if (spoken && turn.said.length === 0 && !turn.over && talk.escalation === null && pendingOf(turn.kit.pack, talk).kind === 'call') sayPrompt(turn, 'still-busy');
}

function begin(turn: Turn, event: Extract<ConversationEvent, { type: 'session-started' }>): void {
  const { pack } = turn.kit.pack;
  const language = pack.languages.includes(event.language) ? event.language : pack.languages[0] ?? 'zh';
  // A session that never ended (power cut) is closed in the records; nothing of it is carried over.
  if (turn.talk.session !== '' && turn.talk.session !== event.session) turn.effects.push({ type: 'record', data: ended(turn.talk, 'idle') });
  turn.talk = { ...emptyTalk(), session: event.session, language, startedAt: event.at, at: event.at, ...(event.survey === false ? { survey: false } : {}) };
  turn.effects.push({ type: 'record', data: { type: 'foyer.session.started', session: event.session, by: event.by, language, pack: pack.name, packVersion: pack.version } });
  if (event.flow !== undefined) { beginNotice(turn, event.flow, event.slots ?? {}); return; }
  show(turn, listeningView(turn));
  say(turn, textIn(pack.greeting, language), 'greeting');
}

function silence(turn: Turn): void {
  const { talk, kit } = turn;
  if (talk.escalation !== null) {
    decide(turn, { rule: 'no-input', intent: 'desk:waiting' });
    if (talk.escalation.stage === 'waiting' && (talk.variants['human-waiting'] ?? 0) < 2) sayPrompt(turn, 'human-waiting');
    return;
  }
  const pending = pendingOf(kit.pack, talk);
  if (pending.kind === 'call') { decide(turn, { rule: 'no-input', intent: 'busy' }); return; }
  if (pending.kind === 'offer' && pending.offer.kind === 'survey') { decide(turn, { rule: 'no-input', intent: 'survey:none' }); endSession(turn, 'visitor', 'goodbye'); return; }
  if (pending.kind === 'offer' && pending.offer.kind === 'anything-else' && pending.offer.parting === true) {
    decide(turn, { rule: 'no-input', intent: 'anything-else:no' });
    note(turn, 'silence after thanks');
    sayGoodbye(turn);
    return;
  }
  noInput(turn);
}

/** The visitor spoke over the kiosk: what was not heard is not in the transcript. */
function markHeard(turn: Turn, heard: string): void {
  const line = turn.talk.transcript.at(-1);
  if (line !== undefined && line.who !== 'visitor' && line.text.startsWith(heard)) line.text = `${heard}…`;
}

function ended(talk: Talk, reason: string): EventData {
  return { type: 'foyer.session.ended', session: talk.session, reason, turns: talk.turn, rating: talk.rating };
}

function close(turn: Turn, before: Talk): Taken {
  const { talk, kit, effects } = turn;
  talk.transcript = talk.transcript.slice(-TRANSCRIPT_LINES);
  if (turn.decision !== null) { if (turn.bridged) talk.bridged = true; else delete talk.bridged; }
  const decision = turn.decision === null ? null : { ...turn.decision, flow: talk.frames.at(-1)?.flow ?? turn.finished?.flow ?? null, slots: slotsOf(turn), why: turn.why };
  const frames = [...before.frames, ...talk.frames, ...(turn.finished === null ? [] : [turn.finished])];
  const secrets = privateTexts(kit.pack, frames);
  const wordless = decision !== null && answersPrivately(kit.pack, before, frames, decision.rule);
  const end = effects.findIndex((e) => e.type === 'end');
  const tail = end >= 0 ? effects.splice(end) : [];
  if (decision !== null) {
    talk.turn += 1;
    effects.push({ type: 'record', data: { type: 'foyer.turn', session: talk.session, turn: talk.turn, language: talk.language, input: turn.input, decision, said: [...turn.said], view: talk.view?.kind ?? '', latencyMs: null } });
  }
  if (turn.said.length > 0 && !turn.keepsLast) talk.lastSaid = [...turn.said];
  const [finish] = tail;
  if (turn.over && finish?.type === 'end') effects.push({ type: 'record', data: ended(talk, finish.reason) }, finish);
  else if (listens(turn)) effects.push(listenEffect(kit.pack, talk));
  const kept = effects.map((e) => (e.type === 'record' ? { ...e, data: redactRecord(kit.pack, e.data, secrets, wordless) } : e));
  return { talk: turn.over ? emptyTalk() : talk, effects: kept, decision };
}

/** Barge-in and typing signs change nothing about listening; everything else opens the ear again. */
function listens(turn: Turn): boolean {
  return turn.decision !== null || turn.effects.some((e) => e.type === 'say' || (e.type === 'show' && turn.input.kind === 'start'));
}

/** Slots of the task worked on; of one that ended in this turn, its last ones. */
function slotsOf(turn: Turn): Record<string, unknown> {
  const frame = turn.finished ?? turn.talk.frames.at(-1);
  if (frame === undefined) return {};
  note(turn, `slots: ${Object.keys(frame.slots).join(', ') || 'none'}`);
  return Object.fromEntries(Object.entries(frame.slots).map(([id, filled]) => [id, filled.value]));
}
