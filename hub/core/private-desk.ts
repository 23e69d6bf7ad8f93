// Raised hands as they may be stored: the agent at the desk reads the present visitor's words from memory; the disk gets them
// without what is personal. After a restart of the hub the redacted words are what is left, and the talk goes on with them.
import type { EscalateDown, EscalateUp, TranscriptLine } from '../../flows/protocol/escalation.ts';
import { redactJson } from '../../flows/privacy/redact-json.ts';
import { createSessionRedactor, type SessionRedactor } from '../../flows/privacy/session-redactor.ts';
import type { CaseRecord, DeskMessage, DeskStore } from './ports.ts';

interface Visit { readonly redactor: SessionRedactor; readonly lines: WeakMap<TranscriptLine, string>; readonly texts: Map<string, string> }

export function privateDesk(store: DeskStore, isPublic: (digits: string) => boolean): DeskStore {
  const visits = new Map<string, Visit>();

  function visitOf(escalation: string): Visit {
    const known = visits.get(escalation);
    if (known) return known;
    const fresh: Visit = { redactor: createSessionRedactor({ isPublic }), lines: new WeakMap(), texts: new Map() };
    visits.set(escalation, fresh);
    return fresh;
  }
  /** Each line once, in the order in which it was said: a number may go on in the next one. */
  function line(visit: Visit, given: TranscriptLine): TranscriptLine {
    let text = visit.lines.get(given);
    if (text === undefined) {
      text = (given.who === 'visitor' ? visit.redactor.visitor(given.text) : visit.redactor.other(given.text)).text;
      visit.lines.set(given, text);
      visit.texts.set(given.text, text);
    }
    return text === given.text ? given : { ...given, text };
  }
  const beside = (visit: Visit) => (text: string): string => visit.texts.get(text) ?? visit.redactor.beside(text).text;
  const slots = (visit: Visit, given: Record<string, unknown>): Record<string, unknown> => redactJson(given, { isPublic, byName: true, clean: beside(visit) });

  function down(visit: Visit, message: EscalateDown): EscalateDown {
    if (message.kind === 'say') return { ...message, text: beside(visit)(message.text) };
    return message.kind === 'handback' ? { ...message, note: beside(visit)(message.note) } : message;
  }
  function caseRecord(record: CaseRecord): CaseRecord {
    const visit = visitOf(record.case.escalation);
    const transcript = record.case.transcript.map((given) => line(visit, given));
    const { headline, tried, note } = record.case;
    return {
      ...record,
      case: { ...record.case, transcript, headline: beside(visit)(headline), tried: tried.map(beside(visit)), slots: slots(visit, record.case.slots), ...(typeof note === 'string' ? { note: beside(visit)(note) } : {}) },
      unreceived: record.unreceived.map((message) => down(visit, message)),
    };
  }
  function message(given: DeskMessage): DeskMessage {
    const visit = visitOf(given.escalation);
    if (given.direction === 'down') return { ...given, message: down(visit, given.message as EscalateDown) };
    const up = given.message as EscalateUp;
    if (up.kind === 'say') return { ...given, message: { ...up, text: beside(visit)(up.text) } };
    if (up.kind !== 'raise') return given;
    return { ...given, message: { ...up, transcript: up.transcript.map((one) => line(visit, one)), headline: beside(visit)(up.headline), tried: up.tried.map(beside(visit)), slots: slots(visit, up.slots) } };
  }
  return {
    load: (since) => store.load(since),
    async save(cases, messages) {
      await store.save(cases.map(caseRecord), messages.map(message));
      for (const record of cases) if (record.closedAt !== null) visits.delete(record.case.escalation);
    },
  };
}
