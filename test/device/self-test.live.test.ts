// A whole kiosk that listens to itself on real (virtual) sound devices: the tone and the wake phrase come back through the room,
// are missed when the room is cut off, a visitor ends the test, and a hanging loudspeaker is replaced.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, type Device } from '../../device/main.ts';
import { createFakeHubLink, type FakeHubLink } from '../fakes/fake-hub-link.ts';
import { createKeptLog } from '../fakes/silent-log.ts';
import { MODEL } from '../voice/visitor-voice.ts';
import { startVirtualSound, type VirtualSound } from '../voice/virtual-sound.ts';
import { smallPackFolder } from './small-pack.ts';

let sound: VirtualSound;
let device: Device;
let link: FakeHubLink;
let folder: string;
const saved = { ...process.env };

async function until<T>(what: string, probe: () => T | null | undefined | false, ms: number): Promise<T> {
  const deadline = performance.now() + ms;
  for (;;) {
    const found = probe();
    if (found) return found;
    if (performance.now() > deadline) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
function childPid(program: string): number | null {
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1]);
      if (parent === process.pid && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(program)) return Number(name);
    } catch {
      continue; // it has just ended
    }
  }
  return null;
}

beforeAll(async () => {
  sound = await startVirtualSound();
  Object.assign(process.env, sound.environment);
  folder = mkdtempSync(join(tmpdir(), 'foyer-self-test-'));
  link = createFakeHubLink();
  device = build({
    address: { tenant: 't', site: 's', kiosk: 'k' }, secret: null, hub: null, dataFolder: folder, pack: smallPackFolder(), port: 0, microphone: 'default', loudspeaker: 'default',
    models: { any: MODEL }, voices: {}, voiceCommands: {}, soundFolder: null, echoCancelled: false, homeLanguage: 'zh', logLevel: 'silent',
  }, { link, log: createKeptLog() });
  await device.start();
  link.goOnline();
}, 60_000);
afterAll(async () => {
  await device?.stop();
  await sound?.stop();
  for (const name of Object.keys(process.env)) if (name.startsWith('PULSE_')) delete process.env[name];
  Object.assign(process.env, saved);
  rmSync(folder, { recursive: true, force: true });
});

const test = (): Promise<{ loopBack: string; phrase: string; why: string }> => device.service.upkeep.selfTest.run() ?? Promise.resolve({ loopBack: 'refused', phrase: '', why: '' });

describe('a kiosk that listens to itself', () => {
  it('hears its tone and wakes by its own voice, and says so to the hub', async () => {
    const cut = await sound.echo(60);
    const result = await test();
    console.log(result.why);
    expect(result).toMatchObject({ loopBack: 'works', phrase: 'heard' });
    expect(device.service.kiosk.session).toBeNull(); // its own voice is no visitor
    await device.service.health.flush();
    const values = link.of('metric').at(-1)?.['values'] as Record<string, number>;
    expect(values).toMatchObject({ loop_back: 2, wake_phrase: 1, mic_failed: 0, mic_flat: 0 });
    expect(values['mic_frames']).toBeGreaterThan(50);
    await cut();
  }, 40_000);

  it('notices that nothing comes back, by the hub\'s command', async () => {
    link.events().command({ v: 1, id: 'deaf', name: 'self-test', args: {} });
    const result = await until('the result', () => link.of('result').find((one) => one['id'] === 'deaf'), 20_000);
    expect(result).toMatchObject({ ok: false });
    expect(String(result['detail'])).toContain('tone not-heard');
    link.events().command({ v: 1, id: 'busy', name: 'self-test', args: {} });
    device.service.kiosk.screenEvent({ type: 'control', control: 'start' }); // a visitor comes
    const busy = await until('the other result', () => link.of('result').find((one) => one['id'] === 'busy'), 20_000);
    expect(String(busy['detail'])).toMatch(/a visitor came|tone not-heard/);
    device.service.kiosk.dismiss();
    await until('nobody there', () => device.service.kiosk.session === null, 10_000);
  }, 60_000);

  it('has a hanging loudspeaker replaced', async () => {
    const frozen = await until('a loudspeaker', () => childPid('speaker-loudspeaker/child'), 5000);
    process.kill(frozen, 'SIGSTOP');
    link.events().command({ v: 1, id: 'say', name: 'say', args: { text: '请三号到窗口' } });
    const fresh = await until('another loudspeaker', () => { const pid = childPid('speaker-loudspeaker/child'); return pid !== null && pid !== frozen ? pid : null; }, 25_000);
    expect(fresh).not.toBe(frozen);
  }, 40_000);
});
