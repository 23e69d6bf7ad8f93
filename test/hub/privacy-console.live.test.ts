// What belongs to the whole hub, in a real browser: how long data is kept and what a change forgets, erasing a visit without
// reading it, the second person before publishing; by pointer and keyboard, in both languages, wide and on a phone.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build as viteBuild } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HALL, playScene, type Scene } from './console-scene.ts';
import { smallPack } from './small-pack.ts';
import { enter, SECRET, signIn, startHub, type TestHub, type TestStaff, until } from './hub-house.ts';

const CHROMIUM = process.env['FOYER_CHROMIUM'] ?? '/usr/bin/chromium';
const PICTURES = join(import.meta.dirname, '../artifacts/console');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const DAY_MS = 86_400_000;

let dist: string;
let browser: Browser;
let hub: TestHub;
let scene: Scene;
let admin: TestStaff;
let auditor: TestStaff;
let context: BrowserContext;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'foyer-privacy-console-'));
  mkdirSync(PICTURES, { recursive: true });
  await viteBuild({ configFile: join(import.meta.dirname, '../../hub/console/vite.config.ts'), build: { outDir: dist }, logLevel: 'error' });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  const pack = join(dist, 'government-hall');
  for (const [path, text] of Object.entries(smallPack({ name: 'government-hall' }))) {
    mkdirSync(dirname(join(pack, path)), { recursive: true });
    writeFileSync(join(pack, path), text);
  }
  hub = await startHub({ packs: [pack], enrol: HALL.map((address) => ({ ...address, secret: SECRET })), consoleFolder: dist, people: [{ name: 'keeper', roles: ['system-admin', 'security-admin'] }, { name: 'reader', roles: ['auditor', 'supervisor'] }] });
  scene = await playScene(hub.mqttUrl, Date.now());
  admin = await signIn(hub, 'keeper');
  auditor = await signIn(hub, 'reader');
  await until('the visits', async () => ((await (await auditor.fetch('/api/sessions')).json()) as { sessions: object[] }).sessions.length === 3);
  // One of them the hub heard of three weeks ago.
  const database = new Sqlite(join(hub.folder, 'hub.sqlite'));
  database.prepare('UPDATE events SET received_at = received_at - ? WHERE session = ?').run(21 * DAY_MS, 'visit-2');
  database.prepare('UPDATE turns SET at = at - ? WHERE session = ?').run(21 * DAY_MS, 'visit-2');
  database.close();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await scene.stop();
  await hub.stop();
  rmSync(dist, { recursive: true, force: true });
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

