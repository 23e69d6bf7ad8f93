// The twin end to end: a real hub, a real kiosk process, the console in a real browser. A value set at any level reaches exactly
// the kiosks it should, is applied live, reported and explained; the recogniser is frozen and replaced; the log is fetched.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { build as viteBuild } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { K1, K2, nameOf, connectKiosk, SECRET, signIn, startHub, type TestHub, type TestStaff, until } from './hub-house.ts';
import { type RealKiosk, startKiosk, writePack } from './kiosk-house.ts';
import { smallPack } from './small-pack.ts';

const CHROMIUM = process.env['FOYER_CHROMIUM'] ?? '/usr/bin/chromium';
const PICTURES = join(import.meta.dirname, '../artifacts/console');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Detail { sync: string; desiredVersion: number; reported: { version: number } | null; settings: { key: string; value: unknown; from: string; overrode: unknown[] }[]; lamps: Record<string, { state: string; reason: { en: string } }>; figures: { values: Record<string, number> } | null; commands: { name: string; outcome: string; detail: string }[]; incidents: { code: string; text: string }[] }
let folder: string;
let hub: TestHub;
let kiosk: RealKiosk;
let operator: TestStaff;
let browser: Browser;
let dist: string;

const detail = async (name = nameOf(K1)): Promise<Detail> => await (await operator.fetch(`/api/twin/${name}`)).json() as Detail;
const put = async (level: string, scope: string, key: string, value: unknown, locked = false): Promise<{ status: number; kiosks: string[]; detail?: string }> => {
  const reply = await operator.fetch('/api/twin/settings', { method: 'PUT', body: JSON.stringify({ level, scope, key, value, locked }) });
  return { status: reply.status, kiosks: [], ...await reply.json() as object };
};
const operate = (name: string, args: object = {}): Promise<Response> => operator.fetch(`/api/kiosks/${nameOf(K1)}/operations`, { method: 'POST', body: JSON.stringify({ name, args }) });
/** The recogniser's process, found by what it runs. */
function recognizerPids(): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      const parent = (one: number): number => Number(readFileSync(`/proc/${one}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1]);
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('vosk-recognizer/child') && [parent(pid), parent(parent(pid))].includes(process.pid);
    } catch {
      return false;
    }
  });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-twin-'));
  mkdirSync(PICTURES, { recursive: true });
  dist = join(folder, 'dist');
  await viteBuild({ configFile: join(import.meta.dirname, '../../hub/console/vite.config.ts'), build: { outDir: dist }, logLevel: 'error' });
  hub = await startHub({ packs: [writePack(join(folder, 'small'), smallPack())], consoleFolder: dist, people: [['approver', 'operator'], ['author'], ['agent'], ['viewer']].map((roles) => ({ name: roles[0] ?? '', roles })) });
  operator = await signIn(hub, 'operator');
  kiosk = await startKiosk({ folder: join(folder, 'kiosk'), httpUrl: hub.httpUrl, mqttUrl: hub.mqttUrl });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  await until('home', kiosk.atHome, 30_000);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await kiosk?.stop();
  await hub?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the twin of a running kiosk', () => {
  it('takes a value set at any level at once, exactly where it should, and says where it came from', async () => {
    await operator.fetch('/api/twin/places', { method: 'PUT', body: JSON.stringify({ site: { tenant: 'acme', site: 'hall', city: '杭州' }, kiosk: { name: nameOf(K1), zone: 'east' } }) });
    const began = performance.now();
    expect(await put('tenant', 'acme', 'attractNotice', { zh: '今天三号窗口暂停服务' })).toMatchObject({ status: 200, kiosks: [nameOf(K1), nameOf(K2)] });
    await until('the notice on the screen', () => kiosk.shows('今天三号窗口暂停服务'), 10_000);
    console.log(`a setting from the request to the kiosk's screen: ${Math.round(performance.now() - began)} ms`);
    expect(await put('city', 'acme/杭州', 'volume', 1)).toMatchObject({ kiosks: [nameOf(K1), nameOf(K2)] });
    expect(await put('zone', 'acme.hall/east', 'volume', 3)).toMatchObject({ kiosks: [nameOf(K1)] });
    expect(await put('zone', 'acme.hall/west', 'volume', 4)).toMatchObject({ kiosks: [] });
    const twin = await until('in sync', async () => { const now = await detail(); return now.sync === 'in-sync' && now.reported?.version === now.desiredVersion ? now : null; }, 10_000);
    expect(twin.settings.find((one) => one.key === 'volume')).toMatchObject({ value: 3, from: 'zone', overrode: [{ level: 'city', value: 1, by: 'approver' }] });
    expect((await put('city', 'acme/杭州', 'survey', false, true)).status).toBe(200);
    expect(await put('kiosk', nameOf(K1), 'survey', true)).toMatchObject({ status: 409 });
    expect(await put('kiosk', nameOf(K1), 'volume', 11)).toMatchObject({ status: 400 });
    expect((await (await signIn(hub, 'author')).fetch('/api/twin/settings', { method: 'PUT', body: JSON.stringify({ level: 'tenant', scope: 'acme', key: 'volume', value: 0 }) })).status).toBe(403);
  });

  it('comes back in sync after a kiosk that has seen later versions than the hub, and tells of one that differs', async () => {
    const other = await connectKiosk(hub.mqttUrl, K2);
    await other.birth({ cursor: 500, settingsCursor: 700, boot: 'restored' });
    const desired = await other.wait('down/desired', (one) => one.version > 700);
    expect(desired.settings).toMatchObject({ volume: 1, survey: false });
    await other.send('up/reported', { v: 1, version: desired.version, at: Date.now(), settings: { version: desired.version, hash: 'other', refused: [{ key: 'volume', reason: 'no loudspeaker' }] } });
    const twin = await until('differs', async () => { const now = await detail(nameOf(K2)); return now.sync === 'differs' ? now : null; });
    expect(twin.reported).toMatchObject({ refused: [{ key: 'volume' }] });
    await other.close();
  });

  it('has its commands carried out and their results kept', async () => {
    expect((await operate('refresh-content')).status).toBe(200);
    expect((await operate('reboot-machine')).status).toBe(409);
    kiosk.send({ type: 'control', control: 'start' });
    await until('a visit', () => kiosk.views.at(-1)?.kind === 'listening', 10_000);
    expect((await operate('clear-visit')).status).toBe(200);
    const log = await operate('upload-log', { lines: 200 });
    expect([200, 202]).toContain(log.status);
    const kept = await until('the log', async () => { const now = await (await operator.fetch(`/api/twin/${nameOf(K1)}/log?find=command`)).json() as { at: number | null; lines: string[]; of: number }; return now.at === null ? null : now; });
    expect(kept.lines.length).toBeGreaterThan(0);
    expect(kept.of).toBeGreaterThan(kept.lines.length - 1);
    const { commands } = await until('results', async () => { const now = await detail(); return now.commands.every((one) => one.outcome !== 'sent') ? now : null; });
    expect(commands.map((one) => [one.name, one.outcome])).toEqual([['upload-log', 'done'], ['clear-visit', 'done'], ['reboot-machine', 'refused'], ['refresh-content', 'done']]);
    expect((await (await signIn(hub, 'agent')).fetch(`/api/kiosks/${nameOf(K1)}/operations`, { method: 'POST', body: JSON.stringify({ name: 'restart', args: {} }) })).status).toBe(403);
    expect((await fetch(`${hub.httpUrl}/api/kiosk-log`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer': '1', authorization: `Basic ${btoa(`${nameOf(K1)}:wrong`)}` }, body: '{"lines":["forged"]}' })).status).toBe(401);
  });

  it('keeps nothing of a person from a log, whatever the kiosk let through', async () => {
    const lines = ['{"text":"call back 13812345678"}', '{"text":"身份证 110101199003078515，窗口 3"}'];
    const sent = await fetch(`${hub.httpUrl}/api/kiosk-log`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-foyer': '1', authorization: `Basic ${btoa(`${nameOf(K2)}:${SECRET}`)}` }, body: JSON.stringify({ lines }) });
    expect(sent.status).toBe(201);
    const kept = await (await operator.fetch(`/api/twin/${nameOf(K2)}/log?find=`)).json() as { lines: string[] };
    expect(kept.lines.join()).toContain('窗口 3');
    const files = readdirSync(hub.folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => readFileSync(join(one.parentPath, one.name)));
    expect(files.some((bytes) => bytes.includes('call back'))).toBe(true); // the scan can see what is kept
    for (const personal of ['13812345678', '110101199003078515']) expect([...files, Buffer.from(kept.lines.join())].filter((bytes) => bytes.includes(personal)).length).toBe(0);
  });

  it('has a frozen recogniser replaced while it goes on by touch, and the hub hears of it', async () => {
    const [frozen] = await until('a recogniser', () => { const pids = recognizerPids(); return pids.length > 0 ? pids : null; });
    process.kill(frozen ?? 0, 'SIGSTOP');
    const began = performance.now();
    kiosk.type('几点开门');
    await until('an answer by touch', () => kiosk.shows('上午九点开门'), 5000);
    kiosk.send({ type: 'control', control: 'start-over' });
    await until('another recogniser', () => { const pids = recognizerPids(); return pids.length > 0 && !pids.includes(frozen ?? 0); }, 25_000);
    console.log(`a frozen recogniser was replaced after ${((performance.now() - began) / 1000).toFixed(1)} s`);
    const { incidents } = await until('the incident', async () => { const now = await detail(); return now.incidents.some((one) => one.code === 'watchdog-recognizer') ? now : null; }, 10_000);
    expect(incidents.find((one) => one.code === 'watchdog-recognizer')?.text).toContain('does not answer');
  });

  it('is shown in the console: lamps, where each value comes from, editing at a level', async () => {
    const twin = await detail();
    expect(twin.lamps['ears']).toMatchObject({ state: 'off', reason: { en: 'Started without a microphone' } });
    expect(twin.lamps['screen']).toMatchObject({ state: 'good' });
    expect(twin.figures?.values['disk_free_bytes']).toBeGreaterThan(0);
    const user = hub.staff.find((one) => one.roles.includes('operator'));
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: 'zh-CN' });
    await context.addCookies([{ name: operator.cookie.split('=')[0] ?? '', value: operator.cookie.split('=').slice(1).join('='), url: hub.httpUrl }]);
    const page = await context.newPage();
    page.setDefaultTimeout(8000);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    for (const language of ['zh', 'en'] as const) {
      await page.addInitScript(`localStorage.setItem('foyer-language', '${language}')`);
      await page.goto(`${hub.httpUrl}/fleet`);
      const row = page.locator('fleet-page tbody tr').filter({ hasText: 'k1' });
      await row.locator('lamp-mark').first().waitFor();
      await page.screenshot({ path: join(PICTURES, `fleet-list-${language}.png`) });
      await row.locator('a.open').click();
      await page.locator('settings-table li').first().waitFor();
      await page.screenshot({ path: join(PICTURES, `fleet-kiosk-${language}.png`), fullPage: false });
      await page.evaluate(axe);
      const found = await page.evaluate(async () => (await (window as unknown as { axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } }).axe.run()).violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${one.id}: ${one.nodes[0]?.html}`));
      expect(found).toEqual([]);
    }
    const settings = page.locator('settings-table li').filter({ hasText: 'Speech rate' });
    await settings.getByRole('button').first().click();
    await settings.getByRole('button', { name: /^Hall/ }).click();
    await settings.locator('input[name=value]').fill('1.25');
    await page.screenshot({ path: join(PICTURES, 'fleet-edit-en.png') });
    await settings.getByRole('button', { name: 'Save' }).click();
    await settings.getByRole('status').filter({ hasText: '2 kiosks' }).waitFor();
    expect((await detail()).settings.find((one) => one.key === 'speechRate')).toMatchObject({ value: 1.25, from: 'site' });
    const schedule = page.locator('settings-table li').filter({ hasText: 'by time, weekday, date' });
    await schedule.getByRole('button', { name: 'Edit Schedule' }).click();
    await page.getByLabel('Holidays').fill('2027-10-01..2027-10-07');
    await page.getByLabel('Make-up workdays').fill('2027-10-09');
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByLabel('Name', { exact: true }).fill('evening');
    await page.getByLabel('On which days').fill('workday');
    await page.getByLabel('Loudness', { exact: true }).fill('9');
    await page.getByLabel('From', { exact: true }).click();
    await page.locator('schedule-editor .failed').waitFor();
    await page.getByLabel('Loudness', { exact: true }).fill('1');
    await page.getByLabel('Loudness', { exact: true }).press('Tab');
    await page.getByLabel('Open', { exact: true }).selectOption('yes');
    await page.locator('schedule-editor schedule-week li').first().waitFor();
    await page.getByRole('button', { name: 'Add a rule' }).scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(PICTURES, 'fleet-schedule-edit-en.png') });
    await page.locator('settings-table form').getByRole('button', { name: 'Save' }).click();
    await page.locator('settings-table').getByRole('status').filter({ hasText: '1 kiosk' }).waitFor();
    expect((await detail()).settings.find((one) => one.key === 'schedule')).toMatchObject({ from: 'kiosk', value: { calendar: { holidays: ['2027-10-01', '2027-10-02', '2027-10-03', '2027-10-04', '2027-10-05', '2027-10-06', '2027-10-07'], workdays: ['2027-10-09'] }, rules: [{ id: 'evening', days: ['workday'], at: { from: '18:00', to: '21:00' }, set: { open: true, volume: 1 } }] } });
    await page.locator('settings-table > * schedule-week, settings-table schedule-week').first().scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(PICTURES, 'fleet-schedule-en.png') });
    await page.locator('kiosk-log').scrollIntoViewIfNeeded();
    await page.locator('kiosk-log li').first().waitFor();
    await page.screenshot({ path: join(PICTURES, 'fleet-log-en.png') });
    expect(complaints).toEqual([]);
    expect(user).toBeDefined();
    await context.close();

    const { cookie } = await signIn(hub, 'viewer');
    const looking = await browser.newContext({ viewport: { width: 1440, height: 1000 }, locale: 'zh-CN' });
    await looking.addCookies([{ name: cookie.split('=')[0] ?? '', value: cookie.split('=').slice(1).join('='), url: hub.httpUrl }]);
    const view = await looking.newPage();
    await view.goto(`${hub.httpUrl}/fleet/${nameOf(K1)}`);
    await view.locator('settings-table li').first().waitFor();
    await view.screenshot({ path: join(PICTURES, 'fleet-viewer-zh.png') });
    expect([await view.locator('settings-table button').count(), await view.locator('kiosk-commands button').count(), await view.locator('kiosk-log').count()]).toEqual([0, 0, 0]);
    await view.locator('settings-table schedule-week').scrollIntoViewIfNeeded();
    await view.screenshot({ path: join(PICTURES, 'fleet-schedule-zh.png') });
    await looking.close();
  });
});
