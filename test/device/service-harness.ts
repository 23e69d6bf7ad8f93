// One whole kiosk with fake ears, voice, screen, hub and clock, over a real store, for the tests of this folder.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KioskContent } from '../../device/core/kiosk-content.ts';
import { createKioskService, type KioskService, type KioskServiceOptions } from '../../device/core/kiosk-service.ts';
import type { Observation } from '../../device/core/observation.ts';
import type { KioskEvent } from '../../flows/protocol/conversation.ts';
import { openSqliteStore } from '../../device/adapters/sqlite-store.ts';
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts';
import { createFakeHubLink, type FakeHubLink } from '../fakes/fake-hub-link.ts';
import { createFakeScreen, type FakeScreen } from '../fakes/fake-screen.ts';
import { createFakeHearing, createFakeSpeaking, type FakeHearing, type FakeSpeaking } from '../fakes/fake-voice.ts';
import { scriptedContent } from '../fakes/scripted-conversation.ts';
import { createKeptLog, type KeptLog } from '../fakes/silent-log.ts';

export interface Rig {
  service: KioskService; clock: FakeClock; hearing: FakeHearing; speaking: FakeSpeaking; screen: FakeScreen; link: FakeHubLink; log: KeptLog;
  observations: Observation[]; folder: string;
  /** Everything in the outbox now. */
  recorded(): KioskEvent[];
  types(): string[];
  snapshot(): { session: string; state: unknown } | null;
}

export const LOCAL = { files: { 'pack.yaml': '1.0.0' }, name: 'script', version: '1.0.0', sha256: 'f'.repeat(64) };

/** The "pack" of these tests is one file that holds its version; `broken` does not compile, `foreign` refuses older state. */
async function loadScript(files: Record<string, string>): Promise<{ ok: true; content: KioskContent } | { ok: false; problems: string[] }> {
  const text = files['pack.yaml'] ?? '';
  if (text.includes('broken')) return { ok: false, problems: ['pack.yaml:1: it is broken. Mend it.'] };
  return { ok: true, content: scriptedContent(text.split(' ')[0], text.includes('foreign')) };
}

export async function createRig(overrides: Partial<KioskServiceOptions> & { folder?: string } = {}): Promise<Rig> {
  const clock = createFakeClock();
  const log = createKeptLog();
  const [hearing, speaking, screen, link] = [createFakeHearing(clock), createFakeSpeaking(clock), createFakeScreen(), createFakeHubLink()];
  const observations: Observation[] = [];
  const folder = overrides.folder ?? mkdtempSync(join(tmpdir(), 'foyer-kiosk-'));
  let ids = 0;
  const newId = (): string => `id-${(ids += 1)}`;
  const { store } = await openSqliteStore({ folder, source: '/t/s/k', newId, now: () => clock.now() });
  const service = createKioskService({
    name: 't/s/k', boot: 'boot', clock, log, hearing, speaking, screen, disk: store, link, load: loadScript, newId, random: () => 0.5,
    vitals: async () => ({ residentBytes: 1, eventLoopDelayP99Ms: 1, childrenBytes: 0 }),
    observe: (o) => { observations.push(o); },
    local: LOCAL, pinned: null, echoCancelled: true, homeLanguage: 'zh', versions: { foyer: 'test' }, capabilities: ['voice'], incidents: [],
    contentChanged: () => undefined, restart: () => undefined, farewellMs: 3000, ...overrides,
  });
  await service.start();
  return {
    service, clock, hearing, speaking, screen, link, log, observations, folder,
    recorded: () => store.outboxAfter(0, 10_000),
    types: () => store.outboxAfter(0, 10_000).map((e) => e.type),
    snapshot: () => store.snapshot(),
  };
}
