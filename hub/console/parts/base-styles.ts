// What every element of the console starts from: type, buttons, fields, chips.
import { css } from 'lit';

export const base = css`
  *, *::before, *::after { box-sizing: border-box; }
  :host { display: block; }
  :host([hidden]), [hidden] { display: none !important; }
  h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
  ul, ol { list-style: none; }
  h1 { font-size: var(--t-xl); line-height: 1.3; font-weight: 640; letter-spacing: -0.01em; }
  h2 { font-size: var(--t-l); line-height: 1.35; font-weight: 620; }
  h2.label { font-size: var(--t-s); line-height: 1.4; font-weight: 620; color: var(--ink-2); }
  button, input, textarea, select { font: inherit; color: inherit; }
  button { cursor: pointer; border: 0; background: none; padding: 0; text-align: inherit; }
  :focus-visible { outline: none; box-shadow: var(--focus); border-radius: var(--radius-s); }
  .button { display: inline-flex; align-items: center; justify-content: center; gap: 7px; min-height: 36px; padding: 0 14px; border-radius: var(--radius-s); border: 1px solid var(--line-2); background: var(--surface); color: var(--ink); font-weight: 560; white-space: nowrap; transition: background var(--move), border-color var(--move); }
  .button:hover { background: var(--raised); border-color: var(--ink-3); }
  .button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  .button.primary:hover { background: var(--accent-ink); border-color: var(--accent-ink); }
  .button.quiet { border-color: transparent; background: transparent; color: var(--ink-2); }
  .button.quiet:hover { background: var(--sunken); color: var(--ink); }
  .button[disabled] { opacity: 0.5; cursor: default; pointer-events: none; }
  .button svg { flex: none; }
  .field { width: 100%; min-height: 38px; padding: 8px 12px; border: 1px solid var(--line-2); border-radius: var(--radius-s); background: var(--surface); }
  .field:focus-visible { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
  ::placeholder { color: var(--ink-3); opacity: 1; }
  kbd { display: inline-grid; place-items: center; min-width: 20px; height: 20px; padding: 0 5px; border-radius: 5px; border: 1px solid color-mix(in srgb, currentColor 45%, transparent); font: 560 11px/1 var(--face-en); }
  .chip { display: inline-flex; align-items: center; gap: 5px; height: 22px; padding: 0 8px; border-radius: 6px; background: var(--sunken); color: var(--ink-2); font-size: var(--t-xs); font-weight: 540; white-space: nowrap; }
  .chip.warn { background: var(--warn-tint); color: var(--warn); }
  .chip.stop { background: var(--stop-tint); color: var(--stop); }
  .chip.good { background: var(--good-tint); color: var(--good); }
  .chip.accent { background: var(--accent-tint); color: var(--accent-ink); }
  .muted { color: var(--ink-3); }
  .hidden-visually { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .page { height: 100%; overflow: auto; padding: 28px 36px 48px; }
  .page > header { display: flex; align-items: baseline; gap: 14px; margin-bottom: 22px; }
  .page > header p { color: var(--ink-3); }
  @media (max-width: 720px) {
    .page { padding: 18px 14px 36px; }
    .page > header { flex-wrap: wrap; gap: 4px 14px; margin-bottom: 16px; }
    .page > header p { flex-basis: 100%; }
  }
  .panel { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); }
  .error { display: flex; gap: 10px; padding: 10px 14px; border-radius: var(--radius-s); background: var(--stop-tint); color: var(--stop); }
  .error svg { flex: none; margin-top: 1px; }
`;
