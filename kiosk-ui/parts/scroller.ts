// Room for more than fits: scrolls by finger and by two large buttons, and says plainly that there is more.
import { LitElement, css, html, nothing } from 'lit';
import { icon } from '../icons.ts';
import { base } from '../styles.ts';
import { WORDS } from '../words.ts';
import type { Language } from '../../flows/protocol/language.ts';

export class FoyerScroller extends LitElement {
  static override properties = { language: { attribute: false }, toEnd: { attribute: false }, above: { state: true }, below: { state: true } };
  declare language: Language;
  /** Keeps the newest line in sight (chat). */
  declare toEnd: boolean;
  declare above: boolean;
  declare below: boolean;

  static override styles = [base, css`
    :host { position: relative; display: block; height: 100%; min-height: 0; min-width: 0; }
    .scroll { height: 100%; overflow-x: hidden; overflow-y: auto; overscroll-behavior: contain; scrollbar-width: none; display: flex; flex-direction: column; }
    .scroll::-webkit-scrollbar { display: none; }
    .scroll:focus-visible { outline: 0.4rem solid var(--accent); outline-offset: -0.4rem; }
    .edge { position: absolute; left: 0; right: 0; height: 16rem; display: grid; justify-items: center; pointer-events: none; background: linear-gradient(to bottom, transparent, var(--ground) 60%); }
    .turn { pointer-events: auto; display: inline-flex; align-items: center; gap: 1.2rem; min-height: 8rem; padding: 0 3.2rem; border-radius: 4rem; background: var(--ink); color: var(--ground); font-size: var(--t-28); font-weight: 600; }
    .turn .icon { font-size: 3.6rem; }
    .below { bottom: 0; align-items: end; padding-bottom: 2rem; }
    .above { top: 0; align-items: start; padding-top: 2rem; background: linear-gradient(to top, transparent, var(--ground) 60%); }
  `];

  #observer = new ResizeObserver(() => this.#look());

  constructor() {
    super();
    this.language = 'zh';
    this.toEnd = false;
    this.above = false;
    this.below = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  override firstUpdated(): void {
    const scroll = this.#scroll();
    if (scroll) this.#observer.observe(scroll);
    for (const child of this.children) this.#observer.observe(child);
  }

  #scroll(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.scroll');
  }

  #look(): void {
    const scroll = this.#scroll();
    if (!scroll) return;
    if (this.toEnd) scroll.scrollTop = scroll.scrollHeight;
    // Not scrollHeight: a view that is still moving in would count as longer than it is.
    const length = [...this.children].reduce((sum, child) => sum + (child instanceof HTMLElement ? child.offsetHeight : 0), 0);
    this.above = length > scroll.clientHeight + 8 && scroll.scrollTop > 8;
    this.below = length - scroll.scrollTop - scroll.clientHeight > 8;
  }

  #turn(direction: 1 | -1): void {
    const scroll = this.#scroll();
    const smooth = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    scroll?.scrollBy({ top: direction * scroll.clientHeight * 0.7, behavior: smooth ? 'smooth' : 'instant' });
  }

  override render() {
    const words = WORDS[this.language];
    return html`<div class="scroll" tabindex=${this.above || this.below ? 0 : -1} role=${this.above || this.below ? 'region' : nothing} aria-label=${this.above || this.below ? words.more : nothing} @scroll=${() => this.#look()}>
        <slot @slotchange=${() => this.#look()}></slot>
      </div>
      ${this.above ? html`<div class="edge above"><button class="turn" @click=${() => this.#turn(-1)}>${icon('up')}${words.moreUp}</button></div>` : nothing}
      ${this.below ? html`<div class="edge below"><button class="turn" @click=${() => this.#turn(1)}>${icon('down')}${words.more}</button></div>` : nothing}`;
  }
}
customElements.define('foyer-scroller', FoyerScroller);
