// A real kiosk and a real hub are told personal data in every way there is; afterwards no file of either holds any of it. The
// agent at the desk read it all the same, and a hub that was restarted in the middle goes on with what it may keep.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Log } from '../../hub/core/ports.ts';
import { databaseCounts, snapshotDatabase } from '../../hub/adapters/store/sqlite-snapshot.ts';
import { unpackBackup, writeBackup } from '../../hub/adapters/tar-backup.ts';
import { connectKiosk, K1, K2, signIn, startHub, type TestHub, turnEvent, until } from '../hub/hub-house.ts';
import { type RealKiosk, startKiosk, writePack } from '../hub/kiosk-house.ts';
import { smallPack } from '../hub/small-pack.ts';
import { plant } from './planted.ts';
import { scanFolder } from './scan.ts';

const PHONE = '13867134902';
const ID = '110105194912310021';
const CARD = '6222021234567890128';
const HALVES = ['我的手机号是一五九三七', '六零二八四一'] as const;
const SAID = [
  `我的手机号是${PHONE}`, '幺三八六七，嗯，幺三四九零二', `身份证${ID}`, '卡号6222 0212 3456 7890 128', '我的车牌是京A八八六六八', '我叫欧阳明月', '邮箱是ouyang.mingyue@example.com', ...HALVES,
];
const PLAIN = [PHONE, ID, CARD, '6222 0212 3456 7890 128', '京A八八六六八', '欧阳明月', 'ouyang.mingyue@example.com', '一五九三七', '六零二八四一', '138-6713-4902', '幺三八六七，嗯，幺三四九零二', 'Guangxi Road 17', '苏E7P229'];
const DIGITS = [PHONE, ID, CARD, '15937602841', '13867134'];

