// The rollout machine on its own: waves, deadlines, budgets, gates and the way back. Every input is data with a time.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PackRelease } from '../../flows/protocol/fleet.ts';
import { isActive, step } from '../../hub/core/rollout.ts';
import type { KioskSeen, Rollout, RolloutInput, RolloutOutput, RolloutPlan } from '../../hub/core/rollout-contract.ts';
import { differenceLow, type Figures, judgeGates, type Measured, wilson, Z_FINAL } from '../../hub/core/rollout-gates.ts';
import { defaultPlan, planRollout, waveSizes } from '../../hub/core/rollout-waves.ts';

const hash = (letter: string): string => letter.repeat(64);
const OLD: PackRelease = { pack: 'small', version: '1.0.0', sha256: hash('a'), bytes: 10 };
const NEW: PackRelease = { pack: 'small', version: '1.0.1', sha256: hash('b'), bytes: 10 };
const BACK: PackRelease = { pack: 'small', version: '1.0.2', sha256: hash('c'), bytes: 10 };
const NONE: Figures = { sessions: 0, transfers: 0, crashed: 0, questions: 0, answered: 0, unknown: 0, latencies: [] };
const figures = (questions: number, unknown: number): Figures => ({ ...NONE, sessions: Math.ceil(questions / 3), questions, unknown, answered: questions - unknown });
const MINUTE = 60_000;

/** A fleet that does as it is told, unless told otherwise. */
function house(size: number, plan: Partial<RolloutPlan> = {}, options: { offline?: number[]; emergency?: string } = {}) {
  const names = Array.from({ length: size }, (_, index) => `acme.hall.k${index}`);
  const fleet = new Map(names.map((name, index): [string, { online: boolean; boot: string; applied: PackRelease; wanted: PackRelease }] => [name, { online: !options.offline?.includes(index), boot: 'one', applied: OLD, wanted: OLD }]));
  let at = 1000;
  let rollout: Rollout = planRollout({
    id: 'r1', pack: 'small', release: NEW, by: 'author', startedAt: at, plan: { ...defaultPlan(size), ...plan }, all: true, emergency: options.emergency ?? null,
    targets: names.map((name) => ({ name, online: fleet.get(name)?.online ?? false, before: OLD, boot: 'one' })),
  });
  const outputs: RolloutOutput[] = [];
  const seen = (): KioskSeen[] => [...fleet].map(([kiosk, one]) => ({ kiosk, online: one.online, boot: one.boot, applied: one.applied.sha256, wanted: one.wanted.sha256 }));
  function send(...inputs: RolloutInput[]): void {
    const result = step(rollout, inputs);
    rollout = result.rollout;
    outputs.push(...result.outputs);
    for (const output of result.outputs) {
      if (output.type === 'desire') for (const kiosk of output.kiosks) { const one = fleet.get(kiosk); if (one) one.wanted = output.release; }
      if (output.type === 'restore') send({ type: 'restored', at, before: output.before.sha256, release: BACK });
    }
  }
  const self = {
    names, fleet, outputs, send,
    get now() { return at; },
    get rollout() { return rollout; },
    pass(ms: number) { at += ms; send({ type: 'tick', at, fleet: seen() }); },
    /** Every kiosk that can be reached takes what it should have. */
    obey() {
      for (const [kiosk, one] of fleet) if (one.online && one.applied.sha256 !== one.wanted.sha256) { one.applied = one.wanted; send({ type: 'reported', at, kiosk, outcome: 'applied', sha256: one.applied.sha256 }); }
      send({ type: 'tick', at, fleet: seen() });
    },
    measured(measured: Partial<Measured>) { send({ type: 'measured', at, measured: { wave: NONE, before: NONE, others: NONE, ...measured } }); },
    asked: () => [...fleet].filter(([, one]) => one.wanted.sha256 === NEW.sha256).map(([name]) => name),
    began() { send({ type: 'started', at, awaitingSignature: false }); self.pass(0); return self; },
  };
  return self;
}

