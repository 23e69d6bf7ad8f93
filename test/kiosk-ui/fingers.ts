// Fingers on the page of a real visit: each way to touch an answer in, and the page waited for after it.
import type { Page } from 'playwright-core';
import type { ScreenEvent } from '../../flows/protocol/screen.ts';
import type { PackVisit } from './pack-visit.ts';
import type { ScreenServer } from './screen-server.ts';

export interface Fingers {
  card(id: string): Promise<void>;
  /** Keys of the number pad, then "done". */
  digits(keys: string): Promise<void>;
  /** Presses plus so often, then "done". */
  steps(count: number): Promise<void>;
  day(iso: string): Promise<void>;
  time(clock: string): Promise<void>;
  plate(signs: string): Promise<void>;
  /** What is typed: plain keys, or [letters, characters] for pinyin and the candidate that is taken; then "done". */
  words(...parts: (string | [string, string])[]): Promise<void>;
}

/** Every touch that leaves the page goes into `visit`; each call returns when the page shows what came of it. */
export function fingersOn(page: Page, server: ScreenServer, visit: PackVisit): Fingers {
  let taken = server.received.length;
  const settled = async (): Promise<void> => {
    await page.waitForFunction((seq) => ((document.querySelector('foyer-screen') as unknown as { state: { seq: number } } | null)?.state.seq ?? 0) >= seq, visit.seq);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(null))));
  };
  const answered = async (): Promise<void> => {
    const deadline = Date.now() + 4000;
    while (server.received.length === taken && Date.now() < deadline) await page.waitForTimeout(5);
    const events: ScreenEvent[] = server.received.slice(taken);
    if (events.length === 0) throw new Error('the page sent nothing');
    taken = server.received.length;
    for (const event of events) visit.take(event);
    await settled();
  };
  const key = (part: string, sign: string) => page.locator(`${part} .key`, { hasText: new RegExp(`^\\s*${sign.replace(/[.?*+()[\]\\^$|]/g, '\\$&')}\\s*$`, 'i') }).first().click();
  return {
    async card(id) { await page.locator(`.card[data-id="${id}"]`).click(); await answered(); },
    async digits(keys) {
      for (const digit of keys) await key('foyer-keypad', digit);
      await page.locator('foyer-keypad .ok').click();
      await answered();
    },
    async steps(count) {
      for (let i = 0; i < count; i += 1) await page.locator('foyer-keypad .step').last().click();
      await page.locator('foyer-keypad .ok').click();
      await answered();
    },
    async day(iso) { await page.locator(`.day[data-day="${iso}"]`).click(); await answered(); },
    async time(clock) { await page.locator('.time', { hasText: clock }).click(); await answered(); },
    async plate(signs) {
      for (const sign of signs) await page.locator(`foyer-plate-keys [data-key="${sign}"]`).click();
      await page.locator('foyer-plate-keys .ok').click();
      await answered();
    },
    async words(...parts) {
      for (const part of parts) {
        const [letters, sign] = typeof part === 'string' ? [part, ''] : part;
        for (const letter of letters) await (letter === ' ' ? page.locator('foyer-keyboard .space').click() : key('foyer-keyboard', letter));
        if (sign !== '') {
          const candidate = page.locator('foyer-keyboard .sign', { hasText: new RegExp(`^\\s*${sign}\\s*$`) });
          if (await candidate.count() === 0) await page.locator('foyer-keyboard .sign.more').last().click();
          await candidate.first().click();
        }
      }
      await page.locator('foyer-keyboard .send').click();
      await answered();
    },
  };
}
