// Counts and rates that say how sure they are: numerator, denominator, interval; under thirty no verdict.
import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import { api, type Insights, type Rate } from '../api.ts';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';

const SPANS = [1, 7, 30];

export class InsightsPage extends LitElement {
  static override properties = { context: { attribute: false }, days: { state: true }, insights: { state: true } };
  declare context: PageContext;
  declare days: number;
  declare insights: Insights | null;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.days = 7;
    this.insights = null;
  }
  static override styles = [base, css`
    .spans { display: inline-flex; margin-left: auto; padding: 3px; border-radius: 9px; background: var(--sunken); }
    .spans button { min-height: 30px; padding: 0 14px; border-radius: 7px; color: var(--ink-2); font-weight: 540; }
    .spans button[aria-pressed='true'] { background: var(--surface); color: var(--ink); box-shadow: 0 1px 2px rgb(0 0 0 / 0.08); }
    .totals { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); margin-bottom: 28px; }
    .totals div { padding: 20px 24px; border-left: 1px solid var(--line); }
    .totals div:first-child { border-left: 0; }
    .totals b { display: block; font-size: 34px; line-height: 1.15; font-weight: 640; letter-spacing: -0.02em; }
    .totals span { color: var(--ink-3); }
    .rates { display: grid; }
    .rate { display: grid; grid-template-columns: 190px 92px minmax(0, 1fr) 210px; gap: 20px; align-items: center; padding: 16px 24px; border-top: 1px solid var(--line); }
    .rate:first-child { border-top: 0; }
    .rate h2 { font-size: var(--t-m); }
    .rate .chip { justify-self: start; }
    .rate .value { font-size: 24px; font-weight: 640; letter-spacing: -0.01em; }
    .rate .value.none { font-size: var(--t-m); font-weight: 400; color: var(--ink-3); }
    .rate .of { color: var(--ink-2); font-size: var(--t-s); text-align: right; }
    .rate .of b { font-weight: 620; color: var(--ink); }
    .track { fill: var(--sunken); } .band { fill: var(--accent-line); } .few .band { fill: var(--line-2); } .point { fill: var(--accent); } .few .point { fill: var(--ink-3); }
    .latency { display: flex; gap: 48px; padding: 20px 24px; margin-top: 28px; align-items: baseline; }
    .latency b { font-size: 24px; font-weight: 640; margin: 0 4px; }
    .latency h2 { min-width: 170px; }
    .note { margin-top: 14px; color: var(--ink-3); font-size: var(--t-s); }
    svg { display: block; width: 100%; height: 14px; }
    @media (max-width: 900px) {
      .spans { margin-left: 0; } .totals { grid-template-columns: 1fr 1fr; } .totals div { padding: 14px 18px; } .totals div:nth-child(odd) { border-left: 0; } .totals div:nth-child(n + 3) { border-top: 1px solid var(--line); } .totals b { font-size: 28px; }
      .rate { grid-template-columns: minmax(0, 1fr) auto; gap: 8px 14px; padding: 14px 18px; } .rate > :nth-child(2) { justify-self: end; } .rate > :nth-child(n + 3) { grid-column: 1 / -1; } .rate .of { text-align: left; } .rate .of br { display: none; }
      .latency { flex-wrap: wrap; gap: 8px 24px; padding: 16px 18px; } .latency h2 { flex-basis: 100%; }
    }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    this.timer = setInterval(() => void this.load(), 10_000);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }
  private async load(): Promise<void> {
    const wanted = this.days;
    const answer = await api.insights(wanted);
    if (answer.ok && wanted === this.days) this.insights = answer.value;
  }
  private span(days: number): void {
    this.days = days;
    void this.load();
  }
  private rate(rate: Rate): TemplateResult {
    const { insights } = this.context.words;
    const [of, from] = insights.of[rate.id] ?? ['', ''];
    const percent = (value: number): string => `${(value * 100).toFixed(value === 1 ? 0 : 1)} %`;
    return html`<div class="rate"><h2>${insights.rates[rate.id] ?? rate.id}</h2>
      ${rate.rate === null ? html`<span class="value none">${insights.nothing}</span>` : rate.tooFew ? html`<span class="chip">${insights.tooFew}</span>` : html`<span class="value">${percent(rate.rate)}</span>`}
      <span title=${rate.low === null || rate.high === null ? '' : `95 %: ${percent(rate.low)} – ${percent(rate.high)}`}>${rate.rate === null || rate.low === null || rate.high === null
        ? svg`<svg viewBox="0 0 400 14" preserveAspectRatio="none" aria-hidden="true"><rect class="track" y="5" width="400" height="4" rx="2"/></svg>`
        : svg`<svg class=${rate.tooFew ? 'few' : ''} viewBox="0 0 400 14" preserveAspectRatio="none" aria-hidden="true"><rect class="track" y="5" width="400" height="4" rx="2"/><rect class="band" x=${rate.low * 400} y="3" width=${Math.max(2, (rate.high - rate.low) * 400)} height="8" rx="3"/><rect class="point" x=${Math.min(397, rate.rate * 400 - 1.5)} y="0" width="3" height="14" rx="1.500"/></svg>`}</span>
      <span class="of"><b>${rate.numerator}</b> ${of}<br>/ <b>${rate.denominator}</b> ${from}</span></div>`;
  }
  override render(): unknown {
    const { insights: words } = this.context.words;
    const data = this.insights;
    const total = (value: number, name: string): TemplateResult => html`<div><b>${value.toLocaleString()}</b><span>${name}</span></div>`;
    return html`<div class="page" tabindex="0"><header><h1>${words.title}</h1><p>${words.lead}</p><span class="spans" role="group">${SPANS.map((days) => html`<button aria-pressed=${days === this.days ? 'true' : 'false'} @click=${() => this.span(days)}>${words.days(days)}</button>`)}</span></header>
      ${data === null ? nothing : html`
        <div class="panel totals">${total(data.counts.sessions, words.sessions)}${total(data.counts.validSessions, words.valid)}${total(data.counts.turns, words.turns)}${total(data.counts.questions, words.questions)}</div>
        <div class="panel rates">${data.rates.map((rate) => this.rate(rate))}</div>
        <div class="panel latency"><h2>${words.latency}</h2>${data.counts.latencyP50 === null ? html`<span class="muted">${words.nothing}</span>` : html`<span>${words.p50}<b>${Math.round(data.counts.latencyP50)}</b>${words.ms}${words.within}</span><span>${words.p95}<b>${Math.round(data.counts.latencyP95 ?? 0)}</b>${words.ms}${words.within}</span><span class="muted">${words.measured(data.counts.latencyCount)}</span>`}</div>
        <p class="note">${words.definition}</p>`}</div>`;
  }
}
customElements.define('insights-page', InsightsPage);
