// One's own account: password, second factor, and the devices that are signed in.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import { ago, exact } from '../parts/times.ts';
import { failureText, peopleWords, scopeText } from '../words/people.ts';
import { deviceName } from './device-name.ts';
import './new-password.ts';
import { people, type SessionView } from './people-api.ts';
import './second-factor-setup.ts';

const ADMINISTRATORS = ['system-admin', 'security-admin'];

export class OwnAccount extends LitElement {
  static override properties = { context: { attribute: false }, sessions: { state: true }, recoveryLeft: { state: true }, second: { state: true }, setUp: { state: true }, recovery: { state: true }, error: { state: true } };
  declare context: PageContext;
  declare sessions: SessionView[];
  declare recoveryLeft: number;
  declare second: boolean;
  declare setUp: boolean;
  declare recovery: string[] | null;
  declare error: string;

  constructor() {
    super();
    this.sessions = [];
    this.recoveryLeft = 0;
    this.second = false;
    this.setUp = false;
    this.recovery = null;
    this.error = '';
  }
  static override styles = [base, css`
    .sheet { display: grid; gap: 16px; max-width: 880px; }
    .panel { display: grid; grid-template-columns: 170px minmax(0, 1fr); gap: 8px 24px; padding: 20px 24px; align-items: start; }
    h2 { font-size: var(--t-m); }
    .row { display: flex; flex-wrap: wrap; align-items: center; gap: 10px; }
    .row .button:first-of-type { margin-left: auto; }
    dl { display: grid; grid-template-columns: 84px 1fr; gap: 8px 16px; align-items: center; } dt { color: var(--ink-3); } dd { display: flex; flex-wrap: wrap; gap: 6px; }
    second-factor-setup { max-width: 380px; margin-top: 14px; }
    .devices { display: grid; gap: 0; }
    .devices li { display: flex; align-items: center; gap: 12px; min-height: 48px; border-top: 1px solid var(--line); }
    .devices li:first-child { border-top: 0; }
    .devices .button { margin-left: auto; min-height: 30px; }
    .devices small { font-size: var(--t-s); color: var(--ink-3); }
    .foot { display: flex; align-items: center; gap: 12px; margin-top: 10px; font-size: var(--t-s); color: var(--ink-3); } .foot .button { margin-left: auto; }
    @media (max-width: 720px) { .panel { grid-template-columns: minmax(0, 1fr); padding: 16px 18px; } }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    this.second = this.context.me.secondFactor;
    void this.load();
  }
  private async load(): Promise<void> {
    const answer = await people.mySessions();
    if (!answer.ok) return;
    this.sessions = answer.value.sessions;
    this.recoveryLeft = answer.value.recoveryLeft;
  }
  private async act(asked: Promise<{ ok: true } | { ok: false; failure: Parameters<typeof failureText>[1] }>): Promise<boolean> {
    const answer = await asked;
    this.error = answer.ok ? '' : failureText(this.context.language, answer.failure);
    await this.load();
    return answer.ok;
  }
  private async newCodes(): Promise<void> {
    const answer = await people.newRecovery();
    if (answer.ok) this.recovery = answer.value.recovery;
    else this.error = failureText(this.context.language, answer.failure);
  }
  private finished(): void {
    this.second = true;
    this.setUp = false;
    this.recovery = null;
    void this.load();
  }
  private secondFactor(): TemplateResult {
    const { account } = peopleWords(this.context.language);
    const must = this.context.me.roles.some((role) => ADMINISTRATORS.includes(role));
    return html`<div><div class="row"><span class="chip ${this.second ? 'good' : ''}">${this.second ? icon('check', 14) : nothing}${this.second ? account.on : account.off}</span>${this.second ? html`<span class="muted">${account.recoveryLeft(this.recoveryLeft)}</span>` : nothing}
      ${this.setUp || this.recovery ? nothing : this.second
    ? html`<button class="button" @click=${this.newCodes}>${account.newCodes}</button><button class="button" @click=${() => { this.setUp = true; }}>${account.replace}</button>${must ? nothing : html`<button class="button" @click=${() => void this.act(people.removeSecondFactor()).then((ok) => { if (ok) this.second = false; })}>${account.remove}</button>`}`
    : html`<button class="button" @click=${() => { this.setUp = true; }}>${account.setUp}</button>`}</div>
      ${this.setUp || this.recovery ? html`<second-factor-setup .language=${this.context.language} .recovery=${this.recovery} @done=${this.finished}></second-factor-setup>` : nothing}</div>`;
  }
  override render(): unknown {
    const { language, me, words } = this.context;
    const { account } = peopleWords(language);
    const now = Date.now();
    return html`<div class="sheet">
      ${this.error ? html`<p class="error" role="alert">${icon('alert', 18)}<span>${this.error}</span></p>` : nothing}
      <section class="panel"><h2>${account.who}</h2><dl><dt>${words.signIn.name}</dt><dd><b>${me.name}</b></dd><dt>${account.roles}</dt><dd>${me.roles.map((role) => html`<span class="chip">${words.settings.roleNames[role] ?? role}</span>`)}</dd><dt>${account.reach}</dt><dd>${scopeText(language, me.scope)}</dd></dl></section>
      <section class="panel"><h2>${account.password}</h2>${me.from === 'provider' ? html`<p class="muted">${account.providerPassword}</p>` : html`<new-password .language=${language} .name=${me.name} @done=${this.load}></new-password>`}</section>
      <section class="panel"><h2>${account.second}</h2>${this.secondFactor()}</section>
      <section class="panel"><h2>${account.sessions}</h2><div><ul class="devices">${this.sessions.map((one) => html`<li><span>${deviceName(one.device)}<br><small title=${exact(one.openedAt, language)}>${one.remote} · ${account.seen} ${ago(one.seenAt, now, language)}</small></span>
          ${one.here ? html`<span class="chip accent">${account.here}</span>` : html`<button class="button" @click=${() => void this.act(people.endMySession(one.id))}>${account.end}</button>`}</li>`)}</ul>
        <div class="foot"><span>${account.limits}</span>${this.sessions.length > 1 ? html`<button class="button" @click=${() => void this.act(people.endMyOthers())}>${account.endOthers}</button>` : nothing}</div></div></section>
    </div>`;
  }
}
customElements.define('own-account', OwnAccount);
