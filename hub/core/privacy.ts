// What the hub is about to write loses what belongs to a visitor's person first. Kiosks redact their records themselves; the
// hub does it again for what comes from elsewhere: agents, connectors, kiosks of another version, peers that misbehave.
import { createEventRedactor, type EventRedactor } from '../../flows/privacy/redact-event.ts';
import { redactJson } from '../../flows/privacy/redact-json.ts';
import { redact } from '../../flows/privacy/redact.ts';
import { publicNumbers, publicTexts } from '../../flows/privacy/public-numbers.ts';
import type { Erasure } from './erasure-port.ts';
import type { Audit, CallStore, Clock, ContentStore, EventStore, FleetStore, InboundBatch, InboundEvent } from './ports.ts';
import type { TwinStore } from './twin-port.ts';

export const ERASED = 'foyer.erased';

export interface Privacy {
  /** The batch as it may be stored. Events of erased sessions are left as numbers only. */
  batch(batch: InboundBatch): InboundBatch;
  text(text: string): string;
  /** Any document; names of fields tell what is in them. */
  json<T>(value: T): T;
  isPublic(digits: string): boolean;
  /** The numbers that a pack tells everybody. */
  learn(files: Readonly<Record<string, string>>): void;
  erasedNow(erasure: Pick<Erasure, 'session'>): void;
}

const OUR_FIELDS = new Set(['specversion', 'id', 'source', 'type', 'time', 'boot', 'clock', 'session', 'v']);

/** What is left of an event whose texts are gone: it keeps its number, so that nothing seems to be missing. */
function withoutTexts(event: InboundEvent): InboundEvent {
  return { ...event, type: ERASED, body: JSON.stringify({ specversion: '1.0', id: event.id, type: ERASED, time: event.time, seq: event.seq }), event: null };
}

export function createPrivacy(): Privacy {
  const known = new Set<string>();
  const isPublic = (digits: string): boolean => known.has(digits);
  const redactors = new Map<string, EventRedactor>(); // by kiosk: sessions of two kiosks may have one name
  const erased = new Set<string>();
  const text = (given: string): string => redact(given, { isPublic }).text;

  function one(redactor: EventRedactor, event: InboundEvent): InboundEvent {
    if (event.event === null) {
      const body = JSON.stringify(redactJson(JSON.parse(event.body) as unknown, { isPublic, keep: OUR_FIELDS, byName: true }));
      return body === event.body ? event : { ...event, body };
    }
    const { session } = event.event.data;
    if (session !== null && erased.has(session)) return withoutTexts(event);
    const data = redactor.event(event.event.data);
    if (data === event.event.data) return event;
    const clean = { ...event.event, data };
    return { ...event, event: clean, body: JSON.stringify(clean) };
  }
  return {
    isPublic, text,
    batch(batch) {
      let redactor = redactors.get(batch.kiosk);
      if (!redactor) {
        if (redactors.size > 20_000) redactors.clear();
        redactors.set(batch.kiosk, redactor = createEventRedactor({ isPublic }));
      }
      const events = batch.events.map((event) => one(redactor, event));
      return { ...batch, events };
    },
    json: (value) => redactJson(value, { isPublic, byName: true }),
    learn(files) { for (const digits of publicNumbers(publicTexts(files))) known.add(digits); },
    erasedNow({ session }) { erased.add(session); },
  };
}

/** Incidents lose what is personal; events have lost it before they are waited for. */
export function privateEvents<S extends EventStore>(store: S, privacy: Privacy): S {
  return { ...store, recordIncident: (incident: Parameters<EventStore['recordIncident']>[0]) => store.recordIncident({ ...incident, text: privacy.text(incident.text), ...(incident.facts ? { facts: privacy.json(incident.facts) } : {}) }) };
}

/** Presence: the reason is a kiosk's own sentence. */
export function privateFleet<S extends FleetStore>(store: S, privacy: Privacy): S {
  return { ...store, savePresence: (name: string, presence: Parameters<FleetStore['savePresence']>[1]) => store.savePresence(name, { ...presence, reason: privacy.text(presence.reason) }) };
}

/** Commands that were sent, with what they were to say, and the logs of kiosks. */
export function privateTwin<S extends TwinStore>(store: S, privacy: Privacy): S {
  return {
    ...store,
    saveCommand: (command: Parameters<TwinStore['saveCommand']>[0]) => store.saveCommand({ ...command, args: privacy.json(command.args) }),
    settleCommand: (id: string, kiosk: string, result: Parameters<TwinStore['settleCommand']>[2]) => store.settleCommand(id, kiosk, { ...result, detail: privacy.text(result.detail) }),
    saveLog: (kiosk: string, log: Parameters<TwinStore['saveLog']>[1]) => store.saveLog(kiosk, { ...log, lines: log.lines.map(privacy.text) }),
  };
}

/** Whoever did what is kept as it is; texts and what a command was to say are redacted. */
export function privateAudit<A extends Audit>(audit: A, privacy: Privacy): A {
  return {
    ...audit,
    note(entry: Parameters<Audit['note']>[0]) {
      const { args, ...detail } = entry.detail;
      const clean = redactJson(detail, { isPublic: privacy.isPublic });
      return audit.note({ ...entry, detail: args === undefined ? clean : { ...clean, args: privacy.json(args) } });
    },
  };
}

const REPLY_MS = 15 * 60_000;
const MOST_REPLIES = 5000;

/**
 * Replies to connector calls: whole in memory for a quarter of an hour, which is longer than any kiosk repeats a call;
 * redacted on disk, so that after a restart a repeat still acts once, and is answered with what may be kept.
 */
export function privateCalls(store: CallStore, privacy: Privacy, clock: Pick<Clock, 'now'>): CallStore {
  const whole = new Map<string, { reply: string; at: number }>();
  return {
    async reply(kiosk, key) {
      const kept = whole.get(`${kiosk} ${key}`);
      return kept && clock.now() - kept.at < REPLY_MS ? kept.reply : store.reply(kiosk, key);
    },
    async saveReply(kiosk, key, reply, at) {
      for (const [id, { at: since }] of whole) {
        if (whole.size < MOST_REPLIES && clock.now() - since < REPLY_MS) break;
        whole.delete(id);
      }
      whole.set(`${kiosk} ${key}`, { reply, at });
      await store.saveReply(kiosk, key, JSON.stringify(privacy.json(JSON.parse(reply) as unknown)), at);
    },
  };
}

/** What a saved pack tells everybody is known at once. */
export function learningContent(content: ContentStore, privacy: Privacy): ContentStore {
  return {
    ...content,
    async saveDraft(draft) {
      await content.saveDraft(draft);
      privacy.learn(draft.files);
    },
  };
}
