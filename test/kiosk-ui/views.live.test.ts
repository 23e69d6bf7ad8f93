// Every view in both languages, drawn by a real Chromium under the device's own security policy: measured, audited by axe, and
// photographed into test/artifacts/screens/ with a contact sheet of all of them.
import { readFile, readdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../flows/protocol/language.ts';
import { launch } from './browser.ts';
import { axeComplaints, layoutComplaints } from './page-checks.ts';
import { longSamples, samples } from './sample-views.ts';
import { PICTURES, createStage } from './stage.ts';
import type { PageWish, Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => { stage = await createStage(); });
afterAll(async () => { await stage.stop(); });

const SOME = ['attract', 'listening', 'answer', 'choice', 'form-digits', 'form-date', 'form-days', 'form-plate', 'form-address', 'comparison', 'list', 'call', 'confirm', 'escalation-talking', 'ticket', 'survey', 'touch-only', 'out-of-service', 'claim'];
const SCREENS: { name: string; wish: PageWish; only: string[] | null; languages: Language[]; axe: boolean }[] = [
  { name: 'portrait', wish: { width: 1080, height: 1920, reducedMotion: true }, only: null, languages: ['zh', 'en'], axe: true },
  { name: 'long', wish: { width: 1080, height: 1920, reducedMotion: true }, only: [], languages: ['zh', 'en'], axe: false },
  { name: 'long-landscape', wish: { width: 1920, height: 1080, reducedMotion: true }, only: [], languages: ['zh', 'en'], axe: false },
  { name: 'long-type-150', wish: { width: 1080, height: 1920, scale: 1.5, reducedMotion: true }, only: [], languages: ['en'], axe: false },
  { name: 'landscape', wish: { width: 1920, height: 1080, reducedMotion: true }, only: SOME, languages: ['zh', 'en'], axe: false },
  { name: 'tablet', wish: { width: 1280, height: 800, reducedMotion: true }, only: SOME, languages: ['en'], axe: false },
  { name: 'type-150', wish: { width: 1080, height: 1920, scale: 1.5, reducedMotion: true }, only: SOME, languages: ['en'], axe: false },
  { name: 'type-200', wish: { width: 1080, height: 1920, scale: 2, reducedMotion: true }, only: [...SOME, 'form-time', 'escalation-waiting', 'thinking', 'goodbye'], languages: ['zh', 'en'], axe: false },
  { name: 'landscape-type-150', wish: { width: 1920, height: 1080, scale: 1.5, reducedMotion: true }, only: SOME, languages: ['zh'], axe: false },
  { name: 'dark', wish: { width: 1080, height: 1920, query: 'theme=dark', reducedMotion: true }, only: SOME, languages: ['zh'], axe: true },
  { name: 'more-contrast', wish: { width: 1080, height: 1920, query: 'contrast=more', reducedMotion: true }, only: SOME, languages: ['en'], axe: true },
  { name: 'seated', wish: { width: 1080, height: 1920, query: 'reach=seated', reducedMotion: true }, only: ['attract', 'answer', 'choice', 'form-digits', 'form-quantity', 'form-days', 'form-hours', 'form-plate', 'form-name', 'list', 'call'], languages: ['zh'], axe: false },
  { name: 'red-accent', wish: { width: 1080, height: 1920, accent: '#c2410c', reducedMotion: true }, only: ['attract', 'answer', 'confirm'], languages: ['zh', 'en'], axe: true },
];

/** Pictures that are looked at; the others are only measured. */
const PICTURED = /^(?:portrait|landscape|tablet|dark|type-200|more-contrast|red-accent|seated)$/;

describe.each(SCREENS)('the customer screen, $name', ({ name, wish, only, languages, axe }) => {
  let page: Page;
  const console: string[] = [];
  beforeAll(async () => {
    page = await stage.open(wish);
    page.on('console', (message) => console.push(message.text()));
    page.on('pageerror', (error) => console.push(error.message));
  });
  afterAll(async () => { await page.close(); });

  const cases = languages.flatMap((language) => (name.startsWith('long') ? longSamples(language) : samples(language).filter((sample) => only === null || only.includes(sample.name))).map((sample) => ({ view: sample.name, language, sample })));
  it.each(cases)('shows $view in $language with nothing cut, covered, too small or inaccessible', async ({ view, language, sample }) => {
    await stage.show(page, sample, language);
    if (PICTURED.test(name)) await stage.picture(page, `${view}-${language}-${name}`);
    expect(await layoutComplaints(page, name === 'portrait')).toEqual([]);
    // What a pack usually writes fits without turning a page, except a chat.
    if (['portrait', 'landscape', 'seated'].includes(name) && view !== 'escalation-talking') expect(await page.locator('foyer-scroller .turn').count()).toBe(0);
    if (axe) expect(await axeComplaints(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language === 'zh' ? 'zh-CN' : 'en');
    expect(console).toEqual([]); // no error, no refusal by the security policy
  });
});

describe('the contact sheets', () => {
  it.each([['contact-sheet', /-portrait\.png$/, 42], ['contact-sheet-variants', /-(landscape|tablet|dark|type-200|more-contrast|red-accent)\.png$/, 60]] as const)('%s puts the pictures on one page to be looked at', async (name, pattern, least) => {
    const browser = await launch();
    try {
      const files = (await readdir(PICTURES)).filter((file) => pattern.test(file)).sort();
      expect(files.length).toBeGreaterThanOrEqual(least);
      const page = await browser.newPage({ viewport: { width: 3000, height: 1200 } });
      const images = await Promise.all(files.map(async (file) => `<figure><img src="data:image/png;base64,${(await readFile(PICTURES + file)).toString('base64')}"><figcaption>${file.slice(0, -4)}</figcaption></figure>`));
      await page.setContent(`<style>body{margin:24px;background:#8b8b88;font:14px sans-serif;display:flex;flex-wrap:wrap;gap:20px;align-items:flex-end}figure{margin:0}img{height:420px;display:block}figcaption{padding:6px 0;color:#fff}</style>${images.join('')}`, { waitUntil: 'load' });
      await page.screenshot({ path: `${PICTURES}${name}.png`, fullPage: true });
    } finally {
      await browser.close();
    }
  });
});
