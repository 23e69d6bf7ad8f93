// A flow that the hub begins: a queue call, a reminder, a survey. No greeting; its first words are the first that are said.
import type { Filled } from '../flow/machine.ts';
import { textIn } from '../pack/compiled.ts';
import { sentence } from '../pack/expand-graph.ts';
import type { CompiledSlot } from '../pack/compiled.ts';
import { endSession } from './end.ts';
import { slotText } from './fill.ts';
import { startFlow } from './flows.ts';
import { readSlotText } from './reading.ts';
import { decide, note } from './turn.ts';
import type { Turn } from './turn.ts';

/** A longer value cannot be read from across the hall. */
const LONGEST_CALLED = 24;

/** Begins it with what the hub fills in; a name the pack does not have ends the session politely and leaves an incident. */
export function beginNotice(turn: Turn, name: string, given: Record<string, unknown>): void {
  const { talk, kit } = turn;
  const flow = kit.pack.flows[name];
  if (flow?.notice !== true) {
    const why = flow === undefined ? 'is not in the pack' : 'is not marked `notice: true`';
    turn.effects.push({ type: 'record', data: { type: 'foyer.incident', code: 'notice-unknown', text: `The hub began "${name}", which ${why} (${kit.pack.pack.name} ${kit.pack.pack.version}).`, facts: { name, pack: kit.pack.pack.name, version: kit.pack.pack.version }, session: talk.session } });
    note(turn, `the notice "${name}" ${why}`);
    decide(turn, { rule: 'notice', intent: `flow:${name}`, zone: 'unknown', probability: 0 });
    endSession(turn, 'done', 'goodbye');
    return;
  }
  talk.notice = true;
  const slots: Record<string, Filled> = {};
  for (const [id, value] of Object.entries(given)) {
    const slot = flow.slots.find((s) => s.id === id);
    const filled = slot === undefined ? null : filledBy(turn, slot, value);
    if (filled === null) note(turn, `the hub's "${id}" fits no slot`);
    else slots[id] = filled;
  }
  talk.called = Object.fromEntries(kit.pack.pack.languages.map((language) => [language, {
    title: sentence(textIn(flow.title, language)),
    facts: flow.slots.flatMap((slot) => {
      const filled = slots[slot.id];
      const value = filled === undefined ? '' : slotText(slot, filled, language);
      return value === '' || value.length > LONGEST_CALLED ? [] : [{ label: sentence(textIn(slot.label, language)), value }];
    }).slice(0, 3),
  }]));
  decide(turn, { rule: 'notice', intent: `flow:${name}`, flow: name, zone: 'answer' });
  note(turn, `begun by the hub with ${Object.keys(slots).join(', ') || 'nothing'} filled in`);
  startFlow(turn, name, slots);
}

/** The hub knows its values: they are taken as they are, and shown as the type shows them where it can read them. */
function filledBy(turn: Turn, slot: CompiledSlot, value: unknown): Filled | null {
  if (value === undefined || value === null) return null;
  if (slot.type === 'choice') {
    const option = slot.choices.find((o) => o.id === value);
    return option === undefined ? null : { value: option.id, text: textIn(option.label, turn.talk.language), confidence: 1 };
  }
  if (typeof value === 'object') return { value, text: JSON.stringify(value), confidence: 1 };
  const reading = typeof value === 'string' && slot.type !== 'free-text' ? readSlotText(turn, slot, value, true) : null;
  return reading === null ? { value, text: String(value), confidence: 1 } : { value: reading.value, text: reading.text, confidence: 1 };
}
