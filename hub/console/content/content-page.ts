// Content: choose a pack and a file, change it, see at once what is wrong and what visitors would hear, send it for review,
// publish what a second person has approved, and watch the kiosks take it.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Language } from '../../../flows/protocol/language.ts';
import { api, type Failure, type PackDraft, type PackProblem, type PackRow } from '../api.ts';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import { ago } from '../parts/times.ts';
import './decision-dialog.ts';
import type { DecisionDialog } from './decision-dialog.ts';
import { firstKiosks, maySetPack, newPack, ownerChip } from './pack-owner.ts';
import './pack-editor.ts';
import type { PackEditor } from './pack-editor.ts';
import './pack-review.ts';
import './pack-rollout.ts';
import { type DraftLife, type PublishChoice, releases } from './release-api.ts';
import type { FromWorker, ToWorker } from './rehearsal-messages.ts';
import './try-it.ts';
import type { TryLine } from './try-it.ts';

type Request = ToWorker extends infer One ? (One extends { id: number } ? Omit<One, 'id'> : never) : never;
const WATCH_EVERY_MS = 4000; // what another person decides about the draft
const KINDS = ['pack', 'knowledge', 'graph', 'flows', 'tests', 'other'] as const;

function kindOf(file: string): (typeof KINDS)[number] {
  if (file === 'pack.yaml') return 'pack';
  const folder = file.split('/')[0];
  return folder === 'knowledge' || folder === 'graph' || folder === 'flows' || folder === 'tests' ? folder : 'other';
}

export class ContentPage extends LitElement {
  static override properties = {
    context: { attribute: false }, packs: { state: true }, draft: { state: true }, files: { state: true }, file: { state: true }, problems: { state: true }, warnings: { state: true }, checking: { state: true },
    failure: { state: true }, busy: { state: true }, lines: { state: true }, tryLanguage: { state: true }, life: { state: true }, tab: { state: true }, began: { state: true }, engine: { state: true },
  };
  declare context: PageContext;
  declare packs: PackRow[] | null;
  declare draft: PackDraft | null;
  declare files: Record<string, string>;
  declare file: string;
  declare problems: PackProblem[];
  declare warnings: PackProblem[];
  declare checking: boolean;
  declare failure: Failure | null;
  declare busy: '' | 'saving' | 'sending';
  declare lines: TryLine[];
  declare tryLanguage: Language;
  declare life: DraftLife | null;
  declare tab: 'edit' | 'review' | 'rollout';
  declare began: string; // the rollout that has just been begun here
  declare engine: boolean;
  private checker: Worker | undefined;
  private rehearser: Worker | undefined;
  private prepared: Record<string, string> | undefined; // what the rehearser has been given
  private idle: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watching: ReturnType<typeof setInterval> | undefined;
  private checkedId = 0;

