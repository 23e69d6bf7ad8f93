// The world as the hub's core sees it. Adapters implement these; tests put fakes in their place.
import type { IncidentFacts, KioskEvent } from '../../flows/protocol/conversation.ts';
import type { EscalateDown, EscalateUp } from '../../flows/protocol/escalation.ts';
import type { Desired, PackRelease } from '../../flows/protocol/fleet.ts';
import type { DeskCase } from '../../flows/protocol/staff-api.ts';
import type { KioskAddress, Message, TopicName } from '../../flows/protocol/topics.ts';
import type { PackRef } from './pack-directory.ts';
import type { Scope } from './scope.ts';

/** Milliseconds since epoch. */
export interface Clock {
  now(): number;
  /** Returns cancel. */
  setTimeout(run: () => void, ms: number): () => void;
}

export interface Log {
  info(text: string, fields?: Record<string, unknown>): void;
  warn(text: string, fields?: Record<string, unknown>): void;
  error(text: string, fields?: Record<string, unknown>): void;
}

export interface BusEvents {
  /** Is this the kiosk it claims to be? */
  authenticate(login: { address: KioskAddress; password: string | undefined; key?: string | undefined; remote: string }): Promise<boolean>;
  /** A kiosk's connection is up; `replaced` is the remote address of its older, still open connection. */
  connected(connection: { id: number; address: KioskAddress; remote: string; replaced: string | null }): void;
  disconnected(connection: { id: number; address: KioskAddress; reason: string }): void;
  /** A permitted message of a kiosk. The PUBACK waits until this resolves; a rejection closes the connection without one. */
  message(from: KioskAddress, name: TopicName, payload: Uint8Array): Promise<void>;
  /** A peer broke a rule of the wire and was refused or cut off. */
  refused(incident: { address: KioskAddress | null; remote: string; what: string }): void;
  /** The broker died (it is being restarted); every connection is gone. */
  down(reason: string): void;
  up(): void;
}

/** The way to the kiosks: the built-in broker, or an external one. */
export interface Bus {
  /** Resolves with the port that kiosks connect to. Throws a Fault when it cannot listen. */
  start(events: BusEvents): Promise<{ port: number }>;
  /** Fire and forget: what must arrive is kept by the caller and sent again at the kiosk's next birth. */
  publish<N extends TopicName>(name: N, to: KioskAddress, message: Message<N>): void;
  /** Closes a kiosk's connection. */
  disconnect(address: KioskAddress): void;
  stop(): Promise<void>;
}

/** What a kiosk sent as one batch, together with the payloads that could not be read as a known event. */
export interface InboundBatch { readonly kiosk: string; readonly epoch: string; readonly events: readonly InboundEvent[] }
export interface InboundEvent {
  readonly seq: number; readonly id: string; readonly type: string; readonly time: string;
  readonly body: string; // JSON as received
  readonly event: KioskEvent | null; // null: kept, but not understood by this version
}
/** `upTo`: the highest sequence number below which nothing is missing. `fresh`: events that had not been stored before. `again`: how many of these came under a number that another event has. */
export interface AppendResult { readonly upTo: number; readonly fresh: readonly InboundEvent[]; readonly again?: number }

/** `facts`: what its sentence is made of, in whatever language it is read. */
export interface IncidentRow { readonly kiosk: string; readonly at: number; readonly code: string; readonly text: string; readonly facts: IncidentFacts }

export interface EventStore {
  /** One durable transaction for all batches; results in the same order. */
  append(batches: readonly InboundBatch[], at: number): Promise<AppendResult[]>;
  recordIncident(incident: Omit<IncidentRow, 'facts'> & { readonly facts?: IncidentFacts }): Promise<void>;
  /** The number of (kiosk, epoch) below which nothing is missing; 0 when nothing is known. */
  cursor(kiosk: string, epoch: string): Promise<number>;
}

export interface KioskRecord {
  readonly name: string; readonly address: KioskAddress;
  readonly state: string; readonly reason: string; readonly boot: string; readonly session: number; readonly lastSeen: number | null;
  readonly versions: Record<string, string>; readonly capabilities: readonly string[];
  readonly desired: Desired; readonly appliedVersion: number; readonly appliedRelease: PackRelease | null; readonly refused: string | null;
  readonly events: number; readonly sessions: number; readonly incidents: number;
}

export interface FleetStore {
  kiosks(): Promise<KioskRecord[]>;
  kiosk(name: string): Promise<KioskRecord | undefined>;
  /** Creates the kiosk or changes its secret. */
  enrol(address: KioskAddress, secretHash: string, at: number): Promise<void>;
  secretHash(name: string): Promise<string | undefined>;
  savePresence(name: string, presence: { state: string; reason: string; boot: string; session: number; lastSeen: number; versions?: Record<string, string>; capabilities?: readonly string[] }): Promise<void>;
  saveDesired(name: string, desired: Desired): Promise<void>;
  saveReported(name: string, reported: { version: number; release: PackRelease | null; refused: string | null }): Promise<void>;
  /** At start nobody is connected yet. */
  forgetPresence(): Promise<void>;
}

