// What a kiosk records of its conversations and ships to the hub in outbox batches (CloudEvents 1.0, structured JSON).
import { z } from 'zod';
import { Language, LocalText } from './language.ts';

/** The engine's decision of one turn; also the "decision" line of the command line. */
export const Decision = z.looseObject({
  rule: z.string(), // which step of the turn order decided: global-command, slot, correction, knowledge, flow, clarify, no-match, no-input, touch, escalation ...
  intent: z.string().nullable(),
  entry: z.string().nullable(), // knowledge entry or graph template id
  flow: z.string().nullable(),
  zone: z.enum(['answer', 'clarify', 'unknown', 'none']),
  probability: z.number().min(0).max(1),
  top: z.array(z.object({ id: z.string(), probability: z.number() })),
  slots: z.record(z.string(), z.unknown()),
  why: z.array(z.string()).default([]), // the trace: one sentence a step tried
});
export type Decision = z.infer<typeof Decision>;

const SessionStarted = z.looseObject({ type: z.literal('foyer.session.started'), session: z.string(), by: z.enum(['wake', 'touch', 'presence', 'hub']), language: Language, pack: z.string(), packVersion: z.string() });
const TurnTaken = z.looseObject({
  type: z.literal('foyer.turn'),
  session: z.string(),
  turn: z.number().int(),
  language: Language,
  input: z.looseObject({ kind: z.enum(['speech', 'touch', 'text', 'silence', 'start']), text: z.string(), confidence: z.number().nullable() }),
  decision: Decision,
  said: z.array(z.string()),
  view: z.string(), // screen view kind
  latencyMs: z.number().nullable(), // speech end to first audio, where audio was played
});
const TaskChanged = z.looseObject({ type: z.literal('foyer.task'), session: z.string(), flow: z.string(), change: z.enum(['started', 'suspended', 'resumed', 'completed', 'cancelled', 'failed', 'escalated']) });
const SessionEnded = z.looseObject({ type: z.literal('foyer.session.ended'), session: z.string(), reason: z.string(), turns: z.number().int(), rating: z.number().int().min(1).max(5).nullable() });
/** What an incident is about, by name: whoever shows it makes the sentence of the code and these, in the reader's language. */
export const IncidentFacts = z.record(z.string(), z.union([z.string(), z.number(), LocalText]));
export type IncidentFacts = z.infer<typeof IncidentFacts>;
export interface IncidentNote { readonly code: string; readonly text: string; readonly facts?: IncidentFacts }
/** `text` is for logs and for readers that do not know the code. */
const Incident = z.looseObject({ type: z.literal('foyer.incident'), code: z.string(), text: z.string(), facts: IncidentFacts.optional(), session: z.string().nullable() });
const DeskTurn = z.looseObject({ type: z.literal('foyer.desk'), session: z.string(), escalation: z.string(), who: z.enum(['agent', 'visitor']), text: z.string() });
export const EventData = z.discriminatedUnion('type', [SessionStarted, TurnTaken, TaskChanged, SessionEnded, Incident, DeskTurn]);
export type EventData = z.infer<typeof EventData>;

/** One event of the outbox. `seq` is gapless per (kiosk, epoch); the hub deduplicates by it. */
export const KioskEvent = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.string(), // /tenant/site/kiosk
  type: z.string(),
  time: z.string(), // ISO 8601, the kiosk's clock
  seq: z.number().int().positive(),
  boot: z.string(),
  clock: z.enum(['synchronised', 'unsure']),
  data: EventData,
});
export type KioskEvent = z.infer<typeof KioskEvent>;

export const EventBatch = z.looseObject({ v: z.literal(1), epoch: z.string(), events: z.array(KioskEvent).min(1).max(200) });
export type EventBatch = z.infer<typeof EventBatch>;
