// One question at the end, five large answers with words: number, face and word say the same thing.
import { css, html, svg } from 'lit';
import type { SVGTemplateResult } from 'lit';
import { touched } from '../parts/act.ts';
import { caption, spokenHeadline } from '../parts/captions.ts';
import { numberBubble } from '../parts/card.ts';
import { canHear } from '../screen-state.ts';
import { ScreenView, viewStyles } from './screen-view.ts';

/** The mouth bends from -1 (down) to 1 (up). */
function face(bend: number): SVGTemplateResult {
  return svg`<circle cx="12" cy="12" r="9"/><path d="M9 9.6v.4M15 9.6v.4" stroke-width="2.2"/><path d="M8 ${15 - bend * 0.9}Q12 ${15 + bend * 3.1} 16 ${15 - bend * 0.9}"/>`;
}

export class FoyerSurvey extends ScreenView<'survey'> {
  static override styles = [viewStyles, css`
    .stage { --stage-height: 70rem; }
    .row .card { grid-template-columns: auto auto minmax(0, 1fr); gap: 2.8rem; min-height: 14.8rem; }
    @media (min-aspect-ratio: 1/1) { .row .card { min-height: 12rem; padding-block: 1.2rem; } .row { gap: 1.6rem; } }
    .face { width: 6.4rem; height: 6.4rem; fill: none; stroke: var(--accent-ink); stroke-width: 1.6; stroke-linecap: round; }
  `];

  override render() {
    const { view, state, words } = this;
    const spoken = spokenHeadline(state, view.headline);
    return html`
      <section class="stage">
        <div class="spot"></div>
        <h1 class="headline enter ${this.length(view.headline)}">${spoken.text}</h1>
        ${spoken.spoken ? html`` : caption(state, words, this.room(4.4, 2))}
      </section>
      <foyer-scroller class="counter" .language=${state.language}><div class="inner enter">
        <p class="label">${canHear(state) ? words.tapToRate : words.chooseByTouch}</p>
        <div class="cards row">${[5, 4, 3, 2, 1].map((rating) => html`<button class="card" @click=${() => touched(this, `survey:${rating}`)}>
          ${numberBubble(rating)}<svg class="face" viewBox="0 0 24 24" aria-hidden="true">${face((rating - 3) / 2)}</svg><span class="name">${words.rate[rating - 1]}</span></button>`)}</div>
      </div></foyer-scroller>`;
  }
}
customElements.define('foyer-view-survey', FoyerSurvey);
