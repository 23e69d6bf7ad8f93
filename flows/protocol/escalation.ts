// Hand-off to human staff, live in both directions. Each side numbers its messages per escalation, so that a repeat
// is recognised and an order is kept; the lane never waits behind the event backlog.
import { z } from 'zod';
import { Language } from './language.ts';

export const TranscriptLine = z.looseObject({ who: z.enum(['visitor', 'kiosk', 'agent']), text: z.string(), at: z.number(), confidence: z.number().nullable().optional() });
export type TranscriptLine = z.infer<typeof TranscriptLine>;

const base = { v: z.literal(1), escalation: z.string(), session: z.string(), seq: z.number().int().positive(), at: z.number() };

export const EscalateUp = z.discriminatedUnion('kind', [
  z.looseObject({
    ...base, kind: z.literal('raise'), language: Language,
    reason: z.enum(['request', 'rule', 'failure', 'sensitive', 'supervisor']),
    headline: z.string(), // what the visitor wants, in the visitor's words
    transcript: z.array(TranscriptLine),
    flow: z.string().nullable(), slots: z.record(z.string(), z.unknown()),
    tried: z.array(z.string()), screen: z.string(), since: z.number(), // when the visitor began to stand there
  }),
  z.looseObject({ ...base, kind: z.literal('say'), text: z.string(), confidence: z.number().nullable() }),
  z.looseObject({ ...base, kind: z.literal('typing') }),
  z.looseObject({ ...base, kind: z.literal('cancel') }), // the visitor gave up waiting
  z.looseObject({ ...base, kind: z.literal('left') }), // the session ended
  z.looseObject({ ...base, kind: z.literal('received'), upTo: z.number().int() }), // down messages seen so far
]);
export type EscalateUp = z.infer<typeof EscalateUp>;

export const EscalateDown = z.discriminatedUnion('kind', [
  z.looseObject({ ...base, kind: z.literal('queued'), place: z.number().int(), waitSeconds: z.number().nullable() }),
  z.looseObject({ ...base, kind: z.literal('accepted'), agent: z.string() }),
  z.looseObject({ ...base, kind: z.literal('say'), agent: z.string(), text: z.string() }),
  z.looseObject({ ...base, kind: z.literal('typing'), agent: z.string() }),
  z.looseObject({ ...base, kind: z.literal('handback'), agent: z.string(), note: z.string().default('') }), // the kiosk goes on
  z.looseObject({ ...base, kind: z.literal('ended'), agent: z.string() }), // done, survey may follow
  z.looseObject({ ...base, kind: z.literal('nobody') }), // no agent will come
]);
export type EscalateDown = z.infer<typeof EscalateDown>;
