// Erasing a visit in a real browser: asked first, done on the hub, asked of the kiosk, and gone from the page.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build as viteBuild } from 'vite';
import { expect, it } from 'vitest';
import { HALL, playScene } from '../hub/console-scene.ts';
import { enter, SECRET, startHub, until } from '../hub/hub-house.ts';
import { writePack } from '../hub/kiosk-house.ts';
import { smallPack } from '../hub/small-pack.ts';

const PICTURES = join(import.meta.dirname, '../artifacts/console');

it('asks before it erases a visit, and shows afterwards that nothing of it is left', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-erase-'));
  mkdirSync(PICTURES, { recursive: true });
  await viteBuild({ configFile: join(import.meta.dirname, '../../hub/console/vite.config.ts'), build: { outDir: join(folder, 'dist') }, logLevel: 'error' });
  const hub = await startHub({ packs: [writePack(join(folder, 'government-hall'), smallPack({ name: 'government-hall' }))], enrol: HALL.map((address) => ({ ...address, secret: SECRET })), consoleFolder: join(folder, 'dist'), people: [{ name: 'keeper', roles: ['security-admin', 'auditor'] }] });
  const scene = await playScene(hub.mqttUrl, Date.now());
  const browser = await chromium.launch({ executablePath: process.env['FOYER_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const user = hub.staff[0];
    if (!user) throw new Error('no staff');
    const [name = '', value = ''] = (await enter(hub.httpUrl, user)).cookie.split('=');
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' });
    await context.addCookies([{ name, value, url: hub.httpUrl }]);
    const page = await context.newPage();
    await page.goto(`${hub.httpUrl}/live`);
    await page.locator('.open').first().click();
    await page.getByText('社保卡丢了').last().waitFor();
    await page.getByRole('button', { name: '抹去内容' }).click();
    await page.screenshot({ path: join(PICTURES, 'zh-erase-visit.png'), animations: 'disabled' });
    await page.getByRole('button', { name: '抹去', exact: true }).click();
    const asked = await until('the command at the kiosk', () => scene.kiosks.flatMap((kiosk) => kiosk.got).find((one) => one.name === 'down/command'));
    expect(asked.body).toMatchObject({ name: 'erase', args: { session: 'visit-3' } });
    await page.getByText('中枢上已经抹去').waitFor({ timeout: 15_000 });
    expect(await page.locator('dialog').innerText()).not.toContain('社保卡');
    await page.screenshot({ path: join(PICTURES, 'zh-erased-visit.png'), animations: 'disabled' });
  } finally {
    await browser.close();
    await scene.stop();
    await hub.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
