// The settings of one kiosk, a row each: what holds, where it comes from, what it overrode; edited at any level.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { SETTING_KEYS } from '../../../flows/protocol/settings.ts';
import type { Language } from '../../../flows/protocol/language.ts';
import { base } from '../parts/base-styles.ts';
import { exact } from '../parts/times.ts';
import type { FleetWords } from './fleet-words.ts';
import { hoursText, readHours, rowOf, shownValue } from './setting-values.ts';
import './schedule-editor.ts';
import type { ScheduleEditor } from './schedule-editor.ts';
import './schedule-week.ts';
import { type Explained, type Level, twinApi, type TwinDetail } from './twin-api.ts';

const LEVELS: Level[] = ['tenant', 'city', 'site', 'zone', 'kiosk'];

export class SettingsTable extends LitElement {
  static override properties = { detail: { attribute: false }, words: { attribute: false }, language: {}, mayEdit: { type: Boolean }, open: { state: true }, level: { state: true }, note: { state: true } };
  declare detail: TwinDetail;
  declare words: FleetWords;
  declare language: Language;
  declare mayEdit: boolean;
  declare open: string; // key being edited
  declare level: Level;
  declare note: { key: string; good: boolean; text: string } | null;

  constructor() {
    super();
    this.open = '';
    this.level = 'kiosk';
    this.note = null;
  }
  static override styles = [base, css`
    li { display: grid; grid-template-columns: minmax(130px, 190px) minmax(0, 1fr) auto; gap: 4px 18px; padding: 12px 18px; border-top: 1px solid var(--line); align-items: start; }
    li:first-child { border-top: 0; }
    .key b { font-weight: 600; } .key span, .over, .who { display: block; color: var(--ink-3); font-size: var(--t-s); }
    .value { font-variant-numeric: tabular-nums; overflow-wrap: anywhere; white-space: pre-line; }
    .default .value { color: var(--ink-3); }
    .over s { text-decoration-thickness: 1px; }
    .where { display: flex; gap: 6px; align-items: center; }
    .where .button { min-height: 30px; padding: 0 12px; }
    form { grid-column: 1 / -1; display: grid; gap: 12px; margin-top: 8px; padding: 16px; border-radius: var(--radius-s); background: var(--raised); border: 1px solid var(--line); }
    .levels { display: flex; flex-wrap: wrap; gap: 6px; }
    .levels .button[aria-pressed='true'] { background: var(--accent-tint); border-color: var(--accent); color: var(--accent-ink); }
    .levels small { color: var(--ink-3); font-weight: 400; }
    label.lock { display: flex; gap: 8px; align-items: center; color: var(--ink-2); font-size: var(--t-s); }
    .input { display: grid; gap: 8px; max-width: 560px; } .input:has(schedule-editor) { max-width: none; }
    li > schedule-week { grid-column: 1 / -1; margin-top: 6px; }
    .input textarea { font-family: var(--mono); font-size: var(--t-s); min-height: 110px; }
    .last { display: flex; gap: 10px; align-items: center; }
    .last .quiet { margin-left: auto; }
    .done { color: var(--good); } .failed { color: var(--stop); }
    .note { grid-column: 1 / -1; font-size: var(--t-s); }
    @media (max-width: 720px) { li { grid-template-columns: minmax(0, 1fr) auto; } li > :nth-child(2) { grid-column: 1 / -1; grid-row: 2; } }
  `];

