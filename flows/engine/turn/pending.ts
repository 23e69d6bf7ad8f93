// What the visitor was last asked, read off the conversation's memory.
import type { CompiledPack, CompiledSlot, CompiledStep, Option } from '../pack/compiled.ts';
import type { Frame, Offer, Phase, Talk } from '../talk.ts';

export type Pending =
  | { kind: 'open' }
  | { kind: 'offer'; offer: Offer }
  | { kind: 'slot'; frame: Frame; slot: CompiledSlot }
  | { kind: 'choose'; frame: Frame; step: Extract<CompiledStep, { choose: unknown }>; options: (Option & { goto: string })[] }
  | { kind: 'confirm'; frame: Frame; step: Extract<CompiledStep, { confirm: unknown }> }
  | { kind: 'call'; frame: Frame };

export function pendingOf(pack: CompiledPack, talk: Talk): Pending {
  if (talk.offer !== null) return { kind: 'offer', offer: talk.offer };
  const frame = talk.frames.at(-1);
  const flow = frame === undefined ? undefined : pack.flows[frame.flow];
  const step = flow?.steps.find((s) => s.id === frame?.step);
  if (frame === undefined || flow === undefined || step === undefined) return { kind: 'open' };
  if (frame.call !== null) return { kind: 'call', frame };
  if ('ask' in step) {
    const slot = flow.slots.find((s) => s.id === step.ask);
    if (slot !== undefined) return { kind: 'slot', frame, slot };
  }
  if ('choose' in step) return { kind: 'choose', frame, step, options: step.options };
  if ('confirm' in step) return { kind: 'confirm', frame, step };
  return { kind: 'open' };
}

export function phaseOf(pack: CompiledPack, talk: Talk): Phase {
  if (talk.session === '') return 'away';
  if (talk.escalation !== null) return talk.escalation.stage;
  const pending = pendingOf(pack, talk);
  switch (pending.kind) {
    case 'offer': return pending.offer.kind === 'clarify' ? 'clarifying' : pending.offer.kind === 'survey' ? 'surveying' : 'offering';
    case 'slot': return 'asking';
    case 'choose': return 'choosing';
    case 'confirm': return 'confirming';
    case 'call': return 'calling';
    case 'open': return 'open';
  }
}
