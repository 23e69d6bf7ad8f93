// Where a setting's value comes from, and how a kiosk is judged by its figures.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { twinRoutes } from '../../hub/adapters/http/twin-routes.ts';
import type { SentCommand } from '../../hub/core/twin-port.ts';
import { answerText, incidentText, reasonText } from '../../hub/console/fleet/incident-words.ts';
import { datesText, daysText, readDates, readDays } from '../../hub/console/fleet/schedule-text.ts';
import { judge } from '../../hub/core/health-rules.ts';
import { checkValue, effective, explain, type KioskPlace, type Level, LEVELS, lockAbove, placeOfScope, scopesOf, type SetValue } from '../../hub/core/twin.ts';
import { SETTINGS, SETTING_KEYS, settingsText } from '../../flows/protocol/settings.ts';

const PLACE: KioskPlace = { address: { tenant: 'acme', site: 'hall', kiosk: 'k1' }, city: '杭州', zone: 'east' };
const set = (level: Level, key: string, value: unknown, more: Partial<SetValue> = {}): SetValue => ({ level, scope: scopesOf(PLACE)[level] ?? '', key, value, locked: false, by: `by-${level}`, at: 1, ...more });
const of = (values: SetValue[], key: string) => explain(PLACE, values).find((one) => one.key === key);

describe('settings of a kiosk', () => {
  it('come from the narrowest level that says something, and say what they overrode', () => {
    const values = [set('tenant', 'volume', 1), set('city', 'volume', 2), set('kiosk', 'volume', 4), set('zone', 'volume', 3), set('site', 'speechRate', 1.2)];
    expect(of(values, 'volume')).toMatchObject({ value: 4, from: 'kiosk', scope: 'acme.hall.k1', by: 'by-kiosk', overrode: [{ level: 'tenant', value: 1 }, { level: 'city', value: 2, scope: 'acme/杭州' }, { level: 'zone', value: 3 }] });
    expect(of(values, 'speechRate')).toMatchObject({ value: 1.2, from: 'site', overrode: [] });
    expect(of(values, 'idleSeconds')).toMatchObject({ value: null, from: 'default', by: null });
    expect(effective(PLACE, values)).toEqual({ volume: 4, speechRate: 1.2 });
  });

  it('are not loosened below a lock', () => {
    const values = [set('tenant', 'volume', 1), set('city', 'volume', 2, { locked: true }), set('kiosk', 'volume', 4)];
    expect(of(values, 'volume')).toMatchObject({ value: 2, from: 'city', locked: true, overrode: [{ level: 'tenant', shutOut: false }, { level: 'kiosk', value: 4, shutOut: true }] });
    expect(lockAbove(PLACE, 'kiosk', 'volume', values)?.level).toBe('city');
    expect(lockAbove(PLACE, 'city', 'volume', values)).toBeUndefined();
    expect(lockAbove(PLACE, 'tenant', 'volume', values)).toBeUndefined();
  });

  it('do not leak from another city, zone or kiosk', () => {
    const elsewhere = [set('city', 'volume', 4, { scope: 'acme/上海' }), set('zone', 'volume', 4, { scope: 'acme.hall/west' }), set('kiosk', 'volume', 4, { scope: 'acme.hall.k2' }), set('tenant', 'volume', 4, { scope: 'other' })];
    expect(effective(PLACE, elsewhere)).toEqual({});
    expect(effective({ ...PLACE, city: null, zone: null }, [set('city', 'volume', 4), set('zone', 'volume', 4)])).toEqual({});
  });

  it('are explained the same for any order in which they were stored', () => {
    const any = fc.array(fc.record({ level: fc.constantFrom(...LEVELS), key: fc.constantFrom('volume', 'idleSeconds'), value: fc.integer({ min: 5, max: 9 }), locked: fc.boolean() }), { maxLength: 10 })
      .map((all) => [...new Map(all.map((one) => [`${one.level} ${one.key}`, set(one.level, one.key, one.value, { locked: one.locked })])).values()]);
    fc.assert(fc.property(any, (values) => {
      expect(explain(PLACE, values)).toEqual(explain(PLACE, values.toReversed()));
      for (const row of explain(PLACE, values)) {
        const chain = LEVELS.flatMap((level) => values.filter((one) => one.key === row.key && one.level === level));
        const lock = chain.find((one) => one.locked);
        expect(row.value).toEqual((lock ?? chain.at(-1))?.value ?? SETTINGS[row.key as 'volume'].fallback);
        expect(row.overrode).toHaveLength(Math.max(0, chain.length - 1));
      }
    }));
  });

  it('take only what the table allows', () => {
    expect(checkValue('site', 'acme.hall', 'volume', 9)).toMatchObject({ ok: false, why: 'bad-value' });
    expect(checkValue('site', 'acme', 'volume', 2)).toMatchObject({ ok: false, why: 'bad-scope' });
    expect(checkValue('site', 'acme.hall', 'colour', 2)).toMatchObject({ ok: false, why: 'unknown-key' });
    expect(checkValue('tenant', 'acme', 'timeZone', 'Mars/Base')).toMatchObject({ ok: false, why: 'bad-value' });
    expect(checkValue('tenant', 'acme', 'timeZone', 'Asia/Shanghai')).toMatchObject({ ok: true });
    expect(placeOfScope('zone', 'acme.hall/east')).toEqual({ tenant: 'acme', site: 'hall' });
    expect(placeOfScope('kiosk', 'acme.hall.k1.x')).toBeUndefined();
  });

  it('have words in both languages, a form and an editor for each key', () => {
    for (const key of SETTING_KEYS) {
      const row = SETTINGS[key];
      for (const text of [row.label, row.does]) { expect(text.zh).toMatch(/\p{Script=Han}/u); expect(text.en).not.toMatch(/\p{Script=Han}/u); }
      expect(row.fallback === null || row.schema.safeParse(row.fallback).success).toBe(true);
    }
  });

  it('hash alike whatever the order of their keys', () => {
    expect(settingsText({ b: { d: 1, c: [2, { f: 1, e: 2 }] }, a: undefined })).toBe(settingsText({ b: { c: [2, { e: 2, f: 1 }], d: 1 } }));
  });
});

