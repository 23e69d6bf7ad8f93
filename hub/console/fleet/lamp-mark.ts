// One lamp as shape and word: a disc is well, a triangle asks for attention, a square with a cross is faulty, a dash is off,
// a ring is not known.
import { css, html, LitElement, nothing, svg } from 'lit';

const SHAPES = {
  good: svg`<circle cx="7" cy="7" r="5.5" fill="currentColor"/>`,
  warn: svg`<path d="M7 1 13.5 12.5h-13z" fill="currentColor"/>`,
  bad: svg`<rect x="1" y="1" width="12" height="12" rx="2" fill="currentColor"/><path d="m4.2 4.2 5.600 5.600m0-5.600-5.600 5.600" stroke="var(--surface)" stroke-width="1.800" stroke-linecap="round"/>`,
  off: svg`<path d="M3 7h8" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>`,
  unknown: svg`<circle cx="7" cy="7" r="4.800" fill="none" stroke="currentColor" stroke-width="1.500" stroke-dasharray="2 2"/>`,
};

export class LampMark extends LitElement {
  static override properties = { state: {}, label: {}, reason: {}, bare: { type: Boolean } };
  declare state: keyof typeof SHAPES;
  declare label: string;
  declare reason: string;
  /** Only the shape is drawn; what it means is in its name. */
  declare bare: boolean;

  static override styles = css`
    :host { display: inline-flex; }
    span { display: inline-flex; align-items: center; gap: 7px; white-space: nowrap; }
    .good { color: var(--good-mark); } .warn { color: var(--warn-mark); } .bad { color: var(--stop-mark); } .off, .unknown { color: var(--ink-3); }
    b { font-weight: 560; color: var(--ink); }
  `;
  override render(): unknown {
    return html`<span class=${this.state} role="img" aria-label="${this.label}: ${this.reason}" title="${this.label}: ${this.reason}"><svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">${SHAPES[this.state] ?? SHAPES.unknown}</svg>${this.bare ? nothing : html`<b>${this.label}</b>`}</span>`;
  }
}
customElements.define('lamp-mark', LampMark);
