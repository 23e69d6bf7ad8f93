// People in the console, in a real browser: an administrator enrols, hires, makes a token, reads the audit; everybody changes
// their own password; in both languages, accessible, without a word of script or style inline. The pictures are meant to be looked at.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build as viteBuild } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProviderSettings } from '../../hub/core/provider-staff.ts';
import { codeOf, startHub, type TestHub, until } from './hub-house.ts';

const CHROMIUM = process.env['FOYER_CHROMIUM'] ?? '/usr/bin/chromium';
const PICTURES = join(import.meta.dirname, '../artifacts/console');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let dist: string;
let browser: Browser;
let hub: TestHub;
let context: BrowserContext;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'foyer-people-'));
  mkdirSync(PICTURES, { recursive: true });
  await viteBuild({ configFile: join(import.meta.dirname, '../../hub/console/vite.config.ts'), build: { outDir: dist }, logLevel: 'error' });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  hub = await startHub({
    consoleFolder: dist, people: [
      { name: 'admin', roles: ['system-admin', 'security-admin', 'auditor'] }, { name: 'wang.fang', roles: ['agent', 'supervisor'], scope: { tenant: 'acme', sites: ['east-hall', 'west-lobby'] } },
      { name: 'liu.wei', roles: ['author'] }, { name: 'chen.jing', roles: ['approver', 'operator'] }, { name: 'zhao.min', roles: ['agent'], scope: { tenant: 'acme' } },
    ],
  });
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error' && !/40\d|ERR_CONNECTION|WebSocket/.test(message.text())) complaints.push(message.text()); });
});
afterAll(async () => {
  await browser.close();
  await hub.stop();
  rmSync(dist, { recursive: true, force: true });
});

