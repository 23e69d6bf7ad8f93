// The staff console in a real browser: an agent works by keyboard, an author mends and publishes, every page is accessible
// in both languages. The pictures go to test/artifacts/console and are meant to be looked at.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build as viteBuild } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Message, parseTopic } from '../../flows/protocol/topics.ts';
import { HALL, playScene, raiseHands, type Scene } from './console-scene.ts';
import { needsSecondFactor } from '../../hub/core/access.ts';
import { enter, nameOf, SECRET, startHub, type TestHub, until } from './hub-house.ts';
import { smallPack } from './small-pack.ts';

const CHROMIUM = process.env['FOYER_CHROMIUM'] ?? '/usr/bin/chromium';
const PICTURES = join(import.meta.dirname, '../artifacts/console');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PLACES = ['live', 'desk', 'fleet', 'content', 'learn', 'insights', 'settings'] as const;

/** The first staff, and one who sees every page. */
const PEOPLE = [{ name: 'agent', roles: ['agent', 'supervisor'] }, { name: 'author', roles: ['author'] }, { name: 'everybody', roles: ['agent', 'author', 'approver', 'operator', 'system-admin', 'security-admin', 'auditor'] }, { name: 'approver', roles: ['approver', 'operator'] }];

/** A notice with one field, for the dialog of a kiosk. */
const CALL = `flow: queue-call
title: { zh: 叫号, en: Queue call }
notice: true
slots:
  - { id: number, type: free-text, label: { zh: 号码, en: number }, ask: { zh: 叫几号, en: Which number } }
steps:
  - say: { zh: '请{slots.number}号到窗口。', en: 'Number {slots.number}, please.' }
  - end: success
`;

let folder: string;
let dist: string;
let pack: string;
let browser: Browser;
let hub: TestHub;
let scene: Scene;
let context: BrowserContext;
let page: Page;
let complaints: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-console-'));
  dist = join(folder, 'dist');
  pack = join(folder, 'government-hall');
  mkdirSync(PICTURES, { recursive: true });
  for (const [path, text] of Object.entries({ ...smallPack({ name: 'government-hall' }), 'flows/queue-call.yaml': CALL })) {
    mkdirSync(dirname(join(pack, path)), { recursive: true });
    writeFileSync(join(pack, path), text);
  }
  await viteBuild({ configFile: join(import.meta.dirname, '../../hub/console/vite.config.ts'), build: { outDir: dist }, logLevel: 'error' });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  hub = await startHub({ packs: [pack], enrol: HALL.map((address) => ({ ...address, secret: SECRET })), consoleFolder: dist, people: PEOPLE });
  scene = await playScene(hub.mqttUrl, Date.now());
  complaints = [];
  await newPage();
});
/** A browser of its own for the next person. */
async function newPage(): Promise<void> {
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error' && !/401|ERR_CONNECTION|WebSocket/.test(message.text())) complaints.push(message.text()); });
}
afterEach(async () => {
  await context.close();
  await scene.stop();
  await hub.stop();
  expect(complaints).toEqual([]);
});

async function signInAs(role: string, place: (typeof PLACES)[number]): Promise<void> {
  const user = hub.staff.find((one) => one.name === role);
  if (user && needsSecondFactor(user.roles)) {
    // The second step has a test of its own (people-console.live.test.ts).
    const [name = '', value = ''] = (await enter(hub.httpUrl, user)).cookie.split('=');
    await context.addCookies([{ name, value, url: hub.httpUrl }]);
    await page.goto(`${hub.httpUrl}/${place}`);
    await page.waitForSelector('nav a[aria-current=page]');
    return;
  }
  await page.goto(`${hub.httpUrl}/${place}`);
  await page.fill('input[name=name]', user?.name ?? '');
  await page.fill('input[name=password]', user?.password ?? '');
  await page.keyboard.press('Enter');
  await page.waitForSelector('nav a[aria-current=page]');
}
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
const kioskOf = (index: number): Scene['kiosks'][number] => scene.kiosks[index] as Scene['kiosks'][number];

