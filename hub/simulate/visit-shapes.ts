// Whole visits as a kiosk writes them down, twelve events each: questions with a survey, a task with a digression, a hand-off to
// staff, and trouble. What a visitor said stands here as a kiosk would send it, after its own redaction.
import type { Decision, EventData } from '../../flows/protocol/conversation.ts';

export const EVENTS_OF_A_VISIT = 12;

interface Visit { readonly session: string; readonly number: number }
type Step = (visit: Visit) => EventData;
type Turn = Extract<EventData, { type: 'foyer.turn' }>;

const TURN_LATENCIES = [180, 240, 320, 410, 560, 900];

function decision(rule: string, zone: Decision['zone'], more: Partial<Decision> = {}): Decision {
  const sure = { answer: 0.91, clarify: 0.55, unknown: 0.12, none: 1 }[zone];
  return {
    rule, zone, intent: null, entry: null, flow: null, probability: sure, slots: {},
    top: zone === 'none' ? [] : [{ id: more.entry ?? 'opening-hours', probability: sure }, { id: 'parking-fee', probability: Math.round((1 - sure) * 40) / 100 }],
    why: [`${rule} decided`, `probability ${sure}`], ...more,
  };
}
function turn(number: number, kind: Turn['input']['kind'], text: string, decided: Decision, said: readonly string[], view: string): Step {
  const spoken = kind === 'speech';
  return ({ session, number: visit }) => ({
    type: 'foyer.turn', session, turn: number, language: visit % 5 === 4 ? 'en' : 'zh', input: { kind, text, confidence: spoken ? 0.8 + (visit % 20) / 100 : null }, decision: decided,
    said: [...said], view, latencyMs: spoken ? TURN_LATENCIES[(visit + number) % TURN_LATENCIES.length] ?? null : null,
  });
}
const started = (by: 'wake' | 'touch' | 'presence'): Step => ({ session, number }) => ({ type: 'foyer.session.started', session, by, language: number % 5 === 4 ? 'en' : 'zh', pack: 'sim', packVersion: '1.0.0' });
const ended = (reason: string, turns: number, rated = false): Step => ({ session, number }) => ({ type: 'foyer.session.ended', session, reason, turns, rating: rated ? 1 + (number % 5) : null });
const task = (flow: string, change: Extract<EventData, { type: 'foyer.task' }>['change']): Step => ({ session }) => ({ type: 'foyer.task', session, flow, change });
const incident = (code: string, text: string, ofVisit: boolean): Step => ({ session }) => ({ type: 'foyer.incident', code, text, session: ofVisit ? session : null });
const desk = (who: 'agent' | 'visitor', text: string): Step => ({ session }) => ({ type: 'foyer.desk', session, escalation: `case-${session}`, who, text });

