// Language, appearance, who one is; for administrators the staff; and, honestly, what is not here yet.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { api } from '../api.ts';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';

export class SettingsPage extends LitElement {
  static override properties = { context: { attribute: false }, staff: { state: true }, said: { state: true } };
  declare context: PageContext;
  declare staff: { name: string; roles: string[] }[];
  declare said: { good: boolean; text: string } | null;

  constructor() {
    super();
    this.staff = [];
    this.said = null;
  }
  static override styles = [base, css`
    .sheet { display: grid; gap: 16px; max-width: 880px; }
    .panel { display: grid; grid-template-columns: 170px minmax(0, 1fr); gap: 8px 24px; padding: 20px 24px; align-items: baseline; }
    h2 { font-size: var(--t-m); }
    .choice { display: inline-flex; padding: 3px; border-radius: 9px; background: var(--sunken); justify-self: start; }
    .choice button { min-height: 32px; padding: 0 16px; border-radius: 7px; color: var(--ink-2); font-weight: 540; }
    .choice button[aria-pressed='true'] { background: var(--surface); color: var(--ink); box-shadow: 0 1px 2px rgb(0 0 0 / 0.08); }
    .who { display: flex; align-items: center; gap: 12px; }
    .who .button { margin-left: auto; }
    .staff { display: grid; gap: 8px; }
    .staff li { display: flex; gap: 8px; align-items: center; }
    .staff b { min-width: 120px; font-weight: 560; }
    form { display: grid; grid-template-columns: 1fr 1.5fr auto auto; gap: 8px; margin-top: 12px; }
    .soon { display: grid; gap: 8px; color: var(--ink-2); }
    .soon li::before { content: '○ '; color: var(--accent); }
    .good { color: var(--good); }
    .keys { display: grid; gap: 7px; max-width: 320px; } .keys li { display: flex; justify-content: space-between; color: var(--ink-2); }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    if (this.context.may('see-staff')) void this.load();
  }
  private async load(): Promise<void> {
    const answer = await api.staff();
    if (answer.ok) this.staff = answer.value.staff;
  }
  private async add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const answer = await api.addStaff(String(data.get('name')), String(data.get('password')), [String(data.get('role'))]);
    const { words } = this.context;
    this.said = answer.ok ? { good: true, text: words.settings.added } : { good: false, text: `${words.failure.unknown} ${answer.failure.detail}` };
    if (answer.ok) form.reset();
    await this.load();
  }
  private pair<T extends string>(label: string, options: [T, string][], current: T, choose: (value: T) => void): TemplateResult {
    return html`<section class="panel"><h2>${label}</h2><span class="choice" role="group" aria-label=${label}>${options.map(([value, text]) => html`<button aria-pressed=${value === current ? 'true' : 'false'} @click=${() => choose(value)}>${text}</button>`)}</span></section>`;
  }
  override render(): unknown {
    const { words, language, theme, me } = this.context;
    const s = words.settings;
    const roleName = (role: string): string => s.roleNames[role] ?? role;
    return html`<div class="page"><header><h1>${s.title}</h1></header><div class="sheet">
      ${this.pair(s.language, [['zh', '中文'], ['en', 'English']], language, (value) => this.context.setLanguage(value))}
      ${this.pair(s.theme, [['light', s.light], ['dark', s.dark]], theme, (value) => this.context.setTheme(value))}
      <section class="panel"><h2>${s.account}</h2><div class="who"><b>${me.name}</b>${me.roles.map((role) => html`<span class="chip">${roleName(role)}</span>`)}<button class="button" @click=${() => this.context.signOut()}>${s.signOut}</button></div></section>
      ${this.context.may('see-staff') ? html`<section class="panel"><h2>${s.staff}</h2><div><ul class="staff">${this.staff.map((one) => html`<li><b>${one.name}</b>${one.roles.map((role) => html`<span class="chip">${roleName(role)}</span>`)}</li>`)}</ul>
        <form @submit=${this.add}><input class="field" name="name" aria-label=${s.newName} placeholder=${s.newName} required pattern="[a-z0-9][a-z0-9.\\-]*"><input class="field" name="password" type="password" minlength="10" autocomplete="new-password" aria-label=${s.newPassword} placeholder=${s.newPassword} required><select class="field" name="role" aria-label=${s.roles}>${['viewer', 'agent', 'supervisor', 'author', 'approver', 'operator', 'system-admin', 'security-admin', 'auditor'].map((role) => html`<option value=${role}>${roleName(role)}</option>`)}</select><button class="button">${s.add}</button></form>
        ${this.said ? html`<p class=${this.said.good ? 'good' : 'error'} role="status">${this.said.good ? nothing : icon('alert', 18)}${this.said.text}</p>` : nothing}</div></section>` : nothing}
      <section class="panel"><h2>${s.keys}</h2><ul class="keys">${words.desk.keyList.map(([key, what]) => html`<li><span>${what}</span><kbd>${key}</kbd></li>`)}</ul></section>
      <section class="panel"><h2>${s.soonTitle}</h2><ul class="soon">${s.soon.map((text) => html`<li>${text}</li>`)}</ul></section></div></div>`;
  }
}
customElements.define('settings-page', SettingsPage);
