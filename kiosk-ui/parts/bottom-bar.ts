// The bar that is the same in every view: microphone, keyboard, language, loudness, slower, larger, human help, start over.
// Icons with words; a switch that is on carries a mark, not only a colour.
import { LitElement, css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Control } from '../../flows/protocol/screen.ts';
import { icon } from '../icons.ts';
import type { IconName } from '../icons.ts';
import { writesInline } from '../screen-state.ts';
import type { ScreenState } from '../screen-state.ts';
import { base } from '../styles.ts';
import { WORDS, langTag, otherLanguage } from '../words.ts';
import { act } from './act.ts';

export class FoyerBottomBar extends LitElement {
  static override properties = { state: { attribute: false } };
  declare state: ScreenState;

  static override styles = [base, css`
    :host { position: relative; background: var(--surface); border-top: var(--stroke) solid var(--line); }
    .bar { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.8rem 0; padding: 1.6rem 2.4rem 2rem; }
    .tool { position: relative; flex: 1 1 auto; display: grid; justify-items: center; align-content: center; gap: 0.8rem; min-height: 13.2rem; min-width: 9.6rem; padding: 1rem 1rem; border-radius: var(--radius); font-size: var(--t-28); line-height: 1.2; font-weight: 560; text-align: center; white-space: nowrap; }
    .tool .icon { font-size: 4.8rem; }
    .tool:active { background: var(--accent-tint); }
    .tool[aria-pressed='true']::after, .tool[aria-expanded='true']::after { content: ''; position: absolute; bottom: 0.2rem; width: 3.6rem; height: 0.6rem; border-radius: 0.3rem; background: var(--accent); }
    .tool[aria-pressed='true'], .tool[aria-expanded='true'] { color: var(--accent-ink); }
    .human { background: var(--accent-tint); color: var(--accent-ink); }
    .failed { color: var(--ink-2); }
    :host([large]) .tool { flex: 1 1 22%; padding: 0.8rem 0.4rem; }
    :host([large]) .tool .icon { font-size: 5.6rem; }
    :host([large]) .bar { padding-inline: 1.2rem; }
    @media (min-aspect-ratio: 1/1) {
      .bar { padding: 0.8rem 6.4rem 1.2rem; }
      .tool { min-height: 10.4rem; padding: 0.8rem 2rem; }
      .tool .icon { font-size: 4.4rem; }
      :host([large]) .tool { flex: 1 1 auto; }
    }
    .sheet { position: absolute; right: 3.2rem; left: 3.2rem; bottom: calc(100% + 2.4rem); z-index: 2; display: grid; gap: 2.4rem; padding: 3.2rem; border-radius: var(--radius); background: var(--surface); box-shadow: 0 0 0 var(--stroke) var(--line-2), 0 1.6rem 6.4rem #00000038; }
    .sheet h2 { font-size: var(--t-34); font-weight: 620; }
    .volume { display: grid; grid-template-columns: 1fr auto 1fr; gap: 3.2rem; align-items: center; }
    .volume button { display: inline-flex; align-items: center; justify-content: center; gap: 1.6rem; min-height: 12rem; border-radius: var(--radius); background: var(--ground); box-shadow: inset 0 0 0 var(--stroke) var(--line); font-size: var(--t-34); font-weight: 600; }
    .volume button .icon { font-size: 5.2rem; }
    .steps { display: flex; align-items: flex-end; gap: 0.8rem; height: 8rem; }
    .steps span { width: 2rem; border-radius: 0.6rem; box-shadow: inset 0 0 0 var(--stroke) var(--line-2); }
    .steps span.on { background: var(--accent); box-shadow: none; }
    .steps span:nth-child(1) { height: 35%; } .steps span:nth-child(2) { height: 56%; } .steps span:nth-child(3) { height: 78%; } .steps span:nth-child(4) { height: 100%; }
    @media (min-aspect-ratio: 1/1) { .sheet { left: auto; width: 90rem; } }
  `];

  #control(control: Control): void {
    act(this, { send: { type: 'control', control } });
  }

  #tool(sign: IconName, label: string, press: () => void, more: { pressed?: boolean; expanded?: boolean; className?: string; name?: string; lang?: string } = {}): TemplateResult {
    return html`<button class="tool ${more.className ?? ''}" @click=${press} aria-pressed=${more.pressed === undefined ? nothing : String(more.pressed)} aria-expanded=${more.expanded === undefined ? nothing : String(more.expanded)} lang=${more.lang ?? nothing}>
      ${icon(sign)}<span>${label}</span>${more.name === undefined ? nothing : html`<span class="unseen">${more.name}</span>`}</button>`;
  }

  override render() {
    const { state } = this;
    const words = WORDS[state.language];
    const microphone = state.status.microphone;
    const other = otherLanguage(state.language);
    const panel = (name: 'keyboard' | 'volume') => () => act(this, { local: { type: 'panel', panel: name } });
    return html`<nav class="bar" aria-label=${words.toolbar}>
        ${microphone === 'failed'
          ? this.#tool('microphone-off', words.microphoneFailed, () => this.#control('microphone'), { className: 'failed' })
          : this.#tool(microphone === 'ok' ? 'microphone' : 'microphone-off', microphone === 'ok' ? words.microphoneOn : words.microphoneOff, () => this.#control('microphone'), { pressed: microphone === 'ok' })}
        ${this.#tool('keyboard', words.keyboard, panel('keyboard'), { expanded: state.panel === 'keyboard' || writesInline(state.view) })}
        ${(state.hello?.languages.length ?? 2) > 1 ? this.#tool('language', words.otherLanguage, () => act(this, { send: { type: 'control', control: 'language', language: other } }), { lang: langTag(other) }) : nothing}
        ${this.#tool(state.status.loudspeaker === 'ok' ? 'volume' : 'volume-off', words.volume, panel('volume'), { expanded: state.panel === 'volume' })}
        ${this.#tool('slower', words.slower, () => this.#control('slower'), { pressed: state.comfort.slower })}
        ${this.#tool('larger', words.larger, () => this.#control('larger'), { pressed: state.comfort.larger })}
        ${this.#tool('human', words.human, () => this.#control('human'), { className: 'human' })}
        ${this.#tool('start-over', words.startOver, () => this.#control('start-over'))}
      </nav>
      ${state.panel === 'volume' ? this.#volume() : nothing}`;
  }

  #volume(): TemplateResult {
    const words = WORDS[this.state.language];
    const level = this.state.comfort.volume;
    return html`<section class="sheet" aria-label=${words.volumeTitle}>
      <h2>${words.volumeTitle}</h2>
      <div class="volume">
        <button @click=${() => this.#control('quieter')}>${icon('volume-less')}${words.quieter}</button>
        <div class="steps" role="img" aria-label=${words.volumeLevel(level)}>${[1, 2, 3, 4].map((step) => html`<span class=${step <= level ? 'on' : ''}></span>`)}</div>
        <button @click=${() => this.#control('louder')}>${icon('volume-more')}${words.louder}</button>
      </div>
    </section>`;
  }
}
customElements.define('foyer-bottom-bar', FoyerBottomBar);
