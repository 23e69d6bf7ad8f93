// The fixture pack with tasks that part: what can be answered depends on what was chosen, an order goes round, a thing may be booked.
import { createConversation } from '../../flows/engine/conversation.ts';
import { compilePack } from '../../flows/engine/pack/compile.ts';
import { createRehearsal } from '../../flows/engine/rehearse.ts';
import { readBundle } from '../../flows/files/read-pack.ts';
import { FRONT_DESK } from './front-desk.ts';

const SEND = `
flow: send
title: { zh: 寄包裹, en: sending a parcel }
triggers: { zh: [寄快递, 我要寄快递, 寄包裹, 寄个包裹, 我想寄东西], en: [send a parcel, I want to send a parcel, ship a box, post a package] }
slots:
  - { id: service, type: choice, label: { zh: 服务, en: service }, ask: { zh: 用哪种服务？, en: Which service? }, options: [{ id: abroad, label: { zh: 国际快递, en: world express } }, { id: standard, label: { zh: 标准件, en: standard } }, { id: slow, label: { zh: 普通件, en: economy } }] }
  - { id: pieces, type: number, label: { zh: 件数, en: number of parcels }, ask: { zh: 几件？, en: How many parcels? }, min: 0, max: 9 }
  - { id: how, type: choice, label: { zh: 交件方式, en: way }, ask: { zh: 店里交还是上门取？, en: Here or a courier? }, options: [{ id: here, label: { zh: 店里交, en: here } }, { id: courier, label: { zh: 上门取, en: a courier } }] }
  - { id: from, type: address, label: { zh: 取件地址, en: address }, ask: { zh: 到哪里取？, en: Where to? } }
  - { id: day, type: date, label: { zh: 日期, en: day }, ask: { zh: 哪天？, en: Which day? }, earliest: 0, latest: 20 }
  - { id: clock, type: time, label: { zh: 时间, en: time }, ask: { zh: 几点？, en: What time? }, opens: '08:00', closes: '18:00', dependsOn: [day] }
  - { id: account, type: digits, label: { zh: 户号, en: account }, ask: { zh: 八位户号？, en: The eight digits of your account? }, min: 8, max: 8 }
  - { id: fragile, type: yes-no, label: { zh: 易碎, en: fragile }, ask: { zh: 有易碎品吗？, en: Is anything fragile? } }
  - { id: coupon, type: digits, label: { zh: 券号, en: coupon }, ask: { zh: 券号是多少？, en: Your coupon number? }, min: 4, max: 6, optional: true }
  - { id: phone, type: phone, label: { zh: 手机号, en: phone number }, ask: { zh: 手机号？, en: Your phone number? } }
steps:
  - ask: service
  - ask: how
  - branch:
      - { when: slots.how == "here", goto: ask-account }
  - ask: from
  - ask: day
  - ask: clock
  - ask: account
  - ask: pieces
  - ask: fragile
  - ask: coupon
  - ask: phone
  - confirm: { zh: '{slots.service}{slots.pieces}件，电话{slots.phone}，确认提交吗？', en: '{slots.service}, {slots.pieces}, phone {slots.phone}. Shall I book it?' }
    consequence: high
    no: stop
  - end: success
    say: { zh: 提交了。, en: It is booked. }
  - { id: stop, end: cancelled, say: { zh: 没有提交。, en: Nothing was booked. } }
`;

const DRINKS = `
flow: drinks
title: { zh: 点饮料, en: ordering drinks }
triggers: { zh: [点饮料, 我要点饮料], en: [order drinks, I want to order drinks] }
slots:
  - { id: drink, type: choice, label: { zh: 饮料, en: drink }, ask: { zh: 哪种饮料？, en: Which drink? }, options: [{ id: tea, label: { zh: 红茶, en: black tea } }, { id: juice, label: { zh: 橙汁, en: orange juice } }, { id: coffee, label: { zh: 咖啡, en: coffee } }] }
steps:
  - ask: drink
  - say: { zh: 记下了。, en: Noted. }
  - choose: { zh: 还要别的吗？, en: Another drink? }
    options:
      - { id: another, label: { zh: 再点一个, en: Another drink }, say: { zh: [再来一个], en: [another one] }, goto: ask-drink }
      - { id: enough, label: { zh: 够了, en: That is enough }, goto: done }
  - { id: done, end: success, say: { zh: 马上送来。, en: They are coming. } }
`;

const CASH = `
flow: cash
title: { zh: 预约取款, en: booking cash }
triggers: { zh: [我要取现金, 预约取款, 想取点现金], en: [withdraw cash, I want to withdraw money, top up my purse] }
slots:
  - { id: day, type: date, label: { zh: 日期, en: day }, ask: { zh: 哪天取？, en: Which day? }, earliest: 0, latest: 20 }
  - { id: sum, type: amount, label: { zh: 金额, en: amount }, ask: { zh: 取多少？, en: How much? }, min: 1 }
steps:
  - ask: sum
  - ask: day
  - end: success
    say: { zh: 约好了。, en: All set. }
`;

const result = compilePack({ ...readBundle(FRONT_DESK), 'flows/send.yaml': SEND, 'flows/drinks.yaml': DRINKS, 'flows/cash.yaml': CASH });
if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
const { pack } = result;
const conversation = createConversation(pack);

export interface Line { rule: string | null; intent: string | null; slots: Record<string, unknown>; all: string; flow: string | null; raised: boolean }

/** A visit in which each line is said after the other, at 09:00 of Monday 2026-11-23; the last answer of the kiosk comes back. */
export function afterSaying(language: 'zh' | 'en', ...lines: string[]): Line {
  const rehearsal = createRehearsal(conversation, pack, { language });
  rehearsal.begin();
  const played = lines.map((user) => rehearsal.play({ user, expect: {} })).at(-1);
  if (played === undefined) throw new Error('nothing was said');
  return {
    rule: played.decision?.rule ?? null, intent: played.decision?.intent ?? null, slots: played.slots, flow: played.flow,
    all: played.effects.flatMap((e) => (e.type === 'say' ? [e.text] : [])).join(' '), raised: played.effects.some((e) => e.type === 'escalate'),
  };
}