async function open(name: string, path: string, language: 'zh' | 'en' = 'zh', size = { width: 1440, height: 900 }): Promise<void> {
  const user = hub.staff.find((one) => one.name === name);
  if (!user) throw new Error(`nobody is called ${name}`);
  const { cookie } = await enter(hub.httpUrl, user);
  context = await browser.newContext({ viewport: size, locale: 'zh-CN', reducedMotion: 'reduce' });
  await context.addCookies([{ name: cookie.slice(0, cookie.indexOf('=')), value: cookie.slice(cookie.indexOf('=') + 1), url: hub.httpUrl }]);
  await context.addInitScript(`localStorage.setItem('foyer-language', '${language}')`);
  page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  await page.goto(`${hub.httpUrl}${path}`);
}
async function accessibilityProblems(): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const found = await (globalThis as unknown as { axe: { run(root: Document, options: object): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> } }).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
    return found.violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${JSON.stringify(node.target)}`));
  });
}
const picture = async (name: string): Promise<void> => { await page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' }); };
const audited = async (what: string): Promise<{ who: string; detail: Record<string, unknown> }[]> => ((await (await auditor.fetch(`/api/audit?what=${what}`)).json()) as { entries: { who: string; detail: Record<string, unknown> }[] }).entries;

describe('how long data is kept, in a browser', () => {
  it('says before a change what it forgets, and asks for nothing when nothing goes', async () => {
    await open('keeper', '/settings/privacy');
    await page.getByRole('button', { name: '更改: 来访的词句' }).click();
    const field = page.getByLabel('来访的词句保留多少天');
    await field.fill('10');
    await page.getByText('一小时内，早于 10 天的 1 次来访会失去词句。不能恢复。').waitFor();
    await picture('zh-retention-change');
    expect(await accessibilityProblems()).toEqual([]);
    await field.fill('25');
    await page.getByText('现在什么也不会少').waitFor();
    await field.fill('0');
    await page.getByText('请填 1 到').waitFor();
    expect(await page.getByRole('button', { name: '保存' }).isDisabled()).toBe(true);
    await field.fill('10');
    await page.getByRole('button', { name: '改为 10 天，忘掉更早的' }).click();
    await page.getByText('已保存，并记入审计').waitFor();
    expect(await (await admin.fetch('/api/retention')).json()).toMatchObject({ days: { 'turn-texts': 10, sessions: 400 } });
    expect(await audited('retention-set')).toMatchObject([{ who: 'keeper', detail: { 'turn-texts': 10, was: { 'turn-texts': 30 } } }]);
  });

  it('keeps the audit for half a year whoever asks, and is only read by an auditor', async () => {
    const reply = await admin.fetch('/api/retention', { method: 'PUT', body: JSON.stringify({ audit: 30 }) });
    expect(reply.status).toBe(400);
    expect((await auditor.fetch('/api/retention', { method: 'PUT', body: JSON.stringify({ calls: 8 }) })).status).toBe(403);
    await open('reader', '/settings/privacy', 'en', { width: 390, height: 844 });
    await page.getByText('Words of visits').waitFor();
    expect(await page.getByRole('button', { name: /Change/ }).count()).toBe(0);
    expect(await page.locator('erase-visits').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await accessibilityProblems()).toEqual([]);
    await picture('en-retention-phone');
  });
});

describe('erasing a visit, in a browser', () => {
  it('finds it without a word of it, asks with its name, and shows what became of it', async () => {
    await open('keeper', '/settings/privacy', 'en');
    await page.getByLabel('Beginning of the visit\'s number').fill('hall-1');
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await page.locator('erase-visits li', { hasText: 'visit-1' }).waitFor();
    expect(await page.locator('erase-visits').textContent()).not.toContain('身份证');
    await page.getByRole('button', { name: /^Erase… acme\.east-hall\.hall-1/ }).click();
    await page.getByText(/Erase the visit at acme\.east-hall\.hall-1, /).waitFor();
    await picture('en-erase-visit');
    expect(await accessibilityProblems()).toEqual([]);
    await page.getByRole('button', { name: 'Keep it' }).click();
    expect(JSON.stringify(await (await auditor.fetch('/api/sessions/visit-1')).json())).toContain('补办身份证');
    await page.getByRole('button', { name: /^Erase… acme\.east-hall\.hall-1/ }).click();
    const command = scene.kiosks[0]?.wait('down/command', (message) => message.name === 'erase');
    await page.getByRole('button', { name: 'Erase', exact: true }).click();
    await scene.kiosks[0]?.send('up/result', { v: 1, id: (await command)?.id ?? '', ok: true });
    await page.getByText('Erased on the hub and at the kiosk.').waitFor();
    await page.getByText('kiosk has erased it').waitFor();
    expect(JSON.stringify(await (await auditor.fetch('/api/sessions/visit-1')).json())).not.toContain('补办身份证');
    expect(await audited('session-erased')).toMatchObject([{ who: 'keeper', detail: { session: 'visit-1' } }]);
  });
});

describe('the rules of the whole hub, in a browser', () => {
  it('show whether publishing needs a second person, and change it only after the consequence was read', async () => {
    await open('keeper', '/settings/hub');
    await page.getByRole('radio', { name: /^要两个人/ }).waitFor();
    await page.getByRole('radio', { name: /^一个人就行/ }).click();
    await page.getByText('不再要第二个人？').waitFor();
    await picture('zh-hub-review-off');
    expect(await accessibilityProblems()).toEqual([]);
    await page.getByRole('button', { name: '取消' }).click();
    expect(await (await admin.fetch('/api/content-settings')).json()).toMatchObject({ review: 'required', standard: { soakSeconds: 900, whenTooFew: 'go-on' } });
    await page.getByRole('radio', { name: /^一个人就行/ }).click();
    await page.locator('sure-dialog').getByRole('button', { name: '改为一个人就行' }).click();
    await page.getByText('已保存，并记入审计').waitFor();
    expect(await page.getByRole('radio', { name: /^一个人就行/ }).getAttribute('aria-checked')).toBe('true');
    await page.getByRole('button', { name: '更改' }).click();
    await page.getByLabel('每一批观察多久').fill('30');
    await page.getByLabel('一批里允许没成的比例').fill('7');
    await page.getByLabel('到最后来的人还是太少').selectOption('wait');
    await picture('zh-hub-plan');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('停下等人来定').waitFor();
    expect(await (await admin.fetch('/api/content-settings')).json()).toMatchObject({ review: 'off', plan: { soakSeconds: 1800, failureShare: 0.07, whenTooFew: 'wait' }, standard: { soakSeconds: 900, maxSoakSeconds: 7200 } });
    expect((await audited('content-settings-changed')).map((one) => one.who)).toEqual(['keeper', 'keeper']);
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('are read by those who review and audit, and say who may change them', async () => {
    await open('reader', '/settings/hub', 'en', { width: 390, height: 844 });
    await page.getByText('changes need a system administrator').waitFor();
    expect(await page.getByRole('radio', { name: /^One is enough/ }).isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Change' }).count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await accessibilityProblems()).toEqual([]);
    await picture('en-hub-phone');
  });
});

describe('incidents, in a browser', () => {
  it('are said in the language of whoever reads them, with what was recorded beside it', async () => {
    const data = { type: 'foyer.incident' as const, code: 'watchdog-recognizer', text: 'The speech recogniser does not answer for 12 s: it is started again.', facts: { seconds: 12, act: 'restart-part' }, session: null };
    await scene.kiosks[1]?.send('up/event', { v: 1, epoch: 'incidents', events: [{ specversion: '1.0', id: 'incident-1', source: '/acme/east-hall/hall-2', type: data.type, time: new Date().toISOString(), seq: 1, boot: 'boot-1', clock: 'synchronised', data }] });
    await until('the incident', async () => ((await (await auditor.fetch('/api/incidents')).json()) as { incidents: { code: string; facts: unknown }[] }).incidents.some((one) => one.code === data.code && JSON.stringify(one.facts) === JSON.stringify(data.facts)));
    for (const [language, text] of [['zh', '12 秒没有回应：已重新启动这一部分。'], ['en', 'For 12 s: it was started again.']] as const) {
      await open('reader', '/fleet/acme.east-hall.hall-2', language);
      await page.getByText(text).waitFor();
      expect(await page.getByText(data.text).isVisible()).toBe(false);
      await page.getByText(data.code).click();
      await page.getByText(data.text).waitFor();
      expect(await accessibilityProblems()).toEqual([]);
      if (language === 'zh') await context.close();
    }
  });
});