describe('the fleet in a browser', () => {
  it('lets an agent begin a notice of the kiosk\'s pack, and tells what came of it', async () => {
    await signInAs('agent', 'fleet');
    await page.getByRole('button', { name: '呼叫' }).first().click();
    await page.getByRole('button', { name: '叫号' }).waitFor();
    await page.getByLabel('号码').fill('A17');
    await picture('zh-fleet-call');
    expect(await accessibilityProblems()).toEqual([]);
    await page.getByRole('button', { name: '开始' }).click();
    const asked = await until('the command at a kiosk', () => scene.kiosks.map((kiosk) => ({ kiosk, command: kiosk.got.findLast((one) => one.name === 'down/command')?.body })).find(({ command }) => command !== undefined));
    expect(asked.command).toMatchObject({ name: 'notice', args: { flow: 'queue-call', language: 'zh', slots: { number: 'A17' } } });
    await asked.kiosk.send('up/result', { v: 1, id: String(asked.command?.['id']), ok: true });
    await page.getByText('已经开始').waitFor();
  });
});

describe('the desk in a browser', () => {
  it('lets an agent accept the longest-waiting visitor, answer, and hand back, by keyboard alone', async () => {
    await signInAs('agent', 'desk');
    const hands = await raiseHands(scene, Date.now());
    const first = hands[0] ?? '';
    await page.waitForSelector('wait-ring');
    expect(await page.locator('case-list .what').allTextContents()).toEqual(['我的护照下周就要用，能不能加急', 'My residence permit was refused and I do not understand why', '我听不懂机器说的，想找个人']);
    await picture('zh-desk-waiting');

    await page.keyboard.press('a');
    await kioskOf(0).wait('down/escalate', (message) => message.kind === 'accepted' && message.agent === 'agent');
    await page.waitForSelector('desk-conversation textarea:focus');
    await page.keyboard.type('您好，护照可以加急。请问您哪一天出发？');
    await kioskOf(0).wait('down/escalate', (message) => message.kind === 'typing');
    await page.keyboard.press('Enter');
    await kioskOf(0).wait('down/escalate', (message) => message.kind === 'say' && message.text === '您好，护照可以加急。请问您哪一天出发？');

    await kioskOf(0).send('up/escalate', { v: 1, escalation: first, session: 'visit-1', seq: 2, at: Date.now(), kind: 'typing' });
    await page.getByText('访客正在说').first().waitFor();
    await scene.say(0, first, 3, '下周三的飞机，我今天就能办吗');
    await page.getByText('下周三的飞机').waitFor();
    await page.keyboard.type('/3');
    await page.keyboard.press('Enter');
    await picture('zh-desk-talking');
    await page.keyboard.press('Enter');
    await kioskOf(0).wait('down/escalate', (message) => message.kind === 'say' && message.text.includes('3 号窗口'));

    await page.keyboard.press('Escape');
    await page.keyboard.press('h');
    await page.keyboard.type('已说明加急办法');
    await picture('zh-desk-handback');
    await page.keyboard.press('Enter');
    expect(await kioskOf(0).wait('down/escalate', (message) => message.kind === 'handback')).toMatchObject({ note: '已说明加急办法' });
    await page.getByText('已交还机器').first().waitFor();
    expect(kioskOf(0).got.filter((one) => one.body['kind'] === 'say')).toHaveLength(2);
  });

  it('delivers what was written while the hub was away, once', async () => {
    await signInAs('agent', 'desk');
    const [first = ''] = await raiseHands(scene, Date.now());
    await page.waitForSelector('wait-ring');
    await page.keyboard.press('a');
    await page.waitForSelector('desk-conversation textarea:focus');
    await kioskOf(0).wait('down/escalate', (message) => message.kind === 'accepted');
    const port = Number(new URL(hub.httpUrl).port);
    const { folder: data, staff } = hub;
    await hub.hub.stop();
    await page.getByText('与中枢的连接断开了').waitFor();
    await page.keyboard.type('我还在，请稍等');
    await page.keyboard.press('Enter');
    await page.getByText('还没送到').waitFor();
    await picture('zh-desk-hub-away');
    hub = await startHub({ folder: data, staff, port, consoleFolder: dist });
    await scene.stop();
    scene = await playScene(hub.mqttUrl, Date.now());
    await kioskOf(0).wait('down/escalate', (message) => message.kind === 'say' && message.escalation === first && message.text === '我还在，请稍等', 15_000);
    await until('the page is connected again', async () => !(await page.getByText('与中枢的连接断开了').isVisible()), 15_000);
    await page.getByText('还没送到').waitFor({ state: 'detached' });
    const said = await page.locator('desk-conversation li.agent .text').allTextContents();
    expect(said).toEqual(['我还在，请稍等']);
  });
});

