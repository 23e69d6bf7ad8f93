// What the kiosks could not answer: the list from which content grows, and how it does.
import { css, html, LitElement } from 'lit';
import { api } from '../api.ts';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';

export class LearnPage extends LitElement {
  static override properties = { context: { attribute: false }, unknown: { state: true } };
  declare context: PageContext;
  declare unknown: { text: string; count: number }[] | null;

  constructor() {
    super();
    this.unknown = null;
  }
  static override styles = [base, css`
    .columns { display: grid; grid-template-columns: minmax(0, 1fr) 340px; gap: 32px; align-items: start; }
    h2 { margin-bottom: 12px; }
    .list li { display: flex; justify-content: space-between; gap: 16px; padding: 12px 18px; border-top: 1px solid var(--line); }
    .list li:first-child { border-top: 0; }
    .list b { font-weight: 540; overflow-wrap: anywhere; }
    .list span { color: var(--ink-3); white-space: nowrap; }
    .empty { padding: 40px 24px; text-align: center; color: var(--ink-3); }
    aside { padding: 20px 22px; }
    aside ol { display: grid; gap: 10px; margin-top: 4px; padding-left: 20px; list-style: decimal; color: var(--ink-2); }
    @media (max-width: 900px) { .columns { grid-template-columns: minmax(0, 1fr); gap: 18px; } }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    void api.insights(30).then((answer) => { this.unknown = answer.ok ? answer.value.counts.topUnknown : []; });
  }
  override render(): unknown {
    const { learn } = this.context.words;
    return html`<div class="page" tabindex="0"><header><h1>${learn.title}</h1><p>${learn.lead}</p></header><div class="columns">
      <section><h2>${learn.unanswered}</h2><div class="panel">${this.unknown === null ? '' : this.unknown.length === 0 ? html`<p class="empty">${learn.none}</p>` : html`<ol class="list">${this.unknown.map((one) => html`<li><b>${one.text}</b><span>${learn.times(one.count)}</span></li>`)}</ol>`}</div></section>
      <aside class="panel"><h2>${learn.howTitle}</h2><ol>${learn.how.map((text) => html`<li>${text}</li>`)}</ol></aside></div></div>`;
  }
}
customElements.define('learn-page', LearnPage);
