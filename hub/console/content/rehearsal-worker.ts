// The kiosk's own engine beside the page: checks a draft while it is typed and answers a rehearsed visit. In a worker, because
// training the matcher takes a moment in which nobody should have to wait for a key stroke.
import { createConversation } from '../../../flows/engine/conversation.ts';
import { compilePack } from '../../../flows/engine/pack/compile.ts';
import type { CompiledPack } from '../../../flows/engine/pack/compiled.ts';
import type { Problem } from '../../../flows/engine/pack/problem.ts';
import { createRehearsal, type Played, type Rehearsal } from '../../../flows/engine/rehearse.ts';
import type { View } from '../../../flows/protocol/screen.ts';
import type { PackProblem } from '../api.ts';
import type { FromWorker, RehearsedTurn, ToWorker } from './rehearsal-messages.ts';

let pack: CompiledPack | undefined;
let conversation: ReturnType<typeof createConversation> | undefined;
let rehearsal: Rehearsal | undefined;

const plain = (problems: readonly Problem[]): PackProblem[] => problems.map(({ file, line, what, how }) => ({ file, line, what, how }));

function cardsOf(view: View | undefined): { id: string; label: string }[] {
  if (!view) return [];
  switch (view.kind) {
    case 'answer': case 'ticket': case 'escalation': return view.buttons;
    case 'listening': return view.cards;
    case 'choice': return view.choices;
    case 'form': return view.input.choices;
    case 'confirm': return [view.yes, view.no];
    default: return [];
  }
}
function turnOf(played: Played): RehearsedTurn {
  const view = played.effects.findLast((effect) => effect.type === 'show')?.view;
  const { decision } = played;
  return {
    said: played.effects.flatMap((effect) => (effect.type === 'say' ? [effect.text] : [])),
    rule: decision?.rule ?? null, entry: decision?.entry ?? null, flow: decision?.flow ?? null, zone: decision?.zone ?? null, probability: decision?.probability ?? null, why: decision?.why ?? [],
    cards: cardsOf(view).map(({ id, label }) => ({ id, label })), headline: view && 'headline' in view && typeof view.headline === 'string' ? view.headline : '', ended: played.ended,
  };
}
function answer(message: ToWorker): FromWorker {
  if (message.type === 'check') {
    const result = compilePack(message.files);
    return { type: 'checked', id: message.id, problems: result.ok ? [] : plain(result.problems), warnings: result.ok ? plain(result.warnings) : [] };
  }
  if (message.type === 'prepare') {
    const result = compilePack(message.files);
    pack = result.ok ? result.pack : undefined;
    rehearsal = undefined;
    conversation = pack && createConversation(pack);
    return { type: 'prepared', id: message.id };
  }
  if (!pack) return { type: 'failed', id: message.id, text: 'no-pack' };
  if (message.type === 'begin' || !rehearsal) {
    conversation ??= createConversation(pack);
    rehearsal = createRehearsal(conversation, pack, { language: message.type === 'begin' ? message.language : pack.pack.languages[0] ?? 'zh' });
    const begun = rehearsal.begin();
    if (message.type === 'begin') return { type: 'turn', id: message.id, turn: turnOf(begun) };
  }
  return { type: 'turn', id: message.id, turn: turnOf(rehearsal.play(message.type === 'say' ? { user: message.text, expect: {} } : { touch: message.card, expect: {} })) };
}

addEventListener('message', (event: MessageEvent<ToWorker>) => {
  try {
    postMessage(answer(event.data));
  } catch (error) {
    postMessage({ type: 'failed', id: event.data.id, text: String(error) } satisfies FromWorker);
  }
});
