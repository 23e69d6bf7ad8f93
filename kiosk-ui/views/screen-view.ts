// What all views have in common: they get the whole state of the screen, fill a stage and a counter, and keep a spot free
// on the stage for the presence.
import { LitElement } from 'lit';
import type { CSSResultGroup } from 'lit';
import type { ChoiceCard, View, ViewKind } from '../../flows/protocol/screen.ts';
import { touched } from '../parts/act.ts';
import { captionStyles } from '../parts/captions.ts';
import type { CaptionRoom } from '../parts/captions.ts';
import { cardStyles } from '../parts/card.ts';
import type { ScreenState } from '../screen-state.ts';
import { base, viewLayout } from '../styles.ts';
import { WORDS } from '../words.ts';
import type { Words } from '../words.ts';

export type ViewOf<K extends ViewKind> = Extract<View, { kind: K }>;

export const viewStyles: CSSResultGroup = [base, cardStyles, captionStyles, viewLayout];

export abstract class ScreenView<K extends ViewKind> extends LitElement {
  static override properties = { state: { attribute: false }, landscape: { attribute: false } };
  declare state: ScreenState;
  declare landscape: boolean;

  get view(): ViewOf<K> {
    return this.state.view as ViewOf<K>;
  }

  get words(): Words {
    return WORDS[this.state.language];
  }

  protected readonly pick = (choice: ChoiceCard): void => touched(this, choice.id);

  /** How much caption fits on this view's stage at `size` rem and `lines` lines. */
  protected room(size: number, lines: number): CaptionRoom {
    return { size, lines, width: this.landscape ? 64 : 95 };
  }
}
