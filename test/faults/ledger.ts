// What was really said on the wire, kept outside of both programs: which events a kiosk sent and how far the hub
// acknowledged them. The invariants hold the hub's store against this and not against what either side remembers.

export interface Lane { readonly kiosk: string; readonly epoch: string; /** By number: the ids that were sent under it, which is one unless a kiosk's store was damaged. */ readonly sent: Map<number, Set<string>>; upTo: number }

export interface Ledger {
  readonly lanes: ReadonlyMap<string, Lane>;
  /** `up/event` of this kiosk went by. */
  sent(kiosk: string, payload: Buffer): void;
  /** `down/ack` to this kiosk went by. */
  acknowledged(kiosk: string, payload: Buffer): void;
  /** Numbers that were given to two different events. */
  readonly reused: string[];
  totals(): { sent: number; acknowledged: number };
}

export function createLedger(): Ledger {
  const lanes = new Map<string, Lane>();
  const reused: string[] = [];
  function lane(kiosk: string, epoch: string): Lane {
    const key = `${kiosk} ${epoch}`;
    let found = lanes.get(key);
    if (!found) lanes.set(key, (found = { kiosk, epoch, sent: new Map(), upTo: 0 }));
    return found;
  }
  function read(payload: Buffer): Record<string, unknown> | undefined {
    try { return JSON.parse(payload.toString('utf8')) as Record<string, unknown>; } catch { return undefined; }
  }
  return {
    lanes, reused,
    sent(kiosk, payload) {
      const body = read(payload);
      if (typeof body?.['epoch'] !== 'string' || !Array.isArray(body['events'])) return;
      const own = lane(kiosk, body['epoch']);
      for (const event of body['events'] as { seq?: unknown; id?: unknown }[]) {
        if (typeof event.seq !== 'number' || typeof event.id !== 'string') continue;
        const before = own.sent.get(event.seq);
        if (before === undefined) own.sent.set(event.seq, new Set([event.id]));
        else if (!before.has(event.id)) {
          reused.push(`${kiosk} ${own.epoch} ${event.seq}: ${[...before].join(', ')} and ${event.id}`);
          before.add(event.id);
        }
      }
    },
    acknowledged(kiosk, payload) {
      const body = read(payload);
      if (typeof body?.['epoch'] !== 'string' || typeof body['upTo'] !== 'number') return;
      const own = lane(kiosk, body['epoch']);
      own.upTo = Math.max(own.upTo, body['upTo']);
    },
    totals() {
      let sent = 0;
      let acknowledged = 0;
      for (const one of lanes.values()) {
        sent += one.sent.size;
        acknowledged += one.upTo;
      }
      return { sent, acknowledged };
    },
  };
}
