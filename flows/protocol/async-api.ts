// AsyncAPI 3 of the wire, made from the table of topics: what the document says is what is checked.
import { z } from 'zod';
import { MAX_MESSAGE_BYTES, TOPICS, type TopicRow } from './topics.ts';

const PARTS = { tenant: 'who operates the kiosks', site: 'the hall or shop', kiosk: 'the kiosk in it' } as const;
const PART_PATTERN = '[a-z0-9-]{1,40}';

/** The JSON Schema (draft 2020-12) of what may be sent (`input`: defaults need not be, unknown fields may be) or of what was read. */
export function wireSchema(schema: z.ZodType, io: 'input' | 'output' = 'input'): Record<string, unknown> {
  const { $schema: _always, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

/** The document, as plain JSON; `version` is the program's. The described application is a kiosk: it sends `up`, receives the rest. */
export function asyncApi(version: string): Record<string, unknown> {
  const channels: Record<string, unknown> = {};
  const operations: Record<string, unknown> = {};
  const messages: Record<string, unknown> = {};
  const schemas: Record<string, unknown> = {};
  for (const [name, row] of Object.entries<TopicRow>(TOPICS)) {
    const id = name.replace(/[^a-z0-9]+(.)/g, (_all, next: string) => next.toUpperCase());
    const own = row.direction === 'up' || row.direction === 'down';
    const tail = row.direction === 'ring' ? row.tail.replace(/\+$/, '{name}') : row.tail;
    const parameters = Object.fromEntries([...(own ? ['tenant', 'site', 'kiosk'] as const : ['tenant'] as const)].map((part) => [part, { description: `${PARTS[part]}; ${PART_PATTERN}` }]));
    schemas[id] = wireSchema(row.schema);
    messages[id] = { name, title: name, contentType: 'application/json', payload: { $ref: `#/components/schemas/${id}` } };
    channels[id] = {
      address: `foyer/1/{tenant}/${own ? '{site}/{kiosk}/' : ''}${tail}`,
      parameters: { ...parameters, ...(tail.includes('{name}') ? { name: { description: 'the name of the ring' } } : {}) },
      messages: { [id]: { $ref: `#/components/messages/${id}` } },
    };
    operations[`${row.direction === 'up' ? 'send' : 'receive'}${id[0]?.toUpperCase() ?? ''}${id.slice(1)}`] = {
      action: row.direction === 'up' ? 'send' : 'receive', channel: { $ref: `#/channels/${id}` }, messages: [{ $ref: `#/channels/${id}/messages/${id}` }],
      bindings: { mqtt: { qos: row.qos, retain: row.retain, bindingVersion: '0.2.0' } },
    };
  }
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Foyer kiosk wire', version,
      description: `MQTT 3.1.1 between a kiosk and its hub. UTF-8 JSON of at most ${MAX_MESSAGE_BYTES} bytes. Clean sessions, QoS 1, retained only where said. A message of another major version (\`v\`) is refused by name; unknown fields are kept. What the hub acknowledged by down/ack is on its disk.`,
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    servers: { hub: { host: 'hub.example:7072', protocol: 'mqtt', protocolVersion: '3.1.1', description: 'The hub, or the broker it is configured for; mqtts where the hub speaks TLS.' } },
    channels, operations, components: { messages, schemas },
  };
}
