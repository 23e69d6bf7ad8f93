// The fixture pack as a conversation, and a visitor who talks to it: one line a turn, with what came of it.
import { fileURLToPath } from 'node:url';
import { createConversation } from '../../flows/engine/conversation.ts';
import type { ConversationEvent, Effect } from '../../flows/engine/contract.ts';
import { compilePack } from '../../flows/engine/pack/compile.ts';
import type { CompiledPack } from '../../flows/engine/pack/compiled.ts';
import { createRehearsal } from '../../flows/engine/rehearse.ts';
import type { Dialogue, Move, Played } from '../../flows/engine/rehearse.ts';
import type { Envelope } from '../../flows/engine/persist.ts';
import { readBundle } from '../../flows/files/read-pack.ts';
import type { View } from '../../flows/protocol/screen.ts';

export const FRONT_DESK = fileURLToPath(new URL('../fixtures/packs/front-desk', import.meta.url));

function frontDeskPack(): CompiledPack {
  const result = compilePack(readBundle(FRONT_DESK));
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
  return result.pack;
}

export const pack = frontDeskPack();
export const conversation = createConversation(pack);

export interface Heard {
  said: string[]; all: string; view: View | undefined; rule: string | null; played: Played;
  effects: Effect[]; records: string[]; state: Envelope;
}

export interface Visitor {
  say(text: string, confidence?: number): Heard;
  touch(id: string, value?: string): Heard;
  silence(): Heard;
  desk(what: 'accept' | 'say' | 'handback' | 'end' | 'nobody', text?: string): Heard;
  send(event: ConversationEvent): Heard;
  readonly ended: boolean;
  first: Heard;
}

/** A visit that has just begun. */
export function visitor(language: 'zh' | 'en', replies: Dialogue['replies'] = {}): Visitor {
  const rehearsal = createRehearsal(conversation, pack, { language, replies });
  const play = (move: Move): Heard => heard(rehearsal.play(move));
  return {
    first: heard(rehearsal.begin()),
    say: (user, confidence) => play({ user, expect: {}, ...(confidence === undefined ? {} : { confidence }) }),
    touch: (touch, value) => play({ touch, expect: {}, ...(value === undefined ? {} : { value }) }),
    silence: () => play({ silence: true, expect: {} }),
    desk: (desk, text = '') => play({ desk, text, expect: {} }),
    send: (event) => heard(rehearsal.send(event)),
    get ended() { return rehearsal.ended; },
  };
}

function heard(played: Played): Heard {
  const said = played.effects.flatMap((e) => (e.type === 'say' ? [e.text] : []));
  const views = played.effects.flatMap((e) => (e.type === 'show' ? [e.view] : []));
  const records = played.effects.flatMap((e) => (e.type === 'record' ? [e.data.type === 'foyer.task' ? `${e.data.flow} ${e.data.change}` : e.data.type] : []));
  return { said, all: said.join(' '), view: views.at(-1), rule: played.decision?.rule ?? null, played, effects: played.effects, records, state: played.state as Envelope };
}
