// A person is asked for: the call goes out, the place in the queue, the live conversation, or the honest word that nobody can come.
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { caption } from '../parts/captions.ts';
import { cards } from '../parts/card.ts';
import { icon } from '../icons.ts';
import { ScreenView, viewStyles } from './screen-view.ts';

export class FoyerEscalation extends ScreenView<'escalation'> {
  static override styles = [viewStyles, css`
    .stage { --stage-height: 64rem; }
    :host([stage='talking']) .stage { --stage-height: 38rem; padding-bottom: 4rem; }
    :host([stage='talking']) .spot { --spot: 10rem; }
    .inner { align-content: space-between; }
    :host([stage='nobody']) .stage { --stage-height: 78rem; }
    :host([stage='talking']) .inner { align-content: end; }
    .place { display: grid; gap: 0.8rem; justify-items: start; padding: 4rem 0; }
    .place .figure { display: flex; align-items: baseline; gap: 2.4rem; }
    .place b { font-size: var(--t-display); line-height: 0.95; font-weight: 560; letter-spacing: -0.05em; font-variant-numeric: tabular-nums; color: var(--accent-ink); margin-left: -0.06em; }
    .place span { font-size: var(--t-44); }
    .queue { display: flex; gap: 1.2rem; margin-top: 2.4rem; }
    .queue i { width: 4.8rem; height: 4.8rem; border-radius: 50%; box-shadow: inset 0 0 0 0.3rem var(--accent-line); }
    .queue i:last-child { background: var(--accent); box-shadow: none; }
    .calling { display: grid; place-items: center; width: 24rem; height: 24rem; margin-top: 4rem; border-radius: 50%; background: var(--accent-tint); color: var(--accent-ink); font-size: 12rem; }
    .calling .icon { stroke-width: 1.2; }
    .chat { display: grid; gap: 2.4rem; align-content: end; }
    .message { max-width: 86%; justify-self: start; display: grid; gap: 0.6rem; }
    .message .who { font-size: var(--t-28); color: var(--ink-2); }
    .message p { padding: 2rem 2.8rem; border-radius: 2.4rem 2.4rem 2.4rem 0.6rem; background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); font-size: var(--t-34); line-height: 1.45; overflow-wrap: anywhere; text-wrap: pretty; }
    .message.agent p { background: var(--accent-tint); box-shadow: inset 0 0 0 var(--stroke) var(--accent-line); }
    .message.visitor { justify-self: end; }
    .message.visitor .who { text-align: right; }
    .message.visitor p { border-radius: 2.4rem 2.4rem 0.6rem 2.4rem; background: var(--accent); color: var(--on-accent); box-shadow: none; }
    .typing { display: flex; align-items: center; gap: 1.6rem; font-size: var(--t-28); color: var(--ink-2); }
    .typing i { display: inline-flex; gap: 0.8rem; padding: 1.6rem 2rem; border-radius: 2.4rem; background: var(--accent-tint); }
    .typing i b { width: 1rem; height: 1rem; border-radius: 50%; background: var(--accent-ink); }
    .bottom { max-height: 40rem; overflow-y: auto; scrollbar-width: none; padding: 2.4rem var(--margin) 3.2rem; border-top: var(--stroke) solid var(--line); }
    .counter { display: grid; grid-template-rows: minmax(0, 1fr) auto; }
  `];

  override render() {
    const { view, state, words } = this;
    this.setAttribute('stage', view.stage);
    const talking = view.stage === 'talking';
    return html`
      <section class="stage">
        <div class="spot"></div>
        ${talking && view.agent !== null && !view.headline.includes(view.agent) ? html`<p class="label">${words.agentJoined(view.agent)}</p>` : nothing}
        <h1 class="headline enter ${this.length(view.headline)}">${view.headline}</h1>
        ${view.body === '' ? nothing : html`<p class="quiet enter">${view.body}</p>`}
        ${talking && (state.latest !== 'visitor' || state.captions.visitor?.final === true) ? nothing : caption(state, words, this.room(4.4, talking ? 2 : 3))}
      </section>
      <div class="counter">
        <foyer-scroller .language=${state.language} .toEnd=${talking}><div class="inner enter">
          ${talking ? this.#chat() : view.stage === 'waiting' ? this.#place() : view.stage === 'raising' ? this.#raising() : nothing}
          ${talking || view.buttons.length === 0 ? nothing : cards(view.buttons, this.pick, 'row')}
        </div></foyer-scroller>
        ${talking && view.buttons.length > 0 ? html`<div class="bottom">${cards(view.buttons, this.pick, 'pair')}</div>` : nothing}
      </div>`;
  }

  #raising(): TemplateResult {
    return html`<div class="calling" role="img" aria-label=${this.words.raising}>${icon('human')}</div>`;
  }

  #place(): TemplateResult {
    const { view, words } = this;
    if (view.place === null) return html`<div class="calling" role="img" aria-label=${words.inQueue}>${icon('human')}</div>`;
    const ahead = Math.max(0, view.place - 1);
    if (ahead === 0) return html`<div class="place" role="status"><span>${words.youAreNext}</span><div class="queue" aria-hidden="true"><i></i></div></div>`;
    return html`<div class="place" role="status"><span>${words.ahead}</span><div class="figure"><b>${ahead}</b>${words.aheadUnit === '' ? nothing : html`<span>${words.aheadUnit}</span>`}</div>
      <div class="queue" aria-hidden="true">${Array.from({ length: Math.min(9, ahead + 1) }, () => html`<i></i>`)}</div></div>`;
  }

  #chat(): TemplateResult {
    const { view, words } = this;
    const name = { visitor: words.you, kiosk: words.kiosk, agent: view.agent ?? words.human };
    return html`<div class="chat" role="log" aria-live="polite">
      ${view.messages.map((message) => html`<div class="message ${message.who}"><span class="who">${name[message.who]}</span><p>${message.text}</p></div>`)}
      ${view.agentTyping ? html`<p class="typing"><i aria-hidden="true"><b></b><b></b><b></b></i>${words.agentTyping}</p>` : nothing}
    </div>`;
  }
}
customElements.define('foyer-view-escalation', FoyerEscalation);
