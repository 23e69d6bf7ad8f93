// How content reaches the kiosks: the waves, what visitors feel, who did what; and the two buttons that matter.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import { ago, exact } from '../parts/times.ts';
import './decision-dialog.ts';
import type { DecisionDialog } from './decision-dialog.ts';
import './gate-table.ts';
import { type Cause, type HistoryEntry, releases, type Rollout, type RolloutLine } from './release-api.ts';
import './wave-track.ts';

const ASK_EVERY_MS = 1500;

export class PackRollout extends LitElement {
  static override properties = { context: { attribute: false }, pack: {}, packTitle: {}, wanted: {}, lines: { state: true }, rollout: { state: true } };
  declare context: PageContext;
  declare pack: string;
  declare packTitle: string;
  /** The rollout to show; empty = the newest. */
  declare wanted: string;
  declare lines: RolloutLine[] | null;
  declare rollout: Rollout | null;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.pack = '';
    this.packTitle = '';
    this.wanted = '';
    this.lines = null;
    this.rollout = null;
  }
  static override styles = [base, css`
    :host { height: 100%; overflow: auto; background: var(--ground); }
    .sheet { max-width: 1080px; margin: 0 auto; padding: 28px 32px 60px; display: grid; gap: 22px; }
    .top { display: flex; align-items: flex-start; gap: 18px; } .top > div:first-child { flex: 1; min-width: 0; } .top p { color: var(--ink-3); margin-top: 3px; }
    h1 { display: flex; align-items: center; gap: 12px; } .acts { display: flex; gap: 10px; flex: none; }
    .track { padding: 22px 20px 16px; overflow-x: auto; }
    .why { display: flex; gap: 10px; padding: 12px 16px; border-radius: var(--radius-s); background: var(--warn-tint); color: var(--warn); } .why svg { flex: none; margin-top: 1px; } .why b { font-weight: 620; } .why span { overflow-wrap: anywhere; }
    h2.label { margin-bottom: 8px; } .lead { color: var(--ink-3); font-size: var(--t-s); margin: -4px 0 8px; }
    .history li, .all button { display: grid; grid-template-columns: 110px 120px minmax(0, 1fr); gap: 14px; padding: 9px 20px; border-top: 1px solid var(--line); width: 100%; } .history li:first-child, .all li:first-child button { border-top: 0; }
    .history time, .history .who, .all time { color: var(--ink-3); } .history .mine { color: var(--ink); font-weight: 560; } .history span { overflow-wrap: anywhere; }
    .all button:hover { background: var(--raised); } .all button[aria-current='true'] { background: var(--accent-tint); }
    .empty { padding: 30px 20px; color: var(--ink-3); }
    .danger { color: var(--stop); border-color: var(--stop); }
    @media (max-width: 720px) { .sheet { padding: 18px 14px 40px; } .history li, .all button { grid-template-columns: auto minmax(0, 1fr); } .history li > :nth-child(3), .all button > :nth-child(3) { grid-column: 1 / -1; } }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    this.timer = setInterval(() => void this.load(), ASK_EVERY_MS);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }
  private async load(): Promise<void> {
    const { pack } = this;
    const list = await releases.rollouts(pack);
    if (!list.ok || pack !== this.pack) return;
    this.lines = list.value.rollouts;
    const id = this.lines.find((line) => line.id === this.wanted)?.id ?? this.lines[0]?.id;
    const one = id === undefined ? null : await releases.rollout(id);
    if (pack === this.pack) this.rollout = one?.ok ? one.value : null;
  }
  override updated(changed: Map<string, unknown>): void { if (changed.has('pack') || changed.has('wanted')) void this.load(); }

  private act(act: 'halt' | 'resume' | 'rollback'): void {
    const { rollout: w } = this.context.words.release;
    const { rollout } = this;
    if (!rollout) return;
    const { version } = rollout.release;
    const touched = Object.values(rollout.kiosks).filter((place) => place.state !== 'waiting').length;
    void this.renderRoot.querySelector<DecisionDialog>('decision-dialog')?.ask({
      title: act === 'halt' ? w.haltTitle(version) : act === 'resume' ? w.resumeTitle(version) : w.rollbackTitle(this.packTitle, version), hint: act === 'halt' ? w.haltHint : act === 'resume' ? w.resumeHint : w.rollbackHint(touched),
      label: w.noteLabel, go: act === 'halt' ? w.halt : act === 'resume' ? w.resume : w.rollBack, cancel: w.cancel, danger: act === 'rollback',
      act: async (note) => {
        const answer = await releases.act(rollout.id, act, note);
        if (!answer.ok) return this.context.words.release.failed(answer.failure.detail);
        this.rollout = answer.value;
        return null;
      },
    });
  }
  private cause(cause: Cause | null): string {
    const { rollout: w } = this.context.words.release;
    if (!cause) return '';
    const what = `${w.causes[cause.code] ?? cause.code}${cause.gate ? ` · ${w.gateNames[cause.gate]}` : ''}`;
    return [cause.kiosk?.split('.').at(-1), what, cause.text].filter(Boolean).join(' · ');
  }
  private entry(one: HistoryEntry): TemplateResult {
    const { words, now, language } = this.context;
    const { rollout: w } = words.release;
    const byKiosk = one.what === 'kiosk-failed' || one.what === 'kiosk-held-up';
    return html`<li><time title=${exact(one.at, language)}>${ago(one.at, now, language)}</time><span class=${one.who === 'foyer' || byKiosk ? 'who' : 'mine'}>${one.who === 'foyer' ? w.program : byKiosk ? one.who.split('.').at(-1) : one.who}</span>
      <span>${one.what === 'wave-started' && one.wave !== null ? `${w.what[one.what]} ${w.wave(one.wave + 1)}` : one.wave !== null && one.what.startsWith('wave') ? `${w.wave(one.wave + 1)} ${w.what[one.what]}` : w.what[one.what]}${one.cause && one.what !== 'hub-back' ? html` <span class="muted">· ${this.cause(byKiosk ? { ...one.cause, kiosk: '' } : one.cause)}</span>` : nothing}</span></li>`;
  }
  override render(): unknown {
    const { words, now, language } = this.context;
    const { rollout: w } = words.release;
    const { rollout } = this;
    if (this.lines === null) return nothing;
    if (!rollout) return html`<div class="sheet"><p class="panel empty">${w.none}</p></div>`;
    const mayRun = this.context.may('run-rollouts');
    const active = rollout.state === 'running' || rollout.state === 'waiting' || rollout.state === 'awaiting-signature';
    const stopped = rollout.state === 'halted' || rollout.state === 'waiting';
    const latest = this.lines[0]?.id === rollout.id;
    const tone = rollout.state === 'done' ? 'good' : rollout.state === 'running' ? 'accent' : rollout.state === 'superseded' ? '' : 'warn';
    return html`<div class="sheet">
      <div class="top"><div><h1>${rollout.release.version}<span class="chip ${tone}" role="status">${w.states[rollout.state]}</span></h1><p>${this.packTitle} · ${rollout.by} · <span title=${exact(rollout.startedAt, language)}>${ago(rollout.startedAt, now, language)}</span>${rollout.emergency === null ? nothing : html` · ${w.causes['emergency']}: ${rollout.emergency}`}</p></div>
        ${mayRun ? html`<div class="acts">${stopped ? html`<button class="button" @click=${() => this.act('resume')}>${w.resume}</button>` : nothing}${active && rollout.state !== 'waiting' ? html`<button class="button" @click=${() => this.act('halt')}>${w.halt}</button>` : nothing}
          ${latest && rollout.state !== 'rolling-back' && rollout.state !== 'rolled-back' && rollout.state !== 'superseded' && rollout.state !== 'awaiting-signature' ? html`<button class="button danger" @click=${() => this.act('rollback')}>${icon('back', 18)}${w.rollBack}</button>` : nothing}</div>` : nothing}</div>
      ${rollout.cause ? html`<p class="why" role="alert">${icon('alert', 18)}<span><b>${w.states[rollout.state]}</b> · ${this.cause(rollout.cause)}</span></p>` : rollout.state === 'awaiting-signature' ? html`<p class="why">${icon('clock', 18)}<span>${w.awaiting}</span></p>` : nothing}
      <div class="panel track"><wave-track .context=${this.context} .rollout=${rollout}></wave-track></div>
      ${rollout.plan.soakMs === 0 ? nothing : html`<section><h2 class="label">${w.gates}</h2><p class="lead">${w.gateLead}</p><div class="panel">${rollout.gates.length === 0 ? html`<p class="empty">${w.noGates}</p>` : html`<gate-table .context=${this.context} .gates=${rollout.gates}></gate-table>`}</div></section>`}
      <section><h2 class="label">${w.history}</h2><ol class="panel history">${[...rollout.history].reverse().slice(0, 100).map((one) => this.entry(one))}</ol></section>
      ${this.lines.length < 2 ? nothing : html`<section><h2 class="label">${w.all}</h2><ul class="panel all">${this.lines.map((line) => html`<li><button aria-current=${line.id === rollout.id ? 'true' : 'false'} @click=${() => { this.wanted = line.id; }}><time title=${exact(line.startedAt, language)}>${ago(line.startedAt, now, language)}</time><b>${line.release.version}</b><span>${w.states[line.state]} · ${line.by} · ${w.kiosks(line.kiosks)}</span></button></li>`)}</ul></section>`}
    </div><decision-dialog></decision-dialog>`;
  }
}
customElements.define('pack-rollout', PackRollout);
