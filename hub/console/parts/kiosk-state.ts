// A kiosk's state as shape and word: a full disc is there, a half one partly, a ring is away.
import { css, html, LitElement, svg } from 'lit';
import type { Words } from '../words/zh.ts';

export class KioskState extends LitElement {
  static override properties = { state: { attribute: false }, words: { attribute: false } };
  declare state: string;
  declare words: Words;

  static override styles = css`
    :host { display: inline-flex; align-items: center; gap: 7px; font-weight: 540; white-space: nowrap; color: var(--ink-2); }
    .ready, .birth { color: var(--good-mark); } .degraded { color: var(--warn-mark); } .lost { color: var(--stop-mark); } .asleep, .new { color: var(--ink-3); }
  `;
  override render(): unknown {
    const states = this.words.fleet.states;
    const shape = this.state === 'ready' || this.state === 'birth' ? svg`<circle cx="6" cy="6" r="5" fill="currentColor"/>`
      : this.state === 'degraded' ? svg`<circle cx="6" cy="6" r="4.300" fill="none" stroke="currentColor" stroke-width="1.600"/><path d="M6 1.700a4.300 4.300 0 0 0 0 8.600z" fill="currentColor"/>`
        : svg`<circle cx="6" cy="6" r="4.300" fill="none" stroke="currentColor" stroke-width="1.600"/>`;
    return html`<svg class=${this.state} width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">${shape}</svg>${states[this.state as keyof typeof states] ?? this.state}`;
  }
}
customElements.define('kiosk-state', KioskState);
