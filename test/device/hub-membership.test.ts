// What a kiosk shows, says and believes about its hub, without any network.
import { describe, expect, it } from 'vitest';
import { claimView, spokenCode } from '../../device/core/claim-words.ts';
import { createHubMembership } from '../../device/core/hub-membership.ts';
import type { KeyRing, KioskKey, KnownHub } from '../../device/core/hub-access-port.ts';
import { createHubTrust } from '../../device/core/hub-trust.ts';
import { createStatusBoard } from '../../device/core/status-board.ts';
import { View } from '../../flows/protocol/screen.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';
import { createKeptLog } from '../fakes/silent-log.ts';

const PIN = 'ab'.repeat(32);
const NEXT = 'cd'.repeat(32);
const ADDRESS = { tenant: 'acme', site: 'hall', kiosk: 'k1' };
const KNOWN: KnownHub = { http: 'https://hub:7071', mqtt: 'mqtts://hub:7072', pins: [PIN], address: ADDRESS };

function trustOf(known: KnownHub | null, write: (hub: KnownHub) => void = () => undefined) {
  return createHubTrust({ given: null, file: { read: () => known, write }, ring: () => null, name: ADDRESS, problem: () => undefined });
}

describe('the claim on the screen and in the ear', () => {
  it('is a view of the protocol, with the code in groups and the beginnings of both keys', () => {
    const view = View.parse(claimView({ at: 'waiting', code: '7K3M9U', hubKey: PIN }, 'hub:7071', NEXT));
    expect(view).toMatchObject({ kind: 'claim', code: '7K3 M9U', hubKey: 'abab abab abab abab abab', kioskKey: 'cdcd cdcd cdcd cdcd cdcd' });
  });
  it('is spelt sign by sign in both languages', () => {
    expect(spokenCode('7K3M9U', 'zh')).toBe('认领码是：七，K，三。M，九，U。');
    expect(spokenCode('7K3M9U', 'en')).toBe('The claim code is: 7, K, 3. M, 9, U.');
  });
});

describe('the keys of the hub that a kiosk believes', () => {
  it('change when the hub announces its next one beside the present one', () => {
    const written: KnownHub[] = [];
    const trust = trustOf(KNOWN, (hub) => written.push(hub));
    trust.pinsAnnounced([PIN, NEXT]);
    expect(trust.hub()?.pins).toEqual([PIN, NEXT]);
    expect(written).toHaveLength(1);
    trust.pinsAnnounced([NEXT, PIN]);
    expect(written).toHaveLength(1);
  });
  it('do not change by an announcement without any key that is believed, or with what is no key', () => {
    const trust = trustOf(KNOWN);
    trust.pinsAnnounced([NEXT]);
    trust.pinsAnnounced([]);
    trust.pinsAnnounced(['nonsense', '']);
    expect(trust.hub()?.pins).toEqual([PIN]);
  });
  it('stay as they are when the disk refuses the write, and the kiosk goes on', () => {
    const trust = trustOf(KNOWN, () => { throw new Error('disk full'); });
    trust.pinsAnnounced([PIN, NEXT]);
    expect(trust.hub()?.address).toEqual(ADDRESS);
  });
});

describe('a hub with another address', () => {
  it('is believed by its key as before', () => {
    const moved = { http: 'https://elsewhere:7071', mqtt: 'mqtts://elsewhere:7072' };
    const trust = createHubTrust({ given: null, movedTo: moved, file: { read: () => KNOWN, write: () => undefined }, ring: () => null, name: ADDRESS, problem: () => undefined });
    expect(trust.hub()).toEqual({ ...KNOWN, ...moved, secret: null });
  });
});

describe('a removed kiosk', () => {
  it('says so on its status in both languages, and takes it back when it is let in again', () => {
    const sent: unknown[] = [];
    const board = createStatusBoard((message) => sent.push(message.note), () => undefined);
    board.standing('removed');
    board.standing('held');
    board.standing('in');
    expect(sent).toEqual([
      { zh: expect.stringContaining('移除') as string, en: expect.stringContaining('removed') as string },
      { zh: expect.stringContaining('暂停') as string, en: expect.stringContaining('holding') as string }, null,
    ]);
  });
});

