// The page's root: holds the state, lets the current view fill the room, keeps the field, the header, the presence and the
// bar in place around it. Every message goes in through `receive`, every touch goes out through `send`.
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { ScreenEvent, ScreenMessage } from '../flows/protocol/screen.ts';
import { paletteOf } from './palette.ts';
import type { Theme } from './palette.ts';
import type { Act } from './parts/act.ts';
import type { FoyerPresence } from './parts/presence.ts';
import { icon } from './icons.ts';
import { bandOf, canGoBack, canHear, initialState, reduce, typeScale, writesInline } from './screen-state.ts';
import type { ScreenAction, ScreenState } from './screen-state.ts';
import { base } from './styles.ts';
import { viewElement } from './view-elements.ts';
import { WAITING, langTag, wordsOf } from './words.ts';
import type { Words } from './words.ts';

/** How the place wants the screen; from the page's address, so that an operator sets it where the browser is started. */
export interface Manner { theme: Theme; moreContrast: boolean; seated: boolean }

export class FoyerScreen extends LitElement {
  static override properties = { state: { state: true }, landscape: { state: true } };
  declare state: ScreenState;
  declare landscape: boolean;
  /** Set by `main.ts`; loses the event where nobody is connected. */
  send: (event: ScreenEvent) => void = () => undefined;
  manner: Manner = { theme: 'light', moreContrast: false, seated: false };

  static override styles = [base, css`
    :host { position: relative; box-sizing: border-box; display: grid; grid-template: minmax(0, 1fr) auto auto / minmax(0, 1fr); height: 100%; overflow: hidden; background: var(--ground); }
    /* From a wheelchair everything moves down. */
    :host([seated]) { --seated: 22rem; }
    .room { position: relative; min-height: 0; min-width: 0; overflow: hidden; background: var(--ground); }
    .field { position: absolute; inset: 0; background: var(--field); transform: translate(var(--field-x, 0), var(--field-y, 0)); transition: transform var(--move); will-change: transform; }
    .head { position: absolute; z-index: 1; top: calc(5.2rem + var(--seated, 0rem)); left: var(--margin); right: var(--margin); display: flex; justify-content: space-between; align-items: baseline; gap: 3.2rem; color: var(--on-field-2); font-size: var(--t-28); line-height: 1.3; pointer-events: none; }
    .head b { font-weight: 620; color: var(--on-field); white-space: nowrap; overflow: hidden; text-overflow: ellipsis; min-width: 0; }
    .back { pointer-events: auto; --focus: var(--on-field); flex: none; margin: -2.6rem -1.6rem -2.6rem 0; align-self: center; display: inline-flex; align-items: center; gap: 1.2rem; min-height: 8.8rem; padding: 0 2.8rem; border-radius: 4.4rem; color: var(--on-field); font-size: var(--t-28); font-weight: 560; }
    .back .icon { font-size: 3.6rem; }
    .back:active { background: var(--field-2); }
    .view { position: absolute; inset: var(--seated, 0rem) 0 0; height: auto; }
    .waiting { position: absolute; inset: 0; display: grid; align-content: center; gap: 2rem; padding: 0 var(--margin); color: var(--on-field); }
    .waiting .spot { width: 24rem; height: 24rem; margin-bottom: 6rem; }
    .waiting p, .waiting .large { text-wrap: balance; }
    .waiting p { font-size: var(--t-44); line-height: 1.4; color: var(--on-field-2); }
    .waiting .large { font-size: var(--t-64); font-weight: 640; color: var(--on-field); line-height: 1.3; }
    .waiting .en { margin-top: 4.8rem; }
    foyer-keyboard { position: relative; z-index: 3; }
    @media (min-aspect-ratio: 1/1) { .head { left: 6.4rem; right: auto; width: calc(40vw - 12.8rem); } .waiting { padding: 0 22rem; } }
    @media (prefers-reduced-motion: reduce) { .field { transition: none; } }
  `];

  #wide = matchMedia('(min-aspect-ratio: 1/1)');
  #painted = '';
  #stageSize = new ResizeObserver(() => this.#arrange());

  constructor() {
    super();
    this.state = initialState();
    this.landscape = this.#wide.matches;
    this.#wide.addEventListener('change', () => { this.landscape = this.#wide.matches; });
    this.addEventListener('act', (event) => this.#act((event as CustomEvent<Act>).detail));
  }

  /** One message of the device. */
  receive(message: ScreenMessage): void {
    if (message.type === 'level') this.#presence()?.hear(message.microphone, message.output);
    else this.dispatch({ type: 'message', message });
  }

  dispatch(action: ScreenAction): void {
    this.state = reduce(this.state, action);
  }

  #act(what: Act): void {
    if ('local' in what) this.dispatch(what.local);
    else {
      this.send(what.send);
      if (this.state.panel === 'volume' && !(what.send.type === 'control' && ['louder', 'quieter'].includes(what.send.control))) this.dispatch({ type: 'panel', panel: 'volume' });
    }
  }

