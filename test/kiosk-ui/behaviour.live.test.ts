// What happens when the screen is touched, when the device goes away, and when the visitor has left: real page, real socket.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ScreenEvent } from '../../flows/protocol/screen.ts';
import { HELLO, samples } from './sample-views.ts';
import type { Sample } from './sample-views.ts';
import { axeComplaints, layoutComplaints } from './page-checks.ts';
import { createStage } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;
let page: Page;
beforeAll(async () => { stage = await createStage(); });
afterAll(async () => { await stage.stop(); });
afterEach(async () => { await page.close(); });

const sample = (name: string, language: 'zh' | 'en' = 'zh'): Sample => {
  const found = samples(language).find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`no sample ${name}`);
  return found;
};
const open = async (name: string, language: 'zh' | 'en' = 'zh'): Promise<void> => {
  page = await stage.open({ width: 1080, height: 1920, reducedMotion: true });
  await stage.show(page, sample(name, language), language);
};
/** Waits for the events that follow on `act`. */
async function sent(act: () => Promise<unknown>, count = 1): Promise<ScreenEvent[]> {
  const before = stage.server.received.length;
  await act();
  const deadline = Date.now() + 3000;
  while (stage.server.received.length < before + count && Date.now() < deadline) await page.waitForTimeout(5);
  return stage.server.received.slice(before);
}
const tool = (name: string) => page.locator('foyer-bottom-bar .tool', { hasText: name }).click();
/** Everything a next visitor could find: all text and values in all shadow trees, storage, the address. */
const leftovers = () => page.evaluate(() => {
  const texts: string[] = [];
  const walk = (root: ParentNode): void => {
    texts.push(root.textContent ?? '');
    for (const element of root.querySelectorAll('*')) {
      for (const attribute of element.attributes) texts.push(attribute.value);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  walk(document);
  return `${texts.join(' ')} ${JSON.stringify({ ...localStorage })} ${JSON.stringify({ ...sessionStorage })} ${document.cookie} ${location.href} ${history.length}`;
});

describe('touching the screen', () => {
  it('begins a visit from the strip and opens a home card by its id', async () => {
    await open('attract');
    expect(await sent(() => page.locator('.begin').click())).toEqual([{ type: 'control', control: 'start' }]);
    expect(await sent(() => page.locator('.card[data-id="materials"]').click())).toEqual([{ type: 'touch', id: 'materials' }]);
  });

  it('sends a choice, a yes and a rating', async () => {
    await open('choice');
    expect(await sent(() => page.locator('.card', { hasText: '补领' }).click())).toEqual([{ type: 'touch', id: 'c' }]);
    await stage.show(page, sample('confirm'), 'zh');
    expect(await sent(() => page.locator('.card.primary').click())).toEqual([{ type: 'touch', id: 'yes' }]);
    await stage.show(page, sample('survey'), 'zh');
    expect(await sent(() => page.locator('.card', { hasText: '很满意' }).click())).toEqual([{ type: 'touch', id: 'survey:5' }]);
  });

  it('keys a phone number in, grouped as it is read aloud, never longer than asked, and sends it for its slot', async () => {
    await open('form-digits');
    for (const digit of '139001380009') await page.locator('foyer-keypad .key', { hasText: digit }).click();
    expect(await page.locator('foyer-keypad .value').innerText()).toBe('139 0013 8000');
    expect(await sent(() => page.locator('foyer-keypad .ok').click())).toEqual([{ type: 'touch', id: 'phone', value: '13900138000' }]);
  });

  it('sends nothing for an empty number', async () => {
    await open('form-digits');
    expect(await sent(async () => { await page.locator('foyer-keypad .ok').click({ force: true }); await tool('大字'); })).toEqual([{ type: 'control', control: 'larger' }]);
  });

  it('picks a day and a time, and goes back to a slot that is done', async () => {
    await open('form-date');
    const now = new Date();
    const today = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
    expect(await sent(() => page.locator('.day.today').click())).toEqual([{ type: 'touch', id: 'date', value: today }]);
    expect(await sent(() => page.locator('.slot.done').click())).toEqual([{ type: 'touch', id: 'service' }]);
    await stage.show(page, sample('form-time'), 'zh');
    expect(await sent(() => page.locator('.time', { hasText: '09:30' }).click())).toEqual([{ type: 'touch', id: 'time', value: '09:30' }]);
  });

  it('types a sentence on its own keyboard', async () => {
    await open('escalation-talking', 'en');
    await tool('Keyboard');
    for (const character of 'window 3') await page.locator('foyer-keyboard .key', { hasText: character === ' ' ? 'Space' : new RegExp(`^${character}$`) }).click();
    expect(await sent(() => page.locator('foyer-keyboard .key.send').click())).toEqual([{ type: 'text', text: 'window 3' }]);
    expect(await page.locator('foyer-keyboard').count()).toBe(0);
  });

  it('has every control of the bar, in any view', async () => {
    await open('answer', 'en');
    const controls: [string, ScreenEvent][] = [
      ['Mic on', { type: 'control', control: 'microphone' }], ['中文', { type: 'control', control: 'language', language: 'zh' }], ['Slower', { type: 'control', control: 'slower' }],
      ['Larger', { type: 'control', control: 'larger' }], ['Staff', { type: 'control', control: 'human' }], ['Start over', { type: 'control', control: 'start-over' }],
    ];
    for (const [name, event] of controls) expect(await sent(() => tool(name))).toEqual([event]);
    await tool('Volume');
    expect(await sent(() => page.locator('.sheet button', { hasText: 'Louder' }).click())).toEqual([{ type: 'control', control: 'louder' }]);
    expect(await sent(() => page.locator('.sheet button', { hasText: 'Quieter' }).click())).toEqual([{ type: 'control', control: 'quieter' }]);
    await page.locator('.headline').first().click();
    expect(await page.locator('.sheet').count()).toBe(0);
  });

  it('works from a keyboard alone: every button is reached by Tab and pressed by Enter', async () => {
    await open('choice', 'en');
    const seen = new Set<string>();
    for (let step = 0; step < 16; step += 1) {
      await page.keyboard.press('Tab');
      seen.add(await page.evaluate(() => {
        let active = document.activeElement;
        while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
        return active?.textContent?.trim().replace(/\s+/g, ' ') ?? '';
      }));
    }
    for (const name of ['First ID card', 'Temporary card', 'Keyboard', 'Start over']) expect([...seen].some((text) => text.includes(name)), name).toBe(true);
    await page.locator('.card[data-id="b"]').focus();
    expect(await sent(() => page.keyboard.press('Enter'))).toEqual([{ type: 'touch', id: 'b' }]);
  });
});

describe('captions', () => {
  it('grow word by word with the unsure ones apart, and mark the phrase that is spoken', async () => {
    await open('listening-start', 'en');
    stage.server.send({ type: 'caption', who: 'visitor', text: 'I lost my card', certain: 6, final: false, phrase: null });
    await page.locator('.caption .unsure').waitFor();
    expect([await page.locator('.caption .sure').innerText(), await page.locator('.caption .unsure').innerText()].map((text) => text.trim())).toEqual(['I lost', 'my card']);
    stage.server.send({ type: 'caption', who: 'kiosk', text: 'Bring two things. And come in person.', certain: 37, final: true, phrase: { start: 18, end: 37 } });
    await page.locator('.caption.kiosk .marked').waitFor();
    expect(await page.locator('.caption.kiosk .marked').innerText()).toBe('And come in person.');
    expect(await page.locator('foyer-screen [aria-live="polite"].unseen').innerText()).toBe('Kiosk: Bring two things. And come in person.');
  });
});

describe('when the visitor has left', () => {
  it('leaves nothing in the page, in storage or in the history', async () => {
    await open('form-digits');
    const clean = await page.evaluate(() => history.length);
    for (const digit of '13900') await page.locator('foyer-keypad .key', { hasText: digit }).first().click();
    await tool('键盘');
    for (const character of 'zhangsan') await page.locator('foyer-keyboard .key', { hasText: new RegExp(`^${character}$`) }).click();
    stage.server.send({ type: 'caption', who: 'visitor', text: '我叫张三', certain: 4, final: true, phrase: null });
    await page.locator('foyer-screen').evaluate((element) => (element as unknown as { updateComplete: Promise<boolean> }).updateComplete);
    expect(await leftovers()).toContain('zhangsan');
    await stage.show(page, sample('attract'), 'zh');
    const left = await leftovers();
    for (const secret of ['zhangsan', '张三', '139', '138 0013 8000']) expect(left).not.toContain(secret);
    expect(await page.evaluate(() => history.length)).toBe(clean);
    await stage.show(page, sample('form-digits'), 'zh');
    expect(await page.locator('foyer-keypad .value').count()).toBe(0);
  });

  it('counts down in front of everything, and one touch keeps the visit', async () => {
    await open('answer', 'en');
    stage.server.send({ type: 'countdown', seconds: 10 });
    await page.locator('foyer-countdown .stay').waitFor();
    await stage.picture(page, 'countdown-en-portrait');
    expect(await layoutComplaints(page, false)).toEqual([]);
    expect(await axeComplaints(page)).toEqual([]);
    expect(await sent(() => page.locator('foyer-countdown .stay').click())).toEqual([{ type: 'control', control: 'still-here' }]);
    stage.server.send({ type: 'countdown', seconds: null });
    await page.locator('foyer-countdown').waitFor({ state: 'detached' });
  });
});

describe('when something is broken', () => {
  it('says in a band what still works', async () => {
    await open('choice', 'en');
    stage.server.send({ type: 'status', microphone: 'ok', loudspeaker: 'ok', hub: 'offline', note: null });
    expect(await page.locator('foyer-band .band').innerText()).toContain('Questions still work');
    stage.server.send({ type: 'status', microphone: 'failed', loudspeaker: 'ok', hub: 'online', note: null });
    await page.locator('foyer-band .band', { hasText: 'I cannot hear right now' }).waitFor();
    await stage.picture(page, 'microphone-failed-en-portrait');
    expect(await layoutComplaints(page, false)).toEqual([]);
    expect(await axeComplaints(page)).toEqual([]);
  });

  it('says one calm sentence in both languages while the device is away, and comes back by itself', async () => {
    await open('form-digits');
    await stage.server.cut();
    await page.getByText('One moment, we will be right back').waitFor();
    await stage.picture(page, 'device-away-portrait');
    expect(await page.getByText('请稍等').count()).toBe(1);
    expect(await leftovers()).not.toContain('138 0013 8000');
    expect(await axeComplaints(page)).toEqual([]);
    const back = await sent(() => stage.server.open());
    expect(back).toEqual([{ type: 'ready', v: 1 }]);
    await stage.show(page, sample('attract'), 'zh');
    expect(await page.getByText('One moment').count()).toBe(0);
  });

  it('survives malformed messages', async () => {
    await open('choice');
    for (const raw of ['', '{', '[]', 'null', '{"type":"view"}', '{"type":"view","seq":1e9,"language":"xx","session":null,"view":{"kind":"attract"}}', '{"type":"level","microphone":"loud"}', 'x'.repeat(200_000)]) stage.server.sendRaw(raw);
    stage.server.send(HELLO);
    expect(await sent(() => page.locator('.card').first().click())).toEqual([{ type: 'touch', id: 'a' }]);
  });
});

describe('motion', () => {
  /** A fingerprint of what the presence has painted. */
  const painted = () => page.evaluate(() => document.querySelector('foyer-screen')?.shadowRoot?.querySelector('foyer-presence')?.shadowRoot?.querySelector('canvas')?.toDataURL() ?? '');
  const later = () => page.evaluate(() => new Promise<void>((done) => { let frames = 0; const next = (): void => { frames += 1; if (frames > 12) done(); else requestAnimationFrame(next); }; next(); }));

  it('stands still where reduced motion is asked for, yet still opens with the voice', async () => {
    await open('listening-start');
    await later();
    const still = await painted();
    await later();
    expect(await painted()).toBe(still);
    stage.server.send({ type: 'level', microphone: 0.95, output: 0 });
    await later();
    expect(await painted()).not.toBe(still);
    expect(await page.evaluate(() => document.getAnimations().filter((animation) => animation.playState === 'running').length)).toBe(0);
  });

  it('breathes while idle otherwise, in another form for each state', async () => {
    page = await stage.open({ width: 1080, height: 1920 });
    await stage.show(page, sample('attract'), 'zh');
    const one = await painted();
    await later();
    expect(await painted()).not.toBe(one);
  });
});
