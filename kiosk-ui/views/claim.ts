// The kiosk asks to be let in: the code so large that it is read across a room, and the beginnings of both keys, so that staff
// can see in their console that nobody stands between. Both languages at once: nobody has chosen one yet.
import { css, html, nothing } from 'lit';
import type { Language } from '../../flows/protocol/language.ts';
import { touched } from '../parts/act.ts';
import { icon } from '../icons.ts';
import { langTag, otherLanguage } from '../words.ts';
import { ScreenView, viewStyles } from './screen-view.ts';

const LABELS = {
  zh: { hub: '中枢', hubKey: '中枢指纹，应与员工台显示的相同', kioskKey: '本机指纹', aloud: '念一遍代码' },
  en: { hub: 'Hub', hubKey: 'Key of the hub: the console must show the same', kioskKey: 'Key of this kiosk', aloud: 'Read the code out' },
} satisfies Record<Language, Record<string, string>>;

export class FoyerClaim extends ScreenView<'claim'> {
  static override styles = [viewStyles, css`
    .stage { --stage-height: 52rem; align-content: safe end; gap: 1.6rem; }
    .spot { --spot: 14rem; }
    .headline { font-size: var(--t-96); line-height: 1.16; }
    .other { font-size: var(--t-44); font-weight: 620; color: var(--on-field); padding-top: 1.6rem; }
    .code { display: grid; place-items: center; min-height: 32rem; padding: 2.4rem; background: var(--surface); border-radius: var(--radius); box-shadow: inset 0 0 0 var(--stroke) var(--line); }
    .code b { font-size: min(var(--t-display), 16rem); line-height: 1.1; font-weight: 640; letter-spacing: 0.02em; font-variant-numeric: tabular-nums; color: var(--accent-ink); white-space: nowrap; }
    .code i { display: block; width: 40rem; height: 1.2rem; border-radius: 1rem; background: var(--accent-tint); }
    dl { display: grid; gap: 2.4rem; }
    dt { font-size: var(--t-28); line-height: 1.4; color: var(--ink-2); }
    dt span + span::before { content: ' · '; }
    dd { font-size: var(--t-44); line-height: 1.35; font-weight: 600; font-variant-numeric: tabular-nums; letter-spacing: 0.02em; overflow-wrap: anywhere; }
    .aloud { display: grid; grid-template-columns: auto minmax(0, 1fr); align-items: center; gap: 2.4rem; min-height: 12rem; padding: 2.4rem 3.2rem; text-align: left; border-radius: var(--radius); background: var(--accent); color: var(--on-accent); font-size: var(--t-44); font-weight: 620; }
    .aloud small { display: block; font-size: var(--t-34); font-weight: 500; }
    .aloud:active { transform: scale(0.985); }
    @media (min-aspect-ratio: 1/1) {
      .headline { font-size: var(--t-64); } .inner { align-content: safe center; gap: 2.4rem; } .code { min-height: 26rem; padding: 1.6rem; } .code b { font-size: min(calc(var(--t-display) * 0.72), 16rem); } dl { gap: 1.2rem; } dd { font-size: var(--t-34); } .aloud { min-height: 9rem; padding-block: 1.6rem; }
    }
  `];

  #label(which: 'hub' | 'hubKey' | 'kioskKey') {
    const { language } = this.state;
    return html`<dt>${[language, otherLanguage(language)].map((one) => html`<span lang=${langTag(one)}>${LABELS[one][which]}</span>`)}</dt>`;
  }

  override render() {
    const { view, state } = this;
    const [first, second] = [state.language, otherLanguage(state.language)];
    return html`
      <section class="stage">
        <div class="spot"></div>
        <h1 class="headline enter" lang=${langTag(first)}>${view.headline[first] ?? ''}</h1>
        <p class="quiet" lang=${langTag(first)}>${view.body[first] ?? ''}</p>
        <h2 class="other" lang=${langTag(second)}>${view.headline[second] ?? ''}</h2>
        <p class="quiet" lang=${langTag(second)}>${view.body[second] ?? ''}</p>
      </section>
      <foyer-scroller class="counter" .language=${state.language}><div class="inner">
        <div class="code">${view.code === '' ? html`<i></i>` : html`<b>${view.code}</b>`}</div>
        ${view.code === '' ? nothing : html`<button class="aloud" @click=${() => touched(this, 'claim:aloud')}>${icon('volume')}<span><span lang=${langTag(first)}>${LABELS[first].aloud}</span><small lang=${langTag(second)}>${LABELS[second].aloud}</small></span></button>`}
        <dl>
          ${view.hubKey === '' ? nothing : html`<div>${this.#label('hubKey')}<dd>${view.hubKey}</dd></div>`}
          ${view.kioskKey === '' ? nothing : html`<div>${this.#label('kioskKey')}<dd>${view.kioskKey}</dd></div>`}
          <div>${this.#label('hub')}<dd>${view.hub}</dd></div>
        </dl>
      </div></foyer-scroller>`;
  }
}
customElements.define('foyer-view-claim', FoyerClaim);
