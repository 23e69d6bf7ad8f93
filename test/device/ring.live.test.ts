// The ring of a tenant (`foyer/1/{tenant}/ring/content`, retained) from a real hub to a real kiosk's link: it names the newest
// release in the signed metadata, and a kiosk that could not have its own release yet tries again at once when it rings.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMqttHubLink } from '../../device/adapters/mqtt-hub-link.ts';
import { createSystemClock } from '../../device/adapters/system-clock.ts';
import { createHubLine, type HubLine } from '../../device/adapters/tls-hub-line.ts';
import { createWorkerContent } from '../../device/adapters/worker-conversation.ts';
import { type ContentParts, openContentParts } from '../../device/content-parts.ts';
import { createHubTrust } from '../../device/core/hub-trust.ts';
import { Fault } from '../../flows/protocol/faults.ts';
import { Ring, type PackRelease } from '../../flows/protocol/fleet.ts';
import { topicFor } from '../../flows/protocol/topics.ts';
import { createKeptLog } from '../fakes/silent-log.ts';
import { connectKiosk, type Editors, K1, K2, nameOf, publishPack, SECRET, signInEditors, startHub, type TestHub, type TestKiosk, until } from '../hub/hub-house.ts';
import { writePack } from '../hub/kiosk-house.ts';
import { smallPack } from '../hub/small-pack.ts';
import { createRig, type Rig } from './service-harness.ts';

const clock = createSystemClock();
let folder: string;
let hub: TestHub;
let editors: Editors;
let other: TestKiosk;
let line: HubLine;
let parts: ContentParts;
let rig: Rig;
let signed = false; // what the kiosk asks for has been signed
let asked = 0;

const fetchRelease = async (release: PackRelease): Promise<Record<string, string>> => {
  asked += 1;
  if (!signed) throw new Fault('content-untrusted', 'It does not stand in the signed list of content.', 'It is installed as soon as it has been signed.');
  return parts.overHttp({ fetch: line.fetch, where: () => hub.httpUrl, link: { fetchBundle: () => Promise.reject(new Error('nothing unsigned')) } })(release);
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-ring-'));
  hub = await startHub({ packs: [writePack(join(folder, 'small'), smallPack())] });
  editors = await signInEditors(hub);
  other = await connectKiosk(hub.mqttUrl, K2);
  await other.birth();
  const trust = createHubTrust({ given: { address: K1, http: hub.httpUrl, mqtt: hub.mqttUrl, secret: SECRET, pins: [] }, file: { read: () => null, write: () => undefined }, ring: () => null, name: K1, problem: () => undefined });
  line = createHubLine({ trust });
  const data = join(folder, 'kiosk');
  parts = await openContentParts({ dataFolder: data, rootFile: null, clock, log: createKeptLog(), random: () => 0.5, incident: () => undefined });
  rig = await createRig({
    name: `${K1.tenant}/${K1.site}/${K1.kiosk}`, folder: data, local: null, slots: parts.slots, fetchRelease, load: createWorkerContent({ log: createKeptLog(), clock }),
    link: createMqttHubLink({ trust, openLine: () => line.openMqtt(), fetch: line.fetch, boot: 'boot-1', clock, log: createKeptLog(), random: () => 0.1 }),
  });
}, 60_000);
afterAll(async () => {
  await rig.service.stop();
  line.stop();
  await other.close();
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the ring of a tenant', () => {
  it('makes a kiosk try again at once what had not been signed when it was wanted', async () => {
    await until('the kiosk has asked in vain', () => asked === 1);
    expect(rig.screen.view()?.kind).toBe('out-of-service');
    signed = true; // its own next try is due by a clock that stands still in this test
    await publishPack(editors, 'small', smallPack({ hours: '上午八点开门' }), { kiosks: [nameOf(K2)] });
    await other.wait('down/desired', (message) => message.release?.version === '1.0.1');
    await until('the release that is meant for this kiosk is in force', async () => { await rig.clock.settle(); return rig.screen.view()?.kind === 'attract'; });
    expect([asked, parts.slots.state().current?.version]).toEqual([2, '1.0.0']); // the ring names 1.0.1, which is for another kiosk
  });

  it('is heard by whoever asks for it later, and names what stands in the signed metadata', async () => {
    const heard = new Promise<{ retained: boolean; text: string }>((resolve) => {
      other.client.on('message', (topic, payload, packet) => { if (topic === topicFor('ring/content', K2)) resolve({ retained: packet.retain, text: String(payload) }); });
    });
    await other.client.subscribeAsync(topicFor('ring/content', K2), { qos: 1 });
    const { retained, text } = await heard;
    const ring = Ring.parse(JSON.parse(text));
    expect([retained, ring.release.version]).toEqual([true, '1.0.1']);
    // Its hash and size are checked against the signed manifest on the way.
    expect((await fetchRelease(ring.release))['knowledge/hours.yaml']).toContain('上午八点开门');
    await expect(fetchRelease({ ...ring.release, sha256: 'ab'.repeat(32) })).rejects.toMatchObject({ code: 'content-untrusted' });
  });
});
