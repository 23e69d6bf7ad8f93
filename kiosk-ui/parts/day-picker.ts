// A date by touch: four weeks of large days at a time, Monday first, beginning with the first one that can be chosen. Days
// outside of the limits are there but cannot be touched; a stretch of days is its first day and then its last.
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Language } from '../../flows/protocol/language.ts';
import { icon } from '../icons.ts';
import { base } from '../styles.ts';
import { WORDS } from '../words.ts';
import { isoOf, pageOf, weekdayOf, weeksFrom } from './calendar-days.ts';
import type { Day } from './calendar-days.ts';
import { endsStyles, twoEnds } from './two-ends.ts';

export class FoyerDayPicker extends LitElement {
  static override properties = { language: { attribute: false }, today: { attribute: false }, earliest: { attribute: false }, latest: { attribute: false }, range: { attribute: false }, page: { state: true }, begun: { state: true }, months: { state: true } };
  declare language: Language;
  declare today: Day;
  /** First and last day that can be chosen, YYYY-MM-DD; empty = any. */
  declare earliest: string;
  declare latest: string;
  /** Two days are wanted. */
  declare range: boolean;
  declare page: number | null;
  /** The first day of a stretch, once it is chosen. */
  declare begun: string;
  /** The year whose months are shown instead of days. */
  declare months: number | null;

  static override styles = [base, endsStyles, css`
    :host { display: grid; gap: 1.2rem; }
    .month { display: grid; grid-template-columns: 1fr auto 1fr; align-items: center; gap: 1.6rem; font-size: var(--t-34); font-weight: 620; text-align: center; }
    .step { display: inline-flex; align-items: center; justify-self: start; gap: 0.8rem; min-height: 8.8rem; padding: 0 2.8rem; border-radius: var(--radius); font-size: var(--t-28); font-weight: 600; background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); white-space: nowrap; }
    .step:last-child { justify-self: end; }
    .step[aria-disabled='true'] { visibility: hidden; }
    .title { display: inline-flex; align-items: center; gap: 0.8rem; min-height: 8.8rem; padding: 0 1.6rem; font-weight: inherit; }
    .title .icon { font-size: 2.8rem; color: var(--accent-ink); }
    .step:active, .day:active, .open:active { background: var(--accent-tint); box-shadow: inset 0 0 0 0.4rem var(--accent); }
    .step .icon { font-size: 3.2rem; }
    table { width: calc(100% + 2rem); margin: 0 -1rem; border-collapse: separate; border-spacing: 1rem; table-layout: fixed; }
    th { padding: 0.4rem 0; font-size: var(--t-28); font-weight: 500; color: var(--ink-2); }
    td { padding: 0; }
    .day { position: relative; display: grid; place-content: center; justify-items: center; width: 100%; min-height: 11.2rem; border-radius: var(--radius-small); background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); font-size: var(--t-44); line-height: 1.1; font-weight: 560; font-variant-numeric: tabular-nums; text-align: center; }
    .day small { font-size: calc(var(--t-28) * 0.86); font-weight: 560; color: var(--accent-ink); line-height: 1.2; }
    .day.past { background: transparent; box-shadow: none; color: var(--ink-2); font-weight: 420; }
    .day.today { box-shadow: inset 0 0 0 0.3rem var(--accent); color: var(--accent-ink); }
    .day.begun, .day.begun small { background: var(--accent); color: var(--on-accent); box-shadow: none; }
    /* Not only paler: a day that cannot be chosen lies flat and is struck through. */
    .day.closed { background: transparent; box-shadow: none; color: var(--ink-2); font-weight: 400; text-decoration: line-through; text-decoration-thickness: 0.2rem; }
    .day.closed small { color: var(--ink-2); }
    .day.closed:active { background: transparent; box-shadow: none; }
    .year { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1.6rem; }
    .open { min-height: 12rem; border-radius: var(--radius); background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); font-size: var(--t-44); font-weight: 560; text-align: center; }
    @media (min-aspect-ratio: 1/1) { .day { min-height: 8.4rem; } .step, .title { min-height: 7.2rem; } .open { min-height: 9rem; } }
  `];

  constructor() {
    super();
    this.language = 'zh';
    this.today = { year: 2000, month: 1, day: 1 };
    this.earliest = '';
    this.latest = '';
    this.range = false;
    this.page = null;
    this.begun = '';
    this.months = null;
  }

