// One kiosk: how it is and why, its settings and where they come from, what was asked of it, its log and its incidents.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { LAMPS } from '../../../flows/protocol/health.ts';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import '../parts/kiosk-state.ts';
import { ago, exact } from '../parts/times.ts';
import { FLEET_WORDS, type FleetWords } from './fleet-words.ts';
import '../parts/incident-entry.ts';
import './kiosk-commands.ts';
import './kiosk-log.ts';
import './lamp-mark.ts';
import './settings-table.ts';
import './spark-line.ts';
import { type Point, twinApi, type TwinDetail } from './twin-api.ts';

const EVERY_MS = 3000;
const CHARTS = ['mic_floor_db', 'first_audio_p95_ms', 'event_loop_delay_p99_ms', 'rss_bytes', 'outbox_rows', 'disk_free_bytes'];

export class KioskPage extends LitElement {
  static override properties = { kiosk: {}, context: { attribute: false }, detail: { state: true }, points: { state: true }, placing: { state: true }, missing: { state: true } };
  declare kiosk: string;
  declare context: PageContext;
  declare detail: TwinDetail | null;
  declare points: Point[];
  declare placing: boolean;
  declare missing: string;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.detail = null;
    this.points = [];
    this.placing = false;
    this.missing = '';
  }
  static override styles = [base, css`
    .page > header { flex-wrap: wrap; align-items: center; margin-bottom: 18px; }
    .back { display: inline-flex; align-items: center; gap: 6px; min-height: 32px; color: var(--ink-2); }
    header .where { color: var(--ink-3); }
    .grid { display: grid; grid-template-columns: minmax(0, 1.7fr) minmax(300px, 1fr); gap: 22px; align-items: start; }
    @media (max-width: 1080px) { .grid { grid-template-columns: minmax(0, 1fr); } }
    section { margin-bottom: 22px; }
    h2 { margin-bottom: 10px; display: flex; gap: 12px; align-items: baseline; }
    h2 small { color: var(--ink-3); font-size: var(--t-s); font-weight: 400; }
    .lamps { display: grid; grid-template-columns: repeat(auto-fit, minmax(230px, 1fr)); overflow: hidden; border-radius: var(--radius); }
    .lamps > div { display: grid; gap: 4px; align-content: start; padding: 13px 18px; box-shadow: 1px 1px 0 var(--line); }
    .lamps p { color: var(--ink-2); } .lamps .mend { color: var(--ink-3); font-size: var(--t-s); }
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 18px 26px; padding: 16px 18px; border-top: 1px solid var(--line); }
    dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 8px 18px; padding: 14px 18px; } dt { color: var(--ink-3); } dd { overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
    .incidents li { display: grid; gap: 2px; padding: 10px 18px; border-top: 1px solid var(--line); overflow-wrap: anywhere; } .incidents li:first-child { border-top: 0; } .incidents time { color: var(--ink-3); font-size: var(--t-s); }
    .incidents ol { max-height: 340px; overflow: auto; }
    .empty { padding: 18px; color: var(--ink-3); }
    form.place { display: flex; gap: 10px; align-items: end; padding: 0 18px 16px; } form.place label { display: grid; gap: 4px; color: var(--ink-2); font-size: var(--t-s); } form.place .field { width: 130px; }
    @media (max-width: 720px) { form.place { flex-wrap: wrap; } .lamps { grid-template-columns: minmax(0, 1fr); } }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => void this.load(), EVERY_MS);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }
  override updated(changed: Map<string, unknown>): void {
    if (!changed.has('kiosk')) return;
    this.detail = null;
    void this.load();
    void twinApi.series(this.kiosk).then((answer) => { if (answer.ok) this.points = answer.value.points; });
  }
  private async load(): Promise<void> {
    const { kiosk } = this;
    const answer = await twinApi.one(kiosk);
    if (kiosk !== this.kiosk) return;
    if (answer.ok) this.detail = answer.value;
    this.missing = answer.ok ? '' : `${answer.failure.detail} ${answer.failure.mend}`;
  }
  private async savePlace(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const word = (name: string): string | null => String(data.get(name) ?? '').trim() || null;
    const row = this.detail?.row;
    if (!row) return;
    const answer = await twinApi.place({ site: { tenant: row.tenant, site: row.site, city: word('city') }, kiosk: { name: this.kiosk, zone: word('zone') } });
    this.placing = !answer.ok;
    this.missing = answer.ok ? '' : `${answer.failure.detail} ${answer.failure.mend}`;
    await this.load();
  }
  private since(seconds: number | undefined, w: FleetWords): string {
    if (seconds === undefined) return w.unknown;
    const minutes = Math.round(seconds / 60);
    const [value, unit] = seconds < 90 ? [Math.round(seconds), 'second'] : minutes < 90 ? [minutes, 'minute'] : minutes < 2880 ? [Math.round(minutes / 60), 'hour'] : [Math.round(minutes / 1440), 'day'];
    return new Intl.NumberFormat(this.context.language === 'zh' ? 'zh-CN' : 'en-GB', { style: 'unit', unit: String(unit), unitDisplay: 'short' }).format(Number(value));
  }
  private health(detail: TwinDetail, w: FleetWords): TemplateResult {
    const { language, now } = this.context;
    const charts = CHARTS.filter((key) => this.points.some((one) => one.key === key));
    return html`<section><h2>${w.health}${detail.figures ? html`<small title=${exact(detail.figures.at, language)}>${ago(detail.figures.at, now, language)}</small>` : nothing}</h2><div class="panel">
      <div class="lamps">${LAMPS.filter((name) => name !== 'well').map((name) => {
        const { state, reason, mend } = detail.lamps[name];
        return html`<div><lamp-mark .state=${state} label=${w.lamps[name] ?? name} reason=${w.lampStates[state] ?? state}></lamp-mark><p>${reason[language]}</p>${mend[language] ? html`<p class="mend">${mend[language]}</p>` : nothing}</div>`;
      })}</div>
      ${charts.length === 0 ? nothing : html`<div class="charts" aria-label=${w.hours48}>${charts.map((key) => html`<spark-line .points=${this.points} .key=${key} label=${w.charts[key] ?? key} since=${now - 48 * 3_600_000}></spark-line>`)}</div>`}</div></section>`;
  }
  private versions(detail: TwinDetail, w: FleetWords): TemplateResult {
    const values = detail.figures?.values ?? {};
    const later = detail.figures ? Math.max(0, this.context.now - detail.figures.at) / 1000 : 0;
    const age = (key: string): number | undefined => (values[key] === undefined ? undefined : values[key] + later);
    const versions = (detail.row['versions'] ?? {}) as Record<string, string>;
    return html`<section><h2>${w.versions}</h2><div class="panel"><dl>
      ${Object.entries(versions).map(([name, version]) => html`<dt>${name}</dt><dd>${version}</dd>`)}
      <dt>${w.uptime}</dt><dd>${this.since(age('uptime_s'), w)}</dd><dt>${w.speech}</dt><dd>${age('speech_age_s') === undefined ? w.unknown : w.ago(this.since(age('speech_age_s'), w))}</dd>
      <dt>${w.selfTest}</dt><dd>${age('self_test_age_s') === undefined ? w.unknown : w.ago(this.since(age('self_test_age_s'), w))}</dd>
      <dt>${w.city}</dt><dd>${detail.city ?? w.noPlace}</dd><dt>${w.zone}</dt><dd>${detail.zone ?? w.noPlace}</dd></dl>
      ${!this.context.may('operate-kiosks') ? nothing : this.placing
        ? html`<form class="place" @submit=${(event: SubmitEvent) => void this.savePlace(event)}><label>${w.city}<input class="field" name="city" maxlength="40" .value=${detail.city ?? ''}></label><label>${w.zone}<input class="field" name="zone" maxlength="40" .value=${detail.zone ?? ''}></label><button class="button primary" type="submit">${w.save}</button></form>`
        : html`<form class="place"><button class="button" type="button" @click=${() => { this.placing = true; }}>${w.place}</button></form>`}</div></section>`;
  }
  override render(): unknown {
    const { language, words, now } = this.context;
    const w = FLEET_WORDS[language];
    const { detail } = this;
    const leave = (): unknown => this.dispatchEvent(new CustomEvent('leave', { bubbles: true, composed: true }));
    const mayOperate = this.context.may('operate-kiosks');
    return html`<div class="page"><header><button class="back" type="button" @click=${leave}>${icon('back', 18)}${w.back}</button><h1>${this.kiosk.split('.').at(-1)}</h1>
      ${detail ? html`<kiosk-state .state=${detail.row.state} .words=${words}></kiosk-state><span class="where">${detail.row.tenant} · ${detail.row.site}</span><lamp-mark .state=${detail.lamps.well.state} label=${detail.lamps.well.reason[language] ?? ''} reason=${w.lampStates[detail.lamps.well.state] ?? ''}></lamp-mark>` : nothing}</header>
      ${this.missing === '' ? nothing : html`<p class="error">${icon('alert', 18)}<span>${this.missing}</span></p>`}
      ${!detail ? nothing : html`<div class="grid" @changed=${() => void this.load()}><div>${this.health(detail, w)}
        <section><h2>${w.settings}<small>${w.sync[detail.sync] ?? detail.sync}${detail.sync === 'in-sync' || !detail.reported ? '' : ` · ${w.version(detail.desiredVersion, detail.reported.version)}`}</small></h2><div class="panel"><settings-table .detail=${detail} .words=${w} language=${language} ?mayEdit=${mayOperate}></settings-table></div></section></div>
        <div><section><h2>${w.commands}</h2><div class="panel"><kiosk-commands kiosk=${this.kiosk} .commands=${detail.commands} .words=${w} language=${language} now=${now} ?mayAct=${mayOperate}></kiosk-commands></div></section>
        <section class="incidents"><h2>${w.incidents}</h2><div class="panel">${detail.incidents.length === 0 ? html`<p class="empty">${w.noIncidents}</p>` : html`<ol tabindex="0" aria-label=${w.incidents}>${detail.incidents.map((one) => html`<li><incident-entry .incident=${one} language=${language}></incident-entry><time title=${exact(one.at, language)}>${ago(one.at, now, language)}</time></li>`)}</ol>`}</div></section>
        ${this.versions(detail, w)}</div></div>
        ${mayOperate ? html`<section><h2>${w.log}</h2><div class="panel"><kiosk-log kiosk=${this.kiosk} .words=${w} language=${language} now=${now} stamp=${detail.commands.find((one) => one.name === 'upload-log' && one.outcome === 'done')?.id ?? ''}></kiosk-log></div></section>` : nothing}`}</div>`;
  }
}
customElements.define('kiosk-page', KioskPage);
