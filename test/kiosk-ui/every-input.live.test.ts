// Every kind of answer touched in on the real page and taken by the real conversation, with nothing outside of its limits.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../flows/protocol/language.ts';
import { visit } from '../engine/every-slot-pack.ts';
import { fingersOn } from './fingers.ts';
import type { PackVisit } from './pack-visit.ts';
import { axeComplaints, layoutComplaints } from './page-checks.ts';
import { createStage } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => { stage = await createStage(); });
afterAll(async () => { await stage.stop(); });

/** The task with every slot type, begun; its first question is on the page. */
function homeVisit(language: Language): PackVisit {
  const conversation = visit(language);
  let last = conversation.touch('flow:home-visit');
  let seq = 0;
  const show = (): void => {
    if (last.view !== undefined && last.view !== null) stage.server.send({ type: 'view', seq: (seq += 1), language, session: 'visit', view: last.view });
  };
  stage.server.send({ type: 'presence', presence: 'listening' });
  show();
  return {
    get view() { return last.view ?? undefined; },
    get seq() { return seq; },
    get slots() { return last.slots; },
    take(event) { if (event.type === 'touch') { last = conversation.touch(event.id, event.value); show(); } },
  };
}

const sound = async (page: Page): Promise<void> => {
  expect(await layoutComplaints(page, true)).toEqual([]);
  expect(await axeComplaints(page)).toEqual([]);
};

describe.each(['zh', 'en'] as const)('every kind of answer (%s)', (language) => {
  it('is touched in and taken', async () => {
    const page = await stage.open({ width: 1080, height: 1920, reducedMotion: true });
    const task = homeVisit(language);
    const fingers = fingersOn(page, stage.server, task);
    const quiet = async (act: () => Promise<unknown>): Promise<void> => {
      const before = stage.server.received.length;
      await act();
      expect(stage.server.received.length).toBe(before);
    };
    await fingers.card('washer');
    // A number: beyond its limits it is marked and cannot be sent.
    await page.locator('foyer-keypad .key', { hasText: /^9$/ }).click();
    await quiet(() => page.locator('foyer-keypad .ok').click({ force: true }));
    expect(await page.locator('foyer-keypad .wrong').innerText()).toContain(language === 'zh' ? '1 到 6' : '1 to 6');
    await sound(page);
    await page.locator('foyer-keypad [aria-label]').last().click();
    await fingers.steps(2);
    await fingers.digits('6');
    expect(task.slots).toMatchObject({ appliance: 'washer', pieces: 2, parts: { amount: 6 } });
    // Days before the earliest one are there and cannot be touched.
    expect(await page.locator('.day[data-day="2026-11-23"]').getAttribute('aria-disabled')).toBe('true');
    await quiet(() => page.locator('.day[data-day="2026-11-23"]').click({ force: true }));
    await fingers.day('2026-11-26');
    expect(await page.locator('.time').first().innerText()).toBe('09:00');
    expect(await page.locator('.time').last().innerText()).toBe('17:00');
    await fingers.time('14:30');
    // A stretch of days: the first, another first, the last; none before the first.
    await page.locator('.day[data-day="2026-11-30"]').click();
    await page.locator('button.end').click();
    await page.locator('.day[data-day="2026-11-27"]').click();
    expect(await page.locator('.day[data-day="2026-11-26"]').getAttribute('aria-disabled')).toBe('true');
    await sound(page);
    await fingers.day('2026-12-01');
    expect(task.slots).toMatchObject({ day: '2026-11-26', clock: '14:30', away: { from: '2026-11-27', to: '2026-12-01' } });
    await page.locator('.time', { hasText: '09:00' }).click();
    await sound(page);
    await fingers.time('11:30');
    expect(task.slots).toMatchObject({ hours: { from: '09:00', to: '11:30' } });
    await fingers.digits('12.5');
    expect(task.slots).toMatchObject({ budget: 12.5 });
    // Fewer digits than asked for are not sent.
    await page.locator('foyer-keypad .key', { hasText: /^8$/ }).click();
    await quiet(() => page.locator('foyer-keypad .ok').click({ force: true }));
    await fingers.digits('881');
    if (language === 'zh') await fingers.words(['ou', '欧'], ['yang', '阳'], ['xiu', '秀'], ['ying', '英']);
    else await fingers.words('anna maria lee');
    await fingers.digits('13800138000');
    await fingers.digits('510108197205052137');
    expect(task.slots).toMatchObject({ code: '8881', owner: language === 'zh' ? '欧阳秀英' : 'Anna Maria Lee', mobile: '13800138000', idcard: '510108197205052137' });
    // A plate begins with a province and a letter; there is no I and no O.
    await page.locator('foyer-plate-keys [data-key="川"]').click();
    expect(await page.locator('foyer-plate-keys [data-key="1"]').getAttribute('aria-disabled')).toBe('true');
    expect(await page.locator('foyer-plate-keys [data-key="O"], foyer-plate-keys [data-key="I"]').count()).toBe(0);
    await sound(page);
    await fingers.plate('AD12345');
    expect(task.slots).toMatchObject({ car: '川AD12345' });
    if (language === 'zh') await fingers.words(['tianfudadao', '天府大道'], '12', ['hao', '号']);
    else await fingers.words('12 high street');
    expect(task.slots).toMatchObject({ place: language === 'zh' ? '天府大道12号' : '12 High Street' });
    await fingers.card('yes');
    await fingers.card('skip');
    expect(task.view?.kind).toBe('confirm');
    await page.close();
  });
});

describe('an hour at any time', () => {
  it('is found by its hour and then by its minutes', async () => {
    const page = await stage.open({ width: 1080, height: 1920, reducedMotion: true });
    stage.server.send({ type: 'view', seq: 1, language: 'en', session: 'v', view: { kind: 'form', title: 'Wake-up call', headline: 'When?', slots: [{ id: 'at', label: 'Time', value: null, state: 'current' }], input: { type: 'time', kind: 'time', choices: [], maxLength: 5, placeholder: '' } } });
    await page.locator('.time', { hasText: '06:00' }).click();
    await sound(page);
    const before = stage.server.received.length;
    await page.locator('.time', { hasText: '06:35' }).click();
    const deadline = Date.now() + 3000;
    while (stage.server.received.length === before && Date.now() < deadline) await page.waitForTimeout(5);
    expect(stage.server.received.at(-1)).toEqual({ type: 'touch', id: 'at', value: '06:35' });
    await page.close();
  });
});

describe('a birthday', () => {
  it('is found by its year and month', async () => {
    const page = await stage.open({ width: 1080, height: 1920, reducedMotion: true });
    stage.server.send({ type: 'view', seq: 1, language: 'zh', session: 'v', view: { kind: 'form', title: '登记', headline: '出生日期？', slots: [{ id: 'born', label: '出生日期', value: null, state: 'current' }], input: { type: 'date', kind: 'date', choices: [], maxLength: 10, placeholder: '', today: '2026-11-23', latest: '2026-11-23' } } });
    await page.locator('.title').click();
    await page.locator('.step', { hasText: '上一年' }).click();
    await page.locator('.open', { hasText: /^\s*3 月\s*$/ }).click();
    await sound(page);
    const before = stage.server.received.length;
    await page.locator('.day[data-day="2025-03-07"]').click();
    const deadline = Date.now() + 3000;
    while (stage.server.received.length === before && Date.now() < deadline) await page.waitForTimeout(5);
    expect(stage.server.received.at(-1)).toEqual({ type: 'touch', id: 'born', value: '2025-03-07' });
    await page.close();
  });
});
