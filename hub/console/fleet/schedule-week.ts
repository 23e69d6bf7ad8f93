// What a schedule and opening hours mean on the next days: a bar of 24 hours and the same in words.
import { css, html, LitElement, nothing, svg, type TemplateResult } from 'lit';
import type { Language } from '../../../flows/protocol/language.ts';
import type { Hours, Schedule } from '../../../flows/protocol/schedule.ts';
import { type DayPlan, planOfDays, type Stretch } from '../../../flows/schedule/day-plan.ts';
import { base } from '../parts/base-styles.ts';
import { SCHEDULE_WORDS } from './schedule-words.ts';

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

export class ScheduleWeek extends LitElement {
  static override properties = { schedule: { attribute: false }, hours: { attribute: false }, zone: { attribute: false }, language: {}, now: { type: Number } };
  declare schedule: Schedule | null;
  declare hours: Hours[] | null;
  declare zone: string | null; // IANA name; null = the kiosk has none set
  declare language: Language;
  declare now: number;

  constructor() {
    super();
    this.now = Date.now();
  }
  static override styles = [base, css`
    p { color: var(--ink-3); font-size: var(--t-s); margin-bottom: 8px; } p b { color: var(--ink-2); font-weight: 560; }
    li { display: grid; grid-template-columns: 138px 150px minmax(0, 1fr); gap: 2px 14px; padding: 6px 0; align-items: baseline; font-size: var(--t-s); }
    @media (max-width: 900px) { li { grid-template-columns: minmax(0, 1fr) 120px; } li .words { grid-column: 1 / -1; } }
    .day b { font-weight: 600; } .day small { display: block; color: var(--ink-3); font-size: var(--t-xs); } .day .special { color: var(--warn); }
    .bar { width: 100%; height: 12px; border-radius: 3px; background: var(--sunken); align-self: center; }
    .bar .open { fill: var(--accent-line); } .bar .switched { fill: var(--accent); }
    .words { color: var(--ink-2); font-variant-numeric: tabular-nums; overflow-wrap: anywhere; } .words span { margin-right: 14px; } .words .closed { color: var(--ink-3); }
  `];
  private meaning({ open, overlay }: Stretch): string {
    const w = SCHEDULE_WORDS[this.language];
    if (!open) return w.closed;
    const notice = overlay.attractNotice?.[this.language] ?? overlay.attractNotice?.zh ?? overlay.attractNotice?.en;
    const { volume, speechRate, touchOnly } = overlay;
    return [w.open, volume === undefined ? '' : w.volume(volume), speechRate === undefined ? '' : w.rate(speechRate), touchOnly === undefined ? '' : touchOnly ? w.touch : w.voice, notice ? w.notice(notice) : ''].filter(Boolean).join(this.language === 'zh' ? '，' : ', ');
  }
  private day({ date, weekday, kind, stretches }: DayPlan, i: number): TemplateResult {
    const w = SCHEDULE_WORDS[this.language];
    const special = w.kinds[kind] ?? '';
    return html`<li><span class="day"><b>${i === 0 ? w.today : w.weekdays[weekday]}</b> ${date.slice(5)}${special === '' ? nothing : html`<small class=${kind === 'rest' ? '' : 'special'}>${special}</small>`}</span>
      <svg class="bar" viewBox="0 0 1440 12" preserveAspectRatio="none" aria-hidden="true">${stretches.filter((one) => one.open).map((one) => svg`<rect class=${Object.keys(one.overlay).length > 0 ? 'switched' : 'open'} x=${minutes(one.from)} width=${minutes(one.to) - minutes(one.from)} height="12"/>`)}</svg>
      <span class="words">${stretches.map((one) => html`<span class=${one.open ? '' : 'closed'}>${stretches.length === 1 ? w.allDay : `${one.from}–${one.to}`} ${this.meaning(one)}</span>`)}</span></li>`;
  }
  override render(): unknown {
    const w = SCHEDULE_WORDS[this.language];
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return html`<p><b>${w.plan}</b> · ${this.zone === null ? w.zoneGuessed(own) : w.zoneGiven(this.zone)}</p><ol>${planOfDays(this.schedule, this.hours, this.now, this.zone ?? own).map((day, i) => this.day(day, i))}</ol><p>${w.unsure}</p>`;
  }
}
customElements.define('schedule-week', ScheduleWeek);
