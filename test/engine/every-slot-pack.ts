// The fixture pack with more tasks: every slot type with limits, one read-back of each consequence, an act that must not happen
// twice, and what the hub begins by itself.
import { createConversation } from '../../flows/engine/conversation.ts';
import type { ConversationEvent, Effect } from '../../flows/engine/contract.ts';
import { compilePack } from '../../flows/engine/pack/compile.ts';
import { createRehearsal } from '../../flows/engine/rehearse.ts';
import type { Dialogue, Move, Played, Rehearsal } from '../../flows/engine/rehearse.ts';
import { readBundle } from '../../flows/files/read-pack.ts';
import type { View } from '../../flows/protocol/screen.ts';
import { FRONT_DESK } from './front-desk.ts';

const VISIT = `
flow: home-visit
title: { zh: 上门维修, en: a home repair }
triggers: { zh: [我要报修, 上门维修, 约上门维修, 空调坏了要修], en: [book a home repair, I need a repair, send someone to repair it, my fridge is broken] }
slots:
  - { id: appliance, type: choice, label: { zh: 电器, en: appliance }, ask: { zh: 哪种电器？, en: Which appliance? }, options: [{ id: fridge, label: { zh: 冰箱, en: fridge } }, { id: washer, label: { zh: 洗衣机, en: washing machine } }, { id: cooler, label: { zh: 空调, en: air conditioner } }] }
  - { id: pieces, type: number, label: { zh: 台数, en: number of machines }, ask: { zh: 一共几台？, en: How many machines? }, min: 1, max: 6 }
  - { id: parts, type: quantity, label: { zh: 配件, en: spare parts }, ask: { zh: 配件要多少？, en: How many spare parts? }, min: 1, max: 10 }
  - { id: day, type: date, label: { zh: 日期, en: day }, ask: { zh: 哪天上门？, en: Which day? }, earliest: 1, latest: 30 }
  - { id: clock, type: time, label: { zh: 时间, en: time }, ask: { zh: 几点？, en: What time? }, opens: '09:00', closes: '17:00', dependsOn: [day] }
  - { id: away, type: date-range, label: { zh: 外出日期, en: days away }, ask: { zh: 哪几天不在家？, en: On which days are you away? }, earliest: 0, latest: 60 }
  - { id: hours, type: time-range, label: { zh: 方便时段, en: convenient hours }, ask: { zh: 一般几点到几点在家？, en: From when to when are you at home? }, opens: '08:00', closes: '20:00' }
  - { id: budget, type: amount, label: { zh: 预算, en: budget }, ask: { zh: 预算多少？, en: What is your budget? }, min: 10, max: 500, outside: { zh: 预算请在十元到五百元之间。, en: A budget lies between 10 and 500 yuan. } }
  - { id: code, type: digits, label: { zh: 订单尾号, en: order code }, ask: { zh: 订单后四位？, en: The last four digits of the order? }, min: 4, max: 4 }
  - { id: owner, type: person-name, label: { zh: 姓名, en: name }, ask: { zh: 怎么称呼您？, en: What is your name? } }
  - { id: mobile, type: phone, label: { zh: 手机号, en: phone number }, ask: { zh: 您的手机号？, en: Your phone number? } }
  - { id: idcard, type: id-number, label: { zh: 身份证号, en: ID number }, ask: { zh: 身份证号？, en: Your ID number? } }
  - { id: car, type: plate, label: { zh: 车牌, en: plate }, ask: { zh: 车牌号？, en: Your number plate? } }
  - { id: place, type: address, label: { zh: 地址, en: address }, ask: { zh: 上门地址？, en: The address? } }
  - { id: invoice, type: yes-no, label: { zh: 发票, en: invoice }, ask: { zh: 要发票吗？, en: Do you need an invoice? } }
  - { id: remark, type: free-text, label: { zh: 备注, en: remark }, ask: { zh: 还有什么要说明的？, en: Anything to add? }, optional: true }
steps:
  - ask: appliance
  - ask: pieces
  - ask: parts
  - ask: day
  - ask: clock
  - ask: away
  - ask: hours
  - ask: budget
  - ask: code
  - ask: owner
  - ask: mobile
  - ask: idcard
  - ask: car
  - ask: place
  - ask: invoice
  - ask: remark
  - confirm: { zh: '{slots.day}{slots.clock}，{slots.pieces}台{slots.appliance}，配件{slots.parts}，{slots.away}不在，{slots.hours}在家，预算{slots.budget}，{slots.place}，对吗？', en: '{slots.pieces} {slots.appliance}, parts {slots.parts}, {slots.day} at {slots.clock}, away {slots.away}, home {slots.hours}, budget {slots.budget}, {slots.place}. Right?' }
    consequence: high
    no: stop
  - end: success
    say: { zh: 约好了。, en: All booked. }
  - { id: stop, end: cancelled, say: { zh: 好的，不约了。, en: 'All right, no visit.' } }
`;

const consequence = (id: string, level: string, zh: string, en: string): string => `
flow: ${id}
title: { zh: ${zh}, en: ${en} }
triggers: { zh: [我要${zh}, ${zh}], en: [${en}, I want ${en}] }
slots:
  - { id: count, type: number, label: { zh: 数量, en: count }, ask: { zh: 要几个？, en: How many? }, min: 1, max: 9 }
steps:
  - ask: count
  - confirm: { zh: '${zh}{slots.count}个，对吗？', en: '{slots.count} for ${en}, right?' }
    consequence: ${level}
    no: ask-count
  - end: success
    say: { zh: '${zh}记下了{slots.count}个。', en: '${en} noted: {slots.count}.' }
`;

