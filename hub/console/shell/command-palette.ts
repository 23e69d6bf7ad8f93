// Everything by keyboard: type a few letters, choose, done.
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../parts/base-styles.ts';
import { icon, type IconName } from '../parts/icons.ts';
import type { Words } from '../words/zh.ts';

export interface Command { id: string; label: string; icon: IconName; key?: string; run(): void }

export class CommandPalette extends LitElement {
  static override properties = { words: { attribute: false }, commands: { attribute: false }, query: { state: true }, at: { state: true } };
  declare words: Words;
  declare commands: Command[];
  declare query: string;
  declare at: number;

  constructor() {
    super();
    this.commands = [];
    this.query = '';
    this.at = 0;
  }
  static override styles = [base, css`
    dialog { width: min(560px, 90vw); margin: 14vh auto 0; padding: 0; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); color: var(--ink); box-shadow: 0 24px 80px rgb(0 0 0 / 0.25); overflow: hidden; }
    dialog::backdrop { background: rgb(13 30 33 / 0.35); }
    .ask { display: flex; align-items: center; gap: 10px; padding: 6px 18px; border-bottom: 1px solid var(--line); color: var(--ink-3); }
    input { flex: 1; border: 0; background: none; min-height: 46px; font-size: 16px; color: var(--ink); }
    input:focus-visible { box-shadow: none; }
    ul { max-height: 46vh; overflow: auto; padding: 8px; }
    li { display: flex; align-items: center; gap: 12px; padding: 10px 12px; border-radius: 8px; cursor: pointer; color: var(--ink-2); }
    li[aria-selected='true'] { background: var(--accent-tint); color: var(--accent-ink); }
    li span { flex: 1; }
    p { padding: 20px; color: var(--ink-3); text-align: center; }
  `];
  override firstUpdated(): void { this.renderRoot.querySelector('dialog')?.showModal(); }
  private found(): Command[] {
    const words = this.query.toLowerCase().split(/\s+/).filter(Boolean);
    return this.commands.filter((command) => words.every((word) => `${command.label} ${command.id}`.toLowerCase().includes(word)));
  }
  private key(event: KeyboardEvent): void {
    const found = this.found();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      this.at = (this.at + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % Math.max(1, found.length);
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      this.run(found[this.at]);
    }
  }
  private run(command: Command | undefined): void {
    if (!command) return;
    this.done();
    command.run();
  }
  private done(): void { this.dispatchEvent(new CustomEvent('done')); }
  override render(): unknown {
    const found = this.found();
    return html`<dialog aria-label=${this.words.palette.open} @close=${this.done} @click=${(event: MouseEvent) => { if (event.target === event.currentTarget) this.done(); }}>
      <div class="ask">${icon('search', 20)}<input role="combobox" aria-expanded="true" aria-controls="found" aria-activedescendant=${found[this.at] ? `command-${this.at}` : nothing} aria-label=${this.words.palette.placeholder} placeholder=${this.words.palette.placeholder} .value=${this.query}
        @input=${(event: InputEvent) => { this.query = (event.target as HTMLInputElement).value; this.at = 0; }} @keydown=${this.key}></div>
      ${found.length === 0 ? html`<p>${this.words.palette.none}</p>` : nothing}
      <ul id="found" role="listbox" aria-label=${this.words.palette.open}>${found.map((command, index) => html`<li id="command-${index}" role="option" aria-selected=${index === this.at ? 'true' : 'false'} @click=${() => this.run(command)} @pointermove=${() => { this.at = index; }}>${icon(command.icon, 18)}<span>${command.label}</span>${command.key ? html`<kbd>${command.key}</kbd>` : nothing}</li>`)}</ul>
    </dialog>`;
  }
}
customElements.define('command-palette', CommandPalette);
