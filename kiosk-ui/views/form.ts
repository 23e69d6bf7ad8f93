// A form, one slot at a time: the question above, what is known so far, and the right way to touch the answer in.
import { css, html, nothing } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import { touched } from '../parts/act.ts';
import { widthOf } from '../parts/caption-window.ts';
import { caption, spokenHeadline } from '../parts/captions.ts';
import { cards } from '../parts/card.ts';
import { icon } from '../icons.ts';
import { dayOf } from '../parts/calendar-days.ts';
import { stageHead } from '../parts/call-card.ts';
import { canHear, inputKind, typeScale } from '../screen-state.ts';
import { ScreenView, viewStyles } from './screen-view.ts';

/** Choices that stand beside an instrument instead of in its place. */
const BESIDE = new Set(['skip', 'more']);
const PHONE = 11;
/** Answers that stay in sight longest where the room is short. */
const RECENT = 3;

export class FoyerForm extends ScreenView<'form'> {
  static override styles = [viewStyles, css`
    .stage { --stage-height: 46rem; padding-bottom: 4.4rem; gap: 1.6rem; }
    .spot { --spot: 11rem; }
    .inner { gap: 2.8rem; align-content: space-between; padding-top: 2.8rem; padding-bottom: 3.2rem; }
    .inner.called { align-content: end; }
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
    :host([crowded]:not([large])) .counter .slot.todo { display: none; }
    :host(:is([crowded='2'], [crowded='3']):not([large])) .counter .slot.old { display: none; }
    :host([crowded='3']:not([large])) .counter .slots { display: none; }
    :host([crowded='3']:not([large])) .inner { align-content: end; }
    :host([crowded][large]) .say { display: none; }
    :host([crowded][large]) .inner { padding-top: 1.6rem; padding-bottom: 1.6rem; }
    :host([tight]) .stage .slot.old, :host([tight='2']) .stage .slot.todo { display: none; }
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
    @media (min-aspect-ratio: 1/1) { .slot { min-height: 6.8rem; font-size: var(--t-28); } .inner { padding-top: 4.8rem; gap: 2rem; align-content: center; } }
  `];

