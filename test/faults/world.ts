// The world that campaigns break: a real hub, a real kiosk, the fault proxy between them and a visitor who never stops
// asking. Everything is started by the same commands as in a hall.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { parseTopic, topicFor } from '../../flows/protocol/topics.ts';
import { type Editors, signIn, signInEditors } from '../hub/hub-house.ts';
import { smallPack } from '../hub/small-pack.ts';
import { createAuditWatch } from './audit-watch.ts';
import { type CommandLane, createCommandLane } from './command-lane.ts';
import { type ContentFloor, contentFindings } from './content-check.ts';
import type { Finding } from './contract.ts';
import { createFaultProxy, type FaultProxy } from './fault-proxy.ts';
import { findingsOf, type Mark, markOf, unsettled } from './invariants.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { publishFrame } from './mqtt-frames.ts';
import { createPersonalWatch, type Planted, plantedSentence } from './personal.ts';
import { holds, pause, type Program, starvedMs, startProgram } from './processes.ts';
import type { Random } from './random.ts';
import { createVisitor, type Visitor, type Wait } from './visitor.ts';

export const KIOSK = { tenant: 'acme', site: 'hall', kiosk: 'k1' };
export const KIOSK_NAME = 'acme.hall.k1';
const SECRET = 'a-long-enough-secret';
export const ANSWER = '上午九点开门';
const QUESTION = '几点开门';
export const RESTART_LIMIT_MS = 10_000;
const SILENCE_LIMIT_MS = 3000;

export interface WorldOptions {
  folder: string; random: Random; env: Record<string, string>;
  /** Where the two keep their data, when it is not inside `folder`. */
  hubData?: string; kioskData?: string;
  /** Environment of one of the two only. */
  kioskEnv?: Record<string, string>; hubEnv?: Record<string, string>;
  /** Further kiosks that the hub admits, k2 to k<n>. */
  kiosks?: number;
  /** false: no kiosk process and no visitor, only the hub and its proxy. */
  withKiosk?: boolean;
  kioskFlags?: string[];
  /** The port at which the kiosk sees the hub's HTTP side, when something stands between them. */
  hubSeenAt?: () => number;
  /** How long a question may wait, ms (default 3,000). */
  silenceLimitMs?: number;
  /** See invariants.ts. */
  numbersMayRepeat?: boolean;
}

export interface World {
  readonly hub: Program; readonly kiosk: Program; readonly proxy: FaultProxy; readonly ledger: Ledger; readonly visitor: Visitor; readonly commands: CommandLane;
  readonly hubPort: { http: number; mqtt: number };
  readonly hubData: string; readonly kioskData: string;
  readonly screen: string;
  start(): Promise<void>;
  startHub(): Promise<void>;
  startKiosk(env?: Record<string, string>): Promise<void>;
  /** The hub is started again with this version of the pack, which it offers to its kiosks as a new release. */
  publish(version: string, firstLine?: string): Promise<void>;
  /** The two people who let content out, signed in at the hub that runs now. */
  editors(): Promise<Editors>;
  /** What the kiosk's pointer on the disk says; null when there is none that can be read. */
  inForce(): { version: string; bad: string[]; probation: boolean } | null;
  killHub(): Promise<void>;
  killKiosk(): Promise<void>;
  /** As an operator does it. */
  stopKiosk(): Promise<void>;
  /** Waits until the hub has everything that the kiosk recorded. */
  settle(ms?: number): Promise<Finding[]>;
  /** The two stores against the wire, as things stand. */
  check(): Finding[];
  /**
   * All that must hold after a cycle, while the visitor goes on: what the kiosk had until now is on the hub once, no gap, both
   * stores whole, the twin has converged, commands done once and told, the content in force signed and no older, the audit
   * holds, no personal data in a file.
   */
  afterCycle(ms?: number): Promise<Finding[]>;
  /** The hub was restored from a backup: its audit and its commands rightly begin at an earlier moment. */
  restored(): void;
  /** After settling: nothing missing at all, silences in their limits, every file and the whole audit read. `found`: there is no hope of settling any more. */
  verdict(found?: readonly Finding[]): Promise<Finding[]>;
  /** For the printed line: events on the wire, and how much of the longest waits the machine had no processor for them. */
  facts(): Record<string, unknown>;
  logs(): string;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return bound !== null && typeof bound === 'object' ? bound.port : 0;
}

