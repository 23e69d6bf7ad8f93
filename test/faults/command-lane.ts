// Commands while everything breaks: staff ask the kiosk through the hub's own interface, and what came down is sent down once
// more, as a line does that repeats itself. Each command may have its effect once, and everybody must be told what came of it.
import type { TestStaff } from '../hub/hub-house.ts';
import type { Finding } from './contract.ts';
import { reading } from './invariants.ts';
import { holds, pause } from './processes.ts';
import type { Random } from './random.ts';

/** The kiosk carries this out by asking for its whole document: a birth with cursor 0, which is seen on the wire from outside. */
const COMMAND = { name: 'refresh-content', args: {} };
const EFFECT_ASKED = 0; // the cursor of that birth
const VALID_MS = 60_000;
/** So many newest commands are repeated; the kiosk remembers 200. */
const REPEATED = 3;

export interface CommandLaneOptions {
  hubFile: string; kioskName: string; random: Random;
  /** Somebody who may command kiosks, signed in at the hub that runs now. */
  operator(): Promise<TestStaff>;
  /** Puts a `down/command` onto the kiosk's open connection and gives it; null: there is none. */
  repeat(payload: Buffer): object | null;
}

export interface CommandLane {
  start(): void;
  /** `down/command`, `up/state`, `up/reported` and `up/result` went by; `line`: the connection. */
  down(payload: Buffer, line: object): void;
  state(payload: Buffer, line: object): void;
  reported(payload: Buffer, line: object): void;
  result(payload: Buffer, line: object): void;
  /** Nothing new is sent until `resume`. Repeats the newest commands until each is told to the hub. */
  settle(ms: number): Promise<Finding[]>;
  resume(): void;
  /** As things stand. */
  findings(): Finding[];
  /** The kiosk or the hub has rightly forgotten what was asked: its store was rebuilt, or restored from a backup. */
  forget(): void;
  readonly facts: { commands: number; commands_executed: number; commands_repeated: number; commands_interrupted: number };
  stop(): Promise<void>;
}

/** What is known of a connection. `effects`: births that asked for everything, whose command has not been named yet by its result. */
interface Line { full: boolean; readonly open: Set<string>; effects: number }
interface Asked { readonly id: string; readonly at: number; readonly state: string }

