// Events of a kiosk: what the visitor said, what was answered, why; each text in the order in which it was said.
import type { EventData } from '../protocol/conversation.ts';
import { kindByName } from './field-names.ts';
import { redactJson } from './redact-json.ts';
import { mayBeginPlate } from './plate-turns.ts';
import { createSessionRedactor, type SessionRedactor, SPEAKS_OF_ONE } from './session-redactor.ts';
import { mayHold, type RedactOptions } from './redact.ts';

export interface EventRedactor {
  /** The same object where nothing personal was in it. */
  event(data: EventData): EventData;
  /** Any text that belongs to a visit. */
  inSession(session: string): SessionRedactor;
}

/** Identifiers of ours and of the pack; nobody's data. */
const KEEP = new Set(['type', 'session', 'language', 'kind', 'rule', 'intent', 'entry', 'flow', 'zone', 'view', 'escalation', 'code', 'pack', 'packVersion', 'by', 'who', 'change', 'reason', 'id']);
const MOST_SESSIONS = 5000;

/** Answers and reasons are the same again and again: what was looked at once need not be looked at again. */
const quietTexts = new Map<string, boolean>();
const quietNames = new Map<string, boolean>();
const MOST_TEXTS = 20_000;
const LONGEST_TEXT = 300;

function remembered(cache: Map<string, boolean>, key: string, look: (key: string) => boolean): boolean {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const found = look(key);
  if (cache.size >= MOST_TEXTS) cache.clear();
  if (key.length <= LONGEST_TEXT) cache.set(key, found);
  return found;
}
const isQuietText = (text: string): boolean => (text.length < 2 && !mayBeginPlate(text)) || remembered(quietTexts, text, (one) => !mayHold(one) && !mayBeginPlate(one) && !SPEAKS_OF_ONE.test(one) && !/\d\d/.test(one));
const namesPersonal = (name: string): boolean => remembered(quietNames, name, (one) => kindByName(one) !== null);

/** Whether no text of it needs a second look; then the visit need not be remembered either. */
function isQuiet(value: unknown, name: string): boolean {
  if (typeof value === 'string') return KEEP.has(name) || isQuietText(value);
  if (typeof value === 'number') return value < 13_000_000_000;
  if (typeof value !== 'object' || value === null) return true;
  for (const key in value) if (namesPersonal(key) || !isQuiet((value as Record<string, unknown>)[key], Array.isArray(value) ? name : key)) return false;
  return true;
}

/** Remembers the newest 5,000 visits in memory; a visit that ended is forgotten at once. */
export function createEventRedactor(options: RedactOptions = {}): EventRedactor {
  const sessions = new Map<string, SessionRedactor>();
  function inSession(session: string): SessionRedactor {
    const known = sessions.get(session);
    if (known) return known;
    const fresh = createSessionRedactor(options);
    if (sessions.size >= MOST_SESSIONS) sessions.delete(sessions.keys().next().value ?? '');
    sessions.set(session, fresh);
    return fresh;
  }
  return {
    inSession,
    event(data) {
      if (data.session === null) return redactJson(data, { ...options, keep: KEEP });
      if (!sessions.has(data.session) && isQuiet(data, '')) return data;
      const visit = inSession(data.session);
      const beside = (text: string): string => visit.beside(text).text;
      switch (data.type) {
        case 'foyer.turn': {
          // The visitor spoke first: what is personal in the reply and in the reasons is known from then on.
          const text = data.input.kind === 'touch' ? visit.beside(data.input.text).text : visit.visitor(data.input.text).text;
          const said = data.said.map((line) => visit.other(line).text);
          const { said: _said, input, ...rest } = data;
          const slots = redactJson(rest.decision.slots, { ...options, byName: true, clean: beside });
          const clean = redactJson({ ...rest, input: { ...input, text: '' }, decision: { ...rest.decision, slots } }, { keep: KEEP, clean: beside });
          return { ...clean, input: { ...clean.input, text }, said } as EventData;
        }
        case 'foyer.desk': return { ...data, text: (data.who === 'visitor' ? visit.visitor(data.text) : visit.other(data.text)).text };
        case 'foyer.session.ended': {
          const clean = redactJson(data, { keep: KEEP, clean: beside });
          sessions.delete(data.session);
          return clean;
        }
        default: return redactJson(data, { keep: KEEP, clean: beside });
      }
    },
  };
}
