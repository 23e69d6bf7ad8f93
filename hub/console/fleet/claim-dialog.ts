// Lets a kiosk in: the code from its screen, then a comparison of keys, then its name.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Language } from '../../../flows/protocol/language.ts';
import { shortKey } from '../../../flows/protocol/key-text.ts';
import type { Failure } from '../api.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import { failureText } from '../words/people.ts';
import { claimApi, type WaitingClaim } from './claim-api.ts';
import { claimWords } from './claim-words.ts';

export class ClaimDialog extends LitElement {
  static override properties = { language: {}, tenant: {}, code: { state: true }, claim: { state: true }, done: { state: true }, failure: { state: true }, busy: { state: true }, tls: { state: true } };
  declare language: Language;
  /** The only tenant this person looks after; empty = any. */
  declare tenant: string;
  declare code: string;
  declare claim: WaitingClaim | null;
  declare done: string;
  declare failure: Failure | null;
  declare busy: boolean;
  declare tls: boolean;

  constructor() {
    super();
    this.language = 'zh';
    this.tenant = '';
    this.tls = true;
    this.clear();
  }
  static override styles = [base, css`
    dialog { width: min(560px, 92vw); margin: 8vh auto auto; padding: 0; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); color: var(--ink); box-shadow: 0 24px 80px rgb(0 0 0 / 0.25); }
    dialog::backdrop { background: rgb(13 30 33 / 0.35); }
    header { display: flex; align-items: center; gap: 12px; padding: 18px 22px 6px; }
    header .close { margin-left: auto; color: var(--ink-3); }
    form, .told { display: grid; gap: 16px; padding: 12px 22px 22px; }
    label { display: grid; gap: 6px; font-size: var(--t-s); color: var(--ink-2); font-weight: 560; }
    .code { font-size: 30px; letter-spacing: 0.16em; text-transform: uppercase; font-variant-numeric: tabular-nums; text-align: center; padding: 12px; height: auto; }
    dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 8px 18px; margin: 0; padding: 14px 16px; border: 1px solid var(--line); border-radius: 10px; background: var(--raised); }
    dt { color: var(--ink-3); font-size: var(--t-s); }
    dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
    .key { font-size: 18px; letter-spacing: 0.04em; }
    .names { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 12px; }
    .replace { display: flex; gap: 10px; align-items: baseline; color: var(--ink); font-weight: 500; }
    .compare { margin: 0; padding: 12px 14px; border-radius: 10px; background: var(--warn-tint); color: var(--ink); }
    .last { display: flex; gap: 10px; justify-content: flex-end; }
    .last :first-child { margin-right: auto; }
    @media (max-width: 560px) { .names { grid-template-columns: minmax(0, 1fr); } .code { font-size: 24px; } }
  `];

  private clear(): void {
    this.code = '';
    this.claim = null;
    this.done = '';
    this.failure = null;
    this.busy = false;
  }
  async open(): Promise<void> {
    this.clear();
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
    this.renderRoot.querySelector<HTMLInputElement>('input')?.focus();
    const list = await claimApi.list();
    if (list.ok) this.tls = list.value.tls;
  }
  private async work<T>(what: Promise<{ ok: true; value: T } | { ok: false; failure: Failure }>): Promise<T | null> {
    this.busy = true;
    this.failure = null;
    const answer = await what;
    this.busy = false;
    if (answer.ok) return answer.value;
    this.failure = answer.failure;
    return null;
  }
  private async look(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    this.code = String(new FormData(event.target as HTMLFormElement).get('code') ?? '');
    this.claim = await this.work(claimApi.look(this.code));
  }
  private async approve(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const field = (name: string): string => String(data.get(name) ?? '').trim();
    const approved = await this.work(claimApi.approve({ code: this.code, tenant: field('tenant'), site: field('site'), kiosk: field('kiosk'), replace: data.get('replace') !== null }));
    if (!approved) return;
    this.done = claimWords(this.language).done(approved.kiosk);
    this.dispatchEvent(new CustomEvent('changed', { bubbles: true, composed: true }));
  }
  private async refuse(): Promise<void> {
    if (await this.work(claimApi.refuse(this.code))) this.done = claimWords(this.language).refused;
  }
  private close(): void { this.renderRoot.querySelector('dialog')?.close(); }
  private name(name: 'tenant' | 'site' | 'kiosk', value: string, fixed = false): TemplateResult {
    const w = claimWords(this.language);
    return html`<label>${w[name]}<input class="field" name=${name} required pattern="[a-z0-9\\-]{1,40}" maxlength="40" autocomplete="off" autocapitalize="none" spellcheck="false" title=${w.nameHint} .value=${value} ?readonly=${fixed}></label>`;
  }
  private said(): TemplateResult | typeof nothing {
    return this.failure === null ? nothing : html`<p class="error" role="alert">${icon('alert', 18)}<span>${failureText(this.language, this.failure)}</span></p>`;
  }

  override render(): unknown {
    const w = claimWords(this.language);
    const { claim } = this;
    const [tenant = '', site = '', kiosk = ''] = (claim?.wish ?? '').split('/');
    return html`<dialog aria-labelledby="title" @close=${() => this.clear()}>
      <header><h2 id="title">${w.title}</h2><button class="close" type="button" aria-label=${w.close} @click=${() => this.close()}>${icon('close', 20)}</button></header>
      ${this.done !== '' ? html`<div class="told" aria-live="polite"><p>${this.done}</p><div class="last"><span></span><button class="button" type="button" @click=${() => this.clear()}>${w.again}</button><button class="button primary" type="button" @click=${() => this.close()}>${w.close}</button></div></div>`
      : claim === null ? html`<form @submit=${(event: SubmitEvent) => void this.look(event)}>
          ${this.tls ? nothing : html`<p class="error" role="alert">${icon('alert', 18)}<span>${w.noTls}</span></p>`}
          <label>${w.code}<input class="field code" name="code" required minlength="4" maxlength="12" autocomplete="off" autocapitalize="characters" spellcheck="false"></label>
          <p class="muted">${w.codeHint}</p>${this.said()}
          <div class="last"><span></span><button class="button primary" type="submit" ?disabled=${this.busy}>${this.busy ? w.looking : w.next}</button></div></form>`
      : html`<form @submit=${(event: SubmitEvent) => void this.approve(event)}>
          <dl><dt>${w.hubKey}</dt><dd class="key">${shortKey(claim.hub ?? '')}</dd><dt>${w.kioskKey}</dt><dd class="key">${shortKey(claim.key)}</dd><dt>${w.remote}</dt><dd>${claim.remote}</dd></dl>
          <p class="compare">${w.compare}</p>
          <div class="names">${this.name('tenant', this.tenant || tenant, this.tenant !== '')}${this.name('site', site)}${this.name('kiosk', kiosk)}</div>
          ${this.failure?.code === 'conflict' ? html`<label class="replace"><input type="checkbox" name="replace">${w.replace}</label>` : nothing}${this.said()}
          <div class="last"><button class="button" type="button" ?disabled=${this.busy} @click=${() => void this.refuse()}>${w.refuse}</button><button class="button" type="button" @click=${() => this.clear()}>${w.back}</button><button class="button primary" type="submit" ?disabled=${this.busy}>${w.approve}</button></div></form>`}
    </dialog>`;
  }
}
customElements.define('claim-dialog', ClaimDialog);
