// A form, one slot at a time: the question above, what is known so far, and the right way to touch the answer in.
import { css, html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { act, touched } from '../parts/act.ts';
import { widthOf } from '../parts/caption-window.ts';
import { caption, spokenHeadline } from '../parts/captions.ts';
import { cards } from '../parts/card.ts';
import { icon } from '../icons.ts';
import type { Day } from '../parts/day-picker.ts';
import { canHear, typeScale } from '../screen-state.ts';
import { ScreenView, viewStyles } from './screen-view.ts';

/** Choices that stand beside an instrument instead of in its place. */
const BESIDE = new Set(['skip', 'more']);
/** A mainland identity number has 17 digits and a check character, which may be X. */
const LENGTH_OF_AN_IDENTITY = 18;
const DIGITS_OF_AN_AMOUNT = 12;

function localToday(): Day {
  const now = new Date();
  return { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
}

export class FoyerForm extends ScreenView<'form'> {
  static override styles = [viewStyles, css`
    .stage { --stage-height: 46rem; padding-bottom: 4.4rem; gap: 1.6rem; }
    .spot { --spot: 11rem; }
    .inner { gap: 2.8rem; align-content: space-between; padding-top: 2.8rem; padding-bottom: 3.2rem; }
    .slots { display: grid; gap: 0; }
    .slot { display: grid; grid-template-columns: 4.8rem minmax(0, 2fr) minmax(0, 3fr) calc(10rem * var(--type)); gap: 1.6rem; align-items: center; width: 100%; min-height: 7.6rem; padding: 0.8rem 0; border-bottom: var(--stroke) solid var(--line); font-size: var(--t-34); line-height: 1.35; text-align: left; }
    .slot .mark { display: grid; place-items: center; width: 4.4rem; height: 4.4rem; border-radius: 50%; font-size: 2.8rem; font-weight: 660; color: var(--ink-2); box-shadow: inset 0 0 0 0.2rem var(--line-2); font-variant-numeric: tabular-nums; }
    .slot .name { color: var(--ink-2); overflow-wrap: anywhere; }
    .slot .value { font-weight: 600; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
    .slot .change { text-align: right; font-size: var(--t-28); color: var(--accent-ink); font-weight: 560; }
    .slot.done .mark { background: var(--good-tint); color: var(--good); box-shadow: none; }
    .slot.done:active { background: var(--accent-tint); }
    .slot.current .mark { background: var(--accent); color: var(--on-accent); box-shadow: none; }
    .slot.current .name { color: var(--ink); font-weight: 640; }
    .slot .waiting { color: var(--ink-2); font-weight: 400; }
    .slot.current .waiting { color: var(--accent-ink); }
    :host([large]) .slot { grid-template: auto auto / 6.4rem minmax(0, 1fr) auto; gap: 0 1.6rem; }
    :host([large]) .slot .mark { grid-row: 1 / 3; width: 5.6rem; height: 5.6rem; }
    :host([large]) .slot .value { grid-area: 2 / 2; }
    :host([large]) .slot .change { grid-area: 1 / 3 / 3 / 4; }
    .stage .slots { margin-top: 2.4rem; }
    .stage .slot { border-color: var(--field-line); grid-template-columns: 4.8rem minmax(0, 1.25fr) minmax(0, 1.4fr) calc(10rem * var(--type)); }
    .stage .slot .name, .stage .slot .change, .stage .slot .waiting, .stage .slot .mark { color: var(--on-field-2); }
    .stage .slot.current .name, .stage .slot.current .waiting { color: var(--on-field); }
    .stage .slot.current .mark { background: var(--on-field); color: var(--field); }
    .stage .slot.done .mark { background: none; box-shadow: inset 0 0 0 0.2rem var(--field-mark); color: var(--field-mark); }
    .stage .slot.done:active { background: var(--field-2); }
    :host([crowded]:not([large])) .counter .slots { display: none; }
    /* Where keys need the room, two slots share a row. */
    .compact { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 4rem; }
    .compact .slot { grid-template: auto auto / 4.4rem minmax(0, 1fr) auto; gap: 0 1.6rem; min-height: 9.2rem; font-size: var(--t-34); line-height: 1.25; }
    .compact .mark { grid-row: 1 / 3; }
    .compact .name { font-size: var(--t-28); }
    .compact .slot.todo .name, .compact .slot.current .name { grid-row: 1 / 3; font-size: var(--t-34); }
    .compact .slot.todo .value, .compact .slot.current .value { display: none; }
    .compact .slot .value { grid-area: 2 / 2; }
    .compact .slot .change { grid-area: 1 / 3 / 3 / 4; }
    :host([large]) .compact { grid-template-columns: minmax(0, 1fr); }
    .say { display: flex; align-items: center; gap: 1.6rem; font-size: var(--t-34); color: var(--ink-2); line-height: 1.4; }
    .say .icon { font-size: 4rem; color: var(--accent-ink); }
    .input { display: grid; gap: 2.4rem; }
    .typing { display: grid; grid-template-columns: auto minmax(0, 1fr); align-items: center; gap: 2.4rem; min-height: 14rem; padding: 2.4rem 3.2rem; border-radius: var(--radius); background: var(--surface); box-shadow: inset 0 0 0 0.3rem var(--accent); font-size: var(--t-44); font-weight: 600; text-align: left; }
    .typing .icon { font-size: 5.6rem; color: var(--accent-ink); }
    .typing small { display: block; font-size: var(--t-28); font-weight: 400; color: var(--ink-2); line-height: 1.4; }
    @media (min-aspect-ratio: 1/1) { .slot { min-height: 6.8rem; font-size: var(--t-28); } .inner { padding-top: 4.8rem; gap: 2rem; align-content: center; } }
  `];

  #answer = (event: CustomEvent<string>): void => {
    const slot = this.view.slots.find((entry) => entry.state === 'current');
    if (slot) touched(this, slot.id, event.detail);
  };

  override render() {
    const { view, state, words } = this;
    const spoken = spokenHeadline(state, view.headline);
    const current = view.slots.findIndex((slot) => slot.state === 'current');
    const keyed = ['digits', 'number', 'text'].includes(view.input.type);
    const lines = this.landscape ? 4 : 2;
    const large = typeScale(state) >= 1.4; // then the input comes first, what is known so far after it
    return html`
      <section class="stage">
        <div class="spot"></div>
        <p class="label">${view.title}${current < 0 ? nothing : html` · ${words.progress(current + 1, view.slots.length)}`}</p>
        <h1 class="headline enter ${this.length(view.headline)}">${spoken.text}</h1>
        ${spoken.spoken ? nothing : caption(state, words, this.room(4.4, lines))}
        ${this.landscape && !large ? this.#slots() : nothing}
      </section>
      <foyer-scroller class="counter" .language=${state.language}><div class="inner enter">
        ${this.landscape || large ? nothing : this.#slots()}
        <div class="input">
          <p class="say">${icon(canHear(state) ? 'microphone' : 'touch')}${canHear(state) ? (keyed ? words.speakOrKey : words.speakOrPick) : keyed ? words.keyHere : words.pickHere}</p>
          ${this.#input()}
        </div>
        ${large ? this.#slots() : nothing}
      </div></foyer-scroller>`;
  }

  /** Keys that are out of sight help nobody: where the room is short, what is known so far gives way. */
  override updated(): void {
    super.updated();
    this.removeAttribute('crowded');
    const [inner, counter] = [this.renderRoot.querySelector<HTMLElement>('.inner'), this.renderRoot.querySelector<HTMLElement>('.counter')];
    if (inner && counter && inner.offsetHeight > counter.clientHeight + 8) this.setAttribute('crowded', '');
  }

  /** Beside the question where the screen is wide, below it where it is tall. */
  #slots(): TemplateResult {
    const { view, words } = this;
    const compact = !this.landscape && view.slots.length > 2 && view.input.choices.every((choice) => BESIDE.has(choice.id)) && view.input.type !== 'text';
    return html`<div class="slots ${compact ? 'compact' : ''}">${view.slots.map((slot, index) => slot.state === 'done' && slot.editable === true
      ? html`<button class="slot done" @click=${() => touched(this, slot.id)}><span class="mark">${icon('check')}</span><span class="name">${slot.label}</span><span class="value">${slot.value ?? ''}</span><span class="change">${words.change}</span></button>`
      : html`<div class="slot ${slot.state}"><span class="mark">${slot.state === 'done' ? icon('check') : index + 1}</span><span class="name">${slot.label}</span><span class="value ${slot.state === 'done' ? '' : 'waiting'}">${slot.value ?? (slot.state === 'current' ? words.filling : '')}</span></div>`)}</div>`;
  }

  #input(): TemplateResult {
    const { input } = this.view;
    const [beside, answers] = [input.choices.filter((choice) => BESIDE.has(choice.id)), input.choices.filter((choice) => !BESIDE.has(choice.id))];
    if (answers.length > 0) {
      const short = answers.length > 4 || answers.every((choice) => widthOf(choice.label) <= 10 && widthOf(choice.hint) <= 14);
      return cards(input.choices, this.pick, short ? 'pair' : 'row');
    }
    return html`${this.#instrument()}${beside.length === 0 ? nothing : cards(beside, this.pick, 'pair')}`;
  }

  /** What the open slot is keyed in with where there is nothing to choose from. */
  #instrument(): TemplateResult {
    const { view, state, words } = this;
    const { input } = view;
    const label = view.slots.find((slot) => slot.state === 'current')?.label ?? view.headline;
    const keypad = (extra: string) => html`<foyer-keypad .language=${state.language} .maxLength=${input.maxLength} .placeholder=${input.placeholder || (input.maxLength < 40 ? words.digitsOf(input.maxLength) : '')} .label=${label} .extra=${extra} @keyed=${this.#answer}></foyer-keypad>`;
    switch (input.type) {
      case 'digits': return keypad('');
      case 'number': return keypad(input.maxLength >= DIGITS_OF_AN_AMOUNT ? '.' : '');
      case 'date': return html`<foyer-day-picker .language=${state.language} .today=${localToday()} @keyed=${this.#answer}></foyer-day-picker>`;
      case 'time': return html`<foyer-time-picker .language=${state.language} @keyed=${this.#answer}></foyer-time-picker>`;
      case 'yes-no': return cards([{ id: 'yes', number: 1, label: words.yes, hint: '', icon: 'yes' }, { id: 'no', number: 2, label: words.no, hint: '', icon: 'no' }], this.pick, 'pair');
      default: return input.maxLength === LENGTH_OF_AN_IDENTITY ? keypad('X')
        : html`<button class="typing" @click=${() => act(this, { local: { type: 'panel', panel: 'keyboard' } })}>${icon('keyboard')}<span>${words.typeHere}${input.placeholder === '' ? nothing : html`<small>${input.placeholder}</small>`}</span></button>`;
    }
  }
}
customElements.define('foyer-view-form', FoyerForm);