describe('content in a browser', () => {
  it('shows a mistake at its line, rehearses the mended answer, publishes it and watches the kiosks take it', async () => {
    await signInAs('author', 'content');
    const area = page.locator('pack-editor textarea');
    await page.getByText('knowledge/hours.yaml').first().waitFor();
    const text = await area.inputValue();
    await area.fill(text.replace('en: We open at nine.', 'en: [We open'));
    const problem = page.locator('.below li button').first();
    await problem.waitFor();
    expect(await problem.textContent()).toContain('knowledge/hours.yaml');
    expect(await page.getByRole('button', { name: '送审' }).isDisabled()).toBe(true);
    await picture('zh-content-problem');
    await problem.click();
    await page.waitForSelector('pack-editor textarea:focus');

    await area.fill(text.replace('上午九点开门', '上午八点半开门'));
    await page.getByText('没有问题').waitFor();
    await page.fill('try-it input', '几点开门');
    await page.keyboard.press('Enter');
    await page.locator('try-it').getByText('上午八点半开门').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: '送审' }).click();
    await page.getByText('您改过这份草稿或送了审').waitFor();
    expect(await page.getByRole('button', { name: '批准' }).count()).toBe(0);

    await context.close();
    await newPage();
    await signInAs('approver', 'content');
    const changed = page.locator('pack-review .headlines li').first();
    await changed.getByText('上午八点半开门').waitFor();
    expect(await changed.textContent()).toContain('上午九点开门');
    await picture('zh-content-review');
    expect(await accessibilityProblems()).toEqual([]);
    await page.getByRole('button', { name: '批准' }).click();
    await page.locator('dialog').getByRole('button', { name: '批准' }).click();
    await page.getByRole('button', { name: '发布…' }).click();
    await page.locator('dialog input[name=soak]').fill('0');
    await picture('zh-content-publish');
    await page.getByRole('button', { name: '开始发布' }).click();
    for (const kiosk of scene.kiosks) {
      kiosk.client.on('message', (topic, payload) => {
        if (parseTopic(topic)?.name !== 'down/desired') return;
        const desired = JSON.parse(payload.toString()) as Message<'down/desired'>;
        void kiosk.send('up/reported', { v: 1, version: desired.version, ...(desired.release ? { release: desired.release } : {}), at: Date.now() });
      });
      for (const { name, body } of kiosk.got) if (name === 'down/desired') void kiosk.send('up/reported', { v: 1, version: body['version'] as number, release: (body as Message<'down/desired'>).release, at: Date.now() });
    }
    for (const kiosk of scene.kiosks) {
      const desired = await kiosk.wait('down/desired', (message) => message.release?.version === '1.0.1');
      const bundle = await (await fetch(`${hub.httpUrl}/content/${desired.release?.sha256}`, { headers: { authorization: `Basic ${Buffer.from(`${nameOf(kiosk.address)}:${SECRET}`).toString('base64')}` } })).text();
      expect(bundle).toContain('上午八点半开门');
    }
    await page.locator('pack-rollout').getByText('已完成', { exact: true }).waitFor({ timeout: 20_000 });
    expect(await page.locator('wave-track .marks [aria-label*="已采用"]').count()).toBe(3);
    expect(await accessibilityProblems()).toEqual([]);
    await picture('zh-content-published');
  });
});

