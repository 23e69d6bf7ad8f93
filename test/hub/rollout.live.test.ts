// From a draft to all kiosks with a real hub: a second person says yes, good content goes through by itself, and content
// that is refused, crashes, falls silent or serves visitors worse goes back by itself. Kiosks are simulated on the real wire.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Rollout } from '../../hub/core/rollout-contract.ts';
import { actingFleet, type ActingFleet, addresses, type Manner } from './rollout-fleet.ts';
import { approvePack, type Editors, publishPack, SECRET, signIn, signInEditors, startHub, type TestHub, type TestStaff, until } from './hub-house.ts';
import { writePack } from './kiosk-house.ts';
import { smallPack } from './small-pack.ts';

const FLEET = addresses(6);
const PEOPLE = [
  { name: 'author', roles: ['author'] }, { name: 'approver', roles: ['approver', 'operator'] }, { name: 'admin', roles: ['system-admin', 'auditor'] },
  { name: 'alone', roles: ['author', 'approver', 'viewer'] }, { name: 'agent', roles: ['agent'] },
];
let folder: string;
let hub: TestHub;
let editors: Editors;
let fleet: ActingFleet | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-rollout-'));
  hub = await open();
  editors = await signInEditors(hub);
});
afterEach(async () => {
  await fleet?.stop();
  fleet = undefined;
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

function open(more: Partial<Parameters<typeof startHub>[0]> = {}): Promise<TestHub> {
  return startHub({ folder: join(folder, 'hub'), keep: true, packs: [writePack(join(folder, 'small'), smallPack())], enrol: FLEET.map((address) => ({ ...address, secret: SECRET })), people: PEOPLE, ...more });
}
async function as(name: string): Promise<TestStaff> {
  const known = hub.staff.find((one) => one.name === name);
  if (!known) throw new Error(`nobody is called ${name}`);
  return signIn({ ...hub, staff: [known] }, known.roles[0] ?? '');
}
async function begin(manner: (version: string, name: string) => Manner): Promise<ActingFleet> {
  fleet = await actingFleet(hub.mqttUrl, FLEET, manner);
  const { on } = fleet;
  await until('all kiosks have the first content', () => on('1.0.0').length === FLEET.length);
  return fleet;
}
async function see(id: string): Promise<Rollout> {
  return await (await editors.approver.fetch(`/api/rollouts/${id}`)).json() as Rollout;
}
async function becomes(id: string, state: Rollout['state'], ms = 20_000): Promise<Rollout> {
  return until(`the rollout is ${state}`, async () => { const now = await see(id); return now.state === state ? now : undefined; }, ms);
}
const post = (staff: TestStaff, path: string, body: unknown = {}): Promise<Response> => staff.fetch(path, { method: 'POST', body: JSON.stringify(body) });

describe('a review', () => {
  it('needs a second person: neither who edited nor who asked may approve, whatever their roles', async () => {
    const alone = await as('alone');
    await alone.fetch('/api/packs/small', { method: 'PUT', body: JSON.stringify({ files: smallPack({ hours: '八点开门' }) }) });
    await editors.author.fetch('/api/packs/small', { method: 'PUT', body: JSON.stringify({ files: smallPack({ hours: '八点半开门' }) }) });
    const early = await post(editors.author, '/api/packs/small/publish');
    expect(early.status).toBe(409);
    expect(await early.json()).toMatchObject({ code: 'not-approved', mend: expect.stringContaining('review') });
    const asked = await (await post(editors.author, '/api/packs/small/review', { note: '新的开门时间' })).json() as { sha256: string; state: string; editors: string[]; check: { ok: boolean } };
    expect(asked).toMatchObject({ state: 'requested', editors: ['alone', 'author'], check: { ok: true } });
    const { sha256 } = asked;
    expect((await post(alone, '/api/packs/small/review/approve', { sha256 })).status).toBe(403); // edited an earlier state of it
    expect((await post(editors.author, '/api/packs/small/review/approve', { sha256 })).status).toBe(403);
    expect((await post(editors.approver, '/api/packs/small/review/approve', { sha256: 'f'.repeat(64) })).status).toBe(409);
    const diff = await (await editors.approver.fetch('/api/packs/small/diff')).json() as { from: string; headlines: unknown[]; files: { file: string }[] };
    expect(diff).toMatchObject({ from: '1.0.0', files: [{ file: 'knowledge/hours.yaml' }, { file: 'pack.yaml' }] });
    expect(diff.headlines[0]).toMatchObject({ kind: 'answer', change: 'changed', id: 'hours', language: 'zh', before: '上午九点开门', after: '八点半开门' });
    expect((await post(editors.approver, '/api/packs/small/review/return', { sha256, note: '' })).status).toBe(400);
    expect(await (await post(editors.approver, '/api/packs/small/review/return', { sha256, note: '周末呢？' })).json()).toMatchObject({ state: 'returned', review: { answer: '周末呢？' } });
    expect((await post(editors.author, '/api/packs/small/publish')).status).toBe(409);
    await approvePack(editors, 'small', smallPack({ hours: '八点半开门，周末九点' }));
    expect((await post(editors.author, '/api/packs/small/publish')).status).toBe(200);
  });

  it('is of exactly the bytes that go out: an edit after the approval needs another', async () => {
    await approvePack(editors, 'small', smallPack({ hours: '八点开门' }));
    await editors.author.fetch('/api/packs/small', { method: 'PUT', body: JSON.stringify({ files: smallPack({ hours: '七点开门' }) }) });
    expect((await post(editors.approver, '/api/packs/small/publish')).status).toBe(409);
  });

  it('is refused while a dialogue of the pack comes out differently', async () => {
    const files = { ...smallPack({ hours: '八点开门' }), 'tests/hours.yaml': 'dialogues:\n  - name: opening\n    language: zh\n    turns:\n      - user: 几点开门\n        expect: { said: [九点] }\n' };
    const saved = await editors.author.fetch('/api/packs/small', { method: 'PUT', body: JSON.stringify({ files }) });
    expect(saved.status, await saved.clone().text()).toBe(200);
    const reply = await post(editors.author, '/api/packs/small/review');
    expect(reply.status).toBe(422);
    expect(await reply.json()).toMatchObject({ code: 'pack-invalid', problems: [{ file: 'tests/hours.yaml', what: expect.stringContaining('opening') }] });
    // With a reason it is the second person who decides, and who sees what came out differently.
    expect(await (await post(editors.author, '/api/packs/small/review', { note: '开门时间改了，对话还没改' })).json()).toMatchObject({ state: 'requested', check: { ok: false, failed: [{ dialogue: 'opening' }] } });
  });

  it('can be switched off by a system administrator for a shop with one person, which the audit keeps', async () => {
    const alone = await as('alone');
    await alone.fetch('/api/packs/small', { method: 'PUT', body: JSON.stringify({ files: smallPack({ hours: '八点开门' }) }) });
    expect((await post(alone, '/api/content-settings', { review: 'off' })).status).toBe(403);
    expect((await post(alone, '/api/packs/small/publish')).status).toBe(409);
    expect((await post(await as('admin'), '/api/content-settings', { review: 'off' })).status).toBe(200);
    expect((await post(alone, '/api/packs/small/publish')).status).toBe(200);
    const audit = await (await (await as('admin')).fetch('/api/audit?limit=50')).text();
    expect(audit).toContain('content-settings-changed');
    expect(audit).toContain('switched off');
  });
});

describe('good content', () => {
  it('goes through its waves by itself while visitors are served as well as before', async () => {
    const house = await begin(() => 'takes');
    await house.visit(40, () => 0.1);
    const { rollout, kiosks } = await publishPack(editors, 'small', smallPack({ hours: '八点开门' }), { soakSeconds: 1, maxSoakSeconds: 30 });
    expect(kiosks).toHaveLength(1);
    await until('the first kiosk has it', () => house.on('1.0.1').length === 1);
    for (let wave = 1; wave <= 3; wave += 1) {
      await house.visit(40, () => 0.1);
      await until(`wave ${wave} is through`, async () => { const now = await see(rollout.id); return now.wave >= wave || now.state === 'done'; }, 15_000);
    }
    const done = await becomes(rollout.id, 'done');
    expect(done.waves.map((wave) => wave.verdict)).toEqual(['good', 'good', 'good']);
    expect(house.on('1.0.1')).toHaveLength(FLEET.length);
  });

  it('goes to all at once in an emergency, for somebody who may approve and gives a reason', async () => {
    const house = await begin(() => 'takes');
    await approvePack(editors, 'small', smallPack({ hours: '今天不开门' }));
    expect((await post(editors.author, '/api/packs/small/publish', { emergency: '台风' })).status).toBe(403);
    const { rollout } = await (await post(editors.approver, '/api/packs/small/publish', { emergency: '台风', soakSeconds: 0 })).json() as { rollout: { id: string } };
    await becomes(rollout.id, 'done');
    expect(house.on('1.0.1')).toHaveLength(FLEET.length);
  });
});

describe('bad content', () => {
  it.each([['refuses', 'refused'], ['rolls-back', 'rolled-back-itself'], ['silent', 'silent']] as const)('that a kiosk %s stops at the first one and goes back by itself', async (manner, code) => {
    const house = await begin((version) => (version === '1.0.1' ? manner : 'takes'));
    const { rollout } = await publishPack(editors, 'small', smallPack({ hours: '坏的' }), { soakSeconds: 30, deadlineSeconds: 1 });
    const back = await becomes(rollout.id, 'rolled-back');
    expect(back.cause?.code).toBe(code);
    expect(house.actors.filter((actor) => actor.desired?.release?.version === '1.0.1')).toEqual([]);
    const returned = house.on('1.0.2');
    expect(returned).toHaveLength(1); // the old content under a number of its own
    const bundle = await (await editors.author.fetch(`/content/${returned[0]?.desired?.release?.sha256}`)).text();
    expect(bundle).toContain('上午九点开门');
    expect(house.on('1.0.0')).toHaveLength(FLEET.length - 1);
    expect((await post(editors.author, '/api/packs/small/publish')).status).toBe(409); // not a second time without another look
  });

  it('that answers worse is halted and taken back within its soak, and new kiosks get the old one', async () => {
    const house = await begin(() => 'takes');
    await house.visit(40, () => 0.1);
    const { rollout } = await publishPack(editors, 'small', smallPack({ hours: '没人听得懂' }), { soakSeconds: 60, waves: [{ kiosks: 2 }, { share: 1 }] });
    await until('the wave has it', () => house.on('1.0.1').length === 2);
    await house.visit(40, (version) => (version === '1.0.1' ? 0.5 : 0.1));
    const back = await becomes(rollout.id, 'rolled-back');
    expect(back.cause).toMatchObject({ code: 'worse', gate: 'no-match' });
    const gate = back.gates.find((one) => one.gate === 'no-match');
    expect(gate?.wave).toMatchObject({ n: 40, of: 80 });
    expect(gate?.references.map((side) => `${side.side} ${side.n}/${side.of}`)).toEqual(['before 8/80', 'others 16/160']);
    await until('they are back', () => house.on('1.0.2').length === 2);
    const incidents = await (await editors.approver.fetch('/api/incidents?limit=50')).text();
    expect(incidents).toContain('rollout-worse');
  });

  it('is taken back by staff too, from one kiosk or from all', async () => {
    const house = await begin(() => 'takes');
    const { rollout } = await publishPack(editors, 'small', smallPack({ hours: '写错了' }), { soakSeconds: 0 });
    await becomes(rollout.id, 'done');
    expect((await post(editors.author, `/api/rollouts/${rollout.id}/rollback`)).status).toBe(403);
    expect((await post(editors.approver, `/api/rollouts/${rollout.id}/rollback`, { note: '价格不对' })).status).toBe(200);
    const back = await becomes(rollout.id, 'rolled-back');
    expect(house.on('1.0.2')).toHaveLength(FLEET.length);
    expect(back.history.find((entry) => entry.what === 'rolling-back')).toMatchObject({ who: 'approver', cause: { code: 'staff', text: '价格不对' } });
    expect((await post(editors.approver, `/api/rollouts/${rollout.id}/resume`)).status).toBe(409);
  });
});

describe('a rollout', () => {
  it('goes on where it was when the hub is started again in the middle of a wave', async () => {
    let mute = true;
    const house = await begin((version) => (version === '1.0.1' && mute ? 'silent' : 'takes'));
    const { rollout } = await publishPack(editors, 'small', smallPack({ hours: '八点开门' }), { soakSeconds: 1, maxSoakSeconds: 1, deadlineSeconds: 30, minTurns: 1000 });
    expect((await see(rollout.id)).kiosks).toBeDefined();
    const { staff } = hub;
    await house.stop();
    await hub.stop();
    mute = false;
    hub = await open({ staff });
    editors = await signInEditors(hub);
    fleet = await actingFleet(hub.mqttUrl, FLEET, () => 'takes');
    const done = await becomes(rollout.id, 'done', 30_000);
    expect(done.history.map((entry) => entry.what)).toContain('hub-back');
    expect(done.waves.map((wave) => wave.verdict)).toEqual(['too-few', 'too-few', 'too-few']);
    expect(fleet.on('1.0.1')).toHaveLength(FLEET.length);
  });

  it('is superseded by a newer one of the same pack', async () => {
    const house = await begin(() => 'takes');
    const first = await publishPack(editors, 'small', smallPack({ hours: '八点开门' }), { soakSeconds: 600 });
    const second = await publishPack(editors, 'small', smallPack({ hours: '七点开门' }), { soakSeconds: 0 });
    await becomes(second.rollout.id, 'done');
    expect((await see(first.rollout.id)).state).toBe('superseded');
    expect(house.on('1.0.2')).toHaveLength(FLEET.length);
  });
});
