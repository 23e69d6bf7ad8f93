// What holds for the whole hub: the second person before publishing, how rollouts go unless told otherwise, the hub's key.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { shortKey } from '../../../flows/protocol/key-text.ts';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import '../parts/sure-dialog.ts';
import type { SureDialog } from '../parts/sure-dialog.ts';
import { failureText } from '../words/people.ts';
import type { Answer } from '../api.ts';
import { type ContentRules, houseApi, type Plan } from './house-api.ts';
import { houseWords } from './house-words.ts';

type NumberKey = 'soakSeconds' | 'maxSoakSeconds' | 'deadlineSeconds' | 'failureShare' | 'minTurns' | 'minSessions';
/** Field of the form -> how many of the API's units are one of the form's, and the form's bounds, which are the hub's. */
const NUMBERS: readonly { key: NumberKey; word: 'soak' | 'maxSoak' | 'deadline' | 'share' | 'turns' | 'sessions'; unit: number; least: number; most: number; sign: 'minutes' | '%' | '' }[] = [
  { key: 'soakSeconds', word: 'soak', unit: 60, least: 0, most: 10_080, sign: 'minutes' }, { key: 'maxSoakSeconds', word: 'maxSoak', unit: 60, least: 0, most: 20_160, sign: 'minutes' }, { key: 'deadlineSeconds', word: 'deadline', unit: 60, least: 1, most: 10_080, sign: 'minutes' },
  { key: 'failureShare', word: 'share', unit: 0.01, least: 0, most: 100, sign: '%' }, { key: 'minTurns', word: 'turns', unit: 1, least: 1, most: 100_000, sign: '' }, { key: 'minSessions', word: 'sessions', unit: 1, least: 1, most: 100_000, sign: '' },
];

export class HubPage extends LitElement {
  static override properties = { context: { attribute: false }, rules: { state: true }, key: { state: true }, editing: { state: true }, told: { state: true }, error: { state: true } };
  declare context: PageContext;
  declare rules: ContentRules | null;
  /** undefined: not known yet; null: the hub has none. */
  declare key: { pin: string; next: string | null } | null | undefined;
  declare editing: boolean;
  /** What was just done, under the part it belongs to. */
  declare told: { part: 'review' | 'plan' | 'key'; text: string } | null;
  declare error: string;

