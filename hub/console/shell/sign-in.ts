// The first page: name and password, or the organisation's own sign-in; then, where it is asked for, a code, a second factor to
// set up, or a new password. Nothing tells a stranger which of name and password was wrong.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Language } from '../../../flows/protocol/language.ts';
import { api, type Answer, type Me } from '../api.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import '../staff/new-password.ts';
import { people, type Ways } from '../staff/people-api.ts';
import '../staff/second-factor-setup.ts';
import { failureText, peopleWords } from '../words/people.ts';
import type { Words } from '../words/zh.ts';

export class SignInForm extends LitElement {
  static override properties = { words: { attribute: false }, language: { attribute: false }, me: { attribute: false }, ways: { state: true }, glass: { state: true }, proven: { state: true }, busy: { state: true }, error: { state: true } };
  declare words: Words;
  declare language: Language;
  /** Whose sign-in is not finished yet; null: nobody's. */
  declare me: Me | null;
  declare ways: Ways;
  declare glass: boolean;
  /** The second factor works; its recovery codes are still on the screen. */
  declare proven: boolean;
  declare busy: boolean;
  declare error: string;

  constructor() {
    super();
    this.me = null;
    this.ways = { password: true, provider: null };
    this.glass = false;
    this.proven = false;
    this.busy = false;
    this.error = '';
  }
  static override styles = [base, css`
    :host { display: grid; grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); height: 100%; background: var(--surface); }
    .side { position: relative; display: flex; flex-direction: column; justify-content: space-between; padding: 56px; background: var(--field); color: var(--on-field); overflow: hidden; }
    .side svg.shape { position: absolute; right: -18%; bottom: -22%; width: 78%; height: auto; opacity: 0.9; }
    .brand { display: flex; align-items: center; gap: 12px; font-size: 19px; font-weight: 640; letter-spacing: -0.01em; }
    .lead { position: relative; font-size: 40px; line-height: 1.25; font-weight: 640; letter-spacing: -0.02em; }
    .lead span { display: block; }
    .step { align-self: center; justify-self: center; width: min(380px, 84%); display: grid; gap: 16px; max-height: 100%; overflow: auto; padding: 72px 4px 24px; }
    form { display: grid; gap: 16px; }
    a.button { text-decoration: none; }
    .lead-in { color: var(--ink-2); margin-top: -8px; }
    .or { display: flex; align-items: center; gap: 12px; color: var(--ink-3); font-size: var(--t-s); }
    .or::before, .or::after { content: ''; flex: 1; border-top: 1px solid var(--line); }
    .code { font: 560 20px/1 var(--mono); letter-spacing: 0.12em; }
    h1 { font-size: 24px; margin-bottom: 6px; }
    label { display: grid; gap: 6px; font-weight: 560; }
    .field { min-height: 44px; font-size: 15px; }
    .button { min-height: 46px; font-size: 15px; margin-top: 4px; }
    .help { font-size: var(--t-s); color: var(--ink-3);  } .help span { display: block; }
    .other { position: absolute; top: 28px; right: 36px; }
    .right { display: grid; position: relative; min-height: 0; }
    @media (max-width: 800px) { :host { grid-template-columns: 1fr; } .side { display: none; } }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    const outcome = new URLSearchParams(location.search).get('sign-in');
    if (outcome !== null) {
      const { ways } = peopleWords(this.language);
      this.error = outcome === 'no-access' ? ways.noAccess : ways.failed;
      history.replaceState(null, '', location.pathname);
    }
    void people.ways().then((answer) => { if (answer.ok) this.ways = answer.value; });
  }
  private entered(me: Me): void {
    this.error = '';
    this.me = me;
    if (me.needs === 'nothing') this.dispatchEvent(new CustomEvent('signed-in', { detail: me }));
  }
  private async settle(asked: Promise<Answer<Me>>, wrong?: string): Promise<void> {
    this.busy = true;
    this.error = '';
    const answer = await asked;
    this.busy = false;
    if (answer.ok) this.entered(answer.value);
    else this.error = answer.failure.status === 401 && wrong !== undefined ? wrong : failureText(this.language, answer.failure);
  }
  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    void this.settle(api.signIn(String(data.get('name') ?? '').trim(), String(data.get('password') ?? '')), this.words.signIn.wrong);
  }
  private submitCode(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    void this.settle(people.prove({ code: String(new FormData(form).get('code') ?? '').trim() })).then(() => form.reset());
  }
  private async next(): Promise<void> {
    await this.settle(api.me());
  }
  private async leave(): Promise<void> {
    await api.signOut();
    this.me = null;
    this.error = '';
  }
  override render(): unknown {
    const { signIn } = this.words;
    return html`<header class="side">
        <svg class="shape" viewBox="0 0 32 32" aria-hidden="true"><circle cx="13" cy="17" r="11" fill="#164349"/><circle cx="20" cy="19" r="11" fill="#1d535a"/><circle cx="17" cy="13" r="11" fill="#12393f"/></svg>
        <div class="brand"><svg width="36" height="36" viewBox="0 0 32 32" aria-hidden="true"><circle cx="13" cy="17" r="11" fill="#3f7f86"/><circle cx="20" cy="19" r="11" fill="#8fc3c4"/><circle cx="17" cy="13" r="11" fill="#f4f2ed"/></svg>Foyer</div>
        <p class="lead">${signIn.lead.map((line) => html`<span>${line}</span>`)}</p>
      </header>
      <main class="right"><button class="button quiet other" type="button" @click=${() => this.dispatchEvent(new CustomEvent('language'))}>${icon('globe', 18)}${this.language === 'zh' ? 'English' : '中文'}</button>
      <div class="step">${this.step()}</div></main>`;
  }
  private problem(): TemplateResult | typeof nothing {
    return this.error ? html`<p class="error" role="alert">${icon('alert', 18)}<span>${this.error}</span></p>` : nothing;
  }
  private step(): TemplateResult {
    const words = peopleWords(this.language);
    const back = html`<button class="button quiet" type="button" @click=${this.leave}>${words.code.back}</button>`;
    switch (this.me?.needs) {
      case 'second-factor': return html`<h1>${words.code.title}</h1><p class="lead-in">${words.code.lead}</p><form @submit=${this.submitCode}>
        <label>${words.code.label}<input class="field code" name="code" autocomplete="one-time-code" required autofocus minlength="6" maxlength="24"></label>
        ${this.problem()}<button class="button primary" ?disabled=${this.busy}>${words.code.go}</button></form>${back}`;
      case 'enrol': return html`<h1>${words.enrol.title}</h1>${this.proven ? nothing : html`<p class="lead-in">${words.enrol.why}</p>`}<second-factor-setup .language=${this.language} @proven=${() => { this.proven = true; }} @done=${this.next}></second-factor-setup>${this.proven ? nothing : back}`;
      case 'new-password': return html`<h1>${words.password.title}</h1><p class="lead-in">${words.password.why}</p><new-password .language=${this.language} .name=${this.me.name} @done=${this.next}></new-password>${back}`;
      default: return this.start();
    }
  }
  private start(): TemplateResult {
    const { signIn } = this.words;
    const { ways } = peopleWords(this.language);
    const { provider } = this.ways;
    const byPassword = this.ways.password || this.glass;
    return html`<h1>${signIn.title}</h1>
      ${provider ? html`<a class="button ${byPassword ? '' : 'primary'}" href="/api/sign-in/provider">${provider.label[this.language]}</a>` : nothing}
      ${provider && byPassword ? html`<p class="or">${ways.or}</p>` : nothing}
      ${byPassword ? html`<form @submit=${this.submit}>
        <label>${signIn.name}<input class="field" name="name" autocomplete="username" required autofocus maxlength="60"></label>
        <label>${signIn.password}<input class="field" name="password" type="password" autocomplete="current-password" required maxlength="200"></label>
        ${this.problem()}
        <button class="button primary" ?disabled=${this.busy}>${this.busy ? signIn.busy : signIn.go}</button></form>
        ${provider ? nothing : html`<p class="help">${signIn.help.map((line) => html`<span>${line}</span>`)}</p>`}`
    : html`${this.problem()}<button class="button quiet" type="button" @click=${() => { this.glass = true; }}>${ways.byPassword}</button>`}`;
  }
}
customElements.define('sign-in-form', SignInForm);
