// Every kiosk on one line: is it there, what does it run, what should it run, and what is wrong with it.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { KioskRow } from '../../../flows/protocol/staff-api.ts';
import { api, type Incident } from '../api.ts';
import { kioskKey } from '../console-state.ts';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import '../parts/kiosk-state.ts';
import { FLEET_WORDS } from './fleet-words.ts';
import './claim-dialog.ts';
import type { ClaimDialog } from './claim-dialog.ts';
import { claimWords } from './claim-words.ts';
import './identity-panel.ts';
import type { IdentityPanel } from './identity-panel.ts';
import { placeText, reasonText } from './incident-words.ts';
import '../parts/incident-entry.ts';
import './kiosk-dialog.ts';
import './kiosk-page.ts';
import './lamp-mark.ts';
import { LAMPS } from '../../../flows/protocol/health.ts';
import { twinApi, type TwinRow } from './twin-api.ts';
import type { KioskDialog } from './kiosk-dialog.ts';
import { ago, exact } from '../parts/times.ts';

export class FleetPage extends LitElement {
  static override properties = { context: { attribute: false }, query: { state: true }, incidents: { state: true }, twins: { state: true }, filter: { state: true }, opened: { state: true } };
  declare context: PageContext;
  declare query: string;
  declare incidents: Incident[];
  declare twins: ReadonlyMap<string, TwinRow>;
  declare filter: 'all' | 'trouble' | 'away' | 'differs';
  declare opened: string; // whole name of the kiosk whose page is shown; empty = the list
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.query = '';
    this.incidents = [];
    this.twins = new Map();
    this.filter = 'all';
    this.opened = openedIn(location.pathname);
  }
  static override styles = [base, css`
    .bar { display: flex; align-items: center; gap: 16px; margin-bottom: 14px; }
    .find { position: relative; width: 300px; color: var(--ink-3); }
    .find svg { position: absolute; left: 11px; top: 10px; }
    .find .field { padding-left: 38px; color: var(--ink); }
    .count { margin-left: auto; color: var(--ink-2); }
    .panel { overflow: hidden; }
    table { width: 100%; border-collapse: collapse; }
    th { padding: 12px 16px; text-align: left; font-size: var(--t-xs); font-weight: 560; color: var(--ink-3); background: var(--raised); border-bottom: 1px solid var(--line); white-space: nowrap; }
    td { padding: 13px 16px; border-top: 1px solid var(--line); vertical-align: top; }
    tbody tr:first-child td { border-top: 0; }
    .filters { display: flex; gap: 6px; }
    .filters .button { min-height: 34px; padding: 0 12px; } .filters .button[aria-pressed='true'] { background: var(--accent-tint); border-color: var(--accent); color: var(--accent-ink); }
    .lamps { display: flex; gap: 9px; align-items: center; min-height: 21px; }
    .open { font-weight: 620; color: var(--accent-ink); text-decoration: underline; text-underline-offset: 3px; text-decoration-thickness: 1px; }
    tbody tr:hover td { background: var(--raised); }
    .n { text-align: right; font-variant-numeric: tabular-nums; }
    td b { font-weight: 620; }
    .sub { display: block; color: var(--ink-3); font-size: var(--t-s); }
    .way { color: var(--warn); }
    .why td { border-top: 0; padding-top: 0; }
    .why .error { white-space: pre-wrap; font-size: var(--t-s); }
    h2 { margin: 34px 0 12px; }
    .incidents li { display: grid; grid-template-columns: 120px 190px minmax(0, 1fr); gap: 14px; padding: 10px 16px; border-top: 1px solid var(--line); }
    .incidents li:first-child { border-top: 0; }
    .incidents time { color: var(--ink-3); }
    .empty { padding: 40px 24px; text-align: center; color: var(--ink-3); }
    @media (max-width: 900px) {
      .bar { flex-wrap: wrap; gap: 10px; } .find { width: 100%; } .filters { flex-wrap: wrap; } .count { margin-left: 0; flex: 1; }
      .wide { display: none; } td, th { padding: 11px 10px; } td:first-child, th:first-child { padding-left: 14px; }
      .incidents li { grid-template-columns: minmax(0, 1fr) auto; gap: 2px 12px; } .incidents li time { grid-column: 2; grid-row: 1; } .incidents li .place { grid-column: 1; grid-row: 1; color: var(--ink-3); overflow-wrap: anywhere; } .incidents li incident-entry { grid-column: 1 / -1; }
    }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    const load = async (): Promise<void> => {
      const twins = await twinApi.list();
      if (twins.ok) this.twins = new Map(twins.value.kiosks.map((one) => [one.kiosk, one]));
      const answer = await api.incidents();
      if (answer.ok) this.incidents = answer.value.incidents;
    };
    void load();
    this.timer = setInterval(() => void load(), 5000);
    addEventListener('keydown', this.onKey);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
    removeEventListener('keydown', this.onKey);
  }
  /** The address decides, whoever has changed it: back, the rail, a link. */
  override willUpdate(): void { this.opened = openedIn(location.pathname); }
  private show(kiosk: string): void {
    history.pushState(null, '', kiosk === '' ? '/fleet' : `/fleet/${kiosk}`);
    this.opened = kiosk;
  }
  private fits(row: KioskRow): boolean {
    const twin = this.twins.get(kioskKey(row));
    switch (this.filter) {
      case 'trouble': return twin?.lamps.well.state === 'bad' || twin?.lamps.well.state === 'warn';
      case 'away': return row.state === 'lost' || row.state === 'new';
      case 'differs': return twin !== undefined && twin.sync !== 'in-sync';
      default: return true;
    }
  }
  private onKey = (event: KeyboardEvent): void => {
    const from = event.composedPath()[0];
    if (event.key !== '/' || (from instanceof HTMLElement && from.closest('input, textarea'))) return;
    event.preventDefault();
    this.renderRoot.querySelector<HTMLInputElement>('input')?.focus();
  };
  private row(one: KioskRow): TemplateResult {
    const { words, now, language } = this.context;
    const desired = typeof one['desiredPackVersion'] === 'string' ? one['desiredPackVersion'] : null;
    const behind = desired !== null && one.appliedVersion < one.desiredVersion;
    const twin = this.twins.get(kioskKey(one));
    const w = FLEET_WORDS[this.context.language];
    const incidents = typeof one['incidents'] === 'number' ? one['incidents'] : 0;
    return html`<tr>
        <td><a class="open" href="/fleet/${kioskKey(one)}" @click=${(event: MouseEvent) => { if (event.ctrlKey || event.metaKey || event.button !== 0) return; event.preventDefault(); this.show(kioskKey(one)); }}>${one.kiosk}</a><span class="sub">${[one.tenant, twin?.city, one.site, twin?.zone].filter(Boolean).join(' · ')}</span></td>
        <td><kiosk-state .state=${one.state} .words=${words}></kiosk-state>${one.reason ? html`<span class="sub">${reasonText(one.reason, language)}</span>` : nothing}</td>
        <td><div class="lamps">${twin ? LAMPS.filter((name) => name !== 'well').map((name) => html`<lamp-mark bare .state=${twin.lamps[name].state} label=${w.lamps[name] ?? name} reason=${twin.lamps[name].reason[this.context.language] ?? ''}></lamp-mark>`) : nothing}</div>${twin && twin.lamps.well.state !== 'good' && twin.lamps.well.state !== 'unknown' ? html`<span class="sub">${twin.lamps.well.reason[this.context.language]}</span>` : nothing}</td>
        <td class="wide">${twin ? w.sync[twin.sync] ?? twin.sync : '—'}</td>
        <td class="wide">${one.pack ?? (typeof one['desiredPack'] === 'string' ? one['desiredPack'] : '—')}<span class="sub">${one.packVersion ?? ''}${behind ? html` → <span class="way">${desired} ${words.fleet.onItsWay}</span>` : one.packVersion === null ? nothing : html` · ${words.fleet.upToDate}`}</span></td>
        <td class="n wide">${one.events.toLocaleString()}</td><td class="n wide">${one.sessions.toLocaleString()}</td>
        <td class="n wide">${incidents === 0 ? '0' : html`<span class="chip warn">${words.fleet.problems(incidents)}</span>`}</td>
        <td class="wide">${one.lastSeen === null ? words.fleet.never : html`<span title=${exact(one.lastSeen, language)}>${ago(one.lastSeen, now, language)}</span>`}</td>
        ${this.context.may('command-kiosks') ? html`<td class="n wide"><button class="button" ?disabled=${one.state === 'lost' || one.state === 'new'} @click=${() => void this.renderRoot.querySelector<KioskDialog>('kiosk-dialog')?.open(one)}>${words.fleet.remote.open}</button></td>` : nothing}
      </tr>${one.refused === null ? nothing : html`<tr class="why"><td colspan="10"><p class="error">${icon('alert', 18)}<span><b>${words.fleet.refused}</b> ${one.refused}</span></p></td></tr>`}${one.pending === null ? nothing : html`<tr class="why"><td colspan="10"><p class="sub">${icon('alert', 18)} <b>${w.pending}</b> ${one.pending.reason}</p></td></tr>`}`;
  }
  override render(): unknown {
    const { words, state, now, language } = this.context;
    const all = [...state.kiosks.values()].sort((a, b) => (kioskKey(a) < kioskKey(b) ? -1 : 1));
    const wanted = this.query.trim().toLowerCase();
    const rows = all.filter((row) => `${kioskKey(row)} ${row.pack ?? ''} ${words.fleet.states[row.state as keyof typeof words.fleet.states] ?? row.state}`.toLowerCase().includes(wanted) && this.fits(row));
    const f = words.fleet;
    const w = FLEET_WORDS[language];
    if (this.opened !== '') return html`<kiosk-page .kiosk=${this.opened} .context=${this.context} @leave=${() => this.show('')}></kiosk-page>`;
    return html`<div class="page"><header><h1>${f.title}</h1></header>
      <div class="bar"><label class="find">${icon('search', 18)}<span class="hidden-visually">${f.search}</span><input class="field" type="search" placeholder="${f.search}  /" .value=${this.query} @input=${(event: InputEvent) => { this.query = (event.target as HTMLInputElement).value; }}></label>
        <div class="filters" role="group">${(['all', 'trouble', 'away', 'differs'] as const).map((one) => html`<button class="button" type="button" aria-pressed=${String(this.filter === one)} @click=${() => { this.filter = one; }}>${w.filters[one]}</button>`)}</div>
        <p class="count">${f.online(all.filter((row) => row.state === 'ready' || row.state === 'degraded').length, all.length)}</p>${this.context.may('claim-kiosks') ? html`<button class="button primary" type="button" @click=${() => void this.renderRoot.querySelector<ClaimDialog>('claim-dialog')?.open()}>${claimWords(language).open}</button>` : nothing}</div>
      <div class="panel">${all.length === 0 ? html`<p class="empty">${f.empty}</p>` : rows.length === 0 ? html`<p class="empty">${f.none}</p>` : html`<table><thead><tr><th scope="col">${f.kiosk}</th><th scope="col">${f.state}</th><th scope="col">${w.health}</th><th scope="col" class="wide">${w.settingsColumn}</th><th scope="col" class="wide">${f.content}</th><th scope="col" class="n wide">${f.events}</th><th scope="col" class="n wide">${f.sessions}</th><th scope="col" class="n wide">${f.incidents}</th><th scope="col" class="wide">${f.seen}</th>${this.context.may('command-kiosks') ? html`<th scope="col" class="wide"><span class="hidden-visually">${f.remote.open}</span></th>` : nothing}</tr></thead><tbody>${repeat(rows, kioskKey, (row) => this.row(row))}</tbody></table>`}</div>
      <identity-panel .context=${this.context}></identity-panel>
      <h2>${f.incidents}</h2>
      <div class="panel">${this.incidents.length === 0 ? html`<p class="empty">${f.noIncidents}</p>` : html`<ol class="incidents">${this.incidents.map((one) => html`<li><time title=${exact(one.at, language)}>${ago(one.at, now, language)}</time><span class="place">${placeText(one.kiosk, language)}</span><incident-entry .incident=${one} language=${language}></incident-entry></li>`)}</ol>`}</div><kiosk-dialog .words=${words} .language=${language}></kiosk-dialog><claim-dialog .language=${language} .tenant=${this.context.me.scope === 'all' ? '' : this.context.me.scope.tenant} @changed=${() => void this.renderRoot.querySelector<IdentityPanel>('identity-panel')?.load()}></claim-dialog></div>`;
  }
}
/** `/fleet/acme.hall.k1` -> that kiosk. */
function openedIn(path: string): string {
  const name = decodeURIComponent(path.split('/')[2] ?? '');
  return /^[a-z0-9-]+\.[a-z0-9-]+\.[a-z0-9-]+$/.test(name) ? name : '';
}

customElements.define('fleet-page', FleetPage);
