// The content page with owners, in a real browser: whose each pack is, a new pack for a tenant, and its first kiosks; in both
// languages. What a tenant's author cannot change is not offered.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build as viteBuild } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallPack } from './small-pack.ts';
import { connectKiosk, nameOf, SECRET, startHub, type TestHub, type TestKiosk } from './hub-house.ts';

const PICTURES = join(import.meta.dirname, '../artifacts/console');
const CHROMIUM = process.env['FOYER_CHROMIUM'] ?? '/usr/bin/chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const KIOSKS = [{ tenant: 'acme', site: 'hall', kiosk: 'front' }, { tenant: 'acme', site: 'annex', kiosk: 'back' }, { tenant: 'zebra', site: 'stall', kiosk: 'z1' }];

let folder: string;
let hub: TestHub;
let browser: Browser;
const kiosks: TestKiosk[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-packs-'));
  mkdirSync(PICTURES, { recursive: true });
  const pack = join(folder, 'government-hall');
  for (const [path, text] of Object.entries(smallPack({ name: 'government-hall' }))) {
    mkdirSync(dirname(join(pack, path)), { recursive: true });
    writeFileSync(join(pack, path), text);
  }
  await viteBuild({ configFile: join(import.meta.dirname, '../../hub/console/vite.config.ts'), build: { outDir: join(folder, 'dist') }, logLevel: 'error' });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  hub = await startHub({
    packs: [pack], enrol: KIOSKS.map((address) => ({ ...address, secret: SECRET })), consoleFolder: join(folder, 'dist'),
    people: [
      { name: 'author', roles: ['author', 'operator'] }, { name: 'acme-author', roles: ['author', 'operator'], scope: { tenant: 'acme' } }, { name: 'acme-approver', roles: ['approver'], scope: { tenant: 'acme' } },
    ],
  });
  for (const address of KIOSKS) {
    const kiosk = await connectKiosk(hub.mqttUrl, address);
    await kiosk.birth();
    await kiosk.wait('down/desired');
    kiosks.push(kiosk);
  }
});
afterAll(async () => {
  await browser.close();
  for (const kiosk of kiosks) await kiosk.close();
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(complaints).toEqual([]);
});

async function pageOf(name: string, language: 'zh' | 'en'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: language === 'zh' ? 'zh-CN' : 'en-GB', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  const user = hub.staff.find((one) => one.name === name);
  await page.goto(`${hub.httpUrl}/content`);
  await page.fill('input[name=name]', name);
  await page.fill('input[name=password]', user?.password ?? '');
  await page.keyboard.press('Enter');
  await page.waitForSelector('pack-editor textarea');
  return page;
}
const picture = (page: Page, name: string): Promise<Buffer> => page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
async function accessible(page: Page): Promise<void> {
  await page.evaluate(axe);
  expect(await page.evaluate(async () => {
    const found = await (globalThis as unknown as { axe: { run(root: Document, options: object): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> } }).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
    return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id} ${JSON.stringify(node.target)}`));
  })).toEqual([]);
}

describe('packs with owners in the console', () => {
  it('a tenant\'s author makes a pack of their own and cannot change the whole hub\'s; once approved it goes to chosen kiosks', async () => {
    const page = await pageOf('acme-author', 'zh');
    expect(await page.locator('nav .pack').count()).toBe(1);
    expect(await page.locator('nav .pack .owner').textContent()).toBe('全体');
    expect(await page.getByText('属于整个中枢', { exact: true }).count()).toBe(1);
    expect(await page.getByRole('button', { name: '保存草稿' }).count()).toBe(0);
    await picture(page, 'zh-packs-common');
    await page.getByRole('button', { name: '新内容包…' }).click();
    expect(await page.locator('dialog select[name=owner]').count()).toBe(0);
    await page.fill('dialog input[name=name]', 'front-desk');
    await page.fill('dialog input[name=title-zh]', '前台');
    await page.fill('dialog input[name=title-en]', 'Front desk');
    await picture(page, 'zh-packs-new');
    await accessible(page);
    await page.getByRole('button', { name: '建立' }).click();
    await page.locator('nav .pack[aria-current=true]', { hasText: '前台' }).waitFor();
    expect(await page.locator('nav .pack[aria-current=true] .owner').textContent()).toBe('acme');
    await page.getByRole('button', { name: '送审' }).click();
    await page.getByText('待审核', { exact: true }).waitFor();
    const approver = await pageOf('acme-approver', 'zh');
    await approver.locator('nav .pack', { hasText: '前台' }).click();
    await approver.getByRole('button', { name: '批准' }).click();
    await approver.locator('dialog button.primary').click();
    await approver.context().close();
    await page.getByText('已批准', { exact: true }).waitFor({ timeout: 10_000 });
    await page.getByRole('button', { name: '发布…' }).click();
    await page.locator('dialog button.primary').click();
    await page.getByText('选至少一台终端。').waitFor();
    expect(await page.locator('dialog input[name=kiosk]').count()).toBe(2);
    await page.locator('dialog input[value="acme.hall.front"]').check();
    await picture(page, 'zh-packs-first-kiosks');
    await accessible(page);
    await page.locator('dialog button.primary').click();
    const desired = await (kiosks[0] as TestKiosk).wait('down/desired', (message) => message.release?.pack.startsWith('t-') === true);
    expect(desired.release?.version).toBe('1.0.0');
    await page.locator('pack-rollout').getByText('第 1 批').first().waitFor();
    await picture(page, 'zh-packs-rollout');
    await page.context().close();
  });

  it('staff of the whole hub see whose each pack is, and choose the owner of a new one', async () => {
    const page = await pageOf('author', 'en');
    expect(await page.locator('nav .pack .owner').allTextContents()).toEqual(['whole hub', 'acme']);
    await page.getByRole('button', { name: 'New pack…' }).click();
    await page.fill('dialog input[name=name]', 'front-desk');
    await page.fill('dialog input[name=title-zh]', '斑马前台');
    await page.fill('dialog input[name=title-en]', 'Zebra desk');
    expect(await page.locator('dialog select[name=owner] option').allTextContents()).toEqual(['The whole hub', 'Tenant acme', 'Tenant zebra']);
    await page.selectOption('dialog select[name=owner]', 'acme');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('There is acme.front-desk already').waitFor();
    await page.selectOption('dialog select[name=owner]', 'zebra');
    await picture(page, 'en-packs-new');
    await accessible(page);
    await page.getByRole('button', { name: 'Create' }).click();
    await page.locator('nav .pack[aria-current=true]', { hasText: 'Zebra desk' }).waitFor();
    await picture(page, 'en-packs-owners');
    await accessible(page);
    const answer = await fetch(`${hub.httpUrl}/api/packs`, { headers: { cookie: (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ') } });
    expect((await answer.json() as { packs: { address: string }[] }).packs.map((pack) => pack.address).sort()).toEqual(['acme.front-desk', 'government-hall', 'zebra.front-desk']);
    expect(nameOf(KIOSKS[0] as (typeof KIOSKS)[0])).toBe('acme.hall.front');
    await page.context().close();
  });
});
