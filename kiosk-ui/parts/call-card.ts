// Who is called and why, so large that it is read from across the hall: the number first, where to go beside it.
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CallCard } from '../../flows/protocol/screen.ts';
import { widthOf } from './caption-window.ts';

export const callStyles = css`
  .call { display: grid; gap: 1.6rem; }
  .call .why { font-size: var(--t-64); line-height: 1.25; font-weight: 650; overflow-wrap: anywhere; }
  .call dl { display: flex; flex-wrap: wrap; gap: 2.4rem 6.4rem; align-items: end; }
  .call .called { display: grid; gap: 0.4rem; min-width: 0; }
  .call dt { font-size: var(--t-34); color: var(--on-field-2); line-height: 1.3; }
  .call dd { font-size: var(--call, 9.6rem); line-height: 1.08; font-weight: 650; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; color: var(--on-field); letter-spacing: -0.02em; }
  .call .huge { --call: calc(22rem - var(--seated, 0rem) * 0.3); }
  .call .large { --call: 14rem; }
  @media (min-aspect-ratio: 1/1) { .call .why { font-size: var(--t-44); } .call .huge { --call: 17rem; } .call .large { --call: 10rem; } .call dl { gap: 1.6rem 4rem; } }
  :host([large]) .call .huge { --call: 17rem; } :host([large]) .call .large { --call: 11rem; }
`;

/** Widths in half characters up to which a value is set huge or large. */
const HUGE = 6;
const LARGE = 11;

/** The place of the presence gives way to it. */
function callCard(call: CallCard): TemplateResult {
  const size = (value: string): string => (widthOf(value) <= HUGE ? 'huge' : widthOf(value) <= LARGE ? 'large' : '');
  return html`<section class="call" aria-label=${call.title}><p class="why">${call.title}</p>
    ${call.facts.length === 0 ? nothing : html`<dl>${call.facts.map((fact) => html`<div class="called ${size(fact.value)}"><dt>${fact.label}</dt><dd>${fact.value}</dd></div>`)}</dl>`}</section>`;
}

/** What stands at the head of a stage: who is called, or the free place of the presence. */
export const stageHead = (call: CallCard | undefined): TemplateResult => (call === undefined ? html`<div class="spot"></div>` : callCard(call));
