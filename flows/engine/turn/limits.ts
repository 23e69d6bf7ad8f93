// An answer that was understood but cannot be taken: too many, too early, outside the opening hours. It is never accepted;
// the visitor hears why and is asked again.
import { isoDate, spokenDate, spokenTime } from '../calendar.ts';
import type { Filled, FlowContext } from '../flow/machine.ts';
import { textIn } from '../pack/compiled.ts';
import type { CompiledFlow, CompiledSlot } from '../pack/compiled.ts';
import type { PromptKey } from '../prompts.ts';
import { dateOfDay, dayNumber, isoDate as isoOf, parseIsoDate } from '../understanding/civil-date.ts';
import { clockNow } from './clock.ts';
import { fillText } from './fill.ts';
import { say, sayPrompt } from './turn.ts';
import type { Turn } from './turn.ts';

/** Which of the slot's limits a value breaks, with the words for it. */
export interface Outside { key: PromptKey; holes: Record<string, string> }

/** A slot whose answer cannot be taken. */
export interface Refused { slot: CompiledSlot; outside: Outside }

/** Null where the value lies within the slot's limits. `known`: what else is filled, for a time of day that has passed. */
export function outsideOf(turn: Turn, flow: CompiledFlow, slot: CompiledSlot, value: unknown, known: Record<string, Filled>): Outside | null {
  switch (slot.type) {
    case 'number': case 'amount': return ofNumber(turn, slot, value as number, slot.type === 'amount' ? (turn.talk.language === 'zh' ? '元' : ' yuan') : '');
    case 'quantity': { const { amount, unit } = value as { amount: number; unit: string }; return ofNumber(turn, slot, amount, turn.talk.language === 'zh' ? unit : ''); }
    case 'digits': return ofLength(turn, slot, String(value));
    case 'date': return ofDay(turn, slot, String(value), earliestOf(flow, slot));
    case 'date-range': { const { from, to } = value as { from: string; to: string }; const earliest = earliestOf(flow, slot); return ofDay(turn, slot, from, earliest) ?? ofDay(turn, slot, to, earliest); }
    case 'time': return ofClock(turn, slot, String(value)) ?? gone(turn, flow, slot, String(value), known);
    case 'time-range': { const { from, to } = value as { from: string; to: string }; return ofClock(turn, slot, from) ?? ofClock(turn, slot, to); }
    default: return null;
  }
}

const labelOf = (turn: Turn, slot: CompiledSlot): string => textIn(slot.label, turn.talk.language);

function ofNumber(turn: Turn, slot: CompiledSlot, value: number, unit: string): Outside | null {
  const label = labelOf(turn, slot);
  if (slot.min !== undefined && value < slot.min) return { key: 'outside-min', holes: { label, limit: `${slot.min}${unit}` } };
  return slot.max !== undefined && value > slot.max ? { key: 'outside-max', holes: { label, limit: `${slot.max}${unit}` } } : null;
}

function ofLength(turn: Turn, slot: CompiledSlot, digits: string): Outside | null {
  const { min, max } = slot;
  if ((min === undefined || digits.length >= min) && (max === undefined || digits.length <= max)) return null;
  const wanted = min === max || max === undefined ? String(min) : min === undefined ? String(max) : `${min}${turn.talk.language === 'zh' ? '到' : ' to '}${max}`;
  return { key: 'outside-length', holes: { label: labelOf(turn, slot), limit: wanted, value: String(digits.length) } };
}

export function todayOf(turn: Turn): string {
  return isoDate(turn.at, turn.kit.offsetMinutes(turn.at));
}

const AHEAD = /预约|预订|预定|订[座房餐位票车]|约个?时间|appointment|reserv|\bbook|schedul/i;
const BEHIND = /出生|生日|购买|买的|丢|遗失|发生|上次|什么时候买|birth|bought|purchase|lost|happened|since|last/i;

/** Where a pack sets no limit, an appointment still is not made for yesterday. Days from today; undefined = any day. */
export function earliestOf(flow: CompiledFlow, slot: CompiledSlot): number | undefined {
  if (slot.earliest !== undefined || slot.latest !== undefined) return slot.earliest;
  const words = (text: { zh?: string | undefined; en?: string | undefined }): string => `${text.zh ?? ''} ${text.en ?? ''}`;
  if (BEHIND.test(`${words(slot.label)} ${words(slot.ask)}`)) return undefined;
  const timed = flow.slots.some((other) => (other.type === 'time' || other.type === 'time-range') && other.dependsOn.includes(slot.id));
  return timed || AHEAD.test(`${words(flow.title)} ${words(slot.ask)} ${(flow.triggers.zh ?? []).join(' ')} ${(flow.triggers.en ?? []).join(' ')}`) ? 0 : undefined;
}