const userOf = (name: string): TestHub['staff'][number] => hub.staff.find((one) => one.name === name) as TestHub['staff'][number];
async function picture(name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
}
async function accessibilityProblems(): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const found = await (globalThis as unknown as { axe: { run(root: Document, options: object): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[] }> } }).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`));
  });
}
async function givePassword(name: string, password = userOf(name).password): Promise<void> {
  await page.fill('input[name=name]', name);
  await page.fill('input[name=password]', password);
  await page.keyboard.press('Enter');
}
/** The look of a page in both languages; ends in the language it began in. */
async function inBothLanguages(name: string, switchTo: (label: string) => Promise<void>): Promise<void> {
  for (const [language, label] of [['en', 'English'], ['zh', '中文']] as const) {
    await switchTo(label);
    expect(await accessibilityProblems()).toEqual([]);
    await picture(`${language}-${name}`);
  }
}
const byButton = async (label: string): Promise<void> => page.getByRole('button', { name: label, exact: true }).click();

describe('people in a browser', () => {
  let secret = '';

  it('an administrator scans the picture, proves it, keeps the recovery codes and is in', async () => {
    await page.goto(`${hub.httpUrl}/settings/staff`);
    await givePassword('admin');
    await page.waitForSelector('second-factor-setup img');
    expect(await page.locator('second-factor-setup img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(50);
    secret = (await page.locator('second-factor-setup code').textContent() ?? '').replace(/\s/g, '');
    await inBothLanguages('second-factor', byButton);
    await page.waitForSelector('second-factor-setup img');
    secret = (await page.locator('second-factor-setup code').textContent() ?? '').replace(/\s/g, '');
    await page.fill('input[name=code]', '000000');
    await page.keyboard.press('Enter');
    await page.getByText('请输入最新的一个').waitFor();
    await page.fill('input[name=code]', codeOf(secret, -1));
    await page.keyboard.press('Enter');
    await page.getByText('请抄下或打印').waitFor();
    expect(await page.locator('second-factor-setup li').count()).toBe(10);
    await picture('zh-recovery-codes');
    expect(await accessibilityProblems()).toEqual([]);
    await page.getByRole('button', { name: '我已保存好' }).click();
    await page.waitForSelector('staff-page li');
  });

  it('hires somebody with roles said in words, for one tenant, and shuts somebody out', async () => {
    await page.getByRole('button', { name: '添加工作人员' }).click();
    await page.fill('person-card input[name=name]', 'sun.li');
    await page.fill('person-card input[name=password]', 'password123');
    await page.check('person-card input[value=agent]');
    await page.fill('person-card input[name=tenant]', 'acme');
    await picture('zh-staff-add');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('这个密码太常见').waitFor();
    await page.fill('person-card input[name=password]', '东边的大门每天早上八点开');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存').waitFor();
    await page.locator('staff-page li', { hasText: 'zhao.min' }).locator('button').click();
    await page.getByRole('button', { name: '停用' }).click();
    await page.getByText('停用 zhao.min？').waitFor();
    await picture('zh-staff-disable');
    await page.locator('.ask').getByRole('button', { name: '停用' }).click();
    await page.locator('staff-page li.off', { hasText: 'zhao.min' }).waitFor();
    expect((await fetch(`${hub.httpUrl}/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer': '1' }, body: JSON.stringify({ name: 'zhao.min', password: userOf('zhao.min').password }) })).status).toBe(401);
    await page.locator('staff-page li', { hasText: 'wang.fang' }).locator('button').click();
    expect(await accessibilityProblems()).toEqual([]);
    await picture('zh-staff');
  });

  it('makes a token that is shown once, and finds all of it in the audit', async () => {
    await page.click('a[href="/settings/tokens"]');
    await page.getByRole('button', { name: '新建令牌' }).click();
    await page.fill('tokens-page input[name=name]', 'claim-robot');
    await page.getByLabel('claim-kiosks').check();
    await picture('zh-token-new');
    await page.getByRole('button', { name: '生成' }).click();
    const token = await page.locator('tokens-page code').textContent() ?? '';
    expect(token).toMatch(/^foyer_/);
    expect((await fetch(`${hub.httpUrl}/api/kiosks`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(403);
    expect(await accessibilityProblems()).toEqual([]);
    await picture('zh-tokens');
    await page.click('a[href="/settings/audit"]');
    await page.locator('audit-page td', { hasText: '添加人员' }).waitFor();
    await page.fill('audit-page input[name=who]', 'admin');
    await page.selectOption('audit-page select[name=what]', 'token-made');
    await page.getByRole('button', { name: '查找' }).click();
    await until('one entry', async () => (await page.locator('audit-page tbody tr').count()) === 1);
    expect(await page.locator('audit-page').textContent()).not.toContain(token);
    await page.getByRole('button', { name: '清除条件' }).click();
    await until('all entries', async () => (await page.locator('audit-page tbody tr').count()) > 5);
    expect(await accessibilityProblems()).toEqual([]);
    await picture('zh-audit');
  });

  it('shows every tab in English too, and one\'s own account', async () => {
    await page.click('a[href="/settings/general"]');
    await byButton('English');
    for (const tab of ['account', 'staff', 'tokens', 'audit']) {
      await page.click(`a[href="/settings/${tab}"]`);
      await page.waitForSelector(tab === 'account' ? 'own-account .devices li' : tab === 'audit' ? 'audit-page td' : `${tab}-page li`);
      expect(await accessibilityProblems()).toEqual([]);
      await picture(`en-settings-${tab}`);
    }
    await page.click('a[href="/settings/general"]');
    await byButton('中文');
    await page.click('a[href="/settings/account"]');
    await page.waitForSelector('own-account .devices li');
    await picture('zh-settings-account');
    await page.click('a[href="/settings/general"]');
    await byButton('退出登录');
    await page.waitForSelector('sign-in-form');
  });

  it('asks for the code at the next sign-in, and somebody new for a password of their own', async () => {
    await givePassword('admin');
    await page.getByText('请输入验证码').waitFor();
    await inBothLanguages('code', byButton);
    await page.fill('input[name=code]', codeOf(secret));
    await page.keyboard.press('Enter');
    await page.waitForSelector('nav a[aria-current=page]');
    await page.click('nav a[href="/settings"]');
    await byButton('退出登录');
    await givePassword('sun.li', '东边的大门每天早上八点开');
    await page.waitForSelector('new-password');
    await inBothLanguages('new-password', byButton);
    await page.fill('new-password input[name=old]', '东边的大门每天早上八点开');
    for (const name of ['wanted', 'again']) await page.fill(`new-password input[name=${name}]`, '西边的小窗晚上也开着');
    await page.keyboard.press('Enter');
    await page.waitForSelector('nav a[aria-current=page]');
    expect(await page.locator('nav a[href="/content"]').count()).toBe(1); // an agent may look at packs
    await page.click('nav a[href="/settings"]');
    expect(await page.locator('a[href="/settings/staff"]').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

describe('the organisation\'s sign-in in a browser', () => {
  it('stands before the password, says when somebody has no rights, and keeps the emergency account out of the way', async () => {
    const base = { issuer: 'https://id.example', clientId: 'foyer', roles: { a: ['agent'] }, label: { zh: '用东城区统一身份登录', en: 'Sign in with the district account' } };
    for (const [name, settings] of [['provider', {}], ['provider-only', { passwordSignIn: false, breakGlass: 'glass' }]] as const) {
      const other = await startHub({ consoleFolder: dist, provider: ProviderSettings.parse({ ...base, ...settings }) });
      await page.goto(`${other.httpUrl}/?sign-in=no-access`);
      await page.getByText('您的单位账号在这里没有权限').waitFor();
      await page.getByText('用东城区统一身份登录').waitFor();
      expect(await page.locator('a[href="/api/sign-in/provider"]').count()).toBe(1);
      expect(await page.locator('input[name=password]').count()).toBe(name === 'provider' ? 1 : 0);
      expect(await accessibilityProblems()).toEqual([]);
      await picture(`zh-sign-in-${name}`);
      await other.stop();
    }
    expect(complaints).toEqual([]);
  });
});
