// What all views have in common: they get the whole state of the screen, fill a stage and a counter, and keep a spot free
// on the stage for the presence.
import { LitElement } from 'lit';
import type { CSSResultGroup } from 'lit';
import type { ChoiceCard, View, ViewKind } from '../../flows/protocol/screen.ts';
import { touched } from '../parts/act.ts';
import { widthOf } from '../parts/caption-window.ts';
import { callStyles } from '../parts/call-card.ts';
import { captionStyles } from '../parts/captions.ts';
import type { CaptionRoom } from '../parts/captions.ts';
import { cardStyles } from '../parts/card.ts';
import type { ScreenState } from '../screen-state.ts';
import { base, viewLayout } from '../styles.ts';
import { wordsOf } from '../words.ts';
import type { Words } from '../words.ts';

export type ViewOf<K extends ViewKind> = Extract<View, { kind: K }>;

export const viewStyles: CSSResultGroup = [base, cardStyles, captionStyles, viewLayout, callStyles];

export abstract class ScreenView<K extends ViewKind> extends LitElement {
  static override properties = { state: { attribute: false }, landscape: { attribute: false } };
  declare state: ScreenState;
  declare landscape: boolean;

  get view(): ViewOf<K> {
    return this.state.view as ViewOf<K>;
  }

  get words(): Words {
    return wordsOf(this.state.language, this.state.hello?.pack.address);
  }

  /** Class of a headline that is too long for the large size. */
  protected length(headline: string): string {
    return widthOf(headline) > 58 ? 'long' : '';
  }

  /** Steps back as far as the stage needs; `screen.ts` moves field and presence afterwards. */
  override updated(): void {
    const stage = this.renderRoot.querySelector('.stage');
    this.removeAttribute('tight');
    for (const step of ['1', '2']) {
      if (stage === null || stage.scrollHeight <= stage.clientHeight + 1) return;
      this.setAttribute('tight', step);
    }
  }

  protected readonly pick = (choice: ChoiceCard): void => touched(this, choice.id);

  /** How much caption fits on this view's stage at `size` rem and `lines` lines. */
  protected room(size: number, lines: number): CaptionRoom {
    return { size, lines, width: this.landscape ? 64 : 95 };
  }
}
