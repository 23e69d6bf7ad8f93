// The staff: who there is, with roles, reach and state; one person opens beside the list to be changed.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import { ago, exact } from '../parts/times.ts';
import { peopleWords, scopeText } from '../words/people.ts';
import { people, type StaffView } from './people-api.ts';
import './person-card.ts';

export class StaffPage extends LitElement {
  static override properties = { context: { attribute: false }, staff: { state: true }, chosen: { state: true } };
  declare context: PageContext;
  declare staff: StaffView[] | null;
  /** A name, or `+` for somebody new. */
  declare chosen: string | null;

  constructor() {
    super();
    this.staff = null;
    this.chosen = null;
  }
  static override styles = [base, css`
    .sheet { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 400px); gap: 20px; align-items: start; max-width: 1240px; }
    .sheet.alone { grid-template-columns: minmax(0, 880px); }
    .top { display: flex; align-items: center; gap: 12px; padding: 14px 16px 14px 20px; color: var(--ink-3); } .top .button { margin-left: auto; }
    li { border-top: 1px solid var(--line); }
    li button { display: grid; grid-template-columns: minmax(110px, 1fr) minmax(0, 2fr) 156px; gap: 4px 16px; align-items: center; width: 100%; min-height: 60px; padding: 10px 20px; }
    li button:hover { background: var(--raised); }
    li button[aria-pressed='true'] { background: var(--accent-tint); }
    b { font-weight: 600; } .off b { color: var(--ink-3); text-decoration: line-through; }
    small { display: block; font-size: var(--t-s); color: var(--ink-3); }
    .chips { display: flex; flex-wrap: wrap; gap: 6px; }
    .state { display: grid; justify-items: end; gap: 4px; font-size: var(--t-s); color: var(--ink-3); }
    @media (max-width: 1100px) { .sheet { grid-template-columns: minmax(0, 1fr); } }
    @media (max-width: 720px) { .top { flex-wrap: wrap; } li button { grid-template-columns: minmax(0, 1fr) auto; padding: 12px 16px; } li button .chips { grid-column: 1 / -1; grid-row: 2; } }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }
  private async load(): Promise<void> {
    const answer = await people.staff();
    if (answer.ok) this.staff = answer.value.staff;
  }
  private row(one: StaffView): TemplateResult {
    const { language, words } = this.context;
    const { staff } = peopleWords(language);
    return html`<li class=${one.disabled ? 'off' : ''}><button aria-pressed=${this.chosen === one.name ? 'true' : 'false'} @click=${() => { this.chosen = this.chosen === one.name ? null : one.name; }}>
      <span><b>${one.name}</b><small>${scopeText(language, one.scope)}</small></span>
      <span class="chips">${one.roles.map((role) => html`<span class="chip">${words.settings.roleNames[role] ?? role}</span>`)}</span>
      <span class="state">${one.disabled ? html`<span class="chip stop">${staff.disabled}</span>` : one.mustChange ? html`<span class="chip warn">${staff.mustChange}</span>` : one.secondFactor ? html`<span class="chip good">${icon('check', 14)}${staff.secondOn}</span>` : one.from === 'provider' ? html`<span class="chip">${staff.provider}</span>` : nothing}
        <span title=${one.lastSeen === null ? nothing : exact(one.lastSeen, language)}>${one.lastSeen === null ? staff.never : `${staff.seen} ${ago(one.lastSeen, Date.now(), language)}`}</span></span></button></li>`;
  }
  override render(): unknown {
    const { language, me } = this.context;
    const { staff } = peopleWords(language);
    const may = this.context.may('edit-staff');
    const chosen = this.chosen === '+' ? 'new' as const : this.staff?.find((one) => one.name === this.chosen) ?? null;
    return html`<div class="sheet ${chosen === null ? 'alone' : ''}">
      <section class="panel"><div class="top"><span>${staff.lead}</span>${may ? html`<button class="button primary" @click=${() => { this.chosen = '+'; }}>${icon('person', 18)}${staff.add}</button>` : html`<span>${staff.noRight}</span>`}</div>
        <ul>${(this.staff ?? []).map((one) => this.row(one))}</ul></section>
      ${chosen === null ? nothing : html`<person-card .context=${this.context} .person=${chosen} .mayEdit=${may && !(chosen !== 'new' && chosen.name === me.name)} @close=${() => { this.chosen = null; }} @changed=${(event: CustomEvent<string | null>) => void this.load().then(() => { if (event.detail !== null) this.chosen = event.detail; })}></person-card>`}
    </div>`;
  }
}
customElements.define('staff-page', StaffPage);
