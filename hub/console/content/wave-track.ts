// The waves of a rollout as one track, each kiosk a mark on it. A state has a form of its own, not only a colour.
import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { stopwatch } from '../parts/times.ts';
import type { PlaceState, Rollout } from './release-api.ts';

const MOST_MARKS = 150;
const MARKS: Record<PlaceState, TemplateResult> = {
  waiting: svg`<circle cx="8" cy="8" r="5.500" fill="none" stroke="var(--line-2)" stroke-width="1.600"/>`,
  asked: svg`<circle cx="8" cy="8" r="5.500" fill="none" stroke="var(--accent)" stroke-width="1.800"/><path d="M8 2.500a5.500 5.500 0 0 1 0 11z" fill="var(--accent)"/>`,
  unreachable: svg`<circle cx="8" cy="8" r="5.500" fill="none" stroke="var(--ink-3)" stroke-width="1.600" stroke-dasharray="2.400 2.100"/>`,
  applied: svg`<circle cx="8" cy="8" r="6.500" fill="var(--good-mark)"/><path d="m5 8.300 2.100 2.100L11.200 6" fill="none" stroke="var(--surface)" stroke-width="1.800" stroke-linecap="round" stroke-linejoin="round"/>`,
  failed: svg`<rect x="1.500" y="1.500" width="13" height="13" rx="3" fill="var(--stop-mark)"/><path d="m5.300 5.300 5.400 5.400M10.700 5.300l-5.400 5.400" stroke="var(--surface)" stroke-width="1.800" stroke-linecap="round"/>`,
  'rolling-back': svg`<path d="M2 8l5-5v3.200h7v3.600H7V13z" fill="none" stroke="var(--warn-mark)" stroke-width="1.600" stroke-linejoin="round"/>`,
  'rolled-back': svg`<path d="M2 8l5-5v3.200h7v3.600H7V13z" fill="var(--warn-mark)"/>`,
};
const ORDER: readonly PlaceState[] = ['failed', 'rolling-back', 'rolled-back', 'asked', 'unreachable', 'applied', 'waiting'];

export class WaveTrack extends LitElement {
  static override properties = { context: { attribute: false }, rollout: { attribute: false } };
  declare context: PageContext;
  declare rollout: Rollout;

  static override styles = [base, css`
    ol { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(150px, 1fr); }
    li { position: relative; padding: 26px 18px 4px 0; min-width: 0; }
    li::before { content: ''; position: absolute; left: 0; right: 0; top: 8px; height: 2px; background: var(--line-2); }
    li.through::before { background: var(--good-mark); } li.now::before { background: linear-gradient(90deg, var(--accent) var(--done, 12%), var(--line-2) var(--done, 12%)); } li.stopped::before { background: var(--warn-mark); }
    li > i { position: absolute; left: 0; top: 3px; width: 12px; height: 12px; border-radius: 50%; background: var(--surface); border: 2px solid var(--line-2); }
    li.through > i { background: var(--good-mark); border-color: var(--good-mark); } li.now > i { border-color: var(--accent); background: var(--accent); } li.stopped > i { border-radius: 2px; border-color: var(--warn-mark); background: var(--warn-mark); }
    b { font-weight: 620; } .sub { color: var(--ink-3); font-size: var(--t-s); min-height: 20px; }
    .marks { display: flex; flex-wrap: wrap; gap: 5px; margin-top: 10px; max-width: 340px; } .marks span { display: inline-flex; width: 16px; height: 16px; }
    .more { width: auto !important; color: var(--ink-3); font-size: var(--t-xs); align-items: center; }
    .legend { display: flex; flex-wrap: wrap; gap: 6px 18px; margin-top: 18px; padding-top: 12px; border-top: 1px solid var(--line); color: var(--ink-2); font-size: var(--t-s); } .legend span { display: inline-flex; align-items: center; gap: 6px; }
  `];
  /** The page's policy forbids style attributes; a property set from here is none. */
  override updated(): void {
    for (const item of this.renderRoot.querySelectorAll<HTMLElement>('li[data-done]')) item.style.setProperty('--done', `${item.dataset['done'] ?? '0'}%`);
  }
  private mark(state: PlaceState): TemplateResult { return html`<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">${MARKS[state]}</svg>`; }
  private wave(index: number): TemplateResult {
    const { rollout } = this;
    const { rollout: w } = this.context.words.release;
    const wave = rollout.waves[index];
    const kiosks = Object.entries(rollout.kiosks).filter(([, place]) => place.wave === index).sort(([a, one], [b, two]) => ORDER.indexOf(one.state) - ORDER.indexOf(two.state) || (a < b ? -1 : 1));
    const running = rollout.state === 'running' && index === rollout.wave;
    const left = wave?.soakUntil ? wave.soakUntil - this.context.now : 0;
    const through = wave?.endedAt !== null && wave?.endedAt !== undefined;
    const done = running && wave?.settledAt && wave.soakUntil ? Math.min(100, Math.max(4, (100 * (this.context.now - wave.settledAt)) / Math.max(1, wave.soakUntil - wave.settledAt))) : 12;
    const begun = wave?.startedAt !== null;
    const said = through ? `${w.ended}${wave?.verdict ? ` · ${w.verdicts[wave.verdict]}` : ''}` : running && wave?.settledAt ? `${w.soaking}${left > 0 ? ` · ${w.soakLeft(stopwatch(left))}` : ''}` : running && begun ? w.starting : begun ? w.states[rollout.state] : w.later;
    return html`<li class=${through ? 'through' : running ? 'now' : begun ? 'stopped' : ''} data-done=${done.toFixed(1)}><i></i><b>${w.wave(index + 1)}</b><p class="sub">${w.kiosks(kiosks.length)} · ${said}</p>
      <div class="marks">${kiosks.slice(0, MOST_MARKS).map(([name, place]) => html`<span role="img" aria-label="${name}: ${w.places[place.state]}" title="${name} · ${w.places[place.state]}${place.why ? ` · ${w.causes[place.why.code] ?? place.why.code}${place.why.text ? `: ${place.why.text}` : ''}` : ''}">${this.mark(place.state)}</span>`)}${kiosks.length > MOST_MARKS ? html`<span class="more">+${kiosks.length - MOST_MARKS}</span>` : nothing}</div></li>`;
  }
  override render(): unknown {
    const { rollout: w } = this.context.words.release;
    const counts = new Map<PlaceState, number>();
    for (const { state } of Object.values(this.rollout.kiosks)) counts.set(state, (counts.get(state) ?? 0) + 1);
    return html`<ol>${this.rollout.waves.map((_, index) => this.wave(index))}</ol>
      <p class="legend">${[...ORDER].reverse().filter((state) => counts.has(state)).map((state) => html`<span>${this.mark(state)}${w.places[state]} ${counts.get(state)}</span>`)}</p>`;
  }
}
customElements.define('wave-track', WaveTrack);
