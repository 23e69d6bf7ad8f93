// What a turn was expected to do against what it did: one finding for each thing that differs.
import type { View } from '../protocol/screen.ts';
import type { Effect } from './contract.ts';
import type { CompiledPack } from './pack/compiled.ts';
import type { TestsFile } from './pack/schema-tests.ts';
import type { Decision } from '../protocol/conversation.ts';

type Expected = TestsFile['dialogues'][number]['turns'][number]['expect'];

/** One thing that came out differently. `turn` counts from 1; 0 is the beginning. */
export interface Mismatch { turn: number; move: string; key: string; expected: string; actual: string }

/** What is compared of a turn. */
export interface Outcome { decision: Decision | null; effects: Effect[]; flow: string | null }

/** Every expectation that does not hold; empty when all do. Texts are compared without regard to case. */
export function compare(pack: CompiledPack, expect: Expected, played: Outcome): { key: string; expected: string; actual: string }[] {
  const { decision, effects } = played;
  const out: { key: string; expected: string; actual: string }[] = [];
  const check = (key: string, holds: boolean, expected: unknown, actual: unknown): void => {
    if (!holds) out.push({ key, expected: shown(expected), actual: shown(actual) });
  };
  const said = effects.flatMap((e) => (e.type === 'say' ? [e.text] : []));
  const views = effects.flatMap((e) => (e.type === 'show' ? [e.view] : []));
  const calls = effects.flatMap((e) => (e.type === 'call' ? [e.connector] : []));
  if (expect.rule !== undefined) check('rule', decision?.rule === expect.rule, expect.rule, decision?.rule ?? 'no decision');
  if (expect.entry !== undefined) check('entry', decision?.entry === expect.entry || decision?.entry?.split('/')[0] === expect.entry, expect.entry, decision?.entry ?? decision?.intent ?? decision?.rule ?? null);
  if (expect.flow !== undefined) check('flow', (decision?.flow ?? null) === expect.flow || played.flow === expect.flow, expect.flow, decision?.flow ?? null);
  if (expect.zone !== undefined) check('zone', decision?.zone === expect.zone, expect.zone, decision?.zone ?? null);
  for (const [slot, value] of Object.entries(expect.slots ?? {})) check(`slots.${slot}`, same(decision?.slots[slot], value), value, decision?.slots[slot] ?? null);
  for (const part of listed(expect.said)) check('said', has(said, part) || holdsText(said.join(' '), part), part, said);
  for (const part of expect.notSaid ?? []) check('notSaid', !said.some((s) => s.includes(part)), `not "${part}"`, said);
  if (expect.shown !== undefined) check('shown', views.some((v) => v.kind === expect.shown), expect.shown, views.map((v) => v.kind));
  const written = views.flatMap(textsOf);
  for (const part of listed(expect.onScreen)) check('onScreen', has(written, part), part, views.length === 0 ? 'no view in this turn' : textsOf(views.at(-1)));
  for (const id of expect.choices ?? []) check('choices', views.some((v) => cardIds(v).some((card) => answersTo(pack, card, id))), id, views.flatMap(cardIds));
  if (expect.called !== undefined) check('called', calls.includes(expect.called), expect.called, calls);
  if (expect.notCalled !== undefined) check('notCalled', !calls.includes(expect.notCalled), `no call of ${expect.notCalled}`, calls);
  const happened = {
    escalated: effects.some((e) => e.type === 'escalate' && e.message.kind === 'raise'), ended: effects.some((e) => e.type === 'end'),
    alarmed: effects.some((e) => e.type === 'alarm'), printed: effects.some((e) => e.type === 'print'),
  };
  for (const key of ['escalated', 'ended', 'alarmed', 'printed'] as const) if (expect[key] !== undefined) check(key, happened[key] === expect[key], expect[key], happened[key]);
  const recorded = effects.flatMap((e) => (e.type === 'record' ? [e.data as Record<string, unknown>] : []));
  let from = 0;
  for (const metric of expect.metrics ?? []) {
    const at = recorded.findIndex((data, i) => i >= from && holdsFields(data, metric));
    check('metrics', at >= 0, metric, recorded.slice(from).map((data) => Object.fromEntries(['type', ...Object.keys(metric)].map((key) => [key, data[key]]))));
    if (at >= 0) from = at + 1;
  }
  return out;
}

function listed(parts: string | string[] | undefined): string[] {
  return parts === undefined ? [] : [parts].flat();
}

function holdsText(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

function has(texts: readonly string[], part: string): boolean {
  return texts.some((text) => holdsText(text, part));
}

/** Every text on a view, ids and kinds left out. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (['kind', 'id', 'icon', 'state', 'type', 'stage'].includes(key) ? [] : textsOf(inner)));
}

/** Whether a recorded event has these fields; the prefix of its type may be left out. */
function holdsFields(data: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) return same(data, wanted);
  if (typeof data !== 'object' || data === null) return false;
  return Object.entries(wanted).every(([key, value]) => {
    const own = (data as Record<string, unknown>)[key];
    return key === 'type' && typeof own === 'string' ? own === value || own === `foyer.${String(value)}` : holdsFields(own, value);
  });
}

function same(actual: unknown, expected: unknown): boolean {
  return JSON.stringify(actual) === JSON.stringify(expected) || (actual !== undefined && actual !== null && String(actual) === String(expected));
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Ids of everything that can be touched on a view. */
export function cardIds(view: View): string[] {
  switch (view.kind) {
    case 'attract': case 'listening': case 'touch-only': return view.cards.map((c) => c.id);
    case 'answer': case 'ticket': case 'escalation': return view.buttons.map((c) => c.id);
    case 'choice': return view.choices.map((c) => c.id);
    case 'form': return view.input.choices.map((c) => c.id);
    case 'confirm': return [view.yes.id, view.no.id];
    case 'survey': return [1, 2, 3, 4, 5].map((n) => `survey:${n}`);
    default: return [];
  }
}

/** A card is named by its id, or by the pack's own id of what it opens. */
function answersTo(pack: CompiledPack, card: string, id: string): boolean {
  if (card === id || card.slice(card.indexOf(':') + 1) === id) return true;
  const opens = pack.pack.home.find((c) => c.id === id)?.opens;
  return opens !== undefined && card.slice(card.indexOf(':') + 1) === opens;
}
