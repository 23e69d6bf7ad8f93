// Digits by touch: twelve large keys and one line that shows what was keyed, in groups that a person can check. What is counted
// shows its unit and can also be stepped up and down; what lies outside of the limits cannot be sent.
import { LitElement, css, html, nothing } from 'lit';
import type { Language } from '../../flows/protocol/language.ts';
import { icon } from '../icons.ts';
import { base } from '../styles.ts';
import { WORDS } from '../words.ts';

/** Groups digits the way they are read aloud: 138 0013 8000, 110101 19900307 1234, otherwise by four. */
export function grouped(digits: string, length: number): string {
  const sizes = length === 11 ? [3, 4, 4] : length === 18 ? [6, 8, 4] : [4, 4, 4, 4, 4, 4, 4, 4, 4, 4];
  const parts: string[] = [];
  let at = 0;
  for (const size of sizes) {
    if (at >= digits.length) break;
    parts.push(digits.slice(at, at + size));
    at += size;
  }
  return parts.join(' ');
}

/** Up to here a number is also stepped up and down. */
const MOST_STEPPED = 99;

export class FoyerKeypad extends LitElement {
  static override properties = { language: { attribute: false }, maxLength: { attribute: false }, placeholder: { attribute: false }, label: { attribute: false }, extra: { attribute: false }, counted: { attribute: false }, unit: { attribute: false }, min: { attribute: false }, max: { attribute: false }, value: { state: true } };
  declare language: Language;
  declare maxLength: number;
  declare placeholder: string;
  declare label: string;
  /** A twelfth key: `X` for identity numbers, `.` for amounts. */
  declare extra: string;
  /** A number of things instead of a row of digits: no groups, limits by value, steps where the limits are close. */
  declare counted: boolean;
  declare unit: string;
  /** Limits of the value; of digits, how many there must be. */
  declare min: number | undefined;
  declare max: number | undefined;
  declare value: string;

  static override styles = [base, css`
    :host { display: grid; gap: 1.6rem; }
    .shown { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; min-height: 11.2rem; padding: 1.2rem 1.6rem 1.2rem 3.2rem; gap: 1.6rem; background: var(--surface); border-radius: var(--radius); box-shadow: inset 0 0 0 0.3rem var(--accent); }
    .line { display: grid; }
    .line.steps { grid-template-columns: 15rem minmax(0, 1fr) 15rem; gap: 1.6rem; }
    .key.step { color: var(--accent-ink); }
    .shown.wrong { box-shadow: inset 0 0 0 0.4rem var(--stop); }
    .wrong .count { color: var(--stop); font-weight: 620; }
    .value small { font-size: var(--t-34); font-weight: 560; color: var(--ink-2); }
    .value { font-size: var(--t-64); line-height: 1.2; font-weight: 560; font-variant-numeric: tabular-nums; letter-spacing: 0.01em; overflow-wrap: anywhere; }
    .value.long { font-size: var(--t-44); }
    .placeholder { font-size: var(--t-34); line-height: 1.3; color: var(--ink-2); }
    .count { display: inline-flex; align-items: center; gap: 0.8rem; font-size: var(--t-28); color: var(--ink-2); white-space: nowrap; padding-right: 1.6rem; font-variant-numeric: tabular-nums; }
    .keys { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1.6rem; }
    .key { display: grid; place-items: center; min-height: 11.2rem; border-radius: var(--radius); background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); font-size: var(--t-64); font-weight: 520; font-variant-numeric: tabular-nums; transition: background-color 160ms; }
    .key:active { background: var(--accent-tint); box-shadow: inset 0 0 0 0.4rem var(--accent); }
    .key.word { font-size: var(--t-34); font-weight: 600; color: var(--ink); background: transparent; }
    .key .icon { font-size: 5.2rem; }
    .ok { min-height: 12rem; border-radius: var(--radius); background: var(--accent); color: var(--on-accent); font-size: var(--t-44); font-weight: 650; text-align: center; }
    .ok[aria-disabled='true'] { background: transparent; color: var(--ink-2); box-shadow: inset 0 0 0 var(--stroke) var(--line-2); }
    @media (min-aspect-ratio: 1/1) { .key, .ok, .shown { min-height: 9.6rem; } :host { gap: 1.6rem; } .keys { gap: 1.2rem; } }
  `];

