// What a touched card, button or key means: the open question first, then everything that can be opened by its id.
import { targetOf } from '../cards.ts';
import { isNotice, openTarget } from './answers.ts';
import { answerYesNoOffer, declineClarify, dropForNew, finishFirst, rate } from './answer-offer.ts';
import { answerSlot, choose, confirm, fillSlots } from './answer-pending.ts';
import { askPending, showPending } from './ask.ts';
import { runCommand } from './commands.ts';
import { endSession } from './end.ts';
import { isGraphTarget } from './graph-questions.ts';
import { reopenByTouch } from './corrections.ts';
import { noMatch } from './ladder.ts';
import { pendingOf } from './pending.ts';
import { decide, flowOf, note, sayPrompt, show } from './turn.ts';
import type { Turn } from './turn.ts';
import { listeningView } from './views.ts';
import { textIn } from '../pack/compiled.ts';

/** Whoever typed a name or an address into its field means what stands there, also where no rule knows it for one. */
const WRITTEN = new Set<string>(['person-name', 'address']);

/** `rule` names what led here: a finger, or a spoken number. */
export function touch(turn: Turn, id: string, value: string | undefined, rule = 'touch'): void {
  if (onPending(turn, id, value, rule)) return;
  const { talk } = turn;
  switch (id) {
    case 'back': case 'cancel': case 'repeat': case 'help': case 'human': runCommand(turn, id, rule); return;
    case 'start-over': runCommand(turn, 'start-over', rule); return;
    case 'done': runCommand(turn, 'goodbye', rule); return;
    case 'home': {
      decide(turn, { rule, intent: 'home' });
      talk.offer = null;
      if (talk.frames.length > 0) askPending(turn); else show(turn, listeningView(turn));
      return;
    }
    case 'none': decide(turn, { rule, intent: 'none' }); talk.offer = null; askPending(turn, { spoken: false }); return;
  }
  if (id.startsWith('survey:')) { const rating = Number(id.slice(7)); if (rating >= 1 && rating <= 5) { rate(turn, Math.round(rating)); return; } }
  const target = openable(turn, id);
  if (target !== undefined && !isNotice(turn.kit.pack, target)) {
    note(turn, `touched ${id}`);
    const inTask = talk.frames.length > 0;
    openTarget(turn, target, { rule: inTask ? 'digression' : rule, question: '' });
    return;
  }
  note(turn, `nothing answers to "${id}"`);
  decide(turn, { rule, intent: null, zone: 'unknown', probability: 0 });
  showPending(turn);
}

function openable(turn: Turn, id: string): string | undefined {
  const { pack } = turn.kit;
  const [kind, name] = [id.slice(0, Math.max(0, id.indexOf(':'))), id.slice(id.indexOf(':') + 1)];
  if (kind === 'entry' && pack.entries[name] !== undefined) return id;
  if (kind === 'flow' && pack.flows[name] !== undefined) return id;
  if (kind === 'ask' && pack.answers[name] !== undefined) return id;
  if (isGraphTarget(turn, id)) return id;
  const card = pack.pack.home.find((c) => c.id === id);
  return targetOf(pack, card?.opens ?? id);
}

function onPending(turn: Turn, id: string, value: string | undefined, rule: string): boolean {
  const { talk, kit } = turn;
  if (talk.escalation !== null) return false;
  const pending = pendingOf(kit.pack, talk);
  switch (pending.kind) {
    case 'open': case 'call': return false;
    case 'offer': {
      const { offer } = pending;
      if (offer.kind === 'clarify') {
        if (id === 'none') { declineClarify(turn); return true; }
        if (!offer.candidates.includes(id)) return false;
        openTarget(turn, id, { rule, question: offer.question });
        return true;
      }
      if (offer.kind === 'too-deep') {
        if (id === 'finish') finishFirst(turn, rule); else if (id === 'drop') dropForNew(turn, offer, rule); else return false;
        return true;
      }
      if (offer.kind === 'survey' && !id.startsWith('survey:')) { decide(turn, { rule: 'survey', intent: 'survey:none' }); endSession(turn, 'visitor', 'goodbye'); return true; }
      if (offer.kind === 'survey' || (id !== 'yes' && id !== 'no')) return false;
      answerYesNoOffer(turn, offer, id === 'yes');
      return true;
    }
    case 'slot': {
      const { frame, slot } = pending;
      if (id === 'more') { turnPage(turn, rule); return true; }
      if (id === 'skip' && slot.optional) { fillSlots(turn, frame, { [slot.id]: { value: null, text: '', confidence: 1 } }, 'skipped by touch', { rule }); return true; }
      if ((id === 'yes' || id === 'no') && slot.type === 'yes-no') { fillSlots(turn, frame, { [slot.id]: { value: id === 'yes', text: id, confidence: 1 } }, 'touched', { rule }); return true; }
      const option = slot.choices.find((o) => o.id === id || (id === 'slot' && o.id === value));
      if (option !== undefined) { fillSlots(turn, frame, { [slot.id]: { value: option.id, text: textIn(option.label, talk.language), confidence: 1 } }, 'touched', { rule }); return true; }
      // An option may share its id with a question answered before: what is asked now goes first.
      const done = value === undefined && id !== slot.id ? flowOf(turn, frame).slots.find((s) => s.id === id && frame.slots[id] !== undefined) : undefined;
      if (done !== undefined) { reopenByTouch(turn, frame, done, rule); return true; }
      if (id !== 'slot' && id !== slot.id) return false;
      if (value !== undefined && (answerSlot(turn, frame, slot, value, true) || answerSlot(turn, frame, slot, value, false))) return true;
      if (value !== undefined && WRITTEN.has(slot.type) && /[\p{L}\p{N}]{2}|\p{Script=Han}/u.test(value)) {
        const written = value.trim().replace(/\s+/g, ' ');
        fillSlots(turn, frame, { [slot.id]: { value: written, text: written, confidence: 1 } }, 'taken as it was typed', { rule });
        return true;
      }
      talk.misses += 1;
      decide(turn, { rule, intent: `slot:${slot.id}`, flow: frame.flow, zone: 'unknown', probability: 0 });
      note(turn, `"${value ?? ''}" is not a ${slot.type}`);
      if (talk.misses >= 3) { noMatch(turn, { counted: true }); return true; }
      sayPrompt(turn, 'slot-invalid', { label: textIn(slot.label, talk.language) });
      showPending(turn, pending);
      return true;
    }
    case 'choose': {
      if (id === 'more') { turnPage(turn, rule); return true; }
      if (!pending.options.some((o) => o.id === id)) return false;
      decide(turn, { rule, intent: `choice:${id}`, flow: pending.frame.flow, zone: 'answer' });
      choose(turn, pending.frame, id, 'touched');
      return true;
    }
    case 'confirm': {
      if (id !== 'yes' && id !== 'no') return false;
      decide(turn, { rule, intent: `confirm:${id}`, flow: pending.frame.flow, zone: 'answer' });
      confirm(turn, pending.frame, id === 'yes');
      return true;
    }
  }
}

function turnPage(turn: Turn, rule: string): void {
  const frame = turn.talk.frames.at(-1);
  if (frame !== undefined) frame.page += 1;
  decide(turn, { rule, intent: 'more', flow: frame?.flow ?? null });
  showPending(turn);
}