describe('lamps', () => {
  const WELL = { mic_frames: 3000, mic_flat: 0, mic_floor_db: -60, mic_clipped_share: 0, mic_failed: 0, speaker_failed: 0, screen_pages: 1, disk_free_bytes: 50e9, outbox_rows: 0, outbox_dropped: 0, clock_unsure: 0, loop_back: 2, wake_phrase: 1 };
  const lamps = (values: Record<string, number>, skewMs = 0, state = 'ready') => judge({ at: 0, skewMs, values: { ...WELL, ...values } }, { state }, 1000);

  it('are all green for a kiosk that is well', () => {
    expect(Object.values(lamps({})).map((one) => one.state)).toEqual(['good', 'good', 'good', 'good', 'good', 'good']);
  });

  it('say what is wrong and how to mend it, in both languages, and the whole goes with the worst', () => {
    const cases: [keyof ReturnType<typeof judge>, Record<string, number>, number, string][] = [
      ['ears', { mic_flat: 1 }, 0, 'bad'], ['ears', { mic_frames: 0 }, 0, 'bad'], ['ears', { mic_failed: 1 }, 0, 'bad'], ['ears', { mic_clipped_share: 0.05 }, 0, 'warn'], ['ears', { mic_floor_db: -20 }, 0, 'warn'], ['ears', { wake_phrase: 0 }, 0, 'warn'],
      ['mouth', { loop_back: 0 }, 0, 'bad'], ['mouth', { loop_back: 1 }, 0, 'warn'], ['mouth', { speaker_failed: 1 }, 0, 'bad'], ['screen', { screen_pages: 0, screen_away_s: 300 }, 0, 'bad'],
      ['disk', { disk_free_bytes: 5e6 }, 0, 'bad'], ['disk', { disk_free_bytes: 5e8 }, 0, 'warn'], ['disk', { outbox_dropped: 3 }, 0, 'warn'], ['clock', { clock_unsure: 1 }, 0, 'bad'], ['clock', {}, 20_000, 'warn'], ['clock', {}, -4_000_000, 'bad'],
    ];
    for (const [name, values, skew, state] of cases) {
      const all = lamps(values, skew);
      expect(all[name].state, `${name} ${JSON.stringify(values)} ${skew}`).toBe(state);
      expect(all.well.state).toBe(state);
      for (const text of [all[name].reason, all[name].mend]) expect(`${text.zh ?? ''}|${text.en ?? ''}`).toMatch(/.\|./);
    }
  });

  it('do not blame a microphone that is off by wish', () => {
    expect(lamps({ touch_only: 1, mic_failed: 1 }).ears.state).toBe('off');
    expect(lamps({ touch_only: 1, mic_failed: 1 }).well.state).toBe('good');
    expect(lamps({ mic_none: 1, mic_failed: 1, speaker_none: 1, speaker_failed: 1 })).toMatchObject({ ears: { state: 'off' }, mouth: { state: 'off' }, well: { state: 'good' } });
  });

  it('know nothing of a kiosk that never spoke, and miss one that is gone or silent', () => {
    expect(judge(null, { state: 'ready' }, 0).well.state).toBe('unknown');
    expect(judge(null, { state: 'lost' }, 0).well.state).toBe('bad');
    expect(lamps({}, 0, 'lost').well.state).toBe('bad');
    expect(judge({ at: 0, skewMs: 0, values: WELL }, { state: 'ready' }, 600_000).well.state).toBe('warn');
  });
});

