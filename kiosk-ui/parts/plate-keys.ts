// A mainland licence plate by touch: the province's sign, then letters and digits. There is no I and no O on a plate.
import { LitElement, css, html, nothing } from 'lit';
import type { Language } from '../../flows/protocol/language.ts';
import { icon } from '../icons.ts';
import { base } from '../styles.ts';
import { WORDS } from '../words.ts';

const PROVINCES = [...'京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'];
const LETTERS = [[...'QWERTYUP'], [...'ASDFGHJKL'], [...'ZXCVBNM']];
const DIGITS = [...'1234567890'];
/** With the province: seven signs, eight on electric cars. */
const SHORTEST = 7;
const LONGEST = 8;

export class FoyerPlateKeys extends LitElement {
  static override properties = { language: { attribute: false }, label: { attribute: false }, value: { state: true } };
  declare language: Language;
  declare label: string;
  declare value: string;

  static override styles = [base, css`
    :host { display: grid; gap: 1.6rem; }
    .shown { display: flex; gap: 0.8rem; align-items: center; min-height: 11.2rem; padding: 1rem 1.6rem; background: var(--surface); border-radius: var(--radius); box-shadow: inset 0 0 0 0.3rem var(--accent); }
    .place { flex: 1 1 0; min-width: 0; display: grid; place-items: center; height: 8.4rem; border-radius: var(--radius-small); box-shadow: inset 0 0 0 var(--stroke) var(--line); font-size: min(var(--t-64), 7.2rem); font-weight: 620; font-variant-numeric: tabular-nums; }
    .place.next { box-shadow: inset 0 0 0 0.4rem var(--accent); }
    .place.more { box-shadow: none; border: 0.2rem dashed var(--line-2); }
    .dot { flex: none; width: 1rem; height: 1rem; border-radius: 50%; background: var(--ink); }
    .rows { display: grid; gap: 1rem; }
    .row { display: flex; gap: 1rem; justify-content: center; }
    .signs { display: grid; grid-template-columns: repeat(auto-fill, minmax(10.6rem, 1fr)); gap: 1rem; }
    .key { flex: 1 1 0; min-width: 0; max-width: 10.4rem; min-height: 9.6rem; display: grid; place-items: center; border-radius: var(--radius-small); background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); font-size: var(--t-44); font-weight: 560; text-align: center; }
    .signs .key { max-width: none; }
    .key.wide { max-width: 17rem; flex-grow: 1.7; }
    .key .icon { font-size: 4.8rem; }
    .key:active { background: var(--accent-tint); box-shadow: inset 0 0 0 0.4rem var(--accent); }
    .key[aria-disabled='true'] { background: transparent; box-shadow: none; color: var(--ink-2); font-weight: 400; }
    .ok { min-height: 11.2rem; border-radius: var(--radius); background: var(--accent); color: var(--on-accent); font-size: var(--t-44); font-weight: 650; text-align: center; }
    .ok[aria-disabled='true'] { background: transparent; color: var(--ink-2); box-shadow: inset 0 0 0 var(--stroke) var(--line-2); }
    @media (min-aspect-ratio: 1/1) { .key { min-height: 7.6rem; max-width: none; } .ok { min-height: 8.8rem; } .shown { min-height: 9.6rem; } .place { height: 7.2rem; } :host { gap: 1.2rem; } }
  `];

  constructor() {
    super();
    this.language = 'zh';
    this.label = '';
    this.value = '';
  }

  #press(sign: string): void {
    if (this.value.length < LONGEST) this.value += sign;
  }

  #done(): void {
    if (this.value.length >= SHORTEST) this.dispatchEvent(new CustomEvent<string>('keyed', { detail: this.value }));
  }

  override render() {
    const words = WORDS[this.language];
    const at = this.value.length;
    const key = (sign: string) => html`<button class="key" data-key=${sign} @click=${() => this.#press(sign)}>${sign}</button>`;
    // The second sign is the city's letter.
    const digit = (sign: string) => html`<button class="key" data-key=${sign} aria-disabled=${at === 1 ? 'true' : 'false'} @click=${() => { if (at !== 1) this.#press(sign); }}>${sign}</button>`;
    const erase = html`<button class="key wide" data-key="erase" aria-label=${words.erase} @click=${() => { this.value = this.value.slice(0, -1); }}>${icon('erase')}</button>`;
    return html`
      <div class="shown" role="status" aria-label="${this.label} ${this.value}">${Array.from({ length: LONGEST }, (_, i) => html`<span class="place ${i === at ? 'next' : ''} ${i === LONGEST - 1 && at < LONGEST ? 'more' : ''}" aria-hidden="true">${this.value[i] ?? ''}</span>${i === 1 ? html`<span class="dot"></span>` : nothing}`)}</div>
      ${at === 0 ? html`<div class="signs" role="group" aria-label=${words.provinces}>${PROVINCES.map(key)}</div>`
        : html`<div class="rows"><div class="row">${DIGITS.map(digit)}</div>${LETTERS.map((row, i) => html`<div class="row">${row.map(key)}${i === LETTERS.length - 1 ? erase : nothing}</div>`)}</div>
        <button class="ok" aria-disabled=${at >= SHORTEST ? 'false' : 'true'} @click=${() => this.#done()}>${words.done}</button>`}`;
  }
}
customElements.define('foyer-plate-keys', FoyerPlateKeys);
