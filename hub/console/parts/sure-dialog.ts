// The question before an act: what is asked, what follows from it, and a button that names the act.
import { css, html, LitElement } from 'lit';
import { base } from './base-styles.ts';

export class SureDialog extends LitElement {
  static override properties = { heading: {}, text: {}, go: {}, cancel: {}, danger: { type: Boolean } };
  declare heading: string;
  declare text: string;
  declare go: string;
  declare cancel: string;
  declare danger: boolean;
  private settle: (sure: boolean) => void = () => undefined;

  static override styles = [base, css`
    dialog { width: min(500px, 92vw); margin: 14vh auto auto; padding: 24px; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); color: var(--ink); box-shadow: 0 24px 80px rgb(0 0 0 / 0.25); }
    dialog::backdrop { background: rgb(13 30 33 / 0.35); }
    h2 { margin-bottom: 10px; overflow-wrap: anywhere; } p { margin-bottom: 18px; color: var(--ink-2); overflow-wrap: anywhere; white-space: pre-line; }
    div { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 10px; }
    .danger, .danger:hover { background: var(--stop); border-color: var(--stop); color: var(--surface); }
  `];
  /** Resolves with whether the person wants it. */
  async sure(question: { heading: string; text: string; go: string; cancel: string; danger?: boolean }): Promise<boolean> {
    Object.assign(this, { danger: false, ...question });
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
    return new Promise((settle) => { this.settle = settle; });
  }
  private done(sure: boolean): void {
    this.settle(sure);
    this.renderRoot.querySelector('dialog')?.close();
  }
  override render(): unknown {
    return html`<dialog aria-labelledby="title" @close=${() => this.settle(false)}><h2 id="title">${this.heading}</h2><p>${this.text}</p>
      <div><button class="button" autofocus @click=${() => this.done(false)}>${this.cancel}</button><button class="button ${this.danger ? 'danger' : 'primary'}" @click=${() => this.done(true)}>${this.go}</button></div></dialog>`;
  }
}
customElements.define('sure-dialog', SureDialog);