function ofDay(turn: Turn, slot: CompiledSlot, iso: string, earliest: number | undefined): Outside | null {
  const { language } = turn.talk;
  const [date, today] = [parseIsoDate(iso), parseIsoDate(todayOf(turn))];
  if (date === null || today === null) return null;
  const ahead = dayNumber(date) - dayNumber(today);
  const spoken = (days: number): string => spokenDate(isoOf(dateOfDay(dayNumber(today) + days)), language) ?? '';
  const label = labelOf(turn, slot);
  if (earliest !== undefined && ahead < earliest) {
    return ahead < 0 && earliest >= 0 ? { key: 'outside-past', holes: { label, value: spoken(ahead), limit: spoken(earliest) } } : { key: 'outside-early', holes: { label, limit: spoken(earliest) } };
  }
  if (slot.latest === undefined || ahead <= slot.latest) return null;
  return slot.latest <= 0 && ahead > 0 ? { key: 'outside-future', holes: { label, value: spoken(ahead), limit: spoken(slot.latest) } } : { key: 'outside-late', holes: { label, limit: spoken(slot.latest) } };
}

function ofClock(turn: Turn, slot: CompiledSlot, clock: string): Outside | null {
  const { opens, closes } = slot;
  if ((opens === undefined || clock >= opens) && (closes === undefined || clock <= closes)) return null;
  const spoken = (at: string): string => spokenTime(at, turn.talk.language) ?? at;
  const holes = { label: labelOf(turn, slot), from: spoken(opens ?? ''), to: spoken(closes ?? '') };
  return { key: opens === undefined ? 'outside-closes' : closes === undefined ? 'outside-opens' : 'outside-hours', holes };
}

/** Times of a day that turned out to be today and are over: they cannot stay. */
export function goneTimes(turn: Turn, flow: CompiledFlow, slots: Record<string, Filled>): Refused[] {
  return flow.slots.flatMap((slot) => {
    const clock = slot.type === 'time' ? slots[slot.id]?.value : undefined;
    const outside = typeof clock === 'string' ? gone(turn, flow, slot, clock, slots) : null;
    return outside === null ? [] : [{ slot, outside }];
  });
}

/** Nine in the morning of today, said in the afternoon, where only days from today on can be chosen. */
function gone(turn: Turn, flow: CompiledFlow, slot: CompiledSlot, clock: string, known: Record<string, Filled>): Outside | null {
  const now = nowOnChosenDay(turn, flow, slot, known);
  return now === null || clock >= now ? null : { key: 'outside-gone', holes: { label: labelOf(turn, slot), value: spokenTime(clock, turn.talk.language) ?? clock } };
}

/** The time it is (HH:MM), where the slot's day is today and only days to come can be chosen; else null. */
export function nowOnChosenDay(turn: Turn, flow: CompiledFlow, slot: CompiledSlot, known: Record<string, Filled>): string | null {
  const day = flow.slots.find((s) => s.type === 'date' && (earliestOf(flow, s) ?? -1) >= 0 && known[s.id] !== undefined && (slot.dependsOn.includes(s.id) || flow.slots.filter((other) => other.type === 'date').length === 1));
  if (day === undefined || known[day.id]?.value !== todayOf(turn)) return null;
  return clockNow(turn);
}

/** Says why an answer cannot be taken: in the author's words, every second time in ours, so that nobody hears one sentence twice. */
export function sayOutside(turn: Turn, flow: CompiledFlow, context: FlowContext, { slot, outside }: Refused): void {
  const { talk } = turn;
  const own = outside.key === 'outside-gone' || outside.key === 'slot-invalid' ? undefined : slot.outside?.[talk.language];
  const key = `outside:${flow.id}.${slot.id}`;
  const times = talk.variants[key] ?? 0;
  talk.variants[key] = (times + 1) % 60;
  if (own !== undefined && times % 2 === 0) say(turn, fillText(own, flow, context, talk.language, true), key);
  else sayPrompt(turn, outside.key, outside.holes);
}

/** Whether the sentence just said asks by itself, so that the question need not follow. */
export function asksItself(turn: Turn): boolean {
  return /[?？]\s*$/.test(turn.said.at(-1) ?? '');
}
