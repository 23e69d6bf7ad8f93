// Whole tasks of real packs done by fingers alone, in both languages: real conversation, real page, no word said.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../flows/protocol/language.ts';
import { fingersOn } from './fingers.ts';
import type { Fingers } from './fingers.ts';
import { packVisits } from './pack-visit.ts';
import type { PackVisit, PackVisits } from './pack-visit.ts';
import { axeComplaints, layoutComplaints } from './page-checks.ts';
import { createStage } from './stage.ts';
import type { Stage } from './stage.ts';

let stage: Stage;
let page: Page;
beforeAll(async () => { stage = await createStage(); });
afterAll(async () => { await stage.stop(); });
afterEach(async () => { await page.close(); });

async function begin(visits: PackVisits, language: Language): Promise<{ visit: PackVisit; fingers: Fingers }> {
  page = await stage.open({ width: 1080, height: 1920, reducedMotion: true, hello: visits.hello });
  const visit = visits.begin(stage.server, language);
  return { visit, fingers: fingersOn(page, stage.server, visit) };
}

const looked = async (name: string): Promise<void> => {
  await stage.picture(page, name);
  expect(await layoutComplaints(page, true)).toEqual([]);
  expect(await axeComplaints(page)).toEqual([]);
};

describe.each(['zh', 'en'] as const)('by touch alone (%s)', (language) => {
  it('a meal is ordered in a restaurant', async () => {
    const { visit, fingers } = await begin(packVisits('restaurant'), language);
    await fingers.card('flow:order-meal');
    for (let pages = 0; pages < 6 && await page.locator('.card[data-id="mapo-tofu"]').count() === 0; pages += 1) await fingers.card('more');
    await looked(`touch-restaurant-dish-${language}`);
    await fingers.card('mapo-tofu');
    expect(visit.view).toMatchObject({ kind: 'form', input: { kind: 'number', min: 1, max: 20 } });
    await fingers.steps(3);
    expect(visit.slots).toMatchObject({ dish: 'mapo-tofu', portions: 3 });
    await fingers.card('mild');
    await fingers.card('take-away');
    expect(visit.view?.kind).toBe('confirm');
    await looked(`touch-restaurant-confirm-${language}`);
    await fingers.card('yes');
    await looked(`touch-restaurant-done-${language}`);
    expect(visit.view).toMatchObject({ kind: 'ticket', buttons: expect.arrayContaining([expect.objectContaining({ id: 'enough' })]) });
  });

  it('a guest checks in at a hotel with an identity number that ends in X', async () => {
    const { visit, fingers } = await begin(packVisits('hotel'), language);
    await fingers.card('flow:check-in');
    await fingers.card('by-phone');
    await fingers.digits('13900139000');
    await looked(`touch-hotel-identity-${language}`);
    await fingers.digits('11010519491231002X');
    expect(visit.slots).toMatchObject({ phone: '13900139000', identity: '11010519491231002X' });
    await fingers.digits('2');
    expect(visit.view?.kind).toBe('confirm');
    await looked(`touch-hotel-confirm-${language}`);
    await fingers.card('yes');
    expect(visit.view).toMatchObject({ kind: 'ticket', number: '0806' });
    await looked(`touch-hotel-ticket-${language}`);
  });

  it('a power cut is reported with an address from the screen keyboard', async () => {
    const { visit, fingers } = await begin(packVisits('power'), language);
    await fingers.card('flow:outage-report');
    await looked(`touch-power-address-${language}`);
    if (language === 'zh') await fingers.words(['guihuayuan', '桂花苑'], '5', ['dong', '栋'], '3', ['danyuan', '单元'], '301');
    else await fingers.words('5 osmanthus road flat 301');
    expect(visit.slots).toMatchObject({ address: language === 'zh' ? '桂花苑5栋3单元301' : expect.stringMatching(/^5 Osmanthus Road,? Flat 301$/) });
    await fingers.card('home');
    await fingers.digits('13900139000');
    expect(visit.view?.kind).toBe('confirm');
    await fingers.card('yes');
    expect(visit.view?.kind).toBe('ticket');
    await looked(`touch-power-ticket-${language}`);
  });
});
