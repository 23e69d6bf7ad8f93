// A time of day by touch: the half hours between opening and closing as large cards, each part of the day apart. Where any time
// may be wanted, the hour comes first and then its quarters. A stretch of time is its beginning and then its end.
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Language } from '../../flows/protocol/language.ts';
import { icon } from '../icons.ts';
import { base } from '../styles.ts';
import { WORDS } from '../words.ts';
import { clockOf, minutesOf, timesBetween } from './clock-times.ts';
import { endsStyles, twoEnds } from './two-ends.ts';

/** A longer day than this asks for the hour first. */
const LONGEST_IN_HALF_HOURS = 12.5 * 60;

export class FoyerTimePicker extends LitElement {
  static override properties = { language: { attribute: false }, opens: { attribute: false }, closes: { attribute: false }, range: { attribute: false }, begun: { state: true }, hour: { state: true } };
  declare language: Language;
  /** First and last time that can be chosen, HH:MM; empty = any. */
  declare opens: string;
  declare closes: string;
  /** Two times are wanted. */
  declare range: boolean;
  declare begun: string;
  declare hour: number | null;

  static override styles = [base, endsStyles, css`
    :host { display: grid; gap: 2.4rem; }
    .part { display: grid; gap: 1.2rem; }
    .label { font-size: var(--t-28); color: var(--ink-2); font-weight: 500; }
    .times { display: grid; grid-template-columns: repeat(auto-fill, minmax(max(17%, calc(15rem * var(--type))), 1fr)); gap: 1.2rem; }
    .time { min-height: 10.4rem; border-radius: var(--radius); background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); font-size: var(--t-44); font-weight: 560; font-variant-numeric: tabular-nums; text-align: center; }
    .time:active { background: var(--accent-tint); box-shadow: inset 0 0 0 0.4rem var(--accent); }
    .hours { grid-template-columns: repeat(auto-fill, minmax(max(14%, calc(12rem * var(--type))), 1fr)); }
    .back { display: inline-flex; align-items: center; gap: 1.2rem; justify-self: start; min-height: 8.8rem; padding: 0 2.8rem; border-radius: var(--radius); font-size: var(--t-28); font-weight: 600; background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); }
    .back .icon { font-size: 3.2rem; }
    .none { font-size: var(--t-34); color: var(--ink-2); }
    @media (min-aspect-ratio: 1/1) { .time { min-height: 7.2rem; } .times { gap: 1rem; } .part { gap: 0.8rem; } :host { gap: 1.2rem; } }
  `];

  constructor() {
    super();
    this.language = 'zh';
    this.opens = '';
    this.closes = '';
    this.range = false;
    this.begun = '';
    this.hour = null;
  }

  #choose(time: string): void {
    this.hour = null;
    if (this.range && this.begun === '') { this.begun = time; return; }
    this.dispatchEvent(new CustomEvent<string>('keyed', { detail: this.range ? `${this.begun} - ${time}` : time }));
  }

  override render() {
    const words = WORDS[this.language];
    const from = this.begun !== '' ? minutesOf(this.begun) + 15 : this.opens === '' ? 0 : minutesOf(this.opens);
    const to = this.closes === '' ? 24 * 60 - 1 : minutesOf(this.closes);
    const whole = (this.closes === '' ? 24 * 60 : to) - (this.opens === '' ? 0 : minutesOf(this.opens));
    return html`
      ${this.range ? twoEnds({ language: this.language, from: this.begun, hint: this.begun === '' ? words.firstTime : words.lastTime, again: () => { this.begun = ''; this.hour = null; } }) : nothing}
      ${from > to ? html`<p class="none">${words.noTime}</p>` : this.hour !== null ? this.#quarters(this.hour, from, to) : whole > LONGEST_IN_HALF_HOURS ? this.#hours(from, to) : this.#halfHours(from, this.range && this.begun === '' ? to - 15 : to)}`;
  }

  #parts(times: readonly string[], kind: string, press: (time: string) => void): TemplateResult {
    const words = WORDS[this.language];
    const named = [[words.early, 0, 6], [words.morning, 6, 12], [words.afternoon, 12, 18], [words.evening, 18, 24]] as const;
    return html`${named.map(([name, begins, ends]) => {
      const own = times.filter((time) => minutesOf(time) >= begins * 60 && minutesOf(time) < ends * 60);
      return own.length === 0 ? nothing : html`<section class="part"><h2 class="label">${name}</h2><div class="times ${kind}">${own.map((time) => html`<button class="time" @click=${() => press(time)}>${time}</button>`)}</div></section>`;
    })}`;
  }

  #halfHours(from: number, to: number): TemplateResult {
    return this.#parts(timesBetween(from, to, 30), '', (time) => this.#choose(time));
  }

  #hours(from: number, to: number): TemplateResult {
    return this.#parts(timesBetween(Math.floor(from / 60) * 60, to, 60), 'hours', (time) => { this.hour = Math.floor(minutesOf(time) / 60); });
  }

  #quarters(hour: number, from: number, to: number): TemplateResult {
    const times = Array.from({ length: 12 }, (_, i) => hour * 60 + i * 5).filter((minutes) => minutes >= from && minutes <= to).map(clockOf);
    return html`<button class="back" @click=${() => { this.hour = null; }}>${icon('back')}${WORDS[this.language].back}</button>
      <div class="times">${times.map((time) => html`<button class="time" @click=${() => this.#choose(time)}>${time}</button>`)}</div>`;
  }
}
customElements.define('foyer-time-picker', FoyerTimePicker);
