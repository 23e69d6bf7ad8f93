// The whole way with the programs as they are started: a hub, a kiosk process that asks to be let in, its screen in a real
// Chromium, approval by `foyer claim` and by the console's own dialog, and a start from the data folder alone.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build as viteBuild } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shortKey } from '../../flows/protocol/key-text.ts';
import { signInTls, startTlsHub, type TlsHub } from './claim-house.ts';
import { until } from './hub-house.ts';
import { smallPack } from './small-pack.ts';
import { writePack } from './kiosk-house.ts';

const run = promisify(execFile);
const PICTURES = join(import.meta.dirname, '../artifacts/claim');
let folder: string;
let dist: string;
let browser: Browser;
let hub: TlsHub;
const children: ChildProcess[] = [];

interface Kiosk { child: ChildProcess; screen: string; log(): string }
async function startKiosk(data: string, flags: string[]): Promise<Kiosk> {
  const child = spawn(process.execPath, ['foyer.ts', 'device', '--data', data, '--port', '0', '--mic', 'none', '--speaker', 'none', '--log-level', 'info', ...flags], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  children.push(child);
  let log = '';
  child.stderr?.on('data', (chunk) => { log += String(chunk); });
  const screen = await new Promise<string>((resolve, reject) => {
    child.on('message', (message: { screen?: string }) => { if (message.screen) resolve(message.screen); });
    child.on('exit', () => reject(new Error(`the kiosk ended: ${log}`)));
  });
  return { child, screen, log: () => log };
}
async function stopKiosk({ child }: Kiosk): Promise<void> {
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
}
const online = async (name: string): Promise<boolean> => {
  const { json } = await hub.staff2.get('/api/kiosks');
  return (json['kiosks'] as { tenant: string; site: string; kiosk: string; state: string }[]).some((one) => `${one.tenant}.${one.site}.${one.kiosk}` === name && (one.state === 'ready' || one.state === 'degraded'));
};
const codeOn = (page: Page): Promise<string> => page.locator('foyer-view-claim .code b').innerText({ timeout: 15_000 });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-claim-'));
  dist = join(folder, 'dist');
  mkdirSync(PICTURES, { recursive: true });
  await viteBuild({ configFile: join(import.meta.dirname, '../../hub/console/vite.config.ts'), build: { outDir: dist }, logLevel: 'error' });
  browser = await chromium.launch({ executablePath: process.env['FOYER_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  const pack = writePack(join(folder, 'small'), smallPack());
  hub = await startTlsHub({ packs: [pack], consoleFolder: dist } as Parameters<typeof startTlsHub>[0]);
}, 60_000);
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await browser.close();
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a kiosk that nobody knows yet', () => {
  it.each(['zh', 'en'] as const)('shows its code (%s), is let in by `foyer claim`, takes its content without a restart, and starts again with its folder alone', async (language) => {
    const data = join(folder, `kiosk-${language}`);
    const kiosk = await startKiosk(data, ['--hub', hub.url, '--claim', '--lang', language]);
    const page = await browser.newPage({ viewport: { width: 1080, height: 1920 }, reducedMotion: 'reduce' });
    await page.goto(kiosk.screen);
    const code = await codeOn(page);
    expect(await page.locator('foyer-view-claim dl').innerText()).toContain(shortKey(hub.pin));
    await page.screenshot({ path: join(PICTURES, `kiosk-${language}.png`) });
    const operator = hub.staff.find((one) => one.name === 'operator');
    const password = join(folder, 'password');
    writeFileSync(password, `${operator?.password ?? ''}\n`, { mode: 0o600 });
    const claim = (typed: string, more: string[] = []): Promise<{ stdout: string }> => run(process.execPath, ['foyer.ts', 'claim', typed, '--hub', hub.url, '--hub-pin', hub.pin, '--user', 'operator', '--password-file', password, '--tenant', 'acme', '--site', 'hall', '--kiosk', language, '--json', ...more]);
    await expect(claim('YYY YYY')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('No kiosk waits with this code') as string });
    await expect(run(process.execPath, ['foyer.ts', 'claim', code, '--hub', hub.url, '--hub-pin', 'ab'.repeat(32), '--user', 'operator', '--password-file', password, '--tenant', 'acme', '--site', 'hall', '--kiosk', 'x'])).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('Another hub answers') as string });
    expect(JSON.parse((await claim(code)).stdout)).toMatchObject({ kiosk: `acme.hall.${language}` });
    await until('online', () => online(`acme.hall.${language}`), 15_000);
    await page.locator('foyer-view-touch-only').waitFor({ timeout: 15_000 });
    expect(kiosk.log()).toContain('new content is active');
    await stopKiosk(kiosk);
    await until('away', async () => !(await online(`acme.hall.${language}`)));
    const again = await startKiosk(data, []);
    await until('online with the folder alone', () => online(`acme.hall.${language}`), 15_000).catch(async (error) => { console.log(again.log(), JSON.stringify((await hub.staff2.get('/api/kiosks')).json), JSON.stringify((await hub.staff2.get('/api/identities')).json), JSON.stringify((await hub.staff2.get('/api/incidents')).json)); throw error; });
    await stopKiosk(again);
    await page.close();
  }, 60_000);

  it('is let in by the dialog of the console, after a look at its keys', async () => {
    const kiosk = await startKiosk(join(folder, 'kiosk-dialog'), ['--hub', hub.url, '--claim', '--name', 'acme/hall/dialog']);
    const screen = await browser.newPage();
    await screen.goto(kiosk.screen);
    const code = await codeOn(screen);
    const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto(hub.url);
    const operator = hub.staff.find((one) => one.name === 'operator');
    await page.locator('input').first().fill('operator');
    await page.locator('input[type=password]').fill(operator?.password ?? '');
    await Promise.all([page.waitForResponse((reply) => reply.url().endsWith('/api/sign-in') && reply.ok()), page.keyboard.press('Enter')]);
    await page.goto(`${hub.url}/fleet`);
    await page.getByRole('button', { name: /^(Claim a kiosk|认领终端)$/ }).click();
    await page.locator('claim-dialog input[name=code]').fill(code);
    await page.keyboard.press('Enter');
    await page.locator('claim-dialog dl').waitFor();
    expect(await page.locator('claim-dialog dl').innerText()).toContain(shortKey(hub.pin));
    expect(await page.locator('claim-dialog input[name=kiosk]').inputValue()).toBe('dialog');
    await page.screenshot({ path: join(PICTURES, 'console-dialog.png') });
    await page.locator('claim-dialog button[type=submit]').click();
    await until('online', () => online('acme.hall.dialog'), 15_000);
    await page.screenshot({ path: join(PICTURES, 'console-done.png') });
    await page.locator('claim-dialog .told .primary').click();
    await page.locator('identity-panel li b', { hasText: 'acme.hall.dialog' }).waitFor();
    await page.screenshot({ path: join(PICTURES, 'console-keys.png'), fullPage: true });
    const viewer = hub.staff.find((one) => one.name === 'viewer') ?? { name: '', password: '' };
    expect((await (await signInTls(hub.url, viewer)).post('/api/kiosks/acme.hall.dialog/revoke', {})).status).toBe(403);
    expect((await hub.staff2.post('/api/kiosks/acme.hall.dialog/revoke', { reason: 'test' })).status).toBe(200);
    await until('the kiosk knows and goes on', () => kiosk.log().includes('this kiosk was removed from its hub'));
    await screen.locator('foyer-band').waitFor({ timeout: 5000 });
    await screen.locator('foyer-view-touch-only').waitFor();
    await screen.screenshot({ path: join(PICTURES, 'kiosk-removed.png') });
    expect(readFileSync(join(folder, 'kiosk-dialog', 'hub.json'), 'utf8')).toContain(hub.pin);
    await stopKiosk(kiosk);
    await context.close();
  }, 60_000);
});
