// Between question and answer: the visitor's own words stay, one sentence says what is being done. Never only a spinner.
import { css, html } from 'lit';
import { caption } from '../parts/captions.ts';
import { ScreenView, viewStyles } from './screen-view.ts';

export class FoyerThinking extends ScreenView<'thinking'> {
  static override styles = [viewStyles, css`
    .stage { --stage-height: 88rem; --caption-size: var(--t-64); align-content: start; gap: 4rem; }
    .spot { --spot: 24rem; margin: 2.4rem 0 1.6rem 1.6rem; }
    .caption .said { line-height: 1.34; font-weight: 520; }
    .doing { font-size: var(--t-64); line-height: 1.3; font-weight: 640; text-wrap: balance; overflow-wrap: anywhere; }
    @media (min-aspect-ratio: 1/1) { .stage { --caption-size: var(--t-44); } .spot { --spot: 20rem; } }
  `];

  override render() {
    const { view, state, words } = this;
    return html`
      <section class="stage">
        <div class="spot"></div>
        ${caption(state, words, this.room(this.landscape ? 4.4 : 6.4, this.landscape ? 7 : 5), 'visitor')}
      </section>
      <foyer-scroller class="counter" .language=${state.language}><div class="inner enter">
        <h1 class="doing">${view.sentence}</h1>
        <p class="quiet">${words.interrupt}</p>
      </div></foyer-scroller>`;
  }
}
customElements.define('foyer-view-thinking', FoyerThinking);
