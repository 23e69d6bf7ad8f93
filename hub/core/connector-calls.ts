// Connector calls of the kiosks: answered once per idempotency key, within the deadline, from the pack that the kiosk runs.
import { type CallReply, CallRequest } from '../../flows/protocol/connector.ts';
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import type { CallAnswer, Connect } from './connector-port.ts';
import type { Readable } from './inbound/readable.ts';
import { readMessage } from './inbound/readable.ts';
import { kioskName } from './kiosk-name.ts';
import type { Bus, CallStore, Clock, ContentStore, FleetStore, Log } from './ports.ts';

export function createConnectorCalls(options: { bus: Bus; clock: Clock; log: Log; calls: CallStore; content: ContentStore; fleet: Pick<FleetStore, 'kiosk'>; connect: Connect;
  /** May a kiosk of this tenant run one of these packs? What it runs is its own word. */
  may?(tenant: string, packs: readonly string[]): boolean;
}): (from: KioskAddress, raw: Record<string, unknown>) => Promise<Readable<undefined>> {
  const running = new Set<string>();

  async function answer(from: KioskAddress, call: CallRequest): Promise<void> {
    const name = kioskName(from);
    const reply = ({ detail: _ours, ...given }: CallAnswer): void => options.bus.publish('down/reply', from, { ...given, v: 1, id: call.id } satisfies CallReply);
    const earlier = await options.calls.reply(name, call.idempotencyKey);
    if (earlier !== undefined) return reply(JSON.parse(earlier) as CallAnswer);
    const timeoutMs = Math.min(30_000, call.deadline - options.clock.now());
    // A kiosk whose clock is far behind would never get an answer; its deadline is a wish, the cap is ours.
    const record = await options.fleet.kiosk(name);
    const release = record?.appliedRelease ?? record?.desired.release;
    const its = release !== undefined && release !== null && (options.may?.(from.tenant, await options.content.packsOfBundle(release.sha256)) ?? true);
    const bundle = its ? await options.content.bundle(release.sha256) : undefined;
    const connectorsYaml = bundle === undefined ? undefined : (JSON.parse(bundle) as Record<string, string>)['connectors.yaml'];
    if (connectorsYaml === undefined) return reply({ ok: false, response: {}, reason: 'refused' });
    const given = await options.connect({ connectorsYaml, connector: call.connector, request: call.request, idempotencyKey: call.idempotencyKey, timeoutMs: timeoutMs > 0 ? timeoutMs : 5_000 });
    if (!given.ok) options.log.warn('A connector did not answer.', { kiosk: name, connector: call.connector, reason: given.reason, detail: given.detail });
    if (given.ok) await options.calls.saveReply(name, call.idempotencyKey, JSON.stringify(given), options.clock.now());
    reply(given);
  }

  return async (from, raw) => {
    const message = readMessage(raw, CallRequest);
    if (!message.ok) return message;
    const key = `${kioskName(from)} ${message.value.idempotencyKey}`;
    if (running.has(key)) return { ok: true, value: undefined }; // the first one will answer
    running.add(key);
    // Not awaited: the outside world may take seconds, and the kiosk asks again when no answer comes.
    void answer(from, message.value)
      .catch((error: unknown) => options.log.error('A connector call failed.', { error: String(error) }))
      .finally(() => running.delete(key));
    return { ok: true, value: undefined };
  };
}
