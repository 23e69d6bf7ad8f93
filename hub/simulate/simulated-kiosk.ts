// One simulated kiosk: its own credential (a secret, or a key of its own over TLS), birth and will, an outbox that is
// only shortened by the hub's acknowledgement, content that is fetched and settings that are checked and reported, a hand raised
// now and then. Everything a real kiosk says, and nothing else.
import { createHash, randomUUID } from 'node:crypto';
import { Ack, Command, Desired, HubState, type PackRelease, Rate } from '../../flows/protocol/fleet.ts';
import { EscalateDown } from '../../flows/protocol/escalation.ts';
import { checkSetting, settingsText } from '../../flows/protocol/settings.ts';
import { reconnectDelay, resumeDelay } from '../../flows/protocol/pace.ts';
import { type KioskAddress, parseTopic, topicFor } from '../../flows/protocol/topics.ts';
import { type ContentOfKiosk, ContentTrouble } from './content-shelf.ts';
import type { OwnKey } from './hub-line.ts';
import { simulatedEvent } from './kiosk-events.ts';
import type { Latencies } from './latencies.ts';
import { openPeer, type Peer } from './mqtt-packet-peer.ts';

export interface SimulatedKioskOptions {
  readonly address: KioskAddress;
  /** What it shows: one of the two. */
  readonly secret?: string | undefined; readonly own?: OwnKey | undefined;
  /** `pin`: the hub speaks TLS and is known by this key. */
  readonly mqtt: { readonly host: string; readonly port: number; readonly pin?: string | null };
  /** How releases are fetched; null leaves the desired document alone. */
  readonly content: ContentOfKiosk | null;
  /** Share of the visits that are whole conversations, 0..1. */
  readonly visits: number;
  /** Events of one message, at most. */
  readonly batch: number;
  /** Full speed after `begin`: so many messages under way, the next is made when one is acknowledged. Without it events come by `record`. */
  readonly fullSpeed?: number;
  /** Whether the hub's `down/rate` is obeyed. */
  readonly obeysRate: boolean;
  readonly latencies: Latencies;
  readonly tally: SimulationTally;
}
/** What all kiosks of a simulation count together. */
export interface SimulationTally {
  events: number; // made
  acknowledged: number;
  resent: number; connects: number; refusals: number;
  /** Attempts to connect, and how many of them came before the back-off was over. */
  attempts: number; early: number;
  /** Desired documents: in force, refused, and tries that came to nothing for now. */
  applied: number; contentRefused: number; contentPending: number;
  escalations: number; problems: Map<string, number>;
  /** Why a connection ended last. */
  lastTrouble: string | null;
}
export interface SimulatedKiosk {
  readonly address: KioskAddress; readonly epoch: string; readonly boot: string;
  /** Highest number made, and highest that the hub has acknowledged. */
  readonly made: number; readonly upTo: number;
  readonly online: boolean; readonly appliedVersion: number;
  /** A release is being fetched and verified right now. */
  readonly fetching: boolean;
  start(delayMs: number): void;
  /** From now on at full speed, where the options say so. */
  begin(): void;
  /** Adds events to the outbox, now. */
  record(count: number): void;
  /** No more new events; what is not acknowledged goes on being sent. */
  finish(): void;
  /** Raises a hand and takes it down again; gives ms until the desk said "queued", null when it did not within `deadlineMs`. */
  probe(deadlineMs: number): Promise<number | null>;
  stop(): void;
}

const ACK_TIMEOUT_MS = 5000;
const MAX_BACKOFF_MS = 30_000;
const CONTENT_RETRY_MS = [500, 2000, 10_000, 60_000] as const;
const OPEN_BATCHES = 4; // messages under way of a kiosk whose events come by `record`

interface Sent { last: number; count: number }

export function createTally(): SimulationTally {
  return { events: 0, acknowledged: 0, resent: 0, connects: 0, refusals: 0, attempts: 0, early: 0, applied: 0, contentRefused: 0, contentPending: 0, escalations: 0, problems: new Map(), lastTrouble: null };
}

