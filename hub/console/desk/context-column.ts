// Who this is and where, what the kiosk has tried, what is filled in already: so that nobody is asked twice.
import { css, html, LitElement, nothing } from 'lit';
import type { DeskCase } from '../../../flows/protocol/staff-api.ts';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { ago, exact, stopwatch } from '../parts/times.ts';
import { SERVICE_LEVEL_MS } from './case-list.ts';

function plain(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'object') {
    const text = (value as { text?: unknown; label?: unknown; value?: unknown });
    for (const part of [text.text, text.label, text.value]) if (typeof part === 'string' || typeof part === 'number') return String(part);
    return JSON.stringify(value);
  }
  return String(value);
}

export class ContextColumn extends LitElement {
  static override properties = { context: { attribute: false }, case: { attribute: false } };
  declare context: PageContext;
  declare case: DeskCase | null;

  static override styles = [base, css`
    :host { padding: 24px 22px; }
    section + section { margin-top: 22px; padding-top: 20px; border-top: 1px solid var(--line); }
    h2.label { margin-bottom: 10px; font-size: var(--t-xs); color: var(--ink-3); }
    .standing { display: flex; align-items: baseline; gap: 10px; }
    .standing b { font-size: 30px; line-height: 1.1; font-weight: 640; letter-spacing: -0.02em; }
    .standing.over b { color: var(--stop); }
    .standing span { color: var(--ink-3); font-size: var(--t-s); }
    dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 7px 16px; }
    dt { color: var(--ink-3); }
    dd { text-align: right; font-weight: 540; overflow-wrap: anywhere; }
    ul { display: grid; gap: 6px; }
    .tried li { display: flex; gap: 8px; }
    .tried li::before { content: ''; flex: none; width: 6px; height: 6px; margin-top: 8px; border-radius: 50%; border: 1.5px solid var(--ink-3); }
    .keys li { display: flex; justify-content: space-between; gap: 10px; color: var(--ink-2); }
    .none { color: var(--ink-3); }
  `];
  override render(): unknown {
    const { words, now, language } = this.context;
    const one = this.case;
    const keys = html`<section><h2 class="label">${words.desk.keys}</h2><ul class="keys">${words.desk.keyList.map(([key, what]) => html`<li><span>${what}</span><kbd>${key}</kbd></li>`)}</ul></section>`;
    if (!one) return keys;
    const waited = (one.acceptedAt ?? now) - one.since;
    const slots = Object.entries(one.slots);
    const kinds = words.desk;
    return html`
      <section><h2 class="label">${words.desk.standing}</h2><p class="standing ${waited >= SERVICE_LEVEL_MS ? 'over' : ''}"><b>${stopwatch(now - one.since)}</b><span title=${exact(one.raisedAt, language)}>${waited >= SERVICE_LEVEL_MS ? words.desk.over : words.desk.service}</span></p></section>
      <section><h2 class="label">${words.desk.where}</h2><dl>
        <dt>${words.desk.kiosk}</dt><dd>${one.kiosk}</dd><dt>${words.desk.site}</dt><dd>${one.site}</dd>
        <dt>${words.desk.language}</dt><dd>${words.desk.languages[one.language]}</dd>
        <dt>${words.desk.reason}</dt><dd>${kinds.reasons[one.reason as keyof typeof kinds.reasons] ?? one.reason}</dd>
        <dt>${words.desk.raised}</dt><dd title=${exact(one.raisedAt, language)}>${ago(one.raisedAt, now, language)}</dd>
        <dt>${words.desk.screen}</dt><dd>${kinds.screens[one.screen as keyof typeof kinds.screens] ?? one.screen}</dd>
        ${one.flow === null ? nothing : html`<dt>${words.desk.flow}</dt><dd>${one.flow}</dd>`}
      </dl></section>
      <section><h2 class="label">${words.desk.slots}</h2>${slots.length === 0 ? html`<p class="none">${words.desk.noSlots}</p>` : html`<dl>${slots.map(([name, value]) => html`<dt>${name}</dt><dd>${plain(value)}</dd>`)}</dl>`}</section>
      <section><h2 class="label">${words.desk.tried}</h2>${one.tried.length === 0 ? html`<p class="none">${words.desk.nothingTried}</p>` : html`<ul class="tried">${one.tried.map((what) => html`<li>${what}</li>`)}</ul>`}</section>`;
  }
}
customElements.define('context-column', ContextColumn);