/** What staff see of a case plus what the hub needs to go on with it after a restart. */
export interface CaseRecord {
  readonly case: DeskCase;
  readonly address: KioskAddress;
  readonly downSeq: number; // last number given to a message to the kiosk
  readonly unreceived: readonly EscalateDown[]; // not yet confirmed by the kiosk
  readonly upTo: number; // highest contiguous number from the kiosk
  readonly beyond: readonly number[]; // numbers seen above a gap
  readonly place: number | null; // place in the queue that the kiosk was last told
  readonly said: readonly string[]; // client ids of the agent's messages, so that a repeat is harmless
  readonly agentAwaySince: number | null;
  readonly visitorTypingAt: number | null;
  readonly closedAt: number | null;
}
export interface DeskMessage { readonly escalation: string; readonly direction: 'up' | 'down'; readonly seq: number; readonly at: number; readonly message: EscalateUp | EscalateDown }
export interface DeskStore {
  /** One durable transaction. */
  save(cases: readonly CaseRecord[], messages: readonly DeskMessage[]): Promise<void>;
  /** Cases that are not closed, and those closed after `since`. */
  load(since: number): Promise<CaseRecord[]>;
}

export interface PackRow {
  /** The key under which everything of a pack is kept (pack-directory.ts); of a pack of the whole hub its name. */
  readonly name: string;
  /** `common`, or a tenant; and what its owner calls it. */
  readonly owner: string; readonly ownName: string;
  readonly title: Record<string, string>; readonly version: string; readonly sha256: string; // of the draft
  readonly editedAt: number; readonly editedBy: string;
  readonly publishedVersion: string | null; readonly publishedSha256: string | null; readonly publishedAt: number | null;
}
export interface ContentStore {
  packs(): Promise<PackRow[]>;
  /** Keys of all packs with whose they are. */
  refs(): Promise<PackRef[]>;
  draft(name: string): Promise<{ files: Record<string, string>; row: PackRow } | undefined>;
  /** `owner` and `ownName` are kept from the first time; without them it belongs to the whole hub. */
  saveDraft(draft: { name: string; title: Record<string, string>; version: string; files: Record<string, string>; at: number; by: string; owner?: string; ownName?: string }): Promise<void>;
  /** Stores the bundle once (by content) and notes the release. */
  saveRelease(release: { release: PackRelease; text: string; at: number; by: string }): Promise<void>;
  latestRelease(pack: string): Promise<PackRelease | undefined>;
  releases(pack: string): Promise<{ release: PackRelease; at: number; by: string }[]>;
  /** The bytes of a bundle. */
  bundle(sha256: string): Promise<string | undefined>;
  /** Of which packs these bytes are a release. */
  packsOfBundle(sha256: string): Promise<string[]>;
}

export interface PackProblem { readonly file: string; readonly line: number | null; readonly what: string; readonly how: string }
/** Where a connector of a pack leads: an address, or the appliances on the premises. */
export interface ConnectorReach { readonly name: string; readonly url?: string | undefined; readonly mqtt: boolean }
export type PackCheck =
  /** `connectors`: those that reach something outside. */
  | { readonly ok: true; readonly name: string; readonly version: string; readonly title: Record<string, string>; readonly connectors?: readonly ConnectorReach[] }
  | { readonly ok: false; readonly problems: readonly PackProblem[] };
/** Compiles a pack without running it. */
export type CheckPack = (files: Record<string, string>) => Promise<PackCheck>;
/** The SHA-256 of a text in lower-case hex. */
export type Sha256 = (text: string) => string;

/** Somebody, or with `permissions` some machine, that acts on the hub. */
export interface StaffMember { readonly name: string; readonly roles: readonly string[]; readonly scope: Scope; readonly permissions?: readonly string[] }
/** Slow hashes for secrets; `cheap` is for long random machine secrets only. */
export interface Hasher {
  hash(secret: string, cost: 'staff' | 'kiosk'): Promise<string>;
  verify(secret: string, hash: string): Promise<boolean>;
  /** A random token of 256 bits, and the fast hash under which it is kept. */
  token(): string;
  tokenHash(token: string): string;
}

export interface Audit { note(entry: { at: number; who: string; what: string; detail: Record<string, unknown> }): Promise<void> }

export interface SessionRow {
  readonly session: string; readonly kiosk: string; readonly language: string; readonly pack: string; readonly packVersion: string;
  readonly startedAt: number | null; readonly lastAt: number; readonly endedAt: number | null; readonly reason: string | null;
  readonly turns: number; readonly rating: number | null; readonly transferred: boolean;
}
export interface TurnRow {
  readonly turn: number; readonly at: number; readonly language: string; readonly kind: string; readonly text: string; readonly confidence: number | null;
  readonly rule: string; readonly entry: string | null; readonly flow: string | null; readonly zone: string; readonly probability: number;
  readonly said: readonly string[]; readonly view: string; readonly latencyMs: number | null;
}
export interface InsightCounts {
  readonly sessions: number; readonly validSessions: number; readonly turns: number;
  readonly questions: number; readonly answered: number; readonly clarified: number; readonly unknown: number;
  readonly transfers: number; readonly tasksStarted: number; readonly tasksCompleted: number;
  readonly rated: number; readonly satisfied: number;
  readonly latencyP50: number | null; readonly latencyP95: number | null; readonly latencyCount: number;
  readonly topUnknown: readonly { text: string; count: number }[];
}
/** What staff read about the past. */
export interface HistoryStore {
  sessions(query: { limit: number; kiosk?: string; scope: Scope }): Promise<SessionRow[]>;
  session(id: string): Promise<{ row: SessionRow; turns: TurnRow[]; other: { at: number; type: string; data: unknown }[] } | undefined>;
  insights(since: number, scope: Scope): Promise<InsightCounts>;
  incidents(limit: number, scope: Scope): Promise<IncidentRow[]>;
}
export interface CallStore {
  /** The reply given earlier for this key, so that a repeated call acts once. */
  reply(kiosk: string, key: string): Promise<string | undefined>;
  saveReply(kiosk: string, key: string, reply: string, at: number): Promise<void>;
}