const PAY = `
flow: top-up-card
title: { zh: 充值, en: topping up }
triggers: { zh: [我要充值, 给卡充值], en: [top up my card, I want to top up] }
slots:
  - { id: card, type: digits, label: { zh: 卡号, en: card number }, ask: { zh: 卡号后四位？, en: The last four digits of the card? }, min: 4, max: 4 }
  - { id: sum, type: amount, label: { zh: 金额, en: amount }, ask: { zh: 充多少？, en: How much? }, min: 10, max: 500 }
  - { id: slip, type: yes-no, label: { zh: 小票, en: receipt }, ask: { zh: 要小票吗？, en: Do you want a receipt? } }
steps:
  - ask: card
  - ask: sum
  - show: { headline: { zh: 费用, en: Cost }, facts: [{ label: { zh: 手续费, en: Fee }, value: { zh: 一元, en: 1 yuan } }] }
    say: { zh: 手续费一元。, en: The fee is one yuan. }
  - confirm: { zh: '卡{slots.card}充{slots.sum}，确认吗？', en: 'Top up card {slots.card} with {slots.sum}?' }
    consequence: medium
    no: stop
  - call: pay
    request: { card: '{slots.card}', sum: '{slots.sum}' }
    offline: stop
  - say: { zh: 充好了。, en: Done. }
  - ask: slip
  - end: success
    say: { zh: 谢谢使用。, en: Thank you. }
  - { id: stop, end: cancelled, say: { zh: 没有充值。, en: Nothing was paid. } }
`;

const NOTICES = {
  'flows/queue-call.yaml': `
flow: queue-call
title: { zh: 叫号, en: a queue call }
notice: true
slots:
  - { id: number, type: free-text, label: { zh: 号码, en: number }, ask: { zh: 号码？, en: Number? } }
  - { id: window, type: number, label: { zh: 窗口, en: window }, ask: { zh: 窗口？, en: Window? } }
steps:
  - say: { zh: '请{slots.number}号到{slots.window}号窗口。', en: 'Number {slots.number}, please go to window {slots.window}.' }
  - end: success
`,
  'flows/satisfaction.yaml': `
flow: satisfaction
title: { zh: 满意度调查, en: a short survey }
notice: true
slots:
  - { id: points, type: number, label: { zh: 评分, en: rating }, ask: { zh: 今天的服务打几分，一到五分？, en: 'How was the service today, from one to five?' }, min: 1, max: 5 }
  - { id: words, type: free-text, label: { zh: 建议, en: suggestion }, ask: { zh: 有什么建议吗？, en: Any suggestion? }, optional: true }
steps:
  - ask: points
  - ask: words
  - end: success
    say: { zh: 谢谢您的评价。, en: Thank you for your answers. }
`,
};

const bundle: Record<string, string> = {
  ...readBundle(FRONT_DESK), ...NOTICES,
  'flows/home-visit.yaml': VISIT, 'flows/top-up-card.yaml': PAY,
  'flows/pens.yaml': consequence('pens', 'low', '领铅笔', 'pencils'), 'flows/mugs.yaml': consequence('mugs', 'medium', '订水杯', 'mugs'), 'flows/lamps.yaml': consequence('lamps', 'high', '租台灯', 'lamps'),
};
bundle['connectors.yaml'] = `${bundle['connectors.yaml'] ?? 'connectors:'}
  - name: pay
    offline: { zh: 支付系统连不上。, en: The payment system is away. }
    request: [card, sum]
    response: [paid]
    sample: [{ response: { paid: true } }]
`;

const result = compilePack(bundle);
if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
export const pack = result.pack;
const conversation = createConversation(pack);

export interface Heard { said: string[]; all: string; view: View | undefined; slots: Record<string, unknown>; rule: string | null; played: Played; effects: Effect[]; calls: string[]; misses: number }

export interface Visit { say(text: string, confidence?: number): Heard; touch(id: string, value?: string): Heard; silence(): Heard; send(event: ConversationEvent): Heard; play(move: Move): Heard; first: Heard; rehearsal: Rehearsal }

/** A visit that has just begun, at 2026-11-23 09:00 UTC, a Monday. */
export function visit(language: 'zh' | 'en', options: { replies?: Dialogue['replies']; begins?: Dialogue['begins']; startAt?: number } = {}): Visit {
  const rehearsal = createRehearsal(conversation, pack, { language, ...options });
  const play = (move: Move): Heard => heard(rehearsal.play(move));
  return {
    first: heard(rehearsal.begin()), rehearsal, play,
    say: (user, confidence) => play({ user, expect: {}, ...(confidence === undefined ? {} : { confidence }) }),
    touch: (touch, value) => play({ touch, expect: {}, ...(value === undefined ? {} : { value }) }),
    silence: () => play({ silence: true, expect: {} }),
    send: (event) => heard(rehearsal.send(event)),
  };
}

function heard(played: Played): Heard {
  const said = played.effects.flatMap((e) => (e.type === 'say' ? [e.text] : []));
  const views = played.effects.flatMap((e) => (e.type === 'show' ? [e.view] : []));
  return {
    said, all: said.join(' '), view: views.at(-1), slots: played.decision?.slots ?? {}, rule: played.decision?.rule ?? null, played, effects: played.effects,
    calls: played.effects.flatMap((e) => (e.type === 'call' ? [e.connector] : [])), misses: (played.state as { talk: { misses: number } }).talk.misses,
  };
}
