// The conversation with one visitor: what was said before, what is said now, and the reply that the kiosk will speak.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { LiveRequest, DeskCase } from '../../../flows/protocol/staff-api.ts';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import { clockTime, exact, stopwatch } from '../parts/times.ts';

const UNSURE = 0.7;

export class DeskConversation extends LitElement {
  static override properties = { context: { attribute: false }, case: { attribute: false }, mine: { attribute: false }, draft: { state: true }, handback: { state: true }, note: { state: true }, pending: { state: true }, pick: { state: true } };
  declare context: PageContext;
  declare case: DeskCase;
  declare mine: boolean;
  declare draft: string;
  declare handback: boolean;
  declare note: string;
  declare pending: { client: string; text: string; at: number }[];
  declare pick: number;
  private shown = '';
  private drafts = new Map<string, string>();

  constructor() {
    super();
    this.draft = '';
    this.handback = false;
    this.note = '';
    this.pending = [];
    this.pick = 0;
  }
  static override styles = [base, css`
    :host { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; height: 100%; }
    header { display: flex; align-items: center; gap: 12px; padding: 18px 28px; background: var(--surface); border-bottom: 1px solid var(--line); }
    header div { flex: 1; min-width: 0; }
    header h2 { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    header p { color: var(--ink-3); font-size: var(--t-s); }
    .scroll { overflow: auto; padding: 24px 28px 12px; display: flex; flex-direction: column; }
    ol { margin-top: auto; display: grid; gap: 4px; }
    li { display: grid; justify-items: start; max-width: min(78%, 640px); }
    li .by { margin: 9px 2px 3px; font-size: var(--t-xs); color: var(--ink-3); }
    li .text { padding: 9px 14px; border-radius: 4px 14px 14px 14px; background: var(--surface); border: 1px solid var(--line); overflow-wrap: anywhere; white-space: pre-wrap; line-height: 1.55; font-size: 15px; }
    li.kiosk .text { background: transparent; border-color: transparent; padding: 2px 14px; color: var(--ink-2); border-left: 2px solid var(--line-2); border-radius: 0; font-size: var(--t-m); }
    li.agent { justify-self: end; justify-items: end; }
    li.agent .text { background: var(--accent); color: var(--on-accent); border-color: var(--accent); border-radius: 14px 4px 14px 14px; }
    li.agent.pending .text { opacity: 0.65; }
    li .unsure { margin: 3px 2px 0; font-size: var(--t-xs); color: var(--warn); display: inline-flex; gap: 5px; align-items: center; }
    .joined { justify-self: stretch; width: 100%; max-width: none; display: flex; align-items: center; gap: 14px; margin: 18px 0 6px; font-size: var(--t-xs); color: var(--ink-3); }
    .joined::before, .joined::after { content: ''; flex: 1; height: 1px; background: var(--line-2); }
    .typing { flex: none; height: 30px; padding-top: 8px; color: var(--ink-3); font-size: var(--t-s); display: flex; gap: 8px; align-items: center; }
    .dots { display: inline-flex; gap: 3px; } .dots i { width: 5px; height: 5px; border-radius: 50%; background: currentColor; animation: rise 1.1s infinite ease-in-out; }
    .dots i:nth-child(2) { animation-delay: 140ms; } .dots i:nth-child(3) { animation-delay: 280ms; }
    @keyframes rise { 0%, 60%, 100% { transform: none; opacity: 0.5; } 30% { transform: translateY(-3px); opacity: 1; } }
    @media (prefers-reduced-motion: reduce) { .dots i { animation: none; } }
    footer { position: relative; padding: 6px 28px 22px; }
    .box { border: 1px solid var(--line-2); border-radius: 14px; background: var(--surface); box-shadow: var(--shadow); transition: border-color var(--move); }
    .box:focus-within { border-color: var(--accent); }
    textarea { display: block; width: 100%; min-height: 58px; max-height: 180px; padding: 14px 16px 4px; border: 0; background: none; resize: none; font-size: 15px; line-height: 1.5; field-sizing: content; }
    textarea:focus-visible { box-shadow: none; }
    .tools { display: flex; align-items: center; gap: 4px; padding: 6px 8px 8px; }
    .tools .hint { flex: 1; padding: 0 8px; font-size: var(--t-xs); color: var(--ink-3); }
    .canned { position: absolute; left: 28px; right: 28px; bottom: 100%; margin-bottom: 2px; padding: 6px; background: var(--surface); border: 1px solid var(--line); border-radius: 12px; box-shadow: var(--shadow); z-index: 1; }
    .canned li { max-width: none; display: flex; gap: 10px; padding: 8px 10px; border-radius: 8px; cursor: pointer; }
    .canned li[aria-selected='true'] { background: var(--accent-tint); color: var(--accent-ink); }
    .give { display: grid; gap: 10px; padding: 14px; }
    .give p { color: var(--ink-3); font-size: var(--t-s); }
    .give div { display: flex; gap: 8px; justify-content: flex-end; }
    .offer { display: grid; justify-items: center; gap: 8px; padding: 18px; border: 1px dashed var(--line-2); border-radius: 14px; color: var(--ink-3); }
    .offer .button { min-height: 46px; padding: 0 26px; font-size: 15px; }
    @media (max-width: 720px) { header { flex-wrap: wrap; padding: 10px 14px; } header div { flex-basis: 100%; } .scroll { padding: 16px 14px 8px; } li { max-width: 90%; } footer { padding: 6px 12px 12px; } kbd { display: none; } }
  `];

