// The on-screen keyboard: one line of text and large keys; for Chinese with pinyin and the characters it may mean. It stands in
// the form where words are asked for, else as a sheet in the bar's place. What is typed lives in the screen's state, so that it
// is wiped with everything else of the visitor.
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Language } from '../../flows/protocol/language.ts';
import { icon } from '../icons.ts';
import { candidatesFor, firstSigns } from '../pinyin/candidates.ts';
import type { Candidate, Subject } from '../pinyin/candidates.ts';
import { base } from '../styles.ts';
import { WORDS } from '../words.ts';
import { act } from './act.ts';

const DIGITS = [...'1234567890'];
const LETTERS = [[...'qwertyuiop'], [...'asdfghjkl'], [...'zxcvbnm']];
const MARKS = { zh: [[...'，。、？！：；-/#'], [...'（）“”·@.&'], [..."'_+=%*~"]], en: [[...',.?!:;-/#&'], [...'()"@\'_+='], [...'%*~$[]|']] };
type Mode = 'pinyin' | 'latin' | 'marks';
/** Halves of a character that the row of candidates holds at normal size. */
const ROW = 31;
const PAGE = 24;

export class FoyerKeyboard extends LitElement {
  static override properties = { language: { attribute: false }, draft: { attribute: false }, subject: { attribute: false }, slotted: { attribute: false }, placeholder: { attribute: false }, most: { attribute: false }, scale: { attribute: false }, mode: { state: true }, letters: { state: true }, shift: { state: true }, page: { state: true } };
  declare language: Language;
  declare draft: string;
  declare subject: Subject;
  /** Answers a form's question (event `keyed`) instead of saying something (screen event `text`). */
  declare slotted: boolean;
  declare placeholder: string;
  declare most: number;
  /** Size of type, 1..2. */
  declare scale: number;
  declare mode: Mode | null;
  /** Pinyin that is no character yet. */
  declare letters: string;
  declare shift: boolean | null;
  /** All candidates are shown, from this page on. */
  declare page: number | null;

  static override styles = [base, css`
    :host { display: block; background: var(--ground); border-top: var(--stroke) solid var(--line); padding: 2.4rem 3.2rem 2.4rem; animation: rise 220ms cubic-bezier(0.16, 0.8, 0.24, 1) both; }
    :host([slotted]) { padding: 0; border-top: 0; margin: 0 -2.4rem; animation: none; }
    @keyframes rise { from { transform: translateY(6rem); opacity: 0; } }
    .line { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 1.2rem; align-items: stretch; margin-bottom: 1.2rem; }
    :host([slotted]) .line { grid-template-columns: minmax(0, 1fr); }
    .text { display: flex; flex-wrap: wrap; align-items: center; min-height: 10rem; padding: 1rem 2.8rem; background: var(--surface); border-radius: var(--radius); box-shadow: inset 0 0 0 0.3rem var(--accent); font-size: var(--t-44); line-height: 1.3; overflow-wrap: anywhere; }
    .text > span { min-width: 0; max-width: 100%; white-space: pre-wrap; }
    .letters { color: var(--accent-ink); text-decoration: underline dotted; text-decoration-thickness: 0.3rem; text-underline-offset: 0.2em; }
    .text .placeholder { color: var(--ink-2); font-size: var(--t-34); }
    .caret { width: 0.3rem; height: 1.1em; background: var(--accent); margin-left: 0.2rem; flex: none; }
    .signs { display: flex; gap: 1rem; min-height: 9.6rem; margin-bottom: 1rem; align-items: stretch; }
    .sign { flex: 0 0 auto; display: grid; place-items: center; min-width: 8.8rem; padding: 0 1.6rem; border-radius: var(--radius-small); background: var(--accent-tint); color: var(--ink); font-size: var(--t-44); font-weight: 540; text-align: center; white-space: nowrap; }
    .sign.first { box-shadow: inset 0 0 0 0.3rem var(--accent); }
    .sign.more { margin-left: auto; background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); font-size: var(--t-28); font-weight: 600; }
    .sign.more + .more { margin-left: 0; }
    .sign:active { background: var(--surface); box-shadow: inset 0 0 0 0.4rem var(--accent); }
    .all { display: grid; grid-template-columns: repeat(auto-fill, minmax(calc(10.8rem * var(--type)), 1fr)); gap: 1rem; }
    .all .sign { min-height: 9.6rem; }
    .all .long { grid-column: span 2; }
    .rows { display: grid; gap: 1rem; }
    .row { display: flex; gap: 1rem; justify-content: center; }
    .key { flex: 1 1 0; max-width: 10.4rem; min-height: 9.6rem; min-width: 0; border-radius: var(--radius-small); background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); font-size: min(var(--t-44), 6rem); font-weight: 520; text-align: center; display: grid; place-items: center; }
    .key:active { background: var(--accent-tint); box-shadow: inset 0 0 0 0.4rem var(--accent); }
    .key.wide { flex: 1.5 1 0; max-width: none; font-size: min(var(--t-28), 4.4rem); font-weight: 600; overflow-wrap: anywhere; }
    .key.digit { min-height: 8.4rem; }
    .key[aria-pressed='true'] { box-shadow: inset 0 0 0 0.4rem var(--accent); color: var(--accent-ink); }
    .key.space { flex: 3.4 1 0; max-width: none; font-size: min(var(--t-28), 4.4rem); color: var(--ink-2); }
    .key.send { flex: 2.4 1 0; max-width: none; background: var(--accent); color: var(--on-accent); box-shadow: none; font-size: min(var(--t-34), 5.2rem); font-weight: 650; }
    .key.send[aria-disabled='true'] { background: transparent; color: var(--ink-2); box-shadow: inset 0 0 0 var(--stroke) var(--line-2); }
    .key .icon { font-size: 4rem; }
    .close { display: grid; place-items: center; min-width: 10rem; font-size: 4rem; border-radius: var(--radius); background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); }
    @media (min-aspect-ratio: 1/1) { :host { padding: 1.6rem 24rem; } :host([slotted]) { margin: 0; } .key { min-height: 7.2rem; max-width: none; } .key.digit { min-height: 6.4rem; } .text { min-height: 8rem; } .signs { min-height: 7.6rem; } .all .sign { min-height: 7.6rem; } }
    @media (prefers-reduced-motion: reduce) { :host { animation: none; } }
  `];

