// The on-screen keyboard: a sheet above the bar, one line of text, large keys. What is typed lives in the screen's state, so
// that it is wiped with everything else of the visitor.
import { LitElement, css, html, nothing } from 'lit';
import type { Language } from '../../flows/protocol/language.ts';
import { icon } from '../icons.ts';
import { base } from '../styles.ts';
import { WORDS } from '../words.ts';
import { act } from './act.ts';

const ROWS = [['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'], [...'qwertyuiop'], [...'asdfghjkl'], [...'zxcvbnm']];

export class FoyerKeyboard extends LitElement {
  static override properties = { language: { attribute: false }, draft: { attribute: false } };
  declare language: Language;
  declare draft: string;

  static override styles = [base, css`
    :host { display: block; background: var(--ground); border-top: var(--stroke) solid var(--line); padding: 2.4rem 3.2rem 2.4rem; animation: rise 220ms cubic-bezier(0.16, 0.8, 0.24, 1) both; }
    @keyframes rise { from { transform: translateY(6rem); opacity: 0; } }
    .line { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 1.2rem; align-items: stretch; margin-bottom: 2rem; }
    .text { display: flex; align-items: center; min-height: 10rem; padding: 1rem 2.8rem; background: var(--surface); border-radius: var(--radius); box-shadow: inset 0 0 0 0.3rem var(--accent); font-size: var(--t-44); line-height: 1.3; overflow-wrap: anywhere; }
    .placeholder { color: var(--ink-2); font-size: var(--t-34); }
    .caret { width: 0.3rem; height: 1.1em; background: var(--accent); margin-left: 0.2rem; flex: none; }
    .rows { display: grid; gap: 1rem; }
    .row { display: flex; gap: 1rem; justify-content: center; }
    .key { flex: 1 1 0; max-width: 10.4rem; min-height: 9.6rem; min-width: 0; border-radius: var(--radius-small); background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); font-size: var(--t-34); font-weight: 520; text-align: center; display: grid; place-items: center; }
    .key:active { background: var(--accent-tint); box-shadow: inset 0 0 0 0.4rem var(--accent); }
    .key.wide { flex: 1.6 1 0; max-width: none; font-size: var(--t-28); font-weight: 600; }
    .key.space { flex: 5 1 0; max-width: none; font-size: var(--t-28); color: var(--ink-2); }
    .key.send { flex: 2.6 1 0; max-width: none; background: var(--accent); color: var(--on-accent); box-shadow: none; font-size: var(--t-34); font-weight: 650; }
    .key .icon { font-size: 4rem; }
    .close { display: grid; place-items: center; min-width: 10rem; font-size: 4rem; border-radius: var(--radius); background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); }
    @media (min-aspect-ratio: 1/1) { :host { padding: 1.6rem 24rem; } .key { min-height: 7.6rem; max-width: none; } .text { min-height: 8rem; } .line { margin-bottom: 1.2rem; } }
    @media (prefers-reduced-motion: reduce) { :host { animation: none; } }
  `];

  constructor() {
    super();
    this.language = 'zh';
    this.draft = '';
  }

  #write(text: string): void {
    act(this, { local: { type: 'draft', text } });
  }

  #send(): void {
    const text = this.draft.trim();
    if (text === '') return;
    act(this, { send: { type: 'text', text } });
    this.#write('');
    act(this, { local: { type: 'panel', panel: 'keyboard' } });
  }

  override render() {
    const words = WORDS[this.language];
    const key = (character: string) => html`<button class="key" @click=${() => this.#write(this.draft + character)}>${character}</button>`;
    return html`<div role="group" aria-label=${words.keyboard}>
      <div class="line">
        <div class="text" role="status" aria-label=${words.typed}>${this.draft === '' ? html`<span class="caret"></span><span class="placeholder">${words.typeHere}</span>` : html`<span>${this.draft}</span><span class="caret"></span>`}</div>
        <button class="close" aria-label=${words.close} @click=${() => act(this, { local: { type: 'panel', panel: 'keyboard' } })}>${icon('down')}</button>
      </div>
      <div class="rows">
        ${ROWS.map((row, index) => html`<div class="row">${row.map(key)}${index === 3 ? html`<button class="key wide" aria-label=${words.erase} @click=${() => this.#write(this.draft.slice(0, -1))}>${icon('erase')}</button>` : nothing}</div>`)}
        <div class="row">
          <button class="key wide" @click=${() => this.#write('')}>${words.clear}</button>
          <button class="key space" @click=${() => this.#write(`${this.draft} `)}>${words.space}</button>
          <button class="key send" @click=${() => this.#send()}>${words.send}</button>
        </div>
      </div>
    </div>`;
  }
}
customElements.define('foyer-keyboard', FoyerKeyboard);
