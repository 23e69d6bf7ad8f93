// The moves of a random walk: each is a kind and a number, and only at its place in the walk becomes an event. So a walk can be cut down to the
// few moves that matter and still makes sense.
import type { EscalateDown } from '../../protocol/escalation.ts';
import type { Language } from '../../protocol/language.ts';
import { isoDate } from '../calendar.ts';
import type { ConversationEvent } from '../contract.ts';
import { phrasesIn, textIn } from '../pack/compiled.ts';
import type { CompiledPack } from '../pack/compiled.ts';
import type { Envelope } from '../persist.ts';
import { cardIds } from '../rehearse-compare.ts';
import { replyTo } from '../rehearse.ts';
import { seededRandom } from '../understanding/seeded-random.ts';
import { answersTo } from './answers.ts';
import type { Call } from './driver.ts';
import { COMMANDS, NONSENSE } from './probes.ts';

const KINDS = ['answer', 'say', 'card', 'command', 'key', 'button', 'silence', 'reply', 'desk', 'interrupt', 'restart', 'idle', 'odd'] as const;
const WEIGHTS: Record<(typeof KINDS)[number], number> = { answer: 34, say: 16, card: 14, command: 9, key: 3, button: 4, silence: 4, reply: 20, desk: 8, interrupt: 2, restart: 2, idle: 1, odd: 2 };

export interface WalkMove { kind: (typeof KINDS)[number]; n: number }

export function randomMoves(count: number, seed: number): WalkMove[] {
  const random = seededRandom(seed);
  const total = KINDS.reduce((sum, kind) => sum + WEIGHTS[kind], 0);
  return Array.from({ length: count }, () => {
    let left = random() * total;
    const kind = KINDS.find((k) => (left -= WEIGHTS[k]) < 0) ?? 'answer';
    return { kind, n: Math.floor(random() * 2 ** 32) };
  });
}

/** What can be said: gathered once for a pack. */
export interface Sentences { zh: string[]; en: string[] }

export function sentencesOf(pack: CompiledPack): Sentences {
  const gather = (language: Language): string[] => [
    ...pack.targets.filter((t) => t.language === language).flatMap((t, i) => t.phrases.slice(0, t.id.startsWith('flow:') ? 3 : i % 7 === 0 ? 1 : 0)),
    ...pack.lexicon.sensitive.flatMap((rule) => phrasesIn(rule.words, language)), NONSENSE[language],
    ...(language === 'zh' ? ['是的', '不是', '不对', '第二个', '好的', '不用了', '明天下午三点', '一三八零零一三八零零零', '没有了', '不知道', ''] : ['yes', 'no', 'that is wrong', 'the second one', 'okay', 'no thanks', 'tomorrow at three', 'one three eight', 'nothing else', 'I do not know', '']),
  ];
  return { zh: gather('zh'), en: gather('en') };
}

export interface Place { pack: CompiledPack; sentences: Sentences; state: Envelope; at: number; calls: readonly Call[]; settled: readonly Call[]; visits: number; seq: number }

/** The event a move means here; null for moves that are no event (a restart). */
export function eventOf(move: WalkMove, place: Place): ConversationEvent | null {
  const { state, at, pack } = place;
  const { talk } = state;
  const pick = <T>(all: readonly T[], shift = 0): T | undefined => all[Math.floor(move.n / (shift + 1)) % Math.max(1, all.length)];
  const notice = move.n % 9 === 0 ? pick(Object.values(pack.flows).filter((flow) => flow.notice === true)) : undefined;
  if (talk.session === '' && notice !== undefined) return { type: 'session-started', at, session: `walk-${place.visits}`, by: 'hub', language: pick(pack.pack.languages) ?? 'zh', flow: notice.id };
  if (talk.session === '') return { type: 'session-started', at, session: `walk-${place.visits}`, by: pick(['wake', 'touch', 'presence'] as const) ?? 'touch', language: pick(pack.pack.languages) ?? 'zh' };
  const utterance = (text: string): ConversationEvent => ({ type: 'utterance', at, text, confidence: pick([0.95, 0.95, 0.9, 0.6, 0.2, null], 7) ?? null });
  switch (move.kind) {
    case 'answer': return answer(place, move.n, pick) ?? utterance(pick(place.sentences[talk.language]) ?? '');
    case 'say': return utterance(pick(place.sentences[move.n % 23 === 0 ? (talk.language === 'zh' ? 'en' : 'zh') : talk.language], 3) ?? '');
    case 'card': return { type: 'touch', at, id: pick(talk.view === null ? [] : cardIds(talk.view)) ?? 'home' };
    case 'command': return utterance(pick(Object.values(COMMANDS[talk.language])) ?? '');
    case 'key': return { type: 'touch', at, id: 'slot', value: pick(['13800138000', '3052', '2026-11-25', '10:00', '2', 'abc', '李明', '']) ?? '' };
    case 'button': return pick<ConversationEvent>([{ type: 'back', at }, { type: 'human-wanted', at }, { type: 'language-chosen', at, language: pick(pack.pack.languages, 5) ?? 'zh' }, { type: 'start-over', at }]) ?? null;
    case 'reply': return reply(place, move.n);
    case 'desk': return talk.escalation === null ? { type: 'human-wanted', at } : { type: 'desk-message', at, message: deskMessage(place, move.n) };
    case 'interrupt': return { type: 'interrupted', at, heard: talk.lastSaid[0]?.slice(0, move.n % 6) ?? '' };
    case 'idle': return { type: 'idle-expired', at };
    case 'odd': return pick<ConversationEvent>([{ type: 'touch', at, id: 'nothing-there' }, { type: 'call-settled', at, call: 'nobody-asked', ok: true, response: {} }, utterance('九'.repeat(400)), { type: 'touch', at, id: 'home' }, { type: 'touch', at, id: 'flow:nothing' }]) ?? null;
    case 'silence': return { type: 'silence', at };
    case 'restart': return null;
  }
}