  #closeVolume = (): void => {
    if (this.state.panel === 'volume') this.dispatch({ type: 'panel', panel: 'volume' });
  };

  #presence(): FoyerPresence | null {
    return this.renderRoot.querySelector<FoyerPresence>('foyer-presence');
  }

  override willUpdate(): void {
    const { state, manner } = this;
    document.documentElement.lang = langTag(state.language);
    document.documentElement.style.setProperty('--type', String(typeScale(state)));
    const accent = state.hello?.pack.accent ?? '';
    const key = JSON.stringify([accent, manner]);
    if (key !== this.#painted) {
      this.#painted = key;
      for (const [name, value] of Object.entries(paletteOf(accent, manner.theme, manner.moreContrast))) document.documentElement.style.setProperty(`--${name}`, value);
      this.#presence()?.recolour();
    }
  }

  override render(): TemplateResult {
    const { state } = this;
    const large = typeScale(state) >= 1.4;
    const words = wordsOf(state.language, state.hello?.pack.address);
    const open = state.view !== null;
    const still = state.view?.kind === 'out-of-service' || state.view?.kind === 'claim';
    const silent = !canHear(state) && state.presence !== 'speaking' && state.presence !== 'thinking';
    const presence = !open || still || silent ? 'off' : state.presence;
    return html`
      <main class="room" @click=${this.#closeVolume}>
        <div class="field"></div>
        <foyer-presence role="img" aria-label=${presence === 'idle' ? (state.hello?.pack.title[state.language] ?? '') || words.off : words[presence]} .presence=${presence}></foyer-presence>
        ${open ? html`<header class="head"><b>${state.hello?.pack.title[state.language] ?? ''}</b>${canGoBack(state) ? html`<button class="back" @click=${() => this.send({ type: 'control', control: 'back' })}>${icon('back')}${words.back}</button>` : nothing}</header>` : nothing}
        ${open ? keyed(state.generation, viewElement(state, this.landscape, large)) : this.#waiting()}
      </main>
      ${bandOf(state) === null ? html`<span></span>` : html`<foyer-band .state=${state}></foyer-band>`}
      ${state.panel === 'keyboard' && open && !writesInline(state.view) ? html`<foyer-keyboard .language=${state.language} .draft=${state.draft} .scale=${typeScale(state)}></foyer-keyboard>`
        : open && !still ? html`<foyer-bottom-bar .state=${state} ?large=${large}></foyer-bottom-bar>` : html`<span></span>`}
      ${state.countdown === null ? nothing : html`<foyer-countdown .words=${words} .seconds=${state.countdown}></foyer-countdown>`}
      <div class="unseen" role="status" aria-live="polite">${this.#announcement(words)}</div>`;
  }

  #waiting(): TemplateResult {
    return html`<section class="waiting"><div class="spot"></div><h1 class="large" lang="zh-CN">${WAITING.zh}</h1><p lang="zh-CN">${WAITING.staffZh}</p><h2 class="large en" lang="en">${WAITING.en}</h2><p lang="en">${WAITING.staffEn}</p></section>`;
  }

  /** What a screen reader should hear: a finished line of either side. Headlines are reached by focus. */
  #announcement(words: Words): string {
    const { captions, latest } = this.state;
    const line = latest === null ? undefined : captions[latest];
    if (line?.final !== true) return '';
    return `${line.who === 'visitor' ? words.youSay : line.who === 'kiosk' ? words.kioskSays : words.agentSays}: ${line.text}`;
  }

  override updated(): void {
    const view = this.renderRoot.querySelector<LitElement>('.view');
    if (view === null) return this.#arrange();
    void view.updateComplete.then(() => {
      const stage = view.renderRoot.querySelector('.stage');
      this.#stageSize.disconnect();
      if (stage) this.#stageSize.observe(stage);
      this.#stageSize.observe(this);
      this.#arrange();
    });
  }

  /** Moves field and presence to where the view's stage and spot are. */
  #arrange(): void {
    const room = this.renderRoot.querySelector<HTMLElement>('.room');
    const field = this.renderRoot.querySelector<HTMLElement>('.field');
    if (!room || !field) return;
    const frame = room.getBoundingClientRect();
    const inner = this.renderRoot.querySelector<LitElement>('.view')?.renderRoot;
    const stage = inner?.querySelector('.stage')?.getBoundingClientRect();
    const spot = (inner ?? this.renderRoot).querySelector('.spot')?.getBoundingClientRect();
    // The shape lives on the field and never spills over the counter.
    const presence = this.#presence();
    presence?.style.setProperty('right', this.landscape && stage ? `${frame.right - stage.right}px` : '0px');
    presence?.style.setProperty('bottom', !this.landscape && stage ? `${frame.bottom - stage.bottom}px` : '0px');
    field.style.setProperty('--field-x', this.landscape && stage ? `${stage.right - frame.right}px` : '0px');
    field.style.setProperty('--field-y', !this.landscape && stage ? `${stage.bottom - frame.bottom}px` : '0px');
    presence?.goTo(spot === undefined ? null : { x: spot.left + spot.width / 2 - frame.left, y: spot.top + spot.height / 2 - frame.top, radius: spot.width / 2, align: this.state.view?.kind === 'attract' ? 'centre' : 'left' });
  }
}
customElements.define('foyer-screen', FoyerScreen);