export function createCommandLane(options: CommandLaneOptions): CommandLane {
  const sent = new Map<string, Buffer>(); // as it came down first
  const executed = new Map<string, number>();
  const told = new Map<string, Set<string>>();
  const echoes = new Map<string, number>(); // results so far
  const forgotten = new Set<string>();
  const lines = new WeakMap<object, Line>();
  let newest: Line | null = null;
  const births = new Set<string>(); // as they went by: what a client sends again after a break is not said twice
  const story: string[] = []; // the last that went by, for whoever has to understand a finding
  let running = false;
  let resting = false;
  let repeated = 0;
  let asking: Promise<void> = Promise.resolve();
  let loop: Promise<void> = Promise.resolve();
  let staff: TestStaff | null = null;

  function lineOf(line: object): Line {
    const known = lines.get(line) ?? { full: false, open: new Set<string>(), effects: 0 };
    if (!lines.has(line)) {
      // The one before has ended, perhaps between an effect and its result: then it can only be of what was open.
      const [left, ...more] = newest?.open ?? [];
      if (newest && newest.effects > 0 && left !== undefined && more.length === 0) count(left, newest.effects);
      newest = known;
      lines.set(line, known);
    }
    return known;
  }
  function count(id: string, times: number): void { if (times > 0) executed.set(id, (executed.get(id) ?? 0) + times); }
  function tell(what: string): void {
    story.push(`${Math.round(performance.now())} ${what}`);
    if (story.length > 40) story.shift();
  }
  function read<T>(payload: Buffer): T | null {
    try { return JSON.parse(payload.toString('utf8')) as T; } catch { return null; }
  }
  function onRecord(): Asked[] {
    return (reading(options.hubFile, (db) => db.prepare('SELECT id, at, state FROM twin_commands WHERE kiosk = ? ORDER BY at').all(options.kioskName) as Asked[]) ?? []).filter((one) => !forgotten.has(one.id));
  }
  function payloadOf({ id, at }: Asked): Buffer {
    return sent.get(id) ?? Buffer.from(JSON.stringify({ v: 1, id, ...COMMAND, notAfter: at + VALID_MS }));
  }
  /** A hub that is down, or a kiosk that is away, is what the campaign wants: nothing is asked then. */
  async function ask(): Promise<void> {
    try {
      staff ??= await options.operator();
      const reply = await staff.fetch(`/api/kiosks/${options.kioskName}/operations`, { method: 'POST', body: JSON.stringify(COMMAND), signal: AbortSignal.timeout(8000) });
      if (reply.status === 401) staff = null;
      await reply.body?.cancel();
    } catch {
      // Whether it was sent nevertheless is read from the hub's own record.
    }
  }
  async function run(): Promise<void> {
    while (running) {
      await pause(options.random.between(100, 1500));
      if (!running || resting) continue;
      asking = ask();
      await asking;
    }
  }
  /** Sent down again; true when its result came after that. */
  async function again(one: Asked): Promise<boolean> {
    const before = echoes.get(one.id) ?? 0;
    const line = options.repeat(payloadOf(one));
    if (line === null) return false;
    lineOf(line).open.add(one.id);
    tell(`again ${one.id}`);
    repeated += 1;
    return holds(() => (echoes.get(one.id) ?? 0) > before, 1000, 20);
  }

  return {
    start() {
      running = true;
      loop = run();
    },
    down(payload, line) {
      const command = read<{ id?: string }>(payload);
      if (typeof command?.id !== 'string') return;
      lineOf(line).open.add(command.id);
      tell(`down ${command.id}`);
      if (!sent.has(command.id)) sent.set(command.id, payload);
    },
    state(payload, line) {
      const birth = read<{ state: string; cursor?: number }>(payload);
      if (birth?.state !== 'birth') return;
      const known = lineOf(line);
      const text = payload.toString('utf8');
      tell(`birth, cursor ${birth.cursor ?? 0}${births.has(text) ? ', sent again' : ''}${known.full ? '' : ', first of its line'}`);
      if (births.has(text)) return;
      births.add(text);
      // A kiosk that had content on this very connection and asks for everything has carried out the command.
      // Its result comes right behind, and says which one it was.
      if (birth.cursor === EFFECT_ASKED && known.full) known.effects += 1;
      if ((birth.cursor ?? 0) > 0) known.full = true;
    },
    reported(payload, line) { if ((read<{ version?: number }>(payload)?.version ?? 0) > 0) lineOf(line).full = true; },
    result(payload, line) {
      const result = read<{ id?: string; ok?: boolean; detail?: string }>(payload);
      if (typeof result?.id !== 'string') return;
      tell(`result ${result.id} ${String(result.ok)} ${result.detail ?? ''}`);
      const known = lineOf(line);
      count(result.id, known.effects);
      known.effects = 0;
      known.open.delete(result.id);
      echoes.set(result.id, (echoes.get(result.id) ?? 0) + 1);
      told.set(result.id, (told.get(result.id) ?? new Set()).add(`${String(result.ok)} ${result.detail ?? ''}`));
    },
    async settle(ms) {
      resting = true;
      const end = performance.now() + ms;
      await Promise.race([asking, pause(1500)]); // it waits for the kiosk's word, which a repeat may bring
      const repeats = new Set<string>();
      for (;;) {
        const asked = onRecord();
        const open = asked.filter((one) => one.state === 'sent');
        const wanted = [...new Map([...open, ...asked.slice(-REPEATED).filter((one) => !repeats.has(one.id))].map((one) => [one.id, one])).values()];
        if (wanted.length === 0) return [];
        for (const one of wanted) if (await again(one)) repeats.add(one.id);
        if (performance.now() > end) {
          const left = onRecord().filter((one) => one.state === 'sent').length;
          const mute = onRecord().slice(-REPEATED).filter((one) => !repeats.has(one.id)).length;
          return left + mute === 0 ? [] : [{ kind: 'other', what: `${left} commands have no result on the hub, ${mute} had no answer when they were repeated`, count: left + mute }];
        }
        await pause(50);
      }
    },
    resume() { resting = false; },
    findings() {
      const findings: Finding[] = [];
      const twice = [...executed].filter(([id, times]) => times > 1 && !forgotten.has(id));
      if (twice.length > 0) findings.push({ kind: 'duplicated', what: `${twice.length} commands were executed more than once (${twice.slice(0, 3).map(([id, times]) => `${id} ${times} times`).join(', ')})\n${story.join('\n')}`, count: twice.length });
      const changed = [...told].filter(([id, words]) => words.size > 1 && !forgotten.has(id));
      if (changed.length > 0) findings.push({ kind: 'other', what: `the result of ${changed.length} commands changed (${[...changed[0]?.[1] ?? []].join(' / ')})`, count: changed.length });
      const known = reading(options.hubFile, (db) => new Set((db.prepare('SELECT id FROM twin_commands WHERE kiosk = ?').all(options.kioskName) as { id: string }[]).map((row) => row.id)));
      // The hub keeps a bounded number for each kiosk; the newest must be there.
      const lost = known === null ? [] : [...sent.keys()].slice(-REPEATED).filter((id) => !known.has(id) && !forgotten.has(id));
      if (lost.length > 0) findings.push({ kind: 'lost', what: `${lost.length} commands came down and are not on the hub's record`, count: lost.length });
      return findings;
    },
    forget() {
      for (const id of [...sent.keys(), ...onRecord().map((one) => one.id)]) forgotten.add(id);
      staff = null;
    },
    get facts() {
      return {
        commands: new Set([...sent.keys(), ...told.keys()]).size, commands_executed: [...executed.values()].reduce((sum, times) => sum + times, 0), commands_repeated: repeated,
        commands_interrupted: [...told.values()].filter((words) => [...words].some((word) => word.includes('interrupted'))).length,
      };
    },
    async stop() {
      running = false;
      await loop;
    },
  };
}
