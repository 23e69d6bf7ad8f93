// A raised hand from the kiosk to the agent's page and back, over the real broker and the real WebSocket.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EscalateUp } from '../../flows/protocol/escalation.ts';
import { connectKiosk, K1, K2, signIn, startHub, type TestHub, type TestKiosk, type TestLive, type TestStaff } from './hub-house.ts';

let hub: TestHub;
let agent: TestStaff;
let colleague: TestStaff;
let kiosk: TestKiosk;
let live: TestLive;
let count = 0;
let escalation = '';

beforeAll(async () => {
  hub = await startHub({ people: [{ name: 'agent', roles: ['agent'] }, { name: 'colleague', roles: ['agent', 'supervisor'] }] });
  agent = await signIn(hub, 'agent');
  colleague = await signIn(hub, 'colleague');
});
afterAll(async () => { await hub.stop(); });
beforeEach(async () => {
  count += 1;
  escalation = `hand-${count}`;
  kiosk = await connectKiosk(hub.mqttUrl, K1);
  live = await agent.live();
});
afterEach(async () => {
  live.close();
  await kiosk.close();
});

const up = (kind: string, seq: number, rest: object = {}): EscalateUp => ({ v: 1, escalation, session: `session-${count}`, seq, at: Date.now(), kind, ...rest }) as EscalateUp;
const raise = (rest: object = {}): EscalateUp => up('raise', 1, {
  language: 'zh', reason: 'request', headline: '我要办护照加急', transcript: [{ who: 'visitor', text: '我要办护照加急', at: Date.now() }, { who: 'kiosk', text: '我去请工作人员', at: Date.now() }],
  flow: 'appointment', slots: { service: 'passport' }, tried: ['knowledge'], screen: 'answer', since: Date.now() - 30_000, ...rest,
});

