// Choosing a new password: the present one, the new one twice.
import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../../flows/protocol/language.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import { failureText, peopleWords } from '../words/people.ts';
import { people } from './people-api.ts';

export class NewPassword extends LitElement {
  static override properties = { language: {}, name: {}, said: { state: true }, busy: { state: true } };
  declare language: Language;
  /** For the browser's password store. */
  declare name: string;
  declare said: { good: boolean; text: string } | null;
  declare busy: boolean;

  constructor() {
    super();
    this.language = 'zh';
    this.name = '';
    this.said = null;
    this.busy = false;
  }
  static override styles = [base, css`
    form { display: grid; gap: 14px; max-width: 360px; }
    label { display: grid; gap: 6px; font-weight: 560; }
    .field { min-height: 42px; }
    .button { min-height: 42px; justify-self: start; }
    .good { display: flex; gap: 8px; color: var(--good); }
    .muted { font-size: var(--t-s); }
  `];
  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const data = new FormData(form);
    const words = peopleWords(this.language).password;
    if (data.get('wanted') !== data.get('again')) {
      this.said = { good: false, text: words.differ };
      return;
    }
    this.busy = true;
    const answer = await people.changePassword(String(data.get('old')), String(data.get('wanted')));
    this.busy = false;
    this.said = answer.ok ? { good: true, text: words.done } : { good: false, text: failureText(this.language, answer.failure) };
    if (!answer.ok) return;
    form.reset();
    this.dispatchEvent(new CustomEvent('done'));
  }
  override render(): unknown {
    const { password } = peopleWords(this.language);
    return html`<form @submit=${this.submit}><input type="text" name="username" autocomplete="username" .value=${this.name} hidden>
      <label>${password.old}<input class="field" type="password" name="old" autocomplete="current-password" required maxlength="200"></label>
      <label>${password.wanted}<input class="field" type="password" name="wanted" autocomplete="new-password" required minlength="10" maxlength="200" aria-describedby="rule"></label>
      <label>${password.again}<input class="field" type="password" name="again" autocomplete="new-password" required minlength="10" maxlength="200"></label>
      <p class="muted" id="rule">${password.rule}</p>
      ${this.said ? html`<p class=${this.said.good ? 'good' : 'error'} role="status">${icon(this.said.good ? 'check' : 'alert', 18)}<span>${this.said.text}</span></p>` : nothing}
      <button class="button primary" ?disabled=${this.busy}>${password.go}</button></form>`;
  }
}
customElements.define('new-password', NewPassword);
