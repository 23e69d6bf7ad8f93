// A screen without a browser: keeps the messages, and a test touches it.
import type { Screen } from '../../device/core/ports.ts';
import type { ScreenEvent, ScreenMessage, View } from '../../flows/protocol/screen.ts';

export interface FakeScreen extends Screen {
  readonly messages: ScreenMessage[];
  view(): View | undefined;
  last<T extends ScreenMessage['type']>(type: T): Extract<ScreenMessage, { type: T }> | undefined;
  touch(event: ScreenEvent): void;
}

export function createFakeScreen(): FakeScreen {
  const messages: ScreenMessage[] = [];
  let give: ((event: ScreenEvent) => void) | null = null;
  const last: FakeScreen['last'] = (type) => messages.findLast((m) => m.type === type) as never;
  return {
    messages, last, url: 'http://fake/',
    view: () => last('view')?.view,
    start: async (events) => { give = events.event; },
    send: (message) => { messages.push(message); },
    touch(event) { give?.(event); },
    stop: async () => undefined,
  };
}
