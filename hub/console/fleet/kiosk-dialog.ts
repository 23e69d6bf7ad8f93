// One kiosk from afar: begin one of its pack's notices (a call, a reminder, a survey), or have it say a sentence.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { compilePack } from '../../../flows/engine/pack/compile.ts';
import { type CompiledFlow, type CompiledSlot, textIn } from '../../../flows/engine/pack/compiled.ts';
import type { Language } from '../../../flows/protocol/language.ts';
import type { KioskRow } from '../../../flows/protocol/staff-api.ts';
import { api } from '../api.ts';
import { kioskKey } from '../console-state.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import type { Words } from '../words/zh.ts';

export class KioskDialog extends LitElement {
  static override properties = { words: { attribute: false }, language: {}, kiosk: { attribute: false }, notices: { state: true }, flow: { state: true }, spoken: { state: true }, note: { state: true }, busy: { state: true } };
  declare words: Words;
  declare language: Language;
  declare kiosk: KioskRow | null;
  declare notices: CompiledFlow[] | null; // null: not known yet
  declare flow: string; // chosen notice; empty = say a sentence
  declare spoken: Language;
  declare note: { good: boolean; text: string } | null;
  declare busy: boolean;

  constructor() {
    super();
    this.language = 'zh';
    this.kiosk = null;
    this.notices = null;
    this.flow = '';
    this.spoken = 'zh';
    this.note = null;
    this.busy = false;
  }
  static override styles = [base, css`
    dialog { width: min(520px, 92vw); margin: 10vh auto auto; padding: 0; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); color: var(--ink); box-shadow: 0 24px 80px rgb(0 0 0 / 0.25); }
    dialog::backdrop { background: rgb(13 30 33 / 0.35); }
    header { display: flex; align-items: center; gap: 12px; padding: 18px 22px 6px; }
    header .close { margin-left: auto; color: var(--ink-3); }
    form { display: grid; gap: 16px; padding: 12px 22px 22px; }
    .kinds { display: flex; flex-wrap: wrap; gap: 8px; }
    .kinds .button[aria-pressed='true'] { background: var(--accent-tint); border-color: var(--accent); color: var(--accent-ink); }
    label { display: grid; gap: 6px; font-size: var(--t-s); color: var(--ink-2); font-weight: 560; }
    .last { display: flex; align-items: center; gap: 12px; }
    .last .button { margin-left: auto; }
    .done { color: var(--good); }
    .failed { color: var(--stop); }
  `];

  /** Opens for a kiosk and finds out what its pack can begin. */
  async open(kiosk: KioskRow): Promise<void> {
    this.kiosk = kiosk;
    this.notices = null;
    this.note = null;
    this.flow = '';
    this.spoken = this.language;
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
    const name = kiosk.pack;
    const found = name === null ? null : await api.pack(name);
    if (this.kiosk !== kiosk) return;
    const compiled = found?.ok === true ? compilePack(found.value.files) : null;
    this.notices = compiled?.ok === true ? Object.values(compiled.pack.flows).filter((flow) => flow.notice) : [];
    this.flow = this.notices[0]?.id ?? '';
  }
  private close(): void {
    this.renderRoot.querySelector('dialog')?.close();
    this.kiosk = null;
  }
  private async begin(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { kiosk } = this;
    if (!kiosk || this.busy) return;
    const data = new FormData(event.target as HTMLFormElement);
    const slots = Object.fromEntries([...data].filter(([key, value]) => key.startsWith('slot:') && value !== '').map(([key, value]) => [key.slice(5), String(value)]));
    this.busy = true;
    const answer = await api.command(kioskKey(kiosk), this.flow === ''
      ? { name: 'say', args: { text: String(data.get('text') ?? ''), language: this.spoken } }
      : { name: 'notice', args: { flow: this.flow, language: this.spoken, slots } });
    this.busy = false;
    const w = this.words.fleet.remote;
    this.note = answer.ok ? { good: true, text: answer.value.outcome === 'done' ? w.done : w.sent } : { good: false, text: answer.failure.code === 'conflict' ? w.busy : `${answer.failure.detail} ${answer.failure.mend}` };
  }
  private field(slot: CompiledSlot): TemplateResult {
    const label = textIn(slot.label, this.language);
    return html`<label>${label}${slot.type === 'choice'
      ? html`<select class="field" name="slot:${slot.id}"><option value=""></option>${slot.choices.map((option) => html`<option value=${option.id}>${textIn(option.label, this.language)}</option>`)}</select>`
      : html`<input class="field" name="slot:${slot.id}" maxlength="200" autocomplete="off">`}</label>`;
  }
  override render(): unknown {
    const w = this.words?.fleet.remote;
    const chosen = this.notices?.find((one) => one.id === this.flow);
    return html`<dialog aria-labelledby="title" @close=${() => { this.kiosk = null; }}>${this.kiosk === null ? nothing : html`
      <header><h2 id="title">${w.title(this.kiosk.kiosk)}</h2><button class="close" type="button" aria-label=${w.close} @click=${() => this.close()}>${icon('close', 20)}</button></header>
      <form @submit=${(event: SubmitEvent) => void this.begin(event)}>
        <div class="kinds" role="group" aria-label=${w.what}>${this.notices === null ? html`<p class="muted">${w.loading}</p>` : html`${this.notices.map((one) => html`<button class="button" type="button" aria-pressed=${String(one.id === this.flow)} @click=${() => { this.flow = one.id; this.note = null; }}>${textIn(one.title, this.language)}</button>`)}
          <button class="button" type="button" aria-pressed=${String(this.flow === '')} @click=${() => { this.flow = ''; this.note = null; }}>${w.say}</button>`}</div>
        ${chosen === undefined ? html`<label>${w.text}<textarea class="field" name="text" rows="3" maxlength="500" required></textarea></label>` : chosen.slots.map((slot) => this.field(slot))}
        <label>${w.language}<select class="field" .value=${this.spoken} @change=${(event: Event) => { this.spoken = (event.target as HTMLSelectElement).value === 'en' ? 'en' : 'zh'; }}><option value="zh">中文</option><option value="en">English</option></select></label>
        <div class="last" aria-live="polite">${this.note === null ? html`<span class="muted">${w.hint}</span>` : html`<span class=${this.note.good ? 'done' : 'failed'}>${this.note.text}</span>`}
          <button class="button primary" type="submit" ?disabled=${this.busy || this.notices === null}>${w.begin}</button></div>
      </form>`}</dialog>`;
  }
}
customElements.define('kiosk-dialog', KioskDialog);
