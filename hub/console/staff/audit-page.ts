// The audit: who did what and when, found by who, what and day, newest first.
import { css, html, LitElement, nothing } from 'lit';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { exact } from '../parts/times.ts';
import { peopleWords } from '../words/people.ts';
import { auditDetail, AUDIT_WHATS, auditWhat } from './audit-words.ts';
import { type AuditEntry, people } from './people-api.ts';

export class AuditPage extends LitElement {
  static override properties = { context: { attribute: false }, entries: { state: true }, more: { state: true }, found: { state: true } };
  declare context: PageContext;
  declare entries: AuditEntry[];
  declare more: boolean;
  declare found: boolean;
  private query: Record<string, string> = {};

  constructor() {
    super();
    this.entries = [];
    this.more = false;
    this.found = false;
  }
  static override styles = [base, css`
    .sheet { display: grid; gap: 16px; max-width: 1240px; }
    form { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)) auto auto; gap: 12px; align-items: end; padding: 16px 20px; }
    label { display: grid; gap: 6px; font-size: var(--t-s); font-weight: 560; color: var(--ink-2); }
    table { width: 100%; border-collapse: collapse; }
    th { padding: 10px 12px; text-align: left; font-size: var(--t-s); font-weight: 600; color: var(--ink-3); }
    td { padding: 9px 12px; border-top: 1px solid var(--line); vertical-align: baseline; }
    th:first-child, td:first-child { padding-left: 20px; white-space: nowrap; color: var(--ink-3); }
    td.what { white-space: nowrap; } td.who { font-weight: 560; white-space: nowrap; }
    td.detail { font-size: var(--t-s); color: var(--ink-2); overflow-wrap: anywhere; }
    td.detail span { margin-right: 12px; } td.detail i { font-style: normal; color: var(--ink-3); }
    .none { padding: 32px 20px; color: var(--ink-3); }
    .older { justify-self: center; }
    @media (max-width: 900px) {
      form { grid-template-columns: 1fr 1fr; } thead { display: none; } tr { display: block; padding: 10px 16px; border-top: 1px solid var(--line); } tbody tr:first-child { border-top: 0; }
      td, td:first-child { display: inline-block; padding: 0 10px 2px 0; border: 0; } td.detail { display: block; }
    }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    void this.load(false);
  }
  private async load(older: boolean): Promise<void> {
    const last = this.entries.at(-1);
    const answer = await people.audit({ ...this.query, limit: '100', ...(older && last ? { before: String(last.id) } : {}) });
    if (!answer.ok) return;
    this.entries = older ? [...this.entries, ...answer.value.entries] : answer.value.entries;
    this.more = answer.value.more;
    this.found = true;
  }
  private find(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const day = (name: string, add: number): string => {
      const text = String(data.get(name) ?? '');
      const date = text === '' ? null : new Date(`${text}T00:00:00`);
      if (date) date.setDate(date.getDate() + add);
      return date ? String(date.getTime()) : '';
    };
    const given = { who: String(data.get('who') ?? '').trim(), what: String(data.get('what') ?? ''), from: day('from', 0), to: day('to', 1) };
    this.query = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
    void this.load(false);
  }
  private detail(entry: AuditEntry): unknown {
    const rest = Object.entries(entry.detail).filter(([key]) => key !== 'remote' && key !== 'device');
    const { remote } = entry.detail;
    return html`${rest.map(([key, value]) => html`<span><i>${auditDetail(key, this.context.language)}</i> ${typeof value === 'string' ? value : JSON.stringify(value)}</span>`)}${typeof remote === 'string' ? html`<span><i>${peopleWords(this.context.language).audit.where}</i> ${remote}</span>` : nothing}`;
  }
  override render(): unknown {
    const { language } = this.context;
    const { audit } = peopleWords(language);
    return html`<div class="sheet">
      <form class="panel" @submit=${this.find} @reset=${() => { this.query = {}; void this.load(false); }}>
        <label>${audit.who}<input class="field" name="who" autocomplete="off"></label>
        <label>${audit.what}<select class="field" name="what"><option value="">${audit.anyWhat}</option>${AUDIT_WHATS.map((what) => html`<option value=${what}>${auditWhat(what, language)}</option>`)}</select></label>
        <label>${audit.from}<input class="field" type="date" name="from"></label><label>${audit.to}<input class="field" type="date" name="to"></label>
        <button class="button primary">${audit.find}</button><button type="reset" class="button">${audit.clear}</button></form>
      <section class="panel">${this.entries.length === 0 ? (this.found ? html`<p class="none">${audit.none}</p>` : nothing) : html`<table><thead><tr><th scope="col">${audit.at}</th><th scope="col">${audit.who}</th><th scope="col">${audit.what}</th><th scope="col">${audit.detail}</th></tr></thead>
        <tbody>${this.entries.map((entry) => html`<tr><td>${exact(entry.at, language)}</td><td class="who">${entry.who || '—'}</td><td class="what" title=${entry.what}>${auditWhat(entry.what, language)}</td><td class="detail">${this.detail(entry)}</td></tr>`)}</tbody></table>`}</section>
      ${this.more ? html`<button class="button older" @click=${() => void this.load(true)}>${audit.more}</button>` : nothing}</div>`;
  }
}
customElements.define('audit-page', AuditPage);
