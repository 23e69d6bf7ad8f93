// Line icons of one weight, drawn on a 24-unit grid.
import { html, svg, type TemplateResult } from 'lit';

const PATHS = {
  live: svg`<path d="M3 12h4l3-8 4 16 3-8h4"/>`,
  desk: svg`<path d="M5 17V9a7 7 0 0 1 14 0v8"/><path d="M3 14h4v5H5a2 2 0 0 1-2-2zM21 14h-4v5h2a2 2 0 0 0 2-2z"/><path d="M17 19c0 1.6-1.6 2.5-4 2.5"/>`,
  fleet: svg`<rect x="5" y="2.5" width="14" height="15" rx="2"/><path d="M9 21.5h6M12 17.5v4M9 7h6M9 11h3"/>`,
  content: svg`<path d="M4 5.5A2.5 2.5 0 0 1 6.5 3H20v15H6.5A2.5 2.5 0 0 0 4 20.5z"/><path d="M4 20.5A2.5 2.5 0 0 0 6.5 22H20v-4M8.5 7.5h7M8.5 11h5"/>`,
  learn: svg`<path d="M12 3 2 8l10 5 10-5z"/><path d="M6 10.5V16c0 1.5 2.7 3 6 3s6-1.500 6-3v-5.500M22 8v6"/>`,
  insights: svg`<path d="M4 20h16M6.500 16v-4M12 16V5M17.500 16V9"/>`,
  settings: svg`<path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2.200"/><circle cx="9" cy="17" r="2.200"/>`,
  send: svg`<path d="M4 12 20 4l-5 16-3.500-6.500z"/><path d="M11.500 13.500 20 4"/>`,
  check: svg`<path d="m5 12.500 4.500 4.500L19 7.500"/>`,
  hand: svg`<path d="M7 12V6.500a1.500 1.500 0 0 1 3 0V11m0-5.500v-1a1.500 1.500 0 0 1 3 0V11m0-5a1.500 1.500 0 0 1 3 0v6m0-3a1.500 1.500 0 0 1 3 0v5c0 4.500-2.500 7.500-6.500 7.500S7.500 20 5.800 17L4 13.500a1.500 1.500 0 0 1 2.600-1.500z"/>`,
  back: svg`<path d="M9 14 4 9l5-5"/><path d="M4 9h10a6 6 0 0 1 0 12h-3"/>`,
  close: svg`<path d="M6 6l12 12M18 6 6 18"/>`,
  alert: svg`<path d="M12 3 2 20.500h20z"/><path d="M12 10v5M12 17.700v.300"/>`,
  clock: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.500 2"/>`,
  search: svg`<circle cx="11" cy="11" r="7"/><path d="m20 20-4-4"/>`,
  publish: svg`<path d="M12 15V4M7.500 8.500 12 4l4.500 4.500M4 15v4a1.500 1.500 0 0 0 1.500 1.500h13A1.500 1.500 0 0 0 20 19v-4"/>`,
  mic: svg`<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5 11.500a7 7 0 0 0 14 0M12 18.500V22"/>`,
  person: svg`<circle cx="12" cy="8" r="4"/><path d="M4.500 21a7.500 7.500 0 0 1 15 0"/>`,
  globe: svg`<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3.500 6 3.500 9s-.500 6-3.500 9c-3-3-3.500-6-3.500-9S9 6 12 3z"/>`,
} as const;
export type IconName = keyof typeof PATHS;

/** Decorative: whatever it stands beside says the same in words. */
export function icon(name: IconName, size = 20): TemplateResult {
  return html`<svg width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${PATHS[name]}</svg>`;
}
