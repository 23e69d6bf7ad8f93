// Two groups: what may run side by side, and what needs the machine for itself because it happens in real time
// (sound, a browser, many processes). A test file says so by its name: `*.live.test.ts`.
import { defineConfig } from 'vitest/config';

const base = { environment: 'node', testTimeout: 30_000, hookTimeout: 60_000, pool: 'forks' } as const;

export default defineConfig({
  test: {
    projects: [
      { test: { ...base, name: 'quick', include: ['test/**/*.test.ts'], exclude: ['test/**/*.live.test.ts', 'test/fixtures/**'] } },
      { test: { ...base, name: 'live', include: ['test/**/*.live.test.ts'], exclude: ['test/fixtures/**'], fileParallelism: false, testTimeout: 180_000, hookTimeout: 180_000 } },
    ],
  },
});
