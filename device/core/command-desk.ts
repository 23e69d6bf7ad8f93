// Commands of the hub, each executed at most once across power cuts: the intention is on disk before the act, and a
// repeat is answered with the result of the first time. What is remembered is bounded: whatever is forgotten is too old to be done.
import type { Command, CommandResult } from '../../flows/protocol/fleet.ts';
import type { Clock, HubLink, Log, Store } from './ports.ts';

type Result = Omit<CommandResult, 'v'>;
export interface CommandOutcome { ok: boolean; detail?: string }

export interface CommandDesk { receive(command: Command): void }

const KEPT = 'commands';
const REMEMBERED = 200;
const LONGEST_MS = 120_000;

export function createCommandDesk(options: {
  store: Pick<Store, 'get' | 'set'>;
  link: Pick<HubLink, 'sendResult'>;
  clock: Clock;
  log: Log;
  /** False: times of the hub cannot be compared with the clock here, and are not. */
  clockTrusted?(): boolean;
  /** False: what is remembered now would not survive a power cut, so nothing may be begun. */
  lasting?(): boolean;
  /** Carries a command out; false = it cannot be done now, with the reason. One that takes longer answers later. */
  execute(command: Command): CommandOutcome | Promise<CommandOutcome>;
}): CommandDesk {
  const { store, clock } = options;
  /** Oldest first. */
  let known: [id: string, result: Result | 'begun'][] | null = null;
  const underWay = new Set<string>();

  function memory(): [string, Result | 'begun'][] {
    if (known) return known;
    try {
      const read: unknown = JSON.parse(store.get(KEPT) ?? '[]');
      known = Array.isArray(read) ? read as [string, Result | 'begun'][] : [];
    } catch {
      known = [];
    }
    return known;
  }
  function recall(id: string): Result | 'begun' | null {
    const found = memory().find(([one]) => one === id);
    if (found) return found[1];
    const older = store.get(`command:${id}`); // written by the version before
    return older === null ? null : JSON.parse(older) as Result | 'begun';
  }
  function remember(id: string, result: Result | 'begun'): void {
    known = [...memory().filter(([one]) => one !== id), [id, result] as [string, Result | 'begun']].slice(-REMEMBERED);
    store.set(KEPT, JSON.stringify(known));
  }
  function settle(command: Command, outcome: CommandOutcome): void {
    if (!underWay.delete(command.id)) return;
    const result: Result = { id: command.id, ...outcome, ...(outcome.detail === undefined ? {} : { detail: outcome.detail.slice(0, 500) }) };
    remember(command.id, result);
    options.log.info('a command was carried out', { name: command.name, ok: outcome.ok });
    options.link.sendResult(result);
  }

  return {
    receive(command) {
      if (underWay.has(command.id)) return; // its result will be sent
      const before = recall(command.id);
      if (before !== null) {
        // Begun and never finished: the power went in between. It is not tried again.
        options.link.sendResult(before === 'begun' ? { id: command.id, ok: false, detail: 'interrupted by a restart' } : before);
        return;
      }
      const now = clock.now();
      const comparable = options.clockTrusted?.() ?? true;
      if (comparable && command.notAfter !== undefined && now > command.notAfter) {
        options.link.sendResult({ id: command.id, ok: false, detail: 'too late' });
        return;
      }
      if (comparable && command.notBefore !== undefined && now < command.notBefore) {
        clock.setTimeout(() => this.receive(command), Math.min(command.notBefore - now, 2_000_000_000));
        return;
      }
      remember(command.id, 'begun');
      if (options.lasting?.() === false) {
        const result: Result = { id: command.id, ok: false, detail: 'the disk of this kiosk takes no writes, so it might be done twice' };
        remember(command.id, result);
        options.link.sendResult(result);
        return;
      }
      underWay.add(command.id);
      let outcome: CommandOutcome | Promise<CommandOutcome>;
      try {
        outcome = options.execute(command);
      } catch (error) {
        underWay.delete(command.id); // begun and not finished: a repeat is told so
        throw error;
      }
      if (!(outcome instanceof Promise)) return settle(command, outcome);
      const cancel = clock.setTimeout(() => settle(command, { ok: false, detail: 'it took too long' }), LONGEST_MS);
      outcome.catch((error: unknown): CommandOutcome => ({ ok: false, detail: error instanceof Error ? error.message : String(error) })).then((done) => {
        cancel();
        settle(command, done);
      }, () => undefined);
    },
  };
}
