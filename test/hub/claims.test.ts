// Claims and one identity on two machines as pure functions of what comes in which order, with a clock of the test's own.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Claims, CODE_LETTERS, CODE_MS, createClaims } from '../../hub/core/claims.ts';
import { createTwoMachines, seeBirth, type Seen } from '../../hub/core/two-machines.ts';

function world(admit: (name: string) => boolean = () => true): { claims: Claims; pass(ms: number): void; admitted: string[] } {
  let now = 1_000_000;
  let next = 0;
  const admitted: string[] = [];
  const claims = createClaims({
    clock: { now: () => now, setTimeout: () => () => undefined }, below: (n) => (next = (next * 31 + 7) % 9973) % n, audit: { note: async () => undefined },
    identity: { async admit({ address, key }) { if (!admit(address.kiosk)) return false; admitted.push(`${address.kiosk} ${key}`); return true; } },
  });
  return { claims, pass: (ms) => { now += ms; }, admitted };
}
const ask = (claims: Claims, key: string, remote = '10.0.0.7'): string => {
  const asked = claims.ask({ key, wish: '', remote });
  if (asked.outcome !== 'waiting') throw new Error('too many');
  return asked.claim.code;
};
const K = { tenant: 'acme', site: 'hall', kiosk: 'k1' };

