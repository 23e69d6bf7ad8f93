// Setting up an authenticator: the picture, the first code, and the recovery codes, which are shown this once.
import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../../flows/protocol/language.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import { failureText, peopleWords } from '../words/people.ts';
import { people } from './people-api.ts';

export class SecondFactorSetup extends LitElement {
  static override properties = { language: {}, begun: { state: true }, recovery: { attribute: false }, error: { state: true }, busy: { state: true }, copied: { state: true } };
  declare language: Language;
  declare begun: { secret: string; svg: string } | null;
  /** Codes that are shown at once, without an enrolment before. */
  declare recovery: string[] | null;
  declare error: string;
  declare busy: boolean;
  declare copied: boolean;

  constructor() {
    super();
    this.language = 'zh';
    this.begun = null;
    this.recovery = null;
    this.error = '';
    this.busy = false;
    this.copied = false;
  }
  static override styles = [base, css`
    .picture { display: grid; justify-items: center; gap: 12px; padding: 16px; border: 1px solid var(--line); border-radius: var(--radius); background: #fff; }
    img { width: 196px; height: 196px; }
    ol { display: grid; gap: 4px; padding-left: 20px; list-style: decimal; color: var(--ink-2); }
    form, .codes { display: grid; gap: 14px; }
    label { display: grid; gap: 6px; font-weight: 560; }
    .key { font-size: var(--t-s); color: var(--ink-3); }
    code { display: block; margin-top: 4px; font: 500 13px/1.6 var(--mono); color: var(--ink); overflow-wrap: anywhere; user-select: all; }
    .digits { min-height: 46px; font: 560 20px/1 var(--mono); letter-spacing: 0.24em; }
    ul { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 20px; padding: 16px 18px; border-radius: var(--radius); background: var(--sunken); font: 500 13px/1.5 var(--mono); white-space: nowrap; }
    .last { display: flex; gap: 10px; }
    .last .primary { flex: 1; }
    .big { min-height: 46px; font-size: 15px; }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    if (this.recovery === null) void this.begin();
  }
  private async begin(): Promise<void> {
    const answer = await people.beginSecondFactor();
    if (answer.ok) this.begun = answer.value;
    else this.error = failureText(this.language, answer.failure);
  }
  private async confirm(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    this.busy = true;
    this.error = '';
    const answer = await people.confirmSecondFactor(String(new FormData(form).get('code') ?? '').trim());
    this.busy = false;
    if (answer.ok) {
      this.recovery = answer.value.recovery;
      this.dispatchEvent(new CustomEvent('proven'));
    } else {
      this.error = failureText(this.language, answer.failure);
      form.reset();
    }
  }
  private async copy(): Promise<void> {
    await navigator.clipboard?.writeText((this.recovery ?? []).join('\n')).then(() => { this.copied = true; }, () => undefined);
  }
  override render(): unknown {
    const { enrol } = peopleWords(this.language);
    if (this.recovery !== null) {
      return html`<div class="codes"><h2>${enrol.recoveryTitle}</h2><p>${enrol.recoveryLead}</p><ul>${this.recovery.map((one) => html`<li>${one}</li>`)}</ul>
        <div class="last"><button class="button big" @click=${this.copy}>${this.copied ? icon('check', 18) : nothing}${this.copied ? enrol.copied : enrol.copy}</button><button class="button primary big" @click=${() => this.dispatchEvent(new CustomEvent('done'))}>${enrol.saved}</button></div></div>`;
    }
    const error = this.error ? html`<p class="error" role="alert">${icon('alert', 18)}<span>${this.error}</span></p>` : nothing;
    if (this.begun === null) return error;
    return html`<form @submit=${this.confirm}>
      <ol>${enrol.steps.map((step) => html`<li>${step}</li>`)}</ol>
      <div class="picture"><img alt=${enrol.picture} src=${`data:image/svg+xml,${encodeURIComponent(this.begun.svg)}`}></div>
      <p class="key">${enrol.cannotScan}<code>${this.begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code></p>
      <label>${enrol.label}<input class="field digits" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,7}" maxlength="7" required autofocus></label>
      ${error}<button class="button primary big" ?disabled=${this.busy}>${enrol.go}</button></form>`;
  }
}
customElements.define('second-factor-setup', SecondFactorSetup);
