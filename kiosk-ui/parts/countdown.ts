// "Are you still there?": a sheet over the lower half with the seconds that are left, and one large way to stay.
import { LitElement, css, html, svg } from 'lit';
import { base } from '../styles.ts';
import { wordsOf } from '../words.ts';
import type { Words } from '../words.ts';
import { act } from './act.ts';

export class FoyerCountdown extends LitElement {
  static override properties = { words: { attribute: false }, seconds: { attribute: false }, most: { state: true } };
  declare words: Words;
  declare seconds: number;
  /** The largest number seen, which is the whole ring. */
  declare most: number;

  static override styles = [base, css`
    :host { position: absolute; inset: 0; z-index: 5; display: grid; align-items: end; background: var(--scrim); animation: fade 200ms ease-out both; }
    @keyframes fade { from { opacity: 0; } }
    .sheet { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 3.2rem 5.6rem; align-items: center; padding: 7.2rem var(--margin) 8rem; background: var(--surface); border-radius: 4rem 4rem 0 0; }
    .ring { position: relative; display: grid; place-items: center; width: 26rem; height: 26rem; }
    .ring svg { position: absolute; inset: 0; transform: rotate(-90deg); }
    .ring .rest { stroke: var(--line); } .ring .left { stroke: var(--accent); }
    .ring b { font-size: var(--t-96); font-weight: 600; font-variant-numeric: tabular-nums; letter-spacing: -0.03em; }
    h2 { font-size: var(--t-64); font-weight: 650; line-height: 1.25; margin-bottom: 1.2rem; }
    p { font-size: var(--t-34); line-height: 1.45; color: var(--ink-2); text-wrap: pretty; }
    .choices { grid-column: 1 / -1; display: grid; grid-template-columns: 2fr 1fr; gap: var(--gap); margin-top: 2.4rem; }
    button { min-height: 14rem; padding: 1.6rem; border-radius: var(--radius); font-size: var(--t-44); font-weight: 650; text-align: center; }
    .stay { background: var(--accent); color: var(--on-accent); }
    .leave { box-shadow: inset 0 0 0 0.3rem var(--line-2); }
    @media (min-aspect-ratio: 1/1) { .sheet { padding: 5.6rem 24rem; grid-template-columns: auto 1fr; } button { min-height: 11rem; } }
    @media (prefers-reduced-motion: reduce) { :host { animation: none; } }
  `];

  constructor() {
    super();
    this.words = wordsOf('zh');
    this.seconds = 0;
    this.most = 0;
  }

  override willUpdate(): void {
    this.most = Math.max(this.most, this.seconds);
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('.stay')?.focus({ preventScroll: true });
  }

  override render() {
    const { words } = this;
    const around = 2 * Math.PI * 46;
    return html`<section class="sheet" role="alertdialog" aria-modal="true" aria-labelledby="title" aria-describedby="text">
      <div class="ring" aria-hidden="true">
        <svg viewBox="0 0 100 100" fill="none" stroke-width="5" stroke-linecap="round">${svg`<circle class="rest" cx="50" cy="50" r="46"/><circle class="left" cx="50" cy="50" r="46" stroke-dasharray="${around * (this.most > 0 ? this.seconds / this.most : 0)} ${around}"/>`}</svg>
        <b>${this.seconds}</b>
      </div>
      <div><h2 id="title">${words.stillThere}</h2><p id="text">${this.seconds} ${words.wipeIn}</p></div>
      <div class="choices">
        <button class="stay" @click=${() => act(this, { send: { type: 'control', control: 'still-here' } })}>${words.stillHere}</button>
        <button class="leave" @click=${() => act(this, { send: { type: 'control', control: 'start-over' } })}>${words.leave}</button>
      </div>
    </section>`;
  }
}
customElements.define('foyer-countdown', FoyerCountdown);