const QUESTIONS: readonly Step[] = [
  started('wake'),
  turn(1, 'start', '', decision('notice', 'none'), ['您好，请问有什么可以帮您？'], 'menu'),
  turn(2, 'speech', '你们几点开门', decision('knowledge', 'answer', { entry: 'opening-hours', intent: 'ask-hours' }), ['大厅早上八点半开门，下午五点半关门。'], 'answer'),
  turn(3, 'speech', '停车怎么收费', decision('clarify', 'clarify', { entry: 'parking-fee' }), ['您想问的是停车收费，还是停车场在哪里？'], 'clarify'),
  turn(4, 'touch', 'parking-fee', decision('clarify-answer', 'answer', { entry: 'parking-fee' }), ['前两个小时免费，之后每小时五元。'], 'answer'),
  turn(5, 'speech', '隔壁那家店卖什么', decision('no-match', 'unknown'), ['这个我还不知道，您可以问问服务台。'], 'unknown'),
  turn(6, 'text', '卫生间在哪里', decision('knowledge', 'answer', { entry: 'toilets', intent: 'ask-place' }), ['沿走廊直走，左手边就是。'], 'map'),
  task('survey', 'started'),
  turn(7, 'touch', '5', decision('survey', 'none', { flow: 'survey' }), ['谢谢您的评价。'], 'survey'),
  task('survey', 'completed'),
  turn(8, 'silence', '', decision('no-input', 'none'), [], 'answer'),
  ended('done', 8, true),
];
const TASK: readonly Step[] = [
  started('touch'),
  turn(1, 'speech', '我要取个号', decision('flow', 'answer', { entry: 'queue', flow: 'queue', intent: 'take-number' }), ['好的，请问您办理哪项业务？'], 'form'),
  task('queue', 'started'),
  turn(2, 'speech', '社保', decision('slot', 'none', { flow: 'queue', slots: { business: 'social-security' } }), ['社保业务，请问您的手机尾号？'], 'form'),
  task('queue', 'suspended'),
  turn(3, 'speech', '要带什么材料', decision('digression', 'answer', { entry: 'papers', intent: 'ask-papers' }), ['请带上身份证和社保卡。', '我们接着取号。'], 'answer'),
  task('queue', 'resumed'),
  turn(4, 'speech', '不对 是医保', decision('correction', 'none', { flow: 'queue', slots: { business: 'medical' } }), ['好的，改为医保业务。'], 'form'),
  turn(5, 'touch', 'confirm', decision('touch', 'none', { flow: 'queue' }), ['您的号码是 A 零 一 七，前面还有三位。'], 'ticket'),
  task('queue', 'completed'),
  turn(6, 'speech', '没有了 谢谢', decision('global-command', 'none', { intent: 'goodbye' }), ['再见。'], 'home'),
  ended('visitor', 6),
];
const HAND_OFF: readonly Step[] = [
  started('presence'),
  turn(1, 'speech', '我的材料被退回来了', decision('knowledge', 'clarify', { entry: 'returned-papers' }), ['您是想问退回的原因，还是想重新提交？'], 'clarify'),
  turn(2, 'speech', '都不是', decision('clarify-answer', 'unknown'), ['抱歉，我没有听懂。'], 'unknown'),
  incident('sensitive-word', 'complaint: 投诉', true),
  turn(3, 'speech', '我要找人', decision('escalation', 'none', { intent: 'agent' }), ['正在为您联系工作人员。'], 'waiting'),
  desk('visitor', '我的材料被退回来了'),
  desk('agent', '您好，请告诉我受理编号的后四位。'),
  desk('visitor', '零零一二'),
  desk('agent', '缺一张复印件，请到三号窗口。'),
  turn(4, 'speech', '好的', decision('knowledge', 'answer', { entry: 'thanks' }), ['还需要别的帮助吗？'], 'answer'),
  turn(5, 'silence', '', decision('no-input', 'none'), [], 'home'),
  ended('agent', 5, true),
];
const TROUBLE: readonly Step[] = [
  incident('microphone-silent', 'The microphone gives silence.', false),
  started('touch'),
  turn(1, 'silence', '', decision('no-input', 'none'), ['请说话，或者点屏幕。'], 'menu'),
  turn(2, 'touch', 'refund', decision('touch', 'none', { flow: 'refund' }), ['请输入订单号。'], 'form'),
  task('refund', 'started'),
  turn(3, 'touch', '********', decision('slot', 'none', { flow: 'refund' }), ['正在查询。'], 'progress'),
  incident('connector-slow', 'orders: no answer in 3000 ms', true),
  task('refund', 'failed'),
  turn(4, 'touch', 'ask-staff', decision('busy', 'none'), ['现在没有工作人员在线，请到服务台。'], 'answer'),
  turn(5, 'silence', '', decision('no-input', 'none'), [], 'home'),
  incident('microphone-back', 'The microphone hears again.', false),
  ended('idle', 5),
];
const SHAPES = [QUESTIONS, TASK, QUESTIONS, HAND_OFF, TASK, TROUBLE] as const;

/** Step `step` (0 to 11) of the visit number `number`: always the same for the same number. */
export function conversationStep(visit: Visit, step: number): EventData {
  const shape = SHAPES[visit.number % SHAPES.length] ?? QUESTIONS;
  return (shape[step] as Step)(visit);
}