export function createSimulatedKiosk(options: SimulatedKioskOptions): SimulatedKiosk {
  const { address, tally } = options;
  const boot = randomUUID();
  const epoch = randomUUID();
  const topics = { event: topicFor('up/event', address), state: topicFor('up/state', address), reported: topicFor('up/reported', address), escalate: topicFor('up/escalate', address), result: topicFor('up/result', address) };
  const born: { seq: number; at: number; count: number }[] = []; // when the events up to `seq` were made, oldest first
  const timers = new Set<NodeJS.Timeout>();
  const waitingForQueue = new Map<string, () => void>();
  let peer: Peer | undefined;
  let session = 0;
  let failures = 0;
  let notBefore = 0; // of the next attempt to connect
  let lostAt = -Infinity;
  let backOff = 0; // ms that were due after it
  let online = false;
  let born0 = 0;
  let made = 0;
  let sent = 0;
  let highestSent = 0;
  let upTo = 0;
  let underWay: Sent[] = [];
  let begun = false;
  let finished = false;
  let stopped = false;
  let rate = Infinity;
  let sendAfter = 0;
  let attempt = 0;
  let ackTimer: NodeJS.Timeout | undefined;
  let pumpTimer: NodeJS.Timeout | undefined;
  let applied = 0;
  let release: PackRelease | undefined; // in force
  let wanted: Desired | null = null; // being taken
  let tries = 0;
  let fetching = 0;

  function later(ms: number, run: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => { timers.delete(timer); if (!stopped) run(); }, ms);
    timers.add(timer);
    return timer;
  }
  function problem(what: string): void {
    tally.problems.set(what, (tally.problems.get(what) ?? 0) + 1);
  }

  function connect(): void {
    const early = notBefore - performance.now();
    if (early > 0) { // a timer may fire a moment too soon
      later(Math.ceil(early), connect);
      return;
    }
    tally.attempts += 1;
    if (performance.now() - lostAt < backOff) tally.early += 1;
    session += 1;
    const state = (name: 'birth' | 'lost'): string => JSON.stringify({ v: 1, state: name, boot, session, at: Date.now(), capabilities: ['touch'], versions: { foyer: 'simulated' }, cursor: applied, settingsCursor: applied });
    const name = `${address.tenant}.${address.site}.${address.kiosk}`;
    const current = openPeer({ ...options.mqtt, own: options.own, clientId: name, username: name, password: options.secret, will: { topic: topics.state, payload: state('lost') } }, {
      connected() { current.subscribe([topicFor('down/ack', address).replace(/ack$/, '+'), topicFor('hub/state', address)]); },
      subscribed() {
        failures = 0;
        tally.connects += 1;
        current.publish(topics.state, state('birth'));
      },
      message(topic, payload) { receive(topic, payload); },
      acknowledged: () => undefined, // a PUBACK moves nothing here: only the hub's own word shortens the outbox
      closed(reason) {
        if (peer !== current) return;
        peer = undefined;
        online = false;
        rewind();
        if (stopped) return;
        tally.lastTrouble = reason;
        if (reason.startsWith('refused')) tally.refusals += 1;
        failures += 1;
        const delay = reconnectDelay(failures, Math.random());
        lostAt = performance.now();
        backOff = delay;
        notBefore = lostAt + delay;
        later(delay, connect);
      },
    });
    peer = current;
  }

  function receive(topic: string, payload: Buffer): void {
    const name = parseTopic(topic)?.name;
    let body: unknown;
    try { body = JSON.parse(payload.toString('utf8')); } catch { return problem(`${name ?? topic}: not JSON`); }
    switch (name) {
      case 'down/ack': {
        const ack = Ack.safeParse(body);
        return ack.success ? acknowledged(ack.data.epoch, ack.data.upTo) : problem('down/ack: not as agreed');
      }
      case 'down/rate': {
        const said = Rate.safeParse(body);
        if (!said.success) return problem('down/rate: not as agreed');
        if (options.obeysRate && said.data.eventsPerSecond > 0) rate = said.data.eventsPerSecond;
        return;
      }
      case 'hub/state': {
        const state = HubState.safeParse(body);
        if (!state.success) return problem('hub/state: not as agreed');
        if (state.data.state === 'ready' && !online) {
          online = true;
          rewind();
          schedule(resumeDelay(made - upTo, Math.random()));
        } else if (state.data.state === 'stopping') online = false;
        return;
      }
      case 'down/desired': {
        const desired = Desired.safeParse(body);
        if (!desired.success) return problem('down/desired: not as agreed');
        void apply(desired.data);
        return;
      }
      case 'down/escalate': {
        const message = EscalateDown.safeParse(body);
        if (!message.success) return problem('down/escalate: not as agreed');
        if (message.data.kind === 'queued') waitingForQueue.get(message.data.escalation)?.();
        return;
      }
      case 'down/command': {
        const command = Command.safeParse(body);
        if (command.success) peer?.publish(topics.result, JSON.stringify({ v: 1, id: command.data.id, ok: true, detail: 'simulated' }));
        return;
      }
      default: return;
    }
  }

  function report(more: Record<string, unknown>): void {
    peer?.publish(topics.reported, JSON.stringify({ v: 1, version: applied, ...(release ? { release } : {}), at: Date.now(), ...more }));
  }
  /** Settings as a kiosk reports them: those that it could not take are named, the hash is that of the document it was given. */
  function settingsOf({ version, settings }: Desired): Record<string, unknown> {
    const refused = Object.entries(settings).flatMap(([key, value]) => {
      const checked = checkSetting(key, value);
      return checked.ok ? [] : [{ key, reason: checked.reason }];
    });
    return { settings: { version, hash: createHash('sha256').update(settingsText(settings)).digest('hex'), refused } };
  }
  async function apply(desired: Desired): Promise<void> {
    const { content } = options;
    if (content === null || desired.version <= applied || desired.version <= (wanted?.version ?? 0)) return;
    wanted = desired;
    const overtaken = (): boolean => wanted !== desired || stopped;
    try {
      if (desired.release && desired.release.sha256 !== release?.sha256) {
        fetching += 1;
        await content.fetch(desired.release).finally(() => { fetching -= 1; });
      }
      if (overtaken()) return;
      applied = desired.version;
      release = desired.release ?? release;
      tries = 0;
      tally.applied += 1;
      report(settingsOf(desired));
    } catch (error) {
      if (overtaken()) return;
      const reason = error instanceof Error ? error.message : String(error);
      problem(`content: ${reason}`);
      if (error instanceof ContentTrouble && error.refused) {
        tally.contentRefused += 1;
        return report({ version: desired.version, refused: reason, ...settingsOf(desired) });
      }
      tally.contentPending += 1;
      const wait = (CONTENT_RETRY_MS[tries] ?? 60_000) * (0.5 + Math.random());
      tries = Math.min(tries + 1, CONTENT_RETRY_MS.length - 1);
      report({ pending: { version: desired.version, reason, retryAt: Date.now() + wait } });
      later(wait, () => {
        if (wanted !== desired) return;
        wanted = null;
        void apply(desired);
      });
    }
  }

  function rewind(): void {
    clearTimeout(ackTimer);
    ackTimer = undefined;
    sent = upTo;
    underWay = [];
  }
  function schedule(ms: number): void {
    if (pumpTimer !== undefined) return;
    pumpTimer = later(ms, () => { pumpTimer = undefined; pump(); });
  }
  function pump(): void {
    if (!online || !peer?.open || pumpTimer !== undefined) return;
    while (underWay.length < (options.fullSpeed ?? OPEN_BATCHES)) {
      const wait = sendAfter - performance.now();
      if (wait > 0) return schedule(wait);
      if (sent === made && begun && !finished) make(options.batch);
      const count = Math.min(options.batch, made - sent);
      if (count === 0) return;
      const events = [];
      for (let seq = sent + 1; seq <= sent + count; seq += 1) events.push(simulatedEvent({ address, boot, seq, time: born0 + seq * 100, visits: options.visits }));
      if (sent + count <= highestSent) tally.resent += count;
      sent += count;
      highestSent = Math.max(highestSent, sent);
      underWay.push({ last: sent, count });
      peer.publish(topics.event, JSON.stringify({ v: 1, epoch, events }));
      if (rate < Infinity) sendAfter = Math.max(performance.now(), sendAfter) + (count / rate) * 1000;
      expectAck();
    }
  }
  function make(count: number): void {
    if (born0 === 0) born0 = Date.now();
    made += count;
    tally.events += count;
    born.push({ seq: made, at: performance.now(), count });
  }
  function expectAck(): void {
    ackTimer ??= later(ACK_TIMEOUT_MS, () => {
      ackTimer = undefined;
      rewind();
      attempt += 1;
      schedule(Math.random() * Math.min(MAX_BACKOFF_MS, 500 * 2 ** attempt));
    });
  }
  function acknowledged(ofEpoch: string, to: number): void {
    if (ofEpoch !== epoch) return;
    if (to > made) return problem('down/ack: beyond what was sent');
    if (to <= upTo) return;
    tally.acknowledged += to - upTo;
    upTo = to;
    sent = Math.max(sent, to);
    underWay = underWay.filter(({ last }) => last > to);
    const at = performance.now();
    while (born.length > 0 && (born[0]?.seq ?? Infinity) <= to) {
      const first = born.shift();
      if (first) options.latencies.add(at - first.at, first.count);
    }
    attempt = 0;
    if (ackTimer !== undefined) {
      if (underWay.length > 0) ackTimer.refresh();
      else {
        clearTimeout(ackTimer);
        ackTimer = undefined;
      }
    }
    pump();
  }

  return {
    address, epoch, boot,
    get made() { return made; },
    get upTo() { return upTo; },
    get online() { return online; },
    get appliedVersion() { return applied; },
    get fetching() { return fetching > 0; },
    start(delayMs) { later(delayMs, connect); },
    begin() {
      begun = options.fullSpeed !== undefined;
      pump();
    },
    record(count) {
      make(count);
      pump();
    },
    finish() { finished = true; },
    async probe(deadlineMs) {
      const escalation = randomUUID();
      const at = performance.now();
      const base = { v: 1, escalation, session: `probe-${escalation.slice(0, 8)}`, at: Date.now() };
      if (!peer?.open) return null;
      peer.publish(topics.escalate, JSON.stringify({ ...base, seq: 1, kind: 'raise', language: 'zh', reason: 'request', headline: 'probe', transcript: [], flow: null, slots: {}, tried: [], screen: 'answer', since: Date.now() }));
      const heard = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), deadlineMs);
        waitingForQueue.set(escalation, () => {
          clearTimeout(timer);
          resolve(true);
        });
      });
      waitingForQueue.delete(escalation);
      peer?.publish(topics.escalate, JSON.stringify({ ...base, seq: 2, kind: 'cancel' }));
      tally.escalations += 1;
      return heard ? performance.now() - at : null;
    },
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      peer?.destroy();
    },
  };
}
