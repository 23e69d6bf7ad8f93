// Fleet messages of the wire: birth and will, the twin, commands, acknowledgements.
import { z } from 'zod';

/** `up/state`: birth, later states, and (as the broker's will) `lost` with the same boot and session number. */
export const Birth = z.looseObject({
  v: z.literal(1),
  state: z.enum(['birth', 'ready', 'degraded', 'asleep', 'lost']),
  boot: z.string(), // random per process start
  session: z.number().int(), // counts connections of one boot, so that a late will cannot kill a newer session
  at: z.number(), // ms since epoch, the kiosk's clock
  capabilities: z.array(z.string()).default([]),
  versions: z.record(z.string(), z.string()).default({}),
  reason: z.string().optional(), // what is degraded, in words
  cursor: z.number().int().default(0), // desired version already applied
  outboxes: z.array(z.object({ epoch: z.string(), acked: z.number().int() })).max(4).optional(), // what the kiosk believes the hub has
  settingsCursor: z.number().int().optional(), // desired version whose settings are in force
});
export type Birth = z.infer<typeof Birth>;

/** A pack as the hub offers it: files are one content-addressed bundle under GET /content/{sha256}. */
export const PackRelease = z.looseObject({
  pack: z.string(),
  version: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int(),
});
export type PackRelease = z.infer<typeof PackRelease>;

/** `down/desired`: the whole desired document, never a patch. */
export const Desired = z.looseObject({
  v: z.literal(1),
  version: z.number().int(),
  release: PackRelease.optional(),
  settings: z.record(z.string(), z.unknown()).default({}),
});
export type Desired = z.infer<typeof Desired>;

/** `up/reported`: what is applied, or why it was refused (the old content stays active then). */
export const Reported = z.looseObject({
  v: z.literal(1),
  version: z.number().int(),
  release: PackRelease.optional(),
  refused: z.string().optional(),
  /** Desired version that could not be fetched yet (hub not reachable, cut, disk full), and when (kiosk's clock, ms) it is tried again; nothing was refused. */
  pending: z.looseObject({ version: z.number().int(), reason: z.string().max(2000), retryAt: z.number() }).optional(),
  /** New content failed on the kiosk and the content before came back by itself; `refused` says it in a sentence. */
  rolledBack: z.looseObject({ from: z.string().max(60), to: z.string().max(60), reason: z.string().max(500) }).optional(),
  /** Settings in force: of which version, the hash of their sorted JSON, and the keys that were not taken. */
  settings: z.looseObject({ version: z.number().int(), hash: z.string().max(64), refused: z.array(z.looseObject({ key: z.string().max(60), reason: z.string().max(300) })).max(100).default([]) }).optional(),
  at: z.number(),
});
export type Reported = z.infer<typeof Reported>;

const COMMAND_NAMES = ['say', 'restart', 'identify', 'notice', 'self-test', 'clear-visit', 'refresh-content', 'upload-log', 'rotate-key', 'reboot-machine', 'erase'] as const;

/** `say`: text, language. `notice`: flow (a notice of the kiosk's pack), slots, language: a call, a reminder, a survey. `upload-log`: lines. `erase`: session. */
export const Command = z.looseObject({
  v: z.literal(1),
  id: z.string(),
  name: z.enum(COMMAND_NAMES),
  args: z.record(z.string(), z.unknown()).default({}),
  notBefore: z.number().optional(),
  notAfter: z.number().optional(),
});
export type Command = z.infer<typeof Command>;

export const CommandResult = z.looseObject({ v: z.literal(1), id: z.string(), ok: z.boolean(), detail: z.string().optional() });
export type CommandResult = z.infer<typeof CommandResult>;

/**
 * `down/ack`: everything of `epoch` up to and including `upTo` is on the hub's disk. `rewind`: the hub had acknowledged more
 * once, but has come back from a backup without it; the kiosk sends again what it still keeps above `upTo`.
 */
export const Ack = z.looseObject({ v: z.literal(1), epoch: z.string(), upTo: z.number().int(), rewind: z.boolean().optional() });
export type Ack = z.infer<typeof Ack>;

/** `down/rate`: allowed drain of the backlog, events per second. */
export const Rate = z.looseObject({ v: z.literal(1), eventsPerSecond: z.number() });
export type Rate = z.infer<typeof Rate>;

/** `up/metric`: health, may be thinned. */
export const Metric = z.looseObject({ v: z.literal(1), at: z.number(), values: z.record(z.string(), z.number()) });
export type Metric = z.infer<typeof Metric>;

/** `ring/content` (retained): the newest release in the signed metadata. Only a doorbell: what is installed is what the metadata says. */
export const Ring = z.looseObject({ v: z.literal(1), release: PackRelease, at: z.number() });
export type Ring = z.infer<typeof Ring>;

/** `hub/state` (retained): the hub application, not just a broker, is ready; kiosks hold the backlog until then. */
export const HubState = z.looseObject({
  v: z.literal(1), state: z.enum(['ready', 'stopping']), at: z.number(),
  /** SHA-256 (hex) of the public keys that the hub uses, or will use next; a kiosk that trusts one of them trusts these. */
  pins: z.array(z.string()).max(4).optional(),
  /** Keys of the hub, used once, that kiosks must never believe again; the newest. */
  excluded: z.array(z.string()).max(16).optional(),
});
export type HubState = z.infer<typeof HubState>;
