// The kiosk's store as everything else sees it: what belongs to a visitor's person is taken out before any store, on disk or
// in memory, is given the record. Nothing reaches an outbox by another way.
import type { EventRedactor } from '../../flows/privacy/redact-event.ts';
import { redactJson } from '../../flows/privacy/redact-json.ts';
import type { SteadyStore } from './steady-store.ts';

/** The same store; events, and results of commands, are redacted on their way in. */
export function createPrivateStore(inner: SteadyStore, redactor: EventRedactor): SteadyStore {
  return {
    ...inner,
    get failing() { return inner.failing; },
    record(events, snapshot) { inner.record(events.map((event) => ({ ...event, data: redactor.event(event.data) })), snapshot); },
    set(key, value) {
      if (!key.startsWith('command:')) return inner.set(key, value);
      inner.set(key, JSON.stringify(redactJson(JSON.parse(value) as unknown, { keep: new Set(['id']) })));
    },
  };
}
