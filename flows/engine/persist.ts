// The one place where a conversation becomes plain JSON and comes back: a versioned envelope round the machine's snapshot.
import type { CompiledPack } from './pack/compiled.ts';
import type { ConversationMachine } from './conversation-machine.ts';
import { emptyTalk } from './talk.ts';
import type { Talk } from './talk.ts';

const ENVELOPE_VERSION = 1;

/** What is written to disk. `pack` names the content the conversation was held with. */
export interface Envelope { v: typeof ENVELOPE_VERSION; pack: { name: string; version: string }; state: string; talk: Talk }

type Snapshot = ReturnType<ConversationMachine['resolveState']>;

export function persist(pack: CompiledPack, snapshot: Snapshot): Envelope {
  return { v: ENVELOPE_VERSION, pack: { name: pack.pack.name, version: pack.pack.version }, state: String(snapshot.value), talk: snapshot.context.talk };
}

/**
 * The snapshot of an envelope. Of a foreign version nothing is kept. With another version of the pack the tasks that no
 * longer fit are dropped, the visitor stays.
 */
export function restore(pack: CompiledPack, machine: ConversationMachine, saved: unknown): Snapshot {
  const envelope = saved as Partial<Envelope> | null | undefined;
  if (envelope?.v !== ENVELOPE_VERSION || envelope.talk === undefined || typeof envelope.state !== 'string') return machine.resolveState({ value: 'away', context: { talk: emptyTalk() } });
  const same = envelope.pack?.name === pack.pack.name && envelope.pack.version === pack.pack.version;
  const talk = same ? envelope.talk : fitting(pack, envelope.talk);
  const known = Object.hasOwn(machine.states, envelope.state) && (same || talk.frames.length === envelope.talk.frames.length);
  return machine.resolveState({ value: known ? envelope.state : talk.session === '' ? 'away' : talk.escalation?.stage ?? 'open', context: { talk } });
}

function fitting(pack: CompiledPack, talk: Talk): Talk {
  const frames = talk.frames.filter((frame) => {
    const flow = pack.flows[frame.flow];
    return flow !== undefined && flow.steps.some((s) => s.id === frame.step) && Object.keys(frame.slots).every((id) => flow.slots.some((slot) => slot.id === id));
  });
  const offer = talk.offer?.kind === 'clarify' && !talk.offer.candidates.every((c) => pack.targets.some((t) => t.id === c)) ? null : talk.offer;
  return { ...talk, frames, offer };
}
