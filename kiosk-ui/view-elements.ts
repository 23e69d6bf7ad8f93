// Which element shows which kind of view. The compiler keeps this complete: a new kind in the protocol does not build without it.
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import './parts/band.ts';
import './parts/bottom-bar.ts';
import './parts/countdown.ts';
import './parts/day-picker.ts';
import './parts/keyboard.ts';
import './parts/keypad.ts';
import './parts/plate-keys.ts';
import './parts/presence.ts';
import './parts/scroller.ts';
import './parts/time-picker.ts';
import './views/answer.ts';
import './views/attract.ts';
import './views/choice.ts';
import './views/claim.ts';
import './views/confirm.ts';
import './views/escalation.ts';
import './views/form.ts';
import './views/goodbye.ts';
import './views/listening.ts';
import './views/out-of-service.ts';
import './views/survey.ts';
import './views/thinking.ts';
import './views/ticket.ts';
import './views/touch-only.ts';
import type { ScreenState } from './screen-state.ts';

/** The element for the state's view; `large` tells it that type is 1.4 times or more. */
export function viewElement(state: ScreenState, landscape: boolean, large: boolean): TemplateResult {
  const direction = state.direction;
  switch (state.view?.kind) {
    case undefined: return html``;
    case 'attract': return html`<foyer-view-attract class="view" direction=${direction} ?large=${large} .state=${state} .landscape=${landscape}></foyer-view-attract>`;
    case 'listening': return html`<foyer-view-listening class="view" direction=${direction} ?large=${large} .state=${state} .landscape=${landscape}></foyer-view-listening>`;
    case 'thinking': return html`<foyer-view-thinking class="view" direction=${direction} ?large=${large} .state=${state} .landscape=${landscape}></foyer-view-thinking>`;
    case 'answer': return html`<foyer-view-answer class="view" direction=${direction} ?large=${large} .state=${state} .landscape=${landscape}></foyer-view-answer>`;
    case 'choice': return html`<foyer-view-choice class="view" direction=${direction} ?large=${large} .state=${state} .landscape=${landscape}></foyer-view-choice>`;
    case 'form': return html`<foyer-view-form class="view" direction=${direction} ?large=${large} .state=${state} .landscape=${landscape}></foyer-view-form>`;
    case 'confirm': return html`<foyer-view-confirm class="view" direction=${direction} ?large=${large} .state=${state} .landscape=${landscape}></foyer-view-confirm>`;
    case 'escalation': return html`<foyer-view-escalation class="view" direction=${direction} ?large=${large} .state=${state} .landscape=${landscape}></foyer-view-escalation>`;
    case 'ticket': return html`<foyer-view-ticket class="view" direction=${direction} ?large=${large} .state=${state} .landscape=${landscape}></foyer-view-ticket>`;
    case 'survey': return html`<foyer-view-survey class="view" direction=${direction} ?large=${large} .state=${state} .landscape=${landscape}></foyer-view-survey>`;
    case 'goodbye': return html`<foyer-view-goodbye class="view" direction=${direction} ?large=${large} .state=${state} .landscape=${landscape}></foyer-view-goodbye>`;
    case 'touch-only': return html`<foyer-view-touch-only class="view" direction=${direction} ?large=${large} .state=${state} .landscape=${landscape}></foyer-view-touch-only>`;
    case 'claim': return html`<foyer-view-claim class="view" direction=${direction} ?large=${large} .state=${state} .landscape=${landscape}></foyer-view-claim>`;
    case 'out-of-service': return html`<foyer-view-out-of-service class="view" direction=${direction} ?large=${large} .state=${state} .landscape=${landscape}></foyer-view-out-of-service>`;
  }
}
