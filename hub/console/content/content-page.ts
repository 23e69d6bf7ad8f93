// Content: choose a pack and a file, change it, see at once what is wrong and what visitors would hear, publish, and watch
// the kiosks take it.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Language } from '../../../flows/protocol/language.ts';
import { api, type Failure, type PackDraft, type PackProblem, type PackRow } from '../api.ts';
import { kioskKey } from '../console-state.ts';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import { ago } from '../parts/times.ts';
import './pack-editor.ts';
import type { PackEditor } from './pack-editor.ts';
import type { FromWorker, ToWorker } from './rehearsal-messages.ts';
import './try-it.ts';
import type { TryLine } from './try-it.ts';

type Request = ToWorker extends infer One ? (One extends { id: number } ? Omit<One, 'id'> : never) : never;
const KINDS = ['pack', 'knowledge', 'graph', 'flows', 'tests', 'other'] as const;

function kindOf(file: string): (typeof KINDS)[number] {
  if (file === 'pack.yaml') return 'pack';
  const folder = file.split('/')[0];
  return folder === 'knowledge' || folder === 'graph' || folder === 'flows' || folder === 'tests' ? folder : 'other';
}

export class ContentPage extends LitElement {
  static override properties = {
    context: { attribute: false }, packs: { state: true }, draft: { state: true }, files: { state: true }, file: { state: true }, problems: { state: true }, warnings: { state: true }, checking: { state: true },
    failure: { state: true }, busy: { state: true }, lines: { state: true }, tryLanguage: { state: true }, published: { state: true }, engine: { state: true },
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
  declare busy: '' | 'saving' | 'publishing';
  declare lines: TryLine[];
  declare tryLanguage: Language;
  declare published: { version: string; sha256: string; kiosks: string[] } | null;
  declare engine: boolean;
  private checker: Worker | undefined;
  private rehearser: Worker | undefined;
  private prepared: Record<string, string> | undefined; // what the rehearser has been given
  private idle: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
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
    this.published = null;
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
    nav .file { font-size: var(--t-s); display: flex; justify-content: space-between; gap: 6px; } nav .file i { font-style: normal; color: var(--stop); font-weight: 700; }
    .middle { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; min-height: 0; min-width: 0; }
    .bar { display: flex; align-items: center; gap: 10px; padding: 14px 18px; border-bottom: 1px solid var(--line); background: var(--surface); }
    .bar h2 { white-space: nowrap; } .bar .state { flex: 1; color: var(--ink-3); font-size: var(--t-s); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
    .below { border-top: 1px solid var(--line); background: var(--raised); max-height: 32vh; overflow: auto; }
    .below > p { display: flex; gap: 8px; align-items: center; padding: 10px 18px; color: var(--ink-2); }
    .below > p.good { color: var(--good); } .below > p.bad { color: var(--stop); font-weight: 560; }
    .below li button { display: grid; grid-template-columns: 262px minmax(0, 1fr); gap: 14px; width: 100%; padding: 8px 18px; border-top: 1px solid var(--line); }
    .below li button:hover { background: var(--sunken); }
    .below li code { font: 12px/20px var(--mono); color: var(--ink-2); overflow-wrap: anywhere; }
    .below li em { font-style: normal; color: var(--ink-3); }
    .right { display: grid; grid-template-rows: minmax(0, 1fr) auto; min-height: 0; border-left: 1px solid var(--line); background: var(--surface); }
    .rollout { padding: 16px 18px 20px; border-top: 1px solid var(--line); background: var(--raised); }
    .rollout li { display: flex; justify-content: space-between; gap: 10px; padding: 5px 0; }
    .rollout .done { color: var(--good); display: inline-flex; gap: 5px; align-items: center; } .rollout .refused { color: var(--stop); }
    .empty { padding: 40px; color: var(--ink-3); }
    .bar .error { padding: 6px 12px; }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    this.tryLanguage = this.context.language;
    this.checker = this.hire();
    void this.loadPacks();
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.checker?.terminate();
    this.rehearser?.terminate();
    clearTimeout(this.timer);
    clearTimeout(this.idle);
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
    const first = this.packs.find((pack) => [...this.context.state.kiosks.values()].some((row) => row.pack === pack.name)) ?? this.packs[0];
    if (!this.draft && first) await this.open(first.name);
  }
  private async open(name: string): Promise<void> {
    const answer = await api.pack(name);
    if (!answer.ok) {
      this.failure = answer.failure;
      return;
    }
    this.failure = null;
    this.draft = answer.value;
    this.files = answer.value.files;
    if (this.files[this.file] === undefined || this.file === 'pack.yaml') this.file = Object.keys(this.files).find((file) => file.startsWith('knowledge/')) ?? 'pack.yaml';
    this.published = null;
    this.check();
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
    const answer = await api.savePack(this.draft.name, this.files, this.draft.sha256);
    this.busy = '';
    this.failure = answer.ok ? null : answer.failure;
    if (!answer.ok) {
      if (answer.failure.problems) this.problems = answer.failure.problems;
      return false;
    }
    this.draft = { ...this.draft, files: this.files, sha256: answer.value.sha256, version: answer.value.version, editedBy: this.context.me.name, editedAt: Date.now() };
    return true;
  }
  private async publish(): Promise<void> {
    if (!this.draft || (this.changed && !(await this.save()))) return;
    this.busy = 'publishing';
    const answer = await api.publishPack(this.draft.name);
    this.busy = '';
    this.failure = answer.ok ? null : answer.failure;
    if (!answer.ok) return;
    const { name } = this.draft;
    const fresh = await api.pack(name);
    if (fresh.ok) {
      this.draft = fresh.value;
      this.files = fresh.value.files;
    }
    this.published = { ...answer.value.release, kiosks: answer.value.kiosks.map((one) => one.kiosk) };
    void this.loadPacks();
  }
  private goTo(problem: PackProblem): void {
    if (this.files[problem.file] !== undefined) this.file = problem.file;
    void this.updateComplete.then(() => this.renderRoot.querySelector<PackEditor>('pack-editor')?.goTo(problem.line ?? 1));
  }

  private rail(): TemplateResult {
    const { content } = this.context.words;
    const files = Object.keys(this.files);
    const bad = new Set(this.problems.map((problem) => problem.file));
    return html`<nav aria-label=${content.packs}><h1>${content.title}</h1>
      ${this.packs?.map((pack) => html`<button class="pack" aria-current=${pack.name === this.draft?.name ? 'true' : 'false'} @click=${() => void this.open(pack.name)}><b>${pack.title[this.context.language] ?? pack.name}</b><span>${pack.name} · ${pack.publishedVersion === null ? content.neverPublished : pack.publishedSha256 === pack.sha256 ? pack.publishedVersion : content.unpublished}</span></button>`)}
      ${KINDS.map((kind) => {
        const of = files.filter((file) => kindOf(file) === kind).sort();
        return of.length === 0 ? nothing : html`<h2 class="label">${content.kinds[kind]}</h2>${of.map((file) => html`<button class="file" aria-current=${file === this.file ? 'true' : 'false'} @click=${() => { this.file = file; }}><span>${file.split('/').at(-1)?.replace(/\.yaml$/, '')}</span>${bad.has(file) ? html`<i aria-label=${content.problems(1)}>!</i>` : nothing}</button>`)}`;
      })}</nav>`;
  }
  private rollout(): TemplateResult | typeof nothing {
    const { content } = this.context.words;
    const rows = [...this.context.state.kiosks.values()].filter((row) => (this.published ? this.published.kiosks.includes(kioskKey(row)) : row.pack === this.draft?.name || row['desiredPack'] === this.draft?.name));
    const version = this.published?.version ?? this.draft?.publishedVersion;
    if (!version || rows.length === 0) return nothing;
    return html`<section class="rollout" aria-live="polite"><h2 class="label">${content.rollout} · ${content.version} ${version}</h2><ul>${rows.map((row) => html`<li><span>${row.kiosk}</span>${row.packVersion === version ? html`<span class="done">${icon('check', 16)}${content.rolloutDone}</span>`
      : row.refused !== null ? html`<span class="refused">${content.rolloutRefused}</span>` : html`<span class="muted">${row.state === 'ready' || row.state === 'degraded' ? content.rolloutWaiting : content.rolloutOffline}</span>`}</li>`)}</ul></section>`;
  }
  override render(): unknown {
    const { words, now, language } = this.context;
    const { content } = words;
    if (this.packs !== null && this.packs.length === 0) return html`<nav><h1>${content.title}</h1></nav><p class="empty">${content.empty}</p>`;
    if (!this.draft) return this.rail();
    const canEdit = this.context.may('edit-packs');
    const own = this.problems.filter((problem) => problem.file === this.file);
    const listed = this.problems.length > 0 ? this.problems : this.warnings;
    const failure = this.failure && this.failure.code !== 'pack-invalid' ? (this.failure.status === 0 ? words.failure.unreachable : this.failure.status === 409 ? words.failure.conflict : this.failure.status === 403 ? words.failure.notAllowed : words.failure.unknown) : '';
    return html`${this.rail()}
      <section class="middle" aria-label=${this.draft.name}>
        <div class="bar"><h2>${this.draft.title[language] ?? this.draft.name}</h2><span class="state">${failure ? html`<span class="error" role="alert">${failure}</span>` : html`${this.draft.version} · ${this.changed ? content.changed : `${content.editedBy(this.draft.editedBy)} ${ago(this.draft.editedAt, now, language)}`}`}</span>
          ${canEdit ? html`<button class="button" ?disabled=${!this.changed || this.busy !== ''} @click=${() => void this.save()}>${content.save}</button><button class="button primary" ?disabled=${this.busy !== '' || this.checking || this.problems.length > 0} @click=${() => void this.publish()}>${icon('publish', 18)}${this.busy === 'publishing' ? content.publishing : content.publish}</button>` : nothing}</div>
        <pack-editor .words=${words} .file=${this.file} .text=${this.files[this.file] ?? ''} .problems=${own} ?locked=${!canEdit} @edited=${(event: CustomEvent<string>) => this.edited(event.detail)}></pack-editor>
        <div class="below" role="status">${!this.engine ? html`<p>${content.engineMissing}</p>` : this.checking ? html`<p>${content.checking}</p>` : this.problems.length === 0 ? html`<p class="good">${icon('check', 18)}${content.noProblems}</p>` : html`<p class="bad">${icon('alert', 18)}${content.problems(this.problems.length)}</p>`}
          <ul>${listed.slice(0, 50).map((problem) => html`<li><button @click=${() => this.goTo(problem)}><code>${problem.file}${problem.line === null ? '' : ` · ${content.line(problem.line)}`}</code><span>${problem.what} <em>${problem.how}</em></span></button></li>`)}</ul></div>
      </section>
      <div class="right"><try-it .words=${words} .lines=${this.lines} .language=${this.tryLanguage} ?off=${!this.engine || this.problems.length > 0} @said=${(event: CustomEvent<string>) => this.say(event.detail, { type: 'say', text: event.detail })} @touched=${(event: CustomEvent<{ id: string; label: string }>) => this.say(event.detail.label, { type: 'touch', card: event.detail.id })} @restart=${(event: CustomEvent<Language>) => this.restart(event.detail)}></try-it>${this.rollout()}</div>`;
  }
}
customElements.define('content-page', ContentPage);
