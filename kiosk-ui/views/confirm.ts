// Before something is done in the visitor's name: everything once more in plain rows, one clear yes, one clear no.
import { css, html, nothing } from 'lit';
import { caption, spokenHeadline } from '../parts/captions.ts';
import { card } from '../parts/card.ts';
import { ScreenView, viewStyles } from './screen-view.ts';

export class FoyerConfirm extends ScreenView<'confirm'> {
  static override styles = [viewStyles, css`
    .stage { --stage-height: 58rem; }
    .inner { align-content: space-between; gap: 4.8rem; }
    .rows { padding: 1.6rem 4rem; background: var(--surface); border-radius: var(--radius); box-shadow: inset 0 0 0 var(--stroke) var(--line); }
    .line { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 0.4rem 3.2rem; align-items: baseline; padding: 2.4rem 0; border-bottom: var(--stroke) solid var(--line); }
    .line:last-child { border-bottom: 0; }
    .line dt { font-size: var(--t-34); line-height: 1.35; color: var(--ink-2); overflow-wrap: anywhere; }
    .line dd { font-size: var(--t-44); line-height: 1.32; font-weight: 620; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
    :host([large]) .line { grid-template-columns: minmax(0, 1fr); }
    .choices { display: grid; gap: var(--gap); }
    @media (min-aspect-ratio: 1/1) { .line { padding: 1.6rem 0; } .inner { gap: 2.4rem; } .choices { grid-template-columns: 1fr 1fr; } }
    :host([large]) .choices { grid-template-columns: minmax(0, 1fr); }
    .choices .card { grid-template-columns: auto minmax(0, 1fr) auto; gap: 2.8rem; min-height: 15rem; }
  `];

  override render() {
    const { view, state, words } = this;
    const spoken = spokenHeadline(state, view.headline);
    return html`
      <section class="stage">
        <div class="spot"></div>
        <h1 class="headline enter ${this.length(view.headline)}">${spoken.text}</h1>
        ${spoken.spoken ? nothing : caption(state, words, this.room(4.4, 3))}
      </section>
      <foyer-scroller class="counter" .language=${state.language}><div class="inner enter">
        ${view.rows.length === 0 ? html`<span></span>` : html`<dl class="rows">${view.rows.map((row) => html`<div class="line"><dt>${row.label}</dt><dd>${row.value}</dd></div>`)}</dl>`}
        <div class="choices pair">
          ${card({ ...view.yes, icon: view.yes.icon || 'check' }, this.pick, 'primary')}
          ${card({ ...view.no, icon: view.no.icon || 'back' }, this.pick)}
        </div>
        ${nothing}
      </div></foyer-scroller>`;
  }
}
customElements.define('foyer-view-confirm', FoyerConfirm);
