// One question, at most six large answers, each with a number that can be said.
import { css, html, nothing } from 'lit';
import { stageHead } from '../parts/call-card.ts';
import { caption, spokenHeadline } from '../parts/captions.ts';
import { cards } from '../parts/card.ts';
import { icon } from '../icons.ts';
import { canHear } from '../screen-state.ts';
import { ScreenView, viewStyles } from './screen-view.ts';

export class FoyerChoice extends ScreenView<'choice'> {
  static override styles = [viewStyles, css`
    .stage { --stage-height: 70rem; }
    .inner { align-content: start; gap: 2.4rem; }
    .card { min-height: 17rem; }
    .many .card { min-height: 13.6rem; }
    .arrow { font-size: 4rem; color: var(--accent-ink); }
  `];

  override render() {
    const { view, state, words } = this;
    const spoken = spokenHeadline(state, view.headline);
    return html`
      <section class="stage">
        ${stageHead(view.call)}
        <h1 class="headline enter ${this.length(view.headline)}">${spoken.text}</h1>
        ${view.body === '' ? nothing : html`<p class="quiet enter">${view.body}</p>`}
        ${spoken.spoken ? nothing : caption(state, words, this.room(4.4, 3))}
      </section>
      <foyer-scroller class="counter" .language=${state.language}><div class="inner enter ${view.choices.length > 4 || view.call !== undefined ? 'many' : ''}">
        <p class="label">${canHear(state) ? words.chooseHint : words.chooseByTouch}</p>
        ${cards(view.choices, this.pick, 'row', 'plain', html`<span class="arrow">${icon('right')}</span>`)}
      </div></foyer-scroller>`;
  }
}
customElements.define('foyer-view-choice', FoyerChoice);
