// A thing to keep: the number so large that a phone's camera takes it from where the visitor stands.
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { stageHead } from '../parts/call-card.ts';
import { caption, spokenHeadline } from '../parts/captions.ts';
import { cards } from '../parts/card.ts';
import { ScreenView, viewStyles } from './screen-view.ts';

export class FoyerTicket extends ScreenView<'ticket'> {
  static override styles = [viewStyles, css`
    .stage { --stage-height: 46rem; --caption-size: var(--t-34); padding-bottom: 4.4rem; }
    .spot { --spot: 12rem; }
    .inner { padding-top: 0; align-content: space-between; gap: 4rem; }
    .ticket { position: relative; margin-top: -1rem; background: var(--surface); border-radius: 0 0 var(--radius) var(--radius); animation: feed 420ms cubic-bezier(0.16, 0.8, 0.24, 1) both; filter: drop-shadow(0 0.8rem 2.4rem #0000001f); -webkit-mask: radial-gradient(circle at 0 var(--tear), #0000 1.9rem, #000 2rem) left / 51% 100% no-repeat, radial-gradient(circle at 100% var(--tear), #0000 1.9rem, #000 2rem) right / 51% 100% no-repeat; --tear: 41rem; }
    .top { display: grid; align-content: center; justify-items: start; height: 41rem; padding: 2rem 5.6rem 0; border-bottom: 0.3rem dashed var(--line-2); }
    .top .label { font-size: var(--t-34); }
    .top b { font-size: var(--t-display); line-height: 1.06; font-weight: 600; letter-spacing: -0.045em; font-variant-numeric: tabular-nums; color: var(--accent-ink); white-space: nowrap; }
    .top b.long { font-size: var(--t-96); letter-spacing: -0.02em; white-space: normal; overflow-wrap: anywhere; }
    :host([large]) .top b.long { font-size: var(--t-64); }
    .rows { padding: 2.4rem 5.6rem 3.2rem; }
    .line { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 0.4rem 3.2rem; align-items: baseline; padding: 1.8rem 0; }
    .line + .line { border-top: var(--stroke) solid var(--line); }
    .line dt { font-size: var(--t-34); line-height: 1.35; color: var(--ink-2); overflow-wrap: anywhere; }
    .line dd { font-size: var(--t-44); line-height: 1.3; font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
    :host([large]) .line { grid-template-columns: minmax(0, 1fr); }
    .after { display: grid; gap: 2.4rem; }
    .asks { font-size: var(--t-44); line-height: 1.35; font-weight: 640; text-wrap: balance; overflow-wrap: anywhere; }
    .quiet { white-space: pre-line; }
    /* The ticket is fed out of the wall. */
    @keyframes feed { from { transform: translateY(-24rem); } }
    @media (prefers-reduced-motion: reduce) { .ticket { animation: none; } }
    @media (min-aspect-ratio: 1/1) { .ticket { margin-top: 0; border-radius: var(--radius); --tear: 25rem; } .top { height: 25rem; padding-top: 0; } .top b { font-size: calc(var(--t-display) * 0.72); } .rows { padding: 1.2rem 5.6rem 1.6rem; } .line { padding: 1.2rem 0; } .inner { padding-top: 4.8rem; gap: 2rem; } }
  `];

  /** What to do with it; a question that came along stands in its own line, above its answers. */
  #hint(): TemplateResult {
    const lines = (this.view.hint === '' ? this.words.keepPicture : this.view.hint).split('\n');
    const asks = lines.length > 1 && this.view.buttons.length > 0 ? lines.pop() : undefined;
    return html`${lines.join('') === '' ? nothing : html`<p class="quiet">${lines.join('\n')}</p>`}${asks === undefined ? nothing : html`<h2 class="asks">${asks}</h2>`}`;
  }

  override render() {
    const { view, state, words } = this;
    const spoken = spokenHeadline(state, view.headline);
    return html`
      <section class="stage">
        ${stageHead(view.number === '' ? view.call : undefined)}
        <h1 class="headline enter ${this.length(view.headline)}">${spoken.text}</h1>
        ${spoken.spoken ? nothing : caption(state, words, this.room(3.4, this.landscape ? 5 : 2))}
      </section>
      <foyer-scroller class="counter" .language=${state.language}><div class="inner">
        <div class="ticket">
          ${view.number === '' ? nothing : html`<div class="top">${view.headline === words.yourNumber ? nothing : html`<p class="label">${words.yourNumber}</p>`}<b class=${view.number.length > 6 ? 'long' : ''}>${view.number}</b></div>`}
          ${view.rows.length === 0 ? nothing : html`<dl class="rows">${view.rows.map((row) => html`<div class="line"><dt>${row.label}</dt><dd>${row.value}</dd></div>`)}</dl>`}
        </div>
        <div class="after">
          ${this.#hint()}
          ${view.buttons.length === 0 ? nothing : cards(view.buttons, this.pick, 'pair')}
        </div>
      </div></foyer-scroller>`;
  }
}
customElements.define('foyer-view-ticket', FoyerTicket);