  /** The page of the first day that can be chosen, or of the last one where all lie behind. */
  get #shown(): number {
    if (this.page !== null) return this.page;
    const now = isoOf(this.today);
    return pageOf(this.today, this.earliest > now ? this.earliest : this.latest !== '' && this.latest < now ? this.latest : now);
  }

  #open(iso: string): boolean {
    return (this.earliest === '' || iso >= this.earliest) && (this.latest === '' || iso <= this.latest) && (this.begun === '' || iso >= this.begun);
  }

  #choose(iso: string): void {
    if (!this.#open(iso)) return;
    if (this.range && this.begun === '') { this.begun = iso; return; }
    this.dispatchEvent(new CustomEvent<string>('keyed', { detail: this.range ? `${this.begun} - ${iso}` : iso }));
  }

  override render() {
    const words = WORDS[this.language];
    return html`
      ${this.range ? twoEnds({ language: this.language, from: this.begun === '' ? '' : this.#short(this.begun), hint: this.begun === '' ? words.firstDay : words.lastDay, again: () => { this.begun = ''; } }) : nothing}
      ${this.months === null ? this.#days() : this.#months(this.months)}`;
  }

  #short(iso: string): string {
    const [year, month, day] = iso.split('-').map(Number) as [number, number, number];
    const words = WORDS[this.language];
    return words.dayName(month, day, words.weekdays[weekdayOf({ year, month, day })] ?? '');
  }

  #days(): TemplateResult {
    const words = WORDS[this.language];
    const page = this.#shown;
    const weeks = weeksFrom(this.today, page);
    const [first, last] = [weeks[0]?.[0] ?? this.today, weeks.at(-1)?.[6] ?? this.today];
    const title = first.year === last.year && first.month === last.month ? words.monthTitle(first.year, first.month) : words.monthsTitle(first.month, last.year, last.month);
    const [before, after] = [this.earliest === '' || isoOf(first) > this.earliest, this.latest === '' || isoOf(last) < this.latest];
    return html`
      <div class="month">
        <button class="step" aria-disabled=${before ? 'false' : 'true'} tabindex=${before ? 0 : -1} @click=${() => { if (before) this.page = page - 1; }}>${icon('left')}${words.earlier}</button>
        <button class="title" aria-label="${title}. ${words.chooseMonth}" @click=${() => { this.months = first.year; }}><span aria-live="polite">${title}</span>${icon('down')}</button>
        <button class="step" aria-disabled=${after ? 'false' : 'true'} tabindex=${after ? 0 : -1} @click=${() => { if (after) this.page = page + 1; }}>${words.later}${icon('right')}</button>
      </div>
      <table>
        <thead><tr>${[1, 2, 3, 4, 5, 6, 0].map((weekday) => html`<th scope="col">${words.weekdays[weekday]}</th>`)}</tr></thead>
        <tbody>${weeks.map((week) => html`<tr>${week.map((day) => html`<td>${this.#cell(day)}</td>`)}</tr>`)}</tbody>
      </table>`;
  }

  /** Birthdays lie far from today: a year of months, and its neighbours. */
  #months(year: number): TemplateResult {
    const words = WORDS[this.language];
    return html`
      <div class="month">
        <button class="step" @click=${() => { this.months = year - 1; }}>${icon('left')}${words.yearBefore}</button>
        <span aria-live="polite">${words.year(year)}</span>
        <button class="step" @click=${() => { this.months = year + 1; }}>${words.yearAfter}${icon('right')}</button>
      </div>
      <div class="year">${Array.from({ length: 12 }, (_, i) => html`<button class="open" @click=${() => { this.page = pageOf(this.today, isoOf({ year, month: i + 1, day: 1 })); this.months = null; }}>${words.monthName(i + 1)}</button>`)}</div>`;
  }

  #cell(day: Day): TemplateResult {
    const words = WORDS[this.language];
    const [iso, now] = [isoOf(day), isoOf(this.today)];
    const open = this.#open(iso);
    const kind = iso === this.begun ? 'begun' : `${open ? '' : 'closed'} ${iso === now ? (open ? 'today' : '') : open && iso < now ? 'past' : ''}`;
    const mark = iso === now ? words.today : day.day === 1 ? words.monthName(day.month) : '';
    const name = words.dayName(day.month, day.day, words.weekdays[weekdayOf(day)] ?? '');
    return html`<button class="day ${kind}" data-day=${iso} aria-disabled=${open ? 'false' : 'true'} @click=${() => this.#choose(iso)}>${day.day}${mark === '' ? nothing : html`<small>${mark}</small>`}<span class="unseen">${name}</span></button>`;
  }
}
customElements.define('foyer-day-picker', FoyerDayPicker);
