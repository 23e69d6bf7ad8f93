// The one place where a conversation becomes plain JSON and comes back: a versioned envelope round the machine's snapshot. Migrations of an
// older form, and of a conversation whose pack was replaced meanwhile, belong here and nowhere else.
import type { CompiledFlow, CompiledPack } from './pack/compiled.ts';
import type { ConversationMachine } from './conversation-machine.ts';
import { emptyTalk } from './talk.ts';
import type { Frame, Talk } from './talk.ts';

const ENVELOPE_VERSION = 1;

/**
 * What is written to disk. `pack` names the content the conversation was held with; `forms` are the slots (id -> type) of the open tasks
 * as they were then, so that a replaced pack can be told from one that still fits.
 */
export interface Envelope { v: typeof ENVELOPE_VERSION; pack: { name: string; version: string }; state: string; talk: Talk; forms?: Record<string, Record<string, string>> }

type Snapshot = ReturnType<ConversationMachine['resolveState']>;

export function persist(pack: CompiledPack, snapshot: Snapshot): Envelope {
  const { talk } = snapshot.context;
  const forms = Object.fromEntries(talk.frames.flatMap(({ flow }) => (pack.flows[flow] === undefined ? [] : [[flow, formOf(pack.flows[flow])]])));
  return { v: ENVELOPE_VERSION, pack: { name: pack.pack.name, version: pack.pack.version }, state: String(snapshot.value), talk, ...(talk.frames.length > 0 ? { forms } : {}) };
}

/**
 * The snapshot of an envelope. Of a foreign version nothing is kept. Tasks that the pack of today does not fit are dropped, which the next
 * turn says aloud (`talk.changed`); the visitor, what was said and all other tasks stay.
 */
export function restore(pack: CompiledPack, machine: ConversationMachine, saved: unknown): Snapshot {
  const envelope = saved as Partial<Envelope> | null | undefined;
  if (envelope?.v !== ENVELOPE_VERSION || envelope.talk === undefined || typeof envelope.state !== 'string') return machine.resolveState({ value: 'away', context: { talk: emptyTalk() } });
  const talk = fitting(pack, envelope.talk, envelope.forms ?? {});
  const known = Object.hasOwn(machine.states, envelope.state) && talk === envelope.talk;
  return machine.resolveState({ value: known ? envelope.state : talk.session === '' ? 'away' : talk.escalation?.stage ?? 'open', context: { talk } });
}

function formOf(flow: CompiledFlow): Record<string, string> {
  return Object.fromEntries(flow.slots.map((slot) => [slot.id, slot.type]));
}

/** The same object where everything fits. */
function fitting(pack: CompiledPack, talk: Talk, forms: Record<string, Record<string, string>>): Talk {
  const { languages } = pack.pack;
  const frames = talk.frames.filter((frame) => fits(pack, frame, forms[frame.flow]));
  const speaks = talk.session === '' || languages.includes(talk.language);
  const offered = talk.offer?.kind !== 'clarify' || talk.offer.candidates.every((c) => pack.targets.some((t) => t.id === c));
  const known = talk.topic === null || pack.entities.some((e) => e.id === talk.topic?.entity);
  if (frames.length === talk.frames.length && speaks && offered && known) return talk;
  const lost = talk.frames.filter((frame) => !frames.includes(frame)).map((frame) => frame.flow);
  return {
    ...talk, frames, offer: offered ? talk.offer : null, topic: known ? talk.topic : null, language: speaks ? talk.language : languages[0] ?? talk.language,
    ...(lost.length > 0 || !speaks || !offered ? { changed: { tasks: [...talk.changed?.tasks ?? [], ...lost], language: !speaks || talk.changed?.language === true, top: lost.length > 0 && talk.frames.at(-1) !== frames.at(-1) } } : {}),
  };
}

/** Whether a task can go on with the flow as it is now: its step, its slots, and every answer that was given. */
function fits(pack: CompiledPack, frame: Frame, form: Record<string, string> | undefined): boolean {
  const flow = pack.flows[frame.flow];
  const step = flow?.steps.find((s) => s.id === frame.step);
  if (flow === undefined || step === undefined) return false;
  if (frame.call === null ? !('ask' in step || 'choose' in step || 'confirm' in step || 'escalate' in step) : !('call' in step) || step.call !== frame.call.connector || pack.connectors[step.call] === undefined) return false;
  if (!Object.entries(frame.slots).every(([id, filled]) => {
    const slot = flow.slots.find((s) => s.id === id);
    if (slot === undefined || (form !== undefined && form[id] !== slot.type)) return false;
    return filled.value === null ? slot.optional : slot.type !== 'choice' || slot.choices.some((option) => option.id === filled.value);
  })) return false;
  // A question that was added cannot have been answered: what the task sends at its end would lack it.
  return form === undefined || flow.slots.every((slot) => slot.optional || form[slot.id] !== undefined);
}
