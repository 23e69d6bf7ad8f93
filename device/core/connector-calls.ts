// Calls of a flow to the outside world: carried by the hub, which knows the real services; without a hub the pack's sample
// rows answer where the connector has no address of its own. Always settled in time.
import type { ConversationEvent, Effect } from '../../flows/engine/contract.ts';
import type { Clock, HubLink } from './ports.ts';

type Settled = Extract<ConversationEvent, { type: 'call-settled' }>;
type CallEffect = Extract<Effect, { type: 'call' }>;
type Reason = NonNullable<Settled['reason']>;

export interface ConnectorCalls {
  /** Calls `settled` exactly once, within the effect's time limit. */
  call(effect: CallEffect, settled: (event: Settled) => void): void;
  reply(call: string, ok: boolean, response: Record<string, unknown>, reason?: Reason): void;
  stop(): void;
}

export function createConnectorCalls(options: {
  link: Pick<HubLink, 'sendCall'>;
  clock: Clock;
  answer(connector: string, request: Record<string, unknown>): Record<string, unknown> | null;
}): ConnectorCalls {
  const open = new Map<string, { settle(ok: boolean, response: Record<string, unknown>, reason?: Reason): void; cancel(): void }>();

  return {
    call(effect, settled) {
      const finish = (ok: boolean, response: Record<string, unknown>, reason?: Reason): void => {
        open.get(effect.call)?.cancel();
        open.delete(effect.call);
        settled({ type: 'call-settled', at: options.clock.now(), call: effect.call, ok, response, ...(reason ? { reason } : {}) });
      };
      const sent = options.link.sendCall({
        id: effect.call, connector: effect.connector, request: effect.request,
        deadline: options.clock.now() + effect.timeoutMs, idempotencyKey: effect.idempotencyKey,
      });
      const own = sent ? null : options.answer(effect.connector, effect.request);
      // Always later, never inside the effect: the flow has to be waiting before it is answered.
      const cancel = options.clock.setTimeout(() => {
        if (own !== null) finish(true, own);
        else finish(false, {}, sent ? 'timeout' : 'offline');
      }, sent ? effect.timeoutMs : 0);
      open.set(effect.call, { settle: finish, cancel });
    },
    reply(call, ok, response, reason) { open.get(call)?.settle(ok, response, reason); },
    stop() {
      for (const { cancel } of open.values()) cancel();
      open.clear();
    },
  };
}