let folder: string;
let hub: TestHub;
let kiosk: RealKiosk;
const lines: string[] = [];
const kept: Log = { info: (text, fields) => void lines.push(text, JSON.stringify(fields)), warn: (text, fields) => void lines.push(text, JSON.stringify(fields)), error: (text, fields) => void lines.push(text, JSON.stringify(fields)) };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'foyer-private-'));
  const packs = [writePack(join(folder, 'small'), smallPack())];
  hub = await startHub({ packs, folder: join(folder, 'hub'), keep: true, log: kept });
  kiosk = await startKiosk({ folder: join(folder, 'kiosk'), httpUrl: hub.httpUrl, mqttUrl: hub.mqttUrl, flags: ['--log-level', 'debug'] });
  await until('the first view', kiosk.atHome, 30_000);
}, 60_000);
afterAll(async () => {
  await kiosk?.stop();
  await hub?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('what a visitor said', () => {
  it('is read by the agent as it was said, and goes on exactly once over a restart of the hub with what may be kept', async () => {
    kiosk.type('几点开门');
    await until('the answer', () => kiosk.shows('上午九点开门'), 20_000);
    for (const text of SAID) kiosk.type(text);
    let agent = await signIn(hub, 'agent');
    await until('all on the hub', async () => ((await (await agent.fetch('/api/sessions')).json()) as { sessions: { turns: number }[] }).sessions.some((one) => one.turns > SAID.length), 30_000);
    let live = await agent.live();
    await live.wait('cases');
    kiosk.send({ type: 'control', control: 'human' });
    const raised = await live.wait('case', (message) => message.case.state === 'waiting', 20_000);
    const { escalation } = raised.case;
    live.send({ type: 'accept', escalation });
    await live.wait('case', (message) => message.case.escalation === escalation && message.case.state === 'talking');
    kiosk.type(`我的电话是${PHONE}`);
    // The one who helps reads the words as they were said.
    await live.wait('case', (message) => message.case.transcript.some((line) => line.text === `我的电话是${PHONE}`), 20_000);
    live.send({ type: 'say', escalation, text: `您的手机号是138-6713-4902，欧阳明月，对吗`, client: 'one' });
    await until('the agent on the screen', () => kiosk.shows('138-6713-4902'), 20_000);
    live.close();

    const [{ port: http }, staff] = [new URL(hub.httpUrl), hub.staff];
    const mqtt = hub.mqttPort;
    await hub.hub.stop();
    hub = await startHub({ folder: join(folder, 'hub'), keep: true, staff, port: Number(http), mqttPort: mqtt, log: kept });
    agent = await signIn(hub, 'agent');
    live = await agent.live();
    const cases = await live.wait('cases');
    const again = cases.cases.find((one) => one.escalation === escalation);
    expect(again?.state).toBe('talking');
    const texts = again?.transcript.map((line) => line.text) ?? [];
    expect(texts).toContain('我的电话是[电话 phone]');
    expect(texts.filter((text) => text.includes('对吗'))).toEqual(['您的手机号是[电话 phone]，[姓名 name]，对吗']);
    await until('the kiosk is back', async () => ((await (await agent.fetch('/api/kiosks')).json()) as { kiosks: { kiosk: string; online?: boolean; state: string }[] }).kiosks.some((one) => one.kiosk === K1.kiosk && !['lost', 'new'].includes(one.state)), 30_000);
    live.send({ type: 'say', escalation, text: '请到三号窗口', client: 'two' });
    await until('the agent again', () => kiosk.shows('请到三号窗口'), 20_000);
    kiosk.type('好的');
    const after = await live.wait('case', (message) => message.case.transcript.at(-1)?.text === '好的', 20_000);
    expect(after.case.transcript.filter((line) => line.text.startsWith('您的手机号是'))).toHaveLength(1);
    kiosk.forget();
    live.send({ type: 'handback', escalation, note: `他的电话${PHONE}` });
    await until('handed back', () => kiosk.views.length > 0, 20_000);
    kiosk.send({ type: 'control', control: 'start-over' });
    live.close();
  }, 90_000);

  it('is taken out at the hub as well when a kiosk does not', async () => {
    const careless = await connectKiosk(hub.mqttUrl, K2);
    await careless.birth();
    const plants = plant(20261123, 150);
    const events = plants.flatMap((one, at) => one.turns.map((text, turn) => ({ text, session: `careless-${at}`, turn })))
      .map(({ text, session, turn }, at) => turnEvent(at + 1, { address: K2, session, turn, text }));
    for (let at = 0; at < events.length; at += 50) await careless.send('up/event', { v: 1, epoch: 'e1', events: events.slice(at, at + 50) });
    await careless.wait('down/ack', (ack) => ack.upTo === events.length);
    // An event that nobody understands, an incident, the result of a command, a state.
    await careless.send('up/event', { v: 1, epoch: 'e1', events: [{ ...turnEvent(events.length + 1, { address: K2 }), type: 'strange', data: { type: 'strange', note: `call ${PHONE}`, phone: PHONE } as never }] });
    await careless.send('up/result', { v: 1, id: 'nobody-asked', ok: false, detail: `cannot reach ${PHONE}` });
    await careless.birth({ state: 'degraded', reason: `printer of ${PHONE} is out of paper` });
    const agent = await signIn(hub, 'agent');
    await agent.fetch(`/api/kiosks/${encodeURIComponent(`${K1.tenant}.${K1.site}.${K1.kiosk}`)}/commands`, { method: 'POST', body: JSON.stringify({ name: 'say', args: { text: `请${PHONE}的机主到三号窗口`, language: 'zh' } }) });
    await until('all on the hub', async () => (await (await agent.fetch('/api/sessions/careless-149')).status) === 200);
    await careless.close();
    // The log of the kiosk that was told all this is fetched and kept on the hub.
    const operator = await signIn(hub, 'operator');
    const name = `${K1.tenant}.${K1.site}.${K1.kiosk}`;
    expect([200, 202]).toContain((await operator.fetch(`/api/kiosks/${name}/operations`, { method: 'POST', body: JSON.stringify({ name: 'upload-log', args: { lines: 1000 } }) })).status);
    const log = await until('the log', async () => { const now = await (await operator.fetch(`/api/twin/${name}/log`)).json() as { at: number | null; lines: string[] }; return now.at === null ? null : now; }, 20_000);
    expect(log.lines.length).toBeGreaterThan(3);
    for (const one of plants) PLAIN.push(...one.pieces.filter((piece) => piece.replaceAll(/\D/g, '').length >= 7 || /@|艾特/.test(piece)));
    for (const one of plants) if (one.digits.length >= 11) DIGITS.push(one.digits);
  }, 60_000);

  it('is in no file of the kiosk or the hub, while they run and after they stopped', async () => {
    const look = (): { found: unknown[]; files: number } => {
      const kioskSide = scanFolder(join(folder, 'kiosk'), { plain: PLAIN, digits: DIGITS });
      const hubSide = scanFolder(join(folder, 'hub'), { plain: PLAIN, digits: DIGITS });
      return { found: [...kioskSide.found, ...hubSide.found], files: kioskSide.files + hubSide.files };
    };
    const running = look();
    expect(running.found).toEqual([]);
    expect(running.files).toBeGreaterThan(4);
    await kiosk.stop();
    await hub.hub.stop();
    expect(look().found).toEqual([]);
    for (const what of PLAIN) expect(lines.join('\n')).not.toContain(what);
    // A backup holds what the hub holds: nothing of it either.
    await writeBackup({ dataFolder: join(folder, 'hub'), target: join(folder, 'one.foyer-backup'), passphrase: undefined, foyer: '0.0.0', now: new Date(0), snapshot: snapshotDatabase, counts: databaseCounts });
    await unpackBackup({ file: join(folder, 'one.foyer-backup'), folder: join(folder, 'restored') });
    const restored = scanFolder(join(folder, 'restored'), { plain: PLAIN, digits: DIGITS });
    expect(restored.found).toEqual([]);
    expect(restored.files).toBeGreaterThan(2);
    // The rig can find something: what may be kept is there.
    expect(scanFolder(join(folder, 'hub'), { plain: ['[电话 phone]', '几点开门'], digits: [] }).found.length).toBeGreaterThanOrEqual(2);
  }, 60_000);
});
