// A hub link that a test switches on and off and that keeps what was sent.
import type { KioskEvent } from '../../flows/protocol/conversation.ts';
import type { HubLink, HubLinkEvents } from '../../device/core/ports.ts';

export interface FakeHubLink extends HubLink {
  connected: boolean;
  readonly sent: { kind: string; message: Record<string, unknown> }[];
  readonly batches: { epoch: string; events: KioskEvent[] }[];
  bundles: Map<string, Record<string, string>>;
  events(): HubLinkEvents;
  goOnline(): void;
  goOffline(): void;
  of(kind: string): Record<string, unknown>[];
}

export function createFakeHubLink(): FakeHubLink {
  const sent: FakeHubLink['sent'] = [];
  const batches: FakeHubLink['batches'] = [];
  let given: HubLinkEvents | null = null;
  const put = (kind: string) => (message: object): boolean => {
    if (link.connected) sent.push({ kind, message: { ...message } });
    return link.connected;
  };
  const link: FakeHubLink = {
    connected: false, sent, batches, bundles: new Map(),
    events() {
      if (!given) throw new Error('the link has not been started');
      return given;
    },
    start: async (events) => { given = events; },
    sendEvents(epoch, events) {
      if (link.connected) batches.push({ epoch, events });
      return link.connected;
    },
    sendEscalate: put('escalate'), sendState: put('state'), sendReported: put('reported'), sendCall: put('call'), sendResult: put('result'), sendMetric: put('metric'),
    async fetchBundle(release) {
      const files = link.bundles.get(release.sha256);
      if (!files) throw new Error('no such bundle');
      return files;
    },
    goOnline() { link.connected = true; given?.online(); },
    goOffline() { link.connected = false; given?.offline('test'); },
    of: (kind) => sent.filter((s) => s.kind === kind).map((s) => s.message),
    stop: async () => undefined,
  };
  return link;
}
