// Who waits and who is being talked to: the longest-standing visitor first, with a ring that fills toward the service level.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { DeskCase } from '../../../flows/protocol/staff-api.ts';
import { closedCases, talkingCases, waitingCases } from '../console-state.ts';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import { ago, stopwatch } from '../parts/times.ts';
import '../parts/wait-ring.ts';

export const SERVICE_LEVEL_MS = 60_000;

export class CaseList extends LitElement {
  static override properties = { context: { attribute: false }, current: { attribute: false } };
  declare context: PageContext;
  declare current: string | null;

  static override styles = [base, css`
    :host { display: flex; flex-direction: column; }
    header { padding: 22px 20px 14px; }
    header p { display: flex; gap: 8px; align-items: baseline; margin-top: 2px; color: var(--ink-2); }
    header .over { color: var(--stop); font-weight: 560; }
    .scroll { flex: 1; min-height: 0; overflow: auto; padding: 0 10px 20px; }
    h2.label { padding: 14px 12px 6px; font-size: var(--t-xs); color: var(--ink-3); }
    li { position: relative; }
    .row { display: grid; grid-template-columns: 52px minmax(0, 1fr); gap: 12px; width: 100%; padding: 11px 12px; border-radius: var(--radius); border: 1px solid transparent; transition: background var(--move); }
    .row:hover { background: var(--sunken); }
    .row[aria-current='true'] { background: var(--surface); border-color: var(--line); box-shadow: var(--shadow); }
    .what { font-weight: 620; line-height: 1.4; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; overflow-wrap: anywhere; }
    .meta { display: flex; flex-wrap: wrap; gap: 4px 8px; margin-top: 4px; font-size: var(--t-xs); color: var(--ink-3); }
    .meta b { font-weight: 560; color: var(--ink-2); }
    .accept { position: absolute; right: 12px; bottom: 10px; min-height: 30px; padding: 0 10px; opacity: 0; }
    li:hover .accept, li:focus-within .accept { opacity: 1; }
    .row[aria-current='true'] + .accept { display: none; }
    .dot { display: grid; place-items: center; width: 52px; height: 52px; border-radius: 50%; background: var(--accent-tint); color: var(--accent-ink); }
    .dot.closed { background: var(--sunken); color: var(--ink-3); }
    .dot.news { background: var(--accent); color: var(--on-accent); }
    .dots { display: inline-flex; gap: 3px; align-items: center; }
    .dots i { width: 5px; height: 5px; border-radius: 50%; background: currentColor; animation: rise 1.1s infinite ease-in-out; }
    .dots i:nth-child(2) { animation-delay: 140ms; } .dots i:nth-child(3) { animation-delay: 280ms; }
    @keyframes rise { 0%, 60%, 100% { transform: none; opacity: 0.5; } 30% { transform: translateY(-3px); opacity: 1; } }
    @media (prefers-reduced-motion: reduce) { .dots i { animation: none; } }
  `];

  private choose(escalation: string): void { this.dispatchEvent(new CustomEvent('choose', { detail: escalation })); }

  private row(one: DeskCase, lead: TemplateResult, meta: TemplateResult): TemplateResult {
    const { words } = this.context;
    return html`<li>
      <button class="row" aria-current=${one.escalation === this.current ? 'true' : 'false'} @click=${() => this.choose(one.escalation)}>
        ${lead}<span><span class="what">${one.headline || words.desk.reasons[one.reason as keyof typeof words.desk.reasons] || one.reason}</span><span class="meta">${meta}</span></span>
      </button>
      ${one.state === 'waiting' ? html`<button class="button primary accept" aria-label=${words.desk.acceptHint} @click=${() => this.dispatchEvent(new CustomEvent('accept', { detail: one.escalation }))}>${words.desk.accept}</button>` : nothing}
    </li>`;
  }
  private where(one: DeskCase): TemplateResult {
    const { words } = this.context;
    return html`<b>${one.kiosk}</b><span>${one.site}</span><span>${words.desk.languages[one.language]}</span>`;
  }
  private section(title: string, rows: DeskCase[], row: (one: DeskCase) => TemplateResult): unknown {
    return rows.length === 0 ? nothing : html`<h2 class="label">${title}</h2><ul>${repeat(rows, (one) => one.escalation, row)}</ul>`;
  }

  override render(): unknown {
    const { words, state, me, now, language } = this.context;
    const waiting = waitingCases(state);
    const longest = waiting[0];
    return html`<header><h1>${words.desk.title}</h1>
        <p aria-live="polite"><span>${words.desk.waiting(waiting.length)}</span>${longest ? html`<span class=${now - longest.since >= SERVICE_LEVEL_MS ? 'over' : 'muted'}>${words.desk.longest(stopwatch(now - longest.since))}</span>` : nothing}</p></header>
      <div class="scroll">
        ${this.section(words.desk.mine, talkingCases(state, me.name, true), (one) => {
          const news = one.transcript.at(-1)?.who === 'visitor' && one.escalation !== this.current;
          return this.row(one, html`<span class="dot ${news ? 'news' : ''}">${one.visitorTyping ? html`<span class="dots"><i></i><i></i><i></i></span>` : icon('person', 24)}</span>`, html`${this.where(one)}<span>${stopwatch(now - (one.acceptedAt ?? now))}</span>`);
        })}
        ${this.section(words.desk.states.waiting, waiting, (one) => this.row(one, html`<wait-ring .since=${one.since} .now=${now} .level=${SERVICE_LEVEL_MS}></wait-ring>`, this.where(one)))}
        ${this.section(words.desk.others, talkingCases(state, me.name, false), (one) => this.row(one, html`<span class="dot closed">${icon('person', 24)}</span>`, html`<b>${one.agent}</b>${this.where(one)}`))}
        ${this.section(words.desk.closed, closedCases(state), (one) => this.row(one, html`<span class="dot closed">${icon(one.state === 'handed-back' ? 'back' : one.state === 'ended' ? 'check' : 'close', 22)}</span>`, html`<b>${words.desk.states[one.state]}</b><span>${ago(one.raisedAt, now, language)}</span><span>${one.kiosk}</span>`))}
      </div>`;
  }
}
customElements.define('case-list', CaseList);
