// A date by touch: four weeks of large days at a time, beginning with this week, Monday first. What is too early or too late
// is the dialog's business; it says so in words.
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Language } from '../../flows/protocol/language.ts';
import { icon } from '../icons.ts';
import { base } from '../styles.ts';
import { WORDS } from '../words.ts';

/** A calendar day; month is 1..12. */
export interface Day { year: number; month: number; day: number }

const WEEKS = 4;
const two = (n: number) => String(n).padStart(2, '0');
export const isoOf = (day: Day): string => `${day.year}-${two(day.month)}-${two(day.day)}`;

function shifted(from: Day, days: number): Day {
  const date = new Date(Date.UTC(from.year, from.month - 1, from.day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 = Sunday .. 6 = Saturday. */
export const weekdayOf = (day: Day): number => new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay();

/** Four weeks, Monday first; page 0 begins with the week of `today`. */
export function weeksFrom(today: Day, page: number): Day[][] {
  const monday = shifted(today, -((weekdayOf(today) + 6) % 7) + page * WEEKS * 7);
  return Array.from({ length: WEEKS }, (_, week) => Array.from({ length: 7 }, (__, day) => shifted(monday, week * 7 + day)));
}

export class FoyerDayPicker extends LitElement {
  static override properties = { language: { attribute: false }, today: { attribute: false }, page: { state: true } };
  declare language: Language;
  declare today: Day;
  declare page: number;

  static override styles = [base, css`
    :host { display: grid; gap: 1.2rem; }
    .month { display: grid; grid-template-columns: 1fr auto 1fr; align-items: center; gap: 1.6rem; font-size: var(--t-34); font-weight: 620; text-align: center; }
    .step { display: inline-flex; align-items: center; justify-self: start; gap: 0.8rem; min-height: 8.8rem; padding: 0 2.8rem; border-radius: var(--radius); font-size: var(--t-28); font-weight: 600; background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); white-space: nowrap; }
    .step:last-child { justify-self: end; }
    .step:active, .day:active { background: var(--accent-tint); box-shadow: inset 0 0 0 0.4rem var(--accent); }
    .step .icon { font-size: 3.2rem; }
    table { width: calc(100% + 2rem); margin: 0 -1rem; border-collapse: separate; border-spacing: 1rem; table-layout: fixed; }
    th { padding: 0.4rem 0; font-size: var(--t-28); font-weight: 500; color: var(--ink-2); }
    td { padding: 0; }
    .day { position: relative; display: grid; place-content: center; justify-items: center; width: 100%; min-height: 11.2rem; border-radius: var(--radius-small); background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); font-size: var(--t-44); line-height: 1.1; font-weight: 540; font-variant-numeric: tabular-nums; text-align: center; }
    .day small { font-size: calc(var(--t-28) * 0.86); font-weight: 560; color: var(--accent-ink); line-height: 1.2; }
    .day.past { background: transparent; box-shadow: none; color: var(--ink-2); font-weight: 420; }
    .day.today { box-shadow: inset 0 0 0 0.3rem var(--accent); color: var(--accent-ink); }
    @media (min-aspect-ratio: 1/1) { .day { min-height: 8.4rem; } .step { min-height: 7.2rem; } }
  `];

  constructor() {
    super();
    this.language = 'zh';
    this.today = { year: 2000, month: 1, day: 1 };
    this.page = 0;
  }

  override render() {
    const words = WORDS[this.language];
    const weeks = weeksFrom(this.today, this.page);
    const [first, last] = [weeks[0]?.[0] ?? this.today, weeks[WEEKS - 1]?.[6] ?? this.today];
    const title = first.month === last.month ? words.monthTitle(first.year, first.month) : words.monthsTitle(first.month, last.year, last.month);
    return html`
      <div class="month">
        <button class="step" @click=${() => { this.page -= 1; }}>${icon('left')}${words.earlier}</button>
        <span aria-live="polite">${title}</span>
        <button class="step" @click=${() => { this.page += 1; }}>${words.later}${icon('right')}</button>
      </div>
      <table>
        <thead><tr>${[1, 2, 3, 4, 5, 6, 0].map((weekday) => html`<th scope="col">${words.weekdays[weekday]}</th>`)}</tr></thead>
        <tbody>${weeks.map((week) => html`<tr>${week.map((day) => html`<td>${this.#cell(day)}</td>`)}</tr>`)}</tbody>
      </table>`;
  }

  #cell(day: Day): TemplateResult {
    const words = WORDS[this.language];
    const [iso, now] = [isoOf(day), isoOf(this.today)];
    const kind = iso === now ? 'today' : iso < now ? 'past' : '';
    const mark = iso === now ? words.today : day.day === 1 ? words.monthName(day.month) : '';
    const name = words.dayName(day.month, day.day, words.weekdays[weekdayOf(day)] ?? '');
    return html`<button class="day ${kind}" @click=${() => this.dispatchEvent(new CustomEvent<string>('keyed', { detail: iso }))}>${day.day}${mark === '' ? nothing : html`<small>${mark}</small>`}<span class="unseen">${name}</span></button>`;
  }
}
customElements.define('foyer-day-picker', FoyerDayPicker);