  #answer = (event: CustomEvent<string>): void => {
    const slot = this.view.slots.find((entry) => entry.state === 'current');
    if (slot) touched(this, slot.id, event.detail);
  };

  #send(value: string): void {
    this.#answer(new CustomEvent('keyed', { detail: value }));
  }

  override render() {
    const { view, state, words } = this;
    const spoken = spokenHeadline(state, view.headline);
    const current = view.slots.findIndex((slot) => slot.state === 'current');
    const keyed = !['choice', 'yes-no', 'date', 'date-range', 'time', 'time-range'].includes(inputKind(view.input));
    const lines = this.landscape ? 4 : 2;
    const large = typeScale(state) >= 1.4; // then the input comes first, what is known so far after it
    return html`
      <section class="stage">
        ${stageHead(view.call)}
        <p class="label">${view.call === undefined ? view.title : nothing}${current < 0 || view.call !== undefined ? nothing : html` · ${words.progress(current + 1, view.slots.length)}`}</p>
        <h1 class="headline enter ${this.length(view.headline)}">${spoken.text}</h1>
        ${spoken.spoken ? nothing : caption(state, words, this.room(4.4, lines))}
        ${this.landscape && !large && view.call === undefined ? this.#slots() : nothing}
      </section>
      <foyer-scroller class="counter" .language=${state.language}><div class="inner enter ${view.call === undefined ? '' : 'called'}">
        ${this.landscape || large || view.call !== undefined ? nothing : this.#slots()}
        <div class="input">
          <p class="say">${icon(canHear(state) ? 'microphone' : 'touch')}${canHear(state) ? (keyed ? words.speakOrKey : words.speakOrPick) : keyed ? words.keyHere : words.pickHere}</p>
          ${this.#input()}
        </div>
        ${large && view.call === undefined ? this.#slots() : nothing}
      </div></foyer-scroller>`;
  }

  /** Keys that are out of sight help nobody: where the room is short, first what is still to come gives way, then what was answered long ago, then all. */
  override updated(): void {
    super.updated();
    this.removeAttribute('crowded');
    const part = this.renderRoot.querySelector<LitElement>('.input > :is(foyer-keypad, foyer-keyboard, foyer-day-picker, foyer-time-picker, foyer-plate-keys)');
    void (part?.updateComplete ?? Promise.resolve(true)).then(() => {
      const [inner, counter] = [this.renderRoot.querySelector<HTMLElement>('.inner'), this.renderRoot.querySelector<HTMLElement>('.counter')];
      for (const step of ['1', '2', '3']) if (inner && counter && inner.offsetHeight > counter.clientHeight + 8) this.setAttribute('crowded', step);
    });
  }

  /** Beside the question where the screen is wide, below it where it is tall. */
  #slots(): TemplateResult {
    const { view, words } = this;
    const current = view.slots.findIndex((slot) => slot.state === 'current');
    const compact = !this.landscape && view.slots.length > 2 && view.input.choices.every((choice) => BESIDE.has(choice.id));
    return html`<div class="slots ${compact ? 'compact' : ''}">${view.slots.map((slot, index) => slot.state === 'done' && slot.editable === true
      ? html`<button class="slot done ${index < current - RECENT ? 'old' : ''}" @click=${() => touched(this, slot.id)}><span class="mark">${icon('check')}</span><span class="name">${slot.label}</span><span class="value">${slot.value ?? ''}</span><span class="change">${words.change}</span></button>`
      : html`<div class="slot ${slot.state} ${index < current - RECENT ? 'old' : ''}"><span class="mark">${slot.state === 'done' ? icon('check') : index + 1}</span><span class="name">${slot.label}</span><span class="value ${slot.state === 'done' ? '' : 'waiting'}">${slot.value ?? (slot.state === 'current' ? words.filling : '')}</span></div>`)}</div>`;
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
    const { language } = state;
    const label = view.slots.find((slot) => slot.state === 'current')?.label ?? view.headline;
    const kind = inputKind(input);
    const digits = (extra: string, min?: number) => html`<foyer-keypad .language=${language} .maxLength=${input.maxLength} .placeholder=${input.placeholder || (input.maxLength < 40 ? words.digitsOf(input.maxLength) : '')} .label=${label} .extra=${extra} .min=${min} @keyed=${this.#answer}></foyer-keypad>`;
    const count = (extra: string, send: (event: CustomEvent<string>) => void) => html`<foyer-keypad .language=${language} .counted=${true} .maxLength=${input.maxLength} .placeholder=${input.placeholder} .label=${label} .extra=${extra} .unit=${input.unit ?? ''} .min=${input.min} .max=${input.max} @keyed=${send}></foyer-keypad>`;
    switch (kind) {
      case 'digits': return digits('', input.min);
      case 'phone': return digits('', PHONE);
      case 'id-number': return digits('X');
      case 'number': return count('', this.#answer);
      case 'amount': return count('.', this.#answer);
      case 'quantity': return count(Number.isInteger(input.min ?? 0.5) ? '' : '.', (event) => this.#send(`${event.detail}${input.unit === undefined ? '' : language === 'zh' ? input.unit : ` ${input.unit}`}`));
      case 'date': case 'date-range': return html`<foyer-day-picker .language=${language} .today=${dayOf(input.today)} .earliest=${input.earliest ?? ''} .latest=${input.latest ?? ''} .range=${kind === 'date-range'} @keyed=${this.#answer}></foyer-day-picker>`;
      case 'time': case 'time-range': return html`<foyer-time-picker .language=${language} .opens=${input.opens ?? ''} .closes=${input.closes ?? ''} .range=${kind === 'time-range'} @keyed=${this.#answer}></foyer-time-picker>`;
      case 'plate': return html`<foyer-plate-keys .language=${language} .label=${label} @keyed=${this.#answer}></foyer-plate-keys>`;
      case 'yes-no': return cards([{ id: 'yes', number: 1, label: words.yes, hint: '', icon: 'yes' }, { id: 'no', number: 2, label: words.no, hint: '', icon: 'no' }], this.pick, 'pair');
      default: return html`<foyer-keyboard .language=${language} .draft=${state.draft} .slotted=${true} .subject=${kind === 'person-name' ? 'name' : kind === 'address' ? 'address' : 'any'} .placeholder=${input.placeholder} .most=${input.maxLength} .scale=${typeScale(state)} @keyed=${this.#answer}></foyer-keyboard>`;
    }
  }
}
customElements.define('foyer-view-form', FoyerForm);
