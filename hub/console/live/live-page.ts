// What happens at every kiosk right now: who is being served, what was asked, what was answered and how fast.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { KioskRow } from '../../../flows/protocol/staff-api.ts';
import { kioskKey, type LiveEvent } from '../console-state.ts';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import '../parts/incident-entry.ts';
import '../parts/kiosk-state.ts';
import { ago, clockTime, exact } from '../parts/times.ts';
import { api } from '../api.ts';
import './session-view.ts';

const RECENT_MS = 60_000;

export class LivePage extends LitElement {
  static override properties = { context: { attribute: false }, past: { state: true }, opened: { state: true } };
  declare context: PageContext;
  declare past: LiveEvent[]; // turns from before this page was opened
  declare opened: string | null;

  constructor() {
    super();
    this.past = [];
    this.opened = null;
  }
  static override styles = [base, css`
    .columns { display: grid; grid-template-columns: minmax(280px, 380px) minmax(0, 1fr); gap: 28px; align-items: start; }
    h2 { margin-bottom: 12px; }
    .kiosks { display: grid; gap: 12px; }
    .kiosk { padding: 16px 18px; }
    .kiosk.now { border-color: var(--accent-line); box-shadow: 0 0 0 3px var(--accent-tint); }
    .kiosk header { display: flex; align-items: center; gap: 10px; }
    .kiosk header b { font-weight: 620; }
    .kiosk header span { color: var(--ink-3); }
    .kiosk header kiosk-state { margin-left: auto; }
    .kiosk .last { margin-top: 12px; padding-top: 12px; border-top: 1px solid var(--line); }
    .asked { font-weight: 620; overflow-wrap: anywhere; }
    .said { margin-top: 2px; color: var(--ink-2); overflow: hidden; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; }
    .stream { overflow: hidden; }
    .stream li { display: grid; grid-template-columns: 84px 92px minmax(0, 1fr) auto; gap: 0 14px; align-items: baseline; padding: 11px 18px; border-top: 1px solid var(--line); }
    .stream li:first-child { border-top: 0; }
    .stream li.whole { position: relative; transition: background var(--move); }
    .stream li.whole:hover { background: var(--raised); }
    .open { position: absolute; inset: 0; }
    .stream time { color: var(--ink-3); font-size: var(--t-s); }
    .stream .at { color: var(--ink-2); font-size: var(--t-s); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .stream .side { display: flex; gap: 8px; align-items: center; }
    .latency { color: var(--ink-3); font-size: var(--t-xs); }
    .quiet { color: var(--ink-2); }
    .empty { padding: 40px 24px; color: var(--ink-3); text-align: center; }
    @media (max-width: 1000px) { .columns { grid-template-columns: minmax(0, 1fr); } }
    @media (max-width: 720px) { .columns { gap: 20px; } .kiosks { gap: 8px; } .kiosk { padding: 12px 14px; } .stream li { grid-template-columns: auto minmax(0, 1fr) auto; padding: 10px 14px; gap: 2px 10px; } .stream li > div { grid-column: 1 / -1; grid-row: 2; } }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    if (this.context.may('see-sessions')) void this.loadPast();
  }
  private async loadPast(): Promise<void> {
    const list = await api.sessions(8);
    if (!list.ok) return;
    const sessions = await Promise.all(list.value.sessions.map((one) => api.session(one.session)));
    this.past = sessions.flatMap((answer) => (answer.ok ? answer.value.turns.map((turn) => ({
      id: 0, kiosk: answer.value.session.kiosk.split('.').at(-1) ?? '', at: turn.at,
      data: { type: 'foyer.turn', session: answer.value.session.session, turn: turn.turn, language: 'zh', input: { kind: turn.kind, text: turn.text, confidence: turn.confidence }, decision: { rule: turn.rule, intent: null, entry: turn.entry, flow: turn.flow, zone: turn.zone, probability: 0, top: [], slots: {}, why: [] }, said: turn.said, view: '', latencyMs: turn.latencyMs },
    }) as unknown as LiveEvent) : [])).sort((a, b) => b.at - a.at).slice(0, 40);
  }
  private events(): LiveEvent[] {
    const live = this.context.state.events;
    const seen = new Set(live.map((event) => (event.data.type === 'foyer.turn' ? `${event.data.session} ${event.data.turn}` : '')));
    return [...live, ...this.past.filter((event) => event.data.type !== 'foyer.turn' || !seen.has(`${event.data.session} ${event.data.turn}`))].slice(0, 100);
  }
  private asked(event: LiveEvent): string {
    if (event.data.type !== 'foyer.turn') return '';
    const { words } = this.context;
    const { kind, text } = event.data.input;
    return kind === 'silence' ? words.live.silence : kind === 'touch' ? `${words.live.touched} ${text}` : text;
  }
  private what(event: LiveEvent): { main: TemplateResult; side: TemplateResult | typeof nothing } {
    const { words, language } = this.context;
    const { data } = event;
    switch (data.type) {
      case 'foyer.turn': {
        const tone = data.decision.zone === 'answer' ? 'good' : data.decision.zone === 'unknown' ? 'warn' : '';
        return {
          main: html`${data.input.kind === 'start' ? nothing : html`<p class="asked">${this.asked(event)}</p>`}<p class="said">${data.said.join(' ')}</p>`,
          side: html`${data.latencyMs === null ? nothing : html`<span class="latency" title=${words.insights.latency}>${Math.round(data.latencyMs)} ${words.insights.ms}</span>`}${data.input.kind === 'start' ? nothing : html`<span class="chip ${tone}">${words.zones[data.decision.zone]}</span>`}`,
        };
      }
      case 'foyer.session.started': return { main: html`<p class="quiet">${words.live.sessionStarted} · ${words.live.by[data.by]}</p>`, side: html`<span class="chip">${words.desk.languages[data.language]}</span>` };
      case 'foyer.session.ended': return { main: html`<p class="quiet">${words.live.ended} · ${words.live.turns(data.turns)}</p>`, side: nothing };
      case 'foyer.task': return { main: html`<p class="quiet">${data.flow} · ${words.live.task[data.change]}</p>`, side: nothing };
      case 'foyer.desk': return { main: html`<p class="asked">${words.desk.who[data.who]}: ${data.text}</p>`, side: html`<span class="chip accent">${words.places.desk}</span>` };
      case 'foyer.incident': return { main: html`<incident-entry .incident=${data} language=${language}></incident-entry>`, side: html`<span class="chip stop">${words.live.incident}</span>` };
    }
  }
  private card(row: KioskRow): TemplateResult {
    const { words, now, language } = this.context;
    const last = this.events().find((event) => event.kiosk === row.kiosk && event.data.type === 'foyer.turn');
    const current = last !== undefined && now - last.at < RECENT_MS && row.state === 'ready';
    return html`<li class="panel kiosk ${current ? 'now' : ''}"><header><b>${row.kiosk}</b><span>${row.site}</span><kiosk-state .state=${row.state} .words=${words}></kiosk-state></header>
      <div class="last">${last && last.data.type === 'foyer.turn' ? html`<p class="asked">${this.asked(last)}</p><p class="said">${last.data.said.join(' ')}</p><p class="muted" title=${exact(last.at, language)}>${ago(last.at, now, language)}</p>` : html`<p class="muted">${words.live.quiet}</p>`}</div></li>`;
  }
  override render(): unknown {
    const { words, state, language } = this.context;
    const kiosks = [...state.kiosks.values()];
    const events = this.events();
    return html`<div class="page" tabindex="0"><header><h1>${words.live.title}</h1><p>${words.live.lead}</p></header><div class="columns">
      <section aria-label=${words.live.kiosks}><h2>${words.live.kiosks}</h2>${kiosks.length === 0 ? html`<p class="panel empty">${words.live.noKiosks}</p>` : html`<ul class="kiosks">${repeat(kiosks, kioskKey, (row) => this.card(row))}</ul>`}</section>
      <section aria-label=${words.live.stream}><h2>${words.live.stream}</h2>
        ${events.length === 0 ? html`<div class="panel empty">${icon('mic', 28)}<p>${words.live.emptyStream}</p></div>` : html`<ol class="panel stream">${events.map((event) => {
          const { main, side } = this.what(event);
          const { session } = event.data;
          const whole = session !== null && this.context.may('see-sessions');
          return html`<li class=${whole ? 'whole' : ''}>${!whole ? nothing : html`<button class="open" aria-label=${words.live.openVisit} @click=${() => { this.opened = session; }}></button>`}<time title=${exact(event.at, language)}>${clockTime(event.at, language)}</time><span class="at">${event.kiosk}</span><div>${main}</div><span class="side">${side}</span></li>`;
        })}</ol>`}</section></div>${this.opened === null ? nothing : html`<session-view .context=${this.context} .session=${this.opened} @done=${() => { this.opened = null; }}></session-view>`}</div>`;
  }
}
customElements.define('live-page', LivePage);
