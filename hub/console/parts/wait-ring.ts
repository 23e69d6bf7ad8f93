// How long somebody has been standing there: a ring that fills toward the service level and changes its form, not only
// its colour, when it is over.
import { css, html, LitElement, nothing, svg } from 'lit';
import { stopwatch } from './times.ts';

export class WaitRing extends LitElement {
  static override properties = { since: { type: Number }, now: { type: Number }, level: { type: Number }, size: { type: Number } };
  declare since: number; // ms since epoch
  declare now: number;
  declare level: number; // ms of the service level
  declare size: number; // px

  constructor() {
    super();
    this.since = 0;
    this.now = 0;
    this.level = 60_000;
    this.size = 52;
  }
  static override styles = css`
    :host { display: inline-block; line-height: 0; }
    .track { fill: none; stroke: var(--sunken); }
    .fill { fill: none; stroke: var(--accent); stroke-linecap: round; transition: stroke-dashoffset 900ms linear; }
    .soon .fill { stroke: var(--warn-mark); }
    .over .track { stroke: var(--stop-mark); }
    .over .disc { fill: var(--stop-tint); }
    .disc { fill: transparent; }
    .mark { fill: var(--stop-mark); }
    text { font: 620 12.5px var(--face-en); font-feature-settings: 'tnum'; fill: var(--ink); }
    .over text { fill: var(--stop); }
  `;
  override render(): unknown {
    const waited = Math.max(0, this.now - this.since);
    const part = Math.min(1, waited / this.level);
    const state = part >= 1 ? 'over' : part >= 0.66 ? 'soon' : 'calm';
    const r = 22;
    const round = 2 * Math.PI * r;
    return html`<svg class=${state} width=${this.size} height=${this.size} viewBox="0 0 52 52" aria-hidden="true">
      <circle class="disc" cx="26" cy="26" r="22"/><circle class="track" cx="26" cy="26" r=${r} stroke-width="4"/>
      ${state === 'over' ? nothing : svg`<circle class="fill" cx="26" cy="26" r=${r} stroke-width="4" stroke-dasharray=${round} stroke-dashoffset=${round * (1 - part)} transform="rotate(-90 26 26)"/>`}
      ${state === 'over' ? svg`<path class="mark" d="M41 2.500 49.500 16h-17z"/>` : nothing}
      <text x="26" y="30.500" text-anchor="middle">${stopwatch(waited)}</text>
    </svg>`;
  }
}
customElements.define('wait-ring', WaitRing);