describe('the code', () => {
  it('is said when it is new, when somebody touches it, and every minute, but never while a visitor is served', async () => {
    const clock = createFakeClock();
    const key: KioskKey = { fingerprint: NEXT, keyPem: '', certPem: '' };
    const ring = { current: key, next: null } as unknown as KeyRing;
    const said: string[] = [];
    let busy = false;
    const membership = createHubMembership({
      trust: trustOf(null), ring: () => ring, fetch: () => Promise.reject(new Error('no hub yet')), clock, log: createKeptLog(), random: () => 0.5, homeLanguage: 'en', reconnect: () => undefined,
      claim: { url: 'https://hub:7071', pin: null, wish: '' },
      ask: async ({ method }) => ({ status: 200, hubKey: PIN, json: method === 'GET' ? { state: 'unknown' } : { state: 'waiting', code: '7K3M9U' } }),
    });
    membership.start({ changed: () => undefined, busy: () => busy, standing: () => undefined, async say(text) { said.push(text); } });
    await clock.settle();
    expect(said).toEqual([spokenCode('7K3M9U', 'en'), spokenCode('7K3M9U', 'zh')]);
    membership.touched();
    await clock.settle();
    expect(said).toHaveLength(4);
    busy = true;
    await clock.advance(60_000);
    await clock.settle();
    membership.touched();
    await clock.settle();
    expect(said).toHaveLength(4);
    busy = false;
    await clock.advance(60_000);
    await clock.settle();
    expect(said).toHaveLength(6);
    membership.stop();
  });
});

describe('a key in the hub\'s place that nothing vouches for', () => {
  /** Which kiosks ask the stranger to be let in, by what they were started with and what they know. */
  async function asks(flag: string | null, shown: string, before: (trust: ReturnType<typeof trustOf>) => void = () => undefined): Promise<boolean> {
    const clock = createFakeClock();
    const trust = trustOf(KNOWN);
    before(trust);
    const asked: (string | null)[] = [];
    const ring = { current: { fingerprint: '11'.repeat(32), keyPem: '', certPem: '' }, next: null } as unknown as KeyRing;
    const membership = createHubMembership({
      trust, ring: () => ring, fetch: () => Promise.reject(new Error('another hub')), clock, log: createKeptLog(), random: () => 0.5, homeLanguage: 'en', reconnect: () => undefined,
      claim: { url: 'https://hub:7071', pin: flag, wish: '' },
      ask: async ({ pin }) => { asked.push(pin); return { status: 200, hubKey: shown, json: { state: 'waiting', code: '7K3M9U' } }; },
    });
    membership.start({ changed: () => undefined, busy: () => false, standing: () => undefined, say: async () => undefined });
    membership.stranger(shown);
    await clock.settle();
    membership.stop();
    return asked.length > 0 && asked.every((pin) => pin === shown);
  }

  it('is asked only when the person at the machine has named that very key', async () => {
    expect([await asks(NEXT, NEXT), await asks(null, NEXT), await asks('ef'.repeat(32), NEXT)]).toEqual([true, false, false]);
  });

  it('is not asked on the word of a flag that was left over from before a change of the key', async () => {
    const announced = (trust: ReturnType<typeof trustOf>): void => { trust.pinsAnnounced([PIN, NEXT]); trust.pinsAnnounced([NEXT]); };
    const away = (trust: ReturnType<typeof trustOf>): void => trust.followed(NEXT);
    const shut = (trust: ReturnType<typeof trustOf>): void => trust.pinsAnnounced([PIN], ['ef'.repeat(32)]);
    expect([await asks(PIN, PIN, announced), await asks(PIN, PIN, away), await asks('ef'.repeat(32), 'ef'.repeat(32), shut)]).toEqual([false, false, false]);
  });
});
