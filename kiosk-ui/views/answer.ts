// The answer on paper: the sentence that answers, the steps in order, the facts large; what to do next at hand height.
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { widthOf } from '../parts/caption-window.ts';
import type { ChoiceCard } from '../../flows/protocol/screen.ts';
import { stageHead } from '../parts/call-card.ts';
import { caption, spokenHeadline } from '../parts/captions.ts';
import { card, cards } from '../parts/card.ts';
import { icon } from '../icons.ts';
import { ScreenView, viewStyles } from './screen-view.ts';

/** Up to here a list has one column where its words are long. */
const FEW = 5;
/** Room for name and value side by side in half a row, in rem. */
const ROOM_OF_A_CARD = 31;
/** Where one value is longer, values are told when their cards are touched. */
const LONGEST_VALUE = 32;

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
    .inner.list { gap: 2.4rem; padding-top: 4rem; }
    .list .told { gap: 1.6rem; }
    .list .body { color: var(--ink-2); }
    .items { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.6rem; }
    .items.wide { grid-template-columns: minmax(0, 1fr); }
    .items .card { grid-template-columns: auto minmax(0, 1fr) auto; gap: 1.6rem; padding: 1.6rem 2.4rem 1.6rem 2rem; }
    .items .name.long { font-size: var(--t-34); }
    .items .card .hint { font-weight: 620; color: var(--accent-ink); margin-top: 0.2rem; }
    .items.many .card { padding-block: 1.2rem; }
    .items .glyph { font-size: 3.6rem; }
    .items.many .card { min-height: 10.4rem; }
    .worth { font-size: var(--t-34); font-weight: 620; color: var(--accent-ink); font-variant-numeric: tabular-nums; text-align: right; max-width: 22rem; overflow-wrap: anywhere; line-height: 1.25; }
    .wide .worth { max-width: 44rem; }
    :host([large]) .items { grid-template-columns: minmax(0, 1fr); }
    :host([large]) .items .card { grid-template-columns: auto minmax(0, 1fr); }
    :host([large]) .worth { grid-column: 2; text-align: left; max-width: none; }
    .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 2.4rem; }
    .side { position: relative; display: grid; grid-template-rows: auto 1fr; align-content: start; gap: 1.6rem; min-height: 30rem; padding: 3.6rem 4rem; background: var(--surface); border-radius: var(--radius); box-shadow: inset 0 0 0 var(--stroke) var(--line); }
    .side dt { font-size: var(--t-44); line-height: 1.3; color: var(--ink-2); overflow-wrap: anywhere; text-wrap: balance; }
    .side dd { font-size: var(--t-64); line-height: 1.2; font-weight: 650; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
    .side dd.long { font-size: var(--t-44); line-height: 1.3; }
    .side.best { box-shadow: inset 0 0 0 0.5rem var(--accent); }
    .side.best dt { color: var(--ink); font-weight: 620; }
    .side dd.mark { justify-self: start; display: inline-flex; align-items: center; gap: 1rem; padding: 0.8rem 2.4rem 0.8rem 1.6rem; border-radius: 4rem; background: var(--accent); color: var(--on-accent); font-size: var(--t-34); font-weight: 620; }
    .mark .icon { font-size: 3.6rem; }
    :host([large]) .sides { grid-template-columns: minmax(0, 1fr); }
    :host([large]) .side { min-height: 0; }
    @media (min-aspect-ratio: 1/1) {
      .inner.list { padding-top: 4rem; gap: 1.6rem; }
      .items { gap: 1.2rem; }
      .items .card, .items.many .card { min-height: 9rem; padding-block: 1.2rem; }
      .side { min-height: 24rem; padding: 2.8rem 3.2rem; }
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
        ${stageHead(view.call)}
        ${speaking ? caption(state, words, this.room(4.4, this.landscape ? 7 : 3))
          : question === '' ? nothing : html`<div><p class="label">${words.youAsked}</p><p class="question">${question}</p></div>`}
      </section>
      <foyer-scroller class="counter" .language=${state.language}><div class="inner enter ${view.layout ?? ''}">
        <div class="told">
          <h1 class="headline ${this.length(view.headline)}">${spoken.text}</h1>
          ${view.body === '' ? nothing : html`<p class="body ${view.body.length > 90 || view.layout === 'list' ? 'long' : ''}">${view.body}</p>`}
          ${view.steps.length === 0 ? nothing : html`<ol class="steps ${view.steps.length <= 4 && view.steps.join('').length <= (state.language === 'zh' ? 80 : 160) ? 'few' : ''}" aria-label=${words.steps}>${view.steps.map((step) => html`<li class="step"><span>${step}</span></li>`)}</ol>`}
          ${view.layout === 'comparison' ? this.#compared() : view.facts.length === 0 ? nothing : html`<dl class="facts ${view.facts.length > 1 && view.facts.some((fact) => widthOf(fact.value) > 16 || widthOf(fact.label) > 16) ? 'rows' : ''}">${view.facts.map((fact) => html`<div class="fact"><dt>${fact.label}</dt><dd>${fact.value}</dd></div>`)}</dl>`}
        </div>
        ${view.buttons.length === 0 ? nothing : view.layout === 'list' ? this.#list() : cards(view.buttons, this.pick, 'pair')}
      </div></foyer-scroller>`;
  }

  /** Things side by side, the better one marked by a sign, a word and a frame. */
  #compared(): TemplateResult {
    const { view, words } = this;
    return html`<dl class="sides">${view.facts.map((fact) => html`<div class="side ${fact.best === true ? 'best' : ''}"><dt>${fact.label}</dt><dd class=${widthOf(fact.value) > 12 ? 'long' : ''}>${fact.value}</dd>${fact.best === true ? html`<dd class="mark">${icon('check')}${words.better}</dd>` : nothing}</div>`)}</dl>`;
  }

  /** One card a thing, its value at the end; the last may lead on. */
  #list(): TemplateResult {
    const { buttons } = this.view;
    const many = buttons.length > FEW;
    const wide = buttons.some((choice) => widthOf(choice.label) * (many ? 1.7 : 2.2) + widthOf(choice.hint) * 1.7 > ROOM_OF_A_CARD);
    const wordy = buttons.some((choice) => widthOf(choice.hint) > LONGEST_VALUE);
    const end = (choice: ChoiceCard): TemplateResult => html`<span class="glyph">${icon(choice.id.startsWith('list:') ? 'down' : 'right')}</span>`;
    // Many long ones stand in two columns with the value below the name.
    return html`<div class="cards items ${wide && !many ? 'wide' : ''} ${many ? 'many' : ''}">${buttons.map((choice) => (wide && many) || choice.hint === ''
      ? card(wordy ? { ...choice, hint: '' } : choice, this.pick, 'plain', end(choice), many)
      : card({ ...choice, hint: '' }, this.pick, 'plain', html`<span class="worth">${choice.hint}</span>`, many))}</div>`;
  }
}
customElements.define('foyer-view-answer', FoyerAnswer);
