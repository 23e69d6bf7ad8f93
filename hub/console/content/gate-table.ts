// The gates of a wave: the share of each side as a dot in its interval, on one scale, with its numbers beside it.
import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import type { Gate, GateSide } from './release-api.ts';

const WIDTH = 260;

export class GateTable extends LitElement {
  static override properties = { context: { attribute: false }, gates: { attribute: false } };
  declare context: PageContext;
  declare gates: Gate[];

  static override styles = [base, css`
    section { display: grid; grid-template-columns: 150px minmax(0, 1fr); gap: 18px; padding: 14px 20px; border-top: 1px solid var(--line); }
    section:first-child { border-top: 0; }
    h3 { margin: 0 0 6px; font-size: var(--t-m); font-weight: 620; }
    .side { display: grid; grid-template-columns: 66px ${WIDTH}px minmax(0, 1fr); gap: 14px; align-items: center; min-height: 24px; font-size: var(--t-s); }
    .side > span:first-child { color: var(--ink-2); } .wave > span:first-child { font-weight: 620; color: var(--ink); }
    .numbers { color: var(--ink-3); font-variant-numeric: tabular-nums; } .numbers b { color: var(--ink); font-weight: 620; }
    svg { display: block; overflow: visible; }
    @media (max-width: 1180px) { .side { grid-template-columns: 60px 150px minmax(0, 1fr); } }
    @media (max-width: 720px) { section { grid-template-columns: minmax(0, 1fr); gap: 6px; } .side { grid-template-columns: 60px minmax(0, 1fr); } .side > :nth-child(3) { grid-column: 1 / -1; } }
  `];
  private side(label: string, side: GateSide, of: string, scale: number, isWave: boolean, verdict: Gate['verdict']): TemplateResult {
    const { rollout: w } = this.context.words.release;
    const x = (share: number): number => (share / scale) * WIDTH;
    const colour = !isWave ? 'var(--ink-3)' : verdict === 'worse' ? 'var(--stop-mark)' : verdict === 'good' ? 'var(--good-mark)' : 'var(--warn-mark)';
    const percent = (share: number | null): string => (share === null ? '–' : (share * 100).toFixed(share < 0.1 ? 1 : 0));
    return html`<div class="side ${isWave ? 'wave' : ''}"><span>${label}</span>
      <svg viewBox="0 0 ${WIDTH} 12" height="12" preserveAspectRatio="none" aria-hidden="true"><rect x="0" y="5.500" width=${WIDTH} height="1" fill="var(--line)"/>${side.low === null || side.high === null || side.share === null ? nothing : svg`<rect x=${x(side.low)} y="2" width=${Math.max(2, x(side.high) - x(side.low))} height="8" rx="4" fill=${colour} opacity="0.260"/><rect x=${x(side.share) - 2} y="0" width="4" height="12" rx="2" fill=${colour}/>`}</svg>
      <span class="numbers">${side.of === 0 ? w.tooFew : html`<b>${percent(side.share)} %</b> (${percent(side.low)}–${percent(side.high)}) · ${side.n} / ${side.of} ${of}`}</span></div>`;
  }
  override render(): unknown {
    const { rollout: w } = this.context.words.release;
    return this.gates.map((gate) => {
      const scale = Math.min(1, Math.max(0.1, ...[gate.wave, ...gate.references].map((side) => (side.of > 0 ? side.high ?? 0 : 0))));
      const of = w.of[gate.gate];
      return html`<section><div><h3>${w.gateNames[gate.gate]}</h3><span class="chip ${gate.verdict === 'worse' ? 'stop' : gate.verdict === 'good' ? 'good' : ''}">${w.gateVerdicts[gate.verdict]}</span></div>
        <div>${this.side(w.sides.wave, gate.wave, of, scale, true, gate.verdict)}${gate.references.map((side) => this.side(w.sides[side.side], side, of, scale, false, gate.verdict))}</div></section>`;
    });
  }
}
customElements.define('gate-table', GateTable);
