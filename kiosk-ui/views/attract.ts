// Nobody is here yet. From across the hall: what this is and how to begin, in both languages, with the wake phrase written out.
import { css, html, nothing } from 'lit';
import type { Language } from '../../flows/protocol/language.ts';
import { act } from '../parts/act.ts';
import { widthOf } from '../parts/caption-window.ts';
import { typeScale } from '../screen-state.ts';
import { cards } from '../parts/card.ts';
import { icon } from '../icons.ts';
import { WORDS, langTag, otherLanguage } from '../words.ts';
import { ScreenView, viewStyles } from './screen-view.ts';

/** Diameters of the disc in rem, and how far its leaves swing beyond it. */
const LARGEST_TALL = 50;
const LARGEST_WIDE = 42;
const SMALLEST = 20;
const REACH_OF_LEAVES = 1.06;

export class FoyerAttract extends ScreenView<'attract'> {
  static override styles = [viewStyles, css`
    .stage { --stage-height: 94rem; padding-bottom: 0; gap: 0; }
    .spot { position: absolute; right: calc(var(--spot, 48rem) * -0.115); top: calc(4.8rem - var(--head, 11.6rem) - var(--seated, 0rem)); margin: 0; }
    .greeting { font-size: calc(var(--t-96) * 1.42); line-height: 1.16; font-weight: 640; letter-spacing: -0.035em; text-wrap: balance; overflow-wrap: anywhere; }
    .greeting.long { font-size: calc(var(--t-96) * 1.16); }
    .greeting.longest { font-size: var(--t-96); }
    :host([tight]) .greeting { font-size: var(--t-96); }
    :host([tight='2']) .greeting { font-size: var(--t-64); }
    :host([tight='2']) .second { display: none; }
    :host([tight='2']) .begin { margin-top: 2.4rem; }
    :host([tight]) .second { font-size: var(--t-44); }
    .greeting:lang(zh) { letter-spacing: 0; }
    .second { margin-top: 1.6rem; font-size: var(--t-64); line-height: 1.2; font-weight: 420; color: var(--on-field-2); letter-spacing: -0.02em; }
    .second.long { font-size: var(--t-44); line-height: 1.3; }
    .second:lang(zh) { letter-spacing: 0.02em; }
    .begin { display: grid; grid-template-columns: auto minmax(0, 1fr); align-items: center; column-gap: 3.2rem; width: calc(100% + 2 * var(--margin)); margin: 5.6rem calc(-1 * var(--margin)) 0; min-height: 16rem; padding: 2.4rem var(--margin); background: var(--field-2); color: var(--on-field); text-align: left; }
    .begin:focus-visible { outline-offset: -0.8rem; }
    .begin:active { background: var(--field-line); }
    .begin .icon { font-size: 7.2rem; color: var(--field-mark); }
    .ways { display: grid; gap: 0.4rem 4.8rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 40rem), 1fr)); }
    .way { font-size: var(--t-44); line-height: 1.35; font-weight: 620; overflow-wrap: anywhere; }
    .way small { display: block; font-size: var(--t-28); font-weight: 440; color: var(--on-field-2); }
    .noticed { --head: 8.8rem; grid-template-rows: minmax(min-content, 1fr); align-content: stretch; padding-top: 1.2rem; }
    .notice { align-self: start; padding-bottom: 3.2rem; max-width: 46rem; font-size: var(--t-28); line-height: 1.4; color: var(--on-field-2); text-wrap: pretty; }
    .inner { padding-top: 3.2rem; padding-bottom: 3.2rem; align-content: center; }
    :host([large]) .spot { top: calc(-4rem - var(--head, 11.6rem)); }
    :host([large]) .stage { --stage-height: 84rem; }
    :host([large]) .ways { grid-template-columns: minmax(0, 1fr); }
    :host([large]) .greeting { font-size: calc(var(--t-96) * 1.1); }
    @media (min-aspect-ratio: 1/1) {
      :host { --stage-width: 50vw; }
      .stage { padding-bottom: 0; }
      .spot { top: calc(-2rem - var(--head, 10.4rem)); }
      .greeting { font-size: calc(var(--t-96) * 1.2); }
      .notice { max-width: 40rem; }
      .ways { grid-template-columns: repeat(auto-fit, minmax(min(100%, 34rem), 1fr)); }
      .way { font-size: var(--t-34); }
      .begin { min-height: 16rem; }
    }
  `];

  override updated(): void {
    super.updated();
    this.#fitDisc();
  }

  /** The disc is as large as the greeting lets it be, and never lies under a word. */
  #fitDisc(): void {
    const spot = this.renderRoot.querySelector<HTMLElement>('.spot');
    const stage = this.renderRoot.querySelector('.stage');
    if (!spot || !stage) return;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const lines = [...this.renderRoot.querySelectorAll('.greeting, .second, .notice')].flatMap((text) => {
      const range = document.createRange();
      range.selectNodeContents(text);
      return [...range.getClientRects()];
    });
    for (let size = this.landscape ? LARGEST_WIDE : LARGEST_TALL; size >= SMALLEST; size -= 1) {
      spot.style.setProperty('--spot', `${size}rem`);
      const box = spot.getBoundingClientRect();
      const [x, y, radius] = [box.left + box.width / 2, box.top + box.height / 2, (box.width / 2) * REACH_OF_LEAVES + rem];
      const touches = lines.some((line) => Math.hypot(x - Math.max(line.left, Math.min(x, line.right)), y - Math.max(line.top + line.height * 0.12, Math.min(y, line.bottom - line.height * 0.12))) < radius);
      if (!touches) return;
    }
  }

  #begin(): void {
    act(this, { send: { type: 'control', control: 'start' } });
  }

  override render() {
    const { view, state } = this;
    const first = state.language;
    const second = otherLanguage(first);
    const line = (language: Language) => view.headline[language] ?? '';
    const wake = [first, second].flatMap((language) => view.wake.filter((entry) => entry.language === language).slice(0, 1));
    const large = typeScale(state) >= 1.4;
    const silent = state.status.microphone !== 'ok';
    return html`
      <section class="stage ${view.notice === '' || large ? '' : 'noticed'}">
        <div class="spot"></div>
        ${view.notice === '' || large ? nothing : html`<p class="notice enter">${view.notice}</p>`}
        <h1 class="greeting enter ${widthOf(line(first)) > 24 ? 'longest' : widthOf(line(first)) > 14 ? 'long' : ''}" lang=${langTag(first)}>${line(first) || line(second)}</h1>
        ${line(first) !== '' && line(second) !== '' ? html`<p class="second enter ${widthOf(line(second)) > 26 ? 'long' : ''}" lang=${langTag(second)}>${line(second)}</p>` : nothing}
        <button class="begin" @click=${() => this.#begin()}>
          ${icon(silent ? 'touch' : 'microphone')}
          <span class="ways">${silent
            ? [first, second].map((language) => html`<span class="way" lang=${langTag(language)}>${WORDS[language].touchToStart}</span>`)
            : wake.map((entry) => html`<span class="way" lang=${langTag(entry.language)}>${entry.language === 'zh' ? `说“${entry.phrase}”` : `Say “${entry.phrase}”`}<small>${WORDS[entry.language].orTouch}</small></span>`)}</span>
        </button>
      </section>
      <foyer-scroller class="counter" .language=${first}><div class="inner enter">
        ${view.notice === '' || !large ? nothing : html`<p class="quiet">${view.notice}</p>`}
        ${cards(view.cards, this.pick, large ? 'row' : 'home')}
      </div></foyer-scroller>`;
  }
}
customElements.define('foyer-view-attract', FoyerAttract);
