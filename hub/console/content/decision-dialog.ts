// Asks before something that matters: names the thing, says what happens, takes a note.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { base } from '../parts/base-styles.ts';

export interface Decision {
  readonly title: string; readonly hint: string; readonly label?: string; /* of the note; none: no note is asked for */ readonly go: string; readonly cancel: string;
  readonly needed?: boolean; // the note
  readonly danger?: boolean;
  readonly more?: TemplateResult;
  /** What failed, in words; null when it is done. */
  act(note: string, form: FormData): Promise<string | null>;
}

export class DecisionDialog extends LitElement {
  static override properties = { decision: { state: true }, failed: { state: true }, busy: { state: true } };
  declare decision: Decision | null;
  declare failed: string;
  declare busy: boolean;

  constructor() {
    super();
    this.decision = null;
    this.failed = '';
    this.busy = false;
  }
  static override styles = [base, css`
    :host { display: contents; }
    dialog { width: min(500px, 92vw); margin: 14vh auto auto; padding: 24px; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); color: var(--ink); box-shadow: 0 24px 80px rgb(0 0 0 / 0.25); }
    dialog::backdrop { background: rgb(13 30 33 / 0.35); }
    form { display: grid; gap: 16px; }
    form > p { color: var(--ink-2); margin-top: -8px; }
    label.note { display: grid; gap: 6px; font-size: var(--t-s); color: var(--ink-2); font-weight: 560; }
    textarea { min-height: 72px; resize: vertical; font-weight: 400; }
    .last { display: flex; justify-content: flex-end; gap: 10px; }
    .danger { background: var(--stop); border-color: var(--stop); color: var(--surface); }
    .danger:hover { background: var(--stop); border-color: var(--ink); }
    .row { display: flex; align-items: center; gap: 10px; } .row .field { width: 96px; } .row select.field { width: auto; }
    .choices { display: grid; gap: 12px; padding: 14px 16px; border-radius: var(--radius-s); background: var(--raised); border: 1px solid var(--line); color: var(--ink-2); font-size: var(--t-s); }
    .choices label { display: flex; align-items: center; gap: 10px; }
    .choices label > span { flex: 1; }
    .choices.fields label { display: grid; gap: 5px; } .choices.fields .field { width: 100%; min-height: 38px; }
    .kiosks { display: grid; gap: 2px; max-height: 30vh; overflow: auto; padding: 10px 16px; border: 1px solid var(--line); border-radius: var(--radius-s); background: var(--raised); color: var(--ink-2); font-size: var(--t-s); }
    .kiosks legend { padding: 0 6px; margin-left: -6px; font-weight: 560; } .kiosks label { display: flex; align-items: center; gap: 10px; min-height: 34px; } .kiosks label small { margin-left: auto; }
    .choices .field { width: auto; min-height: 32px; padding: 4px 10px; } .choices input[type='number'] { width: 84px; }
  `];
  async ask(decision: Decision): Promise<void> {
    this.decision = decision;
    this.failed = '';
    this.busy = false;
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
  }
  private close(): void {
    this.renderRoot.querySelector('dialog')?.close();
    this.decision = null;
  }
  private async go(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { decision } = this;
    if (!decision || this.busy) return;
    const form = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    const failed = await decision.act(String(form.get('note') ?? '').trim(), form);
    this.busy = false;
    if (failed === null) this.close();
    else this.failed = failed;
  }
  override render(): unknown {
    const { decision } = this;
    if (!decision) return nothing;
    return html`<dialog aria-labelledby="title" @close=${() => { this.decision = null; }}><form @submit=${(event: SubmitEvent) => void this.go(event)} @input=${() => { this.failed = ''; }}>
      <h2 id="title">${decision.title}</h2>${decision.hint ? html`<p>${decision.hint}</p>` : nothing}${decision.more ?? nothing}
      ${decision.label === undefined ? nothing : html`<label class="note">${decision.label}<textarea class="field" name="note" maxlength="500" ?required=${decision.needed ?? false}></textarea></label>`}
      ${this.failed ? html`<p class="error" role="alert">${this.failed}</p>` : nothing}
      <div class="last"><button class="button" type="button" @click=${() => this.close()}>${decision.cancel}</button><button class="button ${decision.danger ? 'danger' : 'primary'}" ?disabled=${this.busy}>${decision.go}</button></div>
    </form></dialog>`;
  }
}
customElements.define('decision-dialog', DecisionDialog);
