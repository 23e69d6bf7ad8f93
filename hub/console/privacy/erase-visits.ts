// Erasing one visit because somebody asks for it: found by number, kiosk and day without reading a word, asked for with its
// name, and afterwards seen until its kiosk has erased it too.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import '../parts/sure-dialog.ts';
import type { SureDialog } from '../parts/sure-dialog.ts';
import { ago, exact } from '../parts/times.ts';
import { failureText } from '../words/people.ts';
import { type Erased, privacyApi, type VisitTrace } from './privacy-api.ts';
import { privacyWords } from './privacy-words.ts';

const DAY_MS = 86_400_000;

export class EraseVisits extends LitElement {
  static override properties = { context: { attribute: false }, visits: { state: true }, erased: { state: true }, told: { state: true }, error: { state: true }, busy: { state: true } };
  declare context: PageContext;
  /** null: nothing has been looked for yet. */
  declare visits: VisitTrace[] | null;
  declare erased: Erased[];
  declare told: string;
  declare error: string;
  declare busy: boolean;
  private query: Record<string, string> = {};

  constructor() {
    super();
    this.visits = null;
    this.erased = [];
    this.told = '';
    this.error = '';
    this.busy = false;
  }
  static override styles = [base, css`
    :host { display: grid; gap: 16px; }
    .lead { padding: 16px 20px 0; color: var(--ink-3); }
    .find { display: grid; grid-template-columns: minmax(0, 1fr) 180px auto; gap: 12px; align-items: end; padding: 14px 20px 18px; }
    label { display: grid; gap: 6px; font-size: var(--t-s); font-weight: 560; color: var(--ink-2); }
    li { display: grid; grid-template-columns: minmax(0, 1fr) 200px 80px 96px; gap: 4px 16px; align-items: center; min-height: 52px; padding: 8px 20px; border-top: 1px solid var(--line); }
    li.short { grid-template-columns: minmax(0, 1fr) 200px 180px; }
    li b { font-weight: 600; overflow-wrap: anywhere; } small { display: block; font: 400 12px/1.5 var(--mono); color: var(--ink-3); overflow-wrap: anywhere; }
    li .button { min-height: 32px; padding: 0 12px; } li > :last-child { justify-self: end; }
    .none { padding: 16px 20px; border-top: 1px solid var(--line); color: var(--ink-3); }
    h2 { padding: 16px 20px 12px; font-size: var(--t-m); }
    .told { padding: 12px 20px; border-top: 1px solid var(--line); color: var(--good); } .error { margin: 0 20px 14px; }
    @media (max-width: 700px) { .find { grid-template-columns: minmax(0, 1fr) auto; } .find label:first-child { grid-column: 1 / -1; } li, li.short { grid-template-columns: minmax(0, 1fr) auto; } li > :last-child { grid-column: 2; grid-row: 1 / 3; } li > :nth-child(3):not(:last-child) { display: none; } }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    void this.loadErased();
  }
  private async loadErased(): Promise<void> {
    const answer = await privacyApi.erased();
    if (answer.ok) this.erased = answer.value.erasures;
  }
  private async look(): Promise<void> {
    const answer = await privacyApi.visits(this.query);
    this.error = answer.ok ? '' : failureText(this.context.language, answer.failure);
    if (answer.ok) this.visits = answer.value.visits;
  }
  private find(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const day = String(data.get('day') ?? '');
    const from = day === '' ? null : new Date(`${day}T00:00:00`).getTime();
    this.query = { find: String(data.get('find') ?? '').trim(), ...(from === null ? {} : { from: String(from), to: String(from + DAY_MS) }) };
    this.told = '';
    void this.look();
  }
  private when(visit: VisitTrace): string { return exact(visit.startedAt ?? visit.lastAt, this.context.language); }
  private async erase(visit: VisitTrace): Promise<void> {
    const w = privacyWords(this.context.language);
    const sure = await this.renderRoot.querySelector<SureDialog>('sure-dialog')?.sure({ heading: w.confirmTitle(visit.kiosk, this.when(visit)), text: `${w.confirm}\n\n${visit.session}`, go: w.yes, cancel: w.no, danger: true });
    if (sure !== true) return;
    this.busy = true;
    const answer = await privacyApi.erase(visit.session);
    this.busy = false;
    if (answer.ok) this.told = answer.value.kiosk === 'done' ? w.done : w.waiting;
    await Promise.all([this.look(), this.loadErased()]);
    this.error = answer.ok ? '' : failureText(this.context.language, answer.failure);
  }
  private row(visit: VisitTrace): TemplateResult {
    const w = privacyWords(this.context.language);
    return html`<li><span><b>${visit.kiosk}</b><small>${visit.session}</small></span><span>${this.when(visit)}</span><span class="muted">${w.turns(visit.turns)}</span>
      ${visit.erased ? html`<span class="chip">${w.isErased}</span>` : html`<button class="button" aria-label="${w.open} ${visit.kiosk} ${this.when(visit)}" ?disabled=${this.busy} @click=${() => void this.erase(visit)}>${w.open}</button>`}</li>`;
  }
  override render(): unknown {
    const { language, now } = this.context;
    const w = privacyWords(language);
    return html`<section class="panel" aria-label=${w.eraseTitle}><p class="lead">${w.eraseLead}</p>
        <form class="find" @submit=${this.find}><label>${w.find}<input class="field" name="find" autocomplete="off" spellcheck="false"></label><label>${w.day}<input class="field" type="date" name="day"></label><button class="button primary">${w.look}</button></form>
        ${this.error ? html`<p class="error" role="alert">${icon('alert', 18)}<span>${this.error}</span></p>` : nothing}${this.told ? html`<p class="told" role="status">${this.told}</p>` : nothing}
        ${this.visits === null ? nothing : this.visits.length === 0 ? html`<p class="none">${w.noVisits}</p>` : html`<ul>${this.visits.map((visit) => this.row(visit))}</ul>${this.visits.length >= 50 ? html`<p class="none">${w.most}</p>` : nothing}`}</section>
      <section class="panel"><h2>${w.erasedTitle}</h2>${this.erased.length === 0 ? html`<p class="none">${w.noErased}</p>` : html`<ul>${this.erased.map((one) => html`<li class="short"><span><b>${one.kiosk}</b><small>${one.session}</small></span><span title=${exact(one.at, language)}>${ago(one.at, now, language)}</span><span class="chip ${one.confirmed ? 'good' : 'warn'}">${one.confirmed ? w.atKiosk : w.awaits}</span></li>`)}</ul>`}</section><sure-dialog></sure-dialog>`;
  }
}
customElements.define('erase-visits', EraseVisits);
