// The head of every input that asks for two ends: what was chosen first, what comes now, and the way back to the first.
import { css, html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Language } from '../../flows/protocol/language.ts';
import { icon } from '../icons.ts';
import { WORDS } from '../words.ts';

export const endsStyles = css`
  .ends { display: grid; grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr); gap: 1.6rem; align-items: center; font-size: var(--t-34); }
  .end { display: grid; align-content: center; min-height: 10.4rem; padding: 1rem 2.4rem; border-radius: var(--radius); background: var(--surface); box-shadow: inset 0 0 0 var(--stroke) var(--line); text-align: left; line-height: 1.25; font-weight: 620; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
  .end small { font-size: var(--t-28); font-weight: 500; color: var(--ink-2); }
  .end.now { box-shadow: inset 0 0 0 0.3rem var(--accent); color: var(--accent-ink); }
  .ends > .icon { font-size: 4rem; color: var(--ink-2); }
  @media (min-aspect-ratio: 1/1) { .end { min-height: 8.4rem; } }
`;

/** `from` empty = the first end is still to be chosen; touching it chooses it again. */
export function twoEnds({ language, from, hint, again }: { language: Language; from: string; hint: string; again: () => void }): TemplateResult {
  const words = WORDS[language];
  return html`<div class="ends">
    ${from === '' ? html`<div class="end now"><small>${words.from}</small>${hint}</div>` : html`<button class="end" @click=${again}><small>${words.from}</small>${from}</button>`}
    ${icon('forward')}
    <div class="end ${from === '' ? '' : 'now'}" aria-live="polite"><small>${words.until}</small>${from === '' ? '…' : hint}</div>
  </div>`;
}
