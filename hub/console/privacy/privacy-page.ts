// Privacy in the settings: how long data is kept, and erasing what a visitor asks to have erased.
import { css, html, LitElement, nothing } from 'lit';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import './erase-visits.ts';
import './retention-list.ts';
import { privacyWords } from './privacy-words.ts';

export class PrivacyPage extends LitElement {
  static override properties = { context: { attribute: false } };
  declare context: PageContext;

  static override styles = [base, css`
    .sheet { display: grid; gap: 12px; max-width: 1040px; }
    h2 { margin-top: 20px; }
  `];
  override render(): unknown {
    const { context } = this;
    const whole = context.me.scope === 'all';
    return html`<div class="sheet">${context.may('see-retention') && whole ? html`<retention-list .context=${context}></retention-list>` : nothing}
      ${context.may('erase-sessions') ? html`<h2>${privacyWords(context.language).eraseTitle}</h2><erase-visits .context=${context}></erase-visits>` : nothing}</div>`;
  }
}
customElements.define('privacy-page', PrivacyPage);
