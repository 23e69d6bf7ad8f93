// Commands of the hub, each executed at most once across power cuts: the intention is on disk before the act, and a
// repeat is answered with the result of the first time.
import type { Command, CommandResult } from '../../flows/protocol/fleet.ts';
import type { Clock, HubLink, Log, Store } from './ports.ts';

type Result = Omit<CommandResult, 'v'>;

export interface CommandDesk { receive(command: Command): void }

export function createCommandDesk(options: {
  store: Pick<Store, 'get' | 'set'>;
  link: Pick<HubLink, 'sendResult'>;
  clock: Clock;
  log: Log;
  /** Carries a command out; false = it cannot be done now, with the reason. */
  execute(command: Command): { ok: boolean; detail?: string };
}): CommandDesk {
  function remember(id: string, result: Result | 'begun'): void {
    options.store.set(`command:${id}`, JSON.stringify(result));
  }
  return {
    receive(command) {
      const known = options.store.get(`command:${command.id}`);
      if (known !== null) {
        const before = JSON.parse(known) as Result | 'begun';
        // Begun and never finished: the power went in between. It is not tried again.
        options.link.sendResult(before === 'begun' ? { id: command.id, ok: false, detail: 'interrupted by a restart' } : before);
        return;
      }
      const now = options.clock.now();
      if (command.notAfter !== undefined && now > command.notAfter) {
        options.link.sendResult({ id: command.id, ok: false, detail: 'too late' });
        return;
      }
      if (command.notBefore !== undefined && now < command.notBefore) {
        options.clock.setTimeout(() => this.receive(command), Math.min(command.notBefore - now, 2_000_000_000));
        return;
      }
      remember(command.id, 'begun');
      const outcome = options.execute(command);
      const result: Result = { id: command.id, ...outcome };
      remember(command.id, result);
      options.log.info('a command was carried out', { name: command.name, ok: outcome.ok });
      options.link.sendResult(result);
    },
  };
}
