// The hub's HTTP interface for staff (JSON under /api/) and its live WebSocket (/api/live), used by the console.
import { z } from 'zod';
import { EventData } from './conversation.ts';
import { TranscriptLine } from './escalation.ts';
import { Language } from './language.ts';

/** One raised hand as the desk lists it. */
export const DeskCase = z.looseObject({
  escalation: z.string(), session: z.string(), kiosk: z.string(), site: z.string(),
  state: z.enum(['waiting', 'talking', 'handed-back', 'ended', 'cancelled', 'left', 'nobody']),
  agent: z.string().nullable(), language: Language, reason: z.string(), headline: z.string(),
  raisedAt: z.number(), since: z.number(), acceptedAt: z.number().nullable(),
  flow: z.string().nullable(), slots: z.record(z.string(), z.unknown()), tried: z.array(z.string()), screen: z.string(),
  transcript: z.array(TranscriptLine), visitorTyping: z.boolean().default(false),
});
export type DeskCase = z.infer<typeof DeskCase>;

export const KioskRow = z.looseObject({
  kiosk: z.string(), site: z.string(), tenant: z.string(), state: z.string(), reason: z.string().default(''), lastSeen: z.number().nullable(),
  pack: z.string().nullable(), packVersion: z.string().nullable(), desiredVersion: z.number(), appliedVersion: z.number(), refused: z.string().nullable(),
  /** The kiosk could not fetch what is desired yet, and when it tries again (ms since epoch, its clock); null = nothing to say. */
  pending: z.object({ reason: z.string(), retryAt: z.number() }).nullable().default(null),
  events: z.number().int(), sessions: z.number().int(),
});
export type KioskRow = z.infer<typeof KioskRow>;

/** /api/live, hub -> console. */
export const LiveMessage = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('cases'), cases: z.array(DeskCase) }), // on connect
  z.looseObject({ type: z.literal('case'), case: DeskCase }), // whole case on each change
  z.looseObject({ type: z.literal('kiosks'), kiosks: z.array(KioskRow) }),
  z.looseObject({ type: z.literal('kiosk'), kiosk: KioskRow }),
  z.looseObject({ type: z.literal('event'), kiosk: z.string(), at: z.number(), data: EventData }),
  z.looseObject({ type: z.literal('refused'), request: z.string(), escalation: z.string(), code: z.string(), detail: z.string(), mend: z.string() }), // to the page that asked
]);
export type LiveMessage = z.infer<typeof LiveMessage>;

/** /api/live, console -> hub. `client` makes a resent message harmless. */
export const LiveRequest = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('accept'), escalation: z.string() }),
  z.looseObject({ type: z.literal('say'), escalation: z.string(), text: z.string().min(1).max(500), client: z.string() }),
  z.looseObject({ type: z.literal('typing'), escalation: z.string() }),
  z.looseObject({ type: z.literal('handback'), escalation: z.string(), note: z.string().max(500).default('') }),
  z.looseObject({ type: z.literal('end'), escalation: z.string() }),
]);
export type LiveRequest = z.infer<typeof LiveRequest>;

/** RFC 9457. */
export const Problem = z.looseObject({ type: z.string(), title: z.string(), status: z.number(), detail: z.string(), code: z.string(), mend: z.string() });
export type Problem = z.infer<typeof Problem>;
