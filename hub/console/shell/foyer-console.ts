// The root: signs in, holds the live state, shows the rail and the page of the address, listens for the keys that work
// everywhere.
import { css, html, LitElement, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Language } from '../../../flows/protocol/language.ts';
import { api, type Me, onProofNeeded } from '../api.ts';
import { type ConsoleAction, type ConsoleState, initialState, reduce, waitingCases } from '../console-state.ts';
import { type LiveConnection, openLive } from '../live-connection.ts';
import type { PageContext } from '../page-context.ts';
import { type Page, PAGES } from '../pages.ts';
import { base } from '../parts/base-styles.ts';
import { icon } from '../parts/icons.ts';
import { en } from '../words/en.ts';
import { zh } from '../words/zh.ts';
import './command-palette.ts';
import type { Command } from './command-palette.ts';
import '../staff/fresh-proof.ts';
import './sign-in.ts';

const WORDS = { zh, en };
const USE_EVERY_MS = 5 * 60_000;

function stored(key: string): string | null {
  try { return localStorage.getItem(key); } catch { return null; }
}
function store(key: string, value: string): void {
  try { localStorage.setItem(key, value); } catch { /* a locked-down browser: the choice lasts for this page */ return; }
}

export class FoyerConsole extends LitElement {
  static override properties = { me: { state: true }, state: { state: true }, place: { state: true }, language: { state: true }, theme: { state: true }, now: { state: true }, palette: { state: true }, proof: { state: true } };
  declare me: Me | null | undefined; // undefined: not known yet
  declare state: ConsoleState;
  declare place: Page['place'];
  declare language: Language;
  declare theme: 'light' | 'dark';
  declare now: number;
  declare palette: boolean;
  declare proof: { by: string; settle(proven: boolean): void } | null;
  private live: LiveConnection | undefined;
  private ticking: ReturnType<typeof setInterval> | undefined;
  private loaded = new Set<string>();
  private lastUse = Date.now();