  /** For the keys of the page. */
  focusReply(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLTextAreaElement>('textarea')?.focus());
  }
  openHandback(): void {
    if (!this.mine) return;
    this.handback = true;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLInputElement>('.give input')?.focus());
  }

  override willUpdate(): void {
    if (this.case.escalation !== this.shown) {
      if (this.shown) this.drafts.set(this.shown, this.draft);
      this.shown = this.case.escalation;
      this.draft = this.drafts.get(this.shown) ?? '';
      this.handback = false;
      this.note = '';
      this.pending = [];
    }
    const arrived = new Set(this.case.transcript.map((line) => line['client']));
    if (this.pending.some((one) => arrived.has(one.client))) this.pending = this.pending.filter((one) => !arrived.has(one.client));
  }
  override updated(changed: Map<string, unknown>): void {
    if (!changed.has('case') && !changed.has('pending')) return;
    const scroll = this.renderRoot.querySelector('.scroll');
    const before = changed.get('case') as DeskCase | undefined;
    // Only new words move the page, so that reading back is left in peace.
    if (scroll && (changed.has('pending') || before?.transcript.length !== this.case.transcript.length || before.visitorTyping !== this.case.visitorTyping || before.escalation !== this.case.escalation)) scroll.scrollTop = scroll.scrollHeight;
  }
  private act(request: LiveRequest): void { this.dispatchEvent(new CustomEvent('act', { detail: request })); }
  private say(text: string): void {
    const said = text.trim().slice(0, 500);
    if (said === '') return;
    const client = crypto.randomUUID();
    this.pending = [...this.pending, { client, text: said, at: Date.now() }];
    this.act({ type: 'say', escalation: this.case.escalation, text: said, client });
    this.draft = '';
    this.pick = 0;
  }
  private cannedNow(): string[] {
    if (!this.draft.startsWith('/')) return [];
    const wanted = this.draft.slice(1).trim().toLowerCase();
    const all = this.context.words.canned[this.case.language];
    return all.filter((text, index) => wanted === '' || String(index + 1) === wanted || text.toLowerCase().includes(wanted));
  }
  private onInput(event: InputEvent): void {
    this.draft = (event.target as HTMLTextAreaElement).value;
    this.pick = 0;
    if (this.draft !== '' && !this.draft.startsWith('/')) this.act({ type: 'typing', escalation: this.case.escalation });
  }
  private onKey(event: KeyboardEvent): void {
    const canned = this.cannedNow();
    if (canned.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      this.pick = (this.pick + (event.key === 'ArrowDown' ? 1 : canned.length - 1)) % canned.length;
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      const chosen = canned[this.pick];
      if (chosen !== undefined) this.draft = chosen;
      else this.say(this.draft);
    } else if (event.key === 'Escape') (event.target as HTMLElement).blur();
  }
  private handBack(event: SubmitEvent): void {
    event.preventDefault();
    this.act({ type: 'handback', escalation: this.case.escalation, note: this.note.trim().slice(0, 500) });
    this.handback = false;
  }

  private line(line: DeskCase['transcript'][number], before: DeskCase['transcript'][number] | undefined): TemplateResult {
    const { words, language } = this.context;
    const name = line.who === 'agent' ? this.case.agent ?? words.desk.who.agent : words.desk.who[line.who];
    const unsure = line.who === 'visitor' && typeof line.confidence === 'number' && line.confidence < UNSURE;
    const joins = this.case.acceptedAt !== null && line.at >= this.case.acceptedAt && (before === undefined || before.at < this.case.acceptedAt);
    return html`${joins ? this.joined() : nothing}<li class=${line.who} lang=${this.case.language === 'zh' ? 'zh-CN' : 'en'}>
      ${before?.who === line.who && !joins ? nothing : html`<span class="by" title=${exact(line.at, language)}>${name} · ${clockTime(line.at, language)}</span>`}
      <span class="text">${line.text}</span>
      ${unsure ? html`<span class="unsure">${icon('alert', 13)}${words.desk.speech} · ${Math.round((line.confidence ?? 0) * 100)} %</span>` : nothing}
    </li>`;
  }
  private joined(): TemplateResult {
    const { words, language } = this.context;
    return html`<li class="joined">${words.desk.joined(this.case.agent ?? '', clockTime(this.case.acceptedAt ?? 0, language))}</li>`;
  }

  override render(): unknown {
    const { words, now, language } = this.context;
    const one = this.case;
    const { transcript } = one;
    const noneSince = one.acceptedAt !== null && !transcript.some((line) => line.at >= (one.acceptedAt ?? 0));
    return html`<header><div><h2>${one.headline}</h2><p>${words.desk.states[one.state]} · ${one.kiosk} · <span title=${exact(one.since, language)}>${words.desk.standing} ${stopwatch(now - one.since)}</span></p></div>
        ${this.mine ? html`<button class="button" @click=${() => this.openHandback()}>${icon('back', 18)}${words.desk.handback}<kbd>H</kbd></button><button class="button" @click=${() => this.act({ type: 'end', escalation: one.escalation })}>${icon('check', 18)}${words.desk.end}<kbd>E</kbd></button>` : nothing}</header>
      <div class="scroll" tabindex="0" role="region" aria-label=${one.headline}><ol aria-live=${this.mine ? 'polite' : 'off'}>
        ${transcript.map((line, index) => this.line(line, transcript[index - 1]))}${noneSince ? this.joined() : nothing}
        ${this.pending.map((waiting) => html`<li class="agent pending"><span class="by">${this.context.state.link === 'open' ? words.desk.sending : words.desk.failed}</span><span class="text">${waiting.text}</span></li>`)}
      </ol><p class="typing">${one.visitorTyping ? html`<span class="dots"><i></i><i></i><i></i></span>${words.desk.typing}` : nothing}</p></div>
      <footer>${this.mine ? this.reply() : one.state === 'waiting'
        ? html`<div class="offer"><button class="button primary" @click=${() => this.act({ type: 'accept', escalation: one.escalation })}>${icon('hand', 20)}${words.desk.acceptHint}<kbd>A</kbd></button></div>`
        : html`<div class="offer">${one.state === 'talking' ? words.desk.taken(one.agent ?? '') : words.desk.states[one.state]}</div>`}</footer>`;
  }
  private reply(): TemplateResult {
    const { words } = this.context;
    if (this.handback) {
      return html`<form class="box give" @submit=${this.handBack}><label><span class="hidden-visually">${words.desk.note}</span><input class="field" maxlength="500" placeholder=${words.desk.note} .value=${this.note} @input=${(event: InputEvent) => { this.note = (event.target as HTMLInputElement).value; }} @keydown=${(event: KeyboardEvent) => { if (event.key === 'Escape') this.handback = false; }}></label>
        <p>${words.desk.noteHint}</p><div><button type="button" class="button quiet" @click=${() => { this.handback = false; }}>${words.desk.cancel}</button><button class="button primary">${icon('back', 18)}${words.desk.confirmHandback}</button></div></form>`;
    }
    const canned = this.cannedNow();
    return html`${canned.length > 0 ? html`<ul class="canned" id="canned" role="listbox" aria-label=${words.desk.canned}>${canned.map((text, index) => html`<li role="option" id="canned-${index}" aria-selected=${index === this.pick ? 'true' : 'false'} @click=${() => { this.draft = text; this.focusReply(); }}><kbd>${index + 1}</kbd><span>${text}</span></li>`)}</ul>` : nothing}
      <div class="box"><textarea rows="1" maxlength="500" lang=${this.case.language === 'zh' ? 'zh-CN' : 'en'} aria-label=${words.desk.reply} placeholder=${words.desk.reply} aria-controls=${canned.length > 0 ? 'canned' : nothing} .value=${this.draft} @input=${this.onInput} @keydown=${this.onKey}></textarea>
        <div class="tools"><button class="button quiet" @click=${() => { this.draft = this.draft.startsWith('/') ? '' : '/'; this.focusReply(); }}>${words.desk.canned}<kbd>/</kbd></button><span class="hint"></span><button class="button primary" ?disabled=${this.draft.trim() === '' || this.draft.startsWith('/')} @click=${() => this.say(this.draft)}>${icon('send', 18)}${words.desk.send}</button></div></div>`;
  }
}
customElements.define('desk-conversation', DeskConversation);
