// Access rules and settings for a Mosquitto that stands in for the built-in broker, made from the table of topics, so that
// both brokers let a kiosk do the same.
import { type KioskAddress, MAX_MESSAGE_BYTES, TOPICS, topicFor, type TopicName, type TopicRow } from '../../flows/protocol/topics.ts';
import { everyKiosk, WORKER_LANES, WORKER_ROOM } from '../../flows/protocol/worker-topics.ts';
import { kioskName } from './kiosk-name.ts';

export const HUB_USER = 'foyer-hub';
/** Followed by the worker's number, from 1. */
export const WORKER_USER = 'foyer-worker-';

/** A worker hears its lanes and answers them for every kiosk, and talks with the others in their room. */
function workerRules(): string[] {
  return [
    ...WORKER_LANES.hears.map((name) => `topic read ${everyKiosk(name)}`), ...WORKER_LANES.says.map((name) => `topic write ${everyKiosk(name)}`),
    ...Object.values(WORKER_ROOM).map(({ filter, hears }) => `topic ${hears === 'workers' ? 'readwrite' : 'write'} ${filter}`),
  ];
}

/** The text of Mosquitto's `acl_file`: what is not written is refused. */
export function mosquittoRules(kiosks: readonly KioskAddress[], workers = 0): string {
  const lines = [`user ${HUB_USER}`, 'topic readwrite foyer/1/#', ''];
  for (let number = 1; number <= workers; number += 1) lines.push(`user ${WORKER_USER}${number}`, ...workerRules(), '');
  for (const address of kiosks) {
    lines.push(`user ${kioskName(address)}`);
    for (const [name, row] of Object.entries<TopicRow>(TOPICS)) lines.push(`topic ${row.direction === 'up' ? 'write' : 'read'} ${topicFor(name as TopicName, address)}`);
    lines.push('');
  }
  return lines.join('\n');
}

/** The text of mosquitto.conf; the files lie beside it in `folder`. */
export function mosquittoConfig(options: { port: number; host: string; folder: string }): string {
  return [
    '# Transport only: the hub and the kiosks keep what must not be lost themselves, so nothing is persisted here.',
    `listener ${options.port} ${options.host}`,
    'use_username_as_clientid true', 'allow_anonymous false', `password_file ${options.folder}/passwords`, `acl_file ${options.folder}/rules`,
    'persistence false', `message_size_limit ${MAX_MESSAGE_BYTES}`, `max_packet_size ${MAX_MESSAGE_BYTES + 512}`, 'max_inflight_messages 1000', 'max_queued_messages 10000', 'set_tcp_nodelay true', '',
  ].join('\n');
}
