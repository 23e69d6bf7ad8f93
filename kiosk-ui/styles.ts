// Rules that every element of the screen shares: text, icons, buttons that are plain buttons, and the two places of a view,
// the stage (it shows and tells) and the counter (it is touched).
import { css } from 'lit';

export const base = css`
  :host { display: block; color: var(--ink); }
  :host([hidden]) { display: none; }
  /* Quotation marks and dashes must come from the font of the language around them. */
  [lang|='zh'] { font-family: var(--face-zh); }
  [lang='en'] { font-family: var(--face-en); }
  *, *::before, *::after { box-sizing: border-box; }
  h1, h2, h3, p, ol, ul, dl, dd, dt { margin: 0; padding: 0; font-weight: inherit; font-size: inherit; }
  ol, ul { list-style: none; }
  button {
    font: inherit; color: inherit; background: none; border: 0; padding: 0; margin: 0; text-align: inherit; letter-spacing: inherit;
    cursor: default; touch-action: manipulation; -webkit-tap-highlight-color: transparent;
  }
  button:focus { outline: none; }
  button:focus-visible { outline: 0.4rem solid var(--focus, var(--accent)); outline-offset: 0.4rem; }
  .icon { width: 1em; height: 1em; flex: none; display: block; }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .tabular { font-variant-numeric: tabular-nums; }
`;

export const viewLayout = css`
  :host { display: grid; height: 100%; min-height: 0; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); }
  .stage {
    --focus: var(--on-field);
    position: relative; display: grid; align-content: safe end; gap: 2.4rem; min-height: calc(var(--stage-height, 64rem) - var(--seated, 0rem)); min-width: 0;
    /* The border keeps the header's place free, also while the stage scrolls. */
    border-top: var(--head, calc(11.6rem + (var(--type) - 1) * 2.4rem)) solid transparent; padding: 2rem var(--margin) 5.6rem; color: var(--on-field);
    max-height: 116rem; overflow-x: hidden; overflow-y: auto; scrollbar-width: none;
  }
  .stage > * { min-width: 0; }
  .spot { width: var(--spot, 18rem); height: var(--spot, 18rem); margin-bottom: auto; }
  .spot + * { margin-top: 1.6rem; }
  .headline { font-size: var(--t-64); line-height: 1.24; font-weight: 650; letter-spacing: -0.018em; text-wrap: balance; overflow-wrap: anywhere; }
  .headline.long { font-size: var(--t-44); line-height: 1.34; letter-spacing: -0.012em; }
  /* Packs write labels in lower case here and there; a screen does not. */
  :lang(en) dt::first-letter, :lang(en) .slot > .name::first-letter, :lang(en) .step > span::first-letter { text-transform: uppercase; }
  .headline:lang(zh) { letter-spacing: 0; line-height: 1.3; }
  /* Chinese breaks at its punctuation where a whole clause fits a line. */
  .headline:lang(zh):not(.long), .greeting:lang(zh), .hint:lang(zh), .name:lang(zh), .notice:lang(zh) { word-break: keep-all; overflow-wrap: anywhere; }
  .quiet { font-size: var(--t-34); line-height: 1.45; color: var(--ink-2); text-wrap: pretty; overflow-wrap: anywhere; }
  .stage .quiet { color: var(--on-field-2); }
  .marked { text-decoration: underline; text-decoration-color: var(--accent-line); text-decoration-thickness: 0.4rem; text-underline-offset: 0.22em; text-decoration-skip-ink: none; }
  .stage .marked { color: var(--on-field); text-decoration-color: var(--field-mark); }
  /* When a pack writes more than fits: first the presence steps back, then the type; scrolling comes last. */
  :host([tight]) .spot { --spot: 9rem; }
  :host([tight]) .stage { gap: 1.6rem; }
  :host([tight='2']) .spot { display: none; }
  :host([tight='2']) .headline { font-size: var(--t-44); line-height: 1.3; letter-spacing: 0; }
  :host([tight='2']) .stage { --caption-size: var(--t-34); gap: 1.2rem; padding-bottom: 3.2rem; }
  :host([tight='2']) .stage .quiet { font-size: var(--t-28); }
  .label { font-size: var(--t-28); line-height: 1.3; color: var(--ink-2); }
  .stage .label { color: var(--on-field-2); }
  .counter { min-width: 0; min-height: 0; }
  .inner { display: grid; grid-template-columns: minmax(0, 1fr); gap: 3.2rem; align-content: start; padding: 4.8rem var(--margin) 4rem; flex: 1 0 auto; min-width: 0; }
  .inner.spread { align-content: space-between; }

  /* Things come from where they were: forward from below, back from above. */
  .enter { animation: enter 220ms cubic-bezier(0.16, 0.8, 0.24, 1) both; }
  :host([direction='back']) .enter { animation-name: enter-back; }
  :host([direction='none']) .enter { animation: none; }
  @keyframes enter { from { opacity: 0; transform: translateY(3.2rem); } }
  @keyframes enter-back { from { opacity: 0; transform: translateY(-3.2rem); } }
  @media (prefers-reduced-motion: reduce) { .enter { animation: none; } }

  @media (min-aspect-ratio: 1/1) {
    :host { grid-template: minmax(0, 1fr) / var(--stage-width, 40vw) minmax(0, 1fr); }
    .stage { min-height: 0; height: 100%; max-height: none; border-top-width: var(--head, calc(10.4rem + (var(--type) - 1) * 2.4rem)); padding: 1.6rem 6.4rem 4.8rem; }
    .inner { padding: 5.6rem 6.4rem 4rem; }
  }
`;
