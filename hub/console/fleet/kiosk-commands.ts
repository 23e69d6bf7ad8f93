// What can be asked of the machine, and what came of it: each with its time, by whom, and whether an answer is still awaited.
import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../../flows/protocol/language.ts';
import { base } from '../parts/base-styles.ts';
import { ago, exact } from '../parts/times.ts';
import { answerText } from './incident-words.ts';
import type { FleetWords } from './fleet-words.ts';
import { type SentCommand, twinApi } from './twin-api.ts';

const ACTS = ['self-test', 'identify', 'upload-log', 'refresh-content', 'clear-visit', 'restart', 'rotate-key', 'reboot-machine'];
/** These disturb somebody or cannot be taken back. */
const ASKS = ['clear-visit', 'restart', 'rotate-key', 'reboot-machine'];

export class KioskCommands extends LitElement {
  static override properties = { kiosk: {}, commands: { attribute: false }, words: { attribute: false }, language: {}, now: { type: Number }, mayAct: { type: Boolean }, asking: { state: true }, busy: { state: true }, note: { state: true } };
  declare kiosk: string;
  declare commands: SentCommand[];
  declare words: FleetWords;
  declare language: Language;
  declare now: number;
  declare mayAct: boolean;
  declare asking: string;
  declare busy: string;
  declare note: string;

  constructor() {
    super();
    this.asking = '';
    this.busy = '';
    this.note = '';
  }
  static override styles = [base, css`
    .acts { display: flex; flex-wrap: wrap; gap: 8px; padding: 16px 18px; }
    .acts .button { min-height: 34px; padding: 0 12px; }
    .ask { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; margin: 0 18px 16px; padding: 12px 14px; border-radius: var(--radius-s); background: var(--warn-tint); color: var(--warn); }
    .failed { margin: 0 18px 14px; color: var(--stop); font-size: var(--t-s); }
    li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 12px; padding: 10px 18px; border-top: 1px solid var(--line); }
    li small { grid-column: 1 / -1; color: var(--ink-3); font-size: var(--t-s); overflow-wrap: anywhere; }
    ol:first-child li:first-child { border-top: 0; }
    .empty { padding: 18px; color: var(--ink-3); }
    .acts ~ .empty { padding-top: 0; }
  `];
  private async act(name: string): Promise<void> {
    this.asking = '';
    this.note = '';
    this.busy = name;
    const answer = await twinApi.operate(this.kiosk, name, name === 'upload-log' ? { lines: 500 } : {});
    this.busy = '';
    if (!answer.ok) this.note = this.words.failed(answerText(answer.failure.detail, this.language));
    this.dispatchEvent(new CustomEvent('changed', { bubbles: true, composed: true }));
  }
  override render(): unknown {
    const w = this.words;
    return html`${this.mayAct ? html`<div class="acts">${ACTS.map((name) => html`<button class="button" type="button" ?disabled=${this.busy !== ''} @click=${() => { if (ASKS.includes(name)) this.asking = name; else void this.act(name); }}>${w.acts[name]}</button>`)}</div>` : nothing}
      ${this.asking === '' ? nothing : html`<div class="ask" role="alertdialog">${w.sure(w.acts[this.asking] ?? this.asking, this.kiosk)}<button class="button" type="button" @click=${() => void this.act(this.asking)}>${w.yes}</button><button class="button quiet" type="button" @click=${() => { this.asking = ''; }}>${w.cancel}</button></div>`}
      ${this.busy === '' ? nothing : html`<p class="empty" role="status">${w.busyWith}</p>`}${this.note === '' ? nothing : html`<p class="failed" role="status">${this.note}</p>`}
      ${this.commands.length === 0 ? html`<p class="empty">${w.noCommands}</p>` : html`<ol>${this.commands.slice(0, 12).map((one) => html`<li><span>${w.acts[one.name] ?? one.name}</span><span class="chip ${one.outcome === 'done' ? 'good' : one.outcome === 'sent' ? '' : 'warn'}">${w.outcomes[one.outcome] ?? one.outcome}</span>
        <small><span title=${exact(one.at, this.language)}>${ago(one.at, this.now, this.language)}</span> · ${one.by}${one.detail === '' ? '' : ` · ${answerText(one.detail, this.language)}`}</small></li>`)}</ol>`}`;
  }
}
customElements.define('kiosk-commands', KioskCommands);
