// The running captions of both sides: what the visitor is saying as it is recognised, what the kiosk says as it is heard.
import type { ScreenMessage } from '../../flows/protocol/screen.ts';

export interface Captions {
  visitorPartial(text: string, certain: number): void;
  visitorFinal(text: string): void;
  saying(who: 'kiosk' | 'agent', text: string): void;
  phrase(start: number, end: number): void;
  /** The part of the current sentence that has been heard so far. */
  heard(): string;
  clear(): void;
}

export function createCaptions(send: (message: ScreenMessage) => void): Captions {
  let who: 'kiosk' | 'agent' = 'kiosk';
  let text = '';
  let heardTo = 0;
  const caption = (by: 'visitor' | 'kiosk' | 'agent', words: string, certain: number, final: boolean, phrase: { start: number; end: number } | null): void =>
    send({ type: 'caption', who: by, text: words, certain, final, phrase });

  return {
    visitorPartial: (words, certain) => caption('visitor', words, Math.max(0, Math.min(certain, words.length)), false, null),
    visitorFinal: (words) => caption('visitor', words, words.length, true, null),
    saying(by, words) {
      who = by;
      text = words;
      heardTo = 0;
      caption(by, words, words.length, true, null);
    },
    phrase(start, end) {
      heardTo = Math.max(heardTo, end);
      caption(who, text, text.length, true, { start, end });
    },
    heard: () => text.slice(0, heardTo),
    clear() {
      text = '';
      heardTo = 0;
      caption('visitor', '', 0, true, null);
      caption('kiosk', '', 0, true, null);
    },
  };
}
