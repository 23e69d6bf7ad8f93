// Acts that staff ask a kiosk for (say this, begin a notice): sent once, with a time after which it must not happen any more; the
// kiosk answers what came of it. Who asked for what is in the audit before anything is sent.
import type { Command, CommandResult } from '../../flows/protocol/fleet.ts';
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import { kioskName } from './kiosk-name.ts';
import type { Audit, Bus, Clock, FleetStore, Log } from './ports.ts';
import type { TwinStore } from './twin-port.ts';

export type CommandOutcome =
  | { outcome: 'done' } | { outcome: 'refused'; detail: string }
  /** Sent; the kiosk has not answered within `waitMs`. */
  | { outcome: 'sent'; id: string }
  | { outcome: 'unknown-kiosk' } | { outcome: 'offline' };

export interface RemoteCommands {
  send(kiosk: string, command: Pick<Command, 'name' | 'args'>, by: string): Promise<CommandOutcome>;
  /** A kiosk's answer. */
  settled(from: KioskAddress, result: CommandResult): void;
}


/** A call that comes later than this is worse than none: whoever it was for has gone. */
const VALID_MS = 60_000;
/** Sent, and its result may take this long: a self-test listens, a log is carried. */
const LONG = ['self-test', 'upload-log', 'rotate-key'];
const LONG_MS = 150_000;

export function createRemoteCommands(options: { bus: Pick<Bus, 'publish'>; kiosks: Pick<FleetStore, 'kiosk'>; clock: Clock; audit: Audit; newId(): string; waitMs?: number; kept?: Pick<TwinStore, 'saveCommand' | 'settleCommand'>; log?: Log }): RemoteCommands {
  const { clock } = options;
  const waiting = new Map<string, (outcome: CommandOutcome) => void>();
  return {
    async send(name, command, by) {
      const record = await options.kiosks.kiosk(name);
      if (!record) return { outcome: 'unknown-kiosk' };
      if (record.state === 'lost' || record.state === 'new') return { outcome: 'offline' };
      const id = options.newId();
      await options.audit.note({ at: clock.now(), who: by, what: 'command', detail: { id, kiosk: name, name: command.name, args: command.args } });
      const at = clock.now();
      const notAfter = at + VALID_MS;
      await options.kept?.saveCommand({ id, kiosk: name, name: command.name, args: command.args, by, at, notAfter: LONG.includes(command.name) ? at + LONG_MS : notAfter + 5000, state: 'sent', detail: '', doneAt: null });
      const key = `${name} ${id}`;
      return new Promise((resolve) => {
        const cancel = clock.setTimeout(() => finish({ outcome: 'sent', id }), options.waitMs ?? 5000);
        const finish = (outcome: CommandOutcome): void => {
          cancel();
          waiting.delete(key);
          resolve(outcome);
        };
        waiting.set(key, finish);
        options.bus.publish('down/command', record.address, { v: 1, id, ...command, notAfter });
      });
    },
    settled(from, { id, ok, detail }) {
      options.kept?.settleCommand(id, kioskName(from), { state: ok ? 'done' : 'refused', detail: (detail ?? '').slice(0, 500), doneAt: clock.now() })
        .catch((error: unknown) => options.log?.error('The result of a command could not be stored.', { error: String(error) }));
      waiting.get(`${kioskName(from)} ${id}`)?.(ok ? { outcome: 'done' } : { outcome: 'refused', detail: detail ?? 'the kiosk gave no reason' });
    },
  };
}
