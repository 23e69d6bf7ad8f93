// The desk: who waits, the conversation, its context. Everything can be done from the keyboard.
import { css, html, LitElement, nothing } from 'lit';
import type { DeskCase, LiveRequest } from '../../../flows/protocol/staff-api.ts';
import { closedCases, talkingCases, waitingCases } from '../console-state.ts';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import './case-list.ts';
import './context-column.ts';
import './conversation.ts';
import type { DeskConversation } from './conversation.ts';

export class DeskPage extends LitElement {
  static override properties = { context: { attribute: false }, chosen: { state: true }, reading: { type: Boolean, reflect: true } };
  declare context: PageContext;
  declare chosen: string | null;
  /** On a narrow screen the conversation is shown in place of the list. */
  declare reading: boolean;

  constructor() {
    super();
    this.chosen = null;
    this.reading = false;
  }
  static override styles = [base, css`
    :host { display: grid; grid-template-columns: 336px minmax(0, 1fr) 316px; height: 100%; }
    case-list { border-right: 1px solid var(--line); background: var(--raised); min-height: 0; }
    context-column { border-left: 1px solid var(--line); background: var(--raised); min-height: 0; overflow: auto; }
    .middle { position: relative; min-height: 0; min-width: 0; background: var(--ground); }
    .empty { display: grid; place-content: center; justify-items: center; gap: 10px; height: 100%; padding: 0 48px 60px; text-align: center; color: var(--ink-2); }
    .empty h2 { font-size: var(--t-xl); color: var(--ink); }
    .empty p { max-width: 30em; text-wrap: balance; }
    .shape { width: 148px; height: auto; margin-bottom: 14px; }
    .toast { position: absolute; z-index: 2; top: 14px; left: 50%; transform: translateX(-50%); max-width: 80%; box-shadow: var(--shadow); }
    @media (max-width: 1180px) { :host { grid-template-columns: 300px minmax(0, 1fr); } context-column { display: none; } }
    .list { display: none; }
    @media (max-width: 720px) { :host, :host([reading]) { grid-template-columns: minmax(0, 1fr); } :host([reading]) case-list, :host(:not([reading])) .middle { display: none; } .middle { display: flex; flex-direction: column; } .middle desk-conversation { flex: 1; min-height: 0; } .list { display: inline-flex; align-self: start; align-items: center; gap: 6px; min-height: 40px; padding: 0 14px; color: var(--ink-2); } }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.onKey);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.onKey);
  }

  /** Cases in the order in which they are listed. */
  private order(): DeskCase[] {
    const { state, me } = this.context;
    return [...talkingCases(state, me.name, true), ...waitingCases(state), ...talkingCases(state, me.name, false), ...closedCases(state)];
  }
  private current(): DeskCase | undefined {
    const chosen = this.chosen === null ? undefined : this.context.state.cases.get(this.chosen);
    return chosen ?? talkingCases(this.context.state, this.context.me.name, true)[0];
  }
  private conversation(): DeskConversation | null { return this.renderRoot.querySelector<DeskConversation>('desk-conversation'); }
  private act(request: LiveRequest): void {
    this.chosen = request.escalation;
    this.reading = true;
    this.context.send(request);
  }
  private onKey = (event: KeyboardEvent): void => {
    const from = event.composedPath()[0];
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (from instanceof HTMLElement && (from.closest('input, textarea, dialog') || from.isContentEditable)) return;
    const order = this.order();
    const current = this.current();
    const at = order.findIndex((one) => one.escalation === current?.escalation);
    const key = event.key.toLowerCase();
    if (key === 'j' || key === 'k') {
      const next = order[Math.max(0, Math.min(order.length - 1, at < 0 ? 0 : at + (key === 'j' ? 1 : -1)))];
      if (next) this.chosen = next.escalation;
    } else if (key === 'a') {
      const next = current?.state === 'waiting' ? current : waitingCases(this.context.state)[0];
      if (next) this.act({ type: 'accept', escalation: next.escalation });
    } else if (key === 'r') this.conversation()?.focusReply();
    else if (key === 'h') this.conversation()?.openHandback();
    else if (key === 'e' && current && current.state === 'talking' && current.agent === this.context.me.name) this.act({ type: 'end', escalation: current.escalation });
    else return;
    event.preventDefault();
  };

  override updated(): void {
    // A conversation just accepted wants its first words.
    const current = this.current();
    if (current && current.state === 'talking' && current.agent === this.context.me.name && this.lastOpened !== current.escalation) {
      this.lastOpened = current.escalation;
      this.chosen ??= current.escalation;
      this.conversation()?.focusReply();
    }
  }
  private lastOpened = '';

  override render(): unknown {
    const { words, state, me } = this.context;
    if (!this.context.may('see-cases')) return html`<div class="middle"><div class="empty"><h2>${words.places.desk}</h2><p>${words.failure.notAllowed}</p></div></div>`;
    const current = this.current();
    const waiting = waitingCases(state);
    return html`
      <case-list .context=${this.context} .current=${current?.escalation ?? null} @choose=${(event: CustomEvent<string>) => { this.chosen = event.detail; this.reading = true; }} @accept=${(event: CustomEvent<string>) => this.act({ type: 'accept', escalation: event.detail })}></case-list>
      <section class="middle" aria-label=${words.desk.title}><button class="list" @click=${() => { this.reading = false; }}>${icon('back', 18)}${words.desk.waiting(waiting.length)}</button>
        ${state.refused ? html`<div class="error toast" role="alert">${icon('alert', 18)}<span>${words.desk.refused(state.refused.detail)}</span><button aria-label=${words.desk.cancel} @click=${() => this.context.dismissRefusal()}>${icon('close', 18)}</button></div>` : nothing}
        ${current
          ? html`<desk-conversation .context=${this.context} .case=${current} .mine=${current.state === 'talking' && current.agent === me.name} @act=${(event: CustomEvent<LiveRequest>) => this.act(event.detail)}></desk-conversation>`
          : html`<div class="empty">
              <svg class="shape" viewBox="0 0 32 32" aria-hidden="true"><circle cx="13" cy="17" r="11" fill="var(--line)"/><circle cx="20" cy="19" r="11" fill="var(--accent-tint)"/><circle cx="17" cy="13" r="11" fill="var(--sunken)"/></svg>
              <h2>${waiting.length > 0 ? words.desk.pickTitle : words.desk.emptyTitle}</h2><p>${waiting.length > 0 ? words.desk.pick : words.desk.empty}</p></div>`}
      </section>
      ${current ? html`<context-column .context=${this.context} .case=${current}></context-column>` : html`<context-column .context=${this.context} .case=${null}></context-column>`}`;
  }
}
customElements.define('desk-page', DeskPage);
