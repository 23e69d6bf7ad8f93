// One person: what each role may do in words, whose things they reach, and what helps when a phone or a password is lost.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../api.ts';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import { ago } from '../parts/times.ts';
import { failureText, peopleWords } from '../words/people.ts';
import { deviceName } from './device-name.ts';
import { people, type SessionView, type StaffView } from './people-api.ts';
import { scopeField, scopeOfForm } from './scope-field.ts';

export class PersonCard extends LitElement {
  static override properties = { context: { attribute: false }, person: { attribute: false }, mayEdit: { type: Boolean }, sessions: { state: true }, said: { state: true }, asking: { state: true } };
  declare context: PageContext;
  declare person: StaffView | 'new';
  declare mayEdit: boolean;
  declare sessions: SessionView[];
  declare said: { good: boolean; text: string } | null;
  declare asking: 'disable' | 'second' | 'password' | null;

  constructor() {
    super();
    this.mayEdit = false;
    this.sessions = [];
    this.said = null;
    this.asking = null;
  }
  static override styles = [base, css`
    section { display: grid; gap: 18px; padding: 20px 22px 24px; }
    header { display: flex; align-items: center; gap: 10px; } header .button { margin-left: auto; }
    form, fieldset { display: grid; gap: 14px; border: 0; margin: 0; padding: 0; min-width: 0; }
    legend, label { font-weight: 560; } legend { padding: 0; margin-bottom: 6px; }
    label { display: grid; gap: 6px; }
    .roles { display: grid; gap: 2px; }
    .roles label { display: grid; grid-template-columns: 20px 1fr; gap: 0 10px; align-items: baseline; padding: 5px 0; font-weight: 540; cursor: pointer; }
    .roles small { grid-column: 2; font-weight: 400; color: var(--ink-3); }
    .roles input { accent-color: var(--accent); }
    .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
    .more { display: grid; gap: 10px; padding-top: 16px; border-top: 1px solid var(--line); }
    .acts { display: flex; flex-wrap: wrap; gap: 8px; }
    .ask { display: grid; gap: 10px; padding: 14px; border-radius: var(--radius-s); background: var(--warn-tint); color: var(--warn); }
    .good { display: flex; gap: 8px; color: var(--good); }
    small, .muted { font-size: var(--t-s); }
    .devices { display: grid; gap: 4px; font-size: var(--t-s); color: var(--ink-2); }
    @media (max-width: 720px) { .pair { grid-template-columns: minmax(0, 1fr); } }
  `];
  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('person')) return;
    const before = changed.get('person') as StaffView | 'new' | undefined;
    const other = before === undefined || before === 'new' || this.person === 'new' || before.name !== this.person.name;
    if (other) {
      if (before !== 'new') this.said = null;
      this.asking = null;
      this.sessions = [];
    }
    const { person } = this;
    if (person !== 'new') void people.sessions(person.name).then((answer) => { if (answer.ok && this.person === person) this.sessions = answer.value.sessions; });
  }
  private async act(asked: Promise<Answer<object>>, name: string | null = null): Promise<void> {
    const answer = await asked;
    const { language } = this.context;
    this.said = answer.ok ? { good: true, text: peopleWords(language).staff.saved } : { good: false, text: failureText(language, answer.failure) };
    if (!answer.ok) return;
    this.asking = null;
    this.dispatchEvent(new CustomEvent('changed', { detail: name }));
  }
  private save(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const roles = data.getAll('role').map(String);
    const scope = scopeOfForm(data);
    if (this.person !== 'new') return void this.act(people.change(this.person.name, { roles, scope }));
    const name = String(data.get('name')).trim();
    void this.act(people.add({ name, password: String(data.get('password')), roles, scope }), name);
  }
  private question(name: string): TemplateResult | typeof nothing {
    const { staff } = peopleWords(this.context.language);
    const cancel = html`<button type="button" class="button" @click=${() => { this.asking = null; }}>${staff.cancel}</button>`;
    switch (this.asking) {
      case 'disable': return html`<div class="ask"><p>${staff.confirmDisable(name)}</p><div class="acts"><button class="button" @click=${() => void this.act(people.change(name, { disabled: true }))}>${staff.disable}</button>${cancel}</div></div>`;
      case 'second': return html`<div class="ask"><p>${staff.confirmSecond(name)}</p><div class="acts"><button class="button" @click=${() => void this.act(people.resetSecondFactor(name))}>${staff.resetSecond}</button>${cancel}</div></div>`;
      case 'password': return html`<form class="ask" @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void this.act(people.resetPassword(name, String(new FormData(event.target as HTMLFormElement).get('password'))));
      }}><label>${staff.newPassword}<input class="field" name="password" autocomplete="off" required minlength="10" maxlength="200"></label><div class="acts"><button class="button">${staff.resetPassword}</button>${cancel}</div></form>`;
      case null: return nothing;
    }
  }
  private more(one: StaffView): TemplateResult {
    const { language } = this.context;
    const { staff } = peopleWords(language);
    return html`<div class="more">
      ${this.sessions.length > 0 ? html`<div><h2 class="label">${staff.sessionsOf}</h2><ul class="devices">${this.sessions.map((session) => html`<li>${deviceName(session.device)} · ${session.remote} · ${ago(session.seenAt, Date.now(), language)}</li>`)}</ul></div>` : nothing}
      ${this.mayEdit ? html`${this.asking === null ? html`<div class="acts">
          ${one.from === 'here' ? html`<button class="button" @click=${() => { this.asking = 'password'; }}>${staff.resetPassword}</button>` : nothing}
          ${one.secondFactor ? html`<button class="button" @click=${() => { this.asking = 'second'; }}>${staff.resetSecond}</button>` : nothing}
          ${this.sessions.length > 0 ? html`<button class="button" @click=${() => void this.act(people.endSessions(one.name))}>${staff.endSessions}</button>` : nothing}
          ${one.disabled ? html`<button class="button" @click=${() => void this.act(people.change(one.name, { disabled: false }))}>${staff.enable}</button>` : html`<button class="button" @click=${() => { this.asking = 'disable'; }}>${staff.disable}</button>`}</div>` : nothing}${this.question(one.name)}` : nothing}</div>`;
  }
  override render(): unknown {
    const { language, words, me } = this.context;
    const { staff, roleDoes } = peopleWords(language);
    const one = this.person === 'new' ? null : this.person;
    return html`<section class="panel"><header><h2>${one?.name ?? staff.add}</h2><button class="button quiet" aria-label=${staff.close} @click=${() => this.dispatchEvent(new CustomEvent('close'))}>${icon('close', 18)}</button></header>
      ${one?.name === me.name ? html`<p class="muted">${staff.self}</p>` : nothing}
      <form @submit=${this.save}><fieldset ?disabled=${!this.mayEdit}>
        ${one ? nothing : html`<label>${staff.name}<input class="field" name="name" required pattern="[a-z0-9][a-z0-9.\\-]{0,39}" autocomplete="off" autofocus></label>
          <label>${staff.firstPassword}<input class="field" name="password" required minlength="10" maxlength="200" autocomplete="off"><small class="muted">${staff.firstPasswordHint}</small></label>`}
        <fieldset class="roles"><legend>${staff.roles}</legend>${Object.entries(roleDoes).map(([role, does]) => html`<label><input type="checkbox" name="role" value=${role} .checked=${one?.roles.includes(role) ?? false}>${words.settings.roleNames[role] ?? role}<small>${does}</small></label>`)}</fieldset>
        <fieldset><legend>${staff.reach}</legend>${scopeField(language, one?.scope ?? me.scope, me.scope, !this.mayEdit)}</fieldset>
        ${this.said ? html`<p class=${this.said.good ? 'good' : 'error'} role="status">${icon(this.said.good ? 'check' : 'alert', 18)}<span>${this.said.text}</span></p>` : nothing}
        ${this.mayEdit ? html`<button class="button primary">${staff.save}</button>` : nothing}
      </fieldset></form>
      ${one ? this.more(one) : nothing}</section>`;
  }
}
customElements.define('person-card', PersonCard);
