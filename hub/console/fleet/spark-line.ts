// A course of hours in little space: the band from least to most, the mean as a line, the last value written beside it.
import { css, html, LitElement, svg } from 'lit';
import type { Point } from './twin-api.ts';

const WIDE = 150;
const HIGH = 34;

/** A figure as people read it, by the end of its name. */
export function figure(key: string, value: number): string {
  if (key.endsWith('_bytes')) return value >= 1e9 ? `${(value / 1e9).toFixed(1)} GB` : `${Math.round(value / 1e6)} MB`;
  if (key.endsWith('_db')) return `${Math.round(value)} dB`;
  if (key.endsWith('_ms')) return value >= 10_000 ? `${Math.round(value / 1000)} s` : `${Math.round(value)} ms`;
  return Math.round(value).toLocaleString();
}

export class SparkLine extends LitElement {
  static override properties = { points: { attribute: false }, key: {}, label: {}, since: { type: Number } };
  declare points: Point[];
  declare key: string;
  declare label: string;
  declare since: number; // ms: left edge; the right one is 48 hours later

  static override styles = css`
    :host { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: end; gap: 2px 12px; min-width: 0; }
    .name { grid-column: 1 / -1; color: var(--ink-3); font-size: var(--t-xs); }
    svg { width: 100%; height: 34px; overflow: visible; }
    .band { fill: var(--accent-tint); } .line { fill: none; stroke: var(--accent); stroke-width: 1.6; stroke-linejoin: round; vector-effect: non-scaling-stroke; }
    b { font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
  `;
  override render(): unknown {
    const points = this.points.filter((one) => one.key === this.key);
    const last = points.at(-1);
    if (!last) return html``;
    const least = Math.min(...points.map((one) => one.least));
    const span = Math.max(Math.max(...points.map((one) => one.most)) - least, 1e-9);
    const x = (one: Point): number => Math.min(WIDE, Math.max(0, ((one.hour - this.since) / (48 * 3_600_000)) * WIDE));
    const y = (value: number): number => HIGH - 3 - ((value - least) / span) * (HIGH - 6);
    const band = [...points.map((one) => `${x(one)},${y(one.most)}`), ...points.toReversed().map((one) => `${x(one)},${y(one.least)}`)].join(' ');
    if (points.length < 2) return html`<span class="name">${this.label}</span><b>${figure(this.key, last.mean)}</b>`;
    return html`<span class="name">${this.label}</span><svg viewBox="0 0 ${WIDE} ${HIGH}" preserveAspectRatio="none" role="img" aria-label="${this.label} ${figure(this.key, last.mean)}">
      ${svg`<polygon class="band" points=${band}/><polyline class="line" points=${points.map((one) => `${x(one)},${y(one.mean)}`).join(' ')}/>`}</svg><b>${figure(this.key, last.mean)}</b>`;
  }
}
customElements.define('spark-line', SparkLine);