describe('waves', () => {
  it('are one kiosk, a twentieth, a quarter, all; and never a wave that adds nobody', () => {
    expect(waveSizes(defaultPlan(100).waves, 100)).toEqual([1, 5, 25, 100]);
    expect(waveSizes(defaultPlan(10).waves, 10)).toEqual([1, 3, 10]);
    expect(waveSizes(defaultPlan(1).waves, 1)).toEqual([1]);
    fc.assert(fc.property(fc.integer({ min: 1, max: 3000 }), fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }), (size, shares) => {
      const sizes = waveSizes(shares.map((share) => ({ share })), size);
      expect(sizes.at(-1)).toBe(size);
      expect(sizes.every((one, index) => one > (sizes[index - 1] ?? 0))).toBe(true);
    }));
  });
  it('are the same for the same fleet, and begin with kiosks that can be reached', () => {
    const offline = [0, 1, 2, 3, 4, 5, 6, 7];
    const one = house(10, {}, { offline }).began();
    expect(house(10, {}, { offline }).began().asked()).toEqual(one.asked());
    expect(['acme.hall.k8', 'acme.hall.k9']).toContain(one.asked()[0]);
  });
  it('go on one after the other when visitors are served as well as before', () => {
    const one = house(40, { soakMs: 10 * MINUTE }).began();
    const sizes: number[] = [];
    for (let wave = 0; wave < 4; wave += 1) {
      sizes.push(one.asked().length);
      one.obey();
      one.pass(5 * MINUTE);
      expect(one.rollout.wave).toBe(wave); // still watched
      one.pass(5 * MINUTE - 1);
      one.measured({ wave: figures(200, 10), before: figures(900, 45), others: wave < 3 ? figures(900, 44) : NONE });
      one.pass(1);
    }
    expect(sizes).toEqual([1, 2, 10, 40]);
    expect(one.rollout.state).toBe('done');
    expect(one.rollout.waves.map((wave) => wave.verdict)).toEqual(['good', 'good', 'good', 'good']);
  });
  it('do not keep a shop with one kiosk waiting', () => {
    const one = house(1).began();
    one.obey();
    expect(one.rollout.state).toBe('done');
  });
  it('wait for the signature, then begin', () => {
    const one = house(3);
    one.send({ type: 'started', at: one.now, awaitingSignature: true });
    one.pass(1000);
    expect(one.asked()).toEqual([]);
    one.send({ type: 'signed', at: one.now });
    one.pass(1000);
    expect(one.asked()).toHaveLength(1);
  });
  it('are skipped in an emergency, whose reason is kept', () => {
    const one = house(30, {}, { emergency: 'the old answer endangers people' }).began();
    expect(one.asked()).toHaveLength(30);
    expect(one.rollout.history[0]).toMatchObject({ what: 'started', cause: { code: 'emergency', text: 'the old answer endangers people' } });
  });
});

