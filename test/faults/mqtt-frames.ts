// MQTT 3.1.1 cut into frames, read and written by hand: the rig must not believe the very libraries that it tests.

export interface Frame { readonly type: number; readonly flags: number; readonly body: Buffer; readonly raw: Buffer }
const PUBLISH = 3;

/** Feeds on a byte stream, gives whole frames in order. Stays silent for good after something that is no MQTT. */
export function createFrameReader(onFrame: (frame: Frame) => void): (chunk: Buffer) => void {
  let held: Buffer = Buffer.alloc(0);
  let lost = false;
  return (chunk) => {
    if (lost) return;
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    for (;;) {
      if (held.length < 2) return;
      let length = 0;
      let at = 1;
      for (;;) {
        const byte = held[at];
        if (byte === undefined) return;
        length += (byte & 0x7f) * 128 ** (at - 1);
        at += 1;
        if ((byte & 0x80) === 0) break;
        if (at > 4) { lost = true; return; }
      }
      if (held.length < at + length) return;
      const first = held[0] ?? 0;
      onFrame({ type: first >> 4, flags: first & 0x0f, body: held.subarray(at, at + length), raw: held.subarray(0, at + length) });
      held = held.subarray(at + length);
    }
  };
}

/** Topic and payload of a PUBLISH. */
export function readPublish(frame: Frame): { topic: string; payload: Buffer } | undefined {
  if (frame.type !== PUBLISH || frame.body.length < 2) return undefined;
  const length = frame.body.readUInt16BE(0);
  const after = 2 + length + ((frame.flags & 0x06) === 0 ? 0 : 2);
  if (frame.body.length < after) return undefined;
  return { topic: frame.body.toString('utf8', 2, 2 + length), payload: frame.body.subarray(after) };
}

function text(value: string | Buffer): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Math.min(bytes.length, 0xffff));
  return Buffer.concat([length, bytes]);
}
export function frame(type: number, flags: number, body: Buffer): Buffer {
  const head = [(type << 4) | flags];
  let left = body.length;
  do {
    const byte = left % 128;
    left = Math.floor(left / 128);
    head.push(left > 0 ? byte | 0x80 : byte);
  } while (left > 0);
  return Buffer.concat([Buffer.from(head), body]);
}
export function connectFrame(login: { clientId: string; username: string; password: string; keepAlive?: number }): Buffer {
  return frame(1, 0, Buffer.concat([text('MQTT'), Buffer.from([4, 0xc2, 0, login.keepAlive ?? 60]), text(login.clientId), text(login.username), text(login.password)]));
}
export function publishFrame(topic: string, payload: string | Buffer, packetId: number, qos: 0 | 1 = 1): Buffer {
  const id = qos === 0 ? Buffer.alloc(0) : Buffer.from([packetId >> 8, packetId & 0xff]);
  return frame(PUBLISH, qos << 1, Buffer.concat([text(topic), id, Buffer.from(payload)]));
}
export function subscribeFrame(topics: readonly string[], packetId: number): Buffer {
  return frame(8, 2, Buffer.concat([Buffer.from([packetId >> 8, packetId & 0xff]), ...topics.map((topic) => Buffer.concat([text(topic), Buffer.from([1])]))]));
}
