// What workers beside the hub hear and say at an outside broker. Their lanes are rows of the table of topics; what they say
// among themselves stands in a room of its own, under a name that no tenant can have, so that no rule of a kiosk reaches it.
import { topicFor, type TopicName } from './topics.ts';

/** The lanes that workers take from the hub, and what they answer. */
export const WORKER_LANES = { hears: ['up/event'], says: ['down/ack'] } as const satisfies { hears: readonly TopicName[]; says: readonly TopicName[] };

const ROOM = 'foyer/1/_workers';
/** Filters of the room, by what is said there; `hub`: only the hub hears it. */
export const WORKER_ROOM = {
  probe: { filter: `${ROOM}/probe/+/+`, hears: 'workers' },
  end: { filter: `${ROOM}/end/+`, hears: 'workers' },
  got: { filter: `${ROOM}/got/+`, hears: 'workers' },
  news: { filter: `${ROOM}/news`, hears: 'hub' },
} as const;
export type RoomName = keyof typeof WORKER_ROOM;

/** The topic of one message in the room: as many parts as its filter has wildcards. */
export function roomTopic(name: RoomName, ...parts: readonly (string | number)[]): string {
  return [...WORKER_ROOM[name].filter.split('/').filter((part) => part !== '+'), ...parts].join('/');
}
/** Which message of the room this topic is, and its parts; undefined for topics of elsewhere. */
export function parseRoomTopic(topic: string): { name: RoomName; parts: string[] } | undefined {
  if (!topic.startsWith(`${ROOM}/`)) return undefined;
  const [name = '', ...parts] = topic.slice(ROOM.length + 1).split('/');
  return Object.hasOwn(WORKER_ROOM, name) ? { name: name as RoomName, parts } : undefined;
}

/** This row of the table for every kiosk at once, as a filter. */
export function everyKiosk(name: TopicName): string {
  return topicFor(name, { tenant: '+', site: '+', kiosk: '+' });
}
/** A subscription of which each message goes to one member of the group. */
export function sharedFilter(group: string, filter: string): string {
  return `$share/${group}/${filter}`;
}
