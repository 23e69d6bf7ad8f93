// Fills `{slots.x}`, `{result.y}` and `{calls.name.y}` in a flow's texts and requests, in the language spoken now.
import type { Language } from '../../protocol/language.ts';
import { spokenDate, spokenTime } from '../calendar.ts';
import type { Filled, FlowContext } from '../flow/machine.ts';
import { textIn } from '../pack/compiled.ts';
import type { CompiledFlow, CompiledSlot } from '../pack/compiled.ts';

/** A slot's value as it is shown, or said where `aloud`; choices and dates follow a change of language. */
export function slotText(slot: CompiledSlot, filled: Filled, language: Language, aloud = false): string {
  if (filled.value === null) return language === 'zh' ? '无' : 'none';
  const option = slot.choices.find((o) => o.id === filled.value);
  if (option !== undefined) return textIn(option.label, language);
  if (slot.type === 'yes-no') return language === 'zh' ? (filled.value === true ? '是' : '否') : filled.value === true ? 'yes' : 'no';
  if (slot.type === 'date' && typeof filled.value === 'string') return spokenDate(filled.value, language) ?? filled.text;
  if (slot.type === 'time' && typeof filled.value === 'string') return spokenTime(filled.value, language) ?? filled.text;
  if ((slot.type === 'date-range' || slot.type === 'time-range') && isRange(filled.value)) return spokenRange(filled.value, slot.type === 'date-range' ? spokenDate : spokenTime, language);
  if (slot.type === 'number' || slot.type === 'amount') return typeof filled.value === 'number' && slot.type === 'number' ? String(filled.value) : moneyIn(filled, language);
  return aloud && (slot.type === 'digits' || slot.type === 'phone' || slot.type === 'id-number') ? digitByDigit(filled.text) : filled.text;
}

function isRange(value: unknown): value is { from: string; to: string } {
  return typeof value === 'object' && value !== null && typeof (value as { from?: unknown }).from === 'string' && typeof (value as { to?: unknown }).to === 'string';
}

/** 11月27日星期五到12月1日星期二 / Friday, November 27 to Tuesday, December 1. */
function spokenRange({ from, to }: { from: string; to: string }, spoken: (end: string, language: Language) => string | undefined, language: Language): string {
  return `${spoken(from, language) ?? from}${language === 'zh' ? '到' : ' to '}${spoken(to, language) ?? to}`;
}

/** 12.5元 in Chinese, also where it was said in English. */
function moneyIn(filled: Filled, language: Language): string {
  const unit = filled.text.replace(/^[\d.\s]+/, '');
  if (typeof filled.value !== 'number') return filled.text;
  if (language === 'zh') return /[a-z]/i.test(unit) || unit === '' ? `${filled.value}${/dollar|usd|buck/i.test(unit) ? '美元' : /euro/i.test(unit) ? '欧元' : '元'}` : filled.text;
  return /\p{Script=Han}/u.test(unit) || unit === '' ? `${filled.value} ${/美/.test(unit) ? 'dollars' : /欧/.test(unit) ? 'euros' : 'yuan'}` : filled.text;
}

/** 100201 -> "1 0 0 2 0 1", BH2213 -> "B H 2 2 1 3", so that a code is not read out as a hundred thousand and something. */
export function digitByDigit(text: string): string {
  return text.replaceAll(/(?<![A-Za-z])[A-Za-z]{1,4}-?\d{2,}|\d{2,}/g, (run) => [...run.replace('-', '')].join(' '));
}

/** `aloud`: the text is for the ear, not for the screen. */
export function fillText(text: string, flow: CompiledFlow, context: FlowContext, language: Language, aloud = false): string {
  return text.replaceAll(/\{([\w.-]+)\}/g, (whole, hole: string) => {
    const [root, name, ...rest] = hole.split('.');
    if (root === 'slots' && name !== undefined) {
      const slot = flow.slots.find((s) => s.id === name);
      const filled = context.slots[name];
      return slot === undefined || filled === undefined ? '' : slotText(slot, filled, language, aloud);
    }
    const value = lookUp(root === 'result' ? context.result : root === 'calls' ? context.calls[name ?? ''] : undefined, root === 'calls' ? rest : [name ?? '', ...rest]);
    return root === 'result' || root === 'calls' ? shown(value, language) : whole;
  });
}

/** A request: whole-hole values keep their type, so that a number stays a number. */
export function fillRequest(request: Record<string, string | number | boolean>, flow: CompiledFlow, context: FlowContext, language: Language): Record<string, unknown> {
  return Object.fromEntries(Object.entries(request).map(([key, value]) => {
    if (typeof value !== 'string') return [key, value];
    const whole = /^\{slots\.([\w-]+)\}$/.exec(value);
    if (whole?.[1] !== undefined) return [key, context.slots[whole[1]]?.value ?? null];
    const result = /^\{(result|calls)\.([\w.-]+)\}$/.exec(value);
    if (result !== null) return [key, lookUp(result[1] === 'result' ? context.result : context.calls, (result[2] ?? '').split('.')) ?? null];
    return [key, fillText(value, flow, context, language)];
  }));
}

function lookUp(from: unknown, path: string[]): unknown {
  let value = from;
  for (const part of path) value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined;
  return value;
}

/** Values of a reply; `{zh, en}` objects are texts of their own. */
function shown(value: unknown, language: Language): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'object') {
    const text = (value as Record<string, unknown>)[language];
    return typeof text === 'string' ? text : JSON.stringify(value);
  }
  return String(value);
}
