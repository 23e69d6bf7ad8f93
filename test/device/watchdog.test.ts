// The watchdog's hands: the real conversation thread is ended in the middle of a question and answers again; systemd hears a sign
// of life on a real socket; the ladder's steps are taken, recorded, and the process is left to the machine when nothing helps.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import koffi from 'koffi';
import { describe, expect, it } from 'vitest';
import { createSystemdWatchdog } from '../../device/adapters/systemd-watchdog.ts';
import { createWorkerContent } from '../../device/adapters/worker-conversation.ts';
import { watchLoudspeaker } from '../../device/core/loudspeaker-watch.ts';
import { createMemoryStore } from '../../device/core/memory-store.ts';
import { createProbe, createWatchdog } from '../../device/core/watchdog.ts';
import { createSystemClock } from '../../device/adapters/system-clock.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { createKeptLog } from '../fakes/silent-log.ts';
import { smallPack } from './small-pack.ts';

const memory = () => createMemoryStore({ epoch: 'e', source: '/a', newId: () => 'x', now: () => 0 });

describe('the watchdog', () => {
  it('takes its steps with evidence, and stops vouching when nothing helps', async () => {
    const clock = createFakeClock();
    const log = { incidents: [] as string[], restarts: 0, process: 0, alive: 0 };
    let since: number | null = null;
    const dog = createWatchdog({
      clock, log: createKeptLog(), store: memory(), incident: (code, text) => { log.incidents.push(`${code}: ${text}`); }, restartProcess: () => { log.process += 1; }, alive: () => { log.alive += 1; },
      parts: { recognizer: { stuckMs: () => (since === null ? null : clock.monotonic() - since), restart: () => { log.restarts += 1; } } },
    });
    dog.start();
    await clock.advance(60_000);
    expect(log).toEqual({ incidents: [], restarts: 0, process: 0, alive: 30 });
    since = clock.monotonic();
    await clock.advance(200_000);
    expect(log.restarts).toBe(3);
    expect(log.process).toBe(1);
    expect(log.incidents[0]).toBe('watchdog-recognizer: The speech recogniser does not answer for 6 s: it is started again.');
    expect(log.incidents.at(-1)).toContain('watchdog-gave-up-recognizer');
    const vouched = log.alive;
    await clock.advance(20_000);
    expect(log.alive).toBe(vouched); // systemd will act
    dog.stop();
  });

  it('measures how long the oldest question is open', async () => {
    const clock = createFakeClock();
    let answer: () => void = () => undefined;
    const probe = createProbe(clock, () => new Promise<void>((resolve) => { answer = resolve; }));
    expect(probe.stuckMs()).toBeNull();
    await clock.advance(4000);
    expect(probe.stuckMs()).toBe(4000);
    answer();
    await clock.settle();
    expect(probe.stuckMs()).toBeNull();
    expect(createProbe(clock, () => null).stuckMs()).toBeNull();
  });

  it('knows a sound that should have ended', async () => {
    const clock = createFakeClock();
    let end: (how: 'done') => void = () => undefined;
    const watched = watchLoudspeaker({ start: async () => undefined, play: () => new Promise((resolve) => { end = resolve; }), silence: () => undefined, stop: async () => undefined }, clock);
    const played = watched.play({ samples: new Int16Array(16_000), sampleRate: 16_000, phrases: [] }, { volume: 1, onFirst: () => undefined });
    await clock.advance(900);
    expect(watched.stuckMs()).toBeNull();
    await clock.advance(6100);
    expect(watched.stuckMs()).toBe(6000);
    end('done');
    expect(await played).toBe('done');
    expect(watched.stuckMs()).toBeNull();
  });
});

describe('a conversation thread that is ended', () => {
  it('rejects what was asked and answers again with the content it had', async () => {
    let part: { stuckMs(): number | null; restart(): void } | null = null;
    const load = createWorkerContent({ log: createKeptLog(), clock: createSystemClock(), watch: (one) => { part = one; } });
    const loaded = await load(smallPack());
    if (!loaded.ok || !part) throw new Error('not loaded');
    const watched = part as { stuckMs(): number | null; restart(): void };
    const { conversation } = loaded.content;
    expect(watched.stuckMs()).toBeNull();
    const asked = conversation.handle(conversation.initial(), { type: 'session-started', at: 1, session: 's', by: 'touch', language: 'zh' });
    expect(watched.stuckMs()).not.toBeNull();
    watched.restart();
    await asked.then(() => undefined, (error: unknown) => expect(String(error)).toContain('ended'));
    const again = await conversation.handle(conversation.initial(), { type: 'session-started', at: 1, session: 's', by: 'touch', language: 'zh' });
    expect(again.effects.length).toBeGreaterThan(0);
    conversation.close();
  });
});

describe('systemd', () => {
  const c = koffi.load(null);
  const call = (text: string) => c.func(text) as unknown as (...values: unknown[]) => number;
  const [socket, bind, recv, close] = [call('int socket(int, int, int)'), call('int bind(int, const void *, uint32_t)'), call('intptr_t recv(int, _Out_ void *, size_t, int)'), call('int close(int)')];

  it('hears ready, life and stopping as datagrams on its socket, life no more often than it needs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'foyer-sd-'));
    const path = join(folder, 'notify');
    const address = Buffer.alloc(2 + path.length + 1);
    address.writeUInt16LE(1, 0);
    address.write(path, 2);
    const fd = socket(1, 2, 0);
    expect(bind(fd, address, address.length)).toBe(0);
    const heard = (): string => {
      const buffer = Buffer.alloc(200);
      const size = recv(fd, buffer, buffer.length, 0x40); // without waiting
      return size < 0 ? '' : buffer.subarray(0, size).toString();
    };
    let now = 0;
    const dog = await createSystemdWatchdog({ environment: { NOTIFY_SOCKET: path, WATCHDOG_USEC: '30000000', WATCHDOG_PID: String(process.pid) }, pid: process.pid, monotonic: () => now, log: createKeptLog() });
    expect(dog.everyMs).toBe(30_000);
    dog.ready();
    dog.alive();
    dog.alive();
    now = 11_000;
    dog.alive();
    dog.stopping();
    expect([heard(), heard(), heard(), heard(), heard()]).toEqual(['READY=1', 'WATCHDOG=1', 'WATCHDOG=1', 'STOPPING=1', '']);
    close(fd);
    rmSync(folder, { recursive: true });
  });

  it('is not spoken to where it does not run, nor on another process\'s behalf', async () => {
    expect((await createSystemdWatchdog({ environment: {}, pid: 1, monotonic: () => 0, log: createKeptLog() })).everyMs).toBeNull();
    expect((await createSystemdWatchdog({ environment: { NOTIFY_SOCKET: '/nowhere', WATCHDOG_USEC: '1000000', WATCHDOG_PID: '99999' }, pid: 1, monotonic: () => 0, log: createKeptLog() })).everyMs).toBeNull();
  });
});