  constructor() {
    super();
    this.rules = null;
    this.key = undefined;
    this.editing = false;
    this.told = null;
    this.error = '';
  }
  static override styles = [base, css`
    .sheet { display: grid; gap: 16px; max-width: 880px; }
    section { padding: 18px 22px 20px; } h2 { font-size: var(--t-m); margin-bottom: 4px; } .lead { color: var(--ink-3); margin-bottom: 12px; }
    .choices { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; margin-top: 12px; }
    .choices button { display: grid; gap: 4px; align-content: start; padding: 14px 16px; border: 1px solid var(--line-2); border-radius: var(--radius); background: var(--surface); }
    .choices button:hover:not([disabled]) { background: var(--raised); }
    .choices button[aria-checked='true'] { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); background: var(--accent-tint); }
    .choices button[disabled] { cursor: default; } .choices b { display: flex; align-items: center; gap: 8px; font-weight: 620; } .choices span { color: var(--ink-2); font-size: var(--t-s); }
    dl, .fields { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 9px 24px; } dt, .fields label { color: var(--ink-2); } dd { font-weight: 560; text-align: right; } dd small { margin-left: 8px; font-weight: 400; font-size: var(--t-s); color: var(--ink-3); }
    .fields { align-items: center; } .fields span { display: flex; align-items: center; gap: 8px; color: var(--ink-3); min-width: 260px; } .fields .field { width: 110px; } .fields select.field { width: 260px; }
    .acts { display: flex; flex-wrap: wrap; gap: 10px; margin-top: 16px; } .told { margin-top: 12px; color: var(--good); }
    .key { font-variant-numeric: tabular-nums; letter-spacing: 0.03em; font-weight: 600; overflow-wrap: anywhere; }
    @media (max-width: 640px) { .choices { grid-template-columns: minmax(0, 1fr); } .fields { grid-template-columns: minmax(0, 1fr); gap: 6px; } dd { text-align: left; } dl { grid-template-columns: minmax(0, 1fr); gap: 2px; } dd { margin-bottom: 8px; } }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    if (this.context.me.scope !== 'all') return;
    void this.take(houseApi.rules(), (rules) => { this.rules = rules; });
    if (this.context.may('edit-hub')) void this.take(houseApi.key(), ({ hub }) => { this.key = hub; });
  }
  private async take<T>(asked: Promise<Answer<T>>, then: (value: T) => void): Promise<boolean> {
    const answer = await asked;
    this.error = answer.ok ? '' : failureText(this.context.language, answer.failure);
    if (answer.ok) then(answer.value);
    return answer.ok;
  }
  private sure(question: Parameters<SureDialog['sure']>[0]): Promise<boolean> { return this.renderRoot.querySelector<SureDialog>('sure-dialog')?.sure(question) ?? Promise.resolve(false); }
  private async setReview(review: ContentRules['review']): Promise<void> {
    if (this.rules?.review === review) return;
    const { review: w, cancel, saved } = houseWords(this.context.language);
    const off = review === 'off';
    if (!await this.sure({ heading: off ? w.offTitle : w.onTitle, text: off ? w.offAsk : w.onAsk, go: off ? w.offGo : w.onGo, cancel, danger: off })) return;
    if (await this.take(houseApi.setReview(review), (rules) => { this.rules = { ...this.rules, ...rules }; })) this.told = { part: 'review', text: saved };
  }
  private async setPlan(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const numbers = NUMBERS.flatMap(({ key, unit }) => { const given = String(data.get(key) ?? '').trim(); return given === '' ? [] : [[key, Math.round(Number(given) * unit * 1e6) / 1e6] as const]; });
    const [tooFew, back] = [String(data.get('whenTooFew') ?? ''), String(data.get('automaticRollback') ?? '')];
    const plan: Plan = { ...Object.fromEntries(numbers), ...(tooFew === 'go-on' || tooFew === 'wait' ? { whenTooFew: tooFew } : {}), ...(back === '' ? {} : { automaticRollback: back === 'on' }) };
    if (!await this.take(houseApi.setPlan(plan), (rules) => { this.rules = { ...this.rules, ...rules }; })) return;
    this.editing = false;
    this.told = { part: 'plan', text: houseWords(this.context.language).saved };
  }
  private async keyStep(step: 'announce' | 'switch'): Promise<void> {
    const { key: w, cancel } = houseWords(this.context.language);
    const first = step === 'announce';
    if (!await this.sure({ heading: first ? w.announceTitle : w.switchTitle, text: first ? w.announceAsk : w.switchAsk, go: first ? w.announce : w.switchTo, cancel, danger: !first })) return;
    if (await this.take(houseApi.keyStep(step), (key) => { this.key = key; })) this.told = { part: 'key', text: first ? w.announced : w.switched };
  }
  private said(part: 'review' | 'plan' | 'key'): TemplateResult | typeof nothing { return this.told?.part === part ? html`<p class="told" role="status">${this.told.text}</p>` : nothing; }

  private review(rules: ContentRules, may: boolean): TemplateResult {
    const { review: w } = houseWords(this.context.language);
    const choice = (value: ContentRules['review'], name: string, text: string): TemplateResult => html`<button type="button" role="radio" aria-checked=${rules.review === value ? 'true' : 'false'} ?disabled=${!may} @click=${() => void this.setReview(value)}><b>${rules.review === value ? icon('check', 18) : nothing}${name}</b><span>${text}</span></button>`;
    return html`<section class="panel"><h2 id="review">${w.title}</h2><div class="choices" role="radiogroup" aria-labelledby="review">${choice('required', w.on, w.onText)}${choice('off', w.off, w.offText)}</div>${this.said('review')}</section>`;
  }
  private number(rules: ContentRules, { key, unit, sign }: (typeof NUMBERS)[number], of: 'plan' | 'standard'): string {
    const value = rules[of]?.[key];
    const { plan } = houseWords(this.context.language);
    return value === undefined ? '' : `${Math.round((value / unit) * 100) / 100}${sign === 'minutes' ? ` ${plan.minutes}` : sign === '%' ? ' %' : ''}`;
  }
  private plan(rules: ContentRules, may: boolean): TemplateResult {
    const { plan: w, cancel, save, change } = houseWords(this.context.language);
    const { plan, standard } = rules;
    const choice = (key: 'whenTooFew' | 'automaticRollback', from: Plan | undefined): string => key === 'whenTooFew' ? (from?.whenTooFew === undefined ? '' : from.whenTooFew === 'wait' ? w.wait : w.goOn) : from?.automaticRollback === undefined ? '' : from.automaticRollback ? w.backOn : w.backOff;
    const shown = (name: string, set: string, usual: string): TemplateResult => html`<dt>${name}</dt><dd>${set || usual || '—'}${set === '' || set === usual ? html`<small>${w.usual}</small>` : usual === '' ? nothing : html`<small>${w.usual} ${usual}</small>`}</dd>`;
    const picked = (name: 'whenTooFew' | 'automaticRollback', options: [string, string][], now: string): TemplateResult => html`<span><select class="field" id=${name} name=${name}><option value="">${w.usual}${standard ? ` (${choice(name, standard)})` : ''}</option>${options.map(([value, text]) => html`<option value=${value} ?selected=${value === now}>${text}</option>`)}</select></span>`;
    return html`<section class="panel"><h2>${w.title}</h2><p class="lead">${w.lead}</p>${this.editing
      ? html`<form @submit=${(event: SubmitEvent) => void this.setPlan(event)}><div class="fields">${NUMBERS.map((one) => html`<label for=${one.key}>${w[one.word]}</label><span><input class="field" id=${one.key} name=${one.key} type="number" min=${one.least} max=${one.most} step="any" placeholder=${this.number(rules, one, 'standard').split(' ')[0] ?? ''} .value=${this.number(rules, one, 'plan').split(' ')[0] ?? ''}>${one.sign === 'minutes' ? w.minutes : one.sign}</span>`)}
          <label for="whenTooFew">${w.tooFew}</label>${picked('whenTooFew', [['go-on', w.goOn], ['wait', w.wait]], plan.whenTooFew ?? '')}<label for="automaticRollback">${w.back}</label>${picked('automaticRollback', [['on', w.backOn], ['off', w.backOff]], plan.automaticRollback === undefined ? '' : plan.automaticRollback ? 'on' : 'off')}</div>
          <div class="acts"><button class="button primary">${save}</button><button type="button" class="button" @click=${() => { this.editing = false; }}>${cancel}</button></div></form>`
      : html`<dl>${NUMBERS.map((one) => shown(w[one.word], this.number(rules, one, 'plan'), this.number(rules, one, 'standard')))}${shown(w.tooFew, choice('whenTooFew', plan), choice('whenTooFew', standard))}${shown(w.back, choice('automaticRollback', plan), choice('automaticRollback', standard))}</dl>
          ${may ? html`<div class="acts"><button class="button" @click=${() => { this.editing = true; this.told = null; }}>${change}</button></div>` : nothing}`}${this.said('plan')}</section>`;
  }
  private keyPart(): TemplateResult | typeof nothing {
    const { key: w } = houseWords(this.context.language);
    if (this.key === undefined) return nothing;
    return html`<section class="panel"><h2>${w.title}</h2>${this.key === null ? html`<p class="lead">${w.none}</p>` : html`<p class="lead">${w.lead}</p>
      <dl><dt>${w.now}</dt><dd class="key">${shortKey(this.key.pin)}</dd>${this.key.next === null ? nothing : html`<dt>${w.next}</dt><dd class="key">${shortKey(this.key.next)}</dd>`}</dl>
      <div class="acts">${this.key.next === null ? html`<button class="button" @click=${() => void this.keyStep('announce')}>${w.announce}</button>` : html`<button class="button" @click=${() => void this.keyStep('switch')}>${w.switchTo}</button>`}</div>`}${this.said('key')}</section>`;
  }
  override render(): unknown {
    const w = houseWords(this.context.language);
    const may = this.context.may('edit-hub');
    if (this.context.me.scope !== 'all') return html`<p class="lead">${w.wholeHub}</p>`;
    return html`<div class="sheet">${this.error ? html`<p class="error" role="alert">${icon('alert', 18)}<span>${this.error}</span></p>` : nothing}${may ? nothing : html`<p class="lead">${w.readOnly}</p>`}
      ${this.rules === null ? nothing : html`${this.review(this.rules, may)}${this.plan(this.rules, may)}`}${this.keyPart()}</div><sure-dialog></sure-dialog>`;
  }
}
customElements.define('hub-page', HubPage);