/** Waits over their limit. Time without a processor is taken off, but never more than the limit once more: a real silence stays one. */
function tooLong(waits: readonly Wait[], limit: number): Wait[] {
  return waits.filter((wait) => wait.ms - Math.min(wait.starvedMs, limit) > limit);
}

export function secretOf(): string { return SECRET; }

export function createWorld(options: WorldOptions): World {
  const { folder } = options;
  const hubData = options.hubData ?? join(folder, 'hub');
  const kioskData = options.kioskData ?? join(folder, 'kiosk');
  const ledger = createLedger();
  // Something broken on purpose never settles: the proofs need not wait long for that.
  const patience = options.env['FOYER_FAULT_SABOTAGE'] === undefined ? 60_000 : 8000;
  const silenceLimit = options.silenceLimitMs ?? SILENCE_LIMIT_MS;
  const visitor = createVisitor({ ask: QUESTION, answer: ANSWER, random: options.random.fork('visitor'), starved: () => (kiosk?.alive ? starvedMs(kiosk.pid) : 0) });
  const hubPort = { http: 0, mqtt: 0 };
  const own = (topic: string): string | null => {
    const address = parseTopic(topic)?.address;
    return address ? `${address.tenant}.${address.site}.${address.kiosk}` : null;
  };
  const house = () => ({ httpUrl: `http://127.0.0.1:${hubPort.http}`, staff: (JSON.parse(readFileSync(join(folder, 'staff.json'), 'utf8')) as { users: { name: string; password: string; roles: string[] }[] }).users });
  let line: object | null = null; // the connection that the kiosk was last born on
  const proxy = createFaultProxy({
    target: () => hubPort.mqtt,
    onUp(topic, payload, on) {
      if (topic.endsWith('/up/event')) ledger.sent(own(topic) ?? '', payload);
      if (topic.endsWith('/up/result')) commands.result(payload, on);
      if (topic.endsWith('/up/reported')) commands.reported(payload, on);
      if (!topic.endsWith('/up/state')) return;
      line = on;
      commands.state(payload, on);
    },
    onDown(topic, payload, on) {
      if (topic.endsWith('/down/ack')) ledger.acknowledged(own(topic) ?? '', payload);
      if (topic.endsWith('/down/command')) commands.down(payload, on);
    },
  });
  const commands: CommandLane = createCommandLane({
    hubFile: join(hubData, 'hub.sqlite'), kioskName: KIOSK_NAME, random: options.random.fork('commands'),
    operator: () => signIn(house(), 'operator'),
    repeat: (payload) => (line !== null && proxy.slipIn(line, publishFrame(topicFor('down/command', KIOSK), payload, 0, 0)) ? line : null),
  });
  const audit = createAuditWatch(hubData);
  const personal = createPersonalWatch([hubData, kioskData]);
  const floor: ContentFloor = { version: null };
  let hub: Program | undefined;
  let kiosk: Program | undefined;
  let screen = '';
  const planted: Planted[] = [];
  const chance = options.random.fork('planted');
  const words: string[] = [];
  const note = (who: string) => (line: string): void => { words.push(`${who}: ${line}`); if (words.length > 400) words.shift(); };
  const cache = { NODE_COMPILE_CACHE: join(folder, 'compiled') };

  function writePack(version: string, firstLine = ''): void {
    for (const [path, text] of Object.entries(smallPack({ version, hours: `${ANSWER}，版本 ${version}` }))) {
      mkdirSync(dirname(join(folder, 'pack', path)), { recursive: true });
      writeFileSync(join(folder, 'pack', path), path === 'pack.yaml' ? `${firstLine}${text}` : text);
    }
  }
  async function startHub(): Promise<void> {
    // A supervisor tries again; the ports of a program that was just killed may take a moment.
    for (let attempt = 0; ; attempt += 1) {
      hub = startProgram(['hub', '--data', hubData, '--port', String(hubPort.http), '--mqtt-port', String(hubPort.mqtt), '--pack', join(folder, 'pack'),
        '--enrol', join(folder, 'enrol.json'), '--staff-file', join(folder, 'staff.json')], { env: { ...cache, ...options.env, ...options.hubEnv }, line: note('hub') });
      try {
        await hub.ready;
        return;
      } catch (error) {
        if (attempt >= 3 || !/port-taken|Port|conflict|Another hub/.test(String(error))) throw error;
        await pause(200 * (attempt + 1));
      }
    }
  }
  async function startKiosk(env: Record<string, string> = {}): Promise<void> {
    kiosk = startProgram(['device', '--hub', `http://127.0.0.1:${options.hubSeenAt?.() ?? hubPort.http}`, '--hub-mqtt', `mqtt://127.0.0.1:${proxy.port}`, '--credential', join(folder, 'credential.json'), '--data', kioskData,
      '--port', '0', '--mic', 'none', '--speaker', 'none', '--lang', 'zh', '--log-level', 'warn', ...(options.kioskFlags ?? [])], { env: { ...cache, ...options.env, ...options.kioskEnv, ...env }, line: note('kiosk') });
    const ready = await kiosk.ready;
    screen = String(ready['screen']);
    visitor.at(screen);
    plant();
  }
  /** The visitor says something that must be in no file. */
  function plant(): void {
    const next = plantedSentence(chance);
    planted.push(next);
    visitor.plant(next.sentence);
  }
  async function end(program: Program | undefined, signal: NodeJS.Signals): Promise<void> {
    if (!program?.alive) return;
    program.kill(signal);
    await program.ended;
  }
  function running(program: Program | undefined): Program {
    if (!program) throw new Error('not started yet');
    return program;
  }
  const stores = () => ({ hubFile: join(hubData, 'hub.sqlite'), kioskFile: join(kioskData, 'foyer-device.db'), ledger, questions: visitor.questions, kioskName: KIOSK_NAME, numbersMayRepeat: options.numbersMayRepeat ?? false });

  async function settle(ms = 45_000): Promise<Finding[]> {
    // With somebody asking there is nearly always an event on its way.
    const busy = !visitor.paused;
    await visitor.pause();
    const left = await arrived(ms);
    if (busy) visitor.resume();
    return left;
  }

  /** Waits until nothing is on its way any more, and gives what stays. */
  async function arrived(wantedMs: number, mark?: Mark): Promise<Finding[]> {
    const ms = Math.min(wantedMs, patience);
    let left: Finding[] = [];
    await holds(() => {
      left = unsettled(stores(), mark);
      return left.length === 0;
    }, ms, 200);
    return left;
  }
  const content = (): Finding[] => contentFindings(join(hubData, 'hub.sqlite'), kioskData, KIOSK_NAME, floor);
  async function afterCycle(ms = 45_000): Promise<Finding[]> {
    const mark = markOf(stores());
    const findings = [...await commands.settle(Math.min(ms, patience)), ...await arrived(ms, mark), ...findingsOf(stores()), ...commands.findings(), ...audit.changed(), ...personal.changed(planted)];
    await holds(() => content().length === 0, Math.min(20_000, patience), 200); // what is fetched again after damage takes a moment
    findings.push(...content());
    commands.resume();
    plant();
    return findings;
  }

  return {
    get hub() { return running(hub); },
    get kiosk() { return running(kiosk); },
    get screen() { return screen; },
    proxy, ledger, visitor, commands, hubPort, hubData, kioskData, startHub, startKiosk, settle, afterCycle,
    async start() {
      mkdirSync(folder, { recursive: true });
      writePack('1.0.0');
      const more = Array.from({ length: Math.max(0, (options.kiosks ?? 1) - 1) }, (_, i) => ({ ...KIOSK, kiosk: `k${i + 2}`, secret: SECRET }));
      writeFileSync(join(folder, 'enrol.json'), JSON.stringify([{ ...KIOSK, secret: SECRET }, ...more]));
      writeFileSync(join(folder, 'credential.json'), JSON.stringify({ ...KIOSK, secret: SECRET }));
      hubPort.http = await freePort();
      hubPort.mqtt = await freePort();
      await proxy.start();
      await startHub();
      if (options.withKiosk === false) return;
      await startKiosk();
      visitor.restarting(); // its first content comes from the hub
      visitor.start();
      if (!await visitor.nextAnswer(60_000)) throw new Error(`the kiosk never answered: ${running(kiosk).lastWords()}`);
      visitor.forgetRecords();
      commands.start();
    },
    async publish(version, firstLine = '') {
      writePack(version, firstLine);
      await end(hub, 'SIGTERM');
      await startHub();
    },
    inForce() {
      try {
        const state = JSON.parse(readFileSync(join(kioskData, 'content', 'in-force.json'), 'utf8')) as { current: { version: string } | null; bad: { version: string }[]; probation: unknown };
        return state.current ? { version: state.current.version, bad: state.bad.map((one) => one.version), probation: state.probation !== null } : null;
      } catch {
        return null;
      }
    },
    async stopKiosk() {
      visitor.restarting();
      await end(kiosk, 'SIGTERM');
    },
    async killHub() { await end(hub, 'SIGKILL'); },
    async killKiosk() {
      visitor.restarting();
      await end(kiosk, 'SIGKILL');
    },
    editors: () => signInEditors(house()),
    check: () => findingsOf(stores()),
    restored() {
      audit.forget();
      commands.forget();
    },
    async verdict(found = []) {
      // A short campaign may have had none yet.
      if (found.length === 0 && options.withKiosk !== false && commands.facts.commands_executed === 0) {
        commands.resume();
        await holds(() => commands.facts.commands_executed > 0, 15_000);
      }
      const ms = found.length > 0 ? 1000 : 45_000;
      const findings = [...options.withKiosk === false ? [] : await commands.settle(ms), ...await settle(ms), ...findingsOf(stores()), ...audit.changed(), ...await audit.whole(), ...personal.whole(planted)];
      if (options.withKiosk !== false) {
        findings.push(...commands.findings(), ...content());
        if (commands.facts.commands_executed === 0) findings.push({ kind: 'other', what: 'no command was carried out, so nothing was shown', count: 1 });
        for (const wait of tooLong(visitor.silences, silenceLimit).slice(0, 1)) findings.push({ kind: 'silent', what: `a question waited ${Math.round(wait.ms)} ms for its answer (${Math.round(wait.starvedMs)} ms of them without a processor)`, count: 1 });
        for (const wait of tooLong(visitor.restarts, RESTART_LIMIT_MS).slice(0, 1)) findings.push({ kind: 'silent', what: `${Math.round(wait.ms)} ms from a restart to the first answer (${Math.round(wait.starvedMs)} ms of them without a processor)`, count: 1 });
      }
      return findings;
    },
    facts() {
      const over = [...visitor.silences.filter((wait) => wait.ms > silenceLimit), ...visitor.restarts.filter((wait) => wait.ms > RESTART_LIMIT_MS)].length;
      return { ...ledger.totals(), ...commands.facts, personal_data_planted: planted.length, starved_ms: { silence: Math.round(visitor.silences[0]?.starvedMs ?? 0), restart: Math.round(visitor.restarts[0]?.starvedMs ?? 0) }, over_limit: over };
    },
    logs: () => words.join('\n'),
    async stop() {
      await commands.stop();
      await visitor.stop();
      await end(kiosk, 'SIGTERM');
      await end(hub, 'SIGTERM');
      await proxy.stop();
      rmSync(join(folder, 'compiled'), { recursive: true, force: true });
    },
  };
}
