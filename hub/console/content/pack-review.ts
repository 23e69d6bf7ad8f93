// The second person's page: what visitors will notice first, then every line, then yes or no.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import { ago, exact } from '../parts/times.ts';
import './decision-dialog.ts';
import type { DecisionDialog } from './decision-dialog.ts';
import { maySetPack } from './pack-owner.ts';
import { type DraftLife, type FileDiff, type Headline, type PackDiff, releases, type Review } from './release-api.ts';

const OPEN_BELOW = 60; // changed lines of a file that is shown at once

export class PackReview extends LitElement {
  static override properties = { context: { attribute: false }, life: { attribute: false }, packTitle: {}, diff: { state: true } };
  declare context: PageContext;
  declare life: DraftLife;
  declare packTitle: string;
  declare diff: PackDiff | null;
  private loaded = '';

  constructor() {
    super();
    this.diff = null;
    this.packTitle = '';
  }
  static override styles = [base, css`
    :host { height: 100%; overflow: auto; background: var(--ground); }
    .sheet { max-width: 980px; margin: 0 auto; padding: 28px 32px 60px; display: grid; gap: 22px; }
    .top { display: flex; align-items: flex-start; gap: 18px; }
    .top > div { flex: 1; min-width: 0; } .top p { color: var(--ink-3); margin-top: 3px; }
    .top .acts { display: flex; gap: 10px; flex: none; }
    .say { display: flex; gap: 10px; align-items: flex-start; padding: 12px 16px; border-radius: var(--radius-s); background: var(--accent-tint); color: var(--accent-ink); }
    .say svg { flex: none; margin-top: 1px; } .say q { quotes: none; color: var(--ink); }
    .say.back { background: var(--warn-tint); color: var(--warn); }
    h2.label { margin-bottom: 8px; }
    .headlines { overflow: hidden; } .headlines li { display: grid; grid-template-columns: 172px minmax(0, 1fr); gap: 20px; padding: 16px 20px; border-top: 1px solid var(--line); }
    .headlines li:first-child { border-top: 0; }
    .headlines .what b { display: block; font-weight: 620; overflow-wrap: anywhere; } .headlines .what span { color: var(--ink-3); font-size: var(--t-s); }
    .pair { display: grid; gap: 6px; align-content: start; }
    .pair p { display: grid; grid-template-columns: 20px minmax(0, 1fr); padding: 5px 10px; border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
    .pair p > i, pre i { font: 600 13px/1.6 var(--mono); font-style: normal; }
    .gone { background: var(--stop-tint); color: var(--stop); } .come { background: var(--good-tint); color: var(--good); }
    details { overflow: hidden; } details + details { margin-top: 10px; }
    summary { display: flex; align-items: center; gap: 12px; padding: 11px 18px; cursor: pointer; list-style: none; }
    summary::-webkit-details-marker { display: none; }
    summary::before { content: ''; width: 7px; height: 7px; border-right: 1.7px solid var(--ink-3); border-bottom: 1.7px solid var(--ink-3); transform: rotate(-45deg); transition: transform var(--move); }
    details[open] summary::before { transform: rotate(45deg); }
    summary code { font: 13px/20px var(--mono); overflow-wrap: anywhere; } summary .count { margin-left: auto; display: flex; gap: 10px; font: 600 12px/20px var(--mono); white-space: nowrap; }
    .count .plus { color: var(--good); } .count .minus { color: var(--stop); }
    pre { margin: 0; padding: 6px 0 10px; border-top: 1px solid var(--line); font: 12.5px/1.65 var(--mono); overflow-x: auto; }
    pre > span { display: grid; grid-template-columns: 54px 20px minmax(0, 1fr); padding: 0 18px 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    pre .n { color: var(--ink-3); text-align: right; padding-right: 14px; user-select: none; }
    pre .hop { color: var(--ink-3); padding: 6px 18px 6px 74px; display: block; }
    .history li { display: grid; grid-template-columns: 110px minmax(0, 1fr); gap: 14px; padding: 9px 20px; border-top: 1px solid var(--line); } .history li:first-child { border-top: 0; } .history time { color: var(--ink-3); }
    .empty { padding: 30px 20px; color: var(--ink-3); }
    @media (max-width: 720px) { .headlines li { grid-template-columns: minmax(0, 1fr); gap: 6px; } .history li { grid-template-columns: minmax(0, 1fr); gap: 2px; } }
  `];
  override willUpdate(): void {
    const wanted = `${this.life.address} ${this.life.sha256}`;
    if (this.loaded === wanted) return;
    this.loaded = wanted;
    this.diff = null;
    void releases.diff(this.life.address).then((answer) => { if (answer.ok && this.loaded === wanted) this.diff = answer.value; });
  }
  private decide(how: 'approve' | 'return'): void {
    const { review: w } = this.context.words.release;
    const { life } = this;
    void this.renderRoot.querySelector<DecisionDialog>('decision-dialog')?.ask({
      title: how === 'approve' ? w.approveTitle(this.packTitle, life.version) : `${w.sendBack} · ${this.packTitle} ${life.version}`, hint: how === 'approve' ? w.approveHint : '', label: how === 'approve' ? w.approveNote : w.sendBackNote,
      go: how === 'approve' ? w.approve : w.sendBack, cancel: w.cancel, needed: how === 'return',
      act: async (note) => {
        const answer = await releases.decide(life.address, how, life.sha256, note);
        if (!answer.ok) return this.context.words.release.failed(answer.failure.detail);
        this.dispatchEvent(new CustomEvent<DraftLife>('life', { detail: answer.value }));
        return null;
      },
    });
  }
  private said(review: Review): TemplateResult {
    const { review: w } = this.context.words.release;
    return html`${review.state === 'approved' ? w.approved(review.decidedBy ?? '') : review.state === 'returned' ? w.returned(review.decidedBy ?? '') : w.requested(review.requestedBy)}`;
  }
  private headline(one: Headline): TemplateResult {
    const { review: w } = this.context.words.release;
    const language = one.language === 'zh' || one.language === 'en' ? ` · ${w.languages[one.language]}` : '';
    const text = (sign: '-' | '+', value: string | undefined): TemplateResult | typeof nothing => (value ? html`<p class=${sign === '-' ? 'gone' : 'come'}><i aria-label=${sign === '-' ? w.was : w.is}>${sign === '-' ? '−' : '+'}</i><span>${value}</span></p>` : nothing);
    return html`<li><div class="what"><b>${one.id}</b><span>${w.kinds[one.kind]}${language} · ${w.changes[one.change]}</span></div><div class="pair">${text('-', one.before)}${text('+', one.after)}${one.before || one.after ? nothing : html`<p><span></span><code>${one.file}</code></p>`}</div></li>`;
  }
  private file(one: FileDiff): TemplateResult {
    const { review: w } = this.context.words.release;
    return html`<details class="panel" ?open=${one.added + one.removed <= OPEN_BELOW}><summary><code>${one.file}</code><span class="count"><span class="plus" aria-label="${w.addedLines} ${one.added}">+${one.added}</span><span class="minus" aria-label="${w.removedLines} ${one.removed}">−${one.removed}</span></span></summary>
      <pre tabindex="0" aria-label=${one.file}>${one.hunks.map((hunk, index) => {
        let line = hunk.line;
        return html`${index > 0 ? html`<span class="hop">⋯</span>` : nothing}${hunk.lines.map(({ sign, text }) => html`<span class=${sign === '+' ? 'come' : sign === '-' ? 'gone' : ''}><span class="n">${sign === '-' ? '' : line++}</span><i>${sign === '-' ? '−' : sign}</i><span>${text || ' '}</span></span>`)}`;
      })}</pre></details>`;
  }
  override render(): unknown {
    const { words, now, language } = this.context;
    const { review: w } = words.release;
    const { life, diff } = this;
    const mayDecide = life.state === 'requested' && !life.mine && this.context.may('review-packs') && maySetPack(this.context, life);
    const shown = diff?.headlines.filter((one) => one.kind !== 'version') ?? [];
    const check = life.check;
    return html`<div class="sheet">
      <div class="top"><div><h1>${w.title}</h1><p>${this.packTitle} ${life.version} · ${diff === null ? '' : diff.from === null ? w.first : w.against(diff.from)}${check === null ? nothing : html` · ${check.ok ? words.release.checkGood(check.dialogues) : words.release.checkBad}`}</p></div>
        ${mayDecide ? html`<div class="acts"><button class="button" @click=${() => this.decide('return')}>${icon('back', 18)}${w.sendBack}</button><button class="button primary" @click=${() => this.decide('approve')}>${icon('check', 18)}${w.approve}</button></div>` : nothing}</div>
      ${life.review && life.state !== 'published' ? html`<p class="say ${life.state === 'returned' ? 'back' : ''}">${icon(life.state === 'approved' ? 'check' : life.state === 'returned' ? 'back' : 'person', 18)}<span><b>${this.said(life.review)}</b>${(life.state === 'requested' ? life.review.note : life.review.answer) ? html` <q>${life.state === 'requested' ? life.review.note : life.review.answer}</q>` : nothing}${life.state === 'requested' && life.mine ? html`<br>${w.mine}` : nothing}</span></p>`
        : life.state === 'draft' || life.state === 'taken-back' ? html`<p class="say">${icon('clock', 18)}<span>${w.notAsked}</span></p>` : nothing}
      ${(check?.failed.length ?? 0) > 0 ? html`<section><h2 class="label">${words.release.differently}</h2><ul class="panel headlines">${check?.failed.map((one) => html`<li><div class="what"><b>${one.dialogue}</b><span>${one.file}${one.line === null ? '' : `:${one.line}`}</span></div><p>${one.what}</p></li>`)}</ul></section>` : nothing}
      ${life.state === 'published' && (diff?.files.length ?? 0) === 0 ? html`<p class="panel empty">${w.nothing}</p>` : html`
        <section><h2 class="label">${w.visible}</h2><div class="panel">${shown.length === 0 ? html`<p class="empty">${diff === null ? '' : w.nothing}</p>` : html`<ul class="headlines">${shown.slice(0, 200).map((one) => this.headline(one))}</ul>`}</div></section>
        <section><h2 class="label">${w.lines}</h2>${diff?.files.map((one) => this.file(one))}</section>`}
      ${life.history.length === 0 ? nothing : html`<section><h2 class="label">${w.history}</h2><ol class="panel history">${life.history.map((one) => html`<li><time title=${exact(one.decidedAt ?? one.requestedAt, language)}>${ago(one.decidedAt ?? one.requestedAt, now, language)}</time><span>${this.said(one)}${one.state === 'requested' ? (one.note ? ` · ${one.note}` : '') : one.answer ? ` · ${one.answer}` : ''}</span></li>`)}</ol></section>`}
    </div><decision-dialog></decision-dialog>`;
  }
}
customElements.define('pack-review', PackReview);
