// A schedule as a form: the calendar, a card per rule, and below what it comes to on the next days. The same as JSON for whoever
// copies it from elsewhere.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Language } from '../../../flows/protocol/language.ts';
import { type Hours, Schedule, type ScheduleRule } from '../../../flows/protocol/schedule.ts';
import { base } from '../parts/base-styles.ts';
import { datesText, daysText, readDates, readDays } from './schedule-text.ts';
import './schedule-week.ts';
import { SCHEDULE_WORDS } from './schedule-words.ts';

export class ScheduleEditor extends LitElement {
  static override properties = { start: { attribute: false }, hours: { attribute: false }, zone: { attribute: false }, language: {}, draft: { state: true }, json: { state: true }, wrong: { state: true } };
  /** What is edited; a new one begins anew. */
  declare start: Schedule | null;
  declare hours: Hours[] | null;
  declare zone: string | null;
  declare language: Language;
  declare draft: Schedule;
  declare json: string | null; // its text while it is edited as JSON
  declare wrong: string;

  constructor() {
    super();
    this.start = null;
    this.draft = { calendar: { holidays: [], workdays: [] }, rules: [] };
    this.json = null;
    this.wrong = '';
  }
  static override styles = [base, css`
    :host { display: grid; gap: 14px; }
    label { display: grid; gap: 4px; color: var(--ink-2); font-size: var(--t-s); font-weight: 560; align-content: start; } label small { color: var(--ink-3); font-weight: 400; }
    .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); gap: 12px; }
    fieldset { display: grid; grid-template-columns: repeat(auto-fit, minmax(104px, 1fr)); gap: 10px 12px; margin: 0; padding: 12px 14px; border: 1px solid var(--line-2); border-radius: var(--radius-s); background: var(--surface); }
    fieldset .wide { grid-column: span 2; } fieldset .field { width: 100%; min-width: 0; padding-inline: 9px; }
    .head { display: flex; gap: 10px; align-items: center; } .head h3 { margin-right: auto; font-size: var(--t-m); }
    textarea { font-family: var(--mono); font-size: var(--t-s); min-height: 240px; }
    .failed { color: var(--stop); font-size: var(--t-s); } .remove { align-self: end; justify-self: end; }
  `];
  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('start') || !this.start) return;
    this.draft = structuredClone(this.start);
    this.json = null;
    this.wrong = '';
  }
  /** The schedule as it stands; a sentence when it cannot be saved. */
  read(): { ok: true; value: Schedule } | { ok: false; why: string } {
    const w = SCHEDULE_WORDS[this.language];
    if (this.wrong !== '') return { ok: false, why: w.wrong(this.wrong) };
    let given: unknown = this.draft;
    if (this.json !== null) try { given = JSON.parse(this.json); } catch { return { ok: false, why: w.wrong('JSON') }; }
    const parsed = Schedule.safeParse(given);
    if (parsed.success) return { ok: true, value: parsed.data };
    const issue = parsed.error.issues[0];
    return { ok: false, why: w.invalid(issue?.path.join('.') ?? '', issue?.message ?? '') };
  }
  private calendar(key: 'holidays' | 'workdays', text: string): void {
    const { dates, wrong } = readDates(text);
    this.wrong = wrong;
    this.draft = { ...this.draft, calendar: { ...this.draft.calendar, [key]: dates } };
  }
  /** Undefined values leave the rule. */
  private change(i: number, patch: { [K in keyof ScheduleRule]?: ScheduleRule[K] | undefined }): void {
    const rules = this.draft.rules.map((rule, at) => (at === i ? Object.fromEntries(Object.entries({ ...rule, ...patch }).filter(([, one]) => one !== undefined)) as ScheduleRule : rule));
    this.draft = { ...this.draft, rules };
  }
  private switches(i: number, rule: ScheduleRule, key: keyof ScheduleRule['set'], value: unknown): void {
    this.change(i, { set: Object.fromEntries(Object.entries({ ...rule.set, [key]: value }).filter(([, one]) => one !== undefined)) });
  }
  private notice(i: number, rule: ScheduleRule, language: Language, text: string): void {
    const notice = Object.fromEntries(Object.entries({ ...rule.set.attractNotice, [language]: text.trim() }).filter(([, one]) => one !== ''));
    this.switches(i, rule, 'attractNotice', Object.keys(notice).length > 0 ? notice : undefined);
  }
  private hoursOf(i: number, rule: ScheduleRule, side: 'from' | 'to', text: string): void {
    const at = { from: '00:00', to: '24:00', ...rule.at, [side]: text === '' ? { from: '00:00', to: '24:00' }[side] : text };
    this.change(i, { at: at.from === '00:00' && at.to === '24:00' ? undefined : at });
  }
  private card(rule: ScheduleRule, i: number): TemplateResult {
    const w = SCHEDULE_WORDS[this.language];
    const text = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value.trim();
    const number = (event: Event): number | undefined => (text(event) === '' ? undefined : Number(text(event)));
    const yesNo = (key: 'open' | 'touchOnly', label: string): TemplateResult => html`<label>${label}<select class="field" aria-label=${label} @change=${(event: Event) => this.switches(i, rule, key, { yes: true, no: false }[text(event)])}>
      ${[['', w.keep], ['yes', w.yes], ['no', w.no]].map(([value, word]) => html`<option value=${value ?? ''} ?selected=${value === { true: 'yes', false: 'no', undefined: '' }[String(rule.set[key])]}>${word}</option>`)}</select></label>`;
    return html`<fieldset>
      <label class="wide">${w.name}<input class="field" maxlength="40" .value=${rule.id} @change=${(event: Event) => this.change(i, { id: text(event) })}></label>
      <label class="wide">${w.days}<input class="field" .value=${daysText(rule)} placeholder=${w.daysHelp} title=${w.daysHelp} @change=${(event: Event) => { const read = readDays(text(event)); this.wrong = read.wrong; if (read.wrong === '') this.change(i, { days: undefined, dates: undefined, ...read.days }); }}></label>
      <label>${w.from}<input class="field" placeholder="00:00" maxlength="5" .value=${rule.at?.from ?? ''} @change=${(event: Event) => this.hoursOf(i, rule, 'from', text(event))}></label>
      <label>${w.to}<input class="field" placeholder="24:00" maxlength="5" .value=${rule.at?.to ?? ''} @change=${(event: Event) => this.hoursOf(i, rule, 'to', text(event))}></label>
      ${yesNo('open', w.opening)}${yesNo('touchOnly', w.touchOnly)}
      <label>${w.loudness}<input class="field" type="number" min="0" max="4" .value=${String(rule.set.volume ?? '')} @change=${(event: Event) => this.switches(i, rule, 'volume', number(event))}></label>
      <label>${w.speechRate}<input class="field" type="number" min="0.5" max="2" step="0.05" .value=${String(rule.set.speechRate ?? '')} @change=${(event: Event) => this.switches(i, rule, 'speechRate', number(event))}></label>
      <label class="wide">${w.noticeZh}<input class="field" maxlength="200" .value=${rule.set.attractNotice?.zh ?? ''} @change=${(event: Event) => this.notice(i, rule, 'zh', text(event))}></label>
      <label class="wide">${w.noticeEn}<input class="field" maxlength="200" .value=${rule.set.attractNotice?.en ?? ''} @change=${(event: Event) => this.notice(i, rule, 'en', text(event))}></label>
      <label class="wide">${w.validFrom}<input class="field" type="date" .value=${rule.validFrom ?? ''} @change=${(event: Event) => this.change(i, { validFrom: text(event) || undefined })}></label>
      <label class="wide">${w.validUntil}<input class="field" type="date" .value=${rule.validUntil ?? ''} @change=${(event: Event) => this.change(i, { validUntil: text(event) || undefined })}></label>
      <label>${w.priority}<input class="field" type="number" min="0" max="1000" .value=${String(rule.priority)} @change=${(event: Event) => this.change(i, { priority: number(event) ?? 0 })}></label>
      <button class="button quiet remove" type="button" @click=${() => { this.draft = { ...this.draft, rules: this.draft.rules.filter((_, at) => at !== i) }; }}>${w.remove}</button></fieldset>`;
  }
  private add(): void {
    const taken = new Set(this.draft.rules.map((rule) => rule.id));
    let n = this.draft.rules.length + 1;
    while (taken.has(`rule-${n}`)) n += 1;
    this.draft = { ...this.draft, rules: [...this.draft.rules, { id: `rule-${n}`, priority: 0, at: { from: '18:00', to: '21:00' }, set: {} }] };
  }
  private turn(): void {
    if (this.json === null) {
      this.json = JSON.stringify(this.draft, null, 2);
      return;
    }
    const read = this.read();
    if (!read.ok) return;
    this.draft = read.value;
    this.json = null;
  }
  override render(): unknown {
    const w = SCHEDULE_WORDS[this.language];
    const read = this.read();
    return html`${this.json !== null ? html`<textarea class="field" aria-label="JSON" spellcheck="false" .value=${this.json} @input=${(event: Event) => { this.json = (event.target as HTMLTextAreaElement).value; }}></textarea>` : html`
      <div class="pair">${(['holidays', 'workdays'] as const).map((key) => html`<label>${w[key]}<input class="field" .value=${datesText(this.draft.calendar[key])} @change=${(event: Event) => this.calendar(key, (event.target as HTMLInputElement).value)}><small>${w.datesHelp}</small></label>`)}</div>`}
      <div class="head"><h3>${this.json === null ? w.rules : 'JSON'}</h3><button class="button quiet" type="button" ?disabled=${this.json !== null && !read.ok} @click=${() => this.turn()}>${this.json === null ? w.asJson : w.asForm}</button>${this.json === null ? html`<button class="button" type="button" @click=${() => this.add()}>${w.add}</button>` : nothing}</div>
      ${this.json === null ? this.draft.rules.map((rule, i) => this.card(rule, i)) : nothing}
      ${read.ok ? html`<schedule-week .schedule=${read.value} .hours=${this.hours} .zone=${this.zone} language=${this.language}></schedule-week>` : html`<p class="failed" role="status">${read.why}</p>`}`;
  }
}
customElements.define('schedule-editor', ScheduleEditor);
