// A morning in a hall, for looking at the console: kiosks, visits in both languages, raised hands. Real messages over the
// real broker; only the visitors are made up.
import type { EscalateUp } from '../../flows/protocol/escalation.ts';
import type { EventData, KioskEvent } from '../../flows/protocol/conversation.ts';
import type { KioskAddress } from '../../flows/protocol/topics.ts';
import { connectKiosk, type TestKiosk } from './hub-house.ts';

export const HALL: KioskAddress[] = ['hall-1', 'hall-2', 'hall-3', 'lobby-1'].map((kiosk) => ({ tenant: 'acme', site: kiosk.startsWith('hall') ? 'east-hall' : 'west-lobby', kiosk }));

const VISITS: { kiosk: number; language: 'zh' | 'en'; turns: [string, string, 'answer' | 'clarify' | 'unknown', number][] }[] = [
  { kiosk: 0, language: 'zh', turns: [['补办身份证要带什么', '请带户口簿原件，补领收费四十元，当场拍照。', 'answer', 380], ['多少天能拿到', '通常二十个工作日，可以选择邮寄。', 'answer', 410], ['周六上班吗', '周六上午九点到十二点办公。', 'answer', 355]] },
  { kiosk: 1, language: 'en', turns: [['where can I park', 'The car park is behind the building. The first hour is free.', 'answer', 460], ['can I bring my dog', 'I do not know that. Shall I get someone?', 'unknown', 520]] },
  { kiosk: 2, language: 'zh', turns: [['社保卡丢了', '您想挂失，还是补办？', 'clarify', 433], ['补办', '请到二楼六号窗口，带身份证原件。', 'answer', 390]] },
];

export interface Scene { readonly kiosks: TestKiosk[]; raise(kiosk: number, options: Partial<Extract<EscalateUp, { kind: 'raise' }>>): Promise<string>; say(kiosk: number, escalation: string, seq: number, text: string): Promise<void>; stop(): Promise<void> }

export async function playScene(mqttUrl: string, now: number): Promise<Scene> {
  const kiosks: TestKiosk[] = [];
  for (const address of HALL.slice(0, 3)) {
    const kiosk = await connectKiosk(mqttUrl, address);
    await kiosk.birth();
    const desired = await kiosk.wait('down/desired');
    await kiosk.send('up/reported', { v: 1, version: desired.version, ...(desired.release ? { release: desired.release } : {}), at: now });
    kiosks.push(kiosk);
  }
  let id = 0;
  for (const [visit, { kiosk, language, turns }] of VISITS.entries()) {
    const session = `visit-${visit + 1}`;
    const data: EventData[] = [
      { type: 'foyer.session.started', session, by: 'wake', language, pack: 'government-hall', packVersion: '1.0.0' },
      ...turns.map(([text, said, zone, latencyMs], index): EventData => ({
        type: 'foyer.turn', session, turn: index + 1, language, input: { kind: 'speech', text, confidence: 0.9 },
        decision: { rule: zone === 'unknown' ? 'no-match' : 'knowledge', intent: null, entry: zone === 'answer' ? 'sample' : null, flow: null, zone, probability: 0.9, top: [], slots: {}, why: [] }, said: [said], view: 'answer', latencyMs,
      })),
      { type: 'foyer.session.ended', session, reason: 'done', turns: turns.length, rating: visit === 0 ? 5 : null },
    ];
    const target = kiosks[kiosk];
    if (!target) continue;
    const events = data.map((one, index): KioskEvent => ({
      specversion: '1.0', id: `scene-${id += 1}`, source: `/acme/east-hall/${target.address.kiosk}`, type: one.type, time: new Date(now - 240_000 + visit * 40_000 + index * 9000).toISOString(), seq: index + 1, boot: 'boot-1', clock: 'synchronised', data: one,
    }));
    await target.send('up/event', { v: 1, epoch: `scene-${visit}`, events });
  }
  const at = (kiosk: number): TestKiosk => {
    const found = kiosks[kiosk];
    if (!found) throw new Error(`no kiosk ${kiosk}`);
    return found;
  };
  let raised = 0;
  return {
    kiosks,
    async raise(kiosk, options) {
      raised += 1;
      const escalation = `scene-hand-${raised}`;
      await at(kiosk).send('up/escalate', {
        v: 1, escalation, session: `visit-${kiosk + 1}`, seq: 1, at: now, kind: 'raise', language: 'zh', reason: 'request', headline: '', transcript: [], flow: null, slots: {}, tried: [], screen: 'answer', since: now, ...options,
      });
      return escalation;
    },
    async say(kiosk, escalation, seq, text) { await at(kiosk).send('up/escalate', { v: 1, escalation, session: `visit-${kiosk + 1}`, seq, at: Date.now(), kind: 'say', text, confidence: 0.92 }); },
    async stop() { await Promise.all(kiosks.map((kiosk) => kiosk.close())); },
  };
}

/** Three visitors with their hands up, one of them for too long. */
export async function raiseHands(scene: Scene, now: number): Promise<string[]> {
  const line = (who: 'visitor' | 'kiosk', text: string, ago: number, confidence?: number): { who: 'visitor' | 'kiosk'; text: string; at: number; confidence?: number } => ({ who, text, at: now - ago, ...(confidence === undefined ? {} : { confidence }) });
  return [
    await scene.raise(0, {
      headline: '我的护照下周就要用，能不能加急', since: now - 82_000, flow: '预约办理', slots: { 业务: '护照换发', 日期: '11 月 26 日', 人数: 1 }, tried: ['回答「护照要多少天」', '预约流程第 2 步', '反问一次，访客重复了问题'], screen: 'form', reason: 'request',
      transcript: [line('visitor', '我想预约换护照', 80_000, 0.94), line('kiosk', '好的，您想哪一天来办？', 76_000), line('visitor', '等一下，护照要多少天', 68_000, 0.88), line('kiosk', '通常七个工作日。刚才在预约换护照，您想哪一天来办？', 63_000), line('visitor', '我的护照下周就要用，能不能加急', 52_000, 0.62), line('kiosk', '这个我办不了，我去请工作人员。', 48_000)],
    }),
    await scene.raise(1, {
      headline: 'My residence permit was refused and I do not understand why', language: 'en', since: now - 43_000, reason: 'failure', tried: ['Answered "progress of my case"', 'Asked for the eight-digit number twice'], slots: { number: '2026 1104' }, flow: 'progress-query', screen: 'ticket',
      transcript: [line('visitor', 'check the progress of my case', 40_000, 0.91), line('kiosk', 'Please say or type your eight-digit number.', 37_000), line('visitor', '2026 1104', 30_000, 0.83), line('kiosk', 'The case was refused on 4 November.', 26_000), line('visitor', 'My residence permit was refused and I do not understand why', 18_000, 0.9)],
    }),
    await scene.raise(2, { headline: '我听不懂机器说的，想找个人', since: now - 12_000, reason: 'request', tried: [], screen: 'choice', transcript: [line('visitor', '我听不懂机器说的，想找个人', 9000, 0.79), line('kiosk', '好的，我去请工作人员。', 6000)] }),
  ];
}
