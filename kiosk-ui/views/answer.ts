// The answer on paper: the sentence that answers, the steps in order, the facts large; what to do next at hand height.
import { css, html, nothing } from 'lit';
import { widthOf } from '../parts/caption-window.ts';
import { caption, spokenHeadline } from '../parts/captions.ts';
import { cards } from '../parts/card.ts';
import { ScreenView, viewStyles } from './screen-view.ts';

export class FoyerAnswer extends ScreenView<'answer'> {
  static override styles = [viewStyles, css`
    .stage { --stage-height: 48rem; padding-bottom: 4.8rem; }
    .spot { --spot: 13rem; }
    .question { font-size: var(--t-44); line-height: 1.36; font-weight: 520; overflow-wrap: anywhere; text-wrap: pretty; }
    .inner { gap: 4rem; align-content: space-between; padding-top: 5.6rem; }
    .told { display: grid; gap: 4rem; }
    .body { font-size: var(--t-44); line-height: 1.5; text-wrap: pretty; overflow-wrap: anywhere; white-space: pre-line; }
    .body.long { font-size: var(--t-34); }
    .steps { display: grid; counter-reset: step; }
    .step { position: relative; display: grid; grid-template-columns: calc(6.4rem * var(--bubble, 1)) minmax(0, 1fr); gap: 2.4rem; padding-bottom: 3.2rem; font-size: var(--t-34); line-height: 1.45; }
    .steps.few .step { font-size: var(--t-44); line-height: 1.35; }
    .step::before { counter-increment: step; content: counter(step); display: grid; place-items: center; width: calc(5.6rem * var(--bubble, 1)); height: calc(5.6rem * var(--bubble, 1)); border-radius: 50%; box-shadow: inset 0 0 0 0.25rem var(--accent); color: var(--accent-ink); font-size: calc(2.8rem * var(--bubble, 1)); font-weight: 660; font-variant-numeric: tabular-nums; }
    .step:not(:last-child)::after { content: ''; position: absolute; left: calc(2.7rem * var(--bubble, 1)); top: calc(6.4rem * var(--bubble, 1)); bottom: 0.8rem; width: 0.2rem; background: var(--accent-line); }
    .step span { padding-top: max(0rem, calc((5.6rem * var(--bubble, 1) - 1.45em) / 2)); overflow-wrap: anywhere; text-wrap: pretty; }
    .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); gap: 2.4rem 4rem; padding: 3.2rem 4rem 3.6rem; background: var(--surface); border-radius: var(--radius); box-shadow: inset 0 0 0 var(--stroke) var(--line); }
    .facts.rows { grid-template-columns: minmax(0, 1fr); gap: 0; padding: 1.2rem 4rem; }
    .rows .fact { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); align-items: baseline; gap: 0.4rem 3.2rem; padding: 2rem 0; }
    .rows .fact + .fact { border-top: var(--stroke) solid var(--line); }
    .rows .fact dt { font-size: var(--t-34); }
    .rows .fact dd { font-size: var(--t-34); text-wrap: pretty; }
    :host([large]) .rows .fact { grid-template-columns: minmax(0, 1fr); }
    :host([large]) .steps { --bubble: 1.35; }
    .fact { display: grid; align-content: start; gap: 0.8rem; }
    .fact dt { font-size: var(--t-28); line-height: 1.35; color: var(--ink-2); }
    .fact dd { font-size: var(--t-44); line-height: 1.32; font-weight: 620; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; text-wrap: balance; }
    @media (min-aspect-ratio: 1/1) {
      .inner { gap: 2.4rem; padding-top: 4.8rem; }
      .told { gap: 2.8rem; }
      .steps.few .step, .step { font-size: var(--t-34); line-height: 1.4; padding-bottom: 1.6rem; }
      .step:not(:last-child)::after { display: none; }
      .facts { padding: 2.4rem 3.2rem 2.8rem; }
    }
  `];

  override render() {
    const { view, state, words } = this;
    const spoken = spokenHeadline(state, view.headline);
    const own = state.captions.visitor;
    const question = view.question !== '' ? view.question : own?.final === true ? own.text : '';
    // While the kiosk speaks, its words; while the visitor speaks, theirs; else the question stands.
    const speaking = state.latest !== null && !(state.latest === 'visitor' && own?.final === true) && !spoken.spoken;
    return html`
      <section class="stage">
        <div class="spot"></div>
        ${speaking ? caption(state, words, this.room(4.4, this.landscape ? 7 : 3))
          : question === '' ? nothing : html`<div><p class="label">${words.youAsked}</p><p class="question">${question}</p></div>`}
      </section>
      <foyer-scroller class="counter" .language=${state.language}><div class="inner enter">
        <div class="told">
          <h1 class="headline ${this.length(view.headline)}">${spoken.text}</h1>
          ${view.body === '' ? nothing : html`<p class="body ${view.body.length > 90 ? 'long' : ''}">${view.body}</p>`}
          ${view.steps.length === 0 ? nothing : html`<ol class="steps ${view.steps.length <= 4 && view.steps.join('').length <= (state.language === 'zh' ? 80 : 160) ? 'few' : ''}" aria-label=${words.steps}>${view.steps.map((step) => html`<li class="step"><span>${step}</span></li>`)}</ol>`}
          ${view.facts.length === 0 ? nothing : html`<dl class="facts ${view.facts.length > 1 && view.facts.some((fact) => widthOf(fact.value) > 16 || widthOf(fact.label) > 16) ? 'rows' : ''}">${view.facts.map((fact) => html`<div class="fact"><dt>${fact.label}</dt><dd>${fact.value}</dd></div>`)}</dl>`}
        </div>
        ${view.buttons.length === 0 ? nothing : cards(view.buttons, this.pick, 'pair')}
      </div></foyer-scroller>`;
  }
}
customElements.define('foyer-view-answer', FoyerAnswer);