describe('a bad release', () => {
  it.each(['refused', 'rolled-back-itself'] as const)('that is %s by the first kiosk reaches no other, and goes back under a new number', (outcome) => {
    const one = house(20).began();
    const [first = ''] = one.asked();
    one.send({ type: 'reported', at: one.now, kiosk: first, outcome, sha256: OLD.sha256, text: 'pack.yaml:3 unknown word' });
    one.pass(1000);
    expect(one.rollout).toMatchObject({ state: 'rolling-back', cause: { code: outcome, kiosk: first, text: 'pack.yaml:3 unknown word' } });
    expect(one.asked()).toEqual([]);
    expect(one.fleet.get(first)?.wanted).toEqual(BACK);
    one.obey();
    one.pass(1000);
    expect(one.rollout.state).toBe('rolled-back');
    expect(one.rollout.history.map((entry) => entry.what)).toEqual(['started', 'wave-started', 'kiosk-failed', 'halted', 'rolling-back', 'rolled-back']);
  });
  it('that is met with silence fails at the kiosk\'s deadline, also when the kiosk went dark over it', () => {
    for (const dark of [false, true]) {
      const one = house(5, { deadlineMs: 2 * MINUTE }).began();
      const first = one.fleet.get(one.asked()[0] ?? '');
      if (first && dark) first.online = false;
      one.pass(2 * MINUTE - 1);
      expect(one.rollout.state).toBe('running');
      one.pass(1);
      expect(one.rollout).toMatchObject({ state: 'rolling-back', cause: { code: 'silent' } });
    }
  });
  it('that makes a kiosk restart over and over, or fall silent while it is watched, goes back', () => {
    const loop = house(5, { soakMs: 10 * MINUTE }).began();
    loop.obey();
    const [kiosk = ''] = loop.asked();
    for (const boot of ['two', 'three', 'four']) { Object.assign(loop.fleet.get(kiosk) ?? {}, { boot }); loop.pass(20_000); }
    expect(loop.rollout.cause).toMatchObject({ code: 'restarting' });
    const dark = house(5, { soakMs: 10 * MINUTE, deadlineMs: MINUTE }).began();
    dark.obey();
    Object.assign(dark.fleet.get(dark.asked()[0] ?? '') ?? {}, { online: false });
    dark.pass(1000);
    dark.pass(MINUTE);
    expect(dark.rollout.cause).toMatchObject({ code: 'went-silent' });
  });
  it('that answers worse is halted and taken back while it is watched', () => {
    const one = house(20, { soakMs: 10 * MINUTE }).began();
    one.obey();
    one.pass(2 * MINUTE);
    one.measured({ wave: figures(150, 45), before: figures(600, 60), others: figures(2000, 210) });
    expect(one.rollout).toMatchObject({ state: 'rolling-back', cause: { code: 'worse', gate: 'no-match' } });
    expect(one.asked()).toEqual([]);
  });
  it('breaks the budget of a large wave only when more fail than may', () => {
    const failing = (count: number): Rollout => {
      const one = house(40, { waves: [{ share: 1 }], failureShare: 0.1 }).began();
      for (const kiosk of one.names.slice(0, count)) one.send({ type: 'reported', at: one.now, kiosk, outcome: 'refused', sha256: OLD.sha256 });
      one.pass(1000);
      return one.rollout;
    };
    expect(failing(4).state).toBe('running');
    expect(failing(5)).toMatchObject({ state: 'rolling-back', cause: { code: 'over-budget' } });
  });
  it('that breaks a kiosk after the last wave still goes back', () => {
    const one = house(1).began();
    one.obey();
    expect(one.rollout.state).toBe('done');
    one.send({ type: 'reported', at: one.now + 5000, kiosk: one.names[0] ?? '', outcome: 'rolled-back-itself', sha256: OLD.sha256 });
    expect(one.rollout.state).toBe('rolling-back');
  });
});

describe('kiosks that cannot be reached', () => {
  it('do not fail and do not hold up the wave, and have their own deadline once they are back', () => {
    const one = house(10, { waves: [{ kiosks: 4 }], soakMs: 0, deadlineMs: MINUTE, failureShare: 0 }, { offline: [0, 1, 2, 3, 4, 5, 6] }).began();
    one.obey();
    one.pass(5 * MINUTE);
    const late = one.names[0] ?? '';
    expect(one.rollout.kiosks[late]?.state).toBe('unreachable');
    expect(one.rollout.state).toBe('done');
    const two = house(10, { waves: [{ kiosks: 4 }], soakMs: 60 * MINUTE, maxSoakMs: 60 * MINUTE, deadlineMs: MINUTE, failureShare: 0 }, { offline: [0, 1, 2, 3, 4, 5, 6] }).began();
    two.obey();
    two.pass(10 * MINUTE);
    const away = Object.keys(two.rollout.kiosks).find((name) => two.rollout.kiosks[name]?.state === 'unreachable') ?? '';
    Object.assign(two.fleet.get(away) ?? {}, { online: true });
    two.pass(1000);
    expect(two.rollout.kiosks[away]?.state).toBe('asked');
    two.pass(MINUTE);
    expect(two.rollout.cause).toMatchObject({ code: 'silent', kiosk: away });
  });
  it('prove nothing as a first wave: another kiosk is taken that answers', () => {
    const one = house(4);
    for (const [, kiosk] of one.fleet) kiosk.online = false;
    const planned = Object.keys(one.rollout.kiosks).find((name) => one.rollout.kiosks[name]?.wave === 0) ?? '';
    const other = one.names.find((name) => name !== planned) ?? '';
    Object.assign(one.fleet.get(other) ?? {}, { online: true });
    one.began();
    expect(one.asked()).toEqual([other]);
  });
});

