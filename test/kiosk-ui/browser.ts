// A real Chromium and a freshly built screen for the tests of this folder.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { build } from 'vite';

const CHROMIUM = process.env['FOYER_CHROMIUM'] ?? '/usr/bin/chromium';

export const launch = (): Promise<Browser> => chromium.launch({
  executablePath: CHROMIUM,
  args: ['--disable-dev-shm-usage', '--mute-audio', '--no-sandbox', '--disable-pinch', '--overscroll-history-navigation=0', '--touch-events=enabled', '--autoplay-policy=no-user-gesture-required', '--force-color-profile=srgb'],
});

/** Builds the screen into a folder of its own, so that nothing else that builds at the same time is disturbed. */
export async function buildScreen(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'foyer-screen-'));
  await build({ configFile: fileURLToPath(new URL('../../kiosk-ui/vite.config.ts', import.meta.url)), build: { outDir: folder, emptyOutDir: true } });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
