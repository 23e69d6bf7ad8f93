// One YAML file with line numbers, its problems beside the lines, and a jump to each entry.
import { css, html, LitElement, nothing } from 'lit';
import type { PackProblem } from '../api.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import type { Words } from '../words/zh.ts';

export class PackEditor extends LitElement {
  static override properties = { words: { attribute: false }, file: { attribute: false }, text: { attribute: false }, problems: { attribute: false }, locked: { type: Boolean } };
  declare words: Words;
  declare file: string;
  declare text: string;
  declare problems: PackProblem[]; // of this file
  declare locked: boolean;

  constructor() {
    super();
    this.problems = [];
    this.locked = false;
  }
  static override styles = [base, css`
    :host { display: grid; grid-template-columns: minmax(0, 1fr); grid-template-rows: auto minmax(0, 1fr); min-height: 0; }
    header { display: flex; align-items: center; gap: 12px; padding: 10px 18px; border-bottom: 1px solid var(--line); background: var(--surface); }
    header b { white-space: nowrap; font-weight: 620; font-family: var(--mono); font-size: var(--t-s); }
    header select.field { width: 220px; min-height: 32px; padding: 3px 8px; margin-left: auto; }
    .sheet { position: relative; overflow: auto; background: var(--surface); }
    .inner { display: grid; grid-template-columns: 58px minmax(0, 1fr); min-height: 100%; }
    .numbers { padding: 14px 0 40px; text-align: right; font: 12.5px/21px var(--mono); color: var(--ink-3); background: var(--raised); border-right: 1px solid var(--line); user-select: none; }
    .numbers span { display: block; padding-right: 12px; }
    .numbers .bad { background: var(--stop-tint); color: var(--stop); font-weight: 700; }
    textarea { display: block; width: 100%; padding: 14px 16px 40px; border: 0; background: transparent; resize: none; overflow: hidden; font: 12.5px/21px var(--mono); white-space: pre; overflow-x: auto; tab-size: 2; }
    textarea:focus-visible { box-shadow: inset 2px 0 0 var(--accent); border-radius: 0; }
    @media (max-width: 720px) { header { flex-wrap: wrap; } header select.field { margin-left: 0; } }
  `];
  /** Puts the cursor on a line and brings it into sight. */
  goTo(line: number): void {
    void this.updateComplete.then(() => {
      const area = this.renderRoot.querySelector('textarea');
      const sheet = this.renderRoot.querySelector('.sheet');
      if (!area || !sheet) return;
      const lines = area.value.split('\n');
      const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
      area.focus({ preventScroll: true });
      area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
      sheet.scrollTop = Math.max(0, (line - 1) * 21 - sheet.clientHeight / 3);
    });
  }
  override render(): unknown {
    const lines = this.text.split('\n');
    const entries = lines.flatMap((line, index) => {
      const match = /^\s{0,4}- id:\s*(\S+)/.exec(line);
      return match?.[1] ? [{ id: match[1], line: index + 1 }] : [];
    });
    const bad = new Set(this.problems.map((problem) => problem.line));
    return html`<header><b>${this.file}</b>${entries.length === 0 ? nothing : html`<select class="field" aria-label=${this.words.content.find} @change=${(event: Event) => {
        const select = event.target as HTMLSelectElement;
        if (select.value) this.goTo(Number(select.value));
        select.value = '';
      }}><option value="">${this.words.content.find}</option>${entries.map((entry) => html`<option value=${entry.line}>${entry.id}</option>`)}</select>`}${this.locked ? html`<span class="chip">${icon('alert', 13)}${this.words.content.readOnly}</span>` : nothing}</header>
      <div class="sheet"><div class="inner"><div class="numbers" aria-hidden="true">${lines.map((_, index) => html`<span class=${bad.has(index + 1) ? 'bad' : ''}>${index + 1}</span>`)}</div>
        <textarea aria-label=${this.file} spellcheck="false" autocapitalize="off" wrap="off" rows=${lines.length + 1} ?readonly=${this.locked} .value=${this.text} @input=${(event: InputEvent) => this.dispatchEvent(new CustomEvent('edited', { detail: (event.target as HTMLTextAreaElement).value }))}></textarea></div></div>`;
  }
}
customElements.define('pack-editor', PackEditor);
