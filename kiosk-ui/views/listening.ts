// The kiosk is all ear: the visitor's words fill the stage as they come; examples below say what can be asked.
import { css, html, nothing } from 'lit';
import { widthOf } from '../parts/caption-window.ts';
import { act } from '../parts/act.ts';
import { stageHead } from '../parts/call-card.ts';
import { caption } from '../parts/captions.ts';
import { cards } from '../parts/card.ts';
import { bandOf } from '../screen-state.ts';
import { ScreenView, viewStyles } from './screen-view.ts';

export class FoyerListening extends ScreenView<'listening'> {
  static override styles = [viewStyles, css`
    .stage { --stage-height: 88rem; align-content: start; gap: 4rem; }
    .spot { --spot: 24rem; margin: 2.4rem 0 1.6rem 1.6rem; }
    .caption.visitor { --caption-size: var(--t-64); }
    .caption.visitor .said { line-height: 1.34; font-weight: 520; }
    .caption.visitor .unsure { font-weight: 400; }
    .headline { font-size: var(--t-96); line-height: 1.16; }
    .pair { gap: 1.6rem; }
    .pair .card { min-height: 10.8rem; padding-block: 1.4rem; }
    .inner { padding-top: 4rem; padding-bottom: 3.2rem; gap: 2.8rem; }
    .example.long { font-size: var(--t-34); }
    .examples { display: grid; gap: 1.6rem; }
    .example { position: relative; justify-self: start; min-height: 8.8rem; padding: 1.4rem 3.6rem 1.6rem; border-radius: 4.4rem 4.4rem 4.4rem 0.8rem; box-shadow: inset 0 0 0 var(--stroke) var(--accent-line); font-size: var(--t-44); line-height: 1.3; font-weight: 480; overflow-wrap: anywhere; text-wrap: pretty; }
    .example:active { background: var(--accent-tint); }
    @media (min-aspect-ratio: 1/1) { .caption.visitor { --caption-size: var(--t-44); } .spot { --spot: 20rem; } .headline { font-size: var(--t-64); } }
  `];

  override render() {
    const { view, state, words } = this;
    const heard = (state.captions.visitor?.text ?? '') !== '' && state.latest === 'visitor';
    return html`
      <section class="stage">
        ${stageHead(view.call)}
        ${heard
          ? html`<h1 class="unseen">${view.headline}</h1>${caption(state, words, this.room(this.landscape ? 4.4 : 6.4, this.landscape ? 7 : 5), 'visitor')}`
          : html`<h1 class="headline enter">${view.headline}</h1>${view.hint === '' || state.latest === 'kiosk' ? nothing : html`<p class="quiet enter">${view.hint}</p>`}${caption(state, words, this.room(4.4, 3))}`}
      </section>
      <foyer-scroller class="counter" .language=${state.language}><div class="inner spread enter">
        ${view.examples.length === 0 ? html`<span></span>` : html`<div class="examples"><h2 class="label">${words.trySaying}</h2>
          ${view.examples.slice(0, view.cards.length > 4 && bandOf(state) !== null ? 2 : view.cards.length > 0 ? 3 : 5).map((example) => html`<button class="example ${widthOf(example) > (state.language === 'zh' ? 40 : 38) ? 'long' : ''}" @click=${() => act(this, { send: { type: 'text', text: example } })}>${example}</button>`)}</div>`}
        ${view.cards.length === 0 ? nothing : cards(view.cards.map((entry) => ({ ...entry, hint: '' })), this.pick, 'pair')}
      </div></foyer-scroller>`;
  }
}
customElements.define('foyer-view-listening', FoyerListening);
