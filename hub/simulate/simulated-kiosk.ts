// One simulated kiosk: its own credential, birth and will, an outbox that is only shortened by the hub's acknowledgement,
// content that is fetched and reported, a hand raised now and then. Everything a real kiosk says, and nothing else.
import { createHash, randomUUID } from 'node:crypto';
import { Ack, Command, Desired, HubState, Rate } from '../../flows/protocol/fleet.ts';
import { EscalateDown } from '../../flows/protocol/escalation.ts';
import { reconnectDelay, resumeDelay } from '../../flows/protocol/pace.ts';
import { type KioskAddress, parseTopic, topicFor } from '../../flows/protocol/topics.ts';
import { simulatedEvent } from './kiosk-events.ts';
import type { Latencies } from './latencies.ts';
import { openPeer, type Peer } from './mqtt-packet-peer.ts';

export interface SimulatedKioskOptions {
  readonly address: KioskAddress; readonly secret: string;
  readonly mqtt: { readonly host: string; readonly port: number };
  /** Where bundles are fetched; null leaves content alone. */
  readonly httpUrl: string | null;
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
  applied: number; escalations: number; problems: Map<string, number>;
}
export interface SimulatedKiosk {
  readonly address: KioskAddress; readonly epoch: string;
  /** Highest number made, and highest that the hub has acknowledged. */
  readonly made: number; readonly upTo: number;
  readonly online: boolean; readonly appliedVersion: number;
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
const OPEN_BATCHES = 4; // messages under way of a kiosk whose events come by `record`

interface Sent { last: number; count: number }

export function createTally(): SimulationTally {
  return { events: 0, acknowledged: 0, resent: 0, connects: 0, refusals: 0, attempts: 0, early: 0, applied: 0, escalations: 0, problems: new Map() };
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
    const state = (name: 'birth' | 'lost'): string => JSON.stringify({ v: 1, state: name, boot, session, at: Date.now(), capabilities: ['touch'], versions: { foyer: 'simulated' }, cursor: applied });
    const name = `${address.tenant}.${address.site}.${address.kiosk}`;
    const current = openPeer({ ...options.mqtt, clientId: name, username: address.kiosk, password: options.secret, will: { topic: topics.state, payload: state('lost') } }, {
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

  async function apply(desired: Desired): Promise<void> {
    if (desired.version <= applied || options.httpUrl === null) return;
    try {
      if (desired.release) {
        const authorization = `Basic ${Buffer.from(`${address.tenant}.${address.site}.${address.kiosk}:${options.secret}`).toString('base64')}`;
        const reply = await fetch(`${options.httpUrl}/content/${desired.release.sha256}`, { headers: { authorization }, signal: AbortSignal.timeout(60_000) });
        const bytes = Buffer.from(await reply.arrayBuffer());
        if (!reply.ok) return problem(`content: HTTP ${reply.status}`);
        if (createHash('sha256').update(bytes).digest('hex') !== desired.release.sha256) return problem('content: another hash');
      }
      if (desired.version <= applied) return;
      applied = desired.version;
      tally.applied += 1;
      peer?.publish(topics.reported, JSON.stringify({ v: 1, version: desired.version, ...(desired.release ? { release: desired.release } : {}), at: Date.now() }));
    } catch {
      problem('content: not fetched');
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
      for (let seq = sent + 1; seq <= sent + count; seq += 1) events.push(simulatedEvent({ address, boot, seq, time: born0 + seq * 100 }));
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
    address, epoch,
    get made() { return made; },
    get upTo() { return upTo; },
    get online() { return online; },
    get appliedVersion() { return applied; },
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
