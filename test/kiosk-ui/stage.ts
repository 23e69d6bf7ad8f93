// One page of the built screen with a scripted device behind it: what every browser test of this folder starts from.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '../../flows/protocol/language.ts';
import type { ScreenMessage } from '../../flows/protocol/screen.ts';
import { buildScreen, launch } from './browser.ts';
import { HELLO, messagesFor } from './sample-views.ts';
import type { Sample } from './sample-views.ts';
import { startScreenServer } from './screen-server.ts';
import type { ScreenServer } from './screen-server.ts';

export const PICTURES = fileURLToPath(new URL('../artifacts/screens/', import.meta.url));

export interface PageWish { width: number; height: number; scale?: number; query?: string; reducedMotion?: boolean; accent?: string; hello?: ScreenMessage }

export interface Stage {
  readonly server: ScreenServer;
  open(wish: PageWish): Promise<Page>;
  /** Brings the page to a sample and waits until everything stands still. */
  show(page: Page, sample: Sample, language: Language): Promise<void>;
  picture(page: Page, name: string): Promise<void>;
  stop(): Promise<void>;
}

export async function createStage(): Promise<Stage> {
  const built = await buildScreen();
  let hello: ScreenMessage = HELLO;
  let comfort: ScreenMessage = { type: 'comfort', volume: 2, slower: false, larger: false };
  const server = await startScreenServer(built.folder, () => [hello, comfort]);
  const browser: Browser = await launch();
  let seq = 0;
  await mkdir(PICTURES, { recursive: true });
  return {
    server,
    async open(wish) {
      hello = wish.hello ?? (HELLO.type === 'hello' && wish.accent !== undefined ? { ...HELLO, pack: { ...HELLO.pack, accent: wish.accent } } : HELLO);
      comfort = { type: 'comfort', volume: 2, slower: false, larger: (wish.scale ?? 1) > 1, scale: wish.scale ?? 1 };
      const page = await browser.newPage({ viewport: { width: wish.width, height: wish.height }, reducedMotion: wish.reducedMotion === true ? 'reduce' : 'no-preference' });
      const before = server.received.length;
      await page.goto(`${server.url}${wish.query === undefined ? '' : `?${wish.query}`}`);
      await page.waitForFunction(() => document.fonts.status === 'loaded');
      while (!server.received.slice(before).some((event) => event.type === 'ready')) await page.waitForTimeout(10);
      return page;
    },
    async show(page, sample, language) {
      seq += 1;
      for (const message of messagesFor(sample, language, seq)) server.send(message);
      const tag = `foyer-view-${sample.view.kind}`;
      await page.waitForFunction(([wanted, text]) => {
        const view = document.querySelector('foyer-screen')?.shadowRoot?.querySelector('.view');
        return view?.tagName.toLowerCase() === wanted && (view.shadowRoot?.textContent ?? '').includes(text);
      }, [tag, headlineOf(sample, language).slice(0, 6)] as const);
      // The voice and the ear move by real levels: a few of them, unless the page stands still, then let every animation end.
      const moving = await page.evaluate(() => !matchMedia('(prefers-reduced-motion: reduce)').matches);
      for (let step = 0; step < (moving ? 8 : 1); step += 1) {
        server.send({ type: 'level', microphone: sample.presence === 'listening' ? 0.3 + 0.5 * Math.abs(Math.sin(step * 0.9 + 1)) : 0, output: sample.presence === 'speaking' ? 0.15 + 0.8 * Math.abs(Math.sin(step * 0.8 + 1)) : 0 });
        await page.waitForTimeout(40);
      }
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
    },
    async picture(page, name) {
      await page.screenshot({ path: `${PICTURES}${name}.png` });
    },
    async stop() {
      await browser.close();
      await server.stop();
      await built.remove();
    },
  };
}

function headlineOf(sample: Sample, language: Language): string {
  const { view } = sample;
  if (view.kind === 'thinking') return view.sentence;
  return typeof view.headline === 'string' ? view.headline : view.headline[language] ?? '';
}