  constructor() {
    super();
    this.packs = null;
    this.draft = null;
    this.files = {};
    this.file = 'pack.yaml';
    this.problems = [];
    this.warnings = [];
    this.checking = false;
    this.failure = null;
    this.busy = '';
    this.lines = [];
    this.tryLanguage = 'zh';
    this.life = null;
    this.tab = 'edit';
    this.began = '';
    this.engine = true;
  }
  static override styles = [base, css`
    :host { display: grid; grid-template-columns: 236px minmax(0, 1fr) 372px; height: 100%; }
    nav { overflow: auto; padding: 22px 12px; background: var(--raised); border-right: 1px solid var(--line); }
    nav h1 { padding: 0 10px 10px; } nav h2.label { padding: 16px 10px 5px; font-size: var(--t-xs); color: var(--ink-3); }
    nav button { display: block; width: 100%; padding: 6px 10px; border-radius: 7px; color: var(--ink-2); overflow-wrap: anywhere; }
    nav button:hover { background: var(--sunken); }
    nav button[aria-current='true'] { background: var(--accent-tint); color: var(--accent-ink); font-weight: 560; }
    nav .pack { padding: 9px 10px; } nav .pack { font-weight: 400; } nav .pack b { display: block; font-weight: 620; color: var(--ink); } nav .pack span { font-size: var(--t-xs); color: var(--ink-3); }
    nav .pack[aria-current='true'] { font-weight: 400; } nav .pack[aria-current='true'] b, nav .pack[aria-current='true'] span { color: var(--accent-ink); }
    nav .pack { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: start; column-gap: 8px; } nav .pack > span:last-child { grid-column: 1 / -1; }
    nav .pack .owner { max-width: 96px; overflow: hidden; text-overflow: ellipsis; display: inline-block; line-height: 20px; height: 20px; } nav .pack[aria-current='true'] .owner { background: var(--surface); }
    nav .add { padding: 9px 10px; color: var(--accent-ink); font-weight: 540; font-size: var(--t-s); }
    nav .file { font-size: var(--t-s); display: flex; justify-content: space-between; gap: 6px; } nav .file i { font-style: normal; color: var(--stop); font-weight: 700; }
    .middle { display: grid; grid-template-columns: minmax(0, 1fr); grid-template-rows: auto minmax(0, 1fr) auto; min-height: 0; min-width: 0; }
    .bar { display: flex; align-items: center; gap: 10px; padding: 14px 18px; border-bottom: 1px solid var(--line); background: var(--surface); }
    .bar h2 { white-space: nowrap; min-width: 60px; overflow: hidden; text-overflow: ellipsis; } .bar .button, .bar .tabs { flex: none; } .bar .state { flex: 1; min-width: 0; color: var(--ink-3); font-size: var(--t-s); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    .below { border-top: 1px solid var(--line); background: var(--raised); max-height: 32vh; overflow: auto; }
    .below > p { display: flex; gap: 8px; align-items: center; padding: 10px 18px; color: var(--ink-2); }
    .below > p.good { color: var(--good); } .below > p.bad { color: var(--stop); font-weight: 560; }
    .below li button { display: grid; grid-template-columns: 262px minmax(0, 1fr); gap: 14px; width: 100%; padding: 8px 18px; border-top: 1px solid var(--line); }
    .below li button:hover { background: var(--sunken); }
    .below li code { font: 12px/20px var(--mono); color: var(--ink-2); overflow-wrap: anywhere; }
    .below li em { font-style: normal; color: var(--ink-3); }
    .wide { grid-column: 2 / 4; display: grid; grid-template-rows: auto minmax(0, 1fr); min-height: 0; min-width: 0; }
    .tabs { display: flex; gap: 2px; padding: 3px; border-radius: 9px; background: var(--sunken); flex: none; }
    .tabs button { padding: 4px 12px; border-radius: 6px; color: var(--ink-2); font-weight: 540; } .tabs button[aria-selected='true'] { background: var(--surface); color: var(--ink); box-shadow: 0 1px 2px rgb(20 25 28 / 0.12); }
    .right { display: grid; grid-template-rows: minmax(0, 1fr); min-height: 0; border-left: 1px solid var(--line); background: var(--surface); }
    .empty { padding: 40px; color: var(--ink-3); }
    .bar .error { padding: 6px 12px; }
    @media (max-width: 900px) {
      :host { display: block; overflow: auto; } nav { max-height: 34vh; padding: 16px 10px; border-right: 0; border-bottom: 1px solid var(--line); } .middle { grid-template-rows: auto 60vh auto; } .bar { flex-wrap: wrap; padding: 12px 14px; } .bar .state { flex-basis: 100%; }
      .right { min-height: 60vh; border-left: 0; border-top: 1px solid var(--line); } .wide { display: block; } .below li button { grid-template-columns: minmax(0, 1fr); gap: 2px; }
    }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    this.tryLanguage = this.context.language;
    this.checker = this.hire();
    void this.loadPacks();
    this.watching = setInterval(() => void this.loadLife(), WATCH_EVERY_MS);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.checker?.terminate();
    this.rehearser?.terminate();
    clearTimeout(this.timer);
    clearTimeout(this.idle);
    clearInterval(this.watching);
  }
  private hire(): Worker | undefined {
    try {
      const worker = new Worker(new URL('./rehearsal-worker.ts', import.meta.url), { type: 'module' });
      worker.addEventListener('message', (event: MessageEvent<FromWorker>) => this.heard(event.data));
      worker.addEventListener('error', () => { this.engine = false; });
      return worker;
    } catch {
      this.engine = false;
      return undefined;
    }
  }
  /** Gives the rehearser the draft as it is; one that is still busy with an older draft is let go. */
  private prepare(): void {
    clearTimeout(this.idle);
    if (this.prepared === this.files) return;
    this.rehearser?.terminate();
    this.rehearser = this.hire();
    this.prepared = this.files;
    this.ask({ type: 'prepare', files: this.files });
  }

  private async loadPacks(): Promise<void> {
    const answer = await api.packs();
    if (!answer.ok) {
      this.failure = answer.failure;
      return;
    }
    this.packs = answer.value.packs;
    const first = this.packs.find((pack) => [...this.context.state.kiosks.values()].some((row) => row.pack === pack.address)) ?? this.packs[0];
    if (!this.draft && first) await this.open(first.address);
  }
  private async open(address: string): Promise<void> {
    const answer = await api.pack(address);
    if (!answer.ok) {
      this.failure = answer.failure;
      return;
    }
    this.failure = null;
    this.draft = answer.value;
    this.files = answer.value.files;
    if (this.files[this.file] === undefined || this.file === 'pack.yaml') this.file = Object.keys(this.files).find((file) => file.startsWith('knowledge/')) ?? 'pack.yaml';
    this.began = '';
    this.check();
    await this.loadLife(true);
  }
  private ask(message: Request): number {
    this.asked += 1;
    (message.type === 'check' ? this.checker : this.rehearser)?.postMessage({ ...message, id: this.asked });
    return this.asked;
  }
  private check(): void {
    this.lines = [];
    if (!this.engine) return;
    this.checking = true;
    this.checkedId = this.ask({ type: 'check', files: this.files });
  }
  private heard(message: FromWorker): void {
    if (message.type === 'checked') {
      if (message.id !== this.checkedId) return;
      this.checking = false;
      this.problems = message.problems;
      this.warnings = message.warnings;
      clearTimeout(this.idle);
      // Training begins when the author pauses, so that the first question need not wait for it.
      if (message.problems.length === 0) this.idle = setTimeout(() => this.prepare(), 1500);
    } else if (message.type !== 'prepared') this.lines = this.lines.map((line) => (line.id === message.id ? { ...line, turn: message.type === 'turn' ? message.turn : { said: [message.text], rule: null, entry: null, flow: null, zone: null, probability: null, why: [], cards: [], headline: '', ended: true } } : line));
  }
  private edited(text: string): void {
    this.files = { ...this.files, [this.file]: text };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), 350);
  }
  private say(said: string, request: Request): void {
    this.prepare();
    if (this.lines.length === 0) this.ask({ type: 'begin', language: this.tryLanguage });
    this.lines = [...this.lines, { id: this.ask(request), said, turn: null }];
  }
  private restart(language: Language): void {
    this.tryLanguage = language;
    this.lines = [];
  }
  private get changed(): boolean { return this.draft !== null && this.files !== this.draft.files; }

  private async save(): Promise<boolean> {
    if (!this.draft) return false;
    this.busy = 'saving';
    const answer = await api.savePack(this.draft.address, this.files, this.draft.sha256);
    this.busy = '';
    this.failure = answer.ok ? null : answer.failure;
    if (!answer.ok) {
      if (answer.failure.problems) this.problems = answer.failure.problems;
      return false;
    }
    void this.loadLife();
    this.draft = { ...this.draft, files: this.files, sha256: answer.value.sha256, version: answer.value.version, editedBy: this.context.me.name, editedAt: Date.now() };
    return true;
  }
  /** Where the draft stands. `enter`: a reviewer who has just opened the pack begins with the review. */
  private async loadLife(enter = false): Promise<void> {
    const name = this.draft?.address;
    if (name === undefined) return;
    const answer = await releases.life(name);
    if (!answer.ok || name !== this.draft?.address) return;
    this.life = answer.value;
    if (enter) this.tab = this.life.state === 'requested' && this.mine && this.context.may('review-packs') && !this.life.mine ? 'review' : this.tab === 'review' ? 'edit' : this.tab;
  }
  private async send(note = ''): Promise<string | null> {
    if (!this.draft || (this.changed && !(await this.save()))) return null;
    this.busy = 'sending';
    const name = this.draft.address;
    const answer = await releases.request(name, note);
    this.busy = '';
    if (!answer.ok) {
      const { problems } = answer.failure;
      const w = this.context.words.release;
      this.failure = problems ? null : answer.failure;
      if (problems) this.problems = problems.filter((one) => !one.file.startsWith('tests/'));
      // Only dialogues came out differently: their author may be right.
      if (problems?.every((one) => one.file.startsWith('tests/')) && note === '') {
        this.warnings = problems;
        void this.renderRoot.querySelector<DecisionDialog>('decision-dialog')?.ask({ title: w.despite, hint: w.despiteHint, label: w.despiteLabel, go: w.send, cancel: w.cancel, needed: true, act: (why) => this.send(why) });
      }
      return note === '' ? null : w.failed(answer.failure.detail);
    }
    this.failure = null;
    this.life = answer.value;
    this.tab = 'review';
    // The number may have been raised, so that what is approved is what goes out.
    const fresh = await api.pack(name);
    if (fresh.ok && this.draft.address === name) {
      this.draft = fresh.value;
      this.files = fresh.value.files;
    }
    return null;
  }
  private publish(): void {
    const { draft } = this;
    if (!draft) return;
    const { release } = this.context.words;
    const w = release.start;
    const targets = [...this.context.state.kiosks.values()].filter((row) => (row['desiredPack'] ?? row.pack) === draft.address).length;
    const choice = firstKiosks(this.context, draft);
    void this.renderRoot.querySelector<DecisionDialog>('decision-dialog')?.ask({
      title: w.title(draft.title[this.context.language] ?? draft.name, draft.version), hint: choice === nothing ? w.lead(targets) : '', label: release.rollout.noteLabel, go: w.go, cancel: w.cancel,
      more: html`${choice}<div class="choices"><label><span>${w.soak}</span><input class="field" type="number" name="soak" min="0" max="1440" value=${targets < 3 ? 0 : 15}> ${w.minutes}</label>
        <label><span>${w.tooFew}</span><select class="field" name="few"><option value="go-on">${w.goOn}</option><option value="wait">${w.wait}</option></select></label>
        ${this.context.may('review-packs') ? html`<label><input type="checkbox" name="emergency"><span>${w.emergency}</span></label>` : nothing}</div>`,
      act: async (note, form) => {
        const urgent = form.get('emergency') === 'on';
        if (urgent && note === '') return w.reason;
        const chosen = form.getAll('kiosk').map(String);
        if (choice !== nothing && chosen.length === 0) return release.owner.chooseKiosks;
        const wanted: PublishChoice = { ...(chosen.length > 0 ? { kiosks: chosen } : {}), soakSeconds: Number(form.get('soak') ?? 0) * 60, whenTooFew: form.get('few') === 'wait' ? 'wait' : 'go-on', ...(urgent ? { emergency: note } : {}) };
        const answer = await releases.publish(draft.address, wanted);
        if (!answer.ok) return answer.failure.code === 'not-approved' ? release.notApproved : release.failed(answer.failure.detail);
        this.began = answer.value.rollout.id;
        this.tab = 'rollout';
        await this.open(draft.address);
        void this.loadPacks();
        return null;
      },
    });
  }
  private goTo(problem: PackProblem): void {
    if (this.files[problem.file] !== undefined) this.file = problem.file;
    void this.updateComplete.then(() => this.renderRoot.querySelector<PackEditor>('pack-editor')?.goTo(problem.line ?? 1));
  }

  private rail(): TemplateResult {
    const { content } = this.context.words;
    const files = Object.keys(this.files);
    const bad = new Set(this.problems.map((problem) => problem.file));
    // With one owner in sight there is nothing to tell apart.
    const several = this.context.me.scope !== 'all' || (this.packs ?? []).some((pack) => pack.owner !== this.packs?.[0]?.owner);
    return html`<nav aria-label=${content.packs}><h1>${content.title}</h1>
      ${this.packs?.map((pack) => html`<button class="pack" aria-current=${pack.address === this.draft?.address ? 'true' : 'false'} @click=${() => void this.open(pack.address)}><b>${pack.title[this.context.language] ?? pack.name}</b>${several ? ownerChip(this.context.words.release.owner, pack) : nothing}<span>${pack.name} · ${pack.publishedVersion === null ? content.neverPublished : pack.publishedSha256 === pack.sha256 ? pack.publishedVersion : content.unpublished}</span></button>`)}
      ${this.adding()}
      ${KINDS.map((kind) => {
        const of = files.filter((file) => kindOf(file) === kind).sort();
        return of.length === 0 ? nothing : html`<h2 class="label">${content.kinds[kind]}</h2>${of.map((file) => html`<button class="file" aria-current=${file === this.file ? 'true' : 'false'} @click=${() => { this.file = file; }}><span>${file.split('/').at(-1)?.replace(/\.yaml$/, '')}</span>${bad.has(file) ? html`<i aria-label=${content.problems(1)}>!</i>` : nothing}</button>`)}`;
      })}</nav>`;
  }
  private adding(): TemplateResult | typeof nothing {
    if (!this.context.may('edit-packs')) return nothing;
    return html`<button class="add" @click=${() => void this.renderRoot.querySelector<DecisionDialog>('decision-dialog')?.ask(newPack(this.context, this.packs ?? [], async (address) => {
      await this.open(address);
      this.tab = 'edit';
      await this.loadPacks();
    }))}>${this.context.words.release.owner.add}</button>`;
  }
  /** May this person change the pack that is open? */
  private get mine(): boolean { return this.draft !== null && maySetPack(this.context, this.draft); }
  /** Title, where the draft stands, and the next step of its life. */
  private bar(failure: string): TemplateResult {
    const { words, now, language } = this.context;
    const { content, release } = words;
    const { draft, life } = this;
    if (!draft) return html``;
    const canEdit = this.mine && this.context.may('edit-packs');
    const tabs = (['edit', 'review', 'rollout'] as const).filter((tab) => tab !== 'rollout' || (this.mine && this.context.may('see-rollouts')));
    const state = this.changed ? null : life;
    const ready = state !== null && (state.state === 'approved' || state.state === 'published' || !state.required);
    const tone = life?.state === 'approved' ? 'good' : life?.state === 'requested' ? 'accent' : life?.state === 'returned' || life?.state === 'taken-back' ? 'warn' : '';
    return html`<div class="bar"><h2>${draft.title[language] ?? draft.name}</h2>
      <div class="tabs" role="tablist" aria-label=${content.title}>${tabs.map((tab) => html`<button role="tab" aria-selected=${this.tab === tab ? 'true' : 'false'} @click=${() => { this.tab = tab; }}>${release.tabs[tab]}</button>`)}</div>
      <span class="state">${failure ? html`<span class="error" role="alert">${failure}</span>` : html`${draft.version} ${this.changed ? html`· ${content.changed}` : html`${life ? html`<span class="chip ${tone}">${release.states[life.state]}</span>${life.required ? nothing : html` <span class="chip warn">${release.reviewOff}</span>`}` : nothing} ${this.mine ? nothing : html`<span class="chip">${release.owner.readOnly}</span> `}${content.editedBy(draft.editedBy)} ${ago(draft.editedAt, now, language)}`}`}</span>
      ${canEdit && this.tab === 'edit' ? html`<button class="button" ?disabled=${!this.changed || this.busy !== ''} @click=${() => void this.save()}>${content.save}</button>` : nothing}
      ${canEdit && !ready && state?.state !== 'requested' ? html`<button class="button primary" ?disabled=${this.busy !== '' || this.checking || this.problems.length > 0} @click=${() => void this.send()}>${icon('send', 18)}${this.busy === 'sending' ? release.sending : release.send}</button>` : nothing}
      ${ready && this.mine && this.context.may('publish-packs') ? html`<button class="button ${state.state === 'published' ? '' : 'primary'}" ?disabled=${this.busy !== ''} @click=${() => this.publish()}>${icon('publish', 18)}${release.publish}</button>` : nothing}</div>`;
  }
  override render(): unknown {
    const { words, language } = this.context;
    const { content } = words;
    if (this.packs !== null && this.packs.length === 0) return html`<nav><h1>${content.title}</h1>${this.adding()}</nav><p class="empty">${content.empty}</p><decision-dialog></decision-dialog>`;
    if (!this.draft) return html`${this.rail()}<decision-dialog></decision-dialog>`;
    const canEdit = this.mine && this.context.may('edit-packs');
    const own = this.problems.filter((problem) => problem.file === this.file);
    const listed = this.problems.length > 0 ? this.problems : this.warnings;
    const failure = this.failure && this.failure.code !== 'pack-invalid' ? (this.failure.status === 0 ? words.failure.unreachable : this.failure.status === 409 ? words.failure.conflict : this.failure.status === 403 ? words.failure.notAllowed : words.failure.unknown) : '';
    const title = this.draft.title[language] ?? this.draft.name;
    if (this.tab === 'rollout') return html`${this.rail()}<section class="wide" aria-label=${title}>${this.bar(failure)}<pack-rollout .context=${this.context} .pack=${this.draft.address} .packTitle=${title} .wanted=${this.began}></pack-rollout></section><decision-dialog></decision-dialog>`;
    if (this.tab === 'review' && this.life) return html`${this.rail()}<section class="wide" aria-label=${title}>${this.bar(failure)}<pack-review .context=${this.context} .life=${this.life} .packTitle=${title} @life=${(event: CustomEvent<DraftLife>) => { this.life = event.detail; }}></pack-review></section><decision-dialog></decision-dialog>`;
    return html`${this.rail()}
      <section class="middle" aria-label=${this.draft.name}>
        ${this.bar(failure)}
        <pack-editor .words=${words} .file=${this.file} .text=${this.files[this.file] ?? ''} .problems=${own} ?locked=${!canEdit} @edited=${(event: CustomEvent<string>) => this.edited(event.detail)}></pack-editor>
        <div class="below" role="status" tabindex="0">${!this.engine ? html`<p>${content.engineMissing}</p>` : this.checking ? html`<p>${content.checking}</p>` : this.problems.length === 0 ? html`<p class="good">${icon('check', 18)}${content.noProblems}</p>` : html`<p class="bad">${icon('alert', 18)}${content.problems(this.problems.length)}</p>`}
          <ul>${listed.slice(0, 50).map((problem) => html`<li><button @click=${() => this.goTo(problem)}><code>${problem.file}${problem.line === null ? '' : ` · ${content.line(problem.line)}`}</code><span>${problem.what} <em>${problem.how}</em></span></button></li>`)}</ul></div>
      </section>
      <div class="right"><try-it .words=${words} .lines=${this.lines} .language=${this.tryLanguage} ?off=${!this.engine || this.problems.length > 0} @said=${(event: CustomEvent<string>) => this.say(event.detail, { type: 'say', text: event.detail })} @touched=${(event: CustomEvent<{ id: string; label: string }>) => this.say(event.detail.label, { type: 'touch', card: event.detail.id })} @restart=${(event: CustomEvent<Language>) => this.restart(event.detail)}></try-it></div><decision-dialog></decision-dialog>`;
  }
}
customElements.define('content-page', ContentPage);
