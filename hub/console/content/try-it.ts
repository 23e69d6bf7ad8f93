// A typed visit against the draft, with the reason beside each answer.
import { css, html, LitElement, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Language } from '../../../flows/protocol/language.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import type { Words } from '../words/zh.ts';
import type { RehearsedTurn } from './rehearsal-messages.ts';

export interface TryLine { id: number; said: string; turn: RehearsedTurn | null }

export class TryIt extends LitElement {
  static override properties = { words: { attribute: false }, lines: { attribute: false }, language: { attribute: false }, off: { type: Boolean }, draft: { state: true } };
  declare words: Words;
  declare lines: TryLine[];
  declare language: Language;
  declare off: boolean;
  declare draft: string;

  constructor() {
    super();
    this.lines = [];
    this.off = false;
    this.draft = '';
  }
  static override styles = [base, css`
    :host { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; min-height: 0; }
    header { display: flex; align-items: center; gap: 8px; padding: 16px 18px 10px; }
    header h2 { flex: 1; }
    .lang { display: inline-flex; padding: 2px; border-radius: 8px; background: var(--sunken); }
    .lang button { min-height: 26px; padding: 0 10px; border-radius: 6px; font-size: var(--t-s); color: var(--ink-2); }
    .lang button[aria-pressed='true'] { background: var(--surface); color: var(--ink); font-weight: 560; }
    ol { overflow: auto; padding: 4px 18px 12px; display: grid; gap: 14px; align-content: start; }
    .asked { justify-self: end; max-width: 88%; padding: 8px 13px; border-radius: 14px 4px 14px 14px; background: var(--accent); color: var(--on-accent); width: fit-content; margin-left: auto; overflow-wrap: anywhere; }
    .said { margin-top: 8px; padding: 9px 13px; border-radius: 4px 14px 14px 14px; background: var(--raised); border: 1px solid var(--line); line-height: 1.55; overflow-wrap: anywhere; }
    .cards { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 7px; }
    .cards button { padding: 4px 10px; border-radius: 7px; border: 1px solid var(--line-2); font-size: var(--t-s); background: var(--surface); }
    .cards button:hover { border-color: var(--accent); }
    .why { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; margin-top: 7px; font-size: var(--t-xs); color: var(--ink-3); }
    details { font-size: var(--t-xs); color: var(--ink-3); margin-top: 4px; } details li { padding: 2px 0; } summary { cursor: pointer; }
    .empty { padding: 12px 18px; color: var(--ink-3); }
    form { display: flex; gap: 8px; padding: 12px 18px 18px; border-top: 1px solid var(--line); }
    form .button { padding: 0 11px; }
  `];
  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const text = this.draft.trim();
    if (text === '') return;
    this.draft = '';
    this.dispatchEvent(new CustomEvent('said', { detail: text }));
  }
  override updated(changed: Map<string, unknown>): void {
    const list = this.renderRoot.querySelector('ol');
    if (list && changed.has('lines')) list.scrollTop = list.scrollHeight;
  }
  override render(): unknown {
    const c = this.words.content;
    const zones = this.words.zones;
    return html`<header><h2>${c.tryIt}</h2><span class="lang" role="group" aria-label=${this.words.desk.language}>${(['zh', 'en'] as const).map((one) => html`<button aria-pressed=${one === this.language ? 'true' : 'false'} @click=${() => this.dispatchEvent(new CustomEvent('restart', { detail: one }))}>${one === 'zh' ? '中文' : 'English'}</button>`)}</span><button class="button quiet" @click=${() => this.dispatchEvent(new CustomEvent('restart', { detail: this.language }))}>${c.restart}</button></header>
      ${this.lines.length === 0 ? html`<p class="empty">${c.tryEmpty}<br>${c.tryHint}</p>` : html`<ol tabindex="0" aria-live="polite" aria-label=${c.tryIt}>${repeat(this.lines, (line) => line.id, (line) => html`<li lang=${this.language === 'zh' ? 'zh-CN' : 'en'}>
        ${line.said === '' ? nothing : html`<p class="asked">${line.said}</p>`}
        ${line.turn === null ? html`<p class="said muted">${c.preparing}</p>` : html`<p class="said">${line.turn.said.join(' ') || line.turn.headline}</p>
          ${line.turn.cards.length === 0 ? nothing : html`<div class="cards">${line.turn.cards.map((card) => html`<button @click=${() => this.dispatchEvent(new CustomEvent('touched', { detail: card }))}>${card.label}</button>`)}</div>`}
          ${line.turn.zone === null ? nothing : html`<p class="why"><span class="chip ${line.turn.zone === 'answer' ? 'good' : line.turn.zone === 'unknown' ? 'warn' : ''}">${zones[line.turn.zone as keyof typeof zones] ?? line.turn.zone}</span>${line.turn.entry ?? line.turn.flow ?? line.turn.rule}${line.turn.probability === null || line.turn.zone === 'none' ? nothing : html` · ${Math.round(line.turn.probability * 100)} %`}</p>
          ${line.turn.why.length === 0 ? nothing : html`<details><summary>${c.why}</summary><ul>${line.turn.why.map((why) => html`<li>${why}</li>`)}</ul></details>`}`}`}
      </li>`)}</ol>`}
      <form @submit=${this.submit}><input class="field" ?disabled=${this.off} maxlength="500" aria-label=${c.ask} placeholder=${c.ask} .value=${this.draft} @input=${(event: InputEvent) => { this.draft = (event.target as HTMLInputElement).value; }}><button class="button primary" ?disabled=${this.off} aria-label=${this.words.desk.send}>${icon('send', 18)}</button></form>`;
  }
}
customElements.define('try-it', TryIt);
