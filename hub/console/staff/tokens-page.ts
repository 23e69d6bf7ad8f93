// Keys for programs: made for a purpose and a time, shown once, revoked at once.
import { css, html, LitElement, nothing } from 'lit';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import { ago, exact } from '../parts/times.ts';
import { failureText, peopleWords, scopeText } from '../words/people.ts';
import { people, type TokenView } from './people-api.ts';
import { scopeField, scopeOfForm } from './scope-field.ts';

export class TokensPage extends LitElement {
  static override properties = { context: { attribute: false }, tokens: { state: true }, permissions: { state: true }, making: { state: true }, made: { state: true }, asking: { state: true }, error: { state: true } };
  declare context: PageContext;
  declare tokens: TokenView[];
  declare permissions: string[];
  declare making: boolean;
  declare made: string | null;
  declare asking: string | null;
  declare error: string;

  constructor() {
    super();
    this.tokens = [];
    this.permissions = [];
    this.making = false;
    this.made = null;
    this.asking = null;
    this.error = '';
  }
  static override styles = [base, css`
    .sheet { display: grid; gap: 16px; max-width: 880px; }
    .top { display: flex; align-items: center; gap: 12px; padding: 14px 16px 14px 20px; color: var(--ink-3); } .top .button { margin-left: auto; }
    li.token { display: grid; grid-template-columns: minmax(120px, 1fr) minmax(0, 2fr) auto; gap: 6px 16px; align-items: center; padding: 12px 20px; border-top: 1px solid var(--line); }
    small { display: block; font-size: var(--t-s); color: var(--ink-3); }
    .ends { grid-column: 1 / -1; }
    .chips { display: flex; flex-wrap: wrap; gap: 6px; }
    .chip { font-family: var(--mono); font-weight: 450; }
    form { display: grid; gap: 14px; padding: 20px; }
    label { display: grid; gap: 6px; font-weight: 560; } legend { font-weight: 560; padding: 0; margin-bottom: 6px; }
    fieldset { border: 0; margin: 0; padding: 0; }
    .grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(170px, 1fr)); gap: 4px 12px; }
    .grid label { display: flex; align-items: center; gap: 8px; font: 450 13px/1.8 var(--mono); }
    .grid input { accent-color: var(--accent); }
    .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
    .once { display: grid; gap: 8px; padding: 16px 20px; } code { padding: 12px; border-radius: var(--radius-s); background: var(--sunken); font: 500 13px/1.6 var(--mono); overflow-wrap: anywhere; user-select: all; }
    .ask { grid-column: 1 / -1; display: flex; align-items: center; gap: 10px; padding: 12px; border-radius: var(--radius-s); background: var(--warn-tint); color: var(--warn); } .ask span { flex: 1; }
    .none { padding: 24px 20px; border-top: 1px solid var(--line); color: var(--ink-3); }
    @media (max-width: 720px) { .top { flex-wrap: wrap; } li.token { grid-template-columns: minmax(0, 1fr) auto; } li.token .chips { grid-column: 1 / -1; grid-row: 2; } .pair { grid-template-columns: minmax(0, 1fr); } }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }
  private async load(): Promise<void> {
    const answer = await people.tokens();
    if (answer.ok) {
      this.tokens = answer.value.tokens.reverse();
      this.permissions = answer.value.permissions;
    }
  }
  private async make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const answer = await people.addToken({ name: String(data.get('name')), permissions: data.getAll('permission').map(String), scope: scopeOfForm(data), days: Number(data.get('days')) });
    this.error = answer.ok ? '' : failureText(this.context.language, answer.failure);
    if (!answer.ok) return;
    this.made = answer.value.token;
    this.making = false;
    await this.load();
  }
  private async revoke(id: string): Promise<void> {
    const answer = await people.revokeToken(id);
    this.error = answer.ok ? '' : failureText(this.context.language, answer.failure);
    this.asking = null;
    await this.load();
  }
  private row(one: TokenView): unknown {
    const { language } = this.context;
    const { tokens, staff } = peopleWords(language);
    const over = one.revokedAt !== null ? tokens.revoked : one.expiresAt <= Date.now() ? tokens.expired : null;
    return html`<li class="token"><span><b>${one.name}</b><small>${scopeText(language, one.scope)} · ${tokens.by} ${one.createdBy}</small></span>
      <span class="chips">${one.permissions.map((permission) => html`<span class="chip">${permission}</span>`)}</span>
      <span>${over ? html`<span class="chip stop">${over}</span>` : this.context.may('edit-staff') ? html`<button class="button" @click=${() => { this.asking = one.id; }}>${tokens.revoke}</button>` : nothing}</span>
      <small class="ends" title=${exact(one.expiresAt, language)}>${tokens.expires} ${exact(one.expiresAt, language)} · ${one.usedAt === null ? tokens.never : `${tokens.used} ${ago(one.usedAt, Date.now(), language)}`}</small>
      ${this.asking === one.id ? html`<div class="ask"><span>${tokens.confirm(one.name)}</span><button class="button" @click=${() => void this.revoke(one.id)}>${tokens.revoke}</button><button class="button" @click=${() => { this.asking = null; }}>${staff.cancel}</button></div>` : nothing}</li>`;
  }
  override render(): unknown {
    const { language, me } = this.context;
    const { tokens, staff } = peopleWords(language);
    return html`<div class="sheet">
      ${this.error ? html`<p class="error" role="alert">${icon('alert', 18)}<span>${this.error}</span></p>` : nothing}
      ${this.made === null ? nothing : html`<section class="panel once"><p><b>${tokens.once}</b></p><code>${this.made}</code><p class="muted">${tokens.use}</p></section>`}
      <section class="panel"><div class="top"><span>${tokens.lead}</span>${this.context.may('edit-staff') && !this.making ? html`<button class="button primary" @click=${() => { this.making = true; this.made = null; }}>${tokens.add}</button>` : nothing}</div>
        ${this.making ? html`<form @submit=${this.make}>
          <div class="pair"><label>${tokens.name}<input class="field" name="name" required pattern="[a-z0-9][a-z0-9\\-]{0,39}" autocomplete="off" autofocus></label><label>${tokens.days}<input class="field" name="days" type="number" min="1" max="366" value="90" required></label></div>
          <fieldset><legend>${tokens.permissions}</legend><div class="grid">${this.permissions.map((permission) => html`<label><input type="checkbox" name="permission" value=${permission}>${permission}</label>`)}</div></fieldset>
          ${scopeField(language, me.scope, me.scope, false)}
          <div class="pair"><button class="button primary">${tokens.make}</button><button type="button" class="button" @click=${() => { this.making = false; }}>${staff.cancel}</button></div></form>` : nothing}
        ${this.tokens.length === 0 ? html`<p class="none">${tokens.none}</p>` : html`<ul>${this.tokens.map((one) => this.row(one))}</ul>`}</section></div>`;
  }
}
customElements.define('tokens-page', TokensPage);
