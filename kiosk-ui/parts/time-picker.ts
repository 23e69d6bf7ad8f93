// A time of day by touch: half hours of the opening day as large cards, morning and afternoon apart.
import { LitElement, css, html } from 'lit';
import type { Language } from '../../flows/protocol/language.ts';
import { base } from '../styles.ts';
import { WORDS } from '../words.ts';

/** Half hours from `from` to `to` (hours, inclusive start, exclusive end) as HH:MM. */
export function halfHours(from: number, to: number): string[] {
  return Array.from({ length: (to - from) * 2 }, (_, index) => `${String(from + Math.floor(index / 2)).padStart(2, '0')}:${index % 2 === 0 ? '00' : '30'}`);
}

export class FoyerTimePicker extends LitElement {
  static override properties = { language: { attribute: false } };
  declare language: Language;

  static override styles = [base, css`
    :host { display: grid; gap: 3.2rem; }
    .part { display: grid; gap: 1.6rem; }
    .label { font-size: var(--t-28); color: var(--ink-2); font-weight: 500; }
    .times { display: grid; grid-template-columns: repeat(auto-fill, minmax(max(22%, calc(15rem * var(--type))), 1fr)); gap: 1.6rem; }
    .time { min-height: 12rem; border-radius: var(--radius); background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); font-size: var(--t-44); font-weight: 560; font-variant-numeric: tabular-nums; text-align: center; }
    .time:active { background: var(--accent-tint); box-shadow: inset 0 0 0 0.4rem var(--accent); }
    @media (min-aspect-ratio: 1/1) { .time { min-height: 8.8rem; } }
  `];

  constructor() {
    super();
    this.language = 'zh';
  }

  override render() {
    const words = WORDS[this.language];
    const part = (label: string, times: string[]) => html`<section class="part"><h2 class="label">${label}</h2><div class="times">${times.map((time) =>
      html`<button class="time" @click=${() => this.dispatchEvent(new CustomEvent<string>('keyed', { detail: time }))}>${time}</button>`)}</div></section>`;
    return html`${part(words.morning, halfHours(8, 12))}${part(words.afternoon, halfHours(13, 18))}`;
  }
}
customElements.define('foyer-time-picker', FoyerTimePicker);
