// A calm band above the bar: what does not work just now and, first of all, what still does.
import { LitElement, css, html } from 'lit';
import { icon } from '../icons.ts';
import type { IconName } from '../icons.ts';
import type { ScreenState } from '../screen-state.ts';
import { bandOf } from '../screen-state.ts';
import { base } from '../styles.ts';
import { WORDS } from '../words.ts';

export class FoyerBand extends LitElement {
  static override properties = { state: { attribute: false } };
  declare state: ScreenState;

  static override styles = [base, css`
    .band { display: grid; grid-template-columns: auto minmax(0, 1fr); align-items: center; gap: 2rem; padding: 2rem var(--margin); background: var(--warn-tint); color: var(--warn); font-size: var(--t-28); line-height: 1.4; font-weight: 560; }
    .band .icon { font-size: 4rem; }
    p { text-wrap: pretty; }
  `];

  override render() {
    const kind = bandOf(this.state);
    if (kind === null) return html``;
    const words = WORDS[this.state.language];
    const note = this.state.status.note;
    const [sign, own]: [IconName, string] = kind === 'microphone' ? ['microphone-off', words.micFailed]
      : kind === 'loudspeaker' ? ['volume-off', words.speakerFailed]
      : kind === 'hub' ? ['hub-offline', words.hubOffline]
      : ['info', ''];
    // The device knows best what is wrong; these words serve where it says nothing.
    return html`<div class="band" role="status">${icon(sign)}<p>${note?.[this.state.language] ?? own}</p></div>`;
  }
}
customElements.define('foyer-band', FoyerBand);