describe('every page', () => {
  it('is accessible and free of errors in both languages, light and dark', async () => {
    await page.goto(`${hub.httpUrl}/desk`);
    await page.waitForSelector('sign-in-form input');
    expect(await accessibilityProblems()).toEqual([]);
    await picture('zh-sign-in');
    await signInAs('everybody', 'desk');
    await raiseHands(scene, Date.now());
    await page.waitForSelector('wait-ring');
    await page.keyboard.press('j');
    const found: string[] = [];
    for (const [language, button] of [['zh', '中文'], ['en', 'English']] as const) {
      await page.click('nav a[href="/settings"]');
      await page.getByRole('button', { name: button, exact: true }).click();
      for (const place of PLACES) {
        await page.click(`nav a[href="/${place}"]`);
        await page.waitForSelector(`${place}-page`);
        if (place === 'content') await page.getByText(language === 'zh' ? '没有问题' : 'No problems').waitFor();
        if (place === 'desk') await page.locator('case-list .row').first().click();
        found.push(...(await accessibilityProblems()).map((text) => `${language} ${place} ${text}`));
        await picture(`${language}-${place}`);
      }
    }
    expect(found).toEqual([]);
    await page.click('nav a[href="/settings"]');
    await page.getByRole('button', { name: 'Dark', exact: true }).click();
    await page.click('nav a[href="/desk"]');
    await page.waitForSelector('desk-page');
    await page.locator('case-list .row').first().click();
    expect(await accessibilityProblems()).toEqual([]);
    await picture('en-desk-dark');
    await page.click('nav a[href="/live"]');
    await page.getByRole('button', { name: 'See the whole visit' }).first().click();
    await page.locator('session-view .said').first().waitFor();
    expect(await accessibilityProblems()).toEqual([]);
    await picture('en-visit-dark');
    await page.keyboard.press('Escape');
    await page.click('nav a[href="/desk"]');
    await page.keyboard.press('Control+k');
    await page.waitForSelector('command-palette input');
    expect(await accessibilityProblems()).toEqual([]);
    await picture('en-commands');
    await page.keyboard.type('insig');
    await page.keyboard.press('Enter');
    await page.waitForSelector('insights-page');
  });

  it('fits a phone: nothing reaches over its edge', async () => {
    await signInAs('everybody', 'live');
    await raiseHands(scene, Date.now());
    await page.setViewportSize({ width: 390, height: 844 });
    const found: string[] = [];
    for (const place of PLACES) {
      await page.click(`nav a[href="/${place}"]`);
      await page.waitForSelector(`${place}-page`);
      if (place === 'content') await page.getByText('没有问题').waitFor();
      if (place === 'desk') await page.locator('case-list .row').first().click();
      found.push(...(await page.evaluate(() => {
        const over: string[] = [];
        const look = (root: ParentNode): void => {
          for (const element of root.querySelectorAll('*')) {
            if (element.shadowRoot) look(element.shadowRoot);
            if (!element.matches('button, a, input, select, h1, h2') || element.closest('.tabs')) continue;
            const box = element.getBoundingClientRect();
            if (box.width > 0 && (box.right > innerWidth + 1 || box.left < -1)) over.push(`${element.tagName} ${(element.textContent ?? '').trim().slice(0, 40)} ${Math.round(box.left)}-${Math.round(box.right)}`);
          }
        };
        look(document);
        return document.documentElement.scrollWidth > innerWidth ? [`wider: ${document.documentElement.scrollWidth}`, ...over] : over;
      })).map((text) => `${place}: ${text}`));
      await picture(`zh-${place}-phone`);
    }
    expect(found).toEqual([]);
    await page.click('nav a[href="/desk"]');
    await page.locator('case-list .row').nth(2).click();
    await page.locator('desk-conversation h2').waitFor();
    expect(await page.locator('case-list').isVisible()).toBe(false);
    await page.getByRole('button', { name: '3 位在等' }).click();
    await page.locator('case-list .row').nth(2).waitFor();
    expect(await page.locator('desk-conversation').isVisible()).toBe(false);
  });
});
