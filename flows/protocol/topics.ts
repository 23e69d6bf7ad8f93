// THE TABLE of MQTT topics: direction, QoS, retain and schema of every message. Access rules, documents and
// fuzz grammars are derived from it, so that a new topic cannot forget its lock.
import type { z } from 'zod';
import { EscalateDown, EscalateUp } from './escalation.ts';
import { Ack, Birth, Command, CommandResult, Desired, HubState, Metric, Rate, Reported, Ring } from './fleet.ts';
import { EventBatch } from './conversation.ts';
import { CallReply, CallRequest } from './connector.ts';

export type Direction = 'up' | 'down' | 'hub' | 'ring';

export interface TopicRow {
  /** Path after the kiosk's own prefix, or after the tenant's for `hub` and `ring`. */
  readonly tail: string;
  readonly direction: Direction;
  readonly qos: 0 | 1;
  readonly retain: boolean;
  readonly schema: z.ZodType;
}

export const TOPICS = {
  'up/state': { tail: 'up/state', direction: 'up', qos: 1, retain: false, schema: Birth },
  'up/reported': { tail: 'up/reported', direction: 'up', qos: 1, retain: false, schema: Reported },
  'up/event': { tail: 'up/event', direction: 'up', qos: 1, retain: false, schema: EventBatch },
  'up/metric': { tail: 'up/metric', direction: 'up', qos: 0, retain: false, schema: Metric },
  'up/escalate': { tail: 'up/escalate', direction: 'up', qos: 1, retain: false, schema: EscalateUp },
  'up/call': { tail: 'up/call', direction: 'up', qos: 1, retain: false, schema: CallRequest },
  'up/result': { tail: 'up/result', direction: 'up', qos: 1, retain: false, schema: CommandResult },
  'down/escalate': { tail: 'down/escalate', direction: 'down', qos: 1, retain: false, schema: EscalateDown },
  'down/reply': { tail: 'down/reply', direction: 'down', qos: 1, retain: false, schema: CallReply },
  'down/desired': { tail: 'down/desired', direction: 'down', qos: 1, retain: false, schema: Desired },
  'down/command': { tail: 'down/command', direction: 'down', qos: 1, retain: false, schema: Command },
  'down/ack': { tail: 'down/ack', direction: 'down', qos: 1, retain: false, schema: Ack },
  'down/rate': { tail: 'down/rate', direction: 'down', qos: 1, retain: false, schema: Rate },
  'ring/content': { tail: 'ring/content', direction: 'ring', qos: 1, retain: true, schema: Ring },
  'hub/state': { tail: 'hub/state', direction: 'hub', qos: 1, retain: true, schema: HubState },
} as const satisfies Record<string, TopicRow>;

export type TopicName = keyof typeof TOPICS;
export type Message<N extends TopicName> = z.infer<(typeof TOPICS)[N]['schema']>;

/** Which kiosk a topic belongs to. Every part matches `[a-z0-9-]{1,40}`. */
export interface KioskAddress { readonly tenant: string; readonly site: string; readonly kiosk: string }

export const MAX_MESSAGE_BYTES = 128 * 1024;
const ROOT = 'foyer/1';
const PART = /^[a-z0-9-]{1,40}$/;

/** The full topic of a kiosk's own message, or of a tenant-wide one. */
export function topicFor(name: TopicName, address: KioskAddress): string {
  const row: TopicRow = TOPICS[name];
  if (row.direction === 'hub' || row.direction === 'ring') return `${ROOT}/${address.tenant}/${row.tail}`;
  return `${ROOT}/${address.tenant}/${address.site}/${address.kiosk}/${row.tail}`;
}

export interface ParsedTopic { readonly name: TopicName; readonly address: KioskAddress }

/** The table row and address of a concrete topic; undefined for everything that is not in the table. */
export function parseTopic(topic: string): ParsedTopic | undefined {
  const parts = topic.split('/');
  if (parts[0] !== 'foyer' || parts[1] !== '1' || parts.slice(2).some((p) => !PART.test(p))) return undefined;
  const tenant = parts[2];
  if (tenant === undefined) return undefined;
  if (parts.length === 5 && (parts[3] === 'hub' || parts[3] === 'ring')) {
    const name = parts.slice(3).join('/');
    return isTopicName(name) ? { name, address: { tenant, site: '', kiosk: '' } } : undefined;
  }
  const [site, kiosk] = [parts[3], parts[4]];
  if (parts.length !== 7 || site === undefined || kiosk === undefined) return undefined;
  const name = parts.slice(5).join('/');
  return isTopicName(name) ? { name, address: { tenant, site, kiosk } } : undefined;
}

function isTopicName(name: string): name is TopicName {
  return Object.hasOwn(TOPICS, name);
}

export type Verb = 'publish' | 'subscribe';

/**
 * The one access rule of a kiosk: it publishes its own `up/*`, with the table's QoS ceiling and retain flag, and
 * subscribes to exactly its own `down/*` and its tenant's `hub/*` and `ring/*`. Wildcards are allowed only as `.../down/+`.
 */
export function kioskMay(verb: Verb, topic: string, own: KioskAddress, packet: { qos: number; retain: boolean } = { qos: 1, retain: false }): boolean {
  const prefix = `${ROOT}/${own.tenant}/${own.site}/${own.kiosk}`;
  if (verb === 'subscribe' && topic === `${prefix}/down/+`) return true;
  const parsed = parseTopic(topic);
  if (!parsed) return false;
  const row: TopicRow = TOPICS[parsed.name];
  const mine = parsed.address.tenant === own.tenant
    && (row.direction === 'hub' || row.direction === 'ring' || (parsed.address.site === own.site && parsed.address.kiosk === own.kiosk));
  if (!mine) return false;
  if (verb === 'subscribe') return row.direction !== 'up';
  return row.direction === 'up' && packet.qos <= row.qos && packet.retain === row.retain;
}
