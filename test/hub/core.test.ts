// The hub's small rules: group commit, rates, versions, secrets, frames. No machinery.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameMeter } from '../../hub/adapters/aedes-guard.ts';
import { createScryptHasher } from '../../hub/adapters/scrypt-hasher.ts';
import { createGroupCommit } from '../../hub/core/group-commit.ts';
import { readJson } from '../../hub/core/inbound/readable.ts';
import { rateOf } from '../../hub/core/insights.ts';
import { parseKioskName } from '../../hub/core/kiosk-name.ts';
import type { Clock } from '../../hub/core/ports.ts';
import { nextVersion, withVersion } from '../../hub/core/release-maker.ts';

function fakeClock(): Clock & { advance(ms: number): void } {
  let now = 0;
  let timers: { at: number; run(): void }[] = [];
  return {
    now: () => now,
    setTimeout(run, ms) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => { timers = timers.filter((one) => one !== timer); };
    },
    advance(ms) {
      now += ms;
      const due = timers.filter((timer) => timer.at <= now);
      timers = timers.filter((timer) => timer.at > now);
      for (const timer of due) timer.run();
    },
  };
}

describe('group commit', () => {
  it('writes what came within one window together and answers each with its own result', async () => {
    const clock = fakeClock();
    const windows: number[][] = [];
    const commit = createGroupCommit<number, number>({ clock, windowMs: 3, maxItems: 10, async write(items) { windows.push(items); return items.map((item) => item * 10); } });
    const results = Promise.all([commit.add(1), commit.add(2), commit.add(3)]);
    expect(windows).toEqual([]);
    clock.advance(3);
    expect(await results).toEqual([10, 20, 30]);
    expect(windows).toEqual([[1, 2, 3]]);
  });
  it('refuses a window that could not be written and goes on with the next', async () => {
    const clock = fakeClock();
    let broken = true;
    const commit = createGroupCommit<number, number>({ clock, windowMs: 3, maxItems: 10, async write(items) { if (broken) throw new Error('disk full'); return items; } });
    const first = commit.add(1).then(() => 'kept', () => 'refused');
    clock.advance(3);
    expect(await first).toBe('refused');
    broken = false;
    const second = commit.add(2);
    clock.advance(3);
    expect(await second).toBe(2);
  });
});

describe('rates', () => {
  it('give the Wilson interval and no verdict under thirty', () => {
    expect(rateOf('x', 8, 10)).toMatchObject({ rate: 0.8, tooFew: true });
    const rate = rateOf('x', 80, 100);
    expect(rate.low).toBeCloseTo(0.7112, 3);
    expect(rate.high).toBeCloseTo(0.8666, 3);
    expect(rateOf('x', 0, 0)).toMatchObject({ rate: null, tooFew: true });
  });
});

describe('versions', () => {
  it('go up by one patch and leave the rest of pack.yaml alone', () => {
    expect(nextVersion('1.4.9')).toBe('1.4.10');
    expect(withVersion('name: a\nversion: 1.0.0 # first\ntitle: "version: 1.0.0"\n', '1.0.1')).toBe('name: a\nversion: 1.0.1 # first\ntitle: "version: 1.0.0"\n');
    expect(withVersion('version: "2.0.0"', '2.0.1')).toBe('version: "2.0.1"');
  });
});

describe('names of kiosks', () => {
  it('are three parts and nothing else', () => {
    expect(parseKioskName('acme.hall.k-1')).toEqual({ tenant: 'acme', site: 'hall', kiosk: 'k-1' });
    for (const bad of ['', 'a.b', 'a.b.c.d', 'a.b.', 'A.b.c', 'a.+.c', 'a.b/c.d', `${'x'.repeat(41)}.b.c`]) expect(parseKioskName(bad)).toBeUndefined();
  });
});

describe('secrets', () => {
  it('are hashed with a salt of their own and known again', async () => {
    const hasher = createScryptHasher();
    const [one, two] = await Promise.all([hasher.hash('open sesame', 'kiosk'), hasher.hash('open sesame', 'kiosk')]);
    expect(one).not.toBe(two);
    expect(one).not.toContain('sesame');
    expect(await hasher.verify('open sesame', one)).toBe(true);
    expect(await hasher.verify('open sesame', one)).toBe(true);
    expect(await hasher.verify('open barley', one)).toBe(false);
    expect(await hasher.verify('x', 'not a hash')).toBe(false);
  });
});

describe('the frame meter', () => {
  const limits = { maxConnectBytes: 100, maxPacketBytes: 1000 };
  const packet = (type: number, size: number): number[] => {
    const length: number[] = [];
    let rest = size;
    do {
      length.push((rest % 128) | (rest >= 128 ? 0x80 : 0));
      rest = Math.floor(rest / 128);
    } while (rest > 0);
    return [type, ...length, ...Array.from({ length: size }, () => 0xff)];
  };
  it('counts packets the same however the bytes are cut', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 12 }), fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 50 }), (sizes, cuts) => {
      const bytes = Uint8Array.from([...packet(0x10, 20), ...sizes.flatMap((size) => packet(0x32, size))]);
      const meter = createFrameMeter(limits);
      let counted = 0;
      for (let at = 0, cut = 0; at < bytes.length; cut += 1) {
        const step = cuts[cut % cuts.length] ?? 1;
        const taken = meter.take(bytes.subarray(at, at + step), true);
        if (typeof taken === 'string') throw new Error(taken);
        counted += taken.packets;
        at += step;
      }
      expect(counted).toBe(sizes.length + 1);
    }));
  });
  it('names what is not a packet', () => {
    expect(createFrameMeter(limits).take(Uint8Array.from([0x30, 0]), true)).toBe('The first packet is not a CONNECT.');
    expect(createFrameMeter(limits).take(Uint8Array.from([0x10, 0xff, 0xff, 0xff, 0xff]), true)).toContain('four bytes');
    expect(createFrameMeter(limits).take(Uint8Array.from(packet(0x10, 200).slice(0, 5)), false)).toContain('larger than 100');
  });
});

describe('reading a payload', () => {
  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => { expect(typeof readJson(bytes).ok).toBe('boolean'); }));
    fc.assert(fc.property(fc.json(), (text) => { expect(typeof readJson(new TextEncoder().encode(text)).ok).toBe('boolean'); }));
  });
  it('refuses what is nested too deeply, but not brackets inside of strings', () => {
    expect(readJson(new TextEncoder().encode(`{"v":1,"x":${'['.repeat(100)}${']'.repeat(100)}}`))).toMatchObject({ ok: false });
    expect(readJson(new TextEncoder().encode(JSON.stringify({ v: 1, x: '[[[\\"'.repeat(100) })))).toMatchObject({ ok: true });
  });
});
