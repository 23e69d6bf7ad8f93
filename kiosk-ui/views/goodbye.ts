// The visit is over: one friendly sentence on a calm field, and nothing left to touch but the bar.
import { css, html, nothing } from 'lit';
import { caption, spokenHeadline } from '../parts/captions.ts';
import { ScreenView, viewStyles } from './screen-view.ts';

export class FoyerGoodbye extends ScreenView<'goodbye'> {
  static override styles = [viewStyles, css`
    :host { grid-template: minmax(0, 1fr) / minmax(0, 1fr); }
    .stage { min-height: 0; height: 100%; align-content: safe center; gap: 4rem; padding-bottom: 13.6rem; }
    .spot { --spot: 26rem; margin: 0 0 4rem 1rem; }
    .stage { max-height: none; }
    .headline { font-size: var(--t-96); line-height: 1.16; }
    .headline.long { font-size: var(--t-64); }
    .quiet { font-size: var(--t-44); }
    @media (min-aspect-ratio: 1/1) { :host { grid-template: minmax(0, 1fr) / minmax(0, 1fr); } .stage { padding-inline: 22rem; padding-bottom: 8rem; } }
  `];

  override render() {
    const { view, state, words } = this;
    const spoken = spokenHeadline(state, view.headline);
    return html`<section class="stage"><div class="spot"></div><h1 class="headline enter ${this.length(view.headline)}">${spoken.text}</h1>
      ${view.body === '' ? nothing : html`<p class="quiet enter">${view.body}</p>`}
      ${spoken.spoken || state.latest === 'visitor' ? nothing : caption(state, words, this.room(4.4, 3))}</section>`;
  }
}
customElements.define('foyer-view-goodbye', FoyerGoodbye);
