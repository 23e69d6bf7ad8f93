// A date by touch: one month of large days, Monday first, and a step to the months around it.
import { LitElement, css, html } from 'lit';
import type { Language } from '../../flows/protocol/language.ts';
import { icon } from '../icons.ts';
import { base } from '../styles.ts';
import { WORDS } from '../words.ts';

export interface Day { year: number; month: number; day: number }

const two = (n: number) => String(n).padStart(2, '0');
export const isoOf = (day: Day): string => `${day.year}-${two(day.month)}-${two(day.day)}`;

/** The days of a month in weeks of seven, Monday first; null pads the first and last week. Month is 1..12. */
export function weeksOf(year: number, month: number): (Day | null)[][] {
  const first = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const cells: (Day | null)[] = [...new Array<null>(first).fill(null), ...Array.from({ length: count }, (_, index) => ({ year, month, day: index + 1 }))];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

export class FoyerDayPicker extends LitElement {
  static override properties = { language: { attribute: false }, today: { attribute: false }, shift: { state: true } };
  declare language: Language;
  declare today: Day;
  /** Months away from the current one. */
  declare shift: number;

  static override styles = [base, css`
    :host { display: grid; gap: 1.6rem; }
    .month { display: grid; grid-template-columns: auto 1fr auto; align-items: center; gap: 1.6rem; text-align: center; font-size: var(--t-44); font-weight: 620; }
    .step { display: inline-flex; align-items: center; gap: 0.8rem; min-height: 8.8rem; padding: 0 2.4rem; border-radius: var(--radius); font-size: var(--t-28); font-weight: 600; background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); }
    .step[aria-disabled='true'] { visibility: hidden; }
    .step .icon { font-size: 3.2rem; }
    table { width: 100%; border-collapse: separate; border-spacing: 0.8rem; table-layout: fixed; }
    th { padding: 0.6rem 0; font-size: var(--t-28); font-weight: 500; color: var(--ink-2); }
    td { padding: 0; height: 9.6rem; }
    .day { display: grid; place-items: center; align-content: center; width: 100%; height: 100%; min-height: 9.6rem; border-radius: var(--radius-small); background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); font-size: var(--t-44); font-weight: 540; font-variant-numeric: tabular-nums; text-align: center; }
    .day:active { background: var(--accent-tint); box-shadow: inset 0 0 0 0.4rem var(--accent); }
    .day.today { box-shadow: inset 0 0 0 0.3rem var(--accent); color: var(--accent-ink); }
    .past { display: grid; place-items: center; height: 100%; font-size: var(--t-34); color: var(--ink-2); font-variant-numeric: tabular-nums; }
    @media (min-aspect-ratio: 1/1) { .day { min-height: 7.6rem; } td { height: 7.6rem; } .step { min-height: 7.2rem; } :host { gap: 0.8rem; } }
  `];

  constructor() {
    super();
    this.language = 'zh';
    this.today = { year: 2000, month: 1, day: 1 };
    this.shift = 0;
  }

  override render() {
    const words = WORDS[this.language];
    const index = this.today.year * 12 + (this.today.month - 1) + this.shift;
    const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
    const now = isoOf(this.today);
    return html`
      <div class="month">
        <button class="step" aria-disabled=${this.shift <= 0 ? 'true' : 'false'} tabindex=${this.shift <= 0 ? -1 : 0} @click=${() => { if (this.shift > 0) this.shift -= 1; }}>${icon('left')}${words.earlier}</button>
        <span aria-live="polite">${words.monthTitle(year, month)}</span>
        <button class="step" @click=${() => { this.shift += 1; }}>${words.later}${icon('right')}</button>
      </div>
      <table>
        <thead><tr>${[1, 2, 3, 4, 5, 6, 0].map((weekday) => html`<th scope="col">${words.weekdays[weekday]}</th>`)}</tr></thead>
        <tbody>${weeksOf(year, month).map((week) => html`<tr>${week.map((day) => html`<td>${day === null ? '' : this.#cell(day, now)}</td>`)}</tr>`)}</tbody>
      </table>`;
  }

  #cell(day: Day, now: string) {
    const words = WORDS[this.language];
    const iso = isoOf(day);
    if (iso < now) return html`<span class="past">${day.day}</span>`;
    const weekday = words.weekdays[new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay()] ?? '';
    const name = `${words.dayName(day.month, day.day, weekday)}${iso === now ? ` ${words.today}` : ''}`;
    return html`<button class="day ${iso === now ? 'today' : ''}" aria-label=${name} @click=${() => this.dispatchEvent(new CustomEvent<string>('keyed', { detail: iso }))}>${day.day}</button>`;
  }
}
customElements.define('foyer-day-picker', FoyerDayPicker);