  constructor() {
    super();
    this.language = 'zh';
    this.maxLength = 40;
    this.placeholder = '';
    this.label = '';
    this.extra = '';
    this.counted = false;
    this.unit = '';
    this.min = undefined;
    this.max = undefined;
    this.value = '';
  }

  #press(key: string): void {
    if (this.value.length >= this.maxLength || (key === '.' && this.value.includes('.'))) return;
    this.value = this.counted && key === '.' && this.value === '' ? '0.' : this.counted && this.value === '0' && key !== '.' ? key : this.value + key;
  }

  get #within(): boolean {
    if (this.value === '') return false;
    const size = this.counted ? Number(this.value) : this.value.length;
    return Number.isFinite(size) && (this.min === undefined || size >= this.min) && (this.max === undefined || size <= this.max);
  }

  #done(): void {
    if (this.#within) this.dispatchEvent(new CustomEvent<string>('keyed', { detail: this.value.replace(/\.$/, '') }));
  }

  /** Limits close enough to be walked: a few guests, a few bags. */
  get #steps(): boolean {
    return this.counted && this.max !== undefined && this.max <= MOST_STEPPED;
  }

  #step(by: 1 | -1): void {
    const [least, most] = [this.min ?? 0, this.max ?? Infinity];
    const now = this.value === '' ? (by > 0 ? Math.ceil(least) - 1 : Math.ceil(least) + 1) : Number(this.value);
    this.value = String(Math.max(least, Math.min(most, by > 0 ? Math.floor(now) + 1 : Math.ceil(now) - 1)));
  }

  /** What may be keyed, in words; nothing where there are no limits. */
  #limits(): string {
    const words = WORDS[this.language];
    const { min, max } = this;
    if (!this.counted) return '';
    return min === undefined ? (max === undefined ? '' : words.atMost(String(max))) : max === undefined ? words.atLeast(String(min)) : words.between(String(min), String(max));
  }

  override render() {
    const words = WORDS[this.language];
    const key = (digit: string) => html`<button class="key" @click=${() => this.#press(digit)}>${digit}</button>`;
    const limits = this.#limits();
    const length = this.counted || this.maxLength >= 40 ? limits : `${this.value.length} / ${this.maxLength}`;
    const wrong = this.counted && this.value !== '' && !this.#within;
    return html`
      <div class="line ${this.#steps ? 'steps' : ''}">
        ${this.#steps ? html`<button class="key step" aria-label=${words.fewer} @click=${() => this.#step(-1)}>${icon('minus')}</button>` : nothing}
        <div class="shown ${wrong ? 'wrong' : ''}" role="status" aria-label=${this.label}>
          ${this.value === '' ? html`<span class="placeholder">${this.placeholder}</span>`
            : html`<span class="value ${this.value.length > 13 ? 'long' : ''}">${this.counted ? this.value : grouped(this.value, this.maxLength)}${this.unit === '' ? nothing : html` <small>${this.unit}</small>`}</span>`}
          ${length === '' ? nothing : html`<span class="count">${wrong ? icon('warning') : nothing}${length}</span>`}
        </div>
        ${this.#steps ? html`<button class="key step" aria-label=${words.moreOf} @click=${() => this.#step(1)}>${icon('plus')}</button>` : nothing}
      </div>
      <div class="keys">
        ${['1', '2', '3', '4', '5', '6', '7', '8', '9'].map(key)}
        ${this.extra === '' ? html`<button class="key word" @click=${() => { this.value = ''; }}>${words.clear}</button>` : key(this.extra)}
        ${key('0')}
        <button class="key word" aria-label=${words.erase} @click=${() => { this.value = this.value.slice(0, -1); }}>${icon('erase')}</button>
      </div>
      <button class="ok" aria-disabled=${this.#within ? 'false' : 'true'} @click=${() => this.#done()}>${words.done}</button>`;
  }
}
customElements.define('foyer-keypad', FoyerKeypad);
