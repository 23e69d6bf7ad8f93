// Three groups: what may run side by side; what needs the machine for itself because it happens in real time (sound, a
// browser, many processes), which a file says by its name, `*.live.test.ts`; and those of the latter that mostly wait for
// processes of their own, two at a time (the group `house`), because one after the other they take too long.
import { defineConfig } from 'vitest/config';

const base = { environment: 'node', testTimeout: 30_000, hookTimeout: 60_000, pool: 'forks' } as const;

const HOUSE = ['test/hub/{access-matrix,accounts,claims,console,desk,events,hostile,http,hub-away,mosquitto,notices,people-console,postgres,provider,publishing,restore-drill,rollout,route-matrix,smart-devices,start-up,with-kiosk,workers,workers-deaf-broker}.live.test.ts', 'test/{releases,privacy,wire,kiosk-ui}/*.live.test.ts'];
const LIVE = { ...base, testTimeout: 180_000, hookTimeout: 180_000 } as const;

export default defineConfig({
  test: {
    projects: [
      { test: { ...base, name: 'quick', include: ['test/**/*.test.ts'], exclude: ['test/**/*.live.test.ts', 'test/fixtures/**'] } },
      { test: { ...LIVE, name: 'house', include: HOUSE } },
      { test: { ...LIVE, name: 'live', include: ['test/**/*.live.test.ts'], exclude: ['test/fixtures/**', ...HOUSE], fileParallelism: false } },
    ],
  },
});
