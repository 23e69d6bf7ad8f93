// Snapshots that earlier builds wrote: a kiosk that is updated at night opens them in the morning, and the visit goes on.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../flows/engine/contract.ts';
import type { Envelope } from '../../flows/engine/persist.ts';
import { replay } from '../../flows/engine/replay.ts';
import { createConversation } from '../../flows/engine/conversation.ts';
import { conversation, pack } from './front-desk.ts';

const FOLDER = fileURLToPath(new URL('../fixtures/snapshots', import.meta.url));
const builds = readdirSync(FOLDER);

/** What a visitor does next, and what must come of it. */
const NEXT: Record<string, { event: (at: number) => ConversationEvent; rule: string | null }> = {
  away: { event: (at) => ({ type: 'session-started', at, session: 'next', by: 'touch', language: 'zh' }), rule: null },
  open: { event: (at) => ({ type: 'utterance', at, text: '松厅多少钱', confidence: 0.9 }), rule: 'knowledge' },
  asking: { event: (at) => ({ type: 'utterance', at, text: '下午三点', confidence: 0.9 }), rule: 'slot' },
  confirming: { event: (at) => ({ type: 'touch', at, id: 'yes' }), rule: 'touch' },
  choosing: { event: (at) => ({ type: 'touch', at, id: 'change-time' }), rule: 'touch' },
  digressed: { event: (at) => ({ type: 'utterance', at, text: '取消', confidence: 0.9 }), rule: 'global-command' },
  waiting: { event: (at) => ({ type: 'utterance', at, text: 'cancel', confidence: 0.9 }), rule: 'global-command' },
  talking: { event: (at) => ({ type: 'utterance', at, text: '三零五二', confidence: 0.9 }), rule: 'escalation' },
  offering: { event: (at) => ({ type: 'touch', at, id: 'yes' }), rule: 'offer' },
  calling: { event: (at) => ({ type: 'call-settled', at, call: 'rehearsal-c1', ok: true, response: { free: true, code: 'R17' } }), rule: null },
  surveying: { event: (at) => ({ type: 'touch', at, id: 'survey:5' }), rule: 'survey' },
};

describe.each(builds)('snapshots written on %s', (build) => {
  it.each(Object.entries(NEXT))('open and go on: %s', (name, { event, rule }) => {
    const saved = JSON.parse(readFileSync(`${FOLDER}/${build}/${name}.json`, 'utf8')) as Envelope;
    const turn = conversation.handle(saved, event(saved.talk.at + 1000));
    expect(turn.decision?.rule ?? null).toBe(rule);
    expect(turn.effects.some((e) => e.type === 'say' || e.type === 'show' || e.type === 'end')).toBe(true);
    expect(turn.effects.some((e) => e.type === 'say' && e.key === 'task-updated')).toBe(false);
    if (name === 'calling') expect(turn.effects).toContainEqual(expect.objectContaining({ type: 'print' }));
  });
});

describe('a recorded visit', () => {
  const events = JSON.parse(readFileSync(fileURLToPath(new URL('../fixtures/sessions/booking-with-a-power-cut.json', import.meta.url)), 'utf8')) as ConversationEvent[];

  it('replays to the same bytes in conversations that share nothing, from the beginning and from any point', () => {
    const other = createConversation(JSON.parse(JSON.stringify(pack)) as typeof pack);
    const [once, again] = [replay(conversation, events), replay(other, events)];
    expect(JSON.stringify(again)).toBe(JSON.stringify(once));
    for (let from = 1; from < events.length; from++) expect(JSON.stringify(replay(other, events.slice(from), JSON.parse(JSON.stringify(once[from - 1]?.state)) as Envelope))).toBe(JSON.stringify(once.slice(from)));
  });

  it('still does for the visitor what it did when it was recorded', () => {
    const effects = replay(conversation, events).flatMap((turn) => turn.effects);
    expect(effects.flatMap((e) => (e.type === 'call' ? [[e.connector, e.request]] : []))).toEqual([['reserve', { room: 'cedar', date: '2026-11-24', time: '15:00', phone: '13800138000' }]]);
    expect(effects.flatMap((e) => (e.type === 'end' ? [e.reason] : []))).toEqual(['visitor']);
  });
});
