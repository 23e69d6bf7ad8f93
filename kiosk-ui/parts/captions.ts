// Live captions, large. The visitor's words grow and the unsure ones are lighter and dotted; the kiosk's current phrase is
// underlined as it is spoken. The form differs, not only the colour.
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ScreenState, Speaker } from '../screen-state.ts';
import { typeScale } from '../screen-state.ts';
import type { Words } from '../words.ts';
import { cutAroundPhrase, cutToNewest } from './caption-window.ts';

export const captionStyles = css`
  .caption { display: grid; gap: 0.8rem; min-width: 0; }
  .caption .said { font-size: var(--caption-size, var(--t-44)); line-height: 1.42; overflow-wrap: anywhere; text-wrap: wrap; }
  .caption .said.final { text-wrap: balance; }
  .caption .said:lang(en) { letter-spacing: -0.012em; }
  .caption.kiosk .said, .caption.agent .said { color: var(--on-field-2); }
  .caption .unsure { color: var(--on-field-2); text-decoration: underline dotted; text-decoration-color: var(--field-mid); text-decoration-thickness: 0.3rem; text-underline-offset: 0.24em; }
  .caret { display: inline-block; width: 0.36rem; height: 0.95em; margin-left: 0.12em; vertical-align: -0.1em; border-radius: 0.2rem; background: var(--field-mark); }
`;

export interface CaptionRoom { lines: number; /** Type size in rem at scale 1. */ size: number; /** Width of the stage's text in rem. */ width: number }

/** How many half characters fit; a Latin letter is a little wider than half a Chinese character. */
const budgetOf = (state: ScreenState, room: CaptionRoom): number =>
  Math.floor(room.width / (room.size * (1 + (typeScale(state) - 1) * 0.8) * (state.language === 'zh' ? 0.5 : 0.54))) * room.lines - (room.lines > 1 ? 4 : 0);

/** The line of `who` (who spoke last unless told), or nothing while it is silent. */
export function caption(state: ScreenState, words: Words, room: CaptionRoom, who: Speaker | null = state.latest): TemplateResult | typeof nothing {
  const line = who === null ? undefined : state.captions[who];
  if (line === undefined || line.text === '') return nothing;
  const budget = budgetOf(state, room);
  const label = line.who === 'visitor' ? words.youSay : line.who === 'kiosk' ? words.kioskSays : words.agentSays;
  if (line.who === 'visitor') {
    const cut = cutToNewest(line.text, line.final ? line.text.length : line.certain, budget);
    return html`<div class="caption visitor"><p class="label">${label}</p><p class="said ${line.final ? 'final' : ''}">${cut.cutStart ? '…' : ''}<span class="sure">${cut.sure}</span>${cut.unsure === '' ? nothing : html`<span class="unsure">${cut.unsure}</span>`}${line.final ? nothing : html`<span class="caret"></span>`}</p></div>`;
  }
  const cut = cutAroundPhrase(line.text, line.phrase, budget);
  return html`<div class="caption ${line.who}"><p class="label">${label}</p><p class="said">${cut.cutStart ? '…' : ''}${cut.before}${cut.marked === '' ? nothing : html`<span class="marked">${cut.marked}</span>`}${cut.after}${cut.cutEnd ? '…' : ''}</p></div>`;
}

/** A headline that the kiosk is speaking right now is marked in place instead of being shown twice. */
export function spokenHeadline(state: ScreenState, headline: string): { text: TemplateResult | string; spoken: boolean } {
  const line = state.latest === 'kiosk' ? state.captions.kiosk : undefined;
  if (line === undefined || line.text.trim() !== headline.trim()) return { text: headline, spoken: false };
  if (line.phrase === null) return { text: headline, spoken: true };
  const { start, end } = line.phrase;
  return { text: html`${headline.slice(0, start)}<span class="marked">${headline.slice(start, end)}</span>${headline.slice(end)}`, spoken: true };
}
