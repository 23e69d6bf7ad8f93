// The log that a kiosk sent last, searched at the hub.
import { css, html, LitElement, nothing } from 'lit';
import type { Language } from '../../../flows/protocol/language.ts';
import { base } from '../parts/base-styles.ts';
import { ago, clockTime } from '../parts/times.ts';
import type { FleetWords } from './fleet-words.ts';
import { twinApi } from './twin-api.ts';

interface Line { at?: string; level?: string; text?: string; rest: string }

function readLine(line: string): Line {
  try {
    const { at, level, text, ...rest } = JSON.parse(line) as Record<string, unknown>;
    return { ...(typeof at === 'string' ? { at } : {}), ...(typeof level === 'string' ? { level } : {}), text: String(text ?? ''), rest: Object.entries(rest).map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`).join('  ') };
  } catch {
    return { text: line, rest: '' }; // cut in the middle
  }
}

export class KioskLog extends LitElement {
  static override properties = { kiosk: {}, words: { attribute: false }, language: {}, now: { type: Number }, stamp: {}, log: { state: true }, find: { state: true } };
  declare kiosk: string;
  declare words: FleetWords;
  declare language: Language;
  declare now: number;
  /** Changes when a new log has come. */
  declare stamp: string;
  declare log: { at: number | null; lines: string[]; of: number } | null;
  declare find: string;

  constructor() {
    super();
    this.log = null;
    this.find = '';
  }
  static override styles = [base, css`
    .bar { display: flex; gap: 14px; align-items: center; padding: 14px 18px; }
    .bar .field { width: 280px; }
    ol { max-height: 420px; overflow: auto; border-top: 1px solid var(--line); padding: 8px 0; }
    li { display: grid; grid-template-columns: 74px 50px minmax(0, 1fr); gap: 12px; padding: 3px 18px; font: 400 var(--t-s)/1.5 var(--mono); }
    li time, li small { color: var(--ink-3); font-size: inherit; }
    li small { overflow-wrap: anywhere; }
    .warn { color: var(--warn); } .error { all: unset; color: var(--stop); }
    .empty { padding: 18px; color: var(--ink-3); }
    @media (max-width: 720px) { .bar { flex-wrap: wrap; } .bar .field { width: 100%; } li { grid-template-columns: 74px 50px; } li > :nth-child(3) { grid-column: 1 / -1; } }
  `];
  override updated(changed: Map<string, unknown>): void {
    if (changed.has('kiosk') || changed.has('stamp') || changed.has('find')) void this.load();
  }
  private async load(): Promise<void> {
    const { kiosk, find } = this;
    const answer = await twinApi.log(kiosk, find);
    if (answer.ok && kiosk === this.kiosk && find === this.find) this.log = answer.value;
  }
  override render(): unknown {
    const w = this.words;
    if (!this.log || this.log.at === null) return html`<p class="empty">${w.logEmpty} ${w.logHint}</p>`;
    return html`<div class="bar"><input class="field" type="search" aria-label=${w.find} placeholder=${w.find} @input=${(event: InputEvent) => { this.find = (event.target as HTMLInputElement).value; }}><span class="muted">${w.lines(this.log.lines.length, this.log.of)} · ${w.fetched(ago(this.log.at, this.now, this.language))}</span></div>
      ${this.log.lines.length === 0 ? html`<p class="empty">${w.noMatch}</p>` : html`<ol tabindex="0" aria-label=${w.log}>${this.log.lines.slice(-400).toReversed().map(readLine).map((line) => html`<li><time title=${line.at ?? ''}>${line.at ? clockTime(Date.parse(line.at), this.language) : nothing}</time><span class=${line.level ?? ''}>${line.level ?? ''}</span><span>${line.text} <small>${line.rest}</small></span></li>`)}</ol>`}`;
  }
}
customElements.define('kiosk-log', KioskLog);