describe('too few visitors', () => {
  const quiet = (whenTooFew: 'go-on' | 'wait') => {
    const one = house(5, { waves: [{ kiosks: 1 }, { share: 1 }], soakMs: 10 * MINUTE, maxSoakMs: 30 * MINUTE, whenTooFew }).began();
    one.obey();
    for (let passed = 0; passed < 30; passed += 5) { expect(one.rollout.wave).toBe(0); one.pass(5 * MINUTE - 1000); one.measured({ wave: figures(12, 11), before: figures(500, 50) }); one.pass(1000); }
    return one;
  };
  it('lengthen the watch up to its limit, and do not halt what a dozen of them did not understand', () => {
    const one = quiet('go-on');
    expect(one.rollout.wave).toBe(1);
    expect(one.rollout.waves[0]?.verdict).toBe('too-few');
    expect(one.rollout.history.some((entry) => entry.what === 'soak-extended')).toBe(true);
  });
  it('make it wait for staff where that is set, who may go on', () => {
    const one = quiet('wait');
    expect(one.rollout).toMatchObject({ state: 'waiting', cause: { code: 'too-few' } });
    one.send({ type: 'resume', at: one.now, by: 'approver', note: 'quiet day' });
    one.pass(1000);
    expect(one.rollout.wave).toBe(1);
  });
});

describe('staff', () => {
  it('halt, go on and roll back, and the history says who', () => {
    const one = house(20, { soakMs: 0 }).began();
    one.send({ type: 'halt', at: one.now, by: 'operator', note: 'the hall is closing' });
    one.obey();
    one.pass(MINUTE);
    expect(one.asked()).toHaveLength(1);
    one.send({ type: 'resume', at: one.now, by: 'operator', note: '' });
    one.pass(1000);
    expect(one.asked().length).toBeGreaterThan(1);
    one.send({ type: 'rollback', at: one.now, by: 'approver', note: 'wrong prices' });
    one.obey();
    one.pass(1000);
    expect(one.rollout.state).toBe('rolled-back');
    expect([...one.fleet.values()].every((kiosk) => kiosk.applied.sha256 !== NEW.sha256)).toBe(true);
    expect(one.rollout.history.filter((entry) => entry.who !== 'foyer').map((entry) => `${entry.who} ${entry.what}`)).toEqual(['author started', 'operator halted', 'operator resumed', 'approver rolling-back']);
  });
  it('may go on against a gate, which then stays out of the way', () => {
    const one = house(20, { soakMs: 10 * MINUTE, automaticRollback: false }).began();
    one.obey();
    one.pass(MINUTE);
    const worse = { wave: figures(150, 90), before: figures(600, 60), others: figures(900, 90) };
    one.measured(worse);
    expect(one.rollout).toMatchObject({ state: 'halted', cause: { code: 'worse' } });
    one.send({ type: 'resume', at: one.now, by: 'approver', note: 'expected: the old entry is gone on purpose' });
    one.pass(1000);
    one.obey();
    one.measured(worse);
    expect(one.rollout.state).toBe('running');
    expect(one.rollout.wave).toBeGreaterThan(0);
  });
});