describe('a claim code', () => {
  it('is made of six signs that are not mistaken for each other, and the same for a kiosk that asks again', () => {
    const { claims } = world();
    const code = ask(claims, 'a');
    expect(code).toHaveLength(6);
    expect([...code].every((sign) => CODE_LETTERS.includes(sign))).toBe(true);
    expect(/[01ILOS58BDPTVEGNW]/.test(CODE_LETTERS)).toBe(false);
    expect(ask(claims, 'a')).toBe(code);
    expect(ask(claims, 'b')).not.toBe(code);
  });

  it('works once, as it is typed', async () => {
    const { claims, admitted } = world();
    const code = ask(claims, 'a');
    const typed = ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `;
    expect((await claims.approve(typed, K, 'ann', false)).outcome).toBe('approved');
    expect((await claims.approve(typed, K, 'ann', false)).outcome).toBe('unknown');
    expect(admitted).toEqual(['k1 a']);
  });

  it('works once for two people at the same moment', async () => {
    const { claims, admitted } = world();
    const code = ask(claims, 'a');
    const both = await Promise.all([claims.approve(code, K, 'ann', false), claims.approve(code, { ...K, kiosk: 'k2' }, 'bob', false)]);
    expect(both.map((one) => one.outcome).sort()).toEqual(['approved', 'unknown']);
    expect(admitted).toHaveLength(1);
  });

  it('is worth nothing after fifteen minutes, and the kiosk gets another', async () => {
    const { claims, pass } = world();
    const code = ask(claims, 'a');
    pass(CODE_MS - 1);
    expect(claims.waiting('a')?.code).toBe(code);
    pass(1);
    expect(claims.waiting('a')).toBeUndefined();
    expect((await claims.approve(code, K, 'ann', false)).outcome).toBe('unknown');
    expect(ask(claims, 'a')).not.toBe(code);
  });

  it('stays when the name is taken, so that another name can be given', async () => {
    const { claims } = world((name) => name !== 'k1');
    const code = ask(claims, 'a');
    expect((await claims.approve(code, K, 'ann', false)).outcome).toBe('taken');
    expect((await claims.approve(code, { ...K, kiosk: 'k2' }, 'ann', false)).outcome).toBe('approved');
  });

  it('cannot be guessed: ten wrong ones a minute for one person, thirty for all, and the right one waits as well', async () => {
    const { claims, pass } = world();
    const code = ask(claims, 'a');
    for (const [who, tries] of [['ann', 10], ['bob', 10], ['cid', 10]] as const) {
      for (let i = 0; i < tries; i += 1) expect(claims.look('YYYYYY', who).outcome).toBe('unknown');
      expect(claims.look(code, who).outcome).toBe('too-many');
    }
    expect((await claims.approve(code, K, 'dan', false)).outcome).toBe('too-many');
    pass(60_000);
    expect(claims.look(code, 'ann').outcome).toBe('found');
  });

  it('that was approved makes room for the next kiosk behind the same address', async () => {
    const { claims } = world();
    for (let i = 0; i < 150; i += 1) expect((await claims.approve(ask(claims, `in${i}`), { ...K, kiosk: `k${i}` }, 'dan', false)).outcome).toBe('approved');
    for (let i = 0; i < 60; i += 1) ask(claims, `a${i}`);
    expect(claims.ask({ key: 'one more', wish: '', remote: '10.0.0.7' }).outcome).toBe('too-many');
  });

  it('is given to at most sixty kiosks of one address in its time, and to two hundred at once', () => {
    const { claims, pass } = world();
    for (let i = 0; i < 60; i += 1) ask(claims, `a${i}`);
    expect(claims.ask({ key: 'one more', wish: '', remote: '10.0.0.7' }).outcome).toBe('too-many');
    for (let i = 0; i < 140; i += 1) ask(claims, `b${i}`, `10.0.${i}.1`);
    expect(claims.ask({ key: 'yet one', wish: '', remote: '10.9.9.9' }).outcome).toBe('too-many');
    expect(claims.list()).toHaveLength(200);
    pass(CODE_MS);
    expect(claims.ask({ key: 'one more', wish: '', remote: '10.0.0.7' }).outcome).toBe('waiting');
  });
});

/** Machines as they are: a boot id of their own, connections counted from 1; `on` says which machine makes the next connection. */
function play(order: readonly { machine: number; restart?: boolean; tookOver?: boolean }[]): boolean {
  const machines = new Map<number, { boot: string; session: number }>();
  let seen: Seen | undefined;
  let boots = 0;
  return order.some(({ machine, restart = false, tookOver = false }, connection) => {
    let state = machines.get(machine);
    if (!state || restart) state = { boot: `boot-${boots += 1}`, session: 0 };
    state = { ...state, session: state.session + 1 };
    machines.set(machine, state);
    const { after, twice } = seeBirth(seen, { ...state, connection, tookOver });
    seen = after;
    return twice !== null;
  });
}

describe('one identity on two machines', () => {
  it('is never seen in one machine, whatever it does: reboots, quick reconnects, takeovers of its own half-open connection', () => {
    fc.assert(fc.property(fc.array(fc.record({ machine: fc.constant(1), restart: fc.boolean(), tookOver: fc.boolean() }), { maxLength: 60 }), (order) => !play(order)), { numRuns: 500, seed: 7 });
  });

  it('is seen as soon as the first comes back after the second, however often each has reconnected before', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.boolean(), (first, second, tookOver) => {
      const order = [...Array.from({ length: first }, () => ({ machine: 1 })), ...Array.from({ length: second }, () => ({ machine: 2, tookOver }))];
      return !play(order) && play([...order, { machine: 1, tookOver }]);
    }), { numRuns: 100, seed: 7 });
  });

  it('is not seen when the machine was replaced by another for good', () => {
    expect(play([{ machine: 1 }, { machine: 1 }, { machine: 2 }, { machine: 2 }, { machine: 2, restart: true }])).toBe(false);
  });

  it('is seen in two copies of one running machine that push each other away', () => {
    const clone = { boot: 'b', connection: 1, session: 3, tookOver: false };
    const { after } = seeBirth(undefined, clone);
    expect(seeBirth(after, { ...clone, connection: 2, session: 4 }).twice).toBeNull();
    const moved = seeBirth(after, { ...clone, connection: 2, session: 4 }).after;
    expect(seeBirth(moved, { ...clone, connection: 3, session: 4, tookOver: true }).twice).toContain('came twice');
    expect(seeBirth(moved, { ...clone, connection: 2, session: 4, tookOver: true }).twice).toBeNull();
  });

  it('is forgotten when staff let the kiosk in again, and messages that are no births say nothing', () => {
    const machines = createTwoMachines();
    const birth = (boot: string): string | null => machines.state('k', new TextEncoder().encode(JSON.stringify({ state: 'birth', boot, session: 1 })));
    expect([birth('a'), birth('b')]).toEqual([null, null]);
    expect(machines.state('k', new TextEncoder().encode('{"state":"ready","boot":"a","session":1}'))).toBeNull();
    expect(machines.state('k', new TextEncoder().encode('not json'))).toBeNull();
    expect(birth('a')).toContain('both machines are alive');
    machines.forget('k');
    expect(birth('b')).toBeNull();
  });
});
