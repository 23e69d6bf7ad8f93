// Settings: what is one's own (language, appearance, account) and, for those who look after people, staff, tokens and the audit.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { PageContext } from '../page-context.ts';
import { base } from '../parts/base-styles.ts';
import '../house/hub-page.ts';
import '../privacy/privacy-page.ts';
import '../staff/audit-page.ts';
import '../staff/own-account.ts';
import '../staff/staff-page.ts';
import '../staff/tokens-page.ts';
import { peopleWords } from '../words/people.ts';
import type { PeopleWords } from '../words/people-zh.ts';

type Tab = keyof PeopleWords['tabs'];
/** A place of the settings is there for whoever has one of the permissions. */
const TABS: readonly { tab: Tab; wants: readonly string[] }[] = [
  { tab: 'general', wants: ['see-self'] }, { tab: 'account', wants: ['see-self'] }, { tab: 'hub', wants: ['edit-hub', 'review-packs', 'run-rollouts', 'see-audit'] }, { tab: 'privacy', wants: ['see-retention', 'erase-sessions'] },
  { tab: 'staff', wants: ['see-staff'] }, { tab: 'tokens', wants: ['see-staff'] }, { tab: 'audit', wants: ['see-audit'] },
];

export class SettingsPage extends LitElement {
  static override properties = { context: { attribute: false }, tab: { state: true } };
  declare context: PageContext;
  declare tab: Tab;

  constructor() {
    super();
    this.tab = this.tabOfAddress();
  }
  static override styles = [base, css`
    .sheet { display: grid; gap: 16px; max-width: 880px; }
    .panel { display: grid; grid-template-columns: 170px minmax(0, 1fr); gap: 8px 24px; padding: 20px 24px; align-items: baseline; }
    h2 { font-size: var(--t-m); }
    .tabs { display: flex; gap: 4px; margin: -8px 0 20px; border-bottom: 1px solid var(--line); }
    .tabs a { padding: 9px 14px 10px; margin-bottom: -1px; border-bottom: 2px solid transparent; color: var(--ink-2); font-weight: 540; text-decoration: none; }
    .tabs a:hover { color: var(--ink); }
    .tabs a[aria-current] { color: var(--accent-ink); border-color: var(--accent); }
    .choice { display: inline-flex; padding: 3px; border-radius: 9px; background: var(--sunken); justify-self: start; }
    .choice button { min-height: 32px; padding: 0 16px; border-radius: 7px; color: var(--ink-2); font-weight: 540; }
    .choice button[aria-pressed='true'] { background: var(--surface); color: var(--ink); box-shadow: 0 1px 2px rgb(0 0 0 / 0.08); }
    .who { display: flex; align-items: center; flex-wrap: wrap; gap: 8px; }
    .who .button { margin-left: auto; }
    @media (max-width: 720px) { .panel { grid-template-columns: minmax(0, 1fr); padding: 16px 18px; } .tabs { overflow-x: auto; scrollbar-width: none; margin: 0 -14px 16px; padding: 0 8px; } .tabs a { flex: none; padding: 8px 11px 10px; } .keys-panel { display: none; } }
    .keys { display: grid; gap: 7px; max-width: 320px; } .keys li { display: flex; justify-content: space-between; color: var(--ink-2); }
  `];
  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('popstate', this.onAddress);
  }
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('popstate', this.onAddress);
  }
  /** On a narrow screen the tabs scroll sideways. */
  override updated(): void { this.renderRoot.querySelector('.tabs a[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }); }
  private onAddress = (): void => { this.tab = this.tabOfAddress(); };
  private tabOfAddress(): Tab {
    const name = location.pathname.split('/')[2];
    return TABS.find(({ tab }) => tab === name)?.tab ?? 'general';
  }
  private pair<T extends string>(label: string, options: [T, string][], current: T, choose: (value: T) => void): TemplateResult {
    return html`<section class="panel"><h2>${label}</h2><span class="choice" role="group" aria-label=${label}>${options.map(([value, text]) => html`<button aria-pressed=${value === current ? 'true' : 'false'} @click=${() => choose(value)}>${text}</button>`)}</span></section>`;
  }
  private general(): TemplateResult {
    const { words, language, theme, me } = this.context;
    const s = words.settings;
    return html`<div class="sheet">
      ${this.pair(s.language, [['zh', '中文'], ['en', 'English']], language, (value) => this.context.setLanguage(value))}
      ${this.pair(s.theme, [['light', s.light], ['dark', s.dark]], theme, (value) => this.context.setTheme(value))}
      <section class="panel"><h2>${s.account}</h2><div class="who"><b>${me.name}</b>${me.roles.map((role) => html`<span class="chip">${s.roleNames[role] ?? role}</span>`)}<button class="button" @click=${() => this.context.signOut()}>${s.signOut}</button></div></section>
      <section class="panel keys-panel"><h2>${s.keys}</h2><ul class="keys">${words.desk.keyList.map(([key, what]) => html`<li><span>${what}</span><kbd>${key}</kbd></li>`)}</ul></section></div>`;
  }
  private body(tab: Tab): TemplateResult {
    switch (tab) {
      case 'general': return this.general();
      case 'account': return html`<own-account .context=${this.context}></own-account>`;
      case 'hub': return html`<hub-page .context=${this.context}></hub-page>`;
      case 'privacy': return html`<privacy-page .context=${this.context}></privacy-page>`;
      case 'staff': return html`<staff-page .context=${this.context}></staff-page>`;
      case 'tokens': return html`<tokens-page .context=${this.context}></tokens-page>`;
      case 'audit': return html`<audit-page .context=${this.context}></audit-page>`;
    }
  }
  override render(): unknown {
    const { words, language } = this.context;
    const tabs = TABS.filter(({ wants }) => wants.some((one) => this.context.may(one)));
    const tab = tabs.find((one) => one.tab === this.tab)?.tab ?? 'general';
    return html`<div class="page"><header><h1>${words.settings.title}</h1></header>
      <nav class="tabs" aria-label=${words.settings.title}>${tabs.map((one) => html`<a href="/settings/${one.tab}" aria-current=${one.tab === tab ? 'page' : nothing} @click=${(event: MouseEvent) => {
        if (event.ctrlKey || event.metaKey || event.button !== 0) return;
        event.preventDefault();
        history.pushState(null, '', `/settings/${one.tab}`);
        this.tab = one.tab;
      }}>${peopleWords(language).tabs[one.tab]}</a>`)}</nav>
      ${this.body(tab)}</div>`;
  }
}
customElements.define('settings-page', SettingsPage);