describe('a hub that was away', () => {
  it('asks again, blames nobody for what it did not see, and watches for as long as before', () => {
    const one = house(5, { soakMs: 10 * MINUTE, deadlineMs: MINUTE }).began();
    one.send({ type: 'hub-back', at: one.now + 3_600_000 });
    expect(one.outputs.filter((output) => output.type === 'desire')).toHaveLength(2);
    one.pass(3_600_000);
    expect(one.rollout.state).toBe('running');
    one.obey();
    const until = one.rollout.waves[0]?.soakUntil ?? 0;
    one.pass(MINUTE);
    one.send({ type: 'hub-back', at: one.now + 3_600_000 });
    expect(one.rollout.waves[0]?.soakUntil).toBe(until + 3_600_000);
  });
  it('knows the rollout as it was: state survives being written down, input by input', () => {
    const one = house(12, { soakMs: 0 }).began();
    const before = JSON.parse(JSON.stringify(one.rollout)) as Rollout;
    expect(before).toEqual(one.rollout);
    const input: RolloutInput = { type: 'tick', at: one.now + 10, fleet: [] };
    expect(step(before, [input])).toEqual(step(one.rollout, [input]));
  });
});

describe('any order of events', () => {
  it('never gives the new content to more kiosks than the running wave allows, and never leaves one on it after a rollback', () => {
    const act = fc.record({ kind: fc.constantFrom('obey', 'pass', 'refuse', 'away', 'back', 'halt', 'resume', 'rollback', 'hub-back', 'worse', 'fine'), kiosk: fc.nat(11) });
    fc.assert(fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
      const one = house(12, { soakMs: 2 * MINUTE, deadlineMs: MINUTE }).began();
      const sizes = waveSizes(one.rollout.plan.waves, 12);
      for (const { kind, kiosk } of acts) {
        const name = one.names[kiosk] ?? '';
        if (kind === 'obey') one.obey();
        else if (kind === 'pass') one.pass(MINUTE);
        else if (kind === 'refuse') one.send({ type: 'reported', at: one.now, kiosk: name, outcome: 'refused', sha256: OLD.sha256 });
        else if (kind === 'away' || kind === 'back') Object.assign(one.fleet.get(name) ?? {}, { online: kind === 'back' });
        else if (kind === 'worse') one.measured({ wave: figures(200, 120), before: figures(500, 50), others: figures(500, 50) });
        else if (kind === 'fine') one.measured({ wave: figures(200, 20), before: figures(500, 50), others: figures(500, 50) });
        else if (kind === 'hub-back') one.send({ type: 'hub-back', at: one.now });
        else one.send({ type: kind, at: one.now, by: 'approver', note: '' });
        expect(one.asked().length).toBeLessThanOrEqual(sizes[one.rollout.wave] ?? 12);
        if (one.rollout.state === 'rolling-back' || one.rollout.state === 'rolled-back') expect(one.asked()).toEqual([]);
      }
      for (const kiosk of one.fleet.values()) kiosk.online = true;
      for (let turn = 0; turn < 3; turn += 1) { one.pass(2 * MINUTE); one.obey(); }
      if (!isActive(one.rollout) && one.rollout.state === 'rolled-back') expect([...one.fleet.values()].some((kiosk) => kiosk.applied.sha256 === NEW.sha256)).toBe(false);
    }), { numRuns: 150 });
  });
});

