// A kiosk that finds no hub: every attempt waits out its back-off, which grows to a limit and is different for every kiosk.
import { createServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { createMqttHubLink } from '../../device/adapters/mqtt-hub-link.ts';
import { createHubLine } from '../../device/adapters/tls-hub-line.ts';
import { createSystemClock } from '../../device/adapters/system-clock.ts';
import { createHubTrust } from '../../device/core/hub-trust.ts';
import type { Clock, HubLinkEvents } from '../../device/core/ports.ts';
import { reconnectDelay } from '../../flows/protocol/pace.ts';
import { createKeptLog } from '../fakes/silent-log.ts';
import { ADDRESS, SECRET } from './small-broker.ts';

const open: (() => void | Promise<void>)[] = [];
afterEach(async () => { for (const stop of open.splice(0).reverse()) await stop(); });

it('comes back no earlier than its back-off, attempt after attempt', async () => {
  let attempts = 0;
  const slammed = createServer((socket) => { attempts += 1; socket.destroy(); }); // a hub that dies at every connection
  const port = await new Promise<number>((resolve) => slammed.listen(0, '127.0.0.1', () => { const at = slammed.address(); resolve(typeof at === 'object' && at ? at.port : 0); }));
  open.push(() => new Promise((resolve) => slammed.close(() => resolve(undefined))));
  const waits: { ms: number; attemptsBefore: number }[] = [];
  const real = createSystemClock();
  // Waits are written down and, but for their length, kept: a hundredth of them is enough to see that nobody comes in between.
  const clock: Clock = { ...real, setTimeout(run, ms) { waits.push({ ms, attemptsBefore: attempts }); return real.setTimeout(run, ms / 100); } };
  const rolls = [0.1, 0.9, 0.5, 0, 0.99, 0.3, 0.7, 0.999];
  let rolled = 0;
  const trust = createHubTrust({ given: { mqtt: `mqtt://127.0.0.1:${port}`, http: 'http://127.0.0.1:1', secret: SECRET, address: ADDRESS, pins: [] }, file: { read: () => null, write: () => undefined }, ring: () => null, name: ADDRESS, problem: () => undefined });
  const line = createHubLine({ trust });
  open.push(() => line.stop());
  const link = createMqttHubLink({ trust, openLine: () => line.openMqtt(), fetch: line.fetch, boot: 'boot-1', clock, log: createKeptLog(), random: () => rolls[rolled++ % rolls.length] ?? 0 });
  open.push(() => link.stop());
  const deaf = new Proxy({} as HubLinkEvents, { get: () => () => undefined });
  await link.start(deaf);
  const end = Date.now() + 10_000;
  while (waits.length < rolls.length && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(waits.slice(0, rolls.length).map((one) => one.ms)).toEqual(rolls.map((roll, index) => reconnectDelay(index + 1, roll)));
  // One attempt for each wait that is over, never two.
  expect(waits.slice(0, rolls.length).map((one) => one.attemptsBefore)).toEqual(rolls.map((_, index) => index + 1));
});
