// How long each class of data is kept: a row a class, what is there, what went, and a change that says first what it forgets.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import { ago, exact } from '../parts/times.ts';
import { failureText } from '../words/people.ts';
import { type Consequence, type Kept, type KeptClass, privacyApi } from './privacy-api.ts';
import { privacyWords } from './privacy-words.ts';

const TYPING_MS = 250;

export class RetentionList extends LitElement {
  static override properties = { context: { attribute: false }, kept: { state: true }, changing: { state: true }, wanted: { state: true }, consequence: { state: true }, told: { state: true }, error: { state: true }, busy: { state: true } };
  declare context: PageContext;
  declare kept: Kept | null;
  declare changing: string;
  /** Days as they stand in the field; null: not a number that can be set. */
  declare wanted: number | null;
  declare consequence: Consequence | null;
  declare told: string;
  declare error: string;
  declare busy: boolean;
  private typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.kept = null;
    this.changing = '';
    this.wanted = null;
    this.consequence = null;
    this.told = '';
    this.error = '';
    this.busy = false;
  }
  static override styles = [base, css`
    .top { display: flex; flex-wrap: wrap; gap: 4px 16px; justify-content: space-between; padding: 16px 20px; color: var(--ink-3); }
    li { border-top: 1px solid var(--line); padding: 14px 20px; }
    .row { display: grid; grid-template-columns: minmax(0, 1fr) 150px 150px 118px 76px; gap: 4px 20px; align-items: center; }
    .heads { padding-top: 8px; padding-bottom: 8px; font-size: var(--t-xs); font-weight: 560; color: var(--ink-3); background: var(--raised); }
    .name b { font-weight: 620; } small { display: block; margin-top: 1px; font-size: var(--t-s); color: var(--ink-3); }
    .n { font-variant-numeric: tabular-nums; }
    .label { display: none; color: var(--ink-3); font-size: var(--t-s); }
    .row .button { justify-self: end; min-height: 32px; padding: 0 12px; }
    form { display: grid; grid-template-columns: auto auto minmax(0, 1fr); gap: 10px; align-items: center; margin-top: 12px; padding: 14px 16px; border-radius: var(--radius-s); background: var(--raised); border: 1px solid var(--line); }
    form .field { width: 110px; font-variant-numeric: tabular-nums; }
    form p { grid-column: 1 / -1; min-height: 21px; color: var(--ink-2); } form p.loses { color: var(--stop); font-weight: 560; }
    .acts { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 10px; }
    .danger, .danger:hover { background: var(--stop); border-color: var(--stop); color: var(--surface); }
    .told { padding: 0 20px 14px; color: var(--good); } .error { margin: 0 20px 14px; }
    @media (max-width: 900px) {
      .heads { display: none; } .row { grid-template-columns: minmax(0, 1fr) auto; } .row .name { grid-column: 1 / -1; } .row > span:not(.name) { grid-column: 1; } .row .label { display: inline; margin-right: 8px; }
      .row .button { grid-column: 2; grid-row: 2 / 5; align-self: center; } .row small { display: inline; margin-left: 6px; } .name small { display: block; margin-left: 0; }
    }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.typing);
  }
  private async load(): Promise<void> {
    const answer = await privacyApi.kept();
    if (answer.ok) this.kept = answer.value;
    else this.error = failureText(this.context.language, answer.failure);
  }
  private open(one: KeptClass): void {
    this.changing = one.class;
    this.wanted = one.days;
    this.consequence = null;
    this.told = '';
    this.error = '';
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('form .field')?.select());
  }
  private onInput(one: KeptClass, event: InputEvent): void {
    const days = Number((event.target as HTMLInputElement).value);
    this.wanted = Number.isInteger(days) && days >= one.least && days <= one.most ? days : null;
    this.consequence = null;
    clearTimeout(this.typing);
    const { wanted } = this;
    if (wanted === null || wanted >= one.days) return;
    this.typing = setTimeout(() => void privacyApi.consequence(one.class, wanted).then((answer) => {
      if (this.wanted !== wanted || this.changing !== one.class) return;
      if (answer.ok) this.consequence = answer.value;
      else this.error = failureText(this.context.language, answer.failure);
    }), TYPING_MS);
  }
  private async save(event: SubmitEvent, one: KeptClass): Promise<void> {
    event.preventDefault();
    const { wanted } = this;
    if (wanted === null || wanted === one.days || (wanted < one.days && this.consequence?.days !== wanted)) return;
    this.busy = true;
    const answer = await privacyApi.keep(one.class, wanted);
    this.busy = false;
    this.error = answer.ok ? '' : failureText(this.context.language, answer.failure);
    if (!answer.ok) return;
    this.changing = '';
    this.told = privacyWords(this.context.language).saved;
    await this.load();
  }
  private editor(one: KeptClass): TemplateResult {
    const w = privacyWords(this.context.language);
    const kind = w.classes[one.class];
    const { wanted, consequence } = this;
    const loses = consequence !== null && consequence.count > 0;
    const says = wanted === null ? w.range(one.least, one.most) : wanted === one.days ? w.same : wanted > one.days ? w.longer(wanted) : consequence === null ? w.looking : loses && kind ? w.goes(consequence.count, consequence.more, wanted, kind) : w.nothing;
    const ready = wanted !== null && wanted !== one.days && (wanted > one.days || consequence?.days === wanted);
    return html`<form @submit=${(event: SubmitEvent) => void this.save(event, one)}>
      <input class="field" inputmode="numeric" autocomplete="off" aria-label=${w.label(kind?.name ?? one.class)} aria-describedby="says" .value=${String(one.days)} @input=${(event: InputEvent) => this.onInput(one, event)} @keydown=${(event: KeyboardEvent) => { if (event.key === 'Escape') this.changing = ''; }}><span>${w.of}</span><span class="muted">${w.usual(one.default)}${one.least > 1 ? ` · ${w.least(one.least)}` : ''}</span>
      <p id="says" class=${loses ? 'loses' : ''} role="status">${says}</p>
      <div class="acts"><button class="button ${loses ? 'danger' : 'primary'}" ?disabled=${!ready || this.busy}>${loses && wanted !== null ? w.go(wanted) : w.save}</button><button type="button" class="button" @click=${() => { this.changing = ''; }}>${w.cancel}</button></div></form>`;
  }
  private row(one: KeptClass): TemplateResult {
    const { language } = this.context;
    const w = privacyWords(language);
    const kind = w.classes[one.class];
    const open = this.changing === one.class;
    return html`<li><div class="row"><span class="name"><b>${kind?.name ?? one.class}</b><small>${kind?.about}</small></span>
      <span class="n"><span class="label">${w.kept}</span>${one.count === 0 || !kind ? w.none : w.held(one.count, one.more, kind)}${one.oldest === null ? nothing : html`<small title=${exact(one.oldest, language)}>${w.since(ago(one.oldest, Date.now(), language))}</small>`}</span>
      <span class="n"><span class="label">${w.gone}</span>${one.lastDay === 0 ? '0' : one.lastDay.toLocaleString()}</span>
      <span class="n"><span class="label">${w.days}</span>${w.dayCount(one.days)}</span>
      ${this.context.may('edit-retention') && !open ? html`<button class="button" aria-label="${w.change}: ${kind?.name ?? one.class}" @click=${() => this.open(one)}>${w.change}</button>` : html`<span></span>`}</div>
      ${open ? this.editor(one) : nothing}</li>`;
  }
  override render(): unknown {
    const { language } = this.context;
    const w = privacyWords(language);
    return html`<section class="panel"><div class="top"><span>${w.lead}</span>${this.kept === null ? nothing : html`<span title=${this.kept.lastRun === null ? nothing : exact(this.kept.lastRun, language)}>${this.kept.lastRun === null ? w.notYet : w.lastRun(ago(this.kept.lastRun, Date.now(), language))}</span>`}</div>
      ${this.error ? html`<p class="error" role="alert">${icon('alert', 18)}<span>${this.error}</span></p>` : nothing}${this.told ? html`<p class="told" role="status">${this.told}</p>` : nothing}
      ${this.kept === null ? nothing : html`<ul><li class="row heads" aria-hidden="true"><span>${w.kind}</span><span>${w.kept}</span><span>${w.gone}</span><span>${w.days}</span><span></span></li>${this.kept.classes.map((one) => this.row(one))}</ul>`}</section>`;
  }
}
customElements.define('retention-list', RetentionList);