describe('the gates', () => {
  const limits = { minTurns: 30, minSessions: 5 };
  const verdict = (measured: Partial<Measured>): string | undefined => judgeGates({ wave: NONE, before: NONE, others: NONE, ...measured }, limits, Z_FINAL).find((gate) => gate.gate === 'no-match')?.verdict;
  it('say worse only when it is worse than before and than elsewhere', () => {
    expect(verdict({ wave: figures(200, 60), before: figures(500, 50), others: figures(500, 50) })).toBe('worse');
    expect(verdict({ wave: figures(200, 60), before: figures(500, 50), others: figures(500, 140) })).toBe('good'); // a hard day everywhere
    expect(verdict({ wave: figures(200, 60), before: figures(500, 150), others: figures(500, 50) })).toBe('good'); // this hall has always been noisy
    expect(verdict({ wave: figures(200, 60), before: figures(500, 50) })).toBe('worse');
    expect(verdict({ wave: figures(200, 60) })).toBe('too-few');
  });
  it('let chance pass: content of the same quality is halted in fewer than one of fifty rollouts', () => {
    let seed = 7;
    const random = (): number => { seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648; return seed / 2_147_483_648; };
    const draw = (n: number, p: number): Figures => { let unknown = 0; for (let i = 0; i < n; i += 1) if (random() < p) unknown += 1; return figures(n, unknown); };
    let halted = 0;
    let caught = 0;
    for (let run = 0; run < 500; run += 1) {
      const [before, others] = [draw(600, 0.12), draw(600, 0.12)];
      if (verdict({ wave: draw(150, 0.12), before, others }) === 'worse') halted += 1;
      if (verdict({ wave: draw(150, 0.24), before, others }) === 'worse') caught += 1;
    }
    expect(halted).toBeLessThan(10);
    expect(caught).toBeGreaterThan(400); // twice as many misunderstood
  });
  it('see that answers have become slow', () => {
    const at = (ms: number): Figures => ({ ...figures(100, 5), latencies: Array.from({ length: 100 }, (_, index) => ms + index) });
    const gates = judgeGates({ wave: at(1500), before: at(400), others: NONE }, limits, Z_FINAL);
    expect(gates.find((gate) => gate.gate === 'latency')?.verdict).toBe('worse');
    expect(judgeGates({ wave: at(410), before: at(400), others: NONE }, limits, Z_FINAL).find((gate) => gate.gate === 'latency')?.verdict).toBe('good');
  });
  it('use intervals that hold what they should', () => {
    expect(wilson(80, 100, 1.959964).low).toBeCloseTo(0.711, 3);
    expect(differenceLow({ n: 56, of: 70 }, { n: 48, of: 80 }, 1.959964)).toBeCloseTo(0.0524, 3); // Newcombe 1998, method 10
  });
});

describe('a bad line', () => {
  it('is no failure before the deadline nor after it: another kiosk goes first, and the first one gets the release when it can', () => {
    const it = house(10, { soakMs: 0, deadlineMs: MINUTE }).began();
    const [first] = it.asked();
    if (first === undefined) throw new Error('nobody was asked');
    const line = it.fleet.get(first);
    it.send({ type: 'reported', at: it.now, kiosk: first, outcome: 'pending', sha256: OLD.sha256, text: 'The hub cannot be reached.' });
    it.pass(MINUTE / 2);
    expect(it.rollout.kiosks[first]).toMatchObject({ state: 'asked', why: { code: 'download-failing', text: 'The hub cannot be reached.' } });
    it.pass(MINUTE);
    expect(it.rollout).toMatchObject({ state: 'running', wave: 0, cause: null });
    expect(it.rollout.kiosks[first]).toMatchObject({ state: 'unreachable', held: true });
    expect(it.asked()).toHaveLength(2);
    if (line) line.online = false; // it takes nothing
    for (let round = 0; round < 6; round += 1) it.obey();
    expect(it.rollout.state).toBe('done');
    if (line) line.online = true;
    it.obey();
    expect(it.rollout.kiosks[first]?.state).toBe('applied');
  });

  it('does not excuse a kiosk that says nothing, nor one that refuses afterwards', () => {
    const silent = house(10, { soakMs: 0, deadlineMs: MINUTE }).began();
    silent.pass(2 * MINUTE);
    expect(silent.rollout.cause?.code).toBe('silent');
    const refusing = house(10, { soakMs: 0, deadlineMs: MINUTE }).began();
    const [kiosk] = refusing.asked();
    refusing.send({ type: 'reported', at: refusing.now, kiosk: kiosk ?? '', outcome: 'pending', sha256: null });
    refusing.send({ type: 'reported', at: refusing.now, kiosk: kiosk ?? '', outcome: 'refused', sha256: null, text: 'broken' });
    refusing.pass(0);
    expect(refusing.rollout.cause?.code).toBe('refused');
  });
});
