// One visit from beginning to end, as the kiosk recorded it, with the reason for each answer.
import { css, html, LitElement, nothing } from 'lit';
import { api, type SessionSummary, type TurnSummary } from '../api.ts';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import { clockTime, exact } from '../parts/times.ts';

export class SessionView extends LitElement {
  static override properties = { context: { attribute: false }, session: { attribute: false }, found: { state: true }, asking: { state: true }, told: { state: true }, busy: { state: true } };
  declare context: PageContext;
  declare session: string;
  declare found: { session: SessionSummary; turns: TurnSummary[] } | null;

  /** The question before erasing is on the page. */
  declare asking: boolean;
  declare told: string;
  declare busy: boolean;

  constructor() {
    super();
    this.found = null;
    this.asking = false;
    this.told = '';
    this.busy = false;
  }
  static override styles = [base, css`
    dialog { width: min(560px, 92vw); height: 100vh; max-height: none; margin: 0 0 0 auto; padding: 0; border: 0; border-left: 1px solid var(--line); background: var(--raised); color: var(--ink); box-shadow: var(--shadow); }
    dialog::backdrop { background: rgb(13 30 33 / 0.28); }
    header { position: sticky; top: 0; display: flex; gap: 12px; align-items: center; padding: 18px 24px; background: var(--surface); border-bottom: 1px solid var(--line); }
    header div { flex: 1; } header p { color: var(--ink-3); font-size: var(--t-s); }
    ol { display: grid; gap: 18px; padding: 22px 24px 40px; }
    .asked { width: fit-content; max-width: 86%; padding: 9px 14px; border-radius: 4px 14px 14px 14px; background: var(--surface); border: 1px solid var(--line); overflow-wrap: anywhere; }
    .said { margin-top: 6px; padding: 2px 14px; border-left: 2px solid var(--line-2); color: var(--ink-2); overflow-wrap: anywhere; }
    .ask { display: grid; gap: 12px; margin: 18px 24px 0; padding: 16px 18px; border: 1px solid var(--stop); border-radius: var(--radius); background: var(--surface); }
    .ask p { color: var(--ink-2); font-size: var(--t-s); } .ask div { display: flex; justify-content: flex-end; gap: 10px; }
    .danger, .danger:hover { background: var(--stop); border-color: var(--stop); color: var(--surface); }
    .told { margin: 18px 24px 0; color: var(--ink-2); }
    .why { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; margin: 7px 0 0 2px; font-size: var(--t-xs); color: var(--ink-3); }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }
  private async load(): Promise<void> {
    const answer = await api.session(this.session);
    this.found = answer.ok ? answer.value : null;
  }
  private async erase(): Promise<void> {
    const { erase } = this.context.words.live;
    this.busy = true;
    const answer = await api.eraseSession(this.session);
    this.busy = false;
    this.asking = false;
    this.told = answer.ok ? (answer.value.kiosk === 'done' ? erase.done : erase.waiting) : answer.failure.mend || answer.failure.detail;
    await this.load();
  }
  override firstUpdated(): void { this.renderRoot.querySelector('dialog')?.showModal(); }
  private done(): void { this.dispatchEvent(new CustomEvent('done')); }

  override render(): unknown {
    const { words, language } = this.context;
    const { live, zones, insights, desk } = words;
    return html`<dialog aria-label=${live.visit} @close=${this.done} @click=${(event: MouseEvent) => { if (event.target === event.currentTarget) this.done(); }}>
      <header><div><h2>${live.visit}</h2>${this.found ? html`<p title=${exact(this.found.session.lastAt, language)}>${this.found.session.kiosk} · ${this.found.session.pack} ${this.found.session.packVersion} · ${live.turns(this.found.session.turns)}</p>` : nothing}</div>${this.context.may('erase-sessions') && this.found ? html`<button class="button" @click=${() => { this.asking = true; }}>${live.erase.open}</button>` : nothing}<button class="button quiet" aria-label=${desk.cancel} @click=${this.done}>${icon('close', 20)}</button></header>
      ${this.asking ? html`<section class="ask" role="alertdialog" aria-label=${live.erase.title}><h2>${live.erase.title}</h2><p>${live.erase.hint}</p><div><button class="button" autofocus @click=${() => { this.asking = false; }}>${live.erase.cancel}</button><button class="button danger" ?disabled=${this.busy} @click=${() => void this.erase()}>${live.erase.go}</button></div></section>` : nothing}
      <p class="told" role="status" ?hidden=${this.told === ''}>${this.told}</p>
      <ol>${this.found?.turns.map((turn) => html`<li>
        ${turn.kind === 'start' ? nothing : turn.text === '' && turn.said.length === 0 ? html`<p class="asked muted">${live.erase.gone}</p>` : html`<p class="asked">${turn.kind === 'silence' ? live.silence : turn.kind === 'touch' ? `${live.touched} ${turn.text}` : turn.text}</p>`}
        ${turn.said.length === 0 ? nothing : html`<p class="said">${turn.said.join(' ')}</p>`}
        <p class="why"><span>${clockTime(turn.at, language)}</span>${turn.kind === 'start' ? nothing : html`<span class="chip ${turn.zone === 'answer' ? 'good' : turn.zone === 'unknown' ? 'warn' : ''}">${zones[turn.zone as keyof typeof zones] ?? turn.zone}</span><span>${turn.entry ?? turn.flow ?? turn.rule}</span>`}${turn.confidence === null ? nothing : html`<span>${desk.said} ${Math.round(turn.confidence * 100)} %</span>`}${turn.latencyMs === null ? nothing : html`<span>${Math.round(turn.latencyMs)} ${insights.ms}</span>`}</p>
      </li>`)}</ol></dialog>`;
  }
}
customElements.define('session-view', SessionView);
