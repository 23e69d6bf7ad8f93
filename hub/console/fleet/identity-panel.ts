// Which keys kiosks have, which kiosks are held off or removed, and the acts on them.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { shortKey } from '../../../flows/protocol/key-text.ts';
import type { Answer } from '../api.ts';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { ago, exact } from '../parts/times.ts';
import { failureText } from '../words/people.ts';
import { claimApi, type Identities } from './claim-api.ts';
import { claimWords } from './claim-words.ts';

export class IdentityPanel extends LitElement {
  static override properties = { context: { attribute: false }, data: { state: true }, asked: { state: true }, note: { state: true } };
  declare context: PageContext;
  declare data: Identities | null;
  /** The kiosk whose removal waits for a second word. */
  declare asked: string;
  declare note: { kiosk: string; good: boolean; text: string } | null;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.data = null;
    this.asked = '';
    this.note = null;
  }
  static override styles = [base, css`
    h2 { margin: 34px 0 12px; }
    .panel { overflow: hidden; }
    li { display: grid; grid-template-columns: 220px minmax(0, 1fr) auto; gap: 14px; align-items: center; padding: 10px 16px; border-top: 1px solid var(--line); }
    li:first-child { border-top: 0; }
    .key { font-variant-numeric: tabular-nums; letter-spacing: 0.03em; }
    .sub { display: block; color: var(--ink-3); font-size: var(--t-s); }
    .acts { display: flex; gap: 8px; }
    .acts .button { min-height: 34px; padding: 0 12px; }
    .acts .field { width: 180px; min-height: 34px; }
    .bad { color: var(--stop); font-weight: 560; } .good { color: var(--good); }
    .empty { padding: 28px 24px; text-align: center; color: var(--ink-3); }
    .hub { margin: 0 0 10px; color: var(--ink-2); }
    @media (max-width: 720px) { li { grid-template-columns: minmax(0, 1fr); gap: 6px; } }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    this.timer = setInterval(() => void this.load(), 5000);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }
  async load(): Promise<void> {
    const answer = await claimApi.identities();
    if (answer.ok) this.data = answer.value;
  }
  private async act(kiosk: string, done: string, what: Promise<Answer<object>>): Promise<void> {
    const answer = await what;
    this.asked = '';
    this.note = answer.ok ? { kiosk, good: true, text: done } : { kiosk, good: false, text: failureText(this.context.language, answer.failure) };
    await this.load();
  }
  private acts(kiosk: string, shut: 'revoked' | 'held' | undefined): TemplateResult | typeof nothing {
    const w = claimWords(this.context.language);
    const { may } = this.context;
    if (this.asked === kiosk) {
      return html`<form class="acts" @submit=${(event: SubmitEvent) => { event.preventDefault(); void this.act(kiosk, w.removed, claimApi.revoke(kiosk, String(new FormData(event.target as HTMLFormElement).get('reason') ?? ''))); }}>
        <input class="field" name="reason" maxlength="300" placeholder=${w.reason} aria-label=${w.reason}><button class="button" type="button" @click=${() => { this.asked = ''; }}>${w.cancel}</button><button class="button primary" type="submit">${w.sure}</button></form>`;
    }
    return html`<span class="acts">
      ${shut === 'held' && may('claim-kiosks') ? html`<button class="button" @click=${() => void this.act(kiosk, w.released, claimApi.release(kiosk))}>${w.release}</button>` : nothing}
      ${shut === undefined && may('operate-kiosks') ? html`<button class="button" @click=${() => void this.act(kiosk, w.rotated, claimApi.rotate(kiosk))}>${w.rotate}</button>` : nothing}
      ${shut !== 'revoked' && may('revoke-kiosks') ? html`<button class="button" @click=${() => { this.asked = kiosk; this.note = null; }}>${w.revoke}</button>` : nothing}</span>`;
  }
  override render(): unknown {
    const { data } = this;
    const { language, now } = this.context;
    const w = claimWords(language);
    if (!data || (data.hub === null && data.shutOut.length === 0)) return nothing;
    const names = [...new Set([...data.shutOut.map((one) => one.kiosk), ...data.keys.map((one) => one.kiosk)])];
    return html`<h2>${w.identities}</h2>
      ${data.hub === null ? nothing : html`<p class="hub">${w.hubKey} <b class="key">${shortKey(data.hub.pin)}</b></p>`}
      <div class="panel">${names.length === 0 ? html`<p class="empty">${w.none}</p>` : html`<ol>${names.map((name) => {
        const shut = data.shutOut.find((one) => one.kiosk === name);
        return html`<li><b>${name}</b><span aria-live="polite">
          ${shut ? html`<span class="bad">${shut.state === 'held' ? w.held : w.revoked}</span><span class="sub" title=${exact(shut.since, language)}>${ago(shut.since, now, language)} · ${w.by} ${shut.by}${shut.reason ? ` · ${shut.reason}` : ''}</span>` : nothing}
          ${data.keys.filter((one) => one.kiosk === name).map((one) => html`<span class="key">${shortKey(one.key)}</span><span class="sub" title=${exact(one.addedAt, language)}>${one.state === 'next' ? w.nextKey : w.current} · ${ago(one.addedAt, now, language)} · ${w.by} ${one.addedBy}</span>`)}
          ${this.note?.kiosk === name ? html`<span class=${this.note.good ? 'good' : 'bad'}>${this.note.text}</span>` : nothing}</span>
          ${this.acts(name, shut?.state)}</li>`;
      })}</ol>`}</div>`;
  }
}
customElements.define('identity-panel', IdentityPanel);