  constructor() {
    super();
    this.me = undefined;
    this.state = initialState;
    this.place = this.placeOfAddress();
    const language = stored('foyer-language') ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');
    this.language = language === 'zh' ? 'zh' : 'en';
    this.theme = stored('foyer-theme') === 'dark' ? 'dark' : 'light';
    this.now = Date.now();
    this.palette = false;
    this.proof = null;
  }
  static override styles = [base, css`
    :host { height: 100%; }
    .frame { display: grid; grid-template: auto minmax(0, 1fr) / 84px minmax(0, 1fr); height: 100%; }
    nav { grid-row: 1 / 3; display: flex; flex-direction: column; align-items: stretch; gap: 4px; padding: 14px 8px; background: var(--field); color: var(--on-field-2); }
    .logo { align-self: center; margin: 2px 0 14px; border-radius: 8px; }
    nav a { position: relative; display: grid; justify-items: center; gap: 3px; padding: 9px 2px 7px; border-radius: 9px; color: var(--on-field-2); text-decoration: none; font-size: 11.5px; font-weight: 540; line-height: 1.3; transition: background var(--move), color var(--move); }
    nav a:hover { background: var(--field-2); color: var(--on-field); }
    nav a[aria-current] { background: var(--field-2); color: var(--on-field); }
    nav a[aria-current]::before { content: ''; position: absolute; left: -8px; top: 12px; bottom: 12px; width: 3px; border-radius: 0 3px 3px 0; background: var(--field-mark); }
    nav :focus-visible { box-shadow: 0 0 0 2px var(--field), 0 0 0 4px var(--field-mark); }
    .badge { position: absolute; top: 4px; right: 12px; min-width: 18px; height: 18px; padding: 0 5px; border-radius: 9px; background: #f3b84a; color: #2b1c00; font: 680 11px/18px var(--face-en); text-align: center; }
    .space { flex: 1; }
    nav button { display: grid; justify-items: center; gap: 3px; padding: 8px 2px; border-radius: 9px; color: var(--on-field-2); font-size: 11.5px; font-weight: 540; }
    nav button:hover { background: var(--field-2); color: var(--on-field); }
    .band { grid-column: 2; display: flex; align-items: center; gap: 10px; padding: 8px 20px; background: var(--warn-tint); color: var(--warn); font-weight: 540; }
    main { grid-column: 2; grid-row: 2; min-height: 0; min-width: 0; overflow: hidden; }
    main > * { height: 100%; }
    @media (max-width: 720px) {
      .frame { grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr); }
      .band { grid-column: 1; grid-row: 1; padding: 8px 14px; } main { grid-column: 1; grid-row: 2; }
      nav { grid-row: 3; flex-direction: row; justify-content: space-around; gap: 0; padding: 4px 4px calc(4px + env(safe-area-inset-bottom)); }
      nav a { flex: 1; padding: 7px 0 5px; font-size: 11px; } nav a[aria-current]::before { left: 12px; right: 12px; top: -4px; bottom: auto; width: auto; height: 3px; border-radius: 0 0 3px 3px; }
      .logo, .space, nav button { display: none; } .badge { right: calc(50% - 24px); }
    }
  `];

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('popstate', this.onAddress);
    addEventListener('keydown', this.onKey);
    for (const name of ['pointerdown', 'keydown']) addEventListener(name, this.onUse);
    onProofNeeded((by) => new Promise((settle) => { this.proof = { by, settle }; }));
    this.ticking = setInterval(() => { this.now = Date.now(); }, 1000);
    void api.me().then((answer) => this.enter(answer.ok ? answer.value : null));
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('popstate', this.onAddress);
    removeEventListener('keydown', this.onKey);
    for (const name of ['pointerdown', 'keydown']) removeEventListener(name, this.onUse);
    clearInterval(this.ticking);
    this.live?.stop();
  }

  private placeOfAddress(): Page['place'] {
    const name = location.pathname.split('/')[1];
    return PAGES.find((page) => page.place === name)?.place ?? 'desk';
  }
  /** Whoever reads and types without asking the hub for anything is still here: the session must not end under their hands. */
  private onUse = (): void => {
    if (!this.me || Date.now() - this.lastUse < USE_EVERY_MS) return;
    this.lastUse = Date.now();
    void api.me().then((answer) => { if (!answer.ok && answer.failure.status === 401) this.enter(null); });
  };
  private onAddress = (): void => { this.place = this.placeOfAddress(); };
  private go(place: Page['place']): void {
    history.pushState(null, '', `/${place}`);
    this.place = place;
  }
  private onKey = (event: KeyboardEvent): void => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && this.me) {
      event.preventDefault();
      this.palette = !this.palette;
    }
    const digit = Number(event.key);
    const places = this.places();
    if (event.altKey && digit >= 1 && digit <= places.length && this.me) {
      event.preventDefault();
      this.go(places[digit - 1]?.place ?? 'settings');
    }
  };
  private enter(me: Me | null): void {
    this.me = me;
    this.live?.stop();
    this.live = undefined;
    this.state = initialState;
    if (me?.needs === 'nothing') this.live = openLive({ dispatch: (action) => this.dispatch(action), signedOut: () => this.enter(null) });
  }
  private dispatch(action: ConsoleAction): void { this.state = reduce(this.state, action); }
  private setTheme(theme: 'light' | 'dark'): void {
    this.theme = theme;
    store('foyer-theme', theme);
  }
  private setLanguage(language: Language): void {
    this.language = language;
    store('foyer-language', language);
  }
  private signOut(): void {
    void api.signOut().then((answer) => {
      this.enter(null);
      if (answer.ok && answer.value.next !== undefined) location.assign(answer.value.next);
    });
  }
  /** The places that this person may enter, in the order of the rail. */
  private places(): readonly Page[] { return PAGES.filter((page) => page.wants === undefined || this.me?.may.includes(page.wants)); }

  private context(me: Me): PageContext {
    return {
      words: WORDS[this.language], language: this.language, state: this.state, me, now: this.now, theme: this.theme,
      may: (permission) => me.may.includes(permission),
      send: (request) => this.live?.send(request),
      setLanguage: (language) => this.setLanguage(language),
      setTheme: (theme) => this.setTheme(theme),
      signOut: () => this.signOut(),
      dismissRefusal: () => this.dispatch({ type: 'refusal-seen' }),
    };
  }
  private commands(): Command[] {
    const words = WORDS[this.language];
    const first = waitingCases(this.state)[0];
    return [
      ...(first ? [{ id: 'accept', label: words.palette.acceptNext, icon: 'hand' as const, run: () => { this.go('desk'); this.live?.send({ type: 'accept', escalation: first.escalation }); } }] : []),
      ...this.places().map((page, index) => ({ id: page.place, label: words.palette.goTo(words.places[page.place]), icon: page.icon, key: `Alt ${index + 1}`, run: () => this.go(page.place) })),
      { id: 'language', label: words.palette.language, icon: 'globe' as const, run: () => this.setLanguage(this.language === 'zh' ? 'en' : 'zh') },
      { id: 'theme', label: words.palette.theme, icon: 'settings' as const, run: () => this.setTheme(this.theme === 'dark' ? 'light' : 'dark') },
      { id: 'sign-out', label: words.palette.signOut, icon: 'back' as const, run: () => this.signOut() },
    ];
  }

  override willUpdate(): void {
    document.documentElement.lang = this.language === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.dataset['theme'] = this.theme;
    const waiting = waitingCases(this.state).length;
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${WORDS[this.language].places[this.place]} · Foyer`;
  }
  override render(): unknown {
    const words = WORDS[this.language];
    if (this.me === undefined) return nothing;
    if (this.me === null || this.me.needs !== 'nothing') return html`<sign-in-form .words=${words} .me=${this.me} .language=${this.language} @language=${() => this.setLanguage(this.language === 'zh' ? 'en' : 'zh')} @signed-in=${(event: CustomEvent<Me>) => this.enter(event.detail)}></sign-in-form>`;
    const places = this.places();
    const page = places.find((one) => one.place === this.place) ?? places.find((one) => one.place === 'live') ?? places.at(-1);
    if (page && !this.loaded.has(page.place)) void page.load().then(() => { this.loaded.add(page.place); this.requestUpdate(); });
    const waiting = waitingCases(this.state).length;
    return html`<div class="frame">
      <nav aria-label=${words.product}>
        <svg class="logo" width="34" height="34" viewBox="0 0 32 32" role="img" aria-label="Foyer"><circle cx="13" cy="17" r="11" fill="#3f7f86"/><circle cx="20" cy="19" r="11" fill="#8fc3c4"/><circle cx="17" cy="13" r="11" fill="#f4f2ed"/></svg>
        ${places.filter((one) => one.place !== 'settings').map((one) => this.railLink(one, page, one.place === 'desk' ? waiting : 0))}
        <span class="space"></span>
        <button @click=${() => { this.palette = true; }} title="Ctrl K">${icon('search', 20)}<span>${words.palette.open}</span></button>
        ${places.filter((one) => one.place === 'settings').map((one) => this.railLink(one, page, 0))}
      </nav>
      <div class="band" role="status" ?hidden=${this.state.link !== 'lost'}>${icon('alert', 18)}${words.link.lost}</div>
      <main>${page && this.loaded.has(page.place) ? keyed(page.place, page.render(this.context(this.me))) : nothing}</main>
      ${this.palette ? html`<command-palette .words=${words} .commands=${this.commands()} @done=${() => { this.palette = false; }}></command-palette>` : nothing}
      ${this.proof ? html`<fresh-proof .language=${this.language} .by=${this.proof.by} .provider=${this.me.from === 'provider'} @done=${(event: CustomEvent<boolean>) => { this.proof?.settle(event.detail); this.proof = null; }}></fresh-proof>` : nothing}
    </div>`;
  }
  private railLink(page: Page, current: Page | undefined, count: number): unknown {
    return html`<a href="/${page.place}" aria-current=${page.place === current?.place ? 'page' : nothing} @click=${(event: MouseEvent) => {
      if (event.ctrlKey || event.metaKey || event.button !== 0) return;
      event.preventDefault();
      this.go(page.place);
    }}>${icon(page.icon, 22)}<span>${WORDS[this.language].places[page.place]}</span>${count > 0 ? html`<span class="badge">${count}</span>` : nothing}</a>`;
  }
}
customElements.define('foyer-console', FoyerConsole);