describe('what the console says of a kiosk', () => {
  it('is that a command was not answered in time, once its time is over', async () => {
    const sent: SentCommand = { id: 'c', kiosk: 'acme.hall.k1', name: 'restart', args: {}, by: 'o', at: 1000, notAfter: 66_000, state: 'sent', detail: '', doneAt: null };
    let now = 60_000;
    const parts = {
      twin: { view: async () => ({ kiosk: sent.kiosk }) }, fleet: { rows: async () => [{ tenant: 'acme', site: 'hall', kiosk: 'k1', state: 'ready' }] }, clock: { now: () => now },
      health: { reading: () => undefined, lamps: () => ({}) }, store: { commands: async () => [sent], incidentsOf: async () => [] },
    };
    const one = twinRoutes(parts as unknown as Parameters<typeof twinRoutes>[0]).find((route) => route.path === '/api/twin/:kiosk');
    const outcome = async (): Promise<unknown> => ((await one?.handle({ params: { kiosk: sent.kiosk }, query: {} } as never)) as { json: { commands: { outcome: string }[] } }).json.commands[0]?.outcome;
    expect(await outcome()).toBe('sent');
    now = 66_001;
    expect(await outcome()).toBe('timed-out');
  });

  it('is said in the language of whoever reads, and as it came when it is not known', () => {
    const title = (code: string, language: 'zh' | 'en'): string => incidentText({ code, text: '' }, language).title;
    expect(title('watchdog-recognizer', 'zh')).toBe('看门狗：识别器没有回应');
    expect([title('no-microphone', 'zh'), title('no-microphone', 'en'), title('brand-new', 'zh')]).toEqual(['没有麦克风', 'No microphone', 'brand-new']);
    expect([reasonText('no microphone and no loudspeaker', 'zh'), reasonText('The MQTT broker ended (SIGKILL).', 'zh'), reasonText('no microphone', 'en'), reasonText('something new', 'zh')]).toEqual(['没有麦克风，也没有喇叭', '消息服务重启（SIGKILL）', 'no microphone', 'something new']);
    expect(answerText('The kiosk did not do it: a visitor is being served.', 'zh')).toBe('正在接待访客');
    expect(answerText('the tone: works (-21 dB, 999 times above the room); its own wake phrase woke it [tone works, phrase heard]', 'zh')).toContain('-21 dB');
    expect([answerText('12 lines', 'en'), answerText('something else', 'zh')]).toEqual(['12 lines', 'something else']);
  });

  it('reads dates and days as people write them and writes them back', () => {
    expect(readDates('2026-02-27至2026-03-01，2026-10-10')).toEqual({ dates: ['2026-02-27', '2026-02-28', '2026-03-01', '2026-10-10'], wrong: '' });
    expect(datesText(readDates('2026-10-10 2026-12-31..2027-01-02').dates)).toBe('2026-10-10, 2026-12-31..2027-01-02');
    for (const wrong of ['2026-13-01', '2026-10-07..2026-10-01', 'tomorrow', '1900-01-01..2100-01-01']) expect(readDates(wrong).wrong).toBe(wrong);
    expect(readDays('1-3, workday 2026-10-10')).toEqual({ days: { days: [1, 2, 3, 'workday'], dates: ['2026-10-10'] }, wrong: '' });
    expect([readDays(''), readDays('8').wrong, daysText(readDays('6,7,holiday').days)]).toEqual([{ days: {}, wrong: '' }, '8', '6, 7, holiday']);
  });
});
