// The first page: name and password, and nothing that could tell a stranger which of them was wrong.
import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../../flows/protocol/language.ts';
import { api } from '../api.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import type { Words } from '../words/zh.ts';

export class SignInForm extends LitElement {
  static override properties = { words: { attribute: false }, language: { attribute: false }, busy: { state: true }, error: { state: true } };
  declare words: Words;
  declare language: Language;
  declare busy: boolean;
  declare error: string;

  constructor() {
    super();
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
    form { align-self: center; justify-self: center; width: min(360px, 84%); display: grid; gap: 16px; }
    h1 { font-size: 24px; margin-bottom: 6px; }
    label { display: grid; gap: 6px; font-weight: 560; }
    .field { min-height: 44px; font-size: 15px; }
    .button { min-height: 46px; font-size: 15px; margin-top: 4px; }
    .help { font-size: var(--t-s); color: var(--ink-3);  } .help span { display: block; }
    .other { position: absolute; top: 28px; right: 36px; }
    .right { display: grid; position: relative; }
    @media (max-width: 800px) { :host { grid-template-columns: 1fr; } .side { display: none; } }
  `];
  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    this.error = '';
    const answer = await api.signIn(String(data.get('name') ?? '').trim(), String(data.get('password') ?? ''));
    this.busy = false;
    if (answer.ok) this.dispatchEvent(new CustomEvent('signed-in', { detail: answer.value }));
    else this.error = answer.failure.status === 0 ? this.words.failure.unreachable : answer.failure.status === 429 ? this.words.signIn.tooMany : this.words.signIn.wrong;
  }
  override render(): unknown {
    const { signIn } = this.words;
    return html`<header class="side">
        <svg class="shape" viewBox="0 0 32 32" aria-hidden="true"><circle cx="13" cy="17" r="11" fill="#164349"/><circle cx="20" cy="19" r="11" fill="#1d535a"/><circle cx="17" cy="13" r="11" fill="#12393f"/></svg>
        <div class="brand"><svg width="36" height="36" viewBox="0 0 32 32" aria-hidden="true"><circle cx="13" cy="17" r="11" fill="#3f7f86"/><circle cx="20" cy="19" r="11" fill="#8fc3c4"/><circle cx="17" cy="13" r="11" fill="#f4f2ed"/></svg>Foyer</div>
        <p class="lead">${signIn.lead.map((line) => html`<span>${line}</span>`)}</p>
      </header>
      <main class="right"><button class="button quiet other" type="button" @click=${() => this.dispatchEvent(new CustomEvent('language'))}>${icon('globe', 18)}${this.language === 'zh' ? 'English' : '中文'}</button>
      <form @submit=${this.submit}>
        <h1>${signIn.title}</h1>
        <label>${signIn.name}<input class="field" name="name" autocomplete="username" required autofocus maxlength="60"></label>
        <label>${signIn.password}<input class="field" name="password" type="password" autocomplete="current-password" required maxlength="200"></label>
        ${this.error ? html`<p class="error" role="alert">${icon('alert', 18)}<span>${this.error}</span></p>` : nothing}
        <button class="button primary" ?disabled=${this.busy}>${this.busy ? signIn.busy : signIn.go}</button>
        <p class="help">${signIn.help.map((line) => html`<span>${line}</span>`)}</p>
      </form></main>`;
  }
}
customElements.define('sign-in-form', SignInForm);