  constructor() {
    super();
    this.language = 'zh';
    this.draft = '';
    this.subject = 'any';
    this.slotted = false;
    this.placeholder = '';
    this.most = 500;
    this.scale = 1;
    this.mode = null;
    this.letters = '';
    this.shift = null;
    this.page = null;
  }

  override willUpdate(): void {
    this.toggleAttribute('slotted', this.slotted);
  }

  get #mode(): Mode {
    return this.mode ?? (this.language === 'zh' ? 'pinyin' : 'latin');
  }

  /** Names and addresses begin their words with capitals; the key says otherwise. */
  get #capital(): boolean {
    return this.#mode === 'latin' && (this.shift ?? (this.subject !== 'any' && this.language === 'en' && (this.draft === '' || this.draft.endsWith(' '))));
  }

  #write(text: string): void {
    act(this, { local: { type: 'draft', text: text.slice(0, this.most) } });
  }

  #press(sign: string): void {
    if (this.#mode === 'pinyin' && /[a-z']/.test(sign)) { this.letters = `${this.letters}${sign}`.slice(0, 40); this.page = null; return; }
    this.#write(`${this.#settled()}${sign}`);
    this.shift = null;
  }

  #take(candidate: Candidate): void {
    this.#write(this.draft + candidate.text);
    this.letters = this.letters.slice(candidate.used).replace(/^'+/, '');
    this.page = null;
  }

  /** The draft with what is still pinyin turned into its likeliest characters. */
  #settled(): string {
    let text = this.draft;
    let rest = this.letters;
    while (rest !== '') {
      const [first] = candidatesFor(rest, this.subject, text !== '', 1);
      if (first === undefined || first.used === 0) break;
      text += first.text;
      rest = rest.slice(first.used);
    }
    this.letters = '';
    this.page = null;
    return text;
  }

  #erase(): void {
    if (this.letters !== '') { this.letters = this.letters.slice(0, -1); this.page = null; } else this.#write([...this.draft].slice(0, -1).join(''));
  }

  #space(): void {
    if (this.letters !== '') this.#write(this.#settled());
    else if (this.draft !== '' && !this.draft.endsWith(' ')) this.#press(' ');
  }

  #send(): void {
    const text = this.#settled().trim();
    if (text === '') return;
    this.#write(this.slotted ? text : '');
    if (this.slotted) { this.dispatchEvent(new CustomEvent<string>('keyed', { detail: text })); return; }
    act(this, { send: { type: 'text', text } });
    act(this, { local: { type: 'panel', panel: 'keyboard' } });
  }

  override render() {
    const words = WORDS[this.language];
    const empty = this.draft === '' && this.letters === '';
    const candidates = this.letters === '' ? firstSigns(this.subject, this.draft !== '') : candidatesFor(this.letters, this.subject, this.draft !== '');
    return html`<div role="group" aria-label=${words.keyboard}>
      <div class="line">
        <div class="text" role="status" aria-label=${words.typed}>${empty ? html`<span class="caret"></span><span class="placeholder">${this.placeholder === '' ? words.typeHere : this.placeholder}</span>`
          : html`<span>${this.draft}</span>${this.letters === '' ? nothing : html`<span class="letters">${this.letters}</span>`}<span class="caret"></span>`}</div>
        ${this.slotted ? nothing : html`<button class="close" aria-label=${words.close} @click=${() => act(this, { local: { type: 'panel', panel: 'keyboard' } })}>${icon('down')}</button>`}
      </div>
      ${this.#mode === 'pinyin' ? this.#row(candidates) : nothing}
      ${this.page !== null && candidates.length > 0 ? this.#all(candidates, this.page) : this.#keys()}
    </div>`;
  }

  #sign(candidate: Candidate, kind: string): TemplateResult {
    return html`<button class="sign ${kind}" lang="zh-CN" @click=${() => this.#take(candidate)}>${candidate.text}</button>`;
  }

  /** As many as fit on one line; the first is what the space bar takes. */
  #row(candidates: readonly Candidate[]): TemplateResult {
    const words = WORDS[this.language];
    let room = ROW / this.scale;
    const shown = this.page !== null ? [] : candidates.filter(({ text }) => (room -= Math.max(3.4, [...text].length * 2 + 1.4)) >= 0);
    return html`<div class="signs" role="group" aria-label=${words.candidates}>${shown.map((candidate, i) => this.#sign(candidate, i === 0 && this.letters !== '' ? 'first' : ''))}
      ${this.page !== null ? html`<button class="sign more" @click=${() => { this.page = null; }}>${words.fewerSigns}</button>` : nothing}
      ${shown.length < candidates.length && candidates.length > 0 ? html`<button class="sign more" @click=${() => { this.page = this.page === null ? 0 : (this.page + 1) % Math.ceil(candidates.length / PAGE); }}>${words.moreSigns}</button>` : nothing}</div>`;
  }

  #all(candidates: readonly Candidate[], page: number): TemplateResult {
    return html`<div class="all">${candidates.slice(page * PAGE, (page + 1) * PAGE).map((candidate) => this.#sign(candidate, [...candidate.text].length > 2 ? 'long' : ''))}</div>`;
  }

  #keys(): TemplateResult {
    const words = WORDS[this.language];
    const mode = this.#mode;
    const key = (sign: string, kind = '') => html`<button class="key ${kind}" @click=${() => this.#press(sign)}>${sign}</button>`;
    const rows = mode === 'marks' ? MARKS[this.language] : LETTERS.map((row) => row.map((letter) => (this.#capital ? letter.toUpperCase() : letter)));
    const turn = (to: Mode, label: string) => html`<button class="key wide" @click=${() => { const text = this.#settled(); this.#write(text); this.mode = to; }}>${label}</button>`;
    const empty = this.draft === '' && this.letters === '';
    return html`<div class="rows">
      <div class="row">${DIGITS.map((digit) => key(digit, 'digit'))}</div>
      ${rows.map((row, index) => html`<div class="row">
        ${index !== 2 || mode === 'marks' ? nothing : mode === 'pinyin' ? key("'", 'wide') : html`<button class="key wide" aria-label=${words.capital} aria-pressed=${this.#capital ? 'true' : 'false'} @click=${() => { this.shift = !this.#capital; }}>${icon('shift')}</button>`}
        ${row.map((sign) => key(sign))}
        ${index === 2 ? html`<button class="key wide" aria-label=${words.erase} @click=${() => this.#erase()}>${icon('erase')}</button>` : nothing}</div>`)}
      <div class="row">
        ${mode === 'marks' ? turn(this.language === 'zh' ? 'pinyin' : 'latin', words.keysLetters) : turn('marks', words.keysMarks)}
        ${mode === 'pinyin' ? turn('latin', words.keysLatin) : mode === 'latin' ? turn('pinyin', words.keysPinyin) : nothing}
        <button class="key space" @click=${() => this.#space()}>${words.space}</button>
        <button class="key send" aria-disabled=${empty ? 'true' : 'false'} @click=${() => this.#send()}>${this.slotted ? words.done : words.send}</button>
      </div>
    </div>`;
  }
}
customElements.define('foyer-keyboard', FoyerKeyboard);
