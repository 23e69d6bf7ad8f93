// The kiosk cannot hear: it says so plainly and works by touch.
import { css, html, nothing } from 'lit';
import { cards } from '../parts/card.ts';
import { typeScale } from '../screen-state.ts';
import { ScreenView, viewStyles } from './screen-view.ts';

export class FoyerTouchOnly extends ScreenView<'touch-only'> {
  static override styles = [viewStyles, css`
    .stage { --stage-height: 77rem; }
    .spot { --spot: 20rem; }
    .headline { font-size: var(--t-96); line-height: 1.16; }
    :host([large]) .stage { --stage-height: 64rem; }
    @media (min-aspect-ratio: 1/1) { .headline { font-size: var(--t-64); } }
  `];

  override render() {
    const { view, state } = this;
    return html`
      <section class="stage">
        <div class="spot"></div>
        <h1 class="headline enter">${view.headline}</h1>
        ${view.body === '' ? nothing : html`<p class="quiet enter">${view.body}</p>`}
      </section>
      <foyer-scroller class="counter" .language=${state.language}><div class="inner enter">${cards(view.cards, this.pick, typeScale(state) >= 1.4 ? 'row' : 'home')}</div></foyer-scroller>`;
  }
}
customElements.define('foyer-view-touch-only', FoyerTouchOnly);
