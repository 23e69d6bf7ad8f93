// Large cards: a number that can be said, a name, a hint. The number sits in a speech bubble because saying it works.
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ChoiceCard } from '../../flows/protocol/screen.ts';
import { icon, iconNamed } from '../icons.ts';
import { widthOf } from './caption-window.ts';

export const cardStyles = css`
  .cards { display: grid; gap: var(--gap); }
  .cards.home { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .cards.pair { grid-template-columns: repeat(auto-fit, minmax(min(100%, 40rem), 1fr)); grid-auto-rows: minmax(min-content, 1fr); }
  .cards.pair > .card:last-child:nth-child(odd) { grid-column: 1 / -1; }
  :host([large]) .cards.pair { grid-template-columns: minmax(0, 1fr); }
  .card {
    position: relative; display: grid; align-items: center; width: 100%; min-width: 0; min-height: 12rem; padding: 2.4rem 2.8rem; text-align: left;
    background: var(--surface); border-radius: var(--radius); box-shadow: inset 0 0 0 var(--stroke) var(--line);
    transition: transform 160ms cubic-bezier(0.16, 0.8, 0.24, 1), background-color 160ms, box-shadow 160ms;
  }
  .card:active { transform: scale(0.985); background: var(--accent-tint); box-shadow: inset 0 0 0 0.4rem var(--accent); }
  .card .name { display: block; font-size: var(--t-44); line-height: 1.22; font-weight: 620; letter-spacing: -0.012em; overflow-wrap: anywhere; text-wrap: balance; }
  .card .name:lang(zh) { letter-spacing: 0; line-height: 1.3; }
  .card .hint { display: block; margin-top: 0.6rem; font-size: var(--t-28); line-height: 1.35; color: var(--ink-2); text-wrap: pretty; overflow-wrap: anywhere; }
  .bubble { position: relative; display: grid; place-items: center; width: calc(5.6rem * var(--bubble, 1)); height: calc(5.2rem * var(--bubble, 1)); flex: none; color: var(--accent-ink); font-size: var(--t-28); font-weight: 680; font-variant-numeric: tabular-nums; }
  :host([large]) .bubble { --bubble: 1.35; }
  .bubble svg { position: absolute; inset: 0; width: 100%; height: 100%; fill: var(--accent-tint); stroke: var(--accent-line); stroke-width: 1; overflow: visible; }
  .bubble b { position: relative; font-weight: inherit; transform: translateY(-0.25rem); }
  :host([large]) .card .glyph { font-size: 6rem; }
  .glyph { font-size: 5.6rem; color: var(--accent-ink); }

  .home .card { grid-template: auto 1fr / 1fr auto; align-items: start; min-height: 20rem; padding-block: 2.2rem; gap: 1.2rem; }
  .home .text { grid-area: 2 / 1 / 3 / 3; }
  .home .glyph { grid-area: 1 / 2; }
  .row .card, .pair .card { grid-template-columns: auto minmax(0, 1fr) auto; gap: 2.4rem; }
  .home .name.long, .pair .name.long { font-size: var(--t-34); letter-spacing: -0.005em; }
  .row .glyph, .pair .glyph { font-size: 4.4rem; }

  .card.primary { background: var(--accent); color: var(--on-accent); box-shadow: none; }
  .card.primary .hint { color: var(--on-accent); }
  .card.primary .glyph { color: var(--on-accent); }
  .card.primary:active { box-shadow: inset 0 0 0 0.4rem var(--on-accent); }
  @media (prefers-reduced-motion: reduce) { .card { transition: none; } .card:active { transform: none; } }
`;

const bubbleShape = html`<svg viewBox="0 0 56 52" aria-hidden="true"><path d="M16 1h24a15 15 0 0 1 15 15v14a15 15 0 0 1-15 15H26l-9.5 6.3c-.7.4-1.5-.1-1.5-.9V45A15 15 0 0 1 1 30V16A15 15 0 0 1 16 1z"/></svg>`;

/** The number of a card in its speech bubble. */
export const numberBubble = (number: number): TemplateResult => html`<span class="bubble">${bubbleShape}<b>${number}</b></span>`;

/** One card; `home` sets icon and number above the name, `row` beside it. */
export function card(choice: ChoiceCard, pick: (choice: ChoiceCard) => void, kind: 'plain' | 'primary' = 'plain', end: TemplateResult | null = null, long = false): TemplateResult {
  const named = iconNamed(choice.icon);
  return html`<button class="card ${kind}" data-id=${choice.id} @click=${() => pick(choice)}>
    ${numberBubble(choice.number)}
    <span class="text"><span class="name ${long ? 'long' : ''}">${choice.label}</span>${choice.hint === '' ? nothing : html`<span class="hint">${choice.hint}</span>`}</span>
    ${named === null ? (end ?? nothing) : html`<span class="glyph">${icon(named)}</span>`}
  </button>`;
}

/** A list of cards: `home` two in a row with large icons, `row` one below the other, `pair` as many as fit. */
export const cards = (choices: readonly ChoiceCard[], pick: (choice: ChoiceCard) => void, layout: 'home' | 'row' | 'pair', kind: 'plain' | 'primary' = 'plain', end: TemplateResult | null = null): TemplateResult =>
  html`<div class="cards ${layout}">${choices.map((choice) => card(choice, pick, kind, end, choices.some((other) => widthOf(other.label) > (layout === 'home' ? 16 : 11))))}</div>`; // one size for all of them
