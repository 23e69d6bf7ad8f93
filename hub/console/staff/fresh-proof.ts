// The dialog before an act that cannot be undone: a new code, or the password of those without a second factor.
import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../../flows/protocol/language.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import { failureText, peopleWords } from '../words/people.ts';
import { people } from './people-api.ts';

export class FreshProof extends LitElement {
  static override properties = { language: {}, by: {}, provider: { type: Boolean }, error: { state: true }, busy: { state: true } };
  declare language: Language;
  declare by: string;
  declare provider: boolean;
  declare error: string;
  declare busy: boolean;

  constructor() {
    super();
    this.language = 'zh';
    this.by = 'code';
    this.provider = false;
    this.error = '';
    this.busy = false;
  }
  static override styles = [base, css`
    dialog { width: min(420px, 92vw); margin: 16vh auto auto; padding: 24px; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); color: var(--ink); box-shadow: 0 24px 80px rgb(0 0 0 / 0.25); }
    dialog::backdrop { background: rgb(13 30 33 / 0.35); }
    form { display: grid; gap: 14px; }
    p { color: var(--ink-2); }
    label { display: grid; gap: 6px; font-weight: 560; }
    .last { display: flex; justify-content: flex-end; gap: 10px; }
  `];
  override firstUpdated(): void { this.renderRoot.querySelector('dialog')?.showModal(); }
  private finish(proven: boolean): void { this.dispatchEvent(new CustomEvent('done', { detail: proven })); }
  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const given = String(new FormData(event.target as HTMLFormElement).get('proof') ?? '').trim();
    this.busy = true;
    const answer = await people.prove(this.by === 'code' ? { code: given } : { password: given });
    this.busy = false;
    if (answer.ok) this.finish(true);
    else this.error = failureText(this.language, answer.failure);
  }
  override render(): unknown {
    const { proof, code, password } = peopleWords(this.language);
    const byCode = this.by === 'code';
    const cannot = !byCode && this.provider;
    return html`<dialog aria-labelledby="title" @cancel=${() => this.finish(false)}><form @submit=${this.submit}>
      <h2 id="title">${proof.title}</h2><p>${cannot ? proof.leadProvider : byCode ? proof.lead : proof.leadPassword}</p>
      ${cannot ? nothing : html`<label>${byCode ? code.label : password.old}<input class="field" name="proof" type=${byCode ? 'text' : 'password'} autocomplete=${byCode ? 'one-time-code' : 'current-password'} required autofocus minlength=${byCode ? 6 : 1} maxlength="200"></label>`}
      ${this.error ? html`<p class="error" role="alert">${icon('alert', 18)}<span>${this.error}</span></p>` : nothing}
      <div class="last"><button type="button" class="button" @click=${() => this.finish(false)}>${proof.cancel}</button>${cannot ? nothing : html`<button class="button primary" ?disabled=${this.busy}>${proof.go}</button>`}</div>
    </form></dialog>`;
  }
}
customElements.define('fresh-proof', FreshProof);