  private valueAt(row: Explained, level: Level): { value: unknown; locked: boolean } | null {
    if (row.from === level) return { value: row.value, locked: row.locked };
    const under = row.overrode.find((one) => one.level === level);
    return under ? { value: under.value, locked: false } : null;
  }
  /** What holds at this kiosk for another key. */
  private holds(key: string): unknown { return this.detail.settings.find((one) => one.key === key)?.value ?? null; }
  private started: { text: string; value: unknown } = { text: '', value: null };
  /** The same object while the value is the same, so that what is being typed is not begun anew by each refresh. */
  private startOf(value: unknown): unknown {
    const text = `${this.level} ${JSON.stringify(value)}`;
    if (this.started.text !== text) this.started = { text, value: value ?? { calendar: { holidays: [], workdays: [] }, rules: [] } };
    return this.started.value;
  }
  private edit(row: Explained): void {
    this.note = null;
    this.open = this.open === row.key ? '' : row.key;
    this.level = row.from === 'default' ? 'kiosk' : row.from;
  }
  private async send(row: Explained, value: unknown, locked: boolean): Promise<void> {
    const scope = this.detail.scopes[this.level];
    if (scope === null) return;
    const answer = await twinApi.set({ level: this.level, scope, key: row.key, value, locked });
    this.note = answer.ok ? { key: row.key, good: true, text: this.words.affected(answer.value.kiosks.length) } : { key: row.key, good: false, text: this.words.failed(`${answer.failure.detail} ${answer.failure.mend}`) };
    if (!answer.ok) return;
    this.open = '';
    this.dispatchEvent(new CustomEvent('changed', { bubbles: true, composed: true }));
  }
  private save(event: SubmitEvent, row: Explained): void {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const text = String(data.get('value') ?? '').trim();
    const fail = (why: string): void => { this.note = { key: row.key, good: false, text: why }; };
    let value: unknown = text;
    switch (rowOf(row.key).editor) {
      case 'number': value = text === '' ? null : Number(text); break;
      case 'switch': value = text === 'true'; break;
      case 'local-text': value = Object.fromEntries(['zh', 'en'].map((one) => [one, String(data.get(one) ?? '').trim()]).filter(([, one]) => one !== '')); break;
      case 'hours': {
        const hours = readHours(text);
        if (!hours.ok) return fail(this.words.hoursWrong(hours.line));
        value = hours.value;
        break;
      }
      case 'schedule': {
        const read = (event.target as HTMLFormElement).querySelector<ScheduleEditor>('schedule-editor')?.read();
        if (!read?.ok) return fail(read?.why ?? '');
        value = read.value;
        break;
      }
      default: break;
    }
    void this.send(row, value, data.get('lock') === 'on');
  }
  private input(row: Explained): TemplateResult {
    const spec = rowOf(row.key);
    const now = this.valueAt(row, this.level)?.value ?? row.value;
    const name = spec.label[this.language];
    switch (spec.editor) {
      case 'number': return html`<input class="field" name="value" type="number" aria-label=${name} min=${spec.least ?? nothing} max=${spec.most ?? nothing} step=${spec.step ?? 'any'} .value=${String(now ?? '')} required>`;
      case 'switch': return html`<select class="field" name="value" aria-label=${name}>${[true, false].map((one) => html`<option value=${String(one)} ?selected=${one === now}>${one ? this.words.on : this.words.off}</option>`)}</select>`;
      case 'choice': return html`<select class="field" name="value" aria-label=${name}>${(spec.choices ?? []).map((one) => html`<option value=${one} ?selected=${one === now}>${this.words.values[one] ?? one}</option>`)}</select>`;
      case 'local-text': return html`${(['zh', 'en'] as const).map((one) => html`<input class="field" name=${one} aria-label="${name} ${this.words.values[one] ?? one}" placeholder=${this.words.values[one] ?? one} maxlength="200" .value=${(now as Record<string, string> | null)?.[one] ?? ''}>`)}`;
      case 'hours': return html`<textarea class="field" name="value" aria-label=${name} spellcheck="false" .value=${Array.isArray(now) ? hoursText(now) : ''}></textarea><span class="muted">${this.words.hoursHelp}</span>`;
      case 'schedule': return html`<schedule-editor .start=${this.startOf(now)} .hours=${this.holds('openingHours')} .zone=${this.holds('timeZone')} language=${this.language}></schedule-editor>`;
      default: return html`<input class="field" name="value" aria-label=${name} maxlength="200" .value=${String(now ?? '')} required>`;
    }
  }
  private editor(row: Explained): TemplateResult {
    const w = this.words;
    const here = this.valueAt(row, this.level);
    return html`<form @submit=${(event: SubmitEvent) => this.save(event, row)}>
      <div class="levels" role="group" aria-label=${w.level}><span class="muted">${w.level}</span>${LEVELS.filter((level) => this.detail.scopes[level] !== null).map((level) => html`<button class="button" type="button" aria-pressed=${String(level === this.level)} @click=${() => { this.level = level; }}>${w.from[level]} <small>${this.valueAt(row, level) ? w.alreadyHere : (this.detail.scopes[level] ?? '').split(/[./]/).at(-1)}</small></button>`)}</div>
      <div class="input">${this.input(row)}</div>
      ${this.level === 'kiosk' ? nothing : html`<label class="lock"><input type="checkbox" name="lock" ?checked=${here?.locked === true}>${w.lock}</label>`}
      <div class="last"><button class="button primary" type="submit">${w.save}</button><button class="button" type="button" @click=${() => { this.open = ''; }}>${w.cancel}</button>
        ${here ? html`<button class="button quiet" type="button" @click=${() => void this.send(row, null, false)}>${w.takeBack}</button>` : nothing}</div></form>`;
  }
  private row(row: Explained): TemplateResult {
    const w = this.words;
    const spec = rowOf(row.key);
    const refused = this.detail.reported?.refused.find((one) => one.key === row.key);
    return html`<li class=${row.from === 'default' ? 'default' : ''}>
      <div class="key"><b>${spec.label[this.language]}</b>${spec.restart ? html`<span>${w.restart}</span>` : nothing}</div>
      <div><span class="value" title=${spec.does[this.language]}>${shownValue(row.key, row.value, w)}</span>
        ${row.by === null ? html`<span class="who">${spec.does[this.language]}</span>` : html`<span class="who">${w.setBy(row.by, exact(row.at ?? 0, this.language))}</span>`}
        ${row.overrode.map((one) => html`<span class="over">${one.shutOut ? '' : `${w.overrode} `}${w.from[one.level]} <s>${shownValue(row.key, one.value, w)}</s> · ${one.by}${one.shutOut ? html` · ${w.shutOut}` : nothing}</span>`)}
        ${refused ? html`<span class="failed">${w.refusedHere(refused.reason)}</span>` : nothing}</div>
      <div class="where"><span class="chip ${row.from === 'kiosk' ? 'accent' : ''}" title=${row.scope ?? ''}>${w.from[row.from]}</span>${row.locked ? html`<span class="chip warn">${w.locked}</span>` : nothing}
        ${this.mayEdit ? html`<button class="button" type="button" aria-expanded=${String(this.open === row.key)} aria-label="${w.edit} ${spec.label[this.language]}" @click=${() => this.edit(row)}>${w.edit}</button>` : nothing}</div>
      ${row.key !== 'schedule' || this.open === row.key || (row.value === null && this.holds('openingHours') === null) ? nothing : html`<schedule-week .schedule=${row.value} .hours=${this.holds('openingHours')} .zone=${this.holds('timeZone')} language=${this.language}></schedule-week>`}
      ${this.open === row.key ? this.editor(row) : nothing}
      ${this.note?.key === row.key ? html`<p class="note ${this.note.good ? 'done' : 'failed'}" role="status">${this.note.text}</p>` : nothing}</li>`;
  }
  override render(): unknown {
    const known = this.detail.settings.filter((row) => (SETTING_KEYS as string[]).includes(row.key));
    return html`<ul>${known.map((row) => this.row(row))}</ul>`;
  }
}
customElements.define('settings-table', SettingsTable);