/** A fitting answer to the open question: most of a walk goes on, else it would never get deep. */
function answer({ pack, state, at }: Place, n: number, pick: <T>(all: readonly T[], shift?: number) => T | undefined): ConversationEvent | undefined {
  const { talk } = state;
  const frame = talk.frames.at(-1);
  const flow = frame === undefined ? undefined : pack.flows[frame.flow];
  const step = flow?.steps.find((s) => s.id === frame?.step);
  if (talk.escalation !== null || flow === undefined || step === undefined || frame?.call != null) return undefined;
  const said = (text: string): ConversationEvent => ({ type: 'utterance', at, text, confidence: n % 5 === 0 ? 0.6 : 0.95 });
  if ('ask' in step) {
    const slot = flow.slots.find((s) => s.id === step.ask);
    const valid = slot === undefined ? undefined : pick(answersTo(slot, talk.language, isoDate(at, 0)), 2);
    return valid === undefined ? undefined : n % 3 === 0 && slot !== undefined && slot.type !== 'choice' && slot.type !== 'yes-no' ? { type: 'touch', at, id: 'slot', value: valid.typed } : said(pick(valid.spoken, 5) ?? '');
  }
  if ('choose' in step) return said(textIn(pick(step.options)?.label, talk.language));
  return 'confirm' in step ? { type: 'touch', at, id: n % 3 === 0 ? 'no' : 'yes' } : undefined;
}

function reply({ pack, at, calls, settled }: Place, n: number): ConversationEvent {
  const call = calls[n % Math.max(1, calls.length)];
  // With nothing to answer, an answer comes a second time.
  if (call === undefined) { const old = settled.at(-1); return old === undefined ? { type: 'silence', at } : { type: 'call-settled', at, call: old.call, ...replyTo(pack, {}, old.connector, old.request) }; }
  if (n % 5 === 0) return { type: 'call-settled', at, call: call.call, ok: false, response: {}, reason: n % 2 === 0 ? 'offline' : 'timeout' };
  const rows = pack.connectors[call.connector]?.sample ?? [];
  const row = n % 3 === 0 ? rows[n % Math.max(1, rows.length)] : undefined;
  return { type: 'call-settled', at, call: call.call, ...(row === undefined ? replyTo(pack, {}, call.connector, call.request) : { ok: true, response: row.response }) };
}

function deskMessage({ state, at, seq }: Place, n: number): EscalateDown {
  const base = { v: 1 as const, escalation: state.talk.escalation?.id ?? '', session: state.talk.session, seq: n % 11 === 0 ? Math.max(1, seq - 1) : seq, at };
  const agent = 'Li';
  const messages: EscalateDown[] = [
    { ...base, kind: 'queued', place: 1 + (n % 3), waitSeconds: 30 }, { ...base, kind: 'accepted', agent }, { ...base, kind: 'say', agent, text: 'One moment.' }, { ...base, kind: 'typing', agent },
    { ...base, kind: 'handback', agent, note: '' }, { ...base, kind: 'nobody' }, { ...base, kind: 'ended', agent },
  ];
  return messages[n % messages.length] ?? { ...base, kind: 'nobody' };
}
