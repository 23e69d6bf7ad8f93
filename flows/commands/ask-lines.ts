// One played turn as lines: JSON for programs (the keys are a contract), a readable dialogue for people.
import type { Effect } from '../engine/contract.ts';
import type { Played } from '../engine/rehearse.ts';
import type { View } from '../protocol/screen.ts';

/** "decision", then what followed, in order: said, shown, called, escalated, ended. `startedAt` in ms since epoch. */
export function jsonLines(played: Played, startedAt: number, lastAt = startedAt): string[] {
  const at_ms = Math.max(0, timeOf(played, lastAt) - startedAt);
  const lines: Record<string, unknown>[] = [];
  const { decision } = played;
  if (decision !== null) {
    const { rule, intent, entry, flow, zone, probability, top, slots, why } = decision;
    lines.push({ event: 'decision', at_ms, text: played.move, rule, intent, entry, flow, zone, probability, top, slots, why });
  }
  for (const effect of played.effects) {
    const line = lineOf(effect);
    if (line !== null) { const { event, ...rest } = line; lines.push({ event, at_ms, ...rest }); }
  }
  return lines.map((line) => JSON.stringify(line));
}

/** When the turn was, in ms since epoch; a visit that has ended remembers nothing, so that `lastAt` stands for it. */
export function timeOf(played: Played, lastAt: number): number {
  const state = played.state as { talk?: { at?: number } };
  return Math.max(state.talk?.at ?? 0, lastAt);
}

function lineOf(effect: Effect): ({ event: string } & Record<string, unknown>) | null {
  switch (effect.type) {
    case 'say': return { event: 'said', text: effect.text, language: effect.language, key: effect.key, who: effect.who };
    case 'show': return { event: 'shown', view: effect.view.kind, content: effect.view };
    case 'call': return { event: 'called', connector: effect.connector, request: effect.request, call: effect.call, idempotency_key: effect.idempotencyKey };
    case 'escalate': return { event: 'escalated', kind: effect.message.kind, escalation: effect.message.escalation, message: effect.message };
    case 'alarm': return { event: 'alarm', word: effect.word, rule: effect.rule };
    case 'language': return { event: 'language', language: effect.language };
    case 'comfort': return { event: 'comfort', change: effect.change };
    case 'end': return { event: 'ended', reason: effect.reason };
    case 'listen': case 'print': case 'record': return null;
  }
}

export function dialogueLines(played: Played, name: string): string[] {
  const lines: string[] = played.move === 'session-started' ? [] : ['', `> ${played.move}`];
  const { decision } = played;
  if (decision !== null) {
    const slots = Object.entries(decision.slots).map(([id, value]) => `${id}=${valueLine(value)}`).join(' ');
    lines.push(`  [${[decision.rule, decision.intent, decision.zone === 'none' ? '' : `${decision.zone} ${decision.probability.toFixed(2)}`, slots].filter((p) => p !== null && p !== '').join(' · ')}]`);
  }
  let view: View | null = null;
  for (const effect of played.effects) {
    if (effect.type === 'say') lines.push(`${effect.who === 'agent' ? 'agent' : name}: ${effect.text}`);
    else if (effect.type === 'show') view = effect.view;
    else if (effect.type === 'call') lines.push(`  (calls ${effect.connector} ${JSON.stringify(effect.request)})`);
    else if (effect.type === 'escalate') lines.push(`  (desk: ${effect.message.kind})`);
    else if (effect.type === 'end') lines.push(`  (the session ends: ${effect.reason})`);
  }
  if (view !== null) lines.push(`  [screen: ${viewLine(view)}]`);
  return lines;
}

/** Quantities as "3公斤" or "2 kilo", ranges as "14:00-16:00", all else as it is. */
function valueLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { amount, unit, from, to } = value as Record<string, unknown>;
  if (typeof amount === 'number') return `${amount}${typeof unit === 'string' && /^[a-z]/i.test(unit) ? ' ' : ''}${String(unit ?? '')}`;
  return typeof from === 'string' && typeof to === 'string' ? `${from}-${to}`.replace(/^(\d{4}-\d\d-\d\d)-/, '$1..') : JSON.stringify(value);
}

function viewLine(view: View): string {
  const cards = (list: readonly { number: number; label: string; id: string }[]): string => list.map((c) => `${c.number} ${c.label}`).join(' | ');
  switch (view.kind) {
    case 'listening': return `listening · ${view.headline} · ${cards(view.cards)}`;
    case 'answer': return ['answer', view.headline, view.body, view.steps.join(' / '), view.facts.map((f) => `${f.label}: ${f.value}`).join(' / '), cards(view.buttons)].filter((p) => p !== '').join(' · ');
    case 'choice': return `choice · ${view.headline} · ${cards(view.choices)}`;
    case 'form': return `form · ${view.title} · ${view.slots.map((s) => `${s.label}${s.state === 'current' ? '?' : `=${s.value ?? '-'}`}`).join(' ')}${view.input.choices.length > 0 ? ` · ${cards(view.input.choices)}` : ''}`;
    case 'confirm': return `confirm · ${view.rows.map((r) => `${r.label}: ${r.value}`).join(' / ')} · ${view.yes.label} | ${view.no.label}`;
    case 'ticket': return `ticket ${view.number} · ${view.headline} · ${view.rows.map((r) => `${r.label}: ${r.value}`).join(' / ')} · ${cards(view.buttons)}`;
    case 'escalation': return `escalation ${view.stage} · ${view.headline} · ${view.messages.map((m) => `${m.who}: ${m.text}`).join(' / ')}`;
    default: return 'headline' in view && typeof view.headline === 'string' ? `${view.kind} · ${view.headline}` : view.kind;
  }
}
