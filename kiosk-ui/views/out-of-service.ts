// The kiosk cannot serve: both languages at once, and where to go instead. No code, nothing to touch.
import { css, html } from 'lit';
import { langTag, otherLanguage } from '../words.ts';
import { ScreenView, viewStyles } from './screen-view.ts';

export class FoyerOutOfService extends ScreenView<'out-of-service'> {
  static override styles = [viewStyles, css`
    :host { grid-template: minmax(0, 1fr) / minmax(0, 1fr); }
    .stage { min-height: 0; height: 100%; align-content: safe center; gap: 7.2rem; padding-bottom: 13.6rem; }
    .spot { --spot: 24rem; margin: 0 0 2.4rem 1rem; }
    .stage { max-height: none; }
    .told { display: grid; gap: 2rem; }
    .headline { font-size: var(--t-96); line-height: 1.16; }
    .quiet { font-size: var(--t-44); }
    .told + .told { padding-top: 7.2rem; border-top: var(--stroke) solid var(--field-line); }
    .told + .told .headline { font-size: var(--t-64); }
    @media (min-aspect-ratio: 1/1) { :host { grid-template: minmax(0, 1fr) / minmax(0, 1fr); } .stage { padding-inline: 22rem; padding-bottom: 8rem; gap: 4rem; } .told + .told { padding-top: 4rem; } :host([large]) .spot { display: none; } :host([large]) .headline { font-size: var(--t-64); } :host([large]) .stage { gap: 2.4rem; padding-bottom: 2rem; } :host([large]) .told + .told { padding-top: 2.4rem; } }
  `];

  override render() {
    const { view, state } = this;
    return html`<section class="stage"><div class="spot"></div>
      ${[state.language, otherLanguage(state.language)].map((language, index) => html`<div class="told enter" lang=${langTag(language)}>
        ${index === 0 ? html`<h1 class="headline">${view.headline[language] ?? ''}</h1>` : html`<h2 class="headline">${view.headline[language] ?? ''}</h2>`}
        <p class="quiet">${view.body[language] ?? ''}</p></div>`)}</section>`;
  }
}
customElements.define('foyer-view-out-of-service', FoyerOutOfService);
