// A yes in the verb of the question: "确认提交吗" - "对，提交", "shall I book it?" - "yes, book it", "order it".
import { textIn } from '../pack/compiled.ts';
import { plain } from '../plain-text.ts';
import type { Pending } from './pending.ts';
import type { Turn } from './turn.ts';

const LEAD = {
  zh: /^(?:(?:是的?|对的?|好的?|好吧|嗯+|行|可以|没错|没问题|当然|ok)[啊呀吧了]?)+/i,
  en: /^(?:(?:yes|yeah|yep|yup|sure|ok|okay|right|correct|fine|good|perfect|all right|alright|of course|go ahead|go on|do|that is right|thats right)(?: please)?(?: and)?(?: |$))+/,
} as const;
const AROUND = {
  zh: { before: /^(?:那就|那|就|请你?|您|你|帮我|给我|替我|麻烦|现在|马上|直接|可以|我要|我想|我|要|快|赶紧|确认|开始|把它|去)+/, after: /(?:一下|下单|上去|上|了|吧|啊|呀|这个|这单|它|就行|就好|好了|掉|好|单|谢谢)+$/ },
  en: { before: /^(?:(?:please|then|just|now|so|and|you can|can you|i want to|i would like to|id like to|lets|let us|go ahead and|i want you to|do) )+/, after: /(?: (?:it|that|this|them|one|the|my|please|now|for|me|us|in|up|down|off|thanks|thank you|then|order|booking|request|form|report|appointment|ticket|all))+$/ },
} as const;
/** What a kiosk may be told to go on and do. */
const VERBS = {
  zh: /^(?:提交|下单|办理?|预约|预订|约|订|定|买|购买|付款?|支付|缴费?|交费?|充值?|取号|取|出票|打印|寄件?|发送?|发出|送|报修?|报名|上报|登记|挂失|申请|叫车|叫|开通|更换|换|改签|退票?|退款?|修|确认|确定|执行|同意|送来|点单|点|订座|排队|排号|入住|退房|值机|转)$/,
  en: /^(?:submit|book|order|confirm|send|pay|place|reserve|buy|take|print|issue|report|register|file|make|call|top|start|proceed|schedule|apply|activate|block|request|get|arrange|check)$/,
} as const;
const NEVER = { zh: /[不别没]|取消|算了|退出|返回|错|哪|什么|多少|[吗呢么?？]/, en: /\b(?:not|no|don't|dont|cancel|stop|change|wrong|never|what|how|when|where|which|who|why)\b|\?/i } as const;

/** Whether this says "do it" in the words of the read-back. Beside a yes any such verb counts, alone only the question's own. */
export function agreesByVerb(turn: Turn, pending: Extract<Pending, { kind: 'confirm' }>, text: string): boolean {
  const { language } = turn.talk;
  if (NEVER[language].test(text)) return false;
  const said = plain(text);
  const bare = said.replace(LEAD[language], '');
  const rest = language === 'zh' ? bare.replaceAll(' ', '') : bare.trim();
  const begun = rest.replace(AROUND[language].before, '');
  const asked = plain(textIn(pending.step.confirm, language).replaceAll(/\{[^}]*\}/g, ' '));
  const verbs = [rest, begun, rest.replace(AROUND[language].after, ''), begun.replace(AROUND[language].after, '')].filter((verb) => verb !== '');
  return verbs.some((verb) => {
    const own = language === 'zh' ? verb.length <= 4 && asked.includes(verb) : asked.split(' ').includes(verb);
    return VERBS[language].test(verb) ? own || bare !== said : own && bare !== said && verb.length >= 2;
  });
}
