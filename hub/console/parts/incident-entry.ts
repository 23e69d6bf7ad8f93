// One incident: its title, what it means and mends it, and behind a small handle the words that were written down.
import { css, html, LitElement, nothing } from 'lit';
import type { IncidentFacts } from '../../../flows/protocol/conversation.ts';
import type { Language } from '../../../flows/protocol/language.ts';
import { incidentText } from '../fleet/incident-words.ts';
import { base } from './base-styles.ts';

const RECORDED = { zh: '原文', en: 'As recorded' };

export class IncidentEntry extends LitElement {
  static override properties = { incident: { attribute: false }, language: {} };
  declare incident: { code: string; text: string; facts?: IncidentFacts };
  declare language: Language;

  static override styles = [base, css`
    b { font-weight: 600; } p { color: var(--ink-2); overflow-wrap: anywhere; }
    details { margin-top: 2px; font-size: var(--t-s); color: var(--ink-3); } summary { width: fit-content; cursor: pointer; }
    details p { font-family: var(--mono); font-size: 12px; color: var(--ink-3); white-space: pre-wrap; } .code { margin-left: 8px; color: var(--ink-3); font: 400 12px/1.4 var(--mono); }
  `];
  override render(): unknown {
    const { title, text, recorded, shown } = incidentText(this.incident, this.language);
    return html`<b>${title}</b><p>${text}</p>${recorded === '' ? nothing : html`<details ?open=${shown}><summary>${RECORDED[this.language]}<span class="code">${this.incident.code}</span></summary><p lang="en">${recorded}</p></details>`}`;
  }
}
customElements.define('incident-entry', IncidentEntry);