describe('the desk', () => {
  it('carries a raised hand with its transcript to the page, words both ways, and hands back', async () => {
    await kiosk.send('up/escalate', raise());
    expect(await kiosk.wait('down/escalate', (m) => m.kind === 'queued')).toMatchObject({ place: 1, seq: 1, escalation });
    const waiting = await live.wait('case', (m) => m.case.escalation === escalation);
    expect(waiting.case).toMatchObject({ state: 'waiting', headline: '我要办护照加急', flow: 'appointment', slots: { service: 'passport' }, tried: ['knowledge'], kiosk: 'k1', site: 'hall' });
    expect(waiting.case.transcript).toHaveLength(2);

    live.send({ type: 'accept', escalation });
    expect(await kiosk.wait('down/escalate', (m) => m.kind === 'accepted')).toMatchObject({ agent: 'agent', seq: 2 });
    live.send({ type: 'typing', escalation });
    await kiosk.wait('down/escalate', (m) => m.kind === 'typing');
    live.send({ type: 'say', escalation, text: '加急三个工作日', client: 'c1' });
    live.send({ type: 'say', escalation, text: '加急三个工作日', client: 'c1' });
    await kiosk.wait('down/escalate', (m) => m.kind === 'say' && m.text === '加急三个工作日');

    await kiosk.send('up/escalate', up('typing', 2));
    await live.wait('case', (m) => m.case.escalation === escalation && m.case.visitorTyping);
    await kiosk.send('up/escalate', up('say', 3, { text: '多少钱', confidence: 0.8 }));
    await kiosk.send('up/escalate', up('say', 3, { text: '多少钱', confidence: 0.8 }));
    const talking = await live.wait('case', (m) => m.case.escalation === escalation && m.case.transcript.at(-1)?.text === '多少钱');
    expect(talking.case.transcript.map((line) => line.text)).toEqual(['我要办护照加急', '我去请工作人员', '加急三个工作日', '多少钱']);
    expect(talking.case.visitorTyping).toBe(false);

    live.send({ type: 'handback', escalation, note: '已说明费用' });
    expect(await kiosk.wait('down/escalate', (m) => m.kind === 'handback')).toMatchObject({ note: '已说明费用', agent: 'agent' });
    await live.wait('case', (m) => m.case.escalation === escalation && m.case.state === 'handed-back');
    const numbers = kiosk.got.filter((one) => one.name === 'down/escalate').map((one) => one.body['seq']);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(kiosk.got.filter((one) => one.body['kind'] === 'say')).toHaveLength(1);
  });

  it('gives a case to one agent only', async () => {
    const second = await colleague.live();
    await kiosk.send('up/escalate', raise());
    await live.wait('case', (m) => m.case.escalation === escalation);
    live.send({ type: 'accept', escalation });
    await live.wait('case', (m) => m.case.escalation === escalation && m.case.agent === 'agent');
    second.send({ type: 'accept', escalation });
    expect(await second.wait('refused')).toMatchObject({ code: 'conflict', request: 'accept', escalation });
    second.send({ type: 'say', escalation, text: 'me too', client: 'x' });
    await second.wait('refused', (m) => m.request === 'say');
    live.send({ type: 'end', escalation });
    await kiosk.wait('down/escalate', (m) => m.kind === 'ended');
    second.close();
  });

  it('tells every waiting visitor the new place when one goes', async () => {
    const neighbour = await connectKiosk(hub.mqttUrl, K2);
    await kiosk.send('up/escalate', raise({ since: Date.now() - 60_000 }));
    const second = `${escalation}-b`;
    await neighbour.send('up/escalate', { ...raise(), escalation: second });
    await neighbour.wait('down/escalate', (m) => m.kind === 'queued' && m.place === 2);
    await kiosk.send('up/escalate', up('cancel', 2));
    await neighbour.wait('down/escalate', (m) => m.kind === 'queued' && m.place === 1);
    await neighbour.send('up/escalate', { ...up('left', 2), escalation: second });
    await live.wait('case', (m) => m.case.escalation === second && m.case.state === 'left');
    await neighbour.close();
  });

  it('lets no kiosk speak in another kiosk\'s case', async () => {
    const neighbour = await connectKiosk(hub.mqttUrl, K2);
    await kiosk.send('up/escalate', raise());
    await neighbour.send('up/escalate', up('cancel', 2));
    await kiosk.send('up/escalate', up('say', 2, { text: '还在吗', confidence: null }));
    const after = await live.wait('case', (m) => m.case.escalation === escalation && m.case.transcript.at(-1)?.text === '还在吗');
    expect(after.case.state).toBe('waiting');
    await kiosk.send('up/escalate', up('left', 3));
    await neighbour.close();
  });

  it('sends again what the kiosk had not confirmed when it comes back', async () => {
    await kiosk.send('up/escalate', raise());
    await live.wait('case', (m) => m.case.escalation === escalation);
    live.send({ type: 'accept', escalation });
    await kiosk.wait('down/escalate', (m) => m.kind === 'accepted');
    await kiosk.send('up/escalate', up('received', 2, { upTo: 2 }));
    await kiosk.close();
    live.send({ type: 'say', escalation, text: '我在', client: 'c9' });
    await live.wait('case', (m) => m.case.escalation === escalation && m.case.transcript.at(-1)?.text === '我在');
    kiosk = await connectKiosk(hub.mqttUrl, K1);
    await kiosk.birth({ session: 2 });
    expect(await kiosk.wait('down/escalate', (m) => m.escalation === escalation && m.kind === 'say')).toMatchObject({ text: '我在', seq: 3 });
    expect(kiosk.got.some((one) => one.body['escalation'] === escalation && one.body['kind'] === 'accepted')).toBe(false);
    live.send({ type: 'end', escalation });
    await live.wait('case', (m) => m.case.escalation === escalation && m.case.state === 'ended');
  });

  it('survives a restart of the hub with its cases and numbers', async () => {
    await kiosk.send('up/escalate', raise());
    live.send({ type: 'accept', escalation });
    await kiosk.wait('down/escalate', (m) => m.kind === 'accepted');
    const { folder, staff } = hub;
    await hub.hub.stop();
    hub = await startHub({ folder, staff });
    kiosk = await connectKiosk(hub.mqttUrl, K1);
    live = await agentOf(hub);
    expect((await live.wait('cases')).cases.find((one) => one.escalation === escalation)).toMatchObject({ state: 'talking', agent: 'agent' });
    live.send({ type: 'say', escalation, text: '我回来了', client: 'c2' });
    expect(await kiosk.wait('down/escalate', (m) => m.kind === 'say')).toMatchObject({ text: '我回来了', seq: 3 });
    live.send({ type: 'end', escalation });
    await kiosk.wait('down/escalate', (m) => m.kind === 'ended');
    agent = await signIn(hub, 'agent');
    colleague = await signIn(hub, 'colleague');
  });
});

async function agentOf(of: TestHub): Promise<TestLive> {
  return (await signIn(of, 'agent')).live();
}
